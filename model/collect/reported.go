package collect

import (
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

// offers reports whether the workbook has a row for every line from above. Where the
// line stands in its list, and what that is called, may have changed since: household,
// person and words tell it (see feedback.Answer).
func (r *Return) offers(lines []visit.Reported) bool {
	g := r.grids[visit.ReportSheet]
	if g == nil {
		return len(lines) == 0
	}
	there := make(map[[3]string]int, len(g.rows))
	for _, l := range g.rows {
		there[[3]string{normal(g.text(l, visit.HeadNumber)), g.text(l, visit.HeadPerson), g.text(l, visit.HeadReport)}]++
	}
	return !slices.ContainsFunc(lines, func(l visit.Reported) bool {
		key := [3]string{normal(l.Sheet), visit.Text(l.Person), visit.Text(l.Text)}
		there[key]--
		return there[key] < 0
	})
}

// reported reads what people say of the lines from above.
func (r *reading) reported() {
	g := r.ret.grids[visit.ReportSheet]
	if g == nil {
		return
	}
	cols := visit.Columns(r.cb, visit.ReportSheet)
	for _, l := range g.rows {
		if !g.filled(visit.ReportSheet, cols, l) {
			continue
		}
		p := r.find(g, l)
		if p == nil {
			continue
		}
		a := visit.Answer{
			List: g.text(l, visit.HeadList), Row: g.text(l, visit.HeadLine), Person: g.text(l, visit.HeadPerson), Text: g.text(l, visit.HeadReport),
			Result: model.Squeeze(g.text(l, visit.HeadFound)), Action: g.text(l, visit.HeadDeed), Done: g.text(l, visit.HeadDone),
			Of: p.house.old, At: r.at(g, l, visit.HeadFound).pos(),
		}
		if when, ok := day(a.Done, g.late); ok {
			a.Done = when
		}
		if a.Result != "" && !slices.Contains(visit.Verdicts, a.Result) {
			out := r.problem("return-answer", g, l, visit.HeadFound, p)
			out.Message, out.Hint = "“核查结果”只能是属实或不属实，这一行未采用", "请从下拉列表中选择；其他的话写在“整改情况”里"
			r.hold(out)
			continue
		}
		r.out.Answers = append(r.out.Answers, a)
	}
}
