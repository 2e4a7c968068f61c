package model

import (
	"strings"
	"time"
)

// Certificate is a certificate number taken apart. An identity card has 18
// digits (GB 11643-1999), the last of which may be X; a disability
// certificate is the same 18 followed by category and grade (20), and by two
// more characters after a reissue (22).
type Certificate struct {
	Card     string // the first 18 characters, empty when there are fewer
	Whole    string // all of it, x as X
	Category string // 1视力 2听力 3言语 4肢体 5智力 6精神 7多重, for 20 and 22
	Grade    string // 1 to 4, for 20 and 22
}

// ParseCertificate takes a number apart and reports whether its length is one
// that exists: 18, 20 or 22. It judges nothing else.
func ParseCertificate(s string) (Certificate, bool) {
	s = strings.ToUpper(Squeeze(s))
	c := Certificate{Whole: s}
	switch len(s) {
	case 18:
		c.Card = s
	case 20, 22:
		c.Card, c.Category, c.Grade = s[:18], s[18:19], s[19:20]
	default:
		return c, false
	}
	return c, true
}

// The categories and grades of disability certificates, by their digits.
var (
	categories = map[string]string{"1": "视力", "2": "听力", "3": "言语", "4": "肢体", "5": "智力", "6": "精神", "7": "多重"}
	grades     = map[string]string{"1": "一级", "2": "二级", "3": "三级", "4": "四级"}
)

// Disability reports a disability certificate: a number whose category and grade
// exist.
func (c Certificate) Disability() bool { return categories[c.Category] != "" && grades[c.Grade] != "" }

// Words gives the category and the grade of a disability certificate in
// words: 肢体, 二级. Both are empty for an identity card and where the digits name
// none.
func (c Certificate) Words() (category, grade string) { return categories[c.Category], grades[c.Grade] }

// weights and checks are those of GB 11643-1999, ISO 7064 MOD 11-2.
var (
	weights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	checks  = "10X98765432"
)

// CheckDigit gives the check character of 17 digits, or 0 when they are not
// 17 digits.
func CheckDigit(card string) byte {
	if len(card) < 17 {
		return 0
	}
	sum := 0
	for i, w := range weights {
		d := card[i] - '0'
		if d > 9 {
			return 0
		}
		sum += int(d) * w
	}
	return checks[sum%11]
}

// ValidCard reports whether 18 characters are digits with the right check
// character.
func ValidCard(card string) bool {
	return len(card) == 18 && CheckDigit(card) != 0 && card[17] == CheckDigit(card)
}

// WidenCard gives the 18 characters of an identity number of the first
// generation, which had 15 digits: 19 goes before the seventh, the check
// character behind. It is empty when there is no such number; the sequence
// numbers from 996 were those of people born in the century before.
func WidenCard(old string) string {
	if len(old) != 15 || !allDigits(old) || old[12:] >= "996" {
		return ""
	}
	wide := old[:6] + "19" + old[6:]
	return wide + string(rune(CheckDigit(wide)))
}

// BirthDate reads the date of birth from an 18-character number.
func BirthDate(card string) (time.Time, bool) {
	if len(card) < 14 {
		return time.Time{}, false
	}
	t, err := time.Parse("20060102", card[6:14])
	return t, err == nil
}

// SexOf gives 男 or 女 from the 17th digit of an 18-character number, empty
// when it is no digit.
func SexOf(card string) string {
	if len(card) < 17 || card[16] < '0' || card[16] > '9' {
		return ""
	}
	if (card[16]-'0')%2 == 1 {
		return Male
	}
	return Female
}

// CardOf is the identity number within a certificate number: the 18 characters by
// which a person is found again, also of the 15 digits of the first generation. It is
// empty where the text holds none (无, 办理中, a digit too few) or one of which a
// spreadsheet has cut the end: such texts are alike without being one person's. Whether
// the date and the check character are right does not matter: a slip that two rosters
// share does not keep them apart.
func CardOf(text string) string {
	c, known := ParseCertificate(text)
	switch {
	case !known:
		return WidenCard(c.Whole)
	case CheckDigit(c.Card) == 0: // not 17 digits
		return ""
	case strings.Trim(c.Card[15:], "0") == "" && !ValidCard(c.Card):
		return ""
	}
	return c.Card
}

// CardIn is the identity number (see CardOf) within a value of the record; empty also
// where a spreadsheet holds it as a number, which has lost its end.
func (r *Record) CardIn(code Code) string {
	v, ok := r.Get(code)
	if !ok || v.Stored == AsNumber {
		return ""
	}
	return CardOf(v.Raw)
}

// SameCard compares two certificate numbers by the identity number within, and what
// holds none as it is written.
func SameCard(a, b string) bool {
	if x, y := CardOf(a), CardOf(b); x != "" || y != "" {
		return x == y
	}
	return strings.EqualFold(Squeeze(a), Squeeze(b))
}

// Named is somebody as a row names them.
type Named struct {
	Name string
	Card string // see CardOf
}

// Same reports one person: by the identity numbers or, where one of the two has none,
// by the names.
func (a Named) Same(b Named) bool {
	if a.Card != "" && b.Card != "" {
		return a.Card == b.Card
	}
	return a.Name != "" && Squeeze(a.Name) == Squeeze(b.Name)
}
