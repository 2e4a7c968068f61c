package book

import (
	"strings"

	"ruhu/render/kinsoku"
)

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

// lines estimates how many lines a text takes in a column of the given width.
// Letters and digits are not divided, and what may not begin a line takes the
// character before it along. It errs on the side of more: a cell too high is better
// than text cut off.
func lines(s string, width float64) int {
	room := max(int(width)-1, 2)
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n += wrapped(line, room)
	}
	return n
}

// wrapped is the number of lines of a text without forced ones.
func wrapped(s string, room int) int {
	n, used := 1, 0
	place := func(w int) {
		switch {
		case used+w <= room:
			used += w
		case w <= room:
			n, used = n+1, w
		default: // a word longer than the line is divided after all
			if used > 0 {
				n++
			}
			n += (w - 1) / room
			used = (w-1)%room + 1
		}
	}
	word, before := 0, ' '
	for _, r := range s {
		if before != ' ' && r != ' ' && !joined(before, r) || before == ' ' {
			place(word)
			word = 0
		}
		word += units(string(r))
		before = r
	}
	place(word)
	return n
}

// joined reports two characters between which a spreadsheet does not begin a
// new line.
func joined(a, b rune) bool { return kinsoku.Together(a, b) || a < 0x2E80 && b < 0x2E80 }
