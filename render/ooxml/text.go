package ooxml

import (
	"strings"
	"unicode/utf8"
)

// Clean replaces what XML cannot hold (control characters, halves of
// surrogate pairs, broken UTF-8) by U+FFFD. One such character in one name
// would make the whole file unreadable.
func Clean(s string) string {
	for _, r := range s {
		if r < ' ' || r >= 0xD800 {
			if !InXML(r) || r == utf8.RuneError {
				return strings.Map(cleanRune, s)
			}
		}
	}
	return s
}

func cleanRune(r rune) rune {
	if InXML(r) {
		return r
	}
	return utf8.RuneError
}

// Escape gives text as it stands between the tags of XML, for libraries that
// write it as it is. Quotes stay: it is not for attributes.
func Escape(s string) string { return escapes.Replace(s) }

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// InXML reports the characters that XML 1.0 allows.
func InXML(r rune) bool {
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

// Cut shortens a text to n UTF-16 units, the measure of Excel's limits.
func Cut(s string, n int) string {
	for i, r := range s {
		if n -= utf16Len(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// Units is the length of a text in UTF-16 units, as Excel counts it.
func Units(s string) int {
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
