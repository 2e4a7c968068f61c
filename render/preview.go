package render

import (
	"ruhu/model"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/picture"
)

// Sheet is one form of a run, of a household or of a village.
type Sheet struct {
	Number    string // empty for one without
	Form      *form.Definition
	Village   *model.Village
	Household *model.Household // nil for a village's form
	part      *part
}

// Sheets gives what the run prints, in the order of its files.
func (b *Batch) Sheets() []Sheet {
	var out []Sheet
	for _, f := range b.files {
		for _, p := range f.parts {
			out = append(out, Sheet{p.number, p.def, p.village, p.household, p})
		}
	}
	return out
}

// Pages sets one of these sheets as it is printed, without writing anything. It may
// be called at any time, also by several goroutines.
func (b *Batch) Pages(s Sheet) (pages []*layout.Page, err error) {
	defer s.part.caught(&err)
	w := b.worker()
	d, err := w.document(s.part)
	if err != nil {
		return nil, err
	}
	return w.flow.Pages(d)
}

// Painter draws pages for the screen; see picture.Painter.
type Painter = picture.Painter

// NewPainter makes a painter of pages that are set in these faces.
func NewPainter(f Fonts) *Painter { return picture.New(f.Set()) }
