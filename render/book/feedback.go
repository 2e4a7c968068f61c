package book

import (
	"io"
	"slices"
	"strings"

	"ruhu/model"
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
func feedbackTable(cb *model.Codebook, lists []*feedback.List) Table {
	return Table{
		Name: feedbackSheet, Banner: "上级反馈的问题", households: true, Filter: true, Height: 24, Freeze: 6,
		about: []string{"清单", "户编号", "姓名", "问题"},
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "清单", Width: 18, Screen: true},
			{Head: "清单行号", Width: 8, Number: true, Center: true, Screen: true},
			{Head: "村", Width: 9},
			{Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 9},
			{Head: "姓名", Width: 9},
			{Head: "问题", Width: 38},
			{Head: "名册现值", Width: 18},
			{Head: "时限", Width: 11, Center: true},
			{Head: "说明", Width: 26},
			{Head: resultHead, Width: 10, Own: true, Choices: visit.Verdicts},
			{Head: actionHead, Width: 20, Own: true},
			{Head: doneHead, Width: 11, Center: true, Own: true},
		},
		Rows: func(yield func(Row) bool) {
			n := 0
			for _, l := range lists {
				for i := range l.Lines {
					line := &l.Lines[i]
					n++
					village, number, head, name := whom(line)
					if !yield(Row{Of: line.Household, Cells: []any{n, l.Name, line.Row, village, number, head, name, line.Text, line.Now(cb), line.Deadline, line.Trouble, "", "", ""}}) {
						return
					}
				}
			}
		},
	}
}

// whom says whom a line is about: as the roster has it or, where that is not
// certain, as the line does.
func whom(l *feedback.Line) (village, number, head, name string) {
	h := l.Household
	if h == nil {
		return l.Village, l.Number, l.Head, l.Name
	}
	if h.Village != nil {
		village = h.Village.Name
	}
	if l.Member != nil {
		name = l.Member.Name()
	}
	return village, h.Number(), h.HeadName(), name
}

// FeedbackNotes gives what people said of each line of the lists, in their order: in
// return workbooks, else in the sheet 上级反馈 of the 问题清单 that stands there.
func (k Notes) FeedbackNotes(cb *model.Codebook, lists []*feedback.List) []feedback.Note {
	t := k.join(feedbackTable(cb, lists))[0]
	var out []feedback.Note
	for row := range answered(t, returnNotes(lists), "说明").Rows {
		at := func(head string) string { return textOf(row.Cells[t.column(head)]) }
		out = append(out, feedback.Note{Result: at(resultHead), Action: at(actionHead), Done: at(doneHead)})
	}
	return out
}

// returnNotes gives what return workbooks say of each line of the lists.
func returnNotes(lists []*feedback.List) (out []feedback.Note) {
	for _, l := range lists {
		for i := range l.Lines {
			out = append(out, l.Lines[i].Note)
		}
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
	rows := t.Rows
	t.Rows = func(yield func(Row) bool) {
		n := 0
		for row := range rows {
			if n < len(notes) {
				row.Cells = slices.Clone(row.Cells)
				for _, said := range [][2]string{{resultHead, notes[n].Result}, {actionHead, notes[n].Action}, {doneHead, notes[n].Done}} {
					t.say(row.Cells, said[0], said[1], words)
				}
			}
			n++
			if !yield(row) {
				return
			}
		}
	}
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

// own reports a column of a list that is for those who answer it.
func ownHead(head string) bool {
	return slices.ContainsFunc([]string{"核查", "核实", "整改", "销号", "完成时间", "完成情况", "备注"}, func(w string) bool {
		return strings.Contains(head, w) && !strings.Contains(head, "时限") && !strings.Contains(head, "要求")
	})
}

// WriteFeedback gives a list back: its own columns and rows in their order, with what
// people said of each line and what the roster says now.
func WriteFeedback(w io.Writer, cb *model.Codebook, l *feedback.List, notes []feedback.Note, old Notes) error {
	t := Table{Name: "反馈销号表", Banner: "反馈销号表（" + l.Name + "）", Filter: true, Height: 24}
	seen := make(map[string]bool)
	for _, h := range l.Heads {
		h = model.Fold(h)
		t.Columns = append(t.Columns, Column{Head: h, Width: 14, Own: ownHead(h)})
		if !ownHead(h) {
			t.about = append(t.about, h)
		}
		seen[h] = true
	}
	own := len(t.Columns)
	for _, c := range []Column{{Head: "名册现值", Width: 18}, {Head: "对应情况", Width: 24}, {Head: resultHead, Width: 10, Own: true, Choices: visit.Verdicts},
		{Head: actionHead, Width: 20, Own: true}, {Head: doneHead, Width: 11, Own: true}} {
		if !seen[c.Head] {
			t.Columns = append(t.Columns, c)
		}
	}
	t.Rows = func(yield func(Row) bool) {
		for i := range l.Lines {
			if !yield(Row{Cells: feedbackCells(cb, &l.Lines[i], t.Columns, own)}) {
				return
			}
		}
	}
	tables := old.join(t)
	tables[0] = answered(tables[0], notes, "对应情况")
	return WriteTables(w, tables...)
}

// feedbackCells are a line's own cells and what stands behind them. What people
// wrote into the list itself is not written over.
func feedbackCells(cb *model.Codebook, line *feedback.Line, columns []Column, own int) []any {
	where := "已对应到户、到人"
	switch {
	case line.Household == nil:
		where = "没有对上：" + line.Trouble
	case line.Member == nil:
		where = "已对应到户"
	}
	say := map[string]string{"名册现值": line.Now(cb), "对应情况": where}
	out := make([]any, len(columns))
	for i, c := range columns {
		text := ""
		if i < own && i < len(line.Cells) {
			text = line.Cells[i]
		}
		if text == "" {
			text = say[c.Head]
		}
		out[i] = text
	}
	return out
}
