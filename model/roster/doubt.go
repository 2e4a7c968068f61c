package roster

import (
	"regexp"
	"slices"

	"ruhu/model"
)

// doubtful takes back what heads were found to mean where the others of the same
// row speak against it.
func (x *headIndex) doubtful(over []heading, found [][]*model.Indicator) {
	otherYears(over, found)
	for i, list := range found {
		if len(list) == 1 && list[0].Code == model.CodeState && bareState[foldHead(lastOf(over[i]))] && !ofPersons(over, found) {
			found[i] = nil
		}
	}
}

// otherYears leaves, of columns that each name a year, themselves or in their group,
// those of the newest; and none where a column without a year is of the same item, nor
// under 变更前 where another column has the item as it is now.
func otherYears(over []heading, found [][]*model.Indicator) {
	newest, years := 0, make([]int, len(over))
	plain := make(map[*model.Indicator]bool)
	for i, h := range over {
		if len(found[i]) == 0 {
			continue
		}
		switch years[i] = h.year(); {
		case years[i] == 0 && h.isFormer():
			years[i] = -1
		case years[i] == 0:
			plain[found[i][0]] = true
		}
		newest = max(newest, years[i])
	}
	now := make(map[*model.Indicator]bool)
	for i, y := range years {
		if len(found[i]) > 0 && (y == 0 || y == newest && y > 0) {
			now[found[i][0]] = true
		}
	}
	for i, y := range years {
		if y > 0 && (y < newest || plain[found[i][0]]) || y < 0 && now[found[i][0]] {
			found[i] = nil
		}
	}
}

// year gives the year that a heading names, in its field or else in a group over it.
func (h heading) year() int {
	for i := len(h) - 1; i >= 0; i-- {
		if y := yearOf(h[i]); y > 0 {
			return y
		}
	}
	return 0
}

// formerGroup are groups of what was before.
var formerGroup = regexp.MustCompile(`^(?:上年|上一年|去年|往年|前年|变更前|变动前|调整前|改造前|修改前|更正前|核实前|原(?:来|有|始)?(?:信息|数据|情况|内容|值)?$)`)

// periodField are fields that say of when their group is, formerField those of what was
// before: 工资性收入 › 2018年, 2019年.
var (
	periodField = regexp.MustCompile(`^(?:20\d\d年?度?|[上本去今前往]年度?|上一年度?|当年|目前|现在|现状|[原现]值|` + stepOf + `[前后][值数]?)$`)
	formerField = regexp.MustCompile(`^(?:[上去前往]年度?|上一年度?|原值|` + stepOf + `前[值数]?)$`)
)

const stepOf = `(?:变更|变动|调整|改造|修改|更正|核实)`

// isFormer reports such a field, or one in such a group.
func (h heading) isFormer() bool {
	return len(h) > 1 && (formerField.MatchString(model.Squeeze(lastOf(h))) ||
		slices.ContainsFunc(h[:len(h)-1], func(s string) bool { return formerGroup.MatchString(model.Squeeze(s)) }))
}

// A group that says what is not so, or is wrong, turns the yes of its fields into a no:
// 未参加 › 医疗保险, 存在问题 › 饮水安全.
var (
	negativeGroup = regexp.MustCompile(`未|没有?|缺|无|不|问题|短板`)
	// neutralGroup are words with these that turn nothing.
	neutralGroup = regexp.MustCompile(`[两二]不愁|不愁[吃穿]|有无|能不能|是不是|不含|不动产|无害化|无障碍|未成年|未婚|未脱贫|[无缺]劳动?能?力`)
)

func (h heading) isNegative() bool {
	return len(h) > 1 && slices.ContainsFunc(h[:len(h)-1], func(s string) bool {
		return negativeGroup.MatchString(neutralGroup.ReplaceAllString(model.Squeeze(s), ""))
	})
}

// bareState are heads that mean the state of a person only in a list of the members
// of households: elsewhere they are the state of what the list is about.
var bareState = map[string]bool{"状态": true, "当前状态": true}

// aboutPaying are words of lists about insurances, applications and payments.
var aboutPaying = regexp.MustCompile(`参保|缴费|申领|申请|审批|审核|发放|办理|档次|待遇`)

// ofPersons reports the head of a list of the members of households.
func ofPersons(over []heading, found [][]*model.Indicator) bool {
	relation := slices.ContainsFunc(found, func(list []*model.Indicator) bool {
		return len(list) > 0 && list[0].Code == model.CodeRelation
	})
	return relation && !slices.ContainsFunc(over, func(h heading) bool { return aboutPaying.MatchString(lastOf(h)) })
}
