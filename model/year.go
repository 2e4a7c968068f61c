package model

import (
	"cmp"
	"strconv"
	"strings"
)

// The years that a roster can mean.
const (
	firstYear = 1949
	lastYear  = 2099
)

// ParseYear reads the year of a year, a month or a day as rosters write them:
// 2018, 2018.0, 2018年度, 201812, 2018.12, 2018-12-31, 二〇一八年. It is zero for what
// is no year, or more than one: 43830 (a date that lost its format), 18, 20188,
// 2018-2019.
func ParseYear(text string) int {
	s := arabic(Squeeze(withoutTime(text)))
	if len(s) < 4 || !allDigits(s[:4]) {
		return 0
	}
	y, _ := strconv.Atoi(s[:4])
	if y < firstYear || y > lastYear || !endsYear(s) {
		return 0
	}
	return y
}

// endsYear reports whether a text that begins with four digits goes on as a year,
// a month or a day does. A second year makes a span of time of it.
func endsYear(s string) bool {
	rest := s[4:]
	if rest != "" && isDigit(rest[0]) { // 201812, 20181231
		_, ok := ParseDate(s)
		return ok && len(s) > 5
	}
	digits := 0
	for i := range len(rest) {
		if !isDigit(rest[i]) {
			digits = 0
		} else if digits++; digits > 3 {
			return false
		}
	}
	return true
}

// arabic writes the Chinese digits of a date as European ones: 二〇一八年十月 is
// 2018年10月. Any other text stays as it is.
func arabic(s string) string {
	year, rest, found := strings.Cut(s, "年")
	digits := make([]byte, 0, 4)
	for _, r := range year {
		d, ok := chineseDigits[string(r)]
		if !ok || len(digits) == 4 {
			return s
		}
		digits = append(digits, byte('0'+d))
	}
	if len(digits) < 4 || !found {
		return s
	}
	out := string(digits) + "年"
	for _, mark := range [...]string{"月", "日"} {
		number, after, ok := strings.Cut(rest, mark)
		if !ok {
			break
		}
		n := belowHundred(number)
		if n == 0 {
			return s
		}
		out, rest = out+strconv.Itoa(n)+mark, after
	}
	return out + rest
}

// chineseDigits are the values of digits.
var chineseDigits = map[string]int{
	"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}

// belowHundred reads 三, 十二, 二十, 三十一; zero for anything else.
func belowHundred(s string) int {
	tens, ones, ten := strings.Cut(s, "十")
	if !ten {
		return chineseDigits[s]
	}
	a, okA := chineseDigits[cmp.Or(tens, "一")]
	b, okB := chineseDigits[cmp.Or(ones, "〇")]
	if !okA || !okB {
		return 0
	}
	return 10*a + b
}
