package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// Heads among the rows. Files pasted together repeat theirs, maybe with the columns
// in another order; or a table of something else stands below: who helps, who died.

// mostHeads bounds how many heads of a sheet are looked at; one table for each
// village of a county is far less.
const mostHeads = 2000

// otherTable is what stands below the first table of a sheet and is not read.
type otherTable struct {
	here   bool                 // the rows at hand are in it
	title  bool                 // its title says what it is, whatever its heads
	rows   []int                // of all such tables
	words  string               // title or heads of the first
	heads  []numbered           // the rows of heads that directly precede
	next   *columns             // the head that was met last, for the rows to come
	looked int                  // how many heads were looked at
	merged map[int][]sheet.Span // merged ranges of heads, by their first row
}

// begin begins another table.
func (o *otherTable) begin(words string, title bool) {
	o.here, o.title = true, title
	if o.words == "" {
		o.words = words
	}
}

// add counts a row of another table, below its heads.
func (o *otherTable) add(row int) {
	if n := len(o.heads); n == 0 || o.heads[n-1].row != row {
		o.rows = append(o.rows, row)
	}
}

// isHead reports a row of heads among the data; known is the row over the data that says
// the same, 0 where none does. Columns in another order hold from here on; below the head
// of another kind of table nothing is read.
func (r *reader) isHead(row int, cells []string, known int) bool {
	o := &r.below
	if known == 0 && !r.headLike(cells) {
		o.heads = o.heads[:0]
		return false
	}
	if n := len(o.heads); n == deepest || n > 0 && o.heads[n-1].row != row-1 {
		o.heads = o.heads[:0]
	}
	o.heads = append(o.heads, numbered{row, cells})
	c, other := r.first, false
	switch last := c.row + c.depth - 1; {
	case known == last && len(o.heads) == c.depth:
	case known > 0 && known < last:
		return true
	case o.looked == mostHeads:
		c = nil
	default:
		o.looked++
		if c, other = r.headAt(row); c == nil && !other && (known > 0 || !countsRows(cells)) {
			return known > 0
		}
	}
	switch {
	case o.here && o.title: // the head of what the title said
	case c == nil:
		o.begin(headWords(cells), false)
	default:
		o.here, o.next = false, c
	}
	return true
}

// adoptNext makes the columns of a head that was met those of the rows to come, when
// the first of them is there: of a head of several rows the last decides.
func (r *reader) adoptNext(row int, cells []string) {
	c := r.below.next
	if c == nil || row == c.row+c.depth && r.headLike(cells) {
		return
	}
	r.below.next = nil
	if !slices.Equal(c.list, r.cols.list) {
		r.adopt(c)
	}
}

// headAt understands the head that ends with a row: as one of the table at hand, or
// as that of another.
func (r *reader) headAt(row int) (c *columns, other bool) {
	t := newTop(r.below.heads, r.mergedAt(r.below.heads))
	ends := func(c *columns, least int) bool {
		return c.row+c.depth-1 == row && len(c.list) >= least && 3*len(c.list) >= 2*c.meant()
	}
	x := r.c.heads
	c = x.best(t, []*shape{r.cols.shape}, func(c *columns) bool { return ends(c, 2) && (fits(c) || !fits(r.first) && c.namesWho()) })
	best := x.best(t, shapes, func(c *columns) bool { return ends(c, 2) && fits(c) })
	switch {
	case c != nil && (best == nil || best.shape.own == c.shape.own || best.score() <= c.score()):
		return c, false
	case best != nil:
		return nil, true
	}
	return nil, x.best(t, shapes, func(c *columns) bool { return ends(c, 3) }) != nil
}

// namesWho reports columns that say who a row is about.
func (c *columns) namesWho() bool {
	return slices.ContainsFunc(c.list, func(x column) bool { return identifies(x.in) || x.in.Code == model.CodeLeaver })
}

// meant counts the columns that have a head and do not only count or remark.
func (c *columns) meant() int {
	return countOf(c.headings, func(h heading) bool { return len(h) > 0 && !isMinor(lastOf(h)) })
}

// mergedAt gives the merged ranges that begin in some rows.
func (r *reader) mergedAt(rows []numbered) (out []sheet.Span) {
	o := &r.below
	if o.merged == nil {
		o.merged = make(map[int][]sheet.Span)
		for _, m := range r.t.Merged() {
			if m.Row2-m.Row1 < deepest {
				o.merged[m.Row1] = append(o.merged[m.Row1], m)
			}
		}
	}
	for _, row := range rows {
		out = append(out, o.merged[row.row]...)
	}
	return out
}

// headLike is the quick look: the first text of the row is 序号, or the first two are
// heads.
func (r *reader) headLike(cells []string) bool {
	heads := 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		if heads == 0 && strings.HasPrefix(c, "序") && countsRows(cells) {
			return true
		}
		if c[0] < 0x80 && c[0] != 'A' && c[0] != 'a' && c[0] > ' ' || len(c) > 120 {
			return false // a digit, mostly
		}
		if serials[foldHead(c)] {
			continue
		}
		if !r.c.heads.known(c) {
			return false
		}
		if heads++; heads == 2 {
			return true
		}
	}
	return false
}

// countsRows reports a row that begins with 序号 and has no figure: the head of
// something.
func countsRows(cells []string) bool {
	return serials[foldHead(firstText(cells))] && filled(cells, 3) == 3 && !slices.ContainsFunc(cells, func(c string) bool { return c != "" && sheet.Digits(c) })
}

// headWords are the heads of a row for the user.
func headWords(cells []string) string {
	var out []string
	for _, c := range cells {
		if c = model.Fold(c); c != "" {
			out = append(out, c)
		}
	}
	return strings.Join(out[:min(len(out), 6)], "、")
}

// leaving are titles of lists of those who are no members any more.
var leaving = regexp.MustCompile(`死亡|去世|亡故|减少|注销|销户|迁出|转出|清退|剔除`)

// notLeaving are titles that have such words and are of all.
var notLeaving = regexp.MustCompile(`增|含|包括|除外|变动|变化`)

// ofLeavers reports a title of a list of those who left.
func ofLeavers(title string) bool {
	return leaving.MatchString(title) && !notLeaving.MatchString(title)
}

// leavers is a list of persons who are no members any more, under the heads of members.
var leavers = foreignList{
	name: "死亡、减少等已不在户内的人的名单",
	hint: "请把工作表的名称改为“自然减少”，并写明“减少原因”；这些人若仍在户内，请改正标题",
}

// ofThoseWhoLeft reports columns of members under a title, or in a sheet, of those who
// left.
func (c *columns) ofThoseWhoLeft(sheet string, rows []numbered) bool {
	if c.shape.own != model.OfMember || c.has(model.CodeState) {
		return false
	}
	return ofLeavers(sheet) ||
		slices.ContainsFunc(captions(c.rowsOver(rows)), func(title string) bool { return len(title) < 120 && ofLeavers(title) })
}

// reportBelow tells of the tables below the first that were not read.
func (r *reader) reportBelow() {
	o := &r.below
	if len(o.rows) == 0 {
		return
	}
	r.c.fault("row-unread", r.rowPos(o.rows[0]),
		"第 %s 行是名册下面的另一张表（%s），未读入（共 %d 行）", model.RowList(o.rows), o.words, len(o.rows)).
		about("", o.words).advise("请把它移到另一张工作表，写明列名；已不在户内的人放在工作表“自然减少”里")
}
