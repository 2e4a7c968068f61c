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

// TestDividedTableFillsItsPage: a table that cannot stay whole fills the page on which
// it begins, though little of that is left behind its first row.
func TestDividedTableFillsItsPage(t *testing.T) {
	height, cell := 8*doc.Mm, valueCell("", "1")
	grid := func(rows int, whole bool) *doc.Grid {
		var cells []doc.Cell
		for range 3 * rows {
			cells = append(cells, cell)
		}
		g := small(cells...).Body[0].(*doc.Grid)
		for i := range g.Rows {
			g.Rows[i].Height = height
		}
		g.Whole = whole
		return g
	}
	p := newPlan(rostertest.Codebook(t), "")
	for above := 1; above < 20; above++ {
		d := small(cell, cell, cell)
		d.Body = []doc.Block{grid(above, false), grid(18, true)}
		s, err := p.make(d, 0)
		must.Succeed(t, err)
		if len(s.turns) == 0 {
			continue
		}
		left := p.room - height*doc.Length(s.turns[0]-s.titles)
		moved := s.turns[0] == s.titles+above
		if !moved && left >= height || moved && left*100 > p.room*typeset.MostEmpty {
			t.Errorf("below %d rows the first page has %v mm left", above, left/doc.Mm)
		}
	}
}
