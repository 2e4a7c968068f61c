package picture

import (
	"fmt"
	"image"
	"math"
	"slices"
	"sync"

	"golang.org/x/image/vector"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// phases is how many places within a pixel a glyph is drawn at, from left to right. Up
// and down a line of type stands on whole pixels.
const phases = 4

// text draws a run, glyph after glyph by its outline: so characters that other fonts
// lend are drawn like all others.
func (p *Painter) text(c *canvas, t *layout.Run) error {
	if t.Size <= 0 || t.Size > mostType {
		return fmt.Errorf("type of %g pt", t.Size.Points())
	}
	asked := int(t.Face)
	if asked == font.Lent {
		asked = 0
	}
	y, x := floor(int(t.Y)*int(c.scale), int(inch)), t.X
	for _, r := range t.Text {
		at := floor(int(x)*int(c.scale)*phases, int(inch))
		left := floor(at, phases)
		g, err := p.glyph(c, spot{r: r, face: uint8(t.Face), phase: uint8(at - left*phases), em: int(t.Size) * int(c.scale)})
		if err != nil {
			return err
		}
		c.ink(&g.mask, image.Pt(left+g.left, y+g.top))
		x += doc.Length(p.faces.Lookup(asked, r).Advance)*t.Size/1000 + t.Track
	}
	return nil
}

// floor divides downwards.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// spot is a glyph as it is drawn.
type spot struct {
	r     rune
	face  uint8
	phase uint8
	em    int // type size × dots an inch
}

// glyph is a drawn character; left and top lead from its place on the baseline to its
// mask. Of a blank the mask is empty.
type glyph struct {
	left, top int
	mask      image.Alpha
}

// glyph gives a glyph, drawn if it is not kept. Like a PDF it refuses a character that
// the face does not have: nobody would notice the gap.
func (p *Painter) glyph(c *canvas, s spot) (*glyph, error) {
	if g := p.glyphs.get(s); g != nil {
		return g, nil
	}
	g := new(glyph)
	if o, err := p.faces.Outline(int(s.face), s.r); err == nil {
		g = c.glyph(o, s)
	} else if !p.blank(s) {
		return nil, fmt.Errorf("face %d is to show %q (%U): %w", s.face, s.r, s.r, err)
	}
	p.glyphs.put(s, g)
	return g, nil
}

// blank reports a character that its face has without anything to see.
func (p *Painter) blank(s spot) bool {
	if s.face == font.Lent {
		return false
	}
	_, ok := p.faces.Index(int(s.face), s.r)
	return ok
}

// glyph draws an outline.
func (c *canvas) glyph(o font.Outline, s spot) *glyph {
	unit := float32(float64(s.em) / float64(inch) / 10_000)
	at := func(p font.Point) (x, y float32) {
		return float32(p.X)*unit + float32(s.phase)/phases, -float32(p.Y) * unit
	}
	em := int(float32(10_000)*unit) + 1
	box := extent(o, at).Intersect(image.Rect(-2*em, -2*em, 3*em, 3*em)) // no glyph of a sound font reaches as far
	if box.Empty() {
		return new(glyph)
	}
	c.begun(box)
	trace(&c.pen, o, func(p font.Point) (x, y float32) {
		x, y = at(p)
		return x - float32(box.Min.X), y - float32(box.Min.Y)
	})
	m := c.drawn(box.Size())
	g := &glyph{left: box.Min.X, top: box.Min.Y, mask: *m}
	g.mask.Pix = slices.Clone(m.Pix)
	return g
}

// extent gives the pixels that an outline touches.
func extent(o font.Outline, at func(font.Point) (x, y float32)) image.Rectangle {
	left, top, right, bottom := float32(math.MaxInt32), float32(math.MaxInt32), float32(math.MinInt32), float32(math.MinInt32)
	for i := range o.Path {
		s := &o.Path[i]
		for _, p := range s.Points[:s.Kind.Points()] {
			x, y := at(p)
			left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
		}
	}
	if left > right {
		return image.Rectangle{}
	}
	down := func(f float32) int { return int(math.Floor(float64(f))) }
	return image.Rect(down(left), down(top), down(right)+1, down(bottom)+1)
}

// trace draws an outline.
func trace(pen *vector.Rasterizer, o font.Outline, at func(font.Point) (x, y float32)) {
	for i := range o.Path {
		s := &o.Path[i]
		ax, ay := at(s.Points[0])
		switch s.Kind {
		case font.MoveTo:
			if i > 0 {
				pen.ClosePath()
			}
			pen.MoveTo(ax, ay)
		case font.LineTo:
			pen.LineTo(ax, ay)
		case font.CurveTo:
			bx, by := at(s.Points[1])
			cx, cy := at(s.Points[2])
			pen.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	pen.ClosePath()
}

// store keeps drawn glyphs. When the young ones fill it the old ones go: those that
// are asked for again become young, so that it holds what the last pages showed.
type store struct {
	mu         sync.Mutex
	young, old map[spot]*glyph
	size       int // of the young ones, in bytes
}

// Bounds of what is kept: twice mostCached bytes.
const (
	mostCached = 8 << 20
	glyphSize  = 160 // of a glyph beside its pixels, with its place in the map
)

func (s *store) get(at spot) *glyph {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.young[at]; g != nil {
		return g
	}
	g := s.old[at]
	if g != nil {
		s.add(at, g)
	}
	return g
}

func (s *store) put(at spot, g *glyph) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.add(at, g)
}

func (s *store) add(at spot, g *glyph) {
	n := glyphSize + len(g.mask.Pix)
	if s.young == nil || s.size+n > mostCached {
		s.young, s.old, s.size = make(map[spot]*glyph), s.young, 0
	}
	s.young[at] = g
	s.size += n
}
