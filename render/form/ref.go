package form

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
)

// rowScopes are the scopes of a list's own rows.
var rowScopes = map[Each][]model.Scope{
	EachHousehold: {model.OfHousehold}, EachMember: {model.OfMember}, EachAdded: {model.OfAddition, model.OfMember},
	EachRemoved: {model.OfRemoval}, EachMeasure: {model.OfMeasure}, EachHelper: {model.OfHelper},
}

// Scopes are those of the items that a row has itself; the first says what it is a
// record of.
func (e Each) Scopes() []model.Scope { return rowScopes[e] }

// scopes tells which indicators may stand where: a list's columns speak of its
// entries and of their household, a village's form outside its list only of
// the village.
func (p *parser) scopes() []model.Scope {
	if p.each == "" && p.unit == PerVillage {
		return []model.Scope{model.OfVillage}
	}
	return append(slices.Clone(p.each.Scopes()), model.OfHousehold, model.OfVillage)
}

// ref reads the name of an indicator or derived field and checks that it has a
// meaning where it stands.
func (p *parser) ref(to *Ref) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			p.fault(n, "这里应是一个指标代码或字段名", "例如 A28 或 联系电话")
			return
		}
		if _, ok := derivedLabels[Derived(n.Value)]; ok {
			p.derived(n, to)
			return
		}
		in := p.cb.Lookup(model.Code(n.Value))
		switch {
		case in == nil:
			p.fault(n, fmt.Sprintf("指标表里没有“%s”", n.Value), "请核对 codebook.yaml 里的 code"+p.nearest(n.Value))
		case !slices.Contains(p.scopes(), in.Scope):
			p.fault(n, fmt.Sprintf("“%s”在这里没有意义：它属于%s", n.Value, scopeNames[in.Scope]), "请放到相应的列表里")
		default:
			p.mayPrint(n, in)
			to.Indicator = in
		}
	}
}

// mayPrint refuses an internal item on a form that is not.
func (p *parser) mayPrint(n *yaml.Node, in *model.Indicator) {
	if in.Internal && !p.internal {
		p.fault(n, fmt.Sprintf("“%s”只内部掌握，只能印在写了 internal: true 的表里", in.Name()), internalHint)
	}
}

func (p *parser) derived(n *yaml.Node, to *Ref) {
	d := Derived(n.Value)
	switch {
	case d == Index && p.each == "":
		p.fault(n, "index 只能用在列表的列里", "")
	case d != Index && p.unit == PerVillage && p.each == "":
		p.fault(n, fmt.Sprintf("“%s”只能用在以户为单位的表里", n.Value), "")
	default:
		to.Derived = d
	}
}

var scopeNames = map[model.Scope]string{
	model.OfVillage: "村", model.OfHousehold: "户", model.OfMember: "家庭成员", model.OfMeasure: "帮扶措施",
	model.OfHelper: "帮扶责任人", model.OfAddition: "自然增加", model.OfRemoval: "自然减少",
}

// nearest proposes a code that differs in one character, for a slip of the pen.
func (p *parser) nearest(s string) string {
	for _, in := range p.cb.All() {
		if near(s, string(in.Code)) {
			return "，是不是 " + string(in.Code) + "？"
		}
	}
	return ""
}

// near reports that two texts of the same or neighbouring length differ in at
// most one character.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || len(y) < 2 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return i < len(x) && slices.Equal(x[i+1:], y[i+1:])
	}
	return slices.Equal(x[i:], y[i+1:])
}

// choiceRef reads a reference that must have options to tick.
func (p *parser) choiceRef(to *Ref) func(*yaml.Node) {
	return func(n *yaml.Node) {
		p.ref(to)(n)
		if to.Indicator != nil && !to.Indicator.IsChoice() {
			p.fault(n, fmt.Sprintf("“%s”没有可勾选的选项", n.Value), "请改用 value")
			to.Indicator = nil
		}
	}
}
