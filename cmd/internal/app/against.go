package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/roster"
	"ruhu/render/book"
)

// differencesName is the workbook of what comparing came to. In a folder of
// rosters it is passed over like the others that the program writes.
const differencesName = "比对差异.xlsx"

// reading is a roster that was read, with what it is compared with.
type reading struct {
	files    *rosterFiles
	others   *comparison
	lists    []against.Other
	roster   *model.Roster
	compared *against.Result // nil where nothing is compared
}

// readInput opens and reads the roster and what it is to be compared with. The
// error names everything that cannot be read. The reading is to be closed in any
// case.
func readInput(ctx context.Context, rosters, others []string, cb *model.Codebook, w wishes, r *Result) (*reading, error) {
	in := &reading{}
	var errs, bad []error
	in.files, errs = openRosters(rosters)
	in.others, bad = openComparison(others)
	for _, f := range append(slices.Clone(in.others.files), in.files) {
		f.stopped = ctx.Err
	}
	r.Passed = append(slices.Clone(in.files.passed), in.others.passed()...)
	errs = append(errs, bad...)
	defer frugal(in.size())()
	in.lists, bad = in.others.read(cb, w, in.files)
	var err error
	if in.roster, err = in.files.read(cb, w, append(errs, bad...)); err != nil {
		return in, err
	}
	return in, w.unmatched(in.sheets())
}

func (in *reading) close() {
	in.files.close()
	in.others.close()
}

// sheets tells how each sheet of all files was understood.
func (in *reading) sheets() []model.SheetReading {
	out := slices.Clone(in.roster.Sheets)
	for _, l := range in.lists {
		out = append(out, l.Roster.Sheets...)
	}
	return out
}

// infos tells which files are read, so that none is overwritten.
func (in *reading) infos() []os.FileInfo { return append(in.files.infos(), in.others.infos()...) }

// size is how many bytes there are to read.
func (in *reading) size() int64 { return (&rosterFiles{list: in.opened()}).size() }

// opened gives every file that was read, in order.
func (in *reading) opened() []rosterFile {
	out := slices.Clone(in.files.list)
	for _, f := range in.others.files {
		out = append(out, f.list...)
	}
	return out
}

// compare compares, once, where there is something to compare with.
func (in *reading) compare() *against.Result {
	if len(in.lists) > 0 && in.compared == nil {
		in.compared = against.Compare(in.roster, in.lists)
	}
	return in.compared
}

// sides is what comparing with each came to.
func (in *reading) sides() []Side {
	if in.compared == nil {
		return nil
	}
	return in.compared.Sides
}

// comparison is the rosters and lists to compare with, each given by itself: a
// file, a folder or a pattern.
type comparison struct {
	args  []string
	files []*rosterFiles
}

// openComparison opens what the user wants to compare with.
func openComparison(args []string) (*comparison, []error) {
	c := &comparison{args: args}
	var errs []error
	for _, arg := range args {
		files, bad := openRosters([]string{arg})
		c.files = append(c.files, files)
		errs = append(errs, bad...)
	}
	return c, errs
}

func (c *comparison) close() {
	for _, f := range c.files {
		f.close()
	}
}

func (c *comparison) infos() []os.FileInfo {
	var out []os.FileInfo
	for _, f := range c.files {
		out = append(out, f.infos()...)
	}
	return out
}

// passed names the files that were met but are not read.
func (c *comparison) passed() []string {
	var out []string
	for _, f := range c.files {
		out = append(out, f.passed...)
	}
	return out
}

// read reads each as a list of persons; own is the files of the roster itself.
func (c *comparison) read(cb *model.Codebook, w wishes, own *rosterFiles) ([]against.Other, []error) {
	var out []against.Other
	var errs []error
	for i, name := range c.names(own) {
		r, bad := c.files[i].readAs(cb, roster.Options{List: true, Heads: w.heads})
		errs = append(errs, bad...)
		out = append(out, against.Other{Name: name, Roster: r})
	}
	return out, errs
}

// names gives each a short name: that of its file or folder, with the folder
// before it where another, or a file of the roster, is called the same.
func (c *comparison) names(own *rosterFiles) []string {
	taken := make(map[string]int)
	for _, f := range own.list {
		taken[filepath.Base(f.name)]++
	}
	base := make([]string, len(c.args))
	for i, arg := range c.args {
		base[i] = filepath.Base(absolute(arg))
		taken[base[i]]++
	}
	out := make([]string, len(c.args))
	for i, arg := range c.args {
		name := base[i]
		if taken[name] > 1 {
			name = filepath.Base(filepath.Dir(absolute(arg))) + "/" + name
		}
		for n := 2; slices.Contains(out[:i], name); n++ {
			name = fmt.Sprintf("%s（%d）", base[i], n)
		}
		out[i] = name
	}
	return out
}

// absolute makes a path whole, so that "." has a name too.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// writeDifferences writes 比对差异.xlsx.
func writeDifferences(folder *Folder, r *against.Result) error {
	old, err := folder.kept(differencesName)
	if err != nil {
		return err
	}
	return save(folder, differencesName, func(w io.Writer) error {
		return book.WriteDifferences(w, r, folder.link, old)
	})
}

// writeProblems writes the list of problems.
// scope says which findings it has, where those are not all; empty: all.
func writeProblems(folder *Folder, name string, l book.ProblemList, from upper) error {
	old, err := folder.kept(name)
	if err != nil {
		return err
	}
	if err := from.write(folder, l.Codebook, old); err != nil {
		return err
	}
	l.Title, l.Link, l.Old, l.Feedback = titleOf, folder.link, old, from.lists
	return save(folder, name, func(w io.Writer) error { return book.WriteProblems(w, l) })
}

// link gives the way from the output folder to a file, with forward slashes, so
// that a workbook can point to the cell of a roster as long as the two stay where
// they are to each other. It is empty where there is none.
func (f *Folder) link(file string) string {
	from, err := filepath.Abs(f.dir)
	if err != nil {
		return ""
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return "" // another drive
	}
	return filepath.ToSlash(rel)
}
