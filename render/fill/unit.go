package fill

import (
	"slices"

	"ruhu/model"
)

// Unit is what one filled copy is about: a household, or the households of a village,
// of a group, of the roster.
type Unit struct {
	Village    *model.Village   // nil for the whole roster
	Household  *model.Household // nil unless the unit is one
	Group      string           // of a unit of a group
	Households []*model.Household
	// only says who of the members is meant; nil for all.
	only func(*model.Member) bool
	year int
}

// Members counts the persons of the unit.
func (u *Unit) Members() int {
	n := 0
	for _, h := range u.Households {
		for _, m := range h.Members {
			if u.only == nil || u.only(m) {
				n++
			}
		}
	}
	return n
}

// mixed reports a unit with 边缘户 beside registered households: nobody knows whether a
// count on its form is to have them, who are in no total.
func (u *Unit) mixed() bool {
	registered := slices.ContainsFunc(u.Households, (*model.Household).Registered)
	return registered && slices.ContainsFunc(u.Households, func(h *model.Household) bool { return !h.Registered() })
}

// Units gives the copies that the form is filled into, in the roster's order: of
// registered households, or of those of internal lists too where that is wished. A
// village without a household that meets the conditions gets none, and neither does
// one that a list of changes has nothing about.
func (f *Form) Units(ros *model.Roster) []*Unit {
	var out []*Unit
	whole := &Unit{year: f.opt.Year, only: f.only()}
	for _, v := range ros.Villages {
		chosen := slices.DeleteFunc(slices.Clone(v.Households), func(h *model.Household) bool {
			unwanted := func(w model.Wanted) bool { return !w.OfHousehold(h) }
			return !h.Registered() && !f.opt.Internal || slices.ContainsFunc(f.opt.Where, unwanted)
		})
		whole.Households = append(whole.Households, chosen...)
		out = append(out, f.unitsOf(v, chosen)...)
	}
	if f.Per == PerRoster {
		if len(whole.Households) == 0 {
			return nil
		}
		if len(ros.Villages) == 1 {
			whole.Village = ros.Villages[0]
		}
		return []*Unit{whole}
	}
	return out
}

func (f *Form) unitsOf(v *model.Village, chosen []*model.Household) []*Unit {
	unit := func(list ...*model.Household) *Unit {
		return &Unit{Village: v, Households: list, year: f.opt.Year, only: f.only()}
	}
	var out []*Unit
	switch f.Per {
	case PerHousehold:
		for _, h := range chosen {
			u := unit(h)
			u.Household = h
			out = append(out, u)
		}
	case PerVillage:
		out = append(out, unit(chosen...))
	case PerGroup:
		for _, list := range model.Groups(chosen, (*model.Household).GroupName) {
			u := unit(list...)
			u.Group = list[0].GroupName()
			out = append(out, u)
		}
	}
	return slices.DeleteFunc(out, func(u *Unit) bool { return !f.concerns(u) })
}

// concerns reports a unit that the form has something to tell of: a list of changes
// alone goes to nobody without a change.
func (f *Form) concerns(u *Unit) bool {
	if len(u.Households) == 0 {
		return false
	}
	changes := false
	for _, l := range f.lists {
		if l.kind != additionRows && l.kind != removalRows {
			return true
		}
		changes = true
		if len(f.entries(l, u)) > 0 {
			return true
		}
	}
	return !changes
}

// only gives the test for members that conditions about persons make; nil where there
// is none. A form of one household has all of its members: the condition chose it.
func (f *Form) only() func(*model.Member) bool {
	if f.Per == PerHousehold {
		return nil
	}
	of := slices.DeleteFunc(slices.Clone(f.opt.Where), func(w model.Wanted) bool { return w.Item.Scope != model.OfMember })
	if len(of) == 0 {
		return nil
	}
	return func(m *model.Member) bool {
		return !slices.ContainsFunc(of, func(w model.Wanted) bool { return !w.In(&m.Record) })
	}
}

// entries are whom the rows of a list are about, in a unit.
func (f *Form) entries(l *list, u *Unit) []subject {
	if l.kind == villageRows {
		return u.villages()
	}
	var out []subject
	for _, h := range u.Households {
		for r, m := range h.Rows(ownScope[l.kind]) {
			switch {
			case l.kind == memberRows && u.only != nil && !u.only(m):
			case l.year > 0 && model.ParseYear(r.Text(model.CodeYear)) != l.year:
			default:
				out = append(out, subject{unit: u, household: h, village: h.Village, member: m, record: r, index: len(out) + 1})
			}
		}
	}
	return out
}

// villages gives a subject for each village of the unit, with its part of the households.
func (u *Unit) villages() []subject {
	var out []subject
	for _, list := range model.Groups(u.Households, func(h *model.Household) *model.Village { return h.Village }) {
		of := &Unit{Village: list[0].Village, Households: list, only: u.only, year: u.year}
		out = append(out, subject{unit: of, village: of.Village, index: len(out) + 1})
	}
	return out
}
