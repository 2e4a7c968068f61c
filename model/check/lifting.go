package check

import (
	"fmt"

	"ruhu/model"
)

// liftedColumns say that a household is marked 脱贫.
var liftedColumns = []model.Code{model.CodeStatus, model.CodeChange}

// The 脱贫校验 of the system: a household whose data show one of 两不愁三保障
// unresolved cannot be marked 脱贫 (notice 三(三)). Each reason is a rule.
var liftingRules = []Rule{
	{ID: "lift-house", Title: "脱贫校验：住房应安全（A40不为C级、D级）", Source: "通知三（三）；住房安全",
		Severity: model.Fault, Needs: []model.Code{model.CodeHouse}, Either: [][]model.Code{liftedColumns},
		lifted: true, family: ruleLiftHouse},
	{ID: "lift-water", Title: "脱贫校验：饮水应安全（A44不为否）", Source: "通知三（三）、（五）；饮水安全",
		Severity: model.Fault, Needs: []model.Code{model.CodeWater}, Either: [][]model.Code{liftedColumns},
		lifted: true, family: ruleLiftWater},
	{ID: "lift-medical", Title: "脱贫校验：家庭成员都应参加基本医疗保险（A17不为否，或有职工医保）", Source: "通知三（三）；基本医疗",
		Severity: model.Fault, Either: [][]model.Code{{model.CodeMedical, model.CodeWorkMedical}, liftedColumns},
		lifted: true, person: ruleLiftMedical},
	{ID: "lift-schooling", Title: "脱贫校验：义务教育阶段的孩子不应失学辍学", Source: "通知三（三）；义务教育法第十一条",
		Severity: model.Fault, Needs: []model.Code{model.CodeIdentity},
		Either: [][]model.Code{{model.CodeStudy, model.CodeDropout}, liftedColumns}, lifted: true, person: ruleLiftSchooling},
	{ID: "lift-serious-illness", Title: "脱贫户的家庭成员应参加大病保险（A18不为否）", Source: "通知三（三）；全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeSeriousIllness}, Either: [][]model.Code{liftedColumns},
		lifted: true, person: ruleLiftSeriousIllness},
	{ID: "lift-income", Title: "脱贫户的人均纯收入应达到省定标准", Source: "省定脱贫标准（参数）；通知一（一）",
		Severity: model.Warning, Either: [][]model.Code{model.IncomeColumns, liftedColumns}, lifted: true,
		family: ruleLiftIncome},
	{ID: "watch-income", Title: "脱贫监测户的人均纯收入不应超过省定标准的1.5倍", Source: "通知三（一）",
		Severity: model.Warning, Needs: []model.Code{model.CodeMonitor}, Either: [][]model.Code{model.IncomeColumns}, family: ruleWatchIncome},
	{ID: "relapse-reason", Title: "返贫户应填返贫原因", Source: "通知附件1二（二）",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelapse}, Either: [][]model.Code{liftedColumns}, family: ruleRelapse},
}

// unresolved reports what stands against 脱贫.
func (c *pass) unresolved(f *family, w *row, code model.Code, what, hint string) {
	c.report(w, code, fmt.Sprintf("本户标为“%s”，但%s，不能通过脱贫校验", f.marked, what), hint)
}

func ruleLiftHouse(c *pass, f *family) {
	if text := f.DangerousHouse(); text != "" {
		c.unresolved(f, &f.row, model.CodeHouse, text, "请现场核实住房；已改造或另有安全住房的更正危房等级，未解决的不得标注脱贫")
	}
}

func ruleLiftWater(c *pass, f *family) {
	if f.WithoutWater() {
		c.unresolved(f, &f.row, model.CodeWater, "是否解决安全饮用水为“否”", "请现场核实饮水并与水利部门核对；未解决的不得标注脱贫")
	}
}

func ruleLiftMedical(c *pass, p *person) {
	if insured, code := p.Member.Insured(); insured == model.No && !p.added {
		c.unresolved(p.family, &p.row, code, p.name+"未参加"+model.InsuranceOf(code), "请与医保部门核对；已参加职工医保的注明，未参保的先参保")
	}
}

// ruleLiftSeriousIllness lets alone who is insured at work: 大病保险 is of 居民医保.
func ruleLiftSeriousIllness(c *pass, p *person) {
	if p.Label(model.CodeSeriousIllness) == model.No && p.Label(model.CodeWorkMedical) != model.Yes && !p.added {
		c.report(&p.row, model.CodeSeriousIllness, fmt.Sprintf("本户标为“%s”，但%s未参加大病保险", p.family.marked, p.name),
			"请与医保部门核对")
	}
}

func ruleLiftSchooling(c *pass, p *person) {
	out := c.liftSchooling(p)
	if out == "" {
		return
	}
	code := model.CodeDropout
	if p.Text(code) == "" {
		code = model.CodeStudy
	}
	c.unresolved(p.family, &p.row, code, fmt.Sprintf("%s%d岁%s", p.name, p.age, out), "请与教育部门核对就学情况；未解决的先劝返复学")
}

// liftSchooling says what of the person's schooling stands against 脱贫. Whose
// school begins only this year is left out, since it may begin a year later.
func (c *pass) liftSchooling(p *person) string {
	if p.added || !p.vital.MustStudy(model.LateSchoolAge) || p.family.marked == "" {
		return ""
	}
	return c.lists.OutOfSchool(p.record)
}

// incomes gives the net income a head: what the roster states, else what the parts come
// to, which how says in words. Which members count in a year of births and deaths is not
// settled, so that it may lie between two (see divisors).
func (c *pass) incomes(f *family) (low, high float64, how string, ok bool) {
	if stated := amountOf(f.record, model.CodePerHead); stated.filled {
		return stated.value, stated.value, "", stated.ok
	}
	net, known := f.NetIncome()
	for _, n := range f.divisors(c) {
		if x := net / n; known && n >= 1 {
			if low, high = min(low, x), max(high, x); !ok {
				low, high, ok = x, x, true
			}
		}
	}
	return low, high, "（按各项收入计算）", ok
}

func ruleLiftIncome(c *pass, f *family) {
	if _, x, how, ok := c.incomes(f); ok && x < c.Standard {
		c.about(f, model.CodePerHead, fmt.Sprintf("本户标为“%s”，但人均纯收入%s元%s，低于省定标准%s元", f.marked, model.Plain(x), how,
			model.Plain(c.Standard)),
			"请逐项核实收入；确实低于标准的，按程序回退或返贫处理")
	}
}

func ruleWatchIncome(c *pass, f *family) {
	if f.Label(model.CodeMonitor) != model.MonitorWatched {
		return
	}
	ceiling := c.Standard * c.Ceiling
	if x, _, how, ok := c.incomes(f); ok && x > ceiling {
		c.about(f, model.CodePerHead, fmt.Sprintf("列为脱贫监测户，但人均纯收入%s元%s，超过省定标准的%s倍（%s元）",
			model.Plain(x), how, model.Plain(c.Ceiling), model.Plain(ceiling)), "请核实收入和是否仍有返贫风险")
	}
}

func ruleRelapse(c *pass, f *family) {
	if f.Text(model.CodeRelapse) == "" && f.Relapsed() {
		c.about(f, model.CodeRelapse, "本户为返贫户，但没有填返贫原因", "请入户了解后补填返贫原因")
	}
}
