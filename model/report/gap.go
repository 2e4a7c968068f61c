package report

import (
	"fmt"

	"ruhu/model"
)

// equation says what a household comes to at the start and the end of the year,
// and what the flows say that it gained. Either family may be nil.
type equation func(now, last *family) (start, flow, end int)

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func registeredHomes(now, last *family) (start, flow, end int) {
	start = count(last != nil && last.here())
	if now != nil {
		flow, end = count(now.isNew)-count(now.gone), count(now.here())
	}
	return start, flow, end
}

func poorHomes(now, last *family) (start, flow, end int) {
	start = count(last != nil && last.poor())
	if now != nil {
		flow = count(now.isNew) + count(now.relapsed) + count(now.back) - count(now.here() && now.lifted) -
			count(now.gone && now.natureConcerns())
		end = count(now.poor())
	}
	return start, flow, end
}

func poorPeople(now, last *family) (start, flow, end int) {
	if last != nil && last.poor() {
		start = len(last.people)
	}
	if now == nil {
		return start, 0, 0
	}
	n := len(now.people)
	if now.poor() {
		end = n
	}
	if now.isNew {
		flow += len(now.newcomers())
	}
	flow += n * (count(now.relapsed) + count(now.back) - count(now.here() && now.lifted))
	if now.natureConcerns() {
		flow += len(now.joined) - len(now.left)
	}
	return start, flow, end
}

// homeGap names the households of which the end is not what start and flows
// come to.
func homeGap(now, last []*family, of equation) []Ref {
	var out []Ref
	known := indexHomes(last)
	met := make(map[*family]bool)
	for _, f := range now {
		before := known.find(f)
		if before != nil {
			met[before] = true
		}
		start, flow, end := of(f, before)
		if diff := end - start - flow; diff != 0 {
			out = append(out, Ref{Household: f.Household, Amount: float64(diff), Note: differs(start, flow, end, before == nil)})
		}
	}
	for _, f := range last {
		if met[f] {
			continue
		}
		if start, flow, end := of(nil, f); end-start-flow != 0 {
			out = append(out, Ref{Household: f.Household, Amount: float64(end - start - flow), Note: "上年在册，本年花名册中没有这一户，也没有记录减少"})
		}
	}
	return out
}

func differs(start, flow, end int, unknown bool) string {
	if unknown && flow == 0 {
		return "上年不在册，本年没有标为新识别"
	}
	return fmt.Sprintf("年初%d，按记录增减%+d，年末%d，对不上；请核对脱贫属性、本年度变动和自然增减", start, flow, end)
}

// homeIndex finds a household of last year's roster again: by its number, else
// by the identity number of its head.
type homeIndex struct {
	byNumber, byHead map[string]*family
}

func indexHomes(fs []*family) homeIndex {
	x := homeIndex{make(map[string]*family, len(fs)), make(map[string]*family, len(fs))}
	for _, f := range fs {
		x.byNumber[model.Squeeze(f.Number())] = f
		if card := model.CardOf(f.HeadIdentity()); card != "" {
			x.byHead[card] = f
		}
	}
	return x
}

func (x homeIndex) find(f *family) *family {
	if found := x.byNumber[model.Squeeze(f.Number())]; found != nil {
		return found
	}
	return x.byHead[model.CardOf(f.HeadIdentity())]
}

// personIndex finds people again: by identity number wherever they live now,
// else by name within a household of the same number.
type personIndex struct {
	byCard map[string]int
	byName map[[2]string]int
}

func newPersonIndex(n int) personIndex {
	return personIndex{make(map[string]int, n), make(map[[2]string]int, n)}
}

func homeAndName(h *model.Household, name string) [2]string {
	return [2]string{model.Squeeze(h.Number()), model.Squeeze(name)}
}

func (x personIndex) put(i int, h *model.Household, who model.Named) {
	if who.Card != "" {
		x.byCard[who.Card] = i
	}
	x.byName[homeAndName(h, who.Name)] = i
}

// find gives the number under which the person was put, or -1.
func (x personIndex) find(h *model.Household, who model.Named) int {
	if i, ok := x.byCard[who.Card]; ok && who.Card != "" {
		return i
	}
	if i, ok := x.byName[homeAndName(h, who.Name)]; ok {
		return i
	}
	return -1
}

// personGap names the people who are there, or not there any more, without a
// record that says why, and those of whom a record says what did not happen.
// Who moved from one registered household to another, with a record in each,
// makes no gap.
func personGap(now, last []*family) []Ref {
	var g gapFinder
	g.known = newPersonIndex(4 * len(last))
	for _, f := range last {
		for _, p := range f.people {
			g.known.put(len(g.before), f.Household, p.Named())
			g.before = append(g.before, beforePerson{ref: Ref{Household: f.Household, Member: p.Member}})
		}
	}
	for _, f := range now {
		g.family(f)
	}
	for i := range g.before {
		g.last(&g.before[i])
	}
	return g.out
}

// beforePerson is one of last year's people and what became of the person.
type beforePerson struct {
	ref  Ref  // where the person is now, else was
	met  bool // there again
	flow int  // what the records of this year say: +1 came, −1 went
}

type gapFinder struct {
	known  personIndex
	before []beforePerson
	out    []Ref
}

func (g *gapFinder) name(x Ref, amount int, note string) {
	x.Amount, x.Note = float64(amount), note
	g.out = append(g.out, x)
}

func (g *gapFinder) family(f *family) {
	for _, p := range f.people {
		i, counted := g.known.find(f.Household, p.Named()), p.added || f.isNew
		switch {
		case i >= 0 && !g.before[i].met: // one of last year's explains one person only
			b := &g.before[i]
			b.met, b.ref, b.flow = true, p.ref(), b.flow+count(counted)
		case !counted:
			g.name(p.ref(), 1, "上年不在册，本年没有新识别或自然增加的记录")
		}
	}
	for _, rec := range f.left {
		switch i := g.known.find(f.Household, model.LeaverOf(rec)); {
		case f.passing[rec]: // came and went within the year
		case i < 0:
			g.name(Ref{Household: f.Household, Record: rec}, 1, "列为自然减少，但上年不在册")
		default:
			g.before[i].flow--
		}
	}
}

func (g *gapFinder) last(b *beforePerson) {
	switch diff := count(b.met) - 1 - b.flow; {
	case diff == 0:
	case !b.met && b.flow == 0:
		g.name(b.ref, diff, "上年在册，本年不在册，也没有自然减少记录")
	case b.met && b.flow > 0:
		g.name(b.ref, diff, "列为新识别户成员或自然增加，但上年已在册")
	case b.met:
		g.name(b.ref, diff, "列为自然减少，但仍在另一户的家庭成员中")
	default:
		g.name(b.ref, diff, "列为自然减少不止一次")
	}
}
