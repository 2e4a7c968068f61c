package pdf

import (
	"strconv"

	"ruhu/render/doc"
)

// hundredth is a length in hundredths of a point: 0.0035 mm, and exactly 127
// EMU, so that places are rounded in whole numbers.
type hundredth int

const emu = 127

// hundredths rounds a length.
func hundredths(l doc.Length) hundredth {
	if l < 0 {
		return -hundredth((-l + emu/2) / emu)
	}
	return hundredth((l + emu/2) / emu)
}

// append writes the length in points, as short as it can be said.
func (h hundredth) append(b []byte) []byte {
	if h < 0 {
		b, h = append(b, '-'), -h
	}
	whole, rest := int(h/100), byte(h%100)
	b = strconv.AppendInt(b, int64(whole), 10)
	if rest != 0 {
		b = append(b, '.', '0'+rest/10)
		if rest%10 != 0 {
			b = append(b, '0'+rest%10)
		}
	}
	return b
}
