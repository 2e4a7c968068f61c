package book

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"ruhu/model/feedback"
	"ruhu/model/visit"
)

// feedbackSheet is the sheet of 问题清单 with what the offices above found.
const feedbackSheet = "上级反馈"

// What people fill in about a line from above; people alone say whether it is so.
const (
	resultHead = visit.HeadFound
	actionHead = visit.HeadDeed
	doneHead   = visit.HeadDone
)

// feedbackTable lists the lines from above, in the order of the lists.
func feedbackTable(lists []*feedback.List) Table {
	return Table{
		Name: feedbackSheet, Banner: "上级反馈的问题", households: true, Filter: true, Height: 24, Freeze: 6,
		about: []string{"户编号", "姓名", "问题"}, from: "清单",
		Columns: []Column{
			numbers("序号", 6), texts("清单", 18).onScreen(), numbers("清单行号", 8).onScreen(),
			texts("村", 9), centered("户编号", 17), texts("户主", 9), texts("姓名", 9), texts("问题", 38),
			texts("名册现值", 18), centered("时限", 11), texts("说明", 26),
			answers(resultHead, 10, visit.Verdicts...), answers(actionHead, 20),
			answers(doneHead, 11).centered(),
		},
		Rows: counted(linesOf(lists), func(of line) Row {
			l := of.Line
			village, number, head, name := whom(l)
			return Row{Of: l.Household, Cells: []any{of.list, l.Row, village, number, head, name, l.Said(),
				l.Now(), l.Deadline, l.Trouble,
				"", "", ""}}
		}),
	}
}

// line is a line from above, with the name of its list.
type line struct {
	list string
	*feedback.Line
}

func linesOf(lists []*feedback.List) (out []line) {
	for _, l := range lists {
		for i := range l.Lines {
			out = append(out, line{l.Name, &l.Lines[i]})
		}
	}
	return out
}

// whom says whom a line is about: as the roster has it or, where that is not
// certain, as the line does.
func whom(l *feedback.Line) (village, number, head, name string) {
	h := l.Household
	if h == nil {
		return l.Village, l.Number, l.Head, l.Name
	}
	if l.Member != nil {
		name = l.Member.Name()
	}
	return villageName(h), h.Number(), h.HeadName(), name
}

// FeedbackNotes gives what people said of each line of the lists, in their order: in
// return workbooks, else in the sheet 上级反馈 of the 问题清单 that stands there.
func (k Notes) FeedbackNotes(lists []*feedback.List) []feedback.Note {
	t := k.join(feedbackTable(lists))[0]
	var out []feedback.Note
	for row := range answered(t, returnNotes(lists), "说明").Rows {
		at := func(head string) string { return textOf(row.Cells[t.column(head)]) }
		out = append(out, feedback.Note{Result: at(resultHead), Action: at(actionHead), Done: at(doneHead)})
	}
	return out
}

// returnNotes gives what return workbooks say of each line of the lists.
func returnNotes(lists []*feedback.List) (out []feedback.Note) {
	for _, l := range linesOf(lists) {
		out = append(out, l.Note)
	}
	return out
}

// column gives the place of a column; -1 where there is none.
func (t Table) column(head string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Head == head })
}

// answered puts what was said of its rows, in their order, over what stands there;
// what was written there and is something else is told in a column of words.
func answered(t Table, notes []feedback.Note, words string) Table {
	t.Rows = renewed(t.Rows, func(n int, row Row) Row {
		if n < len(notes) {
			row.Cells = slices.Clone(row.Cells)
			for _, said := range [][2]string{{resultHead, notes[n].Result}, {actionHead, notes[n].Action},
				{doneHead, notes[n].Done}} {
				t.say(row.Cells, said[0], said[1], words)
			}
		}
		return row
	})
	return t
}

func (t Table) say(cells []any, head, text, words string) {
	i, w := t.column(head), t.column(words)
	if text == "" || i < 0 {
		return
	}
	if old := textOf(cells[i]); old != "" && old != text && w >= 0 {
		cells[w] = strings.TrimPrefix(textOf(cells[w])+"；“"+head+"”原来填的是“"+old+"”", "；")
	}
	cells[i] = text
}

// ownHead reports a column of a list that is for those who answer it.
func ownHead(head string) bool {
	return slices.ContainsFunc([]string{"核查", "核实", "整改", "销号", "完成时间", "完成情况", "属实", "备注"}, func(w string) bool {
		return strings.Contains(head, w) && !strings.Contains(head, "时限") && !strings.Contains(head, "期限") && !strings.Contains(head, "要求")
	})
}

// nowColumn and whereColumn stand behind a list's own columns.
const (
	nowColumn   = "名册现值"
	whereColumn = "对应情况"
)

// WriteFeedback gives a file of lists back, a sheet each: its own columns and rows in
// their order, with what people said of each line and what the roster says now. The
// notes are of its lines, in their order. What stands in an older workbook beside no
// line of these stays too, unless that is borrowed: it stands elsewhere, and remains.
func WriteFeedback(w io.Writer, f *feedback.File, notes []feedback.Note, old Notes, borrowed bool) error {
	var tables []Table
	for i, l := range f.Lists {
		t := returned(l)
		if t.Name, t.Banner = "反馈销号表", "反馈销号表（"+f.Name+"）"; len(f.Lists) > 1 {
			t.Name = sheetName(l.Sheet, i)
		}
		tables = append(tables, t)
	}
	if tables = old.join(tables...); borrowed {
		tables = tables[:len(f.Lists)]
	}
	for i, l := range f.Lists {
		tables[i] = answered(tables[i].restored(l), notes[:len(l.Lines)], whereColumn)
		notes = notes[len(l.Lines):]
	}
	return WriteTables(w, tables...)
}

// longestName is how long the name of a list's sheet is that others are named after.
const longestName = 18

// sheetName is the name of a sheet in a workbook of ours; what is no name in a workbook
// of Excel, or too long, is left out, and its place told.
func sheetName(name string, i int) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > 0xFFFF || strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, name)
	if r := []rune(plain); plain != name || len(r) > longestName {
		return fmt.Sprintf("%s-%d", string(r[:min(len(r), longestName)]), i+1)
	}
	return name
}

// returned is a list as it came, with the columns of those who answer it behind, where
// it has none itself.
func returned(l *feedback.List) Table {
	t := Table{Filter: true, Height: 24}
	wide := widths(l)
	for i, h := range l.Heads {
		c := Column{Head: h, Width: wide[i], Own: ownHead(h)}
		for n := 2; h != "" && t.column(c.Head) >= 0; n++ {
			c.Head = fmt.Sprintf("%s%d", h, n)
		}
		if t.Columns = append(t.Columns, c); slices.Contains(l.About, i) {
			t.about = append(t.about, c.Head)
		}
	}
	t.Columns = append(t.Columns, texts(nowColumn, 18), texts(whereColumn, 24))
	for _, c := range []Column{answers(resultHead, 10, visit.Verdicts...), answers(actionHead, 20),
		answers(doneHead, 11)} {
		if t.column(c.Head) < 0 {
			t.Columns = append(t.Columns, c)
		}
	}
	t.Rows = each(l.Lines, func(line feedback.Line) Row { return Row{Cells: t.returnedCells(&line, len(l.Heads))} })
	return t
}

// Widths of a list's own columns, in characters of half width: at least and at most,
// and together, so that a row with its answers stands on one page; and by how many lines
// of it they are measured.
const (
	leastWidth = 6
	mostWidth  = 32
	ownWidth   = 100
	mostLines  = 1000
)

// widths are how wide the columns of a list are: as wide as what they hold, or less where
// they are too wide together; no number is broken for that.
func widths(l *feedback.List) []float64 {
	whole, word := make([]int, len(l.Heads)), make([]int, len(l.Heads))
	measure := func(cells []string) {
		for i := range min(len(cells), len(whole)) {
			whole[i] = max(whole[i], units(cells[i])+2)
			for _, part := range strings.FieldsFunc(cells[i], func(r rune) bool { return r > '~' || r == ' ' }) {
				word[i] = max(word[i], min(len(part)+2, mostWidth))
			}
		}
	}
	measure(l.Heads)
	for _, line := range l.Lines[:min(len(l.Lines), mostLines)] {
		measure(line.Cells)
	}
	out := make([]float64, len(whole))
	for most := mostWidth; most >= leastWidth; most-- {
		sum := 0
		for i := range out {
			width := max(min(whole[i], most), word[i], leastWidth)
			out[i] = float64(width)
			sum += width
		}
		if sum <= ownWidth {
			break
		}
	}
	return out
}

// returnedCells are a line's own cells and what stands behind them.
func (t Table) returnedCells(line *feedback.Line, own int) []any {
	out := make([]any, len(t.Columns))
	for i := range out {
		if out[i] = ""; i < min(own, len(line.Cells)) {
			out[i] = line.Cells[i]
		}
	}
	where := "已对应到户、到人"
	switch {
	case line.Household == nil:
		where = "没有对上：" + line.Trouble
	case line.Member == nil:
		where = "已对应到户"
	}
	out[own], out[own+1] = line.Now(), where
	return out
}

// restored gives back what the list itself says in a column of those who answer it, where
// they wrote nothing.
func (t Table) restored(l *feedback.List) Table {
	t.Rows = renewed(t.Rows, func(n int, row Row) Row {
		if n < len(l.Lines) {
			row.Cells = slices.Clone(row.Cells)
			for i, text := range l.Lines[n].Cells {
				if i < len(l.Heads) && textOf(row.Cells[i]) == "" {
					row.Cells[i] = text
				}
			}
		}
		return row
	})
	return t
}
