package report

import (
	"cmp"
	"slices"

	"ruhu/model"
)

// found is what one rule found.
type found struct {
	id, title string
	severity  model.Severity
	list      model.Problems
}

// byRule gathers findings by rule: certain faults first, then the most frequent.
func (r *Report) byRule(ps model.Problems) []*found {
	var out []*found
	for _, list := range model.Groups(ps, func(p model.Problem) string { return p.Rule }) {
		k := &found{id: list[0].Rule, title: r.Title(list[0]), list: list}
		for _, p := range list {
			k.severity = max(k.severity, p.Severity)
		}
		out = append(out, k)
	}
	slices.SortStableFunc(out, func(a, b *found) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(len(b.list), len(a.list)))
	})
	return out
}

// readingNotes are the rules by which the reader only says how it understood a
// file (合计 rows passed over, numbers made up): nothing that an office has to put
// right with a household, and gone when the same roster is written anew.
func readingNotes(ps model.Problems) map[string]bool {
	notes := make(map[string]bool)
	for _, p := range ps {
		if p.Severity == model.Warning && p.Subject == nil {
			notes[p.Rule] = true
		}
	}
	return notes
}

// countProblems counts what was found in the data, by rule. Findings about
// 边缘户 are left out, and those about 监测类型 counted only: both would tell who
// is watched. How a file was understood is no finding about households.
func (r *Report) countProblems() {
	k := counted{group: GroupProblems, source: "通知二（四）"}
	if r.Problems == nil {
		k.why = "没有作检查"
	}
	var listed, faults, warnings model.Problems
	notes := readingNotes(r.roster.Problems)
	for _, p := range r.Problems {
		switch {
		case p.Subject != nil && !p.Subject.Registered(), p.Subject == nil && notes[p.Rule]:
			continue
		case p.Severity == model.Fault:
			faults = append(faults, p)
		default:
			warnings = append(warnings, p)
		}
		listed = append(listed, p)
	}
	count := func(id, name, how string, list model.Problems) []*Figure {
		k.id, k.name, k.how = id, name, how
		return r.problemFigures(k, list)
	}
	all := count("problems", "检查发现的问题", "ruhu check 的发现；边缘户的、只说明文件怎样读懂的不计", listed)
	k.whole = "problems"
	count("faults", "错误", "肯定不对的", faults)
	count("warnings", "提醒", "要核实的，可能没有错", warnings)
	t := &Table{ID: "problems", Title: "数据问题", Head: heads("级别", "问题", "处数", "户数"), Why: k.why}
	for _, x := range r.byRule(listed) {
		k.whole, k.rule = "problem", x.id
		fs := count(x.id, x.title, "规则 "+x.id+" 的发现", x.list)
		t.Rows = append(t.Rows, []Cell{text(x.severity.String()), text(x.title), number(fs[0]), number(fs[1])})
	}
	t.Total = []Cell{text("合计"), {}, number(all[0]), number(all[1])}
	r.tables = append(r.tables, t)
}

// problemFigures adds how many findings there are and how many households they
// concern. Findings about files and columns concern none.
func (r *Report) problemFigures(k counted, list model.Problems) []*Figure {
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
