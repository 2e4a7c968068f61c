package fill

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// itemsOf are what the heads may ask for of some scopes, the likeliest of each head.
func (r *reader) itemsOf(heads []*cell, scopes ...model.Scope) []*model.Indicator {
	var out []*model.Indicator
	for _, h := range heads {
		if list := r.labels.Find(scopes, heading(h)...); len(list) > 0 {
			out = append(out, list[0])
		}
	}
	return out
}

// kindOf finds out what the rows below heads are, empty where nobody knows.
func (r *reader) kindOf(heads []*cell, scope model.Scope) kind {
	has := func(of model.Scope, code model.Code) bool {
		return slices.ContainsFunc(r.itemsOf(heads, of), func(in *model.Indicator) bool { return in.Code == code })
	}
	reasons := has(model.OfAddition, model.CodeAdded)
	switch {
	case has(model.OfRemoval, model.CodeRemoved) && (scope == model.OfRemoval || !reasons || has(model.OfHousehold, model.CodeHeadName) && scope != model.OfAddition):
		return removalRows
	case reasons:
		return additionRows
	case scope == model.OfHelper && r.headFirst(heads):
		return householdRows
	case rowsOf[scope] != "":
		return rowsOf[scope]
	case has(model.OfMember, model.CodeRelation) && has(model.OfMember, model.CodeName):
		return memberRows
	case has(model.OfMember, model.CodeName):
		if title := strings.Join(r.titles, ""); r.own(heads, model.OfHousehold) > 1 && r.personal(heads) == 0 && strings.Contains(title, "户") && !ofPersons.MatchString(title) {
			return householdRows
		}
		if !r.ofFamilies(heads) {
			return ""
		}
		return memberRows
	case r.own(heads, model.OfMeasure) > 1 && (!has(model.OfHousehold, model.CodeHeadName) || r.own(heads, model.OfHousehold) <= 2):
		return measureRows
	}
	return householdRows
}

// headFirst reports heads that name the household first, and ask more of it than that:
// its rows are households, whoever helps them.
func (r *reader) headFirst(heads []*cell) bool {
	for _, in := range r.itemsOf(heads, model.OfHousehold, model.OfHelper) {
		if in.Scope == model.OfHelper || namesHousehold[in.Code] {
			return in.Scope == model.OfHousehold && r.own(heads, model.OfHousehold) > 1
		}
	}
	return false
}

// ofPersons are words of titles of lists with a row a person.
var ofPersons = regexp.MustCompile(`人口|成员|人员|个人`)

// families and others are words of titles of lists of the register's persons, and of
// lists of other people.
var (
	families = regexp.MustCompile(`成员|人口|低收入|贫困|脱贫|参保|保险|务工|残疾|学生|救助|低保|居民|村民|劳动力|农户|家庭`)
	others   = regexp.MustCompile(`干部|队员|工作人员|责任人|领导|调查员|走访人|签到|会议|培训|代表|小组|评议|党员|志愿|参会|专家|保洁|联系人|通讯录|值班`)
)

// ofFamilies reports that a list with a column 姓名 is one of the register's persons:
// it asks what is asked of them alone, or its title says so.
func (r *reader) ofFamilies(heads []*cell) bool {
	for _, in := range r.itemsOf(heads, model.OfMember, model.OfHousehold) {
		switch in.Code {
		case model.CodeHeadName, model.CodeNumber, model.CodeHealth, model.CodeStudy, model.CodeSkill, model.CodeWorkMonths:
			return true
		}
	}
	title := strings.Join(r.titles, " ")
	return families.MatchString(title) && !others.MatchString(title)
}

// parts are words of titles of lists that have only a part of the households or
// persons: which, the user has to say.
var partWords = regexp.MustCompile(`残疾|低保|特困|五保|学生|在校|务工|脱贫户|脱贫人口|已脱贫|拟脱贫|预脱贫|新识别|返贫|边缘|监测|大病|慢性病|慢病|危房|孤儿|留守|老年|老人|岁以上|周岁|失学|辍学|贷款|搬迁|公益|死亡|去世|迁出|减少|注销|新生儿|新增|出生|婚入|党员|退役|独居|优抚|未参保|未脱贫|外出|患病|重病|重残|劳动力|就业|失业|创业|妇女|儿童|青年|高龄|独生|退休|现役|军人`)

// partOnly leaves a list of all households or persons of a unit blank whose title names
// but a part of them, unless the user said which.
func (r *reader) partOnly(l *list) {
	if l.kind != householdRows && l.kind != memberRows && l.kind != villageRows || r.per == PerHousehold || len(r.opt.Where) > 0 {
		return
	}
	title := strings.Join(r.titles, " ") + " " + l.partNamed()
	if l.byMarks {
		title += " " + l.title // no marks say whom it limits the list to
	}
	if m := partWords.FindString(title); m != "" {
		r.part = m
		l.leave("表名说的是“" + m + "”，只要一部分；请用 --where 指明是哪些")
	}
}

// partNamed is the part of a family that the head of the persons' names speaks of: 学生.
func (l *list) partNamed() string {
	for _, c := range l.places {
		if in := c.asks.in; in != nil && in.Code == model.CodeName {
			return partOfFamily.FindString(c.label)
		}
	}
	return ""
}

// own counts the heads that are plainly of a scope.
func (r *reader) own(heads []*cell, scope model.Scope) int {
	n := 0
	for _, in := range r.itemsOf(heads, scope) {
		if !in.IsPhone() && !isAddress(in) {
			n++
		}
	}
	return n
}

// personal counts the heads that only a person can have, and who is asked in a list
// of households as well: name, number, sex, age.
func (r *reader) personal(heads []*cell) int {
	n := 0
	for _, in := range r.itemsOf(heads, model.OfMember) {
		switch in.Code {
		case model.CodeName, model.CodeIdentity, model.CodeSex, model.CodeAge, model.CodeBirth, model.CodeNation, model.CodeParty, model.CodeEducation:
		default:
			if !in.IsPhone() {
				n++
			}
		}
	}
	return n
}
