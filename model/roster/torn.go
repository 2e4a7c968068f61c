package roster

import (
	"slices"

	"ruhu/model"
)

// A table of helpers beside the roster may name its households by 户主姓名 alone. A row
// of the sheet is then of two households, which shows only when all persons are known.

// side is the column 户主姓名 that stands behind the name of the person, where another
// table may begin; open says that a column without a head parts the two.
type side struct {
	col  int
	open bool
}

// sideOf finds that column; col is 0 where there is none.
func (c *columns) sideOf() side {
	name, head := indexOf(c.list, model.CodeName), indexOf(c.list, model.CodeHeadName)
	if c.shape.own != model.OfMember || name < 0 || head < 0 || c.list[head].col < c.list[name].col {
		return side{}
	}
	at := c.list[head].col
	return side{at, len(c.headings[at-2]) == 0}
}

// besides is what a row says behind a 户主姓名 that is nobody's of its household so far.
type besides struct {
	d    *draft
	name string
	at   model.At
	said shared
}

// partBeside takes out of a row what stands under another 户主姓名, to be looked at when
// all persons are known.
func (c *collector) partBeside(d *draft, row shared) shared {
	at := slices.IndexFunc(row.household, func(v cell) bool { return v.in.Code == model.CodeHeadName && v.at.Col == row.side.col })
	if row.side.col == 0 || at < 0 {
		return row
	}
	b := besides{d: d, name: model.Squeeze(row.household[at].raw), at: row.household[at].at}
	if b.name == row.person || d.hasPerson(b.name) {
		return row
	}
	b.said = shared{part: row.part, helper: slices.Clone(row.helper)}
	own := make([]cell, 0, len(row.household))
	for i, v := range row.household {
		if i == at || row.side.open && v.at.Col > row.side.col {
			b.said.household = append(b.said.household, v)
		} else {
			own = append(own, v)
		}
	}
	c.besides = append(c.besides, b)
	row.household, row.helper = own, nil
	return row
}

// hasPerson reports a member of a name.
func (d *draft) hasPerson(name string) bool {
	return slices.ContainsFunc(d.Members[:min(len(d.Members), crowded)], func(m *model.Member) bool { return model.Squeeze(m.Name()) == name })
}

// joinBesides joins what stands under another 户主姓名 to the household of its row, unless
// in that sheet somebody is named who is of another household: then two tables stand
// beside one another, and nobody can say whose it is.
func (c *collector) joinBesides() {
	if len(c.besides) == 0 {
		return
	}
	homes := make(map[string][]*draft)
	for _, d := range c.drafts {
		for _, m := range d.Members {
			name := model.Squeeze(m.Name())
			homes[name] = append(homes[name], d)
		}
	}
	torn := make(map[uint16]bool) // sheets
	for _, b := range c.besides {
		_, n := onlyOne(homes[b.name], func(d *draft) bool { return d != b.d && d.place.agrees(b.d.place) })
		torn[b.at.Source] = torn[b.at.Source] || n > 0 && !b.d.hasPerson(b.name)
	}
	var lost []model.At
	for _, b := range c.besides {
		if torn[b.at.Source] && !b.d.hasPerson(b.name) {
			lost = append(lost, b.at)
			continue
		}
		c.merge(b.d, b.said)
	}
	for _, rows := range model.Groups(lost, func(at model.At) uint16 { return at.Source }) {
		var where places
		for _, at := range rows {
			where.add(model.CellName(at.Col, at.Row))
		}
		c.fault("row-without-household", c.data.PosAt(rows[0]),
			"有 %d 行的“户主姓名”（%s）不是这一行那一户的人，写在它后面的责任人等不知道是哪一户的，没有读入", where.count, &where).
			about(model.CodeHeadName, "").advise("两张表并排的，请把右边的移到另一张工作表；是一张表的，请改正户主姓名")
	}
}
