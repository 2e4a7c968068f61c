package app

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/typeface"
	"ruhu/model"
	"ruhu/model/parallel"
	"ruhu/model/report"
	"ruhu/render"
	"ruhu/render/book"
	"ruhu/render/doc"
	"ruhu/render/fontfile"
	"ruhu/render/layout"
	"ruhu/render/letter"
)

// Summary counts the roster, with last year's where there is one, and writes the
// year's summary and its figures into a folder; no formats are all of them. What people
// filled in is that of the folder's Supplement of the year. The result is never nil.
func (w *Workspace) Summary(ctx context.Context, dir string, formats []Format) (*Result, error) {
	return w.use(ctx, dir, func(r *Result, folder *output.Folder) error {
		s, err := w.summing(r, dir, formats)
		if err != nil {
			return err
		}
		if err := folder.Try(); err != nil {
			return err
		}
		if err := folder.Ready(s.names(), nil); err != nil { // what is held open is told before minutes of reading
			return err
		}
		in, err := w.readFor(ctx, r)
		if err != nil {
			return err
		}
		if err := folder.Ready(s.names(), in.infos); err != nil {
			return err
		}
		figures, err := s.count(ctx, in)
		if err != nil {
			return err
		}
		return s.write(ctx, folder, figures)
	})
}

// summing is a summary in the making.
type summing struct {
	*Result
	w       *Workspace
	formats []Format
	texts   Supplement
	text    *letter.Template
	found   *fontfile.Files
	fonts   render.Fonts // of official documents
}

// summing checks everything that does not need the roster.
func (w *Workspace) summing(r *Result, dir string, formats []Format) (s *summing, err error) {
	r.Summary = &Summary{}
	s = &summing{Result: r, w: w}
	if s.texts, err = ReadSupplement(dir, w.Year); err != nil {
		return nil, err
	}
	if s.formats, err = summaryFormats(formats); err != nil {
		return nil, err
	}
	if s.text, err = library.Summary(w.Templates); err != nil {
		return nil, err
	}
	if !w.Settings.Charts {
		s.text = s.text.WithoutCharts()
	}
	fonts, err := w.faces()
	if err != nil {
		return nil, err
	}
	s.found = fonts.found
	s.fonts, s.Summary.Faces, err = typeface.LoadOfficial(s.found, nil)
	return s, err
}

// wholeFonts leaves out faces of the machine that cannot show the text after all:
// a damaged font is no reason to have no summary.
func (s *summing) wholeFonts(text string) (err error) {
	if damaged := s.fonts.Damaged(text); len(damaged) > 0 {
		s.fonts, s.Summary.Faces, err = typeface.LoadOfficial(s.found, damaged)
	}
	if !slices.Contains(s.formats, render.PDF) {
		s.Summary.Faces = nil
	}
	return err
}

// count judges and counts the roster, at the same time.
func (s *summing) count(ctx context.Context, in *reading) (*report.Report, error) {
	w := s.w
	w.limitMemory(in, countyHouseholds)
	var own model.Problems
	judged := parallel.Beside(func() { own = w.own(ctx, in) })
	out, err := parallel.Until(ctx, func() (*report.Report, error) {
		return report.Make(in.roster, report.Options{
			Year: w.Year, Standard: w.Settings.Standard, Ceiling: w.Settings.Ceiling, Last: in.last, Title: TitleOf,
			Await: func() (model.Problems, string) {
				judged()
				return append(model.Problems{}, own...), w.judged(ctx, in).Unjudged()
			},
			Jobs: runtime.GOMAXPROCS(0),
		}), ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	s.Result.found(own)
	if f := out.Figure("registered.persons"); f.Known {
		s.Summary.Persons = int(f.Value)
	}
	return out, nil
}

// names are the files to be written, in order.
func (s *summing) names() []string {
	var out []string
	for _, f := range s.formats {
		out = append(out, fmt.Sprintf("%d年度扶贫对象动态管理工作总结.%s", s.w.Year, f))
	}
	return append(out, output.FiguresName)
}

// set fills the text and sets it on pages.
func (s *summing) set(figures *report.Report) (*doc.Official, []*layout.Page, error) {
	o, err := s.text.Official(library.SummaryID, figures, library.SummaryNames(s.w.Settings, s.w.Year, s.w.Date))
	if err != nil {
		return nil, nil, err
	}
	s.Summary.Open = o.OpenGaps()
	s.Summary.Filled = o.Fill(s.texts)
	s.Gaps = o.Gaps()
	var text strings.Builder
	if err := doc.DumpOfficial(&text, o); err != nil {
		return nil, nil, err
	}
	if err := s.wholeFonts(text.String()); err != nil {
		return nil, nil, err
	}
	o, pages, err := render.SetOfficial(o, s.fonts)
	s.Lent, s.Summary.Lost = s.found.Loans(), s.fonts.Missing(text.String())
	return o, pages, err
}

// write writes the text in every format.
func (s *summing) write(ctx context.Context, folder *output.Folder, figures *report.Report) error {
	o, pages, err := s.set(figures)
	if err != nil {
		return err
	}
	if slices.Contains(s.formats, render.PDF) {
		s.Pages, s.Sheets = len(pages), (len(pages)+1)/2
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// The workbook takes longer than all documents: they are written meanwhile.
	var failed error
	wait := parallel.Beside(func() {
		failed = output.Save(ctx, folder, output.FiguresName, func(w io.Writer) error { return book.WriteFigures(w, figures, runtime.GOMAXPROCS(0)) })
	})
	for i, f := range s.formats {
		if err = output.Save(ctx, folder, s.names()[i], func(w io.Writer) error { return render.WriteOfficial(w, o, pages, s.fonts, f) }); err != nil {
			break
		}
	}
	wait()
	if err == nil {
		err = failed
	}
	return err
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
