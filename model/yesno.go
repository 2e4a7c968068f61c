package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// YesNoOptions gives the answers of a yes/no, 是 and 否, with the ways in which
// rosters write them.
func YesNoOptions() []Option {
	return []Option{
		{Label: "是", Accept: slices.Clone(yesWords)},
		{Label: "否", Accept: slices.Clone(noWords)},
	}
}

var (
	yesWords = []string{"有", "√", "✓", "✔", "☑", "Y", "YES", "T", "TRUE", "对", "会", "通", "参加", "加入", "享受", "1"}
	noWords  = []string{"无", "没有", "×", "✗", "✘", "☒", "╳", "X", "N", "NO", "F", "FALSE", "0"}
)

// SaysYes and SaysNo read a yes or no under a head that asks for something else,
// such as 危房户 in place of A40; text may be neither.
func SaysYes(text string) bool {
	s := strings.ToUpper(Squeeze(text))
	return s == "是" || slices.Contains(yesWords, s) || inWords(s) == 0
}

// SaysNo is the opposite of SaysYes; text may be neither.
func SaysNo(text string) bool {
	s := strings.ToUpper(Squeeze(text))
	return s == "否" || slices.Contains(noWords, s) || inWords(s) == 1
}

// inWords reads an answer in the words of its item: 已参加 is 0, a yes, and
// 未解决 is 1, a no; -1 is neither. Longer text is a remark.
func inWords(s string) int {
	const longest = 8 // characters
	if utf8.RuneCountInString(s) > longest {
		return -1
	}
	for _, no := range [...]string{"未", "没", "不", "无"} {
		if strings.HasPrefix(s, no) {
			return 1
		}
	}
	if strings.HasPrefix(s, "已") {
		return 0
	}
	return -1
}
