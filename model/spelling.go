package model

import (
	"cmp"
	"slices"
	"strings"
)

// RuleOption is the id of the rule about answers outside their list.
const RuleOption = "option-unknown"

// Spelling is one way in which rosters write an answer that is in no list.
type Spelling struct {
	Code  Code
	Field string // the item in its own words
	Text  string // as it is written
	Count int    // how many cells have it
	Hint  string // what it may mean
}

// Spellings gathers the answers outside their lists by item and spelling, those
// first that come most often: each is decided about once.
func (ps Problems) Spellings() []Spelling {
	var met []*Problem
	for i := range ps {
		if ps[i].Rule == RuleOption {
			met = append(met, &ps[i])
		}
	}
	var out []Spelling
	for _, same := range Groups(met, func(p *Problem) Spelling { return Spelling{Code: p.Code, Text: Fold(p.Value)} }) {
		out = append(out, Spelling{same[0].Code, same[0].Field, Fold(same[0].Value), len(same), same[0].Hint})
	}
	slices.SortStableFunc(out, func(a, b Spelling) int { return cmp.Compare(b.Count, a.Count) })
	return out
}

// Meant says that a text of the user's is an answer of an item.
type Meant struct {
	Code   Code
	Text   string
	Option int // index of the indicator's Options
}

// WithWords gives a codebook that accepts further spellings. The user's word holds
// against the codebook's own, though not against the name of an answer. The
// codebook itself stays as it is.
func (cb *Codebook) WithWords(words []Meant) (*Codebook, error) {
	list := make([]*Indicator, len(cb.list))
	for i, in := range cb.list {
		own := *in
		own.Options = slices.Clone(in.Options)
		list[i] = &own
	}
	for _, w := range words {
		in := list[cb.byCode[w.Code].key]
		same := func(s string) bool { return strings.EqualFold(Squeeze(s), Squeeze(w.Text)) }
		for i := range in.Options {
			o := &in.Options[i]
			o.Accept = slices.DeleteFunc(slices.Clone(o.Accept), same)
			if i == w.Option {
				o.Accept = append(o.Accept, w.Text)
			}
		}
	}
	return cb.Derive(list, nil)
}
