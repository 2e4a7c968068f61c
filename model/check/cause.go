package check

import (
	"fmt"

	"ruhu/model"
)

// causeRules compare why the household is poor with who belongs to it. The one
// from whom it came may be gone for years, so that all are to be looked at only.
var causeRules = []Rule{
	{ID: "cause-disabled", Title: "因残致贫的户应有残疾的成员", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeCause, model.CodeHealth},
		family: causeRule("因残", "残疾的成员", "请核对健康状况、残疾人证和致贫原因", func(_ *pass, p *person) bool {
			return p.Text(model.CodeHealth) != "" && !p.Disabled()
		})},
	{ID: "cause-ill", Title: "因病致贫的户应有患病的成员", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeCause, model.CodeHealth},
		family: causeRule("因病", "患病的成员", "请核对健康状况和致贫原因", func(_ *pass, p *person) bool {
			return p.Text(model.CodeHealth) != "" && p.Illness() == "" && (p.health != "" || p.SaysDisabled())
		})},
	{ID: "cause-school", Title: "因学致贫的户应有在校生", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeCause, model.CodeStudy},
		family: causeRule("因学", "在校生", "请核对在校生状况和致贫原因", func(c *pass, p *person) bool {
			return c.lists.Named && !p.mayStudy() // silent where nobody is at school, and where A9 has a word that is in no list
		})},
	{ID: "cause-hands", Title: "缺劳动力的户，16至59周岁的成员不应都是普通劳动力、技能劳动力", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeCause, model.CodeSkill, model.CodeIdentity}, family: ruleCauseHands},
	{ID: "cause-twice", Title: "致贫原因1、2、3应各不相同", Source: "通知附件2（三、致贫原因）",
		Severity: model.Warning, Needs: []model.Code{model.CodeCause}, Either: [][]model.Code{{model.CodeCause2, model.CodeCause3}}, family: ruleCauseTwice},
}

var causeColumns = []model.Code{model.CodeCause, model.CodeCause2, model.CodeCause3}

// because gives the column that names the cause; empty when none does.
func (f *family) because(cause string) model.Code {
	for _, code := range causeColumns {
		if f.Label(code) == cause {
			return code
		}
	}
	return ""
}

// causeRule makes a rule about households that are poor by a cause of which no member
// shows anything: all are without it.
func causeRule(cause, whom, hint string, without func(*pass, *person) bool) func(*pass, *family) {
	return func(c *pass, f *family) {
		if code := f.because(cause); code != "" && f.every(func(p *person) bool { return without(c, p) }) {
			c.about(f, code, "致贫原因为“"+cause+"”，但家里没有"+whom, hint)
		}
	}
}

// every reports that all members, of whom there are some, are as the test says, and
// that nobody left in the year: from whom it came may have died.
func (f *family) every(test func(*person) bool) bool {
	if len(f.Removed) > 0 {
		return false
	}
	for p := range f.listed {
		if !test(p) {
			return false
		}
	}
	return f.members > 0
}

func ruleCauseHands(c *pass, f *family) {
	code := f.because("缺劳动力")
	if code == "" {
		return
	}
	hands := 0
	for p := range f.listed {
		switch {
		case p.age < 0:
			return
		case !p.grown():
		case !model.Able(p.skill):
			return
		default:
			hands++
		}
	}
	if hands >= 2 {
		c.about(f, code, fmt.Sprintf("致贫原因为“缺劳动力”，但16至59周岁的%d人都是劳动力", hands), "请核对劳动技能和致贫原因")
	}
}

func ruleCauseTwice(c *pass, f *family) {
	for i, code := range causeColumns {
		label := f.Label(code)
		for _, before := range causeColumns[:i] {
			if label != "" && f.Label(before) == label {
				c.about(f, code, fmt.Sprintf("%s与%s都是“%s”", c.book.Lookup(code).Label, c.book.Lookup(before).Label, label), "请核对，重复的改填或删去")
				return
			}
		}
	}
}
