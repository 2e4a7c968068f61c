// Package picture draws pages of the layout as pictures: for the screen, and for
// formats that hold charts as pictures. A page looks as a PDF of it does: both draw
// the same, from the same faces.
//
// Nothing is hinted. Rules and boxes stand on whole pixels, at least one wide, so that
// the lines of a form are as sharp and dark as a viewer shows them; type and codes keep
// their places and are smoothed.
package picture

import (
	"fmt"
	"image"
	"io"
	"sync"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// Print is as fine as an office printer shows gray type, in dots an inch.
const Print = 300

// Bounds of what is drawn, so that no page and no resolution takes the memory of the
// machine. A3 at Print is half of what is allowed.
const (
	leastDPI   = 10
	mostDPI    = 600
	mostPixels = 1 << 25 // a byte each
	mostSide   = 5000 * doc.Mm
	mostType   = 100 * doc.Pt
)

// Painter draws pages with the faces of a set. It keeps the glyphs that it drew, in
// bounded memory however many pages there are. It is safe for concurrent use, and gives
// the same bytes for the same page.
type Painter struct {
	faces    *font.Set
	glyphs   store
	canvases sync.Pool
}

// New makes a painter for pages that were set in these faces.
func New(faces *font.Set) *Painter { return &Painter{faces: faces} }

// PNG writes a page in shades of gray, with dpi pixels an inch, which the file says. A
// page or a resolution beyond what paper needs is an error.
func (p *Painter) PNG(w io.Writer, page *layout.Page, dpi int) error {
	size, err := measure(page, dpi)
	if err != nil {
		return fmt.Errorf("picture: %w", err)
	}
	c, _ := p.canvases.Get().(*canvas)
	if c == nil {
		c = new(canvas)
	}
	defer p.canvases.Put(c)
	c.begin(size, scale(dpi))
	if err := p.draw(c, page); err != nil {
		return fmt.Errorf("picture: %w", err)
	}
	return c.writeTo(w)
}

// draw draws a page in the order that layout.Page names.
func (p *Painter) draw(c *canvas, page *layout.Page) error {
	c.fills(page.Fills)
	c.fills(page.Corners)
	c.rules(page.Rules)
	c.boxes(page.Boxes)
	for i := range page.Texts {
		if err := p.text(c, &page.Texts[i]); err != nil {
			return err
		}
	}
	if page.QR == nil {
		return nil
	}
	return c.code(page.QR)
}

// measure gives the size of a page's picture in pixels.
func measure(page *layout.Page, dpi int) (image.Point, error) {
	if dpi < leastDPI || dpi > mostDPI {
		return image.Point{}, fmt.Errorf("%d dpi", dpi)
	}
	if min(page.Width, page.Height) <= 0 || max(page.Width, page.Height) > mostSide {
		return image.Point{}, fmt.Errorf("a page of %d × %d", page.Width, page.Height)
	}
	s := scale(dpi)
	size := image.Pt(max(1, s.pixels(page.Width)), max(1, s.pixels(page.Height)))
	if size.X*size.Y > mostPixels {
		return image.Point{}, fmt.Errorf("a page of %d × %d pixels", size.X, size.Y)
	}
	return size, nil
}

// scale leads from lengths to pixels: it is how many there are in an inch.
type scale int

// inch is 25.4 mm.
const inch = 72 * doc.Pt

// pixels gives a length in whole pixels, rounded.
func (s scale) pixels(l doc.Length) int { return (int(l)*int(s) + int(inch)/2) / int(inch) }

// thick gives a line's width in pixels, at least one.
func (s scale) thick(w doc.Length) int { return max(1, s.pixels(w)) }

// exact gives a length in pixels.
func (s scale) exact(l doc.Length) float32 { return float32(float64(l) * float64(s) / float64(inch)) }
