package typeset

import (
	"strings"
	"unicode/utf8"

	"ruhu/render/doc"
)

// Lines of running text end at the margin. One that is short is spread between
// its characters; where that would tear it apart, because a number with its
// brackets stands next and cannot be broken, it takes the number in and draws
// its signs closer, which are half blank (推入式避头尾).

// loose is from where on a line is too short to be spread unseen, in hundredths
// of a character between two of its characters.
const loose = 5

// What of a sign's blank half can go, in hundredths of the type size: of one
// beside another sign or at the end of a line all of it, of one amidst words half.
const (
	slackBeside = 50
	slackAmidst = 25
)

// closes reports signs whose right half is blank.
func closes(r rune) bool { return strings.ContainsRune("，。、；：）》】〉〕”’", r) }

// opens reports signs whose left half is blank.
func opens(r rune) bool { return strings.ContainsRune("（《【〈〔“‘", r) }

// Margins is between which edges running text is set.
type Margins struct {
	Width doc.Length
	First doc.Length // where the first line begins
	Track doc.Length // added to every character
	// Justify says that lines end at the margin: a line may be wider than Width by
	// what its signs can do without.
	Justify bool
}

// Running breaks running text into lines and gives their range.
func (s *Setter) Running(text string, style doc.Style, m Margins) (from, to int) {
	s.first, s.track = m.First, m.Track
	defer func() { s.first, s.track = 0, 0 }()
	if !m.Justify {
		return s.Set([]doc.Inline{{Text: text}}, style, m.Width)
	}
	s.begin(style, m.Width)
	begin := 0 // of the line, in text
	for i := 0; i < len(text); {
		end, w, _ := s.atom(text, i)
		over := s.x + w - s.width
		switch {
		case text[i] == ' ' && (over > 0 || i > 0 && i == begin): // a blank that would begin a line is dropped
			i = end
			if s.empty() {
				begin = end
			}
			continue
		case over > 0 && !s.empty() && s.torn(text[begin:i]) && over <= sum(s.slack([]rune(text[begin:end]))): // drawn together it fits
			s.append(text, i, end)
			s.newline(false)
			i, begin = end, end
			continue
		case over > 0 && !s.empty():
			s.newline(false)
			begin = i
		}
		if w > s.width {
			s.spell(text, i, end)
		} else {
			s.append(text, i, end)
		}
		i = end
	}
	if !s.empty() {
		s.newline(false)
	}
	return s.base, len(s.lines)
}

// torn reports that a line that ends here would be spread for all to see.
func (s *Setter) torn(line string) bool {
	return (s.width-s.x)*100 > s.size*loose*doc.Length(spaces([]rune(line)))
}

func sum(list []doc.Length) (total doc.Length) {
	for _, l := range list {
		total += l
	}
	return total
}

// slack tells how much may be taken behind each character of a line; the last
// one's stands over the margin.
func (s *Setter) slack(line []rune) []doc.Length {
	out := make([]doc.Length, len(line))
	for i, r := range line {
		next := rune(0) // the end of the line
		if i+1 < len(line) {
			next = line[i+1]
		}
		sign := closes(r) || opens(r)
		switch {
		case closes(r) && s.wide(r) && (next == 0 || closes(next) || opens(next)), opens(next) && s.wide(next) && sign:
			out[i] = Part(s.size, slackBeside)
		case closes(r) && s.wide(r), opens(next) && s.wide(next):
			out[i] = Part(s.size, slackAmidst)
		}
	}
	return out
}

// wide reports a sign as wide as a Han character: one of half that width has
// nothing to spare.
func (s *Setter) wide(r rune) bool {
	g := s.f.Measurer.Glyph(s.face, r)
	return g.Rune == r && g.Advance > 900
}

// spaces counts the places of a line where it can be spread: not within a number,
// which would fall apart.
func spaces(line []rune) int {
	n := 0
	for i := range len(line) - 1 {
		if !unspread(line[i], line[i+1]) {
			n++
		}
	}
	return n
}

// unspread reports two neighbours that stay as close as they are.
func unspread(a, b rune) bool { return a < utf8.RuneSelf && b < utf8.RuneSelf }

// Justified spreads pieces over the room that is left, or draws them together
// where it is negative.
func (s *Setter) Justified(pieces []Piece, room doc.Length, style doc.Style) []Piece {
	var text []rune
	for _, p := range pieces {
		text = append(text, []rune(p.Text)...)
	}
	extra := s.extra(text, room)
	if extra == nil {
		return pieces
	}
	var out []Piece
	x, i := pieces[0].X, 0
	for _, p := range pieces {
		begun, from := len(out), 0
		for at, r := range p.Text {
			t := p.Track + extra[i]
			w := s.Measure(string(r), style) + t
			if len(out) == begun || out[len(out)-1].Track != t {
				from = at
				out = append(out, Piece{Kind: p.Kind, Face: p.Face, X: x, Track: t})
			}
			last := &out[len(out)-1]
			last.Text = p.Text[from : at+utf8.RuneLen(r)]
			last.W += w
			x += w
			i++
		}
	}
	return out
}

// extra gives what is added behind each character of a line so that room, which
// may be negative, goes; nil where there is no place for it.
func (s *Setter) extra(line []rune, room doc.Length) []doc.Length {
	out := make([]doc.Length, len(line))
	switch n := spaces(line); {
	case room > 0 && n > 0:
		for i := range len(line) - 1 {
			if !unspread(line[i], line[i+1]) {
				out[i] = room / doc.Length(n)
			}
		}
		return out
	case room < 0:
		slack := s.slack(line)
		all := sum(slack)
		for i, g := range slack {
			if all > 0 {
				out[i] = -min(g, g*-room/all)
			}
		}
		return out
	}
	return nil
}
