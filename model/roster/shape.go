package roster

import (
	"maps"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// headHeads are heads that mean the 户主 where a row is a household.
var headHeads = map[string]model.Code{
	"姓名": model.CodeHeadName, "名字": model.CodeHeadName, "证件号码": model.CodeHeadID, "身份证号": model.CodeHeadID,
	"身份证号码": model.CodeHeadID, "身份证": model.CodeHeadID, "公民身份号码": model.CodeHeadID, "证件号": model.CodeHeadID,
}

// memberHeads are heads that mean a person where rows are persons. 家庭成员 alone
// may also count them, which its cells show (splitNames).
var memberHeads = map[string]model.Code{
	"家庭成员": model.CodeName, "成员": model.CodeName, "家庭成员名单": model.CodeName,
	"成员身份证": model.CodeIdentity, "成员身份证号": model.CodeIdentity, "成员身份证号码": model.CodeIdentity, "成员证件号码": model.CodeIdentity,
	"成员证件号": model.CodeIdentity, "家庭成员身份证": model.CodeIdentity, "家庭成员身份证号": model.CodeIdentity, "家庭成员身份证号码": model.CodeIdentity,
	"家庭成员证件号码": model.CodeIdentity, "成员关系": model.CodeRelation, "家庭成员关系": model.CodeRelation,
	// Who has a reason for which he left is no member, as by 生存状态.
	"减少原因": model.CodeState, "自然减少原因": model.CodeState, "人口减少原因": model.CodeState, "减员原因": model.CodeState, "注销原因": model.CodeState,
}

// villageHeads are heads that mean this where a row is a village, as in the lists of
// the national system. Elsewhere 负责人 is anybody and 总人口数 a family's.
var villageHeads = map[string]model.Code{
	"村": model.CodeVillage, "负责人": "村负责人", "负责人姓名": "村负责人", "办公电话": "村办公电话", "属性": "村属性",
	"总户数": "全村总户数", "户数": "全村总户数", "总人口数": "全村总人口数", "总人口": "全村总人口数", "人口数": "全村总人口数", "贫困人口": "贫困人口数",
}

// withHeads gives both sets of heads as one.
func withHeads(a, b map[string]model.Code) map[string]model.Code {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// shape is a kind of sheet: what its rows are and which heads it may have.
type shape struct {
	own    model.Scope
	flat   bool     // a row is a person together with the household
	names  []string // of sheets, folded
	scopes []model.Scope
	heads  map[string]model.Code // folded heads that here mean this before anything else
	// fits reports, for a sheet of another name, whether columns make it one
	// of this shape.
	fits func(c *columns) bool
}

// rank is the place of the indicator's scope among the shape's, -1 when the
// shape has no such columns.
func (sh *shape) rank(in *model.Indicator) int { return slices.Index(sh.scopes, in.Scope) }

const flatName = ""

// personScopes are what columns of a list of persons are about.
var personScopes = []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold, model.OfReading, model.OfHelper}

// shapes are all kinds of sheets, in the order in which they are tried on a
// sheet of an unknown name.
var shapes = []*shape{
	{
		own: model.OfMember, flat: true, names: []string{flatName},
		scopes: personScopes,
		heads:  memberHeads,
		fits: func(c *columns) bool {
			if c.has(model.CodeNumber) {
				return c.has(model.CodeName) || c.has(model.CodeRelation) || c.count(model.OfMember) > 1 && !c.hasHead()
			}
			return c.has(model.CodeName) && (c.has(model.CodeRelation) || c.hasHead() || c.has(model.CodeIdentity) && len(c.list) > 3)
		},
	},
	{
		own: model.OfVillage, names: []string{"村", "行政村", "村信息"},
		scopes: []model.Scope{model.OfVillage},
		heads:  villageHeads,
		fits: func(c *columns) bool {
			return c.has(model.CodeVillage) && !c.has(model.CodeNumber) && c.count(model.OfVillage) > 1
		},
	},
	{
		own: model.OfHousehold, names: []string{"户", "户信息", "家庭", "家庭信息", "农户"},
		scopes: []model.Scope{model.OfVillage, model.OfHousehold, model.OfReading, model.OfHelper},
		heads:  headHeads,
		fits: func(c *columns) bool {
			return (c.has(model.CodeNumber) || c.hasHead()) && c.count(model.OfHousehold) > 2
		},
	},
	{
		own: model.OfMember, names: []string{"家庭成员", "成员", "家庭成员信息", "人员", "人口"},
		scopes: personScopes,
		heads:  withHeads(memberHeads, map[string]model.Code{"联系电话": "成员联系电话"}),
		fits:   func(*columns) bool { return false },
	},
	{
		own: model.OfMeasure, names: []string{"帮扶措施", "措施"},
		scopes: []model.Scope{model.OfMeasure, model.OfHousehold, model.OfVillage},
		fits: func(c *columns) bool {
			return (c.has(model.CodeNumber) || c.hasHead()) && c.count(model.OfMeasure) > 1
		},
	},
	{
		own: model.OfHelper, names: []string{"帮扶责任人", "责任人", "帮扶人"},
		scopes: []model.Scope{model.OfHelper, model.OfHousehold, model.OfVillage},
		fits: func(c *columns) bool {
			return (c.has(model.CodeNumber) || c.hasHead() && !c.ofFamilies()) && c.count(model.OfHelper) > 1
		},
	},
	{
		own: model.OfAddition, names: []string{"自然增加", "家庭成员自然增加", "增加"},
		scopes: []model.Scope{model.OfAddition, model.OfMember, model.OfVillage, model.OfHousehold},
		heads:  map[string]model.Code{"联系电话": "成员联系电话"},
		fits:   func(c *columns) bool { return (c.has(model.CodeNumber) || c.hasHead()) && c.has(model.CodeAdded) },
	},
	{
		own: model.OfRemoval, names: []string{"自然减少", "家庭成员自然减少", "减少"},
		scopes: []model.Scope{model.OfRemoval, model.OfHousehold, model.OfVillage},
		fits:   func(c *columns) bool { return (c.has(model.CodeNumber) || c.hasHead()) && c.has(model.CodeRemoved) },
	},
}

// listShapes are the kinds of sheets that only a list of persons to compare with
// may be, after all others: persons without households; heads of households
// alone, who are the persons then; numbers without names.
var listShapes = []*shape{
	personList(nil, func(c *columns) bool { return c.has(model.CodeName) }),
	personList(map[string]model.Code{
		"户主": model.CodeName, "户主姓名": model.CodeName, "户主名称": model.CodeName, "户主名字": model.CodeName, "户主证件号码": model.CodeIdentity,
		"户主身份证号": model.CodeIdentity, "户主身份证号码": model.CodeIdentity, "户主证件号": model.CodeIdentity, "户主身份证": model.CodeIdentity,
	}, func(c *columns) bool { return c.has(model.CodeName) }),
	personList(nil, func(c *columns) bool { return c.has(model.CodeIdentity) || c.has(model.CodeCertNumber) }),
}

func personList(heads map[string]model.Code, fits func(*columns) bool) *shape {
	return &shape{own: model.OfMember, flat: true, scopes: personScopes, heads: heads, fits: fits}
}

// receivers are lists that tell who receives, beside whose household that is: the
// person is whom it is for, or else, where nobody else has a name, who fetches it.
var receivers = []*shape{receiver(receiverHeads), receiver(fetcherHeads)}

func receiver(heads map[string]model.Code) *shape {
	return personList(heads, func(c *columns) bool {
		at := indexOf(c.list, model.CodeName)
		return at >= 0 && names(heads, c.headings[c.list[at].col-1]) && !c.ofMeasures()
	})
}

// names reports a heading of the name of one who receives.
func names(heads map[string]model.Code, h heading) bool {
	return len(h) > 0 && heads[foldHead(h.field())] == model.CodeName || len(h) > 1 && heads[foldHead(h[len(h)-2]+h.field())] == model.CodeName
}

// paid reports columns that say who received something, and not for what measure.
func (c *columns) paid() bool {
	return !c.ofMeasures() && !c.has("帮扶类别") && !c.has("帮扶内容") &&
		slices.ContainsFunc(c.headings, func(h heading) bool { return names(receiverHeads, h) || names(fetcherHeads, h) })
}

// ofMeasures reports columns that say what was done: measures have a 受益人 too.
func (c *columns) ofMeasures() bool {
	return slices.ContainsFunc(c.headings, func(h heading) bool {
		key := foldHead(h.field())
		return hasWord(key, []string{"措施", "帮扶"}) || strings.HasPrefix(key, "项目")
	})
}

// receiverHeads are the heads of the names and numbers of those for whom something is
// paid, fetcherHeads of those who fetch it.
var (
	receiverHeads = headsOf([]string{"享受人", "享受人员", "享受对象", "受益人", "受益对象", "受助人", "发放对象", "补贴对象", "补助对象", "救助对象", "保障对象", "被保险人"},
		"享受人", "享受人员", "享受对象", "受益人", "受益人员", "受益对象", "受助人", "受助对象", "发放人员", "发放对象", "补贴人", "补贴人员", "补贴对象", "补助人", "补助人员", "补助对象",
		"救助人员", "救助对象", "资助对象", "保障人", "保障人员", "保障对象", "低保人员", "低保对象", "特困人员", "特困对象", "供养对象", "参保人", "参保人员", "优抚对象", "被保险人",
		"残疾人", "学生", "患者", "老人", "老年人", "儿童")
	fetcherHeads = headsOf([]string{"领取人", "领取人员", "领款人", "受领人", "持卡人", "开户人"}, "领取人", "领取人员", "领款人", "受领人", "持卡人", "开户人")
)

// headsOf are the heads of persons: as they are called alone, and with 姓名 and the
// words for their numbers behind.
func headsOf(alone []string, whose ...string) map[string]model.Code {
	out := make(map[string]model.Code)
	for _, who := range alone {
		out[foldHead(who)] = model.CodeName
	}
	for _, who := range whose {
		out[foldHead(who+"姓名")] = model.CodeName
		for _, number := range [...]string{"身份证", "身份证号", "身份证号码", "证件号", "证件号码", "公民身份号码"} {
			out[foldHead(who+number)] = model.CodeIdentity
		}
	}
	return out
}

// shapeNamed gives the shape that the name of a sheet stands for, or nil.
func shapeNamed(name string) *shape {
	name = strings.TrimLeft(foldHead(name), "0123456789.-_ ")
	for _, n := range []string{name, strings.TrimSuffix(name, "表"), strings.TrimSuffix(name, "信息表")} {
		for _, sh := range shapes {
			if n != flatName && slices.Contains(sh.names, n) {
				return sh
			}
		}
	}
	return nil
}

// sheetRank orders the sheets of a workbook for reading.
func sheetRank(name string) int {
	first := []model.Scope{model.OfVillage, model.OfHousehold}
	if sh := shapeNamed(name); sh != nil && slices.Contains(first, sh.own) {
		return slices.Index(first, sh.own)
	}
	return len(first)
}

// column is a column that means an indicator.
type column struct {
	in     *model.Indicator
	col    int    // 1-based
	answer string // which is ticked in it, where each answer has a column
}

// columns is a head understood.
type columns struct {
	shape      *shape
	row, depth int // the first row, and how many there are
	list       []column
	unknown    []int    // columns with a head that means nothing
	twice      []column // whose indicator an earlier column has
	serial     int      // the column 序号, 0 when there is none
	headNumber int      // that of numbers which are the 户主's by where it stands, 0 when there is none
	headings   []heading
	grouped    int      // columns that mean what they do because of their group
	ticked     []column // further columns of items of which each answer has one
	// beside are further persons or tables in the same rows: columns of their own,
	// from the column from on; inRow says that they are of the row's household.
	beside []*columns
	from   int
	inRow  bool
}

func (c *columns) has(code model.Code) bool { return indexOf(c.list, code) >= 0 }

// indexOf finds the column of an item, -1 where there is none.
func indexOf(list []column, code model.Code) int {
	return slices.IndexFunc(list, func(x column) bool { return x.in.Code == code })
}

// hasHead reports columns that name a household by its 户主.
func (c *columns) hasHead() bool { return c.has(model.CodeHeadName) || c.has(model.CodeHeadID) }

// count gives the number of columns of a scope.
func (c *columns) count(s model.Scope) int {
	return countOf(c.list, func(x column) bool { return x.in.Scope == s })
}

// countOf counts those of a list that are so.
func countOf[T any](list []T, so func(T) bool) (n int) {
	for _, x := range list {
		if so(x) {
			n++
		}
	}
	return n
}

// score is how much of the head is understood. A column that says who left is no sign
// of a list of members.
func (c *columns) score() int {
	n := 2*len(c.list) + c.grouped
	if c.has(model.CodeState) {
		n -= 2
	}
	return n
}

// filled counts the columns that have a head.
func (c *columns) filled() int {
	return countOf(c.headings, func(h heading) bool { return len(h) > 0 })
}

// head is the head of a 1-based column as users are told it.
func (c *columns) head(col int) string { return c.headings[col-1].String() }

// serials are heads of columns that only count the rows, comments those that
// speak of them: neither is missed.
var serials = map[string]bool{"序号": true, "序": true, "行号": true, "no": true, "no.": true, "顺序号": true, "户序号": true, "户序": true}

// isMinor reports the head of such a column.
func isMinor(head string) bool {
	key := foldHead(head)
	return serials[key] || comments[key]
}

var comments = map[string]bool{"备注": true, "说明": true, "备注说明": true}

// match understands rows as the head of a shape.
func (x *headIndex) match(sh *shape, row, depth int, over []heading) *columns {
	c := &columns{shape: sh, row: row, depth: depth, headings: over}
	m := x.meanings(c)
	taken := make(map[model.Code]bool)
	for i, col := range m.ticked {
		if col.in == nil {
			continue
		}
		m.found[i] = nil
		if c.grouped++; !taken[col.in.Code] {
			taken[col.in.Code] = true
			c.list = append(c.list, col)
		} else {
			c.ticked = append(c.ticked, col)
		}
	}
	m.choose(over, taken)
	numbered, repeated := x.place(c, m)
	if sh.own == model.OfMember || sh.own == model.OfHousehold {
		c.layBeside(numbered, repeated)
	} else {
		c.twice = append(c.twice, repeated...)
	}
	return c
}

// meanings is what the columns of a head may mean, each by its place.
type meanings struct {
	found  [][]*model.Indicator // the likeliest first
	lane   []int                // which of several numbered persons it is of
	placed map[int]bool         // decided by the columns beside it
	ticked []column             // columns of single answers
	chosen []*model.Indicator   // nil: none, or another column has it
}

// meanings understands every heading, for itself and by those beside it.
func (x *headIndex) meanings(c *columns) *meanings {
	over := c.headings
	m := &meanings{found: make([][]*model.Indicator, len(over)), lane: make([]int, len(over)), chosen: make([]*model.Indicator, len(over))}
	for i, h := range over {
		u := x.personal(h, c.shape)
		if m.found[i], m.lane[i] = u.list, u.lane; u.grouped {
			c.grouped++
		}
	}
	x.doubtful(over, m.found)
	m.placed = x.owners(over, m.found, c.shape)
	inheritLanes(m.found, m.lane)
	m.ticked = x.answerColumns(over, c.shape)
	return m
}

// choose lets headings of one meaning claim theirs first; one of several (村) has what is
// left.
func (m *meanings) choose(over []heading, taken map[model.Code]bool) {
	said := make(map[string]*model.Indicator)
	for _, several := range []bool{false, true} {
		for i, list := range m.found {
			if len(list) == 0 || len(list) > 1 != several || m.lane[i] > 1 {
				continue
			}
			if before := said[over[i].String()]; before != nil && !m.placed[i] {
				m.found[i] = []*model.Indicator{before} // the same words mean the same again
				continue
			}
			if m.chosen[i] = firstFree(list, taken); m.chosen[i] != nil && !m.placed[i] {
				said[over[i].String()] = m.chosen[i]
			}
		}
	}
}

// place makes columns of what was chosen, and gives those that repeat it: of numbered
// persons, and in no such order.
func (x *headIndex) place(c *columns, m *meanings) (numbered map[int][]column, repeated []column) {
	numbered = make(map[int][]column)
	for i, h := range c.headings {
		if len(h) == 0 {
			continue
		}
		field := x.fold(h.field())
		switch {
		case m.ticked[i].in != nil:
		case m.chosen[i] != nil:
			c.list = append(c.list, column{in: m.chosen[i], col: i + 1})
			if m.placed[i] && m.chosen[i].Code == model.CodeHeadID {
				c.headNumber = i + 1
			}
		case m.lane[i] > 1:
			numbered[m.lane[i]] = append(numbered[m.lane[i]], column{in: m.found[i][0], col: i + 1})
		case len(m.found[i]) > 0:
			repeated = append(repeated, column{in: m.found[i][0], col: i + 1})
		case x.unwanted(h):
		case serials[field]:
			if c.serial == 0 {
				c.serial = i + 1
			}
		case field != "" && !comments[field]:
			c.unknown = append(c.unknown, i+1)
		}
	}
	return numbered, repeated
}

// understood is what a heading means under a shape: the indicators, the likeliest
// first, whether its group decided that, and which of several persons beside one
// another it is about where it says so, 0 where it does not.
type understood struct {
	list    []*model.Indicator
	grouped bool
	lane    int
}

// understoodAs is a heading, its texts one behind the other, under a shape.
type understoodAs struct {
	shape   *shape
	heading string
}

// personal gives what a heading means. It is remembered: workbooks with thousands of
// sheets have the same heads on each.
func (x *headIndex) personal(h heading, sh *shape) understood {
	const longNumber = 10 // of a person, an account, a telephone below the heads
	if field := lastOf(h); len(h) == 0 || len(field) >= longNumber && sheet.Digits(field[:longNumber]) {
		return understood{}
	}
	key := understoodAs{sh, h[0]}
	if len(h) > 1 {
		key.heading = strings.Join(h, "\x00")
	}
	return x.understood.get(key, func() understood { return x.understand(h, sh) })
}

func (x *headIndex) understand(h heading, sh *shape) understood {
	wish, said := x.wishOf(h)
	if said && wish == nil {
		return understood{}
	}
	if plain, n := unnumbered(h); n > 0 && wish == nil {
		if list, grouped := x.meaning(plain, sh); len(list) > 0 && list[0].Scope == model.OfMember {
			return understood{list[:1], grouped, n}
		}
	}
	list, grouped := x.meaning(h, sh)
	if wish == nil && len(list) > 0 && list[0].Kind == model.YesNo && h.isNegative() {
		return understood{}
	}
	return understood{list, grouped, 0}
}

func firstFree(list []*model.Indicator, used map[model.Code]bool) *model.Indicator {
	for _, in := range list {
		if !used[in.Code] {
			used[in.Code] = true
			return in
		}
	}
	return nil
}

// filled counts the cells that hold something, as far as most.
func filled(cells []string, most int) int {
	n := 0
	for _, c := range cells {
		if c != "" && model.Squeeze(c) != "" {
			if n++; n == most {
				break
			}
		}
	}
	return n
}
