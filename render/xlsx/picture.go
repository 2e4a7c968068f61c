package xlsx

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"sync"

	"github.com/xuri/excelize/v2"
	"rsc.io/qr/coding"

	"ruhu/render/doc"
	"ruhu/render/qr"
	"ruhu/render/typeset"
)

// modulePixels is the size of a module in pixels: an office printer has no more
// than twice as many for it.
const modulePixels = 4

// buffers are used again. So small a picture is not worth compressing.
type buffers struct{ pool sync.Pool }

func (b *buffers) Get() *png.EncoderBuffer {
	e, _ := b.pool.Get().(*png.EncoderBuffer)
	return e
}
func (b *buffers) Put(e *png.EncoderBuffer) { b.pool.Put(e) }

var encoder = png.Encoder{CompressionLevel: png.NoCompression, BufferPool: new(buffers)}

// drawn gives a code as a picture without the white around it: the page keeps
// that free.
func drawn(c *coding.Code) ([]byte, error) {
	side := c.Size * modulePixels
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range c.Size {
		line := img.Pix[y*modulePixels*img.Stride:]
		for x := range c.Size {
			if !c.Black(x, y) {
				continue
			}
			for i := range modulePixels {
				line[x*modulePixels+i] = 1
			}
		}
		for i := 1; i < modulePixels; i++ {
			copy(line[i*img.Stride:(i+1)*img.Stride], line[:side])
		}
	}
	var out bytes.Buffer
	err := encoder.Encode(&out, img)
	return out.Bytes(), err
}

// picture puts the code of the first page into the upper right corner.
func (f *File) picture(sheet string, d *doc.Document, s *sheet) error {
	if d.Sheet == "" {
		return nil
	}
	c, err := qr.Encode(d.Payload(1, s.pages))
	if err != nil {
		return err
	}
	data, err := drawn(c)
	if err != nil {
		return err
	}
	side := int(typeset.CodeSize / pixel)
	at, col := -side, 0
	for _, w := range s.widths {
		at += w
	}
	for col < len(s.widths)-1 && at >= s.widths[col] {
		at -= s.widths[col]
		col++
	}
	scale := (float64(side) + 0.5) / float64(c.Size*modulePixels)
	return f.book.File.AddPictureFromBytes(sheet, area{0, col, 1, col + 1}.cell(), &excelize.Picture{
		Extension: ".png", File: data,
		Format: &excelize.GraphicOptions{
			AltText: d.Sheet, Positioning: "oneCell", OffsetX: at, ScaleX: scale, ScaleY: scale,
			PrintObject: new(true), Locked: new(true), LockAspectRatio: true,
		},
	})
}
