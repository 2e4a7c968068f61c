package render

import (
	"io"
	"slices"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/pdf"
	"ruhu/render/xlsx"
)

// Format is a kind of file that forms are written as; its text is the ending
// of the file's name.
type Format string

// The formats.
const (
	PDF  Format = "pdf"
	DOCX Format = "docx"
	XLSX Format = "xlsx"
)

// Formats are all formats, in the order in which a run writes them.
var Formats = []Format{PDF, DOCX, XLSX}

// Shell is what Word documents are written into; see docx.Shell.
type Shell = *docx.Shell

// LoadShell reads a shell. The error is a *docx.ShellError in Chinese where the
// file is none.
func LoadShell(data []byte) (Shell, error) { return docx.LoadShell(data) }

// Notices lists what the formats lose beside the PDF, by a key of the README's
// table.
func Notices() map[Format][]doc.Notice {
	return map[Format][]doc.Notice{DOCX: docx.Notices(), XLSX: xlsx.Notices()}
}

// formats gives the formats asked for, in the order of Formats; PDF when none
// is.
func formats(asked []Format) []Format {
	if len(asked) == 0 {
		return []Format{PDF}
	}
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return !slices.Contains(asked, f) })
}

// writer is one file of one format in the making.
type writer interface {
	// bookmark names what is added next; formats without outlines ignore it.
	bookmark(text string, level int)
	// add takes a document and, for formats that draw pages, its pages; count
	// is how many there are. It keeps nothing of them. Where it gives a function,
	// work is left that needs no order: that must be called before WriteTo, and may
	// be while others are added.
	add(d *doc.Document, pages []*layout.Page, count int) (rest func(), err error)
	WriteTo(w io.Writer) (int64, error)
}

// material is what files of all formats are made from.
type material struct {
	fonts    Fonts
	shell    Shell
	codebook *model.Codebook
	forms    []*form.Definition
	duplex   bool
	year     int
	unit     string
	rare     string
}

// begin begins a file. title names it and no person; village may be empty;
// several says that it will hold more than one document.
func (m *material) begin(f Format, title, village string, several bool) (writer, error) {
	switch f {
	case DOCX:
		file, err := docx.New(m.shell, docx.Meta{Title: title, Village: village, Unit: m.unit, Year: m.year, Duplex: m.duplex, Rare: m.rare})
		return wordFile{file}, err
	case XLSX:
		short := make(map[string]string)
		for _, d := range m.forms {
			short[d.ID] = d.Short
		}
		file, err := xlsx.New(m.codebook, xlsx.Meta{Title: title, Index: several, Short: short, Rare: m.rare})
		return sheetFile{file}, err
	}
	return &pageFile{File: pdf.New(m.fonts, pdf.Meta{Title: title}), duplex: m.duplex}, nil
}

// pageFile is a PDF.
type pageFile struct {
	*pdf.File
	duplex bool
	paper  doc.Paper // of the last page
}

func (f *pageFile) bookmark(text string, level int) { f.Bookmark(text, level) }

// add draws pages, and before them an empty one where the document is to begin on
// a new sheet of paper. Packing them is left.
func (f *pageFile) add(d *doc.Document, pages []*layout.Page, _ int) (rest func(), err error) {
	contents := make([]*pdf.Content, len(pages))
	if !d.Shares {
		if err := f.fill(); err != nil {
			return nil, err
		}
	}
	f.paper = d.Paper
	for i, p := range pages {
		by := doc.Length(0)
		if f.duplex && f.Pages()%2 == 1 {
			by = d.Paper.Right - d.Paper.Left // the punch is at the other edge of the back
		}
		p.Move(by)
		if contents[i], err = f.Draw(p); err != nil {
			return nil, err
		}
		p.Move(-by)
	}
	return func() {
		for _, c := range contents {
			c.Pack()
		}
	}, err
}

// fill adds an empty back where the last sheet of paper has none.
func (f *pageFile) fill() error {
	if !f.duplex || f.Pages()%2 == 0 {
		return nil
	}
	return f.BlankPage(f.paper.Width, f.paper.Height)
}

func (f *pageFile) WriteTo(w io.Writer) (int64, error) {
	if err := f.fill(); err != nil {
		return 0, err
	}
	return f.File.WriteTo(w)
}

// wordFile is a Word document.
type wordFile struct{ *docx.File }

func (wordFile) bookmark(string, int) {}

func (f wordFile) add(d *doc.Document, _ []*layout.Page, count int) (func(), error) {
	return nil, f.Add(d, count)
}

// sheetFile is a workbook.
type sheetFile struct{ *xlsx.File }

func (sheetFile) bookmark(string, int) {}

func (f sheetFile) add(d *doc.Document, _ []*layout.Page, count int) (func(), error) {
	return nil, f.Add(d, count)
}
