package layout

import (
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

// What a sign gives of its blank half, in hundredths of the type size: one beside
// another sign or at the end of a line all of it, one amidst words half of it.
const (
	givesBeside = 50
	givesAmidst = 25
)

// closes reports signs whose right half is blank.
func closes(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '）', '》', '】', '〉', '〕', '”', '’':
		return true
	}
	return false
}

// opens reports signs whose left half is blank.
func opens(r rune) bool {
	switch r {
	case '（', '《', '【', '〈', '〔', '“', '‘':
		return true
	}
	return false
}

// running breaks text into lines as set does. If it is to be justified, a line
// may be wider than width by what its signs can give.
func (s *setter) running(text string, style doc.Style, width doc.Length, justify bool) (from, to int) {
	if !justify {
		return s.set([]doc.Inline{{Text: text}}, style, width)
	}
	s.face, s.size, s.width = style.Face, style.Size, width
	s.x, s.begun, s.base, s.grow = s.first, len(s.pieces), len(s.lines), false
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
		case over > 0 && !s.empty() && s.torn(text[begin:i]) && over <= s.given(text[begin:end]):
			s.append(text, i, end)
			s.newline()
			i, begin = end, end
			continue
		case over > 0 && !s.empty():
			s.newline()
			begin = i
		}
		if w > s.width {
			s.spell(text, i, end)
		} else {
			s.append(text, i, end)
		}
		i = end
	}
	s.grow = false
	if len(s.pieces) > s.begun {
		s.newline()
	}
	return s.base, len(s.lines)
}

// torn reports that a line that ends here would be spread for all to see.
func (s *setter) torn(line string) bool {
	return (s.width-s.x)*100 > s.size*loose*doc.Length(spaces([]rune(line)))
}

// given is how much a line can be drawn together.
func (s *setter) given(line string) doc.Length {
	sum := doc.Length(0)
	for _, g := range s.gives([]rune(line)) {
		sum += g
	}
	return sum
}

// gives tells how much may be taken behind each character of a line; the last
// one's stands over the margin.
func (s *setter) gives(line []rune) []doc.Length {
	out := make([]doc.Length, len(line))
	for i, r := range line {
		next := rune(0) // the end of the line
		if i+1 < len(line) {
			next = line[i+1]
		}
		sign := closes(r) || opens(r)
		switch {
		case closes(r) && s.wide(r) && (next == 0 || closes(next) || opens(next)), opens(next) && s.wide(next) && sign:
			out[i] = part(s.size, givesBeside)
		case closes(r) && s.wide(r), opens(next) && s.wide(next):
			out[i] = part(s.size, givesAmidst)
		}
	}
	return out
}

// wide reports a sign as wide as a Han character: one of half that width has
// nothing to give.
func (s *setter) wide(r rune) bool {
	g := s.m.Glyph(s.face, r)
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

// justified spreads pieces over the room that is left, or draws them together
// where it is negative. track is that of every character.
func (s *setter) justified(pieces []piece, room doc.Length, style doc.Style, track doc.Length) []piece {
	var text []rune
	for _, p := range pieces {
		text = append(text, []rune(p.text)...)
	}
	extra := s.extra(text, room)
	if extra == nil {
		return pieces
	}
	var out []piece
	x, i := pieces[0].x, 0
	for _, p := range pieces {
		begun, from := len(out), 0
		for at, r := range p.text {
			t := p.track + extra[i]
			w := s.measure(string(r), style) + track + extra[i]
			if len(out) == begun || out[len(out)-1].track != t {
				from = at
				out = append(out, piece{kind: p.kind, face: p.face, x: x, track: t})
			}
			last := &out[len(out)-1]
			last.text = p.text[from : at+utf8.RuneLen(r)]
			last.w += w
			x += w
			i++
		}
	}
	return out
}

// extra gives what is added behind each character of a line so that room, which
// may be negative, goes; nil where there is no place for it.
func (s *setter) extra(line []rune, room doc.Length) []doc.Length {
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
		sum := doc.Length(0)
		gives := s.gives(line)
		for _, g := range gives {
			sum += g
		}
		for i, g := range gives {
			if sum > 0 {
				out[i] = -min(g, g*-room/sum)
			}
		}
		return out
	}
	return nil
}
