package model

import (
	"slices"
	"strconv"
	"strings"
)

// Label gives the answer of a choice as the codebook writes it; empty when the
// record has none or it is outside the list. Of a multiple choice it knows
// single answers only; see Chose.
func (r *Record) Label(c Code) string {
	v, ok := r.Get(c)
	if !ok {
		return ""
	}
	return r.data.Codebook.Label(c, v.Text())
}

// Label gives the answer that text means as the codebook writes it; empty when
// there is none, or the codebook lacks the indicator.
func (cb *Codebook) Label(c Code, text string) string {
	in := cb.Lookup(c)
	if in == nil || text == "" {
		return ""
	}
	if i := in.Option(text); i >= 0 {
		return in.Options[i].Label
	}
	return ""
}

// Worded is a value as paper has it: a year in digits, a yes or no in words whatever
// sign it is written with, an answer with the brackets of its label.
func (in *Indicator) Worded(text string) string {
	if in.Kind == Year {
		if y := ParseYear(text); y > 0 {
			return strconv.Itoa(y)
		}
	}
	if in.IsChoice() {
		if i := in.Option(text); i >= 0 && (in.Kind == YesNo || Squeeze(in.Options[i].Label) == Squeeze(text)) {
			return in.Options[i].Label
		}
	}
	return text
}

// Chose reports whether a multiple choice has the answer among others.
func (r *Record) Chose(c Code, label string) bool {
	v, ok := r.Get(c)
	if !ok {
		return false
	}
	in := r.data.Codebook.Lookup(c)
	text := v.Text()
	if i := in.Option(text); i >= 0 { // nearly always
		return in.Options[i].Label == label
	}
	on, _ := in.Chosen(text)
	return slices.ContainsFunc(on, func(i int) bool { return in.Options[i].Label == label })
}

// Says reports that a record has a value of an item, however it is written: of
// several answers one is enough, and what is outside the list must be the same.
func (r *Record) Says(in *Indicator, value string) bool {
	v, ok := r.Of(in)
	if !ok {
		return false
	}
	if !in.IsChoice() {
		return in.Same(v.Text(), Fold(value))
	}
	want := in.Option(value)
	on, outside := in.Chosen(v.Raw)
	return want >= 0 && slices.Contains(on, want) ||
		want < 0 && slices.ContainsFunc(outside, func(s string) bool { return Squeeze(s) == Squeeze(value) })
}

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

// Same reports whether two texts mean the same value of the indicator: answers
// by option (汉 and 汉族), several answers in any order, numbers by value
// (3.50 and 3.5亩), dates by day (2019/9/3 and 2019年9月3日), phones and accounts
// by their digits. All else is compared without blanks, width and case.
func (in *Indicator) Same(a, b string) bool {
	if a == b {
		return true
	}
	a, b = Squeeze(a), Squeeze(b)
	switch {
	case strings.EqualFold(a, b):
		return true
	case in.Kind == Multiple:
		onA, outA := in.Chosen(a)
		onB, outB := in.Chosen(b)
		return slices.Equal(onA, onB) && slices.Equal(outA, outB)
	case in.IsChoice():
		i := in.Option(a)
		return i >= 0 && i == in.Option(b)
	case in.Kind == Number || in.Kind == Money || in.Kind == Area:
		x, okX := in.ParseNumber(a)
		y, okY := in.ParseNumber(b)
		return okX && okY && x == y
	case in.Kind == Year:
		x := ParseYear(a)
		return x > 0 && x == ParseYear(b)
	case in.Kind == Date:
		x, okX := ParseDate(a)
		y, okY := ParseDate(b)
		return okX && okY && x == y
	case in.IsPhone() || in.IsAccount():
		x, y := OnlyDigits(a), OnlyDigits(b)
		return x != "" && x == y
	}
	return false
}

// OnlyDigits are the digits of a text: it leaves out the dashes, dots and brackets of a phone or account.
func OnlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
