package xlsx

import (
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/typeset"
)

// latin is the widths of the characters from the blank to the tilde, in
// thousandths of the type size: those of the faces that the PDF is set in, so
// that rows grow as they do there. 宋体 and 黑体, in which all of them are half as
// wide as a Han character, are narrower in nearly all words. Their blank is
// wider: a label's one is made up for by its code, so that here it counts more
// than in the PDF but less than it takes; see wideBlank.
var latin = [...]uint16{
	350, 323, 474, 574, 555, 923, 779, 278, 364, 364, 478, 580, 327, 347, 327, 392,
	557, 555, 558, 557, 555, 558, 558, 555, 558, 562, 327, 327, 580, 580, 580, 474,
	946, 718, 670, 691, 770, 652, 629, 741, 853, 405, 535, 731, 625, 975, 796, 767,
	641, 767, 715, 596, 659, 797, 714, 1053, 700, 687, 605, 344, 392, 344, 580, 563,
	606, 563, 638, 538, 629, 554, 388, 566, 663, 332, 311, 607, 334, 974, 661, 606,
	638, 620, 462, 473, 377, 653, 548, 838, 564, 552, 498, 374, 316, 374, 580,
}

// wideBlank is the width of the blank in 宋体. In running text, which may have
// many of them, it counts as much.
const wideBlank = 500

// widths estimates how wide characters are. What the format cannot hold is
// shown as U+FFFD.
type widths struct{ blank int32 }

// Glyph implements typeset.Measurer.
func (w widths) Glyph(face doc.Face, r rune) typeset.Glyph {
	g := typeset.Glyph{Rune: r, Face: face, Advance: 1000}
	switch {
	case r == ' ':
		g.Advance = w.blank
	case r > ' ' && r <= '~':
		g.Advance = int32(latin[r-' '])
	case !ooxml.InXML(r):
		g.Rune = utf8.RuneError
	case r < ' ':
		g.Advance = 0
	case r < 0x2000 && !wide(r):
		g.Advance = 600
	}
	return g
}

// cellText and runningText are how Excel shows the text of cells and running text. A
// rule is whole Han characters beside its value, one at least, so that it does not
// run into the label behind it; boxes are as wide as one, and one blank stands
// between options.
var (
	cellText    = textWith(int(latin[0]))
	runningText = textWith(wideBlank)
)

// widestDigit is that of the fonts that stand in for 宋体 where it is missing
// (DejaVu Sans, Verdana), in hundredths.
const widestDigit = 64

func textWith(blank int) typeset.Format {
	return typeset.Format{
		Measurer: widths{int32(blank)}, Step: halfPoint, Box: 100, Ticked: 100, Apart: blank / 10, Beside: 50, RulePart: 100,
		Spare: widestDigit - int(latin['0'-' '])/10, Shrinks: true,
	}
}

// halfPoint is the step in which Excel has sizes of type.
const halfPoint = doc.Pt / 2

// wide reports the signs below U+2000 that Chinese fonts set as wide as a Han
// character.
func wide(r rune) bool {
	switch r {
	case '§', '¨', '°', '±', '·', '×', '÷':
		return true
	}
	return r >= 0x0391 && r <= 0x0451 // Greek and Cyrillic
}
