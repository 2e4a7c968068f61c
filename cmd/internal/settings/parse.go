package settings

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
	"ruhu/model/roster"
	"ruhu/render/form"
)

// parse reads settings strictly. All faults are told together, as
// form.Faults.
func parse(name string, text []byte) (*Config, error) {
	c := &Config{Year: DefaultYear, Standard: model.DefaultStandard, Ceiling: model.DefaultCeiling, Charts: true, Fonts: Fonts{Machine: true}}
	p := &parser{file: name}
	p.document(text, c)
	if len(p.faults) > 0 {
		slices.SortStableFunc(p.faults, func(a, b form.Fault) int { return a.Line - b.Line })
		return nil, p.faults
	}
	from, to := model.IncomePeriod(c.Year)
	c.Income.From = cmp.Or(c.Income.From, from.Format(time.DateOnly))
	c.Income.To = cmp.Or(c.Income.To, to.Format(time.DateOnly))
	return c, nil
}

var yamlLine = regexp.MustCompile(`line (\d+):`)

func (p *parser) document(text []byte, c *Config) {
	wide := p.wideColons(text)
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		if !p.tabs(text) && !wide {
			at := &yaml.Node{Line: 1, Column: 1}
			if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
				at.Line, _ = strconv.Atoi(m[1])
			}
			p.fault(at, "不是正确的 YAML", "请检查缩进（用空格，不用 Tab）、冒号后的空格和引号") // what the library says is English
		}
		return
	}
	if wide && len(root.Content) > 0 && root.Content[0].Kind != yaml.MappingNode {
		return // what such a line would mean is not what was meant
	}
	if len(root.Content) == 0 {
		return // an empty file: every setting has its default
	}
	p.mapping(root.Content[0], "设置文件", []setting{
		{"year", p.year(&c.Year)},
		{"unit", p.text(&c.Unit)},
		{"street", p.text(&c.Street)},
		{"date", p.date(&c.Date)},
		{"standard", p.positive(&c.Standard)},
		{"ceiling", p.positive(&c.Ceiling)},
		{"income", func(n *yaml.Node) {
			p.mapping(n, "income", []setting{{"from", p.date(&c.Income.From)}, {"to", p.date(&c.Income.To)}})
			if c.Income.From != "" && c.Income.To != "" && c.Income.To < c.Income.From {
				p.fault(n, "收入计算周期的截止日期早于起始日期", "from 写起始日期，to 写截止日期")
			}
		}},
		{"contact", p.text(&c.Contact)},
		{"source", p.text(&c.Source)},
		{"charts", p.truth(&c.Charts)},
		{"map", p.heads(&c.Map)},
		{"values", p.values(&c.values)},
		{"已核无", p.checked(&c.None)},
		{"fonts", func(n *yaml.Node) {
			p.mapping(n, "fonts", []setting{
				{"dir", p.texts(&c.Fonts.Dirs)}, {"machine", p.truth(&c.Fonts.Machine)}, {"office", p.text(&c.Fonts.Rare)},
			})
		}},
	})
}

// wideColon is a line whose key ends in a full-width colon, not quoted.
var wideColon = regexp.MustCompile(`^([\s\x{3000}]*)([^\s"'#:：\-][^"'#:：]*)：`)

// wideColons reports lines in which a key is followed by a full-width colon: to
// YAML that is a text without a key, and often a continuation of the line above.
func (p *parser) wideColons(text []byte) (found bool) {
	for n, line := range lines(text) {
		m := wideColon.FindStringSubmatch(line)
		if m == nil || strings.Contains(line, ": ") || strings.HasSuffix(strings.TrimSpace(line), ":") {
			continue
		}
		found = true
		p.fault(&yaml.Node{Line: n, Column: utf8.RuneCountInString(m[1]+m[2]) + 1},
			fmt.Sprintf("“%s”后面是全角的冒号“：”，这一行读不出", strings.TrimSpace(m[2])), "请改成半角的冒号，后面空一格，如 year: 2019")
	}
	return found
}

// tabs reports lines that are indented with a tab, which YAML does not allow.
func (p *parser) tabs(text []byte) (found bool) {
	for n, line := range lines(text) {
		blank := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if i := strings.IndexByte(blank, '\t'); i >= 0 && blank != line {
			found = true
			p.fault(&yaml.Node{Line: n, Column: i + 1}, "这一行的开头有 Tab，不是正确的 YAML", "请把 Tab 改成空格；不属于上一项的，顶格写")
		}
	}
	return found
}

// lines numbers the lines of a text.
func lines(text []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(string(text)) {
			if n++; !yield(n, strings.TrimRight(line, "\r\n")) {
				return
			}
		}
	}
}

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
	for key, value := range pairs(n) {
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

// scalarOf reads a value that stands for itself; what says what it is to be.
func scalarOf[T any](p *parser, to *T, read func(text string) (T, bool), what, hint string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := read(n.Value)
		if n.Kind != yaml.ScalarNode || !ok {
			p.fault(n, fmt.Sprintf("“%s”不是%s", n.Value, what), hint)
			return
		}
		*to = v
	}
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
	words := map[string]bool{"true": true, "yes": true, "是": true, "false": false, "no": false, "否": false}
	return scalarOf(p, to, func(text string) (is, ok bool) { is, ok = words[strings.ToLower(text)]; return is, ok },
		"“是”或“否”", "要写 true（是）或 false（否）")
}

func (p *parser) year(to *int) func(*yaml.Node) {
	return scalarOf(p, to, func(text string) (int, bool) {
		v, err := strconv.Atoi(text)
		return v, err == nil && CheckYear(v) == nil
	}, "年度", "要写四位数的年度，如 2019")
}

func (p *parser) date(to *string) func(*yaml.Node) {
	return scalarOf(p, to, func(text string) (string, bool) {
		day, ok := model.ParseDay(text)
		return day, ok || text == ""
	}, "日期", DayHint)
}

func (p *parser) positive(to *float64) func(*yaml.Node) {
	return scalarOf(p, to, func(text string) (float64, bool) {
		v, err := strconv.ParseFloat(text, 64)
		return v, err == nil && v > 0 && !math.IsInf(v, 0)
	}, "大于 0 的数", "")
}

// heads reads the settings' map: 列名: 指标.
func (p *parser) heads(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			p.fault(n, "map 应写成“列名: 指标”的形式", "例如 map: {文化: A8}")
			return
		}
		for head, item := range pairs(n) {
			if head.Kind != yaml.ScalarNode || item.Kind != yaml.ScalarNode || head.Value == "" || item.Value == "" {
				p.fault(head, "map 里的每一项应是“列名: 指标”", "例如 文化: A8")
				continue
			}
			*to = append(*to, fmt.Sprintf("%s=%s", head.Value, item.Value))
		}
	}
}

// values reads the settings' values: 指标: {写法: 选项}.
func (p *parser) values(to *[]explained) func(*yaml.Node) {
	const form, example = "values 应写成“指标: {写法: 选项}”的形式", "例如 values: {文化程度: {中专: 高中}}"
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			p.fault(n, form, example)
			return
		}
		for item, list := range pairs(n) {
			if item.Kind != yaml.ScalarNode || list.Kind != yaml.MappingNode {
				p.fault(item, form, example)
				continue
			}
			for text, answer := range pairs(list) {
				if text.Kind != yaml.ScalarNode || answer.Kind != yaml.ScalarNode || model.Squeeze(text.Value) == "" || model.Squeeze(answer.Value) == "" {
					p.fault(text, form, example)
					continue
				}
				*to = append(*to, explained{item, text, answer})
			}
		}
	}
}
