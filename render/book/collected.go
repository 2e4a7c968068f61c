package book

import (
	"cmp"
	"fmt"
	"io"
	"iter"
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
	return WriteTables(w, old.join(f.items(), f.totals(),
		f.persons(cb, "新增成员", visit.AdditionCodes(cb), f.Added),
		f.persons(cb, "减少成员", cb.Codes(model.OfRemoval), f.Removed),
		f.newcomers(cb, "新识别户", HouseholdSheet, visit.NewCodes(cb)),
		f.newcomers(cb, "新识别成员", MemberSheet, visit.MemberItems(cb)),
		f.newcomers(cb, "新识别责任人", HelperSheet, cb.Codes(model.OfHelper)))...)
}

func (f Findings) banner(name string) string { return fmt.Sprintf("%s（%d年度）", name, f.Year) }

// done is the column that the typist ticks.
var done = Column{Head: "已录入", Width: 8, Center: true, Fill: true, Choices: []string{DoneMark}}

func (f Findings) items() Table {
	return Table{
		Name: "逐项", Banner: f.banner("需维护数据汇总"), Filter: true, Height: 22, Freeze: 5, households: true,
		Columns: []Column{
			numbers("序号", 6), texts("村", 11), centered("户编号", 17), texts("户主", 10),
			texts("姓名", 11), texts("指标", 26), texts("系统原值", 22), texts("核实值", 26),
			centered("表号", 17), texts("核实人", 13), centered("入户日期", 12),
			texts("来源文件", 22).onScreen(), done,
		},
		Rows: counted(f.Items, func(it visit.Item) Row {
			person := it.Person
			switch {
			case person == "" && it.Of == nil:
				person = visit.WholeVillage
			case person == "":
				person = visit.Whole
			}
			return Row{Of: it.Of, Cells: []any{it.Village, it.Household, it.Head, person, it.Field, it.Old, it.New,
				it.Sheet, it.Who, it.When, base(it.File), ""}}
		}),
	}
}

// base is the name of a file without its folder, on any system.
func base(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// totals adds up the items by village and indicator, and by indicator alone.
func (f Findings) totals() Table {
	return Table{
		Name: "汇总", Banner: f.banner("需维护数据汇总"), Portrait: true, Height: 20,
		Columns: []Column{texts("村", 16), texts("指标", 44), numbers("处数", 10), numbers("户数", 10)},
		Rows:    slices.Values(f.totalRows()),
	}
}

func (f Findings) totalRows() []Row {
	all, byField := newTally(1), newTally(1)
	for _, it := range f.Items {
		var of any
		if it.Of != nil { // else of the village
			of = household{it.Village, it.Household}
		}
		all.add(of, []int{1}, it.Village, it.Field)
		byField.add(of, []int{1}, it.Field)
	}
	var rows []Row
	row := func(l Look, t *tally, village, field any) {
		rows = append(rows, Row{Look: l, Cells: []any{village, field, t.counts[0], len(t.households)}})
	}
	for _, v := range all.parts {
		name := v.key
		for _, field := range mostFirst(v.parts) {
			row(Body, field, name, field.key)
			name = ""
		}
		row(Total, v, "", "小计")
	}
	row(Total, all, "合计", "")
	if len(all.parts) > 1 {
		rows = append(rows, Row{Look: Title}, Row{Look: Head, Cells: []any{"各村合计", "指标", "处数", "户数"}})
		for _, field := range mostFirst(byField.parts) {
			row(Body, field, "", field.key)
		}
	}
	return rows
}

// mostFirst puts the most frequent indicators first.
func mostFirst(fields []*tally) []*tally {
	return slices.SortedFunc(slices.Values(fields), func(a, b *tally) int {
		return cmp.Or(cmp.Compare(b.counts[0], a.counts[0]), cmp.Compare(a.key.(string), b.key.(string)))
	})
}

// recordTable is a table of whole records: whose they are, the columns of a
// form, and where they come from.
func (f Findings) recordTable(cb *model.Codebook, name string, codes []model.Code, rows iter.Seq[Row]) Table {
	t := Table{Name: name, Banner: f.banner(name), Filter: true, Height: 22, Freeze: 3, households: true,
		optional: true, Rows: rows,
		Columns: []Column{texts("村", 11), centered("户编号", 18), texts("户主", 11)}}
	for _, c := range codes {
		in := cb.Lookup(c)
		head := visit.Title(in)
		t.Columns = append(t.Columns, Column{Head: head, Width: rosterWidth(in, head), Center: in.Kind == model.YesNo})
	}
	t.Columns = append(t.Columns, centered("表号", 17), texts("核实人", 13),
		centered("入户日期", 12), done)
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
	return f.recordTable(cb, name, codes, each(list, func(p visit.Person) Row {
		return recordRow(p.Village, p.Of, p.Head, p.Record, codes, p.Source)
	}))
}

// newcomers is a table of what the new households have on a sheet of the roster.
func (f Findings) newcomers(cb *model.Codebook, name, sheet string, codes []model.Code) Table {
	var rows []Row
	for _, n := range f.New {
		for _, r := range recordsOf(n.Household, sheet) {
			rows = append(rows, recordRow(n.Village, n.Household, n.HeadName(), r, codes, n.Source))
		}
	}
	return f.recordTable(cb, name, codes, slices.Values(rows))
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

func (p progress) summary() Table {
	all := newTally(3) // papers printed, back and refused
	handed := make(map[any]visit.Handed)
	var forms []string
	for _, t := range p.list {
		counts := []int{1, 0, 0}
		switch t.State {
		case visit.Back:
			counts[1] = 1
		case visit.Denied:
			counts[2] = 1
		}
		all.add(nil, counts, t.Village, t.Form)
		handed[t.Village] = t.Handed
		if !slices.Contains(forms, t.Form) {
			forms = append(forms, t.Form)
		}
	}
	var rows []Row
	for _, v := range all.parts {
		name := v.key
		for _, f := range forms {
			if t := v.at[f]; t != nil {
				rows = append(rows, progressRow(Body, t, name, f, ""))
				name = ""
			}
		}
		rows = append(rows, progressRow(Total, v, "", "小计", string(handed[v.key])))
	}
	rows = append(rows, progressRow(Total, all, "合计", "", ""))
	return Table{
		Name: "进度", Banner: fmt.Sprintf("入户核实进度（%d年度）", p.year), Portrait: true, Height: 22,
		Columns: []Column{
			texts("村", 14), texts("表名", 34), numbers("已打印", 9), numbers("已收回", 9), numbers("未收回", 9),
			numbers("拒访", 8), centered("收回率", 9), centered("回填表", 9),
		},
		Rows: slices.Values(rows),
	}
}

func progressRow(l Look, t *tally, village any, form, handed string) Row {
	printed, back, denied := t.counts[0], t.counts[1], t.counts[2]
	rate := "—"
	if printed > 0 {
		rate = fmt.Sprintf("%.1f%%", report.Share(float64(back), float64(printed)))
	}
	return Row{Look: l, Cells: []any{village, form, printed, back, printed - back - denied, denied, rate, handed}}
}

func (p progress) out() Table {
	out := slices.DeleteFunc(slices.Clone(p.list), func(t visit.Track) bool { return t.State == visit.Back })
	return Table{
		Name: "未收回", Banner: fmt.Sprintf("尚未收回的表（%d年度）", p.year), Filter: true, Height: 22, households: true,
		Columns: []Column{
			numbers("序号", 6), texts("村", 12), centered("组", 8), centered("户编号", 18), texts("户主", 11),
			texts("表名", 28), centered("表号", 18), centered("状态", 9), texts("说明", 22), texts("核实人", 12),
			centered("入户日期", 12), {Head: "催收记录", Width: 18, Fill: true},
		},
		Rows: counted(out, func(t visit.Track) Row {
			return Row{Of: t.Of, Cells: []any{t.Village, t.Group, t.Household, t.Head, t.Form, t.Number, string(t.State), t.Note,
				t.Who, t.When, ""}}
		}),
	}
}
