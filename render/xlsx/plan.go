package xlsx

import (
	"fmt"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// plan turns documents into sheets, one after another, keeping its working
// memory.
type plan struct {
	book   *answers
	tracks tracks
	set    setter // of cells
	prose  setter // of running text
	rare   string // see Meta.Rare

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

func newPlan(cb *model.Codebook, rare string) plan {
	return plan{
		book: newAnswers(cb), rare: rare,
		set: setter{Setter: typeset.NewSetter(cellText)}, prose: setter{Setter: typeset.NewSetter(runningText)},
	}
}

// make plans the sheet of a document. pages is how many pages the PDF has, 0
// when that is not known: where ample rows take more, they are made as in the
// PDF. What it gives is valid until the next call. It reports a block, inline or
// cell that it does not know, and a grid whose cells do not cover it.
func (p *plan) make(d *doc.Document, pages int) (*sheet, error) {
	p.d, p.low = d.WithoutSpare(false), false
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
		p.d, p.low = d.WithoutSpare(true), true
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
	p.room = p.d.Paper.Height - p.d.Paper.Top - p.d.Paper.Bottom - typeset.FootRoom - p.tables[0].until(2)
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
		above, below := typeset.Heading(b, p.low)
		t, err := p.text([]doc.Inline{{Text: b.Text}}, b.Style, doc.Left, above, below)
		if err != nil {
			return err
		}
		t.lines[len(t.lines)-1].hold = firmly
		p.cut(t)
		return nil
	case doc.Para:
		if n := len(p.tables); b.WithPrevious && n > 1 {
			last := p.tables[n-1]
			last.lines[len(last.lines)-1].hold = firmly
		}
		t, err := p.text(b.Items, b.Style, b.Align, typeset.Before(b, p.low), 0)
		if err != nil {
			return err
		}
		p.cut(t)
		return nil
	case *doc.Grid:
		return p.grid(b)
	}
	return fmt.Errorf("unknown block %T", b)
}

// top plans what is repeated over every page: 附件2 at the left, the title, room
// for the code at the right, and below them the line that names the household.
func (p *plan) top() error {
	d := p.d
	if err := doc.CheckItems(d.Identity); err != nil {
		return err
	}
	p.set.Reset()
	h := p.set.HeadOf(d, false)
	left, right := p.sides(&h)
	t := p.table()
	p.headLine(t, h.Title, h.TitleStyle, left, right, doc.Center)
	if h.Label != "" {
		p.headLine(t, h.Label, h.LabelStyle, 0, left, doc.Left)
	}
	var names typeset.Text
	if len(h.Identity) > 0 {
		to := p.tracks.count()
		if h.Side > 0 {
			to = p.tracks.nearest(p.tracks.edges[to] - code)
		}
		names = p.set.Identity(&h, p.tracks.room(0, to))
		l := look{wrap: true, open: p.blank}.in(h.Style)
		t.boxes = append(t.boxes, box{row: 1, rows: 1, cols: to, words: p.set.words(names, h.Identity), look: l})
	}
	t.lines = append(t.lines, line{height: h.TitleHeight}, line{height: h.Room(names) - h.TitleHeight})
	return nil
}

// code is the room that the code takes at the right, in pixels.
const code = int((typeset.CodeSize + typeset.CodeQuiet) / pixel)

// sides gives the edges between which the title stands: as much is kept free at
// its left, for 附件2, as at its right, for the code.
func (p *plan) sides(h *typeset.Head) (left, right int) {
	if h.Label == "" && h.Side == 0 {
		return 0, p.tracks.count()
	}
	room := p.set.Measure(h.Label, h.LabelStyle) + typeset.CodeQuiet
	side, whole := max(code, int(room/pixel)), p.tracks.edges[p.tracks.count()]
	p.tracks.add([]int{0, side, whole - side, whole})
	p.tracks.add([]int{0, whole - code, whole})
	return p.tracks.nearest(side), p.tracks.nearest(whole - side)
}

// headLine adds a cell of one line to the head, from one column to another.
func (p *plan) headLine(t *table, text string, style doc.Style, from, to int, align doc.Align) {
	text, style = p.set.OneLine(text, style, p.tracks.room(from, to))
	items := []doc.Inline{{Text: text}}
	w := p.set.words(p.set.Fill(items, style, p.tracks.room(from, to)), items)
	t.boxes = append(t.boxes, box{rows: 1, col: from, cols: to - from, words: w, look: look{align: align, one: true}.in(style)})
}

// text adds a table of one row without a frame.
func (p *plan) text(items []doc.Inline, style doc.Style, align doc.Align, before, after doc.Length) (*table, error) {
	if err := doc.CheckItems(items); err != nil {
		return nil, err
	}
	p.prose.Reset()
	w := p.prose.words(p.prose.Fill(items, style, p.tracks.room(0, p.tracks.count())), items)
	l := look{align: align, wrap: true, open: w.blank}.in(style)
	if before > typeset.Leading(style.Size) {
		l.valign = bottom // a line to sign on, with room for the hand above it
	}
	t := p.table()
	t.lines = append(t.lines, line{height: before + p.pitch.lines(max(w.lines, 1), style.Size) + after, before: before})
	t.boxes = append(t.boxes, box{rows: 1, cols: p.tracks.count(), words: w, look: l})
	return t, nil
}
