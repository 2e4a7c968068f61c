package book

import (
	"slices"
	"strings"

	"ruhu/model"
)

// keyHead is the head of the hidden column in which lists carry what the
// household of a row is known by. It is an opaque code.
const keyHead = "户代码"

// keyed gives the table with the hidden column. People may sort its rows.
func (t Table) keyed() Table {
	width := len(t.Columns)
	t.Columns = append(slices.Clip(t.Columns), Column{Head: keyHead, Width: 10, Hidden: true})
	t.Rows = renewed(t.Rows, func(_ int, r Row) Row {
		if len(r.Cells) == width {
			token := ""
			if r.Of != nil {
				token = r.Of.Key().Token()
			}
			r.Cells = append(slices.Clip(r.Cells), token)
		}
		return r
	})
	return t
}

// whose is the columns that tell whose a row is.
type whose struct {
	code   int   // of the code; -1 where the table has none
	own    []int // village, group, number and head
	number int   // -1 where there is none
	head   int
}

// whose finds them among the first columns, which are the table's own.
func (t Table) whose(width int) whose {
	w := whose{-1, nil, -1, -1}
	for i, c := range t.Columns[:width] {
		head, _, _ := strings.Cut(c.Head, "（")
		switch head {
		case keyHead:
			w.code = i
		case "户编号":
			w.number = i
		case "户主":
			w.head = i
		case "村", "组":
		default:
			continue
		}
		if head != keyHead {
			w.own = append(w.own, i)
		}
	}
	return w
}

// key is what a row is about: of a household with a code, that and what the row
// says besides.
func (w whose) key(about []int, text func(int) string) string {
	if w.code < 0 || text(w.code) == "" {
		return keyOf(about, text)
	}
	rest := make([]int, 0, len(about)+1)
	for _, i := range about {
		if !slices.Contains(w.own, i) {
			rest = append(rest, i)
		}
	}
	return keyOf(append(rest, w.code), text)
}

// same reports that an older row is about the household of a new one: number and
// head are what they are now, or were before a correction that was noted. What
// is written beside a household that nothing tells from others is of neither.
func (w whose) same(row Row, old *earlierLine) bool {
	h := row.Of
	if h == nil {
		return true
	}
	if w.code >= 0 && !h.Key().Known() {
		return false
	}
	is := func(at int, before ...string) bool {
		return at < 0 || isOrWas(old.cells[at], textOf(row.Cells[at]), before...)
	}
	return is(w.head, h.HeadName(), h.Text(model.CodeFormerHead)) &&
		is(w.number, h.Number(), h.Text(model.CodeFormerNumber), h.ProvisionalNumber())
}

// isOrWas reports that a text is what it is now or, if it says anything, one that it was before.
func isOrWas(text, now string, before ...string) bool {
	text = model.Squeeze(text)
	return text == model.Squeeze(now) ||
		text != "" && slices.ContainsFunc(before, func(s string) bool { return text == model.Squeeze(s) })
}
