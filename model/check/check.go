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
