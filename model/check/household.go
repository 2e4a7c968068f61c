package check

import (
	"fmt"

	"ruhu/model"
)

var householdRules = []Rule{
	{ID: "size-differs", Title: "家庭人口数应与列出的家庭成员人数一致", Source: "全国系统录入校验",
		Severity: model.Fault, AtOffice: true, Needs: []model.Code{model.CodeSize, model.CodeName}, family: ruleSize},
	{ID: "spouse-twice", Title: "一户中户主的配偶最多一人", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelation}, family: ruleSpouses},
	{ID: "spouse-sex", Title: "户主与配偶的性别应不同", Source: "全国系统录入校验（按证件号码第17位）",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelation}, Either: [][]model.Code{{model.CodeIdentity, model.CodeSex}}, family: ruleSpouseSex},
	{ID: "relation-sex", Title: "与户主关系应与性别相符", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelation}, Either: [][]model.Code{{model.CodeIdentity, model.CodeSex}}, person: ruleRelationSex},
	{ID: "relation-age", Title: "与户主关系应与年龄相符（每一代相差不少于12岁）", Source: "填报常识",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelation, model.CodeIdentity}, family: ruleRelationAge},
	{ID: "head-age", Title: "户主应年满16周岁，配偶、儿媳、女婿应年满18周岁", Source: "填报常识",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelation, model.CodeIdentity}, person: ruleAdult},
	{ID: "head-differs", Title: "户主姓名、户主证件号码应与家庭成员中的户主一致", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeRelation}, Either: [][]model.Code{{model.CodeHeadName, model.CodeHeadID}}, family: ruleHeadDiffers},
}

// sizes are the numbers of people that the household can rightly be said to
// have: the members, with those who join, without those who are leaving.
// Which of them 家庭人口数 counts is not settled: the system has both a
// 年度家庭人口数 and a 当前家庭人口数.
func (f *family) sizes() [3]int {
	return [3]int{f.members, f.members + f.extra, f.members - f.leaving()}
}

// leaving counts the members who are listed as natural decreases too.
func (f *family) leaving() int {
	n := 0
	for _, r := range f.Removed {
		if f.Find(model.LeaverOf(r)) != nil {
			n++
		}
	}
	return n
}

func ruleSize(c *pass, f *family) {
	stated := amountOf(f.record, model.CodeSize)
	if f.members == 0 || !stated.ok {
		return
	}
	for _, n := range f.sizes() {
		if stated.value == float64(n) {
			return
		}
	}
	c.about(f, model.CodeSize, fmt.Sprintf("家庭人口数为%s人，但列出的家庭成员有%d人", model.Plain(stated.value), f.members),
		"请核对家庭成员有无遗漏或多列，改正人数或名单")
}

// The answers of A5 that rules name.
const (
	head   = "户主"
	spouse = "配偶"
)

// spouses are the members who are 配偶.
func (f *family) spouses() (out []*person) {
	for p := range f.listed {
		if p.Label(model.CodeRelation) == spouse {
			out = append(out, p)
		}
	}
	return out
}

func ruleSpouses(c *pass, f *family) {
	if all := f.spouses(); len(all) >= 2 {
		c.aboutPerson(all[len(all)-1], model.CodeRelation, fmt.Sprintf("本户有%d人填为“配偶”（另有%s）", len(all), all[0].name),
			"请核对与户主关系，配偶只能有一人")
	}
}

func ruleSpouseSex(c *pass, f *family) {
	h, all := f.head(), f.spouses()
	if h != nil && len(all) > 0 && h.sex != "" && h.sex == all[0].sex {
		c.aboutPerson(all[0], model.CodeRelation, fmt.Sprintf("户主%s与配偶%s都是%s性", h.name, all[0].name, h.sex),
			"请核对两人的证件号码、性别和与户主关系")
	}
}

// kinship is what a relation says about a person.
type kinship struct {
	sex string
	// younger is how many generations the person is below the head; negative
	// for those above.
	younger int
}

// kin are the relations of A5. Brothers, nephews and uncles say nothing of age.
var kin = map[string]kinship{
	"之子": {model.Male, 1}, "之女": {model.Female, 1}, "之儿媳": {model.Female, 1}, "之女婿": {model.Male, 1},
	"之孙子": {model.Male, 2}, "之孙女": {model.Female, 2}, "之外孙子": {model.Male, 2}, "之外孙女": {model.Female, 2},
	"之曾孙子": {model.Male, 3}, "之曾孙女": {model.Female, 3},
	"之父": {model.Male, -1}, "之母": {model.Female, -1}, "之岳父": {model.Male, -1}, "之岳母": {model.Female, -1},
	"之公公": {model.Male, -1}, "之婆婆": {model.Female, -1},
	"之祖父": {model.Male, -2}, "之祖母": {model.Female, -2}, "之外祖父": {model.Male, -2}, "之外祖母": {model.Female, -2},
	"之侄女": {model.Female, 0}, "之侄儿": {model.Male, 0}, "之兄弟媳妇": {model.Female, 0},
}

func ruleRelationSex(c *pass, p *person) {
	if p.sex == "" {
		return
	}
	k := kin[p.Label(model.CodeRelation)]
	if k.sex == "" || k.sex == p.sex {
		return
	}
	c.aboutPerson(p, model.CodeRelation, fmt.Sprintf("与户主关系为“%s”，但性别为%s", p.Text(model.CodeRelation), p.sex),
		"请核对与户主关系、性别和证件号码")
}

// generation is the fewest years between parents and children that pass.
const generation = 12

func ruleRelationAge(c *pass, f *family) {
	h := f.head()
	if h == nil || h.age < 0 {
		return
	}
	for i := range f.people {
		p := &f.people[i]
		k := kin[p.Label(model.CodeRelation)]
		if p.age < 0 || k.younger == 0 {
			continue
		}
		apart := (h.age - p.age)
		far := k.younger * generation
		if k.younger > 0 && apart >= far || k.younger < 0 && apart <= far {
			continue
		}
		c.aboutPerson(p, model.CodeRelation, fmt.Sprintf("与户主关系为“%s”，%d岁，户主%s%d岁，年龄不相称",
			p.Text(model.CodeRelation), p.age, h.name, h.age), "请核对与户主关系和两人的证件号码")
	}
}

func ruleAdult(c *pass, p *person) {
	if p.age < 0 || p.age >= 18 {
		return
	}
	switch label := p.Label(model.CodeRelation); {
	case label == head && p.age < 16:
		c.aboutPerson(p, model.CodeRelation, fmt.Sprintf("户主只有%d岁", p.age), "请核对户主是谁；若是孤儿户，请注明监护人")
	case label == spouse, label == "之儿媳", label == "之女婿":
		c.aboutPerson(p, model.CodeRelation, fmt.Sprintf("与户主关系为“%s”，但只有%d岁", p.Text(model.CodeRelation), p.age),
			"请核对与户主关系和证件号码")
	}
}

func ruleHeadDiffers(c *pass, f *family) {
	h := f.head()
	if h == nil {
		return
	}
	if said := f.Text(model.CodeHeadName); said != "" && h.name != "" && model.Squeeze(said) != model.Squeeze(h.name) {
		c.about(f, model.CodeHeadName, fmt.Sprintf("户主姓名为“%s”，但家庭成员中的户主是%s", said, h.name), "请核对户主是谁，改成一致")
	}
	said, own := judge(f.Text(model.CodeHeadID)), judge(h.Text(model.CodeIdentity))
	if said.verdict == right && own.verdict == right && said.card != own.card {
		c.about(f, model.CodeHeadID, "户主证件号码与家庭成员中户主"+h.name+"的不同", "请核对户主是谁，改成一致")
	}
}
