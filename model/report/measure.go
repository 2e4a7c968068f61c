package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
)

// helped is one measure with whom it helped.
type helped struct {
	family   *family
	record   *model.Record
	year     int
	category string
	whole    bool            // the family as a whole
	members  []*model.Member // else these of it, some of whom may have left since
	// strangers are names of nobody in the household: they may have left long since.
	strangers []string
	money     float64
}

// noCategory is what measures without one are listed under.
const noCategory = "未填类别"

func (r *Report) measures() []*helped {
	var out []*helped
	for _, f := range r.families {
		if !f.here() {
			continue
		}
		for _, rec := range f.Measures {
			m := &helped{family: f, record: rec, year: model.ParseYear(rec.Text(model.CodeYear))}
			m.category = cmp.Or(rec.Label(model.CodeCategory), rec.Text(model.CodeCategory), noCategory)
			m.beneficiaries(rec.Text("受益人"))
			m.money, _, _ = rec.Amount("帮扶金额")
			out = append(out, m)
		}
	}
	return out
}

// beneficiaries reads who was helped: names, or the whole family.
func (m *helped) beneficiaries(who string) {
	for name := range strings.FieldsFuncSeq(who, func(c rune) bool { return strings.ContainsRune("、,，;；/ 　", c) }) {
		switch name = model.Squeeze(name); {
		case name == "" || m.named(name):
		case strings.Contains(name, "全家"), strings.Contains(name, "全户"), name == "户":
			m.whole = true
		default:
			m.strangers = append(m.strangers, name)
		}
	}
	m.whole = m.whole || len(m.members)+len(m.strangers) == 0
}

// named adds one of the household who was helped, also one who has left since. A
// name that is nobody's of it is kept by itself.
func (m *helped) named(name string) bool {
	called := func(p *model.Member) bool { return model.Squeeze(p.Name()) == name }
	for _, list := range [...][]*model.Member{m.family.Members, m.family.joined} {
		if i := slices.IndexFunc(list, called); i >= 0 {
			m.members = append(m.members, list[i])
			return true
		}
	}
	return false
}

// people adds those helped by some measures of one household, each once: the
// family as it is at the end of the year, or those named.
func people(to []Ref, list []*helped) []Ref {
	f, whole := list[0].family, false
	var named []*model.Member
	var strangers []string
	for _, m := range list {
		whole = whole || m.whole
		for _, p := range m.members {
			if !slices.Contains(named, p) {
				named = append(named, p)
			}
		}
		for _, name := range m.strangers {
			if !slices.Contains(strangers, name) {
				strangers = append(strangers, name)
			}
		}
	}
	if whole {
		for _, p := range f.people {
			to = append(to, p.ref())
		}
	}
	for _, m := range named {
		if !whole || !f.has(m) {
			to = append(to, Ref{Household: f.Household, Member: m, Amount: 1})
		}
	}
	for _, name := range strangers {
		to = append(to, Ref{Household: f.Household, Amount: 1, Note: "受益人" + name})
	}
	return to
}

// countMeasures counts measures by year and category: households, persons,
// items and money.
func (r *Report) countMeasures() {
	all := r.measures()
	years, categories := r.measureKeys(all)
	total := r.measureFigures(Measures{}, all)
	t := &Table{
		ID: "measures", Title: "历年帮扶措施", Head: heads("年度", "措施类别", "户数", "人数", "项数", "金额（元）"),
		Note: "同一户、同一人在同一年度同一类别中只计一次；小计为该年度的户数、人数，不等于各类之和。",
	}
	ofYear := make(map[int][]*helped)
	for _, m := range all {
		ofYear[m.year] = append(ofYear[m.year], m)
	}
	for _, y := range years {
		r.measureYear(t, y, categories, ofYear[y])
	}
	if len(ofYear[r.Year]) == 0 { // the summary tells of this year, also when there were none
		r.measureFigures(Measures{OneYear: true, Year: r.Year}, nil)
	}
	t.Total = append([]Cell{text("合计"), {}}, figureCells(total)...)
	r.tables = append(r.tables, t)
}

// measureYear adds the figures of a year, by category and in all, and their rows.
// Of this year it makes a series too.
func (r *Report) measureYear(t *Table, y int, categories []string, list []*helped) {
	s := &Series{ID: "measures", Title: yearName(y) + "帮扶措施惠及户数", Unit: Households, Lines: []Line{{Name: "户数"}}}
	of := make(map[string][]*helped)
	for _, m := range list {
		of[m.category] = append(of[m.category], m)
	}
	for _, c := range categories {
		if len(of[c]) == 0 {
			continue
		}
		fs := r.measureFigures(Measures{OneYear: true, Year: y, Category: c}, of[c])
		t.Rows = append(t.Rows, append([]Cell{text(yearName(y)), text(c)}, figureCells(fs)...))
		s.Labels, s.Lines[0].Figures = append(s.Labels, c), append(s.Lines[0].Figures, fs[0])
	}
	fs := r.measureFigures(Measures{OneYear: true, Year: y}, list)
	t.Rows = append(t.Rows, append([]Cell{text(yearName(y)), text("小计")}, figureCells(fs)...))
	if y == r.Year {
		r.series = append(r.series, s)
	}
}

func yearName(y int) string {
	if y == 0 {
		return "未填年度"
	}
	return fmt.Sprintf("%d年", y)
}

func figureCells(fs []*Figure) []Cell {
	out := make([]Cell, len(fs))
	for i, f := range fs {
		out[i] = number(f)
	}
	return out
}

// measureKeys gives the years, oldest first and those without at the end, and
// the categories in the codebook's order, others after them as first met.
func (r *Report) measureKeys(all []*helped) (years []int, categories []string) {
	seen := make(map[int]bool)
	if in := r.roster.Data.Codebook.Lookup(model.CodeCategory); in != nil {
		categories = in.Labels()
	}
	for _, m := range all {
		seen[m.year] = true
		if !slices.Contains(categories, m.category) {
			categories = append(categories, m.category)
		}
	}
	years = slices.Sorted(maps.Keys(seen))
	if len(years) > 0 && years[0] == 0 {
		years = append(years[1:], 0)
	}
	return years, categories
}

// counted says what figures of the measures count.
func (m Measures) counted() counted {
	k := counted{
		id: "measures", group: GroupMeasures, name: "各年：帮扶措施", source: "通知一（三）、附件1二（四）", need: ofList(model.MeasureList),
		how: "年末在册户的帮扶措施，同一户只计一次", ofMeasures: &m,
	}
	if m.OneYear {
		k.whole, k.id, k.name = k.id, strconv.Itoa(m.Year), yearName(m.Year)+"：帮扶措施"
	}
	if m.Category != "" {
		k.whole, k.id, k.name = k.subject(), m.Category, yearName(m.Year)+"："+m.Category
	}
	return k
}

// measureFigures adds households, persons, items and money of some measures,
// which come household by household.
func (r *Report) measureFigures(which Measures, list []*helped) []*Figure {
	k := which.counted()
	var homes, persons, items, money []Ref
	for at := 0; at < len(list); { // household by household, as they come
		f, end := list[at].family, at
		for ; end < len(list) && list[end].family == f; end++ {
			m := list[end]
			items = append(items, Ref{Household: f.Household, Record: m.record, Amount: 1})
			if m.money != 0 {
				money = append(money, Ref{Household: f.Household, Record: m.record, Amount: m.money})
			}
		}
		homes = append(homes, Ref{Household: f.Household, Amount: 1})
		persons = people(persons, list[at:end])
		at = end
	}
	out := []*Figure{r.figure(k, Households, homes)}
	k.how, k.need = "受益人写明姓名的按姓名，写全家或没有写的按全家（年末人口）；同一人只计一次", ofList(model.MeasureList)
	out = append(out, r.figure(k, Persons, persons))
	k.how, k.need = "年末在册户的帮扶措施的条数", ofList(model.MeasureList)
	out = append(out, r.figure(k, Items, items))
	k.how, k.need = "年末在册户的帮扶措施金额之和；没有填金额的不计", need{groups: [][]model.Code{{"帮扶金额"}}, lists: model.MeasureList}
	return append(out, r.figure(k, Money, money))
}
