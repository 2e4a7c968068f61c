package pdf

import (
	"fmt"
	"strconv"
	"sync/atomic"

	"rsc.io/qr/coding"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// plans is the layout of codes by version, made once: it is the larger part of
// encoding, the same for all payloads, and only read after that.
var plans [coding.MaxVersion + 1]atomic.Pointer[coding.Plan]

// encode makes the code of a payload at level M, which survives a crease or a
// stain on up to 15 % of it.
func encode(payload string) (*coding.Code, error) {
	text := coding.String(payload)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if text.Bits(v) > v.DataBytes(coding.M)*8 {
			continue
		}
		plan, err := planOf(v)
		if err != nil {
			return nil, err
		}
		return plan.Encode(text)
	}
	return nil, fmt.Errorf("a QR code cannot hold %d bytes", len(payload))
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

// code writes a QR code as one path in a grid of modules, rows downwards, the
// dark modules that touch in a row as one rectangle.
func (f *File) code(q *layout.QR, height doc.Length) error {
	c, err := encode(q.Payload)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	module := q.Size.Points() / float64(c.Size)
	b := append(f.ops, "q "...)
	b = strconv.AppendFloat(b, module, 'f', 5, 64)
	b = append(b, " 0 0 -"...)
	b = strconv.AppendFloat(b, module, 'f', 5, 64)
	b = append(point(append(b, ' '), q.X, height-q.Y), " cm\n"...)
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			if !c.Black(x, y) {
				continue
			}
			from := x
			for c.Black(x, y) {
				x++
			}
			b = modules(b, from, y, x-from)
		}
	}
	f.ops = append(b, "f Q\n"...)
	return nil
}

// modules adds n dark modules side by side to a path.
func modules(b []byte, x, y, n int) []byte {
	b = append(strconv.AppendInt(b, int64(x), 10), ' ')
	b = append(strconv.AppendInt(b, int64(y), 10), ' ')
	return append(strconv.AppendInt(b, int64(n), 10), " 1 re\n"...)
}
