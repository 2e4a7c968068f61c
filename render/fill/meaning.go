package fill

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// derived is what a form asks that is no item of the codebook.
type derived string

const (
	serial  derived = "序号"
	address derived = "住址"
	homes   derived = "户数"
	persons derived = "人数"
	years   derived = "年"
	hamlet  derived = "村组"
)

// who says whose item a place asks.
type who uint8

const (
	ofUnit   who = iota // the household's, the village's
	ofHead              // the 户主's
	ofHelper            // the 帮扶责任人's, where there is one
	ofEntry             // of the row of a list
	ofMember            // of the n-th member
)

// asks is what goes into a place.
type asks struct {
	in      *model.Indicator // nil where it is derived
	derived derived
	who     who
	member  int // from 1, with ofMember
	year    int // that a mark limits its row to, 0 for none
	// suffix are words printed behind the place, which are not said twice: 村.
	suffix string
	// boxes are those to tick, options the answers that they stand for.
	boxes   []tick
	options []int
	// answersFrom is where the boxes and their words begin in the cell's text.
	answersFrom int
	// whole says that all answers are written, with their boxes.
	whole bool
	// numbers are what is written for an answer where the form says that its number is:
	// by its label; nil where words are written.
	numbers map[string]string
	// width is how many characters the blank has; 0 where its width says nothing.
	width int
}

// name says what the place asks, for people.
func (a asks) name() string {
	what := string(a.derived)
	if a.in != nil {
		what = a.in.Name()
		if a.in.Scope == model.OfHelper {
			what = "帮扶责任人 › " + a.in.Label
		}
	}
	if a.who == ofHead {
		what = "户主 › " + what
	}
	return what
}

// person is who was spoken of last: a label such as 联系电话 is about that person.
type person uint8

const (
	nobody person = iota
	theHead
	theHelper
	signer   // who fills in or checks the form: 填表人
	stranger // another name that the roster does not have: 配偶姓名
)

// Reasons why a place stays blank.
const (
	whyDoor      = "签字或现场填写，不填"
	whyUnknown   = "没有认出"
	whoseWhy     = "不知道是谁的"
	whyYear      = "写明是另一年的"
	whyUnit      = "单位是万元，花名册里是元"
	whySection   = "这一栏有几条，不知道要哪一条"
	whyInternal  = "内部掌握，加 --internal 才填"
	whyTwo       = "有两个意思"
	whyBoxes     = "选项与指标的答案对不上"
	whyMany      = "一份表有多户，不知道是哪一户的"
	whyColumn    = "这一列另有列名"
	whyOtherUnit = "单位与花名册的不同"
	whyPlan      = "写的是打算做的，花名册里没有"
	whyGiven     = "表上已经写着户主的姓名，不知道填的是不是这一户"
	whyDigits    = "格子数与号码位数对不上"
)

// door are words of labels of what is signed, judged or written at the door or in
// the office: never filled, and a phone behind them is not the household's.
var door = []string{"签名", "签字", "签章", "盖章", "公章", "手印", "指印", "填表", "填报", "填写", "审核", "审批", "复核", "核查", "核实", "核对",
	"属实", "更正", "变更后", "修改后", "意见", "经办", "录入", "采集人", "采集时间", "登记人", "登记时间", "调查", "走访", "访谈", "入户人", "入户干部", "入户时间", "入户日期",
	"见证", "制表", "记录人", "负责人", "承诺", "监督", "举报", "受理", "确认", "整改", "一致", "现场", "照片", "评议", "公示时间", "公示日期", "公示期", "探视", "慰问",
	"报告人", "联系人", "走访人", "陪同", "组长", "书记", "主任", "监护人", "代理人", "申请人", "申报人", "领取人", "经手人", "监管"}

// isDoor reports the label of something that is written by hand.
func isDoor(key string) bool {
	if key == "日期" || key == "时间" || key == "年月日" {
		return true
	}
	return slices.ContainsFunc(door, func(w string) bool { return strings.Contains(key, w) })
}

// signers sign below a form, where their names alone stand for it.
var signers = map[string]bool{"户主": true, "农户": true, "帮扶责任人": true, "帮扶人": true, "帮扶干部": true, "责任人": true, "结对干部": true, "包户干部": true}

// signedRow reports a row in which people sign: with a date, or with words of signing.
func signedRow(text string) bool {
	s := model.Squeeze(text)
	return strings.Contains(s, "年月日") || signing.MatchString(s) || datePlace.MatchString(text)
}

// signing are words of rows that are signed.
var signing = regexp.MustCompile(`签名|签字|签章|盖章|手印|填表|审核|制表|(?:^|\P{Han})日期`)

// datePlace is a date to be written.
var datePlace = regexp.MustCompile(`年[\s_＿\x{3000}]+月[\s_＿\x{3000}]+日`)

// register are words of titles by which households are those of the register.
var register = []string{"低收入", "建档立卡", "贫困", "扶贫"}

// remarks are labels whose place nobody fills.
var remarks = map[string]bool{"备注": true, "说明": true, "备注说明": true, "其他": true, "附注": true, "注": true}

// addresses are labels of the whole address.
var addresses = map[string]bool{"家庭住址": true, "住址": true, "家庭地址": true, "地址": true, "详细地址": true, "家庭详细地址": true, "户籍地址": true,
	"现住址": true, "居住地址": true, "家庭详细住址": true, "详细住址": true, "住所": true, "家庭住所": true}

// ofRegister reports words that speak of the register's households.
func ofRegister(text string) bool {
	return slices.ContainsFunc(register, func(w string) bool { return strings.Contains(text, w) })
}

// counts are labels of sums over the households of the unit.
var counts = map[string]derived{
	"总户数": homes, "户数": homes, "合计户数": homes, "低收入农户户数": homes, "低收入户数": homes, "贫困户数": homes, "建档立卡户数": homes,
	"总人数": persons, "人数": persons, "总人口": persons, "合计人数": persons, "低收入农户人数": persons, "低收入人口": persons, "低收入人口数": persons, "贫困人口数": persons, "建档立卡人数": persons,
}

// hint is a remark in brackets that does not change what a label means.
var hint = regexp.MustCompile(`[(（][^()（）]*(?:单选|多选|选填|必填|打[√勾]|可扩充|盖|手印|填)[^()（）]*[)）]`)

// lead is how sentences lead to a name: 组村民户主____.
var lead = regexp.MustCompile(`^(?:村|组|社区|队)?(?:村民|居民|农户|兹证明|兹有|现有|[该本你您我]户的?|[你您我]家的?|[你您]的)`)

// clean is a label without what does not change its meaning: remarks, numbers and
// signs around it. Of a sentence it is the last part.
func clean(label string) string {
	s := model.Fold(hint.ReplaceAllString(label, ""))
	depth, from := 0, 0
	for i, r := range s {
		switch {
		case r == '(' || r == '（':
			depth++
		case r == ')' || r == '）':
			depth = max(0, depth-1)
			if i > from && depth == 0 && !strings.ContainsAny(s[from:i], "(（") {
				from = i + len(string(r))
			}
		case depth == 0 && strings.ContainsRune("，。；,;！!", r):
			from = i + len(string(r))
		}
	}
	s = lead.ReplaceAllString(strings.Trim(model.Squeeze(s[from:]), ":： \t*"), "")
	s = strings.TrimRight(s, "为是")
	return strings.TrimLeft(strings.TrimPrefix(s, "其中"), ":：")
}

// meaning finds out what a label asks for where the reader stands, and whose it is;
// why says why nothing may go in. It remembers persons that labels name.
func (r *reader) meaning(label string, over ...string) (a asks, why string) {
	key := clean(label)
	switch {
	case key == "":
		return asks{}, whyUnknown
	case isDoor(key), strings.Contains(key, "委会"), strings.Contains(key, "(居)委"), strings.Contains(key, "（居）委"):
		r.noteSubject(key)
		r.speakOf(signer)
		return asks{}, whyDoor
	case remarks[key]:
		return asks{}, whyDoor
	case r.labels.IsSerial(key):
		return asks{}, whyUnknown
	}
	if y := r.otherYear(key); y {
		return asks{}, whyYear
	}
	if addresses[strings.TrimPrefix(key, "户主")] {
		if p := r.spokenOf(); p >= theHelper && !strings.HasPrefix(key, "家庭") && !strings.HasPrefix(key, "户") {
			return asks{}, whoseWhy
		}
		return asks{derived: address}, ""
	}
	if signers[key] && r.signed {
		r.speakOf(signer)
		return asks{}, whyDoor
	}
	if slices.ContainsFunc(over, isDoor) {
		return asks{}, whyDoor
	}
	if r.scope != model.OfHelper && slices.ContainsFunc(over, r.isStranger) {
		r.speakOf(stranger)
		return asks{}, whoseWhy // 监护人 | 联系电话
	}
	if slices.ContainsFunc(over, r.otherYear) {
		return asks{}, whyYear
	}
	if key == "村组" || key == "所在村组" || key == "所属村组" || key == "村、组" {
		return asks{derived: hamlet}, ""
	}
	if d, ok := counts[key]; ok && r.countsTwice && !ofRegister(key) {
		return asks{}, whyTwo // 总户数 beside 低收入农户户数
	} else if ok && (r.ofRegister || !strings.HasPrefix(key, "总") && !strings.HasPrefix(key, "合计")) && r.per != PerHousehold && r.scope == "" {
		return asks{derived: d}, ""
	}
	if a, why = r.ofPlace(key, over); why != "" {
		return a, why
	}
	return r.checked(a, key)
}

// inUnit is a label with the unit that it asks for.
var inUnit = regexp.MustCompile(`[(（](元|百元|千元|亩|公顷|平方米|平方|㎡|m2|公里|千米|米|斤|公斤|间|人|口|户|月|个月|天|年)[)）]$`)

// checked gives what a place asks unless it may not go into this form.
func (r *reader) checked(a asks, key string) (asks, string) {
	if why := r.refusal(a.in); why != "" {
		return a, why
	}
	if m := inUnit.FindStringSubmatch(key); m != nil && a.in != nil && !a.in.HasUnit(m[1]) {
		return a, whyOtherUnit
	}
	if r.per != PerHousehold && a.who != ofEntry && !ofSeveral(a.in) {
		return asks{}, whyMany
	}
	if a.in == nil || !a.in.IsChoice() {
		return a, ""
	}
	return r.inNumbers(a, key)
}

// ofSeveral reports what a village or a group has in common: its own items, the parts
// of the address.
func ofSeveral(in *model.Indicator) bool {
	return in == nil || in.Scope == model.OfVillage || isAddress(in) || in.Code == model.CodeGroup
}

// isAddress reports a part of an address.
func isAddress(in *model.Indicator) bool { return strings.HasPrefix(string(in.Code), "地址") }

// refusal says why an item may not go into this form.
func (r *reader) refusal(in *model.Indicator) string {
	switch {
	case in == nil:
		return ""
	case in.Code == model.CodeMonitor && !r.opt.Internal:
		return whyInternal
	case in.Kind == model.Money && r.tenThousand:
		return whyUnit
	}
	return ""
}

// otherYear reports a label that asks for another year than the roster's.
func (r *reader) otherYear(key string) bool {
	if strings.HasPrefix(key, "上年") || strings.HasPrefix(key, "去年") || strings.HasPrefix(key, "上一年") {
		return true
	}
	y := r.labels.Year(key)
	return y > 0 && y != r.opt.Year
}

// ofPlace finds the item of a place outside of lists.
func (r *reader) ofPlace(key string, over []string) (asks, string) {
	headings := append(slices.Clone(over), key)
	switch r.scope {
	case model.OfHelper:
		return r.ofTheHelper(headings)
	case model.OfMeasure, model.OfAddition, model.OfRemoval, model.OfMember:
		return asks{}, whySection
	}
	scopes := []model.Scope{model.OfVillage, model.OfHousehold, model.OfHelper}
	list := r.labels.Find(scopes, headings...)
	if len(list) == 0 && len(over) > 0 {
		list = r.labels.Find(scopes, key)
	}
	if len(list) == 0 {
		if in := r.ofTheHead(key); in != nil {
			r.speakOf(theHead)
			return asks{in: in, who: ofHead}, ""
		}
		return r.ofPerson(key, headings)
	}
	in := list[0]
	if len(list) > 1 && list[1].Scope == in.Scope && in.Code != model.CodeVillage {
		return asks{}, whyTwo
	}
	switch {
	case in.Code == model.CodeHeadName || in.Code == model.CodeHeadID:
		r.speakOf(theHead)
	case in.Scope == model.OfHelper:
		r.speakOf(theHelper)
		return asks{in: in, who: ofHelper}, ""
	case (in.IsPhone() || in.IsAccount() || in.Code == "开户银行") && !strings.HasPrefix(key, "户"):
		switch r.spokenOf() {
		case theHelper:
			return r.ofTheHelper(headings)
		case signer:
			return asks{}, whyDoor
		case stranger:
			return asks{}, whoseWhy
		}
	}
	return asks{in: in}, ""
}

// ofTheHead finds the item of a person that a label asks of the 户主 in so many words:
// 户主性别; nil where it does not.
func (r *reader) ofTheHead(key string) *model.Indicator {
	rest, ok := strings.CutPrefix(key, "户主")
	if !ok {
		return nil
	}
	list := r.labels.Find([]model.Scope{model.OfMember}, strings.TrimPrefix(rest, "的"))
	if len(list) == 0 || list[0].Code == model.CodeName || list[0].Code == model.CodeRelation {
		return nil
	}
	return list[0]
}

// ofTheHelper finds an item of the 帮扶责任人.
func (r *reader) ofTheHelper(headings []string) (asks, string) {
	switch {
	case r.scope != model.OfHelper: // the label's own words, or who was spoken of
	case r.person == signer:
		return asks{}, whyDoor
	case r.person == stranger:
		return asks{}, whoseWhy
	}
	list := r.labels.Find([]model.Scope{model.OfHelper}, headings...)
	if len(list) != 1 {
		r.notePerson(headings[len(headings)-1])
		return asks{}, whyUnknown
	}
	return asks{in: list[0], who: ofHelper}, ""
}

// ofPerson finds an item of a person: the 户主's, where it was the 户主 who was spoken
// of, the helper's, or nobody knows whose.
func (r *reader) ofPerson(key string, headings []string) (asks, string) {
	switch r.spokenOf() {
	case theHelper:
		return r.ofTheHelper(headings)
	case theHead:
		if slices.ContainsFunc(headings[:len(headings)-1], otherPerson.MatchString) {
			r.speakOf(stranger)
			return asks{}, whoseWhy
		}
		if list := r.labels.Find([]model.Scope{model.OfMember}, key); len(list) == 1 || len(list) > 1 && list[0].Coded() {
			if list[0].Code == model.CodeName {
				r.speakOf(stranger) // another person's name
				return asks{}, whoseWhy
			}
			if key == "劳动力" || list[0].Kind == model.YesNo || list[0].Code == model.CodeRelation {
				return asks{}, whoseWhy // 是否低保户, 劳动力: of the household, or of the head?
			}
			return asks{in: list[0], who: ofHead}, ""
		}
	default:
		if list := r.labels.Find([]model.Scope{model.OfMember, model.OfMeasure}, headings...); len(list) > 0 {
			if list[0].Code == model.CodeName {
				r.noteSubject("姓名")
				r.speakOf(stranger)
			}
			return asks{}, whoseWhy
		}
	}
	r.notePerson(key)
	return asks{}, whyUnknown
}

// otherPerson are words for persons who are neither the 户主 nor members of a list;
// office are words for offices, which have phones as well.
var (
	otherPerson = regexp.MustCompile(`配偶|子女|儿子|女儿|父亲|母亲|父母|监护|联系人|干部|书记|主任|责任人|帮扶人|队员|队长|组长|医生|教师|老师|申请人|代理|担保|介绍人|经办|走访|调查|填表|领导|代表`)
	office      = regexp.MustCompile(`单位|部门|机构|办公|委会|公司|学校|医院|银行|合作社|企业|中心|街道办|政府|服务站`)
	personEnd   = regexp.MustCompile(`(?:姓名|名字|人|员|干部|配偶|长|医生|老师|教师|委员|代表)$`)
)

// notePerson notes that a label names somebody whom the roster does not know.
func (r *reader) notePerson(key string) {
	r.noteSubject(key)
	if personEnd.MatchString(key) || otherPerson.MatchString(key) || office.MatchString(key) {
		r.speakOf(stranger)
	}
}

// ofOthers are labels of the name of whom a form may be about.
var ofOthers = regexp.MustCompile(`^(?:姓名|(?:学生|儿童|老人|老年人|残疾人|患者|病人|申请人|申报人|承诺人|借款人|受益人|参保人|委托人|(?:务工|就业|失业|求职)人员|(?:补贴|补助|救助|资助|服务|发放)对象|被\p{Han}{1,4}[人者])(?:姓名|名字)?)$`)

// noteSubject notes a label that makes a form one about somebody else than the 户主,
// who is named there later.
func (r *reader) noteSubject(key string) {
	if r.subject == nobody && ofOthers.MatchString(key) {
		r.subject = stranger
	}
}

// speakOf notes who is spoken of, and where.
func (r *reader) speakOf(p person) {
	if p == theHead && r.subject == nobody {
		r.subject = theHead
	}
	r.person, r.personAt = p, r.row
	if r.here != nil {
		r.persons[r.here] = p
	}
}

// spokenOf is who is spoken of. But for the head, where the form is about the head, it
// is so only in the same row, and right below the name.
func (r *reader) spokenOf() person {
	if r.person == nobody || r.personAt == r.row {
		return r.person
	}
	if r.here != nil {
		up := r.here.above()
		if p, named := r.persons[up]; named && up.col == r.here.col && up.cols == r.here.cols {
			if r.persons[r.here] = p; p == theHead && r.subject != theHead {
				return stranger
			}
			return p
		}
	}
	if r.person == theHead && r.subject == theHead {
		return theHead
	}
	return stranger
}

// suffix is words behind a blank that tell what it asks.
type suffix struct {
	words string
	code  model.Code
}

// suffixes are those of addresses, the longer ones first.
var suffixes = []suffix{
	{"省（区、市）", "地址省"}, {"省（市、区）", "地址省"}, {"省（自治区、直辖市）", "地址省"}, {"省", "地址省"},
	{"市（地、州、盟）", "地址市"}, {"市（州）", "地址市"}, {"市", "地址市"},
	{"县（市、区、旗）", "地址县"}, {"县（市、区）", "地址县"}, {"县（区）", "地址县"}, {"区（县）", "地址县"}, {"县区", "地址县"}, {"县", "地址县"}, {"区", "地址县"},
	{"乡（镇、街道）", "地址乡"}, {"乡镇（街道）", "地址乡"}, {"镇（街道）", "地址乡"}, {"乡（镇）", "地址乡"}, {"乡镇", "地址乡"}, {"街道", "地址乡"}, {"镇", "地址乡"}, {"乡", "地址乡"},
	{"自然村（村民小组）", model.CodeHamlet}, {"自然村", model.CodeHamlet},
	{"行政村", model.CodeVillage}, {"村（居）", model.CodeVillage}, {"村（社区）", model.CodeVillage}, {"村", model.CodeVillage},
	{"村民小组", model.CodeGroup}, {"组", model.CodeGroup},
}

// bySuffix finds what a blank without a label asks by the words behind it.
func (r *reader) bySuffix(s slot) (asks, string) {
	words := fullBrackets.Replace(model.Fold(s.suffix))
	switch first := firstWord(words); first {
	case "户", "人", "口", "口人":
		if r.per == PerHousehold {
			if first != "户" && family.MatchString(model.Squeeze(s.label)) {
				return asks{in: r.book.Lookup(model.CodeSize), suffix: first}, ""
			}
			return asks{}, whyUnknown
		}
		d := homes
		if first != "户" {
			d = persons
		}
		return asks{derived: d, suffix: first}, ""
	}
	for _, x := range suffixes {
		rest, ok := strings.CutPrefix(words, x.words)
		if !ok || !endsWord(rest) || s.bare && x.words == "市" {
			continue
		}
		if in := r.book.Lookup(x.code); in != nil {
			return asks{in: in, suffix: x.words}, ""
		}
	}
	return asks{}, whyUnknown
}

// family are words before the number of a household's persons.
var family = regexp.MustCompile(`(?:全家|家庭|家中|家里|[你您我该]家|家|[该本你您我]户)(?:现有|现?共有?|共计|总共|有)?$`)

var fullBrackets = strings.NewReplacer("(", "（", ")", "）")

// firstWord is a text up to its first punctuation.
func firstWord(s string) string {
	if i := strings.IndexAny(s, "，。；、,;（( "); i >= 0 {
		return s[:i]
	}
	return s
}

// endsWord reports that a suffix ends where it seems to: 村 of 村民 is none. In a
// title, 村低收入农户名单 follows it.
func endsWord(rest string) bool {
	if rest == "" {
		return true
	}
	for _, not := range [...]string{"民", "庄", "内", "外", "级", "长", "域", "务", "别", "织", "属", "份", "场"} {
		if strings.HasPrefix(rest, not) {
			return false
		}
	}
	return true
}
