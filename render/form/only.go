package form

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
)

// Only is what a roster must say of a village, a household or a row of a list for
// it to be on paper: of each item one of its values. Empty, it says nothing.
type Only []model.Wanted

// Row reports whether a row of a list about a household is wanted. Items of the
// row's own scopes must be said by the row, those of others by the village, the
// household or one of its rows.
func (o Only) Row(row *model.Record, h *model.Household, own ...model.Scope) bool {
	for _, a := range o {
		if slices.Contains(own, a.Item.Scope) {
			if !a.In(row) {
				return false
			}
		} else if !a.OfHousehold(h) {
			return false
		}
	}
	return true
}

// Admits reports whether a household may be wanted at all: a registered one, and a
// 边缘户 only where an item asks for 监测类型, which only internal forms may.
func (o Only) Admits(h *model.Household) bool {
	return h.Registered() || slices.ContainsFunc(o, func(a model.Wanted) bool { return a.Item.Code == model.CodeMonitor })
}

// Household reports whether a household is wanted.
func (o Only) Household(h *model.Household) bool { return o.Admits(h) && o.Row(nil, h) }

// Village reports whether a village is wanted: one that says so itself, as far as
// the items are its own, and that has a household of which all the others are said.
func (o Only) Village(v *model.Village) bool {
	own := true
	for _, a := range o {
		if a.Item.Scope != model.OfVillage {
			own = false
		} else if !a.OfVillage(v) {
			return false
		}
	}
	return own || slices.ContainsFunc(v.Households, o.Household)
}

// String puts the condition into words: 是否经济薄弱村为“是”.
func (o Only) String() string {
	parts := make([]string, len(o))
	for i, a := range o {
		parts[i] = a.Item.Name() + "为“" + strings.Join(a.Values, "”或“") + "”"
	}
	return strings.Join(parts, "、")
}

// wantedOnly reads items with the values that each must have one of:
// {A24: [低保贫困户, 特困供养贫困户], 经济薄弱村: 是}.
func (p *parser) wantedOnly(n *yaml.Node) Only {
	var out Only
	ks := make(keys)
	for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
		k := n.Content[i]
		in := p.cb.Lookup(model.Code(k.Value))
		switch {
		case in == nil:
			p.fault(k, fmt.Sprintf("指标表里没有“%s”", k.Value), "请核对 codebook.yaml 里的 code"+p.nearest(k.Value))
		case in.Scope == model.OfReading:
			p.fault(k, fmt.Sprintf("“%s”不能用作条件：它只用来读花名册", k.Value), "")
		case in.Code == model.CodeMonitor && !p.internal:
			p.fault(k, "监测类型、边缘户只内部掌握，只能用在写了 internal: true 的表里", internalHint)
		}
		ks[k.Value] = func(v *yaml.Node) { // an unknown one is told already
			if values := p.wantedValues(v, in); in != nil && len(values) > 0 {
				out = append(out, model.Wanted{Item: in, Values: values})
			}
		}
	}
	p.mapping(n, "for", ks)
	p.need(n, len(n.Content) == 0, "指标和它的值，例如 for: {A24: 低保贫困户}")
	return out
}

const internalHint = "表样里加一行 internal: true，每一页都会印上“内部资料　不予公示”"

// wantedValues reads the value of an item, or several.
func (p *parser) wantedValues(n *yaml.Node, in *model.Indicator) []string {
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		list = n.Content
		p.need(n, len(list) == 0, "值")
	}
	var out []string
	for _, v := range list {
		switch {
		case v.Kind != yaml.ScalarNode || v.Value == "":
			p.fault(v, "这里应是这个指标的一个值", "例如 for: {A24: 低保贫困户}")
		case in != nil && in.IsChoice() && !in.Open && in.Option(v.Value) < 0:
			p.fault(v, fmt.Sprintf("“%s”没有“%s”这个选项", in.Name(), v.Value), "可用的有："+strings.Join(in.Labels(), "、"))
		case in != nil && !in.IsChoice() && !readable(in, v.Value):
			p.fault(v, fmt.Sprintf("“%s”不是“%s”能有的值", v.Value, in.Name()), "")
		default:
			out = append(out, v.Value)
		}
	}
	return out
}

// readable reports a text that the item can have as its value.
func readable(in *model.Indicator, text string) bool {
	switch in.Kind {
	case model.Number, model.Money, model.Area:
		_, ok := in.ParseNumber(text)
		return ok
	case model.Year:
		return model.ParseYear(text) > 0
	case model.Date:
		_, ok := model.ParseDate(text)
		return ok
	}
	return true
}
