package report

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// Risk is a sign that a household may fall back, with the indicator that tells.
type Risk struct {
	Kind string // 因病, 因残, 因学, 因灾, 无劳动力, 住房, 饮水
	Note string // who, and the indicator: 李秀英患有大病（A10）
}

// Watched is a household that may have to be watched: one that the roster marks,
// or a candidate (notice 一(四), 三(一)). Whether it is, people decide.
type Watched struct {
	Household *model.Household
	// Marked is the 监测类型 of the roster; empty for a candidate.
	Marked string
	// Kind is what the household would be: 脱贫监测户 where it is on the register,
	// else 边缘户.
	Kind string
	// List is the list of persons that named a household outside the register;
	// empty for households of the roster.
	List        string
	Persons     int     // at the end of the year
	Income      float64 // net, a head, 元
	IncomeKnown bool
	Risks       []Risk
	// Doubts are what speaks against the household, or is not known.
	Doubts []string
}

// Likely reports a household that is marked, or that has both an income in the
// range and a sign of risk.
func (w *Watched) Likely() bool { return w.Marked != "" || len(w.Risks) > 0 && len(w.Doubts) == 0 }

// List is a list of persons, such as a village's, to look for 边缘户 in.
type List struct {
	Name   string
	Roster *model.Roster
}

// Watch gives the households to be looked at: those that the roster marks, those
// 已脱贫 with an income between the standard and its Ceiling-fold or, with a sign
// of risk, without a known one, and the households of lists that are not on the
// register with an income not above that. It is internal: nobody outside may see
// it (notice 三(一)).
func (r *Report) Watch(lists ...List) []Watched {
	var out []Watched
	for _, v := range r.roster.Villages {
		for _, h := range v.Households {
			if w, ok := r.watch(h); ok {
				out = append(out, w)
			}
		}
	}
	own := r.registeredPeople()
	for _, l := range lists {
		for h := range l.Roster.Everyone {
			if w, ok := r.outside(h, l, own); ok {
				out = append(out, w)
			}
		}
	}
	return out
}

// watch judges a household of the roster.
func (r *Report) watch(h *model.Household) (Watched, bool) {
	w := r.look(h)
	w.Marked, w.Kind = h.Label(model.CodeMonitor), model.MonitorWatched
	if !h.Registered() {
		w.Kind = w.Marked
	}
	if w.Marked != "" {
		return w, true
	}
	if h.Lifted() == "" || len(h.Members) == 0 {
		return w, false
	}
	if !w.IncomeKnown {
		w.Doubts = append(w.Doubts, noIncome)
		return w, len(w.Risks) > 0
	}
	return w, r.inRange(w.Income)
}

const noIncome = "没有收入数据，要先算人均纯收入"

// inRange reports an income slightly above the standard: not above its
// Ceiling-fold. One exactly at the standard is nearest to falling back.
func (r *Report) inRange(x float64) bool { return x >= r.Standard && x <= r.Standard*r.Ceiling }

// outside judges a household of a list.
func (r *Report) outside(h *model.Household, l List, own map[string]bool) (Watched, bool) {
	for _, m := range h.Members {
		if card := m.Named().Card; card != "" && own[card] {
			return Watched{}, false
		}
	}
	w := r.look(h)
	w.Kind, w.List = model.MonitorEdge, l.Name
	switch {
	case !w.IncomeKnown:
		w.Doubts = append(w.Doubts, noIncome)
	case w.Income < r.Standard:
		w.Doubts = append(w.Doubts, "人均纯收入低于标准，应先研究是否新识别")
	case !r.inRange(w.Income):
		return w, false
	}
	return w, len(h.Members) > 0
}

// registeredPeople are the identity numbers of those of the roster, 边缘户
// included: whoever is among them is listed already.
func (r *Report) registeredPeople() map[string]bool {
	out := make(map[string]bool)
	for h := range r.roster.Everyone {
		for _, m := range h.Members {
			if card := m.Named().Card; card != "" {
				out[card] = true
			}
		}
	}
	return out
}

// look gathers what the household's own items tell.
func (r *Report) look(h *model.Household) Watched {
	w := Watched{Household: h}
	w.Persons = len(h.YearEnd().People)
	w.Income, w.IncomeKnown = h.PerHead(w.Persons)
	for _, k := range riskKinds {
		var notes []string
		if k.home != nil {
			notes = k.home(h)
		} else {
			for _, m := range h.Members {
				if note := k.member(m); note != "" {
					notes = append(notes, m.Name()+note)
				}
			}
			notes = append(notes, caused(h, k.name)...)
		}
		if len(notes) > 0 {
			w.Risks = append(w.Risks, Risk{k.name, strings.Join(notes, "；")})
		}
	}
	return w
}

// riskKinds are the signs of risk, in the order in which they are told: what a member
// shows, of a cause of poverty, or the household as a whole.
var riskKinds = [...]struct {
	name   string
	member func(*model.Member) string
	home   func(*model.Household) []string
}{
	{"因病", illness, nil}, {"因残", disability, nil}, {"因学", schooling, nil},
	{"因灾", nil, func(h *model.Household) []string { return caused(h, "因灾") }},
	{"无劳动力", nil, withoutWork}, {"住房", nil, danger}, {"饮水", nil, water},
}

// caused gives the codes among A27a to A27c and 返贫原因 that name the cause.
func caused(h *model.Household, cause string) []string {
	var out []string
	for _, code := range [...]model.Code{model.CodeCause, model.CodeCause2, model.CodeCause3, model.CodeRelapse} {
		if h.Label(code) == cause {
			out = append(out, fmt.Sprintf("%s为%s", code, cause))
		}
	}
	return out
}

func illness(m *model.Member) string {
	switch ill := m.Illness(); {
	case ill == model.SeriouslyIll:
		return "患有大病（A10）"
	case ill == model.LastinglyIll:
		return "有长期慢性病（A10）"
	case ill != "":
		return "健康状况为“" + ill + "”（A10）"
	case m.Label(model.CodeMedicalAid) == model.Yes:
		return "接受医疗救助（A51）"
	}
	return ""
}

func disability(m *model.Member) string {
	_, code, certified := m.DisabilityCertificate()
	switch {
	case m.SaysDisabled():
		return "残疾（A10）"
	case certified:
		return "持残疾人证（" + string(code) + "）"
	}
	return ""
}

// schooling tells of who is at a school that costs: beyond the nine years.
func schooling(m *model.Member) string {
	label := m.Label(model.CodeStudy)
	if i := model.StageOf(label); i >= 0 && !model.Stages[i].Compulsory {
		return "在读" + label + "（A9）"
	}
	return ""
}

// withoutWork reports a household of which everybody's A11 is known and nobody
// can work.
func withoutWork(h *model.Household) []string {
	able := func(m *model.Member) bool { return !model.Unable(m.Label(model.CodeSkill)) }
	if len(h.Members) == 0 || slices.ContainsFunc(h.Members, able) {
		return nil
	}
	return []string{"全家没有劳动力（A11）"}
}

func danger(h *model.Household) []string {
	if note := h.DangerousHouse(); note != "" {
		return []string{note + "（A40）"}
	}
	return nil
}

func water(h *model.Household) []string {
	if h.WithoutWater() {
		return []string{"未解决安全饮用水（A44）"}
	}
	return nil
}

// State is how a guarantee of a household stands, as far as the roster tells.
type State uint8

// The states of a guarantee.
const (
	NoColumn   State = iota // the roster has no column for it
	NotFilled               // it is not filled in
	Resolved                // 已解决
	Unresolved              // 未解决
)

// Standing is one guarantee of a household.
type Standing struct {
	Guarantee *Guarantee
	State     State
	Notes     []string // what is unresolved, and whose
}

// Review is a household lifted since 2016 as the 回头看 looks at it (notice 一(一)).
type Review struct {
	Household *model.Household
	Persons   int // at the end of the year
	// Year is the 脱贫年度; 0 when it is not stated.
	Year        int
	Income      float64 // net, a head, 元
	IncomeKnown bool
	Standings   []Standing // in the order of Guarantees
	// Decided is what 本年度变动 says already: 返贫 or 回退; else empty.
	Decided string
	// Reasons are those for which moving the household back is to be looked into.
	// The program decides nothing.
	Reasons []string
}

// Guarantees gives what is looked at, in order.
func Guarantees() []*Guarantee { return slices.Clone(guarantees) }

// firstReview is the first year of which the notice has the lifted looked at.
const firstReview = 2016

// Review gives every household lifted since 2016, those that fell back or were
// put back this year too. One whose 脱贫年度 is not stated is among them.
func (r *Report) Review() []Review {
	var out []Review
	for _, f := range r.families {
		year := model.ParseYear(f.Text(model.CodeLifted))
		if year == 0 && f.lifted {
			year = r.Year
		}
		was := f.out || f.relapsed || f.back
		if !f.here() || !was || year != 0 && year < firstReview {
			continue
		}
		out = append(out, r.review(f, year))
	}
	return out
}

// Undecided gives the households of which it is not said whether they are 已脱贫: they
// stand in neither ledger of those who are. unasked of them are on sheets that do not
// ask it.
func (r *Report) Undecided() (list []*model.Household, unasked int) {
	for _, f := range r.families {
		if state := f.stated(isLifted); f.here() && state != model.Filled {
			list = append(list, f.Household)
			unasked += count(state == model.NotAsked)
		}
	}
	return list, unasked
}

func (r *Report) review(f *family, year int) Review {
	v := Review{Household: f.Household, Persons: len(f.people), Year: year, Income: f.income, IncomeKnown: f.incomeKnown}
	switch {
	case f.relapsed:
		v.Decided = model.ChangeRelapse
	case f.back:
		v.Decided = model.ChangeBack
	}
	for _, g := range guarantees {
		s := Standing{Guarantee: g, State: Resolved}
		switch bad := g.judge(r, f); {
		case len(bad) == 0 && g.stated(r, f) == model.NotAsked:
			s.State = NoColumn
		case len(bad) == 0 && g.stated(r, f) == model.Blank:
			s.State = NotFilled
		case len(bad) > 0:
			s.State = Unresolved
			for _, x := range bad {
				if x.Member != nil {
					x.Note = x.Member.Name() + x.Note
				}
				s.Notes = append(s.Notes, x.Note)
			}
			v.Reasons = append(v.Reasons, g.Name+"："+strings.Join(s.Notes, "、"))
		}
		v.Standings = append(v.Standings, s)
	}
	return v
}

// WeakVillage is a 经济薄弱村 with its register.
type WeakVillage struct {
	Village *model.Village
	Name    string
	Number  int    // in the ids of its figures: village.NUMBER.…
	State   string // 已出列 or 未出列; empty where the roster does not tell
	Year    int    // 出列年度; 0 where it has not come off, or nobody says when
}

// WeakVillages gives the 经济薄弱村 of the roster, those that came off the list
// too; none where the roster does not tell.
func (r *Report) WeakVillages() []WeakVillage {
	var out []WeakVillage
	names := r.VillageNames()
	for i, v := range r.roster.Villages {
		if v.Label(model.CodeWeak) == model.Yes {
			off, year := v.CameOff()
			state := ""
			switch {
			case off:
				state = "已出列"
			case v.OffKnown():
				state = "未出列"
			}
			out = append(out, WeakVillage{v, names[i], i + 1, state, year})
		}
	}
	return out
}
