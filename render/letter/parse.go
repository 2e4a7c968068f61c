package letter

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ruhu/render/form"
)

// Template is a parsed text.
type Template struct {
	file  string
	lines []line
}

// lineKind is what a line of the text is.
type lineKind uint8

const (
	paragraph lineKind = iota
	level1
	level2
	level3
	title
	addressee
	chart
	annex
	table
	note
	signature
	date
)

// labels begin the lines that are no text.
var labels = []struct {
	word string
	kind lineKind
}{
	{"标题：", title}, {"主送：", addressee}, {"图：", chart}, {"附件：", annex}, {"表：", table}, {"注：", note},
	{"落款：", signature}, {"日期：", date},
}

// line is one paragraph, heading or label with its text.
type line struct {
	kind  lineKind
	pos   place
	when  []node // conditions around a chart or table, from outside
	nodes []node
}

// place is where something stands in the text, from 1.
type place struct{ line, col int }

// node is a stretch of words, a call of a function, with its parts where it goes on, or,
// while the text is read, a mark.
type node struct {
	pos     place
	text    string // words, where fn is nil
	fn      *function
	args    []argument
	yes, no []node
	mark    string // 否则 or 完
}

type argument struct {
	pos  place
	text string
}

// WithoutCharts is the text without its charts.
func (t *Template) WithoutCharts() *Template {
	out := *t
	out.lines = slices.DeleteFunc(slices.Clone(t.lines), func(l line) bool { return l.kind == chart })
	return &out
}

// Parse reads a text. The error is form.Faults: everything that is wrong with it.
func Parse(file string, text []byte) (*Template, error) {
	p := &parser{Template: &Template{file: file}}
	p.read(string(text))
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return p.Template, nil
}

// parser collects faults while it reads.
type parser struct {
	*Template
	faults form.Faults
}

func (p *parser) fault(at place, message, hint string) {
	p.faults = append(p.faults, form.Fault{File: p.file, Line: at.line, Col: at.col, Message: message, Hint: hint})
}

func (p *parser) read(text string) {
	text = strings.TrimPrefix(text, "\uFEFF") // what the notepad of Windows writes first
	if !utf8.ValidString(text) {
		p.fault(place{1, 1}, "文件不是 UTF-8 编码", "请在记事本中另存为，编码选 UTF-8")
		return
	}
	n := 0
	for raw := range strings.Lines(text) {
		n++
		raw = strings.TrimRightFunc(raw, unicode.IsSpace)
		body := strings.TrimLeftFunc(raw, unicode.IsSpace)
		if body == "" || strings.HasPrefix(body, "#") {
			continue
		}
		p.line(body, place{n, 1 + utf8.RuneCountInString(raw) - utf8.RuneCountInString(body)})
	}
	p.order()
}

func (p *parser) line(body string, at place) {
	l := line{pos: at}
	for _, known := range labels {
		if rest, ok := strings.CutPrefix(body, known.word); ok {
			l.kind = known.kind
			body = rest
			at.col += utf8.RuneCountInString(known.word)
			break
		}
	}
	if l.kind == paragraph {
		l.kind = kindOf(body)
	}
	s := scanner{parser: p, text: []rune(body), at: at}
	l.nodes = s.nodes(false)
	if l.kind == paragraph {
		l.unwrap()
	}
	if l.kind == chart || l.kind == table {
		p.name(l)
	}
	p.lines = append(p.lines, l)
}

// unwrap finds a chart or table within conditions: {{多村}}图：changes{{完}}.
func (l *line) unwrap() {
	nodes := l.nodes
	var when []node
	for len(nodes) == 1 && nodes[0].opens() && len(nodes[0].no) == 0 {
		when = append(when, nodes[0])
		nodes = nodes[0].yes
	}
	if len(nodes) != 1 || len(when) == 0 {
		return
	}
	for _, known := range labels {
		if rest, ok := strings.CutPrefix(nodes[0].text, known.word); ok && (known.kind == chart || known.kind == table) {
			n := nodes[0]
			n.text = rest
			n.pos.col += utf8.RuneCountInString(known.word)
			l.kind, l.when, l.nodes = known.kind, when, []node{n}
		}
	}
}

// name holds the lines 图： and 表： to a name alone.
func (p *parser) name(l line) {
	if len(l.nodes) != 1 || l.nodes[0].fn != nil || strings.TrimSpace(l.nodes[0].text) == "" {
		p.fault(l.pos, "“图：”“表：”后面只写一个名称", "例如 表：villages")
	}
}

const numerals = "一二三四五六七八九十"

// kindOf tells headings by their numbers.
func kindOf(body string) lineKind {
	first := strings.TrimLeft(body, numerals)
	if first != body && strings.HasPrefix(first, "、") {
		return level1
	}
	if inner, ok := strings.CutPrefix(body, "（"); ok {
		if rest := strings.TrimLeft(inner, numerals); rest != inner && strings.HasPrefix(rest, "）") {
			return level2
		}
	}
	rest := strings.TrimLeft(body, "0123456789")
	if rest != body && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "．")) && !strings.HasSuffix(body, "。") {
		return level3
	}
	return paragraph
}

// order checks that there is one title, and that annexes come last.
func (p *parser) order() {
	count := make(map[lineKind]int)
	inAnnex := false
	for _, l := range p.lines {
		count[l.kind]++
		switch l.kind {
		case title, addressee, signature, date:
			if count[l.kind] > 1 {
				p.fault(l.pos, "“"+labelOf(l.kind)+"”写了两次", "请删去一处")
			}
			if inAnnex {
				p.fault(l.pos, "“"+labelOf(l.kind)+"”写在了附件里", "请移到第一个“附件：”之前")
			}
		case annex:
			inAnnex = true
		}
	}
	if count[title] == 0 {
		p.fault(place{1, 1}, "没有“标题：”", "请加上一行，如 标题：关于{{年度}}年度扶贫对象动态管理工作的总结")
	}
}

func labelOf(k lineKind) string {
	for _, l := range labels {
		if l.kind == k {
			return l.word
		}
	}
	return ""
}

// scanner reads the nodes of one line.
type scanner struct {
	*parser
	text []rune
	at   place // of text[0]
	i    int
}

func (s *scanner) place(i int) place { return place{s.at.line, s.at.col + i} }

// nodes reads up to the end of the line, or within a condition to its 否则 or 完,
// which stay unread.
func (s *scanner) nodes(within bool) []node {
	var out []node
	begin := s.i
	words := func(to int) {
		if to > begin {
			out = append(out, node{pos: s.place(begin), text: string(s.text[begin:to])})
		}
	}
	for s.i < len(s.text) {
		if !s.starts("{{") {
			if s.starts("}}") {
				s.fault(s.place(s.i), "多了 }}，前面没有 {{", "请删去，或补上 {{")
				s.i++
			}
			s.i++
			continue
		}
		words(s.i)
		from := s.i
		call, ok := s.call()
		switch {
		case !ok:
		case call.mark != "" && within:
			s.i = from
			return out
		case call.mark != "":
			s.fault(call.pos, "{{"+call.mark+"}} 前面没有 {{有 …}} 或 {{无 …}}", "请删去，或补上条件")
		case call.opens():
			out = append(out, s.parts(call))
		default:
			out = append(out, call)
		}
		begin = s.i
	}
	words(s.i)
	return out
}

// opens reports a call that goes on to {{完}}.
func (n *node) opens() bool { return n.fn != nil && n.fn.opens() }

func (s *scanner) starts(mark string) bool {
	return strings.HasPrefix(string(s.text[s.i:min(s.i+2, len(s.text))]), mark)
}

// parts reads those of a call that goes on to {{完}}.
func (s *scanner) parts(n node) node {
	n.yes = s.nodes(true)
	end := s.markAt()
	if end == markElse {
		n.no = s.nodes(true)
		end = s.markAt()
	}
	if end != markEnd {
		s.fault(n.pos, "{{"+n.fn.word+" …}} 没有配上 {{完}}", "条件要在同一段里用 {{完}} 结束，{{否则}} 只能有一个")
	}
	return n
}

// markAt reads the mark that stands here; empty where there is none.
func (s *scanner) markAt() string {
	if s.i >= len(s.text) {
		return ""
	}
	n, _ := s.call()
	return n.mark
}

// call reads {{…}}.
func (s *scanner) call() (node, bool) {
	n := node{pos: s.place(s.i)}
	from := s.i + 2
	end := from
	for end < len(s.text) && s.text[end] != '}' && s.text[end] != '{' {
		end++
	}
	if end+1 >= len(s.text) || s.text[end] != '}' || s.text[end+1] != '}' {
		s.fault(n.pos, "{{ 没有配上 }}", "例如 {{lifted.households}}")
		s.i = max(end, from)
		return n, false
	}
	s.i = end + 2
	args := s.arguments(from, end)
	if len(args) == 0 {
		s.fault(n.pos, "{{ }} 里没有写内容", "例如 {{lifted.households}}")
		return n, false
	}
	word := args[0].text
	n.fn, n.args = functionOf(word), args[1:]
	switch {
	case word == markElse || word == markEnd:
		n.mark = word
		return n, true
	case n.fn == nil && len(args) == 1:
		n.fn, n.args = aFigure, args
	case n.fn == nil:
		s.fault(args[0].pos, "没有“"+word+"”这种写法", "可用的有："+strings.Join(words(), "、"))
		return n, false
	}
	if want := n.fn.arity(len(n.args)); len(n.args) != want {
		s.fault(n.pos, fmt.Sprintf("“%s”后面要写 %d 个名称，这里有 %d 个", word, want, len(n.args)), "名称之间空一格，例如 "+n.fn.example)
		return n, n.opens()
	}
	return n, true
}

func (s *scanner) arguments(from, to int) []argument {
	var out []argument
	for i := from; i < to; {
		if unicode.IsSpace(s.text[i]) {
			i++
			continue
		}
		start := i
		for i < to && !unicode.IsSpace(s.text[i]) {
			i++
		}
		out = append(out, argument{s.place(start), string(s.text[start:i])})
	}
	return out
}
