package model

import (
	"strings"
	"unicode/utf8"
)

// Fold trims blanks of every width from both ends and turns full-width letters,
// digits and the signs inside numbers (．－／＋＠) into their half-width forms, as
// the system's exports mix both even within one file. Brackets and punctuation
// stay, since in Chinese text full width is right; and so does a ．between Chinese
// characters, where it divides the parts of a name. Text that needs no change is
// returned as it is.
func Fold(s string) string {
	if plain(s) && (s == "" || s[0] != ' ' && s[len(s)-1] != ' ') {
		return s
	}
	s = strings.TrimFunc(s, isBlank)
	for _, r := range s {
		if isWide(r) || isBlank(r) && r != ' ' {
			return fold(s)
		}
	}
	return s
}

// plain reports a text, as nearly every one is, in which there is no blank but
// spaces and no full-width ASCII. It looks at bytes: a text is folded each time that
// it is asked for, and to decode it takes several times as long.
func plain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case !begins[c]:
		case c != 0xE3 || strings.HasPrefix(s[i:], "\u3000"):
			return false
		}
	}
	return true
}

// begins are the bytes that characters begin with for which plain looks; 0xE3 begins
// punctuation and kana as well.
var begins = [256]bool{
	'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, 0xC2: true, 0xE2: true, 0xE3: true, 0xEF: true,
}

func fold(s string) string {
	var b strings.Builder
	before := rune(0)
	for i, r := range s {
		to := foldRune(r)
		if r == '．' && before >= 0x2E80 {
			if after, _ := utf8.DecodeRuneInString(s[i+len("．"):]); foldRune(after) >= 0x2E80 {
				to = r
			}
		}
		if to >= 0 {
			b.WriteRune(to)
		}
		before = to
	}
	return b.String()
}

// Squeeze is how heads and option labels are compared: it removes every blank
// and folds all full-width ASCII, so that "A12务 工区域" equals "A12务工区域" and
// 乡(镇) equals 乡（镇）.
func Squeeze(s string) string {
	if plain(s) && strings.IndexByte(s, ' ') < 0 {
		return s
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return isBlank(r) || r >= 0xFF01 && r <= 0xFF5E }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case isBlank(r), r == 0x200B:
			return -1
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		}
		return r
	}, s)
}

// isWide reports full-width characters that Fold makes half-width.
func isWide(r rune) bool {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return true
	}
	return r == '．' || r == '－' || r == '／' || r == '＋' || r == '＠'
}

func foldRune(r rune) rune {
	switch {
	case isWide(r):
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

// Edits counts the insertions, deletions and replacements between two texts
// (Levenshtein).
func Edits(a, b []rune) int {
	line := make([]int, len(b)+1)
	for j := range line {
		line[j] = j
	}
	for i, x := range a {
		diagonal := line[0]
		line[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = line[j+1]
			line[j+1] = min(cost, line[j]+1, line[j+1]+1)
		}
	}
	return line[len(b)]
}
