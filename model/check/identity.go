package check

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ruhu/model"
)

var identityRules = []Rule{
	{ID: "id-length", Title: "证件号码应为18位，残疾人证号码应为20位或22位", Source: "GB 11643-1999；全国系统录入校验",
		Severity: model.Fault, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleLength,
		verdict: wrongLength},
	{ID: "id-15", Title: "15位的第一代身份证号码已停用，应改为18位", Source: "居民身份证法（2013年起停用）；GB 11643-1999",
		Severity: model.Fault, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleOld,
		verdict: oldLength},
	{ID: "id-characters", Title: "证件号码只能由数字组成，第18位可为X", Source: "GB 11643-1999",
		Severity: model.Fault, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleCharacters,
		verdict: wrongCharacter},
	{ID: "id-date", Title: "证件号码第7至14位应为存在的日期", Source: "GB 11643-1999",
		Severity: model.Fault, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleDate,
		verdict: wrongDate},
	{ID: "id-check", Title: "证件号码第18位应与按前17位算出的校验码一致", Source: "GB 11643-1999（ISO 7064 MOD 11-2）",
		Severity: model.Fault, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleCheck,
		verdict: wrongCheck},
	{ID: "id-disability", Title: "残疾人证号码第19位应为1至7（类别），第20位应为1至4（等级）", Source: "残疾人证编码规则",
		Severity: model.Fault, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleDisability,
		verdict: wrongDisability},
	{ID: "id-sex", Title: "性别应与证件号码第17位一致（单数为男，双数为女）", Source: "GB 11643-1999",
		Severity: model.Fault, Needs: []model.Code{model.CodeSex, model.CodeIdentity}, anyone: true, person: ruleSex},
	{ID: "id-birth", Title: "证件号码中的出生年份应在1900年以后，不晚于本年度", Source: "全国系统录入校验",
		Severity: model.Warning, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleBirth,
		verdict: right},
	{ID: "id-age", Title: "按证件号码不应超过100周岁", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodeIdentity}, person: ruleAgeOver},
	{ID: "id-region", Title: "证件号码前两位应是省级行政区划代码", Source: "GB/T 2260；GB 11643-1999",
		Severity: model.Warning, Either: [][]model.Code{identityColumns}, anyone: true, number: ruleRegion,
		verdict: anything},
	{ID: "id-missing", Title: "家庭成员应有证件号码", Source: "通知附件2",
		Severity: model.Warning, Needs: []model.Code{model.CodeIdentity}, person: ruleNumberMissing},
	{ID: "id-kind", Title: "证件类型应与号码位数一致", Source: "通知附件2（A3、A4）",
		Severity: model.Warning, Needs: []model.Code{model.CodeIdentityKind, model.CodeIdentity}, person: ruleKind},
	{ID: "id-certificate", Title: "残疾人证号码的前18位应与证件号码一致", Source: "残疾人证编码规则",
		Severity: model.Warning, Needs: []model.Code{model.CodeIdentity, model.CodeCertNumber}, person: ruleCertificate},
}

// identityColumns are all columns that hold numbers of persons.
var identityColumns = []model.Code{model.CodeIdentity, model.CodeCertNumber, model.CodeHeadID, model.CodeLeaverID}

// verdict is what is wrong with a number; only the first thing is said.
type verdict uint8

const (
	right verdict = iota
	wrongLength
	oldLength // the 15 digits of the first generation
	wrongCharacter
	wrongDate
	wrongCheck
	wrongDisability // category or grade of a disability certificate
	anything        // of a rule: it judges all numbers
)

// judgement is a number taken apart.
type judgement struct {
	verdict verdict
	card    string // the first 18 characters, or all 15
	whole   string
	length  int // in characters
	at      int // which character is wrong, from 1
	born    time.Time
}

// judge takes a number apart.
func judge(text string) judgement {
	whole := strings.ToUpper(model.Squeeze(text))
	j := judgement{whole: whole, card: whole, length: utf8.RuneCountInString(whole)}
	switch j.length {
	case 15:
		j.verdict, j.at = oldLength, digitsUntil(whole, 15)
		if j.at > 0 {
			j.verdict = wrongCharacter
		} else if _, ok := model.BirthDate(whole[:6] + "19" + whole[6:]); !ok {
			j.verdict = wrongDate
		}
		return j
	case 18, 20, 22:
	default:
		j.verdict = wrongLength
		return j
	}
	if j.at = wrongAt(whole); j.at > 0 {
		j.verdict = wrongCharacter
		if j.at == 19 || j.at == 20 {
			j.verdict = wrongDisability
		}
		return j
	}
	j.card = whole[:18]
	var ok bool
	switch j.born, ok = model.BirthDate(j.card); {
	case !ok:
		j.verdict = wrongDate
	case !model.ValidCard(j.card):
		j.verdict = wrongCheck
	}
	return j
}

// wrongAt gives the first character, from 1, that cannot stand where it does;
// 0 when all can. The two characters of a reissue are not known for certain
// (B1, B2 …), so that letters and digits pass.
func wrongAt(s string) int {
	if at := digitsUntil(s, 17); at > 0 {
		return at
	}
	if c := s[17]; c != 'X' && !digit(c) {
		return 18
	}
	for i := 18; i < len(s); i++ {
		c := s[i]
		switch {
		case i == 18 && (c < '1' || c > '7'), i == 19 && (c < '1' || c > '4'):
			return i + 1
		case i > 19 && !digit(c) && (c < 'A' || c > 'Z'):
			return i + 1
		}
	}
	return 0
}

// digitsUntil gives the first of n characters, from 1, that is no digit.
func digitsUntil(s string, n int) int {
	at := 0
	for _, r := range s {
		at++
		if at > n {
			break
		}
		if r < '0' || r > '9' {
			return at
		}
	}
	return 0
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// number is an identity or certificate number of a row.
type number struct {
	judgement
	row  row
	code model.Code
}

// addNumber takes the row's number of the code, if it has one that is to be
// judged: a number cut by the spreadsheet is the reader's finding.
func (f *family) addNumber(c *pass, w row, code model.Code) {
	v, ok := w.record.Get(code)
	if !ok || v.Raw == "" || v.Stored == model.AsNumber || c.cutAt(&w, v) {
		return
	}
	if j := judge(v.Raw); j.length > 0 {
		f.numbers = append(f.numbers, number{judgement: j, row: w, code: code})
	}
}

// short is how messages call the number of a code.
func (n *number) short(c *pass) string {
	if n.code == model.CodeIdentity {
		return "证件号码"
	}
	if in := c.book.Lookup(n.code); in != nil {
		return in.Label
	}
	return string(n.code)
}

func (n *number) report(c *pass, message, hint string) {
	c.report(&n.row, n.code, n.short(c)+message, hint)
}

const compareCard = "请对照身份证或户口簿原件核对更正"

func ruleLength(c *pass, n *number) {
	n.report(c, fmt.Sprintf("应为18位（残疾人证为20位或22位），现为%d位", n.length), compareCard)
}

// ruleOld proposes the 18 digits in words, as whole numbers are not printed in
// messages: 19 goes before the seventh, and the check digit behind.
func ruleOld(c *pass, n *number) {
	hint := "请按身份证原件改为18位"
	if wide := model.WidenCard(n.whole); wide != "" {
		hint = fmt.Sprintf("若无误，18位号码是在第6位后加“19”、末尾加校验码“%s”，%s", wide[17:], compareCard)
	}
	n.report(c, "是15位的旧号码", hint)
}

func ruleCharacters(c *pass, n *number) {
	want := "应为数字"
	if n.at == 18 {
		want = "应为数字或X"
	}
	n.report(c, fmt.Sprintf("第%d位是“%s”，%s", n.at, n.wrongRune(), want), compareCard)
}

// wrongRune shows the character that is wrong.
func (n *number) wrongRune() string { return model.ShowRune([]rune(n.whole)[n.at-1]) }

func ruleDate(c *pass, n *number) {
	from, to := 7, 14
	if n.length == 15 {
		to = 12
	}
	day := n.whole[to-4 : to]
	n.report(c, fmt.Sprintf("第%d至%d位应为出生日期，但该年没有%s月%s日", from, to, day[:2], day[2:]), compareCard)
}

func ruleCheck(c *pass, n *number) {
	hint := "号码中至少有一位不对，" + compareCard
	if strings.HasSuffix(n.card, "000") {
		hint = "末三位是“000”，可能已被表格软件截断，" + compareCard
	}
	n.report(c, fmt.Sprintf("第18位校验码应为“%c”，现为“%c”", model.CheckDigit(n.card), n.card[17]), hint)
}

func ruleDisability(c *pass, n *number) {
	what := "残疾类别，应为1至7"
	if n.at == 20 {
		what = "残疾等级，应为1至4"
	}
	n.report(c, fmt.Sprintf("第%d位是%s，现为“%s”", n.at, what, n.wrongRune()), "请对照残疾人证原件核对更正")
}

// ruleSex believes the 17th digit only of a number that is right as a whole.
func ruleSex(c *pass, p *person) {
	said := p.Label(model.CodeSex)
	if p.card == "" || said == "" || said == p.sex {
		return
	}
	parity := "单数为男"
	if p.sex == model.Female {
		parity = "双数为女"
	}
	c.aboutPerson(p, model.CodeSex,
		fmt.Sprintf("性别为“%s”，但证件号码第17位是“%c”（%s）", said, p.card[16], parity),
		"请对照身份证核对性别和号码，改正其中错的一项")
}

func ruleBirth(c *pass, n *number) {
	switch y := n.born.Year(); {
	case y < model.FirstBirth:
		n.report(c, fmt.Sprintf("中的出生年份为%s年，早于%d年", n.card[6:10], model.FirstBirth), compareCard)
	case y > c.Year:
		n.report(c, fmt.Sprintf("中的出生年份为%s年，晚于本年度（%d年）", n.card[6:10], c.Year), compareCard)
	}
}

func ruleNumberMissing(c *pass, p *person) {
	if p.Text(model.CodeIdentity) == "" && p.Text(model.CodeCertNumber) == "" && !isEmptyPerson(p) {
		c.aboutPerson(p, model.CodeIdentity, "没有填证件号码", "请补填；尚未办理的，请在入户时了解办理情况")
	}
}

// isEmptyPerson reports a row with nothing in it but a place in the household;
// the reader has told that the name is missing.
func isEmptyPerson(p *person) bool { return p.name == "" }

func ruleKind(c *pass, p *person) {
	length := 0
	if j := judge(p.Text(model.CodeIdentity)); j.verdict != wrongLength && j.verdict != oldLength {
		length = j.length
	}
	switch kind := p.Label(model.CodeIdentityKind); {
	case kind == model.IdentityCard && length > 18:
		c.aboutPerson(p, model.CodeIdentityKind, "证件类型为“居民身份证”，但号码有"+strconv.Itoa(length)+"位，是残疾人证号码",
			"请把证件类型改为“残疾人证”，或只填身份证的18位")
	case kind == model.DisabilityCard && length == 18 && p.Text(model.CodeCertNumber) == "":
		c.aboutPerson(p, model.CodeIdentityKind, "证件类型为“残疾人证”，但号码只有18位", "请填残疾人证上的20位号码，或把证件类型改为“居民身份证”")
	}
}

func ruleCertificate(c *pass, p *person) {
	id, cert := judge(p.Text(model.CodeIdentity)), judge(p.Text(model.CodeCertNumber))
	if id.verdict != right || cert.verdict != right || id.card == cert.card || !p.HasIdentityNumber() {
		return
	}
	c.aboutPerson(p, model.CodeCertNumber, "残疾人证号码的前18位与证件号码不同", "请对照两证原件，改正其中错的一个")
}

func ruleAgeOver(c *pass, p *person) {
	if p.age > 100 && !p.added {
		c.aboutPerson(p, model.CodeIdentity, fmt.Sprintf("按证件号码已%d岁", p.age), "请核实是否在世，并核对证件号码")
	}
}

// provinces are the first two digits of the codes of GB/T 2260; 82 and 83 are those
// of residence permits, 90 to 99 of foreigners' permits are no identity cards.
const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"

func ruleRegion(c *pass, n *number) {
	if n.verdict != wrongLength && n.verdict != wrongCharacter && !strings.Contains(provinces, n.card[:2]) {
		n.report(c, fmt.Sprintf("前六位是“%s”，没有这样的行政区划", n.card[:6]), compareCard)
	}
}
