package check

import (
	"fmt"
	"time"

	"ruhu/model"
)

var schoolingRules = []Rule{
	{
		ID: "schooling-none", Title: "文化程度、在校生状况、失学或辍学原因不能都不填", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{"A8", "A9"}, person: ruleSchoolingNone,
	},
	{
		ID: "schooling-both", Title: "在校生只填在校生状况，非在校生只填文化程度", Source: "全国系统录入校验（2019年起的选项）",
		Severity: model.Warning, Needs: []model.Code{"A8", "A9"}, person: ruleSchoolingBoth,
	},
	{
		ID: "schooling-age", Title: "文化程度应与年龄相符", Source: "全国系统录入校验；学制",
		Severity: model.Warning, Needs: []model.Code{"A8", "A4"}, person: ruleSchoolingAge,
	},
	{
		ID: "study-age", Title: "在校生状况应与年龄相符", Source: "全国系统录入校验；学制",
		Severity: model.Warning, Needs: []model.Code{"A9", "A4"}, person: ruleStudyAge,
	},
	{
		ID: "dropout-reason", Title: "6至16周岁未在校的应填失学或辍学原因", Source: "全国系统录入校验；义务教育法第十一条",
		Severity: model.Warning, Needs: []model.Code{"A9", "A14", "A4"}, person: ruleDropoutReason,
	},
	{
		ID: "dropout-studying", Title: "在校生不应填失学或辍学原因", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{"A9", "A14"}, person: ruleDropoutStudying,
	},
	{
		ID: "dropout-health", Title: "因病、因残失学的，健康状况不应为健康", Source: "全国系统录入校验",
		Severity: model.Warning, Needs: []model.Code{"A10", "A14"}, person: ruleDropoutHealth,
	},
}

// Answers of A8 and A9 that rules name.
const (
	notAtSchool = "非在校生"
	preschool   = "学龄前儿童"
)

// atSchool reports answers of A9 that say that the person is at school.
func atSchool(label string) bool {
	return label != "" && label != notAtSchool && label != preschool
}

// compulsoryDone are the answers of A8 of those who have finished the nine years.
func compulsoryDone(label string) bool {
	switch label {
	case "初中", "高中", "大专", "大专及以上", "本科及以上":
		return true
	}
	return false
}

// mustStudy reports a child whom the law sends to school: one who was so many
// years old on 31 August (school begins at six, in places at seven:
// 义务教育法 第十一条), until the year in which it becomes sixteen.
func (p *person) mustStudy(c *pass, from int) bool {
	if p.age < 0 || p.age > 15 {
		return false
	}
	return !p.born.After(time.Date(c.Year-from, time.August, 31, 0, 0, 0, 0, time.UTC))
}

// outOfSchool says in words that a child of school age does not learn and may
// not stay away for it; empty when it learns, is excused by illness or
// disability, is through with school, or when the roster does not say.
//
// An empty A9 means not at school in the lists from 2019 on, but only where
// the roster tells of others that they are.
func (c *pass) outOfSchool(p *person) string {
	education, study := c.label(p.record, "A8"), p.Text("A9")
	label, reason := c.answer("A9", study), c.label(p.record, "A14")
	switch {
	case atSchool(label), compulsoryDone(education), reason == "因病", reason == "因残":
		return ""
	case reason != "":
		return "因“" + reason + "”失学或辍学"
	case p.Text("A14") != "":
		return "" // a reason outside the list
	case label == notAtSchool,
		study == "" && education != "" && education != preschool && c.studies && !c.oldLists:
		return "不在校，也没有填失学或辍学原因"
	}
	return ""
}

func ruleSchoolingNone(c *pass, p *person) {
	if p.Text("A8") != "" || p.Text("A9") != "" || p.Text("A14") != "" || isEmptyPerson(p) {
		return
	}
	c.aboutPerson(p, "A8", "文化程度、在校生状况、失学或辍学原因都没有填", "在校的补填在校生状况，不在校的补填文化程度")
}

// ruleSchoolingBoth is silent in rosters after the lists of 2018, in which a
// pupil has both.
func ruleSchoolingBoth(c *pass, p *person) {
	if c.oldLists {
		return
	}
	education, study := c.label(p.record, "A8"), c.label(p.record, "A9")
	if education == "" || education == preschool || !atSchool(study) {
		return
	}
	c.aboutPerson(p, "A9", fmt.Sprintf("文化程度为“%s”，在校生状况又为“%s”", education, study), "在校的只填在校生状况，已离校的只填文化程度")
}

// ages bound what is likely. They are wide: who starts late, repeats years or
// skips them is not to be asked about.
type ages struct{ from, to int }

// educationAges are those of people who are through with the school.
var educationAges = map[string]ages{
	preschool: {0, 7}, "小学": {6, 150}, "初中": {13, 150}, "高中": {16, 150}, "大专": {18, 150},
	"大专及以上": {18, 150}, "本科及以上": {19, 150}, "文盲或半文盲": {6, 150},
}

// studyAges are those of pupils and students. Special schools and late
// beginners are allowed for.
var studyAges = map[string]ages{
	preschool: {0, 7}, "学前教育": {2, 8}, "小学": {5, 15},
	"七年级": {10, 17}, "八年级": {11, 18}, "九年级": {12, 19},
	"高中一年级": {13, 21}, "高中二年级": {14, 22}, "高中三年级": {15, 23},
	"中职一年级": {13, 25}, "中职二年级": {14, 26}, "中职三年级": {15, 27},
	"技工一年级": {13, 25}, "技工二年级": {14, 26}, "技工三年级": {15, 27}, "技工四年级": {16, 28},
	"高职一年级": {14, 30}, "高职二年级": {15, 31}, "高职三年级": {16, 32},
	"本科一年级": {15, 30}, "本科二年级": {16, 31}, "本科三年级": {17, 32}, "本科四年级": {18, 33}, "本科五年级": {19, 34},
	"大专及以上": {15, 40}, "硕士及以上": {18, 50},
}

// ruleSchoolingAge lets pupils alone, whose A8 may say what they have begun.
func ruleSchoolingAge(c *pass, p *person) {
	label := c.label(p.record, "A8")
	if p.age < 0 || label == "" || atSchool(c.label(p.record, "A9")) {
		return
	}
	if a, known := educationAges[label]; known && (p.age < a.from || p.age > a.to) {
		c.aboutPerson(p, "A8", fmt.Sprintf("%d岁，文化程度为“%s”，不相称", p.age, label), "请核对文化程度和证件号码")
	}
}

func ruleStudyAge(c *pass, p *person) {
	if p.age < 0 {
		return
	}
	label := c.label(p.record, "A9")
	if a, known := studyAges[label]; known && (p.age < a.from || p.age > a.to) {
		c.aboutPerson(p, "A9", fmt.Sprintf("%d岁，在校生状况为“%s”，不相称", p.age, label), "请核对在校生状况是否已更新，并核对证件号码")
	}
}

func ruleDropoutReason(c *pass, p *person) {
	if p.age > 16 || p.Text("A14") != "" {
		return
	}
	// One who is sixteen may just have finished; one without A8 as well is
	// another rule's.
	if !p.mustStudy(c, 6) && p.age != 16 {
		return
	}
	education, study := c.label(p.record, "A8"), p.Text("A9")
	if compulsoryDone(education) || c.answer("A9", study) != notAtSchool && (study != "" || p.Text("A8") == "") {
		return
	}
	// Who has only just become six may begin a year later.
	if p.age == 6 && education == preschool {
		return
	}
	if c.liftSchooling(p) != "" {
		return // said as a reason against 脱贫
	}
	what := "没有填在校生状况，也"
	if study != "" {
		what = "在校生状况为“非在校生”，但"
	}
	c.aboutPerson(p, "A14", fmt.Sprintf("%d岁，%s没有填失学或辍学原因", p.age, what), "在校的补填在校生状况，不在校的补填失学或辍学原因")
}

func ruleDropoutStudying(c *pass, p *person) {
	study := c.label(p.record, "A9")
	if reason := p.Text("A14"); reason != "" && atSchool(study) {
		c.aboutPerson(p, "A14", fmt.Sprintf("在校生状况为“%s”，又填了失学或辍学原因“%s”", study, brief(reason)), "请核对是否在校，删去其中错的一项")
	}
}

func ruleDropoutHealth(c *pass, p *person) {
	reason := c.label(p.record, "A14")
	if (reason == "因病" || reason == "因残") && c.healthy(p) {
		c.aboutPerson(p, "A14", fmt.Sprintf("失学或辍学原因为“%s”，但健康状况为“健康”", reason), "请核对健康状况和失学或辍学原因")
	}
}
