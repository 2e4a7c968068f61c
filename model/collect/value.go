package collect

import (
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// accept makes a value of what was written for an item. Where it cannot be one,
// wrong says why and hint what to do.
func accept(in *model.Indicator, text string) (value, wrong, hint string) {
	text = model.Fold(text)
	if model.Squeeze(text) == model.Squeeze(visit.Nothing) {
		return "", "", ""
	}
	switch visit.KindOf(in) {
	case visit.Closed, visit.Several:
		return choice(in, text)
	case visit.Open:
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
	return text, "", ""
}

func choice(in *model.Indicator, text string) (value, wrong, hint string) {
	on, outside := in.Chosen(text)
	labels := make([]string, len(in.Options))
	for i, o := range in.Options {
		labels[i] = o.Label
	}
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
