package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ruhu/model"
)

// Options are what depends on the year or the county.
type Options struct {
	// Year is that of the roster; ages are those of its 31 December. Zero is
	// model.DefaultYear.
	Year int
	// Standard is the income a head, in 元, that 脱贫 asks for. Zero is
	// model.DefaultStandard.
	Standard float64
	// Ceiling bounds, as a multiple of Standard, the income of those who are
	// watched. Zero is model.DefaultCeiling.
	Ceiling float64
	// From and To are the first and the last day of the income year. Zero is
	// model.IncomePeriod.
	From, To time.Time
	// Jobs is how many households are judged at a time; what is found, and its order,
	// are the same with any number. Zero is one.
	Jobs int
	// Context, where it ends, ends the run before all is judged: what was found by then
	// is not whole. Nil never ends.
	Context context.Context
}

// withDefaults fills in what is not given.
func (o Options) withDefaults() Options {
	o.Year = cmp.Or(o.Year, model.DefaultYear)
	o.Standard, o.Ceiling = cmp.Or(o.Standard, model.DefaultStandard), cmp.Or(o.Ceiling, model.DefaultCeiling)
	from, to := model.IncomePeriod(o.Year)
	o.From, o.To = cmp.Or(o.From, from), cmp.Or(o.To, to)
	if o.Context == nil {
		o.Context = context.Background()
	}
	return o
}

// Rule is one thing that is judged.
type Rule struct {
	ID       string // stable, such as "id-check"
	Title    string // one Chinese sentence: what must hold
	Source   string // where that is written
	Severity model.Severity
	// Needs are the columns without which the rule is silent.
	Needs []model.Code
	// AtOffice says that what it finds is settled at the office; see model.Problem.
	AtOffice bool
	// Either are groups of columns; the roster must have one of each group.
	Either [][]model.Code

	// anyone lets the rule judge 边缘户 too, of whom nothing but a right
	// identity number is asked.
	anyone bool
	// lifted lets it judge only households that are marked as 脱贫.
	lifted bool
	// One of these is set, by what the rule looks at.
	family  func(*pass, *family) // a household as a whole
	person  func(*pass, *person) // a member, or one who joins
	number  func(*pass, *number) // an identity or certificate number of that verdict
	verdict verdict
	value   func(*pass, *row, *model.Indicator, model.Value) // a value of the indicators in about
	about   func(*model.Indicator) bool
	blank   bool                                         // what the codebook requires and is not filled in
	demand  func(*model.Demand, *model.Indicator) string // what the codebook asks of an item, in words; empty for nothing
	row     func(*pass, *row)                            // a record of the scope in of
	of      model.Scope
	village func(*pass, *model.Village) // a village
	roster  func(*pass)                 // all persons together, at the end
}

// SilentRule is a rule that could not judge for want of columns.
type SilentRule struct {
	Rule
	Missing []model.Code
}

// Want says in words which columns are lacking: “A8 文化程度”、“A9 在校生状况”.
// Columns of which one would do are joined by 或.
func (s SilentRule) Want(cb *model.Codebook) string {
	const most = 6
	var all []string
	for _, c := range s.Needs {
		if slices.Contains(s.Missing, c) {
			all = append(all, cb.Quoted(c))
		}
	}
	if n := len(all); n > most {
		all = append(all[:most-1], fmt.Sprintf("%s等%d列", all[most-1], n))
	}
	for _, group := range s.Either {
		if !slices.Contains(s.Missing, group[0]) {
			continue
		}
		names := make([]string, len(group))
		for i, c := range group {
			names[i] = cb.Quoted(c)
		}
		all = append(all, strings.Join(names, "或"))
	}
	return strings.Join(all, "、")
}

// Result is what the rules found.
type Result struct {
	// Problems are household by household in roster order, and at the end what
	// concerns several households or villages.
	Problems model.Problems
	// Silent are the rules that could not judge, in the order of the table.
	Silent []SilentRule
	// Partly are the rules that judged some registered households, and could not judge
	// others for want of columns; PartlyHouseholds is how many these are.
	Partly           []PartlySilent
	PartlyHouseholds int
}

// PartlySilent is a rule that could not judge some registered households for want of
// columns.
type PartlySilent struct {
	Rule
	Households int
}

// Unjudged says in words how many rules had nothing to go by, and for how many
// households; empty where all could judge everybody.
func (r Result) Unjudged() string {
	var out []string
	if n := len(r.Silent); n > 0 {
		out = append(out, fmt.Sprintf("有%d条规则因花名册没有要用的列未检查", n))
	}
	if n := len(r.Partly); n > 0 {
		out = append(out, fmt.Sprintf("有%d条规则对其中%d户因没有要用的列未检查", n, r.PartlyHouseholds))
	}
	return strings.Join(out, "，")
}

// Rules gives every rule, in the order in which they are listed to users.
func Rules() []Rule { return slices.Clone(table) }

// Run applies every rule that the roster has the columns for. It changes
// nothing in the roster; findings of the reader stay in Roster.Problems.
func Run(r *model.Roster, o Options) Result {
	c := newPass(r, o.withDefaults())
	var res Result
	for i := range table {
		rule := &table[i]
		if rule.blank {
			c.blank = newBlanks(r.Data)
			if lacking := c.blank.lacking; len(lacking) > 0 {
				silent := *rule
				silent.Needs = lacking
				res.Silent = append(res.Silent, SilentRule{silent, lacking})
			}
		}
		if missing := rule.missing(r.Data); len(missing) > 0 {
			if !slices.ContainsFunc(rule.Needs, c.isExtra) {
				res.Silent = append(res.Silent, SilentRule{*rule, missing})
			}
			continue
		}
		c.add(rule)
	}
	if c.run(stretchesOf(r)) == nil {
		c.rosterRules()
	}
	res.Problems = c.found
	res.Partly, res.PartlyHouseholds = c.partly(), c.quietHouseholds
	return res
}

// isExtra reports an item that rosters need not have: a rule that lacks one is not
// missed.
func (c *pass) isExtra(code model.Code) bool {
	in := c.book.Lookup(code)
	return in != nil && in.Extra
}

// missing gives the columns that the rule lacks.
func (r *Rule) missing(d *model.Dataset) []model.Code {
	var out []model.Code
	for _, c := range r.Needs {
		if !d.HasColumn(c) {
			out = append(out, c)
		}
	}
	for _, group := range r.Either {
		if !slices.ContainsFunc(group, d.HasColumn) {
			out = append(out, group...)
		}
	}
	return out
}

// table is every rule, in the order in which users read it: what is certainly
// wrong first within each subject.
var table = slices.Concat(
	identityRules, ageRules, twiceRules, householdRules, demandRules, amountRules, incomeRules, changeRules, liftingRules,
	schoolingRules, healthRules, workRules, reliefRules, contactRules, helpRules, causeRules, villageRules, choiceRules, characterRules,
)

// Reading gives the rules about the content of a roster that the reader itself
// applies, for lists of all rules. Run does not apply them again.
func Reading() []Rule { return slices.Clone(reading) }

const byReading = "读取名册时检查"

var reading = []Rule{
	{ID: "id-truncated", Title: "号码应以文本存储，未被表格软件截断", Source: byReading, Severity: model.Fault},
	{ID: "name-missing", Title: "家庭成员应有姓名", Source: byReading, Severity: model.Fault},
	{ID: "head-missing", Title: "一户应有户主", Source: byReading, Severity: model.Fault},
	{ID: "head-twice", Title: "一户只能有一个户主", Source: byReading, Severity: model.Fault},
	{ID: "household-twice", Title: "一户一个户编号", Source: byReading, Severity: model.Fault},
	{ID: "household-without-members", Title: "每户应有家庭成员", Source: byReading, Severity: model.Fault},
	{ID: "household-large", Title: "一户的人数应不超过30人", Source: byReading, Severity: model.Warning},
	{ID: "formula-error", Title: "姓名、号码、村名的格里不应是公式的错误值", Source: byReading, Severity: model.Fault},
	{ID: "cell-twice", Title: "姓名、号码、村名的格不应在文件里写两次", Source: byReading, Severity: model.Fault},
	{ID: "column-unread", Title: "有姓名、证件号码、村名的列应能读入", Source: byReading, Severity: model.Fault},
	{ID: "members-in-one-cell", Title: "家庭成员应一人一行", Source: byReading, Severity: model.Fault},
	{ID: "row-unread", Title: "有姓名的行应能读作一户或一人", Source: byReading, Severity: model.Fault},
	{ID: "household-without-number", Title: "每户应有户编号", Source: byReading, Severity: model.Fault},
	{ID: "member-without-household", Title: "家庭成员应能找到所属的户", Source: byReading, Severity: model.Fault},
	{ID: "row-without-household", Title: "帮扶和变更的每一行应能找到所属的户", Source: byReading, Severity: model.Fault},
	{ID: "household-contradiction", Title: "同一户的内容在各行应一致", Source: byReading, Severity: model.Warning},
	{ID: "village-contradiction", Title: "行政村应与上面写明村名的分段行一致", Source: byReading, Severity: model.Warning},
	{ID: "member-contradiction", Title: "同一人的内容在几张表中应一致", Source: byReading, Severity: model.Warning},
	{ID: "number-provisional", Title: "名册应有户编号，没有的按户主临时编号", Source: byReading, Severity: model.Warning},
	{ID: "household-untold", Title: "每户应能与别户区分（户编号、行政村、户主）", Source: byReading, Severity: model.Fault},
	{ID: "village-taken", Title: "名册应有行政村一列，没有的取自标题或表名", Source: byReading, Severity: model.Warning},
	{ID: "addition-listed", Title: "自然增加与家庭成员中的同一人应一致", Source: byReading, Severity: model.Warning},
	{ID: "removal-listed", Title: "已自然减少的人不应仍在家庭成员中", Source: byReading, Severity: model.Warning},
}
