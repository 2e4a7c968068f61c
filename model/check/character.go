package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"ruhu/model"
	"ruhu/model/han"
)

// characterRules are about characters that nobody can tell: they look right on
// the screen that they were typed on, or on none.
var characterRules = []Rule{
	{ID: "text-long", Title: "文字应写得下：姓名、号码、地址等不超过200个字，其他不超过2000个字", Source: "各附件表格栏目的大小",
		Severity: model.Warning, about: func(*model.Indicator) bool { return true }, value: ruleLong, anyone: true},
	{ID: "character", Title: "文字中不应有自造字、乱码", Source: "GB 18030-2022（公用自造字区不再使用）",
		Severity: model.Warning, about: func(*model.Indicator) bool { return true }, value: ruleCharacter},
	{ID: "name-placeholder", Title: "姓名中不应有“?”“□”等代替打不出的字的符号", Source: "居民户口簿、身份证",
		Severity: model.Warning, about: isName, value: rulePlaceholder},
}

// ruleLong tells what is cut on paper.
func ruleLong(c *pass, w *row, in *model.Indicator, v model.Value) {
	if len(v.Raw) <= in.MostOnPaper() { // nearly always
		return
	}
	if n := utf8.RuneCountInString(v.Text()); n > in.MostOnPaper() {
		c.reportValue(w, in, fmt.Sprintf("%s有%d个字，纸上只印前%d个字，后面用“…”代替", in.Label, n, in.MostOnPaper()-1), "请核对是否贴错了格，改短后再打印")
	}
}

// ruleCharacter names private codes, with what they stood for in older
// standards, and the traces of broken text.
func ruleCharacter(c *pass, w *row, in *model.Indicator, v model.Value) {
	text := v.Text()
	if strings.IndexFunc(text, unreadable) < 0 { // nearly always
		return
	}
	at := 0
	for _, r := range text {
		at++
		if !unreadable(r) {
			continue
		}
		if r == unicode.ReplacementChar {
			c.reportValue(w, in, fmt.Sprintf("%s的第%d个字已损坏，读不出来", in.Label, at), "请对照户口簿更正")
			return // one broken text is one finding
		}
		message := fmt.Sprintf("%s的第%d个字是旧输入法的自造字（%U），换一台电脑就显示不出或显示成别的字", in.Label, at, r)
		hint := "请对照户口簿，用标准字重新输入"
		if standard, since, ok := han.Standard(r); ok {
			hint = fmt.Sprintf("按 %s 可能是“%c”（%U），请对照户口簿核实后重新输入", since, standard, standard)
		}
		c.reportValue(w, in, message, hint)
	}
}

// unreadable reports characters that cannot be told from their code.
func unreadable(r rune) bool {
	return r >= 0xE000 && (r <= 0xF8FF || r == unicode.ReplacementChar || r >= 0xF0000)
}

// isName reports the columns of persons' names.
func isName(in *model.Indicator) bool {
	switch in.Code {
	case model.CodeName, model.CodeHeadName, model.CodeLeaver:
		return true
	}
	return false
}

func rulePlaceholder(c *pass, w *row, in *model.Indicator, v model.Value) {
	at := strings.IndexAny(v.Text(), "?？□■〓*＊")
	if at < 0 {
		return
	}
	r := []rune(v.Text()[at:])[0]
	c.reportValue(w, in, fmt.Sprintf("%s中有“%c”，像是代替打不出的字", in.Label, r),
		"请对照户口簿更正；打不出的字可从《通用规范汉字表》或手写输入法中复制")
}
