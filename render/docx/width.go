package docx

import (
	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// times is the advance widths of Times New Roman from the blank to the tilde,
// in thousandths of the type size. Its digits are exactly half as wide as a Han
// character, as they are in 宋体.
var times = [...]uint16{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
}

// sansLatin is the width of letters and digits in a head. 黑体 has them half as
// wide as a Han character; what stands in for it has them wider.
const sansLatin = 560

// measurer estimates how wide characters are.
type measurer struct{}

// Glyph implements typeset.Measurer.
func (measurer) Glyph(face doc.Face, r rune) typeset.Glyph {
	return typeset.Glyph{Rune: r, Face: face, Advance: advance(face, r)}
}

func advance(face doc.Face, r rune) int32 {
	switch {
	case r < ' ':
		return 0
	case r <= '~':
		w := int32(times[r-' '])
		if face == doc.FaceHead {
			w = max(w, sansLatin)
		}
		return w
	case r == 0xA0:
		return 250
	case r < 0x2000 && !eastAsian(r):
		return 600
	}
	return 1000
}

// format is how Word shows what is set. □ is as wide as a Han character; ☑ may be
// wider, in whatever font has it. Two blanks stand between options, and sizes are
// in half points.
// A digit may be as wide as in Arial, where Times New Roman is missing.
var format = typeset.Format{Measurer: measurer{}, Step: doc.Pt / 2, Box: 100, Ticked: 115, Apart: 50, Beside: 20, Spare: 6}

// eastAsian reports signs that stand in Western and in Chinese fonts both. Word
// takes them from the Western font unless their run says otherwise; there the
// quotation marks are narrow and □, √ and ★ are missing.
func eastAsian(r rune) bool {
	switch {
	case r >= 0x2010 && r < 0x2E80:
		return true
	case r >= 0xE000 && r < 0xF900: // private use: old input methods' characters
		return true
	}
	switch r {
	case '§', '¨', '°', '±', '²', '³', '´', '·', '¹', '×', '÷':
		return true
	}
	return r >= 0x0391 && r <= 0x0451 // Greek and Cyrillic
}
