package feedback

import (
	"fmt"
	"strconv"
	"strings"

	"ruhu/model"
)

// The ids of the findings.
const (
	RuleLine          = model.RuleFeedback  // a line about a household
	RuleContradiction = "feedback-disagree" // a line that fits nobody as a whole
	RuleNobody        = "feedback-nobody"   // a line that fits nobody at all
	RuleAnswer        = "feedback-answer"   // what a return workbook says of no line
	RuleUnread        = "feedback-unread"   // rows and sheets that hold no problem of anybody
	RuleForeign       = "feedback-foreign"  // a list with 户编号 of its own
)

// Problems puts the lines of a file into findings, one each, and tells what was not
// read of it.
func (f *File) Problems() (ps model.Problems) {
	for _, l := range f.Lists {
		for i := range l.Lines {
			if line := &l.Lines[i]; line.Text != "" {
				ps.Add(l.problem(line))
			}
		}
		l.unread(&ps)
	}
	for _, name := range f.Passed {
		ps.Add(model.Problem{Severity: model.Warning, Rule: RuleUnread, Pos: model.Pos{File: f.path, Sheet: name},
			Message: fmt.Sprintf("反馈的问题（%s）：工作表“%s”里没有认出写明问题和是谁的列，没有读", f.Name, name),
			Hint:    "是问题清单的，请写明列名，如“疑似问题”“户编号”；是汇总的不用管"})
	}
	return ps
}

// unread tells of rows that are no line, and of 户编号 that say nothing.
func (l *List) unread(ps *model.Problems) {
	p := model.Problem{Severity: model.Warning, Rule: RuleUnread, Pos: model.Pos{File: l.File, Sheet: l.Sheet}}
	var empty []int
	for i := range l.Lines {
		if l.Lines[i].Text == "" {
			empty = append(empty, l.Lines[i].Row)
		}
	}
	tell := func(is bool, message, hint string) {
		if p.Message, p.Hint = fmt.Sprintf("反馈的问题（%s）%s", l.Name, message), hint; is {
			ps.Add(p)
		}
	}
	tell(len(empty) > 0, "第"+rows(empty)+"行没有写是什么问题，没有印到表上", "有问题的请补上；没有问题的不用管")
	tell(len(l.Passed) > 0, "第"+rows(l.Passed)+"行没有写是谁的、也没有写是什么问题，没有读", "是表下的说明的不用管")
	tell(l.Hidden > 0, "有隐藏或被筛选掉的行，也已读入", "不要的请删去，不要只是隐藏")
	p.Rule = RuleForeign
	tell(l.Foreign, "的户编号与花名册的不是一套，花名册里没有的户编号没有用来对户", "请核对是否拿错了清单或花名册")
}

// mostRows is how many rows are named.
const mostRows = 10

func rows(ns []int) string {
	var out []string
	for _, n := range ns[:min(len(ns), mostRows)] {
		out = append(out, strconv.Itoa(n))
	}
	if len(ns) > mostRows {
		return strings.Join(out, "、") + fmt.Sprintf("……共%d", len(ns))
	}
	return strings.Join(out, "、")
}

func (l *List) problem(line *Line) model.Problem {
	p := model.Problem{
		Severity: model.Warning, Rule: RuleLine,
		Pos:     model.Pos{File: l.File, Sheet: l.Sheet, Cell: model.CellName(1, line.Row)},
		Message: "上级反馈：" + line.Said(), Hint: "请入户核查，在“上级反馈”表和反馈销号表中填写核查结果",
		Subject: line.Household,
	}
	if line.Deadline != "" {
		p.Hint += "；时限" + line.Deadline
	}
	if line.Household == nil {
		p.Severity, p.Rule = model.Fault, RuleContradiction
		if strings.HasPrefix(line.Trouble, "花名册里没有") {
			p.Rule = RuleNobody
		}
		p.Household, p.Head, p.Person = line.Number, line.Head, line.Name
		p.Message = fmt.Sprintf("反馈的问题（%s）第%d行对不上：%s，没有列到任何一户", l.Name, line.Row, line.Trouble)
		p.Hint = "请核对这一行的户编号、姓名、证件号码，改好清单或花名册后再运行"
		return p
	}
	p.Household, p.Head = line.Household.Number(), line.Household.HeadName()
	if line.Member != nil {
		p.Person = line.Member.Name()
	}
	if in := line.Item; in != nil {
		p.Code, p.Field, p.Value = in.Code, in.Name(), line.Now()
	}
	return p
}

// Said is the problem in words, with what the list says of the value.
func (l *Line) Said() string {
	var values []string
	if l.Stated != "" && !strings.Contains(l.Text, l.Stated) {
		values = append(values, "系统为"+l.Stated)
	}
	if l.Expected != "" {
		values = append(values, "应为"+l.Expected)
	}
	text := l.Text
	if l.Household != nil && l.Member == nil && l.Name != "" {
		text = l.Name + "：" + text // of several persons
	}
	if len(values) == 0 {
		return text
	}
	return text + "（" + strings.Join(values, "，") + "）"
}

// Now is what the roster says of the item that the line names; empty where it names
// none, or is attached to nobody.
func (l *Line) Now() string {
	switch {
	case l.Item == nil || l.Household == nil:
		return ""
	case l.Item.Scope == model.OfMember && l.Member != nil:
		return l.Member.Text(l.Item.Code)
	case l.Item.Scope == model.OfHousehold:
		return l.Household.Text(l.Item.Code)
	}
	return ""
}
