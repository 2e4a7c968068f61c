package model

import (
	"regexp"
	"strings"
)

// Masked gives a value as it may leave the office: of an identity number the
// first six and last four characters of its 18 (birth date and sequence are
// hidden, and with them the category and grade of a disability certificate,
// which are health data); of a phone number the first three and last four; of a
// bank account the last four. Other values stay as they are.
func Masked(in *Indicator, text string) string {
	switch {
	case text == "":
		return ""
	case in.Kind == Identity:
		return MaskIdentity(text)
	case in.IsPhone():
		return MaskPhone(text)
	case in.IsAccount():
		return stars(text, 0, 4)
	}
	return text
}

// MaskIdentity masks an identity number; see Masked. A number of a length that
// does not exist may be anything, and shows no more than half of itself.
func MaskIdentity(text string) string {
	c, known := ParseCertificate(text)
	if text == "" {
		return ""
	}
	if !known {
		n := len([]rune(text))
		return stars(text, min(6, n/4), min(4, n/4))
	}
	return stars(c.Card, 6, 4) + strings.Repeat("*", len(c.Whole)-len(c.Card))
}

// longNumbers are numbers of persons within a sentence: of identity cards, accounts and
// telephones. A 户编号 is shorter than the first and longer than the last.
var longNumbers = regexp.MustCompile(`\d{14,}[\dXx]|\d+`)

// MaskText masks the identity numbers, accounts and mobile numbers that stand within a
// sentence; see Masked.
func MaskText(text string) string {
	return longNumbers.ReplaceAllStringFunc(text, func(number string) string {
		switch {
		case len(number) >= 15:
			return MaskIdentity(number)
		case len(number) == 11 && number[0] == '1' && number[1] >= '3':
			return MaskPhone(number)
		}
		return number
	})
}

// MaskPhone masks a telephone number; see Masked.
func MaskPhone(text string) string { return stars(text, 3, 4) }

// stars hides all but the first and last characters of a text.
func stars(text string, first, last int) string {
	r := []rune(text)
	if len(r) <= first+last {
		first, last = 0, min(last, len(r)/2)
	}
	return string(r[:first]) + strings.Repeat("*", len(r)-first-last) + string(r[len(r)-last:])
}

// IsPhone reports an indicator that holds telephone numbers.
func (in *Indicator) IsPhone() bool { return strings.HasSuffix(string(in.Code), "电话") }

// IsAccount reports an indicator that holds a bank account.
func (in *Indicator) IsAccount() bool { return in.Code == CodeAccount }
