package pdf

import (
	"testing"

	"ruhu/model/must"
	"ruhu/render/doc"
)

// TestWidthsAgree holds layout's widths to those that files embed, for every
// character of the basic plane.
func TestWidthsAgree(t *testing.T) {
	fonts := wholeFonts(t)
	f := New(fonts, Meta{})
	for i := range doc.FormFaces {
		s := f.face(i)
		bad, n := 0, 0
		for r := range rune(0xFFFF) {
			if !fonts.set.Has(int(i), r) {
				continue
			}
			n++
			c, err := f.codeOf(i, s, r)
			must.Succeed(t, err)
			if got, want := s.advance(int(c)), int(fonts.Measurer().Glyph(i, r).Advance); got != want {
				if bad++; bad < 5 {
					t.Errorf("face %d: %c %U is %d wide, want %d", i, r, r, got, want)
				}
			}
		}
		t.Logf("face %d: %d characters", i, n)
	}
}
