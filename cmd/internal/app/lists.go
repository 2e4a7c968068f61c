package app

import (
	"context"
	"io"
	"os"
	"runtime"

	"ruhu/cmd/internal/output"
	"ruhu/model/against"
	"ruhu/model/feedback"
	"ruhu/model/parallel"
	"ruhu/render/book"
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
	_, err := folder.NotesOf(ctx, notes...)
	return err
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

// answered is the lists given back, with what people wrote in the list of problems that
// stands there, before that is written anew.
func (u feedbacks) answered(ctx context.Context, folder *output.Folder, problems book.Notes) (out []workbookFile, err error) {
	notes := problems.FeedbackNotes(feedback.Lists(u.files))
	for i, name := range u.names() {
		old, borrowed, err := u.older(ctx, folder, i, name)
		if err != nil {
			return nil, err
		}
		f := u.files[i]
		n := 0
		for range f.All() {
			n++
		}
		said := notes[:n]
		notes = notes[n:]
		out = append(out, workbookFile{name, func(w io.Writer) error { return book.WriteFeedback(w, f, said, old, borrowed) }})
	}
	return out, nil
}

// older gives what stands in the workbook of a list or, where that is new, in the one
// that it had when other lists were given with it, or none.
func (u feedbacks) older(ctx context.Context, folder *output.Folder, i int, name string) (old book.Notes, borrowed bool, err error) {
	if folder.Holds(name) {
		old, err = folder.Notes(ctx, name)
		return old, false, err
	}
	other := output.AnswerBase + ".xlsx"
	if len(u.files) == 1 {
		other = u.ownName(i) + ".xlsx"
	}
	old, err = folder.Notes(ctx, other)
	return old, true, err
}
