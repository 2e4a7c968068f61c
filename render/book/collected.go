package book

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/report"
	"ruhu/model/visit"
)

// Findings is what collecting found that is to be keyed into the national system.
type Findings struct {
	Year    int
	Items   []visit.Item
	Added   []visit.Person
	Removed []visit.Person
	New     []visit.Newcomer
}

// WriteFindings writes 需维护数据汇总.xlsx: item by item in the order of the
// national system, the persons and households who joined or left in full, and
// what it adds up to by village and item. What the typist ticked in an older one
// stays beside the item while it is the same, and on a sheet behind when it is not.
func WriteFindings(w io.Writer, cb *model.Codebook, f Findings, old Notes) error {
	tables := []Table{f.items(), f.totals(),
		f.persons(cb, "新增成员", visit.AdditionCodes(cb), f.Added),
		f.persons(cb, "减少成员", cb.Codes(model.OfRemoval), f.Removed),
		f.newHouseholds(cb), f.newPersons(cb, "新识别成员", visit.NewMemberCodes(cb)),
		f.newPersons(cb, "新识别责任人", cb.Codes(model.OfHelper))}
	for i := range tables[2:] {
		tables[2+i].optional = true
	}
	return WriteTables(w, old.join(tables...)...)
}

func (f Findings) banner(name string) string { return fmt.Sprintf("%s（%d年度）", name, f.Year) }

// done is the column that the typist ticks.
var done = Column{Head: "已录入", Width: 8, Center: true, Fill: true, Choices: []string{DoneMark}}

func (f Findings) items() Table {
	return Table{
		Name: "逐项", Banner: f.banner("需维护数据汇总"), Filter: true, Height: 22, Freeze: 5, households: true,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "村", Width: 11},
			{Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 10},
			{Head: "姓名", Width: 11},
			{Head: "指标", Width: 26},
			{Head: "系统原值", Width: 22},
			{Head: "核实值", Width: 26},
			{Head: "表号", Width: 17, Center: true},
			{Head: "核实人", Width: 13},
			{Head: "入户日期", Width: 12, Center: true},
			{Head: "来源文件", Width: 22, Screen: true},
			done,
		},
		Rows: func(yield func(Row) bool) {
			for i, it := range f.Items {
				person := it.Person
				switch {
				case person == "" && it.Of == nil:
					person = visit.WholeVillage
				case person == "":
					person = visit.Whole
				}
				if !yield(Row{Cells: []any{i + 1, it.Village, it.Household, it.Head, person, it.Field, it.Old, it.New,
					it.Sheet, it.Who, it.When, base(it.File), ""}, Of: it.Of}) {
					return
				}
			}
		},
	}
}

// base is the name of a file without its folder, on any system.
func base(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// amount counts items, and the households that have them.
type amount struct {
	field      string
	items      int
	households map[household]bool
}

func (a *amount) add(it visit.Item) {
	if a.households == nil {
		a.households = make(map[household]bool)
	}
	a.items++
	if it.Of == nil { // of a village
		return
	}
	a.households[household{it.Village, it.Household}] = true
}

func (a *amount) row(l Look, village, field string) Row {
	return Row{Look: l, Cells: []any{village, field, a.items, len(a.households)}}
}

// amounts adds up the items that count: each indicator, the most frequent
// first, and all together.
func (f Findings) amounts(counts func(visit.Item) bool) (list []*amount, all *amount) {
	of := make(map[string]*amount)
	all = new(amount)
	for _, it := range f.Items {
		if !counts(it) {
			continue
		}
		a := of[it.Field]
		if a == nil {
			a = &amount{field: it.Field}
			of[it.Field] = a
			list = append(list, a)
		}
		a.add(it)
		all.add(it)
	}
	slices.SortFunc(list, func(a, b *amount) int { return cmp.Or(cmp.Compare(b.items, a.items), cmp.Compare(a.field, b.field)) })
	return list, all
}

// totals adds up the items by village and indicator, and by indicator alone.
func (f Findings) totals() Table {
	return Table{
		Name: "汇总", Banner: f.banner("需维护数据汇总"), Portrait: true, Height: 20,
		Columns: []Column{{Head: "村", Width: 16}, {Head: "指标", Width: 44},
			{Head: "处数", Width: 10, Number: true, Center: true}, {Head: "户数", Width: 10, Number: true, Center: true}},
		Rows: slices.Values(f.totalRows()),
	}
}

func (f Findings) totalRows() []Row {
	var rows []Row
	var villages []string
	for _, it := range f.Items {
		if !slices.Contains(villages, it.Village) {
			villages = append(villages, it.Village)
		}
	}
	for _, v := range villages {
		list, all := f.amounts(func(it visit.Item) bool { return it.Village == v })
		name := v
		for _, a := range list {
			rows = append(rows, a.row(Body, name, a.field))
			name = ""
		}
		rows = append(rows, all.row(Total, "", "小计"))
	}
	list, all := f.amounts(func(visit.Item) bool { return true })
	rows = append(rows, all.row(Total, "合计", ""))
	if len(villages) > 1 {
		rows = append(rows, Row{Look: Title}, Row{Look: Head, Cells: []any{"各村合计", "指标", "处数", "户数"}})
		for _, a := range list {
			rows = append(rows, a.row(Body, "", a.field))
		}
	}
	return rows
}

// recordTable is a table of whole records: whose they are, the columns of a
// form, and where they come from.
func (f Findings) recordTable(cb *model.Codebook, name string, codes []model.Code, rows []Row) Table {
	t := Table{Name: name, Banner: f.banner(name), Filter: true, Height: 22, Freeze: 3, households: true, Rows: slices.Values(rows),
		Columns: []Column{{Head: "村", Width: 11}, {Head: "户编号", Width: 18, Center: true}, {Head: "户主", Width: 11}}}
	for _, c := range codes {
		in := cb.Lookup(c)
		head := visit.Title(in)
		t.Columns = append(t.Columns, Column{Head: head, Width: rosterWidth(in, head), Center: in.Kind == model.YesNo})
	}
	t.Columns = append(t.Columns, Column{Head: "表号", Width: 17, Center: true}, Column{Head: "核实人", Width: 13},
		Column{Head: "入户日期", Width: 12, Center: true}, done)
	return t
}

func recordRow(village string, h *model.Household, head string, r *model.Record, codes []model.Code, s visit.Source) Row {
	cells := []any{village, h.Number(), head}
	for _, c := range codes {
		cells = append(cells, r.Text(c))
	}
	return Row{Cells: append(cells, s.Sheet, s.Who, s.When, ""), Of: h}
}

func (f Findings) persons(cb *model.Codebook, name string, codes []model.Code, list []visit.Person) Table {
	rows := make([]Row, len(list))
	for i, p := range list {
		rows[i] = recordRow(p.Village, p.Of, p.Head, p.Record, codes, p.Source)
	}
	return f.recordTable(cb, name, codes, rows)
}

func (f Findings) newHouseholds(cb *model.Codebook) Table {
	codes := visit.NewCodes(cb)
	rows := make([]Row, len(f.New))
	for i, n := range f.New {
		rows[i] = recordRow(n.Village, n.Household, n.HeadName(), &n.Record, codes, n.Source)
	}
	return f.recordTable(cb, "新识别户", codes, rows)
}

func (f Findings) newPersons(cb *model.Codebook, name string, codes []model.Code) Table {
	sheet := MemberSheet
	if name == "新识别责任人" {
		sheet = HelperSheet
	}
	var rows []Row
	for _, n := range f.New {
		for _, r := range recordsOf(n.Household, sheet) {
			rows = append(rows, recordRow(n.Village, n.Household, n.HeadName(), r, codes, n.Source))
		}
	}
	return f.recordTable(cb, name, codes, rows)
}

// WriteProgress writes 核实进度.xlsx: what was printed, is back, is out and was
// refused, by village and form, and the list of the papers still out, with what
// people wrote into an older one.
func WriteProgress(w io.Writer, year int, list []visit.Track, old Notes) error {
	p := progress{year, list}
	return WriteTables(w, old.join(p.summary(), p.out())...)
}

type progress struct {
	year int
	list []visit.Track
}

// shares counts papers by state.
type shares struct {
	printed, back, denied int
	handed                visit.Handed // of a village
}

func (s *shares) add(t visit.Track) {
	s.printed++
	s.handed = t.Handed
	switch t.State {
	case visit.Back:
		s.back++
	case visit.Denied:
		s.denied++
	}
}

func (s *shares) row(l Look, village, form string) Row {
	rate := "—"
	if s.printed > 0 {
		rate = fmt.Sprintf("%.1f%%", report.Share(float64(s.back), float64(s.printed)))
	}
	return Row{Look: l, Cells: []any{village, form, s.printed, s.back, s.printed - s.back - s.denied, s.denied, rate, ""}}
}

func (p progress) summary() Table {
	var villages, forms []string
	count := make(map[[2]string]*shares)
	sum := make(map[string]*shares)
	all := new(shares)
	for _, t := range p.list {
		if !slices.Contains(villages, t.Village) {
			villages = append(villages, t.Village)
			sum[t.Village] = new(shares)
		}
		if !slices.Contains(forms, t.Form) {
			forms = append(forms, t.Form)
		}
		key := [2]string{t.Village, t.Form}
		if count[key] == nil {
			count[key] = new(shares)
		}
		count[key].add(t)
		sum[t.Village].add(t)
		all.add(t)
	}
	var rows []Row
	for _, v := range villages {
		name := v
		for _, f := range forms {
			if s := count[[2]string{v, f}]; s != nil {
				rows = append(rows, s.row(Body, name, f))
				name = ""
			}
		}
		sub := sum[v].row(Total, "", "小计")
		sub.Cells[len(sub.Cells)-1] = string(sum[v].handed)
		rows = append(rows, sub)
	}
	rows = append(rows, all.row(Total, "合计", ""))
	return Table{
		Name: "进度", Banner: fmt.Sprintf("入户核实进度（%d年度）", p.year), Portrait: true, Height: 22,
		Columns: []Column{
			{Head: "村", Width: 14}, {Head: "表名", Width: 34},
			{Head: "已打印", Width: 9, Number: true, Center: true}, {Head: "已收回", Width: 9, Number: true, Center: true},
			{Head: "未收回", Width: 9, Number: true, Center: true}, {Head: "拒访", Width: 8, Number: true, Center: true},
			{Head: "收回率", Width: 9, Center: true}, {Head: "回填表", Width: 9, Center: true},
		},
		Rows: slices.Values(rows),
	}
}

func (p progress) out() Table {
	return Table{
		Name: "未收回", Banner: fmt.Sprintf("尚未收回的表（%d年度）", p.year), Filter: true, Height: 22, households: true,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true}, {Head: "村", Width: 12}, {Head: "组", Width: 8, Center: true},
			{Head: "户编号", Width: 18, Center: true}, {Head: "户主", Width: 11}, {Head: "表名", Width: 28},
			{Head: "表号", Width: 18, Center: true}, {Head: "状态", Width: 9, Center: true}, {Head: "说明", Width: 22},
			{Head: "核实人", Width: 12}, {Head: "入户日期", Width: 12, Center: true}, {Head: "催收记录", Width: 18, Fill: true},
		},
		Rows: func(yield func(Row) bool) {
			n := 0
			for _, t := range p.list {
				if t.State == visit.Back {
					continue
				}
				n++
				if !yield(Row{Cells: []any{n, t.Village, t.Group, t.Household, t.Head, t.Form, t.Number, string(t.State), t.Note, t.Who, t.When, ""}, Of: t.Of}) {
					return
				}
			}
		},
	}
}
