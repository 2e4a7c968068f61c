package feedback

import (
	"iter"

	"ruhu/model"
	"ruhu/model/sheet"
)

// File is a workbook of lists, of which each sheet may hold one.
type File struct {
	Name   string // without its folder, or as it is told from others of that name
	Lists  []*List
	Passed []string // sheets with rows that hold no list
	path   string   // as the user named it
}

// List is a list of problems as it came: its columns and rows are kept, so that it
// can be given back in the same shape.
type List struct {
	Name   string // of the file, and of the sheet where the file has several lists
	File   string // as the user named it
	Sheet  string
	Heads  []string
	About  []int // the columns that say whose problem a line is, and what problem
	Lines  []Line
	Passed []int // rows that say neither whose problem nor what problem
	Hidden int   // how many rows are hidden, or all where the sheet is; they are read too
	// Foreign says that the 户编号 of the list are not those of the roster: those that
	// the roster does not have say nothing.
	Foreign bool
}

// Line is one problem of a list.
type Line struct {
	Row   int      // 1-based
	Cells []string // in each row what a merged cell shows
	// What the line says, empty where the list has no such column.
	Number, Village, Group, Head, HeadCard, Name, Card string
	Text                                               string // of the problem
	Stated, Expected, Deadline                         string
	Item                                               *model.Indicator // nil where it names none, or several
	// Household and Member are whom it is about; nil where that is not certain, and
	// Trouble says why then.
	Household *model.Household
	Member    *model.Member
	Trouble   string
	// Note is what return workbooks say of it.
	Note Note
}

// Read reads the lists in a file. It has none where no sheet has such heads. The
// error is that of package sheet.
func Read(cb *model.Codebook, in sheet.Input, name string) (*File, error) {
	sheets, done, err := sheet.Open(in)
	if err != nil {
		return nil, err
	}
	defer done()
	f, v := &File{Name: name, path: in.Name}, newVocabulary(cb)
	for _, s := range sheets {
		l, rows, err := v.read(s)
		s.Release()
		switch {
		case err != nil:
			return nil, err
		case l != nil:
			l.File = in.Name
			f.Lists = append(f.Lists, l)
		case rows > 0:
			f.Passed = append(f.Passed, s.Name())
		}
	}
	for _, l := range f.Lists {
		if l.Name = name; len(f.Lists) > 1 {
			l.Name += " " + l.Sheet
		}
	}
	return f, nil
}

// read reads the list of a sheet; nil where it has none, and how many rows it has.
func (v *vocabulary) read(s sheet.Sheet) (l *List, rows int, err error) {
	t, err := v.newTable(s)
	if err != nil {
		return nil, 0, err
	}
	if t != nil {
		l = &List{Sheet: s.Name(), Heads: t.heads, About: t.about()}
	}
	err = s.Each(func(n int, cells []string) bool {
		rows++
		if t == nil || n < t.body {
			return t != nil
		}
		switch line, is := t.line(n, cells); {
		case !is:
		case line.Text == "" && line.Number+line.Card+line.HeadCard == "":
			l.Passed = append(l.Passed, n)
		default:
			l.Lines = append(l.Lines, line)
		}
		return true
	})
	if notes := s.Notes(); l != nil {
		if l.Hidden = len(notes.HiddenRows); notes.Hidden {
			l.Hidden = rows
		}
	}
	return l, rows, err
}

// All gives the lines of the file.
func (f *File) All() iter.Seq[*Line] {
	return func(yield func(*Line) bool) {
		for _, l := range f.Lists {
			for i := range l.Lines {
				if !yield(&l.Lines[i]) {
					return
				}
			}
		}
	}
}

// Lists gives the lists of files, in their order.
func Lists(files []*File) (out []*List) {
	for _, f := range files {
		out = append(out, f.Lists...)
	}
	return out
}
