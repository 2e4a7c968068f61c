package app

import (
	"context"

	"ruhu/cmd/internal/output"
	"ruhu/render"
)

// BlankChoice is which blank forms are written, and how.
type BlankChoice = render.BlankChoice

// Blank writes blank forms into a folder, a file each. It needs no rosters. The
// result is never nil.
func (w *Workspace) Blank(ctx context.Context, dir string, c BlankChoice) (*Result, error) {
	return w.use(ctx, dir, func(r *Result, folder *output.Folder) error {
		shell, fonts, err := w.material(&c.Formats)
		if err != nil {
			return err
		}
		if err := folder.Ready(nil, nil); err != nil {
			return err
		}
		_, totals, err := render.Blank(ctx, w.Library.Forms, fonts.forms, render.BlankOptions{
			BlankChoice: c, Year: w.Year, Shell: shell, Unit: w.Settings.Unit, Rare: w.Settings.Fonts.Rare,
		}, folder)
		r.Pages, r.Sheets, r.Lent = totals.Pages, totals.Sheets, fonts.found.Loans()
		return err
	})
}
