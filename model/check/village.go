package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ruhu/model"
)

var villageRules = []Rule{
	{
		ID: "village-spelling", Title: "同一个村只应有一种写法", Source: cleaning + "；全国系统行政区划",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeVillage}, roster: ruleVillageSpelling,
	},
}

// plainVillage is the name without what offices write before and behind it, and the
// township that stands before it, if one does. 镇东村 and 老镇村 name none.
func plainVillage(name string) (plain, township string) {
	const least = 2 // characters of the name of a township, and of a village behind it
	s := strings.NewReplacer("(", "", ")", "", "（", "", "）", "").Replace(model.Squeeze(name))
	for _, unit := range [...]string{"街道", "乡", "镇"} {
		before, after, found := strings.Cut(s, unit)
		if found && utf8.RuneCountInString(before) >= least && utf8.RuneCountInString(after) >= least {
			s, township = after, before+unit
			break
		}
	}
	for cut := ""; cut != s; {
		cut = s
		for _, end := range [...]string{"村民委员会", "居民委员会", "委员会", "村委会", "居委会", "行政村", "社区", "村", "居"} {
			if rest := strings.TrimSuffix(s, end); rest != s && rest != "" {
				s = rest
				break
			}
		}
	}
	return s, township
}

// fewHouseholds is up to how many households of the rarer spelling are named.
const fewHouseholds = 5

// ruleVillageSpelling compares villages that differ in what stands before and
// behind their names alone. Those with codes of their own, or of two townships, are
// two villages.
func ruleVillageSpelling(c *pass) {
	met := make(map[string]*model.Village)
	for _, v := range c.roster.Villages {
		if v.Name == model.NoVillage {
			continue
		}
		key, township := plainVillage(v.Name)
		other := met[key]
		if other == nil {
			met[key] = v
			continue
		}
		_, its := plainVillage(other.Name)
		if other.Name == v.Name || differ(other.Division, v.Division) || differ(its, township) {
			continue
		}
		few, many := v, other
		if len(v.Households) > len(other.Households) {
			few, many = other, v
		}
		c.spelling(few, many)
	}
}

// differ reports two texts of which neither is empty.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

func (c *pass) spelling(few, many *model.Village) {
	message := fmt.Sprintf("行政村“%s”（%d户）和“%s”（%d户）像是一个村的两种写法", few.Name, len(few.Households), many.Name, len(many.Households))
	for i, h := range few.Households {
		if i == fewHouseholds {
			break
		}
		c.report(&row{record: &h.Record, household: h, scope: model.OfHousehold}, model.CodeVillage, message, "是一个村的，在名册中改成一种写法")
	}
}
