package pdf

import (
	"iter"
	"math/bits"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// Runes is characters, face by face. The zero value is empty. It is not safe for
// concurrent use.
type Runes struct {
	faces [doc.Faces]plane
}

// Page adds the characters of a page, without those beyond the basic plane and
// those that are lent: there are few of them in any file.
func (s *Runes) Page(p *layout.Page) {
	for i := range p.Texts {
		t := &p.Texts[i]
		if t.Face >= doc.Faces {
			continue
		}
		for _, r := range t.Text {
			s.faces[t.Face].add(r)
		}
	}
}

// Text adds the characters of a text to the faces of which the set has some.
func (s *Runes) Text(text string) {
	for i := range s.faces {
		if s.faces[i] == (plane{}) {
			continue
		}
		for _, r := range text {
			s.faces[i].add(r)
		}
	}
}

// plane is a set of characters of the basic multilingual plane.
type plane [1 << 16 / 64]uint64

// add puts a character of the basic plane in.
func (p *plane) add(r rune) {
	if r <= 0xFFFF && r != utf8.RuneError {
		p[uint16(r)>>6] |= 1 << (r & 63)
	}
}

// all gives the characters in order of their codes.
func (p *plane) all() iter.Seq[rune] {
	return func(yield func(rune) bool) {
		for w, set := range p {
			for ; set != 0; set &= set - 1 {
				if !yield(rune(w<<6 + bits.TrailingZeros64(set))) {
					return
				}
			}
		}
	}
}
