package check

import (
	"time"

	"ruhu/model"
)

// row is one record and whom it is about.
type row struct {
	record    *model.Record
	household *model.Household // nil for a village
	scope     model.Scope
	name      string // of the person
}

// pos is where the code stands in the row. A household that is known from its
// persons alone stands where the first of them does.
func (w *row) pos(code model.Code) model.Pos {
	p := w.record.Pos(code)
	if p == (model.Pos{}) && w.household != nil && len(w.household.Members) > 0 {
		return w.household.Members[0].Pos(model.CodeName)
	}
	return p
}

// family is a household with what the rules want to know about it.
type family struct {
	*model.Household
	row
	registered bool
	marked     string   // the words that mark it as 脱贫; see model.Household.Lifted
	people     []person // the members, then those who join and are not listed yet
	members    int      // how many of people are members
	rows       []row    // every record that is judged: the household's, those of people, the lists'
	numbers    []number
	extra      int      // of those who join, how many are not listed as members
	may        *allowed // its people apart
}

// person is a member, or one who joins, with what many rules want to know.
type person struct {
	*model.Member
	row
	family *family
	added  bool
	vital  model.Vital
	card   string    // the 18 characters, if they are right
	born   time.Time // zero when unknown
	age    int       // on 31 December; -1 when unknown
	sex    string    // of the card, else A2; empty when unknown
	answers
	certified bool // of disability
	may       *allowed
}

// answers are those of a person that many rules ask for, as the codebook writes
// them; empty where there is none or it is outside the list.
type answers struct {
	education string // A8
	study     string // A9
	health    string // A10, where it is one answer alone
	skill     string // A11
	months    amount // A13
}

// pupil reports that A9 says that the person is at school.
func (a *answers) pupil() bool { return model.AtSchool(a.study) }

// mayStudy reports a pupil, or an A9 with a word that is in no list (大三), of which
// nobody can say whether it means one.
func (p *person) mayStudy() bool {
	return p.pupil() || p.study == "" && p.Text(model.CodeStudy) != ""
}

func (f *family) fill(c *pass, h *model.Household) {
	f.Household = h
	f.registered, f.marked = h.Registered(), h.Lifted()
	f.row = row{record: &h.Record, household: h, scope: model.OfHousehold}
	f.people, f.rows, f.numbers = f.people[:0], append(f.rows[:0], f.row), f.numbers[:0]
	for _, m := range h.Members {
		f.join(c, m, model.OfMember)
	}
	f.members = len(f.people)
	for _, m := range h.Added {
		if f.Find(m.Named()) == nil {
			f.join(c, m, model.OfAddition)
		}
	}
	f.extra = len(f.people) - f.members
	for _, r := range h.Removed {
		w := row{record: r, household: h, scope: model.OfRemoval, name: r.Text(model.CodeLeaver)}
		f.rows = append(f.rows, w)
		f.addNumber(c, w, model.CodeLeaverID)
	}
	for _, r := range h.Measures {
		f.rows = append(f.rows, row{record: r, household: h, scope: model.OfMeasure})
	}
	for _, r := range h.Helpers {
		f.rows = append(f.rows, row{record: r, household: h, scope: model.OfHelper})
	}
	if !f.headRepeated() {
		f.addNumber(c, f.row, model.CodeHeadID)
	}
}

func (f *family) join(c *pass, m *model.Member, scope model.Scope) {
	w := row{record: &m.Record, household: f.Household, scope: scope, name: m.Name()}
	f.rows = append(f.rows, w)
	if m.HasIdentityNumber() {
		f.addNumber(c, w, model.CodeIdentity)
	}
	f.addNumber(c, w, model.CodeCertNumber)
	v := m.Vital(c.Year)
	p := person{
		Member: m, row: w, family: f, added: scope == model.OfAddition, vital: v,
		card: v.Card, born: v.Born, age: v.Age, sex: v.Sex,
		answers: answers{
			education: m.Label(model.CodeEducation), study: m.Label(model.CodeStudy), health: m.Label(model.CodeHealth),
			skill: m.Label(model.CodeSkill), months: amountOf(&m.Record, model.CodeWorkMonths),
		},
	}
	if p.age < 0 {
		p.card = "" // of a date that cannot be, nothing is believed
	}
	_, _, p.certified = m.DisabilityCertificate()
	f.people = append(f.people, p)
}

// listed gives the members of the household.
func (f *family) listed(yield func(*person) bool) {
	for i := range f.people[:f.members] {
		if !yield(&f.people[i]) {
			return
		}
	}
}

// head gives the 户主 among the people; nil when there is none.
func (f *family) head() *person {
	for p := range f.listed {
		if p.IsHead() {
			return p
		}
	}
	return nil
}

// headRepeated reports that 户主证件号码 repeats what stands at the 户主.
func (f *family) headRepeated() bool {
	id := f.Text(model.CodeHeadID)
	m := f.Household.Head()
	return m != nil && model.Squeeze(m.Text(model.CodeIdentity)) == model.Squeeze(id)
}

// about reports something about the household as a whole.
func (c *pass) about(f *family, code model.Code, message, hint string) {
	c.report(&f.row, code, message, hint)
}

// aboutPerson reports something about a person.
func (c *pass) aboutPerson(p *person, code model.Code, message, hint string) {
	c.report(&p.row, code, message, hint)
}
