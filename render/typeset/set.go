package typeset

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/kinsoku"
)

// PieceKind is what a piece of a set line is.
type PieceKind uint8

// The kinds of pieces.
const (
	Words PieceKind = iota
	Box             // to tick
	Rule            // to write on; its value follows as Words
)

// Piece is a part of a set line.
type Piece struct {
	Kind PieceKind
	Face doc.Face
	X, W doc.Length // X counts from the line's left end
	Text string     // of Words, and the value that stands on a Rule
	On   bool       // a Box is ticked
	// Plain says that a Rule is bare room, Value that Words stand on the Rule
	// before them.
	Plain, Value bool
	Track        doc.Length // added to every character; only official documents ask for it
}

// Line is a set line.
type Line struct {
	from, to int
	Width    doc.Length
	// Blanks is how many blanks of the text hang over its end and are in no piece.
	Blanks int
	// Forced says that it ends before its text would have to.
	Forced bool
}

// Setter breaks inlines into lines. Its lines and pieces live until Reset, so
// that a document is set without an allocation a cell. Use one for each
// goroutine.
type Setter struct {
	// LeastBox is the least side of boxes to tick.
	LeastBox doc.Length

	f      Format
	pieces []Piece
	lines  []Line

	// of the text being set:
	face   doc.Face
	size   doc.Length
	width  doc.Length
	track  doc.Length // added to every character
	first  doc.Length // where the first line begins
	x      doc.Length // where the next piece begins
	blanks int        // that hang over the end of the line
	begun  int        // first piece of the line being set
	base   int        // first line of the text being set
	grow   bool       // the last piece is text that may be extended
	value  bool       // what is set stands on a rule
	over   doc.Length // width of the widest number that a line could not hold
	number bool       // the line being set ends with a long number, blanks aside
	exact  bool       // numbers are as wide as measured
}

// NewSetter makes a setter for a format.
func NewSetter(f Format) Setter { return Setter{f: f} }

// Reset forgets all that was set.
func (s *Setter) Reset() { s.pieces, s.lines = s.pieces[:0], s.lines[:0] }

// Lines gives lines that were set.
func (s *Setter) Lines(from, to int) []Line { return s.lines[from:to] }

// Pieces gives the pieces of a line.
func (s *Setter) Pieces(l Line) []Piece { return s.pieces[l.from:l.to] }

// Set breaks items into lines no wider than width and gives the range of lines
// that it made. Text without content makes no line.
func (s *Setter) Set(items []doc.Inline, style doc.Style, width doc.Length) (from, to int) {
	s.begin(style, width)
	for i := range items {
		switch it := &items[i]; it.Kind {
		case doc.Text:
			s.words(s.label(items, i))
		case doc.Break:
			s.newline(true)
		case doc.Blank:
			s.rule(it)
		case doc.Boxes:
			s.boxes(&it.Choice)
		}
	}
	return s.end()
}

// Count is how many lines Set would make.
func (s *Setter) Count(items []doc.Inline, style doc.Style, width doc.Length) int {
	lines, pieces := len(s.lines), len(s.pieces)
	from, to := s.Set(items, style, width)
	s.lines, s.pieces = s.lines[:lines], s.pieces[:pieces]
	return to - from
}

func (s *Setter) begin(style doc.Style, width doc.Length) {
	s.face, s.size, s.width = style.Face, style.Size, width
	s.begun, s.base = len(s.pieces), len(s.lines)
	s.x, s.blanks, s.grow, s.over, s.number = s.first, 0, false, 0, false
}

func (s *Setter) end() (from, to int) {
	if !s.empty() || len(s.lines) > s.base {
		s.newline(false)
	}
	return s.base, len(s.lines)
}

// newline ends the line being set. Word processors that break lines themselves
// must be told of one that is forced.
func (s *Setter) newline(forced bool) {
	s.lines = append(s.lines, Line{from: s.begun, to: len(s.pieces), Width: s.x, Blanks: s.blanks, Forced: forced})
	s.begun, s.x, s.blanks, s.grow = len(s.pieces), 0, 0, false
}

func (s *Setter) empty() bool { return len(s.pieces) == s.begun }

// words sets running text: atoms that are never broken, except where one alone
// is wider than the line. Word and Excel are told where a line ends between two long
// numbers, and before one with a hyphen: left to themselves, they may end it inside.
func (s *Setter) words(text string) {
	s.grow = false
	for i := 0; i < len(text); {
		if text[i] == '\n' {
			s.newline(true)
			i++
			continue
		}
		end, w, face := s.atom(text, i)
		long := !s.f.Placed && longNumber(text[i:end])
		if long {
			w += s.spare(text[i:end])
		}
		switch over := s.x+w > s.width; {
		case text[i] == ' ' && over: // it would begin the next line
			s.blanks++
			i = end
			continue
		case (over || s.blanks > 0) && !s.empty():
			s.newline(long && (s.number || strings.ContainsAny(text[i:end], "-/")))
		}
		s.number = long || s.number && text[i] == ' '
		switch {
		case w > s.width:
			if strings.ContainsAny(text[i:end], "0123456789") {
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

// longDigits is how many digits make a number long: telephones, amounts and the
// numbers of people and households, but no years.
const longDigits = 5

// longNumber reports an atom with a long number.
func longNumber(atom string) bool { return len(atom) >= longDigits && digits(atom) >= longDigits }

func digits(text string) (n int) {
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			n++
		}
	}
	return n
}

// spare is how much wider than measured a long number may be.
func (s *Setter) spare(number string) doc.Length {
	if s.exact {
		return 0
	}
	return Part(s.size, s.f.Spare*digits(number))
}

// spell sets an atom that is wider than the line, breaking after any character.
func (s *Setter) spell(text string, from, to int) {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		w := s.advance(s.f.Measurer.Glyph(s.face, r))
		if s.x+w > s.width && !s.empty() {
			s.newline(false)
		}
		s.append(text, i, i+n)
		i += n
	}
}

func (s *Setter) advance(g Glyph) doc.Length {
	if g.Rune == 0 {
		return 0
	}
	return doc.Length(g.Advance)*s.size/1000 + s.track
}

// append puts text[from:to] on the line, extending the last piece while the
// face stays the same and every character stands for itself.
func (s *Setter) append(text string, from, to int) {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:])
		g := s.f.Measurer.Glyph(s.face, r)
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
func (s *Setter) extend(face doc.Face, text string, from, to int, w doc.Length) {
	if last := len(s.pieces) - 1; s.grow && s.pieces[last].Face == face {
		p := &s.pieces[last]
		p.Text = text[from-len(p.Text) : to]
		p.W += w
		s.x += w
		return
	}
	s.push(face, text[from:to], w)
	s.grow = true
}

func (s *Setter) push(face doc.Face, text string, w doc.Length) {
	s.pieces = append(s.pieces, Piece{Kind: Words, Face: face, X: s.x, W: w, Text: text, Value: s.value, Track: s.track})
	s.x += w
}

// mixed is the face of an atom whose characters have several, or do not all
// stand for themselves.
const mixed = doc.Face(255)

// atom finds the end of what must not be broken from i on, its width and its
// face.
func (s *Setter) atom(text string, i int) (end int, w doc.Length, face doc.Face) {
	r, n := utf8.DecodeRuneInString(text[i:])
	end = i + n
	g := s.f.Measurer.Glyph(s.face, r)
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
		g := s.f.Measurer.Glyph(s.face, next)
		if g.Face != face || g.Rune != next || next == utf8.RuneError {
			face = mixed
		}
		w += s.advance(g)
		end += n
		r = next
	}
	return end, w, face
}

// Measure gives the width of text on one line.
func (s *Setter) Measure(text string, style doc.Style) doc.Length {
	w := doc.Length(0)
	for _, r := range text {
		w += doc.Length(s.f.Measurer.Glyph(style.Face, r).Advance) * style.Size / 1000
	}
	return w
}

// label gives the i-th item's text. One that names the space to write on behind it,
// such as 户主：, goes to the next line together with that and its unit.
func (s *Setter) label(items []doc.Inline, i int) string {
	text := items[i].Text
	if s.empty() || i+1 == len(items) || items[i+1].Kind != doc.Blank || !strings.HasSuffix(text, "：") {
		return text
	}
	style := doc.Style{Face: s.face, Size: s.size}
	w := s.Measure(text, style) + s.ruled(&items[i+1])
	if i+2 < len(items) && items[i+2].Kind == doc.Text {
		unit, _, _ := strings.Cut(items[i+2].Text, "　")
		w += s.Measure(unit, style)
	}
	if s.x+w <= s.width || w > s.width {
		return text
	}
	s.newline(true)
	return strings.TrimLeft(text, "　")
}

// ruled is how wide a space to write on is: it holds its value.
func (s *Setter) ruled(it *doc.Inline) doc.Length {
	return max(it.Width, s.Measure(it.Text, doc.Style{Face: s.face, Size: s.size})+2*Part(s.size, s.f.Beside))
}

// rule sets a space to write on, with its value if there is one. A value that is
// wider than a line is set as running text.
func (s *Setter) rule(it *doc.Inline) {
	beside := Part(s.size, s.f.Beside)
	value := s.Measure(it.Text, doc.Style{Face: s.face, Size: s.size})
	if value+2*beside > s.width {
		s.words(it.Text)
		return
	}
	w := min(s.ruled(it), s.width)
	if s.x+w > s.width && !s.empty() {
		s.newline(true)
	}
	if it.Rest {
		w = max(w, s.width-s.x)
	}
	if step := Part(s.size, s.f.RulePart); step > 0 {
		w = value + (w-value)/step*step
	}
	start := s.x
	s.pieces = append(s.pieces, Piece{Kind: Rule, X: start, W: w, Text: it.Text, Plain: it.Plain})
	if it.Text != "" {
		s.x = start + max(beside, (w-value)/2)
		if it.Plain {
			s.x = start + beside
		}
		s.grow, s.value = false, true
		s.append(it.Text, 0, len(it.Text))
		s.value = false
	}
	s.x, s.grow = start+w, false
}

// box is the side of a box to tick beside type of a size.
func (s *Setter) box(size doc.Length, ticked bool) doc.Length {
	if ticked {
		return max(Part(size, s.f.Ticked), s.LeastBox)
	}
	return max(Part(size, s.f.Box), s.LeastBox)
}

// boxes sets the options of a choice, each box with its words on one line.
func (s *Setter) boxes(c *doc.Choice) {
	gap := Part(s.size, s.f.BoxGap)
	for i, label := range c.Options {
		box, apart := s.box(s.size, c.Ticked(i)), doc.Length(0)
		w := box
		if label != "" {
			w += gap + s.Measure(label, doc.Style{Face: s.face, Size: s.size})
		}
		if !s.empty() && i > 0 {
			apart = Part(s.size, s.f.Apart)
		}
		if s.x+apart+w > s.width && !s.empty() {
			s.newline(true)
			apart = 0
		}
		s.x += apart
		s.pieces = append(s.pieces, Piece{Kind: Box, X: s.x, W: box, On: c.Ticked(i)})
		s.x += box
		if label != "" {
			s.x += gap
			s.words(label)
		}
	}
	s.grow = false
}

// boxApart is between drawn boxes of two lines.
const boxApart = 3 * doc.Mm / 5

// Lead is the distance from baseline to baseline of items: boxes of two lines do
// not touch.
func (s *Setter) Lead(items []doc.Inline, size doc.Length) doc.Length {
	if s.f.Placed && slices.ContainsFunc(items, func(it doc.Inline) bool { return it.Kind == doc.Boxes }) {
		return max(Leading(size), s.box(size, false)+boxApart)
	}
	return Leading(size)
}
