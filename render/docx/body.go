package docx

import (
	"fmt"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// check verifies that a document holds nothing that this package does not know.
func check(d *doc.Document) error {
	if err := doc.CheckItems(d.Identity); err != nil {
		return err
	}
	for _, b := range d.Body {
		switch b := b.(type) {
		case doc.Heading:
		case doc.Para:
			if err := doc.CheckItems(b.Items); err != nil {
				return err
			}
		case *doc.Grid:
			if err := checkGrid(b); err != nil {
				return err
			}
		default:
			return fmt.Errorf("unknown block %T", b)
		}
	}
	return nil
}

// maxTracks is how many columns a table of Word may have.
const maxTracks = 63

func checkGrid(g *doc.Grid) error {
	if err := g.Check(); err != nil {
		return err
	}
	if len(g.Tracks) > maxTracks {
		return fmt.Errorf("a table of %d columns: Word has at most %d", len(g.Tracks), maxTracks)
	}
	return nil
}

// document writes the blocks of a checked document.
func (w *writer) document(d *doc.Document) {
	w.b = w.b[:0]
	top, bottom := w.margins(d)
	w.room = d.Paper.Height - top - bottom
	table := true // the block at hand; a section without any has a paragraph too
	for i := 0; i < len(d.Body); i++ {
		after := table && i > 0
		table = false
		switch b := d.Body[i].(type) {
		case doc.Heading:
			w.heading(b, i == 0, d.Paper.TextWidth())
		case doc.Para:
			p := para{before: typeset.Before(b, false), align: b.Align, withNext: w.set.Following(d.Body[i+1:], d.Paper.TextWidth(), false) > 0, whole: true}
			w.paragraphs(b.Items, b.Style, p, d.Paper.TextWidth())
		case *doc.Grid:
			gs := joined(d.Body[i:])
			if after {
				w.thin() // two tables in a row would become one
			}
			w.table(gs, w.set.Following(d.Body[i+len(gs):], d.Paper.TextWidth(), false))
			table = true
			i += len(gs) - 1
		}
	}
	if table {
		w.thin() // a section cannot end in a table
	}
}

// heading writes a section's title, which stays with what follows.
func (w *writer) heading(h doc.Heading, first bool, width doc.Length) {
	above, below := typeset.Heading(h, false)
	p := para{withNext: true, before: above, after: below}
	if first {
		p.before = 0
	}
	w.paragraphs([]doc.Inline{{Text: h.Text}}, h.Style, p, width)
}

// thin writes a paragraph that is as good as not there.
func (w *writer) thin() {
	w.open(&para{style: styleText, size: doc.Pt, empty: true})
	w.end()
}
