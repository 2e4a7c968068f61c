package docx

import (
	"fmt"
	"sync/atomic"

	"rsc.io/qr"
	"rsc.io/qr/coding"
)

// Pictures of codes: the size of a module in pixels, which stays sharp on a
// 600 dpi printer, and the modules left white on each side.
const (
	modulePixels = 8
	quietModules = 4
)

// plans is the layout of codes by version, made once: it is the larger part of
// encoding, the same for all payloads, and only read after that.
var plans [coding.MaxVersion + 1]atomic.Pointer[coding.Plan]

// picture makes the PNG of a payload's code at level M, and tells how many
// modules wide the code is, without the white around it that the picture has.
func picture(payload string) (png []byte, modules int, err error) {
	text := coding.String(payload)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if text.Bits(v) > v.DataBytes(coding.M)*8 {
			continue
		}
		plan, err := planOf(v)
		if err != nil {
			return nil, 0, err
		}
		c, err := plan.Encode(text)
		if err != nil {
			return nil, 0, err
		}
		code := qr.Code{Bitmap: c.Bitmap, Size: c.Size, Stride: c.Stride, Scale: modulePixels}
		return code.PNG(), c.Size, nil
	}
	return nil, 0, fmt.Errorf("a QR code cannot hold %d bytes", len(payload))
}

func planOf(v coding.Version) (*coding.Plan, error) {
	if p := plans[v].Load(); p != nil {
		return p, nil
	}
	p, err := coding.NewPlan(v, coding.M, 0)
	if err == nil {
		plans[v].Store(p)
	}
	return p, err
}
