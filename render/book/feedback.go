package book

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/feedback"
)

// feedbackSheet is the sheet of 问题清单 with what the offices above found.
const feedbackSheet = "上级反馈"

// What people fill in about a line from above.
const (
	resultHead = "核查结果"
	actionHead = "整改情况"
	doneHead   = "完成时间"
)

// settled are the answers to a line from above; people alone give them.
var settled = []string{"属实", "不属实"}

// feedbackTable lists the lines from above, in the order of the lists.
func feedbackTable(cb *model.Codebook, lists []*feedback.List) Table {
	return Table{
		Name: feedbackSheet, Banner: "上级反馈的问题", Filter: true, Height: 24, Freeze: 6,
		about: []string{"清单", "户编号", "姓名", "问题"},
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "清单", Width: 18},
			{Head: "清单行号", Width: 8, Number: true, Center: true},
			{Head: "村", Width: 9},
			{Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 9},
			{Head: "姓名", Width: 9},
			{Head: "问题", Width: 40},
			{Head: "名册现值", Width: 20},
			{Head: "时限", Width: 11, Center: true},
			{Head: "说明", Width: 30},
			{Head: resultHead, Width: 10, Own: true, Choices: settled},
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
					if !yield(Row{Cells: []any{n, l.Name, line.Row, village, number, head, name, line.Text, line.Now(cb), line.Deadline, line.Trouble, "", "", ""}}) {
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

// FeedbackNote is what people wrote about a line.
type FeedbackNote struct{ Result, Action, Done string }

// lineAt is a line of a list.
type lineAt struct {
	list string
	row  int
}

// FeedbackNotes gives what people wrote in the sheet 上级反馈 of a 问题清单.
func (k Kept) FeedbackNotes() map[lineAt]FeedbackNote {
	out := make(map[lineAt]FeedbackNote)
	for _, s := range k {
		o := s.like(feedbackTable(nil, nil).Columns)
		if s.Name != feedbackSheet || o == nil {
			continue
		}
		at := func(row []string, head string) string {
			if i := slices.Index(o.heads, head); i >= 0 && i < len(row) {
				return row[i]
			}
			return ""
		}
		for _, row := range o.rows {
			n, err := strconv.Atoi(at(row, "清单行号"))
			note := FeedbackNote{at(row, resultHead), at(row, actionHead), at(row, doneHead)}
			if err == nil && note != (FeedbackNote{}) {
				out[lineAt{at(row, "清单"), n}] = note
			}
		}
	}
	return out
}

// own reports a column of a list that is for those who answer it.
func ownHead(head string) bool {
	return slices.ContainsFunc([]string{"核查", "核实", "整改", "销号", "完成时间", "完成情况", "备注"}, func(w string) bool {
		return strings.Contains(head, w) && !strings.Contains(head, "时限") && !strings.Contains(head, "要求")
	})
}

// WriteFeedback gives a list back: its own columns and rows in their order, with what
// people wrote about each line and what the roster says now.
func WriteFeedback(w io.Writer, cb *model.Codebook, l *feedback.List, notes map[lineAt]FeedbackNote, old Kept) error {
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
	given := len(t.Columns)
	for _, c := range []Column{{Head: "名册现值", Width: 18}, {Head: "对应情况", Width: 24}, {Head: resultHead, Width: 10, Own: true, Choices: settled},
		{Head: actionHead, Width: 20, Own: true}, {Head: doneHead, Width: 11, Own: true}} {
		if !seen[c.Head] {
			t.Columns = append(t.Columns, c)
		}
	}
	t.Rows = func(yield func(Row) bool) {
		for i := range l.Lines {
			if !yield(Row{Cells: feedbackCells(cb, &l.Lines[i], t.Columns, given, notes[lineAt{l.Name, l.Lines[i].Row}])}) {
				return
			}
		}
	}
	return WriteTables(w, old.join(t)...)
}

// feedbackCells are a line's own cells and what stands behind them. What people
// wrote into the list itself is not written over.
func feedbackCells(cb *model.Codebook, line *feedback.Line, columns []Column, given int, note FeedbackNote) []any {
	where := "已对应到户、到人"
	switch {
	case line.Household == nil:
		where = "没有对上：" + line.Trouble
	case line.Member == nil:
		where = "已对应到户"
	}
	say := map[string]string{"名册现值": line.Now(cb), "对应情况": where, resultHead: note.Result, actionHead: note.Action, doneHead: note.Done}
	out := make([]any, len(columns))
	for i, c := range columns {
		text := ""
		if i < given && i < len(line.Cells) {
			text = line.Cells[i]
		}
		if text == "" {
			text = say[c.Head]
		}
		out[i] = text
	}
	return out
}
