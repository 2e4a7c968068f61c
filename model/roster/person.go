package roster

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"ruhu/model"
)

// joinPersons makes one member of a person whom several sheets list in one
// household: each sheet has columns of its own. Twice in one sheet is a fault
// of that sheet, and stays for the checks to find.
func (c *collector) joinPersons() {
	joined := make(map[uint16]int)
	var headless []*draft
	for _, d := range c.drafts {
		if d.doubted && !d.held && !c.list && c.holdUnlike(d) {
			headless = append(headless, d)
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
	if len(headless) > 1 { // one may go on in the next sheet
		for _, d := range headless {
			c.holdDoubted(d, d.Members[len(d.Members)-1], d.Members[0])
		}
	}
	for source, n := range joined {
		if told := c.bySource[source]; told != nil {
			told.Notes = append(told.Notes, fmt.Sprintf("其中 %d 人别的表里也有，内容合在一起", n))
		}
	}
}

// holdUnlike holds a household back whose rows two sheets gave by a short number, where
// they speak of two families: each with a 户主, and nobody in common. It reports those of
// which neither has one.
func (c *collector) holdUnlike(d *draft) (headless bool) {
	type half struct {
		head    *model.Member
		persons []*model.Member
	}
	halves := make(map[uint16]*half)
	var order []*half
	for i, m := range d.Members[:min(len(d.Members), crowded)] {
		h := halves[d.from[i]]
		if h == nil {
			h = new(half)
			halves[d.from[i]], order = h, append(order, h)
		}
		h.persons = append(h.persons, m)
		if m.IsHead() && h.head == nil {
			h.head = m
		}
	}
	common := func(a, b *half) bool { // by number, or by name beside one 户主
		one := a.head == nil || b.head == nil || samePerson(a.head, b.head)
		return slices.ContainsFunc(a.persons, func(m *model.Member) bool {
			return slices.ContainsFunc(b.persons, func(o *model.Member) bool {
				both := m == a.head && o == b.head && len(a.persons) > 1 && len(b.persons) > 1
				return samePerson(m, o) && (one && !both || m.CardIn(model.CodeIdentity) != "" && m.CardIn(model.CodeIdentity) == o.CardIn(model.CodeIdentity))
			})
		})
	}
	headed := slices.DeleteFunc(slices.Clone(order), func(h *half) bool { return h.head == nil })
	for i := 1; i < len(headed); i++ {
		if !common(headed[0], headed[i]) {
			c.holdDoubted(d, headed[i].head, headed[0].head)
			return false
		}
	}
	return len(headed) == 0 && d.HeadName() == "" && len(order) > 1 && !common(order[0], order[1])
}

// holdDoubted holds back what two sheets gave to one short number.
func (c *collector) holdDoubted(d *draft, at, other *model.Member) {
	c.hold(d, "household-twice", at.Pos(model.CodeName),
		"户编号 %s 在两张表里都有，另见%s，家里的人对不上，不知道是不是同一户，都暂不打印", d.Number(), other.Pos(model.CodeName)).
		advise("请每行填明行政村；各表、各组从头编号的，请把户编号改成全村不重复的")
}

// samePerson reports that two records are of one person: the identity numbers
// agree or, where one has none that can be relied on, the names.
func samePerson(a, b *model.Member) bool {
	idA, idB := a.CardIn(model.CodeIdentity), b.CardIn(model.CodeIdentity)
	name := model.Squeeze(a.Name()) == model.Squeeze(b.Name())
	if idA != "" && idB != "" {
		return idA == idB && (name || a.Name() == "" || b.Name() == "")
	}
	return name && a.Name() != ""
}

// namedYear is a year in the name of a sheet or a file, or in a title.
var namedYear = regexp.MustCompile(`(?:^|\D)(20[12]\d)(?:\D|$)`)

// yearOfTable gives the year of which a table of persons says to be: in the name of its
// sheet, else in its title, else in the name of its file; 0 where none says one.
func (r *reader) yearOfTable(rows []numbered) int {
	if r.cols.shape.own != model.OfMember {
		return 0
	}
	places := []string{r.t.Name()}
	if titles := captions(r.cols.rowsOver(rows)); len(titles) > 0 {
		places = append(places, titles[len(titles)-1])
	}
	for _, text := range append(places, r.file) {
		if m := namedYear.FindStringSubmatch(model.Squeeze(text)); m != nil {
			return model.ParseYear(m[1])
		}
	}
	return 0
}

// holdYears holds back households whose persons stand in the rosters of two years:
// what is old and who has left cannot be told from what holds.
func (c *collector) holdYears() {
	var first *draft
	var older, newer uint16
	count := 0
	for _, d := range c.drafts {
		if len(c.years) < 2 || c.list || d.held || len(d.Members) > crowded {
			continue
		}
		was := make(map[string]uint16, len(d.Members))
		for i, m := range d.Members {
			name, now := model.Squeeze(m.Name()), d.from[i]
			before, met := was[name]
			if !met || name == "" {
				was[name] = now
				continue
			}
			if a, b := c.years[before], c.years[now]; a == 0 || b == 0 || a == b {
				continue
			}
			d.held = true
			if count++; first == nil {
				first, older, newer = d, before, now
			}
			break
		}
	}
	if first == nil {
		return
	}
	if c.years[older] > c.years[newer] {
		older, newer = newer, older
	}
	name := func(source uint16) string {
		s := c.bySource[source]
		return cmp.Or(s.Sheet, s.File)
	}
	c.fault("household-twice", first.Members[0].Pos(model.CodeName),
		"有 %d 户在 %d 年的“%s”和 %d 年的“%s”里都有，像是两个年度的名册，不知道哪些内容和人是往年的，暂不打印",
		count, c.years[older], name(older), c.years[newer], name(newer)).
		of(first).about(model.CodeNumber, first.Number()).advise("请只用本年度的一张，删去往年的工作表；与上年比较请用 --against")
}
