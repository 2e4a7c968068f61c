// Package typeset holds the rules by which text is set, once for all formats:
// sizes and leading, the room around a cell's text, when type becomes small, how
// a text is broken into lines, what stands in the head and at the foot of a page
// and where its code stands.
//
// What differs between formats is said in a [Format]: how wide their characters
// are, and how they show boxes to tick and rules to write on. The PDF measures
// exactly; of Word and Excel it is known what their fonts are like, so that their
// lines are estimated.
package typeset

import (
	"fmt"

	"ruhu/render/doc"
)

// Glyph is how a character will be set: itself, or 〓 when no face has it.
type Glyph struct {
	Rune rune // 0: nothing, without width
	// Face is the face that has the character, which may differ from the one
	// asked for.
	Face doc.Face
	// Advance is its width in thousandths of the type size.
	Advance int32
	// Missing says that no face has the character and Rune is a stand-in.
	Missing bool
}

// Measurer tells how characters are set.
type Measurer interface {
	Glyph(face doc.Face, r rune) Glyph
}

// Format is what the setting of text depends on in a format of files. Widths are
// in hundredths of the type size.
type Format struct {
	Measurer Measurer
	Step     doc.Length // sizes of type are multiples of it

	Box, Ticked int // a box to tick, and one that is ticked
	BoxGap      int // between a box and its words
	Apart       int // between one option and the next
	Beside      int // at least, beside a value on its rule
	RulePart    int // rules are a value and whole parts; 0: of any width
	// Spare is how much wider than measured a digit of a long number may be, where
	// another font stands in: a line that breaks inside a number gives another one.
	Spare int
	// Shrinks says that the program itself shrinks the text of a cell that stands on
	// one line, so that a number alone needs nothing to spare.
	Shrinks bool
	// Placed says that lines stay as they are set, and boxes are drawn: lines make
	// room for them. Word and Excel break running text themselves.
	Placed bool
}

// size rounds a size of type down to one that the format has.
func (f *Format) size(s doc.Length) doc.Length { return s / f.Step * f.Step }

// Proportions of set type, in hundredths of its size.
const (
	leading  = 125 // from baseline to baseline
	padSide  = 24  // between a cell's text and its side
	padSmall = 20  // the same for small type, which narrow columns are set in
	padAbove = 18
)

// smallType is the size below which padSmall holds.
const smallType = 8 * doc.Pt

// Part gives hundredths of a length.
func Part(l doc.Length, hundredths int) doc.Length { return l * doc.Length(hundredths) / 100 }

// Leading is the distance from baseline to baseline of type of a size.
func Leading(size doc.Length) doc.Length { return Part(size, leading) }

// Side is the room between the text of a cell and its side.
func Side(size doc.Length) doc.Length {
	if size < smallType {
		return Part(size, padSmall)
	}
	return Part(size, padSide)
}

// Above is the room above and below the text of a cell.
func Above(size doc.Length) doc.Length { return Part(size, padAbove) }

// Inner is the width of the text of a cell that is width wide.
func Inner(c *doc.Cell, width doc.Length) doc.Length { return width - 2*Side(c.Style.Size) - c.Indent }

// Widths of the rules around and inside a table, and the gray of shaded cells
// (0 is black, 255 white): they must survive a worn office copier.
const (
	OuterRule = doc.Pt
	InnerRule = doc.Pt / 2
	Shade     = 232
)

// ShadeColor is Shade as Office files write colours.
var ShadeColor = fmt.Sprintf("%[1]X%[1]X%[1]X", Shade)

// MostEmpty is how much of a page may stay empty so that a table stays whole, in
// hundredths of its body.
const MostEmpty = 25

// Heading gives the room above and below a heading. low: where pages are saved.
func Heading(h doc.Heading, low bool) (above, below doc.Length) {
	above, below = Part(h.Style.Size, 45), Part(h.Style.Size, 15)
	if low {
		return above / 2, below / 2
	}
	return above, below
}

// Before is the room above a paragraph. low: room to sign shrinks to what a hand
// needs, where pages are saved.
func Before(p doc.Para, low bool) doc.Length {
	if low {
		return p.Before * 3 / 4
	}
	return p.Before
}

// GrowRows makes rows as high as their cells need. What a cell over several rows
// lacks goes to the last of them. cell gives the rows of a cell, no rows for one
// that does not count, and the height that it needs.
func GrowRows(heights []doc.Length, cells int, cell func(i int) (row, rows int, need doc.Length)) {
	for i := range cells {
		if row, rows, need := cell(i); rows == 1 {
			heights[row] = max(heights[row], need)
		}
	}
	for i := range cells {
		row, rows, need := cell(i)
		if rows < 2 {
			continue
		}
		for _, h := range heights[row : row+rows] {
			need -= h
		}
		heights[row+rows-1] += max(0, need)
	}
}
