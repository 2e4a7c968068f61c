package form

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
)

// Parse reads one definition and verifies it against the codebook. The error
// is a Faults with every mistake found: unknown keys, codes and paths, values
// of the wrong shape, rows whose spans do not fill the tracks.
func Parse(cb *model.Codebook, file string, text []byte) (*Definition, error) {
	p := &parser{cb: cb, file: file}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		p.syntax(err)
		return nil, p.faults
	}
	d := &Definition{
		Codebook: cb, Source: file, Text: text, Unit: PerHousehold, For: ForNobody,
		TitleSize: 16, HeadingSize: 10.5, TextSize: 9, NoteSize: 8,
	}
	if len(root.Content) != 1 {
		p.fault(&yaml.Node{Line: 1, Column: 1}, "文件是空的", "可用“ruhu form show compare”看一个完整的例子")
	} else {
		p.definition(root.Content[0], d)
	}
	if len(p.faults) > 0 {
		slices.SortStableFunc(p.faults, func(a, b Fault) int { return a.Line - b.Line })
		return nil, p.faults
	}
	return d, nil
}

// parser collects faults while it walks a YAML tree.
type parser struct {
	cb     *model.Codebook
	file   string
	faults Faults
	each   Each // the list whose columns are being read; empty outside lists
	unit   Unit
	// internal says that the definition is of an internal form.
	internal bool
}

// fault notes a mistake at a node. Aliases are refused wherever they stand: a
// few lines of them can stand for a tree of any size.
func (p *parser) fault(n *yaml.Node, message, hint string) {
	if n.Kind == yaml.AliasNode {
		message, hint = "表格定义里不能用 YAML 的 * 引用", "请把内容原样写出来"
	}
	p.faults = append(p.faults, Fault{File: p.file, Line: n.Line, Col: n.Column, Message: message, Hint: hint})
}

var yamlLine = regexp.MustCompile(`line (\d+):`)

// syntax turns the YAML library's own errors into faults with a line.
func (p *parser) syntax(err error) {
	texts := []string{err.Error()}
	var te *yaml.TypeError
	if errors.As(err, &te) {
		texts = te.Errors
	}
	for _, t := range texts {
		line := 1
		if m := yamlLine.FindStringSubmatch(t); m != nil {
			line, _ = strconv.Atoi(m[1])
		}
		p.fault(&yaml.Node{Line: line, Column: 1}, "不是正确的 YAML", "请检查缩进（用空格，不用 Tab）、冒号后的空格和引号") // what the library says is English
	}
}

// keys is what a mapping may hold, and how each key is read.
type keys map[string]func(*yaml.Node)

// mapping reads a mapping strictly. It reports whether n is one.
func (p *parser) mapping(n *yaml.Node, what string, ks keys) bool {
	if n.Kind != yaml.MappingNode {
		p.fault(n, what+"应写成“名称: 内容”的形式", "")
		return false
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		read, ok := ks[k.Value]
		switch {
		case !ok:
			p.fault(k, fmt.Sprintf("%s里没有“%s”这一项", what, k.Value), "可用的有："+strings.Join(slices.Sorted(maps.Keys(ks)), "、"))
		case seen[k.Value]:
			p.fault(k, fmt.Sprintf("“%s”写了两次", k.Value), "请删去一处")
		default:
			seen[k.Value] = true
			read(v)
		}
	}
	return true
}

func (p *parser) sequence(n *yaml.Node, what string, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		p.fault(n, what+"应是一个列表", "每行以“- ”开头，或写成 [甲, 乙]")
		return
	}
	for _, c := range n.Content {
		read(c)
	}
}

// listOf reads a sequence of entries of one kind.
func listOf[T any](p *parser, what string, to *[]T, read func(*yaml.Node) T) func(*yaml.Node) {
	return func(n *yaml.Node) {
		p.sequence(n, what, func(n *yaml.Node) { *to = append(*to, read(n)) })
	}
}

// read gives what a function reads into a place.
func read[T any](into func(*T) func(*yaml.Node)) func(*yaml.Node) T {
	return func(n *yaml.Node) (v T) {
		into(&v)(n)
		return v
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

func (p *parser) whole(to *int, least, most int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < least || v > most {
			p.fault(n, fmt.Sprintf("“%s”不是 %d 到 %d 之间的整数", n.Value, least, most), "")
			return
		}
		*to = v
	}
}

// measure reads a number with its unit, such as 7mm or 9pt.
func (p *parser) measure(to *float64, unit string, least, most float64) func(*yaml.Node) {
	return func(n *yaml.Node) {
		number, ok := strings.CutSuffix(n.Value, unit)
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		switch {
		case n.Kind != yaml.ScalarNode || !ok || err != nil:
			p.fault(n, fmt.Sprintf("“%s”不是以 %s 为单位的数", n.Value, unit), fmt.Sprintf("例如 %g%s", least, unit))
		case v < least || v > most:
			p.fault(n, fmt.Sprintf("%s 超出范围", n.Value), fmt.Sprintf("应在 %g%s 到 %g%s 之间", least, unit, most, unit))
		default:
			*to = v
		}
	}
}

func (p *parser) flag(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		switch n.Value {
		case "true":
			*to = true
		case "false":
			*to = false
		default:
			p.fault(n, fmt.Sprintf("“%s”应写 true 或 false", n.Value), "")
		}
	}
}

// oneOf reads a word of a closed set.
func oneOf[T ~string](p *parser, to *T, words ...T) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if !slices.Contains(words, T(n.Value)) {
			list := make([]string, len(words))
			for i, w := range words {
				list[i] = string(w)
			}
			p.fault(n, fmt.Sprintf("不认识“%s”", n.Value), "可用的有："+strings.Join(list, "、"))
			return
		}
		*to = T(n.Value)
	}
}

func (p *parser) need(n *yaml.Node, missing bool, what string) {
	if missing {
		p.fault(n, "缺少 "+what, "")
	}
}
