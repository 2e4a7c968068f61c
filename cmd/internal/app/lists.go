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
func differences(ctx context.Context, folder *output.Folder, r *against.Result) ([]workbookFile, error) {
	if r == nil {
		return nil, nil
	}
	old, err := folder.Notes(ctx, output.DifferencesName)
	return []workbookFile{{output.DifferencesName, func(w io.Writer) error {
		return book.WriteDifferences(w, r, folder.Link, old)
	}}}, err
}

// problems are the lists from above, given back, and a list of problems.
func problems(ctx context.Context, folder *output.Folder, name string, l book.ProblemList, above feedbacks) ([]workbookFile, error) {
	old, err := folder.Notes(ctx, name)
	if err != nil {
		return nil, err
	}
	out, err := above.answered(ctx, folder, old)
	l.Title, l.Link, l.Old, l.Feedback = TitleOf, folder.Link, old, feedback.Lists(above.files)
	return append(out, workbookFile{name, func(w io.Writer) error { return book.WriteProblems(w, l) }}), err
}
