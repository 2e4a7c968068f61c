package app

import (
	"context"
	"path/filepath"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/check"
	"ruhu/render/book"
)

// Check applies every rule and compares, without printing anything. Where file is
// not empty the list of problems is written there, and beside it what comparing came
// to. The result is never nil.
func (w *Workspace) Check(ctx context.Context, file string) (*Result, error) {
	return w.use(ctx, filepath.Dir(file), func(r *Result, folder *output.Folder) error {
		r.Items = &[]Item{}
		return w.check(ctx, file, r, folder)
	})
}

func (w *Workspace) check(ctx context.Context, file string, r *Result, folder *output.Folder) error {
	if file != "" {
		if err := w.mayWrite(file, folder); err != nil {
			return err
		}
	}
	in, err := w.readFor(ctx, r)
	if err != nil {
		return err
	}
	names := w.lists(in, filepath.Base(file))
	if file != "" {
		if err := ready(ctx, folder, in.infos, names, names); err != nil {
			return err
		}
	}
	found, compared := w.judged(ctx, in), w.comparison(ctx, in)
	r.found(w.findings(ctx, in, nil))
	if err := ctx.Err(); err != nil {
		return err
	}
	if compared != nil {
		r.Sides = compared.Sides
	}
	r.Silent = silentRules(found, w.Library.Codebook)
	*r.Items = itemsOf(r.Findings)
	if file == "" {
		return nil
	}
	list := book.ProblemList{Problems: r.Findings, Unjudged: found.Unjudged()}
	files, err := w.problems(ctx, folder, names[0], list, in.above)
	if err != nil {
		return err
	}
	more, err := w.differences(ctx, folder, compared)
	if err != nil {
		return err
	}
	return save(ctx, folder, append(files, more...))
}

// mayWrite refuses a file that must not become a list of problems, before minutes of
// reading.
func (w *Workspace) mayWrite(file string, folder *output.Folder) error {
	if err := output.CheckName(file); err != nil {
		return err
	}
	if len(w.Against) > 0 && filepath.Base(file) == output.DifferencesName {
		return fault.Wrong("问题清单不能叫“"+output.DifferencesName+"”", "比对的结果要写成这个文件；请用 -o 另起一个名字，如 "+output.ProblemsName)
	}
	if err := folder.Try(); err != nil {
		return err
	}
	old, err := input.Open(file)
	if err != nil {
		return nil // there is none, or writing will tell
	}
	defer old.Close()
	if old.Info.IsDir() || book.IsProblems(old.Input()) {
		return nil
	}
	return fault.Wrong("已有这个文件，不是问题清单："+file, "请用 -o 另起一个文件名，如 "+output.ProblemsName)
}

func silentRules(found check.Result, cb *model.Codebook) (out []SilentRule) {
	for _, s := range found.Silent {
		out = append(out, SilentRule{Title: s.Title, Want: s.Want(cb)})
	}
	for _, s := range found.Partly {
		out = append(out, SilentRule{Title: s.Title, Households: s.Households})
	}
	return out
}
