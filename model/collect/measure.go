package collect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// partMeasures is where a household's measures stand among its items: behind its
// persons.
const partMeasures = partAdded - 2

// measure is what a row says of one measure: that it is to be corrected or struck,
// or that there is another.
type measure struct {
	*printing
	action visit.Action
	was    []string // as printed, by the codes of a measure
	values []entry  // what is to be corrected, or all of one to be added
	at     spot
}

// says is everything that a row states, to see whether two say the same.
func (x *measure) says() string {
	var b strings.Builder
	b.WriteString(string(x.action))
	for _, v := range x.values {
		fmt.Fprintf(&b, "\x1f%s\x1f%s", v.code, v.value)
	}
	return b.String()
}

// measures reads 帮扶措施更正.
func (r *reading) measures() {
	for w := range r.rows(visit.MeasureSheet) {
		r.measure(w)
	}
}

func (r *reading) measure(w row) {
	x := &measure{printing: w.of, at: r.at(w, visit.HeadAction)}
	printed := false
	for _, code := range r.cb.Codes(model.OfMeasure) {
		text := visit.Text(w.text(visit.PrintedHead(r.cb.Lookup(code))))
		x.was = append(x.was, text)
		printed = printed || text != ""
	}
	out := r.problem("return-measure", w, visit.HeadAction)
	text := model.Squeeze(w.text(visit.HeadAction))
	i := slices.IndexFunc(visit.Actions, func(a visit.Action) bool { return string(a) == text })
	var must []model.Code
	switch {
	case i < 0 && text != "":
		out.Message, out.Hint = "不是“"+visit.HeadAction+"”的选项，这一行未采用", "请从下拉列表中选择"
	case i < 0:
		out.Message, out.Hint = "填了更正的内容，没有选“"+visit.HeadAction+"”，这一行未采用", "请选更正、删除或新增"
	case visit.Actions[i] == visit.Adds && printed:
		out.Message, out.Hint = "这一行印有原来的措施，不能选“新增”，这一行未采用", "要改这项措施的，选“更正”；新增的填在下面的空行"
	case visit.Actions[i] != visit.Adds && !printed:
		out.Message, out.Hint = "这一行没有原来的措施，只能选“新增”，这一行未采用", "请在印有这项措施的一行中更正或删除"
	default:
		x.action = visit.Actions[i]
		if x.action == visit.Adds {
			must = []model.Code{model.CodeYear, model.CodeCategory}
		}
	}
	if x.action == "" {
		r.hold(out)
		return
	}
	var ok bool
	held := r.out.Held
	x.values, ok = r.values(w, must...)
	switch {
	case !ok, len(x.values) == 0 && r.out.Held > held: // told
	case x.action == visit.Strikes && len(x.values) > 0:
		out.Message, out.Hint = "选了“删除”，又填了更正的内容，这一行未采用", "只是更正的，请改选“更正”；要删除的，把填的内容删去"
		r.hold(out)
	case x.action == visit.Corrects && len(x.values) == 0:
		out.Message, out.Hint = "选了“更正”，没有填更正的内容，这一行未采用", "哪一项要改，就填哪一项；其余的留空"
		r.hold(out)
	default:
		x.house.measures = append(x.house.measures, x)
	}
}

// decideMeasures keeps what is stated of a measure once, or by all alike; the same
// measure may be added only once.
func (c *collector) decideMeasures(h *house) {
	about := func(x *measure) string {
		if x.action == visit.Adds {
			return x.says()
		}
		return strings.Join(x.was, "\x1f")
	}
	agree(h.measures, about, func(a, b *measure) bool { return a.says() == b.says() },
		func(x *measure) { h.revised = append(h.revised, x) },
		func(x, other *measure) {
			c.hold(x.problem("return-disagree", "同一项措施填得不一样，另见"+other.at.pos().String()+"，都未采用", "请核实后改成一致"))
		})
}

func (x *measure) problem(rule, message, hint string) model.Problem {
	return x.about(x.at, "", model.Problem{Rule: rule, Field: visit.MeasureSheet, Value: string(x.action),
		Message: message, Hint: hint})
}

// textsOf are the values of a measure, by the codes of a measure.
func (c *collector) textsOf(m *model.Record) []string {
	var out []string
	for _, code := range c.cb.Codes(model.OfMeasure) {
		out = append(out, visit.Text(m.Text(code)))
	}
	return out
}

// with gives texts with the corrections in their places.
func (c *collector) with(texts []string, values []entry) []string {
	out := slices.Clone(texts)
	codes := c.cb.Codes(model.OfMeasure)
	for len(out) < len(codes) {
		out = append(out, "")
	}
	for _, v := range values {
		out[slices.Index(codes, v.code)] = visit.Text(v.value)
	}
	return out
}

// applyMeasures corrects, strikes and adds measures. One is found by everything
// that was printed of it: never by its place.
func (c *collector) applyMeasures(h *house) {
	adds := 0
	for _, x := range h.revised {
		after := c.with(x.was, x.values)
		find := func(texts []string) *model.Record {
			i := slices.IndexFunc(h.new.Measures, func(m *model.Record) bool { return c.sameTexts(c.textsOf(m), texts) })
			if i < 0 {
				return nil
			}
			return h.new.Measures[i]
		}
		record := find(x.was)
		switch {
		case x.action == visit.Adds:
			adds++
			c.addMeasure(h, x, find(after), adds)
		case x.action == visit.Strikes && record != nil:
			h.new.Measures = slices.DeleteFunc(h.new.Measures, func(m *model.Record) bool { return m == record })
			c.measureItem(x, visit.Item{Field: "删除帮扶措施", Old: described(x.was), New: "删除"}, 0)
		case x.action == visit.Strikes && !c.hasLike(h, x.was):
			c.measureItem(x, visit.Item{Field: "删除帮扶措施", Old: described(x.was), New: "删除"}, 0) // struck before
		case x.action == visit.Corrects && record != nil:
			c.correctMeasure(x, record, true)
		case x.action == visit.Corrects && find(after) != nil: // corrected before
			c.correctMeasure(x, find(after), false)
		default:
			c.hold(x.problem("return-changed", "打印以后花名册里的这项措施变了（打印时是“"+described(x.was)+"”），这一行未采用",
				"请核对以哪个为准，再更正花名册或回填表"))
		}
	}
}

// hasLike reports a measure of the same year, category and content.
func (c *collector) hasLike(h *house, was []string) bool {
	return slices.ContainsFunc(h.new.Measures, func(m *model.Record) bool { return c.sameTexts(c.textsOf(m)[:3], was[:3]) })
}

func (c *collector) sameTexts(a, b []string) bool {
	codes := c.cb.Codes(model.OfMeasure)
	for i := range a {
		if a[i] != b[i] && !c.cb.Lookup(codes[i]).Same(a[i], b[i]) {
			return false
		}
	}
	return true
}

func (c *collector) correctMeasure(x *measure, record *model.Record, write bool) {
	codes := c.cb.Codes(model.OfMeasure)
	for i, v := range x.values {
		in := c.cb.Lookup(v.code)
		old := x.was[slices.Index(codes, v.code)]
		if in.Same(old, v.value) {
			c.warn(x.about(v.at, "", model.Problem{Rule: "return-same", Field: in.Name(), Code: in.Code, Value: v.value,
				Message: "核实值与系统值相同，不用更正", Hint: "请核对是否填错了列或内容"}))
			continue
		}
		if write {
			c.set(record, v.code, v.value, v.at)
		} else {
			c.mark(record, v.code)
		}
		it := visit.Item{Field: "帮扶措施（" + described(x.was[:3]) + "）：" + in.Label, Code: v.code, Old: old,
			New: cmp.Or(v.value, visit.Nothing)}
		c.measureItem(x, it, i)
	}
}

func (c *collector) addMeasure(h *house, x *measure, there *model.Record, rank int) {
	if there == nil {
		r := c.record(x.values)
		there = &r
		h.new.Measures = append(h.new.Measures, there)
	}
	for _, v := range x.values {
		c.mark(there, v.code)
	}
	c.measureItem(x, visit.Item{Field: "新增帮扶措施", New: described(c.with(nil, x.values))}, rank)
}

func (c *collector) measureItem(x *measure, it visit.Item, rank int) {
	c.item(x.printing, item{Item: it, part: partMeasures, rank: rank})
}

// described names a measure by what it says.
func described(texts []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" }), " ")
}
