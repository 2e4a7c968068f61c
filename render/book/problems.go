package book

import (
	"cmp"
	"io"
	"iter"
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
			numbers("序号", 5), centered("级别", 5), texts("村", 9), centered("户编号", 17),
			texts("户主", 9), texts("姓名", 9), texts("指标", 14), texts("现有值", 15), texts("问题", 30),
			texts("处理办法", 25), centered("单元格", 15).onScreen(), answers("核查结果", 12, outcomes...),
			answers("整改情况", 16), answers("责任人", 8), answers("完成时间", 10).centered(),
		},
	}
	t.Rows = problemRows(ps, func(p model.Problem) Row {
		return Row{Of: p.Subject, at: p.Pos, Cells: []any{p.Severity.String(), villageName(p.Subject),
			p.Household, p.Head, p.Person,
			p.Field, p.Value, p.Message, p.Hint, at.cell(p.Pos), "", "", "", ""}}
	})
	return at.fileColumn(t, placeColumn, fileHead)
}

// problemRows makes rows of findings. Without any there is one that says so: a sheet of
// nothing but heads looks like one that went wrong.
func problemRows(ps model.Problems, row func(model.Problem) Row) iter.Seq[Row] {
	if len(ps) == 0 {
		return slices.Values([]Row{{Look: Note, Cells: []any{"没有这一类问题。"}}})
	}
	return counted(ps, row)
}

// spellingTable says once how each answer outside its list is written. It is left
// out where there are none.
func spellingTable(list []model.Spelling) Table {
	return Table{
		Name: "选项写法", Banner: "不在选项之内的写法（一种写法到处都是一个意思的，在 ruhu.yaml 的 values 里说明一次即可）", Filter: true, optional: true,
		Columns: []Column{
			numbers("序号", 6), texts("指标", 26), texts("花名册里的写法", 28), numbers("处数", 8),
			texts("建议", 60),
		},
		Rows: counted(list, func(w model.Spelling) Row { return Row{Cells: []any{w.Field, w.Text, w.Count, w.Hint}} }),
	}
}

func filesTable(ps model.Problems, at *sources) Table {
	return Table{
		Name: filesSheet, Banner: "问题清单（文件和列）", Filter: true, Height: 24,
		Columns: []Column{
			numbers("序号", 6), centered("级别", 5), texts(fileHead, 24), texts("工作表", 12),
			centered("单元格", 14), texts("指标", 14), texts("现有值", 15), texts("问题", 38),
			texts("处理办法", 34), answers("整改情况", 16),
		},
		Rows: problemRows(ps, func(p model.Problem) Row {
			return Row{Cells: []any{p.Severity.String(), p.File, p.Sheet, at.cell(p.Pos), p.Field, p.Value,
				p.Message, p.Hint, ""}}
		}),
	}
}

// nowhere stands for the village of findings that are about none.
func nowhere(p model.Problem) string {
	switch v := villageName(p.Subject); {
	case v != "":
		return v
	case ofHousehold(p):
		return "（未归村的户）"
	}
	return "（文件和列）"
}

// tally counts the findings, each under some keys: what is certainly wrong, what is to be
// looked at, and both.
func (l ProblemList) tally(keys func(model.Problem) []any) *tally {
	all := newTally(3)
	for _, p := range l.Problems {
		var of any
		switch {
		case p.Subject != nil:
			of = p.Subject
		case p.Household != "":
			of = p.Household
		}
		counts := []int{0, 1, 1}
		if p.Severity == model.Fault {
			counts = []int{1, 0, 1}
		}
		all.add(of, counts, keys(p)...)
	}
	return all
}

// byWeight puts what is certainly wrong first, then what comes most often.
func byWeight(parts []*tally) []*tally {
	return slices.SortedStableFunc(slices.Values(parts), func(a, b *tally) int {
		return cmp.Or(cmp.Compare(b.counts[0], a.counts[0]), cmp.Compare(b.counts[1], a.counts[1]))
	})
}

// summary adds the findings up: by problem, by village, and by both.
func (l ProblemList) summary() Table {
	byTitle := l.tally(func(p model.Problem) []any { return []any{l.Title(p)} })
	all := l.tally(func(p model.Problem) []any { return []any{nowhere(p), l.Title(p)} })
	villages := slices.SortedStableFunc(slices.Values(all.parts), func(a, b *tally) int {
		return cmp.Compare(noVillage(a), noVillage(b))
	})
	var rows []Row
	add := func(look Look, t *tally, village, title any) { rows = append(rows, t.row(look, village, title)) }
	block := func(title string) {
		rows = append(rows, Row{Look: Title, Cells: []any{title}},
			Row{Look: Head, Cells: []any{"村", "问题", "涉及户数", "错误", "提醒", "合计"}})
	}
	for _, problem := range byWeight(byTitle.parts) {
		add(Body, problem, "全部", problem.key)
	}
	if len(l.Problems) > 0 {
		add(Total, all, "合计", "")
	} else {
		add(Body, all, "全部", "没有发现问题")
	}
	if l.Unjudged != "" {
		rows = append(rows, Row{Look: Note, Cells: []any{"注：" + l.Unjudged + "，见“ruhu check”。"}})
	}
	if len(villages) > 1 {
		block("二、各村")
		for _, v := range villages {
			add(Body, v, v.key, "全部问题")
		}
		add(Total, all, "合计", "")
		block("三、各村，按问题")
		for _, v := range villages {
			for _, problem := range byWeight(v.parts) {
				add(Body, problem, v.key, problem.key)
			}
			add(Total, v, v.key, "小计")
		}
	}
	return Table{
		Name: "汇总", Banner: "问题清单（汇总）", Height: 20, Portrait: true,
		Above: []string{"一、全部，按问题"},
		Columns: []Column{
			texts("村", 16), texts("问题", 56), numbers("涉及户数", 10), numbers("错误", 8), numbers("提醒", 8), numbers("合计", 8),
		},
		Rows: slices.Values(rows),
	}
}

// noVillage is 1 for what is about no village, which stands behind all others.
func noVillage(t *tally) int {
	if strings.HasPrefix(t.key.(string), "（") {
		return 1
	}
	return 0
}
