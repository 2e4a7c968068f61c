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
// persons who leave, names that others there have, persons who are there already, and what would leave it with
// no head or several.
func (c *collector) refuseImpossible(h *house) {
	all := slices.Clone(h.decided)
	h.decided = slices.DeleteFunc(h.decided, func(x *claim) bool { return c.refuseGone(h, x) || c.refuseNamesake(h, x, all) })
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
	c.hold(x.problem("return-removed", "这个人已登记在“自然减少”里，更正未采用",
		"减少的人不用更正，删去这一行即可；若这个人还在，删去“自然减少”里的一行"))
	return true
}

// refuseNamesake holds back a name that another member of the household has and keeps.
func (c *collector) refuseNamesake(h *house, x *claim, all []*claim) bool {
	if x.in.Code != model.CodeName || x.member < 0 {
		return false
	}
	other := slices.IndexFunc(h.old.Members, func(m *model.Member) bool { return model.Squeeze(m.Name()) == model.Squeeze(x.value) })
	renamed := func(y *claim) bool { return y.member == other && y.in.Code == model.CodeName }
	if other < 0 || other == x.member || slices.ContainsFunc(all, renamed) || slices.ContainsFunc(h.leaving, func(l *leaver) bool { return l.member == other }) {
		return false
	}
	c.hold(x.problem("return-namesake", "这一户已经有一个叫“"+x.value+"”的人，姓名更正未采用", "请核对更正对象是不是这个人；那个人的姓名也错了的，请一并更正"))
	return true
}

// refuseListed holds back a person who is to join a household and is one of its
// members, or is to be another head.
func (c *collector) refuseListed(h *house, x *newcomerPerson) bool {
	is := func(m *model.Member) bool { return x.who().Same(whoIs(m)) }
	var message, hint string
	relation := c.cb.Lookup(model.CodeRelation)
	switch {
	case slices.ContainsFunc(h.old.Added, is): // collecting put them there
		return false
	case slices.ContainsFunc(h.old.Members, is):
		message, hint = "这个人已经是这一户的成员，不能再增加，这一行未采用", "请删去这一行；要改这个人的内容，请填“"+visit.CorrectionSheet+"”"
	case relation != nil && relation.Option(valueOf(x.values, model.CodeRelation)) == 0:
		message = "增加的人填成了户主，这一户会有两个户主，这一行未采用"
		hint = "请填与现在的户主是什么关系；户主确实换成了这个人的，在系统中增加以后再更正"
	default:
		return false
	}
	c.hold(x.problem("return-listed", message, hint))
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
		c.hold(x.problem("return-heads", message, hint))
	}
	for _, x := range leavers {
		c.hold(x.problem("return-heads", message, hint))
	}
	h.decided = slices.DeleteFunc(h.decided, func(x *claim) bool { return slices.Contains(claims, x) })
	h.leaving = slices.DeleteFunc(h.leaving, func(x *leaver) bool { return slices.Contains(leavers, x) })
}

// occupant is a place in which a certificate would stand after everything that was
// decided: a member's, one who joins, or one of a newly identified household.
type occupant struct {
	card     string
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
	var changed []occupant
	at := make(map[string][]occupant) // by the certificates that the workbooks put somewhere
	for _, h := range c.order {
		if len(h.decided)+len(h.joining) > 0 {
			for _, o := range h.occupants(c) {
				if o.changed() {
					changed = append(changed, o)
				}
			}
		}
	}
	fresh := c.newOccupants()
	changed = append(changed, fresh...)
	for _, o := range changed {
		at[o.card] = nil
	}
	note := func(list []occupant) {
		for _, o := range list {
			if there, asked := at[o.card]; asked &&
				!slices.ContainsFunc(there, func(p occupant) bool { return p.person == o.person }) {
				at[o.card] = append(there, o)
			}
		}
	}
	for _, h := range c.order {
		if len(changed) > 0 {
			note(h.occupants(c))
		}
	}
	note(fresh)
	for _, o := range changed {
		if i := slices.IndexFunc(at[o.card], func(p occupant) bool { return p.person != o.person }); i >= 0 {
			c.refuseOccupant(o, at[o.card][i].where)
		}
	}
}

// occupants gives the household's persons with a certificate, as they would be: who
// leaves is none, and who is listed among those who joined and as a member is one.
func (h *house) occupants(c *collector) (out []occupant) {
	where := fmt.Sprintf("户 %s（%s）", h.old.Number(), c.villageName(h.new.Village))
	add := func(o occupant, number string) {
		if o.card = model.CardOf(number); o.card != "" {
			o.home, o.where = h, where
			out = append(out, o)
		}
	}
	for i, m := range h.old.Members {
		if slices.ContainsFunc(h.leaving, func(l *leaver) bool { return l.member == i }) {
			continue
		}
		o, card := occupant{person: m}, m.Text(model.CodeIdentity)
		at := slices.IndexFunc(h.decided, func(x *claim) bool { return x.member == i && x.in.Code == model.CodeIdentity })
		if at >= 0 && !model.SameCard(card, h.decided[at].value) {
			o.claim, card = h.decided[at], h.decided[at].value
		}
		add(o, card)
	}
	for _, m := range h.old.Added {
		if !slices.ContainsFunc(h.old.Members,
			func(o *model.Member) bool { return model.Squeeze(o.Name()) == model.Squeeze(m.Name()) }) {
			add(occupant{person: m}, m.Text(model.CodeIdentity))
		}
	}
	for _, x := range h.joining {
		if !slices.ContainsFunc(h.old.Added, func(m *model.Member) bool { return x.who().Same(whoIs(m)) }) {
			add(occupant{person: x, joining: x}, valueOf(x.values, model.CodeIdentity))
		}
	}
	return out
}

// newOccupants gives the persons of newly identified households that the roster
// has not yet.
func (c *collector) newOccupants() (out []occupant) {
	if len(c.freshAt) == 0 {
		return nil
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
		n := c.fresh[key][0]
		for i := range n.members {
			if card := model.CardOf(valueOf(n.members[i], model.CodeIdentity)); card != "" {
				out = append(out, occupant{card: card, home: n, person: &n.members[i],
					where: "新识别户“" + n.temp + "”（" + n.ret.Village + "）", newcomer: n})
			}
		}
	}
	return out
}

// refuseOccupant holds back what put a certificate where it cannot stand.
func (c *collector) refuseOccupant(o occupant, other string) {
	const rule = "return-twice"
	hint := "请核对号码；若这个人是从那一户来的，先在那一户的“" + visit.RemovalSheet + "”中登记减少"
	switch {
	case o.claim != nil:
		h := o.home.(*house)
		h.refused++
		c.hold(o.claim.problem(rule, "这个证件号码已是"+other+"里另一个人的，未采用", "请对照证件逐位核对；若两个人的号码填反了，两处一并更正"))
		h.decided = slices.DeleteFunc(h.decided, func(x *claim) bool { return x == o.claim })
	case o.joining != nil:
		h := o.home.(*house)
		h.refused++
		c.hold(o.joining.problem(rule, "增加的这个人还在"+other+"里，一个人不能在两处，这一行未采用", hint))
		h.joining = slices.DeleteFunc(h.joining, func(x *newcomerPerson) bool { return x == o.joining })
	case !o.newcomer.refused:
		o.newcomer.refused = true
		c.hold(model.Problem{Rule: rule, Pos: o.newcomer.at.pos(), Value: o.newcomer.temp,
			Message: "新识别户“" + o.newcomer.temp + "”中有人还在" + other + "里，一个人不能在两处，这一户未采用", Hint: hint})
	}
}
