package book

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/render/ooxml"
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

// linkLimit is how many links Excel allows on a sheet. What is beyond stays text.
const linkLimit = 65530

// linked is a cell of the sheet and where it leads.
type linked struct {
	cell string
	Link
}

// linker puts the rows and the links of sheets into the workbook while it is
// packed. The library's own call for links looks through all links and all
// relations for each new one, which for a list of some ten thousand takes minutes,
// and it cannot give a link a file and a place in it.
type linker struct {
	*ooxml.Packer
	sheets map[string]*sheet // by part
	held   bytes.Buffer
	name   string // of the part held back, empty for none
}

func newLinker(w io.Writer, sheets map[string]*sheet) *linker {
	return &linker{Packer: ooxml.NewPacker(w), sheets: sheets}
}

// sheetPart is the part of the n-th sheet, counted from 0.
func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1) }

// Create implements the library's interface.
func (l *linker) Create(name string) (io.Writer, error) {
	if err := l.finish(); err != nil {
		return nil, err
	}
	if l.sheets[name] != nil {
		l.name = name
		l.held.Reset()
		return &l.held, nil
	}
	return l.Packer.Create(name)
}

// Close implements the library's interface.
func (l *linker) Close() error {
	if err := l.finish(); err != nil {
		return err
	}
	return l.Packer.Close()
}

// noRows is what the library writes for the rows of a sheet that has none.
const noRows = "<sheetData></sheetData>"

// finish writes the sheet held back, with its rows and links, and their relations.
func (l *linker) finish() error {
	if l.name == "" {
		return nil
	}
	name, s := l.name, l.sheets[l.name]
	l.name = ""
	above, below, ok := bytes.Cut(l.held.Bytes(), []byte(noRows))
	if !ok {
		return fmt.Errorf("book: %s has no place for rows", name)
	}
	w, err := l.Packer.Create(name)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s<sheetData>", above); err != nil {
		return err
	}
	if err := l.Append(&s.rows.piece); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "</sheetData>"); err != nil {
		return err
	}
	if len(s.links) == 0 {
		_, err := w.Write(below)
		return err
	}
	return l.linked(w, name, below, s.links)
}

// linked writes what stands below the rows of a sheet with its links, and their
// relations.
func (l *linker) linked(w io.Writer, name string, below []byte, links []linked) error {
	elements, relations := linkXML(links)
	at := bytes.LastIndex(below, []byte("<printOptions"))
	if at < 0 {
		at = bytes.LastIndex(below, []byte("<pageMargins"))
	}
	if at < 0 {
		return fmt.Errorf("book: %s has no margins before which links could stand", name)
	}
	for _, b := range [][]byte{below[:at], elements, below[at:]} {
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	if relations == nil {
		return nil
	}
	w, err := l.Packer.Create(path.Dir(name) + "/_rels/" + path.Base(name) + ".rels")
	if err != nil {
		return err
	}
	_, err = w.Write(relations)
	return err
}

const relationsURL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// linkXML gives the links of a sheet and their relations, one for each file; nil
// when all lead to places in the workbook.
func linkXML(links []linked) (elements, relations []byte) {
	var e, r bytes.Buffer
	ids := make(map[string]int)
	fmt.Fprintf(&e, `<hyperlinks xmlns:r="%s">`, relationsURL)
	r.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, l := range links {
		if l.Target == thisBook {
			fmt.Fprintf(&e, `<hyperlink ref="%s" location="%s"/>`, l.cell, escaped(l.Location))
			continue
		}
		id := ids[l.Target]
		if id == 0 {
			id = len(ids) + 1
			ids[l.Target] = id
			fmt.Fprintf(&r, `<Relationship Id="rId%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`,
				id, relationsURL, escaped(uri(l.Target)))
		}
		fmt.Fprintf(&e, `<hyperlink ref="%s" r:id="rId%d"`, l.cell, id)
		if l.Location != "" {
			fmt.Fprintf(&e, ` location="%s"`, escaped(l.Location))
		}
		e.WriteString("/>")
	}
	e.WriteString("</hyperlinks>")
	r.WriteString("</Relationships>")
	if len(ids) == 0 {
		return e.Bytes(), nil
	}
	return e.Bytes(), r.Bytes()
}

// uriMarks have a meaning in links. Han characters stay as they are: office
// programs write them so, and not all undo percent signs.
var uriMarks = strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "?", "%3F")

func uri(file string) string { return uriMarks.Replace(file) }

var xmlMarks = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\t", " ")

func escaped(s string) string { return xmlMarks.Replace(ooxml.Clean(s)) }

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
func place(sheet, cell string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + cell
}

// fileColumn adds, where there are several files, the column that names them to
// those of a table, and its cells to each row.
func (s *sources) fileColumn(t Table, at int, head string, of iter.Seq2[model.Pos, Row]) Table {
	if s.several() {
		t.Columns = slices.Insert(t.Columns, at, Column{Head: head, Width: 16, Screen: true})
	}
	t.Rows = func(yield func(Row) bool) {
		for p, r := range of {
			if s.several() {
				r.Cells = slices.Insert(r.Cells, at, any(s.file(p)))
			}
			if !yield(r) {
				return
			}
		}
	}
	return t
}
