package app

import (
	"context"
	"errors"
	"io"

	"ruhu/cmd/internal/output"
)

// workbookFile is a workbook to be written.
type workbookFile struct {
	name  string
	write func(io.Writer) error
}

// writeIn is a use that only writes workbooks of what was read into a folder: plan
// says which, and what else there is to tell.
func (w *Workspace) writeIn(ctx context.Context, dir string, r *Result, plan func(*reading, *output.Folder) ([]workbookFile, error)) error {
	w.describe(r)
	folder := output.New(dir)
	defer r.close(folder)
	if err := folder.Try(); err != nil {
		return err
	}
	in, err := w.readFor(ctx, r)
	if err != nil {
		return err
	}
	books, err := plan(in, folder)
	r.Problems, r.Warnings = r.Findings.Count()
	if err != nil {
		return err
	}
	names := make([]string, len(books))
	for i, b := range books {
		names[i] = b.name
	}
	if err := folder.Ready(names, in.infos); err != nil {
		return err
	}
	for _, b := range books {
		if err = ctx.Err(); err == nil {
			err = output.Save(folder, b.name, b.write)
		}
		if err != nil {
			break
		}
	}
	r.Files = append(r.Files, folder.Written(names)...)
	return errors.Join(err, folder.Flush())
}
