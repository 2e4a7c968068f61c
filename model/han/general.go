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

// general is the list by codes.
var general = sync.OnceValue(func() []rune {
	list := make([]rune, 0, GeneralSize)
	for line := range strings.Lines(generalText) {
		if !strings.HasPrefix(line, "#") {
			list = append(list, []rune(strings.TrimSpace(line))...)
		}
	}
	slices.Sort(list)
	return list
})

// EachGeneral calls do for every character of 通用规范汉字表 in order of their codes.
func EachGeneral(do func(rune)) {
	for _, r := range general() {
		do(r)
	}
}
