package report

import (
	"time"

	"ruhu/model"
)

// family is a registered household with what many figures want to know.
type family struct {
	*model.Household
	village int
	people  []*person       // at the end of the year
	joined  []*model.Member // 自然增加, each person once
	left    []*model.Record // 自然减少, each person once
	// passing are those of left who joined within the year too.
	passing map[*model.Record]bool

	// What happened in the year.
	isNew, lifted, relapsed, back bool
	out                           bool // 已脱贫 at the end of the year
	gone                          bool // nobody is left, and 自然减少 says why

	income      float64 // net, a head, 元
	incomeKnown bool
}

// person is one who is there at the end of the year.
type person struct {
	*model.Member
	family *family
	born   time.Time // zero when unknown
	age    int       // on 31 December; -1 when unknown
	added  bool      // in 自然增加
	listed bool      // among the members
}

// gather takes in the registered households, village by village. Those held
// back are not determined, and counted as such only.
func (r *Report) gather() []*family {
	var out []*family
	for i, v := range r.roster.Villages {
		for _, h := range v.Households {
			if h.Registered() {
				out = append(out, r.family(h, i))
			}
		}
	}
	return out
}

func (r *Report) family(h *model.Household, village int) *family {
	f := &family{Household: h, village: village}
	f.changes()
	f.assemble(r.Year)
	f.gone = len(f.people) == 0 && len(f.left) > 0
	f.isNew = h.Chose(model.CodeChange, model.ChangeNew)
	f.relapsed = h.Chose(model.CodeChange, model.ChangeRelapse)
	f.back = h.Chose(model.CodeChange, model.ChangeBack)
	f.out = h.Lifted() != ""
	f.lifted = f.out && f.liftedIn(r.Year)
	f.income, f.incomeKnown = PerHead(h)
	return f
}

// liftedIn reports that the household, which is 已脱贫, became so in the year.
func (f *family) liftedIn(year int) bool {
	return f.Chose(model.CodeChange, model.ChangeLifted) ||
		f.Label(model.CodeStatus) == model.StatusNearly ||
		model.ParseYear(f.Text(codeLifted)) == year
}

// codeLifted is the year in which a household left poverty.
const codeLifted model.Code = "脱贫年度"

// changes takes everybody of 自然增加 and 自然减少 once.
func (f *family) changes() {
	seen := make(map[string]bool)
	for _, m := range f.Added {
		if k := nameKey(m.Name(), m.Text(model.CodeIdentity)); !seen[k] {
			seen[k] = true
			f.joined = append(f.joined, m)
		}
	}
	clear(seen)
	for _, m := range f.Removed {
		if k := nameKey(m.Text(model.CodeLeaver), m.Text(model.CodeLeaverID)); !seen[k] {
			seen[k] = true
			f.left = append(f.left, m)
		}
	}
}

// nameKey tells the people of one household apart.
func nameKey(name, id string) string {
	if card := model.CardOf(id); card != "" {
		return card
	}
	return model.Squeeze(name)
}

// assemble finds who is there at the end of the year.
func (f *family) assemble(year int) {
	away := make(map[*model.Member]*model.Record)
	for _, r := range f.left {
		if m := f.MemberLike(r.Text(model.CodeLeaver), r.Text(model.CodeLeaverID)); m != nil {
			away[m] = r
		}
	}
	merged := make(map[*model.Member]bool)
	var unlisted []*model.Member
	f.passing = make(map[*model.Record]bool)
	for _, a := range f.joined {
		m := f.MemberLike(a.Name(), a.Text(model.CodeIdentity))
		gone := f.removal(a)
		if m != nil && away[m] != nil {
			gone = away[m]
		}
		switch {
		case gone != nil:
			f.passing[gone] = true
		case m != nil:
			merged[m] = true
		default:
			unlisted = append(unlisted, a)
		}
	}
	for _, m := range f.Members {
		if away[m] == nil {
			f.join(m, year, merged[m], true)
		}
	}
	for _, a := range unlisted {
		f.join(a, year, true, false)
	}
}

// removal finds the record of one who joined and left in the same year.
func (f *family) removal(a *model.Member) *model.Record {
	k := nameKey(a.Name(), a.Text(model.CodeIdentity))
	for _, r := range f.left {
		if nameKey(r.Text(model.CodeLeaver), r.Text(model.CodeLeaverID)) == k {
			return r
		}
	}
	return nil
}

func (f *family) join(m *model.Member, year int, added, listed bool) {
	p := &person{Member: m, family: f, added: added, listed: listed, born: m.Born(), age: -1}
	if !p.born.IsZero() && p.born.Year() <= year && p.born.Year() >= 1900 {
		p.age = year - p.born.Year()
	}
	f.people = append(f.people, p)
}

// here reports a household that is on the register at the end of the year.
func (f *family) here() bool { return !f.gone }

// poor reports one that is on the register and not 已脱贫.
func (f *family) poor() bool { return !f.gone && !f.out }

// newcomers are the people of a new household, without those of 自然增加.
func (f *family) newcomers() []*person {
	var out []*person
	for _, p := range f.people {
		if !p.added {
			out = append(out, p)
		}
	}
	return out
}

// among gives the families of which pick is true.
func among(all []*family, pick func(*family) bool) []*family {
	var out []*family
	for _, f := range all {
		if pick(f) {
			out = append(out, f)
		}
	}
	return out
}

// homes are households as what is behind a figure.
func homes(fs []*family) []Ref {
	out := make([]Ref, len(fs))
	for i, f := range fs {
		out[i] = Ref{Household: f.Household, Amount: 1}
	}
	return out
}

// everybody is the people of households as what is behind a figure.
func everybody(fs []*family) []Ref {
	n := 0
	for _, f := range fs {
		n += len(f.people)
	}
	out := make([]Ref, 0, n)
	for _, f := range fs {
		for _, p := range f.people {
			out = append(out, p.ref())
		}
	}
	return out
}

func (p *person) ref() Ref {
	return Ref{Household: p.family.Household, Member: p.Member, Amount: 1}
}

// persons are people as what is behind a figure.
func persons(ps []*person) []Ref {
	out := make([]Ref, len(ps))
	for i, p := range ps {
		out[i] = p.ref()
	}
	return out
}
