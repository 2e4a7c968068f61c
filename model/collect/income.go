package collect

import (
	"fmt"
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

// touchesIncome reports an item with which the income a head changes: one of its
// parts, or a person who joined or left.
func touchesIncome(it *item) bool {
	return it.part == partAdded || it.part == partRemoved || slices.Contains(model.IncomeParts[:], it.Code)
}

// recountIncome works 人均纯收入 out anew for a household of which something that it
// is made of was corrected; for no other. What the village itself states holds, and
// where the roster has no such column there is nothing to keep right.
func (c *collector) recountIncome(h *house) {
	p, in := h.income, c.cb.Lookup(model.CodePerHead)
	stated := slices.ContainsFunc(h.claims, func(x *claim) bool { return x.in == in })
	if p == nil || in == nil || stated || h.old.State(in.Code) == model.NotAsked {
		return
	}
	now := visit.Text(h.new.Text(in.Code))
	was, known := p.printedValue(whole, visit.Whole, in)
	if !known {
		was = now
	}
	at := spot{p.ret.File, visit.ResultSheet, 1, 1}
	if p.call != nil {
		at = p.call.at
	}
	people := len(h.new.YearEnd().People)
	net, ok := h.new.NetIncome()
	if !ok || people == 0 {
		if now != "" {
			c.warn(p.about(at, "", model.Problem{Rule: "income-stale", Field: in.Name(), Code: in.Code, Value: now,
				Message: fmt.Sprintf("收入或人口有更正，但A28至A32不全，人均纯收入没法重算，仍是原来的%s元", now),
				Hint:    "请核实这一户各项收入，补全后重算"}))
		}
		return
	}
	value := model.Plain(net / float64(people))
	if !in.Same(now, value) {
		c.set(&h.new.Record, in.Code, value, at)
	} else if !in.Same(was, value) {
		c.mark(&h.new.Record, in.Code) // worked out before
	}
	if in.Same(was, value) {
		return
	}
	it := item{Item: visit.Item{Field: in.Name() + "（重算）", Code: in.Code, Old: was, New: value}, rank: c.rank[in.Code]}
	c.item(p, it)
}
