package sheet

import (
	"strconv"
	"strings"
	"time"
)

// Suspicious reports texts that may be a number's notation: sixteen digits and
// more, an exponent, or decimals that are zero.
func Suspicious(s string) bool {
	if len(s) < 3 || s[0] < '0' || s[0] > '9' {
		return false
	}
	return strings.HasSuffix(s, ".0") || len(s) >= 16 && Digits(s) || HasExponent(s)
}

// Digits reports a text of the digits 0 to 9 alone.
func Digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// HasExponent reports a number such as 3.20799199001011E+17.
func HasExponent(s string) bool {
	i := strings.IndexAny(s, "eE")
	if i < 1 || i == len(s)-1 || s[0] < '0' || s[0] > '9' {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// Day counts outside this range (1954 to 2119) are taken for something else.
const firstSerial, lastSerial = 20000, 80000

// SerialDate reads a date that is stored as a count of days, and gives it as
// 2019-10-12.
func SerialDate(s string, epoch1904 bool) (string, bool) {
	if len(s) < 5 || s[0] < '2' || s[0] > '9' {
		return "", false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < firstSerial || f > lastSerial {
		return "", false
	}
	if epoch1904 {
		f += 1462
	}
	return dayOf(int(f)).Format(time.DateOnly), true
}
