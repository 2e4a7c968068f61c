package check

import (
	"fmt"

	"ruhu/model"
)

var changeRules = []Rule{
	{ID: "added-reason", Title: "增加原因应为附件3所列的六种之一", Source: "通知附件3注2",
		Severity: model.Fault, Needs: []model.Code{model.CodeAdded}, family: changeRule(model.CodeAdded, ruleReason)},
	{ID: "removed-reason", Title: "减少原因应为附件4所列的八种之一", Source: "通知附件4注2",
		Severity: model.Fault, Needs: []model.Code{model.CodeRemoved},
		family: changeRule(model.CodeRemoved, ruleReason)},
	{ID: "added-reason-missing", Title: "自然增加的成员应填增加原因", Source: "通知附件3",
		Severity: model.Warning, Needs: []model.Code{model.CodeAdded},
		family: changeRule(model.CodeAdded, ruleReasonMissing)},
	{ID: "removed-reason-missing", Title: "自然减少的成员应填减少原因", Source: "通知附件4",
		Severity: model.Warning, Needs: []model.Code{model.CodeRemoved},
		family: changeRule(model.CodeRemoved, ruleReasonMissing)},
}

// changeRule makes a rule about the reason of every change of one kind, also of those who
// are listed as members as well.
func changeRule(code model.Code, judge func(*pass, *row, *model.Indicator)) func(*pass, *family) {
	return func(c *pass, f *family) {
		in := c.book.Lookup(code)
		if code == model.CodeRemoved {
			for _, r := range f.Removed {
				judge(c, &row{record: r, household: f.Household, scope: model.OfRemoval,
					name: r.Text(model.CodeLeaver)}, in)
			}
			return
		}
		for _, m := range f.Added {
			judge(c, &row{record: &m.Record, household: f.Household, scope: model.OfAddition, name: m.Name()}, in)
		}
	}
}

func ruleReason(c *pass, w *row, in *model.Indicator) {
	if text := w.record.Text(in.Code); text != "" && in.Answer(text) < 0 {
		c.report(w, in.Code, fmt.Sprintf("%s“%s”不在规定的%d种之内", in.Label, brief(text), len(in.Options)),
			c.proposal(in, text))
	}
}

func ruleReasonMissing(c *pass, w *row, in *model.Indicator) {
	if w.record.State(in.Code) == model.Blank {
		c.report(w, in.Code, "没有填"+string(in.Code), "请补填")
	}
}
