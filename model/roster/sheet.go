package roster

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// seen is what a sheet turned out to be.
type seen int

const (
	sheetEmpty seen = iota
	sheetSkipped
	sheetRead
)

// headRows is how many filled rows at the top are looked at for the heads.
const headRows = 10

// reader reads one sheet of a known shape.
type reader struct {
	c      *collector
	t      sheet.Sheet
	source uint16
	file   string
	cols   *columns
	number int           // index in cols.list of 户编号, -1 when there is none
	makes  bool          // its rows make households
	merged map[int]*runs // merged runs by column
	notes  skipped
	cells  struct{ village, household, own []cell }
}

// run is a merged range of one column: the value of its first row holds for
// all of them.
type run struct {
	from, to int
	value    string
}

// runs are the merged ranges of one column from the top down, and the one that
// the reading has come to.
type runs struct {
	list []run
	next int
}

// skipped remembers the rows that were not read, by reason.
type skipped struct{ totals, strange, heads []int }

// readTable reads one sheet into the collector.
func readTable(c *collector, file string, t sheet.Sheet) (seen, error) {
	var top []numbered
	var r *reader
	result := sheetEmpty
	err := t.Each(func(row int, cells []string) bool {
		if blank(cells) {
			return true
		}
		if r != nil {
			r.row(row, cells)
			return true
		}
		result = sheetSkipped
		top = append(top, numbered{row, cells})
		if len(top) < headRows {
			return true
		}
		r = startReader(c, file, t, top)
		return r != nil
	})
	if err != nil {
		return result, err
	}
	if r == nil && len(top) > 0 && len(top) < headRows {
		r = startReader(c, file, t, top)
	}
	switch {
	case r != nil:
		r.report()
		return sheetRead, nil
	case result == sheetSkipped && !explains[t.Name()]:
		c.warn(model.Problem{
			Rule: "sheet-skipped", Pos: model.Pos{File: file, Sheet: t.Name()},
			Message: fmt.Sprintf("工作表“%s”里没有找到名册的表头，未读入", t.Name()),
			Hint:    "若其中有名册内容，请在前十行内写明列名，并要有“户编号”一列",
		})
	}
	return result, nil
}

// explains are the sheets of the empty roster that hold no data: its
// instructions and the answers of its drop-downs.
var explains = map[string]bool{"填写说明": true, "选项": true}

// startReader looks for the heads among the first rows and reads the rows
// below them; nil when there are no heads.
func startReader(c *collector, file string, t sheet.Sheet, top []numbered) *reader {
	cols := c.heads.findHead(t.Name(), top)
	if cols == nil {
		return nil
	}
	r := &reader{
		c: c, t: t, file: file, cols: cols,
		source: c.data.AddSource(model.Source{File: file, Sheet: t.Name()}),
		merged: mergedRuns(t.Merged()),
	}
	r.take(cols)
	for _, row := range top {
		if row.row > cols.row {
			r.row(row.row, row.cells)
		}
	}
	return r
}

// mergedRuns sorts the ranges that span rows by column and row.
func mergedRuns(spans []sheet.Span) map[int]*runs {
	out := make(map[int]*runs)
	for _, s := range spans {
		if s.Row2 == s.Row1 {
			continue
		}
		if out[s.Col1] == nil {
			out[s.Col1] = new(runs)
		}
		out[s.Col1].list = append(out[s.Col1].list, run{from: s.Row1, to: s.Row2})
	}
	for _, m := range out {
		slices.SortFunc(m.list, func(a, b run) int { return a.from - b.from })
	}
	return out
}

// take makes the columns those of the rows to come.
func (r *reader) take(cols *columns) {
	r.cols, r.number = cols, -1
	for i, col := range cols.list {
		r.c.data.AddColumn(col.in.Code)
		if col.in.Code == model.CodeNumber {
			r.number = i
		}
	}
	r.makes = cols.shape.flat && !r.c.listedHere && cols.count(model.OfHousehold)+cols.count(model.OfVillage) > 1
	r.c.sawSheet(cols)
	r.reportColumns()
}

// row reads one filled row below the heads.
func (r *reader) row(row int, cells []string) {
	switch {
	case r.isHead(row, cells):
		r.notes.heads = append(r.notes.heads, row)
		return
	case r.isTotal(cells):
		r.notes.totals = append(r.notes.totals, row)
		return
	}
	r.fill(row, cells)
	switch {
	case len(r.cells.village)+len(r.cells.household)+len(r.cells.own) > 0 && !r.isHollow() && !r.isRemark():
		r.c.add(r, row)
	case !r.onlySerial(cells):
		r.notes.strange = append(r.notes.strange, row)
	}
}

// isHollow reports a row that names a household and says nothing of what the
// sheet is about.
func (r *reader) isHollow() bool {
	own := r.cols.shape.own
	return len(r.cells.own) == 0 && own != model.OfVillage && own != model.OfHousehold && !r.makes
}

// fill sorts the row's values by what they describe.
func (r *reader) fill(row int, cells []string) {
	r.cells.village, r.cells.household, r.cells.own = r.cells.village[:0], r.cells.household[:0], r.cells.own[:0]
	for _, col := range r.cols.list {
		raw, from := "", row
		if col.col <= len(cells) {
			raw = cells[col.col-1]
		}
		shared := col.in.Scope == model.OfHousehold || col.in.Scope == model.OfVillage
		if shared && len(r.merged) > 0 {
			raw, from = r.unmerge(col.col, row, raw)
		}
		if isEmpty(col.in, raw) {
			continue
		}
		c := cell{in: col.in, raw: strings.ToValidUTF8(raw, "\uFFFD"), at: model.At{Source: r.source, Row: from, Col: col.col}}
		settle(&c, r.t)
		c.raw = r.c.intern(&c)
		switch col.in.Scope {
		case model.OfVillage:
			r.cells.village = append(r.cells.village, c)
		case model.OfHousehold:
			r.cells.household = append(r.cells.household, c)
		default:
			r.cells.own = append(r.cells.own, c)
		}
	}
}

// unmerge gives the value of a cell that may lie in a merged range, and the
// row in which that value stands.
func (r *reader) unmerge(col, row int, raw string) (string, int) {
	all := r.merged[col]
	if all == nil {
		return raw, row
	}
	for all.next < len(all.list) && all.list[all.next].to < row {
		all.next++
	}
	if all.next == len(all.list) {
		return raw, row
	}
	switch m := &all.list[all.next]; {
	case row == m.from:
		m.value = raw
	case row > m.from && strings.TrimSpace(raw) == "":
		return m.value, m.from
	}
	return raw, row
}

// isHead reports a repeated head row, as in files pasted together. When its
// columns are in another order, they hold from here on.
func (r *reader) isHead(row int, cells []string) bool {
	if !r.headLike(cells) {
		return false
	}
	c := r.c.heads.match(r.cols.shape, row, cells)
	if len(c.list) < 2 || 3*len(c.list) < 2*filled(cells) {
		return false
	}
	if !slices.Equal(c.list, r.cols.list) {
		r.take(c)
	}
	return true
}

// headLike is the quick look: the first two texts of the row are heads.
func (r *reader) headLike(cells []string) bool {
	heads, texts := 0, 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		if c[0] < 0x80 && c[0] != 'A' && c[0] != 'a' && c[0] > ' ' || len(c) > 120 {
			return false // a digit, mostly
		}
		if serials[foldHead(c)] {
			continue
		}
		texts++
		if !r.c.heads.known(c) {
			return false
		}
		if heads++; heads == 2 {
			return true
		}
	}
	return false
}

// isTotal reports a row of sums: it says so in one of its first cells, and has
// no 户编号 of its own.
func (r *reader) isTotal(cells []string) bool {
	if r.number >= 0 {
		if i := r.cols.list[r.number].col - 1; i < len(cells) && cells[i] != "" && sheet.Digits(cells[i]) {
			return false
		}
	}
	looked := 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		if len(c) <= 60 {
			text := model.Squeeze(c)
			for _, w := range [...]string{"合计", "小计", "总计", "共计", "累计"} {
				if rest, ok := strings.CutPrefix(text, w); ok && isTotalRest(rest) || strings.HasSuffix(text, w) {
					return true
				}
			}
		}
		if looked++; looked == 3 {
			break
		}
	}
	return false
}

// isTotalRest reports what may follow 合计: nothing, punctuation, a number.
func isTotalRest(s string) bool {
	return s == "" || strings.ContainsAny(s[:1], ":(") || s[0] >= '0' && s[0] <= '9' || strings.HasPrefix(s, "人") || strings.HasPrefix(s, "户")
}

// remarks begin the lines under a table.
var remarks = []string{"填表", "制表", "审核", "备注", "注:", "说明", "填报", "统计时间", "单位负责人", "负责人", "联系人"}

// isRemark reports a line under the table: one recognised cell, with words
// that no record begins with.
func (r *reader) isRemark() bool {
	if len(r.cells.village)+len(r.cells.household)+len(r.cells.own) > 2 {
		return false
	}
	for _, list := range [][]cell{r.cells.village, r.cells.household, r.cells.own} {
		for _, c := range list {
			text := model.Squeeze(c.raw)
			for _, w := range remarks {
				if strings.HasPrefix(text, w) {
					return true
				}
			}
		}
	}
	return false
}

// onlySerial reports a row that was numbered in advance and never filled in.
func (r *reader) onlySerial(cells []string) bool {
	for i, c := range cells {
		if model.Squeeze(c) == "" {
			continue
		}
		if i >= len(r.cols.heads) || !serials[foldHead(r.cols.heads[i])] || !sheet.Digits(c) {
			return false
		}
	}
	return true
}

// report tells which rows and columns of the sheet were passed over.
func (r *reader) report() {
	n := &r.notes
	r.skip(n.totals, "row-skipped", "第 %s 行是合计行，未读入（共 %d 行）", "合计由程序计算，不必填写")
	r.skip(n.strange, "row-skipped", "第 %s 行没有可识别的内容，未读入（共 %d 行）", "若是一户或一人的资料，请把内容填在对应的列里")
	r.skip(n.heads, "row-skipped", "第 %s 行是重复的表头，未作为数据读入（共 %d 行）", "不必处理；打印前也可以删去")
}

func (r *reader) skip(rows []int, rule, message, hint string) {
	if len(rows) == 0 {
		return
	}
	pos := r.pos(1)
	pos.Cell = model.CellName(1, rows[0])
	r.c.warn(model.Problem{Rule: rule, Pos: pos, Message: fmt.Sprintf(message, rowList(rows), len(rows)), Hint: hint})
}

// maxNamed bounds how many things a message lists.
const maxNamed = 30

// rowList names rows, runs of them shortened: 3、7-9、12.
func rowList(rows []int) string {
	var b strings.Builder
	for i, n := 0, 0; i < len(rows); n++ {
		if n == maxNamed {
			b.WriteString("……")
			break
		}
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "%d", rows[i])
		if j > i {
			fmt.Fprintf(&b, "-%d", rows[j])
		}
		i = j + 1
	}
	return b.String()
}

// pos is a cell of the head row.
func (r *reader) pos(col int) model.Pos {
	return model.Pos{File: r.file, Sheet: r.t.Name(), Cell: model.CellName(col, r.cols.row)}
}

func (r *reader) reportColumns() {
	var names []string
	for i, col := range r.cols.unknown {
		if i == maxNamed {
			names = append(names, fmt.Sprintf("……（共 %d 列）", len(r.cols.unknown)))
			break
		}
		names = append(names, fmt.Sprintf("%s列“%s”", model.ColumnName(col), model.Fold(r.cols.heads[col-1])))
	}
	if len(names) > 0 {
		r.c.warn(model.Problem{
			Rule: "column-unknown", Pos: r.pos(r.cols.unknown[0]), Value: r.cols.heads[r.cols.unknown[0]-1],
			Message: "这些列不认识，未读入：" + strings.Join(names, "、"),
			Hint:    "若是通知中的指标，请把列名改为指标的名称或代码，如“A8 文化程度”",
		})
	}
	for _, col := range r.cols.twice {
		head := r.cols.heads[col-1]
		r.c.warn(model.Problem{
			Rule: "column-twice", Pos: r.pos(col), Value: head,
			Message: fmt.Sprintf("%s列“%s”与前面的列是同一指标，只采用前面的一列", model.ColumnName(col), model.Fold(head)),
			Hint:    "请删去多余的一列，或改正列名",
		})
	}
}
