package book

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/feedback"
	source "ruhu/model/sheet"
)

// ProblemList is the findings of a run, to be handed out.
type ProblemList struct {
	Problems model.Problems
	// Title says in a few words what a finding is about, naming nobody.
	Title func(model.Problem) string
	// Link gives the way to a roster from the workbook's folder; see Link.Target. It
	// may be nil.
	Link func(file string) string
	// Scope says, where these are not all findings of the roster, which they are;
	// it stands above each table. Empty: they are all.
	Scope string
	// Unjudged says what no rule could judge for want of columns; empty where all was.
	Unjudged string
	// Feedback are the lists of problems from above.
	Feedback []*feedback.List
	// Old is the list that this one takes the place of: what people wrote there
	// stays beside a finding that is still the same, and on a sheet behind where
	// it is not.
	Old Notes
}

// WriteProblems writes 问题清单.xlsx: what the findings add up to by problem and
// village; the findings down to household and person, with columns for what came
// of them; and those about files and columns.
func WriteProblems(w io.Writer, l ProblemList) error {
	l.Problems = slices.Clone(l.Problems)
	l.Problems.Sort()
	var people, files model.Problems
	var names []string
	for _, p := range l.Problems {
		switch {
		case p.Rule == model.RuleFeedback && len(l.Feedback) > 0: // on a sheet of its own
		case ofHousehold(p):
			people = append(people, p)
			names = append(names, p.File)
		default:
			files = append(files, p)
		}
	}
	at := newSources(names, l.Link)
	tables := []Table{l.summary(), peopleTable(people, at), filesTable(files, at), spellingTable(l.Problems.Spellings())}
	if len(l.Feedback) > 0 {
		tables = append(tables, feedbackTable(l.Feedback))
	}
	if l.Scope != "" {
		for i := range tables {
			tables[i].Above = append([]string{l.Scope}, tables[i].Above...)
		}
	}
	tables = l.Old.join(tables...)
	for i, t := range tables {
		if t.Name == feedbackSheet {
			tables[i] = answered(t, returnNotes(l.Feedback), "说明")
		}
	}
	return WriteTables(w, tables...)
}

// IsProblems reports a workbook that WriteProblems wrote: it has its sheets.
func IsProblems(in source.Input) bool {
	sheets, done, err := source.Open(in)
	if err != nil {
		return false
	}
	defer done()
	has := func(name string) bool {
		return slices.ContainsFunc(sheets, func(s source.Sheet) bool { return s.Name() == name })
	}
	return has(peopleSheet) && has(filesSheet)
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

// The sheets by which a list of problems is known.
const peopleSheet, filesSheet = "到户到人", "文件和列"

// outcomes are what a visit can find out about a finding.
var outcomes = []string{"属实，已改正", "属实，待改正", "不属实，原数据无误", "待进一步核实"}

// fileHead is the head of the column that names files.
const fileHead = "文件"

// placeColumn is where the files are named in the tables: before the cell.
const placeColumn = 10

func peopleTable(ps model.Problems, at *sources) Table {
	t := Table{
		Name: peopleSheet, Banner: "问题清单（到户到人）", Filter: true, Height: 24, Freeze: 6, households: true,
		Columns: []Column{
			{Head: "序号", Width: 5, Number: true, Center: true},
			{Head: "级别", Width: 5, Center: true},
			{Head: "村", Width: 9},
			{Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 9},
			{Head: "姓名", Width: 9},
			{Head: "指标", Width: 14},
			{Head: "现有值", Width: 15},
			{Head: "问题", Width: 30},
			{Head: "处理办法", Width: 25},
			{Head: "单元格", Width: 15, Center: true, Screen: true},
			{Head: "核查结果", Width: 12, Own: true, Choices: outcomes},
			{Head: "整改情况", Width: 16, Own: true},
			{Head: "责任人", Width: 8, Own: true},
			{Head: "完成时间", Width: 10, Center: true, Own: true},
		},
	}
	return at.fileColumn(t, placeColumn, fileHead, func(yield func(model.Pos, Row) bool) {
		if len(ps) == 0 {
			yield(model.Pos{}, none)
		}
		for i, p := range ps {
			if !yield(p.Pos, Row{Cells: []any{i + 1, p.Severity.String(), villageOf(p), p.Household, p.Head, p.Person, p.Field, p.Value,
				p.Message, p.Hint, at.cell(p.Pos), "", "", "", ""}, Of: p.Subject}) {
				return
			}
		}
	})
}

// none is the row of a list without findings: a sheet of nothing but heads
// looks like one that went wrong.
var none = Row{Look: Note, Cells: []any{"没有这一类问题。"}}

// spellingTable says once how each answer outside its list is written. It is left
// out where there are none.
func spellingTable(list []model.Spelling) Table {
	return Table{
		Name: "选项写法", Banner: "不在选项之内的写法（一种写法到处都是一个意思的，在 ruhu.yaml 的 values 里说明一次即可）", Filter: true, optional: true,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "指标", Width: 26},
			{Head: "花名册里的写法", Width: 28},
			{Head: "处数", Width: 8, Number: true, Center: true},
			{Head: "建议", Width: 60},
		},
		Rows: func(yield func(Row) bool) {
			for i, w := range list {
				if !yield(Row{Cells: []any{i + 1, w.Field, w.Text, w.Count, w.Hint}}) {
					return
				}
			}
		},
	}
}

func filesTable(ps model.Problems, at *sources) Table {
	return Table{
		Name: filesSheet, Banner: "问题清单（文件和列）", Filter: true, Height: 24,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "级别", Width: 5, Center: true},
			{Head: fileHead, Width: 24},
			{Head: "工作表", Width: 12},
			{Head: "单元格", Width: 14, Center: true},
			{Head: "指标", Width: 14},
			{Head: "现有值", Width: 15},
			{Head: "问题", Width: 38},
			{Head: "处理办法", Width: 34},
			{Head: "整改情况", Width: 16, Own: true},
		},
		Rows: func(yield func(Row) bool) {
			if len(ps) == 0 {
				yield(none)
			}
			for i, p := range ps {
				if !yield(Row{Cells: []any{i + 1, p.Severity.String(), p.File, p.Sheet, at.cell(p.Pos), p.Field, p.Value,
					p.Message, p.Hint, ""}}) {
					return
				}
			}
		},
	}
}

// group names what is counted together: a village, a problem, or both.
type group struct{ village, title string }

// findings counts the problems of a group.
type findings struct {
	group
	faults, warnings int
	households       map[any]bool
}

func (f *findings) add(p model.Problem) {
	if p.Severity == model.Fault {
		f.faults++
	} else {
		f.warnings++
	}
	switch {
	case p.Subject != nil:
		f.households[p.Subject] = true
	case p.Household != "":
		f.households[p.Household] = true
	}
}

func (f *findings) row(l Look) Row {
	return Row{Look: l, Cells: []any{f.village, f.title, len(f.households), f.faults, f.warnings, f.faults + f.warnings}}
}

// count groups the problems, in the order first met.
func count(ps model.Problems, of func(model.Problem) group) []*findings {
	var out []*findings
	at := make(map[group]*findings)
	for _, p := range ps {
		g := of(p)
		f := at[g]
		if f == nil {
			f = &findings{group: g, households: make(map[any]bool)}
			at[g] = f
			out = append(out, f)
		}
		f.add(p)
	}
	return out
}

// byWeight puts what is certainly wrong first, then what comes most often.
func byWeight(a, b *findings) int {
	return cmp.Or(cmp.Compare(b.faults, a.faults), cmp.Compare(b.warnings, a.warnings))
}

// nowhere stands for the village of findings that are about none.
func nowhere(p model.Problem) string {
	switch v := villageOf(p); {
	case v != "":
		return v
	case ofHousehold(p):
		return "（未归村的户）"
	}
	return "（文件和列）"
}

// noVillage is 1 for what is about no village, which stands behind all others.
func (f *findings) noVillage() int {
	if strings.HasPrefix(f.village, "（") {
		return 1
	}
	return 0
}

// summary adds the findings up: by problem, by village, and by both.
func (l ProblemList) summary() Table {
	ps := l.Problems
	heads := []any{"村", "问题", "涉及户数", "错误", "提醒", "合计"}
	all := count(ps, func(model.Problem) group { return group{"合计", ""} })
	problems := count(ps, func(p model.Problem) group { return group{"全部", l.Title(p)} })
	slices.SortStableFunc(problems, byWeight)
	villages := count(ps, func(p model.Problem) group { return group{nowhere(p), "全部问题"} })
	slices.SortStableFunc(villages, func(a, b *findings) int { return cmp.Compare(a.noVillage(), b.noVillage()) })
	var rows []Row
	block := func(of []*findings) {
		for _, f := range of {
			rows = append(rows, f.row(Body))
		}
		for _, f := range all {
			rows = append(rows, f.row(Total))
		}
	}
	block(problems)
	if len(ps) == 0 {
		rows = append(rows, Row{Cells: []any{"全部", "没有发现问题", 0, 0, 0, 0}})
	}
	if l.Unjudged != "" {
		rows = append(rows, Row{Look: Note, Cells: []any{"注：" + l.Unjudged + "，见“ruhu check”。"}})
	}
	if len(villages) > 1 {
		rows = append(rows, Row{Look: Title, Cells: []any{"二、各村"}}, Row{Look: Head, Cells: heads})
		block(villages)
		rows = append(rows, Row{Look: Title, Cells: []any{"三、各村，按问题"}}, Row{Look: Head, Cells: heads})
		rows = append(rows, l.villageRows(villages)...)
	}
	return Table{
		Name: "汇总", Banner: "问题清单（汇总）", Height: 20, Portrait: true,
		Above: []string{"一、全部，按问题"},
		Columns: []Column{
			{Head: "村", Width: 16},
			{Head: "问题", Width: 56},
			{Head: "涉及户数", Width: 10, Number: true, Center: true},
			{Head: "错误", Width: 8, Number: true, Center: true},
			{Head: "提醒", Width: 8, Number: true, Center: true},
			{Head: "合计", Width: 8, Number: true, Center: true},
		},
		Rows: slices.Values(rows),
	}
}

// villageRows gives the problems of each village and its sum.
func (l ProblemList) villageRows(villages []*findings) []Row {
	both := count(l.Problems, func(p model.Problem) group { return group{nowhere(p), l.Title(p)} })
	slices.SortStableFunc(both, byWeight)
	var rows []Row
	for _, v := range villages {
		for _, f := range both {
			if f.village == v.village {
				rows = append(rows, f.row(Body))
			}
		}
		sum := *v
		sum.title = "小计"
		rows = append(rows, sum.row(Total))
	}
	return rows
}
