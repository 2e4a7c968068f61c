package check

import (
	"fmt"

	"ruhu/model"
)

var changeRules = []Rule{
	{
		ID: "added-reason", Title: "增加原因应为附件3所列的六种之一", Source: "通知附件3注2",
		Severity: model.Fault, Needs: []model.Code{model.CodeAdded}, family: ruleAddedReason,
	},
	{
		ID: "removed-reason", Title: "减少原因应为附件4所列的八种之一", Source: "通知附件4注2",
		Severity: model.Fault, Needs: []model.Code{model.CodeRemoved}, family: ruleRemovedReason,
	},
	{
		ID: "added-reason-missing", Title: "自然增加的成员应填增加原因", Source: "通知附件3",
		Severity: model.Warning, Needs: []model.Code{model.CodeAdded}, family: ruleAddedMissing,
	},
	{
		ID: "removed-reason-missing", Title: "自然减少的成员应填减少原因", Source: "通知附件4",
		Severity: model.Warning, Needs: []model.Code{model.CodeRemoved}, family: ruleRemovedMissing,
	},
}

// additions and removals give every change, also of those who are listed as
// members as well.
func (f *family) additions(yield func(*row) bool) {
	for _, m := range f.Added {
		if !yield(&row{record: &m.Record, household: f.Household, scope: model.OfAddition, name: m.Name()}) {
			return
		}
	}
}

func (f *family) removals(yield func(*row) bool) {
	for _, r := range f.Removed {
		if !yield(&row{record: r, household: f.Household, scope: model.OfRemoval, name: r.Text(model.CodeLeaver)}) {
			return
		}
	}
}

func (c *pass) reason(w *row, code model.Code) {
	in, text := c.book.Lookup(code), w.record.Text(code)
	if text == "" || in.Answer(text) >= 0 {
		return
	}
	c.report(w, code, fmt.Sprintf("%s“%s”不在规定的%d种之内", in.Label, brief(text), len(in.Options)), c.proposal(in, text))
}

func (c *pass) noReason(w *row, code model.Code) {
	if w.record.State(code) == model.Blank {
		c.report(w, code, "没有填"+string(code), "请补填")
	}
}

func ruleAddedReason(c *pass, f *family) {
	for w := range f.additions {
		c.reason(w, model.CodeAdded)
	}
}

func ruleRemovedReason(c *pass, f *family) {
	for w := range f.removals {
		c.reason(w, model.CodeRemoved)
	}
}

func ruleAddedMissing(c *pass, f *family) {
	for w := range f.additions {
		c.noReason(w, model.CodeAdded)
	}
}

func ruleRemovedMissing(c *pass, f *family) {
	for w := range f.removals {
		c.noReason(w, model.CodeRemoved)
	}
}
