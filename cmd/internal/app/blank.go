package app

import (
	"context"
	"errors"

	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/render"
)

// BlankChoice is which blank forms are written, and how.
type BlankChoice = render.BlankChoice

// Blank writes blank forms into a folder, a file each. It needs no rosters. The
// result is never nil.
func (w *Workspace) Blank(ctx context.Context, dir string, c BlankChoice) (*Result, error) {
	r := newResult()
	return r, r.explain(ctx, w.blank(ctx, dir, c, r))
}

func (w *Workspace) blank(ctx context.Context, dir string, c BlankChoice, r *Result) (err error) {
	w.describe(r)
	if c.Formats, err = formatsOf(c.Formats); err != nil {
		return err
	}
	shell, err := library.Shell(c.Formats, w.Templates)
	if err != nil {
		return err
	}
	fonts, err := w.faces()
	if err != nil {
		return err
	}
	folder := output.New(dir)
	defer r.close(folder)
	if err := folder.Ready(nil, nil); err != nil {
		return err
	}
	paths, totals, err := render.Blank(ctx, w.Library.Forms, fonts.forms, render.BlankOptions{
		BlankChoice: c, Year: w.Year, Shell: shell, Unit: w.Settings.Unit, Rare: w.Settings.Fonts.Rare,
	}, folder)
	r.Pages, r.Sheets = totals.Pages, totals.Sheets
	r.Files = append(r.Files, folder.Written(paths)...)
	r.Lent = fonts.found.Loans()
	return errors.Join(err, folder.Flush())
}
