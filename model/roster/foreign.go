package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// Lists that have columns of a roster and are none: who helps whom, what was paid
// out, what the offices above found wrong.

// foreignList is such a kind of list.
type foreignList struct {
	name  string
	heads []string // words of heads that no roster has
	least int      // how many columns with such words make it one
	// loose says that 户编号 or 与户主关系 do not make it a roster: each of its rows is
	// about a person of one.
	loose bool
	// rows reports a head with such words all the same: what its rows are about is
	// persons or families.
	rows func(*columns) bool
	// alone are words in heads of which one will do where nothing says who is whose
	// kin, weak are heads that will do where nothing is said but who somebody is.
	alone, weak []string
	// pairs are heads of which one of each will do.
	pairs [2][]string
	// pays says that columns of those who receive make it one, whatever else it has.
	pays bool
	hint string
}

var foreignLists = []foreignList{
	{
		name: "反馈的问题清单", loose: true, least: 2,
		pairs: [2][]string{{"指标", "指标名称", "问题指标", "涉及指标", "字段名称"}, {"系统值", "应为", "应填", "应改为", "正确值", "部门数据", "比对值"}},
		alone: []string{"疑似问题", "问题描述", "问题内容", "反馈问题", "问题明细", "疑点"},
		weak:  []string{"问题情况", "问题说明", "问题名称", "问题类型", "错误信息", "错误描述", "异常情况", "异常原因", "预警信息", "校验结果"},
		heads: []string{"疑似问题", "问题类型", "问题描述", "存在问题", "问题内容", "反馈问题", "问题类别", "问题明细", "疑点", "核查情况", "核查结果", "核实情况", "整改措施", "整改情况", "整改结果", "是否整改", "整改时限", "销号", "错误信息", "错误描述", "异常情况", "异常原因", "预警信息", "校验结果"},
		hint:  "问题清单请和花名册一起给出：花名册在前，问题清单写在 --problems 后面（不写在 --against 后面）",
	},
	{
		name: "帮扶责任人、工作队员的名单", least: 2,
		heads: []string{"单位名称", "派出单位", "选派单位", "工作单位", "帮扶单位", "所在单位", "职务", "职级", "队长", "队员", "第一书记", "驻村", "结对帮扶责任人", "开始日期", "结束日期", "包户数", "联系户数", "帮扶户数"},
		rows:  (*columns).ofFamilies,
		hint:  "若是花名册，请写明“户编号”或“与户主关系”；帮扶责任人请另放一张表，写明户编号",
	},
	{
		name: "发放补贴、补助的名单", least: 1, pays: true,
		heads: []string{"发放金额", "补贴金额", "补助金额", "应发", "实发", "发放标准", "补助标准", "补贴标准", "领取金额", "领款人", "领取人签", "签领", "领取签名", "发放月份", "发放时间", "合计金额", "资助金额", "保障金额", "保障金", "补差金额"},
		hint:  "要与花名册比对的，写在 --against 后面；若是花名册，请写明“户编号”或“与户主关系”",
	},
}

// tickList is a list of persons or families with ticks, of whom it says nothing else.
var tickList = foreignList{
	name: "反馈的问题清单一类逐项打√的名单",
	hint: "是问题清单的，和花名册一起给出：花名册在前，问题清单写在 --problems 后面；是帮扶措施的，请改成一项一行；若是花名册，请写明“与户主关系”",
}

// longestForeign is how many bytes a head has at most: what is longer is a remark.
const longestForeign = 60

// accusing are words of which a list of problems has one.
var accusing = []string{"问题", "疑点", "错误", "异常", "预警", "校验"}

// is reports heads with enough words of the list; a question about problems must
// be among those of a list of problems.
func (f *foreignList) is(heads []string) bool {
	n, asks := 0, !f.loose
	for _, h := range heads {
		if h = foldHead(h); len(h) <= longestForeign && hasWord(h, f.heads) {
			n++
			asks = asks || hasWord(h, accusing)
		}
	}
	return asks && n >= f.least
}

// problemEnd is how a head of problems ends, where there are several too: 问题1.
var problemEnd = regexp.MustCompile(`问题[0-9]*$`)

// isAlone reports heads with one that says all; bare says that the others tell but
// who somebody is.
func (f *foreignList) isAlone(heads []string, bare bool) bool {
	return slices.ContainsFunc(heads, func(h string) bool {
		h = foldHead(h)
		return bare && (slices.Contains(f.weak, h) || f.loose && problemEnd.MatchString(h)) ||
			len(h) <= longestForeign && hasWord(h, f.alone)
	})
}

// foreignRow gives the kind of list of whose heads one stands in the first rows of a
// sheet without heads of a roster.
func foreignRow(rows []numbered) *foreignList {
	for i := range foreignLists {
		f := &foreignLists[i]
		for _, r := range rows {
			if texts := slices.DeleteFunc(slices.Clone(r.cells), func(c string) bool { return c == "" }); len(texts) > 2 && (f.rows == nil && f.is(texts) || f.isAlone(texts, true)) {
				return f
			}
		}
	}
	for i, r := range rows {
		if naming(r.cells) && ticks(rows[i+1:], columnsOf(r.cells)) {
			return &tickList
		}
	}
	return nil
}

// leastTicks is how many columns of ticks, for a rule each, make a list of problems.
const leastTicks = 2

// ticks reports rows below heads, of which columns hold nothing but ticks: a list of
// problems may have one for each rule. cols are the columns whose heads nobody knows.
func ticks(rows []numbered, cols []int) bool {
	n := 0
	for _, col := range cols {
		marked, other := false, false
		for _, r := range rows {
			if col <= len(r.cells) && r.cells[col-1] != "" {
				marked = marked || model.SaysYes(r.cells[col-1])
				other = other || !model.SaysYes(r.cells[col-1]) && !model.SaysNo(r.cells[col-1])
			}
		}
		if marked && !other {
			n++
		}
	}
	return n >= leastTicks
}

// naming reports heads with a name of somebody.
func naming(heads []string) bool {
	return slices.ContainsFunc(heads, func(h string) bool { return strings.Contains(h, "姓名") || strings.Contains(h, "户主") })
}

// columnsOf numbers the columns that have a head.
func columnsOf(heads []string) (out []int) {
	for i, h := range heads {
		if h != "" {
			out = append(out, i+1)
		}
	}
	return out
}

// ofRules reports a list of problems with a column for each rule: beyond who somebody is
// it says nothing but ticks.
func (c *columns) ofRules(rows []numbered) bool {
	return c.items() == 0 && !c.has(model.CodeRelation) && ticks(c.rowsUnder(rows), c.unknown)
}

// isPair reports heads with one of each kind that say all together.
func (f *foreignList) isPair(heads []string) bool {
	for _, words := range f.pairs {
		if !slices.ContainsFunc(heads, func(h string) bool { return slices.Contains(words, foldHead(h)) }) {
			return false
		}
	}
	return true
}

// foreign gives the kind of list that a head is of which is no roster, nil where it
// may be one.
func (c *columns) foreign() *foreignList {
	paid := c.paid()
	if own := c.shape.own; own != model.OfMember && own != model.OfHousehold && !(own == model.OfMeasure && paid) {
		return nil
	}
	heads := make([]string, 0, len(c.headings))
	for i, h := range c.headings {
		known := slices.ContainsFunc(c.list, func(x column) bool { return x.col == i+1 && x.in.Scope != model.OfHelper })
		if len(h) > 0 && !known {
			heads = append(heads, h.field())
		}
	}
	roster := c.has(model.CodeNumber) || c.has(model.CodeRelation)
	for i := range foreignLists {
		f := &foreignLists[i]
		if f.rows != nil && f.rows(c) {
			continue
		}
		kin, bare := c.has(model.CodeRelation), c.items() == 0
		if f.pays && paid && (c.shape.own == model.OfMeasure || f.is(heads)) {
			return f
		}
		if (f.loose || !roster) && (f.is(heads) || f.isPair(heads) || (bare || !kin) && f.isAlone(heads, bare && !kin)) {
			return f
		}
	}
	return nil
}

// ofAnybody are items of households and persons that lists of helpers have too: who
// and where somebody is.
var ofAnybody = map[model.Code]bool{
	model.CodeNumber: true, model.CodeHeadName: true, model.CodeHeadID: true, model.CodeGroup: true, model.CodeHamlet: true, model.CodePhone: true,
	"地址省": true, "地址市": true, "地址县": true, "地址乡": true, "地址村": true, "开户银行": true, "银行账号": true,
	model.CodePerson: true, model.CodeName: true, model.CodeSex: true, model.CodeIdentityKind: true, model.CodeIdentity: true, model.CodeNation: true, model.CodeParty: true, model.CodeEducation: true,
	"务工企业名称": true, "所属行业": true, "成员联系电话": true, "出生日期": true, "年龄": true,
}

// ofFamilies reports columns that no list of helpers has: two items of families or
// one beside the number of the 户主, or helpers in columns of their own beside
// persons with numbers.
func (c *columns) ofFamilies() bool {
	items := c.items()
	if c.has(model.CodeRelation) {
		items++
	}
	return items > 1 || items > 0 && c.has(model.CodeHeadID) || c.has(model.CodeHelperName) && c.has(model.CodeName) && c.has(model.CodeIdentity)
}

// items counts the columns of what is asked about families, beyond who they are.
func (c *columns) items() int {
	return countOf(c.list, func(x column) bool {
		return (x.in.Scope == model.OfHousehold || x.in.Scope == model.OfMember) && !ofAnybody[x.in.Code] && x.in.Code != model.CodeRelation
	})
}

// passForeign names a sheet that is another list.
func (c *collector) passForeign(file string, t sheet.Sheet, f *foreignList) {
	told := passed(file, t)
	told.Notes = append(told.Notes, "像是"+f.name+"，不是花名册")
	c.sheets = append(c.sheets, told)
	where := "这个文件"
	if t.Name() != "" {
		where = "工作表“" + t.Name() + "”"
	}
	c.warn("sheet-skipped", model.Pos{File: file, Sheet: t.Name()}, "%s像是%s，不是花名册，未读入", where, f.name).advise(f.hint)
}

// ownBook is a workbook that this program writes and that is no roster, though it has
// households in it. It is known by its content: people copy and rename.
type ownBook struct {
	name, sheet string
	heads       []string // begin heads in a row of that sheet
	hint        string
	// certain says that nobody else has such heads: they tell also under another name.
	certain bool
}

var ownBooks = []ownBook{
	{"打印登记", "打印登记", []string{"表号", "表名", "页数"}, "几份登记合成一份用 ruhu register merge；汇总时不必写它，打印的文件夹里的自己会读", true},
	{"问题清单", "到户到人", []string{"级别", "问题", "核查结果"}, "问题清单请和花名册一起给出：花名册在前，问题清单写在 --problems 后面", false},
	{"比对差异", "差异", []string{"本册的值", "对方的值"}, ownHint, true},
	{"需维护数据汇总", "逐项", []string{"系统原值", "核实值", "表号"}, ownHint, true},
	{"核实进度", "未收回", []string{"表号", "状态"}, ownHint, false},
	{"总结数据", "全部指标", []string{"怎样统计", "数值"}, ownHint, true},
	{"摸底台账", "摸底台账", []string{"风险类型", "研判意见"}, ownHint, false},
	{"回头看台账", "回头看台账", []string{"缺什么", "建议"}, ownHint, true},
	{"经济薄弱村台账", "经济薄弱村台账", []string{"年末在册", "年末未脱贫"}, ownHint, true},
	{"入户核实回填表", "更正登记", []string{"表号", "更正对象"}, "请用 ruhu collect 汇总", true},
	{"部门核对名单", "核对", []string{"名册现值"}, "部门填好的名单写在 --against 后面", true},
}

const ownHint = "请给出打印它时用的花名册"

// ownRows is how many rows of a sheet are looked at for its heads.
const ownRows = 5

// ownOf gives the kind of this program's own workbook that the sheets are, nil where
// they are none. Only sheets of such names are looked into.
func ownOf(tables []sheet.Sheet) *foreignList {
	for _, t := range tables {
		for i := range ownBooks {
			o := &ownBooks[i]
			if strings.HasSuffix(t.Name(), o.sheet) && o.is(t) {
				return o.list()
			}
		}
	}
	return nil
}

// list is the kind as one of lists that are no rosters.
func (o *ownBook) list() *foreignList {
	return &foreignList{name: "本程序写出的" + o.name, hint: o.hint}
}

// is reports a sheet with the heads of the kind.
func (o *ownBook) is(t sheet.Sheet) bool {
	rows, found := 0, false
	_ = t.Each(func(_ int, cells []string) bool { // what cannot be read is told by who reads it
		found = o.hasHeads(cells)
		rows++
		return !found && rows < ownRows
	})
	return found
}

// hasHeads reports a row with the heads of the kind.
func (o *ownBook) hasHeads(cells []string) bool {
	return !slices.ContainsFunc(o.heads, func(head string) bool {
		return !slices.ContainsFunc(cells, func(c string) bool { return strings.HasPrefix(model.Squeeze(c), head) })
	})
}

// ownRow gives the kind of own workbook, as a list that is no roster, of whose heads the
// first rows of a sheet have those that nobody else has: the sheet was renamed.
func ownRow(rows []numbered) *foreignList {
	for _, row := range rows[:min(len(rows), ownRows)] {
		for i := range ownBooks {
			if o := &ownBooks[i]; o.certain && o.hasHeads(row.cells) {
				return o.list()
			}
		}
	}
	return nil
}
