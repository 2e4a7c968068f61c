// Package kinsoku says where a line of Chinese text must not end (禁则): whoever
// sets lines asks it, so that all formats break alike.
package kinsoku

// Together reports two neighbours between which no line ends: letters and
// digits of one word or number, a sign that must not begin a line, and what
// follows a sign that must not end one. Blanks are for the caller.
func Together(a, b rune) bool {
	return noStart(b) || noEnd(a) || joins(a) && joins(b)
}

// joins reports characters that make words: letters and digits of the Latin
// script and the signs inside numbers.
func joins(r rune) bool {
	switch {
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= 0xC0 && r < 0x250:
		return true
	}
	switch r {
	case '.', '-', '+', '/', '@', '%', '*', '_':
		return true
	}
	return false
}

// noStart reports signs that must not begin a line.
func noStart(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '？', '！', '）', '》', '】', '”', '’', '…', '·', '•', '・', '．', '‧', '％', '〉', '」', '』', '〕',
		',', ';', ':', '?', '!', ')', ']', '★':
		return true
	}
	return false
}

// noEnd reports signs that must not end a line.
func noEnd(r rune) bool {
	switch r {
	case '（', '《', '【', '“', '‘', '〈', '「', '『', '〔', '(', '[':
		return true
	}
	return false
}
