package model

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold is the one rule by which heads, values, keys and messages are read: what
// nobody sees falls away (see unseen), blanks of every width are trimmed from both
// ends, and full-width letters, digits and the signs inside numbers (．－／＋＠) turn
// into their half-width forms, as the system's exports mix both even within one
// file. Brackets and punctuation stay, since in Chinese text full width is right;
// and so does a ．between Chinese characters, where it divides the parts of a name.
// Text that needs no change is returned as it is.
func Fold(s string) string {
	if plain(s) && (s == "" || s[0] != ' ' && s[len(s)-1] != ' ') {
		return s
	}
	if strings.ContainsFunc(s, unseen) {
		s = withoutUnseen(s)
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
// spaces, nothing unseen and no full-width ASCII. It looks at bytes: a text is folded
// each time that it is asked for, and to decode it takes several times as long.
func plain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case !begins[c]:
		case c != 0xE3 || strings.HasPrefix(s[i:], "\u3000") || strings.HasPrefix(s[i:], "\u3164"):
			return false
		}
	}
	return true
}

// begins are the bytes that characters begin with for which plain looks; 0xE3 begins
// punctuation and kana as well.
var begins = [256]bool{
	'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, 0x7F: true, 0xC2: true, 0xCD: true, 0xD8: true,
	0xE1: true, 0xE2: true, 0xE3: true, 0xEF: true, 0xF0: true, 0xF3: true,
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
		b.WriteRune(to)
		before = to
	}
	return b.String()
}

// Squeeze is how heads and option labels are compared: it removes every blank
// and folds all full-width ASCII, so that "A12务 工区域" equals "A12务工区域" and
// 乡(镇) equals 乡（镇）. What nobody sees falls away as in Fold.
func Squeeze(s string) string {
	if plain(s) && strings.IndexByte(s, ' ') < 0 {
		return s
	}
	if strings.ContainsFunc(s, unseen) {
		s = withoutUnseen(s)
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return isBlank(r) || r >= 0xFF01 && r <= 0xFF5E }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case isBlank(r):
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
	case isBlank(r):
		return ' '
	}
	return r
}

// isBlank reports what is seen as a blank: spaces, line breaks, no-break and
// ideographic spaces, and the Braille pattern without dots.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0xA0, 0x2800, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A || r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F
}

// unseen reports what nobody sees and what copying from web pages and chats leaves
// behind: the format characters of Unicode (zero width, direction and byte order
// marks, soft hyphens, word joiners), its other characters that are to be ignored
// (fillers of Hangul), and control characters that are no blanks. Variation
// selectors are part of the character before them, and stay.
func unseen(r rune) bool {
	switch {
	case r < 0x7F, r > 0x3164 && r < 0xFEFF: // nearly all
		return false
	case r < 0xA0:
		return r != 0x85
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// withoutUnseen takes out what nobody sees. Joiners stay where they change what is
// seen: between letters of Arabic, Indic and Mongolian script, and in a figure that
// is made of several.
func withoutUnseen(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	before := rune(0)
	for i, r := range s {
		switch {
		case !unseen(r):
			before = r
		case before != 0 && isJoiner(r) && joined(before):
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if !joined(after) {
				continue
			}
		default:
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isJoiner reports the zero width joiner and non-joiner, and the vowel separator of
// Mongolian.
func isJoiner(r rune) bool { return r == 0x200C || r == 0x200D || r == 0x180E }

// joined reports characters that look otherwise with a joiner between them.
func joined(r rune) bool {
	return r >= 0x0600 && r < 0x1100 || r >= 0x1700 && r < 0x1900 || // letters
		r >= 0x2190 && r < 0x2E80 && r != 0x2800 || r >= 0x1F000 && r < 0x20000 || r == 0xFE0F // figures
}

// ShowRune gives a character as a message names it: what cannot be seen when it
// stands alone by its number, such as U+202D.
func ShowRune(r rune) string {
	if r != utf8.RuneError && unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && !unseen(r) && !isBlank(r) {
		return string(r)
	}
	return fmt.Sprintf("%U", r)
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
