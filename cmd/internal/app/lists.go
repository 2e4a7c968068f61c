package app

import (
	"context"
	"io"
	"os"

	"ruhu/cmd/internal/output"
	"ruhu/model/against"
	"ruhu/model/feedback"
	"ruhu/render/book"
)

// What a check and a printing write beside: the list of problems, what comparing came
// to, and the lists from above with what was found.

// lists are the workbooks of this kind that a use of what was read may write; problems
// is the name of the first. They keep what people wrote into older ones.
func (w *Workspace) lists(in *reading, problems string) []string {
	out := []string{problems}
	if len(in.lists) > 0 {
		out = append(out, output.DifferencesName)
	}
	return append(out, in.above.names()...)
}

// ready checks, before a use begins its work, that the files that it is going to
// write are no inputs, that no other program holds them open, and that those which
// keep what people wrote can be read.
func ready(ctx context.Context, folder *output.Folder, inputs []os.FileInfo, files, notes []string) error {
	if err := folder.Ready(files, inputs); err != nil {
		return err
	}
	return folder.Renewable(ctx, notes...)
}

// differences is 比对差异.xlsx; of no comparison there is none.
func (w *Workspace) differences(ctx context.Context, folder *output.Folder, r *against.Result) ([]workbookFile, error) {
	if r == nil {
		return nil, nil
	}
	old, err := folder.Notes(ctx, output.DifferencesName)
	return []workbookFile{{output.DifferencesName, func(to io.Writer) error {
		return book.WriteDifferences(to, r, w.links(folder), old)
	}}}, err
}

// problems are the lists from above, given back, and a list of problems.
func (w *Workspace) problems(ctx context.Context, folder *output.Folder, name string, l book.ProblemList, above feedbacks) ([]workbookFile, error) {
	old, err := folder.Notes(ctx, name)
	if err != nil {
		return nil, err
	}
	out, err := above.answered(ctx, folder, old)
	l.Title, l.Link, l.Old, l.Feedback = TitleOf, w.links(folder), old, feedback.Lists(above.files)
	return append(out, workbookFile{name, func(to io.Writer) error { return book.WriteProblems(to, l) }}), err
}

// links gives the way from a folder to each file that was read. To one that was sent
// nobody knows a way: another of its name would be the wrong one.
func (w *Workspace) links(folder *output.Folder) func(file string) string {
	return func(file string) string {
		if _, sent := w.Memory[file]; sent {
			return ""
		}
		return folder.Link(file)
	}
}
