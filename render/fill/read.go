package fill

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/roster"
)

// Per is what one filled copy of a form is about.
type Per string

// What a copy may be about.
const (
	PerHousehold Per = "household"
	PerVillage   Per = "village"
	PerGroup     Per = "group"
	PerRoster    Per = "roster"
)

// place is a stretch of a cell's text, or all of an empty cell, that asks for
// something; why says why nothing goes in.
type place struct {
	cell     *cell
	from, to int
	label    string
	asks     asks
	why      string
	mark     bool // it goes, whatever comes
	markTo   int  // where the mark ends; what it stands in front of may belong to the place
	sub      int  // of a column: the row of the entry, from 0, where an entry has several
	// digits are the cells for the single digits of a number; nil for all others.
	digits []*cell
}

// reader reads the places of a form.
type reader struct {
	labels *roster.Labels
	book   *model.Codebook
	opt    Options
	titles []string // of the grid at hand
	per    Per

	apart    int  // of the grid at hand
	sheets   bool // the grids are sheets, each with titles of its own
	titlesAt map[*grid][]string

	scope       model.Scope // what the section is about; empty for household and village
	person      person
	personAt    int
	subject     person // who was named first in the part at hand, the head or a stranger
	row         int    // counted over all grids
	here        *cell
	persons     map[*cell]person // whom labels name
	tenThousand bool
	ofRegister  bool // the titles speak of the register's households
	countsTwice bool // some label counts the register's households in so many words
	signed      bool // the row at hand is one to be signed
	nameGiven   bool // the form has the name of a 户主 already
	part        string
	notes       []note

	used   map[*cell]bool
	cards  map[*grid]bool // whose labels stand over their places
	places []*place
	lists  []*list
}

// read finds the lists and places of grids, and what a copy is about.
func (r *reader) read(grids []*grid) {
	r.used, r.persons, r.cards = make(map[*cell]bool), make(map[*cell]person), make(map[*grid]bool)
	r.nameGrids(grids)
	for _, g := range grids {
		for _, c := range g.cells {
			r.readNote(c.text)
			key := clean(c.text)
			r.nameGiven = r.nameGiven || r.givesName(c)
			r.countsTwice = r.countsTwice || counts[key] != "" && ofRegister(key)
			r.tenThousand = r.tenThousand || strings.Contains(model.Squeeze(c.text), "单位:万元")
		}
	}
	for _, t := range r.everyTitle(grids) {
		r.ofRegister = r.ofRegister || ofRegister(t)
	}
	var before section
	for i, g := range grids {
		if r.enterGrid(g); i == 0 || r.sheets {
			before = section{}
			before.scope, _ = r.section(strings.Join(r.titles[:min(1, len(r.titles))], ""))
		}
		if !g.lone && g.apart == 0 {
			r.findLists(g, before)
			continue
		}
		if text := g.cells[0].text; !slices.Contains(r.titles[:min(1, len(r.titles))], model.Squeeze(text)) {
			if scope, ok := r.section(text); ok {
				before.scope = scope
			}
			if r.isTitle(text) {
				before.title = text
			}
		}
	}
	if r.per = r.opt.Per; r.per == "" {
		r.per = r.perOf(grids)
	}
	for _, l := range r.lists {
		r.enterGrid(l.grid)
		r.partOnly(l)
		r.heedTitle(l)
	}
	r.scope, r.person, r.subject = "", nobody, nobody
	for _, g := range grids {
		r.readPlaces(g)
	}
}

// perOf is what a copy of the form is about, by what it asks: a list of households or
// of who left is a village's, and so is a list of persons that names their household;
// all else is a household's, if it asks for anything of one.
func (r *reader) perOf(grids []*grid) Per {
	own := false
	for _, l := range r.lists {
		switch {
		case l.kind == removalRows && (l.has(model.CodeHeadName) || l.has(model.CodeHeadID)), l.kind == householdRows && l.count > 1,
			l.has(model.CodeHeadName), l.has(model.CodeNumber) && l.kind != householdRows:
			return PerVillage
		}
	}
	probe := *r
	probe.persons = make(map[*cell]person)
	probe.per, probe.places, probe.used, probe.nameGiven = PerHousehold, nil, make(map[*cell]bool), false
	for c := range r.used {
		probe.used[c] = true
	}
	for _, g := range grids {
		probe.readPlaces(g)
	}
	for _, p := range probe.places {
		own = own || p.why == "" && p.asks.in != nil && !ofSeveral(p.asks.in)
	}
	if own || len(r.lists) > 0 && !r.villageList() {
		return PerHousehold
	}
	return PerVillage
}

// villageList reports a list of persons on a form that asks nothing of a household:
// it is one of all persons of a village, where it has a column for them to be told
// apart by, or its title speaks of a roll.
func (r *reader) villageList() bool {
	title := ""
	for _, l := range r.lists {
		title += strings.Join(r.titlesAt[l.grid], "")
	}
	return namesMany(title) || slices.ContainsFunc(r.lists, func(l *list) bool { return l.kind == householdRows })
}

// namesMany reports a title of a form about many: a list, a register.
func namesMany(title string) bool {
	return slices.ContainsFunc([]string{"名单", "花名册", "名册", "台账", "登记表", "统计表", "汇总", "一览"}, func(w string) bool { return strings.Contains(title, w) })
}

// readPlaces reads the places of a grid that are in no list.
func (r *reader) readPlaces(g *grid) {
	last, listed := -1, false
	if r.enterGrid(g); g.apart != r.apart { // what was spoken of is another matter here
		r.apart, r.scope, r.person, r.subject = g.apart, "", nobody, nobody
	}
	for _, c := range g.cells {
		if c.row != last {
			last = c.row
			r.row++
			r.signed = signedRow(rowText(g, c.row))
		}
		if r.used[c] {
			listed = listed || r.isHeadOfList(c)
			continue
		}
		if c.empty() || c.formula {
			continue
		}
		if listed { // what a title said was said of the list
			listed, r.scope, r.person = false, "", nobody
		}
		r.enter(c)
		r.readCell(c)
	}
	if listed {
		r.scope, r.person = "", nobody
	}
}

// rowText is what a row of a grid says.
func rowText(g *grid, row int) string {
	var b strings.Builder
	for _, c := range rowCells(g, row) {
		b.WriteString(c.text + " ")
	}
	return b.String()
}

// isHeadOfList reports a cell that is the head of a column.
func (r *reader) isHeadOfList(c *cell) bool {
	return slices.ContainsFunc(r.lists, func(l *list) bool {
		return l.grid == c.grid && slices.ContainsFunc(l.places, func(p *place) bool { return p.cell == c })
	})
}

// enter notes the section that a cell begins.
func (r *reader) enter(c *cell) {
	if slices.Contains(r.titles, model.Squeeze(c.text)) && !numberedTitle.MatchString(model.Squeeze(c.text)) {
		return
	}
	wide := c.grid.lone || c.cols > 1 && 2*c.cols > c.grid.cols
	if !wide || len(slots(c.runes())) > 0 {
		return
	}
	if right := c.right(); right != nil && right.empty() {
		return
	}
	if scope, ok := r.section(c.text); ok {
		r.scope, r.person, r.subject = scope, nobody, nobody
	}
}

// groupsOf are the titles at the left of a cell that stand for several rows, from the
// outermost.
func (r *reader) groupsOf(c *cell) []string {
	var out []string
	for x := c.left(); x != nil; x = x.left() {
		if x.rows > c.rows && !x.empty() && !x.formula && len([]rune(x.text)) <= 20 {
			out = slices.Insert(out, 0, numberedTitle.ReplaceAllString(model.Squeeze(x.text), ""))
		}
	}
	if x := firstOf(c); x != c && x.rows == c.rows && !r.used[x] && len([]rune(x.text)) <= 10 && !x.empty() && !x.formula && !x.right().empty() && len(slots(x.runes())) == 0 {
		out = append(out, model.Squeeze(x.text)) // 配偶 | 姓名 | …
	}
	return out
}

// firstOf is the first cell of a cell's row that does not go on from rows above.
func firstOf(c *cell) *cell {
	for x := c.left(); x != nil && x.row == c.row; x = x.left() {
		c = x
	}
	return c
}

// readCell reads what one cell asks for.
func (r *reader) readCell(c *cell) {
	over := r.groupsOf(c)
	was := r.scope
	r.here = c
	for _, g := range over {
		if scope, ok := r.section(g); ok {
			r.scope = scope
		}
	}
	defer func() { r.scope = was }()
	runes := c.runes()
	list := slots(runes)
	if len(list) == 0 {
		r.readLabel(c, over)
		return
	}
	counted := false // 户 was counted in this text
	for i := range list {
		s := &list[i]
		switch {
		case s.boxes != nil || s.from == s.to && !s.open:
			r.readBoxes(c, *s, over)
		case s.label == "":
			r.readSuffix(c, runes, *s, &counted)
		case s.open && i == len(list)-1 && r.beside(c, s.label) != nil:
			r.readBeside(c, s.label, over)
		case s.open && i == len(list)-1 && c.right() != nil && onlyBoxes(c.right()) != nil:
			r.readBoxesBeside(c, s.label, over)
		default:
			r.readBlank(c, runes, *s, over, &counted)
		}
	}
}

// readLabel reads a cell that says nothing but a label: the place is beside it or
// below.
func (r *reader) readLabel(c *cell, over []string) {
	if len([]rune(c.text)) > 60 {
		return
	}
	if to := r.beside(c, c.text); to != nil {
		r.readBeside(c, c.text, over)
		return
	}
	if right := c.right(); right != nil && onlyBoxes(right) != nil {
		r.readBoxesBeside(c, c.text, over)
		return
	}
	// Below, where nothing at the left of that place may be its label.
	to := c.below()
	if to == nil || !to.empty() || r.used[to] || to.left() != nil && !to.left().empty() && !r.used[to.left()] {
		return
	}
	alone := standsAlone(to)
	card := r.cards[c.grid] && alone
	if right := c.right(); right != nil && right.empty() || !card && inHeads(c) {
		return
	}
	a, why := r.meaning(c.text, over...)
	if why == whyUnknown && !card {
		return
	}
	if why == "" && !alone && to.left() != nil {
		why = whyColumn // of several rows
	}
	r.put(&place{cell: to, to: len(to.runes()), label: c.text, asks: a, why: why})
}

// standsAlone reports a cell with nothing to write in below it.
func standsAlone(c *cell) bool {
	below := c.grid.cell(c.row+c.rows, c.col)
	return below == nil || below.absent || !below.empty()
}

// readBoxesBeside reads a label whose choice is the cell at its right.
func (r *reader) readBoxesBeside(c *cell, label string, over []string) {
	right := c.right()
	r.readBoxes(right, *onlyBoxes(right), append(over, label))
	r.used[right] = true
}

// inHeads reports a label beside others that have room below them too: the heads of a
// list that was not understood.
func inHeads(c *cell) bool {
	for _, x := range [...]*cell{c.left(), c.right()} {
		if x == nil || x.empty() {
			continue
		}
		if below := c.grid.cell(x.row+x.rows, x.col); below != nil && below.empty() {
			return true
		}
	}
	return false
}

// onlyBoxes gives the boxes of a cell that has nothing else.
func onlyBoxes(c *cell) *slot {
	if list := slots(c.runes()); len(list) == 1 && list[0].boxes != nil && list[0].label == "" {
		return &list[0]
	}
	return nil
}

// beside is the empty cell at the right of a label; one that says nothing but a unit
// is as good as empty.
func (r *reader) beside(c *cell, label string) *cell {
	to := c.right()
	if to == nil || to.formula || r.used[to] || to.row != c.row && to.rows <= c.rows {
		return nil
	}
	if to.blank() || unitOnly.MatchString(strings.TrimSpace(to.text)) && clean(label) != "" && !strings.Contains(to.text, "\n") {
		return to
	}
	return nil
}

// unitOnly is a place that says only what is counted in.
var unitOnly = regexp.MustCompile(`^(?:元|亩|人|口|公里|平方米|㎡|个月|岁)$`)

// readBeside reads a label whose place is the cell at its right.
func (r *reader) readBeside(c *cell, label string, over []string) {
	a, why := r.meaning(label, over...)
	if why == whyUnknown && slices.Contains(r.titles, model.Squeeze(label)) {
		return
	}
	to := c.right()
	if why == "" && r.otherColumn(c, to) {
		why = whyColumn
	}
	p := &place{cell: to, to: len(to.runes()), label: label, asks: a, why: why}
	if unit := strings.Trim(to.text, "_＿ \u3000\t\u00a0"); unit != "" {
		p.to -= len([]rune(strings.TrimLeft(to.text, " \u3000\t")))
		p.asks.suffix = unit
		if a.in != nil && a.in.Unit != "" && a.in.Unit != unit && why == "" {
			p.why = whyTwo
		}
	}
	if why == "" && a.in != nil && (a.in.Kind == model.Identity || a.in.Code == model.CodeDivision) {
		p.digits = digitCells(to)
		if n := len(p.digits); n > 3 && n < 18 && a.in.Kind == model.Identity {
			p.why = whyDigits
		}
	}
	r.put(p)
}

// systemColumn are heads of the column in which a check sheet has what is on record.
var systemColumn = regexp.MustCompile(`^(?:系统|登记|原|台账|花名册|现有|填报)?(?:数据|信息|登记|内容|值|情况|数值|金额|数额|面积|数量|数)?$`)

// otherColumn reports a place that stands in a column with a head of its own, which
// asks for something else than what the label in the row says: another year, what was
// found at the door.
func (r *reader) otherColumn(label, to *cell) bool {
	x := to.above()
	for x != nil && (x.empty() || unitOnly.MatchString(model.Squeeze(x.text))) && x.col == to.col && x.cols == to.cols {
		x = x.above()
	}
	if x == nil || x.empty() || x.col != to.col || x.cols != to.cols || r.used[x] || len(slots(x.runes())) > 0 {
		return false
	}
	if right := x.right(); right != nil && (right.empty() || onlyBoxes(right) != nil) {
		return false // a label with a place of its own
	}
	over := label.above()
	for over != nil && over.col == label.col && over.cols == label.cols && over.row > x.row {
		over = over.above()
	}
	if over == nil || over.row != x.row {
		return false // the two columns have no heads beside each other
	}
	head := clean(x.text)
	if y := r.labels.Year(head); y > 0 && y == r.opt.Year {
		return false
	}
	return !systemColumn.MatchString(strings.TrimSuffix(withoutUnit.ReplaceAllString(head, ""), "年"))
}

// withoutUnit takes a unit in brackets off a head.
var withoutUnit = regexp.MustCompile(`[(（][^()（）]*[)）]$`)

// digitCells are narrow cells beside each other for one digit each; nil where there is
// but one or a few.
func digitCells(c *cell) []*cell {
	out := []*cell{c}
	for x := c.right(); x != nil && x.empty() && x.row == c.row && x.cols == c.cols; x = x.right() {
		out = append(out, x)
	}
	if len(out) < 4 {
		return nil
	}
	return out
}

// givenName is a label of the 户主 with a name behind it.
var givenName = regexp.MustCompile(`^户主(?:姓名)?[:：][ \x{3000}]*(\p{Han}{2,4})(?:$|[^\p{Han}:：])`)

// givesName reports a label of the name of the 户主 whose place is filled already: the
// form is about that household, whatever copy it is.
func (r *reader) givesName(c *cell) bool {
	if m := givenName.FindStringSubmatch(strings.TrimLeft(c.text, " \u3000")); m != nil {
		return r.labels.IsPerson(m[1])
	}
	if key := clean(c.text); key != "户主" && key != "户主姓名" {
		return false
	}
	right := c.right()
	return right != nil && right.row == c.row && !right.formula && r.labels.IsPerson(model.Squeeze(right.text))
}

// put notes a place. A cell that two labels claim is nobody's.
func (r *reader) put(p *place) {
	if named(p) {
		p.why = whyTwo
	}
	if r.nameGiven && p.why == "" {
		p.why = whyGiven
	}
	whole := p.from == 0 && p.to == len(p.cell.runes()) && p.asks.boxes == nil || p.cell.empty()
	if whole {
		for _, other := range r.places {
			if other.cell == p.cell {
				other.why = whyTwo
				return
			}
		}
		r.used[p.cell] = true
		for _, d := range p.digits {
			r.used[d] = true
		}
	}
	r.places = append(r.places, p)
}

func itoa(n int) string { return strconv.Itoa(n) }
