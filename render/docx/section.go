package docx

import (
	"fmt"
	"slices"
	"strconv"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// footRoom is a millimetre less than the PDF's: rows come out a hair taller.
const footRoom = typeset.FootRoom - doc.Mm

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
	return slices.Concat([]byte(r.before), body, []byte(r.after))
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

// cornerLink is the relationship of a header to the mark in the corners, which all
// share.
const cornerLink, cornerFile = "ruhuCorner", "media/ruhuCorner.png"

func (f *File) addRunning(name, kind string, data []byte, links string, picture []byte) {
	f.parts = append(f.parts, part{"word/" + name + ".xml", data})
	f.links = fmt.Appendf(f.links, `<Relationship Id="%s" Type="%s/%s" Target="%s.xml"/>`, name, linkSpace, kind, name)
	f.types = fmt.Appendf(f.types, `<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"/>`, name, kind)
	if picture != nil {
		f.pictures++
		file := "media/ruhu" + strconv.Itoa(f.pictures) + ".png"
		f.parts = append(f.parts, part{"word/" + file, picture})
		if f.pictures == 1 {
			f.parts = append(f.parts, part{"word/" + cornerFile, corner()})
		}
		if links == "" {
			links = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		}
		links += `<Relationship Id="` + qrLink + `" Type="` + linkSpace + `/image" Target="` + file + `"/>` +
			`<Relationship Id="` + cornerLink + `" Type="` + linkSpace + `/image" Target="` + cornerFile + `"/>`
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
	h := w.set.HeadOf(d, false)
	return d.Paper.Top + h.Room(w.identity(&h, d)), d.Paper.Bottom + footRoom
}

// identity sets what names the household.
func (w *writer) identity(h *typeset.Head, d *doc.Document) typeset.Text {
	w.set.Reset()
	if len(h.Identity) == 0 {
		return typeset.Text{}
	}
	return w.set.Identity(h, d.Paper.TextWidth()-h.Side)
}

// head writes the paragraphs of a header: mark, stamp and title on one line, then what
// names the household. modules is the width of the code's picture, 0 for none.
func (w *writer) head(d *doc.Document, more bool, modules, picture int) []byte {
	w.b = w.b[:0]
	width, h := d.Paper.TextWidth(), w.set.HeadOf(d, more)
	names := w.identity(&h, d)
	below := h.Below + h.Room(names) - h.Height(names) // LibreOffice keeps free only what the lines take
	p := para{style: styleTitle, size: h.TitleStyle.Size, align: doc.Center, before: h.TitleAbove, after: h.TitleAbove}
	if len(h.Identity) == 0 {
		p.after += below
	}
	room := width - 2*h.Side
	if h.Label != "" {
		p.align, p.left = doc.Left, h.Inset
		w.tabs = append(w.tabs[:0], stop{"center", width/2 - h.Inset})
	}
	w.open(&p)
	if modules > 0 {
		w.code(d, modules, picture)
		w.corners(d, picture)
	}
	if h.Label != "" {
		mark := h.LabelStyle
		room -= 2 * max(0, h.Inset+w.set.Measure(h.Label, mark)+mark.Size-h.Side) // and a character's room behind it
		w.write(h.Label, look{size: mark.Size, mark: true, face: mark.Face})
		w.tab(look{})
	}
	w.oneLine(h.Title, h.TitleStyle, room)
	w.end()
	if len(h.Identity) > 0 {
		w.lines(names, h.Style.Face, para{before: h.Above, after: below, right: h.Side}, width-h.Side)
	}
	return w.b
}

// foot writes the paragraph of a footer: household, page number, and form with
// sheet number.
func (w *writer) foot(d *doc.Document, pages int) []byte {
	w.b = w.b[:0]
	inset := typeset.Inset(d)
	room := d.Paper.TextWidth() - 2*inset
	side, style := typeset.FootSide(room), doc.Style{Face: doc.FaceText, Size: typeset.FootSize}
	foot := w.set.FootOf(d, typeset.LeastLine, side)
	w.tabs = append(w.tabs[:0], stop{"center", room / 2}, stop{"right", room})
	w.open(&para{style: styleText, size: style.Size, left: inset})
	w.oneLine(foot.Subject, style, side)
	l := look{size: style.Size}
	w.tab(l)
	w.write(typeset.PageBefore, l)
	w.field("PAGE", "1", l)
	w.write(typeset.PageBetween, l)
	w.field("SECTIONPAGES", strconv.Itoa(pages), l)
	w.write(typeset.PageAfter, l)
	w.tab(l)
	w.oneLine(foot.Form(), style, side)
	w.end()
	return w.b
}

// oneLine writes text that is to stay on one line.
func (w *writer) oneLine(text string, style doc.Style, room doc.Length) {
	text, style = w.set.OneLine(text, style, room)
	w.write(text, look{size: style.Size, face: style.Face})
}

// corners writes the marks in the corners of the paper: one picture, turned.
func (w *writer) corners(d *doc.Document, picture int) {
	const size, at = typeset.CornerSize, typeset.CornerAt
	right, below := d.Paper.Width-at-size, d.Paper.Height-at-size
	for i, c := range [4]struct {
		x, y doc.Length
		turn string
	}{{at, at, ``}, {right, at, ` flipH="1"`}, {at, below, ` flipV="1"`}, {right, below, ` flipH="1" flipV="1"`}} {
		w.anchored(anchor{above: 2, link: cornerLink, name: "C", alt: "定位标", turn: c.turn, id: firstCorner + 4*picture + i, x: c.x, y: c.y, size: size})
	}
}

// firstCorner begins the numbers of corner marks, beyond those of all codes.
const firstCorner = 1 << 24

// code writes the picture of the code, anchored to the page's upper right. The
// picture has white around the code; the code itself stands where the PDF's
// does.
func (w *writer) code(d *doc.Document, modules, picture int) {
	w.runs.end()
	size := typeset.CodeSize * doc.Length(modules+2*quietModules) / doc.Length(modules)
	quiet := (size - typeset.CodeSize) / 2
	x, y := typeset.CodeAt(d)
	w.anchored(anchor{above: 1, link: qrLink, name: "QR", alt: "表号二维码", id: picture, size: size, x: x - quiet, y: y - quiet})
}

// anchor is a square picture at a fixed place of the page, behind the text.
type anchor struct {
	link, name, alt string
	turn            string // attributes that flip it
	above           int    // lies over those with less
	id              int
	x, y, size      doc.Length
}

func (w *writer) anchored(a anchor) {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	w.b = fmt.Appendf(w.b, `<w:r><w:drawing><wp:anchor xmlns:wp="`+drawing+`wordprocessingDrawing" `+
		`distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="%d" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionH>`+
		`<wp:positionV relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/><wp:wrapNone/>`+
		`<wp:docPr id="%d" name="%s%d" descr="%s"/>`, a.above, a.x, a.y, a.size, a.size, a.id, a.name, a.id, a.alt)
	w.graphic(a.link, a.name, a.turn, a.id, a.size, a.size)
	w.b = append(w.b, `</wp:anchor></w:drawing></w:r>`...)
}

// graphic writes the picture behind a relationship, stretched to a size. turn flips
// it.
func (w *writer) graphic(link, name, turn string, id int, width, height doc.Length) {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	w.b = fmt.Appendf(w.b, `<a:graphic xmlns:a="`+drawing+`main"><a:graphicData uri="`+drawing+`picture"><pic:pic xmlns:pic="`+drawing+`picture">`+
		`<pic:nvPicPr><pic:cNvPr id="%d" name="%s%d"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip xmlns:r="`+linkSpace+`" r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm%s><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic>`, id, name, id, link, turn, width, height)
}
