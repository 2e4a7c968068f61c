package report

import (
	"cmp"
	"slices"

	"ruhu/model"
)

// countProblems counts what was found in the data, by rule. Findings about
// 边缘户 are left out, and those about 监测类型 counted only: both would tell who
// is watched.
func (r *Report) countProblems() {
	why := ""
	if r.Problems == nil {
		why = "没有作检查"
	}
	var kept model.Problems
	for _, p := range r.Problems {
		if p.Subject == nil || p.Subject.Registered() {
			kept = append(kept, p)
		}
	}
	type rule struct {
		id, title string
		severity  model.Severity
		list      model.Problems
	}
	var rules []*rule
	at := make(map[string]*rule)
	var faults, warnings model.Problems
	for _, p := range kept {
		k := at[p.Rule]
		if k == nil {
			k = &rule{id: p.Rule, title: r.Title(p), severity: p.Severity}
			at[p.Rule] = k
			rules = append(rules, k)
		}
		k.severity = max(k.severity, p.Severity)
		k.list = append(k.list, p)
		if p.Severity == model.Fault {
			faults = append(faults, p)
		} else {
			warnings = append(warnings, p)
		}
	}
	slices.SortStableFunc(rules, func(a, b *rule) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(len(b.list), len(a.list)))
	})
	k := facts{group: groupProblems, source: "通知二（四）", why: why}
	total := func(id, name, how string, list model.Problems) []*Figure {
		k.id, k.name, k.how = id, name, how
		return r.problemFigures(k, list)
	}
	all := total("problems", "检查发现的问题", "ruhu check 的全部发现，边缘户的不计", kept)
	total("problems.faults", "错误", "肯定不对的", faults)
	total("problems.warnings", "提醒", "要核实的，可能没有错", warnings)
	t := &Table{ID: "problems", Title: "数据问题", Head: heads("级别", "问题", "处数", "户数")}
	for _, x := range rules {
		fs := total("problem."+x.id, x.title, "规则 "+x.id+" 的发现", x.list)
		t.Rows = append(t.Rows, []Cell{text(x.severity.String()), text(x.title), number(fs[0]), number(fs[1])})
	}
	t.Total = []Cell{text("合计"), {}, number(all[0]), number(all[1])}
	r.tables = append(r.tables, t)
}

// problemFigures adds how many findings there are and how many households they
// concern. Findings about files and columns concern none.
func (r *Report) problemFigures(k facts, list model.Problems) []*Figure {
	var places, homes []Ref
	seen := make(map[*model.Household]bool)
	internal := false
	for _, p := range list {
		internal = internal || p.Code == model.CodeMonitor || p.Rule == "watch-income"
		places = append(places, Ref{Household: p.Subject, Amount: 1, Note: p.Message})
		if p.Subject != nil && !seen[p.Subject] {
			seen[p.Subject] = true
			homes = append(homes, Ref{Household: p.Subject, Amount: 1})
		}
	}
	out := []*Figure{r.figure(k, Places, places), r.figure(k, Households, homes)}
	if internal {
		for _, f := range out {
			f.Internal, f.Behind = true, nil
		}
	}
	return out
}
