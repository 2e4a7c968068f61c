package docx

import (
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/kinsoku"
)

// Proportions of set type, in hundredths of its size. They are those of the
// PDF, so that rows grow alike.
const (
	leading  = 125 // from baseline to baseline
	padSide  = 24  // between a cell's text and its side
	padSmall = 20  // the same for small type, which narrow columns are set in
	padAbove = 18
	boxWide  = 100 // □ is as wide as a Han character
	tickWide = 115 // ☑ may be wider, in whatever font has it
	ranGap   = 50  // two blanks, between one option and the next
	valuePad = 20  // beside a value on its rule
)

// smallType is the size below which padSmall holds.
const smallType = 8 * doc.Pt

// side is the room between a cell's text and its side.
func side(size doc.Length) doc.Length {
	if size < smallType {
		return hundredths(size, padSmall)
	}
	return hundredths(size, padSide)
}

// piece is a part of an estimated line; x counts from the line's left end.
type piece struct {
	kind   doc.InlineKind // Text, Blank or Boxes
	text   string
	x, w   doc.Length
	plain  bool // of a Blank: no rule
	ticked bool // of Boxes
}

// line is a range of pieces and their width together.
type line struct {
	from, to int
	width    doc.Length
}

// setter breaks inlines into lines by estimated widths: to know how tall a cell
// will be, and to place what Word would not break or space as wanted. Its lines
// live until it sets again.
type setter struct {
	pieces []piece
	lines  []line

	style doc.Style
	width doc.Length
	x     doc.Length // where the next piece begins
	first int        // first piece of the line being set
}

// set breaks items into lines no wider than room. Items without content make
// no line.
func (s *setter) set(items []doc.Inline, style doc.Style, room doc.Length) []line {
	s.pieces, s.lines = s.pieces[:0], s.lines[:0]
	s.style, s.width, s.x, s.first = style, room, 0, 0
	for i := range items {
		switch it := &items[i]; it.Kind {
		case doc.Text:
			s.words(it.Text)
		case doc.Break:
			s.newline()
		case doc.Blank:
			s.blank(it)
		case doc.Boxes:
			s.boxes(&it.Choice)
		}
	}
	if len(s.pieces) > s.first || len(s.lines) > 0 {
		s.newline()
	}
	return s.lines
}

func (s *setter) newline() {
	s.lines = append(s.lines, line{from: s.first, to: len(s.pieces), width: s.x})
	s.first, s.x = len(s.pieces), 0
}

func (s *setter) empty() bool { return len(s.pieces) == s.first }

// words sets running text: atoms that are never broken, except where one alone
// is wider than the line.
func (s *setter) words(text string) {
	from, start := 0, s.x // of what is on this line and not yet a piece
	end := func(i int) {
		if i > from {
			s.pieces = append(s.pieces, piece{kind: doc.Text, text: text[from:i], x: start, w: s.x - start})
		}
		s.newline()
		from, start = i, 0
	}
	for i := 0; i < len(text); {
		if text[i] == '\n' {
			end(i)
			i++
			from = i
			continue
		}
		to, w := s.atom(text, i)
		if s.x+w > s.width && (!s.empty() || i > from) {
			end(i)
			if text[i] == ' ' { // a blank that would begin a line is dropped
				i = to
				from = i
				continue
			}
		}
		for w > s.width && i < to { // wider than a line: broken after any character
			r, n := utf8.DecodeRuneInString(text[i:])
			if s.x+s.advance(r) > s.width && i > from {
				end(i)
			}
			s.x += s.advance(r)
			i += n
		}
		if i < to {
			s.x += w
			i = to
		}
	}
	if len(text) > from {
		s.pieces = append(s.pieces, piece{kind: doc.Text, text: text[from:], x: start, w: s.x - start})
	}
}

func (s *setter) advance(r rune) doc.Length {
	return advance(s.style.Face, r) * s.style.Size / 1000
}

// atom finds the end of what must not be broken from i on, and its width.
func (s *setter) atom(text string, i int) (end int, w doc.Length) {
	r, n := utf8.DecodeRuneInString(text[i:])
	end, w = i+n, s.advance(r)
	for r != ' ' && end < len(text) {
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

// blank sets a space to write on, with its value if there is one. A value that
// is wider than a line is set as running text.
func (s *setter) blank(it *doc.Inline) {
	value := width(it.Text, s.style) + 2*hundredths(s.style.Size, valuePad)
	if value > s.width {
		s.words(it.Text)
		return
	}
	w := min(max(it.Width, value), s.width)
	if s.x+w > s.width && !s.empty() {
		s.newline()
	}
	if it.Rest {
		w = max(w, s.width-s.x)
	}
	s.pieces = append(s.pieces, piece{kind: doc.Blank, text: it.Text, x: s.x, w: w, plain: it.Plain})
	s.x += w
}

// boxes sets the options of a choice, each box with its words on one line.
func (s *setter) boxes(c *doc.Choice) {
	ran := hundredths(s.style.Size, ranGap)
	for i, label := range c.Options {
		box := hundredths(s.style.Size, boxWide)
		if c.Ticked(i) {
			box = hundredths(s.style.Size, tickWide)
		}
		w := box + width(label, s.style)
		gap := doc.Length(0)
		if !s.empty() && i > 0 {
			gap = ran
		}
		if s.x+gap+w > s.width && !s.empty() {
			s.newline()
			gap = 0
		}
		if gap > 0 {
			s.pieces = append(s.pieces, piece{kind: doc.Text, text: "  ", x: s.x, w: gap})
			s.x += gap
		}
		s.pieces = append(s.pieces, piece{kind: doc.Boxes, x: s.x, w: box, ticked: c.Ticked(i)})
		s.x += box
		s.words(label)
	}
}
