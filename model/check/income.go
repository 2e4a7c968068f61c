package check

import (
	"fmt"
	"math"
	"time"

	"ruhu/model"
)

var incomeRules = []Rule{
	{ID: "transfer-sum", Title: "转移性收入（A29）应等于A29a至A29f之和，相差不超过1元", Source: "通知附件2（A29各分项）",
		Severity: model.Fault, AtOffice: true, Needs: append([]model.Code{model.CodeTransfers}, transfers...), family: sumRule(model.CodeTransfers, transfers, "A29a至A29f")},
	{ID: "property-sum", Title: "财产性收入（A31）应等于A31a与A31b之和，相差不超过1元", Source: "通知附件2（A31各分项）",
		Severity: model.Fault, AtOffice: true, Needs: append([]model.Code{model.CodeProperty}, properties...), family: sumRule(model.CodeProperty, properties, "A31a、A31b")},
	{ID: "income-differs", Title: "人均纯收入应等于（A28+A29+A30+A31−A32）÷家庭人口数，相差不超过1元", Source: "人均纯收入计算办法",
		Severity: model.Fault, AtOffice: true, Needs: []model.Code{model.CodeWages, model.CodeTransfers, model.CodeBusiness, model.CodeProperty, model.CodeCost, model.CodePerHead}, family: ruleIncome},
	{ID: "income-period", Title: "收入计算周期应为上年10月1日至本年9月30日", Source: "通知三（二）",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeIncomeFrom, model.CodeIncomeTo}, family: rulePeriod},
}

var (
	transfers  = []model.Code{model.CodeFamilyPlanning, model.CodeReliefMoney, model.CodeSupportMoney, model.CodePensionMoney, model.CodeEcologyMoney, model.CodeOtherTransfers}
	properties = []model.Code{model.CodeDividend, model.CodeOtherProperty}
	earnings   = []model.Code{model.CodeWages, model.CodeTransfers, model.CodeBusiness, model.CodeProperty}
)

// tolerance is what rounding can bring about: one yuan.
const tolerance = 1 + 1e-6

// total is the sum of several items.
type total struct {
	sum    float64
	filled int
	blank  int
	ok     bool // none is other than a number
}

func (c *pass) total(r *model.Record, codes []model.Code) total {
	t := total{ok: true}
	for _, code := range codes {
		a := amountOf(r, code)
		switch {
		case !a.filled:
			t.blank++
		case !a.ok:
			t.ok = false
		default:
			t.sum += a.value
			t.filled++
		}
	}
	return t
}

// sumRule compares a whole with its parts. An empty part may hold what is
// lacking to the whole, but never what is too much.
func sumRule(whole model.Code, parts []model.Code, names string) func(*pass, *family) {
	return func(c *pass, f *family) {
		w := amountOf(f.record, whole)
		if !w.ok {
			return
		}
		t := c.total(f.record, parts)
		if !t.ok || t.filled == 0 || math.Abs(w.value-t.sum) <= tolerance || w.value > t.sum && t.blank > 0 {
			return
		}
		in := c.book.Lookup(whole)
		c.about(f, whole, fmt.Sprintf("%s为%s元，但%s之和为%s元，相差%s元", in.Label, model.Plain(w.value), names, model.Plain(t.sum), model.Plain(math.Abs(w.value-t.sum))),
			"请核对"+names+"各项，改正合计或分项")
	}
}

// net is what the household earned in all, and whether empty items let it be
// more (up) or less (down) than that.
func (c *pass) net(r *model.Record) (sum float64, up, down, ok bool) {
	in := c.total(r, earnings)
	out := amountOf(r, model.CodeCost)
	ok = in.ok && in.filled > 0 && (out.ok || !out.filled)
	return in.sum - out.value, in.blank > 0, !out.filled, ok
}

func ruleIncome(c *pass, f *family) {
	stated := amountOf(f.record, model.CodePerHead)
	sum, up, down, ok := c.net(f.record)
	if !stated.ok || !ok || f.members == 0 {
		return
	}
	people := f.divisors(c)
	for _, n := range people {
		if n < 1 {
			continue
		}
		diff := stated.value - sum/n
		if math.Abs(diff) <= tolerance || diff > 0 && up || diff < 0 && down {
			return
		}
	}
	c.about(f, model.CodePerHead, fmt.Sprintf("人均纯收入为%s元，按各项收入计算应为%s元（%s元÷%s人）",
		model.Plain(stated.value), model.Plain(sum/people[0]), model.Plain(sum), model.Plain(people[0])),
		"请核对工资性、转移性、生产经营性、财产性收入和生产经营性支出，改正后重算")
}

// divisors are the numbers of people by which the income may rightly have been
// divided: those listed, and the stated 家庭人口数. Which members count in a
// year of births and deaths is not settled.
func (f *family) divisors(c *pass) [4]float64 {
	var out [4]float64
	for i, n := range f.sizes() {
		out[i] = float64(n)
	}
	if stated := amountOf(f.record, model.CodeSize); stated.ok {
		out[3] = stated.value
	}
	return out
}

func rulePeriod(c *pass, f *family) {
	for _, code := range [...]model.Code{model.CodeIncomeFrom, model.CodeIncomeTo} {
		d, ok := model.ParseDate(f.Text(code))
		if ok && (d.Last.Before(c.From) || d.First.After(c.To)) {
			c.about(f, code, fmt.Sprintf("收入日期%s不在收入计算周期（%s至%s）内", f.Text(code), day(c.From), day(c.To)),
				"请按计算周期重新采集收入")
		}
	}
}

// day writes a date as people do.
func day(t time.Time) string { return t.Format("2006年1月2日") }
