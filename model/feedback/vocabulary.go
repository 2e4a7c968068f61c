package feedback

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"ruhu/model"
)

// meaning is what a column of a list says.
type meaning int

const (
	nothing meaning = iota
	ofNumber
	ofVillage
	ofGroup
	ofHead
	ofHeadCard
	ofName
	ofCard
	ofText
	ofType // what kind of problem: its text where there is no other
	ofItem
	ofStated // what the system is said to hold
	ofExpected
	ofDeadline
	ofSerial
	ofPlace // county and township
	meanings
)

// identifying are the meanings by which a line says whom it is about.
var identifying = []meaning{ofNumber, ofHeadCard, ofCard, ofHead, ofName}

// own are the codes whose heads in the codebook have a meaning here.
var own = map[meaning]model.Code{
	ofNumber: model.CodeNumber, ofVillage: model.CodeVillage, ofGroup: model.CodeGroup, ofHead: model.CodeHeadName,
	ofHeadCard: model.CodeHeadID, ofName: model.CodeName, ofCard: model.CodeIdentity,
}

// words are further heads, the better before the worse where a list has several.
var words = map[meaning][]string{
	ofNumber:  {"农户编号", "农户编码", "户编码", "贫困户编号", "低收入农户编号"},
	ofVillage: {"村", "村名", "村居", "所在村", "社区", "所属村"},
	ofGroup:   {"自然村"},
	ofHead:    {"农户姓名", "贫困户姓名", "低收入农户姓名", "户名"},
	ofText: {"疑似问题", "问题描述", "问题内容", "具体问题", "存在问题", "反馈问题", "问题明细", "问题情况", "疑点", "问题说明", "问题", "核查问题", "反馈内容", "错误信息", "错误描述",
		"错误原因", "异常情况", "异常原因", "异常说明", "预警信息", "预警内容", "预警原因", "校验结果", "逻辑校验结果", "具体情况", "详细情况"},
	ofType:     {"问题名称", "问题类型", "问题类别", "问题分类"},
	ofItem:     {"指标", "指标名称", "问题指标", "涉及指标", "字段", "字段名称", "问题字段", "数据项"},
	ofStated:   {"系统值", "系统现值", "系统数据", "系统内容", "原值"},
	ofExpected: {"应为", "应填", "应改为", "正确值", "正确内容", "建议值", "比对值", "部门数据", "核对值", "比对结果"},
	ofDeadline: {"整改时限", "整改期限", "完成时限", "截止时间", "截止日期", "期限", "要求完成时间", "时限"},
	ofSerial:   {"序号", "序", "编号"},
	ofPlace:    {"县", "县区", "区县", "市", "乡镇", "镇", "街道", "乡镇街道", "镇街"},
}

// answers are heads of what is no rule: of those who answer a list, and of who somebody is.
var answers = regexp.MustCompile(`^(?:是否.{0,4}(?:整改|核查|核实|属实|完成|销号|问题).*|.{0,4}(?:核查|核实|整改|审核|销号)(?:情况|结果|措施|意见|时间|日期|人|人员)?|属实|不属实|备注|说明|批次|年度|序号|性别|年龄|.{0,4}电话|.*(?:责任|联系|填表|填报|经办|负责|帮扶)(?:人|人员|人姓名|干部|单位)|开户银行|银行账号|.{0,2}(?:户|人|个|条|人口)数)$`)

// rules are what heads that are no such words mean, in the order in which they are
// asked: a list calls a column as it likes.
var rules = []struct {
	meaning
	*regexp.Regexp
}{
	{nothing, regexp.MustCompile(`核查|核实|整改(?:情况|措施|结果|人)|联系|帮扶|责任|填[报表写]|审核|干部|包保|销号|是否|银行|开户`)},
	{ofDeadline, regexp.MustCompile(`时限|期限|截止|完成整改`)},
	{ofHeadCard, regexp.MustCompile(`户主.*(?:身份证|证件号)`)},
	{ofCard, regexp.MustCompile(`(?:身份证|证件)(?:号码?)?$`)},
	{ofNumber, regexp.MustCompile(`户编[号码]$`)},
	{ofHead, regexp.MustCompile(`户主(?:姓名)?$|户姓名$`)},
	{ofName, regexp.MustCompile(`(?:人|人口|成员|人员|对象)姓名$`)},
	{nothing, regexp.MustCompile(`自然村|问题(?:数|个数|来源|编号|序号|编码)`)},
	{ofVillage, regexp.MustCompile(`(?:村|村名称?|村居|社区)$`)},
	{ofItem, regexp.MustCompile(`指标|字段|数据项`)},
	{ofType, regexp.MustCompile(`(?:问题|疑点).*(?:类型|类别|分类|名称)`)},
	{ofText, regexp.MustCompile(`问题|疑点`)},
	{ofExpected, regexp.MustCompile(`^应(?:为|填|改)|正确|建议[值填]|部门(?:数据|反馈)`)},
}

// vocabulary knows heads, and the items that lists name.
type vocabulary struct {
	heads    map[string]meaning
	rank     map[string]int
	items    map[string]*model.Indicator // by code, label and heads; nil where a word means several
	labels   []label
	inTexts  map[string]*model.Indicator // texts looked at before: lists repeat them
	codebook *model.Codebook
}

// label is a text by which an item may stand within a sentence.
type label struct {
	text string
	item *model.Indicator
}

// leastLabel is how many characters such a text has at least: 健康 stands in too
// many sentences.
const leastLabel = 4

func newVocabulary(cb *model.Codebook) *vocabulary {
	v := &vocabulary{heads: make(map[string]meaning), rank: make(map[string]int), items: make(map[string]*model.Indicator),
		inTexts: make(map[string]*model.Indicator), codebook: cb}
	for m := range meanings {
		if in := cb.Lookup(own[m]); in != nil {
			for _, w := range append([]string{string(in.Code), in.Label}, in.Heads...) {
				v.add(m, w)
			}
		}
		for _, w := range words[m] {
			v.add(m, w)
		}
	}
	for _, in := range cb.All() {
		if in.Scope == model.OfMember || in.Scope == model.OfHousehold {
			v.addItem(in)
		}
	}
	slices.SortStableFunc(v.labels, func(a, b label) int { return len(b.text) - len(a.text) })
	return v
}

func (v *vocabulary) add(m meaning, word string) {
	if w := foldHead(word); v.heads[w] == nothing {
		v.heads[w], v.rank[w] = m, len(v.rank)
	}
}

func (v *vocabulary) addItem(in *model.Indicator) {
	for _, w := range append([]string{string(in.Code), in.Label, in.Name()}, in.Heads...) {
		w = foldHead(w)
		if other, met := v.items[w]; met && other != in {
			v.items[w] = nil
			continue
		}
		v.items[w] = in
		if utf8.RuneCountInString(w) >= leastLabel && v.heads[w] == nothing {
			v.labels = append(v.labels, label{w, in})
		}
	}
}

// brackets are remarks in a head: （必填）, （选填）.
var brackets = regexp.MustCompile(`\(.*?\)|（.*?）|\[.*?\]|【.*?】`)

// foldHead makes heads comparable: width, blanks, marks and what stands in brackets do
// not count.
func foldHead(s string) string {
	s = model.Squeeze(s)
	if cut := brackets.ReplaceAllString(s, ""); cut != "" {
		s = cut
	}
	return strings.Trim(s, "*★:：、.")
}

// of gives what a head means that stands under others, and how good a word it is for
// that: lower is better. The last of the texts is the head itself.
func (v *vocabulary) of(texts []string) (meaning, int) {
	const byRule = 1 << 20
	last := foldHead(texts[len(texts)-1])
	whole := foldHead(strings.Join(texts, ""))
	for _, s := range [...]string{whole, last} {
		if m := v.heads[s]; m != nothing {
			return m, v.rank[s]
		}
	}
	if utf8.RuneCountInString(whole) > longestHead {
		whole = last
	}
	if utf8.RuneCountInString(whole) <= longestHead && whole != "" {
		for _, r := range rules {
			if r.MatchString(whole) {
				return r.meaning, byRule
			}
		}
	}
	return nothing, byRule
}

// longestHead is how many characters a head has at most that a rule may understand.
const longestHead = 20

// item finds the item that a cell names.
func (v *vocabulary) item(name string) *model.Indicator { return v.items[foldHead(name)] }

// itemIn finds the one item that a text speaks of, by its code (A11) or else by its
// label; nil where it speaks of none or of several.
func (v *vocabulary) itemIn(text string) *model.Indicator {
	in, met := v.inTexts[text]
	if !met {
		if in, met = v.codeIn(text); !met {
			in = v.labelIn(text)
		}
		v.inTexts[text] = in
	}
	return in
}

func (v *vocabulary) codeIn(text string) (found *model.Indicator, any bool) {
	for _, in := range v.codebook.All() {
		if in.Coded() && names(text, string(in.Code)) {
			if any {
				return nil, true
			}
			found, any = in, true
		}
	}
	return found, any
}

// names reports a code that stands in a text for itself: A2 not in A28.
func names(text, code string) bool {
	for {
		_, after, ok := strings.Cut(text, code)
		if !ok {
			return false
		}
		if after == "" || (after[0] < '0' || after[0] > '9') && (after[0] < 'a' || after[0] > 'f') {
			return true
		}
		text = after
	}
}

func (v *vocabulary) labelIn(text string) (found *model.Indicator) {
	rest := model.Squeeze(text)
	for _, l := range v.labels { // the longest first: what it covers is no other label
		if !strings.Contains(rest, l.text) {
			continue
		}
		if found != nil && found != l.item {
			return nil
		}
		found, rest = l.item, strings.ReplaceAll(rest, l.text, "\x00")
	}
	return found
}
