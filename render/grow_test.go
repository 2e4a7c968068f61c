package render_test

import (
	"testing"

	"ruhu/model/must"
	"ruhu/render/doc"
	"ruhu/render/layout"
)

// TestRowsToWriteOnGrow lays every form out with rows that grow and with rows
// that do not: the same stands on every page, nothing higher up or in another
// order, nothing beyond the text's end; and where room was left, rows are higher.
func TestRowsToWriteOnGrow(t *testing.T) {
	grown := 0
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, b := range d.Body { // where rows shrink to save a page, others grow back
				if g, ok := b.(*doc.Grid); ok {
					for i := range g.Rows {
						g.Rows[i].Low = 0
					}
				}
			}
			pages := laidOut(t, d)
			for _, b := range d.Body {
				if g, ok := b.(*doc.Grid); ok {
					for i := range g.Rows {
						g.Rows[i].Most = 0
					}
				}
			}
			before := laidOut(t, d)
			if len(pages) != len(before) {
				t.Fatalf("%d pages, without growing %d", len(pages), len(before))
			}
			for i, p := range pages {
				was := before[i]
				if len(p.Texts) != len(was.Texts) || len(p.Rules) != len(was.Rules) || len(p.Fills) != len(was.Fills) || len(p.Boxes) != len(was.Boxes) {
					t.Fatalf("page %d holds something else", i+1)
				}
				end := d.Paper.Height - d.Paper.Bottom
				body := end - 5*doc.Mm // below it stands the number of the page
				for k, r := range p.Rules {
					if by := r.Y1 - was.Rules[k].Y1; by < 0 || r.Y2 < r.Y1 || r.Y2 > body {
						t.Errorf("page %d: a rule from %v to %v", i+1, r.Y1, r.Y2)
					} else if by > 0 {
						grown++
					}
				}
				for k, r := range p.Texts {
					if w := was.Texts[k]; r.Text != w.Text || r.X != w.X || r.Y < w.Y || r.Y > end {
						t.Errorf("page %d: %q at %v, %q at %v before", i+1, r.Text, r.Y, w.Text, w.Y)
					}
				}
				ordered(t, p, was)
			}
		})
	}
	if grown == 0 {
		t.Error("no row of any form grows")
	}
}

// TestLabelsStayTogether: the lines of a label beside rows that grow are as far apart
// as ever, in the middle of its cell.
func TestLabelsStayTogether(t *testing.T) {
	d := documents(t)["compare-least"]
	for _, p := range laidOut(t, d) {
		for i, r := range p.Texts {
			if r.Text != "重点" {
				continue
			}
			lead := p.Texts[i+1].Y - r.Y
			if p.Texts[i+2].Text != "事项" || p.Texts[i+2].Y-p.Texts[i+1].Y != lead || lead > 2*r.Size {
				t.Errorf("the lines of the label are %v and %v apart", lead, p.Texts[i+2].Y-p.Texts[i+1].Y)
			}
			return
		}
	}
	t.Error("no label was found")
}

// ordered checks that what was above a rule over or below it still is.
func ordered(t *testing.T, p, was *layout.Page) {
	t.Helper()
	for k, r := range p.Rules {
		for j, x := range p.Texts {
			if r.X1 <= x.X && x.X < r.X2 && (was.Rules[k].Y1 < was.Texts[j].Y) != (r.Y1 < x.Y) {
				t.Errorf("page %d: %q crosses a rule", p.Number, x.Text)
			}
		}
	}
}

func laidOut(t *testing.T, d *doc.Document) []*layout.Page {
	t.Helper()
	pages, err := layout.Pages(d, even{})
	must.Succeed(t, err)
	return pages
}
