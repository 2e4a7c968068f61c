package xlsx

import (
	"fmt"

	"ruhu/model"
	"ruhu/render/doc"
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
		case r.Keep || i < t.head:
			l.hold = firmly
		case g.Whole:
			l.hold = weakly
		}
		t.lines = append(t.lines, l)
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		b, err := p.box(c, columns[c.Col], columns[c.Col+c.Cols], g.Rows[c.Row].Height)
		if err != nil {
			return err
		}
		t.boxes = append(t.boxes, b)
	}
	t.grow()
	return p.cut(t)
}

// grow makes rows as high as their cells need; what a cell over several rows
// lacks goes to the last of them.
func (t *table) grow() {
	for i := range t.boxes {
		if b := &t.boxes[i]; b.rows == 1 {
			l := &t.lines[b.row]
			l.height = max(l.height, t.pitch.height(b.words, b.look.size))
		}
	}
	for i := range t.boxes {
		b := &t.boxes[i]
		if b.rows == 1 {
			continue
		}
		have := doc.Length(0)
		for _, l := range t.lines[b.row : b.row+b.rows] {
			have += l.height
		}
		if need := t.pitch.height(b.words, b.look.size); need > have {
			t.lines[b.row+b.rows-1].height += need - have
		}
	}
}

// box sets a cell. Text that must not be broken shrinks first, and is broken
// only where it is too wide at its least size. Words that make a row taller
// than row shrink where the cell allows it.
func (p *plan) box(c *doc.Cell, from, to int, row doc.Length) (box, error) {
	b := box{
		row: c.Row, rows: c.Rows, col: from, cols: to - from,
		kind: c.Kind, code: c.Code, numbered: c.Numbered, look: look{}.in(c.Style), choice: onlyChoice(c.Items),
	}
	if c.Kind > doc.SectionCell {
		return b, fmt.Errorf("unknown cell %d", c.Kind)
	}
	b.look.shade, b.look.align = c.Shade, c.Align
	b.look.indent = uint8((c.Indent + indent/2) / indent)
	b.one = c.Fit > 0
	room := p.tracks.room(from, to) - doc.Length(b.look.indent)*indent
	if c.Fit > 0 {
		b.look.size = shrunk(c, room)
	}
	if err := p.fill(&b, c, room); err != nil {
		return b, err
	}
	for c.Least > 0 && tight.height(b.words, b.look.size) > row && b.look.size-halfPoint >= c.Least {
		b.look.size -= halfPoint
		if err := p.fill(&b, c, room); err != nil {
			return b, err
		}
	}
	b.one = b.one && b.words.lines < 2
	b.look.one, b.look.wrap = b.one, !b.one
	if c.Kind == doc.SectionCell {
		p.upright(&b)
	}
	if c.Top {
		b.look.valign = top
	}
	b.look.open = p.open(&b)
	return b, nil
}

// indent is Excel's unit of moving text to the right.
const indent = 9 * pixel

// halfPoint is the step in which Excel has sizes of type.
const halfPoint = doc.Pt / 2

func halves(size doc.Length) doc.Length { return size / halfPoint * halfPoint }

// shrunk gives the size at which none of a cell's texts is wider than room.
func shrunk(c *doc.Cell, room doc.Length) doc.Length {
	size := halves(c.Style.Size)
	for i := range c.Items {
		if w := width(c.Items[i].Text, size); w > room {
			size = max(c.Fit, min(size, halves(size*room/w)))
		}
	}
	return size
}

func (p *plan) fill(b *box, c *doc.Cell, room doc.Length) (err error) {
	b.words, err = p.set.set(c.Items, b.look.size, room)
	return err
}

// upright stands a section's name on end, one character over the other.
func (p *plan) upright(b *box) {
	n := 0
	for range b.words.text {
		n++
	}
	b.words.lines = n
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
