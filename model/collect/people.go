package collect

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// newcomerPerson is one who joins a household, as a row of 自然增加 says.
type newcomerPerson struct {
	*printing
	values []entry
	at     spot
}

// who is the person, by A1 and A4.
func (x *newcomerPerson) who() model.Named {
	return model.Named{Name: valueOf(x.values, model.CodeName),
		Card: model.CardOf(valueOf(x.values, model.CodeIdentity))}
}

func (x *newcomerPerson) problem(rule, message, hint string) model.Problem {
	return x.about(x.at, x.who().Name, model.Problem{Rule: rule, Field: visit.AdditionSheet, Message: message,
		Hint: hint})
}

// entry is a value that a row has, with its cell.
type entry struct {
	code  model.Code
	value string
	at    spot
}

func valueOf(list []entry, code model.Code) string {
	for _, v := range list {
		if v.code == code {
			return v.value
		}
	}
	return ""
}

// leaver is one who leaves a household.
type leaver struct {
	*printing
	member int // or gone
	name   string
	id     string
	reason string
	at     spot
}

func (x *leaver) problem(rule, message, hint string) model.Problem {
	return x.about(x.at, x.name, model.Problem{Rule: rule, Field: string(model.CodeRemoved), Value: x.reason,
		Message: message, Hint: hint})
}

// values reads the items of a row. A value that cannot be one is reported and
// left out; ok is false when it is one of those without which the row is
// nothing.
func (r *reading) values(w row, must ...model.Code) (list []entry, ok bool) {
	ok = true
	for _, c := range w.cols {
		in := r.cb.Lookup(c.Code)
		text := w.text(c.Head)
		needed := slices.Contains(must, c.Code)
		if in == nil || text == "" && !needed {
			continue
		}
		out := r.problem("return-value", w, c.Head)
		out.Field, out.Code = in.Name(), in.Code
		out.Person = w.text(visit.Title(r.cb.Lookup(model.CodeName)))
		value, wrong, hint := r.accept(in, text)
		switch {
		case text == "":
			out.Message, out.Hint = "没有填“"+in.Name()+"”，这一行未采用", "请补填"
			ok = false
		case wrong != "":
			ok = ok && !needed && in.Kind != model.Identity
			out.Message, out.Hint = "填写的内容"+wrong+"，这一项未采用", hint
			if !ok {
				out.Message = "填写的内容" + wrong + "，这一行未采用"
			}
		default:
			list = append(list, entry{in.Code, value, r.at(w, c.Head)})
			continue
		}
		r.hold(out)
	}
	return list, ok
}

// additions reads the persons who joined.
func (r *reading) additions() {
	for w := range r.rows(visit.AdditionSheet) {
		if list, ok := r.values(w, model.CodeName, model.CodeAdded); ok {
			w.of.house.added = append(w.of.house.added, &newcomerPerson{w.of, list, list[0].at})
		}
	}
}

// removals reads the persons who left.
func (r *reading) removals() {
	head := visit.Title(r.cb.Lookup(model.CodeLeaver))
	for w := range r.rows(visit.RemovalSheet) {
		list, ok := r.values(w, model.CodeLeaver, model.CodeRemoved)
		if !ok {
			continue
		}
		x := &leaver{printing: w.of, name: valueOf(list, model.CodeLeaver), id: valueOf(list, model.CodeLeaverID),
			reason: valueOf(list, model.CodeRemoved), at: r.at(w, head)}
		if x.member, ok = r.personIn(w, head); !ok {
			continue
		}
		if x.member >= 0 {
			mine := w.of.house.old.Members[x.member].Text(model.CodeIdentity)
			if x.id != "" && mine != "" && !model.SameCard(x.id, mine) {
				out := r.problem("return-person", w, head)
				out.Person = x.name
				out.Message = "填写的证件号码与花名册中这个人的不一样，这一行未采用"
				out.Hint = "请核对是不是这个人；若花名册的号码有误，这里的证件号码可以不填"
				r.hold(out)
				continue
			}
		}
		w.of.house.leavers = append(w.of.house.leavers, x)
	}
}

// newcomer is a newly identified household, as one workbook says.
type newcomer struct {
	ret     *Return
	temp    string
	values  []entry
	members [][]entry
	helpers [][]entry
	source  visit.Source
	at      spot
	refused bool // it would be impossible
}

// newcomers reads the newly identified households: three sheets that hang
// together by a temporary number.
func (r *reading) newcomers() {
	byTemp := make(map[string]*newcomer)
	var order []*newcomer
	for w := range r.ret.grids[visit.NewSheet].all {
		temp := model.Squeeze(w.text(visit.HeadTemporary))
		switch {
		case temp == "":
			r.refuse("return-number", w, visit.HeadTemporary, "这一户没有临时编号，无法与成员对应，未采用", "请填临时编号，如 新01")
			continue
		case byTemp[temp] != nil:
			r.refuse("return-number", w, visit.HeadTemporary, "临时编号“"+temp+"”用了两次，这一行未采用", "一户一个临时编号")
			continue
		}
		list, _ := r.values(w)
		byTemp[temp] = &newcomer{ret: r.ret, temp: temp, values: list, at: r.at(w, visit.HeadTemporary),
			source: visit.Source{Sheet: temp, Who: w.visitors(), When: r.date(w), File: r.ret.File}}
		order = append(order, byTemp[temp])
	}
	r.newcomerRows(visit.NewMemberSheet, byTemp, func(n *newcomer, v []entry) { n.members = append(n.members, v) }, model.CodeName)
	r.newcomerRows(visit.NewHelperSheet, byTemp, func(n *newcomer, v []entry) { n.helpers = append(n.helpers, v) },
		model.CodeHelperName)
	for _, n := range order {
		r.acceptNewcomer(n)
	}
}

func (r *reading) newcomerRows(sheet string, byTemp map[string]*newcomer, add func(*newcomer, []entry), must ...model.Code) {
	for w := range r.ret.grids[sheet].all {
		temp := model.Squeeze(w.text(visit.HeadTemporary))
		n := byTemp[temp]
		if n == nil {
			r.refuse("return-number", w, visit.HeadTemporary, "“"+visit.NewSheet+"”里没有临时编号为“"+temp+"”的户，这一行未采用",
				"请先在“"+visit.NewSheet+"”填这一户，再在这里选它的临时编号")
			continue
		}
		if list, ok := r.values(w, must...); ok {
			add(n, list)
		}
	}
}

// acceptNewcomer accepts a household that has a head.
func (r *reading) acceptNewcomer(n *newcomer) {
	heads := 0
	for _, m := range n.members {
		if valueOf(m, model.CodeRelation) == "户主" {
			heads++
		}
	}
	out := model.Problem{Rule: "return-newcomer", Pos: n.at.pos(), Value: n.temp}
	v := r.village[placeKey(r.ret.Village, r.ret.Division)]
	switch {
	case heads != 1:
		out.Message = fmt.Sprintf("新识别户“%s”的成员中有 %d 个户主，这一户未采用", n.temp, heads)
		out.Hint = "请在“" + visit.NewMemberSheet + "”中填明谁是户主，一户一个"
	case v == nil:
		out.Message, out.Hint = "花名册里没有“"+r.ret.Village+"”，这一户未采用", "请核对花名册"
	}
	if out.Message != "" {
		r.hold(out)
		return
	}
	key := keyOf(placeKey(r.ret.Village, r.ret.Division), n.number(v))
	if len(r.fresh[key]) == 0 {
		r.freshAt = append(r.freshAt, key)
	}
	r.fresh[key] = append(r.fresh[key], n)
}

// number is the 户编号 until the national system gives one: the village's code
// or name and the temporary number.
func (n *newcomer) number(v *model.Village) string {
	if v.Division != "" {
		return v.Division + n.temp
	}
	return model.Squeeze(v.Name) + n.temp
}

// says is everything that is stated of a household, to see whether two
// workbooks say the same.
func (n *newcomer) says() string {
	var b strings.Builder
	for _, list := range slices.Concat([][]entry{n.values}, n.members, n.helpers) {
		for _, v := range list {
			fmt.Fprintf(&b, "%s\x1f%s\x1f", v.code, v.value)
		}
		b.WriteByte('\x1e')
	}
	return b.String()
}
