package app

import (
	"context"
	"io"
	"runtime"

	"ruhu/cmd/internal/output"
	"ruhu/model/parallel"
)

// workbookFile is a workbook to be written.
type workbookFile struct {
	name  string
	write func(io.Writer) error
}

// save makes workbooks, beside one another, and then writes them in their order: where
// the context ends before all are made, none.
func save(ctx context.Context, folder *output.Folder, list []workbookFile) error {
	made := make([][]byte, len(list))
	err := parallel.Each(ctx, runtime.GOMAXPROCS(0), len(list), func() func(int) error {
		return func(i int) (err error) {
			made[i], err = output.Make(ctx, list[i].write)
			return err
		}
	})
	if err != nil {
		return err
	}
	for i, b := range list {
		if err := output.Write(folder, b.name, made[i]); err != nil {
			return err
		}
	}
	return nil
}
