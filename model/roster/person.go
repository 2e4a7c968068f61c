package roster

import (
	"fmt"
	"slices"

	"ruhu/model"
)

// joinPersons makes one member of a person whom several sheets list in one
// household: each sheet has columns of its own. Twice in one sheet is a fault
// of that sheet, and stays for the checks to find.
func (c *collector) joinPersons() {
	joined := make(map[uint16]int)
	for _, d := range c.drafts {
		if d.doubted && !d.held && !c.list {
			c.holdUnlike(d)
		}
		if d.crowded || len(d.from) == 0 || !slices.ContainsFunc(d.from, func(s uint16) bool { return s != d.from[0] }) {
			continue
		}
		var distinct []*model.Member
		var from []uint16
		for i, m := range d.Members {
			at := slices.IndexFunc(distinct, func(k *model.Member) bool { return samePerson(k, m) })
			if at < 0 || from[at] == d.from[i] {
				distinct, from = append(distinct, m), append(from, d.from[i])
				continue
			}
			joined[d.from[i]]++
			kept := distinct[at]
			kept.JoinAs(&m.Record)
			if differ := complete(&kept.Record, &m.Record); differ != "" {
				c.warn("member-contradiction", m.Pos(model.CodeName),
					"同一人在几张表中的内容不一致，采用了前一张的（%s）：%s", kept.Pos(model.CodeName), differ).
					of(d).in(kept).advise("请核对后改成一致")
			}
		}
		d.Members, d.from = distinct, from
	}
	for source, n := range joined {
		if told := c.bySource[source]; told != nil {
			told.Notes = append(told.Notes, fmt.Sprintf("其中 %d 人别的表里也有，内容合在一起", n))
		}
	}
}

// holdUnlike holds a household back whose rows two sheets gave by a short number of
// which one does not say the village, where they speak of two families: each with
// a 户主, whose identity numbers differ, or with nobody else in common.
func (c *collector) holdUnlike(d *draft) {
	type half struct {
		head   *model.Member
		others []*model.Member
	}
	halves := make(map[uint16]*half)
	var order []*half
	for i, m := range d.Members[:min(len(d.Members), crowded)] {
		h := halves[d.from[i]]
		if h == nil {
			h = new(half)
			halves[d.from[i]], order = h, append(order, h)
		}
		if m.IsHead() && h.head == nil {
			h.head = m
		} else {
			h.others = append(h.others, m)
		}
	}
	order = slices.DeleteFunc(order, func(h *half) bool { return h.head == nil })
	for i := 1; i < len(order); i++ {
		a, b := order[0], order[i]
		common := slices.ContainsFunc(a.others, func(m *model.Member) bool {
			return slices.ContainsFunc(b.others, func(o *model.Member) bool { return samePerson(m, o) })
		})
		if samePerson(a.head, b.head) && (common || len(a.others) == 0 || len(b.others) == 0) {
			continue
		}
		c.hold(d, "household-twice", b.head.Pos(model.CodeName),
			"户编号 %s 在两张表里都有，另见%s，有的没有写行政村，家里的人对不上，不知道是不是同一户，都暂不打印", d.Number(), a.head.Pos(model.CodeName)).
			advise("请每行填明行政村")
		return
	}
}

// samePerson reports that two records are of one person: the identity numbers
// agree or, where one has none that can be relied on, the names.
func samePerson(a, b *model.Member) bool {
	idA, idB := cardOf(a), cardOf(b)
	name := model.Squeeze(a.Name()) == model.Squeeze(b.Name())
	if idA != "" && idB != "" {
		return idA == idB && (name || a.Name() == "" || b.Name() == "")
	}
	return name && a.Name() != ""
}

// cardOf is the identity number of a person as far as it can be relied on.
func cardOf(m *model.Member) string {
	if v, ok := m.Get(model.CodeIdentity); ok && v.Stored != model.AsNumber {
		return reliable(v.Raw)
	}
	return ""
}
