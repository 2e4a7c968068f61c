package model

import (
	"slices"
	"strconv"
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
