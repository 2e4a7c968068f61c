package roster

import (
	"cmp"
	"slices"

	"ruhu/model"
)

// gazetteer finds the village of a row. A 行政区划代码 decides where there is
// one, else the name, if only one village has it.
type gazetteer struct {
	ros     *model.Roster
	byKey   map[place]*model.Village
	codes   map[string][]string // name -> codes
	nameOf  map[string]string   // code -> name
	twoName map[place]bool      // second names of codes that were reported
}

// placeHouseholds puts every household into its village, or among those held back.
func (c *collector) placeHouseholds(ros *model.Roster) {
	g := &gazetteer{
		ros: ros, byKey: make(map[place]*model.Village),
		codes: make(map[string][]string), nameOf: make(map[string]string), twoName: make(map[place]bool),
	}
	for _, v := range c.villages {
		g.learn(v.place)
	}
	for _, d := range c.drafts {
		g.learn(d.place)
	}
	for _, v := range c.villages {
		fillIn(g.find(v.place), &v.record)
	}
	nameless := false
	for _, d := range c.drafts {
		if d.held {
			ros.Held = append(ros.Held, d.Household)
			if d.place.known() {
				d.Stated = &model.Village{Record: c.data.NewRecord(0), Name: d.place.name, Division: d.place.division}
			}
			continue
		}
		c.checkPlace(d, g)
		v := g.find(d.place)
		nameless = nameless || v.Name == model.NoVillage
		fillIn(v, &d.village)
		d.Village = v
		v.Households = append(v.Households, d.Household)
	}
	if nameless && !c.villageKnown {
		c.fault("village-missing", model.Pos{}, "名册里没有“行政村”一列，各户都归入“%s”", model.NoVillage).
			advise("请加上“行政村”一列")
	}
}

// learn notes which names and codes belong together.
func (g *gazetteer) learn(p place) {
	if p.name == "" || p.division == "" {
		return
	}
	if _, ok := g.nameOf[p.division]; !ok {
		g.nameOf[p.division] = p.name
	}
	if g.nameOf[p.division] != p.name {
		return // a second name of one code: the first holds
	}
	if !slices.Contains(g.codes[p.name], p.division) {
		g.codes[p.name] = append(g.codes[p.name], p.division)
	}
}

// find gives the village of a place, making it when it is new.
func (g *gazetteer) find(p place) *model.Village {
	if p.division == "" && len(g.codes[p.name]) == 1 {
		p.division = g.codes[p.name][0]
	}
	key := p
	if p.division != "" {
		key.name = ""
		p.name = cmp.Or(g.nameOf[p.division], p.name)
	}
	p.name = cmp.Or(p.name, model.NoVillage)
	v := g.byKey[key]
	if v == nil {
		v = &model.Village{Name: p.name, Division: p.division}
		g.byKey[key] = v
		g.ros.Villages = append(g.ros.Villages, v)
	}
	return v
}

// fillIn completes what a village's record lacks.
func fillIn(v *model.Village, r *model.Record) {
	if !hasValues(&v.Record) {
		before := v.Record
		v.Record = *r
		v.Widen(&before)
		return
	}
	v.Widen(r)
	for in, value := range r.Values {
		if _, has := v.Get(in.Code); !has {
			v.Copy(in.Code, value)
		}
	}
}

// checkPlace reports a household whose village is not clear.
func (c *collector) checkPlace(d *draft, g *gazetteer) {
	pos, name := d.Where(), d.place.name
	if at, ok := d.village.Get(model.CodeVillage); ok {
		pos = d.village.PosOf(at)
	}
	var f *finding
	switch known, codes := g.nameOf[d.place.division], len(g.codes[name]); {
	case name == "" && known == "":
		if !c.villageKnown {
			return // said once for the whole roster
		}
		f = c.fault("village-missing", pos, "没有填行政村，归入“%s”", model.NoVillage).advise("请补填行政村名称")
	case d.place.division == "" && codes > 1:
		f = c.fault("village-unclear", pos, "有 %d 个村同名“%s”，这一户没有填行政区划代码，不知道是哪一个", codes, name).
			advise("请补填行政区划代码")
	case name != "" && known != "" && known != name && !g.twoName[d.place]:
		g.twoName[d.place] = true
		f = c.fault("village-two-names", pos,
			"行政区划代码 %s 的村名前后不一致：“%s”与“%s”，采用了前者", d.place.division, known, name).
			advise("请核对村名和代码")
	default:
		return
	}
	f.of(d).about(model.CodeVillage, name)
}
