package model

import (
	"slices"
	"strings"
)

// Boxes beside answers in one cell. Those with a cross are neither: some tick so, and
// some strike out.
const (
	tickedBoxes = "☑√✓✔■●"
	emptyBoxes  = "□☐○"
	boxes       = tickedBoxes + emptyBoxes
)

// ticked gives the answers of a squeezed text whose boxes are ticked, all before their
// answers or all behind them: ☑是□否. It is empty where something else stands there, where
// nothing is ticked, and where one answer may be given and several are ticked.
func (in *Indicator) ticked(s string) string {
	isBox := func(r rune) bool { return strings.ContainsRune(boxes, r) }
	before := strings.IndexFunc(s, isBox) == 0
	var on []string
	met := make([]int, 0, len(in.Options))
	for s != "" {
		at := strings.IndexFunc(s, isBox)
		if at < 0 || before != (at == 0) {
			return ""
		}
		box := []rune(s[at:])[0]
		label, rest := s[:at], s[at+len(string(box)):]
		if before {
			end := strings.IndexFunc(rest, isBox)
			if end < 0 {
				end = len(rest)
			}
			label, rest = rest[:end], rest[end:]
		}
		label = strings.Trim(label, "、,;/|")
		i := in.option(label)
		if i < 0 || slices.Contains(met, i) {
			return ""
		}
		if met = append(met, i); strings.ContainsRune(tickedBoxes, box) {
			on = append(on, label)
		}
		s = rest
	}
	if len(on) > 1 && in.Kind != Multiple {
		return ""
	}
	return strings.Join(on, "、")
}
