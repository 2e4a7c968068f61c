package samples

import (
	"slices"
	"strings"

	"ruhu/model"
)

// LastYear is the register of the same people a year before: who was newly
// identified is not on it, who left in the year still is, and who was lifted or
// fell back in the year had not yet. Nothing else about them came or went, so
// that the two rosters agree with each other.
func (p Population) LastYear() Population {
	p.before = true
	return p
}

// wasThere reports a household that was on the register a year before. 边缘户
// were first looked for this year.
func (f *family) wasThere() bool { return f.status != "" && f.change != "新识别" }

// rewind takes the family back by a year.
func (f *family) rewind() {
	for _, c := range f.removed {
		f.ready(c.person)
		f.people = append(f.people, c.person)
	}
	f.added, f.removed, f.monitor, f.relapse = nil, nil, "", ""
	for _, p := range f.people {
		p.rewind()
	}
	f.rewindStatus()
	f.house["家庭人口数"] = len(f.people)
	for _, c := range []model.Code{"本年度变动", "返贫原因", "监测类型", "脱贫年度"} {
		delete(f.house, c)
	}
	if f.change != "" {
		f.house["本年度变动"] = f.change
	}
	f.house["脱贫属性"] = f.status
	f.house[model.CodePlanned] = year
	if f.since > 0 {
		f.house["脱贫年度"], f.house[model.CodePlanned] = f.since, f.since
	}
	f.incomes()
	f.measures = slices.DeleteFunc(f.measures, func(r record) bool { return r["帮扶年度"] == year })
	f.helpers = slices.DeleteFunc(f.helpers, func(r record) bool { return strings.HasPrefix(r["帮扶开始时间"].(string), "2019") })
}

// rewindStatus gives status and income of a year ago: those lifted this year
// were still poor, those who fell back had been lifted.
func (f *family) rewindStatus() {
	head := f.money.net() / len(f.people)
	switch f.change {
	case "脱贫":
		f.status, f.change = poor, ""
		f.money.shift((between(f.r, 4600, 5700) - head) * len(f.people))
	case "返贫", "回退":
		f.status, f.change, f.since = lifted, "", 2016+f.index%2
		f.money.shift((between(f.r, 6800, 8200) - head) * len(f.people))
	default:
		if f.since == year-1 {
			f.change = "脱贫"
		}
		f.money.shift(-f.money.wages / 20)
		if lack := 6100*len(f.people) - f.money.net(); lack > 0 && f.status != poor {
			f.money.shift(lack)
		}
	}
}

// shift adds to the income, first to wages where there are some, else to what
// comes from kin.
func (b *budget) shift(by int) {
	if b.wages > 0 {
		most := max(by, -b.wages+1000)
		b.wages += most
		by -= most
	}
	if by >= 0 {
		b.otherTransfer += by
		return
	}
	for _, from := range []*int{&b.farm, &b.otherTransfer, &b.rent, &b.dividend} {
		take := min(-by, *from)
		*from -= take
		by += take
	}
}

// rewind makes the person a year younger.
func (p *person) rewind() {
	p.age--
	switch before, known := stageBefore[p.stage]; {
	case known:
		p.stage = before
	case p.stage == "学前教育" && p.age < 3:
		p.stage = "学龄前儿童"
	}
	if p.age == 59 && p.health() == "健康" && p.skill == "弱劳动力或半劳动力" {
		p.skill = "普通劳动力"
	}
	if p.age == 69 && p.skill == "无劳动力" && p.certificate == "" {
		p.skill = "弱劳动力或半劳动力"
	}
}

// stageBefore is what a pupil was a year before; stages of several years stay.
var stageBefore = map[string]string{
	"七年级": "小学", "八年级": "七年级", "九年级": "八年级",
	"高中一年级": "九年级", "高中二年级": "高中一年级", "高中三年级": "高中二年级",
	"中职一年级": "九年级", "中职二年级": "中职一年级", "中职三年级": "中职二年级",
	"高职一年级": "高中三年级", "高职二年级": "高职一年级", "高职三年级": "高职二年级",
	"技工一年级": "九年级", "技工二年级": "技工一年级", "技工三年级": "技工二年级", "技工四年级": "技工三年级",
	"本科一年级": "高中三年级", "本科二年级": "本科一年级", "本科三年级": "本科二年级", "本科四年级": "本科三年级", "本科五年级": "本科四年级",
	"硕士及以上": "本科四年级",
}
