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
// Behind them stands whether all that must be filled in was asked, and whether all of
// these may judge.
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
	out = append(out, c.asksRequired(household, person))
	out = append(out, !slices.Contains(out, false))
	c.may[at] = out
	return out
}

// asksRequired reports that whatever must be filled in, and is in some column of the
// roster, was asked of the household and the person.
func (c *pass) asksRequired(household, person *model.Record) bool {
	lacks := func(r *model.Record, scope model.Scope) bool {
		return slices.ContainsFunc(c.blank.required[scope], func(in *model.Indicator) bool { return !r.Asked(in) })
	}
	return !lacks(household, model.OfHousehold) && (person == nil || !lacks(person, model.OfMember))
}

// countQuiet counts the household with the rules that could not judge it for want of
// columns. One about persons could not where it could judge none of them.
func (c *pass) countQuiet(f *family) {
	all := len(c.active) + 1
	if f.allows(all) { // nearly always
		return
	}
	if c.quiet == nil {
		c.quiet = make([]int, all)
	}
	some := false
	for n := range c.quiet {
		if !f.allows(n) && (n == len(c.active) || !slices.ContainsFunc(c.active[n].Needs, c.isExtra)) {
			c.quiet[n]++
			some = true
		}
	}
	if some {
		c.quietHouseholds++
	}
}

// addQuiet adds what was counted of a stretch.
func (c *pass) addQuiet(s *stretch) {
	if c.quiet == nil {
		c.quiet = make([]int, len(c.active)+1)
	}
	for n, k := range s.quiet {
		c.quiet[n] += k
	}
	c.quietHouseholds += s.quietHouseholds
}

// partly gives the rules that could not judge some households.
func (c *pass) partly() (out []PartlySilent) {
	for n, k := range c.quiet {
		switch {
		case k == 0:
		case n < len(c.active):
			out = append(out, PartlySilent{*c.active[n], k})
		case c.blank.rule != nil:
			out = append(out, PartlySilent{*c.blank.rule, k})
		}
	}
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
