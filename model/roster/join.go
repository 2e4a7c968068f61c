package roster

import (
	"cmp"
	"slices"

	"ruhu/model"
)

// registry finds households by their 户主.
type registry struct{ byCard, byName map[string][]*draft }

// enter makes a household findable; each is entered once.
func (g *registry) enter(d *draft, name, id string) {
	if id != "" {
		g.byCard[id] = append(g.byCard[id], d)
	}
	if name != "" {
		g.byName[name] = append(g.byName[name], d)
	}
}

// register enters all households that are known so far and can be determined.
func (c *collector) register() *registry {
	g := &registry{byCard: make(map[string][]*draft), byName: make(map[string][]*draft)}
	for _, d := range c.drafts {
		if !d.held {
			g.enter(d, model.Squeeze(d.HeadName()), d.headCard())
		}
	}
	return g
}

// match is how a household was looked for by its 户主.
type match uint8

const (
	matchNone match = iota
	matchCard
	matchName
	matchSeveral
)

// find gives the one household whose 户主 has the identity number or, where the
// number does not find it, the name within the village. Where there are
// several or none, why says so: nobody is guessed at.
func (g *registry) find(name, id string, p place) (d *draft, how match, why string) {
	if id != "" {
		switch d, n := onlyOne(g.byCard[id], func(d *draft) bool { return d.place.agrees(p) }); {
		case n == 1:
			return d, matchCard, ""
		case n > 1:
			return nil, matchSeveral, "的户主证件号码在名册中有几户，不知道是哪一户"
		}
	}
	d, n := onlyOne(g.byName[name], func(d *draft) bool {
		if !d.place.agrees(p) {
			return false
		}
		own := ""
		if id != "" {
			own = d.headCard()
		}
		return own == "" || own == id
	})
	switch {
	case name == "" && id == "":
		return nil, matchNone, ""
	case n == 1:
		return d, matchName, ""
	case n > 1:
		return nil, matchSeveral, "的户主在名册中有几户同名，不知道是哪一户"
	}
	return nil, matchNone, "的户主在名册中找不到"
}

// onlyOne gives the one of a list that fits; n is 2 where there are more.
func onlyOne(list []*draft, fits func(*draft) bool) (one *draft, n int) {
	for _, d := range list {
		if fits(d) {
			if one, n = d, n+1; n > 1 {
				return nil, n
			}
		}
	}
	return one, n
}

// headCard is the identity number of the 户主 as far as it can be relied on.
func (d *draft) headCard() string {
	if m := d.Head(); m != nil {
		return m.CardIn(model.CodeIdentity)
	}
	return d.CardIn(model.CodeHeadID)
}

// wholeCard finds an identity number that lost nothing.
func wholeCard(cells []cell, code model.Code) string {
	if c := cellWith(cells, code); c != nil && !c.cut {
		return model.CardOf(c.raw)
	}
	return ""
}

// byHead finds the household of a row that names it by its 户主.
func (c *collector) byHead(s shared, p place) (*draft, string) {
	if c.registered == nil {
		c.registered = c.register()
	}
	d, _, why := c.registered.find(textOf(s.household, model.CodeHeadName), wholeCard(s.household, model.CodeHeadID), p)
	return d, why
}

// namesake is a name within a sheet and a village.
type namesake struct {
	source        uint16
	name, village string
}

// joining is the state of joinUnits.
type joining struct {
	*registry
	made []*unit          // of the sheet in hand, of which households were made, to be found by the sheets after it
	here map[string]*unit // and these by the number of the 户主
	same map[namesake]int // units with one name of a 户主
}

// again finds the household of an earlier unit of the sheet with one identity number of
// the 户主: rows of a sheet that is sorted otherwise. Two that list the 户主 are two.
func (j *joining) again(u *unit, p place) *draft {
	if m := j.here[u.id]; u.id != "" && m != nil && m.source == u.source && m.made.place.agrees(p) && !(m.headed && u.headed) {
		m.headed = m.headed || u.headed
		return m.made
	}
	return nil
}

// joinUnits gives the rows of sheets without 户编号 to the households that other
// sheets know, and makes households of the rest.
func (c *collector) joinUnits() {
	if len(c.units) == 0 {
		return
	}
	j := &joining{registry: c.register(), same: make(map[namesake]int), here: make(map[string]*unit)}
	c.units = slices.DeleteFunc(c.units, (*unit).empty)
	for _, u := range c.units {
		u.sum()
		j.same[namesake{u.source, u.name, placeOf(u.said.village).name}]++
		u.said = shared{} // it takes room
	}
	for _, u := range c.units {
		u.sum()
		d := c.householdOfUnit(j, u, placeOf(u.said.village))
		d.listed = d.listed || u.listed
		c.merge(d, u.said)
		for i := range u.rows {
			d.Join(u.rows[i].said.part)
		}
		c.addLoose(d, u.rows)
		u.said = shared{}
	}
}

// householdOfUnit finds the household of a unit, or makes it.
func (c *collector) householdOfUnit(j *joining, u *unit, p place) *draft {
	if u.torn != "" {
		return c.holdUnit(u, p, u.torn)
	}
	if len(j.made) > 0 && j.made[0].source != u.source {
		for _, m := range j.made {
			j.enter(m.made, m.name, m.id)
		}
		j.made = j.made[:0]
	}
	if d := j.again(u, p); d != nil {
		return d
	}
	d, how, why := j.find(u.name, u.id, p)
	kin := sameFamily
	if how == matchName {
		kin = u.kinship(d)
	}
	switch {
	case how == matchName && j.same[namesake{u.source, u.name, p.name}] > 1:
		return c.holdUnit(u, p, "的户主在这张表里有几户同名，不知道是哪一户")
	case kin == unsureFamily, kin == otherFamily && c.households && !u.listed && !u.makes:
		return c.holdUnit(u, p, "的户主与"+d.Where().String()+"的户主同名，不知道是不是同一户")
	case d != nil && kin == sameFamily:
		return d
	case how == matchSeveral, c.households && !u.listed && !u.makes:
		return c.holdUnit(u, p, why)
	}
	u.made = c.newDraft(asker{place: p})
	u.made.made = u
	if j.made = append(j.made, u); j.here[u.id] == nil || j.here[u.id].source != u.source {
		j.here[u.id] = u
	}
	return u.made
}

// kinship is what two lists of persons under one name of a 户主 say about being
// one family.
type kinship uint8

const (
	sameFamily   kinship = iota
	unsureFamily         // nothing is known but the name
	otherFamily          // nobody of the one is in the other
)

// kinship compares the unit with a household that has a 户主 of the same name, when no
// identity number says whether it is one person. Rows without persons are told by the name.
// Where both list persons, somebody else must be in both or the telephone be one: 赵甲 who
// lives alone and 赵甲 with a family may be two men. Against another telephone only an
// identity number counts.
func (u *unit) kinship(d *draft) kinship {
	known := make(map[string]string) // the others' identity numbers
	for _, m := range d.Members[:min(len(d.Members), crowded)] {
		if !m.IsHead() {
			known[model.Squeeze(m.Name())] = m.CardIn(model.CodeIdentity)
		}
	}
	persons, others, named, certain := false, 0, 0, 0
	for i := range u.rows {
		l := &u.rows[i]
		persons = persons || len(l.own) > 0
		if l.gone || l.head || len(l.own) == 0 {
			continue
		}
		others++
		card, ok := known[textOf(l.own, model.CodeName)]
		switch own := wholeCard(l.own, model.CodeIdentity); {
		case !ok:
		case card != "" && card == own:
			certain++
		case card == "" || own == "":
			named++
		}
	}
	phone, _ := valueOf(u.said.household, model.CodePhone)
	theirs := d.Text(model.CodePhone)
	switch {
	case !persons || len(d.Members) == 0 || certain > 0:
		return sameFamily
	case phone != "" && theirs != "" && phone != theirs && named > 0:
		return unsureFamily
	case named > 0 || phone != "" && phone == theirs:
		return sameFamily
	case others > 0 && len(known) > 0:
		return otherFamily
	}
	return unsureFamily
}

// holdUnit makes a household, to be held back, of rows whose household cannot
// be told.
func (c *collector) holdUnit(u *unit, p place, why string) *draft {
	d := c.newDraft(asker{place: p})
	hint := "请补填户编号，或户主的证件号码"
	if u.torn != "" {
		hint = "请核对“与户主关系”；是几户的，请补填户编号，或把各户的户主排在那一户的最前面"
	}
	c.hold(d, "member-without-household", c.data.PosAt(u.at), "这一户%s，暂不打印", cmp.Or(why, "没有户编号，也没有户主")).advise(hint)
	return d
}
