package check

import (
	"fmt"
	"strings"

	"ruhu/model"
)

var workRules = []Rule{
	{ID: "work-pair", Title: "务工区域和务工时间应同时填写", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeWorkPlace, model.CodeWorkMonths}, person: ruleWorkPair},
	{ID: "work-age", Title: "不满16周岁的不应务工", Source: "禁止使用童工规定",
		Severity: model.Warning, Needs: []model.Code{model.CodeIdentity}, Either: [][]model.Code{{model.CodeWorkPlace, model.CodeWorkMonths}}, person: ruleWorkAge},
	{ID: "work-phone", Title: "务工人员应有联系电话", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeMemberPhone}, Either: [][]model.Code{{model.CodeWorkPlace, model.CodeWorkMonths}}, person: ruleWorkPhone},
	{ID: "post-months", Title: "公益性岗位应填务工时间，聘用人员应为16至69周岁", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeChannel}, Either: [][]model.Code{{model.CodeWorkMonths, model.CodeIdentity}}, person: rulePost},
	{ID: "channel-region", Title: "公益性岗位、帮扶车间应在县内", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeWorkPlace, model.CodeChannel}, person: ruleChannelRegion},
	{ID: "study-work", Title: "在校生不应务工三个月以上，务工的在校生不应是普通劳动力、技能劳动力", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeStudy}, Either: [][]model.Code{{model.CodeWorkPlace, model.CodeWorkMonths}}, person: ruleStudyWork},
	{ID: "wage-missing", Title: "全家务工满九个月的，工资性收入不应为0", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeWorkMonths, model.CodeWages}, family: ruleWageMissing},
	{ID: "wage-nobody", Title: "有工资性收入的户应有人务工", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeWages}, Either: [][]model.Code{{model.CodeWorkPlace, model.CodeWorkMonths}}, family: ruleWageNobody},
	{ID: "channel-company", Title: "外出务工的应填务工企业名称和所属行业", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeChannel}, Either: [][]model.Code{{model.CodeCompany, model.CodeIndustry}}, person: ruleChannelCompany},
}

func ruleWorkPair(c *pass, p *person) {
	place, months := p.WorkPlace(), p.months
	switch {
	case months.filled && !months.ok:
	case place != "" && months.value == 0:
		c.aboutPerson(p, model.CodeWorkMonths, fmt.Sprintf("务工区域为“%s”，但没有填务工时间", brief(place)), "请补填务工月数；未务工的删去务工区域")
	case place == "" && months.value > 0:
		c.aboutPerson(p, model.CodeWorkPlace, fmt.Sprintf("务工时间为%s个月，但没有填务工区域", model.Plain(months.value)), "请补填务工区域；未务工的删去务工时间")
	}
}

func ruleWorkAge(c *pass, p *person) {
	if p.age >= 0 && p.age < model.WorkingAge && p.Works() {
		code := model.CodeWorkPlace
		if p.Text(code) == "" {
			code = model.CodeWorkMonths
		}
		c.aboutPerson(p, code, fmt.Sprintf("%d岁，填了务工", p.age), "请核对是否务工，并核对证件号码")
	}
}

// ruleWorkPhone is content with the household's telephone.
func ruleWorkPhone(c *pass, p *person) {
	if p.Works() && p.Text(model.CodeMemberPhone) == "" && p.family.Text(model.CodePhone) == "" {
		c.aboutPerson(p, model.CodeMemberPhone, "在外务工，但没有联系电话", "请补填本人手机号")
	}
}

// The answers of 就业渠道.
const (
	publicPost = "公益性岗位"
	workshop   = "帮扶车间"
	faraway    = "外出务工"
)

func rulePost(c *pass, p *person) {
	if p.Label(model.CodeChannel) != publicPost {
		return
	}
	if p.age >= 70 || p.age >= 0 && p.age < model.WorkingAge {
		c.aboutPerson(p, model.CodeChannel, fmt.Sprintf("%d岁，就业渠道为“公益性岗位”", p.age), "请核对是否仍在岗，并核对证件号码")
	}
	if p.State(model.CodeWorkMonths) == model.Blank {
		c.aboutPerson(p, model.CodeWorkMonths, "就业渠道为“公益性岗位”，但没有填务工时间", "请补填在岗月数")
	}
}

// regionFar are the answers of A12 outside the county.
func regionFar(label string) bool { return label == "县外省内务工" || label == "省外务工" }

func ruleChannelRegion(c *pass, p *person) {
	channel := p.Label(model.CodeChannel)
	if channel != publicPost && channel != workshop {
		return
	}
	if region := p.Label(model.CodeWorkPlace); regionFar(region) {
		c.aboutPerson(p, model.CodeWorkPlace, fmt.Sprintf("就业渠道为“%s”，但务工区域为“%s”", channel, region), "请核对务工区域和就业渠道")
	}
}

func ruleChannelCompany(c *pass, p *person) {
	if p.Label(model.CodeChannel) != faraway ||
		!p.Works() && (p.State(model.CodeWorkPlace) != model.NotAsked || p.State(model.CodeWorkMonths) != model.NotAsked) {
		return
	}
	var lacking []string
	for _, code := range [...]model.Code{model.CodeCompany, model.CodeIndustry} {
		if p.State(code) == model.Blank {
			lacking = append(lacking, string(code))
		}
	}
	if len(lacking) > 0 {
		c.aboutPerson(p, model.Code(lacking[0]), "就业渠道为“外出务工”，但没有填"+strings.Join(lacking, "、"), "请补填")
	}
}

// longHoliday is how many months a pupil may work in the holidays.
const longHoliday = 3

func ruleStudyWork(c *pass, p *person) {
	if !p.pupil() {
		return
	}
	switch {
	case p.months.ok && p.months.value > longHoliday:
		c.aboutPerson(p, model.CodeWorkMonths, fmt.Sprintf("在校生状况为“%s”，但务工时间为%s个月", p.study, model.Plain(p.months.value)), "请核对是否在校、是否务工")
	case model.Able(p.skill) && p.Works():
		c.aboutPerson(p, model.CodeSkill, fmt.Sprintf("在校生状况为“%s”，但劳动技能为“%s”，并填了务工", p.study, p.skill), "请核对是否在校、劳动技能和务工")
	}
}

// fullYear is how many months of work must have brought wages.
const fullYear = 9

func ruleWageMissing(c *pass, f *family) {
	wages := amountOf(f.record, model.CodeWages)
	if !wages.ok || wages.value != 0 {
		return
	}
	months := 0.0
	for p := range f.listed {
		if p.months.ok {
			months += min(p.months.value, 12)
		}
	}
	if months >= fullYear {
		c.about(f, model.CodeWages, fmt.Sprintf("全家务工%s个月，但工资性收入为0元", model.Plain(months)), "请核实工资性收入和务工时间")
	}
}

// ruleWageNobody is silent where somebody may work nearby: of that A12 and A13,
// which ask about work away, say nothing, but a channel or a company does.
func ruleWageNobody(c *pass, f *family) {
	wages := amountOf(f.record, model.CodeWages)
	if !wages.ok || wages.value <= 0 || f.members == 0 {
		return
	}
	for i := range f.people {
		p := &f.people[i]
		if p.Works() || p.Text(model.CodeChannel) != "" || p.Text(model.CodeCompany) != "" || p.months.filled && !p.months.ok {
			return
		}
	}
	c.about(f, model.CodeWages, fmt.Sprintf("工资性收入为%s元，但没有人务工", model.Plain(wages.value)), "请核对家庭成员的务工区域、务工时间和工资性收入")
}
