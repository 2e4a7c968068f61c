package templates

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
)

// Fault is a mistake in codebook.yaml: where, and what.
type Fault struct {
	Line, Col int // 1-based
	Message   string
}

// Faults is every mistake found, in the order of the lines.
type Faults []Fault

// Error gives every fault on a line of its own.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = fmt.Sprintf("第 %d 行第 %d 列：%s", f.Line, f.Col, f.Message)
	}
	return strings.Join(lines, "\n")
}

// demands reads the block demands: of codebook.yaml into a codebook. Every
// mistake is told with its line and column; the error is Faults.
func demands(cb *model.Codebook, n *yaml.Node) error {
	p := &demandParser{book: cb}
	p.mapping(n, "demands", func(key, value *yaml.Node) {
		d := p.demand(value)
		if err := cb.Ask(model.Code(key.Value), d); err != nil {
			p.fault(key, err.Error())
		}
	})
	if len(p.faults) > 0 {
		return p.faults
	}
	return nil
}

// inheritDemands asks of a codebook without demands of its own what the built-in
// one asks of the items that both have.
func inheritDemands(cb, from *model.Codebook) error {
	for _, in := range from.All() {
		own := cb.Lookup(in.Code)
		if in.Demand == nil || own == nil || own.Kind != in.Kind || own.Scope != in.Scope {
			continue
		}
		d := *in.Demand
		if cb.Lookup(d.Unless) == nil {
			d.Unless = "" // an own codebook need not have what excuses others
		}
		if err := cb.Ask(in.Code, d); err != nil && len(d.Alone) == 0 {
			return err // an own list of options need not have those that stand alone
		}
	}
	return nil
}

type demandParser struct {
	book   *model.Codebook
	faults Faults
}

func (p *demandParser) fault(n *yaml.Node, message string) {
	p.faults = append(p.faults, Fault{n.Line, n.Column, message})
}

// mapping calls each for the pairs of a mapping, whose keys must differ.
func (p *demandParser) mapping(n *yaml.Node, what string, each func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fault(n, what+" 应是“键: 值”")
		return
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			p.fault(key, key.Value+" 写了两次")
			continue
		}
		seen[key.Value] = true
		each(key, value)
	}
}

func (p *demandParser) demand(n *yaml.Node) model.Demand {
	var d model.Demand
	p.mapping(n, "指标的要求", func(key, value *yaml.Node) {
		switch key.Value {
		case "required":
			p.required(value, &d)
		case "least":
			d.Least = p.number(value)
		case "most":
			d.Most = p.number(value)
		case "zero":
			d.Zero = p.flag(value)
		case "years":
			p.years(value, &d)
		case "doubt":
			d.Doubt = value.Value
		case "alone":
			if err := value.Decode(&d.Alone); err != nil || len(d.Alone) == 0 {
				p.fault(value, "alone 应是选项的列表，如 [健康]")
			}
		default:
			p.unknown(key, "required、least、most、zero、years、doubt、alone")
		}
	})
	return d
}

func (p *demandParser) unknown(key *yaml.Node, known string) {
	p.fault(key, "不认识的键 "+key.Value+"，可用的有："+known)
}

// required is true, or of whom: {from: 16, pupils: false, unless: 职工养老}.
func (p *demandParser) required(n *yaml.Node, d *model.Demand) {
	if n.Kind != yaml.MappingNode {
		d.Required = p.flag(n)
		return
	}
	d.Required = true
	p.mapping(n, "required", func(key, value *yaml.Node) {
		switch key.Value {
		case "from":
			d.From = p.whole(value)
		case "pupils":
			d.NoPupils = !p.flag(value)
		case "unless":
			d.Unless = model.Code(value.Value)
		default:
			p.unknown(key, "from、pupils、unless")
		}
	})
}

// years is {from: 2014, ahead: 0}.
func (p *demandParser) years(n *yaml.Node, d *model.Demand) {
	d.Years = true
	p.mapping(n, "years", func(key, value *yaml.Node) {
		switch key.Value {
		case "from":
			d.FirstYear = p.whole(value)
		case "ahead":
			d.Ahead = p.whole(value)
		default:
			p.unknown(key, "from、ahead")
		}
	})
}

func (p *demandParser) flag(n *yaml.Node) bool {
	var v bool
	if err := n.Decode(&v); err != nil {
		p.fault(n, "应是 true 或 false，现为 "+n.Value)
	}
	return v
}

func (p *demandParser) whole(n *yaml.Node) int {
	v, err := strconv.Atoi(n.Value)
	if err != nil || v < 0 {
		p.fault(n, "应是不小于0的整数，现为 "+n.Value)
	}
	return v
}

func (p *demandParser) number(n *yaml.Node) *float64 {
	v, err := strconv.ParseFloat(n.Value, 64)
	if err != nil {
		p.fault(n, "应是数，现为 "+n.Value)
	}
	return &v
}
