package fill

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// kind is what the rows of a list are.
type kind string

const (
	memberRows    kind = "家庭成员"
	householdRows kind = "户"
	helperRows    kind = "帮扶责任人"
	measureRows   kind = "帮扶措施"
	additionRows  kind = "自然增加"
	removalRows   kind = "自然减少"
	villageRows   kind = "村"
)

// ownScope is the scope of a row's own items.
var ownScope = map[kind]model.Scope{
	memberRows: model.OfMember, householdRows: model.OfHousehold, helperRows: model.OfHelper,
	measureRows: model.OfMeasure, additionRows: model.OfAddition, removalRows: model.OfRemoval,
}

// rowsOf are the rows that a scope makes of a section or of a row with marks.
var rowsOf = map[model.Scope]kind{
	model.OfMember: memberRows, model.OfHelper: helperRows, model.OfMeasure: measureRows, model.OfAddition: additionRows, model.OfRemoval: removalRows,
}

// scopes are those that the columns of a list of households' records may have.
func (k kind) scopes() []model.Scope {
	out := []model.Scope{ownScope[k]}
	if k == additionRows {
		out = append(out, model.OfMember)
	}
	return append(out, model.OfVillage, model.OfHousehold)
}

// list is labels over rows that repeat.
type list struct {
	grid *grid
	kind kind
	// places are the columns, each with the cell of its head; the marks of one entry
	// where the form is filled by its marks.
	places  []*place
	byMarks bool
	// top is the first row to fill, item how many rows belong to one entry, and count
	// how many entries the form has room for.
	top, item, count int
	title            string // what stands over it or at its left
	year             int    // whose measures it has; 0: all of them
}

// last is the last row of the list as the form has it.
func (l *list) last() int { return l.top + l.item*l.count - 1 }

// width gives the first and the last column of the list from 1, with what stands beside
// it without a gap.
func (l *list) width() (left, right int) {
	left, right = l.grid.cols, 0
	for _, p := range l.places {
		left, right = min(left, p.cell.col+1), max(right, p.cell.col+p.cell.cols)
	}
	stands := func(col int) bool {
		for row := max(0, l.top-1); row <= l.last(); row++ {
			if x := l.grid.cell(row, col-1); x != nil && !x.absent {
				return true
			}
		}
		return false
	}
	for stands(left - 1) {
		left--
	}
	for stands(right + 1) {
		right++
	}
	return left, right
}

// has reports that some column asks for an item.
func (l *list) has(code model.Code) bool {
	return slices.ContainsFunc(l.places, func(p *place) bool { return p.asks.in != nil && p.asks.in.Code == code })
}

// asks reports a list of which something is filled in besides the numbers of its rows.
func (l *list) asks() bool {
	return slices.ContainsFunc(l.places, func(p *place) bool {
		return p.why == "" && (l.byMarks || p.asks.derived != serial)
	})
}

// at is the cell of a column in the entry that begins at a row.
func (l *list) at(row int, column *place) *cell { return l.grid.cell(row+column.sub, column.cell.col) }

// findLists finds the lists of a grid. before is the section that it stands in.
func (r *reader) findLists(g *grid, before section) {
	for row := 0; row < g.rows; row++ {
		for _, heads := range headRuns(g, row) {
			if l := r.listBelow(g, row, heads, before); l != nil {
				r.lists = append(r.lists, l)
				r.claim(l)
				row = l.last()
				break
			}
		}
	}
}

// headRuns gives the runs of cells beside each other that end in a row and may be
// heads: words, each with words or the edge at its right.
func headRuns(g *grid, row int) [][]*cell {
	var out [][]*cell
	var run []*cell
	end := func() {
		if len(run) > 1 {
			out = append(out, run)
		}
		run = nil
	}
	for col := 0; col < g.cols; {
		c := g.cell(row, col)
		if c == nil {
			end()
			col++
			continue
		}
		if c.row+c.rows-1 == row && isHead(c) {
			run = append(run, c)
		} else {
			end()
		}
		col = c.col + c.cols
	}
	end()
	return out
}

// isHead reports a cell that may be the head of a column.
func isHead(c *cell) bool {
	if c.formula || c.empty() || len([]rune(c.text)) > 60 {
		return false
	}
	if right := c.right(); right != nil && right.empty() && !right.absent {
		return false
	}
	return len(slots(c.runes())) == 0 && !hasNumber(c)
}

// listBelow makes a list of heads and the rows below them; nil where it is none.
func (r *reader) listBelow(g *grid, row int, heads []*cell, before section) *list {
	top := row + 1
	for top < g.rows && top < row+3 && noEntry(g, top, heads) {
		top++
	}
	item := itemRows(g, top, heads)
	if item == 0 || !r.blankItem(g, top, item, heads) {
		return nil
	}
	heads, subs := splitHeads(g, row, top, item, heads)
	if heads == nil {
		return nil
	}
	l := &list{grid: g, top: top, item: item, count: 1}
	if l.kind = r.kindOf(heads, r.scopeOver(heads[0], before.scope)); l.kind == "" {
		return nil
	}
	l.title = r.titleOver(heads[0], before.title)
	if l.places = r.columns(l, heads, subs); len(l.places) == 0 {
		return nil
	}
	for itemRows(g, l.last()+1, heads) == item && samePattern(g, top, l.last()+1, heads) && !isAbsent(g, l.last()+1, heads) && r.blankItem(g, l.last()+1, item, heads) && r.fits(l, l.last()+1) {
		l.count++
	}
	if !r.fits(l, top) {
		return nil
	}
	if l.kind == householdRows && l.item*l.count == 1 && r.goesOn(g, top+1) {
		r.cards[g] = true
		return nil
	}
	return l
}

// goesOn reports that a row, or the one below a title there, has labels over room of
// their own: one row of a household above it is no list that was drawn short, but a
// card with its labels over their places.
func (r *reader) goesOn(g *grid, row int) bool {
	if c := g.cell(row, 0); c != nil && c.cols == g.cols && !c.empty() && len(slots(c.runes())) == 0 {
		row++
	}
	return slices.ContainsFunc(headRuns(g, row), func(heads []*cell) bool {
		return itemRows(g, row+1, heads) > 0 && r.blankItem(g, row+1, 1, heads)
	})
}

// samePattern reports two entries whose cells take as many rows.
func samePattern(g *grid, a, b int, heads []*cell) bool {
	return !slices.ContainsFunc(heads, func(h *cell) bool { return g.cell(a, h.col).rows != g.cell(b, h.col).rows })
}

// isAbsent reports a row that the file does not have.
func isAbsent(g *grid, row int, heads []*cell) bool {
	return !slices.ContainsFunc(heads, func(h *cell) bool { return !g.cell(row, h.col).absent })
}

// splitHeads gives the heads of entries that take several rows. A column whose cells
// take one row each has a head for each of them, one below the other; nil where it has
// not, since then nobody knows which row is meant.
func splitHeads(g *grid, row, top, item int, heads []*cell) ([]*cell, map[*cell]int) {
	if item == 1 {
		return heads, nil
	}
	var out []*cell
	subs := make(map[*cell]int)
	for _, h := range heads {
		if g.cell(top, h.col).rows == item {
			out = append(out, h)
			continue
		}
		for i := range item {
			x, below := g.cell(row-item+1+i, h.col), g.cell(top+i, h.col)
			if x == nil || below == nil || x.rows != 1 || below.rows != 1 || x.col != h.col || below.col != h.col || x.cols != below.cols || x.empty() {
				return nil, nil
			}
			out = append(out, x)
			subs[x] = i
		}
	}
	return out, subs
}

// aboveEntries begins rows between the heads and the first entry: examples, totals.
var aboveEntries = regexp.MustCompile(`^(?:示?例|(?:合|总|共|小)计$)`)

// noEntry reports a row below the heads that is none to fill: the numbers of the
// columns, an example, the totals.
func noEntry(g *grid, row int, heads []*cell) bool {
	for i, h := range heads {
		c := g.cell(row, h.col)
		if c == nil || c.row != row {
			return false
		}
		s := model.Squeeze(c.text)
		if i == 0 && aboveEntries.MatchString(s) {
			return true
		}
		if s != itoa(i+1) && s != itoa(i) && !(i == 0 && (s == "栏次" || s == "甲")) {
			return false
		}
	}
	return true
}

// itemRows is how many rows the entry that begins at a row takes: as many as its
// highest cell; 0 where the cells below the heads do not fit them.
func itemRows(g *grid, row int, heads []*cell) int {
	n := 0
	for _, h := range heads {
		c := g.cell(row, h.col)
		if c == nil || c.row != row || c.col != h.col || c.cols != h.cols {
			return 0
		}
		n = max(n, c.rows)
	}
	return n
}

// blankItem reports an entry with room: every cell below the heads is empty, or says
// only what forms print there (a number, boxes, a hint).
func (r *reader) blankItem(g *grid, row, item int, heads []*cell) bool {
	empty := 0
	for _, h := range heads {
		for i := row; i < row+item; i++ {
			switch c := g.cell(i, h.col); {
			case c == nil || c.col != h.col || c.cols != h.cols:
				return false
			case c.blank():
				empty++
			case c.formula:
			case !r.printed(h, c):
				return false
			}
		}
	}
	return empty > 0
}

// printed reports what forms print into cells to be filled.
func (r *reader) printed(head, c *cell) bool {
	s := model.Squeeze(c.text)
	if strings.Trim(s, "….。·□☐○◯") == "" {
		return true
	}
	if r.labels.IsSerial(head.text) {
		return len(s) <= 4 && strings.Trim(s, "0123456789") == ""
	}
	if list := slots(c.runes()); len(list) == 1 && len(list[0].boxes) > 0 && list[0].label == "" {
		return true
	}
	for _, in := range r.labels.Find([]model.Scope{model.OfMember, model.OfHousehold, model.OfAddition, model.OfRemoval, model.OfHelper, model.OfMeasure}, head.text) {
		if in.IsChoice() && in.Option(s) >= 0 {
			return true
		}
		if slices.Contains(r.labels.Find([]model.Scope{in.Scope}, s), in) { // 务工地点 below 务工区域
			return true
		}
	}
	return false
}

// fits reports that at least two columns of the list are understood there.
func (r *reader) fits(l *list, row int) bool {
	known := 0
	for _, c := range l.places {
		if c.why == "" && !l.at(row, c).formula {
			known++
		}
	}
	return known > 1
}

// scopeOver is what the nearest title above heads, or at their left, says.
func (r *reader) scopeOver(head *cell, before model.Scope) model.Scope {
	for c := head.left(); c != nil; c = c.left() {
		if scope, ok := r.section(c.text); ok && c.rows > head.rows {
			return scope
		}
	}
	for c := head.above(); c != nil; c = c.above() {
		if scope, ok := r.section(c.text); ok && c.cols > 1 {
			return scope
		}
	}
	return before
}

// claim marks the cells of a list: they are nobody else's place.
func (r *reader) claim(l *list) {
	for _, c := range l.places {
		r.used[c.cell] = true
		for row := l.top; row <= l.last(); row++ {
			if x := l.grid.cell(row, c.cell.col); x != nil {
				r.used[x] = true
			}
		}
	}
}
