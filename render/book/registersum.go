package book

import "slices"

// visitForm is what the summary calls the visit list.
const visitForm = "入户走访单"

// household names a household among those of several villages and rosters.
type household struct{ village, number string }

// tally adds up the forms, their pages and their sheets of paper by village and form, both
// in the order first met, the visit list of a village before its forms.
func (r Register) tally() *tally {
	all := newTally(3)
	printed := func(e RegisterEntry) bool { return e.Number != "" } // not a row that people added
	for _, e := range r.Entries {
		if printed(e) {
			all.part(e.Village)
		}
	}
	for _, l := range r.Visits {
		all.add(nil, []int{1, l.Pages, l.Sheets}, l.Village, visitForm)
	}
	for _, e := range r.Entries {
		var of any
		if e.Household != "" {
			of = household{e.Village, e.Household}
		}
		if printed(e) {
			all.add(of, []int{1, e.Pages, e.Sheets}, e.Village, e.Form)
		}
	}
	return all
}

func (r Register) summary() Table {
	return Table{
		Name: "汇总", Banner: r.banner("入户资料打印汇总"), Portrait: true, Height: 20,
		Columns: []Column{
			texts("村", 18), texts("表名", 40), numbers("户数", 10), numbers("份数", 10), numbers("页数", 10), numbers("纸张数", 10),
		},
		Rows: slices.Values(r.summaryRows()),
	}
}

// The lines below the summary that are read again.
const (
	lineYear       = "年度"
	lineDate       = "最近打印日期"
	lineHouseholds = "读入户数"
	lineHeld       = "暂缓打印户数"
)

func (r Register) summaryRows() []Row {
	var out []Row
	all := r.tally()
	for _, v := range all.parts {
		name := v.key
		for _, form := range v.parts {
			out = append(out, form.row(Body, name, form.key))
			name = ""
		}
		out = append(out, v.row(Total, "", "小计"))
	}
	out = append(out, all.row(Total, totalMark, ""), Row{Look: Title}, Row{Look: Title, Cells: []any{"全部名册"}})
	line := func(name string, value any) { out = append(out, Row{Cells: []any{name, "", value}}) }
	if r.Year > 0 {
		line(lineYear, r.Year)
	}
	if r.Date != "" {
		line(lineDate, r.Date)
	}
	line(lineHouseholds, r.Households)
	line("已打印户数", len(all.households))
	line(lineHeld, r.Held)
	line("页数", all.counts[1])
	line("纸张数", all.counts[2])
	line("缺字处数", len(r.Missing))
	return out
}
