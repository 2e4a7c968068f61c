package app

import (
	"bytes"
	"context"
	"path/filepath"

	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/render"
	"ruhu/render/book"
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

// WriteTemplate writes the empty roster to a file, with the columns of the codebook of
// a user's own folder of templates; of the built-in one where dir is empty. A file
// that is there and differs, such as one that was filled in, is not written over
// unless force is set.
func WriteTemplate(file, dir string, force bool) error {
	if err := output.CheckName(file); err != nil {
		return err
	}
	data, err := Template(dir)
	if err != nil {
		return err
	}
	name := filepath.Base(file)
	return output.WriteNew(filepath.Dir(file), []string{name}, map[string][]byte{name: data}, force)
}

// Template gives the empty roster that WriteTemplate writes, an Excel file.
func Template(dir string) ([]byte, error) {
	lib, err := library.Load(dir, nil)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = book.WriteTemplate(&buf, lib.Codebook)
	return buf.Bytes(), err
}
