package doc

import "slices"

// WithoutSpare is a document as formats need it that do not lay out themselves:
// without the rows that stand only where there is room. low says that rows are as
// low as they may be. Where nothing changes it is the document itself.
func (d *Document) WithoutSpare(low bool) *Document {
	out := d
	for i, b := range d.Body {
		g, ok := b.(*Grid)
		if !ok || g.Spare == 0 && !(low && slices.ContainsFunc(g.Rows, func(r Row) bool { return r.Low > 0 })) {
			continue
		}
		if out == d {
			c := *d
			c.room, c.Body, out = nil, slices.Clone(d.Body), &c
		}
		out.Body[i] = g.withoutSpare(low)
	}
	return out
}

// withoutSpare is a grid without its spare rows.
func (g *Grid) withoutSpare(low bool) *Grid {
	out := *g
	rows := len(g.Rows) - g.Spare
	out.Rows, out.Cells, out.Spare = slices.Clone(g.Rows[:rows]), nil, 0
	for i := range out.Rows {
		if r := &out.Rows[i]; low && r.Low > 0 {
			r.Height = r.Low
		}
	}
	for _, c := range g.Cells {
		if c.Row >= rows {
			continue
		}
		c.Rows = min(c.Rows, rows-c.Row)
		out.Cells = append(out.Cells, c)
	}
	return &out
}
