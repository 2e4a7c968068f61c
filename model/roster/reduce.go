package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// A head that the codebook does not know is reduced: what does not change its
// meaning falls away, step by step, and each step says of which items that holds
// (户主 of what is the household's, 家庭成员 of what is a person's). Only where all
// that can be made of it means one item is that item found.

// reduced is what is left of a head, and of which items it may be the head.
type reduced struct {
	text string // with its brackets and separators
	of   func(*model.Indicator) bool
}

// mostReduced bounds the work that a head makes.
const mostReduced = 24

// byRule gives the item that a head means by rule; nil where there is none, or
// where it may be two.
func (x *headIndex) byRule(head string, sh *shape) []*model.Indicator {
	var found []*model.Indicator
	for _, r := range x.reductions(head) {
		key := foldHead(r.text)
		list := x.within(key, sh)
		if in := x.book.Lookup(sh.heads[key]); in != nil {
			list = []*model.Indicator{in}
		}
		for _, in := range list {
			if !r.of(in) {
				continue
			}
			if !slices.Contains(found, in) {
				found = append(found, in)
			}
			break // the likeliest that it can be
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

// reductions gives all that can be made of a head by rule. They do not depend on
// the sheet, whose rows are looked at again and again.
func (x *headIndex) reductions(head string) []reduced {
	return x.ruled.get(head, func() []reduced { return x.reduce(head) })
}

func (x *headIndex) reduce(head string) []reduced {
	s := roundBrackets.Replace(strings.ToLower(model.Squeeze(head)))
	if !reducible(s) {
		return nil
	}
	list := []reduced{{s, ofAll}}
	for i := 0; i < len(list) && len(list) < mostReduced; i++ {
		if len(x.byHead[foldHead(list[i].text)]) > 0 {
			continue // a known head says all that it means
		}
		for _, step := range steps {
			text, of := step(list[i].text)
			if text == "" || slices.ContainsFunc(list, func(r reduced) bool { return r.text == text }) {
				continue
			}
			before := list[i].of
			list = append(list, reduced{text, func(in *model.Indicator) bool { return before(in) && of(in) }})
		}
	}
	return append(list[1:], x.answers(list)...)
}

// reducible is the quick look: a head has Chinese words, and is not long.
func reducible(s string) bool {
	return len(s) >= len("村") && len(s) <= 150 && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2E80 })
}

// ofAll holds for every item.
func ofAll(*model.Indicator) bool { return true }

// step is a way in which a head is reduced; one that does not apply gives nothing.
type step = func(string) (string, func(*model.Indicator) bool)

var steps = []step{
	toLevel, withoutMarks, withoutYear, withoutRemark,
	without(strings.CutPrefix, []string{"家庭成员", "成员", "本人"}, func(in *model.Indicator) bool { return in.Scope == model.OfMember && !identifies(in) }),
	without(strings.CutPrefix, []string{"家庭", "户主", "农户", "本户", "户"}, func(in *model.Indicator) bool { return in.Scope == model.OfHousehold && !identifies(in) }),
	without(strings.CutPrefix, levelBegins, isLevel),
	without(strings.CutPrefix, []string{"是否", "是否为", "有无"}, func(in *model.Indicator) bool { return in.Kind == model.YesNo }),
	without(strings.CutSuffix, []string{"情况", "状况", "信息"}, func(in *model.Indicator) bool { return !identifies(in) && !isFigure(in) }),
	without(strings.CutSuffix, []string{"名称", "全称"}, func(in *model.Indicator) bool { return in.Kind == model.Text && !in.IsAccount() && !in.IsPhone() }),
	without(strings.CutSuffix, []string{"类型", "类别", "种类"}, func(in *model.Indicator) bool { return in.Kind == model.Single }),
}

// without takes the first of the words that there is from an end of a head.
func without(end func(s, word string) (string, bool), words []string, of func(*model.Indicator) bool) step {
	return func(s string) (string, func(*model.Indicator) bool) {
		if t, ok := cutWord(end, s, words); ok {
			return t, of
		}
		return "", nil
	}
}

func isLevel(in *model.Indicator) bool {
	switch in.Code {
	case model.CodeVillage, model.CodeGroup, model.CodeHamlet, model.CodeDivision:
		return true
	}
	return strings.HasPrefix(string(in.Code), "地址")
}

// listNumber is the number in front of a head: 1.姓名, （一）姓名, ①姓名.
var listNumber = regexp.MustCompile(`^(\(?(\d{1,2}|[一二三四五六七八九十]{1,2})\)|(\d{1,2}|[一二三四五六七八九十]{1,2})[.、．]|[①-⑳])`)

// withoutMarks takes off asterisks and numbers.
func withoutMarks(s string) (string, func(*model.Indicator) bool) {
	t := strings.Trim(s, "*★☆※#?!:。；;")
	if at := listNumber.FindStringIndex(t); at != nil && at[1] < len(t) && (t[at[1]] < '0' || t[at[1]] > '9') {
		t = t[at[1]:]
	}
	if t == s {
		return "", nil
	}
	return t, ofAll
}

// headYear is a year in front of a head, or in brackets behind it.
var headYear = regexp.MustCompile(`^(20[0-4]\d)年?度?末?底?|\((20[0-4]\d)年?度?末?底?\)$`)

// withoutYear takes off the year; see columns.ofYear for which of several counts.
// What has a year as its value has none in its head.
func withoutYear(s string) (string, func(*model.Indicator) bool) {
	if t := headYear.ReplaceAllString(s, ""); t != s && t != "" {
		return t, func(in *model.Indicator) bool { return in.Kind != model.Year && !identifies(in) }
	}
	return "", nil
}

// yearOf gives the year that a head names; 0 when it names none.
func yearOf(head string) int {
	if !strings.ContainsAny(head, "2２") {
		return 0
	}
	if m := headYear.FindStringSubmatch(roundBrackets.Replace(model.Squeeze(head))); m != nil {
		return model.ParseYear(m[1] + m[2])
	}
	return 0
}

// toLevel finds a level of the address.
func toLevel(s string) (string, func(*model.Indicator) bool) {
	return levelOf(s), isLevel
}

// answers finds yes/no items by what is asked, however it is asked: 是否参加, 享受,
// 接受 and the like fall away on both sides, and the ways to write one insurance.
func (x *headIndex) answers(list []reduced) []reduced {
	var out []reduced
	for _, r := range list {
		for _, in := range x.cores[core(foldHead(r.text))] {
			out = append(out, reduced{in.Label, func(other *model.Indicator) bool { return other == in && r.of(in) }})
		}
	}
	return out
}

// coreBegins and coreEnds are the words around what a yes/no asks.
var (
	coreBegins = regexp.MustCompile(`^(目前|当前|现)?(是否|有无|有没有|能否)?(已|已经)?(享受|参加|接受|加入|参与|纳入|缴纳|购买)?`)
	coreEnds   = regexp.MustCompile(`(情况|状况|状态|与否)$`)
	coreWords  = strings.NewReplacer("城乡居民", "居民", "农村居民", "居民", "基本", "", "医保", "医疗保险", "城镇职工", "职工")
)

// core is what a yes/no asks; empty where nothing is left.
func core(key string) string {
	s := coreEnds.ReplaceAllString(coreBegins.ReplaceAllString(key, ""), "")
	return coreWords.Replace(s)
}

// bracketed is a remark in brackets at the end of a head.
var bracketed = regexp.MustCompile(`^(.*[^(])\(([^()]*)\)$`)

// withoutRemark takes off a remark in brackets, which may say how the column is
// filled in, but also whose it is or what it is counted in.
func withoutRemark(s string) (string, func(*model.Indicator) bool) {
	m := bracketed.FindStringSubmatch(s)
	if m == nil {
		return "", nil
	}
	remark := m[2]
	if filling.MatchString(remark) {
		return m[1], ofAll
	}
	if changes.MatchString(remark) {
		return "", nil
	}
	if remark == "" || harmless.MatchString(remark) {
		return m[1], ofAll
	}
	return m[1], func(in *model.Indicator) bool { return remarkFits(in, remark) }
}

// changes are words that make another item of what stands before them: somebody
// else, another time, another unit.
var changes = regexp.MustCompile(`配偶|父|母|监护|家长|干部|帮扶|责任|负责|代理|代领|紧急|经办|申请|领款|户主|子女|原|旧|曾用|拼音|英文|变更|备用|第二|其他|另|\d{2,4}年|上年|去年|往年|万|千|公顷|斤|天|日均|小时|新增|减少|之前|以前|以后`)

// harmless say how a column is filled in, and nothing of what it holds.
var harmless = regexp.MustCompile(`^(必填|选填|可不填|手机|手机号|手机号码|手机或座机|固话|座机|全称|全名|中文|汉字|下拉选择?|选择|单选|多选|可多选|是[、/或]?否|有[、/或]?无|√|打√|打勾|文本|文本格式|\d{2}位|\d{2}位数?字?|公历|阳历|年月日|年[、/-]?月|.*请?填.*|请.*|如.*|例.*|注.*|按.*|精确到.*|指.*|参照.*|见.*|与.*一致|单位:.*|格式:.*)$`)

// filling begins with a word of how the column is filled in, whatever follows.
var filling = regexp.MustCompile(`^(?:必填|选填|限填|应填|必须|务必)(?:[:：,，、为是填].*|\d{1,2}位.*)?$`)

// certificates are the words for what an identity number stands on.
var certificates = regexp.MustCompile(`^(居民身份证|身份证|二代证|残疾人证|残疾证|户口簿|户口本|户口薄|号码|证号|号|[、/,或和])+$`)

// remarkFits reports a remark that says nothing new of the item: its own unit, its
// own answers, the certificate that a number stands on. Words of other kinds are
// let pass only where no number and nobody's name can be mistaken.
func remarkFits(in *model.Indicator, remark string) bool {
	switch in.Kind {
	case model.Identity:
		return certificates.MatchString(remark)
	case model.Number, model.Money, model.Area:
		return remark == in.Unit || slices.Contains(in.Units, remark) || remark == in.Unit+"/年" || strings.HasPrefix(remark, "含")
	}
	if identifies(in) || in.IsPhone() || in.IsAccount() {
		return false
	}
	if in.IsChoice() {
		// 厕所（无打√）, 厕所（否）: what is ticked is one answer, and maybe the other one.
		return in.Option(remark) < 0 && (allAnswers(in, remark) || !strings.ContainsAny(strings.ReplaceAll(remark, "无害化", ""), "0123456789无没未不否非"))
	}
	return isLevel(in) && !strings.ContainsAny(remark, "0123456789") && !slices.ContainsFunc(levelMarks(remark), func(w string) bool {
		return wordsOfLevel(w) != nil && !ofLevel(in, w) // 乡镇（村）: two levels
	})
}

// allAnswers reports a remark that lists answers of the item.
func allAnswers(in *model.Indicator, remark string) bool {
	for _, w := range strings.FieldsFunc(remark, func(r rune) bool { return strings.ContainsRune("、,/或等", r) }) {
		if in.Option(w) < 0 {
			return false
		}
	}
	return true
}
