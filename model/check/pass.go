package check

import (
	"ruhu/model"
)

// pass is one run of the rules over a roster.
type pass struct {
	Options
	roster *model.Roster
	book   *model.Codebook
	active []*Rule   // but those about values,
	values [][]*Rule // which are listed by what they judge, and
	blank  blanks    // those about what is not filled in
	rule   *Rule     // the one at work
	outcome

	family family // the household at hand; its slices are used again
	cut    map[model.Pos]bool
	all    [uniqueKinds]owners
	near   map[wrongAnswer]string
	may    map[askedPair]*allowed // the rules of active that may judge; see mayJudge

	named naming // of the household that a finding was last about

	lists model.SchoolLists
	// certificates says that the roster shows numbers of disability certificates.
	certificates bool
}

func newPass(r *model.Roster, o Options) *pass {
	persons := 0
	for h := range r.Each {
		persons += len(h.Members)
	}
	c := &pass{
		Options: o, roster: r, book: r.Data.Codebook,
		values:       make([][]*Rule, len(r.Data.Codebook.All())),
		cut:          make(map[model.Pos]bool),
		all:          [uniqueKinds]owners{cards: newOwners(persons), personNumbers: newOwners(persons), phones: newOwners(persons / 3)},
		near:         make(map[wrongAnswer]string),
		may:          make(map[askedPair]*allowed),
		lists:        r.SchoolLists(),
		certificates: showsCertificates(r),
	}
	for i := range r.Problems {
		if p := &r.Problems[i]; p.Rule == "id-truncated" {
			c.cut[p.Pos] = true
		}
	}
	return c
}

// householdRules applies the rules to one household. A held household may be a
// mere heap of persons, so that nothing is said about it as a whole.
func (c *pass) householdRules(h *model.Household, held bool) {
	f := &c.family
	f.fill(c, h)
	c.noteOwners(f)
	c.allow(f)
	if f.registered && !held {
		c.countQuiet(f)
	}
	for n, r := range c.active {
		if !f.registered && !r.anyone || r.lifted && f.marked == "" {
			continue
		}
		c.rule = r
		switch {
		case r.family != nil && !held:
			if f.allowsRule(n) {
				r.family(c, f)
			}
		case r.person != nil:
			for i := range f.people {
				if p := &f.people[i]; p.may.rules[n] {
					r.person(c, p)
				}
			}
		case r.number != nil:
			for i := range f.numbers {
				if n := &f.numbers[i]; n.verdict == r.verdict || r.verdict == anything {
					r.number(c, n)
				}
			}
		case r.row != nil:
			for i := range f.rows {
				if f.rows[i].scope == r.of {
					r.row(c, &f.rows[i])
				}
			}
		}
	}
	for i := range f.rows {
		c.valueRules(&f.rows[i], f.registered)
		if f.registered && !held {
			c.blankRule(f, i)
		}
	}
}

// add takes a rule into the run.
func (c *pass) add(r *Rule) {
	switch {
	case r.blank:
		c.blank.rule = r
	case r.value == nil:
		c.active = append(c.active, r)
	default:
		for i, in := range c.book.All() {
			if r.about(in) {
				c.values[i] = append(c.values[i], r)
			}
		}
	}
}

// valueRules applies to each value of the row the rules about it: those that judge
// anyone, and the others where the household is registered.
func (c *pass) valueRules(w *row, registered bool) {
	clear(c.blank.filled)
	for in, v := range w.record.Values {
		at := in.Index()
		if v.Raw != "" {
			c.blank.filled[at] = true
		}
		for _, r := range c.values[at] {
			if !registered && !r.anyone {
				continue
			}
			c.rule = r
			r.value(c, w, in, v)
		}
	}
}

func (c *pass) villageRules(v *model.Village) {
	for _, r := range c.active {
		if r.village != nil {
			c.rule = r
			r.village(c, v)
		}
	}
	c.valueRules(&row{record: &v.Record, scope: model.OfVillage}, true)
}

func (c *pass) rosterRules() {
	for _, r := range c.active {
		if r.roster != nil {
			c.rule = r
			r.roster(c)
		}
	}
}

// has reports a column of the roster; of one row its State tells.
func (c *pass) has(code model.Code) bool { return c.roster.Data.HasColumn(code) }

// reportValue adds a finding about one value among others of its kind. Where
// the finding names no person of the household, the message says whose it is.
func (c *pass) reportValue(w *row, in *model.Indicator, message, hint string) {
	switch w.scope {
	case model.OfHelper:
		message = "帮扶责任人" + w.record.Text(model.CodeHelperName) + "的" + message
	case model.OfMeasure:
		message = "帮扶措施的" + message
	case model.OfVillage:
		message = w.record.Text(model.CodeVillage) + "的" + message
	}
	c.report(w, in.Code, message, hint)
}

// report adds a finding about a row. The value that is in question is that of
// the code.
func (c *pass) report(w *row, code model.Code, message, hint string) {
	p := model.Problem{
		Severity: c.rule.Severity, Rule: c.rule.ID, Pos: w.pos(code),
		Person: w.name, Code: code, Message: message, Hint: hint, Subject: w.household, AtOffice: c.rule.AtOffice,
	}
	if in := c.book.Lookup(code); in != nil {
		p.Field = in.Name()
	}
	if v, ok := w.record.Get(code); ok {
		p.Value = v.Raw
	}
	if h := w.household; h != nil {
		if c.named.of != h {
			c.named = naming{h, h.Number(), h.HeadName()}
		}
		p.Household, p.Head = c.named.number, c.named.head
	}
	c.found.Add(p)
}

// naming is what findings call a household. The 户主 is looked for once a
// household, not once a finding: a household of thousands has thousands of both.
type naming struct {
	of           *model.Household
	number, head string
}
