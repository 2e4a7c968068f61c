// Package register joins the registers of printed sheets, of several machines or of
// the parts of a run.
package register

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model/parallel"
	"ruhu/render/book"
)

// Read reads a register's file.
func Read(ctx context.Context, name string) (book.Register, error) {
	f, err := input.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return book.Register{}, fault.Input("找不到文件："+name, "请核对文件名和所在的文件夹", err)
	}
	if err != nil {
		return book.Register{}, err
	}
	defer f.Close()
	r, err := parallel.Until(ctx, func() (book.Register, error) { return book.ReadRegister(f.Input()) })
	if err != nil {
		return r, fault.Input(err.Error(), "", err)
	}
	return r, nil
}

// Merged is what joining registers came to. What Contradictions say is
// written into the joined register; where they stand may be told.
type Merged struct {
	Registers, Entries int
	Contradictions     []book.Contradiction
}

// Merge joins the registers of several machines, or of the parts of a
// run, into one file. Registers may be given as patterns. Nothing is written
// when one cannot be read.
func Merge(ctx context.Context, args []string, to string) (out Merged, err error) {
	if err := output.CheckName(to); err != nil {
		return out, err
	}
	names, errs := files(args)
	var all []book.Register
	for _, name := range names {
		r, err := Read(ctx, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, r)
	}
	if len(errs) > 0 {
		return out, fault.Join(errs)
	}
	if err := mayReplace(to, names); err != nil {
		return out, err
	}
	merged, err := parallel.Until(ctx, func() (book.Register, error) { return book.MergeRegisters(all) })
	switch {
	case ctx.Err() != nil:
		return out, ctx.Err()
	case err != nil:
		return out, fault.Wrong(err.Error(), "请把各年度的登记分开合并")
	}
	out = Merged{Registers: len(all), Entries: len(merged.Entries), Contradictions: merged.Contradictions}
	name := filepath.Base(to)
	return out, output.Into(filepath.Dir(to), []string{name}, nil, func(folder *output.Folder) error {
		return output.Save(ctx, folder, name, func(w io.Writer) error { return book.WriteRegister(w, merged) })
	})
}

// mayReplace refuses to write over a register that is not one of those that are
// joined: what people filled in there would be lost.
func mayReplace(to string, names []string) error {
	target, err := os.Stat(to)
	if err != nil {
		return nil
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && os.SameFile(info, target) {
			return nil
		}
	}
	return fault.Wrong("已有这个文件："+to, "请把它也列在要合并的登记中，或用 -o 另起一个名称")
}

// files expands patterns, which the command window of Windows does not,
// and folders, which stand for the registers in them.
// A file named twice counts once.
func files(args []string) (names []string, errs []error) {
	seen := make(map[string]bool)
	for _, arg := range args {
		found, pattern := []string{arg}, ""
		switch info, err := os.Stat(arg); {
		case err == nil && info.IsDir():
			pattern = filepath.Join(arg, output.RegisterBase+"*.xlsx")
		case err != nil && strings.ContainsAny(arg, "*?["):
			pattern = arg
		}
		if pattern != "" {
			if found, _ = filepath.Glob(pattern); len(found) == 0 {
				errs = append(errs, fault.Input("没有文件符合："+pattern, "请核对文件夹和文件名", nil))
			}
		}
		for _, name := range found {
			if key := filepath.Clean(name); !seen[key] && !input.IsTemporary(name) {
				seen[key] = true
				names = append(names, name)
			}
		}
	}
	return names, errs
}
