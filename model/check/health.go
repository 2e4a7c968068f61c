package check

import (
	"fmt"
	"strings"

	"ruhu/model"
)

var healthRules = []Rule{
	{ID: "health-certificate", Title: "持有残疾人证的，健康状况应有“残疾”", Source: "扶贫手册填写说明",
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth}, Either: [][]model.Code{{model.CodeIdentity, model.CodeCertNumber}}, person: ruleHealthCertificate},
	{ID: "skill-age", Title: "劳动技能应与年龄、健康状况相符", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeSkill, model.CodeIdentity}, person: ruleSkillAge},
	{ID: "skill-work", Title: "丧失劳动力、无劳动力的不应务工", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeSkill}, Either: [][]model.Code{{model.CodeWorkPlace, model.CodeWorkMonths}}, person: ruleSkillWork},
	{ID: "skill-disabled", Title: "肢体一、二级残疾的不应为普通劳动力、技能劳动力", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeSkill}, Either: [][]model.Code{{model.CodeIdentity, model.CodeCertNumber, model.CodeCertCategory, model.CodeHealth}}, person: ruleSkillDisabled},
	{ID: "certificate-missing", Title: "健康状况为残疾的应有残疾人证号码", Source: cleaning + "；扶贫手册填写说明",
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth, model.CodeIdentity}, person: ruleCertificateMissing},
	{ID: "relief-healthy", Title: "接受医疗救助的不应为健康", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth, model.CodeMedicalAid}, person: ruleReliefHealthy},
}

// cleaning is the source of most rules: what provinces published as rules for
// cleaning the data of the national system.
const cleaning = "省级数据清洗规则（2017—2023年公开的）"

// healthy reports that A10 says 健康 and nothing else.
func (a *answers) healthy() bool { return a.health == model.Healthy }

func ruleHealthCertificate(c *pass, p *person) {
	text := p.Text(model.CodeHealth)
	if text != "" && p.certified && !p.SaysDisabled() {
		c.aboutPerson(p, model.CodeHealth, fmt.Sprintf("有残疾人证，但健康状况为“%s”", brief(text)), "请核对残疾人证是否有效，健康状况补填“残疾”")
	}
}

// grown are the years in which one works: from 16 until 60.
func (p *person) grown() bool { return p.age >= model.WorkingAge && p.age < model.PensionAge }

// ruleSkillAge follows the checkers: who is healthy, 16 to 59 and not at school
// has some power to work; below 16 one has none; from 60 on one has it no more in
// full, and does not lose it either but is without.
func ruleSkillAge(c *pass, p *person) {
	if p.age < 0 || p.skill == "" {
		return
	}
	doubt := ""
	switch {
	case p.age < model.WorkingAge && p.skill != model.NoSkill:
		doubt = "不满16周岁"
	case p.age >= model.PensionAge && (model.Able(p.skill) || p.skill == model.LostSkill && p.healthy()):
		doubt = "已满60周岁"
	case p.grown() && model.Unable(p.skill) && p.State(model.CodeStudy) != model.NotAsked &&
		p.healthy() && !p.mayStudy():
		doubt = "健康状况为“健康”，不在校"
	default:
		return
	}
	c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("%d岁，%s，劳动技能为“%s”", p.age, doubt, p.skill), "请核对劳动技能和健康状况")
}

// ruleSkillWork lets pupils work in the holidays; study-work is about those who work more.
func ruleSkillWork(c *pass, p *person) {
	if model.Unable(p.skill) && p.Works() && !p.mayStudy() {
		c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("劳动技能为“%s”，但填了务工", p.skill), "请核对劳动技能、务工区域和务工时间")
	}
}

// ruleSkillDisabled: 肢体一、二级 means that somebody needs the help of others.
func ruleSkillDisabled(c *pass, p *person) {
	if !model.Able(p.skill) {
		return
	}
	category, grade := p.Disability()
	if strings.Contains(category, "肢体") && (grade == "一级" || grade == "二级") {
		c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("残疾为肢体%s，但劳动技能为“%s”", grade, p.skill), "请核对劳动技能和残疾人证")
	}
}

// ruleCertificateMissing is silent in rosters that show certificates of nobody,
// and where A3 says that A4 holds one: that is another rule's.
func ruleCertificateMissing(c *pass, p *person) {
	text := p.Text(model.CodeHealth)
	if !c.certificates || !p.SaysDisabled() || p.Text(model.CodeCertNumber) != "" || p.Label(model.CodeIdentityKind) == model.DisabilityCard {
		return
	}
	j := judge(p.Text(model.CodeIdentity))
	if j.length > 18 || c.has(model.CodeCertNumber) && p.State(model.CodeCertNumber) == model.NotAsked {
		return
	}
	code := model.Code(model.CodeCertNumber)
	if !c.has(code) {
		code = model.CodeIdentity
	}
	c.aboutPerson(p, code, fmt.Sprintf("健康状况为“%s”，但没有残疾人证号码", brief(text)), "请补填残疾人证号码；没有办证的，核对是否应填“残疾”")
}

// showsCertificates reports a roster that has the numbers of disability
// certificates: a column, or some in A4.
func showsCertificates(r *model.Roster) bool {
	if r.Data.HasColumn(model.CodeCertNumber) {
		return true
	}
	for h := range r.Each {
		for _, m := range h.Members {
			if _, _, certified := m.DisabilityCertificate(); certified {
				return true
			}
		}
	}
	return false
}

func ruleReliefHealthy(c *pass, p *person) {
	if p.healthy() && p.Label(model.CodeMedicalAid) == model.Yes {
		c.aboutPerson(p, model.CodeMedicalAid, "接受医疗救助，但健康状况为“健康”", "请核对健康状况，并与医保部门核对是否接受医疗救助")
	}
}
