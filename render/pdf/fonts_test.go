package pdf

import (
	"bytes"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/render/doc"
)

// TestWidthsAgree holds layout's widths to those that fpdf writes into files,
// for every character of the basic plane, with whole faces and with cut ones.
func TestWidthsAgree(t *testing.T) {
	whole := wholeFonts(t)
	var all Runes
	for i := range int(doc.FormFaces) {
		for r := range rune(0xFFFF) {
			if whole.set.Has(i, r) {
				all.faces[i].add(r)
			}
		}
	}
	cut, err := whole.Cut(&all)
	if err != nil {
		t.Fatal(err)
	}
	for name, fonts := range map[string]*Fonts{"whole": whole, "cut": cut} {
		pdf := fpdf.New("P", "pt", "A4", "")
		for i := range doc.FormFaces {
			pdf.AddUTF8FontFromBytes(families[i], "", bytes.Clone(fonts.files[i]))
			pdf.SetFont(families[i], "", 10)
			bad, n := 0, 0
			for r := range all.faces[i].all() {
				n++
				want := whole.Measurer().Glyph(i, r).Advance
				if got := pdf.GetStringSymbolWidth(string(r)); got != int(want) {
					if bad++; bad < 5 {
						t.Errorf("%s face %d: %c %U is %d wide, want %d", name, i, r, r, got, want)
					}
				}
			}
			t.Logf("%s face %d: %d characters, %d bytes", name, i, n, len(fonts.files[i]))
		}
	}
}
