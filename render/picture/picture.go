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

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

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
	if err := texts(img, p, faces); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return resolved(out.Bytes()), nil
}

// thick gives a rule's width in pixels, at least one.
func thick(w doc.Length) int { return max(1, pixels(w)) }

// look is a face at a size.
type look struct {
	face doc.Face
	size doc.Length
}

// texts draws the runs of a page.
func texts(img draw.Image, p *layout.Page, faces *font.Set) error {
	open := make(map[look]xfont.Face)
	for _, t := range p.Texts {
		k := look{t.Face, t.Size}
		face := open[k]
		if face == nil {
			parsed, err := sfnt.Parse(faces.File(int(t.Face)))
			if err != nil {
				return fmt.Errorf("picture: face %d: %w", t.Face, err)
			}
			face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: t.Size.Points(), DPI: dpi, Hinting: xfont.HintingNone})
			if err != nil {
				return fmt.Errorf("picture: face %d: %w", t.Face, err)
			}
			open[k] = face
		}
		d := xfont.Drawer{Dst: img, Src: image.Black, Face: face, Dot: fixed.P(pixels(t.X), pixels(t.Y))}
		for _, r := range t.Text {
			d.DrawString(string(r))
			d.Dot.X += fixed.I(pixels(t.Track))
		}
	}
	for _, f := range open {
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}
