package docx

import (
	image "rsc.io/qr"

	"ruhu/render/qr"
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
	code := image.Code{Bitmap: c.Bitmap, Size: c.Size, Stride: c.Stride, Scale: modulePixels}
	return code.PNG(), c.Size, nil
}
