package check

import (
	"slices"

	"ruhu/model"
)

// askedPair tells what was asked of a household and of one of its people, as
// model.Record.Asks does.
type askedPair struct{ household, person uint32 }

// allowed says what may be judged of a household or a person: what was not asked of
// them is not missing.
type allowed struct {
	rules    []bool // by the rules of pass.active
	required bool   // whether all that must be filled in was asked
	all      bool   // whether every rule may judge, and required
}

// allow finds out which rules may judge the household and its people.
func (c *pass) allow(f *family) {
	f.may = c.mayJudge(f.record, nil)
	for i := range f.people {
		f.people[i].may = c.mayJudge(f.record, f.people[i].record)
	}
}

// mayJudge goes by what was asked of the household and the person; of no person, only
// what rules need of a household counts.
func (c *pass) mayJudge(household, person *model.Record) *allowed {
	at := askedPair{household: household.Asks()}
	if person != nil {
		at.person = person.Asks() + 1
	}
	if got := c.may[at]; got != nil {
		return got
	}
	out := &allowed{rules: make([]bool, len(c.active)), required: c.asksRequired(household, person)}
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
		out.rules[i] = !slices.ContainsFunc(r.Needs, func(code model.Code) bool { return !has(code) }) &&
			!slices.ContainsFunc(r.Either, func(group []model.Code) bool { return !slices.ContainsFunc(group, has) })
	}
	out.all = out.required && !slices.Contains(out.rules, false)
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
	if f.allows(func(a *allowed) bool { return a.all }) { // nearly always
		return
	}
	some := false
	note := func(n int) { c.quiet[n]++; some = true }
	for n, r := range c.active {
		if !f.allowsRule(n) && !slices.ContainsFunc(r.Needs, c.isExtra) {
			note(n)
		}
	}
	if !f.allows(func(a *allowed) bool { return a.required }) {
		note(len(c.active))
	}
	if some {
		c.quietHouseholds++
	}
}

// addQuiet adds what was counted of a stretch.
func (c *pass) addQuiet(s *stretch) {
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

// allowsRule reports that a rule about the household as a whole may judge: what it
// needs was asked of the household, and of one of its people at least.
func (f *family) allowsRule(n int) bool {
	return f.allows(func(a *allowed) bool { return a.rules[n] })
}

// allows reports that something is so of one of the people at least, of the household
// where it has none.
func (f *family) allows(is func(*allowed) bool) bool {
	for i := range f.people {
		if is(f.people[i].may) {
			return true
		}
	}
	return len(f.people) == 0 && is(f.may)
}
