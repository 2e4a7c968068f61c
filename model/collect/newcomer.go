package collect

import (
	"fmt"
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

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

func (c *collector) record(list []entry) model.Record {
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
