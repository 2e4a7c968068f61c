package model

import (
	"slices"
	"strings"
)

// YesNoOptions gives the answers of a yes/no, 是 and 否, with the words and marks
// that mean them of any item. What else an item is answered with (已参加, 旱厕)
// the codebook lists.
func YesNoOptions() []Option {
	return []Option{
		{Label: Yes, Accept: slices.Clone(yesWords)},
		{Label: No, Accept: slices.Clone(noWords)},
	}
}

var (
	yesWords = []string{"是的", "有", "√", "✓", "✔", "☑", "Y", "YES", "T", "TRUE", "对", "1"}
	noWords  = []string{"不是", "无", "没有", "×", "✗", "✘", "☒", "╳", "X", "N", "NO", "F", "FALSE", "0"}
)

// SaysNo reads a no where no item of the codebook is answered, such as whether a
// paper has come back.
func SaysNo(text string) bool {
	s := strings.ToUpper(Squeeze(text))
	return s == No || slices.Contains(noWords, s)
}

// SaysYes reads a yes, or a tick, where no item of the codebook is answered.
func SaysYes(text string) bool {
	s := strings.ToUpper(Squeeze(text))
	return s == Yes || slices.Contains(yesWords, s)
}

// SaysSame reads 同上 and the marks for it: what stands above is meant again.
func SaysSame(text string) bool {
	const longest = 16 // of such a text with blanks, in bytes
	if text == "" || len(text) > longest || text[0] > ' ' && text[0] < 0x80 && text[0] != '"' && text[0] != '\'' {
		return false
	}
	return slices.Contains(sameWords, Squeeze(text))
}

var sameWords = []string{"同上", "同上行", "同前", "同户", "同一户", "〃", "″", `"`, "”", "“", "〞", "〝", "''", "’’", "′′"}
