package xlsx

import (
	"testing"

	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
	"ruhu/render/typeset"
	"ruhu/templates"
)

// faces measures with the program's own faces.
type faces struct{ set *font.Set }

func (f faces) Glyph(face doc.Face, r rune) typeset.Glyph {
	g := f.set.Lookup(int(face), r)
	return typeset.Glyph{Rune: g.Rune, Face: doc.Face(g.Face), Advance: g.Advance, Missing: g.Missing}
}

func measurer(t testing.TB) typeset.Measurer {
	t.Helper()
	var files [][]byte
	for _, name := range []string{templates.FontText, templates.FontHead, templates.FontTitle} {
		b, err := templates.Fonts.ReadFile(name)
		must.Succeed(t, err)
		files = append(files, b)
	}
	set, err := font.Load(files...)
	must.Succeed(t, err)
	return faces{set}
}

// TestPagesAreThoseOfThePDF counts the pages of every form of every household:
// the three formats of a form should say the same 共 N 页.
func TestPagesAreThoseOfThePDF(t *testing.T) {
	cb := rostertest.Codebook(t)
	m := measurer(t)
	p := newPlan(cb, "")
	for _, paper := range []string{"A4", "A3"} {
		count, differ := 0, 0
		for _, o := range everything(t, cb, paper) {
			pages, err := layout.Pages(o.doc, m)
			must.Succeed(t, err)
			s, err := p.make(o.doc, len(pages))
			must.Succeed(t, err)
			count++
			if s.pages != len(pages) {
				differ++
				t.Errorf("%s on %s: %d pages, the PDF has %d", o.name, paper, s.pages, len(pages))
			}
		}
		t.Logf("%s: %d documents, %d with another number of pages; columns %d", paper, count, differ, p.sheet.cols)
	}
}
