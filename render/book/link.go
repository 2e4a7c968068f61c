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

// linker puts the links of sheets into the workbook while it is packed. The
// library's own call looks through all links and all relations for each new one,
// which for a list of some ten thousand takes minutes, and it cannot give a link
// a file and a place in it.
type linker struct {
	*ooxml.Packer
	links map[string][]linked // by part
	held  bytes.Buffer
	name  string // of the part held back, empty for none
}

func newLinker(w io.Writer, links map[string][]linked) *linker {
	return &linker{Packer: ooxml.NewPacker(w), links: links}
}

// sheetPart is the part of the n-th sheet, counted from 0.
func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1) }

// Create implements the library's interface.
func (l *linker) Create(name string) (io.Writer, error) {
	if err := l.finish(); err != nil {
		return nil, err
	}
	if len(l.links[name]) > 0 {
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

// finish writes the sheet held back, with its links, and their relations.
func (l *linker) finish() error {
	if l.name == "" {
		return nil
	}
	name := l.name
	l.name = ""
	elements, relations := linkXML(l.links[name])
	sheet := l.held.Bytes()
	at := bytes.LastIndex(sheet, []byte("<printOptions"))
	if at < 0 {
		at = bytes.LastIndex(sheet, []byte("<pageMargins"))
	}
	if at < 0 {
		return fmt.Errorf("book: %s has no margins before which links could stand", name)
	}
	w, err := l.Packer.Create(name)
	if err != nil {
		return err
	}
	for _, b := range [][]byte{sheet[:at], elements, sheet[at:]} {
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	if relations == nil {
		return nil
	}
	if w, err = l.Packer.Create(path.Dir(name) + "/_rels/" + path.Base(name) + ".rels"); err != nil {
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
		t.Columns = slices.Insert(t.Columns, at, Column{Head: head, Width: 16})
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
