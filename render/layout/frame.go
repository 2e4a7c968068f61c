package layout

import (
	"strconv"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// head draws the head of a page, the code with the sheet number at the right,
// and sets where the body begins. 附件2 stands flush left above the title.
func (f *Flow) head(again bool) {
	d, left := f.d, f.d.Paper.Left
	h := f.set.HeadOf(d, again)
	y, width := d.Paper.Top, d.Paper.TextWidth()
	if d.Sheet != "" && !f.counts {
		f.page.QR = &QR{Size: typeset.CodeSize} // foot adds the payload
		f.page.QR.X, f.page.QR.Y = typeset.CodeAt(d)
		f.page.Corners = corners(f.page.Corners, d.Paper)
	}
	f.oneLine(h.Label, h.LabelStyle, left+h.Inset, y, width-2*h.Inset, doc.Left)
	f.oneLine(h.Title, h.TitleStyle, left+h.Side, y+h.TitleAbove, width-2*h.Side, doc.Center)
	var names typeset.Text
	if len(h.Identity) > 0 {
		names = f.set.Identity(&h, width-h.Side)
		f.drawLines(&f.set, names, left, y+h.TitleHeight+h.Above, width-h.Side, doc.Left)
	}
	f.top = y + h.Room(names)
}

// corners gives the marks of a paper: two bars each, that meet in the corner.
func corners(room []Fill, p doc.Paper) []Fill {
	for _, y := range [2]doc.Length{typeset.CornerAt, p.Height - typeset.CornerAt - typeset.CornerSize} {
		for _, x := range [2]doc.Length{typeset.CornerAt, p.Width - typeset.CornerAt - typeset.CornerSize} {
			across, up := y, x
			if y > typeset.CornerAt {
				across += typeset.CornerSize - typeset.CornerLine
			}
			if x > typeset.CornerAt {
				up += typeset.CornerSize - typeset.CornerLine
			}
			room = append(room, Fill{X: x, Y: across, W: typeset.CornerSize, H: typeset.CornerLine}, Fill{X: up, Y: y, W: typeset.CornerLine, H: typeset.CornerSize})
		}
	}
	return room
}

// foot draws household, page number and sheet number at the foot of a page.
func (f *Flow) foot(p *Page) {
	f.page = p
	d, inset := f.d, typeset.Inset(f.d)
	left, width := d.Paper.Left+inset, d.Paper.TextWidth()-2*inset
	if p.QR != nil {
		p.QR.Payload = d.Payload(p.Number, p.Of)
	}
	style := doc.Style{Face: doc.FaceText, Size: typeset.FootSize}
	y := d.Paper.Height - d.Paper.Bottom - typeset.Leading(style.Size)
	side := typeset.FootSide(width)
	foot := f.set.FootOf(d, typeset.LeastLine, side)
	f.oneLine(foot.Subject, style, left, y, side, doc.Left)
	number := typeset.PageBefore + strconv.Itoa(p.Number) + typeset.PageBetween + strconv.Itoa(p.Of) + typeset.PageAfter
	f.oneLine(number, style, left+side, y, width-2*side, doc.Center)
	f.oneLine(foot.Form(), style, left+width-side, y, side, doc.Right)
}

// oneLine draws text on a single line.
func (f *Flow) oneLine(text string, style doc.Style, x, y, width doc.Length, align doc.Align) {
	if text == "" || f.counts {
		return
	}
	text, style = f.set.OneLine(text, style, width)
	from, to := f.set.Set([]doc.Inline{{Text: text}}, style, width+doc.Mm)
	f.drawLines(&f.set, typeset.Plain(from, to, style.Size), x, y, width, align)
}
