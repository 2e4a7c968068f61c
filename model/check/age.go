package check

import (
	"fmt"
	"time"

	"ruhu/model"
)

var ageRules = []Rule{
	{ID: "birth-date-differs", Title: "出生日期应与证件号码第7至14位一致", Source: "GB 11643-1999",
		Severity: model.Warning, Needs: []model.Code{model.CodeBirth, model.CodeIdentity}, person: ruleBirthDate},
	{ID: "age-differs", Title: "年龄应与证件号码一致（算到本年度12月31日）", Source: "GB 11643-1999",
		Severity: model.Warning, Needs: []model.Code{model.CodeAge, model.CodeIdentity}, person: ruleAge},
	{ID: "party-age", Title: "共青团员应年满14周岁，中共党员应年满18周岁", Source: "共青团章程第一条；中国共产党章程第一条；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeParty, model.CodeIdentity}, person: rulePartyAge},
}

// ruleBirthDate lets a month or a year stand for a day within it.
func ruleBirthDate(c *pass, p *person) {
	text := p.Text(model.CodeBirth)
	if text == "" || p.card == "" {
		return
	}
	hint := "请对照户口簿、身份证核对出生日期和证件号码"
	switch d, ok := model.ParseDate(text); {
	case !ok:
		c.aboutPerson(p, model.CodeBirth, fmt.Sprintf("%s的出生日期“%s”不是日期", p.name, brief(text)), hint)
	case p.born.Before(d.First) || p.born.After(d.Last):
		c.aboutPerson(p, model.CodeBirth, fmt.Sprintf("%s的出生日期为“%s”，按证件号码是%s", p.name, brief(text), p.born.Format(time.DateOnly)), hint)
	}
}

// ruleAge lets pass one year less: whoever has their birthday late in the year was
// that old when the roster was made.
func ruleAge(c *pass, p *person) {
	in := c.book.Lookup(model.CodeAge)
	text := p.Text(model.CodeAge)
	if text == "" || p.card == "" {
		return
	}
	x, ok := in.ParseNumber(text)
	if !ok || x == float64(p.age) || x == float64(p.age-1) {
		return // what is no number is told as such
	}
	c.aboutPerson(p, model.CodeAge, fmt.Sprintf("%s的年龄为“%s”，按证件号码到%d年底是%d岁", p.name, brief(text), c.Year, p.age),
		"请对照户口簿、身份证核对年龄和证件号码")
}

func rulePartyAge(c *pass, p *person) {
	if p.age < 0 || p.age >= 18 {
		return
	}
	switch label := p.Label(model.CodeParty); {
	case label == "共青团员" && p.age < 14, label == "中共党员", label == "中共预备党员":
		c.aboutPerson(p, model.CodeParty, fmt.Sprintf("%d岁，政治面貌为“%s”", p.age, label), "请核对政治面貌和证件号码")
	}
}
