package model

import "strings"

// Fold trims blanks of every width from both ends and turns full-width ASCII
// (U+FF01–U+FF5E) and the ideographic space into their half-width forms, as
// the system's exports mix both even within one file. Text that needs no
// change is returned as it is.
func Fold(s string) string {
	s = strings.TrimFunc(s, isBlank)
	for _, r := range s {
		if r >= 0xFF01 && r <= 0xFF5E || isBlank(r) && r != ' ' {
			return strings.Map(foldRune, s)
		}
	}
	return s
}

// Squeeze folds s and removes every blank inside it, and is how heads and
// option labels are compared: "A12务 工区域" equals "A12务工区域".
func Squeeze(s string) string {
	s = Fold(s)
	if !strings.ContainsFunc(s, isBlank) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, s)
}

func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0xFEFF || r == 0x200B:
		return -1
	case isBlank(r):
		return ' '
	}
	return r
}

// isBlank reports spaces, line breaks, no-break and ideographic spaces, and the
// zero-width marks that copying from web pages leaves behind.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0xA0, 0x3000, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200B || r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F
}
