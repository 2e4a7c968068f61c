package collect

import (
	"cmp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// Registered is a row of 打印登记.xlsx. One whose Number is no sheet number, such
// as a row that people added, is no paper.
type Registered struct {
	Number, Form, Village, Group string
	Household, Head              string
	Returned                     string // whatever stands under 收回
}

// sheetNumber is the length of a sheet number in its normal form.
const sheetNumber = 12

// tracks gathers papers, each once.
type tracks struct {
	list     []*visit.Track
	at       map[string]*visit.Track // by number
	villages map[string]int          // their places
}

// add gives the entry of a paper, a new one where it is not known.
func (t *tracks) add(p visit.Track) *visit.Track {
	key := normal(p.Number)
	if t.at[key] == nil {
		if _, ok := t.villages[p.Village]; !ok {
			t.villages[p.Village] = len(t.villages)
		}
		p.State = visit.Waiting
		t.at[key], t.list = &p, append(t.list, &p)
	}
	return t.at[key]
}

// papers gives every paper of the workbooks and of the register, village by
// village, with what became of it. A village's own form is back when all its
// households' are, or when the register says so.
func (c *collector) papers(returns []*Return) []visit.Track {
	t := &tracks{at: make(map[string]*visit.Track), villages: make(map[string]int)}
	for _, v := range c.out.Roster.Villages {
		t.villages[c.villageName(v)] = len(t.villages)
	}
	for _, ret := range returns {
		if ret.Year == c.opt.Year {
			c.printedIn(ret, t)
		}
	}
	for _, r := range c.opt.Register {
		if len(normal(r.Number)) != sheetNumber {
			continue
		}
		p := t.add(visit.Track{Number: r.Number, Form: r.Form, Village: c.registeredIn(r), Group: r.Group, Household: r.Household, Head: r.Head})
		if isBack(r.Returned) && p.State == visit.Waiting {
			p.State = visit.Back
			if p.Household != "" {
				p.Note = "打印登记中已收回，回填表没有填"
			}
		}
	}
	t.villageForms()
	c.handed(returns, t)
	slices.SortStableFunc(t.list, func(a, b *visit.Track) int {
		return cmp.Compare(t.villages[a.Village], t.villages[b.Village])
	})
	out := make([]visit.Track, len(t.list))
	for i, p := range t.list {
		out[i] = *p
	}
	return out
}

// handed says of each paper whether its village's workbook came back, and names the
// villages of which none did.
func (c *collector) handed(returns []*Return, t *tracks) {
	of := make(map[string]visit.Handed)
	for _, ret := range returns {
		name := c.names[placeKey(ret.Village, ret.Division)]
		switch {
		case ret.Year != c.opt.Year:
		case !ret.Blank():
			of[name] = visit.HandedIn
		case of[name] == "":
			of[name] = visit.LeftBlank
		}
	}
	for _, p := range t.list {
		if of[p.Village] == "" {
			of[p.Village] = visit.NotHanded
			c.out.Missing = append(c.out.Missing, p.Village)
		}
		p.Handed = of[p.Village]
		if p.Handed == visit.NotHanded && p.State == visit.Waiting && p.Note == "" {
			p.Note = "回填表未交回"
		}
	}
}

// registeredIn is the village that a row of the register means. A register that
// was written when only one village of its name was printed does not tell them
// apart: the household does.
func (c *collector) registeredIn(r Registered) string {
	places := c.called[model.Squeeze(r.Village)]
	for _, place := range places {
		if len(places) == 1 || c.byKey[keyOf(place, r.Household)] != nil {
			return c.names[place]
		}
	}
	return r.Village
}

// printedIn adds the papers of one workbook.
func (c *collector) printedIn(ret *Return, t *tracks) {
	place := placeKey(ret.Village, ret.Division)
	for _, p := range ret.papers {
		one := visit.Track{Number: p.number, Form: p.title, Village: c.names[place], Household: p.household, Head: p.head}
		if p.ofVillage() {
			if to := t.add(one); c.villagesBack[normal(p.number)] {
				to.State = visit.Back
			}
			continue
		}
		h := c.families[paperOf{ret, normal(p.number)}]
		if h != nil {
			one.Group, one.Of = h.old.GroupName(), h.new
		} else {
			one.Note = "现在的花名册里找不到这一户，或不是打印时的那一户"
		}
		if to := t.add(one); h != nil {
			describe(to, h)
		}
	}
}

// describe says what became of a household's paper.
func describe(p *visit.Track, h *house) {
	if i := slices.IndexFunc(h.visits, func(v *call) bool { return v.result == h.result && v.result != "" }); i >= 0 {
		p.Who, p.When = h.visits[i].who, h.visits[i].when
	}
	switch {
	case h.result.Final():
		p.State = visit.Back
		if h.result != visit.Agrees && h.result != visit.Corrected {
			p.Note = string(h.result)
		}
	case h.result == visit.Refused:
		p.State = visit.Denied
	case h.disputed:
		p.Note = "核实结果说法不一"
	case h.result == visit.NotMet:
		p.Note = string(visit.NotMet)
	default:
		p.Note = "没有填核实结果"
	}
}

// villageForms settles the forms that belong to a whole village, when all its
// papers are known: the register has those that no workbook came back for.
func (t *tracks) villageForms() {
	open := make(map[string]bool)
	for _, p := range t.list {
		if p.Household != "" && p.State == visit.Waiting {
			open[p.Village] = true
		}
	}
	for _, p := range t.list {
		if p.Household != "" || p.State == visit.Back {
			continue
		}
		p.Note = "随本村各户"
		if !open[p.Village] {
			p.State = visit.Back
		}
	}
}

// isBack reads whether a paper has come back: what says no, or begins as a no does
// (未收回, 没交), leaves it out. Any other word, a date or a name, says that it is here.
func isBack(text string) bool {
	s := model.Squeeze(text)
	if s == "" || model.SaysNo(s) {
		return false
	}
	return !slices.ContainsFunc([]string{"未", "没", "不", "尚", "无"}, func(no string) bool { return strings.HasPrefix(s, no) })
}
