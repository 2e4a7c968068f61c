package app

import (
	"ruhu/model"
	"ruhu/render"
	"ruhu/render/book"
)

// missingCharacters lists the characters of the printed households that no
// face has, so that people know before they stand at the door: each once for a
// person, or once for the household where no person is known.
func missingCharacters(entries []render.Entry, fonts render.Fonts) []book.MissingCharacter {
	s := &searcher{fonts: fonts, seen: make(map[place]bool)}
	done := make(map[*model.Household]bool)
	for _, e := range entries {
		switch h := e.Household; {
		case h == nil:
			s.village(e)
		case !done[h]:
			done[h] = true
			s.household(e)
		}
	}
	return s.found
}

// place is where a character was met.
type place struct {
	household *model.Household
	person    string
	char      rune
}

type searcher struct {
	fonts render.Fonts
	seen  map[place]bool
	found []book.MissingCharacter
}

func (s *searcher) household(e render.Entry) {
	h := e.Household
	for _, ms := range [][]*model.Member{h.Members, h.Added} {
		for _, m := range ms {
			s.record(e, h, &m.Record, m.Name())
		}
	}
	s.record(e, h, &h.Record, "")
	for _, rs := range [][]*model.Record{h.Measures, h.Helpers} {
		for _, r := range rs {
			s.record(e, h, r, "")
		}
	}
}

// village searches what the form of a village prints: those who left.
func (s *searcher) village(e render.Entry) {
	for _, h := range e.Village.Households {
		if !h.Registered() {
			continue
		}
		for _, r := range h.Removed {
			s.record(e, h, r, r.Text(model.CodeLeaver))
		}
	}
}

func (s *searcher) record(e render.Entry, h *model.Household, r *model.Record, person string) {
	for _, v := range r.Values {
		for _, char := range s.fonts.Missing(v.Text()) {
			if s.seen[place{h, person, char}] {
				continue
			}
			s.seen[place{h, person, char}] = true
			s.seen[place{h, "", char}] = true // the household's own columns repeat the names
			s.found = append(s.found, book.MissingCharacter{
				Char: char, Village: e.Village.Name, Household: h.Number(),
				Head: h.HeadName(), Person: person, Number: e.Number,
			})
		}
	}
}
