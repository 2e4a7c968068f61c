package check

import (
	"fmt"
	"strings"

	"ruhu/model"
)

var healthRules = []Rule{
	{
		ID: "health-certificate", Title: "持有残疾人证的，健康状况应有“残疾”", Source: "扶贫手册填写说明",
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth}, Either: [][]model.Code{{model.CodeIdentity, model.CodeCertNumber}}, person: ruleHealthCertificate,
	},
	{
		ID: "skill-age", Title: "劳动技能应与年龄、健康状况相符", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeSkill, model.CodeIdentity}, person: ruleSkillAge,
	},
	{
		ID: "skill-work", Title: "丧失劳动力、无劳动力的不应务工", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeSkill}, Either: [][]model.Code{{model.CodeWorkPlace, model.CodeWorkMonths}}, person: ruleSkillWork,
	},
	{
		ID: "skill-disabled", Title: "肢体一、二级残疾的不应为普通劳动力、技能劳动力", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeSkill}, Either: [][]model.Code{{model.CodeIdentity, model.CodeCertNumber, model.CodeCertCategory}}, person: ruleSkillDisabled,
	},
	{
		ID: "certificate-missing", Title: "健康状况为残疾的应有残疾人证号码", Source: cleaning + "；扶贫手册填写说明",
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth, model.CodeIdentity}, person: ruleCertificateMissing,
	},
	{
		ID: "relief-healthy", Title: "接受医疗救助的不应为健康", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth, model.CodeMedicalAid}, person: ruleReliefHealthy,
	},
}

// cleaning is the source of most rules: what provinces published as rules for
// cleaning the data of the national system.
const cleaning = "省级数据清洗规则（2017—2023年公开的）"

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
func (a *answers) healthy() bool { return a.health == wellness }

func ruleHealthCertificate(c *pass, p *person) {
	text := p.Text(model.CodeHealth)
	if text == "" || c.contains(model.CodeHealth, text, disability) || !p.certificate.Disability() {
		return
	}
	c.aboutPerson(p, model.CodeHealth, fmt.Sprintf("有残疾人证，但健康状况为“%s”", brief(text)), "请核对残疾人证是否有效，健康状况补填“残疾”")
}

// disabled reports that A10 names a disability, in the codebook's words or
// others (肢体残疾), or that the person has a certificate of one.
func (p *person) disabled() bool {
	return p.certificate.Disability() || namesDisability(p.Text(model.CodeHealth))
}

func namesDisability(text string) bool {
	return strings.Contains(text, "残") && !strings.Contains(text, "无残") && !strings.Contains(text, "非残")
}

// ill reports that A10 names a serious or lasting illness.
func (c *pass) ill(p *person) bool {
	text := p.Text(model.CodeHealth)
	return strings.Contains(text, "病") && !strings.Contains(text, "无") || c.contains(model.CodeHealth, text, "患有大病")
}

// grown are the years in which one works: from 16 until 60.
func (p *person) grown() bool { return p.age >= 16 && p.age < 60 }

// able reports 普通劳动力 or 技能劳动力.
func (a *answers) able() bool { return a.skill == ordinarySkill || a.skill == specialSkill }

// ruleSkillAge follows the checkers: who is healthy, 16 to 59 and not at school
// has the power to work; below 16 one has none; from 60 on one has it no more in
// full, and does not lose it either but is without.
func ruleSkillAge(c *pass, p *person) {
	if p.age < 0 || p.skill == "" {
		return
	}
	doubt := ""
	switch {
	case p.age < 16 && p.skill != noSkill:
		doubt = "不满16周岁"
	case p.age >= 60 && (p.able() || p.skill == lostSkill && p.healthy()):
		doubt = "已满60周岁"
	case p.grown() && (p.skill == noSkill || p.skill == weakSkill || p.skill == lostSkill) && wasAsked(&p.row, model.CodeStudy) && p.healthy() && !p.pupil():
		doubt = "健康状况为“健康”，不在校"
	default:
		return
	}
	c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("%d岁，%s，劳动技能为“%s”", p.age, doubt, p.skill), "请核对劳动技能和健康状况")
}

func ruleSkillWork(c *pass, p *person) {
	if p.skill != lostSkill && p.skill != noSkill || !c.works(p) {
		return
	}
	c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("劳动技能为“%s”，但填了务工", p.skill), "请核对劳动技能、务工区域和务工时间")
}

// ruleSkillDisabled: 肢体一、二级 means that somebody needs the help of others.
func ruleSkillDisabled(c *pass, p *person) {
	if !p.able() {
		return
	}
	category, grade := p.certificate.Words()
	if category == "" {
		category, grade = p.Text(model.CodeCertCategory), c.label(p.record, model.CodeCertGrade)
	}
	if strings.Contains(category, "肢体") && (grade == "一级" || grade == "二级") {
		c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("残疾为肢体%s，但劳动技能为“%s”", grade, p.skill), "请核对劳动技能和残疾人证")
	}
}

// ruleCertificateMissing is silent in rosters that show certificates of nobody,
// and where A3 says that A4 holds one: that is another rule's.
func ruleCertificateMissing(c *pass, p *person) {
	text := p.Text(model.CodeHealth)
	if !c.certificates || !namesDisability(text) || p.Text(model.CodeCertNumber) != "" || c.label(p.record, model.CodeIdentityKind) == disabilityCard {
		return
	}
	if j := judge(p.Text(model.CodeIdentity)); j.length > 18 || c.has(model.CodeCertNumber) && !wasAsked(&p.row, model.CodeCertNumber) {
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
			if v, ok := m.Get(model.CodeIdentity); ok && len(v.Raw) >= 20 {
				if cert, known := model.ParseCertificate(v.Raw); known && cert.Disability() {
					return true
				}
			}
		}
	}
	return false
}

func ruleReliefHealthy(c *pass, p *person) {
	if p.healthy() && c.label(p.record, model.CodeMedicalAid) == yes {
		c.aboutPerson(p, model.CodeMedicalAid, "接受医疗救助，但健康状况为“健康”", "请核对健康状况，并与医保部门核对是否接受医疗救助")
	}
}
