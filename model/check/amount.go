package check

import (
	"fmt"

	"ruhu/model"
)

var amountRules = []Rule{
	{ID: "money-invalid", Title: "收入、支出金额应是数字", Source: "通知附件2（四、收入情况）",
		Severity: model.Fault, Either: [][]model.Code{incomeColumns}, about: isIncome, value: ruleNoNumber},
	{ID: "money-negative", Title: "收入、支出金额不能小于0", Source: "通知附件2（四、收入情况）",
		Severity: model.Fault, Either: [][]model.Code{incomeColumns}, about: isEarning, value: ruleNegative},
	{ID: "number-invalid", Title: "面积、距离、月数、人数和帮扶金额应是数字", Source: "通知附件2；全国系统录入校验",
		Severity: model.Warning, about: isCount, value: ruleNoNumber},
	{ID: "year-invalid", Title: "年度应是四位数的年份", Source: "通知附件2；全国系统录入校验",
		Severity: model.Fault, about: isYear, value: ruleYearInvalid},
	{ID: "number-negative", Title: "面积、距离、月数、人数和帮扶金额不能小于0", Source: "通知附件2；全国系统录入校验",
		Severity: model.Fault, about: isCount, value: ruleNegative},
	{ID: "forest-parts", Title: "退耕还林面积、林果面积不能大于林地面积（A36）", Source: "通知附件2（A36各分项）",
		Severity: model.Fault, Needs: []model.Code{model.CodeForest}, Either: [][]model.Code{{model.CodeReforested, model.CodeOrchard}}, family: ruleForest},
}

// incomeColumns are the household's money.
var incomeColumns = []model.Code{
	model.CodeWages, model.CodeTransfers, model.CodeFamilyPlanning, model.CodeReliefMoney, model.CodeSupportMoney, model.CodePensionMoney, model.CodeEcologyMoney, model.CodeOtherTransfers, model.CodeBusiness, model.CodeProperty, model.CodeDividend, model.CodeOtherProperty, model.CodeCost, model.CodePerHead,
}

// amount is a value read as a number.
type amount struct {
	value  float64
	filled bool
	ok     bool // filled, and a number
}

func amountOf(r *model.Record, code model.Code) amount {
	x, filled, ok := r.Amount(code)
	return amount{x, filled, ok}
}

// isIncome tells the household's money from that of measures, where amounts
// such as 500元/人 are met.
func isIncome(in *model.Indicator) bool {
	return in.Kind == model.Money && in.Scope == model.OfHousehold
}

// isEarning leaves out 人均纯收入: who spent more on producing than came in has
// less than nothing.
func isEarning(in *model.Indicator) bool { return isIncome(in) && in.Code != model.CodePerHead }

// isCount reports the other numbers.
func isCount(in *model.Indicator) bool {
	return in.Kind == model.Number || in.Kind == model.Area || in.Kind == model.Money && in.Scope != model.OfHousehold
}

func ruleNoNumber(c *pass, w *row, in *model.Indicator, v model.Value) {
	if _, ok := in.ParseNumber(v.Raw); ok || v.Text() == "" {
		return
	}
	hint := "请填数字"
	switch {
	case isIncome(in):
		hint = "请以元为单位填数字，如12000"
	case in.Unit != "":
		hint = "请以" + in.Unit + "为单位填数字"
	}
	c.reportValue(w, in, fmt.Sprintf("%s为“%s”，不是数字", in.Label, brief(v.Text())), hint)
}

func ruleNegative(c *pass, w *row, in *model.Indicator, v model.Value) {
	x, ok := in.ParseNumber(v.Raw)
	if !ok || x >= 0 {
		return
	}
	unit, hint := in.Unit, "请核对更正"
	if isIncome(in) {
		unit, hint = "元", "请核对；生产亏损的，收入和支出分别填写"
	}
	c.reportValue(w, in, fmt.Sprintf("%s为%s%s，不能小于0", in.Label, model.Plain(x), unit), hint)
}

func isYear(in *model.Indicator) bool { return in.Kind == model.Year }

func ruleYearInvalid(c *pass, w *row, in *model.Indicator, v model.Value) {
	if text := v.Text(); text != "" && model.ParseYear(text) == 0 {
		c.reportValue(w, in, fmt.Sprintf("%s为“%s”，不是年份", in.Label, brief(text)),
			"请填四位数的年份，如2018；若原来是日期，请把单元格改回日期格式")
	}
}

func ruleForest(c *pass, f *family) {
	whole := amountOf(f.record, model.CodeForest)
	if !whole.ok {
		return
	}
	for _, code := range [...]model.Code{model.CodeReforested, model.CodeOrchard} {
		part := amountOf(f.record, code)
		if part.ok && part.value > whole.value+0.005 {
			c.about(f, code, fmt.Sprintf("%s为%s亩，大于林地面积%s亩", c.book.Lookup(code).Label, model.Plain(part.value), model.Plain(whole.value)),
				"请核对林地面积和其中各项")
		}
	}
}

// brief bounds a value within a message.
func brief(s string) string {
	const most = 20
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
