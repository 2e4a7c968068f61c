package book

import (
	"path/filepath"
	"slices"

	"ruhu/model"
	"ruhu/render/workbook"
)

// Link is a cell that leads to a place in another file or in the workbook itself.
type Link struct {
	Text string
	// Target is the file, relative to the workbook's folder, with forward slashes;
	// thisBook is the workbook itself, and empty makes the cell plain text.
	Target string
	// Location is the cell within a workbook, such as '户'!K2; empty for files
	// without sheets.
	Location string
}

// thisBook is the Target of links within the workbook.
const thisBook = "#"

// way is where the cell leads.
func (l Link) way() workbook.Link {
	if l.Target == thisBook {
		return workbook.Link{Location: l.Location}
	}
	return workbook.Link{Target: l.Target, Location: l.Location}
}

// sources puts the places of values into cells. Files are called by their
// names, those of one name with their folder, and not at all where there is only
// one.
type sources struct {
	link  func(file string) string
	short map[string]string
}

// newSources takes the files that will be named. link gives the way to a file
// from the workbook's folder; it may be nil.
func newSources(files []string, link func(string) string) *sources {
	s := &sources{link: link, short: make(map[string]string)}
	count := make(map[string]int)
	for _, f := range files {
		if _, met := s.short[f]; !met && f != "" {
			s.short[f] = filepath.Base(f)
			count[s.short[f]]++
		}
	}
	for f, base := range s.short {
		if count[base] > 1 {
			s.short[f] = filepath.Base(filepath.Dir(f)) + "/" + base
		}
	}
	return s
}

// several reports that values come from more than one file, which then has to be
// named.
func (s *sources) several() bool { return len(s.short) > 1 }

// file gives the short name of a file.
func (s *sources) file(p model.Pos) string { return s.short[p.File] }

// cell gives the place within a file, linked where the way is known. A link has
// one line: not every program gives it more.
func (s *sources) cell(p model.Pos) Link {
	var out Link
	switch {
	case p.Sheet != "" && p.Cell != "":
		out.Text = p.Sheet + "!" + p.Cell
		out.Location = place(p.Sheet, p.Cell)
	case p.Cell != "":
		out.Text = p.Cell
	default:
		out.Text = p.Sheet
	}
	if s.link != nil && p.File != "" {
		out.Target = s.link(p.File)
	}
	if out.Target == "" {
		out.Location = "" // a place in a file that cannot be reached
	}
	return out
}

// place is a cell of a sheet as links write it.
func place(sheet, cell string) string { return workbook.Quote(sheet) + "!" + cell }

// fileColumn adds, where there are several files, the column that names them to
// those of a table, and its cells to each row.
func (s *sources) fileColumn(t Table, at int, head string) Table {
	if s.several() {
		t.Columns = slices.Insert(t.Columns, at, texts(head, 16).onScreen())
		t.Rows = renewed(t.Rows, func(_ int, r Row) Row {
			r.Cells = slices.Insert(r.Cells, at, any(s.file(r.at)))
			return r
		})
	}
	return t
}
