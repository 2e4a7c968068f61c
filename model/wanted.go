package model

import "slices"

// Wanted is an item and the values of which one is wanted, however it is written.
type Wanted struct {
	Item   *Indicator
	Values []string
}

// In reports that a record has one of the values.
func (w Wanted) In(r *Record) bool {
	return slices.ContainsFunc(w.Values, func(v string) bool { return r.Says(w.Item, v) })
}

// is reports that a text is one of the values.
func (w Wanted) is(text string) bool {
	return slices.ContainsFunc(w.Values, func(v string) bool { return Squeeze(v) == Squeeze(text) })
}

// OfVillage reports that a village has one of the values. Its name and 行政区划代码 are
// known where the roster has no sheet of villages too.
func (w Wanted) OfVillage(v *Village) bool {
	switch {
	case v == nil:
		return false
	case w.Item.Code == CodeVillage:
		return w.is(v.OwnName())
	case w.Item.Code == CodeDivision:
		return w.is(v.Division)
	}
	return w.In(&v.Record)
}

// OfHousehold reports that a household, its village or one of its rows has one of the
// values. Who is the 户主 is known by the members too.
func (w Wanted) OfHousehold(h *Household) bool {
	member := func(m *Member) bool { return w.In(&m.Record) }
	switch w.Item.Scope {
	case OfVillage:
		return w.OfVillage(h.Village)
	case OfHousehold:
		return w.In(&h.Record) || w.Item.Code == CodeHeadName && w.is(h.HeadName()) || w.Item.Code == CodeHeadID && w.is(h.HeadIdentity())
	case OfMember:
		return slices.ContainsFunc(h.Members, member)
	case OfMeasure:
		return slices.ContainsFunc(h.Measures, w.In)
	case OfHelper:
		return slices.ContainsFunc(h.Helpers, w.In)
	case OfAddition:
		return slices.ContainsFunc(h.Added, member)
	case OfRemoval:
		return slices.ContainsFunc(h.Removed, w.In)
	}
	return false
}
