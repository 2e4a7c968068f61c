package xlsx

import (
	"errors"
	"fmt"
	"io"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/workbook"
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
	book    *workbook.Book
	index   *workbook.Sheet // nil for none
	names   *names
	styles  styles
	plan    plan
	lists   workbook.Lists
	printed []printed
	err     error // set when the file is broken or was written out
}

// printed is what the index says about a sheet.
type printed struct {
	sheet   string
	title   string
	number  string
	subject doc.Subject
	pages   int
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
	b, err := workbook.New(workbook.Properties{Title: m.Title, Font: baseFont, Size: baseSize})
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	out := &File{meta: m, book: b, lists: workbook.Lists{Sheet: workbook.Quote(listsSheet)},
		names: newNames(indexSheet, listsSheet, "History", "历史记录")}
	out.styles = styles{file: b.File, ids: make(map[look]int)}
	out.plan = newPlan(cb, m.Rare)
	if m.Index {
		if out.index, err = b.Add(indexSheet); err != nil {
			return nil, fmt.Errorf("xlsx: %w", err)
		}
	}
	return out, nil
}

// baseFont, at baseSize, is what columns are measured by: its digits are eight pixels
// wide, neither rounded (Excel) nor with a fraction (LibreOffice), and so are those of
// what stands in for it elsewhere.
const (
	baseFont  = "Times New Roman"
	baseSize  = 12
	digitWide = 8
)

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
	count := ooxml.Counter{To: w}
	err := errors.Join(f.writeIndex(), f.writeLists())
	if err = errors.Join(err, f.styles.err); err == nil {
		err = f.book.Write(&count)
	}
	if err != nil {
		return count.N, fmt.Errorf("xlsx: %w", err)
	}
	f.book = nil // and with it the sheets
	return count.N, nil
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
