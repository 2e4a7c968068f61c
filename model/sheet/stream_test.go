package sheet

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestLargeSheets reads worksheets of many pieces, in any order, again, and in part.
func TestLargeSheets(t *testing.T) {
	const rows, columns = 250, 3 // of 24,000 characters each
	r := rand.New(rand.NewPCG(1, 1))
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	for _, name := range []string{"大", "更大", "小"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		w, err := f.NewStreamWriter(name)
		if err != nil {
			t.Fatal(err)
		}
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
			if err := w.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
				t.Fatal(err)
			}
		}
		if name == "更大" {
			if err := w.MergeCell("B1", "C2"); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	sheets, done, err := Open(Input{Name: "大.xlsx", Data: bytes.NewReader(out.Bytes()), Size: int64(out.Len())}, "")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if len(sheets) != 4 {
		t.Fatalf("%d sheets", len(sheets))
	}
	for _, i := range []int{2, 3, 1, 2} {
		s := sheets[i]
		if m := s.Merged(); (len(m) == 1) != (i == 2) {
			t.Errorf("%s has merged cells %v", s.Name(), m)
		}
		if err := s.Each(func(row int, _ []string) bool { return row < 2 }); err != nil {
			t.Fatal(err)
		}
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
