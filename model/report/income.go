package report

import (
	"ruhu/model"
)

// incomeNeed is one of the ways to know the income; PerHead wants them all of
// a household.
var incomeNeed = oneOf(model.IncomeColumns...)

const perHeadHow = "人均纯收入＝（A28+A29+A30+A31−A32）÷年末人口，各项不全的用花名册的人均纯收入，都没有的不计"

// IncomeKind is one of what incomes are made of.
type IncomeKind struct {
	ID, Name string
	Code     model.Code
}

// IncomeKinds are what incomes are made of; the last is taken off.
var IncomeKinds = [...]IncomeKind{
	{"wages", "工资性收入", model.CodeWages}, {"transfers", "转移性收入", model.CodeTransfers}, {"business", "生产经营性收入", model.CodeBusiness},
	{"property", "财产性收入", model.CodeProperty}, {"cost", "生产经营性支出", model.CodeCost},
}

func (r *Report) countIncome() {
	here := among(r.families, (*family).here)
	var kinds []*Figure
	for _, k := range IncomeKinds {
		var refs []Ref
		for _, f := range here {
			if x, _, ok := f.Amount(k.Code); ok && x != 0 {
				refs = append(refs, Ref{Household: f.Household, Amount: x})
			}
		}
		fig := r.figure(counted{
			whole: "income", id: k.ID, code: k.Code, group: GroupIncome, name: k.Name, source: "通知三（二）、附件2四", need: columns(k.Code),
			how: "年末在册户的" + r.named(k.Code) + "之和；没有填的不计",
		}, Money, refs)
		fig.Missing = r.missingOf(columns(k.Code), here, func(f *family) bool { _, _, ok := f.Amount(k.Code); return ok })
		kinds = append(kinds, fig)
	}
	var net, known []Ref
	people := 0
	for _, f := range here {
		if f.incomeKnown {
			n := len(f.people)
			net = append(net, Ref{Household: f.Household, Amount: f.income * float64(n)})
			known = append(known, Ref{Household: f.Household, Amount: 1})
			people += n
		}
	}
	total := r.figure(counted{
		whole: "income", id: "net", group: GroupIncome, name: "纯收入", source: "通知三（二）", need: incomeNeed,
		how: "收入算得出的年末在册户，人均纯收入乘年末人口之和；" + perHeadHow,
	}, Money, net)
	total.Missing = r.missingOf(incomeNeed, here, func(f *family) bool { return f.incomeKnown })
	r.figure(counted{
		id: "income-known", group: GroupIncome, name: "收入算得出的", need: incomeNeed, how: perHeadHow,
	}, Households, known)
	r.perHead(total, people)
	r.incomeTable(kinds)
}

func (r *Report) perHead(total *Figure, people int) {
	f := r.add(&Figure{
		Subject: "income.perhead", Whole: "income", Key: "perhead", Group: GroupIncome, Name: "人均纯收入", Unit: Money, Source: total.Source,
		How: "纯收入除以这些户的年末人口", Known: total.Known && people > 0, Why: total.Why, Behind: total.Behind, Missing: total.Missing,
	})
	switch {
	case f.Known:
		f.Value = total.Value / float64(people)
	case f.Why == "":
		f.Why = "没有一户的收入算得出"
	}
}

func (r *Report) incomeTable(kinds []*Figure) {
	t := &Table{
		ID: "income", Title: "收入构成", Head: heads("项目", "金额（元）", "占比（%）"),
		Note: "占比为占四项收入之和的比例。",
	}
	s := &Series{ID: "income", Title: "收入构成", Unit: Money}
	earned := kinds[:4]
	var line Line
	for i, f := range earned {
		t.Rows = append(t.Rows, []Cell{text(f.Name), number(f), shareCell(earned, i)})
		s.Labels, line.Figures = append(s.Labels, f.Name), append(line.Figures, f)
	}
	line.Name = "金额"
	s.Lines = []Line{line}
	for _, of := range [...]string{"income.cost", "income.net", "income.perhead"} {
		x := r.Of(of, Money)
		t.Rows = append(t.Rows, []Cell{text(x.Name), number(x), {}})
	}
	r.tables, r.series = append(r.tables, t), append(r.series, s)
}
