package book

import "strings"

// units is the width of a text in half-width characters.
func units(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x2E80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}

// bodyFit is how many half-width characters of a cell (10 points) fit where
// one of the default font (11 points), by which columns are measured, does.
const bodyFit = 1.08

// lines estimates how many lines a text takes in a column of the given width.
// It errs on the side of more: a cell too high is better than text cut off.
func lines(s string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		room := max(int(width*bodyFit)-1, 2)
		n += max(1, (units(line)+room-1)/room)
	}
	return n
}
