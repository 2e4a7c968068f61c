package roster

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"ruhu/model"
	"ruhu/model/sheet"
)

// What stands between and below the rows of a table and is no data: texts, all
// squeezed.

// signWords begin what is signed below a table; with a colon or a word of
// signing behind them, or as the whole text of a cell where nothing else would
// be said by it.
var signWords = []string{
	"填表", "制表", "填报", "审核", "审批", "复核", "经办", "录入", "核实人", "核查人", "核对人", "调查人", "入户人", "统计人", "采集人", "联系人",
	"负责人", "单位负责人", "主要负责人", "分管", "主管", "报送", "上报", "填写人", "村支书", "村主任", "村书记", "驻村", "包村", "初评", "评议", "村委会",
	"村民委员会", "乡镇", "街道", "镇(", "单位", "日期", "时间", "联系电话", "电话", "户主", "农户", "公示",
}

// signAlone are whole cells that only a line of signatures has.
var signAlone = map[string]bool{
	"填表人": true, "制表人": true, "填报人": true, "审核人": true, "复核人": true, "经办人": true, "录入人": true, "填写人": true, "核实人": true, "核查人": true,
	"填表日期": true, "制表日期": true, "填报日期": true, "填表时间": true, "制表时间": true, "填报时间": true, "上报时间": true, "填报单位": true, "填表单位": true, "制表单位": true,
	"签字": true, "签名": true, "盖章": true, "签章": true, "公章": true, "审核": true, "制表": true, "填表": true, "年月日": true,
}

// phrases are words that a text is searched for, by the character each begins
// with: every text of a row is, and most have none of them.
type phrases map[rune][]string

func phrasesOf(list ...string) phrases {
	p := make(phrases, len(list))
	for _, w := range list {
		first, _ := utf8.DecodeRuneInString(w)
		p[first] = append(p[first], w)
	}
	return p
}

// in reports a text that has one of the words.
func (p phrases) in(s string) bool {
	for i, c := range s {
		for _, w := range p[c] {
			if strings.HasPrefix(s[i:], w) {
				return true
			}
		}
	}
	return false
}

var (
	signed = phrasesOf("签字", "签名", "签章", "盖章", "公章", "手印")
	// paging is 第 1 页 共 3 页, the foot of a printed page.
	paging = regexp.MustCompile(`^[-—\s]*(?:第?\d+页|第?\d+/\d+页?|共\d+页)[,，/;；]?(?:共?\d+页)?[-—\s]*$`)
	// dated is a date or a count alone in a cell.
	dated = regexp.MustCompile(`^\d+[户人口名个]$|^\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?$`)
	// listed is a line of numbered notes: 1.本表一式两份。
	listed = regexp.MustCompile(`^[(（]?\d{1,2}[)）.、．]\D{5,}$`)
	// noting begins a line of notes.
	noting = regexp.MustCompile(`^(?:填表|填报|填写)?(?:说明|备注|附注|注|注意|注意事项|附|附件|提示|要求|说明事项|备注说明)\d*[:：.、]`)
	// stating are lines that vouch for the table or say that it ends.
	stating = phrasesOf("以上", "以下空白", "以下无", "此表", "本表", "特此", "属实", "承诺", "声明", "续表", "接下页", "转下页", "接上页", "未完", "到此", "结束", "此处", "上述", "公示期")
	example = regexp.MustCompile(`^(?:填写|填表|填报)?(?:示例|样例|范例|举例|例如|例子|样表|样板)(?:行|户|人|数据|\d|[:：(（)）、,，].*)*$|^(?:例|如)\d*[:：、].*$|^例\d*$|[(（](?:示例|样例|范例|举例|例)[)）]`)
	marked  = regexp.MustCompile(`^(?:此行|本行|该行|此|本)?(?:为|是)?(?:填写|填表|填报)?(?:示例|样例|范例|举例)`)
	// instructing are words of those who explain how a table is to be filled in.
	instructing = phrasesOf("填写", "填报", "填入", "填列", "填全", "填是", "填或", "填“", "不填", "下拉", "选择", "必填", "选填", "可选", "一致", "格式", "例如", "如:", "如：", "文本", "数字",
		"请", "单选", "多选", "自动生成", "全称", "与户口", "与身份证", "是或否", "是/否", "男/女", "男或女", "年/月", "户主在前", "同户口", "真实姓名")
)

// isLine reports a text that is a note, a signature, a foot of a page: no name,
// no number, nothing that a record has.
func isLine(s string) bool {
	switch {
	case s == "", isSign(s), isNote(s):
		return true
	}
	return isRule(s) || s[0] == '(' && strings.HasSuffix(s, ")") && !strings.ContainsAny(s, "0123456789")
}

// isSign reports the label of a line of signatures.
func isSign(s string) bool {
	if len(s) > 300 {
		return false
	}
	if signAlone[strings.TrimRight(s, ":_")] || strings.HasPrefix(s, "签字") {
		return true
	}
	if signed.in(s) {
		return true
	}
	return strings.Contains(s, ":") && slices.ContainsFunc(signWords, func(w string) bool { return strings.HasPrefix(s, w) })
}

// isNote reports a line of notes, a foot of a page, or a date alone.
func isNote(s string) bool {
	if s == "" {
		return false
	}
	if s[0] < 0x80 && s[0] != '(' && s[0] != '-' && (s[0] < '0' || s[0] > '9') {
		return false
	}
	if stating.in(s) || s == "备注" || s == "说明" || s == "注" {
		return true
	}
	// Each expression asks for one of these.
	return strings.ContainsAny(s, ":：.、．)）") && (noting.MatchString(s) || listed.MatchString(s)) ||
		strings.ContainsAny(s, "0123456789") && (paging.MatchString(s) || dated.MatchString(s))
}

// isRule reports a line drawn with characters.
func isRule(s string) bool { return strings.Trim(s, "-—－–_=＝*·.…~～─━/\\|#") == "" }

// isExample reports a text that says that its row is an example.
func isExample(s string) bool {
	return len(s) <= 300 && (example.MatchString(s) || marked.MatchString(s))
}

// isInstruction reports a text that tells how to fill in.
func isInstruction(s string) bool {
	if strings.HasPrefix(s, "yyyy") || instructing.in(s) {
		return true
	}
	rest := strings.TrimLeft(s, "0123456789")
	return len(rest) < len(s) && strings.HasPrefix(rest, "位") // 18位
}

// isUnit reports a unit alone in its cell.
func isUnit(s string) bool {
	return s != "" && strings.Trim(s, "元亩人户月年岁个位次天平方米公里千百万亿%/.·㎡m²()（）k2") == ""
}

// isUnits reports a row right below the heads that says what the columns are
// counted in, or numbers them.
func isUnits(cells []string) bool {
	units, count, last := 0, 0, 0
	for _, c := range cells {
		switch c = strings.Trim(foldHead(c), "()"); {
		case c == "", c == "甲", c == "乙", c == "丙", c == "丁", c == "戊", c == "栏次", c == "列次", c == "序号", c == "单位", c == "—", c == "-", c == "--":
		case isUnit(c):
			units++
		case sheet.Digits(c) && len(c) <= 3 && atoi(c) > last:
			count, last = count+1, atoi(c)
		case formula.MatchString(c):
			count++
		default:
			return false
		}
	}
	return units > 0 && count == 0 || count > 2
}

// formula is how the row of column numbers says what a column is the sum of.
var formula = regexp.MustCompile(`^\d+=[\d+\-]+$`)

func atoi(s string) (n int) {
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// lineReason gives the reason for which a row that is no record was passed over.
func lineReason(cells []string) string {
	reason, texts, asks, units := "", 0, 0, 0
	for _, c := range cells {
		if len(c) > 600 {
			continue
		}
		s := model.Squeeze(c)
		if s == "" {
			continue
		}
		texts++
		switch {
		case isExample(s):
			return skipExample
		case isSign(s):
			reason = skipSign
		case reason == "" && isNote(s):
			reason = skipRemark
		case isRule(s):
			units--
			texts--
		case isUnit(s):
			units++
		case isInstruction(s):
			asks++
		}
	}
	switch {
	case reason != "":
		return reason
	case texts == 0:
		return skipRule
	case 2*asks >= texts:
		return skipInstruction
	case units == texts:
		return skipUnits
	}
	return skipStrange
}

// saysExample reports a row that says of itself that it is one: in one of its
// first texts, its name or its last text.
func (r *reader) saysExample(cells []string, name string) bool {
	if isExampleText(name) {
		return true
	}
	looked, last := 0, ""
	for _, c := range cells {
		if c == "" || c[0] < 0x80 && c[0] != '(' {
			continue
		}
		if last = c; looked < 3 {
			if looked++; isExampleText(c) {
				return true
			}
		}
	}
	return isExampleText(last)
}

func isExampleText(c string) bool {
	return len(c) <= 300 && (strings.Contains(c, "例") || strings.HasPrefix(c, "如") || strings.Contains(c, "样")) && isExample(model.Squeeze(c))
}

// Stand-ins for names, identity numbers and villages in rows that show how to fill in.
var (
	standInName    = regexp.MustCompile(`^(?:张三|李四|王五|赵六|某某某?|[xX×]{2,4})$`)
	standInCard    = regexp.MustCompile(`[xX×]{4}|12345678`)
	standInVillage = regexp.MustCompile(`^(?:某某?|[xX×]{1,3})(?:行政)?(?:村|社区|居委会|村委会)$`)
)

// showsHow reports a row above all persons and households that stands for nobody: two of
// name, identity number and village are stand-ins. One alone may be somebody's name, or
// a list whose numbers are masked.
func (r *reader) showsHow(e *evidence) bool {
	if a := r.account; a.Persons+a.Households+len(r.loose) > 0 {
		return false
	}
	name, card, village := standInName.MatchString(nameEnds(e.name)), false, false
	for _, list := range [...][]cell{r.cells.own, r.cells.household, r.cells.village} {
		for i := range list {
			switch c := &list[i]; {
			case c.in.Code == model.CodeVillage:
				village = standInVillage.MatchString(model.Squeeze(c.raw))
			case c.in.Kind == model.Identity:
				card = card || standInCard.MatchString(model.Squeeze(c.raw))
			}
		}
	}
	return name && (card || village) || card && village
}
