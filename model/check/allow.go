package check

import (
	"slices"

	"ruhu/model"
)

// askedPair tells what was asked of a household and of one of its people, as
// model.Record.Asks does.
type askedPair struct{ household, person uint32 }

// allow finds out which rules may judge the household and its people: what was not
// asked of them is not missing.
func (c *pass) allow(f *family) {
	f.may = c.mayJudge(f.record, nil)
	for i := range f.people {
		f.people[i].may = c.mayJudge(f.record, f.people[i].record)
	}
}

// mayJudge gives for each rule of active whether what it needs was asked of the
// household and the person; of no person, only what it needs of a household counts.
func (c *pass) mayJudge(household, person *model.Record) []bool {
	at := askedPair{household: household.Asks()}
	if person != nil {
		at.person = person.Asks() + 1
	}
	if got, ok := c.may[at]; ok {
		return got
	}
	out := make([]bool, len(c.active))
	for i, r := range c.active {
		has := func(code model.Code) bool {
			in := c.book.Lookup(code)
			switch {
			case in == nil:
				return false
			case in.Scope == model.OfHousehold:
				return household.Asked(in)
			case in.Scope == model.OfMember && person != nil:
				return person.Asked(in)
			}
			return true // a row of a list has it, or has not
		}
		out[i] = !slices.ContainsFunc(r.Needs, func(c model.Code) bool { return !has(c) }) &&
			!slices.ContainsFunc(r.Either, func(group []model.Code) bool { return !slices.ContainsFunc(group, has) })
	}
	c.may[at] = out
	return out
}

// allows reports that a rule about the household as a whole may judge: what it
// needs was asked of the household, and of one of its people at least.
func (f *family) allows(rule int) bool {
	if len(f.people) == 0 {
		return f.may[rule]
	}
	return slices.ContainsFunc(f.people, func(p person) bool { return p.may[rule] })
}
