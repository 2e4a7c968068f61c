package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"slices"

	"golang.org/x/image/vector"
)

// canvas is a picture in the making. It is used again, with its memory.
type canvas struct {
	scale
	img     image.Paletted // of grays, each by its own number
	pen     vector.Rasterizer
	mask    image.Alpha // of what the pen drew
	out     bytes.Buffer
	encoder *png.EncoderBuffer
}

// begin makes the canvas white.
func (c *canvas) begin(size image.Point, s scale) {
	c.scale = s
	n := size.X * size.Y
	c.img = image.Paletted{Pix: slices.Grow(c.img.Pix[:0], n)[:n], Stride: size.X, Rect: image.Rectangle{Max: size}, Palette: grays}
	c.img.Pix[0] = white
	for done := 1; done < n; done *= 2 {
		copy(c.img.Pix[done:], c.img.Pix[:done])
	}
}

// Paper and ink.
const (
	white = 0xFF
	black = 0
)

// grays is the colours of a picture. Of one with a palette the encoder does not look
// for the best filter of each line, which took longer than all the rest and made the
// files no smaller.
var grays = func() color.Palette {
	p := make(color.Palette, 256)
	for i := range p {
		p[i] = color.Gray{Y: uint8(i)}
	}
	return p
}()

// Get and Put keep the encoder's memory with the canvas; see png.EncoderBufferPool.
func (c *canvas) Get() *png.EncoderBuffer  { return c.encoder }
func (c *canvas) Put(b *png.EncoderBuffer) { c.encoder = b }

// headEnd is where the first part of a PNG ends: its signature and the header.
const headEnd = 8 + 25

// writeTo writes the picture as a PNG that says how fine it is (pHYs), which the
// standard library does not write: word processors then know its size, also when it is
// saved alone.
func (c *canvas) writeTo(w io.Writer) error {
	c.out.Reset()
	e := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: c}
	if err := e.Encode(&c.out, &c.img); err != nil {
		return fmt.Errorf("picture: %w", err)
	}
	perMetre := uint32(c.scale) * 10000 / 254
	body := binary.BigEndian.AppendUint32([]byte("pHYs"), perMetre)
	body = binary.BigEndian.AppendUint32(body, perMetre)
	body = append(body, 1) // the unit is the metre
	part := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	part = append(part, body...)
	part = binary.BigEndian.AppendUint32(part, crc32.ChecksumIEEE(body))
	file := c.out.Bytes()
	for _, b := range [][]byte{file[:headEnd], part, file[headEnd:]} {
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// shade fills an area with a gray.
func (c *canvas) shade(area image.Rectangle, gray uint8) {
	area = area.Intersect(c.img.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := c.img.Pix[y*c.img.Stride:][area.Min.X:area.Max.X]
		for x := range row {
			row[x] = gray
		}
	}
}

// ink draws a shape in black, its upper left corner at x, y.
func (c *canvas) ink(m *image.Alpha, at image.Point) {
	area := m.Rect.Add(at).Intersect(c.img.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := c.img.Pix[y*c.img.Stride:][area.Min.X:area.Max.X]
		from := m.Pix[(y-at.Y)*m.Stride:][area.Min.X-at.X:]
		for x := range row {
			switch a := from[x]; {
			case a == 0:
			case row[x] == white:
				row[x] = white - a
			default:
				row[x] = uint8(uint(row[x]) * uint(white-a) / white)
			}
		}
	}
}

// drawn gives what the pen drew within size, as a mask that lives until the next.
func (c *canvas) drawn(size image.Point) *image.Alpha {
	n := size.X * size.Y
	c.mask = image.Alpha{Pix: slices.Grow(c.mask.Pix[:0], n)[:n], Stride: size.X, Rect: image.Rectangle{Max: size}}
	// An opaque source that replaces is the rasterizer's own fast way.
	c.pen.DrawOp = draw.Src
	c.pen.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})
	return &c.mask
}
