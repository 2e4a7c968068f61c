package report

import (
	"slices"

	"ruhu/model"
)

// countHelpers counts who is responsible for helping at the end of the year,
// and the households that have somebody.
func (r *Report) countHelpers() {
	var people []Ref
	var with, without []*family
	seen := make(map[string]bool)
	for _, f := range r.families {
		if !f.here() {
			continue
		}
		for _, rec := range f.Helpers {
			name := model.Squeeze(rec.Text(model.CodeHelperName))
			if !r.helps(rec) {
				continue
			}
			if key := name + "\x00" + model.Squeeze(rec.Text(model.CodeHelperPhone)) + "\x00" + model.Squeeze(rec.Text(model.CodeHelperUnit)); !seen[key] {
				seen[key] = true
				people = append(people, Ref{Household: f.Household, Record: rec, Amount: 1})
			}
		}
		if r.hasHelper(f) {
			with = append(with, f)
		} else if f.Answered&model.HelperList != 0 {
			without = append(without, f)
		}
	}
	k := counted{
		id: "helpers", group: GroupHelpers, name: "帮扶责任人", source: "通知附件2六", need: ofList(model.HelperList),
		how: "年末仍在帮扶的责任人；姓名、单位、电话都相同的为一人",
	}
	r.figure(k, Persons, people)
	k.id, k.name, k.how = "helped", "有帮扶责任人的", "年末在册、年末有帮扶责任人的户；"+endOfYear
	r.pair(k, with)
	k.id, k.name, k.how = "unhelped", "没有帮扶责任人的", "年末在册、年末没有帮扶责任人的户；"+endOfYear
	r.pair(k, without)
}

// helps reports a record that names somebody who helps at the end of the year.
func (r *Report) helps(rec *model.Record) bool {
	return rec.Text(model.CodeHelperName) != "" && !r.ended(rec.Text(model.CodeHelpTo))
}

func (r *Report) hasHelper(f *family) bool { return slices.ContainsFunc(f.Helpers, r.helps) }

// ended reports that a date of end lies in the year or before it: only its last
// day or a later one, or none, says that the help goes on. A month or a year
// alone is taken by its first day, and text that is no date by its year.
func (r *Report) ended(date string) bool {
	if d, ok := model.ParseDate(date); ok {
		return d.First.Before(model.LastDay(r.Year))
	}
	y := model.ParseYear(date)
	return y != 0 && y <= r.Year
}
