package check

import (
	"fmt"

	"ruhu/model"
)

var healthRules = []Rule{
	{
		ID: "health-alone", Title: "健康状况填“健康”的，不应同时填其他", Source: "填报常识",
		Severity: model.Warning, Needs: []model.Code{"A10"}, person: ruleHealthAlone,
	},
	{
		ID: "health-certificate", Title: "持有残疾人证的，健康状况应有“残疾”", Source: "扶贫手册填写说明",
		Severity: model.Warning, Needs: []model.Code{"A10"}, Either: [][]model.Code{{"A4", "残疾人证号码"}}, person: ruleHealthCertificate,
	},
	{
		ID: "skill-age", Title: "劳动技能应与年龄、健康状况相符", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{"A11", "A4"}, person: ruleSkillAge,
	},
	{
		ID: "skill-work", Title: "丧失劳动力、无劳动力的不应务工", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{"A11"}, Either: [][]model.Code{{"A12", "A13"}}, person: ruleSkillWork,
	},
}

// The answers of A10 and A11 that rules name.
const (
	wellness   = "健康"
	disability = "残疾"

	ordinarySkill = "普通劳动力"
	specialSkill  = "技能劳动力"
	weakSkill     = "弱劳动力或半劳动力"
	lostSkill     = "丧失劳动力"
	noSkill       = "无劳动力"
)

// healthy reports that A10 says 健康 and nothing else.
func (c *pass) healthy(p *person) bool { return c.label(p.record, model.CodeHealth) == wellness }

func ruleHealthAlone(c *pass, p *person) {
	text := p.Text(model.CodeHealth)
	if text == "" || c.answer(model.CodeHealth, text) != "" || !c.contains(model.CodeHealth, text, wellness) {
		return
	}
	c.aboutPerson(p, model.CodeHealth, fmt.Sprintf("健康状况为“%s”，“健康”不应与其他同时填", brief(text)), "请核对健康状况")
}

func ruleHealthCertificate(c *pass, p *person) {
	text := p.Text(model.CodeHealth)
	if text == "" || c.contains(model.CodeHealth, text, disability) || !p.certified(c) {
		return
	}
	c.aboutPerson(p, model.CodeHealth, fmt.Sprintf("有残疾人证，但健康状况为“%s”", brief(text)), "请核对残疾人证是否有效，健康状况补填“残疾”")
}

// certified reports that a number is that of a disability certificate.
func (p *person) certified(c *pass) bool {
	for i := range p.family.numbers {
		n := &p.family.numbers[i]
		if n.row.record == p.record && n.verdict == right && n.length > 18 {
			return true
		}
	}
	return false
}

// ruleSkillAge follows the checkers: who is healthy, 16 to 59 and not at school
// has the power to work; from 60 on one has it no more in full, and does not
// lose it either but is without.
func ruleSkillAge(c *pass, p *person) {
	label := c.label(p.record, "A11")
	if p.age < 0 || label == "" {
		return
	}
	doubt := ""
	switch {
	case p.age < 16 && (label == ordinarySkill || label == specialSkill):
		doubt = "不满16周岁"
	case p.age >= 60 && (label == ordinarySkill || label == specialSkill || label == lostSkill):
		doubt = "已满60周岁"
	case p.age >= 16 && p.age < 60 && (label == noSkill || label == weakSkill) && c.has("A9") && c.healthy(p) && !model.AtSchool(c.label(p.record, "A9")):
		doubt = "健康状况为“健康”，不在校"
	default:
		return
	}
	c.aboutPerson(p, "A11", fmt.Sprintf("%d岁，%s，劳动技能为“%s”", p.age, doubt, label), "请核对劳动技能和健康状况")
}

func ruleSkillWork(c *pass, p *person) {
	label := c.label(p.record, "A11")
	if label != lostSkill && label != noSkill || !c.works(p) {
		return
	}
	c.aboutPerson(p, "A11", fmt.Sprintf("劳动技能为“%s”，但填了务工", label), "请核对劳动技能、务工区域和务工时间")
}
