package xlsx

import (
	"fmt"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/kinsoku"
	"ruhu/render/ooxml"
)

// Proportions of set type, in hundredths of its size. They are those of the
// PDF, so that rows grow alike.
const (
	leading  = 125 // from baseline to baseline
	padAbove = 18
	// What stands in for 宋体 may have far taller lines. From four lines on,
	// rows are made so high that such lines are not cut off either, unless that
	// would cost a page.
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

func part(size doc.Length, hundredths int) doc.Length { return size * doc.Length(hundredths) / 100 }

// span is a range of bytes.
type span struct{ from, to int }

// words is the text of one cell as Excel will show it.
type words struct {
	text  string
	ruled []span // what is underlined
	lines int
	// forced says that it has line breaks of its own.
	forced bool
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
	if p == tight {
		return part(size, leading*n)
	}
	return part(size, max(leading*n, tallLeading*n-tallLess))
}

// height is what a cell's lines need, with the room above and below them.
func (p pitch) height(w words, size doc.Length) doc.Length {
	if w.lines == 0 {
		return 0
	}
	return p.lines(w.lines, size) + part(size, 2*padAbove)
}

// setter turns inlines into words, counting their lines at a width. Excel
// breaks lines by itself; it is told where only between options and before a
// rule, which it would tear apart.
type setter struct {
	size, width doc.Length
	running     bool       // running text, not a cell's
	x           doc.Length // where the line being set ends
	begun       bool       // it has something on it
	buf         []byte
	out         words
	starts      []int // where lines begin, for cells that are cut
}

// set sets items at a size in a width. It reports an inline that it does not
// know.
func (s *setter) set(items []doc.Inline, size, width doc.Length) (words, error) {
	s.size, s.width, s.x, s.begun = size, width, 0, false
	s.buf, s.out, s.starts = s.buf[:0], words{}, append(s.starts[:0], 0)
	plain := len(items) == 1 && items[0].Kind == doc.Text
	for i := range items {
		switch it := &items[i]; it.Kind {
		case doc.Text:
			s.words(ooxml.Clean(it.Text))
		case doc.Break:
			s.force()
		case doc.Blank:
			s.room(it)
		case doc.Boxes:
			s.boxes(&it.Choice)
		default:
			return words{}, fmt.Errorf("unknown inline %d", it.Kind)
		}
	}
	if len(s.buf) > 0 {
		s.out.lines++
	}
	if plain {
		s.out.text = ooxml.Clean(items[0].Text) // without another copy
	} else {
		s.out.text = string(s.buf)
	}
	return s.out, nil
}

// wrap begins a line where Excel will begin one.
func (s *setter) wrap() {
	s.out.lines++
	s.x, s.begun = 0, false
	s.starts = append(s.starts, len(s.buf))
}

// force begins a line with a line break.
func (s *setter) force() {
	s.buf = append(s.buf, '\n')
	s.out.forced = true
	s.wrap()
}

// words sets running text: atoms that are never broken, except where one alone
// is wider than the line.
func (s *setter) words(text string) {
	for i := 0; i < len(text); {
		if text[i] == '\n' {
			s.force()
			i++
			continue
		}
		end, w := s.atom(text, i)
		switch {
		case text[i] == ' ' && s.x+w > s.width: // hangs over the line's end
			s.buf = append(s.buf, ' ')
		case w > s.width:
			s.spell(text, i, end)
		default:
			s.put(text[i:end], w)
		}
		i = end
	}
}

// put adds what must not be broken, on the next line where it does not fit.
func (s *setter) put(text string, w doc.Length) {
	if s.x+w > s.width && s.begun {
		s.wrap()
	}
	s.buf = append(s.buf, text...)
	s.x += w
	s.begun = true
}

// spell sets an atom that is wider than the line, breaking after any character.
func (s *setter) spell(text string, from, to int) {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		s.put(text[i:i+n], s.advance(r))
		i += n
	}
}

func (s *setter) advance(r rune) doc.Length {
	if r == ' ' && s.running {
		return wideBlank * s.size / 1000
	}
	return advance(r) * s.size / 1000
}

// atom finds the end of what must not be broken from i on, and its width.
func (s *setter) atom(text string, i int) (end int, w doc.Length) {
	r, n := utf8.DecodeRuneInString(text[i:])
	end = i + n
	w = s.advance(r)
	if r == ' ' {
		return end, w
	}
	for end < len(text) {
		next, n := utf8.DecodeRuneInString(text[end:])
		if next == ' ' || next == '\n' || !kinsoku.Together(r, next) {
			break
		}
		w += s.advance(next)
		end += n
		r = next
	}
	return end, w
}

// room sets a space to write on as blanks with a line under them, its value in
// the middle. Its width is rounded down to whole Han characters.
func (s *setter) room(it *doc.Inline) {
	value := ooxml.Clean(it.Text)
	had := width(value, s.size)
	if had > s.width {
		s.words(value)
		return
	}
	w := min(max(it.Width, had), s.width)
	if s.x+w > s.width && s.begun {
		s.force()
	}
	if it.Rest {
		w = max(w, s.width-s.x)
	}
	free := int((w - had) / max(s.size, 1))
	before := free / 2
	if it.Plain {
		before = 0
	}
	from := len(s.buf)
	s.blanks(before)
	s.buf = append(s.buf, value...)
	s.blanks(free - before)
	if !it.Plain && len(s.buf) > from {
		s.out.ruled = append(s.out.ruled, span{from, len(s.buf)})
	}
	s.x += had + doc.Length(free)*s.size
	s.begun = s.begun || len(s.buf) > from
	s.out.blank = s.out.blank || value == ""
}

func (s *setter) blanks(n int) {
	for range n {
		s.buf = utf8.AppendRune(s.buf, emptyRoom)
	}
}

// boxes sets the options of a choice, each box with its words on one line.
func (s *setter) boxes(c *doc.Choice) {
	ticked := false
	for i, label := range c.Options {
		box := emptyBox
		if c.Ticked(i) {
			box, ticked = tickedBox, true
		}
		label = ooxml.Clean(label)
		w := s.size + width(label, s.size)
		gap := doc.Length(0)
		if i > 0 && s.begun {
			gap = s.advance(apart)
		}
		switch {
		case s.begun && s.x+gap+w > s.width:
			s.force()
		case gap > 0:
			s.buf = append(s.buf, byte(apart))
			s.x += gap
		}
		s.buf = utf8.AppendRune(s.buf, box)
		s.x += s.size
		s.begun = true
		s.words(label)
	}
	s.out.blank = s.out.blank || !ticked
}
