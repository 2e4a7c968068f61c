package report

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"ruhu/model"
)

// Options are what depends on the year or the county, and what the roster is
// compared with.
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
	// Last is the roster of the year before; nil when there is none. What was at
	// the start of the year comes from it only.
	Last *model.Roster
	// Problems are what was found in the roster.
	Problems model.Problems
	// Unjudged says in words what no rule could judge for want of columns; empty where
	// everything was.
	Unjudged string
	// Await, where it is set, gives Problems and Unjudged when all else is counted: the
	// rules can be at work meanwhile.
	Await func() (model.Problems, string)
	// Title says what a rule finds, without naming anybody; nil uses the rule's id.
	Title func(model.Problem) string
	// Jobs is how many rosters are counted at a time, of which there are two at most.
	// Zero is one.
	Jobs int
}

// withDefaults fills in what is not given.
func (o Options) withDefaults() Options {
	o.Year = cmp.Or(o.Year, model.DefaultYear)
	o.Standard, o.Ceiling = cmp.Or(o.Standard, model.DefaultStandard), cmp.Or(o.Ceiling, model.DefaultCeiling)
	if o.Title == nil {
		o.Title = func(p model.Problem) string { return p.Rule }
	}
	return o
}

// The units of figures.
const (
	Households = "户"
	Persons    = "人"
	Villages   = "个"
	Items      = "项"
	Places     = "处"
	Money      = "元"
)

// Figure is one number of the report.
type Figure struct {
	// ID is stable: what is counted, where need be which kind of it, and the unit,
	// such as lifted.households, cause.因病.persons, measures.2019.产业扶贫.money.
	ID string
	// Group is the heading that the figure stands under, such as 动态调整.
	Group string
	// Name is what is counted, without the unit: 脱贫.
	Name string
	// Unit is 户, 人, 个, 项, 处 or 元.
	Unit  string
	Value float64
	// Known is false where the data cannot support the figure; it is then printed
	// as 【请补充】, never as 0, and Why says what is lacking.
	Known bool
	Why   string
	// How says how the figure was counted, Source where the notice demands it.
	How    string
	Source string
	// Behind are the households or persons counted. Their Amounts add up to Value,
	// but for averages. Empty where Internal.
	Behind []Ref
	// Internal says that the list behind the figure is internal by order of the
	// notice (三(一)) and given to nobody.
	Internal bool
	// Untold is what the figure leaves out, and Of the figures that it is made of, whose
	// Untold is its own.
	Untold Untold
	Of     []*Figure
	// Class and Key are those of a figure that counts one part of a Class.
	Class, Key string
}

// Ref is one household, person or record behind a figure.
type Ref struct {
	Household *model.Household // nil for villages
	Member    *model.Member    // nil where the household as a whole is counted
	Record    *model.Record    // a measure, helper, removal or village; else nil
	Amount    float64          // what it adds to the figure
	Note      string           // why it is named, where that is not plain
}

// Report is all figures of a roster.
type Report struct {
	Options
	// Before is the report of last year's roster; nil when there is none. Its
	// figures are those of the end of that year.
	Before *Report

	roster   *model.Roster
	asks     map[string][]tally // by need and village; see telling
	nobody   bool               // no household lists people: how many there are is not known
	families []*family          // registered, village by village; those gone too
	joining  []*family          // only proposed to be 新识别
	figures  []*Figure
	byID     map[string]*Figure
	classes  []*class
	tables   []*Table
	series   []*Series
	equals   []*Identity
	lists    model.SchoolLists
	refs     [3][]Ref // room to collect what is behind a figure
}

// before begins to count last year's roster, if there is one, and gives what waits
// for that.
func (r *Report) before() (wait func()) {
	if r.Last == nil {
		return func() {}
	}
	count := sync.OnceFunc(func() {
		r.Before = Make(r.Last, Options{Year: r.Year - 1, Standard: r.Standard, Ceiling: r.Ceiling})
	})
	if r.Jobs > 1 {
		go count()
	}
	return count
}

// Make counts a roster. It changes nothing in it. Of last year's roster only
// what this year's is compared with is used.
func Make(roster *model.Roster, o Options) *Report {
	o = o.withDefaults()
	r := &Report{Options: o, roster: roster, byID: make(map[string]*Figure), asks: make(map[string][]tally)}
	r.lists = roster.SchoolLists()
	wait := r.before()
	r.families = r.gather()
	r.nobody = r.listsNobody()
	wait()
	r.countScale()
	r.countChanges()
	r.countNatural()
	r.identities()
	r.countVillages()
	r.countClasses()
	r.countIncome()
	r.countGuarantees()
	r.countMeasures()
	r.countHelpers()
	r.countWeakVillages()
	r.countWatched()
	if r.Await != nil {
		r.Problems, r.Unjudged = r.Await()
	}
	r.countProblems()
	r.tell()
	r.refs = [3][]Ref{}
	return r
}

// Figure finds a figure by its id; nil when there is none.
func (r *Report) Figure(id string) *Figure { return r.byID[id] }

// Figures gives every figure in the order in which they are listed.
func (r *Report) Figures() []*Figure { return r.figures }

// Tables gives the tables, in the order of the annexes.
func (r *Report) Tables() []*Table { return r.tables }

// Table finds a table by its id; nil when there is none.
func (r *Report) Table(id string) *Table {
	for _, t := range r.tables {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// Series gives what charts are drawn from.
func (r *Report) Series() []*Series { return r.series }

// Identities gives the equations that the figures must satisfy.
func (r *Report) Identities() []*Identity { return r.equals }

// Villages gives the villages of the roster, whose numbers from 1 on stand in
// the ids of their figures (village.1.lifted.households).
func (r *Report) Villages() []*model.Village { return r.roster.Villages }

// LastYear gives the figure of the same id of last year's roster; nil when
// there is none.
func (r *Report) LastYear(id string) *Figure {
	if r.Before == nil {
		return nil
	}
	return r.Before.byID[id]
}

func (r *Report) add(f *Figure) *Figure {
	r.figures = append(r.figures, f)
	r.byID[f.ID] = f
	return f
}

// need is which columns a figure asks for: all of some, and one of each group of
// others.
type need struct {
	all   []model.Code
	any   [][]model.Code
	lists model.Lists
	// standing asks besides that it is said of the household whether it is 已脱贫.
	standing bool
}

func columns(all ...model.Code) need { return need{all: all} }
func oneOf(group ...model.Code) need { return need{any: [][]model.Code{group}} }
func (n need) or(group ...model.Code) need {
	n.any = append(slices.Clone(n.any), group)
	return n
}
func ofList(l model.Lists) need { return need{lists: l} }

// lacking says in words which columns are missing; empty when none is.
func (r *Report) lacking(n need) string {
	has := r.roster.Data.HasColumn
	var names []string
	for _, c := range n.all {
		if !has(c) {
			names = append(names, r.named(c))
		}
	}
	for _, group := range n.any {
		if slices.ContainsFunc(group, has) {
			continue
		}
		either := make([]string, len(group))
		for i, c := range group {
			either[i] = r.named(c)
		}
		names = append(names, strings.Join(either, "或"))
	}
	n.lists.Each(func(l model.Lists) bool {
		if !slices.ContainsFunc(r.families, func(f *family) bool { return f.Answered&l != 0 }) {
			names = append(names, "“"+listNames[l]+"”表（或表里没有行，也没有在设置里写明已核无）")
		}
		return true
	})
	if len(names) == 0 {
		return ""
	}
	if n.lists != 0 {
		return "花名册里没有" + strings.Join(names, "、")
	}
	return "花名册里没有" + strings.Join(names, "、") + "列"
}

// named is a column as messages name it.
func (r *Report) named(c model.Code) string {
	if in := r.roster.Data.Codebook.Lookup(c); in != nil {
		return "“" + in.Name() + "”"
	}
	return "“" + string(c) + "”"
}
