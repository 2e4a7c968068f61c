// Package layout turns documents into pages of placed frames, given a typeset.Measurer
// that knows how wide characters are. It never draws; drawing never measures.
// It knows no font file and no PDF.
package layout

import "ruhu/render/doc"

// Page is one side of paper. Lengths run from its upper left corner, to the
// right and downwards. A backend draws Fills, then Rules, then Boxes, then
// Texts, each in order; Texts come cell after cell, so that what is copied out
// of the file reads in order.
type Page struct {
	Width, Height doc.Length
	Number, Of    int    // 第 Number 页 共 Of 页, of this document
	Begins        string // 附件1 on the first page of an annex; else empty
	Fills         []Fill
	Rules         []Rule
	Boxes         []Box
	Texts         []Run
	QR            *QR
	// Corners are marks at fixed places of the paper, by which a scan finds all
	// others. They are drawn with the Fills.
	Corners []Fill
}

// Move moves everything on the page to the right, the corner marks apart: for the
// margins of a sheet's back.
func (p *Page) Move(by doc.Length) {
	for i := range p.Fills {
		p.Fills[i].X += by
	}
	for i := range p.Rules {
		p.Rules[i].X1, p.Rules[i].X2 = p.Rules[i].X1+by, p.Rules[i].X2+by
	}
	for i := range p.Boxes {
		p.Boxes[i].X += by
	}
	for i := range p.Texts {
		p.Texts[i].X += by
	}
	if p.QR != nil {
		p.QR.X += by
	}
}

// Fill is a shaded area. Gray is 0 for black to 255 for white.
type Fill struct {
	X, Y, W, H doc.Length
	Gray       uint8
}

// Rule is a straight horizontal or vertical line of a width, butt ends.
type Rule struct {
	X1, Y1, X2, Y2 doc.Length
	Width          doc.Length
}

// Box is a square to tick, its side Size; X and Y are its upper left corner. The
// tick of the program is drawn in it: it is no character.
type Box struct {
	X, Y, Size doc.Length
	Ticked     bool
}

// The widths of lines that boxes are drawn with. That of the box lies inside its
// side; a tick's ends are butt, its corner is pointed.
const (
	BoxLine  = doc.Pt / 2
	TickLine = 6 * doc.Pt / 5
)

// Point is a place on the page.
type Point struct{ X, Y doc.Length }

// Tick gives the stroke of a box's tick. It reaches over the box's edge as one made
// with a pen does.
func (b *Box) Tick() [3]Point {
	at := func(across, down doc.Length) Point { return Point{b.X + b.Size*across/100, b.Y + b.Size*down/100} }
	return [3]Point{at(18, 48), at(42, 82), at(92, 4)}
}

// Run is a piece of text in one face on one baseline. Every character of Text
// is in Face. Track is added to the width of every character: official documents
// stand on a grid.
type Run struct {
	X, Y  doc.Length // left end of the baseline
	Size  doc.Length
	Track doc.Length
	Face  doc.Face
	Text  string

	top bool // in a cell whose text stays at its top as it grows
}

// QR is a code to be drawn as a square of side Size at X, Y (upper left),
// without quiet zone: the page keeps that free around it.
type QR struct {
	X, Y, Size doc.Length
	Payload    string
}
