package book

import (
	"strings"
	"unicode/utf8"
)

// clean replaces what XML cannot hold (control characters, halves of
// surrogate pairs, broken UTF-8) by U+FFFD. One such character in one name
// would make the whole workbook unreadable.
func clean(s string) string {
	for _, r := range s {
		if !inXML(r) || r == utf8.RuneError {
			return strings.Map(cleanRune, s)
		}
	}
	return s
}

func cleanRune(r rune) rune {
	if inXML(r) {
		return r
	}
	return utf8.RuneError
}

// inXML reports the characters that XML 1.0 allows.
func inXML(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return true
	case r < ' ':
		return false
	case r <= 0xD7FF:
		return true
	}
	return r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// units is the width of a text in half-width characters.
func units(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x2E80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}

// bodyFit is how many half-width characters of a cell (10 points) fit where
// one of the default font (11 points), by which columns are measured, does.
const bodyFit = 1.08

// lines estimates how many lines a text takes in a column of the given width.
// It errs on the side of more: a cell too high is better than text cut off.
func lines(s string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		room := max(int(width*bodyFit)-1, 2)
		n += max(1, (units(line)+room-1)/room)
	}
	return n
}

// cut shortens a text to n UTF-16 units, the measure of Excel's limits.
func cut(s string, n int) string {
	for i, r := range s {
		if n -= utf16Len(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// utf16Units is the length of a text as Excel counts it.
func utf16Units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Len(r)
	}
	return n
}

func utf16Len(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
