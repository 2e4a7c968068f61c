package settings

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
	"ruhu/model/roster"
	"ruhu/render/form"
)

// parser collects faults while it walks a settings file.
type parser struct {
	file   string
	faults form.Faults
}

func (p *parser) fault(n *yaml.Node, message, hint string) {
	p.faults = append(p.faults, form.Fault{File: p.file, Line: n.Line, Col: n.Column, Message: message, Hint: hint})
}

// setting is a key and how its value is read.
type setting struct {
	key  string
	read func(*yaml.Node)
}

func (p *parser) mapping(n *yaml.Node, what string, known []setting) {
	if n.Kind != yaml.MappingNode {
		p.fault(n, what+"应写成“名称: 内容”的形式", "例如 year: 2019；冒号是半角的，后面空一格")
		return
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := slices.IndexFunc(known, func(s setting) bool { return s.key == key.Value })
		switch {
		case at < 0:
			keys := make([]string, len(known))
			for i, s := range known {
				keys[i] = s.key
			}
			p.fault(key, fmt.Sprintf("%s里没有“%s”这一项", what, key.Value), meantKey(key.Value, keys)+"可用的有："+strings.Join(keys, "、"))
		case seen[key.Value]:
			p.fault(key, fmt.Sprintf("“%s”写了两次", key.Value), "请删去一处")
		default:
			seen[key.Value] = true
			known[at].read(value)
		}
	}
}

// meantKey says how a key is to be written that is one but for its case, its
// width or blanks, or that ends in a full-width colon.
func meantKey(key string, known []string) string {
	if before, _, wide := strings.Cut(key, "："); wide {
		return fmt.Sprintf("“%s”后面是全角的冒号，请改成半角的，后面空一格；", before)
	}
	for _, k := range known {
		if strings.EqualFold(model.Squeeze(key), k) {
			return "请写成“" + k + "”，前后没有空格；"
		}
	}
	return ""
}

func (p *parser) text(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			p.fault(n, "这里应是一段文字", "")
			return
		}
		*to = n.Value
	}
}

// texts reads one text or a list of them.
func (p *parser) texts(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		items := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			items = n.Content
		}
		for _, item := range items {
			var text string
			p.text(&text)(item)
			if text != "" {
				*to = append(*to, text)
			}
		}
	}
}

// checked reads names of roster.Checkable.
func (p *parser) checked(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		p.texts(to)(n)
		for _, name := range *to {
			if !slices.Contains(roster.Checkable(), name) {
				p.fault(n, fmt.Sprintf("已核无里没有“%s”", name), "可用的有："+strings.Join(roster.Checkable(), "、"))
			}
		}
	}
}

func (p *parser) truth(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		switch strings.ToLower(n.Value) {
		case "true", "yes", "是":
			*to = true
		case "false", "no", "否":
			*to = false
		default:
			p.fault(n, fmt.Sprintf("“%s”不是“是”或“否”", n.Value), "要写 true（是）或 false（否）")
		}
	}
}

func (p *parser) year(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || CheckYear(v) != nil {
			p.fault(n, fmt.Sprintf("“%s”不是年度", n.Value), "要写四位数的年度，如 2019")
			return
		}
		*to = v
	}
}

func (p *parser) date(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		day, ok := model.ParseDay(n.Value)
		if n.Kind != yaml.ScalarNode || n.Value != "" && !ok {
			p.fault(n, fmt.Sprintf("“%s”不是日期", n.Value), DayHint)
			return
		}
		*to = day
	}
}

func (p *parser) positive(to *float64) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.ParseFloat(n.Value, 64)
		if n.Kind != yaml.ScalarNode || err != nil || v <= 0 || math.IsInf(v, 0) || math.IsNaN(v) {
			p.fault(n, fmt.Sprintf("“%s”不是大于 0 的数", n.Value), "")
			return
		}
		*to = v
	}
}
