package fill

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
)

// subject is whom values are taken from: a unit, or one row of a list.
type subject struct {
	unit      *Unit
	household *model.Household // nil where there are several or none
	village   *model.Village   // nil where there are several
	member    *model.Member
	record    *model.Record // a helper's, a measure's, a removal's
	index     int           // 1-based row of a list
}

// filler looks values up in the roster.
type filler struct {
	form *Form
	// problems tells, for places that a value does not fit, what there was.
	problems *[]Unfit
}

// Unfit is a value of the roster that a place of the form cannot hold.
type Unfit struct {
	Where, Label, Value, Why string
}

// plainDecimal is a number that a workbook can count with, without loss.
var plainDecimal = regexp.MustCompile(`^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$`)

// text gives what goes into a place and whether it is a number to be counted with;
// empty where the roster has nothing.
func (f *filler) text(a asks, s subject) (string, bool) {
	if a.in == nil {
		return f.derived(a.derived, s)
	}
	v := s.find(a)
	raw := v.Raw
	if cut(a.in, v) { // that would be somebody else's number
		raw = ""
	}
	if a.whole {
		return withBoxes(a.in, raw), false
	}
	if model.Squeeze(raw) == "" {
		return "", false
	}
	text := f.print(a.in, raw)
	if a.numbers != nil {
		return a.numbers[f.form.book.Label(a.in.Code, raw)], false
	}
	switch a.in.Kind {
	case model.Money, model.Number, model.Area:
		return text, a.suffix == "" && plainDecimal.MatchString(text)
	}
	return text, false
}

// derived gives what is counted or joined.
func (f *filler) derived(d derived, s subject) (string, bool) {
	switch d {
	case serial:
		if s.index > 0 {
			return strconv.Itoa(s.index), true
		}
	case homes, persons:
		if s.unit.mixed() {
			return "", false
		}
		return strconv.Itoa(map[derived]int{homes: len(s.unit.Households), persons: s.unit.Members()}[d]), true
	case years:
		if f.form.opt.Year > 0 {
			return strconv.Itoa(f.form.opt.Year), false
		}
	case hamlet:
		if s.household != nil && s.village != nil && s.household.Text(model.CodeGroup) != "" && s.village.Name != model.NoVillage {
			return s.village.Name + s.household.Text(model.CodeGroup), false
		}
	case address:
		if s.household != nil {
			return s.household.Address(model.AddressParts[:]...), false
		}
	}
	return "", false
}

// print is how a value stands on a form: as the system has it, only that a yes or no
// is put in words and parts of numbers are hidden where that is wished.
func (f *filler) print(in *model.Indicator, raw string) string {
	text := model.Line(model.Fold(raw))
	if f.form.Masked() {
		text = model.Masked(in, text)
	}
	if in.Kind == model.Multiple {
		return text
	}
	return in.Worded(text)
}

// find gives the value that a place asks for, as the roster has it.
func (s subject) find(a asks) (v model.Value) {
	m := s.member
	switch a.who {
	case ofHelper:
		if list := s.helpers(); len(list) == 1 {
			v, _ = list[0].Of(a.in)
		}
		return v
	case ofHead, ofMember:
		if m = s.personOf(a); m == nil {
			return v
		}
	}
	switch {
	case a.in.Scope == model.OfVillage:
		v, _ = s.village.Item(a.in.Code)
	case a.in.Scope == model.OfHousehold:
		return s.ofHousehold(a.in)
	case m != nil:
		return ofMemberItem(m, a.in, s.unit.year)
	case s.record != nil:
		v, _ = s.record.Of(a.in)
	}
	return v
}

// said is a value that is not written in the roster as it stands.
func said(text string) model.Value { return model.Value{Raw: text} }

// cut reports a number that Excel held as a number and cut to 15 digits.
func cut(in *model.Indicator, v model.Value) bool {
	return v.Stored == model.AsNumber && (in.Kind == model.Identity || in.IsAccount()) && len(model.Squeeze(v.Raw)) > 15
}

// lost tells of a place that stays blank because the roster's number has lost its end,
// or because it counts households of which some are in no total.
func (f *filler) lost(p *place, s subject) {
	switch a := p.asks; {
	case a.derived == homes || a.derived == persons:
		f.unfit(p, "", "有边缘户，边缘户不计入总数")
	case a.in != nil:
		if v := s.find(a); cut(a.in, v) {
			f.unfit(p, f.print(a.in, v.Raw), "花名册里的号码是数字格式，末几位已丢失")
		}
	}
}

// personOf is the person outside of lists whose item is asked.
func (s subject) personOf(a asks) *model.Member {
	switch {
	case s.household == nil:
		return nil
	case a.who == ofHead:
		return s.household.Head()
	case a.member > 0 && a.member <= len(s.household.Members):
		return s.household.HeadFirst()[a.member-1]
	}
	return nil
}

// ofMemberItem is a person's item; birth and age are told by the identity number where
// the roster has no column for them. Ages are those of 31 December of the year.
func ofMemberItem(m *model.Member, in *model.Indicator, year int) model.Value {
	v, _ := m.Of(in)
	if v.Text() != "" {
		return v
	}
	born, known := model.BirthDate(m.Card())
	switch {
	case known && in.Code == model.CodeBirth:
		return said(born.Format("2006-01-02"))
	case known && in.Code == model.CodeAge && year >= born.Year():
		return said(strconv.Itoa(year - born.Year()))
	}
	return v
}

// ofHousehold is a household's item. Of a unit of several households it is the part of
// the address that all of them share.
func (s subject) ofHousehold(in *model.Indicator) model.Value {
	h := s.household
	if h == nil {
		return s.shared(in)
	}
	switch m := h.Head(); {
	case in.Code == model.CodeHeadName:
		return said(h.HeadName())
	case in.Code == model.CodeHeadID && m != nil && m.Text(model.CodeIdentity) != "":
		v, _ := m.Get(model.CodeIdentity)
		return v
	case h.Text(in.Code) != "":
	case in.Code == model.CodeAddressVillage && h.Village != nil:
		return said(s.village.OwnName())
	case in.Code == model.CodeSize && len(h.Members) > 0:
		return said(strconv.Itoa(len(h.Members)))
	}
	v, _ := h.Of(in)
	return v
}

func (s subject) shared(in *model.Indicator) model.Value {
	if !isAddress(in) && in.Code != model.CodeGroup || len(s.unit.Households) == 0 {
		return model.Value{}
	}
	if in.Code == model.CodeAddressVillage {
		return said(s.village.OwnName())
	}
	first := s.unit.Households[0].Text(in.Code)
	if slices.ContainsFunc(s.unit.Households, func(h *model.Household) bool { return h.Text(in.Code) != first }) {
		return model.Value{}
	}
	return said(first)
}

// edits gives the edits of a place for a subject. A mark goes, whatever comes.
func (f *filler) edits(p *place, s subject) []cellEdits {
	out := f.placeEdits(p, s)
	if p.mark && (out == nil || p.asks.boxes != nil) {
		out = append(out, cellEdits{p.cell, []edit{{from: p.from, to: p.markTo}}})
	}
	return out
}

func (f *filler) placeEdits(p *place, s subject) []cellEdits {
	a := p.asks
	if p.why != "" {
		return nil
	}
	if a.boxes != nil {
		return f.tick(p, s)
	}
	text, number := f.text(a, s)
	if text == "" {
		f.manyHelpers(p, s)
		f.lost(p, s)
		return nil
	}
	if p.cell.most > 0 && 2*len([]rune(text))+len(p.cell.runes()) > p.cell.most {
		f.unfit(p, text, "页眉、页脚最多 255 个字")
		return nil
	}
	if len(p.digits) >= 4 {
		return f.digits(p, text)
	}
	if text = f.beforeSuffix(p, text); text == "" {
		return nil
	}
	whole := p.from == 0 && p.to == len(p.cell.runes())
	return []cellEdits{{p.cell, []edit{{from: p.from, to: p.to, text: widened(text, a.width, whole), number: number && whole}}}}
}

// manyHelpers tells of a place for one helper where a household has several.
func (f *filler) manyHelpers(p *place, s subject) {
	if n := len(s.helpers()); p.asks.who == ofHelper && n > 1 {
		f.unfit(p, fmt.Sprintf("%d名", n), "帮扶责任人不止一名，不知填哪一名")
	}
}

// helpers are those who may be meant by 帮扶责任人: of several, who still helps.
func (s subject) helpers() []*model.Record {
	switch {
	case s.household == nil:
		return nil
	case len(s.household.Helpers) == 1:
		return s.household.Helpers
	}
	return slices.DeleteFunc(slices.Clone(s.household.Helpers), func(r *model.Record) bool { return r.Text(model.CodeHelpTo) != "" })
}

// digits puts a number into cells for one digit each.
func (f *filler) digits(p *place, text string) []cellEdits {
	r := []rune(text)
	if len(r) != len(p.digits) {
		f.unfit(p, text, whyDigits)
		return nil
	}
	out := make([]cellEdits, len(r))
	for i, c := range p.digits {
		out[i] = cellEdits{c, []edit{{to: len(c.runes()), text: string(r[i])}}}
	}
	return out
}

// levels are the words that end names of places; a name of one level is no name
// before the word of another.
const levels = "省市县区乡镇村组"

// beforeSuffix is a value in front of printed words, without what these repeat: 东风
// before 村. A name that ends otherwise (东风社区 before 村) does not go there.
func (f *filler) beforeSuffix(p *place, text string) string {
	if p.asks.suffix == "" {
		return text
	}
	if t, ok := strings.CutSuffix(text, p.asks.suffix); ok && t != "" {
		return t
	}
	first := []rune(p.asks.suffix)[0]
	last := []rune(text)
	switch at := last[len(last)-1]; {
	case at == first && len(last) > 1 && strings.ContainsRune(levels, first):
		return string(last[:len(last)-1])
	case len(last) > 1 && strings.ContainsRune(levels, first) && len([]rune(p.asks.suffix)) == 1 &&
		(strings.ContainsRune(levels, at) || strings.HasSuffix(text, "社区") || strings.HasSuffix(text, "街道") || strings.HasSuffix(text, "居委会")):
		f.unfit(p, text, "后面印的“"+p.asks.suffix+"”与它不合")
		return ""
	}
	return text
}

// widened pads a value to the width of the blank, so that what follows stays where it
// was. A Han character is as wide as two blanks.
func widened(text string, width int, whole bool) string {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	if whole || n >= width {
		if width > 0 && !whole {
			return text + " "
		}
		return text
	}
	return text + strings.Repeat(" ", width-n)
}

// tick ticks the boxes of the answers. A value that is no answer there ticks none.
func (f *filler) tick(p *place, s subject) []cellEdits {
	v := s.find(p.asks)
	if model.Squeeze(v.Raw) == "" {
		return nil
	}
	on, outside := p.asks.in.Chosen(v.Raw)
	var out []edit
	found := 0
	for i, t := range p.asks.boxes {
		if o := p.asks.options[i]; o >= 0 && slices.Contains(on, o) {
			out = append(out, edit{from: t.from, to: t.to, text: t.sign})
			found++
		}
	}
	if len(outside) > 0 || found != len(on) || found == 0 {
		f.unfit(p, v.Text(), "不在这张表的选项里")
		return nil
	}
	return []cellEdits{{p.cell, out}}
}

func (f *filler) unfit(p *place, value, why string) {
	*f.problems = append(*f.problems, Unfit{Where: p.cell.where(), Label: strings.TrimSpace(p.label), Value: value, Why: why})
}
