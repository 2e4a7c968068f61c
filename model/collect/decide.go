package collect

import (
	"fmt"
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

// The parts of a household's items, in their order.
const (
	partHousehold = iota // and the persons behind it, by their place
	partAdded     = 1 << 20
	partRemoved   = 1<<20 + 1
	partResult    = 1<<20 + 2
	partVillage   = 1<<20 + 4 // behind the newcomers
)

// decide finds out what of the claims about a household holds.
func (c *collector) decide(h *house) {
	c.decideResult(h)
	held := c.out.Held
	if h.result == visit.NotMet || h.result == visit.Refused {
		c.holdUnmet(h)
		h.unmet = true
		return
	}
	c.decideClaims(h)
	c.decideAdded(h)
	c.decideLeavers(h)
	c.decideMeasures(h)
	c.refuseImpossible(h)
	h.refused = c.out.Held - held
}

// decideResult decides what came of the visits: one who was not met the first
// time and was later is one who was met.
func (c *collector) decideResult(h *house) {
	var said []*call
	for _, v := range h.visits {
		if v.result != "" {
			said = append(said, v)
		}
	}
	if slices.ContainsFunc(said, func(v *call) bool { return v.result != visit.NotMet }) {
		said = slices.DeleteFunc(said, func(v *call) bool { return v.result == visit.NotMet })
	}
	if len(said) == 0 {
		return
	}
	h.result = said[0].result
	if h.disputed = slices.ContainsFunc(said, func(v *call) bool { return v.result != h.result }); !h.disputed {
		return
	}
	for i, v := range said {
		other := said[(i+1)%len(said)]
		c.hold(v.about(v.at, "", model.Problem{Rule: "return-disagree", Field: visit.HeadResult,
			Value:   string(v.result),
			Message: fmt.Sprintf("核实结果说法不一：这里是“%s”，%s是“%s”，都未采用", v.result, other.at.pos(), other.result), Hint: "请核实后改成一致"}))
	}
	h.result = ""
}

// changes counts what was stated but for 是否享受大病医疗救助, which is asked of
// everybody.
func (c *collector) changes(h *house) int {
	n := len(h.added) + len(h.leavers) + len(h.measures)
	for _, x := range h.claims {
		if x.in.Code != visit.CodeRelief {
			n++
		}
	}
	return n
}

// holdUnmet holds back what is stated of a household that nobody was met in.
func (c *collector) holdUnmet(h *house) {
	hold := func(p *printing, at spot, person, field, value string) {
		c.hold(p.about(at, person, model.Problem{Rule: "return-unmet", Field: field, Value: value,
			Message: fmt.Sprintf("核实结果是“%s”，却填了核实的内容，未采用", h.result), Hint: "请核对：见到了人的，把核实结果改为“有更正”或“全部一致”"}))
	}
	for _, x := range h.claims {
		hold(x.printing, x.at, x.name, x.in.Name(), x.value)
	}
	for _, x := range h.added {
		hold(x.printing, x.at, x.who().Name, visit.AdditionSheet, "")
	}
	for _, x := range h.leavers {
		hold(x.printing, x.at, x.name, visit.RemovalSheet, x.reason)
	}
	for _, x := range h.measures {
		hold(x.printing, x.at, "", visit.MeasureSheet, string(x.action))
	}
}

// compareResult tells where the result and the corrections do not fit, and what
// became of these: items are those that were taken over.
func (c *collector) compareResult(h *house, items []item) {
	if len(h.visits) == 0 || h.disputed {
		return
	}
	v, changes := h.visits[0], c.changes(h)
	applied := 0
	for _, it := range items {
		if it.Code != visit.CodeRelief {
			applied++
		}
	}
	out := model.Problem{Rule: "return-result", Field: visit.HeadResult, Value: string(h.result)}
	switch {
	case h.result == visit.Agrees && changes > 0:
		out.Message = fmt.Sprintf("核实结果是“全部一致”，却有 %d 处更正或变动，%s", changes, became(applied, h.refused))
		out.Hint = "请把核实结果改为“有更正”，或删去更正"
	case h.result == visit.Corrected && changes == 0 && !c.heldBy[h.new]:
		out.Message, out.Hint = "核实结果是“有更正”，却没有登记更正、增加或减少", "请照纸质表补登，或把核实结果改为“全部一致”"
	case h.result == "" && changes+len(h.claims) > 0:
		out.Message = "填了核实的内容，" + became(len(items), h.refused) + "；却没有填核实结果，进度按未交回计"
		out.Hint = "请补填核实结果、入户日期和核实人"
	default:
		return
	}
	c.warn(v.about(v.at, "", out))
}

// became says what became of what was filled in.
func became(applied, refused int) string {
	switch {
	case applied == 0 && refused == 0:
		return "与系统值相同，不用更正"
	case refused == 0:
		return "已采用"
	case applied == 0:
		return "都没有采用（原因另列）"
	}
	return fmt.Sprintf("采用了 %d 处，%d 处没有采用（原因另列）", applied, refused)
}

// claimKey says what a claim is about.
type claimKey struct {
	member int
	name   string // of one who is gone
	code   model.Code
}

func (x *claim) key() claimKey {
	k := claimKey{member: x.member, code: x.in.Code}
	if x.member == gone {
		k.name = x.name
	}
	return k
}

// decideClaims keeps the values that are stated once, or by all alike.
func (c *collector) decideClaims(h *house) {
	claims := h.claims
	if slices.ContainsFunc(claims, func(x *claim) bool { return x.in.Code == model.CodeChange && !x.proposal }) {
		// 更正登记 says what was decided.
		claims = slices.DeleteFunc(slices.Clone(claims), func(x *claim) bool { return x.proposal })
	}
	agree(claims, (*claim).key, func(a, b *claim) bool { return a.in.Same(a.value, b.value) },
		func(x *claim) { h.decided = append(h.decided, x) },
		func(x, other *claim) {
			c.hold(x.problem("return-disagree", disagreement(x.value, other.at, other.value), "请核实后改成一致"))
		})
}

// agree decides about statements, by what each is about: what is said once, or by all
// alike, is so; all others are held, each with one that says something else.
func agree[K comparable, T any](list []T, about func(T) K, same func(a, b T) bool, so func(T), hold func(x, other T)) {
	for _, said := range model.Groups(list, about) {
		at := slices.IndexFunc(said, func(x T) bool { return !same(x, said[0]) })
		if at < 0 {
			so(said[0])
			continue
		}
		for _, x := range said {
			other := said[0]
			if same(x, other) {
				other = said[at]
			}
			hold(x, other)
		}
	}
}

// disagreement says that a value is another elsewhere.
func disagreement(here string, at spot, there string) string {
	return fmt.Sprintf("同一处填得不一样：这里是“%s”，%s是“%s”，都未采用", here, at.pos(), there)
}

// whoIs is who a member is, by A1 and A4 alone.
func whoIs(m *model.Member) model.Named {
	return model.Named{Name: m.Name(), Card: model.CardOf(m.Text(model.CodeIdentity))}
}

// decideAdded keeps the persons who joined, each once.
func (c *collector) decideAdded(h *house) {
	first := func(x *newcomerPerson) int {
		return slices.IndexFunc(h.added, func(y *newcomerPerson) bool { return x.who().Same(y.who()) })
	}
	agree(h.added, first, func(a, b *newcomerPerson) bool { return differ(c.cb, a.values, b.values) == "" },
		func(x *newcomerPerson) { h.joining = append(h.joining, x) },
		func(x, other *newcomerPerson) {
			c.hold(x.problem("return-disagree", fmt.Sprintf("同一个人填了几次，“%s”不一样，都未采用；另见%s",
				differ(c.cb, x.values, other.values), other.at.pos()), "请核实后改成一致"))
		})
}

// differ names the first item in which two rows say different things.
func differ(cb *model.Codebook, a, b []entry) string {
	for _, in := range cb.All() {
		if x, y := valueOf(a, in.Code), valueOf(b, in.Code); x != y && !in.Same(x, y) {
			return in.Name()
		}
	}
	return ""
}

// decideLeavers keeps the persons who left, each once.
func (c *collector) decideLeavers(h *house) {
	agree(h.leavers, func(x *leaver) claimKey {
		if x.member == gone {
			return claimKey{member: gone, name: x.name}
		}
		return claimKey{member: x.member}
	}, func(a, b *leaver) bool { return a.reason == b.reason },
		func(x *leaver) { h.leaving = append(h.leaving, x) },
		func(x, other *leaver) {
			c.hold(x.problem("return-disagree", fmt.Sprintf("同一个人的减少原因不一样：这里是“%s”，%s是“%s”，都未采用",
				x.reason, other.at.pos(), other.reason), "请核实后改成一致"))
		})
}
