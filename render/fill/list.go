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
)

// ownScope is the scope of a row's own items.
var ownScope = map[kind]model.Scope{
	memberRows: model.OfMember, householdRows: model.OfHousehold, helperRows: model.OfHelper,
	measureRows: model.OfMeasure, additionRows: model.OfAddition, removalRows: model.OfRemoval,
}

// list is labels over rows that repeat.
type list struct {
	grid    *grid
	kind    kind
	columns []column
	marks   []*place // instead of columns, where the form is filled by its marks
	// top is the first row to fill, item how many rows belong to one entry, and count
	// how many entries the form has room for.
	top, item, count int
	subs             map[*cell]int // of heads over a part of each entry: which row of it
}

// column is a column of a list and what it asks; why says why it stays blank.
type column struct {
	head *cell
	sub  int // the row of the entry, from 0, where an entry has several
	asks asks
	why  string
}

// last is the last row of the list as the form has it.
func (l *list) last() int { return l.top + l.item*l.count - 1 }

// has reports that some column asks for an item.
func (l *list) has(code model.Code) bool {
	return slices.ContainsFunc(l.marks, func(p *place) bool { return p.asks.in != nil && p.asks.in.Code == code }) ||
		slices.ContainsFunc(l.columns, func(c column) bool { return c.asks.in != nil && c.asks.in.Code == code })
}

// sections are the words of titles that say what stands below, the surer first.
var sections = []struct {
	words []string
	scope model.Scope
}{
	{[]string{"自然增加", "成员增加", "人口增加", "新增成员", "新增人口"}, model.OfAddition},
	{[]string{"自然减少", "成员减少", "人口减少", "减少人口"}, model.OfRemoval},
	{[]string{"帮扶措施", "帮扶项目", "帮扶政策", "享受政策"}, model.OfMeasure},
	{[]string{"帮扶责任人", "帮扶干部", "帮扶人", "结对帮扶", "结对干部", "帮扶联系人"}, model.OfHelper},
	{[]string{"家庭成员", "成员信息", "成员情况", "家庭人员", "家庭人口信息", "家庭人口情况"}, model.OfMember},
}

// numberedTitle begins titles of parts of a form: 一、 （二） 3.
var numberedTitle = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．])`)

// section says what a title is about: a scope, or nothing in particular ("", true);
// false where the text is no title.
func (r *reader) section(text string) (model.Scope, bool) {
	s := model.Squeeze(text)
	if n := len([]rune(s)); n == 0 || n > 30 || strings.ContainsAny(s, "：:_") {
		return "", false
	}
	for _, x := range sections {
		if slices.ContainsFunc(x.words, func(w string) bool { return strings.Contains(s, w) }) {
			return x.scope, true
		}
	}
	if scope, ok := r.labels.Group(s); ok {
		if scope == model.OfVillage {
			scope = ""
		}
		return scope, true
	}
	return "", numberedTitle.MatchString(s)
}

// findLists finds the lists of a grid. before is what the title before it says.
func (r *reader) findLists(g *grid, before model.Scope) {
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
	if right := c.right(); right != nil && right.empty() {
		return false
	}
	return len(slots(c.runes())) == 0
}

// listBelow makes a list of heads and the rows below them; nil where it is none.
func (r *reader) listBelow(g *grid, row int, heads []*cell, before model.Scope) *list {
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
	l := &list{grid: g, top: top, item: item, count: 1, subs: subs}
	scope := r.scopeOver(heads[0], before)
	for _, k := range r.kinds(heads, scope) {
		l.kind = k
		if l.columns = r.columns(l, heads); len(l.columns) > 0 {
			break
		}
	}
	if len(l.columns) == 0 {
		return nil
	}
	for itemRows(g, l.last()+1, heads) == item && samePattern(g, top, l.last()+1, heads) && !isAbsent(g, l.last()+1, heads) && r.blankItem(g, l.last()+1, item, heads) && r.fits(l, l.last()+1) {
		l.count++
	}
	if !r.fits(l, top) {
		return nil
	}
	return l
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

// noEntry reports a row below the heads that is none to fill: the numbers of the
// columns, or an example.
func noEntry(g *grid, row int, heads []*cell) bool {
	for i, h := range heads {
		c := g.cell(row, h.col)
		if c == nil || c.row != row {
			return false
		}
		s := model.Squeeze(c.text)
		if i == 0 && (strings.HasPrefix(s, "例") || strings.HasPrefix(s, "示例")) {
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
			case c.empty():
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
	for _, c := range l.columns {
		if c.why == "" && !l.grid.cell(row+c.sub, c.head.col).formula {
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

// kinds gives what the rows may be, the likeliest first.
func (r *reader) kinds(heads []*cell, scope model.Scope) []kind {
	has := func(of model.Scope, code model.Code) bool {
		return slices.ContainsFunc(heads, func(h *cell) bool {
			list := r.labels.Find([]model.Scope{of}, heading(h)...)
			return len(list) > 0 && list[0].Code == code
		})
	}
	reasons := has(model.OfAddition, model.CodeAdded)
	switch {
	case has(model.OfRemoval, model.CodeRemoved) && (scope == model.OfRemoval || !reasons || has(model.OfHousehold, model.CodeHeadName) && scope != model.OfAddition):
		return []kind{removalRows}
	case reasons:
		return []kind{additionRows}
	}
	for k, of := range ownScope {
		if of == scope && k != householdRows {
			return []kind{k}
		}
	}
	switch {
	case has(model.OfMember, model.CodeRelation):
		return []kind{memberRows}
	case has(model.OfHousehold, model.CodeHeadName) && !has(model.OfMember, model.CodeName):
		if r.own(heads, model.OfMeasure) > 1 && r.own(heads, model.OfHousehold) <= 2 {
			return []kind{measureRows}
		}
		return []kind{householdRows}
	case has(model.OfMember, model.CodeName):
		if r.own(heads, model.OfHousehold) > 1 && r.personal(heads) == 0 && strings.Contains(strings.Join(r.titles, ""), "户") {
			return []kind{householdRows}
		}
		if !r.ofFamilies(heads) {
			return nil
		}
		return []kind{memberRows}
	case r.own(heads, model.OfMeasure) > 1:
		return []kind{measureRows}
	}
	return []kind{householdRows}
}

// families and others are words of titles of lists of the register's persons, and of
// lists of other people.
var (
	families = regexp.MustCompile(`成员|人口|低收入|贫困|脱贫|参保|保险|务工|残疾|学生|救助|低保|居民|村民|劳动力|农户|家庭`)
	others   = regexp.MustCompile(`干部|队员|工作人员|责任人|领导|调查员|走访人|签到|会议|培训|代表|小组|评议|党员|志愿|参会|专家|保洁|联系人|通讯录|值班`)
)

// ofFamilies reports that a list with a column 姓名 is one of the register's persons:
// it asks what is asked of them alone, or its title says so.
func (r *reader) ofFamilies(heads []*cell) bool {
	for _, h := range heads {
		list := r.labels.Find([]model.Scope{model.OfMember, model.OfHousehold}, heading(h)...)
		if len(list) == 0 {
			continue
		}
		switch list[0].Code {
		case model.CodeHeadName, model.CodeNumber, model.CodeHealth, model.CodeStudy, model.CodeSkill, model.CodeWorkMonths:
			return true
		}
	}
	title := strings.Join(r.titles, " ")
	return families.MatchString(title) && !others.MatchString(title)
}

// parts are words of titles of lists that have only a part of the households or
// persons: which, the user has to say.
var partWords = regexp.MustCompile(`残疾|低保|特困|五保|学生|在校|务工|脱贫户|脱贫人口|已脱贫|拟脱贫|预脱贫|新识别|返贫|边缘|监测|大病|慢性病|慢病|危房|孤儿|留守|老年|老人|岁以上|周岁|失学|辍学|贷款|搬迁|公益|死亡|去世|迁出|减少|注销|新生儿|新增|出生|婚入|党员|退役|独居|优抚|未参保|未脱贫|外出`)

// partOnly leaves a list of all households or persons of a unit blank whose title names
// but a part of them, unless the user said which.
func (r *reader) partOnly(l *list) {
	if l.kind != householdRows && l.kind != memberRows || r.per == PerHousehold || len(r.opt.Where) > 0 {
		return
	}
	title := strings.Join(r.titles, " ")
	if m := partWords.FindString(title); m != "" {
		r.part = m
		for i := range l.columns {
			if l.columns[i].why == "" {
				l.columns[i].why = "表名说的是“" + m + "”，只要一部分；请用 --where 指明是哪些"
			}
		}
	}
}

// own counts the heads that are plainly of a scope.
func (r *reader) own(heads []*cell, scope model.Scope) int {
	n := 0
	for _, h := range heads {
		if list := r.labels.Find([]model.Scope{scope}, heading(h)...); len(list) > 0 && !list[0].IsPhone() && !strings.HasPrefix(string(list[0].Code), "地址") {
			n++
		}
	}
	return n
}

// personal counts the heads that only a person can have, and who is asked in a list
// of households as well: name, number, sex, age.
func (r *reader) personal(heads []*cell) int {
	n := 0
	for _, h := range heads {
		list := r.labels.Find([]model.Scope{model.OfMember}, heading(h)...)
		if len(list) == 0 {
			continue
		}
		switch list[0].Code {
		case model.CodeName, model.CodeIdentity, model.CodeSex, model.CodeAge, model.CodeBirth:
		default:
			if !list[0].IsPhone() {
				n++
			}
		}
	}
	return n
}

// heading is what stands over a column: groups that are wider than the head, and the
// head.
func heading(head *cell) []string {
	out := []string{clean(head.text)}
	width := head.cols
	for c := head.above(); c != nil && len(out) < 3; c = c.above() {
		if c.empty() || c.cols <= width || len([]rune(c.text)) > 20 || len(slots(c.runes())) > 0 {
			break
		}
		width = c.cols
		out = slices.Insert(out, 0, numberedTitle.ReplaceAllString(model.Squeeze(c.text), ""))
	}
	return out
}

// columns finds what the heads ask for in rows of the list's kind; none where fewer
// than two are understood.
func (r *reader) columns(l *list, heads []*cell) []column {
	out := make([]column, 0, len(heads))
	known, own := 0, 0
	r.person, r.scope = nobody, ""
	taken := make(map[model.Code]bool)
	for _, h := range heads {
		c := column{head: h, sub: l.subs[h]}
		c.asks, c.why = r.columnAsks(l, h)
		if in := c.asks.in; in != nil && c.why == "" && c.asks.who != ofHelper {
			if taken[in.Code] {
				c.why = whyTwo
			}
			taken[in.Code] = true
		}
		if c.why == "" && c.asks.derived != serial {
			known++
			if in := c.asks.in; in == nil || in.Scope == ownScope[l.kind] || l.kind == additionRows && in.Scope == model.OfMember || l.kind == householdRows {
				own++
			}
		}
		out = append(out, c)
	}
	r.person = nobody
	if known == 0 || own == 0 || known < 2 && len(heads) > 2 {
		return nil
	}
	return out
}

// columnAsks finds what one head asks for.
func (r *reader) columnAsks(l *list, head *cell) (asks, string) {
	key := clean(head.text)
	if r.labels.IsSerial(key) {
		return asks{derived: serial, who: ofEntry}, ""
	}
	headings := heading(head)
	groups := headings[:len(headings)-1]
	if slices.ContainsFunc(groups, isDoor) {
		return asks{}, whyDoor
	}
	if l.kind != helperRows && slices.ContainsFunc(groups, r.isStranger) {
		r.speakOf(stranger)
		return asks{}, whoseWhy
	}
	if l.kind == householdRows {
		return r.ofHouseholdRow(key, headings)
	}
	switch {
	case isDoor(key), remarks[key]:
		r.speakOf(signer)
		return asks{}, whyDoor
	case r.otherYear(key), slices.ContainsFunc(groups, r.otherYear):
		return asks{}, whyYear
	case addresses[key]:
		return asks{derived: address, who: ofEntry}, ""
	}
	list := r.labels.Find(rowScopes[l.kind], headings...)
	if len(list) == 0 {
		r.notePerson(key)
		return asks{}, whyUnknown
	}
	in := list[0]
	if r.person >= signer && (in.IsPhone() || in.Code == "务工企业名称") && l.kind != helperRows {
		return asks{}, whoseWhy
	}
	return r.checked(asks{in: in, who: ofEntry}, key)
}

// isStranger reports a group of columns about somebody else: 配偶, 监护人.
func (r *reader) isStranger(group string) bool {
	if scope, ok := r.section(group); ok && scope == model.OfHelper {
		return false
	}
	return otherPerson.MatchString(group)
}

// rowScopes are the scopes that columns of rows of a kind may have.
var rowScopes = map[kind][]model.Scope{
	memberRows:   {model.OfMember, model.OfVillage, model.OfHousehold},
	helperRows:   {model.OfHelper, model.OfVillage, model.OfHousehold},
	measureRows:  {model.OfMeasure, model.OfVillage, model.OfHousehold},
	additionRows: {model.OfAddition, model.OfMember, model.OfVillage, model.OfHousehold},
	removalRows:  {model.OfRemoval, model.OfVillage, model.OfHousehold},
}

// ofHouseholdRow finds what a column asks where each row is a household. The name and
// number of a person are the head's.
func (r *reader) ofHouseholdRow(key string, headings []string) (asks, string) {
	if r.person == nobody || r.person == theHead {
		switch list := r.labels.Find([]model.Scope{model.OfMember}, key); {
		case len(list) == 0:
		case list[0].Code == model.CodeName && r.person == nobody:
			r.speakOf(theHead)
			return asks{in: r.book.Lookup(model.CodeHeadName), who: ofEntry}, ""
		case list[0].Code == model.CodeIdentity:
			return asks{in: r.book.Lookup(model.CodeHeadID), who: ofEntry}, ""
		}
	}
	was := r.per
	r.per = PerHousehold // 户数 is no item of a row
	a, why := r.meaning(key, headings[:len(headings)-1]...)
	r.per = was
	return a, why
}

// claim marks the cells of a list: they are nobody else's place.
func (r *reader) claim(l *list) {
	for _, c := range l.columns {
		r.used[c.head] = true
		for row := l.top; row <= l.last(); row++ {
			if x := l.grid.cell(row, c.head.col); x != nil {
				r.used[x] = true
			}
		}
	}
}
