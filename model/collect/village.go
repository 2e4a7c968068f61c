package collect

import (
	"cmp"
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

// villageClaim is one value that a workbook states of its village.
type villageClaim struct {
	stated
	village *model.Village // of the new roster
	source  visit.Source
}

// villageItems reads the sheet of the village's own items.
func (r *reading) villageItems() {
	g := r.ret.grids[visit.VillageSheet]
	at := slices.IndexFunc(r.ret.papers, paper.compares)
	if g == nil || at < 0 {
		return
	}
	s := &villageSheet{reading: r, grid: g, paper: r.ret.papers[at], village: r.village[placeKey(r.ret.Village, r.ret.Division)],
		items: make(map[string]*model.Indicator)}
	for _, c := range visit.VillageItems(r.cb) {
		in := r.cb.Lookup(c)
		s.items[model.Squeeze(visit.Title(in))] = in
	}
	s.printed = s.printedValues()
	for w := range g.all {
		if w.text(visit.HeadWritten) != "" {
			s.read(w)
		}
		if w.text(visit.HeadRemark) != "" {
			out := r.problem("return-remark", w, visit.HeadRemark)
			out.Message, out.Hint = "村里在“"+g.name+"”中写了备注，请人工处理", "备注不写进花名册；村名、行政区划代码有误的，请直接更正花名册"
			r.warn(out)
		}
	}
}

// villageSheet is the sheet of a village's items while it is read.
type villageSheet struct {
	*reading
	grid    *grid
	paper   paper                       // by which they were compared
	village *model.Village              // of the new roster; nil where it has none
	items   map[string]*model.Indicator // by their titles
	printed func(model.Code) string     // nil where nobody knows any more
}

// printedValues gives what was printed of the village: what the sheet says, where it
// has the fingerprint that was printed, else the roster, where that has.
func (s *villageSheet) printedValues() func(model.Code) string {
	said := make(map[string]string)
	for w := range s.grid.all {
		said[model.Squeeze(w.text(visit.HeadItem))] = visit.Text(w.text(visit.HeadSystem))
	}
	ofSheet := func(c model.Code) string { return said[model.Squeeze(visit.Title(s.cb.Lookup(c)))] }
	switch {
	case visit.VillageFingerprint(s.cb, ofSheet) == s.paper.mark:
		return ofSheet
	case s.village != nil && visit.VillageFingerprint(s.cb, s.village.Text) == s.paper.mark:
		return s.village.Text
	}
	return nil
}

// read judges one row and keeps what it says, or holds it back.
func (s *villageSheet) read(w row) {
	in := s.items[model.Squeeze(w.text(visit.HeadItem))]
	out := s.problem("return-item", w, visit.HeadWritten)
	switch {
	case s.village == nil:
		out.Message, out.Hint = "花名册里没有“"+s.ret.Village+"”，这一行未采用", "请核对花名册是不是打印时的那一份"
	case in == nil:
		out.Pos, out.Value = s.at(w, visit.HeadItem).pos(), w.text(visit.HeadItem)
		out.Message, out.Hint = "不是村的指标，这一行未采用", "请从原来的回填表恢复这一行的“指标”"
	case normal(w.text(visit.HeadNumber)) != normal(s.paper.number):
		out.Rule = "return-number"
		out.Message, out.Hint = "这一行的表号不是本村打印的表的，未采用", "表号是印好的，不要改动；请从原来的回填表恢复"
	case s.printed == nil:
		out.Rule = "return-changed"
		out.Message, out.Hint = "回填表里打印时的系统值已不在或被改过，无法核对，这一行未采用", "请用原来的回填表填写"
	default:
		value, wrong, hint := s.accept(in, w.text(visit.HeadWritten))
		if wrong == "" {
			s.villageClaims = append(s.villageClaims, &villageClaim{village: s.village,
				stated: stated{in, value, visit.Text(s.printed(in.Code)), s.at(w, visit.HeadWritten)},
				source: visit.Source{Sheet: s.paper.number, File: s.ret.File}})
			s.villagesBack[normal(s.paper.number)] = true
			return
		}
		out.Rule, out.Field, out.Code, out.Message, out.Hint = "return-value", in.Name(), in.Code, "核实值"+wrong+"，这一项未采用", hint
	}
	s.hold(out)
}

// applyVillages applies what is said of villages once, or by all alike.
func (c *collector) applyVillages() {
	type about struct {
		village *model.Village
		in      *model.Indicator
	}
	agree(c.villageClaims, func(x *villageClaim) about { return about{x.village, x.in} },
		func(a, b *villageClaim) bool { return a.in.Same(a.value, b.value) }, c.applyVillage,
		func(x, other *villageClaim) {
			c.hold(x.problem("return-disagree", disagreement(x.value, other.at, other.value), "请核实后改成一致"))
		})
}

func (x *villageClaim) problem(rule, message, hint string) model.Problem {
	return model.Problem{Rule: rule, Pos: x.at.pos(), Field: x.in.Name(), Code: x.in.Code, Value: x.value, Message: message, Hint: hint}
}

// applyVillage writes a value.
func (c *collector) applyVillage(x *villageClaim) {
	if applied, _ := c.write(&x.village.Record, x.stated, x.problem); !applied {
		return
	}
	it := visit.Item{Village: c.villageName(x.village), Field: x.in.Name(), Code: x.in.Code, Old: x.was,
		New: cmp.Or(x.value, visit.Nothing), Source: x.source}
	c.items = append(c.items, item{Item: it, household: c.lastOf(x.village), part: partVillage, rank: c.rank[x.in.Code]})
}
