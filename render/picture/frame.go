package picture

import (
	"image"
	"math"

	"ruhu/render/doc"
	"ruhu/render/layout"
	"ruhu/render/qr"
)

// fills draws shaded areas.
func (c *canvas) fills(fills []layout.Fill) {
	for i := range fills {
		f := &fills[i]
		c.shade(image.Rect(c.pixels(f.X), c.pixels(f.Y), c.pixels(f.X+f.W), c.pixels(f.Y+f.H)), f.Gray)
	}
}

// rules draws lines.
func (c *canvas) rules(rules []layout.Rule) {
	for i := range rules {
		r := &rules[i]
		half, thick := r.Width/2, c.thick(r.Width)
		area := image.Rect(c.pixels(r.X1), c.pixels(r.Y1-half), c.pixels(r.X2), c.pixels(r.Y1-half)+thick)
		if r.X1 == r.X2 {
			area = image.Rect(c.pixels(r.X1-half), c.pixels(r.Y1), c.pixels(r.X1-half)+thick, c.pixels(r.Y2))
		}
		c.shade(area, black)
	}
}

// boxes draws boxes to tick, and their ticks.
func (c *canvas) boxes(boxes []layout.Box) {
	line := c.thick(layout.BoxLine)
	for i := range boxes {
		b := &boxes[i]
		left, top := c.pixels(b.X), c.pixels(b.Y)
		right, bottom := c.pixels(b.X+b.Size-layout.BoxLine), c.pixels(b.Y+b.Size-layout.BoxLine)
		for _, x := range [2]int{left, right} {
			c.shade(image.Rect(x, top, x+line, bottom+line), black)
		}
		for _, y := range [2]int{top, bottom} {
			c.shade(image.Rect(left, y, right+line, y+line), black)
		}
	}
	for i := range boxes {
		if boxes[i].Ticked {
			c.tick(boxes[i].Tick())
		}
	}
}

// tick draws the stroke of a tick.
func (c *canvas) tick(stroke [3]layout.Point) {
	area := c.cover(stroke[0].X, stroke[2].Y, stroke[2].X, stroke[1].Y, layout.TickLine)
	var at [3]vec
	for i, p := range stroke {
		at[i] = vec{c.exact(p.X) - float32(area.Min.X), c.exact(p.Y) - float32(area.Min.Y)}
	}
	half := c.exact(layout.TickLine) / 2
	first, last := at[1].minus(at[0]).across(half), at[2].minus(at[1]).across(half)
	// The corner is where the edges of both strokes meet.
	corner := first.plus(last).times(1 / (1 + first.dot(last)/(half*half)))
	c.begun(area)
	for i, p := range [6]vec{
		at[0].plus(first), at[1].plus(corner), at[2].plus(last),
		at[2].minus(last), at[1].minus(corner), at[0].minus(first),
	} {
		if i == 0 {
			c.pen.MoveTo(p.x, p.y)
		} else {
			c.pen.LineTo(p.x, p.y)
		}
	}
	c.pen.ClosePath()
	c.ink(c.drawn(area.Size()), area.Min)
}

// code draws a QR code, its modules at their exact places: a telephone that reads the
// screen needs them even.
func (c *canvas) code(q *layout.QR) error {
	code, err := qr.Encode(q.Payload)
	if err != nil {
		return err
	}
	area := c.cover(q.X, q.Y, q.X+q.Size, q.Y+q.Size, 0)
	module := c.exact(q.Size) / float32(code.Size)
	x, y := c.exact(q.X)-float32(area.Min.X), c.exact(q.Y)-float32(area.Min.Y)
	c.begun(area)
	for b := range qr.Bars(code) {
		left, top := x+module*float32(b.X), y+module*float32(b.Y)
		right, bottom := left+module*float32(b.Modules), top+module
		c.pen.MoveTo(left, top)
		c.pen.LineTo(right, top)
		c.pen.LineTo(right, bottom)
		c.pen.LineTo(left, bottom)
		c.pen.ClosePath()
	}
	c.ink(c.drawn(area.Size()), area.Min)
	return nil
}

// cover gives the pixels that an area touches, and what lies around it.
func (c *canvas) cover(left, top, right, bottom, around doc.Length) image.Rectangle {
	return image.Rect(c.pixels(left-around)-1, c.pixels(top-around)-1, c.pixels(right+around)+1, c.pixels(bottom+around)+1)
}

// begun lets the pen begin on an area.
func (c *canvas) begun(area image.Rectangle) { c.pen.Reset(area.Dx(), area.Dy()) }

// vec is a place, or a way, in pixels.
type vec struct{ x, y float32 }

func (v vec) plus(w vec) vec      { return vec{v.x + w.x, v.y + w.y} }
func (v vec) minus(w vec) vec     { return vec{v.x - w.x, v.y - w.y} }
func (v vec) times(f float32) vec { return vec{v.x * f, v.y * f} }
func (v vec) dot(w vec) float32   { return v.x*w.x + v.y*w.y }

// across gives a way of a length at a right angle.
func (v vec) across(length float32) vec {
	return vec{-v.y, v.x}.times(length / float32(math.Hypot(float64(v.x), float64(v.y))))
}
