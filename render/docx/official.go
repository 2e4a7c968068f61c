package docx

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"strconv"
	"strings"

	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/typeset"
)

// WriteOfficial writes an official document as a Word document of its own: its
// page and styles are those of GB/T 9704-2012, with Word's own headings, tables
// and page numbers. picture draws a chart. The error names a block that is not
// known. The same document gives the same bytes.
func WriteOfficial(w io.Writer, o *doc.Official, picture func(*doc.Chart) ([]byte, error)) error {
	f := &official{writer: newWriter(""), picture: picture}
	f.room = 225 * doc.Mm
	f.plain = doc.FifthSize
	f.title(o.Title)
	if err := f.blocks(o.Body); err != nil {
		return fmt.Errorf("docx: write %s: %w", o.ID, err)
	}
	for _, a := range o.Annexes {
		f.paragraph("OfficialAnnex", a.Mark, "", doc.FaceHead)
		f.paragraph("OfficialFlush", "", "", doc.FaceFang)
		f.title(a.Title)
		if err := f.blocks(a.Body); err != nil {
			return fmt.Errorf("docx: write %s: %w", a.Mark, err)
		}
	}
	return f.pack(w, o.PlainTitle())
}

// official is the body of an official document in the making.
type official struct {
	writer
	picture   func(*doc.Chart) ([]byte, error)
	pictures  [][]byte
	signature typeset.Signature
	last      int // the block from which all stand on the page of the signature
}

func (f *official) blocks(body []doc.Block) error {
	f.last = doc.WithSignature(body)
	for i, b := range body {
		switch b := b.(type) {
		case doc.Prose:
			f.prose(b, i >= f.last, body[i+1:])
		case *doc.Chart:
			if err := f.chart(b); err != nil {
				return err
			}
		case *doc.Grid:
			if err := checkGrid(b); err != nil {
				return err
			}
			f.table([]*doc.Grid{b}, 0)
			f.thin()
		default:
			return fmt.Errorf("unknown block %T", b)
		}
	}
	return nil
}

// proseStyles are the paragraph styles of the kinds of paragraphs.
var proseStyles = map[doc.ProseKind]string{
	doc.BodyText: "OfficialBody", doc.Addressee: "OfficialFlush", doc.Level1: "Heading1", doc.Level2: "Heading2",
	doc.Level3: "Heading3", doc.AnnexList: "OfficialFlush", doc.Signature: "OfficialSigned", doc.SignedDate: "OfficialSigned",
	doc.Caption: "Caption", doc.Note: "OfficialNote", doc.Empty: "OfficialFlush", doc.AnnexMark: "OfficialAnnex",
}

// prose writes a paragraph, on the page of the next one where it is to be kept.
func (f *official) prose(p doc.Prose, withNext bool, rest []doc.Block) {
	extra := ""
	if withNext && p.Kind != doc.SignedDate {
		extra = `<w:keepNext/>`
	}
	switch p.Kind {
	case doc.AnnexList:
		first, hang := doc.AnnexIndents(p.Text)
		extra += fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, twips(hang), twips(hang-first))
	case doc.Signature, doc.SignedDate:
		right := f.signature.Right(p, rest, func(text string) doc.Length { return doc.Length(doc.Characters(text) * float64(doc.CharacterPitch)) })
		extra += fmt.Sprintf(`<w:ind w:right="%d"/>`, twips(max(0, right)))
	}
	f.paragraph(proseStyles[p.Kind], p.Text, extra, p.Kind.Style().Face)
}

// paragraph writes text in a style. extra is what its properties have beside it.
func (f *official) paragraph(style, text, extra string, face doc.Face) {
	f.b = append(f.b, `<w:p><w:pPr><w:pStyle w:val="`+style+`"/>`+extra+`</w:pPr>`...)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			f.newline()
		}
		for _, s := range doc.Spans(line) {
			f.write(s.Text, look{face: face, gap: s.Gap})
		}
	}
	f.end()
}

// title writes a title, broken where the PDF breaks it, and the blank line below.
func (f *official) title(title string) {
	f.paragraph("Title", strings.Join(doc.TitleLines(title), "\n"), "", doc.FaceTitle)
	f.paragraph("OfficialFlush", "", "", doc.FaceFang)
}

// chart writes a chart as a picture and its caption below.
func (f *official) chart(c *doc.Chart) error {
	data, width, height, err := f.draw(c)
	if err != nil {
		return err
	}
	f.pictures = append(f.pictures, data)
	n := len(f.pictures)
	f.b = append(f.b, `<w:p><w:pPr><w:pStyle w:val="OfficialPicture"/></w:pPr><w:r><w:drawing>`...)
	f.b = fmt.Appendf(f.b, `<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" `+
		`distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="图%d" descr="%s"/>`,
		width, height, n, n, escaped(nil, plain(c.Alt)))
	f.graphic("ruhuChart"+strconv.Itoa(n), "图", "", n, width, height)
	f.b = append(f.b, `</wp:inline></w:drawing></w:r></w:p>`...)
	f.paragraph("Caption", c.Title, "", doc.FaceHead)
	return nil
}

// draw gives a chart's picture and the size at which it is shown: as wide as the
// text.
func (f *official) draw(c *doc.Chart) (data []byte, width, height doc.Length, err error) {
	if data, err = f.picture(c); err != nil {
		return nil, 0, 0, err
	}
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, 0, 0, fmt.Errorf("a chart that is no PNG: %w", err)
	}
	width = doc.OfficialPaper().TextWidth()
	return data, width, width * doc.Length(size.Height) / doc.Length(size.Width), nil
}

// pack writes the file.
func (f *official) pack(out io.Writer, title string) error {
	parts := officialParts(title, f.b, f.footer(true), f.footer(false), len(f.pictures))
	for i, data := range f.pictures {
		parts = append(parts, part{"word/media/chart" + strconv.Itoa(i+1) + ".png", data})
	}
	p := ooxml.NewPacker(out)
	for _, part := range parts {
		if err := p.Put(part.name, part.data); err != nil {
			return err
		}
	}
	return p.Close()
}

// footer writes the page number of odd or even pages, one character inside the
// margin away from the binding.
func (f *official) footer(odd bool) []byte {
	w := writer{}
	side := fmt.Sprintf(`<w:ind w:left="%d"/><w:jc w:val="left"/>`, twips(doc.FourthSize))
	if odd {
		side = fmt.Sprintf(`<w:ind w:right="%d"/><w:jc w:val="right"/>`, twips(doc.FourthSize))
	}
	w.b = append(w.b, `<w:p><w:pPr><w:pStyle w:val="Footer"/>`+side+`</w:pPr>`...)
	w.write("— ", look{})
	w.field("PAGE", "1", look{})
	w.write(" —", look{})
	w.end()
	return w.b
}
