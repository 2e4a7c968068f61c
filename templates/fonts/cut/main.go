//go:build ignore

// Command cut makes the face of titles: it cuts a whole TrueType file down to
// the characters of GB 2312, ASCII and common punctuation. See README.md in the
// folder above for where the whole file is from.
//
//	go run templates/fonts/cut/main.go IN.ttf OUT.ttf
//
// It is no part of the program's build, hence the build constraint.
package main

import (
	"log"
	"os"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: cut IN.ttf OUT.ttf")
	}
	whole, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	set := append(gb2312(), blocks()...)
	cut := fpdf.UTF8CutFont(whole, string(set))
	if len(cut) == 0 {
		log.Fatalf("%s: not a TrueType file with a Unicode character map", os.Args[1])
	}
	if err := os.WriteFile(os.Args[2], cut, 0o644); err != nil {
		log.Fatal(err)
	}
}

// gb2312 gives the characters of GB 2312, read from its encoding: two bytes
// from A1 on, the rows 01 to 09 of signs and 16 to 87 of hanzi.
func gb2312() []rune {
	var set []rune
	for row := 0xA1; row <= 0xF7; row++ {
		if row > 0xA9 && row < 0xB0 {
			continue // not in GB 2312, though GBK has signs there
		}
		for cell := 0xA1; cell <= 0xFE; cell++ {
			s, err := simplifiedchinese.GBK.NewDecoder().String(string([]byte{byte(row), byte(cell)}))
			if err != nil {
				continue
			}
			for _, r := range s {
				if r != '\uFFFD' && (r < 0xE000 || r > 0xF8FF) {
					set = append(set, r)
				}
			}
		}
	}
	return set
}

// blocks gives ASCII, Latin-1, the punctuation in common use, and the letters
// and digits of full width.
func blocks() []rune {
	var set []rune
	for _, b := range [][2]rune{
		{0x20, 0x7E}, {0xA0, 0xFF}, {0x2010, 0x2027}, {0x2030, 0x203B},
		{0x2460, 0x2473}, {0x25A0, 0x25CF}, {0x3000, 0x301F}, {0xFF01, 0xFF5E}, {0xFFE0, 0xFFE6},
	} {
		for r := b[0]; r <= b[1]; r++ {
			set = append(set, r)
		}
	}
	return append(set, '★', '☆', '√', '×', '÷', '℃', '㎡')
}
