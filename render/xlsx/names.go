package xlsx

import (
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// longestName is how many UTF-16 units Excel allows in a sheet's name.
const longestName = 31

// names gives out names of sheets, none twice, as Excel compares them: without
// regard to case or to full and half width.
type names struct{ used map[string]bool }

func newNames(reserved ...string) *names {
	n := &names{used: make(map[string]bool)}
	for _, s := range reserved {
		n.used[key(s)] = true
	}
	return n
}

func key(s string) string { return strings.ToLower(model.Fold(s)) }

// unique makes a name of a household's number, which may be empty, and a form's
// short name. Where both are too long the number is cut, at its front: its
// digits differ at the end.
func (n *names) unique(number, short string) string {
	number, short = safe(number), safe(short)
	for i := 1; ; i++ {
		tail := ooxml.Cut(short, longestName)
		if i > 1 {
			mark := "(" + strconv.Itoa(i) + ")"
			tail = ooxml.Cut(short, longestName-len(mark)) + mark
		}
		name := tail
		if room := longestName - 1 - ooxml.Units(tail); number != "" && room > 0 {
			name = last(number, room) + "-" + tail
		}
		name = strings.Trim(name, "' ")
		if name == "" {
			name = "表" + strconv.Itoa(i)
		}
		if !n.used[key(name)] {
			n.used[key(name)] = true
			return name
		}
	}
}

// last gives the last n UTF-16 units of a text.
func last(s string, n int) string {
	for ooxml.Units(s) > n {
		s = strings.TrimPrefix(s, ooxml.Cut(s, 2))
	}
	return s
}

// safe replaces what Excel forbids in the name of a sheet.
func safe(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:\/?*[]：＼／？＊［］`, r):
			return '_'
		case r < ' ' || !ooxml.InXML(r):
			return -1
		}
		return r
	}, s), "' ")
}
