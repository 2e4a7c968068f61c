package model

import (
	"iter"
	"slices"
)

// Rows gives the records of a scope that a household has, each with the person whose
// it is where that is a member: those in the order of HeadFirst.
func (h *Household) Rows(of Scope) iter.Seq2[*Record, *Member] {
	var people []*Member
	var records []*Record
	switch of {
	case OfHousehold:
		records = []*Record{&h.Record}
	case OfMember:
		people = h.HeadFirst()
	case OfAddition:
		people = h.Added
	case OfRemoval:
		records = h.Removed
	case OfMeasure:
		records = h.Measures
	case OfHelper:
		records = h.Helpers
	}
	return func(yield func(*Record, *Member) bool) {
		for _, m := range people {
			if !yield(&m.Record, m) {
				return
			}
		}
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// HeadFirst gives the members with the 户主 in front, as forms have them that print
// 户主 into their first row; otherwise in the roster's order.
func (h *Household) HeadFirst() []*Member {
	i := slices.IndexFunc(h.Members, (*Member).IsHead)
	if i <= 0 {
		return h.Members
	}
	return slices.Concat(h.Members[i:i+1], h.Members[:i], h.Members[i+1:])
}
