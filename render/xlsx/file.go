package xlsx

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
)

// Meta is what a run says about a whole file.
type Meta struct {
	Title string // in the file's properties, and over the index
	// Index opens the file with a sheet 目录 that links to all others.
	Index bool
	// Short gives forms by id a few characters for the names of their sheets;
	// a form that it lacks is called by its mark (附件2) or its title.
	Short map[string]string
	// Rare is the font for characters that neither 宋体 nor SimSun-ExtB has; empty:
	// Excel chooses.
	Rare string
}

// File is a workbook being written, a sheet for each document. Memory holds it
// whole until WriteTo, nothing of it ever reaches a temporary file. Use each
// from one goroutine.
type File struct {
	meta    Meta
	file    *excelize.File
	names   *names
	styles  styles
	plan    plan
	lists   lists
	stream  streamer
	printed []printed
	err     error // set when the file is broken or was written out
}

// printed is what the index and the names of the workbook say about a sheet.
type printed struct {
	sheet   string
	title   string
	number  string
	subject doc.Subject
	pages   int
	titles  int    // rows repeated on every page
	corner  string // the last cell, $AB$60
}

// Names of the sheets that are no forms.
const (
	indexSheet = "目录"
	listsSheet = "选项"
)

// errWritten says that a File was used after WriteTo.
var errWritten = errors.New("xlsx: the file has been written")

// New begins a workbook. The codebook says which cells hold numbers and which
// answers they are offered.
func New(cb *model.Codebook, m Meta) (*File, error) {
	// The library keeps a sheet in memory where no file can be made, and no
	// system has a folder of this name.
	f := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return ooxml.NewPacker(w) })
	out := &File{meta: m, file: f, names: newNames(indexSheet, listsSheet, "History", "历史记录")}
	out.styles = styles{file: f, ids: make(map[look]int)}
	out.plan.book, out.plan.other = newAnswers(cb), m.Rare
	if err := out.properties(); err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	if m.Index {
		if err := f.SetSheetName(firstSheet, indexSheet); err != nil {
			return nil, fmt.Errorf("xlsx: %w", err)
		}
	}
	return out, nil
}

const (
	// firstSheet is what the library calls the sheet that it begins with.
	firstSheet = "Sheet1"
	made       = "2000-01-01T00:00:00Z"
	// baseFont, at baseSize, is what columns are measured by: its digits are
	// eight pixels wide, neither rounded (Excel) nor with a fraction
	// (LibreOffice), and so are those of what stands in for it elsewhere.
	baseFont  = "Times New Roman"
	baseSize  = 12
	digitWide = 8
)

// properties sets what is the same in all files.
func (f *File) properties() error {
	if err := f.file.SetDefaultFont(baseFont); err != nil {
		return err
	}
	base := f.file.Styles.Fonts.Font[0]
	*base.Sz.Val = baseSize
	base.Scheme = nil // a theme's font would stand before the name
	if err := f.file.SetAppProps(&excelize.AppProperties{Application: "ruhu"}); err != nil {
		return err
	}
	return f.file.SetDocProps(&excelize.DocProperties{
		Title: ooxml.Clean(f.meta.Title), Creator: "ruhu", LastModifiedBy: "ruhu",
		Created: made, Modified: made, Language: "zh-CN",
	})
}

// Add appends a document as a sheet of its own. pages is how many pages the PDF
// of it has, 0 when that is not known; the sheet is divided into as many. Only
// a rare document whose rows are a hair higher takes one more, and says so: the
// sheet's 共 N 页 and its QR code tell the pages that it really has. The error
// names a block, inline or cell that is not known, a grid whose cells do not
// cover it, or a paper that Excel has no number for; the document is then left
// out and the file stays usable.
func (f *File) Add(d *doc.Document, pages int) error {
	if f.err != nil {
		return f.err
	}
	if _, err := paperSize(d.Paper); err != nil {
		return fmt.Errorf("xlsx: write %s: %w", d.Form, err)
	}
	s, err := f.plan.make(d, pages)
	if err != nil {
		return fmt.Errorf("xlsx: write %s: %w", d.Form, err)
	}
	if f.err = f.write(d, s); f.err != nil {
		f.err = fmt.Errorf("xlsx: write %s: %w", d.Form, f.err)
	}
	return f.err
}

// WriteTo writes the workbook; nothing can be added after it. The same
// documents give the same bytes. A file without documents is an error.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	if f.err != nil {
		return 0, f.err
	}
	if len(f.printed) == 0 {
		return 0, errors.New("xlsx: a file without documents")
	}
	f.err = errWritten
	count := counter{w: w}
	for _, do := range []func() error{
		f.writeIndex, f.writeLists, f.define, f.sortTypes,
		func() error { return f.styles.err },
		func() error { return f.file.Write(&count) },
		f.file.Close,
	} {
		if err := do(); err != nil {
			return count.n, fmt.Errorf("xlsx: %w", err)
		}
	}
	f.file = nil // and with it the sheets
	return count.n, nil
}

// counter counts the bytes written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// sortTypes orders the kinds of pictures that the library declares with the
// first picture: it takes them from a map.
func (f *File) sortTypes() error {
	types := f.file.ContentTypes
	if types == nil {
		return nil
	}
	d := types.Defaults
	sort.Slice(d, func(i, j int) bool { return d[i].Extension < d[j].Extension })
	return nil
}

// sheetName makes the name of a document's sheet.
func (f *File) sheetName(d *doc.Document) string {
	short := f.meta.Short[d.Form]
	for _, s := range []string{d.Mark, d.Title, d.Form} {
		if short == "" {
			short = s
		}
	}
	return f.names.unique(d.Subject.Household, short)
}

// define names what is repeated on every page of each sheet, and what is
// printed. The library's own call looks through all names each time.
func (f *File) define() error {
	first := &excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: f.printed[0].sheet, RefersTo: f.printed[0].area()}
	if err := f.file.SetDefinedName(first); err != nil {
		return err
	}
	book := f.file.WorkBook
	one := book.DefinedNames.DefinedName[0]
	all := book.DefinedNames.DefinedName[:0]
	for i := range f.printed {
		p := &f.printed[i]
		at := i
		if f.meta.Index {
			at++
		}
		one.LocalSheetID = &at
		one.Name, one.Data = "_xlnm.Print_Area", p.area()
		all = append(all, one)
		one.Name, one.Data = "_xlnm.Print_Titles", fmt.Sprintf("%s!$1:$%d", quoted(p.sheet), p.titles)
		all = append(all, one)
	}
	book.DefinedNames.DefinedName = all
	return nil
}

func (p *printed) area() string { return quoted(p.sheet) + "!$A$1:" + p.corner }

// quoted is a sheet's name as formulas have it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
