package report

import (
	"fmt"

	"ruhu/model"
)

// villageClass divides households by village. The keys are numbers from 1 on,
// since two villages may have one name; the figures are those of countVillages.
func (r *Report) villageClass() *class {
	c := &class{
		Class: Class{ID: "village", Title: "行政村"}, elsewhere: true,
		home: func(f *family) []int { return []int{f.village} },
	}
	for i, name := range r.VillageNames() {
		c.Parts = append(c.Parts, Part{fmt.Sprint(i + 1), name})
	}
	return c
}

// VillageNames gives the names of the villages in order, told apart.
func (r *Report) VillageNames() []string { return model.VillageNames(r.roster.Villages) }

// villageCounts are what is told of each village.
func (r *Report) villageCounts() []change {
	list := []change{
		{"registered", "年末在册", "", "", need{}, (*family).here},
		{"unlifted", "年末未脱贫", "", "", isLifted, (*family).poor},
	}
	return append(list, r.decisions()...)
}

// countVillages counts the same for each village.
func (r *Report) countVillages() {
	names := r.VillageNames()
	byVillage := make([][]*family, len(names))
	for _, f := range r.families {
		byVillage[f.village] = append(byVillage[f.village], f)
	}
	t := &Table{ID: "villages", Title: "分村情况", Head: heads("行政村")}
	t.Total = []Cell{text("合计")}
	for _, c := range r.villageCounts() {
		t.Head = append(t.Head, prefixed(c.name, Households, Persons)...)
		t.Total = append(t.Total, number(r.Of(c.id, Households)), number(r.Of(c.id, Persons)))
	}
	for _, n := range naturals {
		t.Head = append(t.Head, Head{n.name, Persons})
		t.Total = append(t.Total, number(r.Of(n.id, Persons)))
	}
	for i, name := range names {
		t.Rows = append(t.Rows, append([]Cell{text(name)}, r.countVillage(i, name, byVillage[i])...))
	}
	r.tables = append(r.tables, t)
	r.villageSeries(names)
}

// countVillage adds the figures of one village and gives them as cells.
func (r *Report) countVillage(i int, name string, fs []*family) []Cell {
	var out []Cell
	key := fmt.Sprint(i + 1)
	in := func(id, what, source string, n need) counted {
		return counted{id: inVillage(i+1, id), group: GroupVillages, name: name + "：" + what, source: source, need: n, how: "同全部，只计本村", village: i + 1}
	}
	for _, c := range r.villageCounts() {
		k := in(c.id, c.name, c.source, c.need)
		r.decision(k, c, fs)
		for _, unit := range [...]string{Households, Persons} {
			f := r.Of(k.id, unit)
			if c.id == "registered" {
				f.Class, f.Key = "village", key
			}
			out = append(out, number(f))
		}
	}
	for _, n := range naturals {
		out = append(out, number(r.figure(in(n.id, n.name, n.source, ofList(n.list)), Persons, n.of(fs))))
	}
	return out
}

func (r *Report) villageSeries(names []string) {
	s := &Series{ID: "changes", Title: "各村动态调整情况", Unit: Households, Labels: names}
	for _, c := range r.decisions() {
		line := Line{Name: c.name}
		for i := range names {
			line.Figures = append(line.Figures, r.OfVillage(i+1, c.id, Households))
		}
		s.Lines = append(s.Lines, line)
	}
	if len(names) > 0 {
		r.series = append(r.series, s)
	}
}

// countWeakVillages counts villages and 经济薄弱村出列.
func (r *Report) countWeakVillages() {
	var all, weak, out, now []Ref
	for _, v := range r.roster.Villages {
		ref := Ref{Record: &v.Record, Amount: 1, Note: v.Name}
		all = append(all, ref)
		if v.Label(model.CodeWeak) != model.Yes {
			continue
		}
		weak = append(weak, ref)
		off, year := v.CameOff()
		if off {
			out = append(out, ref)
		}
		if year == r.Year {
			now = append(now, ref)
		}
	}
	r.figure(counted{id: "all", group: GroupWeak, name: "行政村", how: "花名册中的行政村"}, Villages, all)
	k := counted{
		id: "weak", group: GroupWeak, name: "经济薄弱村", source: "通知一（二）、（三）", need: columns(model.CodeWeak),
		how: "“村”表中是否经济薄弱村为是的村，含已出列的",
	}
	r.figure(k, Villages, weak).Missing = r.missingVillages(model.CodeWeak, func(*model.Village) bool { return true })
	untold := func(pick func(v *model.Village) bool) Missing {
		return r.missingVillages(model.CodeWeakOut, func(v *model.Village) bool { return v.Label(model.CodeWeak) == model.Yes && pick(v) })
	}
	k.need = columns(model.CodeWeak).or(model.CodeWeakOut, model.CodeOut)
	k.id, k.name, k.how = "weak-out", "已出列的经济薄弱村", "经济薄弱村中填了出列年度，或是否出列为是的"
	r.figure(k, Villages, out).Missing = untold(func(v *model.Village) bool { return !v.OffKnown() })
	k.id, k.name, k.how = "weak-out-now", "本年出列的经济薄弱村", fmt.Sprintf("经济薄弱村中出列年度为%d年的", r.Year)
	r.figure(k, Villages, now).Missing = untold(func(v *model.Village) bool {
		off, year := v.CameOff()
		return !v.OffKnown() || off && year == 0
	})
	r.weakTable()
}

// whenOff says when a village came off the list, as far as the roster tells.
func whenOff(v *model.Village) string {
	switch off, _ := v.CameOff(); {
	case v.Text(model.CodeWeakOut) != "":
		return v.Text(model.CodeWeakOut)
	case off:
		return "已出列（未填年度）"
	case v.OffKnown():
		return "未出列"
	}
	return Unknown
}

func (r *Report) weakTable() {
	if r.lacking(columns(model.CodeWeak)) != "" {
		return
	}
	t := &Table{
		ID: "weak", Title: "经济薄弱村出列情况",
		Head: append(heads("行政村", "出列年度"), append(prefixed("年末在册", Households, Persons), prefixed("年末未脱贫", Households, Persons)...)...),
	}
	for _, v := range r.WeakVillages() {
		row := []Cell{text(v.Name), text(whenOff(v.Village))}
		for _, of := range [...]string{"registered", "unlifted"} {
			row = append(row, number(r.OfVillage(v.Number, of, Households)), number(r.OfVillage(v.Number, of, Persons)))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) > 0 {
		r.tables = append(r.tables, t)
	}
}
