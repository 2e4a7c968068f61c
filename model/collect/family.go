package collect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// householdOf gives the household of the roster that has a paper's sheet number
// now; nil where there is none, or more than one.
func (c *collector) householdOf(p paper) *house {
	if !c.numbered[p.form] {
		c.numbered[p.form] = true
		for _, h := range c.order {
			number := normal(c.opt.Number(p.form, h.old))
			if number == "" {
				continue
			}
			if _, twice := c.byNumber[number]; twice {
				h = nil
			}
			c.byNumber[number] = h
		}
	}
	return c.byNumber[normal(p.number)]
}

// household finds the household that a paper was printed for. Where the roster
// has none, or one that is not that family, nothing of what the workbook says of
// it is taken over, and the finding says whose it was and whose it would become.
func (r *reading) household(p paper) (*printing, error) {
	h := r.householdOf(p)
	if h == nil {
		r.lose(p, r.missing(p))
		return nil, nil
	}
	one := &printing{ret: r.ret, house: h, paper: p}
	one.same = visit.Fingerprint(r.cb, h.old) == p.mark
	why, err := r.another(one)
	if err != nil {
		return nil, err
	}
	if why != "" {
		out := model.Problem{Rule: "return-family",
			Message: fmt.Sprintf("打印时这张表是%s%s的，现在花名册里是%s的（%s），不能认定是同一户；填写的内容没有采用", r.ret.Village, calledAs(p.head, p.household), called(h.old), why),
			Hint:    "请核对花名册是不是打印时的那一份；若确是同一户，请在花名册加“原户主姓名”“原户主证件号码”列填上打印时的，或请这一户的内容直接更正在花名册里"}
		if h.old.Number() != p.household && !r.formerly(h.old, p.household) {
			out.Rule, out.Hint = "return-number", "请用打印时写出的原回填表重新填写"
			out.Message = "隐藏页“" + visit.PaperSheet + "”被改过，或花名册换了：" + out.Message
		}
		r.lose(p, out)
		return nil, nil
	}
	return one, nil
}

// lose notes that nothing is taken over of what is said of a paper. It is a fault
// where something is.
func (r *reading) lose(p paper, out model.Problem) {
	known := r.lost[normal(p.number)]
	r.lost[normal(p.number)] = true
	if p.household != "" {
		known = known || r.lost[model.Squeeze(p.household)]
		r.lost[model.Squeeze(p.household)] = true
	}
	if known {
		return // another paper of the household
	}
	out.Pos, out.Value = model.Pos{File: r.ret.File, Sheet: visit.ResultSheet}, p.number
	if out.Rule == "return-number" {
		out.Sheet = visit.PaperSheet
	}
	out.Household, out.Head = p.household, p.head
	if r.says(p) {
		r.hold(out)
		r.heldBy[normal(p.number)] = true
		return
	}
	r.warn(out)
}

// says reports that something is filled in about a paper's household.
func (r *reading) says(p paper) bool {
	if r.spoken == nil {
		r.spoken = make(map[string]bool)
		for _, name := range visit.Sheets {
			for w := range r.ret.grids[name].all {
				if text := w.text(visit.HeadNumber); text != "" && w.filled(w.line) {
					r.spoken[normal(text)], r.spoken[model.Squeeze(text)] = true, true
				}
			}
		}
	}
	return r.spoken[normal(p.number)] || p.household != "" && r.spoken[model.Squeeze(p.household)]
}

// missing says that no household has a paper's sheet number any more.
func (r *reading) missing(p paper) model.Problem {
	out := model.Problem{Rule: "return-household",
		Message: fmt.Sprintf("打印时的这一户（%s%s）在现在的花名册里找不到；填写的内容没有采用", r.ret.Village, calledAs(p.head, p.household)),
		Hint:    "请核对花名册是不是打印时的那一份；户编号、户主改过的，请在花名册加“原户编号”“原户主证件号码”列填上打印时的"}
	now := r.byKey[keyOf(placeKey(r.ret.Village, r.ret.Division), p.household)]
	switch {
	case p.household == "" || now == nil:
	case !now.old.Key().Known():
		out.Message = fmt.Sprintf("打印时的%s，现在花名册里不能与别户区分；填写的内容没有采用", calledAs(p.head, p.household))
		out.Hint = "请在花名册中改正户编号或户主的证件号码，使各户分得清，再汇总"
	default:
		out.Message = fmt.Sprintf("打印时%s户编号 %s 是%s，现在花名册里是%s；填写的内容没有采用", r.ret.Village, p.household, cmp.Or(p.head, "另一户"), called(now.old))
	}
	return out
}

// called is how a household is called in a message.
func called(h *model.Household) string { return calledAs(h.HeadName(), h.Number()) }

func calledAs(head, number string) string {
	if number == "" {
		return head
	}
	return head + "（" + number + "）"
}

// formerly reports a number that the household had, or would be given.
func (r *reading) formerly(h *model.Household, number string) bool {
	number = model.Squeeze(number)
	if given := h.ProvisionalNumber(); given != "" && model.Provisional(number) {
		return model.ProvisionalSigns(number) == model.ProvisionalSigns(given) // the village may be called otherwise now
	}
	return number == model.Squeeze(h.Text(model.CodeFormerNumber))
}

// another says what speaks against the household being the family that a paper
// was printed for; empty where it is. Its 户编号 and its head with name and
// identity number are compared. Where a number of the head is missing on one
// side, all that was printed has to stand as it was, but for what was blank or is
// corrected by the same workbook.
func (r *reading) another(p *printing) (why string, err error) {
	h := p.house.old
	if number := model.Squeeze(p.paper.household); number != model.Squeeze(h.Number()) && !r.formerly(h, number) {
		return "户编号不同", nil
	}
	if p.same && sameName(p.paper.head, h.HeadName()) {
		return "", nil
	}
	system, err := p.ret.system()
	if err != nil {
		return "", err
	}
	printed := ""
	if !p.same {
		printed = system.headCard(p.paper)
	} else if m := h.Head(); m != nil {
		printed = model.ReliableCard(m.Get(model.CodeIdentity))
	}
	name := sameName(p.paper.head, h.HeadName()) || sameName(p.paper.head, h.Text(model.CodeFormerHead))
	switch {
	case !name && !leftWith(h, p.paper.head, printed):
		return "户主不同", nil
	case printed != "" && slices.Contains(cardsOf(h), printed):
		return "", nil
	case printed == "" && h.Text(model.CodeFormerCard) == noFormerCard:
		return "", nil
	case printed != "" && len(cardsOf(h)) > 0:
		return "户主的证件号码不同", nil
	}
	if !p.same && !system.genuine(p.paper) {
		return "打印后名册有变动，而回填表里打印时的系统值已不在或被改过", nil
	}
	return r.changed(p, system), nil
}

func sameName(a, b string) bool { return a != "" && model.Squeeze(a) == model.Squeeze(b) }

// cardsOf gives the identity numbers that the head has or had, and those of
// persons who left or are members: one of them may have been the head.
func cardsOf(h *model.Household) []string {
	var out []string
	add := func(v model.Value, ok bool) {
		if card := model.ReliableCard(v, ok); card != "" {
			out = append(out, card)
		}
	}
	add(h.Get(model.CodeFormerCard))
	add(h.Get(model.CodeHeadID))
	if m := h.Head(); m != nil {
		add(m.Get(model.CodeIdentity))
	}
	return out
}

// leftWith reports a person with a name and an identity number who is a member
// of the household, or left it.
func leftWith(h *model.Household, name, card string) bool {
	if card == "" {
		return false
	}
	return slices.ContainsFunc(h.Members, func(m *model.Member) bool {
		return sameName(m.Name(), name) && model.ReliableCard(m.Get(model.CodeIdentity)) == card
	}) || slices.ContainsFunc(h.Removed, func(r *model.Record) bool {
		return sameName(r.Text(model.CodeLeaver), name) && model.ReliableCard(r.Get(model.CodeLeaverID)) == card
	})
}

// headCard is the identity number of the head as it was printed.
func (p *printedValues) headCard(of paper) string {
	rows := p.of[of.household]
	if rows == nil {
		return ""
	}
	relation := p.cb.Lookup(model.CodeRelation)
	for _, subject := range rows.subjects[1:] {
		w := rows.rows[subject]
		if relation != nil && relation.Option(w.text(visit.Title(relation))) == 0 {
			return model.ReliableCard(model.Value{Raw: w.text(visit.Title(p.cb.Lookup(model.CodeIdentity)))}, true)
		}
	}
	return ""
}

// changed says which printed value stands no more, and not because the workbook
// corrects it; empty where all stand.
func (r *reading) changed(p *printing, system *printedValues) string {
	rows := system.of[p.paper.household]
	if p.same || rows == nil {
		return ""
	}
	h := p.house.old
	labels := visit.Labels(h)
	for i, subject := range rows.subjects {
		record, codes := &h.Record, system.items
		if i > 0 {
			codes = system.persons
			name, id := system.text(rows, subject, model.CodeName), system.text(rows, subject, model.CodeIdentity)
			at := like(h.Members, labels, id, name, subject)
			if at < 0 {
				if slices.ContainsFunc(h.Removed, func(x *model.Record) bool { return sameName(x.Text(model.CodeLeaver), name) }) {
					continue
				}
				return "没有了" + subject
			}
			record = &h.Members[at].Record
		}
		for _, code := range codes {
			in, was := r.cb.Lookup(code), system.text(rows, subject, code)
			now := visit.Text(record.Text(code))
			if was == "" || code == model.CodeChange || in.Same(was, now) || r.corrects(p, subject, in, now) {
				continue
			}
			return "没有证件号码可对，“" + in.Name() + "”也变了"
		}
	}
	return ""
}

func (p *printedValues) text(rows *printedRows, subject string, code model.Code) string {
	return visit.Text(rows.rows[subject].text(visit.Title(p.cb.Lookup(code))))
}

// corrects reports that the workbook has a correction of an item to a value.
func (r *reading) corrects(p *printing, subject string, in *model.Indicator, value string) bool {
	for w := range r.ret.grids[visit.CorrectionSheet].all {
		item := model.Squeeze(w.text(visit.HeadItem))
		if item != model.Squeeze(visit.Title(in)) && item != model.Squeeze(in.Name()) ||
			normal(w.text(visit.HeadNumber)) != normal(p.paper.number) ||
			in.Scope != model.OfHousehold && model.Squeeze(w.text(visit.HeadSubject)) != model.Squeeze(subject) {
			continue
		}
		for _, head := range []string{visit.HeadChosen, visit.HeadWritten} {
			got, wrong, _ := accept(in, w.text(head))
			if w.text(head) != "" && wrong == "" && in.Same(got, value) {
				return true
			}
		}
	}
	return false
}

// isAnother says that a row's locked columns name another household than its
// sheet number does: somebody moved cells.
func (w row) isAnother(p paper) bool {
	differs := func(head, want string) bool {
		text := w.text(head)
		return text != "" && want != "" && model.Squeeze(text) != model.Squeeze(want)
	}
	return differs(visit.HeadHousehold, p.household) ||
		differs(visit.HeadHead, p.head) && !strings.HasPrefix(w.text(visit.HeadHead), "没有")
}
