package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"ruhu/model"
)

var contactRules = []Rule{
	{ID: "phone", Title: "电话应为11位手机号或7至8位固定电话（可带区号）", Source: "电信网编号计划；全国系统录入校验",
		Severity: model.Warning, Either: [][]model.Code{{model.CodePhone, model.CodeMemberPhone, model.CodeHelperPhone}}, about: (*model.Indicator).IsPhone, value: rulePhone},
	{ID: "phone-shared", Title: "一个电话不应是许多户的联系电话", Source: cleaning,
		Severity: model.Warning, Needs: []model.Code{model.CodePhone}, roster: rulePhoneShared},
	{ID: "bank-account", Title: "银行账号应为8至32位数字，62开头的银行卡号应通过校验", Source: "GB/T 14504、ISO/IEC 7812（Luhn）；存折账号不在此列",
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodeAccount}, about: (*model.Indicator).IsAccount, value: ruleAccount},
	{ID: "address", Title: "住址各栏应分别填写各级地名", Source: "通知附件2（家庭住址）",
		Severity: model.Warning, AtOffice: true, Either: [][]model.Code{model.AddressParts[:5]}, family: ruleAddress},
	{ID: "division", Title: "行政区划代码应为12位：县6位、乡3位、村3位", Source: "统计用区划代码和城乡划分代码编制规则",
		Severity: model.Warning, Needs: []model.Code{model.CodeDivision}, village: ruleDivision},
}

func rulePhone(c *pass, w *row, in *model.Indicator, v model.Value) {
	helper := in.Scope == model.OfHelper
	if telephone(v.Text(), helper) {
		return
	}
	bad := ""
	// Whose it is may stand beside it: 13800001234（儿子）.
	parts := strings.FieldsFunc(v.Text(), func(r rune) bool {
		return unicode.Is(unicode.Han, r) || strings.ContainsRune("、,，;；/ ()（）:：", r)
	})
	if len(parts) == 0 {
		bad = v.Text()
	}
	for _, part := range parts {
		if !telephone(part, helper) {
			bad = part
			break
		}
	}
	if bad == "" || c.cutAt(w, v) {
		return
	}
	digits := len(model.OnlyDigits(bad))
	what := fmt.Sprintf("现有%d位数字", digits)
	if digits == 11 {
		what = "现在的11位不像手机号"
	}
	c.reportValue(w, in, in.Label+"应为11位手机号或固定电话，"+what, "请核对更正")
}

// telephone reports the number of a mobile (1[3-9] and nine digits), of a line
// (seven or eight digits, perhaps after an area code), or, of helpers, one of
// the short numbers of the offices (政务通, as in the notice itself).
func telephone(s string, short bool) bool {
	if strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && !strings.ContainsRune("- ()（）+－—–", r)
	}) {
		return false
	}
	number := model.OnlyDigits(s)
	if len(number) == 13 {
		number = strings.TrimPrefix(number, "86")
	}
	switch len(number) {
	case 11:
		return number[0] == '1' && number[1] >= '3' || number[0] == '0'
	case 10, 12:
		return number[0] == '0'
	case 7, 8:
		return number[0] >= '2'
	case 5, 6:
		return short
	}
	return false
}

// cutAt reports a value of which the reader told that its tail is lost.
func (c *pass) cutAt(w *row, v model.Value) bool {
	return len(c.cut) > 0 && c.cut[w.record.PosOf(v)]
}

// joints divide an account number for the eye.
var joints = strings.NewReplacer(" ", "", "-", "")

func ruleAccount(c *pass, w *row, in *model.Indicator, v model.Value) {
	if c.cutAt(w, v) {
		return
	}
	text := v.Text()
	digits := joints.Replace(text)
	switch {
	case digits == "":
	case digitsUntil(digits, len(digits)) > 0:
		c.reportValue(w, in, "银行账号中有数字以外的字符", "请对照存折或银行卡核对更正")
	case len(digits) < 8 || len(digits) > 32:
		c.reportValue(w, in, fmt.Sprintf("银行账号现为%d位，位数不对", len(digits)), "请对照存折或银行卡核对更正")
	case len(digits) >= 16 && len(digits) <= 19 && digits[:2] == "62" && !luhn(digits):
		c.reportValue(w, in, "银行卡号未通过校验，可能有一位填错", "请对照银行卡核对；若是存折账号，可不改")
	}
}

// luhn checks the last digit of a card number (ISO/IEC 7812-1, annex B).
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// ruleAddress asks for parts that are no names, and for parts that hold more
// than one: a county that is given with its province, a village with its county.
func ruleAddress(c *pass, f *family) {
	for level, code := range model.AddressParts[:5] {
		text := f.Text(code)
		if text == "" {
			continue
		}
		in := c.book.Lookup(code)
		switch {
		case digitsUntil(text, len(text)) == 0:
			c.about(f, code, fmt.Sprintf("住址的“%s”填的是数字“%s”", in.Label, brief(text)), "请填地名")
		case level > 0 && holdsHigher(text, level):
			c.about(f, code, fmt.Sprintf("住址的“%s”填了“%s”，含有上级地名", in.Label, brief(text)), "请只填本级地名")
		}
	}
}

// holdsHigher reports a part of an address that names a province, or below the
// county also a county. 市 is no sign: there are townships named after towns.
func holdsHigher(text string, level int) bool {
	if before, after, found := strings.Cut(text, "省"); found && before != "" && after != "" {
		return true
	}
	if strings.Contains(text, "自治区") && !strings.HasSuffix(text, "自治区") {
		return true
	}
	before, after, found := strings.Cut(text, "县")
	return level > 2 && found && before != "" && after != "" && unitEnd.MatchString(after)
}

// unitEnd is how the name of what lies below a county ends.
var unitEnd = regexp.MustCompile(`(?:乡|镇|街道|村|社区|居委会)$`)

// ruleDivision checks the shape alone: which codes there are is not known here.
// Townships are 001 to 599 (streets, towns, townships, enterprises).
func ruleDivision(c *pass, v *model.Village) {
	text := model.Squeeze(v.Division)
	message := ""
	switch {
	case text == "":
		return
	case digitsUntil(text, len(text)) > 0:
		message = "行政区划代码中有数字以外的字符"
	case len(text) != 12:
		message = fmt.Sprintf("行政区划代码应为12位，现为%d位", len(text))
	case text[6:9] == "000" || text[6] > '5':
		message = "行政区划代码第7至9位（乡级）为“" + text[6:9] + "”，应在001至599之间"
	case text[9:] == "000":
		message = "行政区划代码第10至12位（村级）为“000”，不是村的代码"
	default:
		return
	}
	c.reportVillage(v, model.CodeDivision, "的"+message, "请核对行政区划代码")
}
