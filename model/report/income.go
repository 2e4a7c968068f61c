package report

import (
	"ruhu/model"
)

// perHeadCode is the income a head as the roster states it.
const perHeadCode model.Code = "人均纯收入"

var incomeParts = [...]model.Code{"A28", "A29", "A30", "A31", "A32"}

// incomeNeed is one of the ways to know the income; PerHead wants them all of
// a household.
var incomeNeed = oneOf("A28", perHeadCode)

const perHeadHow = "人均纯收入＝（A28+A29+A30+A31−A32）÷家庭成员数，各项不全的用花名册的人均纯收入，都没有的不计"

// Net gives the household's net income in 元: A28+A29+A30+A31−A32. It is not
// known unless all five are filled in with numbers.
func Net(h *model.Household) (float64, bool) {
	sum := 0.0
	for _, code := range incomeParts {
		x, _, ok := h.Amount(code)
		if !ok {
			return 0, false
		}
		if code == "A32" {
			x = -x
		}
		sum += x
	}
	return sum, true
}

// PerHead gives the net income a head in 元: Net by the members listed, else the
// income a head that the roster states. Who joined later in the year was not
// there in the income year, which ends in September (notice 三(二)).
func PerHead(h *model.Household) (float64, bool) {
	if net, ok := Net(h); ok && len(h.Members) > 0 {
		return net / float64(len(h.Members)), true
	}
	x, _, ok := h.Amount(perHeadCode)
	return x, ok
}

// incomeKinds are what income is made of.
var incomeKinds = []struct {
	id, name string
	code     model.Code
}{
	{"wages", "工资性收入", "A28"}, {"transfers", "转移性收入", "A29"}, {"business", "生产经营性收入", "A30"},
	{"property", "财产性收入", "A31"}, {"cost", "生产经营性支出", "A32"},
}

func (r *Report) countIncome() {
	here := among(r.families, (*family).here)
	var kinds []*Figure
	for _, k := range incomeKinds {
		var refs []Ref
		for _, f := range here {
			if x, _, ok := f.Amount(k.code); ok && x != 0 {
				refs = append(refs, Ref{Household: f.Household, Amount: x})
			}
		}
		kinds = append(kinds, r.figure(facts{
			id: "income." + k.id, group: groupIncome, name: k.name, source: "通知三（二）、附件2四", need: columns(k.code),
			how: "年末在册户的" + r.named(k.code) + "之和；没有填的不计",
		}, Money, refs))
	}
	var net, known []Ref
	people := 0
	for _, f := range here {
		if f.incomeKnown {
			n := f.divisor()
			net = append(net, Ref{Household: f.Household, Amount: f.income * float64(n)})
			known = append(known, Ref{Household: f.Household, Amount: 1})
			people += n
		}
	}
	total := r.figure(facts{
		id: "income.net", group: groupIncome, name: "纯收入", source: "通知三（二）", need: incomeNeed,
		how: "收入算得出的年末在册户，人均纯收入乘家庭成员数之和；" + perHeadHow,
	}, Money, net)
	r.figure(facts{
		id: "income-known", group: groupIncome, name: "收入算得出的", need: incomeNeed, how: perHeadHow,
	}, Households, known)
	r.perHead(total, people)
	r.incomeTable(kinds)
}

// divisor is by how many the income a head is to be multiplied.
func (f *family) divisor() int {
	if n := len(f.Members); n > 0 {
		return n
	}
	n, _, ok := f.Amount("家庭人口数")
	if !ok || n < 0 || n > 1000 {
		return 0
	}
	return int(n)
}

func (r *Report) perHead(total *Figure, people int) {
	f := r.add(&Figure{
		ID: "income.perhead.money", Group: groupIncome, Name: "人均纯收入", Unit: Money, Source: total.Source,
		How: "纯收入除以这些户的家庭成员数", Known: total.Known && people > 0, Why: total.Why, Behind: total.Behind,
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
	for _, id := range []string{"income.cost.money", "income.net.money", "income.perhead.money"} {
		t.Rows = append(t.Rows, []Cell{text(r.byID[id].Name), number(r.byID[id]), {}})
	}
	r.tables, r.series = append(r.tables, t), append(r.series, s)
}
