package report

import (
	"fmt"

	"ruhu/model"
)

// The units of figures.
const (
	Households = "户"
	Persons    = "人"
	Villages   = "个"
	Items      = "项"
	Places     = "处"
	Money      = "元"
)

// unitIDs end the ids of figures.
var unitIDs = map[string]string{
	Households: "households", Persons: "persons", Villages: "villages", Items: "items", Places: "places", Money: "money",
}

// Group is the heading that figures stand under.
type Group string

// The groups.
const (
	GroupScale     Group = "建档立卡规模"
	GroupChanges   Group = "动态调整"
	GroupNatural   Group = "家庭成员自然增减"
	GroupIdentity  Group = "增减平衡"
	GroupVillages  Group = "分村"
	GroupCause     Group = "致贫原因"
	GroupAttribute Group = "户属性"
	GroupPeople    Group = "人口构成"
	GroupIncome    Group = "收入"
	GroupGuarantee Group = "两不愁三保障和饮水安全"
	GroupMeasures  Group = "帮扶措施"
	GroupHelpers   Group = "帮扶责任人"
	GroupWeak      Group = "经济薄弱村"
	GroupWatched   Group = "边缘户和脱贫监测户"
	GroupProblems  Group = "数据问题"
)

// Moment is of when a figure is.
type Moment uint8

// The moments.
const (
	OfYear  Moment = iota // at its end, or what happened within it
	AtStart               // the end of last year
	Gap                   // between the two, less what happened
)

// Measures says which measures a figure counts: those of one year, and there of one
// category, or all.
type Measures struct {
	OneYear  bool
	Year     int    // 0: no year is stated
	Category string // empty: all
}

// Figure is one number of the report.
type Figure struct {
	// ID is stable: Subject and the unit, such as lifted.households,
	// cause.因病.persons, measures.2019.产业扶贫.money.
	ID string
	// Subject is what is counted: lifted, or of a part the whole and the key of the part,
	// cause.因病. Whole and Key are empty where it is part of nothing.
	Subject, Whole, Key string
	// Unit is 户, 人, 个, 项, 处 or 元.
	Unit   string
	Group  Group
	Moment Moment
	// Village is the one that is counted, from 1 on; 0: all.
	Village int
	// Class is the Class that it counts a part of, by Key; empty for other figures.
	Class string
	// Code is the item whose values it adds up, Rule the rule whose findings it counts,
	// Measures the measures that it counts; empty for other figures.
	Code     model.Code
	Rule     string
	Measures *Measures

	// Name is what is counted, without the unit: 脱贫.
	Name  string
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
	// Missing is what the figure leaves out, and Of the figures that it is made of, whose
	// Missing is its own.
	Missing Missing
	Of      []*Figure
}

// Ref is one household, person or record behind a figure.
type Ref struct {
	Household *model.Household // nil for villages
	Member    *model.Member    // nil where the household as a whole is counted
	Record    *model.Record    // a measure, helper, removal or village; else nil
	Amount    float64          // what it adds to the figure
	Note      string           // why it is named, where that is not plain
}

// add lists a figure; its id follows from its subject.
func (r *Report) add(f *Figure) *Figure {
	f.ID = f.Subject + "." + unitIDs[f.Unit]
	r.figures = append(r.figures, f)
	r.byID[f.ID] = f
	return f
}

// Figure finds a figure by its id; nil when there is none.
func (r *Report) Figure(id string) *Figure { return r.byID[id] }

// Of finds the figure that counts a subject in a unit; nil when there is none.
func (r *Report) Of(of, unit string) *Figure { return r.byID[of+"."+unitIDs[unit]] }

// OfVillage finds the figure that counts a subject in a unit within a village, counted
// from 1 on; nil when there is none.
func (r *Report) OfVillage(village int, of, unit string) *Figure {
	return r.Of(inVillage(village, of), unit)
}

// inVillage is a subject within a village.
func inVillage(village int, of string) string { return fmt.Sprintf("village.%d.%s", village, of) }

// LastYear gives the figure of the same id of last year's roster; nil when
// there is none.
func (r *Report) LastYear(id string) *Figure {
	if r.Before == nil {
		return nil
	}
	return r.Before.byID[id]
}
