package report

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// Missing is what a figure leaves out because the roster does not tell: so many
// registered households.
type Missing struct {
	Lack    string // the items or the list, in words: “A40 危房等级”
	Unasked int    // without the column, or whose list tells nothing
	Blank   int    // asked, and not filled in
	// Villages says that these are villages, and not households.
	Villages bool
	// Who names them, where that is asked for.
	Who string
	// Last says that it is last year's roster that does not tell.
	Last bool
}

// none reports that nothing is left out.
func (u Missing) none() bool { return u.Unasked+u.Blank == 0 }

// Text says of how many households what is not told; empty where nothing is lacking.
func (u Missing) Text() string {
	var out []string
	year := ""
	if u.Last {
		year = "上年"
	}
	if u.Unasked > 0 {
		out = append(out, fmt.Sprintf("%d%s%s花名册里没有%s", u.Unasked, u.Unit(), year, u.Lack))
	}
	if u.Blank > 0 {
		out = append(out, fmt.Sprintf("%d%s%s没有填%s", u.Blank, u.Unit(), year, u.Lack))
	}
	text := strings.Join(out, "、")
	if u.Who != "" && text != "" {
		text += "（" + u.Who + "）"
	}
	return text
}

// Unit is what is counted: 户, or 个村.
func (u Missing) Unit() string {
	if u.Villages {
		return "个村"
	}
	return Households
}

// mostNamed bounds how many a sentence names.
const mostNamed = 6

// naming joins names, of many the first only.
func naming(names []string, unit string) string {
	if n := len(names); n > mostNamed {
		return fmt.Sprintf("%s等%d%s", strings.Join(names[:mostNamed], "、"), n, unit)
	}
	return strings.Join(names, "、")
}

// missingOf says of how many households a need is not told.
func (r *Report) missingOf(n need, fs []*family, stated func(*family) bool) Missing {
	u := Missing{Lack: r.words(n)}
	for _, f := range fs {
		switch {
		case stated(f):
		case f.asked(n):
			u.Blank++
		default:
			u.Unasked++
		}
	}
	if u.Unasked+u.Blank == 0 {
		return Missing{}
	}
	return u
}

// People are what a household lacks of which no person is listed, and nobody left.
const People = "家庭成员"

// missingPeople says of how many registered households nobody is listed, and of which.
func (r *Report) missingPeople() Missing {
	var who []string
	names := r.VillageNames()
	for _, f := range r.families {
		if f.here() && len(f.people) == 0 {
			who = append(who, strings.TrimSpace(names[f.village]+" "+f.Number()))
		}
	}
	if len(who) == 0 {
		return Missing{}
	}
	return Missing{Lack: People, Blank: len(who), Who: naming(who, Households)}
}

// listsNobody reports that the roster lists no people: how many there are is not known.
func (r *Report) listsNobody() bool {
	here := 0
	for _, f := range r.families {
		if len(f.people)+len(f.left) > 0 {
			return false
		}
		here++
	}
	return here > 0
}

// missingVillages says of how many of some villages an item is not told, and of which.
func (r *Report) missingVillages(c model.Code, pick func(*model.Village) bool) Missing {
	u := Missing{Lack: r.named(c), Villages: true}
	var who []string
	names := r.VillageNames()
	for i, v := range r.roster.Villages {
		if !pick(v) || v.Label(c) != "" || model.ParseYear(v.Text(c)) != 0 {
			continue
		}
		if v.State(c) == model.NotAsked {
			u.Unasked++
		} else {
			u.Blank++
		}
		who = append(who, names[i])
	}
	if len(who) == 0 {
		return Missing{}
	}
	u.Who = naming(who, u.Unit())
	return u
}

// listNames are the lists in words.
var listNames = map[model.Lists]string{
	model.MeasureList: "帮扶措施", model.HelperList: "帮扶责任人", model.AdditionList: "自然增加", model.RemovalList: "自然减少",
}

// asked reports that what a need names was asked of the household, or of one of its
// people.
func (f *family) asked(n need) bool {
	return f.Answered&n.lists == n.lists && n.met(f.askedItem)
}

func (f *family) askedItem(c model.Code) bool {
	in := f.codebook.Lookup(c)
	switch {
	case in == nil:
		return false
	case in.Scope == model.OfHousehold:
		return f.State(c) != model.NotAsked
	case in.Scope == model.OfMember:
		for _, p := range f.people {
			if p.State(c) != model.NotAsked {
				return true
			}
		}
		return len(f.people) == 0
	}
	return true // told of by lists and by villages
}

// isLifted asks whether a household is 已脱贫. What is blank says nothing of it.
var isLifted = need{groups: [][]model.Code{{model.CodeStatus, model.CodeChange}}, standing: true}

// stated says how far a household tells of what a need names.
func (f *family) stated(n need) model.State {
	switch {
	case !f.asked(n):
		return model.NotAsked
	case n.standing && !f.standing:
		return told(&f.Record, false, model.CodeStatus)
	}
	return model.Filled
}

// key tells needs apart.
func (n need) key() string { return fmt.Sprint(n) }

// tally counts households by what they tell of a need.
type tally [model.Filled + 1]int

func (t tally) all() int { return t[model.NotAsked] + t[model.Blank] + t[model.Filled] }

// tallyOf counts the households that are registered at the end of the year by what
// they tell of a need; of one village, or of all (-1).
func (r *Report) tallyOf(n need, village int) (sum tally) {
	counts, ok := r.asks[n.key()]
	if !ok {
		counts = make([]tally, len(r.roster.Villages))
		for _, f := range r.families {
			if f.here() {
				counts[f.village][f.stated(n)]++
			}
		}
		r.asks[n.key()] = counts
	}
	for i, c := range counts {
		if village < 0 || i == village {
			for state, k := range c {
				sum[state] += k
			}
		}
	}
	return sum
}

// words names what a need asks for.
func (r *Report) words(n need) string {
	var names []string
	for l := range n.lists.Each {
		names = append(names, "“"+listNames[l]+"”表")
	}
	for _, group := range n.groups {
		if n.standing && slices.Contains(group, model.CodeStatus) {
			group = []model.Code{model.CodeStatus} // which says it of everybody
		}
		names = append(names, r.either(group))
	}
	return strings.Join(names, "、")
}

// told says how far a record tells of what some items do: what is known is Filled, else
// one of them was asked or none.
func told(r *model.Record, known bool, codes ...model.Code) model.State {
	if known {
		return model.Filled
	}
	if slices.ContainsFunc(codes, func(c model.Code) bool { return r.State(c) != model.NotAsked }) {
		return model.Blank
	}
	return model.NotAsked
}

// schoolStated: of each child of school age A9 or A14 is filled in, or A8 says that it is
// through; whose age is not known may be one.
func schoolStated(_ *Report, f *family) model.State {
	worst := model.Filled
	if !f.askedItem(model.CodeStudy) && !f.askedItem(model.CodeDropout) {
		return model.NotAsked
	}
	for _, p := range f.people {
		switch {
		case !p.listed, p.vital.Age < 0 && grownUp[p.Label(model.CodeRelation)], p.vital.Age >= 0 && !p.vital.MustStudy(model.LateSchoolAge),
			p.Label(model.CodeStudy) != "", p.Text(model.CodeDropout) != "", model.CompulsoryDone(p.Label(model.CodeEducation)):
		case p.State(model.CodeStudy) == model.NotAsked && p.State(model.CodeDropout) == model.NotAsked, p.State(model.CodeIdentity) == model.NotAsked:
			worst = min(worst, model.NotAsked)
		default:
			worst = min(worst, model.Blank)
		}
	}
	return worst
}

// grownUp are relations to the 户主 of nobody who has to go to school.
var grownUp = map[string]bool{
	"户主": true, "配偶": true, "之儿媳": true, "之女婿": true, "之父": true, "之母": true, "之岳父": true, "之岳母": true, "之公公": true, "之婆婆": true,
	"之祖父": true, "之祖母": true, "之外祖父": true, "之外祖母": true,
}

func medicalStated(_ *Report, f *family) model.State {
	worst := model.Filled
	for _, p := range f.people {
		if !p.listed {
			continue
		}
		answer, _ := p.Member.Insured()
		worst = min(worst, told(&p.Record, answer != "", model.CodeMedical, model.CodeWorkMedical))
	}
	return worst
}
