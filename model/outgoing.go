package model

import "fmt"

// Outgoing is a list that goes to a department for it to confirm (notice 三（五）):
// what it is asked, and of whom. Nothing else of a roster goes with it.
type Outgoing struct {
	Name  string // of the department
	Items []Code // all of one scope, OfMember or OfHousehold
	Show  []Code // what stands beside, to answer by
	// Of narrows the persons to those whom any part of it names; the zero Choosing
	// is everybody.
	Of Choosing
}

// Choosing chooses persons: who are of an age on 31 December, at school, have an item
// filled in, or chose an answer.
type Choosing struct {
	From, To int // To 0: no age
	Pupils   bool
	Has      []Code
	Chose    map[Code]string
}

// Scope is whose items are asked.
func (o *Outgoing) Scope(cb *Codebook) Scope {
	for _, c := range o.Items {
		if in := cb.Lookup(c); in != nil {
			return in.Scope
		}
	}
	return OfMember
}

// Concerns reports a person whom the list is about. Of whom the age is not known, an
// age may hold: only the department can tell.
func (o *Outgoing) Concerns(m *Member, year int) bool {
	c := &o.Of
	if c.To == 0 && !c.Pupils && len(c.Has) == 0 && len(c.Chose) == 0 {
		return true
	}
	if age := m.Vital(year).Age; c.To > 0 && (age < 0 || age >= c.From && age <= c.To) {
		return true
	}
	if c.Pupils && AtSchool(m.Label(CodeStudy)) {
		return true
	}
	for _, code := range c.Has {
		if _, _, certified := m.DisabilityCertificate(); m.Text(code) != "" || code == CodeCertNumber && certified {
			return true
		}
	}
	for code, label := range c.Chose {
		if m.Chose(code, label) {
			return true
		}
	}
	return false
}

// Outgoing gives the lists that go out to departments.
func (cb *Codebook) Outgoing() []Outgoing { return cb.outgoing }

// inward are items that go to no department: 监测类型 is for internal use only.
var inward = map[Code]bool{CodeMonitor: true, CodeBank: true, CodeAccount: true}

// Send sets the lists that go out to departments.
func (cb *Codebook) Send(lists []Outgoing) error {
	for _, l := range lists {
		if l.Name == "" || len(l.Items) == 0 {
			return fmt.Errorf("名单要有 name 和 items")
		}
		for i, c := range append(append([]Code{}, l.Items...), l.Show...) {
			in := cb.Lookup(c)
			switch {
			case in == nil:
				return fmt.Errorf("%s的名单：没有指标 %s", l.Name, c)
			case inward[c]:
				return fmt.Errorf("%s的名单：%s 只供内部掌握，不能发出", l.Name, c)
			case in.Scope != OfMember && in.Scope != OfHousehold, i < len(l.Items) && in.Scope != l.Scope(cb):
				return fmt.Errorf("%s的名单：各项指标应同是家庭成员的或同是户的，%s 不是", l.Name, c)
			}
		}
	}
	cb.outgoing = lists
	return nil
}
