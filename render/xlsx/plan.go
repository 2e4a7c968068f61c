package xlsx

import (
	"fmt"

	"ruhu/render/doc"
)

// Sizes around the body of a page. They are those of the PDF.
const (
	qrSize   = 14 * doc.Mm
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

	d      *doc.Document
	blank  bool // nothing is filled in
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
	p.d = d
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
		t, err := p.text([]doc.Inline{{Text: b.Text}}, b.Style, doc.Left, part(b.Style.Size, 45), part(b.Style.Size, 15))
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
		t, err := p.text(b.Items, b.Style, b.Align, b.Before, 0)
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
	count := func() int { return p.tracks.count() }
	left, right := 0, func() int { return count() }
	label := d.Label()
	if label != "" || d.Sheet != "" {
		side := int((qrSize + qrQuiet) / pixel)
		whole := p.tracks.edges[count()]
		p.tracks.take([]int{0, side, whole - side, whole})
		left = p.tracks.nearest(side)
		right = func() int { return p.tracks.nearest(whole - side) }
	}
	t := p.table()
	row := part(d.Style.Title, 155)
	t.lines = append(t.lines, line{height: row}, line{})
	title := look{align: doc.Center, one: true}.in(doc.Style{Face: doc.FaceTitle, Size: d.Style.Title})
	if err := p.lineBox(t, 0, left, right(), []doc.Inline{{Text: d.Title}}, title); err != nil {
		return err
	}
	if label != "" {
		mark := look{one: true}.in(doc.Style{Face: doc.FaceHead, Size: d.Style.Title * 3 / 4})
		if err := p.lineBox(t, 0, 0, left, []doc.Inline{{Text: label}}, mark); err != nil {
			return err
		}
	}
	below := part(d.Style.Title, 15)
	if len(d.Identity) > 0 {
		style := doc.Style{Face: doc.FaceText, Size: d.Style.Text + doc.Pt/2}
		to := count()
		if d.Sheet != "" {
			to = right()
		}
		if err := p.lineBox(t, 1, 0, to, d.Identity, look{wrap: true, open: p.blank}.in(style)); err != nil {
			return err
		}
		lines := t.boxes[len(t.boxes)-1].words.lines
		below = part(style.Size, 70) + part(style.Size, leading)*doc.Length(max(lines, 1))
	}
	if d.Sheet != "" {
		below = max(below, qrSize+qrQuiet-row)
	}
	t.lines[1].height = below
	return nil
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

// tallest is the height to which a row may grow: Excel allows 409 points.
const tallest = 400 * doc.Pt

// leastSlice is the least part of a page that a cut row may have.
const leastSlice = 40 * doc.Pt

// cut divides rows that are higher than Excel or a page allows into several.
func (p *plan) cut(t *table) error {
	limit := max(leastSlice, min(tallest, p.room-t.until(t.head)))
	for r := len(t.lines) - 1; r >= 0; r-- {
		if t.lines[r].height > limit {
			if err := p.slice(t, r, limit); err != nil {
				return err
			}
		}
	}
	return nil
}

// slice divides row r into rows no higher than limit. The text of a cell that
// stands in that row alone is divided between lines; cells over several rows
// reach over the new ones too.
func (p *plan) slice(t *table, r int, limit doc.Length) error {
	old := t.lines[r]
	n := int((old.height + limit - 1) / limit)
	parts := make(map[int][]words)
	for i := range t.boxes {
		if b := &t.boxes[i]; b.row == r && b.rows == 1 {
			w, err := p.divide(b, limit)
			if err != nil {
				return err
			}
			parts[i] = w
			n = max(n, len(w))
		}
	}
	heights := make([]doc.Length, n)
	boxes := make([]box, 0, len(t.boxes)+n)
	for i, b := range t.boxes {
		w, alone := parts[i]
		switch {
		case alone:
			for k := range n {
				piece := b
				piece.row += k
				piece.words = words{}
				if k < len(w) {
					piece.words = w[k]
					piece.look.wrap = true
				}
				heights[k] = max(heights[k], t.pitch.height(piece.words, piece.look.size))
				boxes = append(boxes, piece)
			}
			continue
		case b.row > r:
			b.row += n - 1
		case b.row+b.rows > r:
			b.rows += n - 1
		}
		boxes = append(boxes, b)
	}
	t.boxes = boxes
	t.lines = spread(t.lines, r, heights, old, limit)
	return nil
}

// spread puts n rows in the place of row r. Together they are as high as it
// was, as far as the limit allows.
func spread(lines []line, r int, heights []doc.Length, old line, limit doc.Length) []line {
	var fresh []line
	rest := old.height
	for k, h := range heights {
		h = min(max(h, min(rest/doc.Length(len(heights)-k), limit)), limit)
		rest -= min(h, rest)
		fresh = append(fresh, line{height: h})
	}
	fresh[0].before, fresh[len(fresh)-1].hold = old.before, old.hold
	out := append([]line(nil), lines[:r]...)
	return append(append(out, fresh...), lines[r+1:]...)
}

// divide sets a cell's text again and divides it into parts that fit into a
// height.
func (p *plan) divide(b *box, limit doc.Length) ([]words, error) {
	size := b.look.size
	w, err := p.set.set([]doc.Inline{{Text: b.words.text}}, size, p.tracks.room(b.col, b.col+b.cols)-doc.Length(b.look.indent)*indent)
	if err != nil || w.lines == 0 {
		return nil, err
	}
	most := max(1, int((limit-part(size, 2*padAbove))*100/(size*tallLeading)))
	if ample.height(w, size) <= limit {
		return []words{b.words}, nil
	}
	starts := append(p.set.starts, len(w.text))
	var out []words
	for i := 0; i < w.lines; i += most {
		end := min(i+most, w.lines)
		out = append(out, words{text: trimBreak(w.text[starts[i]:starts[end]]), lines: end - i})
	}
	return out, nil
}

// trimBreak takes off the line break that a part ends with.
func trimBreak(s string) string {
	if n := len(s); n > 0 && s[n-1] == '\n' {
		return s[:n-1]
	}
	return s
}
