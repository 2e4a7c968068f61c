package workbook

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/render/ooxml"
	"ruhu/render/ooxml/ooxmltest"
)

func newBook(t *testing.T, p Properties) *Book {
	t.Helper()
	b, err := New(p)
	must.Succeed(t, err)
	return b
}

func add(t *testing.T, b *Book, name string) *Sheet {
	t.Helper()
	s, err := b.Add(name)
	must.Succeed(t, err)
	return s
}

func bytesOf(t *testing.T, b *Book) []byte {
	t.Helper()
	var out bytes.Buffer
	must.Succeed(t, b.Write(&out))
	return out.Bytes()
}

// rowsOf gives what stands between the tags of a sheet's rows.
func rowsOf(t *testing.T, file []byte) string {
	t.Helper()
	_, rows, _ := strings.Cut(string(ooxmltest.Parts(t, file)["xl/worksheets/sheet1.xml"]), "<sheetData>")
	rows, _, _ = strings.Cut(rows, "</sheetData>")
	return rows
}

// testCell is a cell of rows that are written twice.
type testCell struct {
	style   int
	value   any
	formula string
}

type testRows [][]*testCell

// ours gives the rows as the package writes them.
func (list testRows) ours(t *testing.T) string {
	t.Helper()
	b := newBook(t, Properties{Font: "宋体"})
	s := add(t, b, "表")
	for i, row := range list {
		s.Row(i+1, float64(i%3)*12.5)
		for col, c := range row {
			if c != nil {
				s.Cell(col, c.style, c.value, c.formula)
			}
		}
		s.EndRow()
	}
	return rowsOf(t, bytesOf(t, b))
}

// byLibrary gives the same rows as the library's stream writes them.
func (list testRows) byLibrary(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range 5 { // styles to choose from
		if _, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Size: float64(i + 12)}}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := f.NewStreamWriter("Sheet1")
	must.Succeed(t, err)
	for i, row := range list {
		cells := make([]any, len(row))
		for col, c := range row {
			if c != nil {
				v := c.value
				if text, ok := v.(string); ok {
					v = ooxml.Clean(text)
				}
				cells[col] = excelize.Cell{StyleID: c.style, Value: v, Formula: c.formula}
			}
		}
		must.Succeed(t, s.SetRow(model.CellName(1, i+1), cells, excelize.RowOpts{Height: float64(i%3) * 12.5}))
	}
	must.Succeed(t, s.Flush())
	var out bytes.Buffer
	must.Succeed(t, f.Write(&out))
	return rowsOf(t, out.Bytes())
}

// TestRowsAsTheLibraryWrites: the same cells become the same bytes.
func TestRowsAsTheLibraryWrites(t *testing.T) {
	values := []any{
		nil, "", "周大山", " 前后 ", "一\n二", "\t", "<a&b>\"'", "=1+1", "_x0041_", "_x005F_x0041_", "_x00_", "_xZZZZ_", "a_", "\x00\xff\uFFFE",
		strings.Repeat("𠮷", 20_000), 0, -7, math.MaxInt64, 0.1, -1234.56, 1e-7, 1e15, 3.0, math.NaN(), math.Inf(1),
	}
	formulas := []string{"", "", "SUM(A1:A9)", `COUNTIF(户册!$B$2:$B$9,"<a&b>")`}
	r := rand.New(rand.NewPCG(3, 4))
	var rows testRows
	for _, v := range values {
		rows = append(rows, []*testCell{{0, v, ""}, nil, {3, v, ""}})
	}
	for range 2000 {
		row := make([]*testCell, r.IntN(9))
		for i := range row {
			if r.IntN(4) == 0 {
				continue
			}
			c := &testCell{style: r.IntN(6), value: values[r.IntN(len(values))], formula: formulas[r.IntN(len(formulas))]}
			if _, text := c.value.(string); text { // what gives a text here has no value yet
				c.formula = ""
			}
			if x, ok := c.value.(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
				c.formula = ""
			}
			row[i] = c
		}
		rows = append(rows, row)
	}
	got, want := strings.Split(rows.ours(t), "</row>"), strings.Split(rows.byLibrary(t), "</row>")
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("row %d is\n%.300s, want\n%.300s", i+1, got[i], want[i])
		}
	}
}
