package collect

import (
	"fmt"
	"slices"
	"strconv"

	"ruhu/model"
	"ruhu/model/visit"
)

// The parts of a household's items, in their order.
const (
	partHousehold = iota // and the persons behind it, by their place
	partAdded     = 1 << 20
	partRemoved   = 1<<20 + 1
	partResult    = 1<<20 + 2
)

// decide finds out what of the claims about a household holds.
func (c *collector) decide(h *house) {
	c.settleResult(h)
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

// settle applies what was decided about a household.
func (c *collector) settle(h *house) {
	if h.unmet {
		return
	}
	held, items := c.out.Held, len(c.items)
	c.applyClaims(h)
	c.applyAdditions(h)
	c.applyLeavers(h)
	c.applyMeasures(h)
	h.refused += c.out.Held - held
	c.compareResult(h, c.items[items:])
	c.recountIncome(h)
	if h.result == visit.Moved || h.result == visit.Gone {
		one := h.visits[slices.IndexFunc(h.visits, func(v *call) bool { return v.result == h.result })]
		c.item(one.printing, item{Item: visit.Item{Field: visit.HeadResult, Old: "在册", New: string(h.result)}, part: partResult})
		c.warn(c.about(one.printing, "household-gone", one.at, "", model.Problem{Field: visit.HeadResult, Value: string(h.result),
			Message: fmt.Sprintf("核实结果是“%s”，这一户仍留在“花名册-核实后”中，打印和总结照旧计入", h.result),
			Hint:    "请在国家系统中办理；办好后从花名册中删去这一户，需要计入自然减少的，把成员逐人填在“自然减少”"}))
	}
}

// settleResult decides what came of the visits: one who was not met the first
// time and was later is one who was met.
func (c *collector) settleResult(h *house) {
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
	for _, v := range said {
		if v.result == h.result {
			continue
		}
		h.disputed = true
	}
	if !h.disputed {
		return
	}
	for i, v := range said {
		other := said[(i+1)%len(said)]
		c.hold(c.about(v.printing, "return-disagree", v.at, "", model.Problem{Field: visit.HeadResult, Value: string(v.result),
			Message: fmt.Sprintf("核实结果说法不一：这里是“%s”，%s是“%s”，都未采用", v.result, other.at.pos(), other.result), Hint: "请核实后改成一致"}))
	}
	h.result = ""
}

// about fills in whose a problem is and where.
func (c *collector) about(p *printing, rule string, at spot, person string, out model.Problem) model.Problem {
	out.Rule, out.Pos, out.Person = rule, at.pos(), person
	out.Household, out.Head, out.Subject = p.house.new.Number(), p.house.new.HeadName(), p.house.new
	return out
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
		c.hold(c.about(p, "return-unmet", at, person, model.Problem{Field: field, Value: value,
			Message: fmt.Sprintf("核实结果是“%s”，却填了核实的内容，未采用", h.result), Hint: "请核对：见到了人的，把核实结果改为“有更正”或“全部一致”"}))
	}
	for _, x := range h.claims {
		hold(x.printing, x.at, x.name, x.in.Name(), x.value)
	}
	for _, x := range h.added {
		hold(x.printing, x.at, valueOf(x.values, model.CodeName), visit.AdditionSheet, "")
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
	out := model.Problem{Field: visit.HeadResult, Value: string(h.result)}
	switch {
	case h.result == visit.Agrees && changes > 0:
		out.Message = fmt.Sprintf("核实结果是“全部一致”，却有 %d 处更正或变动，%s", changes, became(applied, h.refused))
		out.Hint = "请把核实结果改为“有更正”，或删去更正"
	case h.result == visit.Corrected && changes == 0:
		out.Message, out.Hint = "核实结果是“有更正”，却没有登记更正、增加或减少", "请照纸质表补登，或把核实结果改为“全部一致”"
	case h.result == "" && changes+len(h.claims) > 0:
		out.Message = "填了核实的内容，" + became(len(items), h.refused) + "；却没有填核实结果，进度按未交回计"
		out.Hint = "请补填核实结果、入户日期和核实人"
	default:
		return
	}
	c.warn(c.about(v.printing, "return-result", v.at, "", out))
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
	groups := make(map[claimKey][]*claim)
	var order []claimKey
	decided := slices.ContainsFunc(h.claims, func(x *claim) bool { return x.in.Code == model.CodeChange && !x.proposal })
	for _, x := range h.claims {
		if x.proposal && decided {
			continue // 更正登记 says what was decided
		}
		k := x.key()
		if len(groups[k]) == 0 {
			order = append(order, k)
		}
		groups[k] = append(groups[k], x)
	}
	for _, k := range order {
		list := groups[k]
		if other := slices.IndexFunc(list, func(x *claim) bool { return !x.in.Same(x.value, list[0].value) }); other > 0 {
			c.holdDisagreement(list, other)
			continue
		}
		h.decided = append(h.decided, list[0])
	}
}

// applyClaims applies the values that hold.
func (c *collector) applyClaims(h *house) {
	was := h.old.Head()
	for _, x := range h.decided {
		c.apply(x)
	}
	c.followHead(h, was)
}

// followHead keeps the household's own columns of the head in step where another
// person became head.
func (c *collector) followHead(h *house, was *model.Member) {
	i := slices.IndexFunc(h.decided, func(x *claim) bool {
		return x.in.Code == model.CodeRelation && x.member >= 0 && h.members[x.member].IsHead() && h.old.Members[x.member] != was
	})
	if i < 0 || was == nil {
		return
	}
	x := h.decided[i]
	head := h.members[x.member]
	for own, of := range map[model.Code]model.Code{model.CodeHeadName: model.CodeName, model.CodeHeadID: model.CodeIdentity} {
		if text := h.new.Text(own); text != "" && visit.Text(text) != visit.Text(head.Text(of)) {
			c.set(&h.new.Record, own, head.Text(of), x.at)
		}
	}
}

func (c *collector) holdDisagreement(list []*claim, other int) {
	for i, x := range list {
		against := list[0]
		if i == 0 {
			against = list[other]
		}
		if x.in.Same(x.value, against.value) {
			against = list[other]
		}
		c.hold(c.about(x.printing, "return-disagree", x.at, x.name, model.Problem{Field: x.in.Name(), Code: x.in.Code, Value: x.value,
			Message: fmt.Sprintf("同一处填得不一样：这里是“%s”，%s是“%s”，都未采用", x.value, against.at.pos(), against.value), Hint: "请核实后改成一致"}))
	}
}

// apply compares a value with what was printed and with what the roster says
// now, and writes it.
func (c *collector) apply(x *claim) {
	in := x.in
	if x.member == gone {
		c.claimItem(x) // applied before the person left
		return
	}
	record := &x.house.new.Record
	if x.member != whole {
		record = &x.house.members[x.member].Record
	}
	now := visit.Text(record.Text(in.Code))
	switch {
	case in.Same(x.value, x.was) && in.Same(now, x.was):
		if in.Code != visit.CodeRelief && in.Code != model.CodeChange {
			c.warn(c.about(x.printing, "return-same", x.at, x.name, model.Problem{Field: in.Name(), Code: in.Code, Value: x.value,
				Message: "核实值与系统值相同，不用更正", Hint: "请核对是否填错了指标或内容"}))
		}
		return
	case in.Same(now, x.value):
		c.mark(record, in.Code) // applied before
	case !in.Same(now, x.was):
		c.hold(c.about(x.printing, "return-changed", x.at, x.name, model.Problem{Field: in.Name(), Code: in.Code, Value: x.value,
			Message: fmt.Sprintf("打印以后系统值变了：打印时是“%s”，现在花名册里是“%s”，这一项未采用", x.was, now), Hint: "请核对以哪个为准，再更正花名册或回填表"}))
		return
	default:
		c.set(record, in.Code, x.value, x.at)
		c.follow(x, now)
	}
	c.claimItem(x)
}

// follow keeps the household's own columns of the head in step with the person.
func (c *collector) follow(x *claim, was string) {
	own := map[model.Code]model.Code{model.CodeName: model.CodeHeadName, model.CodeIdentity: model.CodeHeadID}[x.in.Code]
	if own == "" || x.member == whole || !x.house.members[x.member].IsHead() {
		return
	}
	if h := x.house.new; h.Text(own) != "" && visit.Text(h.Text(own)) == was {
		c.set(&h.Record, own, x.value, x.at)
	}
}

func (c *collector) claimItem(x *claim) {
	it := item{Item: visit.Item{Field: x.in.Name(), Code: x.in.Code, Old: x.was, New: x.value}, rank: c.rank[x.in.Code]}
	if x.value == "" {
		it.New = visit.Nothing
	}
	switch {
	case x.member == gone:
		it.Person, it.part = x.name, partAdded-1
	case x.member != whole:
		it.Person, it.part = x.name, 1+x.member
	case x.proposal:
		it.Field = visit.HeadOpinion
	}
	c.item(x.printing, it)
}

func (c *collector) item(p *printing, it item) {
	it.Village, it.Household, it.Head = c.villageName(p.house.new.Village), p.house.new.Number(), p.paper.head
	it.Source, it.household, it.Of = p.source(), p.house.place, p.house.new
	if p.house.income == nil && touchesIncome(&it) {
		p.house.income = p
	}
	c.items = append(c.items, it)
}

// samePerson compares persons by certificate or, where one has none, by name.
func samePerson(idA, nameA, idB, nameB string) bool {
	return model.Named{Name: nameA, Card: model.CardOf(idA)}.Same(model.Named{Name: nameB, Card: model.CardOf(idB)})
}

// decideAdded keeps the persons who joined, each once.
func (c *collector) decideAdded(h *house) {
	var seen []*newcomerPerson
	for _, x := range h.added {
		id, name := valueOf(x.values, model.CodeIdentity), valueOf(x.values, model.CodeName)
		i := slices.IndexFunc(seen, func(y *newcomerPerson) bool {
			return samePerson(id, name, valueOf(y.values, model.CodeIdentity), valueOf(y.values, model.CodeName))
		})
		if i < 0 {
			seen = append(seen, x)
			continue
		}
		if field := differ(c.cb, seen[i].values, x.values); field != "" {
			for _, one := range []*newcomerPerson{seen[i], x} {
				c.holdAdded(one, fmt.Sprintf("同一个人填了两次，“%s”不一样，都未采用；另见%s", field, seen[i].at.pos()), "请核实后改成一致")
			}
			seen[i].values = nil
		}
	}
	h.joining = slices.DeleteFunc(seen, func(x *newcomerPerson) bool { return x.values == nil })
}

// applyAdditions writes the persons who join.
func (c *collector) applyAdditions(h *house) {
	rank := 0
	for _, x := range h.joining {
		if c.applyAdded(h, x, rank) {
			rank++
		}
	}
}

func (c *collector) holdAdded(x *newcomerPerson, message, hint string) {
	c.hold(c.about(x.printing, "return-disagree", x.at, valueOf(x.values, model.CodeName),
		model.Problem{Field: visit.AdditionSheet, Message: message, Hint: hint}))
}

// differ names the first item in which two rows say different things.
func differ(cb *model.Codebook, a, b []given) string {
	for _, in := range cb.All() {
		if x, y := valueOf(a, in.Code), valueOf(b, in.Code); x != y && !in.Same(x, y) {
			return in.Name()
		}
	}
	return ""
}

// applyAdded writes a person into 自然增加, or completes the one who is there.
func (c *collector) applyAdded(h *house, x *newcomerPerson, rank int) bool {
	id, name := valueOf(x.values, model.CodeIdentity), valueOf(x.values, model.CodeName)
	var m *model.Member
	for _, a := range h.new.Added {
		if samePerson(id, name, a.Text(model.CodeIdentity), a.Name()) {
			m = a
		}
	}
	if m == nil {
		m = &model.Member{Record: c.data.NewRecord(len(x.values)), Household: h.new}
		h.new.Added = append(h.new.Added, m)
	}
	for _, v := range x.values {
		now, in := m.Text(v.code), c.cb.Lookup(v.code)
		if now != "" && !in.Same(now, v.value) {
			c.holdAdded(x, fmt.Sprintf("花名册的自然增加里已有这个人，“%s”是“%s”，这里是“%s”，这一行未采用", in.Name(), now, v.value), "请核对后改成一致")
			return false
		}
	}
	for _, v := range x.values {
		if m.Text(v.code) == "" {
			c.set(&m.Record, v.code, v.value, v.at)
		} else {
			c.mark(&m.Record, v.code)
		}
	}
	c.out.Added = append(c.out.Added, visit.Person{Village: c.villageName(h.new.Village), Household: h.new.Number(), Head: x.paper.head, Record: &m.Record, Of: h.new, Source: x.source()})
	c.item(x.printing, item{Item: visit.Item{Person: name, Field: "增加家庭成员", New: valueOf(x.values, model.CodeAdded) + "（各项见“新增成员”表）"}, part: partAdded, rank: rank})
	return true
}

// decideLeavers keeps the persons who left, each once.
func (c *collector) decideLeavers(h *house) {
	var seen []*leaver
	for _, x := range h.leavers {
		i := slices.IndexFunc(seen, func(y *leaver) bool { return x.member == y.member && (x.member != gone || x.name == y.name) })
		switch {
		case i < 0:
			seen = append(seen, x)
		case seen[i].reason != x.reason:
			for _, one := range []*leaver{seen[i], x} {
				c.hold(c.about(one.printing, "return-disagree", one.at, one.name, model.Problem{Field: string(model.CodeRemoved), Value: one.reason,
					Message: fmt.Sprintf("同一个人的减少原因不一样（“%s”与“%s”），都未采用", seen[i].reason, x.reason), Hint: "请核实后改成一致"}))
			}
			seen[i].name = ""
		}
	}
	h.leaving = slices.DeleteFunc(seen, func(x *leaver) bool { return x.name == "" })
}

// applyLeavers takes the persons who left out of the household.
func (c *collector) applyLeavers(h *house) {
	size := len(h.new.Members)
	for rank, x := range h.leaving {
		c.applyLeaver(h, x, rank)
	}
	if n := len(h.new.Members); n < size {
		if text := h.new.Text("家庭人口数"); text == strconv.Itoa(size) {
			c.set(&h.new.Record, "家庭人口数", strconv.Itoa(n), h.leaving[0].at)
		}
	}
}

// applyLeaver writes a person into 自然减少 and takes them out of the members.
func (c *collector) applyLeaver(h *house, x *leaver, rank int) {
	name, id := x.name, x.id
	if x.member >= 0 {
		m := h.old.Members[x.member]
		if m.Name() != "" {
			name = m.Name()
		}
		if id == "" {
			id = m.Text(model.CodeIdentity)
		}
	}
	var record *model.Record
	for _, r := range h.new.Removed {
		if samePerson(id, name, r.Text(model.CodeLeaverID), r.Text(model.CodeLeaver)) {
			record = r
		}
	}
	if record == nil {
		r := c.data.NewRecord(3)
		record = &r
	}
	if now := record.Text(model.CodeRemoved); now != "" && !c.cb.Lookup(model.CodeRemoved).Same(now, x.reason) {
		c.hold(c.about(x.printing, "return-changed", x.at, name, model.Problem{Field: string(model.CodeRemoved), Value: x.reason,
			Message: fmt.Sprintf("花名册的自然减少里已有这个人，原因是“%s”，这一行未采用", now), Hint: "请核对后改成一致"}))
		return
	}
	if !slices.Contains(h.new.Removed, record) {
		h.new.Removed = append(h.new.Removed, record)
	}
	if x.member >= 0 {
		c.keepHead(h, h.members[x.member], x.at)
		h.new.Members = slices.DeleteFunc(h.new.Members, func(o *model.Member) bool { return o == h.members[x.member] })
	}
	for _, v := range []given{{model.CodeLeaver, name, x.at}, {model.CodeLeaverID, id, x.at}, {model.CodeRemoved, x.reason, x.at}} {
		if record.Text(v.code) == "" && v.value != "" {
			c.set(record, v.code, v.value, v.at)
		} else {
			c.mark(record, v.code)
		}
	}
	c.out.Removed = append(c.out.Removed, visit.Person{Village: c.villageName(h.new.Village), Household: h.new.Number(), Head: x.paper.head, Record: record, Of: h.new, Source: x.source()})
	c.item(x.printing, item{Item: visit.Item{Person: name, Field: "减少家庭成员", Old: "在册", New: x.reason}, part: partRemoved, rank: rank})
}

// keepHead writes the name of a head who leaves, and whom nobody follows, into the
// household's own columns: 附件4 still asks for it.
func (c *collector) keepHead(h *house, m *model.Member, at spot) {
	if !m.IsHead() || slices.ContainsFunc(h.new.Members, func(o *model.Member) bool { return o != m && o.IsHead() }) {
		return
	}
	for _, own := range []given{{model.CodeHeadName, m.Name(), at}, {model.CodeHeadID, m.Text(model.CodeIdentity), at}} {
		if h.new.Text(own.code) == "" && own.value != "" {
			c.set(&h.new.Record, own.code, own.value, own.at)
		}
	}
}

// joinNewcomers puts the newly identified households behind their villages'.
func (c *collector) joinNewcomers() {
	for i, key := range c.freshAt {
		list := c.fresh[key]
		if list[0].refused {
			c.heldBy[key] = true
			continue
		}
		if slices.ContainsFunc(list, func(n *newcomer) bool { return n.says() != list[0].says() }) {
			for _, n := range list {
				c.hold(model.Problem{Rule: "return-disagree", Pos: n.at.pos(), Value: n.temp, Household: key.number,
					Message: fmt.Sprintf("几份回填表里的新识别户“%s”内容不一样，都未采用", n.temp), Hint: "若是不同的户，请改成不同的临时编号；若是同一户，请改成一致"})
			}
			c.heldBy[key] = true
			continue
		}
		c.joinNewcomer(list[0], i)
	}
}

func (c *collector) joinNewcomer(n *newcomer, rank int) {
	place := placeKey(n.ret.Village, n.ret.Division)
	v := c.village[place]
	h := c.newHousehold(n, v)
	if known := c.sameKey(h); known != nil {
		if old := known.new; visit.Fingerprint(c.cb, old) != visit.Fingerprint(c.cb, h) {
			c.hold(model.Problem{Rule: "return-changed", Pos: n.at.pos(), Value: n.temp, Household: h.Number(), Head: h.HeadName(), Subject: old,
				Message: "花名册里已有户编号 " + h.Number() + "，内容与这里的新识别户不一样，未采用", Hint: "请核对；若是另一户，请改用别的临时编号"})
			return
		}
		c.markHousehold(known.new)
		h = known.new
	} else {
		v.Households = append(v.Households, h)
	}
	c.out.New = append(c.out.New, visit.Newcomer{Village: c.villageName(v), Household: h, Source: n.source})
	c.items = append(c.items, item{household: c.lastOf(v), part: partResult + 1, rank: rank, Item: visit.Item{
		Village: c.villageName(v), Household: h.Number(), Head: h.HeadName(), Field: "新识别户", Of: h,
		New: fmt.Sprintf("%d 人（各项见“新识别户”“新识别成员”表）", len(h.Members)), Source: n.source}})
}

// sameKey gives the household of the roster that a newly identified one is known
// as: collecting has put it there before.
func (c *collector) sameKey(h *model.Household) *house {
	if c.byOwnKey == nil {
		c.byOwnKey = make(map[model.Key]*house, len(c.order))
		for _, o := range c.order {
			c.byOwnKey[o.old.OwnKey()] = o
		}
		delete(c.byOwnKey, model.Key{})
	}
	return c.byOwnKey[h.OwnKey()]
}

// lastOf is the place of the village's last household of the roster given.
func (c *collector) lastOf(v *model.Village) int {
	last := len(c.order)
	for _, h := range c.order {
		if h.new.Village == v {
			last = h.place
		}
	}
	return last
}

func (c *collector) newHousehold(n *newcomer, v *model.Village) *model.Household {
	h := &model.Household{Record: c.data.NewRecord(len(n.values) + 2), Village: v}
	c.set(&h.Record, model.CodeNumber, n.number(v), n.at)
	c.set(&h.Record, model.CodeFormerNumber, n.number(v), n.at) // until the national system gives one
	c.set(&h.Record, model.CodeChange, "新识别", n.at)
	for _, x := range n.values {
		c.set(&h.Record, x.code, x.value, x.at)
	}
	for _, list := range n.members {
		m := &model.Member{Record: c.record(list), Household: h}
		h.Members = append(h.Members, m)
	}
	for _, list := range n.helpers {
		r := c.record(list)
		h.Helpers = append(h.Helpers, &r)
	}
	if head := h.Head(); head != nil && c.cb.Lookup(model.CodeHeadName) != nil {
		c.set(&h.Record, model.CodeHeadName, head.Name(), n.at)
	}
	c.markHousehold(h)
	return h
}

func (c *collector) record(list []given) model.Record {
	r := c.data.NewRecord(len(list))
	for _, x := range list {
		r.Set(x.code, x.value, model.AsText, model.At{Source: c.source(x.at.file, x.at.sheet), Row: x.at.row, Col: x.at.col})
		c.ask(&r, x.code)
	}
	return r
}

// markHousehold marks all that a household has.
func (c *collector) markHousehold(h *model.Household) {
	all := func(r *model.Record) {
		for in := range r.Values {
			c.mark(r, in.Code)
		}
	}
	all(&h.Record)
	for _, m := range h.Members {
		all(&m.Record)
	}
	for _, r := range h.Helpers {
		all(r)
	}
}
