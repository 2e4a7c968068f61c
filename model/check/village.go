package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ruhu/model"
)

var villageRules = []Rule{
	{ID: "village-spelling", Title: "同一个村只应有一种写法", Source: cleaning + "；全国系统行政区划",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeVillage}, roster: ruleVillageSpelling},
	{ID: "village-weak", Title: "是否经济薄弱村应与村属性、是否出列、出列年度相符", Source: "通知一（三）：经济薄弱村（含出列村）",
		Severity: model.Warning, AtOffice: true, village: ruleVillageWeak},
}

// ruleVillageWeak wants a village that is said elsewhere to be a 经济薄弱村, or to have
// been one, marked so: by this mark alone it gets its sheet and is counted.
func ruleVillageWeak(c *pass, v *model.Village) {
	off, year := v.CameOff()
	weak := c.book.Lookup(model.CodeWeak)
	message := ""
	switch {
	case year > 0 && v.Label(model.CodeOut) == model.No:
		c.reportVillage(v, model.CodeOut, fmt.Sprintf("填了出列年度%d，是否出列却为“否”", year), "请核对后改成一致")
		return
	case weak == nil || v.State(model.CodeWeak) == model.NotAsked || v.Label(model.CodeWeak) == model.Yes:
		return
	case off:
		message = "已出列，是否经济薄弱村却不是“是”"
	case weak.Option(v.Text(model.CodeStanding)) == 0 && v.Text(model.CodeStanding) != "":
		message = "村属性为“" + v.Text(model.CodeStanding) + "”，是否经济薄弱村却不是“是”"
	default:
		return
	}
	c.reportVillage(v, model.CodeWeak, message, "经济薄弱村（含已出列的）请在“村”表的“是否经济薄弱村”填“是”：不填的不印对照表，也不计入")
}

// reportVillage adds a finding about an item of a village.
func (c *pass) reportVillage(v *model.Village, code model.Code, message, hint string) {
	c.found.Add(model.Problem{
		Severity: c.rule.Severity, Rule: c.rule.ID, Pos: v.Pos(code), Code: code, Field: c.book.Lookup(code).Name(),
		Value: v.Text(code), Message: v.Name + message, Hint: hint,
	})
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
