package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

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
