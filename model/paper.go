package model

import (
	"strings"
	"unicode/utf8"
)

// How many characters of one value are printed. A page holds some four thousand;
// what is longer than these was pasted into the wrong cell, and would make hundreds
// of pages of one household.
const (
	mostWords = 2000 // of a text: a description, a remark
	mostLine  = 200  // of what stands in heads and narrow columns: names, numbers, addresses, answers
)

// MostOnPaper is how many characters of a value of the indicator are printed. What
// is longer is cut, marked by …, and told as a finding.
func (in *Indicator) MostOnPaper() int {
	switch {
	case in.Kind != Text, in.IsPhone(), in.IsAccount(), in.Code == CodeName, in.Code == CodeHeadName, in.Code == CodeLeaver,
		in.Code == CodeHelperName, in.Code == CodeVillage, in.Code == CodeGroup, in.Code == CodeNumber, in.Code == CodeHamlet, strings.HasPrefix(string(in.Code), "地址"):
		return mostLine
	}
	return mostWords
}

// Line is a text as it stands in a line of names, numbers and addresses: cut where
// it is longer than any of these.
func Line(s string) string { return Shorten(s, mostLine) }

// Shorten cuts a text to a number of characters, of which the last is then …
func Shorten(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n == most {
			return s[:i] + "…"
		}
	}
	return s
}
