package xlsx

import (
	"fmt"
	"unicode/utf8"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// hold says how firmly a row is kept on one page with the row after it.
type hold uint8

const (
	loose  hold = iota
	weakly      // if the whole of what is held together fits on a page
	firmly
)

// line is one row of a table.
type line struct {
	height doc.Length
	// before is the part of the height that is dropped at the top of a page.
	before doc.Length
	hold   hold
}

// box is one cell of a table on the sheet's columns.
type box struct {
	row, rows int // within the table
	col, cols int // of the sheet
	words     words
	look      look
	one       bool // stands on one line and is never broken
	kind      doc.CellKind
	code      model.Code
	numbered  bool        // the number of the answer is asked for
	choice    *doc.Choice // when the cell holds nothing but a choice
}

// table is a block of the sheet: a grid with its frame, or bare text.
type table struct {
	lines  []line
	boxes  []box
	head   int // leading rows that are repeated on every page
	framed bool
	pitch  pitch
}

// room is the width of text in columns: Excel keeps five pixels free.
func (t *tracks) room(from, to int) doc.Length { return t.width(from, to) - 5*pixel }

// grid adds a table of a grid.
func (p *plan) grid(g *doc.Grid) error {
	if err := g.Check(); err != nil {
		return err
	}
	columns := p.tracks.columns(g)
	t := p.table()
	t.framed, t.head = true, min(g.Head, len(g.Rows))
	for i, r := range g.Rows {
		l := line{height: r.Height}
		switch {
		case i == len(g.Rows)-1:
		case r.WithNext || i < t.head:
			l.hold = firmly
		case g.Whole:
			l.hold = weakly
		}
		t.lines = append(t.lines, l)
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Kind > doc.SectionCell {
			return fmt.Errorf("unknown cell %d", c.Kind)
		}
		t.boxes = append(t.boxes, p.box(c, columns[c.Col], columns[c.Col+c.Cols], g.Rows[c.Row].Height))
	}
	t.grow()
	p.cut(t)
	return nil
}

// grow makes rows as high as their cells need.
func (t *table) grow() {
	heights := make([]doc.Length, len(t.lines))
	for i, l := range t.lines {
		heights[i] = l.height
	}
	typeset.GrowRows(heights, len(t.boxes), func(i int) (row, rows int, need doc.Length) {
		b := &t.boxes[i]
		return b.row, b.rows, t.pitch.height(b.words, b.look.size)
	})
	for i, h := range heights {
		t.lines[i].height = h
	}
}

// box sets a cell from one column to another, in a row that has a height without
// it.
func (p *plan) box(c *doc.Cell, from, to int, row doc.Length) box {
	b := box{
		row: c.Row, rows: c.Rows, col: from, cols: to - from,
		kind: c.Kind, code: c.Code, numbered: c.Numbered, choice: onlyChoice(c.Items),
		look: look{face: c.Style.Face, shade: c.Shade, align: c.Align, indent: uint8((c.Indent + indent/2) / indent)},
	}
	p.set.Reset()
	set := p.set.Cell(c, p.tracks.room(from, to)-doc.Length(b.look.indent)*indent, row)
	b.words, b.look.size = p.set.words(set, c.Items), set.Size
	b.one = c.Fit > 0 && b.words.lines < 2
	if typeset.LoneNumber(c) {
		b.one, b.words.lines = true, 1
	}
	b.look.one, b.look.wrap = b.one, !b.one
	if c.Kind == doc.SectionCell {
		b.upright()
	}
	if c.Top {
		b.look.valign = top
	}
	b.look.open = p.open(&b)
	return b
}

// indent is Excel's unit of moving text to the right.
const indent = 9 * pixel

// upright stands a section's name on end, one character over the other.
func (b *box) upright() {
	b.words.lines = utf8.RuneCountInString(b.words.text)
	b.look.upright, b.look.wrap = true, false
}

// open tells whether a cell may be filled on the screen: what is there to be
// written on, and what the system left empty. On a blank form that is every
// value.
func (p *plan) open(b *box) bool {
	switch b.kind {
	case doc.TickCell, doc.WriteCell:
		return true
	case doc.ValueCell:
		return p.blank || b.words.blank || b.words.text == ""
	}
	return false
}

// onlyChoice gives the choice of a cell that holds nothing else.
func onlyChoice(items []doc.Inline) *doc.Choice {
	if len(items) == 0 || items[0].Kind != doc.Boxes {
		return nil
	}
	for _, it := range items[1:] {
		if it.Kind != doc.Text {
			return nil
		}
	}
	return &items[0].Choice
}
