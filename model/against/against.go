package against

import (
	"slices"

	"ruhu/model"
)

// Other is a roster or list to compare with.
type Other struct {
	// Name is what the user calls it where room is short; see model.Compared.
	Name   string
	Roster *model.Roster
}

// Kind says how two values differ.
type Kind uint8

const (
	// Differs is a value on both sides with different meaning.
	Differs Kind = iota
	// Blank is a value of theirs where ours is empty.
	Blank
)

// String gives the word printed for the kind: 不一致 or 本册未填.
func (k Kind) String() string {
	if k == Blank {
		return "本册未填"
	}
	return "不一致"
}

// Difference is one item of a person or household that the two sides do not
// say alike.
type Difference struct {
	Kind
	// Side is the index of the other in the result.
	Side      int
	Household *model.Household // of ours
	Member    *model.Member    // of ours; nil for an item of the household
	Item      *model.Indicator
	// Mark is the code under which the comparison sheet shows the item. It is the
	// item's own but for a certificate that ours has not: that belongs into A4.
	Mark model.Code
	// Ours and Theirs are the texts as they are, Ours empty when Blank.
	Ours, Theirs string
	// OurPos is the cell, or, where ours has none, the row.
	OurPos, TheirPos model.Pos
}

// Person is somebody whom only one side has.
type Person struct {
	Side int
	// Household is ours: their own, or the one that the other side puts them in;
	// nil when that is not ours.
	Household *model.Household
	// Village, Number and Head are those of the side that has the person.
	Village, Number, Head string
	Name, Identity        string
	Pos                   model.Pos
	Note                  string // what is known of it, in words for the user
	// onBoth says that the household is on both sides, and that nothing explains
	// why the person is not.
	onBoth bool
}

// Side is what comparing with one other came to.
type Side struct {
	Other
	// Whole says that the other is a whole roster and not a list of some persons:
	// it has 户编号, and its households have a 户主 and others beside. Only then
	// does it mean anything that a person of ours is not there.
	Whole bool
	// Foreign says that its 户编号 are of another system and were not used.
	Foreign bool
	// Persons are those it lists, Matched those of them that ours has too, Unusable
	// those without a number by which they could be found.
	Persons, Matched, Unusable int
	// Households are the registered ones of ours that were met in it.
	Households int
	// Equal, Differ and Blank count the values compared.
	Equal, Differ, Blank int
	// Items were compared, Lacking has ours no columns for; both in the order of
	// the codebook.
	Items, Lacking []*model.Indicator
}

// SaysMore reports that something was compared that says more than who somebody is.
func (s *Side) SaysMore() bool {
	return slices.ContainsFunc(s.Items, func(in *model.Indicator) bool {
		return in.Kind != model.Identity && in.Code != model.CodeName && in.Code != model.CodeHeadName
	})
}

// Result is what comparing came to.
type Result struct {
	Sides       []Side
	Differences []Difference // in roster order
	// Theirs are persons whom only another has, in its order; Ours those whom only
	// we have, of villages that the other covers.
	Theirs, Ours []Person
}

// Compare compares a roster with others, each for itself. Nothing in the rosters
// is changed. Households held back are compared too; 边缘户 are only found again,
// since nothing is asked of them.
func Compare(ours *model.Roster, others []Other) *Result {
	r := &Result{Sides: make([]Side, len(others))}
	x := newIndex(ours)
	for i, o := range others {
		s := &side{
			Side: &r.Sides[i], number: i, ours: x, result: r,
			seen: make(map[sameness]bool), compared: make(map[*model.Indicator]bool),
			lacking: make(map[*model.Indicator]bool),
			found:   make(map[*model.Member]bool), met: make(map[*model.Household]bool), villages: make(map[*model.Village]bool),
		}
		s.Other = o
		s.run()
	}
	r.sort(ours)
	return r
}

// sort brings the differences into the order of the roster: household by
// household, the household's own before its members', one other after another.
func (r *Result) sort(ours *model.Roster) {
	at := make(map[*model.Household]int)
	who := make(map[*model.Member]int)
	for h := range ours.Everyone {
		at[h] = len(at)
		for i, m := range slices.Concat(h.Members, h.Added) {
			who[m] = i + 1
		}
	}
	slices.SortStableFunc(r.Differences, func(a, b Difference) int {
		if d := at[a.Household] - at[b.Household]; d != 0 {
			return d
		}
		return who[a.Member] - who[b.Member]
	})
}
