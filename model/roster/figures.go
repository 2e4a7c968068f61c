package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// What figures are counted in, as a head says in brackets, the row below it, or a line
// over the table. A column that is counted in something else than its item is not
// read: 1.2 万元 are no 1.2 元.

// sameUnits are the spellings of the units of items.
var sameUnits = map[string]string{
	"元": "元", "元/年": "元", "元/人": "元", "亩": "亩", "月": "个月", "个月": "个月", "人": "人", "口": "人", "户": "户",
	"公里": "公里", "千米": "公里", "km": "公里", "平方米": "平方米", "平米": "平方米", "平方": "平方米", "m2": "平方米", "㎡": "平方米",
}

// otherUnits are units of no item.
var otherUnits = regexp.MustCompile(`^(?:[十百千万]+元(?:/[年人月])?|元/[月天日季]|角|分|公顷|平方公里|平方千米|间|米|m|里|华里|天|日|周|小时|年|岁|斤|公斤|吨)$`)

// unitIn gives the unit that a text is, empty for all else.
func unitIn(s string) string {
	s = strings.Trim(roundBrackets.Replace(strings.ToLower(model.Squeeze(s))), "()")
	s = strings.TrimPrefix(s, "单位:")
	if u := sameUnits[s]; u != "" {
		return u
	}
	if len(s) < 30 && otherUnits.MatchString(s) {
		return s
	}
	return ""
}

// unitOf gives the unit in brackets behind a head.
func unitOf(head string) string {
	if !strings.HasSuffix(head, ")") && !strings.HasSuffix(head, "）") {
		return ""
	}
	s := roundBrackets.Replace(model.Squeeze(head))
	if i := strings.LastIndexByte(s, '('); i > 0 {
		return unitIn(s[i:])
	}
	return ""
}

// isFigure reports items that are counted in something.
func isFigure(in *model.Indicator) bool {
	return in.Kind == model.Number || in.Kind == model.Money || in.Kind == model.Area
}

// countedIn reports whether an item may be counted in a unit, as far as it says.
func countedIn(in *model.Indicator, unit string) bool {
	if unit == "" || !isFigure(in) {
		return true
	}
	fits := func(u string) bool { return unit == u || unit == sameUnits[u] }
	return in.Unit == "" && len(in.Units) == 0 || fits(in.Unit) || slices.ContainsFunc(in.Units, fits)
}

// unitAbove is a line over the table that says what its amounts are counted in.
var unitAbove = regexp.MustCompile(`单位:(?:人民币|[户人亩个][、,])*([十百千万]+元)`)

// readUnitAbove reads that line.
func readUnitAbove(rows []numbered) (unit string) {
	for _, row := range rows {
		for _, c := range row.cells {
			if len(c) < 300 && strings.Contains(c, "元") {
				if m := unitAbove.FindStringSubmatch(roundBrackets.Replace(model.Squeeze(c))); m != nil {
					unit = m[1]
				}
			}
		}
	}
	return unit
}

// amounts gives the unit of a column of amounts, as the line over the table says it.
func (r *reader) amounts(cols *columns) func(column) string {
	return func(x column) string {
		if x.in.Kind != model.Money || slices.ContainsFunc(cols.headings[x.col-1], func(h string) bool { return unitOf(h) != "" || unitIn(h) != "" }) {
			return ""
		}
		return r.unit
	}
}

// readUnits leaves out the columns that a row below the heads says to be counted in
// something else than their items.
func (r *reader) readUnits(cells []string) {
	r.dropUnits(r.cols, func(x column) string { return unitIn(cellOf(cells, x.col-1)) })
}

// dropUnits takes columns that are counted in other units than their items out of a
// head, and tells of them.
func (r *reader) dropUnits(cols *columns, unit func(column) string) {
	cols.list = slices.DeleteFunc(slices.Clone(cols.list), func(x column) bool {
		u := unit(x)
		if countedIn(x.in, u) {
			return false
		}
		r.c.fault("column-unread", r.cellPos(x.col, cols.row),
			"%s列“%s”的单位是%s，应为%s，没有读入", model.ColumnName(x.col), cols.head(x.col), u, x.in.Unit).
			about(x.in.Code, cols.head(x.col)).advise("请把这一列换算成" + x.in.Unit + "，并改正写明的单位")
		return true
	})
}
