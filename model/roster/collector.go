package roster

import (
	"cmp"
	"slices"

	"ruhu/model"
)

// collector gathers the rows of all sheets and joins them at the end.
type collector struct {
	heads *headIndex
	data  *model.Dataset
	words map[string]string // short texts met before

	villages []*villageRow
	drafts   []*draft // in order of first appearance
	byNumber map[string]*homes
	astray   map[string]*draft // persons with a number that several villages have, by it
	members  []pending         // of sheets that do not make households
	others   []pending         // measures, helpers, additions, removals
	units    []*unit           // households of sheets without 户编号
	besides  []besides         // what stands beside rows under another 户主姓名
	left     []pending         // persons who are no members any more: what they say of the household
	sheets   []*model.SheetReading
	bySource map[uint16]*model.SheetReading
	years    map[uint16]int  // of tables of persons, where they say one
	partFile []string        // the files of the parts, in order
	checked  model.Lists     // of which somebody made sure; see Options.None
	said     map[string]bool // the unknown columns that were listed, by file

	registered *registry // of all households, once they are known

	passedFiles []string     // of a folder, that are no rosters
	foreign     *foreignList // what the last sheet of the file in hand was that is no roster

	places  map[string]bool // the villages that rows named
	refused error           // why the file in hand is read no further

	households   bool // a sheet 户 was read
	listedHere   bool // and it was in the file in hand
	people       bool // a sheet with persons was read
	villageKnown bool // some sheet of households has a village column
	findings     []finding
	list         bool // of persons to compare with: households need not be whole
	mask         bool // nothing is made of identity numbers
}

// draft is a household in the making.
type draft struct {
	*model.Household
	place    place
	village  model.Record // the village's columns of its rows
	listed   bool         // has a row in sheet 户
	held     bool
	mixed    bool                // the persons are of several households that nothing tells apart
	doubted  bool                // a sheet gave its rows to it by a short number without a village
	named    []cell              // other 户主 whom its rows name
	again    bool                // another 户主 follows in a sheet below other households
	crowded  bool                // has more people than can be looked at one against the other
	cut      bool                // the number lost its tail: several may be one
	made     *unit               // where the number is to be made up
	linked   model.Value         // the number that only linked its rows
	from     []uint16            // the sheets of Members
	source   uint16              // the sheet whose row made it, with
	file     string              // its file
	reported map[model.Code]bool // contradictions said already
	lists    listWords           // what its rows say of its lists
	aside    []cell              // what its rows say of it that may be said of a member
}

// place is what a row says about its village.
type place struct{ name, division string }

// agrees reports whether two rows can be of one village; what is not filled in
// does not speak against it.
func (p place) agrees(q place) bool {
	if p.division != "" && q.division != "" {
		return p.division == q.division
	}
	return p.name == "" || q.name == "" || p.name == q.name
}

// villageRow is a row of sheet 村.
type villageRow struct {
	place
	record model.Record
}

// pending is a row that waits for its household.
type pending struct {
	asker
	scope   model.Scope
	member  *model.Member // a person, or
	record  *model.Record // anything else
	extra   shared        // the household's columns that the row also has
	at      model.At
	above   string // 户编号 of the row above, where this row has none
	repeat  *bool  // the sheet gives 户编号 on every row
	account *model.SheetReading
	of      *draft // found
}

// shared is what a row says about its household and village.
type shared struct {
	household, village []cell
	helper             []cell     // a 帮扶责任人 in columns of the same row
	part               model.Part // what the row was asked for
	lists              listWords  // what it says of the lists of the household
	doubts             []finding  // about these
	side               side       // where another table may begin in the row
	person             string     // whom the row is about, where that may be
}

func newCollector(cb *model.Codebook, heads *headIndex) *collector {
	return &collector{
		heads: heads, data: model.NewDataset(cb),
		words: make(map[string]string), byNumber: make(map[string]*homes), astray: make(map[string]*draft),
		bySource: make(map[uint16]*model.SheetReading), years: make(map[uint16]int), said: make(map[string]bool), places: make(map[string]bool),
	}
}

// intern gives one copy of short texts that come again and again. Names and
// numbers are left out: they are nearly all different.
func (c *collector) intern(v *cell) string {
	if len(v.raw) > 48 || v.in.Kind == model.Identity || v.in.Code == model.CodeName || v.in.Code == model.CodePerson {
		return v.raw
	}
	if s, ok := c.words[v.raw]; ok {
		return s
	}
	if len(c.words) < 1<<16 {
		c.words[v.raw] = v.raw
	}
	return v.raw
}

// sawSheet notes what kinds of sheets there are.
func (c *collector) sawSheet(cols *columns) {
	switch cols.shape.own {
	case model.OfHousehold:
		c.households, c.listedHere = true, true
	case model.OfMember:
		c.people = true
	}
	if cols.shape.own == model.OfHousehold || cols.shape.flat {
		c.villageKnown = c.villageKnown || cols.has(model.CodeVillage)
	}
}

// add takes over the row that the reader holds, and accounts for it.
func (c *collector) add(r *reader, row int, cells []string) {
	a, own := r.asks(), r.cols.shape.own
	if own != model.OfVillage && c.overused(a) {
		r.passOverused(row, a.number)
		return
	}
	c.countVillage(a.place)
	switch alone := c.list && own == model.OfMember && a.number == ""; {
	case own == model.OfVillage:
		c.addVillage(r, a.place, row)
	case r.number < 0 && a.number == "" && !c.list && (own == model.OfMember || own == model.OfHousehold):
		r.setAside(row, cells, false)
	case own == model.OfHousehold:
		r.account.Households++
		c.addHousehold(r, a, row)
	case alone, r.makes && a.number != "" && !c.unplaced(r, a):
		c.addFlat(r, a)
	default:
		c.addPending(r, a, row)
	}
	r.follow(a)
}

// unplaced reports a row of a short number that says not of which village, where
// others do: its household is told when all of that number are known.
func (c *collector) unplaced(r *reader, a asker) bool {
	if c.list || a.place.known() || !countsWithin(a.number) {
		return false
	}
	_, apart := c.byNumber[a.number].one(a.place)
	return apart || r.cols.has(model.CodeVillage)
}

// numberOf gives the 户编号 of the row in hand as it links rows.
func (r *reader) numberOf() string { return textOf(r.cells.household, model.CodeNumber) }

// follow remembers the household of the row for the rows below it.
func (r *reader) follow(a asker) {
	if a.number == "" {
		return
	}
	if a.number == r.last && r.places.agrees(a.place) {
		*r.repeats = true
	}
	r.last, r.places, r.alone = a.number, a.place, len(r.cells.own) == 0
}

// addGone takes from the row of a person who is no member any more what it says
// about the household: a late 户主 may have it on their row alone.
func (c *collector) addGone(r *reader, row int, cells []string) {
	switch a := r.asks(); {
	case r.cols.shape.own != model.OfMember:
	case a.number != "":
		c.left = append(c.left, pending{asker: a, extra: r.shared().clone()})
		r.follow(a)
	case r.number < 0 && !c.list:
		r.setAside(row, cells, true)
	}
}

// addVillage takes a row of sheet 村.
func (c *collector) addVillage(r *reader, p place, row int) {
	if p != (place{}) {
		r.account.Others++
		c.villages = append(c.villages, &villageRow{p, c.record(r.cells.village, r.asking.row)})
		return
	}
	r.skip(row, skipVillage)
	c.fault("village-missing", r.rowPos(row), "这一行没有填行政村，未读入").
		about(model.CodeVillage, "").advise("请补填行政村名称")
}

func placeOf(cells []cell) place {
	return place{textOf(cells, model.CodeVillage), textOf(cells, model.CodeDivision)}
}

func valueOf(cells []cell, code model.Code) (string, bool) {
	if c := cellWith(cells, code); c != nil {
		return c.raw, true
	}
	return "", false
}

// cellWith finds the cell of an item, nil where there is none.
func cellWith(cells []cell, code model.Code) *cell {
	for i := range cells {
		if cells[i].in.Code == code {
			return &cells[i]
		}
	}
	return nil
}

// textOf is the value squeezed, empty where there is none.
func textOf(cells []cell, code model.Code) string {
	raw, _ := valueOf(cells, code)
	return model.Squeeze(raw)
}

func (c *collector) record(cells []cell, part model.Part) model.Record {
	rec := c.data.NewRecord(len(cells))
	rec.Join(part)
	for i := range cells {
		rec.Set(cells[i].in.Code, cells[i].raw, cells[i].stored, cells[i].at)
	}
	return rec
}

// newDraft begins the household of a row. Its number may be empty.
func (c *collector) newDraft(a asker) *draft {
	d := &draft{
		Household: &model.Household{Record: c.data.NewRecord(4)},
		place:     a.place, village: c.data.NewRecord(0), source: a.source, file: a.file,
	}
	c.drafts = append(c.drafts, d)
	if a.number != "" {
		if c.byNumber[a.number] == nil {
			c.byNumber[a.number] = new(homes)
		}
		c.byNumber[a.number].enter(d)
	}
	return d
}

// addHousehold takes a row of sheet 户.
func (c *collector) addHousehold(r *reader, a asker, row int) {
	if a.number == "" {
		d := c.newDraft(a)
		d.listed = true
		c.merge(d, r.shared())
		c.hold(d, "household-without-number", r.rowPos(row), "这一户没有户编号，无法与家庭成员对应，暂不打印").advise("请补填户编号")
		d.held = !c.list
		return
	}
	looked := 0
	for d := range c.byNumber[a.number].at(a.place) {
		if looked++; looked > mostTwins {
			break // all of them are held back
		}
		if c.sameHousehold(d, r.cells.household) && !a.apart(d) {
			if d.listed {
				c.fault("household-twice", r.rowPos(row),
					"户编号 %s 在“户”表中重复，与%s是同一户，只保留前一行", a.number, d.Pos(model.CodeNumber)).
					of(d).about(model.CodeNumber, a.number).advise("请删去重复的一行")
			}
			d.listed = true
			c.merge(d, r.shared())
			return
		}
	}
	d := c.newDraft(a)
	d.listed = true
	c.merge(d, r.shared())
}

// mostTwins is how many households of one number in one village are looked through
// for that of a row.
const mostTwins = 50

// apart reports that a row and a household of one short number are not both known to
// be of one village, and are of one sheet, or of two files and name different 户主.
func (a *asker) apart(d *draft) bool {
	if !countsWithin(a.number) || a.place.known() && d.place.known() {
		return false
	}
	if d.listed && d.source == a.source && a.place.known() != d.place.known() {
		return true // one sheet, which tells villages
	}
	had := model.Squeeze(d.HeadName())
	return d.file != a.file && a.head != "" && had != "" && a.head != had
}

// sameHousehold reports whether a row of a number that was met before is the
// same household: the heads' names agree or, without names, nothing else
// speaks against it. A household known from persons alone is always joined.
func (c *collector) sameHousehold(d *draft, cells []cell) bool {
	if !d.listed {
		return true
	}
	name, ok := valueOf(cells, model.CodeHeadName)
	if v, has := d.Get(model.CodeHeadName); has && ok {
		return model.Squeeze(v.Raw) == model.Squeeze(name)
	}
	for i := range cells {
		if v, has := d.Get(cells[i].in.Code); has && !cells[i].in.Same(v.Raw, cells[i].raw) {
			return false
		}
	}
	return true
}

// addFlat takes a row that is a person together with the household; one of a list that
// knows no households is alone.
func (c *collector) addFlat(r *reader, a asker) {
	d := c.homeOf(a)
	if d == nil {
		d = c.newDraft(a)
	}
	if a.head != "" && a.head == a.name && r.last != a.number && d.source == r.source && len(d.Members) <= crowded {
		head := d.Head()
		d.again = d.again || head != nil && model.Squeeze(head.Name()) != a.name
	}
	c.merge(d, r.shared())
	r.countPerson()
	c.addPerson(d, r.cells.own, r.asking.row, r.source)
}

// addPerson makes the person of a row, if it has one, a member.
func (c *collector) addPerson(d *draft, own []cell, part model.Part, source uint16) {
	if len(own) == 0 {
		return
	}
	m := &model.Member{Record: c.record(own, part)}
	d.addMember(m, source)
	c.cuts(own, finding{member: m})
}

// countPerson accounts for a row of a sheet of persons.
func (r *reader) countPerson() {
	if len(r.cells.own) == 0 {
		r.account.Households++ // a row of the household alone
	} else {
		r.account.Persons++
	}
}

// addMember makes a person of a sheet a member.
func (d *draft) addMember(m *model.Member, source uint16) {
	m.Household = d.Household
	d.Members = append(d.Members, m)
	d.from = append(d.from, source)
}

// merge lays the row's household and village columns into the draft: the first
// value that is filled in holds, and another one is reported.
func (c *collector) merge(d *draft, row shared) {
	d.Join(row.part)
	d.village.Join(row.part)
	d.lists.yes, d.lists.no = d.lists.yes|row.lists.yes, d.lists.no|row.lists.no
	for _, f := range row.doubts {
		c.doubt(d, f)
	}
	row = c.partBeside(d, row)
	c.addHelper(d, row.helper, row.part)
	for i := range row.household {
		v := &row.household[i]
		old, has := d.Get(v.in.Code)
		switch {
		case v.aside:
			d.aside = append(d.aside, *v)
		case !has:
			d.Set(v.in.Code, v.raw, v.stored, v.at)
			c.cuts(row.household[i:i+1], finding{draft: d})
			d.cut = d.cut || v.cut && v.in.Code == model.CodeNumber
		case !v.in.Same(old.Raw, v.raw):
			c.contradiction(d, v, old)
		}
	}
	for i := range row.village {
		v := &row.village[i]
		if _, has := d.village.Get(v.in.Code); !has {
			d.village.Set(v.in.Code, v.raw, v.stored, v.at)
		}
	}
	p := placeOf(row.village)
	d.place = place{cmp.Or(d.place.name, p.name), cmp.Or(d.place.division, p.division)}
}

// addHelper takes the 帮扶责任人 whom a row names beside its person or
// household: rows of one household repeat them.
func (c *collector) addHelper(d *draft, cells []cell, part model.Part) {
	name := textOf(cells, model.CodeHelperName)
	if name == "" || slices.ContainsFunc(d.Helpers, func(h *model.Record) bool { return model.Squeeze(h.Text(model.CodeHelperName)) == name }) {
		return
	}
	rec := c.record(cells, part)
	d.Helpers = append(d.Helpers, &rec)
}

// doubt reports that two cells about a household say different things, once
// for each item.
func (c *collector) doubt(d *draft, f finding) {
	if d.reported[f.Code] {
		return
	}
	if d.reported == nil {
		d.reported = make(map[model.Code]bool)
	}
	d.reported[f.Code] = true
	c.keepFinding(f).of(d)
}

func (c *collector) contradiction(d *draft, v *cell, old model.Value) {
	if v.in.Code == model.CodeHeadName && len(d.named) < mostCells {
		d.named = append(d.named, *v)
	}
	if d.reported[v.in.Code] {
		return
	}
	pos := c.data.PosAt(v.at)
	first := d.PosOf(old)
	where := first.Cell
	if first.File != pos.File || first.Sheet != pos.Sheet {
		where = first.String()
	}
	f := find(model.Warning, "household-contradiction", pos,
		"同一户的“%s”前后不一致：%s 为“%s”，%s 为“%s”，采用了前者", v.in.Name(), where, old.Text(), pos.Cell, model.Fold(v.raw))
	c.doubt(d, *f.about(v.in.Code, v.raw).advise("请核对后改成一致"))
}

// addPending keeps a row until all households are known.
func (c *collector) addPending(r *reader, a asker, row int) {
	w := pending{asker: a, scope: r.scope(), at: r.at(row), account: r.account}
	w.extra.part = r.asking.row
	rec := c.record(r.cells.own, r.asking.row)
	note := finding{number: a.number}
	switch w.scope {
	case model.OfMember, model.OfAddition:
		w.member = &model.Member{Record: rec}
		note.member = w.member
	default:
		w.record = &rec
	}
	c.cuts(r.cells.own, note)
	if len(r.cells.household)+len(r.cells.village)+len(r.cells.helper) > 1 || a.number == "" {
		w.extra = r.shared().clone()
	}
	switch w.scope {
	case model.OfMember:
		r.countPerson()
		if a.number == "" && r.last != "" && (r.alone || !w.member.IsHead()) && w.member.Text(model.CodeRelation) != "" {
			r.alone = false
			w.above, w.repeat, w.place = r.last, r.repeats, r.places
		}
		c.members = append(c.members, w)
		return
	case model.OfAddition, model.OfRemoval:
		r.account.Changes++
	default:
		r.account.Others++
	}
	c.others = append(c.others, w)
}

// cuts reports the numbers among the values that lost their tails.
func (c *collector) cuts(cells []cell, whose finding) {
	for i := range cells {
		v := &cells[i]
		if !v.cut {
			continue
		}
		how := ""
		if v.stored == model.AsNumber {
			how = "按数字存储，"
		}
		f := c.fault("id-truncated", c.data.PosAt(v.at), "号码已被表格软件截断（%s末几位已丢失）", how).
			of(whose.draft).in(whose.member).about(v.in.Code, v.raw).advise("请把该列设为文本格式，重新录入完整号码")
		f.number = whose.number
	}
}

// at is where the row's 户编号 stands, or should.
func (r *reader) at(row int) model.At {
	col := 1
	if r.number >= 0 {
		col = r.cols.list[r.number].col
	}
	return model.At{Source: r.source, Row: row, Col: col}
}

func (r *reader) rowPos(row int) model.Pos { return r.c.data.PosAt(r.at(row)) }

func (r *reader) shared() shared {
	s := shared{household: r.cells.household, village: r.cells.village, helper: r.cells.helper, part: r.asking.row, lists: r.asking.lists, doubts: r.doubts}
	if s.side = r.side; s.side.col > 0 {
		s.person = textOf(r.cells.own, model.CodeName)
	}
	return s
}

// clone keeps what the reader will write over.
func (s shared) clone() shared {
	s.household, s.village, s.helper, s.doubts = slices.Clone(s.household), slices.Clone(s.village), slices.Clone(s.helper), slices.Clone(s.doubts)
	return s
}
