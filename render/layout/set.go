package layout

import (
	"strings"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/kinsoku"
)

// Proportions of set type, in hundredths of its size.
const (
	leading   = 125 // from baseline to baseline
	ascent    = 86  // of the type above the baseline
	padSide   = 24  // between a cell's text and its side
	padSmall  = 20  // the same for small type, which narrow columns are set in
	padAbove  = 18
	boxSize   = 86 // a box to tick
	boxGap    = 14 // between a box and its words
	boxMiddle = 36 // of a box, above the baseline
	ranGap    = 55 // between one option and the next
)

// boxApart is between boxes of two lines.
const boxApart = 3 * doc.Mm / 5

// smallType is the size below which padSmall holds.
const smallType = 8 * doc.Pt

// side is the room between a cell's text and its side.
func side(size doc.Length) doc.Length {
	if size < smallType {
		return part(size, padSmall)
	}
	return part(size, padSide)
}

func part(size doc.Length, hundredths int) doc.Length { return size * doc.Length(hundredths) / 100 }

// pieceKind is what a piece of a set line is.
type pieceKind uint8

const (
	textPiece pieceKind = iota
	boxPiece
	rulePiece
)

// piece is a part of a set line; x counts from the line's left end.
type piece struct {
	kind pieceKind
	face doc.Face
	x, w doc.Length
	text string
	on   bool // of a box: it is ticked

	track doc.Length // added to every character; only official documents ask for it
}

// line is a range of pieces and their width together.
type line struct {
	from, to int
	width    doc.Length
}

// setter breaks inlines into lines. Its lines and pieces live until reset, so
// that a document is set without an allocation a cell.
type setter struct {
	m      Measurer
	box    doc.Length // least side of boxes to tick
	pieces []piece
	lines  []line

	// of the text being set:
	face  doc.Face
	size  doc.Length
	width doc.Length
	track doc.Length // added to every character
	first doc.Length // where the first line begins
	x     doc.Length // where the next piece begins
	begun int        // first piece of the line being set
	base  int        // first line of the text being set
	grow  bool       // the last piece is text that may be extended
	over  doc.Length // width of the widest number that a line could not hold
}

func (s *setter) reset() {
	s.pieces, s.lines = s.pieces[:0], s.lines[:0]
}

// set breaks items into lines no wider than width and gives the range of lines
// that it made. Text without content makes no line.
func (s *setter) set(items []doc.Inline, style doc.Style, width doc.Length) (from, to int) {
	s.face, s.size, s.width = style.Face, style.Size, width
	s.x, s.begun, s.base, s.grow, s.over = s.first, len(s.pieces), len(s.lines), false, 0
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
	if len(s.pieces) > s.begun || len(s.lines) > s.base {
		s.newline()
	}
	return s.base, len(s.lines)
}

// newline ends the line being set.
func (s *setter) newline() {
	s.lines = append(s.lines, line{from: s.begun, to: len(s.pieces), width: s.x})
	s.begun, s.x, s.grow = len(s.pieces), 0, false
}

func (s *setter) empty() bool { return len(s.pieces) == s.begun }

// words sets running text: atoms that are never broken, except where one alone
// is wider than the line.
func (s *setter) words(text string) {
	s.grow = false
	for i := 0; i < len(text); {
		if text[i] == '\n' {
			s.newline()
			i++
			continue
		}
		end, w, face := s.atom(text, i)
		if s.x+w > s.width && !s.empty() && text[i] != ' ' {
			s.newline()
		}
		if text[i] == ' ' && s.x+w > s.width {
			i = end // a blank that would begin a line is dropped
			continue
		}
		switch {
		case w > s.width:
			if hasDigit(text[i:end]) {
				s.over = max(s.over, w)
			}
			s.spell(text, i, end)
		case face != mixed:
			s.extend(face, text, i, end, w)
		default:
			s.append(text, i, end)
		}
		i = end
	}
	s.grow = false
}

// spell sets an atom that is wider than the line, breaking after any character.
func (s *setter) spell(text string, from, to int) {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		w := s.advance(s.m.Glyph(s.face, r))
		if s.x+w > s.width && !s.empty() {
			s.newline()
		}
		s.append(text, i, i+n)
		i += n
	}
}

func (s *setter) advance(g Glyph) doc.Length {
	if g.Rune == 0 {
		return 0
	}
	return doc.Length(g.Advance)*s.size/1000 + s.track
}

// append puts text[from:to] on the line, extending the last piece while the
// face stays the same and every character stands for itself.
func (s *setter) append(text string, from, to int) {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		g := s.m.Glyph(s.face, r)
		w := s.advance(g)
		switch {
		case g.Rune == 0: // a character without width or ink
			s.grow = false
		case g.Rune != r || r == utf8.RuneError:
			s.push(g.Face, string(g.Rune), w)
			s.grow = false
		default:
			s.extend(g.Face, text, i, i+n, w)
		}
		i += n
	}
}

// extend puts text[from:to] on the line, characters of one face that stand for
// themselves.
func (s *setter) extend(face doc.Face, text string, from, to int, w doc.Length) {
	if last := len(s.pieces) - 1; s.grow && s.pieces[last].face == face {
		p := &s.pieces[last]
		p.text = text[from-len(p.text) : to]
		p.w += w
		s.x += w
		return
	}
	s.push(face, text[from:to], w)
	s.grow = true
}

func (s *setter) push(face doc.Face, text string, w doc.Length) {
	s.pieces = append(s.pieces, piece{kind: textPiece, face: face, x: s.x, w: w, text: text})
	s.x += w
}

// mixed is the face of an atom whose characters have several, or do not all
// stand for themselves.
const mixed = doc.Face(255)

// atom finds the end of what must not be broken from i on, its width and its
// face.
func (s *setter) atom(text string, i int) (end int, w doc.Length, face doc.Face) {
	r, n := utf8.DecodeRuneInString(text[i:])
	end = i + n
	g := s.m.Glyph(s.face, r)
	w, face = s.advance(g), g.Face
	if g.Rune != r || r == utf8.RuneError {
		face = mixed
	}
	if r == ' ' {
		return end, w, face
	}
	for end < len(text) {
		next, n := utf8.DecodeRuneInString(text[end:])
		if next == ' ' || next == '\n' || !kinsoku.Together(r, next) {
			break
		}
		g := s.m.Glyph(s.face, next)
		if g.Face != face || g.Rune != next || next == utf8.RuneError {
			face = mixed
		}
		w += s.advance(g)
		end += n
		r = next
	}
	return end, w, face
}

// measure gives the width of text on one line.
func (s *setter) measure(text string, style doc.Style) doc.Length {
	w := doc.Length(0)
	for _, r := range text {
		w += doc.Length(s.m.Glyph(style.Face, r).Advance) * style.Size / 1000
	}
	return w
}

// blank sets a space to write on, with its value if there is one. A value that
// is wider than a line is set as running text.
func (s *setter) blank(it *doc.Inline) {
	pad := part(s.size, 20)
	value := s.measure(it.Text, doc.Style{Face: s.face, Size: s.size})
	w := max(it.Width, value+2*pad)
	if value+2*pad > s.width {
		s.words(it.Text)
		return
	}
	w = min(w, s.width)
	if s.x+w > s.width && !s.empty() {
		s.newline()
	}
	if it.Rest {
		w = max(w, s.width-s.x)
	}
	start := s.x
	if !it.Plain {
		s.pieces = append(s.pieces, piece{kind: rulePiece, x: start, w: w})
	}
	if it.Text != "" {
		s.x = start + max(pad, (w-value)/2)
		if it.Plain {
			s.x = start + pad
		}
		s.grow = false
		s.append(it.Text, 0, len(it.Text))
	} else if it.Plain {
		// A space without rule or value still holds its line open.
		s.pieces = append(s.pieces, piece{kind: textPiece, x: start})
	}
	s.x, s.grow = start+w, false
}

// side is the side of a box to tick beside type of a size.
func (s *setter) side(size doc.Length) doc.Length { return max(part(size, boxSize), s.box) }

// lead is the distance from baseline to baseline of items: boxes of two lines do
// not touch.
func (s *setter) lead(items []doc.Inline, size doc.Length) doc.Length {
	for i := range items {
		if items[i].Kind == doc.Boxes {
			return max(part(size, leading), s.side(size)+boxApart)
		}
	}
	return part(size, leading)
}

// boxes sets the options of a choice, each box with its words on one line.
func (s *setter) boxes(c *doc.Choice) {
	box, gap, ran := s.side(s.size), part(s.size, boxGap), part(s.size, ranGap)
	for i, label := range c.Options {
		w := box
		if label != "" {
			w += gap + s.measure(label, doc.Style{Face: s.face, Size: s.size})
		}
		if !s.empty() && i > 0 {
			s.x += ran
		}
		if s.x+w > s.width && !s.empty() {
			s.x -= min(s.x, ran)
			s.newline()
		}
		s.pieces = append(s.pieces, piece{kind: boxPiece, x: s.x, w: box, on: c.Ticked(i)})
		s.x += box
		if label != "" {
			s.x += gap
			s.grow = false
			s.words(label)
		}
	}
	s.grow = false
}

// hasDigit reports text with a digit in it: a number, a date, a code.
func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
