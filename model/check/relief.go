package check

import (
	"fmt"

	"ruhu/model"
)

var reliefRules = []Rule{
	{
		ID: "relief-kind", Title: "有人享受低保的户应为低保贫困户，低保贫困户应有人享受低保", Source: "全国系统录入校验；与民政部门数据衔接（通知三（五））",
		Severity: model.Warning, Needs: []model.Code{"A19", "A24"}, family: ruleReliefKind,
	},
	{
		ID: "relief-money", Title: "享受低保的户应有低保金，不享受的户不应有", Source: "全国系统录入校验；与民政部门数据衔接（通知三（五））",
		Severity: model.Warning, Needs: []model.Code{"A29b"}, Either: [][]model.Code{{"A19", "A24"}}, family: ruleReliefMoney,
	},
	{
		ID: "keep-money", Title: "特困供养贫困户应有特困供养金，其他户不应有", Source: "全国系统录入校验；与民政部门数据衔接（通知三（五））",
		Severity: model.Warning, Needs: []model.Code{"A29c", "A24"}, family: ruleKeepMoney,
	},
}

// The answers of A24.
const (
	ordinaryKind = "一般贫困户"
	reliefKind   = "低保贫困户"
	keptKind     = "特困供养贫困户"
)

// relieved counts the members who have 低保 and those of whom it is not said.
func (c *pass) relieved(f *family) (with, unknown int) {
	for i := range f.people[:f.members] {
		switch c.label(f.people[i].record, "A19") {
		case yes:
			with++
		case no:
		default:
			unknown++
		}
	}
	return with, unknown
}

func ruleReliefKind(c *pass, f *family) {
	kind := c.label(f.record, "A24")
	with, unknown := c.relieved(f)
	switch {
	case kind == ordinaryKind && with > 0:
		c.about(f, "A24", fmt.Sprintf("贫困户属性为“一般贫困户”，但有%d人享受低保", with), "请与民政部门核对低保名单，改正贫困户属性或低保")
	case kind == reliefKind && with == 0 && unknown == 0 && f.members > 0:
		c.about(f, "A24", "贫困户属性为“低保贫困户”，但没有人享受低保", "请与民政部门核对低保名单，改正贫困户属性或低保")
	}
}

// ruleReliefMoney is silent where it is not said whether the household has 低保,
// and where a person has it within a household of another kind.
func ruleReliefMoney(c *pass, f *family) {
	money := c.amount(f.record, "A29b")
	if !money.ok {
		return
	}
	kind := c.label(f.record, "A24")
	with, unknown := c.relieved(f)
	asked := c.has("A19")
	switch {
	case money.value == 0 && (with > 0 || kind == reliefKind):
		c.about(f, "A29b", "本户享受低保，但低保金为0", "请核对低保金（计入收入计算周期内领取的金额）")
	case money.value > 0 && with == 0 && kind != reliefKind && (kind != "" || asked && f.members > 0) && (unknown == 0 || !asked):
		c.about(f, "A29b", fmt.Sprintf("低保金为%s元，但本户不享受低保", model.Plain(money.value)), "请与民政部门核对；周期内已停发的请注明")
	}
}

func ruleKeepMoney(c *pass, f *family) {
	money, kind := c.amount(f.record, "A29c"), c.label(f.record, "A24")
	switch {
	case !money.ok || kind == "":
	case money.value == 0 && kind == keptKind:
		c.about(f, "A29c", "贫困户属性为“特困供养贫困户”，但特困供养金为0", "请核对特困供养金")
	case money.value > 0 && kind != keptKind:
		c.about(f, "A29c", fmt.Sprintf("特困供养金为%s元，但贫困户属性为“%s”", model.Plain(money.value), kind), "请与民政部门核对贫困户属性和特困供养金")
	}
}
