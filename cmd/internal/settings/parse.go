package settings

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
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
