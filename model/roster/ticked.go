package roster

import (
	"strings"

	"ruhu/model"
)

// Tables in which each answer of an item has a column of its own, of which one is
// ticked: 卫生厕所 › 有, 卫生厕所 › 无, or 性别（男）, 性别（女）.

// answerColumns finds the columns that are one answer of an item each. A single one
// is none: it may be a row of data below its head.
func (x *headIndex) answerColumns(over []heading, sh *shape) []column {
	out := make([]column, len(over))
	answers := make(map[*model.Indicator]int) // by item: a bit each
	for i, h := range over {
		in, at := x.answerOf(h, sh)
		if in != nil {
			out[i] = column{in, i + 1, in.Options[at].Label}
			answers[in] |= 1 << min(at, 62)
		}
	}
	for i := range out {
		if in := out[i].in; in != nil && answers[in]&(answers[in]-1) == 0 {
			out[i] = column{}
		}
	}
	return out
}

// answerOf gives the item and which of its answers a heading means; nil where it
// means none.
func (x *headIndex) answerOf(h heading, sh *shape) (*model.Indicator, int) {
	if len(h) == 0 || len(lastOf(h)) > 150 {
		return nil, 0
	}
	field := h.field()
	if m := bracketed.FindStringSubmatch(roundBrackets.Replace(model.Squeeze(field))); m != nil && !x.known(field) {
		h, field = append(h[:len(h)-1:len(h)-1], m[1], m[2]), m[2]
	}
	if len(h) < 2 {
		return nil, 0
	}
	list, _ := x.meaning(h[:len(h)-1], sh)
	if len(list) == 0 || !list[0].IsChoice() {
		return nil, 0
	}
	if at := list[0].Option(field); at >= 0 && x.fold(h[len(h)-2]) != x.fold(field) {
		return list[0], at
	}
	return nil, 0
}

// ticks gives what the columns of the answers say in a row: those that are ticked,
// each once. What is neither a tick nor empty stays as it is written.
func (r *reader) ticks(first column, row int, cells []string) (raw string, from, col int) {
	from, col = row, first.col
	var said, crossed []string
	for _, c := range append([]column{first}, r.cols.ticked...) {
		if c.in != first.in || c.col > len(cells) {
			continue
		}
		text, at := r.unmerge(c.col, row, cells[c.col-1])
		if isUnasked(text) {
			return text, at, c.col
		}
		if isBlank(model.Fold(text)) {
			continue
		}
		text, no := c.tick(text)
		if no {
			crossed = append(crossed, c.answer+":"+text)
			continue
		}
		if len(said) == 0 {
			from, col = at, c.col
		}
		said = append(said, text)
	}
	if len(said) == 0 {
		said = crossed
	}
	return strings.Join(said, "、"), from, col
}

// tick gives what a cell says in the column of an answer; no says that it crosses the
// answer out.
func (c *column) tick(raw string) (text string, no bool) {
	mine := c.in.Option(raw) >= 0 && c.in.Options[c.in.Option(raw)].Label == c.answer
	switch word := strings.ContainsFunc(raw, isHan); {
	case word && mine, model.SaysYes(raw):
		return c.answer, false
	case model.SaysNo(raw):
		return model.Fold(raw), true
	}
	return model.Fold(raw), false
}
