package xlsx

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
)

// slot is one cell of the sheet, merged with others or not.
type slot struct {
	look    look
	value   any // string, float64, []excelize.RichTextRun or nil
	formula string
	used    bool
}

// area is a range of cells, its corners counted from 0.
type area struct{ row, col, toRow, toCol int }

// sheet is a planned sheet.
type sheet struct {
	cols    int
	widths  []int     // of the columns, in pixels
	heights []float64 // of the rows, in points
	slots   []slot    // row after row
	merges  []area
	turns   []int // rows that begin a page
	titles  int   // leading rows that are repeated on every page
	pages   int
	asks    []ask
	y       doc.Length // where the next row begins
}

// ask is cells for which answers are offered.
type ask struct {
	offer *offer
	cells []area
}

// place puts the fragments on the sheet.
func (p *plan) place() {
	s := &p.sheet
	s.cols = p.tracks.count()
	s.widths, s.heights, s.merges = s.widths[:0], s.heights[:0], s.merges[:0]
	s.turns, s.asks, s.y = s.turns[:0], s.asks[:0], 0
	for i := range s.cols {
		s.widths = append(s.widths, p.tracks.edges[i+1]-p.tracks.edges[i])
	}
	rows := 0
	for _, f := range p.frags {
		rows += f.rows()
	}
	s.slots = slices.Grow(s.slots[:0], rows*s.cols)[:rows*s.cols]
	clear(s.slots)
	sums := make(sums)
	for i := range p.frags {
		p.fragment(&p.frags[i], sums)
	}
	p.book.add(s, sums)
}

func (f *fragment) rows() int {
	n := f.to - f.from
	if f.again {
		n += f.t.head
	}
	return n
}

// row adds a row of a height and gives it in points. Rows end on whole pixels,
// and what rounding takes from one it gives to the next.
func (s *sheet) row(height doc.Length) {
	from := (s.y + pixel/2) / pixel
	s.y += height
	s.heights = append(s.heights, float64((s.y+pixel/2)/pixel-from)*0.75)
}

// fragment puts the rows of a fragment below what is there.
func (p *plan) fragment(f *fragment, sums sums) {
	s := &p.sheet
	at := len(s.heights)
	if f.turn {
		s.turns = append(s.turns, at)
	}
	body := at
	if f.again {
		for _, l := range f.t.lines[:f.t.head] {
			s.row(l.height)
		}
		body += f.t.head
	}
	for i, l := range f.t.lines[f.from:f.to] {
		if i == 0 {
			l.height -= f.cut
		}
		s.row(l.height)
	}
	end := at + f.rows()
	for i := range f.t.boxes {
		b := &f.t.boxes[i]
		if f.again && b.row < f.t.head {
			p.put(f, b, area{at + b.row, b.col, at + min(b.row+b.rows, f.t.head), b.col + b.cols}, at, end, sums)
		}
		if from, to := max(b.row, f.from), min(b.row+b.rows, f.to); from < to {
			p.put(f, b, area{body + from - f.from, b.col, body + to - f.from, b.col + b.cols}, at, end, sums)
		}
	}
}

// put writes a cell into its area. The text of a cell that a page's end divides
// stands in each part.
func (p *plan) put(f *fragment, b *box, a area, at, end int, sums sums) {
	s := &p.sheet
	l := b.look
	first := &s.slots[a.row*s.cols+a.col]
	value, format := p.value(b)
	l.format = format
	if f.t.framed {
		s.frame(a, at, end, l.open)
	}
	l.left, l.top, l.right, l.bottom = first.look.left, first.look.top, first.look.right, first.look.bottom
	*first = slot{look: l, value: value, used: true}
	if a.toRow-a.row > 1 || a.toCol-a.col > 1 {
		s.merges = append(s.merges, a)
	}
	if l.open {
		p.ask(b, a)
	}
	if v, ok := value.(float64); ok && b.kind == doc.ValueCell {
		sums.note(b.code, v, a)
	}
}

// frame draws the rules around an area: each of its cells at the edge has its
// part of them. Cells inside have none and are left out.
func (s *sheet) frame(a area, at, end int, open bool) {
	for r := a.row; r < a.toRow; r++ {
		for c := a.col; c < a.toCol; c++ {
			l := look{open: open}
			if r == a.row {
				l.top = weight(r == at)
			}
			if r == a.toRow-1 {
				l.bottom = weight(r == end-1)
			}
			if c == a.col {
				l.left = weight(c == 0)
			}
			if c == a.toCol-1 {
				l.right = weight(c == s.cols-1)
			}
			if l != (look{open: open}) {
				s.slots[r*s.cols+c] = slot{look: l, used: true}
			}
		}
	}
}

func weight(outer bool) uint8 {
	if outer {
		return mediumLine
	}
	return thinLine
}

// longText is how many characters a cell in text format may have: some versions
// of Excel show ##### for more.
const longText = 250

// value gives what a cell holds and how it shows it.
func (p *plan) value(b *box) (any, format) {
	if len(b.words.ruled) > 0 {
		return p.rich(b), general
	}
	s := b.words.text
	if parts := ooxml.Stretches(s, p.rare); parts != nil {
		f := general
		if (b.kind == doc.ValueCell || b.kind == doc.WriteCell || b.kind == doc.TickCell) && ooxml.Units(s) <= longText {
			f = text
		}
		return dressed(nil, parts, b.look.font()), f
	}
	asks := b.kind == doc.ValueCell || b.kind == doc.WriteCell || b.kind == doc.TickCell
	switch {
	case asks && p.book.numeric(b.code):
		if s == "" {
			return nil, general
		}
		if v, f, ok := number(s); ok && b.words.lines < 2 {
			return v, f
		}
		return s, text // a number that the cell cannot hold on one line would show as ###
	case s == "" && asks:
		return nil, text
	case s == "":
		return nil, general
	case asks && ooxml.Units(s) <= longText:
		return s, text
	}
	return s, general
}

// dressed adds runs of a text whose parts need fonts of their own.
func dressed(to []excelize.RichTextRun, parts []ooxml.Stretch, f *excelize.Font) []excelize.RichTextRun {
	for _, part := range parts {
		own := f
		if part.Font != "" {
			rare := *f
			rare.Family = part.Font
			own = &rare
		}
		to = append(to, excelize.RichTextRun{Text: part.Text, Font: own})
	}
	return to
}

// rich gives a text of which parts are underlined.
func (p *plan) rich(b *box) []excelize.RichTextRun {
	plain := &excelize.Font{Family: fonts[b.look.face], Size: b.look.size.Points()}
	ruled := &excelize.Font{Family: plain.Family, Size: plain.Size, Underline: "single"}
	var out []excelize.RichTextRun
	add := func(text string, f *excelize.Font) {
		switch parts := ooxml.Stretches(text, p.rare); {
		case parts != nil:
			out = dressed(out, parts, f)
		case text != "":
			out = append(out, excelize.RichTextRun{Text: text, Font: f})
		}
	}
	at := 0
	for _, r := range b.words.ruled {
		add(b.words.text[at:r.from], plain)
		add(b.words.text[r.from:r.to], ruled)
		at = r.to
	}
	add(b.words.text[at:], plain)
	return out
}

// ask notes the answers that an open cell is offered.
func (p *plan) ask(b *box, a area) {
	o := p.book.offer(b)
	if o == nil {
		return
	}
	s := &p.sheet
	i := slices.IndexFunc(s.asks, func(have ask) bool { return have.offer == o })
	if i < 0 {
		i = len(s.asks)
		s.asks = append(s.asks, ask{offer: o})
	}
	s.asks[i].cells = append(s.asks[i].cells, a)
}

// cell names the upper left cell of an area: B3.
func (a area) cell() string { return model.CellName(a.col+1, a.row+1) }

// refs names the cells that offers are made for.
func refs(cells []area) string {
	var b strings.Builder
	for i, a := range cells {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(a.cell())
	}
	return b.String()
}
