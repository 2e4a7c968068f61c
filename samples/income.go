package samples

import "slices"

// budget is the household's year: what came in by kind, and what was spent on
// producing. All are whole yuan.
type budget struct {
	wages                                                      int
	planning, relief, support, pension, ecology, otherTransfer int
	farm, dividend, rent, cost                                 int
	field                                                      float64
}

func (b budget) transfers() int {
	return b.planning + b.relief + b.support + b.pension + b.ecology + b.otherTransfer
}
func (b budget) property() int { return b.dividend + b.rent }
func (b budget) net() int      { return b.wages + b.transfers() + b.farm + b.property() - b.cost }

// Basic pension and rates of 2019, in yuan a year.
const (
	basicPension = 1776 // 148 a month
	perMu        = 120  // support for keeping the land
)

// earn makes the income meet the band of the plan: what is fixed by rule comes
// first, and relief, wages and the farm share the rest.
func (f *family) earn() {
	b, n := &f.money, len(f.people)
	b.field = float64(between(f.r, 8, 14)*n)/10 + 0.05*float64(f.r.IntN(10))
	for _, p := range f.people {
		if p.age >= 60 {
			b.pension += basicPension
		}
	}
	b.otherTransfer = int(b.field * perMu)
	if f.head.age >= 60 && f.shape != alone && chance(f.r, 20) {
		b.planning = 960
	}
	if chance(f.r, 15) {
		b.ecology = between(f.r, 1, 4) * 150
	}
	if chance(f.r, 45) {
		b.dividend = pick(f.r, []int{300, 500, 600, 800, 1000})
	}
	target := between(f.r, f.low, f.high)
	rest := target*n - b.net()
	f.relieve(&rest)
	f.wages(&rest)
	f.farm(max(rest, 0))
}

// relieve takes what the state gives: the household's keep, or relief.
func (f *family) relieve(rest *int) {
	b := &f.money
	switch f.attribute {
	case supported:
		b.support = max(*rest, 1200) / 12 * 12
		*rest -= b.support
	case relieved:
		share := 2 // of the rest, one part is relief
		if len(f.employed()) == 0 {
			share = 1
		}
		b.relief = max(min(*rest/share, 4200*len(f.people)), 1200) / 12 * 12
		*rest -= b.relief
	}
}

// wages turns the rest into wages that the months can have brought, adapting
// the months where they cannot.
func (f *family) wages(rest *int) {
	workers := f.employed()
	if len(workers) == 0 {
		return
	}
	due := max(*rest*between(f.r, 78, 92)/100, 1500)
	monthly := func() int { return due / f.months() }
	for _, p := range workers {
		for monthly() < 1500 && p.work.months > 2 {
			p.work.months--
		}
		for monthly() > 4200 && p.work.months < 12 {
			p.work.months++
		}
	}
	due = min(due, f.months()*5200) / 100 * 100
	f.money.wages = due
	*rest -= due
}

func (f *family) months() int {
	n := 0
	for _, p := range f.people {
		n += p.work.months
	}
	return n
}

// farm brings the rest from the land; what it cannot bring, the land brings in
// rent and the family in gifts from grown children.
func (f *family) farm(rest int) {
	b := &f.money
	if rest < 100 {
		return
	}
	able := func(p *person) bool { return p.adult() && p.skill != "无劳动力" && p.skill != "丧失劳动力" }
	if !slices.ContainsFunc(f.people, able) { // the land is let, and the rest comes from kin
		b.rent = min(rest, int(b.field*800)/10*10)
		b.otherTransfer += rest - b.rent
		return
	}
	most := int(b.field * 2600)
	gain := min(rest, most)
	b.cost = gain * between(f.r, 45, 70) / 100 / 10 * 10
	b.farm = gain + b.cost
	b.otherTransfer += rest - gain
}
