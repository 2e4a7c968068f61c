package against

import (
	"fmt"

	"ruhu/model"
)

// Rule is a kind of finding of a comparison.
type Rule struct {
	ID    string // stable, such as "against-differs"
	Title string // one Chinese sentence: what must hold
}

// The ids of the rules. All are warnings: either side may be right.
const (
	RuleDiffers = "against-differs"
	RuleBlank   = "against-blank"
	RuleLeft    = "against-left"
	RuleJoined  = "against-joined"
	RuleNobody  = "against-nobody"
	RuleNumbers = "against-unusable"
)

// Rules gives every kind of finding, in the order in which they are listed.
func Rules() []Rule {
	return []Rule{
		{RuleDiffers, "同一人、同一户的指标应与比对的名册一致"},
		{RuleBlank, "比对的名册有的内容，本册不应空着"},
		{RuleLeft, "比对的名册（整本）里本户有的人，本册也应有，或列入自然减少"},
		{RuleJoined, "本户的人在比对的名册（整本）里也应有，或列入自然增加"},
		{RuleNobody, "比对的名册应至少有一人在本册中"},
		{RuleNumbers, "比对的名册中每人应有完整的证件号码，才能比对"},
	}
}

const hintVisit = "请入户核实；本册有误的改正名册，对方有误的告知提供的部门"

// Problems puts the result into findings: of every household what differs, and
// where a whole roster has somebody too many or too few; of every other what
// keeps it from being compared.
func (r *Result) Problems() model.Problems {
	var ps model.Problems
	for i := range r.Sides {
		r.Sides[i].problems(&ps)
	}
	for i := range r.Differences {
		ps.Add(r.difference(&r.Differences[i]))
	}
	for i := range r.Theirs {
		p := &r.Theirs[i]
		if p.onBoth && r.Sides[p.Side].Whole {
			ps.Add(r.person(p, RuleLeft, "里本户有此人，本册没有", "请入户核实是否自然减少；是的，填附件4，并列入“自然减少”", p.Household.Pos(model.CodeNumber)))
		}
	}
	for i := range r.Ours {
		if p := &r.Ours[i]; p.onBoth {
			ps.Add(r.person(p, RuleJoined, "里本户没有此人", "请入户核实是否自然增加；是的，填附件3，并列入“自然增加”", p.Pos))
		}
	}
	return ps
}

func (r *Result) difference(d *Difference) model.Problem {
	name := r.Sides[d.Side].Name
	p := model.Problem{
		Severity: model.Warning, Rule: RuleDiffers, Pos: d.OurPos, Subject: d.Household,
		Household: d.Household.Number(), Head: d.Household.HeadName(),
		Field: d.Item.Name(), Code: d.Mark, Value: d.Ours,
		Other: &model.Compared{Pos: d.TheirPos, Name: name, Value: d.Theirs},
		Hint:  hintVisit,
	}
	if d.Member != nil {
		p.Person = d.Member.Name()
	}
	if d.Kind == Blank {
		p.Rule, p.Hint = RuleBlank, "请入户核实；属实的补填到名册"
		p.Message = fmt.Sprintf("本册没有填，%s为“%s”（%s）", name, brief(d.Theirs), place(d.TheirPos))
		return p
	}
	p.Message = fmt.Sprintf("本册为“%s”，%s为“%s”（%s）", brief(d.Ours), name, brief(d.Theirs), place(d.TheirPos))
	return p
}

func (r *Result) person(q *Person, rule, message, hint string, at model.Pos) model.Problem {
	h := q.Household
	name := r.Sides[q.Side].Name
	p := model.Problem{
		Severity: model.Warning, Rule: rule, Pos: at, Subject: h, Household: h.Number(), Head: h.HeadName(), Person: q.Name,
		Field: "家庭成员", Message: name + message, Hint: hint, Other: &model.Compared{Name: name},
	}
	if rule == RuleLeft {
		p.Other.Pos = q.Pos
		p.Message += "（" + place(q.Pos) + "）"
	} else {
		p.Code = model.CodeName
	}
	return p
}

// problems tells what keeps a whole other from being compared.
func (s *Side) problems(ps *model.Problems) {
	p := model.Problem{Severity: model.Warning, Rule: RuleNobody, Pos: model.Pos{File: s.file()}}
	switch {
	case s.Matched == 0 && s.Households == 0 && s.Persons == 0:
		p.Message = fmt.Sprintf("用来比对的%s里没有读到人员，没有比出任何结果", s.Name)
		p.Hint = "请核对是否选错了文件，是否有“姓名”“证件号码”等列"
	case s.Matched == 0 && s.Households == 0 && s.Unusable == s.Persons:
		p.Message = fmt.Sprintf("用来比对的%s里 %d 人都没有完整的证件号码，没有比出任何结果", s.Name, s.Persons)
		p.Hint = "比对按证件号码认人；请向提供的部门要带完整证件号码（文本格式）的名单"
	case s.Matched == 0 && s.Households == 0:
		p.Message = fmt.Sprintf("用来比对的%s里 %d 人没有一个在花名册中，没有比出任何结果", s.Name, s.Persons)
		p.Hint = "请核对是否拿错了文件，或是别的乡镇、别的村的名单"
	case s.Unusable > 0:
		p.Rule = RuleNumbers
		p.Message = fmt.Sprintf("用来比对的%s里有 %d 人没有完整的证件号码，未能比对", s.Name, s.Unusable)
		p.Hint = "名单见“比对差异.xlsx”的“只在对方”；请向提供的部门要完整的号码"
	default:
		return
	}
	ps.Add(p)
}

// file is the first file that the other was read from.
func (s *Side) file() string {
	for h := range s.Roster.Everyone {
		for _, m := range h.Members {
			return personPos(m).File
		}
	}
	return s.Name
}

// place is a position within its file.
func place(p model.Pos) string {
	p.File = ""
	return p.String()
}

// longest is how much of a value stands in a message.
const longest = 60

func brief(s string) string {
	return model.Shorten(model.Fold(s), longest)
}
