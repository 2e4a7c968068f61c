package workbook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// Properties is what a workbook says of itself.
type Properties struct {
	Title string
	// Font is the default font, by which the widths of columns are measured.
	Font string
	// Size is that font's, in points. With zero it is 11 and a program may take its
	// theme's font instead.
	Size float64
}

// Date is when every workbook was made: equal input gives equal bytes.
const Date = "2000-01-01T00:00:00Z"

// Book is a workbook in the making. Memory holds it whole, its rows compressed, until
// [Book.Write]; nothing of it reaches a file.
type Book struct {
	// File is for the library's own calls: styles, page set-up, protection, rules,
	// notes, pictures. Sheets, and what [Sheet] has a method for, are not for them.
	File   *excelize.File
	sheets []*Sheet
	size   float64
}

// New begins a workbook without sheets.
func New(p Properties) (*Book, error) {
	b := &Book{File: excelize.NewFile(), size: p.Size}
	err := errors.Join(
		b.File.SetDefaultFont(p.Font),
		b.File.SetAppProps(&excelize.AppProperties{Application: "ruhu"}),
		b.File.SetDocProps(&excelize.DocProperties{
			Title: ooxml.Clean(p.Title), Creator: "ruhu", LastModifiedBy: "ruhu",
			Created: Date, Modified: Date, Language: "zh-CN",
		}))
	return b, err
}

// Add adds a sheet behind those there are.
func (b *Book) Add(name string) (*Sheet, error) {
	var err error
	if len(b.sheets) == 0 {
		// The library begins with a sheet. Renamed, not deleted: deleting makes
		// everything after it slow.
		err = b.File.SetSheetName(b.File.GetSheetName(0), name)
	} else {
		_, err = b.File.NewSheet(name)
	}
	if err != nil {
		return nil, err
	}
	s := &Sheet{Name: name}
	b.sheets = append(b.sheets, s)
	return s, nil
}

// Page is how a sheet is printed.
type Page struct {
	Paper      int // as the format numbers sizes
	Portrait   bool
	Wide       int                               // how many pages a row takes
	Margins    excelize.PageLayoutMarginsOptions // in inches
	Head, Foot string
}

// Page says how a sheet is printed: fitted to so many pages beside each other and, below
// each other, to as many as it takes.
func (b *Book) Page(sheet string, p Page) error {
	orientation := "landscape"
	if p.Portrait {
		orientation = "portrait"
	}
	return errors.Join(
		b.File.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}),
		b.File.SetPageLayout(sheet, &excelize.PageLayoutOptions{
			Size: &p.Paper, Orientation: &orientation, FitToWidth: &p.Wide, FitToHeight: new(0), FirstPageNumber: new(uint(1)),
		}),
		b.File.SetPageMargins(sheet, &p.Margins),
		b.File.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: p.Head, OddFooter: p.Foot}))
}

// Freeze keeps the first rows and columns of a sheet in sight.
func (b *Book) Freeze(sheet string, rows, columns int) error {
	pane := "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
	}
	return b.File.SetPanes(sheet, &excelize.Panes{
		Freeze: true, YSplit: rows, XSplit: columns, TopLeftCell: model.CellName(columns+1, rows+1), ActivePane: pane,
	})
}

// Write writes the workbook and ends it.
func (b *Book) Write(w io.Writer) error {
	p := make(parts)
	b.File.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	if err := errors.Join(b.File.Write(io.Discard), b.File.Close()); err != nil {
		return err
	}
	places, err := p.sheets()
	if err != nil {
		return err
	}
	if err := errors.Join(p.sortTypes(), p.defaultFont(b.size), p.define(b.sheets)); err != nil {
		return err
	}
	out := ooxml.NewPacker(w)
	for _, s := range b.sheets {
		if err := s.write(places[s.Name], p, out); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	for name, data := range p {
		if err := out.Put(name, data.Bytes()); err != nil {
			return err
		}
	}
	return out.Close()
}

// parts is the parts of a workbook by their names. It implements the library's
// [excelize.ZipWriter].
type parts map[string]*bytes.Buffer

func (p parts) Create(name string) (io.Writer, error) {
	p[name] = new(bytes.Buffer)
	return p[name], nil
}

func (p parts) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (p parts) Close() error { return nil }

// parse gives the XML of a part.
func (p parts) parse(name string) (*etree.Document, error) {
	data, doc := p[name], etree.NewDocument()
	// Quotes stay quotes in text: the library itself reads rules as they stand.
	doc.WriteSettings = etree.WriteSettings{CanonicalText: true, CanonicalAttrVal: true}
	if data == nil {
		return nil, fmt.Errorf("workbook: the library made no part %s", name)
	}
	if err := doc.ReadFromBytes(data.Bytes()); err != nil {
		return nil, fmt.Errorf("workbook: part %s: %w", name, err)
	}
	if doc.Root() == nil {
		return nil, fmt.Errorf("workbook: part %s is empty", name)
	}
	return doc, nil
}

// put puts XML in the place of a part.
func (p parts) put(name string, doc *etree.Document) error {
	to, _ := p.Create(name)
	_, err := doc.WriteTo(to)
	return err
}

// edit parses a part, changes it and puts it back.
func (p parts) edit(name string, change func(root *etree.Element) error) error {
	doc, err := p.parse(name)
	if err != nil {
		return err
	}
	if err := change(doc.Root()); err != nil {
		return fmt.Errorf("workbook: part %s: %w", name, err)
	}
	return p.put(name, doc)
}

// The parts that are the workbook's own (ECMA-376 part 1, 12.3).
const (
	bookPart      = "xl/workbook.xml"
	bookRelations = "xl/_rels/workbook.xml.rels"
	stylesPart    = "xl/styles.xml"
	typesPart     = "[Content_Types].xml"
)

// sheets tells by name in which part each sheet is.
func (p parts) sheets() (map[string]string, error) {
	relations, err := p.parse(bookRelations)
	if err != nil {
		return nil, err
	}
	targets := make(map[string]string)
	for _, r := range relations.Root().ChildElements() {
		targets[r.SelectAttrValue("Id", "")] = r.SelectAttrValue("Target", "")
	}
	book, err := p.parse(bookPart)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string)
	for _, s := range book.Root().FindElements("./sheets/sheet") {
		to := targets[s.SelectAttrValue("r:id", "")]
		if !path.IsAbs(to) {
			to = path.Join(path.Dir(bookPart), to)
		}
		out[s.SelectAttrValue("name", "")] = strings.TrimPrefix(to, "/")
	}
	return out, nil
}

// sortTypes orders the kinds of parts by their endings.
func (p parts) sortTypes() error {
	return p.edit(typesPart, func(root *etree.Element) error {
		kinds := root.SelectElements("Default")
		slices.SortFunc(kinds, func(a, b *etree.Element) int {
			return cmp.Compare(a.SelectAttrValue("Extension", ""), b.SelectAttrValue("Extension", ""))
		})
		for i, k := range kinds {
			root.InsertChildAt(i, k)
		}
		return nil
	})
}

// defaultFont gives the default font a size of its own.
func (p parts) defaultFont(size float64) error {
	if size == 0 {
		return nil
	}
	return p.edit(stylesPart, func(root *etree.Element) error {
		font := root.FindElement("./fonts/font")
		if font == nil || font.SelectElement("sz") == nil {
			return errors.New("no default font")
		}
		font.SelectElement("sz").CreateAttr("val", strconv.FormatFloat(size, 'f', -1, 64))
		if theme := font.SelectElement("scheme"); theme != nil {
			font.RemoveChild(theme) // a theme's font would stand before the name
		}
		return nil
	})
}

// define adds the names of the sheets to those that the library has made.
func (p parts) define(sheets []*Sheet) error {
	return p.edit(bookPart, func(root *etree.Element) error {
		names := root.SelectElement("definedNames")
		if names == nil {
			list := root.SelectElement("sheets")
			if list == nil {
				return errors.New("no list of sheets")
			}
			names = etree.NewElement("definedNames")
			root.InsertChildAt(list.Index()+1, names)
		}
		for i, s := range sheets {
			for _, n := range s.names {
				e := names.CreateElement("definedName")
				e.CreateAttr("name", n.name)
				e.CreateAttr("localSheetId", strconv.Itoa(i))
				if n.hidden {
					e.CreateAttr("hidden", "1")
				}
				e.SetText(n.refersTo)
			}
		}
		if len(names.Child) == 0 {
			root.RemoveChild(names)
		}
		return nil
	})
}
