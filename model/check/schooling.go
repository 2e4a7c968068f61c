package check

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

var schoolingRules = []Rule{
	{ID: "schooling-none", Title: "文化程度、在校生状况、失学或辍学原因不能都不填", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeEducation, model.CodeStudy}, person: ruleSchoolingNone},
	{ID: "schooling-both", Title: "在校生只填在校生状况，非在校生只填文化程度", Source: "全国系统录入校验（2019年起的选项）",
		Severity: model.Warning, Needs: []model.Code{model.CodeEducation, model.CodeStudy}, person: ruleSchoolingBoth},
	{ID: "schooling-age", Title: "文化程度应与年龄相符（满7周岁的不再是学龄前儿童）", Source: "全国系统录入校验；学制；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeEducation, model.CodeIdentity}, person: ruleSchoolingAge},
	{ID: "study-age", Title: "在校生状况应与年龄相符（小学不超过14周岁；g年级为g+4至g+9周岁，残疾的除外）", Source: "全国系统录入校验；学制；" + cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeStudy, model.CodeIdentity}, person: ruleStudyAge},
	{ID: "schooling-short", Title: "16至22周岁的不应只有小学文化或是文盲（残疾、患有大病的除外）", Source: cleaning + "；义务教育法",
		Severity: model.Warning, Needs: []model.Code{model.CodeEducation, model.CodeIdentity}, person: ruleSchoolingShort},
	{ID: "dropout-reason", Title: "6至16周岁未在校的应填失学或辍学原因", Source: "全国系统录入校验；义务教育法第十一条",
		Severity: model.Warning, Needs: []model.Code{model.CodeStudy, model.CodeDropout, model.CodeIdentity}, person: ruleDropoutReason},
	{ID: "dropout-studying", Title: "在校生不应填失学或辍学原因", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeStudy, model.CodeDropout}, person: ruleDropoutStudying},
	{ID: "dropout-health", Title: "因病、因残失学的，健康状况不应为健康", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{model.CodeHealth, model.CodeDropout}, person: ruleDropoutHealth},
}

func ruleSchoolingNone(c *pass, p *person) {
	if p.Text(model.CodeEducation) != "" || p.Text(model.CodeStudy) != "" || p.Text(model.CodeDropout) != "" || isEmptyPerson(p) {
		return
	}
	c.aboutPerson(p, model.CodeEducation, "文化程度、在校生状况、失学或辍学原因都没有填", "在校的补填在校生状况，不在校的补填文化程度")
}

// ruleSchoolingBoth is silent in rosters after the lists of 2018, in which a
// pupil has both. One 非在校生 alone makes no such roster.
func ruleSchoolingBoth(c *pass, p *person) {
	if c.lists.Old && c.lists.Both {
		return
	}
	if p.education == "" || p.education == model.Preschool || !p.pupil() {
		return
	}
	c.aboutPerson(p, model.CodeStudy, fmt.Sprintf("文化程度为“%s”，在校生状况又为“%s”", p.education, p.study), "在校的只填在校生状况，已离校的只填文化程度")
}

// ages bound what is likely. They are wide: who starts late, repeats years or
// skips them is not to be asked about.
type ages struct{ from, to int }

// educationAges are those of people who are through with the school.
var educationAges = map[string]ages{
	"小学": {6, 150}, "初中": {13, 150}, "高中": {16, 150}, "大专": {18, 150},
	"大专及以上": {18, 150}, "本科及以上": {19, 150}, "文盲或半文盲": {6, 150},
}

// studyAges are those of pupils and students beyond the nine years. Special
// schools and late beginners are allowed for.
var studyAges = map[string]ages{
	model.Preschool: {0, 6}, "学前教育": {2, 7}, "小学": {5, 14},
	"高中一年级": {13, 21}, "高中二年级": {14, 22}, "高中三年级": {15, 23},
	"中职一年级": {13, 25}, "中职二年级": {14, 26}, "中职三年级": {15, 27},
	"技工一年级": {13, 25}, "技工二年级": {14, 26}, "技工三年级": {15, 27}, "技工四年级": {16, 28},
	"高职一年级": {14, 30}, "高职二年级": {15, 31}, "高职三年级": {16, 32},
	"本科一年级": {15, 30}, "本科二年级": {16, 31}, "本科三年级": {17, 32}, "本科四年级": {18, 33}, "本科五年级": {19, 34},
	"大专及以上": {15, 40}, "硕士及以上": {18, 50},
}

// grades are the years of the compulsory nine, as A9 writes them.
var grades = []string{
	"一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级",
}

// ageOfStudy gives the ages that go with an answer of A9: in the grade g of the
// nine one is no younger than g+4 and no older than g+9, in those of primary school
// (小学三年级) no older than all of them.
func ageOfStudy(label, text string) (ages, bool) {
	if a, known := studyAges[label]; known && label != "小学" {
		return a, true
	}
	said := label
	if label == "" || label == "小学" { // 小学三年级 is in no list
		said = strings.TrimPrefix(text, "小学")
	}
	a, known := studyAges[label]
	if g := slices.Index(grades, said) + 1; g > 0 {
		a, known = ages{g + 4, g + 9}, true
		if g <= 6 {
			a.to = min(a.to, studyAges["小学"].to)
		}
	}
	return a, known
}

// ruleSchoolingAge lets pupils alone, whose A8 may say what they have begun. Who
// is seven on 31 December was six when the school year began.
func ruleSchoolingAge(c *pass, p *person) {
	if p.age < 0 || p.education == "" {
		return
	}
	if p.education == model.Preschool {
		if p.age >= 7 && (!p.mayStudy() || p.study == "学前教育") {
			c.aboutPerson(p, model.CodeEducation, fmt.Sprintf("%d岁，文化程度为“%s”，不相称", p.age, p.education), "请核对是否已入学，并核对证件号码")
		}
		return
	}
	if p.mayStudy() {
		return
	}
	if a, known := educationAges[p.education]; known && (p.age < a.from || p.age > a.to) {
		c.aboutPerson(p, model.CodeEducation, fmt.Sprintf("%d岁，文化程度为“%s”，不相称", p.age, p.education), "请核对文化程度和证件号码")
	}
}

// ruleSchoolingShort is about those who must have been at school for nine years.
func ruleSchoolingShort(c *pass, p *person) {
	if p.age < 16 || p.age > 22 || p.mayStudy() || p.education != "文盲或半文盲" && p.education != "小学" {
		return
	}
	if p.Disabled() || p.Chose(model.CodeHealth, model.SeriouslyIll) {
		return
	}
	c.aboutPerson(p, model.CodeEducation, fmt.Sprintf("%d岁，文化程度为“%s”，没有完成义务教育", p.age, p.education), "请核对文化程度；确未完成义务教育的，注明原因")
}

// ruleStudyAge lets the disabled repeat years.
func ruleStudyAge(c *pass, p *person) {
	if p.age < 0 || p.Text(model.CodeStudy) == "" {
		return
	}
	a, known := ageOfStudy(p.study, model.Squeeze(p.Text(model.CodeStudy)))
	if !known || p.age >= a.from && (p.age <= a.to || p.Disabled()) {
		return
	}
	c.aboutPerson(p, model.CodeStudy, fmt.Sprintf("%d岁，在校生状况为“%s”，不相称", p.age, brief(p.Text(model.CodeStudy))), "请核对在校生状况是否已更新，并核对证件号码")
}

func ruleDropoutReason(c *pass, p *person) {
	if p.age > model.WorkingAge || p.Text(model.CodeDropout) != "" {
		return
	}
	// One who is sixteen may just have finished; one without A8 as well is
	// another rule's.
	if !p.vital.MustStudy(model.SchoolAge) && p.age != model.WorkingAge {
		return
	}
	education, study := p.education, p.Text(model.CodeStudy)
	if model.CompulsoryDone(education) || p.study != model.NotAtSchool && (study != "" || p.Text(model.CodeEducation) == "") {
		return
	}
	// Who has only just become six may begin a year later.
	if p.age == 6 && education == model.Preschool {
		return
	}
	if c.liftSchooling(p) != "" {
		return // said as a reason against 脱贫
	}
	what := "没有填在校生状况，也"
	if study != "" {
		what = "在校生状况为“非在校生”，但"
	}
	c.aboutPerson(p, model.CodeDropout, fmt.Sprintf("%d岁，%s没有填失学或辍学原因", p.age, what), "在校的补填在校生状况，不在校的补填失学或辍学原因")
}

func ruleDropoutStudying(c *pass, p *person) {
	if reason := p.Text(model.CodeDropout); reason != "" && p.pupil() {
		c.aboutPerson(p, model.CodeDropout, fmt.Sprintf("在校生状况为“%s”，又填了失学或辍学原因“%s”", p.study, brief(reason)), "请核对是否在校，删去其中错的一项")
	}
}

func ruleDropoutHealth(c *pass, p *person) {
	reason := p.Label(model.CodeDropout)
	if (reason == "因病" || reason == "因残") && p.healthy() {
		c.aboutPerson(p, model.CodeDropout, fmt.Sprintf("失学或辍学原因为“%s”，但健康状况为“健康”", reason), "请核对健康状况和失学或辍学原因")
	}
}
