package collect

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"ruhu/model"
	"ruhu/model/visit"
)

// apply applies what was decided about a household.
func (c *collector) apply(h *house) {
	if h.unmet {
		return
	}
	held, items := c.out.Held, len(c.items)
	for _, x := range h.decided {
		c.applyClaim(x)
	}
	c.followHead(h, h.old.Head())
	rank := 0
	for _, x := range h.joining {
		if c.applyAdded(h, x, rank) {
			rank++
		}
	}
	c.applyLeavers(h)
	c.applyMeasures(h)
	h.refused += c.out.Held - held
	c.compareResult(h, c.items[items:])
	c.recountIncome(h)
	if h.result == visit.Moved || h.result == visit.Gone {
		one := h.visits[slices.IndexFunc(h.visits, func(v *call) bool { return v.result == h.result })]
		c.item(one.printing, item{Item: visit.Item{Field: visit.HeadResult, Old: "在册", New: string(h.result)}, part: partResult})
		c.warn(one.about(one.at, "", model.Problem{Rule: "household-gone", Field: visit.HeadResult,
			Value:   string(h.result),
			Message: fmt.Sprintf("核实结果是“%s”，这一户仍留在“花名册-核实后”中，打印和总结照旧计入", h.result),
			Hint:    "请在国家系统中办理；办好后从花名册中删去这一户，需要计入自然减少的，把成员逐人填在“自然减少”"}))
	}
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

// write compares a value with what was printed and with what the roster says now, and
// writes it. It is not applied, and told, where it is what was printed, or the roster has
// changed since; it is not new where it was applied before.
func (c *collector) write(record *model.Record, x stated,
	problem func(rule, message, hint string) model.Problem) (applied, fresh bool) {
	now := visit.Text(record.Text(x.in.Code))
	switch {
	case x.in.Same(x.value, x.was) && x.in.Same(now, x.was):
		if x.in.Code != visit.CodeRelief && x.in.Code != model.CodeChange {
			c.warn(problem("return-same", "核实值与系统值相同，不用更正", "请核对是否填错了指标或内容"))
		}
		return false, false
	case x.in.Same(now, x.value):
		c.mark(record, x.in.Code)
		return true, false
	case !x.in.Same(now, x.was):
		c.hold(problem("return-changed", fmt.Sprintf("打印以后系统值变了：打印时是“%s”，现在花名册里是“%s”，这一项未采用", x.was, now),
			"请核对以哪个为准，再更正花名册或回填表"))
		return false, false
	}
	c.set(record, x.in.Code, x.value, x.at)
	return true, true
}

// applyClaim writes a value; of a person who left it was written before.
func (c *collector) applyClaim(x *claim) {
	if x.member != gone {
		record := &x.house.new.Record
		if x.member != whole {
			record = &x.house.members[x.member].Record
		}
		was := visit.Text(record.Text(x.in.Code))
		applied, fresh := c.write(record, x.stated, x.problem)
		if !applied {
			return
		}
		if fresh {
			c.follow(x, was)
		}
	}
	it := item{Item: visit.Item{Field: x.in.Name(), Code: x.in.Code, Old: x.was, New: cmp.Or(x.value, visit.Nothing)},
		rank: c.rank[x.in.Code]}
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

func (c *collector) item(p *printing, it item) {
	it.Village, it.Household, it.Head = c.villageName(p.house.new.Village), p.house.new.Number(), p.paper.head
	it.Source, it.household, it.Of = p.source(), p.house.place, p.house.new
	if p.house.income == nil && touchesIncome(&it) {
		p.house.income = p
	}
	c.items = append(c.items, it)
}

// applyAdded writes a person into 自然增加, or completes the one who is there.
func (c *collector) applyAdded(h *house, x *newcomerPerson, rank int) bool {
	var m *model.Member
	for _, a := range h.new.Added {
		if x.who().Same(whoIs(a)) {
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
			c.hold(x.problem("return-disagree",
				fmt.Sprintf("花名册的自然增加里已有这个人，“%s”是“%s”，这里是“%s”，这一行未采用", in.Name(), now, v.value), "请核对后改成一致"))
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
	c.item(x.printing, item{Item: visit.Item{Person: x.who().Name, Field: "增加家庭成员",
		New: valueOf(x.values, model.CodeAdded) + "（各项见“新增成员”表）"}, part: partAdded, rank: rank})
	return true
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
		name, id = cmp.Or(m.Name(), name), cmp.Or(id, m.Text(model.CodeIdentity))
	}
	who := model.Named{Name: name, Card: model.CardOf(id)}
	var record *model.Record
	for _, r := range h.new.Removed {
		if who.Same(model.Named{Name: r.Text(model.CodeLeaver), Card: model.CardOf(r.Text(model.CodeLeaverID))}) {
			record = r
		}
	}
	if record == nil {
		r := c.data.NewRecord(3)
		record = &r
	}
	if now := record.Text(model.CodeRemoved); now != "" && !c.cb.Lookup(model.CodeRemoved).Same(now, x.reason) {
		out := x.problem("return-changed", fmt.Sprintf("花名册的自然减少里已有这个人，原因是“%s”，这一行未采用", now), "请核对后改成一致")
		out.Person = name
		c.hold(out)
		return
	}
	if !slices.Contains(h.new.Removed, record) {
		h.new.Removed = append(h.new.Removed, record)
	}
	if x.member >= 0 {
		c.recordHead(h, h.members[x.member], x.at)
		h.new.Members = slices.DeleteFunc(h.new.Members, func(o *model.Member) bool { return o == h.members[x.member] })
	}
	for _, v := range []entry{{model.CodeLeaver, name, x.at}, {model.CodeLeaverID, id, x.at}, {model.CodeRemoved, x.reason, x.at}} {
		if record.Text(v.code) == "" && v.value != "" {
			c.set(record, v.code, v.value, v.at)
		} else {
			c.mark(record, v.code)
		}
	}
	c.out.Removed = append(c.out.Removed, visit.Person{Village: c.villageName(h.new.Village), Household: h.new.Number(), Head: x.paper.head, Record: record, Of: h.new, Source: x.source()})
	c.item(x.printing, item{Item: visit.Item{Person: name, Field: "减少家庭成员", Old: "在册", New: x.reason}, part: partRemoved, rank: rank})
}

// recordHead writes the name of a head who leaves, and whom nobody follows, into the
// household's own columns: 附件4 still asks for it.
func (c *collector) recordHead(h *house, m *model.Member, at spot) {
	if !m.IsHead() || slices.ContainsFunc(h.new.Members, func(o *model.Member) bool { return o != m && o.IsHead() }) {
		return
	}
	for _, own := range []entry{{model.CodeHeadName, m.Name(), at}, {model.CodeHeadID, m.Text(model.CodeIdentity), at}} {
		if h.new.Text(own.code) == "" && own.value != "" {
			c.set(&h.new.Record, own.code, own.value, own.at)
		}
	}
}
