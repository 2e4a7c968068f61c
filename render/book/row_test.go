package book

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// rowsOf gives what stands between the tags of a sheet's rows.
func rowsOf(t *testing.T, raw []byte) string {
	t.Helper()
	part := string(partBytes(t, raw, "xl/worksheets/sheet1.xml"))
	_, part, _ = strings.Cut(part, "<sheetData>")
	part, _, _ = strings.Cut(part, "</sheetData>")
	return part
}

// testCell is a cell of rows that are written twice.
type testCell struct {
	style   int
	value   any
	formula string
}

// written gives rows as the package writes them.
func (rows testRows) written(t *testing.T) string {
	t.Helper()
	w := newRowWriter(20)
	for i, row := range rows {
		w.begin(i+1, float64(i%3)*12.5)
		for col, c := range row {
			if c != nil {
				w.cell(col, c.style, c.value, c.formula)
			}
		}
		w.end()
	}
	if err := w.finish(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := ooxml.NewPacker(&out)
	part, err := p.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, "<sheetData>")
	if err := p.Append(&w.piece); err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, "</sheetData>")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return rowsOf(t, out.Bytes())
}

type testRows [][]*testCell

// byLibrary gives the same rows as the library's stream writes them.
func (rows testRows) byLibrary(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range 5 { // styles to choose from
		if _, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Size: float64(i + 12)}}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
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
		if err := s.SetRow(model.CellName(1, i+1), cells, excelize.RowOpts{Height: float64(i%3) * 12.5}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
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
	got, want := strings.Split(rows.written(t), "</row>"), strings.Split(rows.byLibrary(t), "</row>")
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("row %d is\n%.300s, want\n%.300s", i+1, got[i], want[i])
		}
	}
}

// TestNoSuchCell: what a row cannot hold is an error, not something else.
func TestNoSuchCell(t *testing.T) {
	table := Table{Name: "表", Columns: []Column{{Head: "一", Width: 9}}, Rows: func(yield func(Row) bool) {
		yield(Row{Cells: []any{true}})
	}}
	if err := WriteTables(io.Discard, table); err == nil {
		t.Error("a truth value was written")
	}
}

// TestTooManyRows: a workbook that no program opens is not written.
func TestTooManyRows(t *testing.T) {
	table := Table{Name: "表", Plain: true, Columns: []Column{{Head: "一", Width: 9}}, Rows: func(yield func(Row) bool) {
		row := Row{Cells: []any{1}}
		for range excelize.TotalRows {
			if !yield(row) {
				return
			}
		}
	}}
	if err := WriteTables(io.Discard, table); err == nil || !strings.Contains(err.Error(), "表") {
		t.Errorf("%v", err)
	}
}

// TestCodedText: text that looks like a character by its number is read as it was
// written, also where one such begins with the end of another.
func TestCodedText(t *testing.T) {
	want := []string{"_x0041_", "_x0041_x0042_", "_x005F_x0041_", "x_x000A_y", "_X0041_", "__x0041__"}
	table := Table{Name: "表", Columns: []Column{{Head: "一", Width: 9}}, Rows: func(yield func(Row) bool) {
		for _, s := range want {
			if !yield(Row{Cells: []any{s}}) {
				return
			}
		}
	}}
	f, _ := written(t, func(w io.Writer) error { return WriteTables(w, table) })
	rows, err := f.GetRows("表")
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range want {
		if got := rows[i+1][0]; got != s {
			t.Errorf("%q is read as %q", s, got)
		}
	}
}

// TestJobs: sheets made at the same time get the styles and bytes that they get
// one after another, also where each asks for styles in an order of its own.
func TestJobs(t *testing.T) {
	var tables []Table
	for i := range 12 {
		looks := []Row{
			{Cells: []any{1, "甲", Marked{2.5}}}, {Look: Total, Cells: []any{Sum(3), "合计", nil}}, {Look: Note, Cells: []any{"注"}},
			{Look: Title, Cells: []any{Link{"见", thisBook, "'表0'!A1"}}}, {Cells: []any{Formula{Value: 3, Text: "1+2"}, nil, 0.5}},
		}
		tables = append(tables, Table{
			Name: fmt.Sprintf("表%d", i), Filter: i%2 == 0, Plain: i%3 == 0, Thin: i%3 == 1, Open: i%4 == 0,
			Columns: []Column{{Head: "一", Width: 9, Number: true}, {Head: "二", Width: 9, Fill: i%5 == 0}, {Head: "三", Width: 9, Tenths: true, Center: i%2 == 1}},
			Rows: func(yield func(Row) bool) {
				for n := range 600 {
					if !yield(looks[(n/100*(i+1)+i)%len(looks)]) {
						return
					}
				}
			},
		})
	}
	var one bytes.Buffer
	if err := writeTables(&one, 1, tables); err != nil {
		t.Fatal(err)
	}
	for _, jobs := range []int{2, 3, 40} {
		var many bytes.Buffer
		if err := writeTables(&many, jobs, tables); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one.Bytes(), many.Bytes()) {
			t.Errorf("%d sheets at a time give other bytes", jobs)
		}
	}
}
