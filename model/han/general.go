package han

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// general.txt is 通用规范汉字表; README.md says where it is from.
//
//go:embed general.txt
var generalText string

// GeneralSize is how many characters 通用规范汉字表 (国发〔2013〕23号) has: those that
// names are given with today, and that computers of offices must have.
const GeneralSize = 8105

// general is the list by codes, with the level of each.
var general = sync.OnceValue(func() (list struct {
	runes  []rune
	levels map[rune]int
}) {
	list.runes, list.levels = make([]rune, 0, GeneralSize), make(map[rune]int, GeneralSize)
	level := 0
	for line := range strings.Lines(generalText) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			if strings.Contains(line, "级字表 ") {
				level++
			}
			continue
		}
		for _, r := range line {
			list.runes = append(list.runes, r)
			list.levels[r] = level
		}
	}
	slices.Sort(list.runes)
	return list
})

// EachGeneral calls do for every character of 通用规范汉字表 in order of their codes.
func EachGeneral(do func(rune)) {
	for _, r := range general().runes {
		do(r)
	}
}

// GeneralLevel gives the level of a character in 通用规范汉字表: 1 for the 3,500 that
// are common, 2 for the 3,000 of print, 3 for the 1,605 of names, places and
// sciences; 0 of one that is not in it.
func GeneralLevel(r rune) int { return general().levels[r] }
