package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/parallel"
	"ruhu/render"
	"ruhu/render/book"
)

// returns gives the return workbooks that the run is to write. A masked copy
// has none: they would carry what it hides.
func (p *printing) returns() []render.Return {
	if p.to.NoReturn || p.w.Mask {
		return nil
	}
	var out []render.Return
	for _, r := range p.batch.Returns(book.ReturnName) {
		if r.Origins = p.in.origins; len(r.Households) > 0 || r.Compared() != "" {
			r.Reported = p.in.above.reported(r.Households)
			out = append(out, r)
		}
	}
	return out
}

// writeReturns writes the return workbooks, several at a time.
func (p *printing) writeReturns(ctx context.Context) error {
	list := p.returns()
	kept := make([]string, len(list))
	err := parallel.Each(ctx, cmp.Or(p.choice.Jobs, runtime.GOMAXPROCS(0)), len(list), func() func(int) error {
		return func(i int) (err error) {
			kept[i], err = writeReturn(ctx, p.folder, p.w.Library.Codebook, list[i])
			return err
		}
	})
	p.result.Untouched = append(p.result.Untouched, slices.DeleteFunc(kept, func(name string) bool { return name == "" })...)
	return err
}

// mostReturns is how many numbers are tried for a return workbook: where a
// hundred cannot be read, it is not the workbooks.
const mostReturns = 100

// writeReturn writes one return workbook without touching what people filled
// in: one that has everything already stays, one that is still empty and says
// less is written anew, and beside any other the new one gets a number. untouched is
// the name of a workbook left alone because something is filled in there.
func writeReturn(ctx context.Context, folder *output.Folder, cb *model.Codebook, r render.Return) (untouched string, err error) {
	for n := 1; ; n++ {
		name := returnPath(r.Path, n)
		there, err := readReturn(ctx, folder.Path(name), cb)
		switch {
		case errors.Is(err, os.ErrNotExist),
			err == nil && there.Blank() && there.Within(r.Workbook) && !(there.Holds(cb, r.Workbook) && slices.Equal(there.Origins, r.Origins)):
			return untouched, output.Save(ctx, folder, name, func(w io.Writer) error { return book.WriteReturn(w, cb, r.Workbook) })
		case err == nil && there.Holds(cb, r.Workbook):
			folder.Include(name)
			if !there.Blank() {
				untouched = name
			}
			return untouched, nil
		case n == mostReturns:
			return untouched, fault.Writing(folder.Path(name), cmp.Or(err, fs.ErrExist))
		case err == nil && !there.Blank():
			untouched = name
		}
	}
}

func returnPath(base string, n int) string {
	if n > 1 {
		base = fmt.Sprintf("%s-%d", base, n)
	}
	return base + ".xlsx"
}

// readReturn reads a return workbook that lies in the output folder.
func readReturn(ctx context.Context, path string, cb *model.Codebook) (*collect.Return, error) {
	file, err := input.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return parallel.Until(ctx, func() (*collect.Return, error) { return collect.Read(cb, file.Input()) })
}
