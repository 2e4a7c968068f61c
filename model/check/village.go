package check

import (
	"fmt"
	"strings"

	"ruhu/model"
)

var villageRules = []Rule{
	{
		ID: "village-spelling", Title: "同一个村只应有一种写法", Source: cleaning + "；全国系统行政区划",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeVillage}, roster: ruleVillageSpelling,
	},
}

// plainVillage is the name without what offices write before and behind it.
func plainVillage(name string) string {
	s := model.Squeeze(name)
	for _, unit := range [...]string{"街道", "乡", "镇"} {
		if _, after, found := strings.Cut(s, unit); found && after != "" {
			s = after
			break
		}
	}
	for _, end := range [...]string{"社区居民委员会", "村民委员会", "居民委员会", "社区居委会", "村委会", "居委会", "行政村", "社区", "村", "居"} {
		if cut := strings.TrimSuffix(s, end); cut != s && cut != "" {
			return cut
		}
	}
	return s
}

// fewHouseholds is up to how many households of the rarer spelling are named.
const fewHouseholds = 5

// ruleVillageSpelling compares villages that differ in what stands before and
// behind their names alone. Those with codes of their own are two villages.
func ruleVillageSpelling(c *pass) {
	met := make(map[string]*model.Village)
	for _, v := range c.roster.Villages {
		if v.Name == model.NoVillage {
			continue
		}
		key := plainVillage(v.Name)
		other := met[key]
		if other == nil {
			met[key] = v
			continue
		}
		if other.Name == v.Name || other.Division != "" && v.Division != "" && other.Division != v.Division {
			continue
		}
		few, many := v, other
		if len(v.Households) > len(other.Households) {
			few, many = other, v
		}
		c.spelling(few, many)
	}
}

func (c *pass) spelling(few, many *model.Village) {
	message := fmt.Sprintf("行政村“%s”（%d户）和“%s”（%d户）像是一个村的两种写法", few.Name, len(few.Households), many.Name, len(many.Households))
	for i, h := range few.Households {
		if i == fewHouseholds {
			break
		}
		c.report(&row{record: &h.Record, household: h, scope: model.OfHousehold}, model.CodeVillage, message, "是一个村的，在名册中改成一种写法")
	}
}
