package check

import (
	"fmt"
	"slices"

	"ruhu/model"
)

var reliefRules = []Rule{
	{ID: "relief-kind", Title: "有人享受低保的户应为低保贫困户，低保贫困户应有人享受低保", Source: "全国系统录入校验；与民政部门数据衔接（通知三（五））",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeRelief, model.CodeAttribute}, family: ruleReliefKind},
	{ID: "relief-money", Title: "享受低保的户应有低保金，不享受的户不应有", Source: "全国系统录入校验；与民政部门数据衔接（通知三（五））",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeReliefMoney}, Either: [][]model.Code{{model.CodeRelief, model.CodeAttribute}}, family: ruleReliefMoney},
	{ID: "keep-money", Title: "特困供养贫困户应有特困供养金，其他户不应有", Source: "全国系统录入校验；与民政部门数据衔接（通知三（五））",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeSupportMoney, model.CodeAttribute}, family: ruleSupportMoney},
	{ID: "keep-able", Title: "特困供养贫困户不应有健康、不在校的18至59周岁成员", Source: "特困人员认定办法；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeAttribute, model.CodeHealth, model.CodeIdentity}, family: ruleSupportAble},
	{ID: "pension-nobody", Title: "有养老保险金的户应有60周岁以上的人或50周岁以上的妇女", Source: "城乡居民、城镇职工基本养老保险的领取年龄；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodePensionMoney, model.CodeIdentity}, family: rulePensionNobody},
	{ID: "pension-missing", Title: "有人在收入计算周期开始前已满60周岁的，养老保险金不应为0", Source: "城乡居民基本养老保险制度；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodePensionMoney, model.CodeIdentity}, family: rulePensionMissing},
	{ID: "pension-uninsured", Title: "60周岁以上的应参加城乡居民或城镇职工基本养老保险", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodePension, model.CodeIdentity}, person: rulePensionUninsured},
	{ID: "medical-both", Title: "居民医保（A17）和职工医保不应都参加", Source: "全国系统录入校验；医保不重复参保",
		Severity: model.Warning, Needs: []model.Code{model.CodeMedical, model.CodeWorkMedical}, person: ruleMedicalBoth},
}

// The answers of A24.
const (
	ordinaryKind = "一般贫困户"
	reliefKind   = "低保贫困户"
	supportKind  = "特困供养贫困户"
)

// relieved counts the members who have 低保 and those of whom it is not said.
func (f *family) relieved() (with, unknown int) {
	for p := range f.listed {
		switch p.Label(model.CodeRelief) {
		case model.Yes:
			with++
		case model.No:
		default:
			unknown++
		}
	}
	return with, unknown
}

func ruleReliefKind(c *pass, f *family) {
	kind := f.Label(model.CodeAttribute)
	with, unknown := f.relieved()
	switch {
	case kind == ordinaryKind && with > 0:
		c.about(f, model.CodeAttribute, fmt.Sprintf("贫困户属性为“一般贫困户”，但有%d人享受低保", with), "请与民政部门核对低保名单，改正贫困户属性或低保")
	case kind == reliefKind && with == 0 && unknown == 0 && f.members > 0:
		c.about(f, model.CodeAttribute, "贫困户属性为“低保贫困户”，但没有人享受低保", "请与民政部门核对低保名单，改正贫困户属性或低保")
	}
}

// ruleReliefMoney is silent where it is not said whether the household has 低保,
// and where a person has it within a household of another kind.
func ruleReliefMoney(c *pass, f *family) {
	money := amountOf(f.record, model.CodeReliefMoney)
	if !money.ok {
		return
	}
	kind := f.Label(model.CodeAttribute)
	with, unknown := f.relieved()
	asked := slices.ContainsFunc(f.people[:f.members],
		func(p person) bool { return p.State(model.CodeRelief) != model.NotAsked })
	switch {
	case money.value == 0 && (with > 0 || kind == reliefKind):
		c.about(f, model.CodeReliefMoney, "本户享受低保，但低保金为0", "请核对低保金（计入收入计算周期内领取的金额）")
	case money.value > 0 && with == 0 && kind != reliefKind && (kind != "" || asked && f.members > 0) && (unknown == 0 || !asked):
		c.about(f, model.CodeReliefMoney, fmt.Sprintf("低保金为%s元，但本户不享受低保", model.Plain(money.value)), "请与民政部门核对；周期内已停发的请注明")
	}
}

func ruleSupportMoney(c *pass, f *family) {
	money, kind := amountOf(f.record, model.CodeSupportMoney), f.Label(model.CodeAttribute)
	switch {
	case !money.ok || kind == "":
	case money.value == 0 && kind == supportKind:
		c.about(f, model.CodeSupportMoney, "贫困户属性为“特困供养贫困户”，但特困供养金为0", "请核对特困供养金")
	case money.value > 0 && kind != supportKind:
		c.about(f, model.CodeSupportMoney, fmt.Sprintf("特困供养金为%s元，但贫困户属性为“%s”", model.Plain(money.value), kind), "请与民政部门核对贫困户属性和特困供养金")
	}
}

func ruleSupportAble(c *pass, f *family) {
	if f.Label(model.CodeAttribute) != supportKind {
		return
	}
	for p := range f.listed {
		if p.age >= 18 && p.age < 60 && p.healthy() && !p.mayStudy() {
			c.about(f, model.CodeAttribute, fmt.Sprintf("贫困户属性为“特困供养贫困户”，但%s%d岁，健康，不在校", p.name, p.age), "请与民政部门核对贫困户属性、健康状况")
			return
		}
	}
}

// womanPension is when women who were employed may draw their pension, ten years before
// that of 城乡居民基本养老保险.
const womanPension = 50

func rulePensionNobody(c *pass, f *family) {
	money := amountOf(f.record, model.CodePensionMoney)
	if !money.ok || money.value <= 0 || f.members == 0 {
		return
	}
	for p := range f.listed {
		if p.age < 0 || p.age >= model.PensionAge || p.sex != model.Male && p.age >= womanPension {
			return
		}
	}
	if len(f.Removed) > 0 {
		return // one who is gone may have drawn it
	}
	c.about(f, model.CodePensionMoney, fmt.Sprintf("养老保险金为%s元，但没有人到领取年龄", model.Plain(money.value)), "请核对养老保险金是否填错了项目，并核对家庭成员")
}

func rulePensionMissing(c *pass, f *family) {
	money := amountOf(f.record, model.CodePensionMoney)
	if !money.ok || money.value != 0 {
		return
	}
	for p := range f.listed {
		if p.age >= model.PensionAge && p.born.AddDate(model.PensionAge, 0, 0).Before(c.From) {
			c.about(f, model.CodePensionMoney, fmt.Sprintf("%s%d岁，收入计算周期开始前已满60周岁，但养老保险金为0", p.name, p.age), "请核对是否领取养老金；领取的计入转移性收入")
			return
		}
	}
}

func rulePensionUninsured(c *pass, p *person) {
	if p.age >= model.PensionAge && p.Label(model.CodePension) == model.No && p.Label(model.CodeWorkPension) != model.Yes {
		c.aboutPerson(p, model.CodePension, fmt.Sprintf("%d岁，没有参加城乡居民基本养老保险", p.age), "请与人社部门核对；领取职工养老金的注明")
	}
}

func ruleMedicalBoth(c *pass, p *person) {
	if p.Label(model.CodeMedical) == model.Yes && p.Label(model.CodeWorkMedical) == model.Yes {
		c.aboutPerson(p, model.CodeMedical, "城乡居民基本医疗保险和职工医保都填了“是”", "请与医保部门核对参加的是哪一种")
	}
}
