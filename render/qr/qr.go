// Package qr encodes the payloads of QR codes; the backends draw them.
package qr

import (
	"fmt"
	"iter"
	"sync/atomic"

	"rsc.io/qr/coding"
)

// plans is the layout of codes by version, made once: it is the larger part of
// encoding, the same for all payloads, and only read after that.
var plans [coding.MaxVersion + 1]atomic.Pointer[coding.Plan]

// Encode makes the code of a payload at level M, which survives a crease or a
// stain on up to 15 % of it. A payload that no code can hold is an error.
func Encode(payload string) (*coding.Code, error) {
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

// Bar is dark modules that touch in a row, counted from the code's upper left.
type Bar struct{ X, Y, Modules int }

// Bars gives the dark parts of a code, row after row.
func Bars(c *coding.Code) iter.Seq[Bar] {
	return func(yield func(Bar) bool) {
		for y := range c.Size {
			for x := 0; x < c.Size; x++ {
				from := x
				for c.Black(x, y) { // nothing beyond the code is
					x++
				}
				if x > from && !yield(Bar{from, y, x - from}) {
					return
				}
			}
		}
	}
}
