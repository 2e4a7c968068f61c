package book

// visitForm is what the summary calls the visit list.
const visitForm = "入户走访单"

// tally is what a village's form, or a whole village, adds up to.
type tally struct {
	form                 string
	forms, pages, sheets int
	households           map[household]bool
}

// household names a household among those of several villages and rosters.
type household struct{ village, number string }

func (t *tally) add(e RegisterEntry) {
	t.forms++
	t.pages += e.Pages
	t.sheets += e.Sheets
	if e.Household != "" {
		if t.households == nil {
			t.households = make(map[household]bool)
		}
		t.households[household{e.Village, e.Household}] = true
	}
}

func (t *tally) addVisits(v VisitList) {
	t.forms++
	t.pages += v.Pages
	t.sheets += v.Sheets
}

func (t *tally) row(l Look, village, form string) Row {
	return Row{Look: l, Cells: []any{village, form, len(t.households), t.forms, t.pages, t.sheets}}
}

// villageSum is the forms of a village, in the order first met, and their sum.
type villageSum struct {
	name  string
	forms []*tally
	whole tally
}

// tallies adds up the entries by village and form, both in the order first met,
// the visit list of a village before its forms.
func (r Register) tallies() (villages []*villageSum, all *tally) {
	all = new(tally)
	at := make(map[string]*villageSum)
	of := func(name string) *villageSum {
		v := at[name]
		if v == nil {
			v = &villageSum{name: name}
			at[name] = v
			villages = append(villages, v)
		}
		return v
	}
	for _, e := range r.Entries {
		if e.Number != "" { // a row that people added was not printed here
			of(e.Village)
		}
	}
	for _, l := range r.Visits {
		v, t := of(l.Village), &tally{form: visitForm}
		t.addVisits(l)
		v.whole.addVisits(l)
		all.addVisits(l)
		v.forms = append(v.forms, t)
	}
	form := make(map[[2]string]*tally)
	for _, e := range r.Entries {
		if e.Number == "" {
			continue
		}
		v := of(e.Village)
		t := form[[2]string{e.Village, e.Form}]
		if t == nil {
			t = &tally{form: e.Form}
			form[[2]string{e.Village, e.Form}] = t
			v.forms = append(v.forms, t)
		}
		t.add(e)
		v.whole.add(e)
		all.add(e)
	}
	return villages, all
}

func (r Register) summary() Table {
	return Table{
		Name: "汇总", Banner: r.banner("入户资料打印汇总"), Portrait: true, Height: 20,
		Columns: []Column{
			{Head: "村", Width: 18},
			{Head: "表名", Width: 40},
			{Head: "户数", Width: 10, Number: true, Center: true},
			{Head: "份数", Width: 10, Number: true, Center: true},
			{Head: "页数", Width: 10, Number: true, Center: true},
			{Head: "纸张数", Width: 10, Number: true, Center: true},
		},
		Rows: func(yield func(Row) bool) {
			for _, row := range r.summaryRows() {
				if !yield(row) {
					return
				}
			}
		},
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
	villages, all := r.tallies()
	for _, v := range villages {
		for i, t := range v.forms {
			name := ""
			if i == 0 {
				name = v.name
			}
			out = append(out, t.row(Body, name, t.form))
		}
		out = append(out, v.whole.row(Total, "", "小计"))
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
	line("页数", all.pages)
	line("纸张数", all.sheets)
	line("缺字处数", len(r.Missing))
	return out
}
