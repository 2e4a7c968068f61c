package report

import (
	"cmp"
	"slices"

	"ruhu/model"
)

// personClasses divide persons.
func (r *Report) personClasses() []*class {
	choice := func(id, title string, code model.Code) *class {
		return &class{
			Class: Class{ID: id, Title: title, OfPersons: true, Parts: r.optionParts(code)},
			group: GroupPeople, source: "通知附件2（" + string(code) + "）", need: columns(code),
			how:    "年末在册人口按" + r.named(code) + "分",
			person: func(p *person) []int { return r.answers(&p.Record, code) },
		}
	}
	health := choice("health", "健康状况", model.CodeHealth)
	health.Multiple = true
	health.how += "，可多选的各计一次"
	return []*class{
		r.sexClass(), ageClass(), r.educationClass(), studyClass(), health,
		choice("labour", "劳动技能", model.CodeSkill), r.workClass(),
	}
}

// sexClass takes the sex of the identity number where A2 is empty.
func (r *Report) sexClass() *class {
	return &class{
		Class: Class{ID: "sex", Title: "性别", OfPersons: true, Parts: []Part{{model.Male, model.Male}, {model.Female, model.Female}, blankPart, unaskedPart}},
		group: GroupPeople, source: "通知附件2（A2）", need: oneOf(model.CodeSex, model.CodeIdentity),
		how: "年末在册人口按“A2 性别”分，没有填的按证件号码",
		person: func(p *person) []int {
			switch cmp.Or(p.Label(model.CodeSex), p.vital.Sex) {
			case model.Male:
				return []int{0}
			case model.Female:
				return []int{1}
			}
			return []int{2}
		},
	}
}

// ageBands end before the age: under school age, of school age, able to work,
// old, very old.
var ageBands = [...]int{model.SchoolAge, model.WorkingAge, model.PensionAge, 80, 1000}

func ageClass() *class {
	return &class{
		Class: Class{ID: "age", Title: "年龄", OfPersons: true, Parts: []Part{
			{"0-5", "0—5岁"}, {"6-15", "6—15岁"}, {"16-59", "16—59岁"}, {"60-79", "60—79岁"}, {"80", "80岁及以上"},
			{"blank", "证件号码无法判断"}, unaskedPart,
		}},
		group: GroupPeople, source: "通知附件2（A4）", need: columns(model.CodeIdentity),
		how: "年末在册人口按证件号码中的出生年份算至本年12月31日的周岁分；号码不对的按出生日期，也没有的不作判断",
		person: func(p *person) []int {
			for i, end := range ageBands {
				if p.vital.Age >= 0 && p.vital.Age < end {
					return []int{i}
				}
			}
			return []int{len(ageBands)}
		},
	}
}

// educationClass divides by A8; those at school stand apart.
func (r *Report) educationClass() *class {
	parts := append([]Part{{"study", "在校"}}, r.optionParts(model.CodeEducation)...)
	preschool := slices.IndexFunc(parts, func(p Part) bool { return p.Key == model.Preschool })
	if preschool < 0 {
		preschool = len(parts) - 2 // an office's own codebook may lack it: 未填
	}
	return &class{
		Class: Class{ID: "education", Title: "文化程度", OfPersons: true, Parts: parts},
		group: GroupPeople, source: "通知附件2（A8、A9）", need: columns(model.CodeEducation),
		how: "年末在册人口按“A8 文化程度”分，在校生（A9）单列",
		person: func(p *person) []int {
			if model.AtSchool(p.Label(model.CodeStudy)) {
				return []int{0}
			}
			if p.Text(model.CodeEducation) == "" && p.Label(model.CodeStudy) == model.Preschool {
				return []int{preschool}
			}
			out := r.answers(&p.Record, model.CodeEducation)
			for i := range out {
				out[i]++
			}
			return out
		},
	}
}

func studyClass() *class {
	c := &class{
		Class: Class{ID: "study", Title: "在校阶段", OfPersons: true, Some: true},
		group: GroupPeople, source: "通知附件2（A9）", need: columns(model.CodeStudy),
		how: "年末在册人口中的在校生按“A9 在校生状况”分",
		person: func(p *person) []int {
			if i := model.StageOf(p.Label(model.CodeStudy)); i >= 0 {
				return []int{i}
			}
			return nil
		},
	}
	for _, s := range model.Stages {
		c.Parts = append(c.Parts, Part{s.Key, s.Label})
	}
	return c
}

// workClass divides those who work away from the farm by region; a place is an
// answer of A12 too, but says nothing of the region.
func (r *Report) workClass() *class {
	parts := r.optionParts(model.CodeWorkPlace)
	n := len(parts) - 1 // nobody is in the last, of those who were not asked
	parts = parts[:n]
	parts[n-2] = Part{"place", "填写地名的"}
	parts[n-1] = Part{"blank", "只填了务工时间"}
	return &class{
		Class: Class{ID: "work", Title: "务工区域", OfPersons: true, Some: true, Parts: parts},
		group: GroupPeople, source: "通知附件2（A12、A13）", need: columns(model.CodeWorkPlace),
		how: "年末在册人口中填了务工区域或务工时间的按“A12 务工区域”分",
		person: func(p *person) []int {
			if !p.Works() {
				return nil
			}
			return r.answers(&p.Record, model.CodeWorkPlace)
		},
	}
}
