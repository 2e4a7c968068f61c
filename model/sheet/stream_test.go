package sheet

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// TestLargeSheets reads worksheets of many pieces, in any order, again, and in part.
func TestLargeSheets(t *testing.T) {
	slowtest.Single(t)
	const rows, columns = 250, 3 // of 24,000 characters each
	r := rand.New(rand.NewPCG(1, 1))
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	for _, name := range []string{"大", "更大", "小"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		w, err := f.NewStreamWriter(name)
		must.Succeed(t, err)
		n := rows
		if name == "小" {
			n = 3
		}
		for i := range n {
			row := []any{name + strconv.Itoa(i+1)}
			for range columns {
				text := make([]byte, 24_000)
				for k := range text {
					text[k] = "abcdefghijklmnopqrstuvwxyz<>&012"[r.IntN(32)]
				}
				row = append(row, string(text))
			}
			must.Succeed(t, w.SetRow("A"+strconv.Itoa(i+1), row))
		}
		if name == "更大" {
			must.Succeed(t, w.MergeCell("B1", "C2"))
		}
		must.Succeed(t, w.Flush())
	}
	var out bytes.Buffer
	must.Succeed(t, f.Write(&out))
	sheets, done, err := Open(Input{Name: "大.xlsx", Data: bytes.NewReader(out.Bytes()), Size: int64(out.Len())})
	must.Succeed(t, err)
	defer done()
	if len(sheets) != 4 {
		t.Fatalf("%d sheets", len(sheets))
	}
	for _, i := range []int{2, 3, 1, 2} {
		s := sheets[i]
		if m := s.Merged(); (len(m) == 1) != (i == 2) {
			t.Errorf("%s has merged cells %v", s.Name(), m)
		}
		must.Succeed(t, s.Each(func(row int, _ []string) bool { return row < 2 }))
		last := ""
		n := 0
		if err := s.Each(func(_ int, cells []string) bool { n, last = n+1, cells[0]; return len(cells) == columns+1 }); err != nil {
			t.Fatal(err)
		}
		if want := map[int]int{1: rows, 2: rows, 3: 3}[i]; n != want || last != s.Name()+strconv.Itoa(want) {
			t.Errorf("%s has %d rows, the last %q", s.Name(), n, last)
		}
		s.Release()
	}
}

// allocated gives how many bytes do asks for.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// inPieces reads a sheet and gives how many pieces it has, how long the longest
// is, and their length together.
func inPieces(t *testing.T, sheet io.Reader) (n, most, all int) {
	t.Helper()
	s := newRowStream(sheet)
	if _, rows, _ := s.head(); !rows {
		t.Fatal("no rows")
	}
	for p := s.piece(); p != nil; p = s.piece() {
		n, most, all = n+1, max(most, len(p)), all+len(p)
		release(p)
	}
	return n, most, all
}

// Comments, CDATA and prefixes are no reason to hold a sheet as a whole.
func TestPiecesOfMixed(t *testing.T) {
	many := strings.Repeat(`<row><c t="inlineStr"><is><t>`+strings.Repeat("x", 1000)+`</t></is></c></row>`, 8000)
	prefixed := strings.NewReplacer("</", "</x:", "<", "<x:").Replace(many)
	for name, sheet := range map[string]string{
		"comment": "<worksheet><sheetData><!-- <row > -->" + many + "</sheetData></worksheet>",
		"CDATA":   "<worksheet><sheetData>" + many + "<row><c><v><![CDATA[<row >]]></v></c></row>" + many + "</sheetData></worksheet>",
		"prefix":  "<x:worksheet><x:sheetData>" + prefixed + "</x:sheetData></x:worksheet>",
		"rows":    "<worksheet><sheetData>" + prefixed + "</sheetData></worksheet>",
	} {
		n, most, all := inPieces(t, strings.NewReader(sheet))
		if most > 2*pieceSize || n < 10 || all < len(many) {
			t.Errorf("%s: %d pieces of up to %d bytes, %d together", name, n, most, all)
		}
	}
}

// What follows a long row is not copied for each piece.
func TestPiecesBehindLongRow(t *testing.T) {
	row := `<row><c t="inlineStr"><is><t>` + strings.Repeat("x", 26<<20) + `</t></is></c></row>`
	sheet := `<worksheet><sheetData>` + row + strings.Repeat(`<row><c><v>1</v></c></row>`, 1<<20) + `</sheetData></worksheet>`
	all := 0
	n := allocated(func() { _, _, all = inPieces(t, strings.NewReader(sheet)) })
	if n > 5*uint64(len(sheet)) || all != len(sheet)-len("<worksheet><sheetData>") {
		t.Errorf("%d bytes took %d, %d came out", len(sheet), n, all)
	}
}

// repeated is a reader of n times the same byte.
type repeated struct {
	c byte
	n int
}

func (r *repeated) Read(b []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	b = b[:min(len(b), r.n)]
	for i := range b {
		b[i] = r.c
	}
	r.n -= len(b)
	return len(b), nil
}

// A row or a head that does not end is not held until it does.
func TestEndlessRow(t *testing.T) {
	slowtest.Single(t)
	for _, begin := range []string{"<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>", "<worksheet><sheetData><!-- ", "<worksheet><x>"} {
		sheet := io.MultiReader(strings.NewReader(begin), &repeated{' ', 12 * longest}, strings.NewReader("</v></c></row></sheetData></worksheet>"))
		s := &worksheet{title: "册", open: func() (io.ReadCloser, error) { return io.NopCloser(sheet), nil }, common: alone()}
		rows := 0
		var err error
		n := allocated(func() { err = s.Each(func(int, []string) bool { rows++; return true }) })
		if err == nil || !strings.Contains(err.Error(), "损坏") || rows != strings.Count(begin, "</row>") || n > 10*longest {
			t.Errorf("%s: %d rows, %v, %d bytes", begin, rows, err, n)
		}
	}
}
