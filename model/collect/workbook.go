package collect

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// printing is a household as one workbook was printed for it.
type printing struct {
	ret   *Return
	house *house
	paper paper // the first: its number stands in the workbook's rows
	same  bool  // the roster still says what was printed
	call  *call // the row of 户核实结果
}

// call is what a workbook says about the visit to a household.
type call struct {
	*printing
	result    visit.Result
	when, who string
	at        spot
}

// whose fills in whose a problem is.
func (p *printing) whose(out model.Problem) model.Problem {
	h := p.house.new
	out.Household, out.Head, out.Subject = h.Number(), h.HeadName(), h
	return out
}

// about is a problem with what is stated of the household, or of a person of it.
func (p *printing) about(at spot, person string, out model.Problem) model.Problem {
	out.Pos, out.Person = at.pos(), person
	return p.whose(out)
}

// source says who found something in the household, and when.
func (p *printing) source() visit.Source {
	s := visit.Source{Sheet: p.paper.number, File: p.ret.File}
	if p.call != nil {
		s.Who, s.When = p.call.who, p.call.when
	}
	return s
}

// stated is a value of an item, as found and as printed.
type stated struct {
	in         *model.Indicator
	value, was string
	at         spot
}

// claim is one value that a workbook states.
type claim struct {
	*printing
	stated
	member int    // index among the household's members; whole, or gone
	name   string // of the person, as the workbook has it
	// proposal says that the village only proposes it; see opinion.
	proposal bool
}

// problem is what is wrong with the claim.
func (x *claim) problem(rule, message, hint string) model.Problem {
	return x.about(x.at, x.name, model.Problem{Rule: rule, Field: x.in.Name(), Code: x.in.Code, Value: x.value,
		Message: message, Hint: hint})
}

const (
	whole = -1 // the household itself
	gone  = -2 // a person who is listed among those who left
)

// reading is a workbook while it is taken apart.
type reading struct {
	*collector
	ret     *Return
	numbers map[string]*printing // by sheet number and by 户编号
	order   []*printing
	lost    map[string]bool // numbers of households of which nothing is taken over
	spoken  map[string]bool // numbers under which something is filled in
}

// readReturn notes everything that a workbook states.
func (c *collector) readReturn(ret *Return) error {
	for _, p := range ret.problems {
		if p.Severity == model.Fault { // something that is filled in was not read
			c.hold(p)
		} else {
			c.warn(p)
		}
	}
	if ret.Year != c.opt.Year {
		c.hold(model.Problem{Rule: "return-year", Pos: model.Pos{File: ret.File}, Value: fmt.Sprint(ret.Year),
			Message: fmt.Sprintf("这是 %d 年度的回填表，现在汇总的是 %d 年度，整本未采用", ret.Year, c.opt.Year),
			Hint:    fmt.Sprintf("请核对是否交错了；若要汇总 %d 年度，请加上 --year %d", ret.Year, ret.Year)})
		return nil
	}
	r := &reading{collector: c, ret: ret, numbers: make(map[string]*printing), lost: make(map[string]bool)}
	if err := r.households(); err != nil {
		return err
	}
	r.results()
	r.relief()
	r.measures()
	r.corrections()
	r.removals()
	r.villageItems()
	r.reported()
	r.additions()
	r.newcomers()
	return nil
}

// households finds the roster's household for each that was printed.
func (r *reading) households() error {
	of := make(map[*house]*printing)
	for _, p := range r.ret.papers {
		if p.ofVillage() {
			continue
		}
		one := of[r.householdOf(p)]
		if one == nil || one.paper.household != p.household || one.paper.head != p.head || one.paper.mark != p.mark {
			next, err := r.household(p)
			if err != nil {
				return err
			}
			if next == nil {
				continue
			}
			if one == nil {
				one = next
				of[one.house] = one
				r.order = append(r.order, one)
			}
		}
		r.numbers[normal(p.number)], r.families[paperOf{r.ret, normal(p.number)}] = one, one.house
		if number := model.Squeeze(p.household); number != "" {
			if known, ok := r.numbers[number]; ok && known != one {
				one = nil // of two households
			}
			r.numbers[number] = one
		}
	}
	return nil
}

// at is the place of what stands under a head.
func (r *reading) at(w row, head string) spot {
	return spot{r.ret.File, w.name, w.number, w.heads[head] + 1}
}

// problem begins a finding about a cell.
func (r *reading) problem(rule string, w row, head string) model.Problem {
	out := model.Problem{Rule: rule, Pos: r.at(w, head).pos(), Value: w.text(head), Field: head}
	if w.of != nil {
		out = w.of.whose(out)
	}
	return out
}

// refuse holds back what a cell says.
func (r *reading) refuse(rule string, w row, head, message, hint string) {
	out := r.problem(rule, w, head)
	out.Message, out.Hint = message, hint
	r.hold(out)
}

// rows runs over the rows of a sheet that name a household.
func (r *reading) rows(sheet string) iter.Seq[row] {
	return func(yield func(row) bool) {
		for w := range r.ret.grids[sheet].all {
			if w.of = r.find(w); w.of != nil && !yield(w) {
				return
			}
		}
	}
}

// find gives the household that a row names, or reports that it names none.
func (r *reading) find(w row) *printing {
	text := w.text(visit.HeadNumber)
	p := r.numbers[normal(text)]
	if p == nil {
		p = r.numbers[model.Squeeze(text)]
	}
	switch {
	case p != nil && w.isAnother(p.paper):
		w.of = p
		r.refuse("return-row", w, visit.HeadNumber,
			fmt.Sprintf("这一行的表号是%s的，户编号、户主却是%s的，这一行未采用", calledAs(p.paper.head, p.paper.household),
				calledAs(w.text(visit.HeadHead), w.text(visit.HeadHousehold))),
			"表号、户编号、户主是印好的，不要改动或单独排序；请从原来的回填表恢复")
		return nil
	case p != nil:
		return p
	case r.lost[normal(text)], r.lost[model.Squeeze(text)]:
		return nil // told for the household
	}
	out := r.problem("return-number", w, visit.HeadNumber)
	year := 0
	if r.opt.OtherYear != nil && text != "" {
		year = r.opt.OtherYear(text)
	}
	switch {
	case text == "":
		out.Message, out.Hint = "这一行没有填表号，不知道是哪一户", "请照纸质表右上角补填表号"
	case year == r.opt.Year:
		out.Message, out.Hint = "这个表号不是本回填表打印的（是别的村或另一次打印的），这一行未采用", "请填到那个村的回填表里"
	case year != 0:
		out.Message = fmt.Sprintf("这是 %d 年度纸质表的表号，现在汇总的是 %d 年度，这一行未采用", year, r.opt.Year)
		out.Hint = "请对照本年度的纸质表填写"
	default:
		out.Message, out.Hint = "没有这个表号，这一行未采用", "请对照纸质表右上角核对"
	}
	r.hold(out)
	return nil
}

// results reads what came of each visit.
func (r *reading) results() {
	for w := range r.rows(visit.ResultSheet) {
		p := w.of
		if p.call != nil {
			r.refuse("return-row", w, visit.HeadNumber,
				fmt.Sprintf("这一户在“%s”里有两行，另见%s，只采用前一行", w.name, p.call.at.pos().Cell), "请删去多余的一行")
			continue
		}
		p.call = &call{printing: p, at: r.at(w, visit.HeadResult)}
		p.house.visits = append(p.house.visits, p.call)
		r.result(w)
	}
	for _, p := range r.order {
		if p.call == nil {
			r.hold(p.whose(model.Problem{Rule: "return-row",
				Pos: model.Pos{File: r.ret.File, Sheet: r.ret.grids[visit.ResultSheet].name}, Value: p.paper.number,
				Message: "“" + visit.ResultSheet + "”里这一户的一行不见了，按未交回计", Hint: "请从原来的回填表恢复这一行，不要删行"}))
		}
	}
}

// result reads the row about a visit.
func (r *reading) result(w row) {
	one, text := w.of.call, w.text(visit.HeadResult)
	i := slices.IndexFunc(visit.Results, func(x visit.Result) bool { return model.Squeeze(string(x)) == model.Squeeze(text) })
	switch {
	case i >= 0:
		one.result = visit.Results[i]
	case text != "":
		r.refuse("return-answer", w, visit.HeadResult, "不是“核实结果”的选项，按没有填计", "请从下拉列表中选择")
	}
	one.who, one.when = w.visitors(), r.date(w)
	if one.result.Final() && (one.when == "" && w.text(visit.HeadDate) == "" || one.who == "") {
		out := r.problem("return-incomplete", w, visit.HeadDate)
		out.Message, out.Hint = "填了核实结果，但没有填入户日期或核实人", "请照纸质表补填"
		r.warn(out)
	}
	r.opinion(w)
}

// visitors are who was there.
func (w row) visitors() string {
	who := []string{w.text(visit.HeadVisitor1), w.text(visit.HeadVisitor2)}
	return strings.Join(slices.DeleteFunc(who, func(s string) bool { return s == "" }), "、")
}

// date reads the day of a visit; a day far from the year is a slip.
func (r *reading) date(w row) string {
	text := w.text(visit.HeadDate)
	if text == "" {
		return ""
	}
	when, ok := day(text, w.late)
	out := r.problem("return-date", w, visit.HeadDate)
	switch {
	case !ok:
		out.Message, out.Hint = "不是日期，未采用", "请写成 2019-10-12 的形式"
		r.hold(out)
		return ""
	case when < fmt.Sprintf("%d-01-01", r.opt.Year) || when > fmt.Sprintf("%d-12-31", r.opt.Year+1):
		out.Message, out.Hint = fmt.Sprintf("入户日期不在 %d 年度前后", r.opt.Year), "请核对年份"
		r.warn(out)
	}
	return when
}

// opinion makes a claim of what the village proposes: 本年度变动 says 拟脱贫 then, and
// 脱贫 only once 更正登记 or the roster does.
func (r *reading) opinion(w row) {
	text := w.text(visit.HeadOpinion)
	if text == "" {
		return
	}
	i := slices.IndexFunc(visit.Opinions, func(o visit.Opinion) bool { return model.Squeeze(o.Label) == model.Squeeze(text) })
	if i < 0 {
		r.refuse("return-answer", w, visit.HeadOpinion, "不是“拟办意见”的选项，未采用", "请从下拉列表中选择")
		return
	}
	in := r.cb.Lookup(model.CodeChange)
	if change := visit.Opinions[i].Change; change != "" && in != nil {
		was, known := w.of.printedValue(whole, visit.Whole, in)
		if !known {
			was = visit.Text(w.of.house.old.Text(in.Code))
		}
		w.of.house.claims = append(w.of.house.claims, &claim{printing: w.of, member: whole, proposal: true,
			stated: stated{in, proposed(in, was, visit.Opinions[i]), was, r.at(w, visit.HeadOpinion)}})
	}
}

// proposed gives 本年度变动 with a proposal beside what was decided; what is decided
// already is not proposed any more.
func proposed(in *model.Indicator, was string, o visit.Opinion) string {
	on, outside := in.Chosen(was)
	var parts []string
	for _, i := range on {
		if in.Options[i].Label == o.Change {
			return was
		}
		parts = append(parts, in.Options[i].Label)
	}
	for _, text := range outside {
		if in.Proposal(text) == "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(append(parts, o.Label), "、")
}

// printedValue gives what was printed for an item; known is false where the workbook does
// not say so any more.
func (p *printing) printedValue(member int, name string, in *model.Indicator) (was string, known bool) {
	switch {
	case !p.same:
		return p.ret.printed.value(p.paper, name, visit.Title(in))
	case member == whole:
		return visit.Text(p.house.old.Text(in.Code)), true
	}
	return visit.Text(p.house.old.Members[member].Text(in.Code)), true
}

// person finds the member whom a workbook names: the index, gone for one who is
// listed among those who left, ok false for a stranger.
func (r *reading) person(p *printing, name string) (member int, ok bool) {
	labels := visit.Labels(p.house.old)
	now := slices.IndexFunc(labels, func(s string) bool { return model.Squeeze(s) == model.Squeeze(name) })
	if p.same {
		return now, now >= 0
	}
	system := p.ret.printed
	own, printed := system.value(p.paper, name, visit.Title(r.cb.Lookup(model.CodeName)))
	if !printed { // not known to have been: whoever is called that now
		return now, now >= 0 && !system.genuine(p.paper)
	}
	id, _ := system.value(p.paper, name, visit.Title(r.cb.Lookup(model.CodeIdentity)))
	if i := like(p.house.old.Members, labels, id, own, name); i >= 0 {
		return i, true
	}
	return gone, slices.ContainsFunc(p.house.old.Removed, func(x *model.Record) bool {
		return id != "" && model.SameCard(x.Text(model.CodeLeaverID), id) || model.Squeeze(x.Text(model.CodeLeaver)) == model.Squeeze(own)
	})
}

// personIn finds the member whom a cell names; a stranger is held back.
func (r *reading) personIn(w row, head string) (member int, ok bool) {
	if member, ok = r.person(w.of, w.text(head)); !ok {
		out := r.problem("return-person", w, head)
		out.Person = out.Value
		out.Message, out.Hint = "打印时这一户没有这个人，这一行未采用", "请核对表号和姓名；新增的人请填“自然增加”"
		r.hold(out)
	}
	return member, ok
}

// like finds a person by certificate, by label, or by a name that only one has.
func like(members []*model.Member, labels []string, id, name, label string) int {
	if i := slices.IndexFunc(members, func(m *model.Member) bool { return id != "" && model.SameCard(m.Text(model.CodeIdentity), id) }); i >= 0 {
		return i
	}
	if i := slices.Index(labels, label); i >= 0 {
		return i
	}
	at := -1
	for i, m := range members {
		if model.Squeeze(m.Name()) == model.Squeeze(name) && name != "" {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

// relief reads 是否享受大病医疗救助 of every person.
func (r *reading) relief() {
	in := r.cb.Lookup(visit.CodeRelief)
	for w := range r.ret.grids[visit.ReliefSheet].all {
		if in == nil || w.text(visit.HeadRelief) == "" {
			continue
		}
		if w.of = r.find(w); w.of == nil {
			continue
		}
		name := w.text(visit.HeadPerson)
		if member, ok := r.personIn(w, visit.HeadPerson); ok && !r.otherCard(w, member, name) {
			r.claim(w, visit.HeadRelief, &claim{printing: w.of, member: member, name: name,
				stated: stated{in: in, was: visit.Text(w.text(visit.HeadNow))}})
		}
	}
}

// otherCard reports, and holds back, a row whose printed 证件号码 is not that of the person
// whom it names: one column was moved against the other.
func (r *reading) otherCard(w row, member int, name string) bool {
	in, said := r.cb.Lookup(model.CodeIdentity), w.text(visit.HeadIdentity)
	if in == nil || said == "" || member < 0 {
		return false
	}
	had, _ := w.of.printedValue(member, name, in)
	if had == "" || model.Squeeze(had) == model.Squeeze(said) {
		return false // no longer known, or right
	}
	out := r.problem("return-person", w, visit.HeadIdentity)
	out.Person = name
	out.Message, out.Hint = "这一行的姓名是“"+name+"”，证件号码却不是打印时这个人的，这一行未采用", "只挪动或排序了其中几列的，请恢复原来的次序后重填"
	r.hold(out)
	return true
}

// claim judges the value under a head and keeps it, or holds it back.
func (r *reading) claim(w row, head string, x *claim) {
	value, wrong, hint := r.accept(x.in, w.text(head))
	if wrong != "" {
		r.refuseOf(x, "return-value", w, head, "核实值"+wrong+"，这一项未采用", hint)
		return
	}
	x.value, x.at = value, r.at(w, head)
	x.house.claims = append(x.house.claims, x)
}

// corrections reads the corrections, a row each.
func (r *reading) corrections() {
	items := make(map[string]*model.Indicator)
	for _, c := range slices.Concat(visit.HouseholdItems(r.cb), visit.MemberItems(r.cb)) {
		in := r.cb.Lookup(c)
		items[model.Squeeze(visit.Title(in))] = in
		items[model.Squeeze(in.Name())] = in
	}
	for w := range r.rows(visit.CorrectionSheet) {
		if in := r.correctedItem(w, items); in != nil {
			r.correction(w, in)
		}
	}
}

// correction reads one row: whose item it is, and what it should be.
func (r *reading) correction(w row, in *model.Indicator) {
	x := &claim{printing: w.of, member: whole, stated: stated{in: in}}
	if in.Scope != model.OfHousehold {
		var ok bool
		x.name = w.text(visit.HeadSubject)
		if x.member, ok = r.personIn(w, visit.HeadSubject); !ok {
			return
		}
	}
	head := r.correctedValue(w, x)
	if head == "" {
		return
	}
	if x.member != gone {
		var known bool
		if x.was, known = w.of.printedValue(x.member, cmp.Or(x.name, visit.Whole), in); !known {
			r.refuseOf(x, "return-changed", w, head, "回填表里打印时的系统值已不在或被改过，无法核对，这一行未采用", "请用原来的回填表填写")
			return
		}
	}
	r.claim(w, head, x)
}

// correctedItem gives the item that a row is about; nil, and reported, where it
// is none, or not one of what the row says it is of.
func (r *reading) correctedItem(w row, items map[string]*model.Indicator) *model.Indicator {
	subject, item := model.Squeeze(w.text(visit.HeadSubject)), w.text(visit.HeadItem)
	in := items[model.Squeeze(item)]
	out := r.problem("return-item", w, visit.HeadItem)
	switch {
	case item == "":
		out.Message, out.Hint = "这一行没有填指标，未采用", "请从“指标”的下拉列表中选择"
	case in == nil:
		out.Message, out.Hint = "没有这个指标，这一行未采用", "请从“指标”的下拉列表中选择"
	case in.Scope == model.OfHousehold && subject != "" && subject != model.Squeeze(visit.Whole):
		out.Message, out.Hint = "这个指标是全户的，但更正对象是某个人，这一行未采用", "请在“更正对象”中选“"+visit.Whole+"”"
	case in.Scope != model.OfHousehold && subject == model.Squeeze(visit.Whole):
		out.Message, out.Hint = "这个指标是个人的，但更正对象不是某个人，这一行未采用", "请在“更正对象”中选姓名"
	default:
		return in
	}
	r.hold(out)
	return nil
}

// correctedValue gives the head of the column in which the row has its value;
// empty, and reported, where neither has one or both differ.
func (r *reading) correctedValue(w row, x *claim) string {
	chosen, written := w.text(visit.HeadChosen), w.text(visit.HeadWritten)
	switch {
	case chosen == "" && written == "":
		r.refuseOf(x, "return-value", w, visit.HeadWritten, "这一行没有填核实值，未采用", "请补填；应当没有内容的填“"+visit.Nothing+"”")
		return ""
	case written == "":
		return visit.HeadChosen
	case chosen != "" && !r.alike(x.in, chosen, written):
		r.refuseOf(x, "return-value", w, visit.HeadWritten, fmt.Sprintf("两栏核实值不一样（“%s”与“%s”），这一行未采用", chosen, written),
			"请只填一栏；可选多项的在“核实值（填写）”中用顿号隔开")
		return ""
	}
	return visit.HeadWritten
}

// alike reports that two columns say the same, one perhaps by number.
func (r *reading) alike(in *model.Indicator, a, b string) bool {
	x, wrongX, _ := r.accept(in, a)
	y, wrongY, _ := r.accept(in, b)
	return wrongX == "" && wrongY == "" && in.Same(x, y) || in.Same(a, b)
}

// refuseOf holds back what a cell says of an item.
func (r *reading) refuseOf(x *claim, rule string, w row, head, message, hint string) {
	out := r.problem(rule, w, head)
	out.Person, out.Field, out.Code = x.name, x.in.Name(), x.in.Code
	out.Message, out.Hint = message, hint
	r.hold(out)
}
