package layout

import "ruhu/render/doc"

// growing is a row to write on, as it stands on a page, and by how much it may
// grow and does.
type growing struct {
	page        int // from 1
	top, bottom doc.Length
	may, extra  doc.Length
}

// spanned is the text of a cell over several rows, as it stands on a page.
type spanned struct {
	page        int // from 1
	from, to    int // its runs
	top, bottom doc.Length
}

// thumbRoom is left free at the foot of a page that ends with a line to sign on,
// whatever grows: who signs with a thumb needs more than the line.
const thumbRoom = 8 * doc.Mm

// grows notes a row that may grow and was drawn last on the page.
func (f *Flow) grows(row doc.Row, top, bottom doc.Length) {
	most := row.Most
	if f.tight {
		most = max(most, row.Height)
	}
	if may := most - (bottom - top); may > 0 {
		f.growing = append(f.growing, growing{page: f.begun, top: top, bottom: bottom, may: may})
	}
}

// endPage notes where the text of the page ends.
func (f *Flow) endPage() {
	if f.begun > 0 {
		f.ends = append(f.ends, f.y)
	}
}

// grow gives rows to write on what is left free on their pages, in equal parts,
// and moves down what is below them: who writes at a door needs every
// millimetre. No page has other rows than before.
func (f *Flow) grow() {
	rows, cells, thumb := f.growing, f.spanned, doc.Length(0)
	if n := len(f.d.Body); n > 0 {
		if _, line := f.d.Body[n-1].(doc.Para); line {
			thumb = thumbRoom
		}
	}
	for i, p := range f.out {
		n, k := 0, 0
		for n < len(rows) && rows[n].page == i+1 {
			n++
		}
		for k < len(cells) && cells[k].page == i+1 {
			k++
		}
		if n > 0 {
			shareOut(rows[:n], f.bottom-thumb-f.ends[i])
			p.spread(rows[:n], cells[:k])
		}
		rows, cells = rows[n:], cells[k:]
	}
}

// shareOut divides free height among rows. What one cannot take falls to those
// after it.
func shareOut(rows []growing, free doc.Length) {
	for i := range rows {
		each := max(0, free) / doc.Length(len(rows)-i)
		rows[i].extra = min(rows[i].may, each)
		free -= rows[i].extra
	}
}

// spread moves what is on the page apart, as the rows grow. The lines of a cell over
// several rows stay together, in its middle.
func (p *Page) spread(rows []growing, cells []spanned) {
	// moved gives the place of what stood at y: below a grown row all of what it
	// grew, within it half, so that its middle stays the middle, and at its top
	// nothing.
	shift := func(y doc.Length, top bool) doc.Length {
		by := doc.Length(0)
		for _, r := range rows {
			if y <= r.top {
				break
			}
			if y < r.bottom {
				if !top {
					by += r.extra / 2
				}
				break
			}
			by += r.extra
		}
		return y + by
	}
	moved := func(y doc.Length) doc.Length { return shift(y, false) }
	for i := range p.Fills {
		f := &p.Fills[i]
		bottom := moved(f.Y + f.H)
		f.Y = moved(f.Y)
		f.H = bottom - f.Y
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		r.Y1, r.Y2 = moved(r.Y1), moved(r.Y2)
	}
	for i := range p.Boxes {
		p.Boxes[i].Y = moved(p.Boxes[i].Y)
	}
	for i := range p.Texts {
		if len(cells) > 0 && i == cells[0].to {
			cells = cells[1:]
		}
		if len(cells) > 0 && i >= cells[0].from && !p.Texts[i].top {
			c := cells[0]
			p.Texts[i].Y += (moved(c.top) - c.top + moved(c.bottom) - c.bottom) / 2
			continue
		}
		p.Texts[i].Y = shift(p.Texts[i].Y, p.Texts[i].top)
	}
}
