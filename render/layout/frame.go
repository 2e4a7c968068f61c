package layout

import (
	"strconv"

	"ruhu/render/doc"
)

// Sizes of what stands around the body of every page.
const (
	qrSize  = 14 * doc.Mm
	qrQuiet = 2 * doc.Mm // kept free around the code
	footPt  = 8 * doc.Pt
)

// mostIdentity is how many lines of identification a head has at most: what is
// longer is no name, and stands in the body anyway.
const mostIdentity = 3

// Continued marks the title of every page but the first.
const Continued = "（续）"

// head draws the head of a page, the code with the sheet number at the right,
// and sets where the body begins. 附件2 stands flush left above the title.
func (f *Flow) head(again bool) {
	d, left := f.d, f.d.Paper.Left
	y, width := d.Paper.Top, d.Paper.TextWidth()
	side := doc.Length(0)
	if d.Sheet != "" {
		side = qrSize + qrQuiet
		if !f.counts {
			f.page.QR = &QR{X: left + width - qrSize, Y: y, Size: qrSize} // foot adds the payload
		}
	}
	if mark := d.Label(); mark != "" {
		f.oneLine(mark, doc.Style{Face: doc.FaceHead, Size: d.Style.Title * 3 / 4}, left, y, width, doc.Left)
	}
	title := d.Title
	if again {
		title += Continued
	}
	style := doc.Style{Face: doc.FaceTitle, Size: d.Style.Title}
	f.oneLine(title, style, left+side, y+part(style.Size, 15), width-2*side, doc.Center)
	y += part(style.Size, 155)
	if len(d.Identity) > 0 {
		text := doc.Style{Face: doc.FaceText, Size: d.Style.Text + doc.Pt/2}
		from, to := f.set.set(d.Identity, text, width-side)
		to = min(to, from+mostIdentity)
		y += part(text.Size, 25)
		f.drawLines(&f.set, from, to, text, left, y, width-side, doc.Left)
		y += part(text.Size, leading)*doc.Length(to-from) + part(text.Size, 45)
	} else {
		y += part(style.Size, 15)
	}
	if d.Sheet != "" {
		y = max(y, d.Paper.Top+qrSize+qrQuiet)
	}
	f.top = y
}

// foot draws household, page number and sheet number at the foot of a page.
func (f *Flow) foot(p *Page) {
	f.page = p
	d, left, width := f.d, f.d.Paper.Left, f.d.Paper.TextWidth()
	if p.QR != nil {
		p.QR.Payload = d.Payload(p.Number, p.Of)
	}
	style := doc.Style{Face: doc.FaceText, Size: footPt}
	y := d.Paper.Height - d.Paper.Bottom - part(footPt, leading)
	f.oneLine(d.Subject.String(), style, left, y, width*2/5, doc.Left)
	f.oneLine("第 "+strconv.Itoa(p.Number)+" 页 共 "+strconv.Itoa(p.Of)+" 页", style, left+width*2/5, y, width/5, doc.Center)
	if d.Sheet != "" {
		f.oneLine(d.Title+"　表号 "+d.Sheet, style, left+width*3/5, y, width*2/5, doc.Right)
	}
}

// leastLine is the size down to which a line in a head or foot shrinks.
const leastLine = 6 * doc.Pt

// shorten cuts text at the end, marked by …, until it fits into a width.
func (f *Flow) shorten(text string, style doc.Style, width doc.Length) string {
	dots := f.set.measure("…", style)
	w := doc.Length(0)
	for i, r := range text {
		next := w + f.set.measure(string(r), style)
		if next > width || next+dots > width && f.set.measure(text[i:], style) > width-w {
			return text[:i] + "…"
		}
		w = next
	}
	return text
}

// oneLine draws text on a single line, shrunk to the width where it must be, and
// shortened where it would become too small to read: what stands in heads and
// feet stands in full in the body.
func (f *Flow) oneLine(text string, style doc.Style, x, y, width doc.Length, align doc.Align) {
	if text == "" || f.counts {
		return
	}
	if w := f.set.measure(text, style); w > width {
		style.Size = max(style.Size*width/w, min(leastLine, style.Size))
		text = f.shorten(text, style, width)
	}
	from, to := f.set.set([]doc.Inline{{Text: text}}, style, width+doc.Mm)
	f.drawLines(&f.set, from, to, style, x, y, width, align)
}
