package model

import (
	"cmp"
	"slices"
	"strings"
)

// Pos says where a value stands: the file as the user named it, the sheet,
// and the cell in the form "K2" (also for text files, where the column letter
// counts the fields). Any part may be empty when it has no meaning.
type Pos struct {
	File  string
	Sheet string
	Cell  string
}

// String gives the position as a person would say it: file, sheet, cell.
func (p Pos) String() string {
	parts := slices.DeleteFunc([]string{p.File, p.Sheet, p.Cell}, func(s string) bool { return s == "" })
	return strings.Join(parts, " › ")
}

// RuleMissing is the rule of what must be filled in and is not.
const RuleMissing = "item-missing"

// RuleFeedback is the rule of what the offices above found about a household: it
// stands on its sheet whatever else does.
const RuleFeedback = "feedback"

// Severity tells how sure a finding is.
type Severity uint8

const (
	// Warning (提醒) is something to be looked at; it may be right.
	Warning Severity = iota
	// Fault (错误) is certainly wrong.
	Fault
)

// String gives the word printed for the severity: 错误 or 提醒.
func (s Severity) String() string {
	if s == Fault {
		return "错误"
	}
	return "提醒"
}

// Problem is one finding about the user's data. It is data, not an error of
// the program: all problems of a run are collected and shown together.
type Problem struct {
	Severity Severity
	// Rule is the stable id of the rule that fired, such as "id-truncated".
	Rule string
	Pos
	// Household is the 户编号, Head the name of its 户主, Person the member's name.
	Household string
	Head      string
	Person    string
	// Field is the indicator in its own words, such as "A8 文化程度".
	Field string
	// Code is the indicator's code, empty when the finding concerns no single one.
	Code Code
	// Value is the raw text that is in question.
	Value string
	// Message says what is wrong, Hint what to do about it. Both are Chinese.
	Message string
	Hint    string
	// OnSheet is how the household's own sheet says it, where Message names people
	// of other households; empty where Message can stand there.
	OnSheet string
	// Other is what another roster says instead; nil unless the finding comes from
	// comparing the two.
	Other *Compared
	// AtOffice says that it is settled with papers or departments rather than at the
	// door.
	AtOffice bool
	// Subject is the household that the finding belongs to; nil for findings
	// about files, sheets and columns.
	Subject *Household
}

// Compared is the value that another roster or list has for an item.
type Compared struct {
	Pos
	// Name is what the other file is called where room is short: its name without
	// the folder, unless that is another file's as well.
	Name string
	// Value is the text in question; empty where the finding is about a person
	// whom only one of the two has.
	Value string
}

// Problems is every finding of one run, in the order found.
type Problems []Problem

// Add appends a finding.
func (ps *Problems) Add(p Problem) {
	p.bound()
	*ps = append(*ps, p)
}

// mostSaid is how many characters a sentence about a finding has.
const mostSaid = 600

// bound cuts what a finding says to what people read: a cell can hold 32,767
// characters, and stands in the finding, its message and its household. Where the
// message quotes such a text it is cut there, so that what is wrong with it stays.
func (p *Problem) bound() {
	for _, at := range []*string{&p.Value, &p.Household, &p.Head, &p.Person, &p.Field} {
		long := *at
		if *at = Line(long); len(*at) == len(long) {
			continue
		}
		for _, said := range []*string{&p.Message, &p.Hint, &p.OnSheet} {
			*said = strings.ReplaceAll(strings.ReplaceAll(*said, long, *at), Fold(long), *at)
		}
	}
	if p.Other != nil && len(p.Other.Value) > mostLine {
		other := *p.Other
		other.Value = Line(other.Value)
		p.Other = &other
	}
	for _, said := range []*string{&p.Message, &p.Hint, &p.OnSheet} {
		*said = Shorten(*said, mostSaid)
	}
}

// Count gives the number of faults (错误) and of warnings (提醒).
func (ps Problems) Count() (faults, warnings int) {
	for i := range ps {
		if ps[i].Severity == Fault {
			faults++
		} else {
			warnings++
		}
	}
	return faults, warnings
}

// Sort orders findings for people: by household in the order first met,
// faults before warnings, otherwise as found.
func (ps Problems) Sort() {
	order := make(map[string]int)
	for _, p := range ps {
		if _, ok := order[p.Household]; !ok {
			order[p.Household] = len(order)
		}
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(order[a.Household], order[b.Household]),
			cmp.Compare(b.Severity, a.Severity),
		)
	})
}

// BySubject groups findings by the household that they belong to.
func (ps Problems) BySubject() map[*Household]Problems {
	out := make(map[*Household]Problems)
	for _, p := range ps {
		if p.Subject != nil {
			out[p.Subject] = append(out[p.Subject], p)
		}
	}
	return out
}
