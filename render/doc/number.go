package doc

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"strings"

	"ruhu/model"
)

// SheetNumber makes the number of a form of a household (or village): eleven
// signs from a hash of year, form and key, and a check sign, in groups of
// four. The same three always give the same number, so a reprint carries the
// number of the first print. The key names the household or village within the
// county.
func SheetNumber(year int, form, key string) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(year) + "\x00" + form + "\x00" + key))
	bits := binary.BigEndian.Uint64(sum[:8])
	var s [12]byte
	for i := range 11 {
		s[i] = model.Signs[bits>>59]
		bits <<= 5
	}
	s[11] = model.Signs[checkSign(s[:11])]
	return string(s[:4]) + "-" + string(s[4:8]) + "-" + string(s[8:])
}

// TidySheetNumber gives a sheet number as it is printed, whatever its hyphens,
// blanks and case.
func TidySheetNumber(s string) string {
	if s = bareSheetNumber(s); len(s) != 12 {
		return s
	}
	return s[:4] + "-" + s[4:8] + "-" + s[8:]
}

// ValidSheetNumber reports whether s is a sheet number with the right check
// sign; hyphens, blanks and lower case do not matter.
func ValidSheetNumber(s string) bool {
	s = bareSheetNumber(s)
	return len(s) == 12 && strings.Trim(s, model.Signs) == "" && model.Signs[checkSign([]byte(s[:11]))] == s[11]
}

func bareSheetNumber(s string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(s))
}

// checkSign is Σ αⁱ·cᵢ in the field of 32 elements (x⁵ + x² + 1): it notices
// every single wrong sign and every two neighbours exchanged.
func checkSign(s []byte) byte {
	sum, power := byte(0), byte(2)
	for _, c := range s {
		sum ^= times(power, byte(strings.IndexByte(model.Signs, c)))
		power = times(power, 2)
	}
	return sum
}

// times multiplies in GF(32).
func times(a, b byte) byte {
	p := byte(0)
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			p ^= a
		}
		a <<= 1
		if a&0x20 != 0 {
			a ^= 0x25
		}
	}
	return p
}
