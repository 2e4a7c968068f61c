package layout

import (
	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// The measures of charts. Bars lie, since the names beside them are Chinese and
// long; each carries its value, so that no scale is needed.
const (
	chartType   = doc.FifthSize
	barAlone    = 5 * doc.Mm // height of a bar without neighbours
	barOfMany   = 17 * doc.Mm / 4
	itemGap     = 3 * doc.Mm
	legendLine  = 7 * doc.Mm
	legendMark  = 4 * doc.Mm
	chartAbove  = 2 * doc.Mm
	mostLabel   = 45 * doc.Mm // of a name beside its bars
	hatchStep   = doc.Mm
	barOutline  = doc.Pt / 2
	chartBeside = 3 * doc.Mm / 2
)

// barHeight is the height of one bar.
func barHeight(c *doc.Chart) doc.Length {
	if len(c.Series) > 1 {
		return barOfMany
	}
	return barAlone
}

// chartHeight is the height of a chart without its caption.
func chartHeight(c *doc.Chart) doc.Length {
	h := 2*chartAbove + doc.Length(len(c.Items))*(doc.Length(len(c.Series))*barHeight(c)+itemGap)
	if len(c.Series) > 1 {
		h += legendLine
	}
	return h
}

// Picture sets a chart without its caption on a page of its own size, as wide as
// the text of an official document: for formats that take charts as pictures.
func Picture(c *doc.Chart, m typeset.Measurer) *Page {
	f := NewFlow(m)
	f.page = &Page{Width: doc.OfficialPaper().TextWidth(), Height: chartHeight(c), Number: 1, Of: 1}
	f.drawChart(c, 0, 0, f.page.Width)
	return f.page
}

// chart lets a chart wait with its caption.
func (f *official) chart(c *doc.Chart) {
	height := (chartHeight(c) + doc.LinePitch - 1) / doc.LinePitch * doc.LinePitch
	f.rows = append(f.rows, row{height: height, withNext: true, chart: true, block: f.block, draw: func(y doc.Length) {
		f.drawChart(c, f.d.Paper.Left, y+(height-chartHeight(c))/2, f.d.Paper.TextWidth())
	}})
	f.lines(c.Title, doc.Caption.Style(), shape{align: doc.Center})
}

// drawChart draws a chart's legend, axis and bars, its upper left corner at x, y.
func (f *Flow) drawChart(c *doc.Chart, x, y, width doc.Length) {
	style := doc.Style{Face: doc.FaceText, Size: chartType}
	most, room, value := 0.0, doc.Length(0), doc.Length(0)
	for _, it := range c.Items {
		room = max(room, f.set.Measure(it.Label, style))
		for k, v := range it.Values {
			most = max(most, v)
			value = max(value, f.set.Measure(it.Texts[k], style))
		}
	}
	room = min(room, mostLabel)
	x, width = x+chartBeside, width-chartBeside // no name touches the edge of a picture
	axis := x + room + chartBeside
	scale := width - (axis - x) - value - 2*chartBeside
	y += chartAbove
	if len(c.Series) > 1 {
		f.legend(c, axis, y, style)
		y += legendLine
	}
	top, bar := y, barHeight(c)
	for _, it := range c.Items {
		y += itemGap / 2
		block := bar * doc.Length(len(c.Series))
		f.oneLine(it.Label, style, x, y+(block-typeset.Leading(style.Size))/2, room, doc.Right)
		for k, v := range it.Values {
			w := doc.Length(0)
			if most > 0 {
				w = doc.Length(float64(scale) * v / most)
			}
			if w > 0 {
				f.bar(k, axis, y+bar/10, w, bar*8/10)
			}
			f.oneLine(it.Texts[k], style, axis+w+chartBeside, y+(bar-typeset.Leading(style.Size))/2, value+chartBeside, doc.Left)
			y += bar
		}
		y += itemGap / 2
	}
	f.page.Rules = append(f.page.Rules, Rule{X1: axis, Y1: top, X2: axis, Y2: y, Width: barOutline})
}

// legend draws the names of the bars side by side.
func (f *Flow) legend(c *doc.Chart, x, y doc.Length, style doc.Style) {
	for k, name := range c.Series {
		f.bar(k, x, y+typeset.Part(style.Size, 20), legendMark, typeset.Part(style.Size, 85))
		x += legendMark + chartBeside
		w := f.set.Measure(name, style)
		f.oneLine(name, style, x, y, w+chartBeside, doc.Left)
		x += w + 3*chartBeside
	}
}

// bar draws a bar in the pattern of its series: dark, light, hatched, open. They
// stay apart on a worn copier.
func (f *Flow) bar(series int, x, y, w, h doc.Length) {
	grays := [...]uint8{90, 205, 255, 255}
	kind := series % len(grays)
	p := f.page
	p.Fills = append(p.Fills, Fill{X: x, Y: y, W: w, H: h, Gray: grays[kind]})
	rule := func(x1, y1, x2, y2 doc.Length) {
		p.Rules = append(p.Rules, Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: barOutline})
	}
	if kind == 2 {
		for at := x + hatchStep; at < x+w; at += hatchStep {
			rule(at, y, at, y+h)
		}
	}
	rule(x, y, x+w, y)
	rule(x, y+h, x+w, y+h)
	rule(x, y, x, y+h)
	rule(x+w, y, x+w, y+h)
}
