package app

import (
	"context"
	"errors"

	"ruhu/cmd/internal/output"
)

// writeIn is a use that only writes workbooks of what was read into a folder: plan
// says which, and what else there is to tell.
func (w *Workspace) writeIn(ctx context.Context, dir string, r *Result, plan func(context.Context, *reading, *output.Folder) ([]workbookFile, error)) error {
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
	books, err := plan(ctx, in, folder)
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
	err = save(ctx, folder, books)
	r.Files = append(r.Files, folder.Written(names)...)
	return errors.Join(err, folder.Flush())
}
