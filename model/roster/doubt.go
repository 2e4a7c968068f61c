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

// otherYears leaves, of columns that each name a year, those of the newest; and
// none where a column without a year is of the same item.
func otherYears(over []heading, found [][]*model.Indicator) {
	newest, years := 0, make([]int, len(over))
	plain := make(map[*model.Indicator]bool)
	for i, h := range over {
		if len(found[i]) == 0 {
			continue
		}
		if years[i] = yearOf(lastOf(h)); years[i] == 0 {
			plain[found[i][0]] = true
		}
		newest = max(newest, years[i])
	}
	for i, y := range years {
		if y > 0 && (y < newest || plain[found[i][0]]) {
			found[i] = nil
		}
	}
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
