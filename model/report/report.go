package report

import (
	"cmp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/parallel"
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

// Report is all figures of a roster.
type Report struct {
	Options
	// Before is the report of last year's roster; nil when there is none. Its
	// figures are those of the end of that year.
	Before *Report

	roster   *model.Roster
	asks     map[string][]tally // by need and village; see tallyOf
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
}

// before begins to count last year's roster, if there is one, and gives what waits
// for that.
func (r *Report) before() (wait func()) {
	if r.Last == nil {
		return func() {}
	}
	count := func() {
		r.Before = Make(r.Last, Options{Year: r.Year - 1, Standard: r.Standard, Ceiling: r.Ceiling})
	}
	if r.Jobs > 1 {
		return parallel.Beside(count)
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
	r.markClasses()
	return r
}

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

// need is what a figure asks for: one column of each group, and lists.
type need struct {
	groups [][]model.Code
	lists  model.Lists
	// standing asks besides that it is said of the household whether it is 已脱贫.
	standing bool
}

func columns(all ...model.Code) (n need) {
	for _, c := range all {
		n.groups = append(n.groups, []model.Code{c})
	}
	return n
}

func oneOf(group ...model.Code) need { return need{}.or(group...) }

func (n need) or(group ...model.Code) need {
	n.groups = append(slices.Clone(n.groups), group)
	return n
}

func ofList(l model.Lists) need { return need{lists: l} }

// met reports that something is so of one column of each group.
func (n need) met(is func(model.Code) bool) bool {
	return !slices.ContainsFunc(n.groups, func(group []model.Code) bool { return !slices.ContainsFunc(group, is) })
}

// lacking says in words which columns are missing; empty when none is.
func (r *Report) lacking(n need) string {
	var names []string
	for _, group := range n.groups {
		if !slices.ContainsFunc(group, r.roster.Data.HasColumn) {
			names = append(names, r.either(group))
		}
	}
	for l := range n.lists.Each {
		if !slices.ContainsFunc(r.families, func(f *family) bool { return f.Answered&l != 0 }) {
			names = append(names, "“"+listNames[l]+"”表（或表里没有行，也没有在设置里写明已核无）")
		}
	}
	if len(names) == 0 {
		return ""
	}
	if n.lists != 0 {
		return "花名册里没有" + strings.Join(names, "、")
	}
	return "花名册里没有" + strings.Join(names, "、") + "列"
}

// either names columns of which one will do.
func (r *Report) either(group []model.Code) string {
	names := make([]string, len(group))
	for i, c := range group {
		names[i] = r.named(c)
	}
	return strings.Join(names, "或")
}

// named is a column as messages name it.
func (r *Report) named(c model.Code) string { return r.roster.Data.Codebook.Quoted(c) }
