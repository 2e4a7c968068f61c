package roster

import (
	"cmp"
	"fmt"
	"slices"

	"ruhu/model"
)

// again is a column whose item an earlier column has.
type again struct {
	column
	first  int    // the earlier column
	fills  bool   // it fills in where the earlier one is empty
	differ places // in which the two say different things
}

// repeat notes the columns whose items earlier columns have. One fills in where the
// earlier is empty, unless it tells who somebody is under the very same head: a
// second 姓名 is mostly another person's, and so is one in another group (配偶, 子女),
// with all that stands behind it.
func (r *reader) repeat(cols *columns) {
	r.again = nil
	another := false
	for _, x := range cols.twice {
		at := indexOf(cols.list, x.in.Code)
		if at < 0 {
			continue
		}
		first := cols.list[at].col
		a := &again{column: x, first: first, fills: !identifies(x.in) || foldHead(cols.head(first)) != foldHead(cols.head(x.col))}
		switch before, own := cols.headings[first-1], cols.headings[x.col-1]; {
		case x.in.Code == model.CodeName:
			a.fills = a.fills && slices.Equal(before[:len(before)-1], own[:len(own)-1])
			another = another || !a.fills
		case another && x.in.Scope == model.OfMember:
			a.fills = false
		}
		r.again = append(r.again, a)
		r.twice = append(r.twice, a)
	}
}

// either gives what a row says of an item: what its column says or, where that is
// empty, a further column of the item. It counts where two say different things.
func (r *reader) either(c *cell, row int, cells []string) {
	for _, a := range r.again {
		if a.in != c.in || a.col > len(cells) || !a.fills && !namesHome(a.in.Code) && a.in.Code != model.CodeName {
			continue
		}
		raw, from := cells[a.col-1], row
		if len(r.merged) > 0 {
			raw, from = r.unmerge(a.col, row, raw)
		}
		switch {
		case isUnasked(raw) || isEmpty(a.in, raw):
		case !a.fills:
			if (a.in.Code == model.CodeName || !isEmpty(c.in, c.raw)) && model.Squeeze(c.raw) != model.Squeeze(raw) {
				a.note(c.at.Col, row)
				r.torn = r.torn || namesHome(a.in.Code)
			}
		case isUnasked(c.raw) || isEmpty(c.in, c.raw):
			c.raw, c.at = raw, model.At{Source: r.source, Row: from, Col: a.col}
		case !c.in.Same(c.raw, raw):
			a.note(c.at.Col, row)
		}
	}
}

// note counts a row in which two columns say different things.
func (a *again) note(col, row int) {
	a.differ.add(model.CellName(col, row) + "与" + model.CellName(a.col, row))
}

// reportTwice tells of the columns of one item, once a sheet, with the rows in
// which they contradict each other.
func (r *reader) reportTwice() {
	slices.SortStableFunc(r.twice, func(a, b *again) int { return cmp.Compare(a.col, b.col) })
	for _, a := range r.twice {
		head, first := r.headOf(a.col), fmt.Sprintf("%s列“%s”", model.ColumnName(a.first), r.headOf(a.first))
		used, how, hint := "只采用前面的一列", model.Warning, "请删去多余的一列，或改正列名"
		if a.fills {
			used = "逐行采用填了的一格"
		}
		if a.differ.count > 0 {
			used += fmt.Sprintf("；有 %d 行两列不一致（%s），采用了前面的一列", a.differ.count, &a.differ)
			hint = "请核对后改成一致，删去多余的一列；不是同一内容的请改正列名"
		}
		switch {
		case a.differ.count > 0 && !a.fills && a.in.Code == model.CodeName:
			used += "；这一列里的人没有读入"
			how, hint = model.Fault, "请改成一人一行，每人的姓名、证件号码、与户主关系各占一格"
		case a.differ.count > 0 && !a.fills:
			used += "；这些行里写在旁边的责任人不知道是哪一户的，没有读入"
			how, hint = model.Fault, "两张表并排的，请把右边的移到另一张工作表"
		}
		r.c.keepFinding(find(how, "column-twice", r.pos(a.col), "%s列“%s”与%s是同一指标，%s", model.ColumnName(a.col), head, first, used)).
			about(a.in.Code, head).advise(hint)
	}
}

// headOf is the head of a column as users are told it.
func (r *reader) headOf(col int) string {
	if col <= len(r.cols.headings) {
		return r.cols.head(col)
	}
	return ""
}
