package roster

import (
	"cmp"
	"fmt"
	"slices"

	"ruhu/model"
)

// looseRow is a row of a sheet without 户编号.
type looseRow struct {
	row    int
	serial string
	form   int  // of which it is, where the sheet has forms
	head   bool // the person is 户主
	spouse bool // the person is 配偶
	other  bool // the person is said to be neither
	gone   bool // the person is no member any more
	source uint16
	said   shared
	own    []cell
}

// unit is one household of a sheet without 户编号: its rows.
type unit struct {
	rows    []looseRow
	account *model.SheetReading
	source  uint16
	listed  bool   // of a sheet 户
	makes   bool   // its rows may make a household
	torn    string // why they may be two households, or a part of one; empty where nothing says so
	at      model.At
	// When all households are known:
	said     shared // by all its rows, while it is looked at
	name, id string // of its 户主, empty where unknown
	headed   bool   // lists the 户主
	made     *draft // of its rows
}

// setAside keeps a row until the sheet has been seen whole: only then is it
// plain what tells its households apart.
func (r *reader) setAside(row int, cells []string, gone bool) {
	l := looseRow{row: row, form: r.form.count, gone: gone, source: r.source, said: r.shared().clone(), own: slices.Clone(r.cells.own)}
	if s := r.cols.serial; s > 0 && s <= len(cells) {
		l.serial = model.Squeeze(cells[s-1])
	}
	if raw, ok := valueOf(l.own, model.CodeRelation); ok {
		in := r.c.data.Codebook.Lookup(model.CodeRelation)
		if i := in.Option(raw); i >= 0 {
			l.head, l.spouse = i == 0, in.Options[i].Label == "配偶"
			l.other = !l.head && !l.spouse
		}
	}
	r.loose = append(r.loose, l)
	if !gone {
		r.countPerson()
	}
}

// divide makes units of the rows that were set aside.
func (r *reader) divide() {
	if len(r.loose) == 0 {
		return
	}
	for i := range r.loose {
		l := &r.loose[i]
		l.other = l.other || r.marked && !l.head && !l.spouse
	}
	starts, by := r.starts()
	if row := r.otherHeads(); row > 0 {
		r.holdLoose(r.c.data.PosAt(model.At{Source: r.source, Row: row, Col: r.side.col}), "，“户主姓名”一列与户主对不上，像是旁边另一张表的")
		return
	}
	if by == "" {
		r.holdLoose(r.pos(1), "，但没有户编号，也没有户主姓名、与户主关系或合并单元格")
		return
	}
	var groups [][]looseRow
	for from, i := 0, 1; i <= len(r.loose); i++ {
		if i == len(r.loose) || starts(i) {
			groups, from = append(groups, r.loose[from:i]), i
		}
	}
	if row := outOfOrder(groups); by == byOrder && row > 0 {
		r.holdLoose(r.c.data.PosAt(model.At{Source: r.source, Row: row, Col: 1}), "，没有户编号，户主又不都排在一户的最前面")
		return
	}
	for i, rows := range groups {
		torn := ""
		switch {
		case by == byOrder && spousesOf(rows) > 1:
			torn = "有几个配偶，不知道是不是几户"
		case by == bySerial && i > 0 && lostSpouse(groups[i-1], rows):
			torn = "自有序号，却从配偶开始、没有户主，不知道是不是上面那一户的人"
		case by == bySerial && i+1 < len(groups) && lostSpouse(rows, groups[i+1]):
			torn = "没有配偶，下面自有序号的一户却从配偶开始，不知道是不是一户"
		}
		r.c.units = append(r.c.units, &unit{
			rows: rows, account: r.account, source: r.source, at: model.At{Source: r.source, Row: rows[0].row, Col: 1},
			listed: r.cols.shape.own == model.OfHousehold, makes: r.makes, torn: torn,
		})
	}
	r.account.Notes = append(r.account.Notes, fmt.Sprintf("没有户编号，按%s分户，共 %d 户", by, len(groups)))
}

// starts finds what tells the households of the sheet apart, and reports the
// rows, but the first, with which one begins; by is empty where nothing does.
// What a person would go by comes first: the 户主 named on each row, merged
// cells, 序号 that count households, rows of 户主.
func (r *reader) starts() (starts func(i int) bool, by string) {
	switch {
	case r.cols.shape.own == model.OfHousehold:
		return func(int) bool { return true }, "行"
	case r.form.count > 0:
		return func(i int) bool { return r.loose[i].form != r.loose[i-1].form }, "表上面写的户"
	case r.cols.hasHead() && !r.marked:
		return r.byNamedHead(), "户主姓名或证件号码"
	}
	if list := r.householdRuns(); list != nil {
		return r.byRuns(list), "合并单元格"
	}
	relations := r.cols.has(model.CodeRelation) || r.marked
	if r.serialsCountHouseholds(relations) {
		return r.serialStarts, bySerial
	}
	if heads := slices.ContainsFunc(r.loose, func(l looseRow) bool { return l.head }); heads && (relations || r.allRelated()) {
		return func(i int) bool { return r.loose[i].head || r.villageChanges(i) }, byOrder
	}
	return nil, ""
}

// allRelated reports that each person says behind the name what he is to the 户主. Where
// some do not, they may be households of one that nobody marked.
func (r *reader) allRelated() bool {
	return !slices.ContainsFunc(r.loose, func(l looseRow) bool { return !l.gone && len(l.own) > 0 && !l.head && !l.spouse && !l.other })
}

// lostSpouse reports rows that begin with a 配偶 and list no 户主, below a 户主 without one:
// 序号 that count persons, of which some are missing.
func lostSpouse(above, rows []looseRow) bool {
	heads := func(list []looseRow) bool { return slices.ContainsFunc(list, func(l looseRow) bool { return l.head }) }
	return rows[0].spouse && !heads(rows) && heads(above) && spousesOf(above) == 0
}

// bySerial is what tells households apart whose rows share a 序号.
const bySerial = "序号"

// byOrder is what tells households apart where each is only known to begin with its 户主.
const byOrder = "“与户主关系”中的户主"

// outOfOrder finds a row that shows that the sheet's households do not begin with their
// 户主, such as of a sheet that is sorted by names or by relations; 0 where nothing does.
// One household that cannot be is a slip of the pen, but where the first person of all is
// somebody else, or several households cannot be, nobody's place says whose he is.
func outOfOrder(households [][]looseRow) int {
	against := 0
	for i, rows := range households {
		headless, spouses := (rows[0].spouse || rows[0].other) && !rows[0].gone, spousesOf(rows)
		if headless || spouses > 1 {
			against += max(1, spouses-1)
		}
		if headless && i == 0 || against > 1 {
			return rows[0].row
		}
	}
	return 0
}

// otherHeads finds a row of a 户主 beside whom another is named as 户主, in the second such
// row: one is a slip of the pen, several are those of another table. It is 0 where there
// is none.
func (r *reader) otherHeads() int {
	against := 0
	for i := range r.loose {
		l := &r.loose[i]
		named := textOf(l.said.household, model.CodeHeadName)
		if r.side.col == 0 || named == "" || !l.head || named == l.said.person {
			continue
		}
		if against++; against > 1 {
			return l.row
		}
	}
	return 0
}

// suspectSorting looks at the first row of a sheet: where it has no 户编号 and is about
// somebody who is no 户主, the rows were sorted after the number was written to the
// first row of each household, and none can be given to the row above it.
func (r *reader) suspectSorting() {
	if r.number < 0 || r.account.Persons > 0 || r.last != "" || r.numberOf() != "" || len(r.loose) > 0 {
		return
	}
	raw, ok := valueOf(r.cells.own, model.CodeRelation)
	if ok && r.c.data.Codebook.Lookup(model.CodeRelation).Option(raw) > 0 {
		*r.repeats = true
	}
}

// spousesOf counts the 配偶 among rows.
func spousesOf(rows []looseRow) int {
	n := 0
	for i := range rows {
		if rows[i].spouse && !rows[i].gone {
			n++
		}
	}
	return n
}

// byNamedHead begins a household where another 户主 is named.
func (r *reader) byNamedHead() func(int) bool {
	now := func(i int) string {
		said := r.loose[i].said.household
		return cmp.Or(wholeCard(said, model.CodeHeadID), textOf(said, model.CodeHeadName))
	}
	last, hadHead := now(0), r.loose[0].head
	return func(i int) bool {
		key := now(i)
		if key != "" && key != last || r.loose[i].head && hadHead || r.villageChanges(i) {
			last, hadHead = key, r.loose[i].head
			return true
		}
		hadHead = hadHead || r.loose[i].head
		return false
	}
}

func (r *reader) villageChanges(i int) bool {
	return !placeOf(r.loose[i-1].said.village).agrees(placeOf(r.loose[i].said.village))
}

// householdRuns gives the merged ranges that each are one household: those of
// 序号, else of the household's column that has most of them.
func (r *reader) householdRuns() []run {
	if m := r.merged[r.cols.serial]; m != nil {
		return m.list
	}
	var best []run
	for _, col := range r.cols.list {
		m := r.merged[col.col]
		if m == nil || col.in.Scope != model.OfHousehold || wider[col.in.Code] || len(m.list) <= len(best) {
			continue
		}
		best = m.list
	}
	return best
}

// wider are the household's columns that are often merged over several
// households.
var wider = map[model.Code]bool{
	model.CodeGroup: true, model.CodeHamlet: true, "地址省": true, "地址市": true, "地址县": true, "地址乡": true, "地址村": true,
	"收入起始日期": true, "收入截止日期": true,
}

// byRuns begins a household where a merged range does, and at rows outside all.
func (r *reader) byRuns(list []run) func(int) bool {
	at := func(row int) int {
		i, found := slices.BinarySearchFunc(list, row, func(m run, row int) int {
			switch {
			case m.to < row:
				return -1
			case m.from > row:
				return 1
			}
			return 0
		})
		if found {
			return i
		}
		return -1
	}
	return func(i int) bool {
		now := at(r.loose[i].row)
		return now < 0 || now != at(r.loose[i-1].row)
	}
}

// serialStarts reports that a row has a 序号 of its own.
func (r *reader) serialStarts(i int) bool {
	s := r.loose[i].serial
	if s == "" {
		return false
	}
	for i--; i >= 0 && r.loose[i].serial == ""; i-- {
	}
	return i < 0 || r.loose[i].serial != s
}

// serialsCountHouseholds reports that 序号 count households and not rows: some
// rows share one, and where there are rows of 户主, most others have none.
func (r *reader) serialsCountHouseholds(relations bool) bool {
	if r.cols.serial == 0 || r.loose[0].serial == "" {
		return false
	}
	shared, others, without := false, 0, 0
	for i := 1; i < len(r.loose); i++ {
		begins := r.serialStarts(i)
		shared = shared || !begins
		if r.loose[i].head {
			continue
		}
		if others++; !begins {
			without++
		}
	}
	return shared && (!relations || 2*without >= others)
}

// holdLoose keeps persons whose households nothing tells apart, and says why.
func (r *reader) holdLoose(at model.Pos, why string) {
	d := r.c.newDraft(asker{place: placeOf(r.loose[0].said.village)})
	d.mixed = true
	r.c.addLoose(d, r.loose)
	r.c.hold(d, "member-without-household", at, "这张表有 %d 人%s，不知道哪些人是一户，暂不打印", len(d.Members), why).
		advise("请加上“户编号”一列，或“与户主关系”一列并把一户的人排在一起，户主在前")
}

// addLoose makes the persons of rows that were set aside members.
func (c *collector) addLoose(d *draft, rows []looseRow) {
	for i := range rows {
		if l := &rows[i]; !l.gone {
			c.addPerson(d, l.own, l.said.part, l.source)
		}
	}
}

// empty reports a unit of which nobody is left.
func (u *unit) empty() bool {
	return !slices.ContainsFunc(u.rows, func(l looseRow) bool { return !l.gone })
}

// sum joins what the rows of the unit say.
func (u *unit) sum() {
	u.said = shared{part: u.rows[0].said.part}
	for i := range u.rows {
		l := &u.rows[i]
		u.said.household = append(u.said.household, l.said.household...)
		u.said.village = append(u.said.village, l.said.village...)
		if len(u.said.helper) == 0 {
			u.said.helper = l.said.helper
		}
		u.said.doubts = append(u.said.doubts, l.said.doubts...)
		u.name = cmp.Or(u.name, textOf(l.said.household, model.CodeHeadName))
		u.id = cmp.Or(u.id, wholeCard(l.said.household, model.CodeHeadID))
		u.headed = u.headed || l.head && !l.gone
	}
	if i := slices.IndexFunc(u.rows, func(l looseRow) bool { return l.head }); i >= 0 {
		u.name, u.id = textOf(u.rows[i].own, model.CodeName), wholeCard(u.rows[i].own, model.CodeIdentity)
	}
}
