package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// Meta is the properties of a file. They are seen in every list of files: no
// person's name belongs here.
type Meta struct {
	Title string
	// Lang is the language of the text, such as zh-CN, which is the default.
	Lang string
}

// File is a PDF file in the making, held in memory until it is written. Pages
// come out in the order in which they are added. Its methods must not be
// called concurrently.
type File struct {
	pdf    *fpdf.Fpdf
	fonts  *Fonts
	names  [doc.Faces][]byte // of the faces among the file's resources, such as /Fab12
	shown  Runes             // what the pages show
	rare   rare              // and what of it is drawn
	marks  []mark
	height doc.Length // of the last page

	// Room that is used again for each page.
	ops    []byte
	widths []doc.Length
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
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCompression(true)
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
	if err := f.begin(p.Width, p.Height); err != nil {
		return err
	}
	f.ops = f.ops[:0]
	f.fills(p)
	f.rules(p)
	f.boxes(p)
	if err := f.texts(p); err != nil {
		return err
	}
	if p.QR != nil {
		if err := f.code(p.QR, p.Height); err != nil {
			return err
		}
	}
	f.pdf.RawWriteStr(string(f.ops))
	return f.pdf.Error()
}

// BlankPage adds an empty page of a size, so that what follows begins on a new
// sheet when both sides are printed.
func (f *File) BlankPage(width, height doc.Length) error { return f.begin(width, height) }

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

// face gives the name of a face among the file's resources, and takes the face
// into the file when it is shown for the first time: many files need no bold.
// fpdf tells the name only in what it writes; a template is where it can be
// read.
func (f *File) face(face doc.Face) ([]byte, error) {
	if f.names[face] != nil {
		return f.names[face], nil
	}
	if f.fonts.files[face] == nil {
		return nil, fmt.Errorf("pdf: no file for face %d: pages are to be set with this file's measurer", face)
	}
	family := families[face]
	// fpdf writes into what it reads.
	f.pdf.AddUTF8FontFromBytes(family, "", bytes.Clone(f.fonts.files[face]))
	ops, err := f.aside(func(t *fpdf.Tpl) { t.SetFont(family, "", 1) })
	if err != nil {
		return nil, err
	}
	_, name, ok := bytes.Cut(ops, []byte("BT "))
	name, _, ok2 := bytes.Cut(name, []byte(" "))
	if !ok || !ok2 || name[0] != '/' {
		return nil, fmt.Errorf("pdf: no name of face %d in %q", face, ops)
	}
	f.names[face] = name
	return name, nil
}

// families is the names under which faces are in the file.
var families = [doc.Faces]string{doc.FaceText: "text", doc.FaceHead: "head", doc.FaceTitle: "title", doc.FaceFang: "fang", doc.FaceKai: "kai"}

// aside draws on a template that is never shown, and gives what was written.
func (f *File) aside(draw func(*fpdf.Tpl)) ([]byte, error) {
	var failed error
	t := f.pdf.CreateTemplate(func(t *fpdf.Tpl) {
		draw(t)
		failed = t.Error()
	})
	return t.Bytes(), errors.Join(f.pdf.Error(), failed)
}

// WriteTo finishes the file and writes it. It can be called once.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	if f.pdf == nil {
		return 0, errLate
	}
	if f.pdf.PageCount() == 0 {
		return 0, errors.New("pdf: a file without pages")
	}
	if err := f.register(); err != nil {
		return 0, err
	}
	f.outline()
	count := counter{w: w}
	if len(f.rare.glyphs) > 0 {
		err := f.writeRare(&count)
		return count.n, err
	}
	err := f.pdf.Output(&count)
	f.pdf = nil // and with it the pages
	return count.n, err
}

// writeRare writes a file that has drawn glyphs.
func (f *File) writeRare(w io.Writer) error {
	var b bytes.Buffer
	err := f.pdf.Output(&b)
	f.pdf = nil
	if err != nil {
		return err
	}
	whole, err := f.rare.addTo(b.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(whole)
	return err
}

// register tells fpdf which characters the pages show, so that it embeds them:
// it takes note of those it draws itself.
func (f *File) register() error {
	if err := f.fonts.lacking(&f.shown); err != nil {
		return err
	}
	_, err := f.aside(func(t *fpdf.Tpl) {
		for i := range f.names {
			if f.names[i] != nil {
				t.SetFont(families[i], "", 1)
				t.Text(0, 0, f.shown.faces[i].text())
			}
		}
	})
	return err
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
