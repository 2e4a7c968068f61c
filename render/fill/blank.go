package fill

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// readBlank reads a label and its blank in one text.
func (r *reader) readBlank(c *cell, runes []rune, s slot, over []string, counted *bool) {
	a, why := r.meaning(s.label, over...)
	if s.suffix != "" {
		if b, no := r.bySuffix(s); no == "" && (a.derived == address || why == whyUnknown && b.derived == "") {
			a, why = b, "" // 家庭住址：____省____市
		} else if why == whyUnknown {
			r.readSuffix(c, runes, s, counted)
			return
		} else if a.in != nil && !agrees(a.in, s.suffix) {
			why = whyTwo
		}
	}
	a.width = s.to - s.from
	r.put(&place{cell: c, from: s.from, to: s.to, label: s.label, asks: a, why: why})
}

// agrees reports that the words behind a blank go with the item: its unit, a remark,
// the next label.
func agrees(in *model.Indicator, suffix string) bool {
	unit := firstWord(strings.TrimLeft(model.Fold(suffix), "(（"))
	switch {
	case strings.HasPrefix(unit, "万"):
		return false
	case strings.HasPrefix(unit, "元"):
		return in.Kind == model.Money
	case unit == "亩":
		return in.Unit == "亩"
	case unit == "人" || unit == "口" || unit == "口人":
		return in.Kind == model.Number
	case unit == "户":
		return false
	case strings.HasPrefix(unit, "年"):
		return in.Kind != model.Date // year, month and day apart
	}
	return true
}

// before are the words in front of a count of all households or persons.
var before = regexp.MustCompile(`^(?:\S{1,8}?(?:村|社区))?(?:20\d\d年度?)?(?:全村|本村|我村|该村|全组|全镇|全乡|全街道|全居)?(?:共有|共计|合计|总计|现有|共|有)?(?:登记|在册)?(?:低收入农户|低收入户|低收入人口|建档立卡户|建档立卡)?(?:共有|共计|合计|总计|现有|共|有)?$`)

// readSuffix reads a blank that only the words behind it explain.
func (r *reader) readSuffix(c *cell, runes []rune, s slot, counted *bool) {
	a, why := r.bySuffix(s)
	if why == whyUnknown && wholeRemark.MatchString(s.suffix) { // ____（户主）
		a, why = r.meaning(strings.Trim(s.suffix, "()（）"))
	}
	if a.derived == homes || a.derived == persons {
		words := clean(strings.TrimRight(wordBefore(runes, s.from), "，,、；;"))
		if follows := *counted && a.derived == persons && (words == "户" || words == ""); !follows && (!before.MatchString(words) || !r.ofRegister && !r.speaksOfRegister(runes)) {
			a, why = asks{}, whyUnknown
		}
		*counted = a.derived == homes
	}
	if why != "" && (s.bare || isDate(s.suffix)) {
		return // blanks between words are mostly nothing but blanks
	}
	a.width = s.to - s.from
	r.put(&place{cell: c, from: s.from, to: s.to, label: strings.TrimSpace(s.label + "＿＿" + firstWord(s.suffix)), asks: a, why: why})
}

// speaksOfRegister reports a text about the register's households, or a form that has
// a list of households.
func (r *reader) speaksOfRegister(runes []rune) bool {
	return ofRegister(string(runes)) ||
		slices.ContainsFunc(r.lists, func(l *list) bool { return l.kind == householdRows })
}

// isDate reports the words of a date to be written.
func isDate(suffix string) bool {
	s := model.Squeeze(suffix)
	return strings.HasPrefix(s, "年") || strings.HasPrefix(s, "月") || strings.HasPrefix(s, "日")
}

// wordBefore is the word in front of a place of a text.
func wordBefore(r []rune, at int) string {
	from := at
	for from > 0 && !isSpace(r[from-1]) && !isLine(r[from-1]) && r[from-1] != '\n' && !isColon(r[from-1]) {
		from--
	}
	return string(r[from:at])
}

// readBoxes reads a choice: its label stands before it, or is the last over it.
func (r *reader) readBoxes(c *cell, s slot, over []string) {
	label := s.label
	if label == "" && len(over) > 0 {
		label, over = over[len(over)-1], over[:len(over)-1]
	}
	if label == "" {
		if left := c.left(); left != nil && !left.empty() {
			label = left.text
		}
	}
	p := &place{cell: c, from: s.from, to: s.to, label: label}
	if label == "" && len(s.boxes) == 0 {
		return
	}
	p.asks, p.why = r.meaning(label, over...)
	p.asks.boxes, p.asks.answersFrom = s.boxes, s.answersFrom
	if p.why == "" {
		p.asks.options, p.why = optionsOf(p.asks.in, s.boxes)
	}
	if p.why == whyUnknown && len(s.boxes) == 0 {
		return
	}
	r.put(p)
}

// optionsOf finds the answers that the words of boxes stand for. Every one must be an
// answer, and none twice.
func optionsOf(in *model.Indicator, list []tick) ([]int, string) {
	if in == nil || !in.IsChoice() || len(list) == 0 {
		return nil, whyBoxes
	}
	var out []int
	for _, t := range list {
		i := in.Option(t.word)
		if i >= 0 && slices.Contains(out, i) {
			return nil, whyBoxes
		}
		out = append(out, i) // -1 is an answer that the roster cannot have
	}
	if !slices.ContainsFunc(out, func(i int) bool { return i >= 0 }) {
		return nil, whyBoxes
	}
	return out, ""
}

// named reports a yes/no that is asked by a noun, without boxes: 合作社 may ask for its
// name.
func named(p *place) bool {
	in := p.asks.in
	if in == nil || in.Kind != model.YesNo || p.asks.boxes != nil || p.why != "" || p.mark {
		return false
	}
	key := clean(p.label)
	return !askingWords.MatchString(key) && key != model.Squeeze(in.Label)
}

// askingWords ask for a yes or no.
var askingWords = regexp.MustCompile(`是否|有无|能否|是不是|有没有|是/否`)
