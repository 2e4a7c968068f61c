package collect

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// accept makes a value of what was written for an item, which may be the number
// that the printed form gives an answer.
func (c *collector) accept(in *model.Indicator, text string) (value, wrong, hint string) {
	if slices.Contains(c.opt.Numbered, in.Code) {
		if text, wrong, hint = labels(in, text); wrong != "" {
			return "", wrong, hint
		}
	}
	return accept(in, text)
}

// numberedAnswer is an answer that begins with a number: 2, （2）, 2婚入, 2.婚入.
var numberedAnswer = regexp.MustCompile(`^[(（]?([0-9]{1,2})[)）]?[.．、:：]?(\D.*)?$`)

// labels turns the numbers of answers, as forms print them, into the answers. A
// number and words that contradict one another are no answer.
func labels(in *model.Indicator, text string) (out, wrong, hint string) {
	words := []string{model.Fold(text)}
	if in.Kind == model.Multiple {
		words = strings.FieldsFunc(words[0], func(r rune) bool { return strings.ContainsRune(",、;/|，；", r) })
	}
	for i, word := range words {
		m := numberedAnswer.FindStringSubmatch(model.Fold(word))
		if m == nil {
			continue
		}
		said := strings.TrimSpace(m[2])
		if i := in.Option(word); i >= 0 && in.Option(said) != i {
			continue // the number is a part of the word: 7年级
		}
		n, _ := strconv.Atoi(m[1])
		at := slices.IndexFunc(in.Options, func(o model.Option) bool { return o.Number == n })
		switch {
		case at < 0:
			return "", fmt.Sprintf("的编号 %d 不是“%s”的编号", n, in.Name()), "请照纸质表上的编号，或填文字"
		case said != "" && in.Option(said) != at:
			return "", fmt.Sprintf("的编号 %d 是“%s”，与后面的文字不一致", n, in.Options[at].Label), "请只填编号，或只填文字"
		}
		words[i] = in.Options[at].Label
	}
	return strings.Join(words, "、"), "", ""
}

// accept makes a value of what was written for an item. Where it cannot be one,
// wrong says why and hint what to do.
func accept(in *model.Indicator, text string) (value, wrong, hint string) {
	text = model.Fold(text)
	if model.Squeeze(text) == model.Squeeze(visit.Nothing) {
		return "", "", ""
	}
	if model.SaysSame(text) || slices.Contains(unchanged, model.Squeeze(text)) {
		return "", "“" + text + "”没有写明内容", "请写明内容；与系统值一致的不用填"
	}
	switch visit.KindOf(in) {
	case visit.Closed, visit.Several:
		return choice(in, text)
	case visit.Open:
		if isDigits(text) {
			return "", "是编号，不是文字", "请填文字"
		}
		if i := in.Option(text); i >= 0 {
			return in.Options[i].Label, "", ""
		}
		return text, "", ""
	case visit.Amount:
		return amount(in, text)
	case visit.Card:
		return card(text)
	}
	if _, ok := model.ParseDate(text); in.Kind == model.Date && !ok {
		return "", "不是日期", "请写成 2019-10-12 或 2019-10 的形式"
	}
	return words(in, text)
}

// nothings are words that stand for nothing. The national system would take them
// for what the item is.
var nothings = []string{"无", "没有", "无电话", "暂无", "不详", "不清楚", "不知道", "未知", "空", "/", "\\", "-", "--", "—", "——", "N/A"}

// unchanged are words that say that what was printed is right.
var unchanged = []string{"不变", "没变", "未变", "无变化", "没有变化", "没变化", "一致", "相符", "无误", "正确", "属实", "准确", "对的", "已核实"}

// noName are words of those who write about a person where the name stands.
var noName = regexp.MustCompile(`死亡|去世|亡故|[已病身]故|[迁婚转]出|[外出]嫁|迁走|注销|销户|查无|[无没]此|没有这|此人|重复|删除|有误|错误|改名|[0-9:：]`)

// names are the items that are a person's name.
var names = []model.Code{model.CodeName, model.CodeHeadName, model.CodeLeaver, model.CodeHelperName}

// emptyHint says how to write that an item is empty.
const emptyHint = "没有的不填；更正时应当没有内容的，填“" + visit.Nothing + "”"

// words judges what was written for an item without a form of its own.
func words(in *model.Indicator, text string) (value, wrong, hint string) {
	switch s := model.Squeeze(text); {
	case slices.Contains(nothings, strings.ToUpper(s)):
		return "", "“" + text + "”不是" + in.Label, emptyHint
	case slices.Contains(names, in.Code) && noName.MatchString(s):
		if hint = "只填姓名"; in.Code == model.CodeName {
			hint += "；死亡、迁出等不在户内的人，请填“" + visit.RemovalSheet + "”"
		}
		return "", "“" + text + "”不是姓名", hint
	case in.IsPhone() && !dialled(text):
		return "", "不是电话号码", "只填号码，几个号码之间用顿号隔开；" + emptyHint
	case in.IsAccount() && (sheet.HasExponent(s) || !isDigits(strings.NewReplacer("-", "", "－", "").Replace(s))):
		return "", "不是银行账号", "只填号码，把单元格设为文本格式；" + emptyHint
	}
	return text, "", ""
}

// dialled reports telephone numbers, one or several, with or without an area code.
func dialled(text string) bool {
	const shortest, longest = 5, 20
	text = strings.NewReplacer("-", "", "－", "", "—", "", "(", "", ")", "", "（", "", "）", "", "+", "", "转", "", " ", "").Replace(model.Fold(text))
	numbers := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",、;/|，；", r) })
	return len(numbers) > 0 && !slices.ContainsFunc(numbers, func(n string) bool {
		return !isDigits(n) || len(n) < shortest || len(n) > longest
	})
}

// isDigits reports a text of digits only.
func isDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(model.Squeeze(s), func(r rune) bool { return r < '0' || r > '9' })
}

func choice(in *model.Indicator, text string) (value, wrong, hint string) {
	on, outside := in.Chosen(text)
	labels := in.Labels()
	if len(outside) > 0 || len(on) == 0 {
		hint = "请从选项中选：" + strings.Join(labels, "、")
		if len(labels) > 15 {
			hint = "请从下拉列表中选择"
		}
		return "", "不是“" + in.Name() + "”的选项", hint
	}
	chosen := make([]string, len(on))
	for i, at := range on {
		chosen[i] = labels[at]
	}
	return strings.Join(chosen, "、"), "", ""
}

// most is more than any number of a household or a village, and what a float64 still
// holds to a hundredth.
const most = 1e12

func amount(in *model.Indicator, text string) (value, wrong, hint string) {
	if in.Kind == model.Year {
		if y := model.ParseYear(text); y > 0 {
			return strconv.Itoa(y), "", ""
		}
		return "", "不是年份", "请填四位数的年份，如 2018"
	}
	f, ok := in.ParseNumber(text)
	switch {
	case !ok:
		return "", "不是数字", "只填数字，不带别的单位和文字"
	case f < 0:
		return "", "是负数", "请核对后填 0 或正数"
	case f >= most:
		return "", "大得不可能", "请核对位数后重填"
	}
	s := model.Squeeze(text)
	if _, err := strconv.ParseFloat(s, 64); err == nil && len(s) <= 12 && !sheet.HasExponent(s) {
		return s, "", "" // as it was written
	}
	return model.Plain(f), "", ""
}

func card(text string) (value, wrong, hint string) {
	s := strings.ToUpper(model.Squeeze(text))
	c, ok := model.ParseCertificate(s)
	switch {
	case sheet.HasExponent(s):
		return "", "号码已被表格软件截断（按数字存储，末几位已丢失）", "请把单元格设为文本格式，重新录入完整号码"
	case !ok:
		return "", "号码不是 18 位、20 位或 22 位", "请对照证件核对后重新填写"
	case !model.ValidCard(c.Card):
		return "", "号码的校验码不对，录入有误", "请对照证件逐位核对后重新填写"
	}
	if _, ok := model.BirthDate(c.Card); !ok {
		return "", "号码中的出生日期不存在", "请对照证件逐位核对后重新填写"
	}
	return s, "", ""
}

// day reads a date of a visit, also where a program stored it as a count.
func day(text string, late bool) (string, bool) {
	if s, ok := sheet.SerialDate(text, late); ok {
		return s, true
	}
	return model.ParseDay(text)
}

// normal is a sheet number as numbers are compared: hyphens, blanks and case do
// not matter.
func normal(number string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", "－", "", "—", "").Replace(model.Squeeze(number)))
}
