package layout

import (
	"slices"
	"strconv"
	"strings"

	"ruhu/render/doc"
)

// Sizes of what stands around the body of every page.
const (
	qrSize  = 18 * doc.Mm
	qrQuiet = 2 * doc.Mm // kept free around the code
	footPt  = 8 * doc.Pt
)

// Marks in the corners of the paper, by which a scan finds all places of the
// page, whichever way it lies. They stand where they stand whatever the margins
// are, and nothing else does.
const (
	cornerAt   = 8 * doc.Mm // from the edges of the paper
	cornerSize = 4 * doc.Mm
	cornerLine = 6 * doc.Mm / 5
	cornerRoom = 6 * doc.Mm // what heads and feet leave free beside a mark
)

// mostIdentity is how many lines of identification a head has at most.
const mostIdentity = 2

// Continued marks the title of every page but the first.
const Continued = "（续）"

// head draws the head of a page, the code with the sheet number at the right,
// and sets where the body begins. 附件2 stands flush left above the title.
func (f *Flow) head(again bool) {
	d, left := f.d, f.d.Paper.Left
	y, width := d.Paper.Top, d.Paper.TextWidth()
	side, inset := doc.Length(0), f.inset()
	if d.Sheet != "" {
		side = qrSize + qrQuiet + inset
		if !f.counts {
			f.page.QR = &QR{X: left + width - qrSize - inset, Y: y, Size: qrSize} // foot adds the payload
			f.page.Corners = corners(f.page.Corners, d.Paper)
		}
	}
	if mark := d.Label(); mark != "" {
		f.oneLine(mark, doc.Style{Face: doc.FaceHead, Size: d.Style.Title * 3 / 4}, left+inset, y, width-2*inset, doc.Left)
	}
	title := d.Title
	if again {
		title += Continued
	}
	style := doc.Style{Face: doc.FaceTitle, Size: d.Style.Title}
	f.oneLine(title, style, left+side, y+part(style.Size, 15), width-2*side, doc.Center)
	y += part(style.Size, 155)
	if identity := d.IdentityOn(again); len(identity) > 0 {
		text := doc.Style{Face: doc.FaceText, Size: d.Style.Text + doc.Pt/2}
		from, to := f.identity(identity, text, width-side)
		y += part(text.Size, 25)
		f.drawLines(&f.set, plain(from, to, text.Size), left, y, width-side, doc.Left)
		y += part(text.Size, leading)*doc.Length(to-from) + part(text.Size, 45)
	} else {
		y += part(style.Size, 15)
	}
	if d.Sheet != "" {
		y = max(y, d.Paper.Top+qrSize+qrQuiet)
	}
	f.top = y
}

// inset is what head and foot leave free at both sides beside the corner marks.
func (f *Flow) inset() doc.Length {
	if f.d.Sheet == "" {
		return 0
	}
	return cornerRoom
}

// corners gives the marks of a paper: two bars each, that meet in the corner.
func corners(room []Fill, p doc.Paper) []Fill {
	for _, y := range [2]doc.Length{cornerAt, p.Height - cornerAt - cornerSize} {
		for _, x := range [2]doc.Length{cornerAt, p.Width - cornerAt - cornerSize} {
			across, up := y, x
			if y > cornerAt {
				across += cornerSize - cornerLine
			}
			if x > cornerAt {
				up += cornerSize - cornerLine
			}
			room = append(room, Fill{X: x, Y: across, W: cornerSize, H: cornerLine}, Fill{X: up, Y: y, W: cornerLine, H: cornerSize})
		}
	}
	return room
}

// identity sets what names the household. Values that would need more than two
// lines are cut, the longest first: no name is so long, and a village's must not
// push the head's off the page.
func (f *Flow) identity(items []doc.Inline, style doc.Style, width doc.Length) (from, to int) {
	from, to = f.set.set(items, style, width)
	if to-from <= mostIdentity {
		return from, to
	}
	short := slices.Clone(items)
	for to-from > mostIdentity {
		longest := 0
		for i := range short {
			if short[i].Kind == doc.Blank && f.set.measure(short[i].Text, style) > f.set.measure(short[longest].Text, style) {
				longest = i
			}
		}
		was := f.set.measure(short[longest].Text, style)
		if short[longest].Kind != doc.Blank || was < 4*style.Size {
			return from, from + mostIdentity
		}
		short[longest].Text = f.shorten(strings.TrimSuffix(short[longest].Text, "…"), style, was*3/4)
		from, to = f.set.set(short, style, width)
	}
	return from, to
}

// foot draws household, page number and sheet number at the foot of a page.
func (f *Flow) foot(p *Page) {
	f.page = p
	d, left, width := f.d, f.d.Paper.Left+f.inset(), f.d.Paper.TextWidth()-2*f.inset()
	if p.QR != nil {
		p.QR.Payload = d.Payload(p.Number, p.Of)
	}
	style := doc.Style{Face: doc.FaceText, Size: footPt}
	y := d.Paper.Height - d.Paper.Bottom - part(footPt, leading)
	least := doc.Style{Face: style.Face, Size: leastLine}
	subject := d.Subject.Within(func(s string) bool { return f.counts || f.set.measure(s, least) <= width*2/5 })
	f.oneLine(subject, style, left, y, width*2/5, doc.Left)
	f.oneLine("第 "+strconv.Itoa(p.Number)+" 页 共 "+strconv.Itoa(p.Of)+" 页", style, left+width*2/5, y, width/5, doc.Center)
	if d.Sheet != "" {
		f.oneLine(d.Title+"　表号 "+d.Sheet, style, left+width*3/5, y, width*2/5, doc.Right)
	}
}

// leastLine is the size down to which a line in a head or foot shrinks.
const leastLine = doc.LeastNumber

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
	f.drawLines(&f.set, plain(from, to, style.Size), x, y, width, align)
}
