package render

import (
	"context"
	"strings"
	"sync"

	"ruhu/model"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/picture"
)

// Sheet is one form of a run, of a household or of a village, or the visit list that a
// village's file opens with.
type Sheet struct {
	Number    string           // empty for one without
	Form      *form.Definition // nil for a visit list
	Village   *model.Village
	Household *model.Household // nil for what is the village's
	part      *part
	visits    *visitSheet
}

// Title is what the sheet is called, with its mark.
func (s Sheet) Title() string {
	if s.Form == nil {
		return visitTitle
	}
	return strings.TrimSpace(s.Form.Mark + " " + s.Form.Title)
}

// Sheets gives what the run prints, in the order of its files.
func (b *Batch) Sheets() []Sheet {
	var out []Sheet
	for _, f := range b.files {
		if f.visit {
			out = append(out, Sheet{Village: f.village, visits: newVisitSheet(f)})
		}
		for _, p := range f.parts {
			out = append(out, Sheet{Number: p.number, Form: p.def, Village: p.village, Household: p.household, part: p})
		}
	}
	return out
}

// Pages sets one of these sheets as it is printed, without writing anything. It may
// be called at any time, also by several goroutines.
func (b *Batch) Pages(s Sheet) (pages []*layout.Page, err error) {
	if s.visits != nil {
		return s.visits.pages(b)
	}
	defer s.part.caught(&err)
	w := b.worker()
	d, err := w.document(s.part)
	if err != nil {
		return nil, err
	}
	return w.flow.Pages(d)
}

// visitSheet is a visit list that is looked at. It says how many pages each household
// gets, and counts them for itself: the run may not be counted yet, or just be counted.
// It is set once: that of a large village has hundreds of pages.
type visitSheet struct {
	file file
	once sync.Once
	set  []*layout.Page
	err  error
}

func newVisitSheet(f *file) *visitSheet {
	s := &visitSheet{file: file{village: f.village, visit: true}}
	for _, p := range f.parts {
		if p.household != nil {
			s.file.parts = append(s.file.parts, &part{def: p.def, household: p.household, village: p.village, number: p.number})
		}
	}
	return s
}

func (s *visitSheet) pages(b *Batch) ([]*layout.Page, error) {
	s.once.Do(func() {
		if s.err = s.count(b); s.err != nil {
			return
		}
		d, err := visitList(&s.file, b.opt)
		if s.err = err; err == nil {
			s.set, s.err = b.worker().flow.Pages(d)
		}
	})
	return s.set, s.err
}

// count counts the households' pages; those that cannot be set are left out, as in the run.
func (s *visitSheet) count(b *Batch) error {
	counted := &Batch{opt: b.opt, fonts: b.fonts, files: []*file{&s.file}, failed: make(map[*model.Household]error)}
	err := counted.countParts(context.Background(), func(*part) {})
	counted.drop()
	return err
}

// Painter draws pages for the screen; see picture.Painter.
type Painter = picture.Painter

// NewPainter makes a painter of pages that are set in these faces.
func NewPainter(f Fonts) *Painter { return picture.New(f.Set()) }
