package collect

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// What would make a household impossible is held back like any other item, and the
// rest goes on. Judged is what all items together come to, so that the order of
// rows does not matter: two corrections may move the head from one to another.

// refuseImpossible holds back, of what was decided about a household, corrections of
// persons who leave, persons who are there already, and what would leave it with
// no head or several.
func (c *collector) refuseImpossible(h *house) {
	h.decided = slices.DeleteFunc(h.decided, func(x *claim) bool { return c.refuseGone(h, x) })
	h.joining = slices.DeleteFunc(h.joining, func(x *newcomerPerson) bool { return c.refuseListed(h, x) })
	c.refuseHeads(h)
}

// refuseGone holds back the correction of a person who leaves or has left. Whether
// they had 大病医疗救助 is asked of everybody.
func (c *collector) refuseGone(h *house, x *claim) bool {
	leaves := x.member == gone || slices.ContainsFunc(h.leaving, func(l *leaver) bool { return x.member >= 0 && l.member == x.member })
	if !leaves || x.in.Code == visit.CodeRelief {
		return false
	}
	c.refuseClaim(x, "return-removed", "这个人已登记在“自然减少”里，更正未采用",
		"减少的人不用更正，删去这一行即可；若这个人还在，删去“自然减少”里的一行")
	return true
}

func (c *collector) refuseClaim(x *claim, rule, message, hint string) {
	c.hold(c.about(x.printing, rule, x.at, x.name, model.Problem{Field: x.in.Name(), Code: x.in.Code, Value: x.value, Message: message, Hint: hint}))
}

// refuseListed holds back a person who is to join a household and is one of its
// members, or is to be another head.
func (c *collector) refuseListed(h *house, x *newcomerPerson) bool {
	id, name := valueOf(x.values, model.CodeIdentity), valueOf(x.values, model.CodeName)
	is := func(m *model.Member) bool { return samePerson(id, name, m.Text(model.CodeIdentity), m.Name()) }
	out := model.Problem{Field: visit.AdditionSheet}
	relation := c.cb.Lookup(model.CodeRelation)
	switch {
	case slices.ContainsFunc(h.old.Added, is): // collecting put them there
		return false
	case slices.ContainsFunc(h.old.Members, is):
		out.Message, out.Hint = "这个人已经是这一户的成员，不能再增加，这一行未采用", "请删去这一行；要改这个人的内容，请填“"+visit.CorrectionSheet+"”"
	case relation != nil && relation.Option(valueOf(x.values, model.CodeRelation)) == 0:
		out.Message = "增加的人填成了户主，这一户会有两个户主，这一行未采用"
		out.Hint = "请填与现在的户主是什么关系；户主确实换成了这个人的，在系统中增加以后再更正"
	default:
		return false
	}
	c.hold(c.about(x.printing, "return-listed", x.at, name, out))
	return true
}

// refuseHeads holds back everything that makes somebody head, or a head no head,
// where the household would be left without one or with several.
func (c *collector) refuseHeads(h *house) {
	relation := c.cb.Lookup(model.CodeRelation)
	if relation == nil {
		return
	}
	becomes := make(map[int]*claim)
	for _, x := range h.decided {
		if x.in == relation && x.member >= 0 {
			becomes[x.member] = x
		}
	}
	leaves := make(map[int]*leaver)
	for _, x := range h.leaving {
		leaves[x.member] = x
	}
	var claims []*claim
	var leavers []*leaver
	var heads []string
	before, left := 0, 0
	for i, m := range h.old.Members {
		was, is := m.IsHead(), m.IsHead()
		x, goes := becomes[i], leaves[i]
		if x != nil {
			is = relation.Option(x.value) == 0
		}
		switch {
		case goes != nil && was:
			leavers = append(leavers, goes)
		case goes == nil && x != nil && is != was:
			claims = append(claims, x)
		}
		if was {
			before++
		}
		if goes == nil {
			left++
			if is {
				heads = append(heads, visit.Labels(h.old)[i])
			}
		}
	}
	if n := len(heads); n == 1 || n > 1 && n < before || len(claims)+len(leavers) == 0 {
		return
	}
	if left == 0 && (h.result == visit.Moved || h.result == visit.Gone) {
		return // nobody is left who could be head
	}
	c.holdHeads(h, claims, leavers, heads, left)
}

func (c *collector) holdHeads(h *house, claims []*claim, leavers []*leaver, heads []string, left int) {
	message, hint := "这样一来这一户没有户主了，未采用", "请在“"+visit.CorrectionSheet+"”中把新户主的“与户主关系”更正为“户主”，其他人的关系一并更正"
	switch {
	case left == 0:
		message = "这一户的人都登记为减少，户里没有人了，户主的一行未采用"
		hint = "全户都不在了的，核实结果请选“" + string(visit.Gone) + "”或“" + string(visit.Moved) + "”"
	case len(heads) > 1:
		message = "这样一来这一户有 " + fmt.Sprint(len(heads)) + " 个户主（" + strings.Join(heads, "、") + "），未采用"
		hint = "一户只有一个户主：请把原户主的“与户主关系”也一并更正"
	}
	for _, x := range claims {
		c.refuseClaim(x, "return-heads", message, hint)
	}
	for _, x := range leavers {
		c.hold(c.about(x.printing, "return-heads", x.at, x.name, model.Problem{Field: string(model.CodeRemoved), Value: x.reason, Message: message, Hint: hint}))
	}
	h.decided = slices.DeleteFunc(h.decided, func(x *claim) bool { return slices.Contains(claims, x) })
	h.leaving = slices.DeleteFunc(h.leaving, func(x *leaver) bool { return slices.Contains(leavers, x) })
}

// occupant is a place in which a certificate would stand after everything that was
// decided: a member's, one who joins, or one of a newly identified household.
type occupant struct {
	home     any // *house or *newcomer
	person   any // *model.Member, *newcomerPerson, or the values of a row
	where    string
	claim    *claim
	joining  *newcomerPerson
	newcomer *newcomer
}

// changed reports an occupant that the workbooks put there.
func (o occupant) changed() bool { return o.claim != nil || o.joining != nil || o.newcomer != nil }

// refuseTwice holds back what would put one certificate into two places: a
// corrected number, a person who joins, a newly identified household. What the
// roster has twice by itself is for its own checks.
func (c *collector) refuseTwice() {
	at := make(map[string][]occupant)
	for card := range c.changedCards() {
		at[card] = nil
	}
	if len(at) == 0 {
		return
	}
	for o, card := range c.occupants {
		if list, asked := at[card]; asked && !slices.ContainsFunc(list, func(p occupant) bool { return p.person == o.person }) {
			at[card] = append(list, o)
		}
	}
	for _, o := range c.changedOccupants() {
		list := at[o.card]
		if i := slices.IndexFunc(list, func(p occupant) bool { return p.person != o.person }); len(list) > 1 && i >= 0 {
			c.refuseOccupant(o.occupant, list[i].where)
		}
	}
}

// placed is an occupant with its certificate.
type placed struct {
	occupant
	card string
}

// changedCards are the certificates that the workbooks put somewhere.
func (c *collector) changedCards() map[string]bool {
	out := make(map[string]bool)
	for _, o := range c.changedOccupants() {
		out[o.card] = true
	}
	return out
}

// changedOccupants are those that the workbooks put where they are, in order.
func (c *collector) changedOccupants() []placed {
	var out []placed
	for _, h := range c.order {
		if len(h.decided)+len(h.joining) == 0 {
			continue
		}
		for o, card := range h.occupants(c) {
			if o.changed() {
				out = append(out, placed{o, card})
			}
		}
	}
	for o, card := range c.newOccupants {
		out = append(out, placed{o, card})
	}
	return out
}

// occupants gives everybody with a certificate, as they would be.
func (c *collector) occupants(yield func(occupant, string) bool) {
	for _, h := range c.order {
		for o, card := range h.occupants(c) {
			if !yield(o, card) {
				return
			}
		}
	}
	for o, card := range c.newOccupants {
		if !yield(o, card) {
			return
		}
	}
}

// occupants gives the household's persons with a certificate, as they would be: who
// leaves is none, and who is listed among those who joined and as a member is one.
func (h *house) occupants(c *collector) func(func(occupant, string) bool) {
	return func(yield func(occupant, string) bool) {
		where := fmt.Sprintf("户 %s（%s）", h.old.Number(), c.villageName(h.new.Village))
		for i, m := range h.old.Members {
			if slices.ContainsFunc(h.leaving, func(l *leaver) bool { return l.member == i }) {
				continue
			}
			o, card := occupant{home: h, person: m, where: where}, m.Text(model.CodeIdentity)
			at := slices.IndexFunc(h.decided, func(x *claim) bool { return x.member == i && x.in.Code == model.CodeIdentity })
			if at >= 0 && !model.SameCard(card, h.decided[at].value) {
				o.claim, card = h.decided[at], h.decided[at].value
			}
			if card = model.CardOf(card); card != "" && !yield(o, card) {
				return
			}
		}
		for _, m := range h.old.Added {
			listed := slices.ContainsFunc(h.old.Members, func(o *model.Member) bool { return model.Squeeze(o.Name()) == model.Squeeze(m.Name()) })
			if card := model.CardOf(m.Text(model.CodeIdentity)); card != "" && !listed && !yield(occupant{home: h, person: m, where: where}, card) {
				return
			}
		}
		for _, x := range h.joining {
			card, name := valueOf(x.values, model.CodeIdentity), valueOf(x.values, model.CodeName)
			known := slices.ContainsFunc(h.old.Added, func(m *model.Member) bool { return samePerson(card, name, m.Text(model.CodeIdentity), m.Name()) })
			if card = model.CardOf(card); card != "" && !known && !yield(occupant{home: h, person: x, where: where, joining: x}, card) {
				return
			}
		}
	}
}

// newOccupants gives the persons of newly identified households that the roster
// has not yet.
func (c *collector) newOccupants(yield func(occupant, string) bool) {
	if len(c.freshAt) == 0 {
		return
	}
	there := make(map[homeKey]bool) // collecting put it there, perhaps under a number that was given since
	for _, h := range c.order {
		if former := h.old.Text(model.CodeFormerNumber); former != "" {
			there[keyOf(placeKey(h.new.Village.Name, h.new.Village.Division), former)] = true
		}
	}
	for _, key := range c.freshAt {
		if c.byKey[key] != nil || there[key] {
			continue
		}
		for _, n := range c.fresh[key][:1] {
			for i := range n.members {
				card := valueOf(n.members[i], model.CodeIdentity)
				o := occupant{home: n, person: &n.members[i], where: "新识别户“" + n.temp + "”（" + n.ret.Village + "）", newcomer: n}
				if card = model.CardOf(card); card != "" && !yield(o, card) {
					return
				}
			}
		}
	}
}

// refuseOccupant holds back what put a certificate where it cannot stand.
func (c *collector) refuseOccupant(o occupant, other string) {
	const rule = "return-twice"
	hint := "请核对号码；若这个人是从那一户来的，先在那一户的“" + visit.RemovalSheet + "”中登记减少"
	switch {
	case o.claim != nil:
		h := o.home.(*house)
		c.refuseClaim(o.claim, rule, "这个证件号码已是"+other+"里另一个人的，未采用", "请对照证件逐位核对；若两个人的号码填反了，两处一并更正")
		h.decided = slices.DeleteFunc(h.decided, func(x *claim) bool { return x == o.claim })
	case o.joining != nil:
		h := o.home.(*house)
		c.hold(c.about(o.joining.printing, rule, o.joining.at, valueOf(o.joining.values, model.CodeName),
			model.Problem{Field: visit.AdditionSheet, Message: "增加的这个人还在" + other + "里，一个人不能在两处，这一行未采用", Hint: hint}))
		h.joining = slices.DeleteFunc(h.joining, func(x *newcomerPerson) bool { return x == o.joining })
	case !o.newcomer.refused:
		o.newcomer.refused = true
		c.hold(model.Problem{Rule: rule, Pos: o.newcomer.at.pos(), Value: o.newcomer.temp,
			Message: "新识别户“" + o.newcomer.temp + "”中有人还在" + other + "里，一个人不能在两处，这一户未采用", Hint: hint})
	}
}
