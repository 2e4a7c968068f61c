package font

import (
	"unicode"
	"unicode/utf8"
)

// vanishes reports characters that only steer how others are set: zero-width
// spaces and joiners, directions, soft hyphens, variation selectors. Data
// copied from web pages carry them; nobody has seen them.
func vanishes(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// isControl reports characters that separate words but are not set: tabs, ends
// of lines and paragraphs, and other controls.
func isControl(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// isSpace reports spaces of any width; one that no face has is set as a plain
// space.
func isSpace(r rune) bool { return unicode.Is(unicode.Zs, r) }

// unknowable reports codes whose character cannot be told, even where a face
// happens to have a shape for them: those for private use, from old input
// systems, and what stands for broken text.
func unknowable(r rune) bool {
	return r == utf8.RuneError || !utf8.ValidRune(r) || unicode.Is(unicode.Co, r)
}

// lendable reports characters whose shape can be told from their code alone: of
// scripts that join, stack or reorder their letters a lone glyph would be wrong.
func lendable(r rune) bool {
	if unicode.Is(unicode.M, r) {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Common, unicode.Latin, unicode.Greek, unicode.Cyrillic,
		unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Yi, unicode.Lisu) ||
		newHan(r)
}

// newHan reports the planes that are set aside for Chinese characters: those
// assigned after the tables of this program's Unicode are lent as well.
func newHan(r rune) bool { return r >= 0x20000 && r <= 0x3FFFD }
