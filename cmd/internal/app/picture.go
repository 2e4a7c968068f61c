package app

import (
	"context"
	"fmt"
	"io"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/render"
	"ruhu/render/layout"
)

// Picture writes one of the pages of a sheet, from 1, as a PNG with dpi pixels an inch:
// it shows what a PDF of the sheet shows. A page that the sheet does not have is an
// error. It may be called by several goroutines, before, during and after printing.
func (p *Plan) Picture(w io.Writer, s Sheet, page, dpi int) error {
	pages, err := p.Pages(s)
	if err != nil {
		return err
	}
	return drawPage(w, p.fonts.screen, pages, page, dpi)
}

// drawPage writes one of some pages.
func drawPage(w io.Writer, screen *render.Painter, pages []*layout.Page, page, dpi int) error {
	if page < 1 || page > len(pages) {
		return fault.Wrong(fmt.Sprintf("没有第 %d 页，共 %d 页", page, len(pages)), "")
	}
	return Explain(context.Background(), screen.PNG(w, pages[page-1], dpi))
}

// SummaryPreview is the year's summary as its PDF will be, and what there is to tell of
// it, before anything is written.
type SummaryPreview struct {
	*Result
	pages  []*layout.Page
	screen *render.Painter
}

// PreviewSummary counts the roster, with last year's where there is one, and sets the
// year's summary, filled in as Summary would into a folder. The result is never nil.
func (w *Workspace) PreviewSummary(ctx context.Context, dir string) (p *SummaryPreview, err error) {
	p = &SummaryPreview{}
	p.Result, err = w.use(ctx, "", func(r *Result, _ *output.Folder) error {
		s, err := w.summing(r, dir, []Format{render.PDF})
		if err != nil {
			return err
		}
		in, err := w.readFor(ctx, r)
		if err != nil {
			return err
		}
		figures, err := s.count(ctx, in)
		if err != nil {
			return err
		}
		if _, p.pages, err = s.set(figures); err != nil {
			return err
		}
		r.Pages, r.Sheets = len(p.pages), (len(p.pages)+1)/2
		p.screen = render.NewPainter(s.fonts)
		return nil
	})
	return p, err
}

// Picture writes one of the summary's pages, from 1, as Plan.Picture does a sheet's.
func (p *SummaryPreview) Picture(w io.Writer, page, dpi int) error {
	return drawPage(w, p.screen, p.pages, page, dpi)
}
