package report

import (
	"slices"
	"strings"

	"ruhu/model"
)

// Class is a way in which the registered households, or the registered persons,
// are divided. Its figures are ID.KEY.households and ID.KEY.persons; a class of
// persons has the latter only.
type Class struct {
	ID, Title string
	OfPersons bool
	// Multiple says that one may be in several parts, so that these add up to more
	// than there are.
	Multiple bool
	// Some says that not everybody is in a part: those at work, those at school.
	Some  bool
	Known bool
	Parts []Part
}

// Part is one part of a class.
type Part struct{ Key, Label string }

// The parts of a class for what has no answer, or one outside the list, and for
// those whose sheets do not ask.
var (
	unaskedPart = Part{"unasked", "花名册没有这一列的"}
	blankPart   = Part{"blank", "未填"}
	otherPart   = Part{"other", "不在选项内"}
)

// class is a Class and how its parts are found.
type class struct {
	Class
	group       Group
	elsewhere   bool // its figures are counted elsewhere; it is a column of the lists only
	how, source string
	need        need
	home        func(*family) []int // of households: the numbers of the parts
	person      func(*person) []int // of persons
}

// Classes gives the ways of dividing, in order.
func (r *Report) Classes() []Class {
	out := make([]Class, len(r.classes))
	for i, c := range r.classes {
		out[i] = c.Class
	}
	return out
}

// Classified is a registered household, or one of its persons, with the label of
// its part in every class of its kind; several labels are joined by 、.
type Classified struct {
	Household *model.Household
	Member    *model.Member // nil for a household
	Persons   int           // of the household, at the end of the year
	Labels    []string      // in the order of Classes, those of the other kind left out
}

// EachHousehold calls yield for every registered household at the end of the
// year, in roster order.
func (r *Report) EachHousehold(yield func(Classified) bool) {
	for _, f := range r.families {
		if !f.here() {
			continue
		}
		labels := r.labels(false, func(c *class) []int { return c.homeParts(f) })
		if !yield(Classified{Household: f.Household, Persons: len(f.people), Labels: labels}) {
			return
		}
	}
}

// EachPerson calls yield for every registered person at the end of the year, in
// roster order.
func (r *Report) EachPerson(yield func(Classified) bool) {
	for _, f := range r.families {
		for _, p := range f.people {
			labels := r.labels(true, func(c *class) []int { return c.personParts(p) })
			if !yield(Classified{Household: f.Household, Member: p.Member, Labels: labels}) {
				return
			}
		}
	}
}

// labels are those of somebody's parts in every class of persons, or of households.
func (r *Report) labels(ofPersons bool, parts func(*class) []int) (out []string) {
	for _, c := range r.classes {
		if c.OfPersons != ofPersons {
			continue
		}
		var names []string
		if c.Known {
			for _, n := range parts(c) {
				names = append(names, c.Parts[n].Label)
			}
		}
		out = append(out, strings.Join(names, "、"))
	}
	return out
}

// countClasses divides the register in every way.
func (r *Report) countClasses() {
	for _, c := range slices.Concat(r.homeClasses(), r.personClasses()) {
		r.classes = append(r.classes, c)
		if c.elsewhere {
			c.Known = true
			continue
		}
		r.countClass(c)
	}
}

// markClasses marks the figures that a class counted elsewhere is made of; what they
// know is known of the class.
func (r *Report) markClasses() {
	for _, c := range r.classes {
		if !c.elsewhere || c.ID == "village" {
			continue
		}
		for _, p := range c.Parts {
			for _, unit := range [...]string{Households, Persons} {
				f := r.Of(p.Key, unit)
				f.Class, f.Key = c.ID, p.Key
				c.Known = f.Known
			}
		}
	}
}

func (r *Report) countClass(c *class) {
	why := r.lacking(c.need)
	homeRefs, personRefs, filled := r.divide(c)
	if why == "" && !filled && len(r.families) > 0 {
		why = "花名册的这一列没有填"
	}
	c.Known = why == ""
	for i, part := range c.Parts {
		k := counted{
			whole: c.ID, id: part.Key, group: c.group, name: c.Title + "：" + part.Label, how: c.how, source: c.source, why: why,
		}
		if !c.OfPersons {
			r.classFigure(c, k, Households, homeRefs[i])
		}
		r.classFigure(c, k, Persons, personRefs[i])
	}
	r.classTable(c)
}

func (r *Report) classFigure(c *class, k counted, unit string, refs []Ref) {
	f := r.figure(k, unit, refs)
	f.Class = c.ID
	if c.index(unaskedPart.Key) >= 0 {
		f.Missing = Missing{} // it is a part
	}
}

// homeParts are the parts that a household is in.
func (c *class) homeParts(f *family) []int { return c.orUnasked(c.home(f), f.asked) }

// personParts are the parts that a person is in.
func (c *class) personParts(p *person) []int { return c.orUnasked(c.person(p), p.asked) }

// orUnasked sets apart who gives no answer since the sheets do not ask.
func (c *class) orUnasked(parts []int, asked func(need) bool) []int {
	if c.isBlank(parts) && !asked(c.need) {
		return []int{c.index(unaskedPart.Key)}
	}
	return parts
}

// isBlank reports the part of those who give no answer, in a class that has one for
// those whose sheets do not ask.
func (c *class) isBlank(parts []int) bool {
	return len(parts) == 1 && c.Parts[parts[0]].Key == blankPart.Key && c.index(unaskedPart.Key) >= 0
}

// asked reports that what a need names was asked of the person.
func (p *person) asked(n need) bool {
	return n.met(func(c model.Code) bool { return p.State(c) != model.NotAsked })
}

// divide gives the households and persons in each part. filled reports that anybody gave
// an answer: a column that is empty throughout tells nothing.
func (r *Report) divide(c *class) (homes, persons [][]Ref, filled bool) {
	blank, unasked := c.index(blankPart.Key), c.index(unaskedPart.Key)
	homes, persons = make([][]Ref, len(c.Parts)), make([][]Ref, len(c.Parts))
	put := func(parts []int, people ...*person) {
		for _, n := range parts {
			filled = filled || n != blank && n != unasked
			for _, p := range people {
				persons[n] = append(persons[n], p.ref())
			}
		}
	}
	for _, f := range r.families {
		switch {
		case !f.here():
		case c.OfPersons:
			for _, p := range f.people {
				put(c.personParts(p), p)
			}
		default:
			parts := c.homeParts(f)
			put(parts, f.people...)
			for _, n := range parts {
				homes[n] = append(homes[n], Ref{Household: f.Household, Amount: 1})
			}
		}
	}
	return homes, persons, filled || c.Some
}

func (c *class) index(key string) int {
	return slices.IndexFunc(c.Parts, func(p Part) bool { return p.Key == key })
}

// classTable makes a table of the parts that anybody is in.
func (r *Report) classTable(c *class) {
	t := &Table{ID: c.ID, Title: "按" + c.Title + "分"}
	units := []string{Persons}
	if !c.OfPersons {
		units = []string{Households, Persons}
	}
	t.Head = heads(c.Title)
	figures := make([][]*Figure, len(units))
	for i, u := range units {
		t.Head = append(t.Head, Head{Text: u + "数"}, Head{Text: "占比（%）"})
		for _, p := range c.Parts {
			figures[i] = append(figures[i], r.Of(c.ID+"."+p.Key, u))
		}
	}
	if !c.Known {
		t.Why = figures[0][0].Why
	}
	if c.Multiple {
		t.Note = "一户或一人可属于几项，各项之和可大于总数；占比为占各项之和的比例。"
	}
	t.noteRounding(figures...)
	for i, p := range c.Parts {
		if figures[0][i].Value == 0 {
			continue
		}
		row := []Cell{text(p.Label)}
		for u := range units {
			row = append(row, number(figures[u][i]))
			row = append(row, shareCell(figures[u], i))
		}
		t.Rows = append(t.Rows, row)
	}
	if !c.Multiple && !c.Some && len(t.Rows) > 0 {
		t.Total = []Cell{text("合计")}
		for _, u := range units {
			t.Total = append(t.Total, number(r.Of("registered", u)), percent(100))
		}
	}
	r.tables = append(r.tables, t)
	if c.ID == "cause" || c.ID == "band" {
		r.classSeries(c, figures[0])
	}
}

// classSeries makes a series of the parts that anybody is in.
func (r *Report) classSeries(c *class, fs []*Figure) {
	s := &Series{ID: c.ID, Title: c.Title, Unit: Households, Lines: []Line{{Name: "户数"}}}
	for i, f := range fs {
		if f.Value > 0 {
			s.Labels = append(s.Labels, c.Parts[i].Label)
			s.Lines[0].Figures = append(s.Lines[0].Figures, f)
		}
	}
	if len(s.Labels) > 0 {
		r.series = append(r.series, s)
	}
}

// shareCell is the share of the ith figure; empty where one is not known.
func shareCell(fs []*Figure, i int) Cell {
	ps, ok := shares(fs)
	if !ok {
		return Cell{}
	}
	return percent(ps[i])
}
