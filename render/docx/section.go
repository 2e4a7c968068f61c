package docx

import (
	"fmt"
	"strconv"

	"ruhu/render/doc"
)

// Sizes of what stands around the body of every page: those of the PDF.
const (
	qrSize   = 18 * doc.Mm
	qrQuiet  = 2 * doc.Mm // kept free around the code
	footSize = 8 * doc.Pt
	footRoom = 4 * doc.Mm // a millimetre less than the PDF: rows come out a hair taller
	leastFit = 6 * doc.Pt // titles and feet shrink no further
)

// mostIdentity is how many lines of identification a head has at most: what is
// longer is no name, and stands in the body anyway.
const mostIdentity = 3

// again marks the title of every page but the first.
const again = "（续）"

// pageParts is the header or footer of some pages of a section, and the picture
// in it.
type pageParts struct {
	head, foot []byte
	picture    []byte // nil without a code
}

// frames makes the headers and footers of a document: of its first page, and
// where it has more, of those.
func (f *File) frames(d *doc.Document, pages int) ([]pageParts, error) {
	n := min(max(pages, 1), 2)
	out := make([]pageParts, n)
	for i := range out {
		p := &out[i]
		modules := 0
		if d.Sheet != "" {
			var err error
			if p.picture, modules, err = picture(d.Payload(i+1, max(pages, 1))); err != nil {
				return nil, err
			}
		}
		p.head = f.frame.head.around(f.margin.head(d, i > 0, modules, f.pictures+i+1))
		p.foot = f.frame.foot.around(f.margin.foot(d, max(pages, 1)))
	}
	return out, nil
}

func (r *running) around(body []byte) []byte {
	out := make([]byte, 0, len(r.before)+len(body)+len(r.after))
	return append(append(append(out, r.before...), body...), r.after...)
}

// reference names a header or footer part in the relationships.
type reference struct{ element, kind, id string }

// add puts the parts of a section into the file and gives the references to
// them.
func (f *File) add(pages []pageParts) []reference {
	f.sections++
	refs := make([]reference, 0, 4)
	for _, kind := range []string{"header", "footer"} {
		for i, p := range pages {
			on := "default"
			if len(pages) > 1 && i == 0 {
				on = "first"
			}
			name := fmt.Sprintf("%sR%d", kind, 2*f.sections+i-1)
			if kind == "header" {
				f.addRunning(name, kind, p.head, f.frame.head.links, p.picture)
			} else {
				f.addRunning(name, kind, p.foot, f.frame.foot.links, nil)
			}
			refs = append(refs, reference{kind + "Reference", on, name})
		}
	}
	return refs
}

const linkSpace = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`

// qrLink is the relationship of a header to its picture.
const qrLink = "ruhuQR"

func (f *File) addRunning(name, kind string, data []byte, links string, picture []byte) {
	f.parts = append(f.parts, part{"word/" + name + ".xml", data})
	f.links = fmt.Appendf(f.links, `<Relationship Id="%s" Type="%s/%s" Target="%s.xml"/>`, name, linkSpace, kind, name)
	f.types = fmt.Appendf(f.types, `<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"/>`, name, kind)
	if picture != nil {
		f.pictures++
		file := "media/ruhu" + strconv.Itoa(f.pictures) + ".png"
		f.parts = append(f.parts, part{"word/" + file, picture})
		if links == "" {
			links = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		}
		links += `<Relationship Id="` + qrLink + `" Type="` + linkSpace + `/image" Target="` + file + `"/>`
	}
	if links != "" {
		f.parts = append(f.parts, part{linksOf("word/" + name + ".xml"), []byte(links + "</Relationships>")})
	}
}

// sectionOf appends the properties of a document's section.
func (f *File) sectionOf(b []byte, d *doc.Document, refs []reference) []byte {
	b = append(b, `<w:sectPr>`...)
	for _, r := range refs {
		b = append(b, `<w:`+r.element+` w:type="`+r.kind+`" r:id="`+r.id+`"/>`...)
	}
	start, turn := "nextPage", ""
	if f.meta.Duplex { // shared or not: Word puts an empty page between two that are both numbered 1
		start = "oddPage"
	}
	p := d.Paper
	if p.Width > p.Height {
		turn = ` w:orient="landscape"`
	}
	top, bottom := f.margin.margins(d)
	left := twips(p.Left)
	b = fmt.Appendf(b, `<w:type w:val="%s"/><w:pgSz w:w="%d" w:h="%d"%s/>`, start, twips(p.Width), twips(p.Height), turn)
	b = fmt.Appendf(b, `<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`,
		twips(top), twips(p.Width)-left-twips(p.TextWidth()), twips(bottom), left, twips(p.Top), twips(p.Bottom))
	b = append(b, `<w:pgNumType w:start="1"/><w:cols w:space="425"/>`...)
	if len(refs) > 2 {
		b = append(b, `<w:titlePg/>`...)
	}
	return append(b, `</w:sectPr>`...)
}

// margins gives the room that header and footer take of a page: from its upper
// edge to the body, and from the body to its lower edge.
func (w *writer) margins(d *doc.Document) (top, bottom doc.Length) {
	return d.Paper.Top + w.headHeight(d) + w.belowHead(d), d.Paper.Bottom + footRoom
}

// headHeight is what the lines of a head take.
func (w *writer) headHeight(d *doc.Document) doc.Length {
	height := hundredths(d.Style.Title, 155)
	if len(d.Identity) == 0 {
		return height + hundredths(d.Style.Title, 15)
	}
	style := identityStyle(d)
	lines := min(mostIdentity, len(w.set.set(d.Identity, style, d.Paper.TextWidth()-qrSide(d))))
	return height + hundredths(style.Size, 70) + hundredths(style.Size, leading)*doc.Length(lines)
}

// belowHead is the room below the lines of a head that the code needs beside them.
func (w *writer) belowHead(d *doc.Document) doc.Length {
	if d.Sheet == "" {
		return 0
	}
	return max(0, qrSize+qrQuiet-w.headHeight(d))
}

func identityStyle(d *doc.Document) doc.Style {
	return doc.Style{Face: doc.FaceText, Size: halves(d.Style.Text + doc.Pt/2)}
}

// qrSide is the width that a document's code takes of the head.
func qrSide(d *doc.Document) doc.Length {
	if d.Sheet == "" {
		return 0
	}
	return qrSize + qrQuiet
}

// head writes the paragraphs of a header: mark, stamp and title on one line, then what
// names the household. modules is the width of the code's picture, 0 for none.
func (w *writer) head(d *doc.Document, more bool, modules, picture int) []byte {
	w.b = w.b[:0]
	width, side := d.Paper.TextWidth(), qrSide(d)
	title := d.Title
	if more {
		title += again
	}
	style := doc.Style{Face: doc.FaceTitle, Size: halves(d.Style.Title)}
	p := para{style: styleTitle, size: style.Size, align: doc.Center,
		before: hundredths(style.Size, 15), after: hundredths(style.Size, 15)}
	if len(d.Identity) == 0 {
		p.after = 2*p.after + w.belowHead(d) // LibreOffice keeps free only what the lines take
	}
	room := width - 2*side
	label := d.Label()
	if label != "" {
		p.align = doc.Left
		w.tabs = append(w.tabs[:0], stop{"center", width / 2})
	}
	w.open(&p)
	if modules > 0 {
		w.code(d, modules, picture)
	}
	if label != "" {
		mark := doc.Style{Face: doc.FaceHead, Size: halves(d.Style.Title * 3 / 4)}
		room -= 2 * max(0, markWidth(mark, label)-side)
		w.write(label, look{size: mark.Size, mark: true, face: doc.FaceHead})
		w.tab(look{})
	}
	w.oneLine(title, style, room)
	w.end()
	if len(d.Identity) > 0 {
		style := identityStyle(d)
		q := para{before: hundredths(style.Size, 25), after: hundredths(style.Size, 45) + w.belowHead(d), right: side, most: mostIdentity}
		w.paragraphs(d.Identity, style, q, width-side)
	}
	return w.b
}

// markWidth is the width of the mark with a character's room behind it.
func markWidth(style doc.Style, text string) doc.Length { return width(text, style) + style.Size }

// foot writes the paragraph of a footer: household, page number, and form with
// sheet number.
func (w *writer) foot(d *doc.Document, pages int) []byte {
	w.b = w.b[:0]
	room := d.Paper.TextWidth()
	style := doc.Style{Face: doc.FaceText, Size: footSize}
	w.tabs = append(w.tabs[:0], stop{"center", room / 2}, stop{"right", room})
	w.open(&para{style: styleText, size: footSize})
	least := doc.Style{Face: style.Face, Size: leastFit}
	w.oneLine(d.Subject.Within(func(s string) bool { return width(s, least) <= room*2/5 }), style, room*2/5)
	l := look{size: footSize}
	w.tab(l)
	w.write("第 ", l)
	w.field("PAGE", "1", l)
	w.write(" 页 共 ", l)
	w.field("SECTIONPAGES", strconv.Itoa(pages), l)
	w.write(" 页", l)
	w.tab(l)
	if d.Sheet != "" {
		w.oneLine(d.Title+"　表号 "+d.Sheet, style, room*2/5)
	}
	w.end()
	return w.b
}

// oneLine writes text that is to stay on one line: shrunk to the room, and
// shortened where it would become too small to read. What stands in heads and
// feet stands in full in the body.
func (w *writer) oneLine(text string, style doc.Style, room doc.Length) {
	size := shrunk(text, style, room, leastFit)
	text = shortened(text, doc.Style{Face: style.Face, Size: size}, room)
	w.write(text, look{size: size, face: style.Face})
}

// code writes the picture of the code, anchored to the page's upper right. The
// picture has white around the code; the code itself stands where the PDF's
// does.
func (w *writer) code(d *doc.Document, modules, picture int) {
	w.runs.end()
	size := qrSize * doc.Length(modules+2*quietModules) / doc.Length(modules)
	quiet := (size - qrSize) / 2
	x := d.Paper.Width - d.Paper.Right - qrSize - quiet
	y := d.Paper.Top - quiet
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	w.b = fmt.Appendf(w.b, `<w:r><w:drawing><wp:anchor xmlns:wp="`+drawing+`wordprocessingDrawing" `+
		`distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionH>`+
		`<wp:positionV relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/><wp:wrapNone/>`+
		`<wp:docPr id="%d" name="QR%d" descr="%s"/>`, x, y, size, size, picture, picture, "表号二维码")
	w.graphic(qrLink, "QR", picture, size, size)
	w.b = append(w.b, `</wp:anchor></w:drawing></w:r>`...)
}

// graphic writes the picture behind a relationship, stretched to a size.
func (w *writer) graphic(link, name string, id int, width, height doc.Length) {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	w.b = fmt.Appendf(w.b, `<a:graphic xmlns:a="`+drawing+`main"><a:graphicData uri="`+drawing+`picture"><pic:pic xmlns:pic="`+drawing+`picture">`+
		`<pic:nvPicPr><pic:cNvPr id="%d" name="%s%d"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip xmlns:r="`+linkSpace+`" r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic>`, id, name, id, link, width, height)
}
