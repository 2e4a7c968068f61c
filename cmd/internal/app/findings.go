package app

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"ruhu/cmd/internal/library"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/check"
	"ruhu/model/feedback"
)

// Spelling is a way of writing an answer that no list has.
type Spelling = model.Spelling

// ShownSpelling is a spelling, cut to some characters, as a screen may show it: a column in
// the wrong place has numbers of persons.
func ShownSpelling(text string, most int) string {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits > 5 {
		return HiddenNumber
	}
	return cut(text, most)
}

// HiddenNumber stands for a spelling that looks like a number.
const HiddenNumber = "（号码）"

// cut leaves the first characters of a text.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// Group is the findings of one rule.
type Group struct {
	Severity model.Severity
	// Title says what is wrong without naming anybody.
	Title string
	Count int
	// First is the first few findings; none of a 提醒 that many have.
	First []model.Problem
	// Items are, of a 提醒 that many have, which items it is about, the most frequent
	// first: A21 300处; nil where it is about one alone.
	Items []string
	// Spellings are, of answers outside their lists, how they are written.
	Spellings []Spelling
}

// examples is how many findings of a rule are shown.
const examples = 3

// shared is how many may have a 提醒 for it to be shown with examples: what more
// have is one line.
const shared = 30

// Groups gathers findings by rule for a screen that others may see, or that is
// kept as a log: the titles name no person and no certificate, which the full
// messages of the list of problems do. Certain faults come first, then the
// most frequent.
func Groups(ps model.Problems) []Group {
	var out []Group
	var about []map[string]int // how often a group has which item
	at := make(map[string]int)
	for _, p := range ps {
		title := TitleOf(p)
		i, ok := at[title]
		if !ok {
			i = len(out)
			at[title] = i
			out = append(out, Group{Severity: p.Severity, Title: title})
			about = append(about, make(map[string]int))
		}
		about[i][shortField(p)]++
		g := &out[i]
		g.Severity = max(g.Severity, p.Severity)
		g.Count++
		if len(g.First) < examples {
			g.First = append(g.First, p)
		}
	}
	for i := range out {
		if g := &out[i]; g.Severity == model.Warning && g.Count > shared {
			g.First, g.Items = nil, mostFrequent(about[i])
		}
	}
	if i, ok := at[ruleTitles()[model.RuleOption]]; ok {
		out[i].Spellings = ps.Spellings()
	}
	slices.SortStableFunc(out, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(b.Count, a.Count))
	})
	return out
}

// shortField calls an item by its code where it has one of the notice: A21.
func shortField(p model.Problem) string {
	if strings.HasPrefix(p.Field, string(p.Code)+" ") {
		return string(p.Code)
	}
	return p.Field
}

// mostFrequent says how often each item is met, the most frequent first; nil for one.
func mostFrequent(counts map[string]int) (out []string) {
	if len(counts) < 2 {
		return nil
	}
	for _, item := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	}) {
		out = append(out, fmt.Sprintf("%s %d处", item, counts[item]))
	}
	return out
}

// titles says what each rule about households and persons finds.
var titles = map[string]string{
	"household-without-members": "户没有家庭成员",
	"household-without-number":  "户没有户编号",
	"household-large":           "一户的人太多",
	"column-unread":             "有姓名、证件号码或村名的列没有读入",
	"members-in-one-cell":       "家庭成员写在一格里，没有读入",
	"row-unread":                "有一行认不出是哪一户、哪个人，未读入",
	"village-contradiction":     "行政村与分段行写的不一致",
	"household-twice":           "户编号重复",
	"household-contradiction":   "同一户的内容前后不一致",
	"member-contradiction":      "同一人在几张表中的内容不一致",
	"member-without-household":  "家庭成员没有户编号或对不上户",
	"row-without-household":     "有一行没有户编号或对不上户，未读入",
	"village-missing":           "没有填行政村",
	"household-untold":          "与别户区分不开的户，它的表不印表号",
	"formula-error":             "姓名、号码或村名的格是公式的错误值",
	"cell-twice":                "姓名、号码或村名的格在文件里写了两次",
	"id-truncated":              "号码被表格软件截断",
	"name-missing":              "没有填姓名",
	"head-missing":              "户里没有户主",
	"head-twice":                "户里有两个以上户主",
	"removal-listed":            "已列为自然减少，但仍在家庭成员中",
	"addition-listed":           "自然增加与家庭成员的内容不一致",
	"not-printed":               "表没有排成，暂不打印",
	"character-missing":         "有字体里没有的生僻字，纸上印作“〓”",
	feedback.RuleLine:           "上级反馈的问题",
	feedback.RuleContradiction:  "上级反馈的问题与花名册相矛盾，没有对到户",
	feedback.RuleNobody:         "上级反馈的问题在花名册里找不到户",
	feedback.RuleAnswer:         "填写的核查结果没有对到哪一条，没有采用",
	feedback.RuleUnread:         "反馈的问题清单里没有读入的行和表",
	feedback.RuleForeign:        "反馈的问题清单有自己的户编号",
	"return-year":               "回填表是别的年度的",
	"return-sheet":              "回填表的工作表改名、缺少或多出",
	"return-column":             "回填表缺少列，或写在了列外",
	"return-merged":             "回填表的答案合并了几行",
	"return-lowered":            "回填表的答案错了一行",
	"return-row":                "回填表里户的行缺少或重复",
	"return-household":          "打印时的户在花名册里找不到",
	"return-family":             "表号现在是另一户的",
	"register-family":           "打印登记里的表号现在是另一户的",
	"return-number":             "回填表的表号没有填或对不上",
	"return-person":             "回填表里的人对不上",
	"return-item":               "更正的指标没有填或对不上",
	"return-value":              "核实值没有填或填得不对",
	"return-answer":             "不是下拉列表中的选项",
	"return-date":               "入户日期不对",
	"return-incomplete":         "没有填入户日期或核实人",
	"return-unmet":              "没有见到人，却填了核实的内容",
	"return-result":             "核实结果与登记的更正不相符",
	"return-disagree":           "同一处填得不一样",
	"return-same":               "核实值与系统值相同",
	"return-changed":            "打印以后系统值变了",
	"return-removed":            "登记为减少的人又有更正",
	"return-namesake":           "更正的姓名这一户已有",
	"return-listed":             "增加的人已经在这一户，或填成了户主",
	"return-heads":              "更正以后这一户没有户主，或不止一个",
	"return-twice":              "更正以后一个人在两处",
	"return-measure":            "帮扶措施的更正没有填全或填得不对",
	"return-copy":               "同一份回填表交了两次",
	"return-newcomer":           "新识别户的内容不完整",
	"return-remark":             "村信息更正中的备注",
	"head-gone":                 "核实后没有户主",
	"household-gone":            "核实为整户迁出、消亡，花名册中仍在册",
}

// comparedTitles says what comparing found, and with which file.
var comparedTitles = map[string]string{
	against.RuleDiffers: "与“%s”不一致",
	against.RuleBlank:   "本册没有填，“%s”有",
	against.RuleLeft:    "“%s”里本户有、本册没有的人",
	against.RuleJoined:  "本户有、“%s”里没有的人",
}

// ruleTitles are those of model/check by the rule's id.
var ruleTitles = sync.OnceValue(func() map[string]string {
	out := make(map[string]string)
	for _, r := range check.Rules() {
		out[r.ID] = strings.TrimSuffix(r.Title, "。")
	}
	return out
})

// ruleOf gives what a rule of model/check asks of everybody; empty for findings of
// other kinds.
func ruleOf(p model.Problem) string { return ruleTitles()[p.Rule] }

// TitleOf gives the title of the Group that a finding is in. What is found about files
// and columns names nobody and is told in full.
func TitleOf(p model.Problem) string {
	if t, ok := comparedTitles[p.Rule]; ok {
		return fmt.Sprintf(t, p.Other.Name)
	}
	if t, ok := titles[p.Rule]; ok {
		return t
	}
	if t, ok := ruleTitles()[p.Rule]; ok {
		return t
	}
	if p.Household == "" && p.Person == "" && p.Head == "" && p.Subject == nil {
		return p.Message
	}
	return cmp.Or(p.Field, string(p.Code), "其他") + "（" + p.Rule + "）"
}

// Rule is a rule of a check, and what it asks of the items of the codebook where that
// decides it.
type Rule struct {
	check.Rule
	Demands []string
}

// Rules gives every rule of a check with the codebook of a user's folder of templates,
// the built-in one where dir is empty: the reader's, those of model/check, then those
// of comparing.
func Rules(dir string) (out []Rule, err error) {
	lib, err := library.Load(dir, nil)
	if err != nil {
		return nil, err
	}
	rules := append(check.Reading(), check.Rules()...)
	for _, r := range against.Rules() {
		rules = append(rules, check.Rule{
			ID: r.ID, Title: r.Title, Severity: model.Warning, Source: "与 --against 的名册比对；通知二（一）“一个部门一套数”",
		})
	}
	for _, r := range rules {
		out = append(out, Rule{r, r.Demands(lib.Codebook)})
	}
	return out, nil
}
