package model

import (
	"slices"
	"strings"
)

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
