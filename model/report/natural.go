package report

import (
	"ruhu/model"
)

// natural is one of the two kinds of natural change.
type natural struct {
	id, name, source string
	code             model.Code
	list             model.Lists
	of               func([]*family) []Ref
}

var naturals = [...]natural{
	{"added", "自然增加", "通知附件3", model.CodeAdded, model.AdditionList, joiners},
	{"removed", "自然减少", "通知附件4", model.CodeRemoved, model.RemovalList, leavers},
}

// joiners are those of 自然增加.
func joiners(fs []*family) []Ref {
	var out []Ref
	for _, f := range fs {
		for _, m := range f.joined {
			out = append(out, Ref{Household: f.Household, Member: m, Amount: 1})
		}
	}
	return out
}

// leavers are those of 自然减少.
func leavers(fs []*family) []Ref {
	var out []Ref
	for _, f := range fs {
		for _, rec := range f.left {
			out = append(out, Ref{Household: f.Household, Record: rec, Amount: 1})
		}
	}
	return out
}

// countNatural counts natural changes, in all and by the notice's reasons.
func (r *Report) countNatural() {
	for _, n := range naturals {
		all := n.of(r.families)
		touched := among(r.families, func(f *family) bool { return len(n.of([]*family{f})) > 0 })
		k := counted{
			id: n.id, group: GroupNatural, name: n.name, source: n.source, need: ofList(n.list),
			how: "“" + n.name + "”表中的人，一人只计一次；边缘户的不计",
		}
		r.figure(k, Persons, all)
		k.name, k.how = n.name+"涉及", "有"+n.name+"的户"
		r.figure(k, Households, homes(touched))
		r.byReason(n, all)
	}
}

func (r *Report) byReason(n natural, all []Ref) {
	groups := make(map[string][]Ref)
	in := r.roster.Data.Codebook.Lookup(n.code)
	for _, x := range all {
		rec := x.Record
		if rec == nil {
			rec = &x.Member.Record
		}
		label := reasonOf(in, rec.Text(n.code))
		groups[label] = append(groups[label], x)
	}
	labels := in.Labels()
	if len(groups[noReason]) > 0 {
		labels = append(labels, noReason)
	}
	for _, label := range labels {
		r.figure(counted{
			whole: n.id, id: label, group: GroupNatural, name: n.name + "：" + label, source: n.source, need: ofList(n.list),
			how: string(n.code) + "为“" + label + "”的人",
		}, Persons, groups[label])
	}
	r.naturalTable(n, labels)
}

const noReason = "原因未填或不在所列之内"

// reasonOf gives the reason in words, also where it is the number that the
// notice asks for on paper.
func reasonOf(in *model.Indicator, text string) string {
	if i := in.Answer(text); i >= 0 {
		return in.Options[i].Label
	}
	return noReason
}

func (r *Report) naturalTable(n natural, labels []string) {
	t := &Table{ID: n.id, Title: n.name + "原因", Head: heads(n.name+"原因", "人数", "占比（%）")}
	figures := make([]*Figure, len(labels))
	for i, label := range labels {
		figures[i] = r.Of(n.id+"."+label, Persons)
	}
	t.noteRounding(figures)
	for i, label := range labels {
		t.Rows = append(t.Rows, []Cell{text(label), number(figures[i]), shareCell(figures, i)})
	}
	t.Total = []Cell{text("合计"), number(r.Of(n.id, Persons)), {}}
	if f := r.Of(n.id, Persons); f.Known && f.Value > 0 {
		t.Total[2] = percent(100)
	}
	r.tables = append(r.tables, t)
}
