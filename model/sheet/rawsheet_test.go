package sheet

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"testing/iotest"

	"ruhu/model/growth"
)

// FuzzStream reads arbitrary bytes as a worksheet: nothing of it is lost on the
// way, and how it arrives does not matter.
func FuzzStream(f *testing.F) {
	for _, s := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1"><v>1.2E17</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells></worksheet>`,
		`<row r="`, `<c r=A1 t`, `<sheetData`, `<sheetData><row/></x:sheetData>`, `<x:row r="7"/>`, `<sheetData/>`, `<sheetData><!--<row `,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defer growth.Bound(t, len(data), 64<<20, 4000)()
		pieces := func(r io.Reader) []byte {
			s := newRowStream(r)
			all, _, _ := s.head()
			for p := s.piece(); p != nil; p = s.piece() {
				all = append(all, p...)
				release(p)
			}
			return all
		}
		if got := pieces(bytes.NewReader(data)); !bytes.Equal(got, data) {
			t.Errorf("%q instead of %q", got, data)
		}
		a, err := lookAround(bytes.NewReader(data), true)
		b, err2 := lookAround(iotest.OneByteReader(bytes.NewReader(data)), true)
		if err != nil || err2 != nil || !slices.Equal(a.merged, b.merged) || a.notes.Uncached.Count != b.notes.Uncached.Count {
			t.Errorf("%v %v, byte by byte %v %v", a, err, b, err2)
		}
	})
}
