package workbook

import (
	"bufio"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"ruhu/render/ooxml"
)

// Sheet is a worksheet in the making. Sheets of one book may be written by several
// goroutines, each by one.
type Sheet struct {
	Name string
	rows
	columns []Column
	filter  string
	merges  []string
	links   []link
	breaks  []int
	names   []definedName
}

// Column is neighbouring columns of one kind, counted from 1.
type Column struct {
	From, To int
	Width    float64 // in digits of the default font
	Style    int     // 0 for none
	Hidden   bool
}

// Link is where a click on a cell leads.
type Link struct {
	// Target is a file, relative to the workbook's folder, with forward slashes; empty
	// for the workbook itself.
	Target string
	// Location is the cell within a workbook, such as '户'!K2; empty for files without
	// sheets.
	Location string
}

// MostLinks is how many links Excel allows on a sheet.
const MostLinks = 65530

type link struct {
	cell string
	Link
}

type definedName struct {
	name, refersTo string
	hidden         bool
}

// Names that Excel knows.
const (
	PrintArea   = "_xlnm.Print_Area"
	PrintTitles = "_xlnm.Print_Titles"
	filterArea  = "_xlnm._FilterDatabase"
)

// Columns adds columns behind those there are.
func (s *Sheet) Columns(columns ...Column) { s.columns = append(s.columns, columns...) }

// Merge joins the cells of an area, such as A1:B3. Areas must not overlap.
func (s *Sheet) Merge(area string) { s.merges = append(s.merges, area) }

// Filter puts filter buttons on the first row of an area.
func (s *Sheet) Filter(area string) {
	s.filter = area
	s.names = append(s.names, definedName{filterArea, s.absolute(area), true})
}

// Link makes a cell lead somewhere. It reports false, and does nothing, where the
// sheet has as many links as Excel allows.
func (s *Sheet) Link(cell string, to Link) bool {
	if len(s.links) == MostLinks {
		return false
	}
	s.links = append(s.links, link{cell, to})
	return true
}

// Break begins a page below a row, counted from 1. Rows must ascend.
func (s *Sheet) Break(row int) { s.breaks = append(s.breaks, row) }

// Define gives a reference a name within the sheet.
func (s *Sheet) Define(name, refersTo string) {
	s.names = append(s.names, definedName{name: name, refersTo: refersTo})
}

// absolute is a range of the sheet as names refer to it: '户'!$A$1:$C$9.
func (s *Sheet) absolute(area string) string {
	var b strings.Builder
	for i, r := range area {
		digit := r >= '0' && r <= '9'
		if i == 0 || area[i-1] == ':' || digit && (area[i-1] < '0' || area[i-1] > '9') {
			b.WriteByte('$')
		}
		b.WriteRune(r)
	}
	return Quote(s.Name) + "!" + b.String()
}

// Quote is a sheet's name as references write it.
func Quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// sequence is the order in which the standard wants the elements of a worksheet
// (ECMA-376 part 1, 18.3.1.99), of those that a workbook of ours may have.
var sequence = []string{
	"sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting",
	"dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "ignoredErrors", "drawing", "legacyDrawing",
}

// write takes the sheet's part from those of the library and writes it: the elements
// of both, each in its place.
func (s *Sheet) write(part string, from parts, out *ooxml.Packer) error {
	if err := s.Finish(); err != nil {
		return err
	}
	doc, err := from.parse(part)
	if err != nil {
		return err
	}
	delete(from, part)
	root := doc.Root()
	if err := s.check(root); err != nil {
		return err
	}
	to, err := out.Create(part)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(to)
	w.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<" + root.FullTag())
	for _, a := range root.Attr {
		w.WriteByte(' ')
		a.WriteTo(w, &doc.WriteSettings)
	}
	w.WriteByte('>')
	for _, name := range sequence {
		switch name {
		case "cols":
			s.writeColumns(w)
		case "sheetData":
			w.WriteString("<sheetData>")
			if err := errors.Join(w.Flush(), out.Append(&s.piece)); err != nil {
				return err
			}
			w.WriteString("</sheetData>")
		case "autoFilter":
			if s.filter != "" {
				w.WriteString(`<autoFilter ref="` + s.filter + `"/>`)
			}
		case "mergeCells":
			s.writeMerges(w)
		case "hyperlinks":
			if err := s.writeLinks(w, from, relationsOf(part)); err != nil {
				return err
			}
		case "rowBreaks":
			s.writeBreaks(w)
		default:
			for _, e := range root.SelectElements(name) {
				e.WriteTo(w, &doc.WriteSettings)
			}
		}
	}
	w.WriteString("</" + root.FullTag() + ">")
	return w.Flush()
}

// check refuses a part of the library's that has what would be lost: an element
// without a place here, or one that a sheet writes itself.
func (s *Sheet) check(root *etree.Element) error {
	places := map[string]bool{"dimension": true} // it would be of a sheet without rows
	for _, name := range sequence {
		places[name] = true
	}
	for _, name := range []string{"cols", "autoFilter", "mergeCells", "hyperlinks", "rowBreaks", "colBreaks"} {
		places[name] = false
	}
	for _, e := range root.ChildElements() {
		if !places[e.Tag] || e.Tag == "sheetData" && len(e.Child) > 0 {
			return fmt.Errorf("workbook: the library wrote %s, which has no place", e.Tag)
		}
	}
	return nil
}

func (s *Sheet) writeColumns(w *bufio.Writer) {
	if len(s.columns) == 0 {
		return
	}
	w.WriteString("<cols>")
	for _, c := range s.columns {
		fmt.Fprintf(w, `<col min="%d" max="%d" width="%s" customWidth="1"`, c.From, c.To, strconv.FormatFloat(c.Width, 'f', -1, 64))
		if c.Style != 0 {
			fmt.Fprintf(w, ` style="%d"`, c.Style)
		}
		if c.Hidden {
			w.WriteString(` hidden="1"`)
		}
		w.WriteString("/>")
	}
	w.WriteString("</cols>")
}

func (s *Sheet) writeMerges(w *bufio.Writer) {
	if len(s.merges) == 0 {
		return
	}
	fmt.Fprintf(w, `<mergeCells count="%d">`, len(s.merges))
	for _, m := range s.merges {
		w.WriteString(`<mergeCell ref="` + m + `"/>`)
	}
	w.WriteString("</mergeCells>")
}

func (s *Sheet) writeBreaks(w *bufio.Writer) {
	if len(s.breaks) == 0 {
		return
	}
	const lastColumn = 16383 // counted from 0
	fmt.Fprintf(w, `<rowBreaks count="%d" manualBreakCount="%d">`, len(s.breaks), len(s.breaks))
	for _, row := range s.breaks {
		fmt.Fprintf(w, `<brk id="%d" max="%d" man="1"/>`, row, lastColumn)
	}
	w.WriteString("</rowBreaks>")
}

// relationsOf is the part with a part's relations.
func relationsOf(part string) string {
	return path.Dir(part) + "/_rels/" + path.Base(part) + ".rels"
}

const (
	relationsSpace = "http://schemas.openxmlformats.org/package/2006/relationships"
	relationsURL   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// writeLinks writes the links, and adds a relation for each file that they lead to.
func (s *Sheet) writeLinks(w *bufio.Writer, p parts, relationsPart string) error {
	if len(s.links) == 0 {
		return nil
	}
	relations := etree.NewDocument()
	if p[relationsPart] != nil { // of pictures or notes
		var err error
		if relations, err = p.parse(relationsPart); err != nil {
			return err
		}
	} else {
		relations.CreateProcInst("xml", `version="1.0" encoding="UTF-8" standalone="yes"`)
		relations.CreateElement("Relationships").CreateAttr("xmlns", relationsSpace)
	}
	ids := make(map[string]string)
	w.WriteString(`<hyperlinks xmlns:r="` + relationsURL + `">`)
	for _, l := range s.links {
		w.WriteString(`<hyperlink ref="` + l.cell)
		if l.Target != "" {
			if ids[l.Target] == "" {
				ids[l.Target] = "link" + strconv.Itoa(len(ids)+1)
				relate(relations.Root(), ids[l.Target], l.Target)
			}
			w.WriteString(`" r:id="` + ids[l.Target])
		}
		if l.Location != "" {
			w.WriteString(`" location="` + attributeMarks.Replace(ooxml.Clean(l.Location)))
		}
		w.WriteString(`"/>`)
	}
	w.WriteString("</hyperlinks>")
	if len(ids) == 0 {
		return nil
	}
	return p.put(relationsPart, relations)
}

// relate adds a relation to a file.
func relate(root *etree.Element, id, file string) {
	e := root.CreateElement("Relationship")
	e.CreateAttr("Id", id)
	e.CreateAttr("Type", relationsURL+"/hyperlink")
	e.CreateAttr("Target", uri(file))
	e.CreateAttr("TargetMode", "External")
}

// uri is a file's name as links write it. Han characters stay as they are: office
// programs write them so, and not all undo percent signs.
func uri(file string) string { return uriMarks.Replace(ooxml.Clean(file)) }

var uriMarks = strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "?", "%3F", "\n", "%0A", "\t", "%09")

// attributeMarks are what does not stand for itself between quotes.
var attributeMarks = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\t", " ")
