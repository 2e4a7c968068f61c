package xlsx

import (
	"slices"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/typeset"
)

// What stands in for 宋体 may have far taller lines. From four lines on, rows are
// made so high that such lines are not cut off either, unless that would cost a
// page. In hundredths of the type size.
const (
	tallLeading = 144
	tallLess    = 60
)

// boxes to tick, and the blank between one option and the next.
const (
	emptyBox  = '□'
	tickedBox = '☑'
	apart     = ' '
	emptyRoom = '　' // as wide as the type is high in every Chinese font
)

// span is a range of bytes.
type span struct{ from, to int }

// words is the text of one cell as Excel will show it.
type words struct {
	text  string
	ruled []span // what is underlined
	lines int
	// blank says that it has room to write on with nothing in it.
	blank bool
}

// pitch is how far apart lines are taken to be.
type pitch uint8

const (
	ample pitch = iota // tall cells have room for the lines of other fonts
	tight              // as in the PDF
)

// lines is the height of n lines of a size.
func (p pitch) lines(n int, size doc.Length) doc.Length {
	height := typeset.Leading(size) * doc.Length(n)
	if p == ample {
		height = max(height, typeset.Part(size, tallLeading*n-tallLess))
	}
	return height
}

// height is what a cell's lines need, with the room above and below them.
func (p pitch) height(w words, size doc.Length) doc.Length {
	if w.lines == 0 {
		return 0
	}
	return p.lines(w.lines, size) + 2*typeset.Above(size)
}

// setter sets text and makes words of it. Excel breaks lines by itself; it is
// told where only between options, between long numbers and before a rule, which
// it would tear apart.
type setter struct {
	typeset.Setter
	buf    []byte
	starts []int // of the lines of the words made last, for cells that are cut
}

// words gives set text as Excel will show it. items are what was set.
func (s *setter) words(t typeset.Text, items []doc.Inline) words {
	w := words{lines: t.Count(), blank: slices.ContainsFunc(items, vacant)}
	s.buf, s.starts = s.buf[:0], s.starts[:0]
	forced := false
	for _, ln := range s.Lines(t.From, t.To) {
		s.starts = append(s.starts, len(s.buf))
		s.line(&w, s.Pieces(ln), t.Size)
		for range ln.Blanks {
			s.buf = append(s.buf, ' ')
		}
		if ln.Forced {
			forced = true
			s.buf = append(s.buf, '\n')
		}
	}
	if len(items) == 1 && items[0].Kind == doc.Text && !forced {
		w.text = ooxml.Clean(items[0].Text) // without another copy
	} else {
		w.text = string(s.buf)
	}
	return w
}

// vacant reports room to write on with nothing in it.
func vacant(it doc.Inline) bool {
	return it.Kind == doc.Blank && it.Text == "" || it.Kind == doc.Boxes && it.Choice.On == 0
}

func (s *setter) line(w *words, pieces []typeset.Piece, size doc.Length) {
	end := doc.Length(0)
	for i := range pieces {
		switch pc := &pieces[i]; {
		case pc.Kind == typeset.Box:
			if pc.X > end {
				s.buf = append(s.buf, apart)
			}
			box := emptyBox
			if pc.On {
				box = tickedBox
			}
			s.buf = utf8.AppendRune(s.buf, box)
		case pc.Kind == typeset.Rule:
			s.rule(w, pc, size)
		case !pc.Value:
			s.buf = append(s.buf, pc.Text...)
		}
		end = pieces[i].X + pieces[i].W
	}
}

// rule writes a space to write on as blanks with a line under them, its value in
// the middle.
func (s *setter) rule(w *words, pc *typeset.Piece, size doc.Length) {
	free := int((pc.W - s.Measure(pc.Text, doc.Style{Size: size})) / max(size, 1))
	before := free / 2
	if pc.Plain {
		before = 0
	}
	from := len(s.buf)
	s.blanks(before)
	s.buf = append(s.buf, ooxml.Clean(pc.Text)...)
	s.blanks(free - before)
	if !pc.Plain && len(s.buf) > from {
		w.ruled = append(w.ruled, span{from, len(s.buf)})
	}
}

func (s *setter) blanks(n int) {
	for range n {
		s.buf = utf8.AppendRune(s.buf, emptyRoom)
	}
}
