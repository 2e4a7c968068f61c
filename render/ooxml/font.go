package ooxml

import "unicode"

// ExtB is the font of Windows for the characters of extension B; it has been in
// every Chinese Windows since Vista.
const ExtB = "SimSun-ExtB"

// RareFont names the font for a character that 宋体 lacks, empty where 宋体 has it
// or nothing better is known. 宋体 has the characters of GB 18030-2005 in the basic
// plane; SimSun-ExtB has extension B. For all others it is rare, the font that
// the office chose and may be empty; word processors then choose themselves, as
// they do where a font lacks a character.
func RareFont(r rune, rare string) string {
	switch {
	case r >= 0x20000 && r <= 0x2A6D6:
		return ExtB
	case r > 0xFFFF && rare == "":
		return ExtB
	case r > 0xFFFF, r >= 0x9FA6 && r <= 0x9FFF, r >= 0x4DB6 && r <= 0x4DBF, compatible(r):
		return rare
	}
	return ""
}

// compatible reports the compatibility ideographs that are not in GBK, and so
// not in 宋体.
func compatible(r rune) bool {
	return r >= 0xF900 && r <= 0xFAFF && unicode.Is(unicode.Han, r) && !gbk[r]
}

// gbk is the compatibility ideographs of GBK (0xFD9C–FE4F).
var gbk = map[rune]bool{
	0xF92C: true, 0xF979: true, 0xF995: true, 0xF9E7: true, 0xF9F1: true, 0xFA0C: true, 0xFA0D: true, 0xFA0E: true, 0xFA0F: true,
	0xFA11: true, 0xFA13: true, 0xFA14: true, 0xFA18: true, 0xFA1F: true, 0xFA20: true, 0xFA21: true, 0xFA23: true, 0xFA24: true,
	0xFA27: true, 0xFA28: true, 0xFA29: true,
}

// Stretch is a part of a text and the font that it needs; empty where the text's
// own does.
type Stretch struct{ Text, Font string }

// Stretches divides a text where its font has to change; nil where it has not.
func Stretches(text, rare string) []Stretch {
	var out []Stretch
	from, font := 0, ""
	for i, r := range text {
		next := ""
		if r >= 0x4DB6 { // all others are quick
			next = RareFont(r, rare)
		}
		if next == font {
			continue
		}
		if i > from {
			out = append(out, Stretch{text[from:i], font})
		}
		from, font = i, next
	}
	if out == nil && font == "" {
		return nil
	}
	return append(out, Stretch{text[from:], font})
}
