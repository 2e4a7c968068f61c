package check

import (
	"fmt"

	"ruhu/model"
)

var helpRules = []Rule{
	{ID: "help-date", Title: "帮扶开始时间、结束时间应是日期，不晚于本年度", Source: "通知附件2（六、帮扶责任人）",
		Severity: model.Warning, AtOffice: true, Either: [][]model.Code{{model.CodeHelpFrom, model.CodeHelpTo}}, of: model.OfHelper, row: ruleHelpDate},
	{ID: "help-order", Title: "帮扶结束时间不应早于开始时间", Source: "通知附件2（六、帮扶责任人）",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeHelpFrom, model.CodeHelpTo}, of: model.OfHelper, row: ruleHelpOrder},
}

// ongoing are what rosters write where help goes on.
var ongoing = map[string]bool{"至今": true, "现在": true, "今": true, "长期": true, "在职": true, "目前": true}

func ruleHelpDate(c *pass, w *row) {
	for _, code := range [...]model.Code{model.CodeHelpFrom, model.CodeHelpTo} {
		text := w.record.Text(code)
		if text == "" || ongoing[text] {
			continue
		}
		in := c.book.Lookup(code)
		d, ok := model.ParseDate(text)
		switch {
		case !ok:
			c.reportValue(w, in, fmt.Sprintf("%s“%s”不是日期", in.Label, brief(text)), "请填年月，如2018-03")
		case code == model.CodeHelpFrom && d.First.After(model.LastDay(c.Year)):
			c.reportValue(w, in, fmt.Sprintf("%s“%s”晚于本年度（%d年）", in.Label, brief(text), c.Year), "请核对更正")
		case d.First.Year() < 1980:
			c.reportValue(w, in, fmt.Sprintf("%s“%s”过早", in.Label, brief(text)), "请核对更正")
		}
	}
}

func ruleHelpOrder(c *pass, w *row) {
	from, okFrom := model.ParseDate(w.record.Text(model.CodeHelpFrom))
	to, okTo := model.ParseDate(w.record.Text(model.CodeHelpTo))
	if okFrom && okTo && to.Last.Before(from.First) {
		c.reportValue(w, c.book.Lookup(model.CodeHelpTo), "帮扶结束时间早于开始时间", "请核对两个时间")
	}
}
