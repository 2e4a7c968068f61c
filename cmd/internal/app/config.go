package app

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

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/roster"
	"ruhu/render/form"
)

// DefaultYear is the year of the notice.
const DefaultYear = model.DefaultYear

// The years that can be meant: the register began in 2014.
const (
	firstYear = 2014
	lastYear  = 2099
)

// Config is an office's settings. Each has a default from the notice.
type Config struct {
	File     string `json:"-"` // that they were read from; empty: there is none
	Year     int
	Unit     string  // who reports
	Street   string  // 街道 or 乡镇
	Date     string  // of printing, as 2019-11-20; empty: left blank
	Standard float64 // 省定标准, 元 a head and year
	Ceiling  float64 // how many times the standard bounds those who are watched
	Income   Period  // over which incomes are counted
	Contact  string  // whom to ask, as it is to be printed
	Source   string  // what the summary calls its data; empty: 花名册
	Charts   bool    // whether the summary has charts; yes, unless said otherwise
	// Map says what column heads of the office's own mean, as 列名=指标.
	Map []string
	// None are lists and items of which somebody made sure (已核无): where the roster
	// has nothing of them, there is nothing.
	None  []string
	Fonts FontChoice
	// values are the spellings of answers that the office explains.
	values []valueWish
}

// FontChoice is what an office decides about fonts.
type FontChoice struct {
	// Dirs are folders of fonts, as --font-dir names them.
	Dirs []string
	// Machine says whether characters that the embedded fonts lack may be set in
	// fonts of the machine; yes, unless said otherwise.
	Machine bool
	// Office is the font that Word and Excel files name for characters that
	// neither 宋体 nor SimSun-ExtB has; empty: none.
	Office string
}

// Period is a span of days, both included, as 2018-10-01.
type Period struct{ From, To string }

// parseConfig reads settings strictly. All faults are told together, as
// form.Faults.
func parseConfig(name string, text []byte) (*Config, error) {
	c := &Config{Year: DefaultYear, Standard: model.DefaultStandard, Ceiling: model.DefaultCeiling, Charts: true, Fonts: FontChoice{Machine: true}}
	p := &configParser{file: name}
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

// configParser collects faults while it walks a settings file.
type configParser struct {
	file   string
	faults form.Faults
}

func (p *configParser) fault(n *yaml.Node, message, hint string) {
	p.faults = append(p.faults, form.Fault{File: p.file, Line: n.Line, Col: n.Column, Message: message, Hint: hint})
}

var yamlLine = regexp.MustCompile(`line (\d+):`)

func (p *configParser) document(text []byte, c *Config) {
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
				{"dir", p.texts(&c.Fonts.Dirs)}, {"machine", p.truth(&c.Fonts.Machine)}, {"office", p.text(&c.Fonts.Office)},
			})
		}},
	})
}

// wideColon is a line whose key ends in a full-width colon, not quoted.
var wideColon = regexp.MustCompile(`^([\s\x{3000}]*)([^\s"'#:：\-][^"'#:：]*)：`)

// wideColons reports lines in which a key is followed by a full-width colon: to
// YAML that is a text without a key, and often a continuation of the line above.
func (p *configParser) wideColons(text []byte) (found bool) {
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
func (p *configParser) tabs(text []byte) (found bool) {
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

// setting is a key and how its value is read.
type setting struct {
	key  string
	read func(*yaml.Node)
}

func (p *configParser) mapping(n *yaml.Node, what string, known []setting) {
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

func (p *configParser) text(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			p.fault(n, "这里应是一段文字", "")
			return
		}
		*to = n.Value
	}
}

// texts reads one text or a list of them.
func (p *configParser) texts(to *[]string) func(*yaml.Node) {
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
func (p *configParser) checked(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		p.texts(to)(n)
		for _, name := range *to {
			if !slices.Contains(roster.Checkable(), name) {
				p.fault(n, fmt.Sprintf("已核无里没有“%s”", name), "可用的有："+strings.Join(roster.Checkable(), "、"))
			}
		}
	}
}

func (p *configParser) truth(to *bool) func(*yaml.Node) {
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

func (p *configParser) year(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || checkYear(v) != nil {
			p.fault(n, fmt.Sprintf("“%s”不是年度", n.Value), "要写四位数的年度，如 2019")
			return
		}
		*to = v
	}
}

func (p *configParser) date(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		day, ok := model.ParseDay(n.Value)
		if n.Kind != yaml.ScalarNode || n.Value != "" && !ok {
			p.fault(n, fmt.Sprintf("“%s”不是日期", n.Value), dayHint)
			return
		}
		*to = day
	}
}

func (p *configParser) positive(to *float64) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.ParseFloat(n.Value, 64)
		if n.Kind != yaml.ScalarNode || err != nil || v <= 0 || math.IsInf(v, 0) || math.IsNaN(v) {
			p.fault(n, fmt.Sprintf("“%s”不是大于 0 的数", n.Value), "")
			return
		}
		*to = v
	}
}

// checkYear judges a year given by the user.
func checkYear(year int) error {
	if year < firstYear || year > lastYear {
		return fault.Wrong(fmt.Sprintf("年度 %d 不对", year), fmt.Sprintf("要写 %d 到 %d 之间的四位数", firstYear, lastYear))
	}
	return nil
}
