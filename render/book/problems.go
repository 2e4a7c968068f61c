package book

import (
	"io"
	"iter"
	"slices"

	"ruhu/model"
)

// WriteProblems writes 问题清单.xlsx: the findings down to household and
// person, with columns for what came of them; those about files and columns;
// and what they add up to.
func WriteProblems(w io.Writer, ps model.Problems) error {
	ps = slices.Clone(ps)
	ps.Sort()
	var people, files model.Problems
	for _, p := range ps {
		if ofHousehold(p) {
			people = append(people, p)
		} else {
			files = append(files, p)
		}
	}
	return WriteTables(w, "", peopleTable(people), filesTable(files), problemSummary(ps))
}

func ofHousehold(p model.Problem) bool {
	return p.Subject != nil || p.Household != "" || p.Head != "" || p.Person != ""
}

func villageOf(p model.Problem) string {
	if p.Subject == nil || p.Subject.Village == nil {
		return ""
	}
	return p.Subject.Village.Name
}

func peopleTable(ps model.Problems) Table {
	return Table{
		Name: "到户到人", Banner: "问题清单（到户到人）", Filter: true, Height: 24,
		Columns: []Column{
			{Head: "序号", Width: 5, Number: true, Center: true},
			{Head: "级别", Width: 6, Center: true},
			{Head: "村", Width: 9},
			{Head: "户编号", Width: 16, Center: true},
			{Head: "户主", Width: 9},
			{Head: "姓名", Width: 9},
			{Head: "指标", Width: 14},
			{Head: "现有值", Width: 20},
			{Head: "问题", Width: 30},
			{Head: "处理办法", Width: 26},
			{Head: "文件", Width: 14},
			{Head: "工作表", Width: 9},
			{Head: "单元格", Width: 7, Center: true},
			{Head: "核查结果", Width: 14},
			{Head: "整改情况", Width: 14},
			{Head: "责任人", Width: 9},
			{Head: "完成时间", Width: 10},
		},
		Rows: problemRows(ps, func(p model.Problem) []any {
			return []any{p.Severity.String(), villageOf(p), p.Household, p.Head, p.Person, p.Field, p.Value,
				p.Message, p.Hint, p.File, p.Sheet, p.Cell, "", "", "", ""}
		}),
	}
}

func filesTable(ps model.Problems) Table {
	return Table{
		Name: "文件与列", Banner: "问题清单（文件与列）", Filter: true, Height: 24,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "级别", Width: 7, Center: true},
			{Head: "文件", Width: 26},
			{Head: "工作表", Width: 14},
			{Head: "单元格", Width: 9, Center: true},
			{Head: "指标", Width: 20},
			{Head: "现有值", Width: 24},
			{Head: "问题", Width: 44},
			{Head: "处理办法", Width: 40},
			{Head: "整改情况", Width: 16},
		},
		Rows: problemRows(ps, func(p model.Problem) []any {
			return []any{p.Severity.String(), p.File, p.Sheet, p.Cell, p.Field, p.Value, p.Message, p.Hint, ""}
		}),
	}
}

// problemRows numbers the findings and makes a row of each.
func problemRows(ps model.Problems, cells func(model.Problem) []any) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i, p := range ps {
			if !yield(Row{Cells: append([]any{i + 1}, cells(p)...)}) {
				return
			}
		}
	}
}

// findings counts the problems of one rule or village.
type findings struct {
	name, example    string
	faults, warnings int
	households       map[string]bool
}

func (f *findings) add(p model.Problem) {
	if p.Severity == model.Fault {
		f.faults++
	} else {
		f.warnings++
	}
	if p.Household != "" {
		f.households[p.Household] = true
	}
}

func (f *findings) row(l Look) Row {
	return Row{Look: l, Cells: []any{f.name, f.example, len(f.households), f.faults, f.warnings, f.faults + f.warnings}}
}

// count groups the problems by a name, in the order first met.
func count(ps model.Problems, name func(model.Problem) string) []*findings {
	var out []*findings
	at := make(map[string]*findings)
	for _, p := range ps {
		n := name(p)
		f := at[n]
		if f == nil {
			f = &findings{name: n, households: make(map[string]bool)}
			at[n] = f
			out = append(out, f)
		}
		f.add(p)
	}
	return out
}

func problemSummary(ps model.Problems) Table {
	rules := count(ps, func(p model.Problem) string { return p.Rule })
	examples := make(map[string]string, len(rules))
	for _, p := range ps {
		if examples[p.Rule] == "" {
			examples[p.Rule] = p.Message
		}
	}
	for _, f := range rules {
		f.example = examples[f.name]
	}
	slices.SortStableFunc(rules, func(a, b *findings) int {
		return (b.faults + b.warnings - a.faults - a.warnings)
	})
	villages := count(ps, func(p model.Problem) string {
		switch v := villageOf(p); {
		case v != "":
			return v
		case ofHousehold(p):
			return "（未归村的户）"
		}
		return "（文件与列）"
	})
	all := &findings{name: "合计", households: make(map[string]bool)}
	for _, p := range ps {
		all.add(p)
	}
	rows := make([]Row, 0, len(rules)+len(villages)+5)
	for _, f := range rules {
		rows = append(rows, f.row(Body))
	}
	rows = append(rows, all.row(Total), Row{Look: Title},
		Row{Look: Head, Cells: []any{"村", "", "涉及户数", "错误", "提醒", "合计"}})
	for _, f := range villages {
		rows = append(rows, f.row(Body))
	}
	rows = append(rows, all.row(Total))
	return Table{
		Name: "汇总", Banner: "问题汇总", Height: 20,
		Columns: []Column{
			{Head: "规则", Width: 26},
			{Head: "问题举例", Width: 66},
			{Head: "涉及户数", Width: 10, Number: true, Center: true},
			{Head: "错误", Width: 9, Number: true, Center: true},
			{Head: "提醒", Width: 9, Number: true, Center: true},
			{Head: "合计", Width: 9, Number: true, Center: true},
		},
		Rows: slices.Values(rows),
	}
}
