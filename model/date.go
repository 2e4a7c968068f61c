package model

import (
	"strconv"
	"strings"
	"time"
)

// Span is a date as exactly as it is given: a day, a month or a year. First and
// Last are its first and last day; they are equal where a day is given.
type Span struct{ First, Last time.Time }

// ParseDate reads the ways in which rosters write dates: 2019/9/30, 2019-09,
// 2019年9月, 2019.9, 2019、9, 20190930, 201909, 2019, 二〇一九年九月, 10/1/2018 (as
// American programs do: month, day, year), a day followed by a time, and a date
// with 至今 behind. It reports false for text that is no date, and for days that no
// calendar has.
func ParseDate(text string) (Span, bool) {
	s := arabic(strings.TrimSuffix(Squeeze(withoutTime(text)), "至今"))
	var parts [3]int
	n := 0
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-/.年月日号、—", r) }) {
		x, err := strconv.Atoi(field)
		if err != nil || !allDigits(field) || n == 3 {
			return Span{}, false
		}
		parts[n] = x
		n++
	}
	if n == 1 {
		parts, n = unpacked(s, parts[0])
	}
	if n == 3 && parts[0] <= 12 && parts[2] >= 1000 && strings.Count(s, "/") == 2 {
		parts = [3]int{parts[2], parts[0], parts[1]}
	}
	return spanOf(parts, n)
}

// withoutTime cuts off a time of day.
func withoutTime(text string) string {
	s := Fold(text)
	if i := strings.IndexAny(s, " T"); i > 0 && strings.Contains(s[i:], ":") {
		return s[:i]
	}
	return s
}

// ParseDay reads a day as ParseDate does, and gives it as 2019-09-30; false for
// what is no date, or only a month or a year.
func ParseDay(text string) (string, bool) {
	d, ok := ParseDate(text)
	if !ok || !d.First.Equal(d.Last) {
		return "", false
	}
	return d.First.Format(time.DateOnly), true
}

// unpacked takes 20190930 and 201909 apart.
func unpacked(s string, x int) ([3]int, int) {
	switch len(s) {
	case 8:
		return [3]int{x / 10000, x / 100 % 100, x % 100}, 3
	case 6:
		return [3]int{x / 100, x % 100}, 2
	}
	return [3]int{x}, 1
}

// spanOf checks that the date exists: 31 September does not.
func spanOf(p [3]int, n int) (Span, bool) {
	if n == 0 || p[0] < 1000 || p[0] > 9999 {
		return Span{}, false
	}
	if n > 1 && (p[1] < 1 || p[1] > 12) {
		return Span{}, false
	}
	at := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	switch n {
	case 1:
		return Span{at(p[0], 1, 1), at(p[0], 12, 31)}, true
	case 2:
		return Span{at(p[0], p[1], 1), at(p[0], p[1]+1, 0)}, true
	}
	d := at(p[0], p[1], p[2])
	if p[2] < 1 || d.Day() != p[2] {
		return Span{}, false
	}
	return Span{d, d}, true
}
