package check

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// demandRules apply what the codebook asks of its items; see model.Demand.
var demandRules = []Rule{
	{ID: model.RuleMissing, Title: "应填的指标不应空着", Source: "通知附件2；四（二）数据的完整性",
		Severity: model.Warning, blank: true, demand: sayRequired},
	{ID: "item-range", Title: "面积、距离、月数、人数、金额应在合理的范围内", Source: "省级数据清洗规则（2017—2023年公开的）；通知附件2的计量单位",
		Severity: model.Warning, about: isBounded, value: ruleRange, demand: sayBounds},
	{ID: "item-year", Title: "年度应在规定的年度之间（建档立卡始于2014年）", Source: "通知附件1二（四）；省级数据清洗规则",
		Severity: model.Warning, about: hasYears, value: ruleYear, demand: sayYears},
	{ID: "option-alone", Title: "单独成立的选项（如“健康”）不应与其他同时填", Source: "填报常识",
		Severity: model.Warning, about: standsAlone, value: ruleAlone, demand: sayAlone},
}

// Demands says in words what the rule asks of the items of a codebook, item by item,
// where the codebook decides that: A7 政治面貌（14周岁起）. It is nil for other rules.
func (r *Rule) Demands(cb *model.Codebook) (out []string) {
	if r.demand == nil {
		return nil
	}
	for _, in := range cb.All() {
		if in.Demand == nil {
			continue
		}
		if s := r.demand(in.Demand, in); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func sayRequired(d *model.Demand, in *model.Indicator) string {
	switch whom := d.Whom(); {
	case !d.Required:
		return ""
	case whom != "":
		return in.Name() + "（" + whom + "）"
	}
	return in.Name()
}

func sayBounds(d *model.Demand, in *model.Indicator) string {
	bounds := d.Bounds()
	if bounds == "" {
		return ""
	}
	if d.Zero {
		bounds += "，可以为0"
	}
	if in.Unit != "" {
		return in.Name() + "（" + in.Unit + "）" + bounds
	}
	return in.Name() + bounds
}

func sayYears(d *model.Demand, in *model.Indicator) string {
	switch {
	case !d.Years:
		return ""
	case d.Ahead > 0:
		return fmt.Sprintf("%s（%d年起，至本年度后%d年）", in.Name(), d.FirstYear, d.Ahead)
	}
	return fmt.Sprintf("%s（%d年起）", in.Name(), d.FirstYear)
}

func sayAlone(d *model.Demand, in *model.Indicator) string {
	if len(d.Alone) == 0 {
		return ""
	}
	return in.Name() + "：" + strings.Join(d.Alone, "、")
}

func isBounded(in *model.Indicator) bool {
	return in.Demand != nil && (in.Demand.Least != nil || in.Demand.Most != nil)
}

func ruleRange(c *pass, w *row, in *model.Indicator, v model.Value) {
	x, ok := in.ParseNumber(v.Raw)
	if !ok || in.Demand.Fits(x) {
		return
	}
	message := fmt.Sprintf("%s为%s%s，%s", in.Label, model.Plain(x), in.Unit, in.Demand.Bounds())
	if in.Demand.Doubt != "" {
		message += "，" + in.Demand.Doubt
	}
	hint := "请核对更正"
	if in.Unit != "" {
		hint = "请核对，以" + in.Unit + "为单位填写"
	}
	c.reportValue(w, in, message, hint)
}

func hasYears(in *model.Indicator) bool { return in.Demand != nil && in.Demand.Years }

func ruleYear(c *pass, w *row, in *model.Indicator, v model.Value) {
	d := in.Demand
	y, last := model.ParseYear(v.Raw), c.Year+d.Ahead
	if y == 0 || y >= d.FirstYear && y <= last {
		return
	}
	c.reportValue(w, in, fmt.Sprintf("%s为“%s”，应在%d年至%d年之间", in.Label, brief(v.Text()), d.FirstYear, last), "请核对年度")
}

func standsAlone(in *model.Indicator) bool { return in.Demand != nil && len(in.Demand.Alone) > 0 }

func ruleAlone(c *pass, w *row, in *model.Indicator, v model.Value) {
	text := v.Text()
	if text == "" || in.Option(text) >= 0 {
		return
	}
	on, _ := in.Chosen(text)
	for _, i := range on {
		if label := in.Options[i].Label; slices.Contains(in.Demand.Alone, label) {
			c.reportValue(w, in, fmt.Sprintf("%s为“%s”，“%s”不应与其他同时填", in.Label, brief(text), label), "请核对"+in.Label)
			return
		}
	}
}

// blanks is what the rule about empty items goes by.
type blanks struct {
	rule     *Rule
	required map[model.Scope][]*model.Indicator // of which the roster has columns
	lacking  []model.Code                       // required, and no column
	filled   []bool                             // of the row at hand, by indicator
}

func newBlanks(d *model.Dataset) blanks {
	b := blanks{required: make(map[model.Scope][]*model.Indicator)}
	for _, in := range d.Codebook.All() {
		switch {
		case in.Demand == nil || !in.Demand.Required:
		case d.HasColumn(in.Code):
			b.required[in.Scope] = append(b.required[in.Scope], in)
		default:
			b.lacking = append(b.lacking, in.Code)
		}
	}
	// Who joins is asked what the members are.
	b.required[model.OfAddition] = append(b.required[model.OfAddition], b.required[model.OfMember]...)
	return b
}

// blankRule reports what was asked in row i of the household and is not filled in.
func (c *pass) blankRule(f *family, i int) {
	b := &c.blank
	if b.rule == nil {
		return
	}
	w := &f.rows[i]
	var p *person
	if at := i - 1; at >= 0 && at < len(f.people) {
		p = &f.people[at]
	}
	for _, in := range b.required[w.scope] {
		if b.filled[in.Index()] || p != nil && !p.asked(in) || !w.record.Asked(in) || w.excused(in) {
			continue
		}
		c.rule = b.rule
		c.report(w, in.Code, "没有填"+in.Label, "请入户了解后补填")
	}
}

// excused reports a row of which another item says that this one is not asked.
func (w *row) excused(in *model.Indicator) bool {
	unless := in.Demand.Unless
	return unless != "" && w.record.Label(unless) == model.Yes
}

// asked reports that the item must be filled in of the person.
func (p *person) asked(in *model.Indicator) bool {
	d := in.Demand
	switch {
	case isEmptyPerson(p):
		return false
	case d.From > 0 && p.age < d.From: // or unknown
		return false
	}
	return !d.NoPupils || !p.mayStudy()
}
