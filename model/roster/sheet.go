package roster

import (
	"cmp"
	"regexp"
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
	c       *collector
	t       sheet.Sheet
	source  uint16
	file    string
	account *model.SheetReading
	cols    *columns
	number  int           // index in cols.list of 户编号, -1 when there is none
	makes   bool          // its rows make households
	merged  map[int]*runs // merged runs by column
	above   []aboveRow    // what stands over the data, to be known again
	first   *columns      // the head under which that stands
	unit    string        // of amounts, as a line over the table says; empty for 元
	below   otherTable    // a table of something else below the first
	noted   int           // how many findings there were before those of the rows
	loose   []looseRow    // rows without 户编号, until the sheet ends
	last    string        // 户编号 of the row above
	here    string        // 户编号 of the row at hand, where cells are merged
	torn    bool          // two columns of the row at hand name two households
	places  place         // and its village
	alone   bool          // and that row was the household's alone, its 户主 may follow
	// repeats says that rows of one household each give its 户编号, so that one
	// without cannot be meant to go with the row above.
	repeats   *bool
	parted    []string  // which villages these said, from which row
	separated bool      // its rows are parted by lines that say a village or a group
	unread    []*sample // its columns that are not read
	width     int       // how many columns were looked at for that
	remarks   []int     // the columns, from 0, of remarks about members
	left      leftWords // of persons, in them
	side      side      // where another table may begin beside its rows
	spread    []spread  // amounts merged over several households
	unshown   []int     // of the told columns, those that want examples
	later     []waiting // rows with tables beside the first
	form      form      // of the household of the rows at hand, over them
	standing  standing  // village and group said above the rows, not in them
	keys      keyShape  // what its 户编号 look like
	cells     struct{ village, household, own, hints, helper []cell }
	asking    asking    // what its rows are asked for
	again     []*again  // columns whose items earlier columns of the rows at hand have
	twice     []*again  // and of the whole sheet
	states    []strange // of persons, in no list
	overuse   overuse   // rows of a number that too many households have
	doubts    []finding // about the row in hand
	dittos    dittos
	turned    bool // the row in hand is of the other kind of changes
	grouped   bool // villages were taken out of its groups
	marked    bool // 户主姓名 has marks of who is the 户主, and no names
}

// run is a merged range of one column: the value of its first row holds for
// all of them.
type run struct {
	from, to int
	value    string
	number   string // 户编号 of its first row
	reported bool   // that it covers rows of several households
}

// runs are the merged ranges of one column from the top down, and the one that
// the reading has come to.
type runs struct {
	list []run
	next int
}

// aboveRow is a row over the data, as it may come again in files pasted together.
type aboveRow struct {
	numbered
	first string // text in it
}

// readTable reads one sheet into the collector.
func readTable(c *collector, file string, t sheet.Sheet) (seen, error) {
	var rows []numbered
	var r *reader
	var foreign *foreignList
	result := sheetEmpty
	err := t.Each(func(row int, cells []string) bool {
		if filled(cells, 1) == 0 {
			return true
		}
		if r != nil {
			r.next(row, cells)
			return c.refused == nil
		}
		result = sheetSkipped
		rows = append(rows, numbered{row, cells})
		if len(rows) < headRows {
			return true
		}
		r, foreign = startReader(c, file, t, rows)
		return r != nil
	})
	if err = cmp.Or(err, c.refused); err != nil {
		return result, err
	}
	if r == nil && len(rows) > 0 && len(rows) < headRows {
		r, foreign = startReader(c, file, t, rows)
	}
	switch {
	case foreign != nil:
		c.foreign = foreign
		c.passForeign(file, t, foreign)
	case r != nil:
		r.finish()
		return sheetRead, nil
	case result == sheetSkipped:
		c.passSheet(file, t)
	case t.Notes().Missing, t.Notes().Bare:
		c.missSheet(file, t)
	}
	return result, nil
}

// passSheet names a sheet that holds nothing of a roster.
func (c *collector) passSheet(file string, t sheet.Sheet) {
	c.sheets = append(c.sheets, passed(file, t))
	if explains[t.Name()] {
		return
	}
	where := "文件里"
	if t.Name() != "" {
		where = "工作表“" + t.Name() + "”里"
	}
	c.warn("sheet-skipped", model.Pos{File: file, Sheet: t.Name()}, "%s没有找到名册的表头，未读入%s", where, underMerge(t)).
		advise("若其中有名册内容，请在前十个有内容的行内写明列名，要有“姓名”和“户编号”（或“与户主关系”、“户主姓名”）等列")
}

// missSheet tells of a sheet that the workbook names and does not have. One without
// any content may be a chart or a macro; one whose content is gone may have been the
// roster.
func (c *collector) missSheet(file string, t sheet.Sheet) {
	c.sheets = append(c.sheets, passed(file, t))
	how := model.Warning
	if t.Notes().Missing {
		how = model.Fault
	}
	c.keepFinding(find(how, "sheet-missing", model.Pos{File: file, Sheet: t.Name()},
		"工作簿里列有工作表“%s”，但文件里没有它的内容，未读入", t.Name())).
		advise("若它是名册，请用 Excel 或 WPS 打开核对，另存为 .xlsx 再试")
}

// explains are the sheets of the empty roster that hold no data: its
// instructions and the answers of its drop-downs.
var explains = map[string]bool{"填写说明": true, "选项": true}

// startReader looks for the heads among the first rows and reads the rows
// below them; nil when there are no heads, or the list is another one.
func startReader(c *collector, file string, t sheet.Sheet, rows []numbered) (*reader, *foreignList) {
	merged := t.Merged()
	if own := ownRow(rows); own != nil && !c.list {
		return nil, own
	}
	cols := c.heads.findHead(t.Name(), newTop(rows, merged))
	if cols == nil {
		return nil, foreignRow(rows)
	}
	cols.ownNumbers(rows, c.data.Codebook.Lookup(model.CodeIdentity))
	if shapeNamed(t.Name()) == nil {
		if f := cols.foreign(); f != nil && (!c.list || f.loose) { // a payment list is compared with
			return nil, f
		}
		if !c.list && cols.ofRules(rows) { // a department's list may tick too: 一级, 二级
			return nil, &tickList
		}
		if !c.list && cols.ofThoseWhoLeft(t.Name(), rows) {
			return nil, &leavers
		}
	}
	r := &reader{
		c: c, t: t, file: file, cols: cols, repeats: new(bool),
		source: c.data.AddSource(model.Source{File: file, Sheet: t.Name()}),
		merged: mergedRuns(merged), account: begin(file, t),
	}
	c.sheets = append(c.sheets, r.account)
	c.bySource[r.source] = r.account
	r.unit = readUnitAbove(cols.rowsOver(rows))
	r.first = cols
	r.adopt(cols)
	r.account.HeadRow, r.account.HeadRows, r.account.Scopes = cols.row, cols.depth, cols.shape.scopes
	r.account.Shape = shapeWords[cols.shape.own]
	if r.number < 0 && (cols.shape.own == model.OfMember || cols.shape.own == model.OfHousehold) {
		r.account.Shape += "（没有户编号）"
	}
	r.noted = len(c.findings)
	r.inferVillage(rows)
	if y := r.yearOfTable(rows); y > 0 {
		c.years[r.source] = y
	}
	r.look(rows)
	under := cols.rowsUnder(rows)
	for _, row := range rows[:len(rows)-len(under)] {
		if row.row >= cols.row || !r.readForm(row.row, row.cells) {
			r.above = append(r.above, aboveRow{row, firstText(row.cells)})
		}
	}
	for _, row := range under {
		r.next(row.row, row.cells)
	}
	return r, nil
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

// adopt makes the columns those of the rows to come.
func (r *reader) adopt(cols *columns) {
	r.dropUnits(cols, r.amounts(cols))
	r.use(cols)
	r.remarks, r.side = cols.remarkColumns(), cols.sideOf()
	r.asking.begin(r.c, r.file)
	for _, col := range cols.list {
		r.c.data.Place(r.asking.part, col.in, model.At{Source: r.source, Row: cols.row, Col: col.col})
	}
	r.makes = cols.shape.flat && !r.c.listedHere && cols.count(model.OfHousehold)+cols.count(model.OfVillage) > 1
	r.makes = r.makes || cols.shape.flat && r.number < 0 && !r.c.listedHere
	r.repeat(cols)
	r.c.sawSheet(cols)
	r.noteColumns(cols)
	r.reportColumns(cols)
	if !r.c.list {
		r.reportUnread()
		r.unread = r.unreadOf(cols)
	}
}

// next reads one filled row below the heads, of which it may be several.
func (r *reader) next(row int, cells []string) {
	r.adoptNext(row, cells)
	if len(r.cols.beside) > 0 {
		r.lanes(row, cells)
		return
	}
	r.row(row, cells)
}

// row reads one filled row below the heads, and accounts for it.
func (r *reader) row(row int, cells []string) {
	r.account.Rows++
	if r.readForm(row, cells) {
		r.account.Others++
		return
	}
	if reason := r.passOver(row, cells); reason != "" {
		r.pass(row, reason)
		return
	}
	r.fill(row, cells)
	e := r.weigh(cells)
	if reason := r.misplaced(&e, cells); reason != "" {
		r.refuse(row, reason, &e)
		return
	}
	r.keys.learn(r.numberOf())
	r.splitNames()
	r.resolveRelation()
	r.readOwnNumber()
	r.turnChange()
	r.doubtChange(row)
	gone := r.resolveHints()
	r.asking.choose(r.c, r.file)
	says := len(r.cells.village)+len(r.cells.household)+len(r.cells.own) > 0
	if says {
		r.dittos.keep(r.cols)
		r.form.fill(r)
		r.standing.lay(r)
	}
	switch {
	case gone != "":
		r.asked()
		skipRow(r.account, row, skipGone(gone))
		r.c.addGone(r, row, cells)
	case says && !r.isHollow():
		r.asked()
		if r.cols.from == 0 && !r.c.list {
			r.sampleUnread(cells)
			r.noteLeft(row, cells)
		}
		r.suspectSorting()
		r.noteExamples(cells)
		r.c.add(r, row, cells)
	case r.onlySerial(cells):
		skipRow(r.account, row, skipSerial)
	default:
		r.refuse(row, lineReason(cells), &e)
	}
}

// pass accounts for a row that is no data of the table.
func (r *reader) pass(row int, reason string) {
	if reason == skipBelow {
		r.below.add(row)
	}
	r.skip(row, reason)
}

// skip accounts for a row that says something of its own, so that the rows
// below it do not go with the one above.
func (r *reader) skip(row int, reason string) {
	skipRow(r.account, row, reason)
	r.last = ""
}

// passOver gives the reason for which a row is no data, empty when it may be.
func (r *reader) passOver(row int, cells []string) string {
	first := firstText(cells)
	if r.separates(row, cells, first) {
		return skipSeparator
	}
	head := 0
	for _, a := range r.above {
		switch {
		case a.first != first || !slices.Equal(texts(a.cells), texts(cells)):
		case a.row < r.first.row:
			return skipTitle
		default:
			head = a.row
		}
	}
	switch {
	case r.isHead(row, cells, head):
		if r.below.here {
			return skipBelow
		}
		return skipHead
	case r.isCaption(row, cells, first):
		return skipTitle
	case r.below.here:
		return skipBelow
	case r.account.Rows <= 4 && isUnits(cells):
		r.readUnits(cells)
		return skipUnits
	case r.isTotal(cells, first):
		return skipTotal
	}
	return ""
}

func firstText(cells []string) string {
	for _, c := range cells {
		if c != "" {
			if c = model.Squeeze(c); c != "" {
				return c
			}
		}
	}
	return ""
}

// texts are all that the cells of a row hold, squeezed.
func texts(cells []string) (out []string) {
	for _, c := range cells {
		if c = model.Squeeze(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// isHollow reports a row that names a household and says nothing of what the
// sheet is about.
func (r *reader) isHollow() bool {
	own := r.cols.shape.own
	if own != model.OfVillage && len(r.cells.own)+len(r.cells.household) == 0 {
		return true
	}
	return len(r.cells.own) == 0 && own != model.OfVillage && own != model.OfHousehold && !r.makes
}

// fill sorts the row's values by what they describe.
func (r *reader) fill(row int, cells []string) {
	r.cells.village, r.cells.household, r.cells.own = r.cells.village[:0], r.cells.household[:0], r.cells.own[:0]
	r.cells.hints, r.cells.helper, r.doubts = r.cells.hints[:0], r.cells.helper[:0], r.doubts[:0]
	r.asking.clear()
	r.here, r.torn = "", false
	if r.number >= 0 && len(r.merged) > 0 {
		r.here = strings.TrimPrefix(model.Squeeze(cellOf(cells, r.cols.list[r.number].col-1)), "'")
	}
	for _, col := range r.cols.list {
		raw, from := "", row
		if col.col <= len(cells) {
			raw = cells[col.col-1]
		}
		if col.spans(r.cols.shape) && len(r.merged) > 0 && col.in.Code != model.CodeState {
			if raw, from = r.unmerge(col.col, row, raw); from != row {
				r.spreads(col, from)
			}
		}
		at := col.col
		if col.answer != "" {
			raw, from, at = r.ticks(col, row, cells)
		}
		c := cell{in: col.in, raw: raw, at: model.At{Source: r.source, Row: from, Col: at}}
		if len(r.again) > 0 {
			r.either(&c, row, cells)
		}
		r.dittos.resolve(&c)
		raw = c.raw
		if isUnasked(raw) {
			r.asking.leaveOut(r.c.data, col.in)
			continue
		}
		if isEmpty(col.in, raw) {
			if saysNothing(raw) {
				r.asking.nothing = append(r.asking.nothing, col.in)
			}
			continue
		}
		c.raw = strings.ToValidUTF8(raw, "\uFFFD")
		normalize(&c, r.t)
		c.raw = r.c.intern(&c)
		list := &r.cells.own
		switch scope := col.in.Scope; {
		case scope == model.OfVillage:
			list = &r.cells.village
		case scope == model.OfHousehold:
			list = &r.cells.household
		case scope == model.OfReading:
			list = &r.cells.hints
		case scope == model.OfHelper && r.cols.shape.own != scope:
			list = &r.cells.helper
		}
		*list = append(*list, c)
	}
	if r.torn {
		r.cells.helper = r.cells.helper[:0]
	}
}

// spans reports a column whose merged cells say what they say of each row: of the
// household's items all, of a person's the answers, which a family may share.
func (c column) spans(sh *shape) bool {
	if c.in.Scope == model.OfMember {
		return c.in.IsChoice() && c.in.Code != model.CodeRelation && c.in.Code != model.CodeSex
	}
	return c.in.Scope != sh.own || c.in.Scope == model.OfHousehold
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
		m.value, m.number = raw, r.here
	case row > m.from && strings.TrimSpace(raw) == "":
		return m.value, m.from
	}
	return raw, row
}

// isTotal reports a row of sums: it says so in one of its first cells, and has
// no 户编号 of its own, if that is not a count below 合计.
func (r *reader) isTotal(cells []string, first string) bool {
	if r.number >= 0 && !totals[strings.TrimRight(first, ":")] {
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
			if strings.ContainsAny(text, "共总数") && counted.MatchString(text) {
				return true
			}
		}
		if looked++; looked == 3 {
			break
		}
	}
	return false
}

// counted is a sum in other words: 共3户, 总户数, 户数：3户.
var counted = regexp.MustCompile(`^(?:共|总共|一共|全村共|全组共|全镇共)\d+[户人]|^(?:总户数|总人数|户数:|人数:)`)

var totals = map[string]bool{"合计": true, "小计": true, "总计": true, "共计": true, "累计": true, "本页合计": true, "本页小计": true}

// isTotalRest reports what may follow 合计: nothing, punctuation, a number.
func isTotalRest(s string) bool {
	return s == "" || strings.ContainsAny(s[:1], ":(") || s[0] >= '0' && s[0] <= '9' || strings.HasPrefix(s, "人") || strings.HasPrefix(s, "户")
}

// onlySerial reports a row that was numbered in advance and never filled in.
func (r *reader) onlySerial(cells []string) bool {
	for i, c := range cells {
		if model.Squeeze(c) != "" && (i+1 != r.cols.serial || !sheet.Digits(c)) {
			return false
		}
	}
	return true
}

// finish ends the sheet: rows without 户编号 find their households only when all
// are known.
func (r *reader) finish() {
	r.reportNotes()
	r.reportTwice()
	r.reportBelow()
	r.reportStates()
	r.reportDittos()
	r.reportForms()
	r.reportLeft()
	r.reportSpread()
	r.readLater()
	r.divide()
	r.reportSeparators()
	r.reportOverused()
	r.reportUnread()
	r.reportSkipped()
}

// pos is a cell of the head row.
func (r *reader) pos(col int) model.Pos { return r.cellPos(col, r.cols.row) }

func (r *reader) cellPos(col, row int) model.Pos {
	return model.Pos{File: r.file, Sheet: r.t.Name(), Cell: model.CellName(col, row)}
}
