package typeface

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"ruhu/model"
	"ruhu/model/han"
	"ruhu/render"
	"ruhu/render/book"
)

// Missing is a character of a household that no face has.
type Missing = book.MissingCharacter

// MissingOf lists the characters of a roster that no face has, as if all of it were
// printed.
func MissingOf(r *model.Roster, fonts render.Fonts) []Missing { return MissingIn(entriesOf(r), fonts) }

// entriesOf are all households of a roster and what is of their villages, as if
// they were printed.
func entriesOf(r *model.Roster) []render.Entry {
	var out []render.Entry
	for _, v := range r.Villages {
		for _, h := range v.Households {
			if h.Registered() {
				out = append(out, render.Entry{Village: v, Household: h})
			}
		}
		out = append(out, render.Entry{Village: v})
	}
	return out
}

// MissingIn lists the characters of the printed households that no
// face has, so that people know before they stand at the door: each once for a
// person, or once for the household where no person is known.
func MissingIn(entries []render.Entry, fonts render.Fonts) []Missing {
	s := &searcher{glance: newGlance(fonts), seen: make(map[place]bool)}
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

// glance finds missing characters in many values, most of which are numbers or
// the same few answers.
type glance struct {
	fonts render.Fonts
	clean map[string]bool // values seen that lack nothing
}

// mostClean bounds how many values are remembered.
const mostClean = 1 << 12

func newGlance(fonts render.Fonts) *glance {
	return &glance{fonts: fonts, clean: make(map[string]bool)}
}

// missing lists the characters of a value that no face has.
func (g *glance) missing(text string) []rune {
	if isASCII(text) || g.clean[text] {
		return nil
	}
	found := g.fonts.Missing(text)
	if len(found) == 0 && len(g.clean) < mostClean {
		g.clean[text] = true
	}
	return found
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// place is where a character was met.
type place struct {
	village   *model.Village
	household *model.Household
	person    string
	char      rune
}

type searcher struct {
	*glance
	seen  map[place]bool
	found []Missing
}

func (s *searcher) household(e render.Entry) {
	for r, person := range recordsOf(e.Household) {
		s.record(e, e.Household, r, person)
	}
}

// recordsOf gives the records of a household that its own sheets print, with the name of
// the person whom one is about.
func recordsOf(h *model.Household) iter.Seq2[*model.Record, string] {
	return func(yield func(*model.Record, string) bool) {
		for _, m := range slices.Concat(h.Members, h.Added) {
			if !yield(&m.Record, m.Name()) {
				return
			}
		}
		for _, r := range slices.Concat([]*model.Record{&h.Record}, h.Measures, h.Helpers) {
			if !yield(r, "") {
				return
			}
		}
	}
}

// village searches what the form of a village prints: its own values and the rows of
// its lists.
func (s *searcher) village(e render.Entry) {
	s.record(e, nil, &e.Village.Record, "")
	for h, r := range e.Rows {
		s.record(e, h, r, cmp.Or(r.Text(model.CodeName), r.Text(model.CodeLeaver)))
	}
}

// record searches the values of a record, of a household or, where that is nil, of the
// village.
func (s *searcher) record(e render.Entry, h *model.Household, r *model.Record, person string) {
	at := Missing{Village: e.Village.Name, Person: person, Number: e.Number}
	if h != nil {
		at.Household, at.Head = h.Number(), h.HeadName()
	}
	for _, v := range r.Values {
		for _, char := range s.missing(v.Text()) {
			where := place{e.Village, h, person, char}
			if s.seen[where] {
				continue
			}
			s.seen[where] = true
			s.seen[place{e.Village, h, "", char}] = true // the household's own columns repeat the names
			at.Char = char
			s.found = append(s.found, at)
		}
	}
}

// Unprintable finds the characters of a roster that will be 〓 on paper, so that
// the household's own sheet says so. Codes that nobody can tell are the checks'
// to find.
func Unprintable(r *model.Roster, fonts render.Fonts) model.Problems {
	var out model.Problems
	look := newGlance(fonts)
	for h := range r.Each {
		if !h.Registered() {
			continue
		}
		for r, person := range recordsOf(h) {
			out = append(out, unprintableIn(r, h, person, look)...)
		}
		for _, rec := range h.Removed {
			out = append(out, unprintableIn(rec, h, rec.Text(model.CodeLeaver), look)...)
		}
	}
	return out
}

func unprintableIn(r *model.Record, h *model.Household, person string, look *glance) model.Problems {
	var out model.Problems
	for in, v := range r.Values {
		for _, char := range look.missing(v.Text()) {
			if _, ok := han.BlockOf(char); !ok {
				continue
			}
			out.Add(model.Problem{
				Severity: model.Warning, Rule: "character-missing", Pos: r.PosOf(v), Subject: h,
				Household: h.Number(), Head: h.HeadName(), Person: person, Field: in.Name(), Code: in.Code, Value: v.Raw,
				Message: fmt.Sprintf("%s中的“%c”（%U，%s）程序和电脑的字体里都没有，纸上印作“〓”", in.Label, char, char, han.Where(char)),
				Hint:    "请在纸上手写补上；或装上含这个字的字体再打印，见“打印登记.xlsx”的“缺字”表",
				OnSheet: fmt.Sprintf("%s中有字体里没有的字（%U），印不出来的请照户口簿手写补上", in.Label, char),
			})
		}
	}
	return out
}

// Install is what to install for the missing characters of a block.
type Install struct {
	Block string
	Fonts []string
}

// Installable says which fonts have the missing characters, block by block in
// the order of their codes.
func Installable(missing []Missing) []Install {
	lacking := make(map[string]bool)
	for _, m := range missing {
		if b, ok := han.BlockOf(m.Char); ok {
			lacking[b.Name] = true
		}
	}
	var out []Install
	for _, b := range han.Blocks() {
		if lacking[b.Name] {
			out = append(out, Install{b.Name, b.Fonts()})
		}
	}
	return out
}
