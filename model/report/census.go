package report

import (
	"slices"

	"ruhu/model"
)

// family is a registered household with what many figures want to know.
type family struct {
	*model.Household
	village  int
	codebook *model.Codebook
	people   []*person       // at the end of the year; see model.YearEnd
	joined   []*model.Member // 自然增加, each person once
	left     []*model.Record // 自然减少, each person once
	passing  map[*model.Record]bool

	// What happened in the year.
	isNew, lifted, relapsed, back bool
	out                           bool // 已脱贫 at the end of the year
	standing                      bool // it is said whether it is 已脱贫
	gone                          bool // nobody is left, and 自然减少 says why

	income      float64 // net, a head, 元
	incomeKnown bool
}

// person is one who is there at the end of the year.
type person struct {
	*model.Member
	family *family
	vital  model.Vital
	added  bool // in 自然增加
	listed bool // among the members
}

// gather takes in the registered households, village by village. Those held
// back are not determined, and those only proposed not registered yet: both are
// counted as such only.
func (r *Report) gather() []*family {
	var out []*family
	for i, v := range r.roster.Villages {
		for _, h := range v.Households {
			switch {
			case !h.Registered():
			case h.Joining():
				r.joining = append(r.joining, r.family(h, i))
			default:
				out = append(out, r.family(h, i))
			}
		}
	}
	return out
}

func (r *Report) family(h *model.Household, village int) *family {
	f := &family{Household: h, village: village, codebook: r.roster.Data.Codebook}
	f.assemble(r.Year)
	f.gone = len(f.people) == 0 && len(f.left) > 0
	f.isNew = h.Chose(model.CodeChange, model.ChangeNew)
	f.relapsed = h.Chose(model.CodeChange, model.ChangeRelapse)
	f.back = h.Chose(model.CodeChange, model.ChangeBack)
	f.out = h.Lifted() != ""
	f.standing = f.out || f.relapsed || f.back || f.isNew || h.Label(model.CodeStatus) != ""
	f.lifted = f.out && f.liftedIn(r.Year)
	f.income, f.incomeKnown = h.PerHead(len(f.people))
	return f
}

// liftedIn reports that the household, which is 已脱贫, became so in the year.
func (f *family) liftedIn(year int) bool {
	return f.Chose(model.CodeChange, model.ChangeLifted) ||
		f.Label(model.CodeStatus) == model.StatusNearly ||
		model.ParseYear(f.Text(model.CodeLifted)) == year
}

// assemble finds who is there at the end of the year.
func (f *family) assemble(year int) {
	y := f.YearEnd()
	f.joined, f.left, f.passing = y.Joined, y.Left, y.Passing
	f.people = make([]*person, 0, len(y.People))
	for _, p := range y.People {
		f.people = append(f.people, &person{Member: p.Member, family: f, added: p.Added, listed: p.Listed,
			vital: p.Vital(year)})
	}
}

// has reports one who is there at the end of the year.
func (f *family) has(m *model.Member) bool {
	return slices.ContainsFunc(f.people, func(p *person) bool { return p.Member == m })
}

// here reports a household that is on the register at the end of the year.
func (f *family) here() bool { return !f.gone }

// poor reports one that is on the register and not 已脱贫, as far as that is said: a
// blank is no answer.
func (f *family) poor() bool { return !f.gone && !f.out && f.standing }

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
	var out []Ref
	for _, f := range fs {
		out = append(out, persons(f.people)...)
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
