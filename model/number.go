package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Amount reads the value of a code as a number: whether there is a value, and
// whether it is a number (see Indicator.ParseNumber). The unit is the indicator's.
func (r *Record) Amount(c Code) (x float64, filled, ok bool) {
	v, found := r.Get(c)
	if !found || v.Raw == "" {
		return 0, false, false
	}
	x, ok = r.data.Codebook.Lookup(c).ParseNumber(v.Raw)
	return x, true, ok
}

// ParseNumber reads a number as people write it: thousands marked by commas or
// blanks, full-width digits, a sign of money before, the unit behind. The number
// is in the indicator's own unit. It reports false for text that is no number,
// and for a number with another unit, such as 1.2万元.
func (in *Indicator) ParseNumber(raw string) (float64, bool) {
	if x, ok := plainNumber(raw); ok {
		return x, true
	}
	s := Squeeze(raw)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "￥"), "¥")
	s = in.withoutUnit(s)
	if inner, ok := strings.CutPrefix(s, "("); ok && len(inner) > 1 && isDigit(inner[0]) && strings.HasSuffix(inner, ")") {
		s = "-" + strings.TrimSuffix(inner, ")") // how accountants write a loss
	}
	s, ok := withoutMarks(s)
	if !ok {
		return 0, false
	}
	return plainNumber(s)
}

// units are how a unit is written besides its own name.
var units = map[string][]string{
	"元": {"圆", "元整", "块"}, "公里": {"km", "千米"}, "平方米": {"平方", "平米", "平", "㎡", "m2", "m²"},
}

// HasUnit reports a word for the item's unit; an item without one has any.
func (in *Indicator) HasUnit(word string) bool {
	if in.Unit == "" && len(in.Units) == 0 {
		return true
	}
	return strings.EqualFold(word, in.Unit) || slices.Contains(units[in.Unit], strings.ToLower(word)) || slices.Contains(in.Units, word)
}

// withoutUnit cuts off the item's own unit.
func (in *Indicator) withoutUnit(s string) string {
	if in.Unit == "" && len(in.Units) == 0 {
		return s
	}
	for _, list := range [...][]string{{in.Unit}, units[in.Unit], in.Units} {
		for _, unit := range list {
			if n := len(s) - len(unit); unit != "" && n > 0 && strings.EqualFold(s[n:], unit) {
				return s[:n]
			}
		}
	}
	return s
}

// plainNumber reads a decimal number. Hexadecimal numbers, infinities and what
// else strconv knows are no amounts.
func plainNumber(s string) (float64, bool) {
	if s == "" || len(s) > 24 {
		return 0, false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c), c == '.', c == '-', c == '+':
		case (c == 'e' || c == 'E') && i > 0:
		default:
			return 0, false
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// withoutMarks takes out marks of thousands, if they stand where such marks
// belong: 1,234,567.89.
func withoutMarks(s string) (string, bool) {
	if !strings.Contains(s, ",") {
		return s, true
	}
	whole, rest, _ := strings.Cut(s, ".")
	if strings.Contains(rest, ",") {
		return "", false
	}
	groups := strings.Split(strings.TrimLeft(whole, "+-"), ",")
	for i, g := range groups {
		if len(g) > 3 || len(g) == 0 || i > 0 && len(g) < 3 {
			return "", false
		}
	}
	return strings.ReplaceAll(s, ",", ""), true
}

// Plain writes a number as people do: no more than two decimals, none if whole.
func Plain(x float64) string {
	x = math.Round(x*100) / 100
	if x == 0 {
		x = 0 // never -0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}
