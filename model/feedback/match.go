package feedback

import (
	"fmt"
	"strings"

	"ruhu/model"
)

// The ids of the findings.
const (
	RuleLine          = model.RuleFeedback  // a line about a household
	RuleContradiction = "feedback-disagree" // a line that fits nobody as a whole
	RuleNobody        = "feedback-nobody"   // a line that fits nobody at all
)

// index finds households and persons of a roster.
type index struct {
	numbers map[string][]*model.Household
	heads   map[string][]*model.Household // by village and name
	cards   map[string][]*model.Member
}

func newIndex(r *model.Roster) *index {
	x := &index{numbers: make(map[string][]*model.Household), heads: make(map[string][]*model.Household), cards: make(map[string][]*model.Member)}
	for h := range r.Everyone {
		if n := model.Squeeze(h.Number()); n != "" {
			x.numbers[n] = append(x.numbers[n], h)
		}
		k := headKey(villageName(h), h.HeadName())
		x.heads[k] = append(x.heads[k], h)
		for _, m := range h.Members {
			if c := m.Named().Card; c != "" {
				x.cards[c] = append(x.cards[c], m)
			}
		}
	}
	return x
}

func headKey(village, head string) string {
	return model.Squeeze(village) + "\x00" + model.Squeeze(head)
}

func villageName(h *model.Household) string {
	if h.Village == nil {
		return ""
	}
	return h.Village.Name
}

// Match finds out whom the lines of lists are about.
func Match(r *model.Roster, lists []*List) {
	x := newIndex(r)
	for _, l := range lists {
		for i := range l.Lines {
			l.Lines[i].match(x)
		}
	}
}

// match attaches the line where all that it says fits one household and person.
func (l *Line) match(x *index) {
	l.Household, l.Member, l.Trouble = nil, nil, ""
	homes := x.homes(l)
	if card := model.CardOf(l.Card); card != "" {
		if ms := x.cards[card]; len(ms) > 0 {
			l.byCard(ms, homes)
			return
		}
	}
	switch len(homes) {
	case 0:
		l.Trouble = "花名册里没有对得上的户"
	case 1:
		l.byHome(homes[0])
	default:
		l.Trouble = fmt.Sprintf("对得上的有%d户，分不清是哪一户", len(homes))
	}
}

// homes gives the households that the line names: by 户编号, else by the number of
// the 户主, else by village and 户主.
func (x *index) homes(l *Line) []*model.Household {
	if hs := x.numbers[model.Squeeze(l.Number)]; l.Number != "" && len(hs) > 0 {
		return inVillage(hs, l.Village)
	}
	if l.Number != "" {
		return nil
	}
	if card := model.CardOf(l.HeadCard); card != "" {
		var out []*model.Household
		for _, m := range x.cards[card] {
			out = append(out, m.Household)
		}
		return out
	}
	head := l.Head
	if head == "" {
		head = l.Name
	}
	if l.Village == "" || head == "" {
		return nil
	}
	return x.heads[headKey(l.Village, head)]
}

// inVillage narrows households of one number to those of the village.
func inVillage(hs []*model.Household, village string) []*model.Household {
	if len(hs) < 2 || village == "" {
		return hs
	}
	var out []*model.Household
	for _, h := range hs {
		if same(villageName(h), village) {
			out = append(out, h)
		}
	}
	return out
}

func same(a, b string) bool { return model.Squeeze(a) == model.Squeeze(b) }

// byCard attaches a line whose identity number is somebody's, unless it says
// something else of that person.
func (l *Line) byCard(ms []*model.Member, homes []*model.Household) {
	var fits []*model.Member
	for _, m := range ms {
		if len(homes) == 0 || holds(homes, m.Household) {
			fits = append(fits, m)
		}
	}
	m := ms[0]
	if len(fits) == 1 {
		m = fits[0]
	}
	var against []string
	if len(fits) == 0 {
		against = append(against, fmt.Sprintf("户编号或户主是%s的", call(homes[0])))
	}
	if l.Name != "" && !same(l.Name, m.Name()) {
		against = append(against, "姓名写的是"+l.Name)
	}
	against = append(against, l.disagrees(m.Household)...)
	switch {
	case len(against) > 0:
		l.Trouble = fmt.Sprintf("证件号码是%s的%s的，但%s", call(m.Household), m.Name(), strings.Join(against, "，"))
	case len(fits) > 1:
		l.Trouble = fmt.Sprintf("证件号码在花名册里有%d人", len(fits))
	default:
		l.Household, l.Member = m.Household, m
	}
}

func holds(hs []*model.Household, h *model.Household) bool {
	for _, o := range hs {
		if o == h {
			return true
		}
	}
	return false
}

// disagrees names what the line says of the household and is not so.
func (l *Line) disagrees(h *model.Household) []string {
	var out []string
	if l.Head != "" && h.HeadName() != "" && !same(l.Head, h.HeadName()) {
		out = append(out, "户主写的是"+l.Head)
	}
	if l.Village != "" && villageName(h) != "" && villageName(h) != model.NoVillage && !sameVillage(l.Village, villageName(h)) {
		out = append(out, "行政村写的是"+l.Village)
	}
	return out
}

// sameVillage lets the name stand with or without 村 behind, or after its township.
func sameVillage(a, b string) bool {
	a, b = strings.TrimSuffix(model.Squeeze(a), "村"), strings.TrimSuffix(model.Squeeze(b), "村")
	return a == b || strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

// byHome attaches a line by its household, to the person that it names there.
func (l *Line) byHome(h *model.Household) {
	if against := l.disagrees(h); len(against) > 0 {
		l.Trouble = fmt.Sprintf("户编号或户主是%s的，但%s", call(h), strings.Join(against, "，"))
		return
	}
	if l.Name == "" && l.Card == "" {
		l.Household = h
		return
	}
	var found []*model.Member
	for _, m := range h.Members {
		if same(m.Name(), l.Name) {
			found = append(found, m)
		}
	}
	switch {
	case l.Name == "":
		l.Trouble = fmt.Sprintf("%s里没有这个证件号码", call(h))
	case len(found) == 0:
		l.Trouble = fmt.Sprintf("%s里没有%s", call(h), l.Name)
	case len(found) > 1:
		l.Trouble = fmt.Sprintf("%s里有%d人叫%s", call(h), len(found), l.Name)
	case l.Card != "" && found[0].Text(model.CodeIdentity) != "":
		l.Trouble = fmt.Sprintf("姓名是%s的%s，但证件号码与花名册里的不同", call(h), l.Name)
	default:
		l.Household, l.Member = h, found[0]
	}
}

// call says which household: by village, head and number.
func call(h *model.Household) string {
	return villageName(h) + h.HeadName() + "户（户编号" + h.Number() + "）"
}

// Problems puts the lines into findings, one each.
func (l *List) Problems(cb *model.Codebook) model.Problems {
	var ps model.Problems
	for i := range l.Lines {
		ps.Add(l.problem(cb, &l.Lines[i]))
	}
	return ps
}

func (l *List) problem(cb *model.Codebook, line *Line) model.Problem {
	p := model.Problem{
		Severity: model.Warning, Rule: RuleLine,
		Pos:     model.Pos{File: l.File, Sheet: l.Sheet, Cell: model.CellName(1, line.Row)},
		Message: "上级反馈：" + line.said(), Hint: "请入户核查，在“上级反馈”表和反馈销号表中填写核查结果",
		Subject: line.Household,
	}
	if line.Deadline != "" {
		p.Hint += "；时限" + line.Deadline
	}
	if line.Household == nil {
		p.Severity, p.Rule = model.Fault, RuleContradiction
		if strings.HasPrefix(line.Trouble, "花名册里没有") {
			p.Rule = RuleNobody
		}
		p.Household, p.Head, p.Person = line.Number, line.Head, line.Name
		p.Message = fmt.Sprintf("反馈的问题（%s）第%d行对不上：%s，没有列到任何一户", l.Name, line.Row, line.Trouble)
		p.Hint = "请核对这一行的户编号、姓名、证件号码，改好清单或花名册后再运行"
		return p
	}
	p.Household, p.Head = line.Household.Number(), line.Household.HeadName()
	if line.Member != nil {
		p.Person = line.Member.Name()
	}
	if in := line.about(cb); in != nil {
		p.Code, p.Field, p.Value = in.Code, in.Name(), line.Now(cb)
	}
	return p
}

// said is the problem in words, with the value that is expected.
func (l *Line) said() string {
	s := l.Text
	if l.Expected != "" {
		s += "（应为" + l.Expected + "）"
	}
	return s
}

// itemOf finds the item that a list names by code, label or head.
func itemOf(cb *model.Codebook, name string) *model.Indicator {
	s := model.Squeeze(name)
	if s == "" {
		return nil
	}
	for _, in := range cb.All() {
		if s == string(in.Code) || s == model.Squeeze(in.Label) || s == model.Squeeze(in.Name()) {
			return in
		}
	}
	return nil
}

// Now is what the roster says of the item that the line names; empty where it names
// none, or is attached to nobody.
func (l *Line) Now(cb *model.Codebook) string {
	in := l.about(cb)
	switch {
	case in == nil || l.Household == nil:
		return ""
	case in.Scope == model.OfMember && l.Member != nil:
		return l.Member.Text(in.Code)
	case in.Scope == model.OfHousehold:
		return l.Household.Text(in.Code)
	}
	return ""
}

// about is the item that the line names; nil where it names none.
func (l *Line) about(cb *model.Codebook) *model.Indicator {
	if in := itemOf(cb, l.Item); in != nil {
		return in
	}
	return codeIn(cb, l.Text)
}

// codeIn finds the one item whose code stands in a text, such as A11.
func codeIn(cb *model.Codebook, text string) *model.Indicator {
	var found *model.Indicator
	for _, in := range cb.All() {
		if in.Coded() && names(text, string(in.Code)) {
			if found != nil {
				return nil
			}
			found = in
		}
	}
	return found
}

// names reports a code that stands in a text for itself: A2 not in A28.
func names(text, code string) bool {
	_, after, ok := strings.Cut(text, code)
	return ok && (after == "" || (after[0] < '0' || after[0] > '9') && (after[0] < 'a' || after[0] > 'f'))
}
