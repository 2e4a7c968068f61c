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
	for w := range g.all {
		there[[3]string{normal(w.text(visit.HeadNumber)), w.text(visit.HeadPerson), w.text(visit.HeadReport)}]++
	}
	return !slices.ContainsFunc(lines, func(l visit.Reported) bool {
		key := [3]string{normal(l.Sheet), visit.Text(l.Person), visit.Text(l.Text)}
		there[key]--
		return there[key] < 0
	})
}

// reported reads what people say of the lines from above.
func (r *reading) reported() {
	for w := range r.ret.grids[visit.ReportSheet].all {
		if w.filled(w.line) {
			w.of = r.find(w)
		}
		if w.of == nil {
			continue
		}
		a := visit.Answer{
			List: w.text(visit.HeadList), Row: w.text(visit.HeadLine), Person: w.text(visit.HeadPerson),
			Text:   w.text(visit.HeadReport),
			Result: model.Squeeze(w.text(visit.HeadFound)), Action: w.text(visit.HeadDeed),
			Done: w.text(visit.HeadDone),
			Of:   w.of.house.old, At: r.at(w, visit.HeadFound).pos(),
		}
		if when, ok := day(a.Done, w.late); ok {
			a.Done = when
		}
		if a.Result != "" && !slices.Contains(visit.Verdicts, a.Result) {
			r.refuse("return-answer", w, visit.HeadFound, "“核查结果”只能是属实或不属实，这一行未采用", "请从下拉列表中选择；其他的话写在“整改情况”里")
			continue
		}
		r.out.Answers = append(r.out.Answers, a)
	}
}
