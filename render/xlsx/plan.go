package xlsx

import (
	"fmt"

	"ruhu/render/doc"
)

// Sizes around the body of a page. They are those of the PDF.
const (
	qrSize   = 18 * doc.Mm
	qrQuiet  = 2 * doc.Mm // kept free around the code
	footRoom = 5 * doc.Mm
	footPt   = 8 // points
)

// plan turns documents into sheets, one after another, keeping its working
// memory.
type plan struct {
	book   *answers
	tracks tracks
	set    setter
	other  string // see Meta.Rare

	d      *doc.Document
	blank  bool // nothing is filled in
	low    bool // rows and gaps are as low as they may be
	pitch  pitch
	tables []*table
	spare  []*table // tables to use again
	room   doc.Length
	frags  []fragment
	sheet  sheet
}

// make plans the sheet of a document. pages is how many pages the PDF has, 0
// when that is not known: where ample rows take more, they are made as in the
// PDF. What it gives is valid until the next call. It reports a block, inline or
// cell that it does not know, and a grid whose cells do not cover it.
func (p *plan) make(d *doc.Document, pages int) (*sheet, error) {
	p.d, p.low = d.Settled(false), false
	p.blank = d.Sheet == "" && d.Subject == doc.Subject{}
	p.tracks.lay(gridsOf(d), d.Paper.TextWidth())
	if err := p.lay(ample); err != nil {
		return nil, err
	}
	if pages > 0 && p.sheet.pages > pages {
		if err := p.lay(tight); err != nil {
			return nil, err
		}
	}
	if pages > 0 && p.sheet.pages > pages { // the PDF may be as low as that itself
		p.d, p.low = d.Settled(true), true
		if err := p.lay(tight); err != nil {
			return nil, err
		}
	}
	p.place()
	return &p.sheet, nil
}

// lay sets all tables and finds where pages end.
func (p *plan) lay(with pitch) error {
	p.pitch = with
	p.spare, p.tables = append(p.spare, p.tables...), p.tables[:0]
	if err := p.top(); err != nil {
		return err
	}
	p.room = p.d.Paper.Height - p.d.Paper.Top - p.d.Paper.Bottom - footRoom - p.tables[0].until(2)
	for _, b := range p.d.Body {
		if err := p.block(b); err != nil {
			return err
		}
	}
	p.paginate()
	return nil
}

func gridsOf(d *doc.Document) []*doc.Grid {
	var out []*doc.Grid
	for _, b := range d.Body {
		if g, ok := b.(*doc.Grid); ok {
			out = append(out, g)
		}
	}
	return out
}

// table begins a table.
func (p *plan) table() *table {
	t := new(table)
	if n := len(p.spare); n > 0 {
		t, p.spare = p.spare[n-1], p.spare[:n-1]
		*t = table{lines: t.lines[:0], boxes: t.boxes[:0]}
	}
	t.pitch = p.pitch
	p.tables = append(p.tables, t)
	return t
}

// until gives the height of the rows before row r.
func (t *table) until(r int) doc.Length {
	h := doc.Length(0)
	for _, l := range t.lines[:r] {
		h += l.height
	}
	return h
}

func (p *plan) block(b doc.Block) error {
	switch b := b.(type) {
	case doc.Heading:
		above, below := part(b.Style.Size, 45), part(b.Style.Size, 15)
		if p.low {
			above, below = above/2, below/2
		}
		t, err := p.text([]doc.Inline{{Text: b.Text}}, b.Style, doc.Left, above, below)
		if err != nil {
			return err
		}
		t.lines[len(t.lines)-1].hold = firmly
		return p.cut(t)
	case doc.Para:
		if n := len(p.tables); b.Keep && n > 1 {
			last := p.tables[n-1]
			last.lines[len(last.lines)-1].hold = firmly
		}
		above := b.Before
		if p.low {
			above = above * 3 / 4
		}
		t, err := p.text(b.Items, b.Style, b.Align, above, 0)
		if err != nil {
			return err
		}
		return p.cut(t)
	case *doc.Grid:
		return p.grid(b)
	}
	return fmt.Errorf("unknown block %T", b)
}

// top plans what is repeated over every page: 附件2 at the left, the title, room
// for the code at the right, and below them the line that names the household.
func (p *plan) top() error {
	d := p.d
	left, right := p.sides()
	t := p.table()
	row := part(d.Style.Title, 155)
	t.lines = append(t.lines, line{height: row}, line{height: part(d.Style.Title, 15)})
	title := look{align: doc.Center, one: true}.in(doc.Style{Face: doc.FaceTitle, Size: d.Style.Title})
	if err := p.lineBox(t, 0, left, right, []doc.Inline{{Text: d.Title}}, title); err != nil {
		return err
	}
	if label := d.Label(); label != "" {
		mark := look{one: true}.in(doc.Style{Face: doc.FaceHead, Size: d.Style.Title * 3 / 4})
		if err := p.lineBox(t, 0, 0, left, []doc.Inline{{Text: label}}, mark); err != nil {
			return err
		}
	}
	if len(d.Identity) > 0 {
		style := doc.Style{Face: doc.FaceText, Size: d.Style.Text + doc.Pt/2}
		to := p.tracks.count()
		if d.Sheet != "" {
			to = p.tracks.nearest(p.tracks.edges[to] - code)
		}
		if err := p.lineBox(t, 1, 0, to, d.Identity, look{wrap: true, open: p.blank}.in(style)); err != nil {
			return err
		}
		lines := t.boxes[len(t.boxes)-1].words.lines
		t.lines[1].height = part(style.Size, 70) + part(style.Size, leading)*doc.Length(max(lines, 1))
	}
	if d.Sheet != "" {
		t.lines[1].height = max(t.lines[1].height, qrSize+qrQuiet-row)
	}
	return nil
}

// code is the room that the code takes at the right, in pixels.
const code = int((qrSize + qrQuiet) / pixel)

// sides gives the edges between which the title stands: as much is kept free at
// its left, for 附件2, as at its right, for the code.
func (p *plan) sides() (left, right int) {
	label := p.d.Label()
	if label == "" && p.d.Sheet == "" {
		return 0, p.tracks.count()
	}
	room := width(label, p.d.Style.Title*3/4) + qrQuiet
	side, whole := max(code, int(room/pixel)), p.tracks.edges[p.tracks.count()]
	p.tracks.take([]int{0, side, whole - side, whole})
	p.tracks.take([]int{0, whole - code, whole})
	return p.tracks.nearest(side), p.tracks.nearest(whole - side)
}

// lineBox adds a cell of the head from one column to another. A text that is
// not to be broken shrinks.
func (p *plan) lineBox(t *table, row, from, to int, items []doc.Inline, l look) error {
	room := p.tracks.room(from, to)
	if l.one {
		c := doc.Cell{Items: items, Style: doc.Style{Size: l.size}, Fit: halfPoint}
		l.size = shrunk(&c, room)
	}
	w, err := p.set.set(items, l.size, room)
	t.boxes = append(t.boxes, box{row: row, rows: 1, col: from, cols: to - from, words: w, look: l})
	return err
}

// text adds a table of one row without a frame.
func (p *plan) text(items []doc.Inline, style doc.Style, align doc.Align, before, after doc.Length) (*table, error) {
	p.set.running = true
	w, err := p.set.set(items, style.Size, p.tracks.room(0, p.tracks.count()))
	p.set.running = false
	if err != nil {
		return nil, err
	}
	l := look{align: align, wrap: true, open: w.blank}.in(style)
	if before > part(style.Size, leading) {
		l.valign = bottom // a line to sign on, with room for the hand above it
	}
	t := p.table()
	t.lines = append(t.lines, line{height: before + p.pitch.lines(max(w.lines, 1), style.Size) + after, before: before})
	t.boxes = append(t.boxes, box{rows: 1, cols: p.tracks.count(), words: w, look: l})
	return t, nil
}
