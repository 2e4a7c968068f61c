package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/render/doc"
	"ruhu/render/layout"
	"ruhu/render/pdffile"
	"ruhu/render/subset"
)

// Meta is the properties of a file. They are seen in every list of files: no
// person's name belongs here.
type Meta struct {
	Title string
	// Lang is the language of the text, such as zh-CN, which is the default.
	Lang string
}

// File is a PDF file in the making, held in memory, with its pages compressed,
// until it is written. Pages come out in the order in which they are added. Its
// methods must not be called concurrently; those of what it gives may be.
type File struct {
	pdf    *fpdf.Fpdf
	fonts  *Fonts
	faces  [doc.Faces]*shownFace // nil until shown
	rare   rare                  // characters that are drawn
	pages  []*Content            // what stands on them
	marks  []mark
	height doc.Length // of the last page

	ops    []byte       // of the page being drawn
	widths []doc.Length // of its rules; used again for each page
}

// mark is a bookmark to a page.
type mark struct {
	text   string
	level  int
	page   int
	height doc.Length // of that page
}

// made is the date of all files: the same input gives the same bytes.
var made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// New begins a file.
func New(f *Fonts, m Meta) *File {
	pdf := fpdf.New("P", "pt", fpdf.PageSizeA4, "")
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // the pages are compressed here; fpdf makes a compressor for each
	pdf.SetCreationDate(made)
	pdf.SetModificationDate(made)
	pdf.SetProducer("ruhu", false)
	pdf.SetCreator("ruhu", false)
	pdf.SetLang(language(m.Lang))
	if m.Title != "" {
		pdf.SetTitle(f.textString(m.Title), false)
	}
	return &File{pdf: pdf, fonts: f}
}

// language keeps what cannot be in a language's name out of the catalogue,
// where fpdf writes it as it stands.
func language(tag string) string {
	for _, c := range tag {
		if c != '-' && (c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z') {
			tag = ""
			break
		}
	}
	if tag == "" {
		return "zh-CN"
	}
	return tag
}

// Bookmark names the next page that is added. Level 0 is outermost; a level
// that skips one below the bookmark before is drawn up to it.
func (f *File) Bookmark(text string, level int) {
	least := 0
	if n := len(f.marks); n > 0 {
		least = f.marks[n-1].level + 1
	}
	level = min(max(level, 0), least)
	f.marks = append(f.marks, mark{text: text, level: level})
}

// Pages is how many pages have been added.
func (f *File) Pages() int {
	if f.pdf == nil {
		return 0
	}
	return f.pdf.PageCount()
}

// Page draws a page. It keeps nothing of it.
func (f *File) Page(p *layout.Page) error {
	c, err := f.Draw(p)
	if err == nil {
		c.Pack()
	}
	return err
}

// Draw draws a page and keeps nothing of it. What stands on the page is still to
// be packed, which takes longer than drawing.
func (f *File) Draw(p *layout.Page) (*Content, error) {
	if err := f.begin(p.Width, p.Height); err != nil {
		return nil, err
	}
	c := &Content{room: rooms.Get().(*[]byte)}
	f.ops = (*c.room)[:0]
	f.fills(p, p.Fills)
	f.fills(p, p.Corners)
	f.rules(p)
	f.boxes(p)
	if err := f.texts(p); err != nil {
		return nil, err
	}
	if p.QR != nil {
		if err := f.code(p.QR, p.Height); err != nil {
			return nil, err
		}
	}
	*c.room, f.ops = f.ops, nil
	f.pages = append(f.pages, c)
	return c, nil
}

// Content is what stands on a page.
type Content struct {
	room   *[]byte // holds it until it is packed
	packed []byte
}

// rooms are used again for one page after another.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// Pack compresses what stands on a page. It must be called once, before the file
// is written, and may be called while other pages are drawn or packed.
func (c *Content) Pack() {
	c.packed = subset.Pack(*c.room)
	rooms.Put(c.room)
	c.room = nil
}

// BlankPage adds an empty page of a size, so that what follows begins on a new
// sheet when both sides are printed.
func (f *File) BlankPage(width, height doc.Length) error {
	if err := f.begin(width, height); err != nil {
		return err
	}
	f.pages = append(f.pages, &Content{packed: subset.Pack(nil)})
	return nil
}

// begin opens a page and gives it the bookmarks that wait for it.
func (f *File) begin(width, height doc.Length) error {
	if f.pdf == nil {
		return errLate
	}
	f.pdf.AddPageFormat("P", fpdf.SizeType{Wd: width.Points(), Ht: height.Points()})
	f.height = height
	for i := len(f.marks) - 1; i >= 0 && f.marks[i].page == 0; i-- {
		f.marks[i].page, f.marks[i].height = f.pdf.PageNo(), height
	}
	return f.pdf.Error()
}

// WriteTo finishes the file and writes it. It can be called once.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	if f.pdf == nil {
		return 0, errLate
	}
	if f.pdf.PageCount() == 0 {
		return 0, errors.New("pdf: a file without pages")
	}
	f.outline()
	var file bytes.Buffer
	err := f.pdf.Output(&file)
	f.pdf = nil
	if err != nil {
		return 0, err
	}
	d, err := pdffile.Parse(file.Bytes())
	if err != nil {
		return 0, err
	}
	if d.Pages() != len(f.pages) {
		return 0, fmt.Errorf("pdf: fpdf's file has %d pages, not %d", d.Pages(), len(f.pages))
	}
	for i, page := range f.pages {
		d.SetContents(i, page.packed)
	}
	if err := f.embed(d); err != nil {
		return 0, err
	}
	return d.WriteTo(w)
}

// embed adds the faces that the pages show, and the pages' resources.
func (f *File) embed(d *pdffile.File) error {
	var fonts []byte
	for i, s := range f.faces {
		if s == nil {
			continue
		}
		n, err := s.put(d, f.fonts.faces[i], f.fonts.set.Name(i))
		if err != nil {
			return err
		}
		fonts = fmt.Appendf(fonts, "%s %d 0 R ", resourceNames[i], n)
	}
	fonts = f.rare.put(d, fonts)
	d.SetResources("<</ProcSet [/PDF /Text] /Font <<" + string(bytes.TrimRight(fonts, " ")) + ">>>>")
	return nil
}

// outline sets the bookmarks. fpdf counts a bookmark's height from the top of
// the last page, whichever page it is on.
func (f *File) outline() {
	last := f.pdf.PageNo()
	for _, m := range f.marks {
		if m.page == 0 {
			break // nothing was added after it
		}
		f.pdf.SetPage(m.page)
		f.pdf.Bookmark(f.fonts.textString(m.text), m.level, (f.height - m.height).Points())
	}
	f.pdf.SetPage(last)
}
