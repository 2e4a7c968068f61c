package form

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"ruhu/model"
)

func (p *parser) definition(n *yaml.Node, d *Definition) {
	// These decide what paths mean and what may stand there, so they are read before
	// the body.
	p.unit = PerHousehold
	if unit := valueAt(n, "unit"); unit != nil {
		p.unit = Unit(unit.Value)
	}
	if internal := valueAt(n, "internal"); internal != nil {
		p.internal = internal.Value == "true"
	}
	if !p.mapping(n, "表格定义", keys{
		"id":       p.text(&d.ID),
		"title":    p.text(&d.Title),
		"short":    p.text(&d.Short),
		"mark":     p.text(&d.Mark),
		"number":   p.whole(&d.Number, 0, 999),
		"unit":     oneOf(p, &d.Unit, PerHousehold, PerVillage),
		"for":      func(n *yaml.Node) { p.audience(n, d) },
		"internal": p.flag(&d.Internal),
		"portrait": p.flag(&d.Portrait),
		"type": func(n *yaml.Node) {
			p.mapping(n, "type", keys{
				"title":   p.measure(&d.TitleSize, "pt", 10, 30),
				"heading": p.measure(&d.HeadingSize, "pt", 8, 22),
				"text":    p.measure(&d.TextSize, "pt", 6, 22),
				"note":    p.measure(&d.NoteSize, "pt", 6, 16),
				"label":   p.measure(&d.LabelSize, "pt", 6, 22),
				"box":     p.measure(&d.BoxSide, "mm", 2, 8),
			})
		},
		"identity": p.items(&d.Identity),
		"again":    p.items(&d.Again),
		"body": func(n *yaml.Node) {
			p.sequence(n, "body", func(n *yaml.Node) { p.block(n, d) })
		},
	}) {
		return
	}
	if d.Short == "" {
		d.Short = d.Title
	}
	p.need(n, d.ID == "", "id（表格代号）")
	p.need(n, d.Title == "", "title（表名）")
	p.need(n, len(d.Body) == 0 && len(p.faults) == 0, "body（表格内容）")
	if strings.Trim(d.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		p.fault(n, fmt.Sprintf("id“%s”只能用小写字母、数字和 -", d.ID), "")
	}
	if d.For == ForRemoved && d.Unit != PerVillage || d.Unit == PerVillage && d.For != ForRemoved && d.For != ForNobody && d.For != ForChosen {
		p.fault(n, fmt.Sprintf("for: %s 与 unit: %s 不相配", d.For, d.Unit), "以村为单位的表用 removed、nobody，或写指标和它的值")
	}
	if d.Internal && d.Public() {
		p.fault(valueAt(n, "title"), "公示、公告的表不能是内部的（internal: true）", "边缘户、监测类型不予公示；请改表名，或去掉 internal")
	}
}

// valueAt gives the value of a key of a mapping; nil where it has none.
func valueAt(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// audience reads whom the form is for: a word, or items with their values.
func (p *parser) audience(n *yaml.Node, d *Definition) {
	if n.Kind != yaml.MappingNode {
		oneOf(p, &d.For, ForRegistered, ForNew, ForAdded, ForRemoved, ForNobody)(n)
		return
	}
	d.For, d.Only = ForChosen, p.wantedOnly(n)
}

// block reads one entry of the body: a mapping with a single key that names
// the kind of block.
func (p *parser) block(n *yaml.Node, d *Definition) {
	add := func(b Block) { d.Body = append(d.Body, b) }
	p.mapping(n, "body 的一段", keys{
		"heading":   func(n *yaml.Node) { add(Heading{Text: read(p.text)(n)}) },
		"table":     func(n *yaml.Node) { add(p.table(n)) },
		"items":     func(n *yaml.Node) { add(p.compare(n)) },
		"list":      func(n *yaml.Node) { add(p.list(n)) },
		"notes":     func(n *yaml.Node) { add(Notes{Lines: read(p.words)(n)}) },
		"sign":      func(n *yaml.Node) { add(Sign{Items: read(p.items)(n)}) },
		"signature": func(n *yaml.Node) { add(p.signature(n)) },
		"findings":  func(n *yaml.Node) { add(p.findings(n)) },
		"legend":    func(n *yaml.Node) { add(p.legend(n)) },
	})
}

func (p *parser) findings(n *yaml.Node) *Findings {
	f := &Findings{Height: 7}
	p.mapping(n, "findings", keys{
		"title": p.text(&f.Title), "empty": p.text(&f.Empty), "rows": p.whole(&f.Rows, 0, 20),
		"height": p.measure(&f.Height, "mm", 3, 100), "low": p.measure(&f.Low, "mm", 3, 100), "most": p.measure(&f.Most, "mm", 3, 100),
		"boxes":     p.words(&f.Boxes),
		"signature": func(n *yaml.Node) { f.Beside = p.signature(n) },
	})
	return f
}

func (p *parser) signature(n *yaml.Node) *Signature {
	s := &Signature{Width: 45, Height: 18}
	p.mapping(n, "signature", keys{
		"label":  p.text(&s.Label),
		"width":  p.measure(&s.Width, "mm", 10, 200),
		"height": p.measure(&s.Height, "mm", 5, 100),
		"lines":  listOf(p, "lines", &s.Lines, read(p.items)),
	})
	p.need(n, len(s.Lines) == 0, "lines（签名栏旁边要填的各行）")
	return s
}

func (p *parser) words(to *[]string) func(*yaml.Node) {
	return listOf(p, "这里", to, read(p.text))
}

func (p *parser) table(n *yaml.Node) *Table {
	t := &Table{}
	p.mapping(n, "table", keys{
		"tracks": func(n *yaml.Node) {
			p.sequence(n, "tracks", func(n *yaml.Node) { t.Tracks = append(t.Tracks, p.track(n)...) })
		},
		"rows": listOf(p, "rows", &t.Rows, p.row),
	})
	if n.Kind == yaml.MappingNode {
		p.spans(n, t)
	}
	return t
}

// track reads a width, or several of one: 22x4 is twenty-two of 4.
func (p *parser) track(n *yaml.Node) []int {
	times, w, one := 1, 1, *n
	if before, after, several := strings.Cut(n.Value, "x"); several {
		one.Value = before
		p.whole(&times, 1, 60)(&one)
		one.Value = after
	}
	p.whole(&w, 1, 1000)(&one)
	return slices.Repeat([]int{w}, times)
}

// spans checks that the cells fill every row of the table exactly.
func (p *parser) spans(n *yaml.Node, t *Table) {
	rows := cmp.Or(valueAt(n, "rows"), n)
	carried := make([]int, len(t.Rows)+1) // tracks of a row that cells above hang into
	for i, r := range t.Rows {
		used := carried[i]
		for _, c := range r.Cells {
			used += c.Span
			for k := 1; k < c.Rows; k++ {
				if i+k >= len(t.Rows) {
					p.fault(rows.Content[i], fmt.Sprintf("单元格占 %d 行，超出了表格的行数", c.Rows), "")
					break
				}
				carried[i+k] += c.Span
			}
		}
		if used != len(t.Tracks) {
			p.fault(rows.Content[i], fmt.Sprintf("这一行占 %d 格，而表格有 %d 格", used, len(t.Tracks)), "请调整各单元格的 span")
		}
	}
}

func (p *parser) row(n *yaml.Node) Row {
	r := Row{Height: 7, Times: 1}
	p.mapping(n, "row", keys{
		"height":   p.measure(&r.Height, "mm", 3, 200),
		"low":      p.measure(&r.Low, "mm", 3, 200),
		"most":     p.measure(&r.Most, "mm", 3, 200),
		"head":     p.flag(&r.Head),
		"together": p.flag(&r.WithNext),
		"times":    p.whole(&r.Times, 1, 50),
		"spare":    p.whole(&r.Spare, 0, 50),
		"when":     oneOf(p, &r.When, Relapsed, Prefilled, OnBlank),
		"cells": func(n *yaml.Node) {
			p.sequence(n, "cells", func(n *yaml.Node) { r.Cells = append(r.Cells, p.cells(n)...) })
		},
	})
	return r
}

// cells reads a cell, as often as it says to be there.
func (p *parser) cells(n *yaml.Node) []Cell {
	c, times := Cell{Span: 1, Rows: 1, Kind: ShowEmpty}, 1
	kind := func(k CellKind, read func(*yaml.Node)) func(*yaml.Node) {
		return func(n *yaml.Node) {
			if c.Kind != ShowEmpty {
				p.fault(n, "一个单元格只能有 text、label、value、choice、line 之一", "")
			}
			c.Kind = k
			read(n)
		}
	}
	p.mapping(n, "单元格", keys{
		"span":   p.whole(&c.Span, 1, 200),
		"rows":   p.whole(&c.Rows, 1, 50),
		"times":  p.whole(&times, 1, 60),
		"small":  p.flag(&c.Small),
		"indent": p.flag(&c.Indent),
		"center": p.flag(&c.Center),
		"text":   kind(ShowText, p.text(&c.Text)),
		"label":  kind(ShowLabel, p.ref(&c.Ref)),
		"value":  kind(ShowValue, p.ref(&c.Ref)),
		"choice": kind(ShowChoice, p.choiceRef(&c.Ref)),
		"line":   kind(ShowLine, p.items(&c.Line)),
	})
	return slices.Repeat([]Cell{c}, times)
}

// items reads a line: words as they stand, the rest as mappings.
func (p *parser) items(to *[]Item) func(*yaml.Node) {
	return listOf(p, "这一行", to, p.item)
}

func (p *parser) item(n *yaml.Node) (it Item) {
	if n.Kind == yaml.ScalarNode {
		it.Text = n.Value
		return it
	}
	p.mapping(n, "行内的一项", keys{
		"value":  p.ref(&it.Ref),
		"choice": func(n *yaml.Node) { it.Choice = true; p.choiceRef(&it.Ref)(n) },
		"label":  func(n *yaml.Node) { it.Label = true; p.ref(&it.Ref)(n) },
		"blank":  func(n *yaml.Node) { it.Blank = true; p.measure(&it.Width, "mm", 1, 400)(n) },
		"width":  p.measure(&it.Width, "mm", 1, 400),
		"plain":  p.flag(&it.Plain),
		"rest":   p.flag(&it.Rest),
	})
	return it
}

func (p *parser) compare(n *yaml.Node) *Items {
	it := &Items{}
	p.mapping(n, "items", keys{
		"section": p.text(&it.Section),
		"head":    p.flag(&it.Head),
		"groups":  listOf(p, "groups", &it.Groups, p.group),
	})
	p.need(n, len(it.Groups) == 0, "groups（要核对的指标）")
	return it
}

func (p *parser) group(n *yaml.Node) Group {
	g := Group{Across: 1, Widths: [4]int{8, 8, 2, 8}, Height: 7}
	p.mapping(n, "groups 的一组", keys{
		"section": p.text(&g.Section),
		"across":  p.whole(&g.Across, 1, 6),
		"height":  p.measure(&g.Height, "mm", 3, 100),
		"low":     p.measure(&g.Low, "mm", 3, 100),
		"widths": func(n *yaml.Node) {
			if len(n.Content) != 4 {
				p.fault(n, "widths 要写四个数：指标、系统信息、一致、更正", "")
				return
			}
			for i, c := range n.Content {
				p.whole(&g.Widths[i], 1, 1000)(c)
			}
		},
		"items": listOf(p, "items", &g.Items, p.compared),
	})
	p.need(n, len(g.Items) == 0, "items（要核对的指标）")
	return g
}

func (p *parser) compared(n *yaml.Node) Compared {
	var c Compared
	if n.Kind == yaml.ScalarNode {
		p.ref(&c.Ref)(n)
		return c
	}
	p.mapping(n, "指标", keys{"value": p.ref(&c.Ref), "when": oneOf(p, &c.When, Relapsed, Prefilled, OnBlank)})
	return c
}

func (p *parser) list(n *yaml.Node) *List {
	l := &List{Size: 9, Height: 7, Across: 1}
	// What the list runs over decides what its columns may name.
	if each := valueAt(n, "each"); each != nil {
		p.each = Each(each.Value)
		if p.each == EachHousehold && p.unit != PerVillage {
			p.fault(each, "households 只能用在以村为单位的表里", "表样里写 unit: village")
		}
	}
	p.mapping(n, "list", keys{
		"each":    oneOf(p, &l.Each, EachHousehold, EachMember, EachAdded, EachRemoved, EachMeasure, EachHelper),
		"for":     func(n *yaml.Node) { l.Only = p.wantedOnly(n) },
		"rows":    p.whole(&l.Rows, 0, 200),
		"blank":   p.whole(&l.Blank, 0, 200),
		"spare":   p.whole(&l.Spare, 0, 50),
		"size":    p.measure(&l.Size, "pt", 6, 22),
		"height":  p.measure(&l.Height, "mm", 3, 100),
		"most":    p.measure(&l.Most, "mm", 3, 100),
		"write":   p.measure(&l.Write, "mm", 3, 100),
		"low":     p.measure(&l.Low, "mm", 3, 100),
		"top":     p.flag(&l.Top),
		"across":  p.whole(&l.Across, 1, 4),
		"pair":    p.text(&l.Pair),
		"years":   p.whole(&l.Years, 1990, 2100),
		"columns": listOf(p, "columns", &l.Columns, p.column),
	})
	p.need(n, p.each == "", "each（逐项列出什么）")
	p.need(n, len(l.Columns) == 0, "columns（各列）")
	p.each = ""
	return l
}

func (p *parser) column(n *yaml.Node) Column {
	c := Column{Width: 10}
	p.mapping(n, "列", keys{
		"head":   p.text(&c.Head),
		"value":  p.ref(&c.Ref),
		"number": func(n *yaml.Node) { c.Number = true; p.choiceRef(&c.Ref)(n) },
		"choice": func(n *yaml.Node) { c.Choice = true; p.choiceRef(&c.Ref)(n) },
		"ask":    func(n *yaml.Node) { c.Ask = true; p.choiceRef(&c.Ref)(n) },
		"boxes":  p.words(&c.Boxes),
		"width":  p.whole(&c.Width, 1, 1000),
		"first":  p.text(&c.First),
		"hint":   p.text(&c.Hint),
		"lines":  p.whole(&c.Lines, 1, 10),
		"tick":   p.flag(&c.Tick),
		"merge":  p.flag(&c.Merge),
		"left":   p.flag(&c.Left),
	})
	p.need(n, c.Head == "" && c.Ref.None() && len(p.faults) == 0, "head 或 value（列名或内容）")
	return c
}

func (p *parser) legend(n *yaml.Node) *Legend {
	l := &Legend{Only: make(map[model.Code][]string)}
	p.mapping(n, "legend", keys{
		"title": p.text(&l.Title),
		"size":  p.measure(&l.Size, "pt", 6, 16),
		"codes": func(n *yaml.Node) {
			p.sequence(n, "codes", func(n *yaml.Node) { p.explained(l, n) })
		},
	})
	return l
}

// explained reads one entry of a legend: an indicator, or one with only some of
// its answers.
func (p *parser) explained(l *Legend, n *yaml.Node) {
	code, only := n, []string(nil)
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 {
		code = n.Content[0]
		p.words(&only)(n.Content[1])
	}
	in := p.cb.Lookup(model.Code(code.Value))
	if in == nil || !in.IsChoice() {
		p.fault(code, fmt.Sprintf("“%s”不是有选项的指标", code.Value), "请核对 codebook.yaml"+p.nearest(code.Value))
		return
	}
	p.mayPrint(code, in)
	for _, answer := range only {
		if in.Option(answer) < 0 {
			p.fault(n.Content[1], fmt.Sprintf("“%s”没有“%s”这个选项", in.Code, answer), "请核对 codebook.yaml")
		}
	}
	l.Codes = append(l.Codes, in.Code)
	if only != nil {
		l.Only[in.Code] = only
	}
}
