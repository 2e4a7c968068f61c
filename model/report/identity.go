package report

import (
	"fmt"
	"strings"

	"ruhu/model"
)

// Identity is an equation that the figures must satisfy (通知二（四）, 数据分析):
// what was at the start, and what came and went, is what is there at the end.
type Identity struct {
	ID    string // registered or unlifted
	Title string
	Unit  string
	Start *Figure
	Terms []Term
	End   *Figure
	// Known is false where a term is not, or leaves out what nobody was asked.
	Known bool
	// Gap is the end less what start and terms come to; 0 when all is well.
	Gap float64
	// Behind names the households and persons that make the gap; their Amounts add
	// up to it. There may be some where the gap is 0: they make up for one another.
	Behind []Ref
}

// Term is one of the flows of an identity.
type Term struct {
	Sign   int // +1 or -1
	Figure *Figure
}

// Text writes the equation with its numbers: 50户＋4户−0户＝54户. A figure that is
// not known stands as 【请补充】.
func (q *Identity) Text() string {
	out := q.Start.Text()
	for _, t := range q.Terms {
		sign := "＋"
		if t.Sign < 0 {
			sign = "−"
		}
		out += sign + t.Figure.Text()
	}
	return out + "＝" + q.End.Text()
}

// Text is the figure with its unit, or 【请补充】 when it is not known.
func (f *Figure) Text() string {
	if !f.Known {
		return Unknown
	}
	return model.Plain(f.Value) + f.Unit
}

// Unknown is printed for a figure that is not known.
const Unknown = "【请补充】"

// start adds a figure of the end of last year.
func (r *Report) start(id, name, unit string) *Figure {
	f := &Figure{
		Subject: id + "-start", Moment: AtStart, Group: GroupIdentity, Name: name, Unit: unit,
		How: fmt.Sprintf("%d年花名册的年末数，只取自该花名册，不由本年数倒推", r.Year-1),
		Why: "没有给出上年花名册",
	}
	if r.Before != nil {
		last := r.Before.Of(id, unit)
		f.Value, f.Known, f.Why, f.Behind = last.Value, last.Known, last.Why, last.Behind
		f.Missing = last.Missing
		f.Missing.Last = !f.Missing.none()
		if !f.Known {
			f.Why = "上年" + f.Why
		}
	}
	return r.add(f)
}

// identities adds the figures of start and gap and the four equations.
func (r *Report) identities() {
	r.naturalAmongPoor()
	for _, e := range [...]struct {
		id, title          string
		all, homes, people string // what came and went
	}{
		{"registered", "在册", "+new", "-gone", "+added -removed"},
		{"unlifted", "未脱贫", "+new +relapsed +back -lifted", "-unlifted-gone", "+unlifted-added -unlifted-removed"},
	} {
		for _, unit := range [...]string{Households, Persons} {
			q := &Identity{ID: e.id, Title: e.title, Unit: unit, Start: r.start(e.id, "年初"+e.title, unit),
				End: r.Of(e.id, unit)}
			own := map[string]string{Households: e.homes, Persons: e.people}[unit]
			for _, of := range strings.Fields(e.all + " " + own) {
				q.Terms = append(q.Terms, Term{map[byte]int{'+': +1, '-': -1}[of[0]], r.Of(of[1:], unit)})
			}
			r.balance(q)
		}
	}
}

// natureConcerns reports the households whose natural changes are among those
// not lifted: not lifted at the start of the year, as far as this year's roster
// tells, and new ones. Those of households that fell back or were put back are
// within the people that these bring.
func (f *family) natureConcerns() bool {
	return f.lifted || f.isNew || f.standing && !f.out && !f.relapsed && !f.back
}

func (r *Report) naturalAmongPoor() {
	fs := among(r.families, (*family).natureConcerns)
	const which = "年初未脱贫的户（含本年脱贫的）和新识别户中的"
	k := counted{id: "unlifted-added", group: GroupIdentity, name: "未脱贫户中的自然增加", how: which + "自然增加", need: isLifted}
	k.need.lists = model.AdditionList
	r.figure(k, Persons, joiners(fs))
	k.id, k.name, k.how = "unlifted-removed", "未脱贫户中的自然减少", which+"自然减少"
	k.need.lists = model.RemovalList
	r.figure(k, Persons, leavers(fs))
	k.id, k.name, k.how = "unlifted-gone", "未脱贫户中的整户减少", which+"整户减少"
	r.figure(k, Households, homes(among(fs, func(f *family) bool { return f.gone })))
}

// balance finds the gap of an identity and what makes it, and adds it as a figure.
func (r *Report) balance(q *Identity) {
	whole := func(f *Figure) bool { return f.Known && f.Missing.Unasked == 0 }
	q.Known = whole(q.Start) && whole(q.End)
	sum := q.Start.Value
	for _, t := range q.Terms {
		q.Known = q.Known && whole(t.Figure)
		sum += float64(t.Sign) * t.Figure.Value
	}
	f := &Figure{
		Subject: q.ID + "-gap", Moment: Gap, Group: GroupIdentity, Name: q.Title + "增减不平的差额", Unit: q.Unit,
		How: "年末数减去年初数与各项增减之和；0为平衡，不为0的逐户逐人列出", Why: "年初数或增减数不全",
	}
	if q.Known {
		q.Gap = q.End.Value - sum
		q.Behind = r.gap(q)
		f.Known, f.Why, f.Value, f.Behind = true, "", q.Gap, q.Behind
	}
	r.add(f)
	r.equals = append(r.equals, q)
}

func (r *Report) gap(q *Identity) []Ref {
	last := r.Before.families
	switch {
	case q.ID == "registered" && q.Unit == Persons:
		return personGap(r.families, last)
	case q.ID == "registered":
		return homeGap(r.families, last, registeredHomes)
	case q.Unit == Persons:
		return homeGap(r.families, last, poorPeople)
	}
	return homeGap(r.families, last, poorHomes)
}
