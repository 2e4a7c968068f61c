package check

import (
	"fmt"

	"ruhu/model"
)

var personRules = []Rule{
	{
		ID: "party-age", Title: "共青团员应年满14周岁，中共党员应年满18周岁", Source: "共青团章程第一条；中国共产党章程第一条；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeParty, model.CodeIdentity}, person: rulePartyAge,
	},
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
