package book

import (
	"slices"

	"ruhu/model"
	"ruhu/render/workbook"
)

// The paper is A4, and on it text is never smaller than smallestPrint.
const (
	paperA4               = 9            // as the format numbers sizes
	paperLong, paperShort = 841.9, 595.3 // points
	smallestPrint         = 8            // points
	sideMargin            = 0.4          // inches, left and right
	// unitWidth is how wide a column of width 1 is in Excel: a digit of the default
	// font takes 7 pixels, of which there are 96 to an inch.
	unitWidth = 7 * 72 / 96.0 // points
)

// room is how much fits beside each other on a page, in units of columns, with text
// as small as it may be. Excel scales by whole percents, hence a little less.
func (t Table) room() float64 {
	across := paperLong
	if t.Portrait {
		across = paperShort
	}
	const percent = 0.01
	return (across - 2*72*sideMargin) / (smallestPrint/float64(fontSize) + percent) / unitWidth
}

// pagesWide is on how many pages a row is printed, so that it can be read: on one
// but for tables such as rosters. The columns that stay in sight are on each of them.
func (t Table) pagesWide() int {
	room, first := t.room(), 0.0
	pages, used := 1, 0.0
	for i, c := range t.printed() {
		switch {
		case c.Hidden:
			continue
		case i < t.Freeze:
			first += c.Width
		case used > first && used+c.Width > room:
			pages, used = pages+1, first
		}
		used += c.Width
	}
	return pages
}

// printed is the columns on paper; those for the screen only stand behind them.
func (t Table) printed() []Column {
	if n := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Screen }); n >= 0 {
		return t.Columns[:n]
	}
	return t.Columns
}

// screenLast puts the columns for the screen behind all others.
func (t Table) screenLast() Table {
	var order []int
	for _, screen := range []bool{false, true} {
		for i, c := range t.Columns {
			if c.Screen == screen {
				order = append(order, i)
			}
		}
	}
	if slices.IsSorted(order) {
		return t
	}
	t.Columns = inOrder(t.Columns, order)
	if t.Rows != nil {
		t.Rows = renewed(t.Rows, func(_ int, r Row) Row {
			if r.Look != Note && r.Look != Title { // lines across the sheet
				r.Cells = inOrder(r.Cells, order)
			}
			return r
		})
	}
	return t
}

// inOrder gives the elements in another order; those that are not there are zero.
func inOrder[T any](of []T, order []int) []T {
	out := make([]T, len(order))
	for to, from := range order {
		if from < len(of) {
			out[to] = of[from]
		}
	}
	return out
}

// printArea leaves the columns for the screen out. Rows that people add below are
// printed too.
func (s *sheet) printArea() {
	if n := len(s.printed()); n < len(s.Columns) {
		s.to.Define(workbook.PrintArea, workbook.Quote(s.Name)+"!$A:$"+model.ColumnName(n))
	}
}

// repeated is what every page repeats: the head and, where a row goes on over
// several pages, the columns that say whose it is.
func (s *sheet) repeated(pagesWide int) string {
	name := workbook.Quote(s.Name) + "!"
	rows := name + "$" + itoa(s.headRow()) + ":$" + itoa(s.headRow())
	if pagesWide == 1 || s.Freeze == 0 {
		return rows
	}
	return name + "$A:$" + model.ColumnName(s.Freeze) + "," + rows
}
