package pdf

import (
	"slices"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// fills writes filled areas of a page, then leaves black as the colour to fill
// with. Neighbours of one gray are one path.
func (f *File) fills(p *layout.Page, fills []layout.Fill) {
	if len(fills) == 0 {
		return
	}
	b := f.ops
	for i := range fills {
		a := &fills[i]
		if i == 0 || a.Gray != fills[i-1].Gray {
			if i > 0 {
				b = append(b, "f\n"...)
			}
			b = append(hundredth((int(a.Gray)*100+127)/255).append(b), " g\n"...)
		}
		b = rect(b, a.X, p.Height-a.Y-a.H, a.W, a.H)
	}
	f.ops = append(b, "f\n0 g\n"...)
}

// rules writes lines, those of one width as one path. All are black, so their
// order does not show.
func (f *File) rules(p *layout.Page) {
	f.widths = f.widths[:0]
	for i := range p.Rules {
		if w := p.Rules[i].Width; !slices.Contains(f.widths, w) {
			f.widths = append(f.widths, w)
		}
	}
	b := f.ops
	for _, width := range f.widths {
		b = append(hundredths(width).append(b), " w\n"...)
		for i := range p.Rules {
			if r := &p.Rules[i]; r.Width == width {
				b = append(point(b, r.X1, p.Height-r.Y1), " m "...)
				b = append(point(b, r.X2, p.Height-r.Y2), " l\n"...)
			}
		}
		b = append(b, "S\n"...)
	}
	f.ops = b
}

// boxes writes the boxes to tick as one path.
func (f *File) boxes(p *layout.Page) {
	if len(p.Boxes) == 0 {
		return
	}
	b := append(hundredths(layout.BoxLine).append(f.ops), " w\n"...)
	for i := range p.Boxes {
		a := &p.Boxes[i]
		side := a.Size - layout.BoxLine
		b = rect(b, a.X+layout.BoxLine/2, p.Height-a.Y-layout.BoxLine/2-side, side, side)
	}
	b = append(b, "S\n"...)
	f.ops = ticks(b, p)
}

// ticks writes the ticks of the boxes as one path.
func ticks(b []byte, p *layout.Page) []byte {
	begun := false
	for i := range p.Boxes {
		a := &p.Boxes[i]
		if !a.Ticked {
			continue
		}
		if !begun {
			b = append(hundredths(layout.TickLine).append(b), " w\n"...)
			begun = true
		}
		for k, at := range a.Tick() {
			b = point(b, at.X, p.Height-at.Y)
			if k == 0 {
				b = append(b, " m "...)
			} else {
				b = append(b, " l "...)
			}
		}
		b = append(b, '\n')
	}
	if begun {
		b = append(b, "S\n"...)
	}
	return b
}

// rect adds a rectangle to a path; x and y are its lower left corner from the
// page's lower left.
func rect(b []byte, x, y, w, h doc.Length) []byte {
	b = append(point(b, x, y), ' ')
	return append(point(b, w, h), " re\n"...)
}

// point writes two lengths.
func point(b []byte, x, y doc.Length) []byte {
	b = append(hundredths(x).append(b), ' ')
	return hundredths(y).append(b)
}
