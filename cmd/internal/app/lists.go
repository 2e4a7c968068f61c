package app

import (
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
func ready(folder *output.Folder, inputs []os.FileInfo, files, notes []string) error {
	if err := folder.Ready(files, inputs); err != nil {
		return err
	}
	return folder.Renewable(notes...)
}

// writeDifferences writes 比对差异.xlsx.
func writeDifferences(folder *output.Folder, r *against.Result) error {
	old, err := folder.Notes(output.DifferencesName)
	if err != nil {
		return err
	}
	return output.Save(folder, output.DifferencesName, func(w io.Writer) error {
		return book.WriteDifferences(w, r, folder.Link, old)
	})
}

// writeProblems writes a list of problems, and gives the lists from above back.
func writeProblems(folder *output.Folder, name string, l book.ProblemList, above feedbacks) error {
	old, err := folder.Notes(name)
	if err != nil {
		return err
	}
	if err := above.write(folder, old); err != nil {
		return err
	}
	l.Title, l.Link, l.Old, l.Feedback = TitleOf, folder.Link, old, feedback.Lists(above.files)
	return output.Save(folder, name, func(w io.Writer) error { return book.WriteProblems(w, l) })
}
