package roster

import (
	"cmp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// heading is what stands over a column: the texts of its head rows from the
// group down to the field, each said once.
type heading []string

// String is the heading as users are told it: 家庭成员 › 姓名.
func (h heading) String() string {
	parts := make([]string, len(h))
	for i, p := range h {
		parts[i] = model.Fold(p)
	}
	return strings.Join(parts, " › ")
}

// field is the last text as it stands, empty where there is none.
func (h heading) field() string {
	if len(h) == 0 {
		return ""
	}
	return h[len(h)-1]
}

// deepest is how many rows a head may take.
const deepest = 3

// numbered is a row with its number.
type numbered struct {
	row   int
	cells []string
}

// rowsOver gives those of the first rows that stand over a head, rowsUnder those below it.
func (c *columns) rowsOver(rows []numbered) []numbered {
	return rows[:countOf(rows, func(r numbered) bool { return r.row < c.row })]
}

func (c *columns) rowsUnder(rows []numbered) []numbered {
	return rows[countOf(rows, func(r numbered) bool { return r.row < c.row+c.depth }):]
}

// captions are the texts alone in their rows that are titles of tables.
func captions(rows []numbered) (out []string) {
	for _, row := range rows {
		if first := firstText(row.cells); filled(row.cells, 2) == 1 && caption.MatchString(first) {
			out = append(out, first)
		}
	}
	return out
}

// top is the beginning of a sheet, in which the head is looked for: rows that
// hold something, and the merged ranges among them.
type top struct {
	rows   []numbered
	merged map[[2]int][2]int // a cell, and the first cell of the range that it is merged into
}

// mergedCells bounds how many merged cells of a head are looked at: far more
// than a head has, and few enough for a file made to waste time.
const mergedCells = 1 << 16

func newTop(rows []numbered, merged []sheet.Span) *top {
	t := &top{rows: rows, merged: make(map[[2]int][2]int)}
	last := rows[len(rows)-1].row
	for _, m := range merged {
		for row := m.Row1; row <= min(m.Row2, last); row++ {
			for col := m.Col1; col <= m.Col2 && len(t.merged) < mergedCells; col++ {
				t.merged[[2]int{row, col}] = [2]int{m.Row1, m.Col1}
			}
		}
	}
	return t
}

// headings gives the columns of a head of some rows, the first being rows[at];
// nil where they do not follow one another.
func (t *top) headings(at, depth int) []heading {
	if at+depth > len(t.rows) || depth < deepest && t.goesOn(at+depth-1) {
		return nil
	}
	rows := t.rows[at : at+depth]
	width := 0
	for i, r := range rows {
		if r.row != rows[0].row+i || slices.ContainsFunc(r.cells, cardLike) || i+1 < depth && hasFigure(r.cells) {
			return nil
		}
		width = max(width, len(r.cells))
	}
	repeated := 0
	out := make([]heading, width)
	for col := range out {
		var h heading
		for i := range rows {
			text := t.text(rows, i, col)
			if model.Squeeze(text) != "" && (len(h) == 0 || h[len(h)-1] != text) {
				h = append(h, text)
			}
		}
		out[col] = h
		if len(h) == deepest && h[0] == h[deepest-1] {
			repeated++
		}
	}
	if repeated > 1 {
		return nil // a head, a row of data, and the head again
	}
	return out
}

// hasFigure reports a row with a figure among its words that is no year: what is over
// fields are words, or numbers of the columns alone.
func hasFigure(cells []string) bool {
	figures, words := false, false
	for _, c := range cells {
		if c = model.Squeeze(c); c != "" {
			digits := sheet.Digits(c)
			figures = figures || digits && model.ParseYear(c) == 0
			words = words || !digits
		}
	}
	return figures && words
}

// goesOn reports a row of heads whose groups have their fields in the row below, known
// or not: all that it holds stands under merged cells.
func (t *top) goesOn(at int) bool {
	if at+1 >= len(t.rows) || t.rows[at+1].row != t.rows[at].row+1 {
		return false
	}
	row, fields := t.rows[at].row, 0
	for col, text := range t.rows[at+1].cells {
		if text == "" || model.Squeeze(text) == "" {
			continue
		}
		group, merged := t.merged[[2]int{row, col + 1}]
		left, right := t.merged[[2]int{row, col}], t.merged[[2]int{row, col + 2}]
		if !merged || group[0] != row || left != group && right != group || cardLike(text) {
			return false
		}
		fields++
	}
	return fields > 1
}

// text gives what a cell of the head says: its own text, that of the range that
// it is merged into, or, as files without merged cells have it, that of the
// group at its left, if both have a field below. A text alone in its row is a
// title and no group.
func (t *top) text(rows []numbered, i, col int) string {
	if s := cellOf(rows[i].cells, col); model.Squeeze(s) != "" {
		return s
	}
	if origin, ok := t.merged[[2]int{rows[i].row, col + 1}]; ok {
		if from := origin[0] - rows[0].row; from >= 0 && from < len(rows) {
			return cellOf(rows[from].cells, origin[1]-1)
		}
		return ""
	}
	if i+1 == len(rows) || model.Squeeze(cellOf(rows[i+1].cells, col)) == "" || filled(rows[i].cells, 2) == 1 {
		return ""
	}
	for left := col - 1; left >= 0 && model.Squeeze(cellOf(rows[i+1].cells, left)) != ""; left-- {
		if s := cellOf(rows[i].cells, left); model.Squeeze(s) != "" {
			return s
		}
	}
	return ""
}

func cellOf(cells []string, col int) string {
	if col < len(cells) {
		return cells[col]
	}
	return ""
}

// group is what the first row of a head says about the fields below it.
type group struct {
	names  []string // folded, without 信息, 情况 and the like
	scopes []model.Scope
	// heads are fields that mean this below the group.
	heads map[string]model.Code
}

// groups are the words over fields that change what these mean. All others
// (收入情况, 生产生活条件) only gather fields.
var groups = []group{
	{
		names: []string{"户主", "家庭户主", "户"}, scopes: []model.Scope{model.OfVillage, model.OfHousehold},
		heads: withHeads(headHeads, map[string]model.Code{"联系电话": model.CodePhone, "电话": model.CodePhone}),
	},
	{
		names:  []string{"家庭成员", "成员", "家庭人员", "家庭人口", "人员", "家庭成员基本"},
		scopes: []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold},
		heads:  map[string]model.Code{"联系电话": "成员联系电话", "电话": "成员联系电话", "关系": model.CodeRelation},
	},
	{
		names:  []string{"帮扶责任人", "帮扶人", "帮扶干部", "结对帮扶", "结对帮扶责任人", "结对帮扶人", "包户干部", "帮扶联系人", "结对干部", "责任人", "结对帮扶干部"},
		scopes: []model.Scope{model.OfHelper},
	},
	{
		names: []string{"帮扶措施", "帮扶项目", "历年帮扶措施", "享受帮扶"}, scopes: []model.Scope{model.OfMeasure},
	},
}

// groupOf finds the group that a text names; nil for all others.
func (x *headIndex) groupOf(text string) *group {
	key := strings.TrimLeft(x.fold(text), "0123456789.-_一二三四五六七八九十")
	for _, end := range [...]string{"", "基本信息", "基本情况", "信息", "情况", "资料"} {
		name, ok := strings.CutSuffix(key, end)
		if !ok {
			continue
		}
		for i := range groups {
			if slices.Contains(groups[i].names, name) {
				return &groups[i]
			}
		}
	}
	return nil
}

// meaning gives the indicators that a heading may mean within a shape, the
// likeliest first, and whether its group decided that.
func (x *headIndex) meaning(h heading, sh *shape) (list []*model.Indicator, grouped bool) {
	switch len(h) {
	case 0:
		return nil, false
	case 1:
		return x.find(h[0], sh), false
	}
	field, over := h.field(), h[len(h)-2]
	if x.groupOf(field) != nil && x.known(over) && x.groupOf(over) == nil {
		return nil, false // a group below fields begins another head
	}
	alone := x.find(field, sh)
	if in, _ := x.wishOf(h); in != nil && sh.rank(in) >= 0 {
		list = []*model.Indicator{in}
		return list, !slices.Equal(list, alone)
	}
	if in := x.book.Lookup(sh.heads[x.fold(over+field)]); in != nil {
		return []*model.Indicator{in}, true
	}
	for _, words := range [...]string{over + field, field + over} {
		// 其他 › 转移性收入 stays 转移性收入: a group changes no field that is plain by itself.
		if key := x.fold(words); len(x.byHead[key]) > 0 && !(len(alone) == 1 && alone[0].Coded() && alone[0].Kind == model.Money) {
			list = x.within(key, sh)
			return list, !slices.Equal(list, alone)
		}
	}
	for _, above := range h[:len(h)-1] {
		g := x.groupOf(above)
		if g == nil {
			continue
		}
		list = x.find(field, &shape{own: g.scopes[0], scopes: g.within(sh), heads: g.heads})
		return list, !slices.Equal(list, alone)
	}
	if len(alone) == 0 && periodField.MatchString(model.Squeeze(field)) {
		list, _ = x.meaning(h[:len(h)-1], sh)
		return list, true
	}
	if unit := unitIn(field); len(alone) == 0 && unit != "" {
		list, grouped = x.meaning(h[:len(h)-1], sh)
		return slices.DeleteFunc(slices.Clone(list), func(in *model.Indicator) bool { return !countedIn(in, unit) }), grouped
	}
	return alone, false
}

// within are the scopes of the group that a shape can have.
func (g *group) within(sh *shape) []model.Scope {
	var out []model.Scope
	for _, s := range g.scopes {
		if slices.Contains(sh.scopes, s) {
			out = append(out, s)
		}
	}
	return out
}

// wishOf gives what the user has said that the heading means, if anything: nil, that
// its column is not to be used.
func (x *headIndex) wishOf(h heading) (in *model.Indicator, said bool) {
	if len(x.user) == 0 || len(h) == 0 {
		return nil, false
	}
	for _, words := range [...]string{h.String(), strings.Join(h, ""), h.field()} {
		if in, said = x.user[foldHead(words)]; said {
			return in, true
		}
	}
	return nil, false
}

// unwanted reports a heading whose column the user has said is not to be used.
func (x *headIndex) unwanted(h heading) bool {
	in, said := x.wishOf(h)
	return said && in == nil
}

// findHead chooses the head among the first rows of a sheet: the one with most
// columns that mean something. The sheet's name decides what it is; where the
// name says nothing, or its heads are not there, the heads decide.
func (x *headIndex) findHead(name string, t *top) *columns {
	if sh := shapeNamed(name); sh != nil {
		if c := x.best(t, []*shape{sh}, anyColumns); c != nil && len(c.list) >= min(2, c.filled()) {
			if flat := x.match(shapes[0], c.row, c.depth, c.headings); sh.own == model.OfHousehold &&
				flat.has(model.CodeRelation) && flat.has(model.CodeName) {
				return flat // one row a person, in a sheet that is called 户
			}
			return c
		}
	}
	if x.list {
		if c := x.first(t, receivers); c != nil {
			return c
		}
	}
	known := x.best(t, shapes, fits)
	if !x.list || known != nil && known.has(model.CodeNumber) {
		return known
	}
	return cmp.Or(x.first(t, listShapes), known)
}

// first gives the best head of the first of the shapes that has one.
func (x *headIndex) first(t *top, among []*shape) *columns {
	for _, sh := range among {
		if c := x.best(t, []*shape{sh}, fits); c != nil {
			return c
		}
	}
	return nil
}

func anyColumns(c *columns) bool { return len(c.list) > 0 }
func fits(c *columns) bool       { return c.shape.fits(c) }

// best gives the head with most columns, among those that fit: a column whose
// group decides what it means counts for more than one without. Below a head that
// fits are its rows: only one with more columns is the head in its place, so that
// no row between two heads becomes part of the second.
func (x *headIndex) best(t *top, among []*shape, fit func(*columns) bool) *columns {
	var best *columns
	for depth := 1; depth <= deepest; depth++ {
		for at := range t.rows {
			over := t.headings(at, depth)
			if over == nil || depth < deepest && x.codesBelow(t, at+depth-1) {
				continue
			}
			for _, sh := range among {
				c := x.match(sh, t.rows[at].row, depth, over)
				if fit(c) && (best == nil || c.beats(best, t)) {
					best = c
				}
			}
		}
	}
	return best
}

// codesBelow reports a row of heads with their codes in the row below: A1, A5.
func (x *headIndex) codesBelow(t *top, at int) bool {
	if at+1 >= len(t.rows) || t.rows[at+1].row != t.rows[at].row+1 {
		return false
	}
	codes := 0
	for col, text := range t.rows[at+1].cells {
		switch {
		case text == "" || model.Squeeze(text) == "":
		case x.byCode[x.fold(text)] == nil, model.Squeeze(cellOf(t.rows[at].cells, col)) == "":
			return false
		default:
			codes++
		}
	}
	return codes > 1
}

// beats reports a head that is understood better than another. Of two with rows of
// data between them the first is that of the sheet.
func (c *columns) beats(best *columns, t *top) bool {
	switch {
	case c.row >= best.row+best.depth:
		return !best.heads(c, t) && len(c.list) > len(best.list)
	case best.row >= c.row+c.depth && c.heads(best, t):
		return true
	}
	return c.score() > best.score()
}

// heads reports that the rows between a head and one below it are the first one's.
func (c *columns) heads(below *columns, t *top) bool {
	const row = 3 // cells of data, more than a title has
	return len(c.list) >= row && 2*len(c.list) >= len(below.list) && slices.ContainsFunc(t.rows, func(r numbered) bool {
		return r.row >= c.row+c.depth && r.row < below.row && filled(r.cells, row) == row
	})
}
