package docx

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"sync"

	code "rsc.io/qr"

	"ruhu/render/doc"
	"ruhu/render/qr"
	"ruhu/render/typeset"
)

// Pictures of codes: the size of a module in pixels, which stays sharp on a
// 600 dpi printer, and the modules left white on each side.
const (
	modulePixels = 8
	quietModules = 4
)

// picture makes the PNG of a payload's code, and tells how many modules wide the
// code is, without the white around it that the picture has.
func picture(payload string) (png []byte, modules int, err error) {
	c, err := qr.Encode(payload)
	if err != nil {
		return nil, 0, err
	}
	drawn := code.Code{Bitmap: c.Bitmap, Size: c.Size, Stride: c.Stride, Scale: modulePixels}
	return drawn.PNG(), c.Size, nil
}

// corner is the mark in the upper left corner of pages: two bars that meet there.
var corner = sync.OnceValue(func() []byte {
	const pixel = doc.Mm / 10
	side, line := int(typeset.CornerSize/pixel), int(typeset.CornerLine/pixel)
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if x < line || y < line {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var out bytes.Buffer
	_ = png.Encode(&out, img) // only fails when writing does
	return out.Bytes()
})
