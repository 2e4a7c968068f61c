// Package picture draws a page of the layout as a picture of points, for formats
// that hold charts as pictures. The page is the one that a PDF draws as lines and
// letters: both show the same.
package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"golang.org/x/image/vector"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// dpi is how fine the picture is: what an office printer can show of gray type.
const dpi = 300

// inch is 25.4 mm.
const inch = 72 * doc.Pt

// pixels gives the distance of a length in whole pixels, rounded.
func pixels(l doc.Length) int { return (int(l)*dpi + int(inch)/2) / int(inch) }

// PNG draws the shaded areas, rules and text of a page in shades of gray. The
// faces are those that the page was measured with. It has no boxes and codes: a
// page that has some is an error.
func PNG(p *layout.Page, faces *font.Set) ([]byte, error) {
	if len(p.Boxes) > 0 || p.QR != nil {
		return nil, fmt.Errorf("picture: a page with boxes or a code")
	}
	img := image.NewGray(image.Rect(0, 0, pixels(p.Width), pixels(p.Height)))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, f := range p.Fills {
		area := image.Rect(pixels(f.X), pixels(f.Y), pixels(f.X+f.W), pixels(f.Y+f.H))
		draw.Draw(img, area, image.NewUniform(color.Gray{Y: f.Gray}), image.Point{}, draw.Src)
	}
	for _, r := range p.Rules {
		half := r.Width / 2
		area := image.Rect(pixels(r.X1), pixels(r.Y1-half), pixels(r.X2), pixels(r.Y1-half)+thick(r.Width))
		if r.X1 == r.X2 {
			area = image.Rect(pixels(r.X1-half), pixels(r.Y1), pixels(r.X1-half)+thick(r.Width), pixels(r.Y2))
		}
		draw.Draw(img, area, image.Black, image.Point{}, draw.Src)
	}
	texts(img, p, faces)
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return resolved(out.Bytes()), nil
}

// thick gives a rule's width in pixels, at least one.
func thick(w doc.Length) int { return max(1, pixels(w)) }

// texts draws the runs of a page, glyph after glyph by its outline: so characters
// that other fonts lend are drawn like all others.
func texts(img draw.Image, p *layout.Page, faces *font.Set) {
	bounds := img.Bounds()
	pen := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	for _, t := range p.Texts {
		x := t.X
		for _, r := range t.Text {
			if o, err := faces.Outline(int(t.Face), r); err == nil { // a blank has none
				trace(pen, o, x, t.Y, t.Size)
			}
			face := int(t.Face)
			if face == font.Lent {
				face = 0
			}
			x += doc.Length(faces.Lookup(face, r).Advance)*t.Size/1000 + t.Track
		}
	}
	pen.Draw(img, bounds, image.Black, image.Point{})
}

// trace adds an outline whose baseline begins at x, y.
func trace(pen *vector.Rasterizer, o font.Outline, x, y, size doc.Length) {
	at := func(p font.Point) (float32, float32) {
		return exact(x + size*doc.Length(p.X)/10_000), exact(y - size*doc.Length(p.Y)/10_000)
	}
	for i, s := range o.Path {
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
	if len(o.Path) > 0 {
		pen.ClosePath()
	}
}

// exact gives a length in pixels.
func exact(l doc.Length) float32 { return float32(float64(l) * dpi / float64(inch)) }
