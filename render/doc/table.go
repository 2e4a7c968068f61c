package doc

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/form"
)

// leastNumber is the size below which a number is not shrunk: 6 pt can still
// be read.
const leastNumber = 6 * Pt

// table fills a table of the definition.
func (b *Builder) table(t *form.Table, of copyOf) *Grid {
	g := b.room.grid(b.divided(t, func() []int { return t.Tracks }))
	g.g.Whole = true
	e := b.entryOf(of)
	for _, r := range t.Rows {
		if !b.holds(r.When, of) {
			continue
		}
		g.next(b.mm(r.Height))
		for _, c := range r.Cells {
			g.add(b.cell(c, e))
		}
	}
	return g.g
}

func (b *Builder) cell(c form.Cell, e entry) Cell {
	out := Cell{Rows: c.Rows, Cols: c.Span, Style: b.style(FaceText, b.sizes.Text)}
	if c.Indent {
		out.Indent = b.mm(3)
	}
	if c.Center {
		out.Align = Center
	}
	switch c.Kind {
	case form.ShowText:
		out.Items = b.room.items(Inline{Text: c.Text})
	case form.ShowLabel:
		out.Items, out.Fixed = b.label(c.Ref), true
	case form.ShowValue:
		b.fill(&out, c.Ref, e)
	case form.ShowChoice:
		out.Kind, out.Code = ValueCell, c.Ref.Indicator.Code
		out.Items = b.choice(c.Ref, e)
	case form.ShowLine:
		out.Kind = ValueCell
		out.Items = b.line(c.Line, e)
	case form.ShowEmpty:
		out.Kind = WriteCell
	}
	return out
}

// fill puts a value into a cell, centred. A text of words wraps, a number
// shrinks.
func (b *Builder) fill(c *Cell, r form.Ref, e entry) {
	c.Kind, c.Align = ValueCell, Center
	if in := r.Indicator; in != nil {
		c.Code = in.Code
		if isNumber(in) {
			c.Fit = min(leastNumber, c.Style.Size)
		}
	}
	if r.Derived == form.HeadIdentity {
		c.Fit = min(leastNumber, c.Style.Size)
	}
	if s := b.value(r, e); s != "" {
		c.Items = b.room.items(Inline{Text: s})
	}
}

// sectionWidth is the column of a comparison that names a group of rows.
const sectionWidth = 7 * Mm

// itemHeads are the heads over the four parts of a compared item.
var itemHeads = [4]string{"指标", "系统信息", "一致", "更正（有变化的填写或打√）"}

// items lays the groups of a comparison over one set of tracks: the union of
// the edges that any of them needs.
func (b *Builder) items(it *form.Items, of copyOf) *Grid {
	e := once(b.edges, it, func() *edges { return b.edgesOf(it) })
	g := b.room.grid(e.tracks)
	total := 0
	for i := range it.Groups {
		total += b.groupRows(&it.Groups[i], of)
	}
	started := false
	for i := range it.Groups {
		if it.Head && i == 0 {
			b.itemHead(g, &it.Groups[i], e.groups[i], e.span)
		}
		b.groupCells(g, &it.Groups[i], e.groups[i], e.span, of, func() {
			if !started {
				g.add(Cell{Kind: SectionCell, Rows: total, Align: Center,
					Style: b.style(FaceHead, b.sizes.Text), Items: b.room.items(Inline{Text: it.Section})})
				started = true
			}
		})
	}
	return g.g
}

func (b *Builder) section() Length { return Length(float64(sectionWidth) * b.scale) }

// groupEdges gives for each group the left edges of all parts of its items,
// and the right edge of the last, snapped to half millimetres so that edges
// that nearly meet do meet.
func (b *Builder) groupEdges(it *form.Items) [][]Length {
	out := make([][]Length, len(it.Groups))
	for i, gr := range it.Groups {
		weights := make([]int, 0, 4*gr.Across)
		for range gr.Across {
			weights = append(weights, gr.Widths[:]...)
		}
		width := b.paper.TextWidth() - b.section()
		at := b.section()
		out[i] = []Length{at}
		for k, w := range shares(width, weights) {
			at += w
			edge := (at + Mm/4) / (Mm / 2) * (Mm / 2)
			if k == len(weights)-1 {
				edge = b.paper.TextWidth()
			}
			out[i] = append(out[i], edge)
		}
	}
	return out
}

func (b *Builder) groupRows(gr *form.Group, of copyOf) int {
	n := 0
	for _, c := range gr.Items {
		if b.holds(c.When, of) {
			n++
		}
	}
	return (n + gr.Across - 1) / gr.Across
}

func (b *Builder) itemHead(g *gridder, gr *form.Group, edges []Length, span func(a, z Length) int) {
	g.next(b.mm(5.5))
	g.g.Head = 1
	style := b.style(FaceHead, b.sizes.Note)
	g.add(Cell{Kind: HeadCell, Style: style})
	for a := range gr.Across {
		for k, head := range itemHeads {
			at := a*4 + k
			g.add(Cell{Kind: HeadCell, Cols: span(edges[at], edges[at+1]), Align: Center,
				Style: style, Shade: true, Items: b.room.items(Inline{Text: head})})
		}
	}
}

// groupCells adds the rows of one group; section is called at the start of
// each row, before its cells.
func (b *Builder) groupCells(g *gridder, gr *form.Group, edges []Length, span func(a, z Length) int, of copyOf, section func()) {
	e := b.entryOf(of)
	k := 0
	for _, c := range gr.Items {
		if !b.holds(c.When, of) {
			continue
		}
		if k%gr.Across == 0 {
			g.next(b.mm(7))
			section()
		}
		at := k % gr.Across * 4
		b.compared(g, c.Ref, e, func(part int) int { return span(edges[at+part], edges[at+part+1]) })
		k++
	}
	if rest := k % gr.Across; rest != 0 {
		g.add(Cell{Kind: WriteCell, Style: b.style(FaceText, b.sizes.Text), Cols: span(edges[rest*4], edges[len(edges)-1])})
	}
}

// compared adds the four cells of one item.
func (b *Builder) compared(g *gridder, r form.Ref, e entry, cols func(part int) int) {
	style := b.style(FaceText, b.sizes.Text)
	g.add(Cell{Kind: LabelCell, Cols: cols(0), Style: style, Items: b.label(r), Fixed: true})
	value := Cell{Cols: cols(1), Style: style}
	b.fill(&value, r, e)
	value.Fit = 0 // household items stay at 9 pt: a long number wraps
	if in := r.Indicator; in != nil && (in.IsAccount() || in.Kind == model.Identity) {
		value.Fit = style.Size
	}
	g.add(value)
	g.add(Cell{Kind: TickCell, Cols: cols(2), Style: style, Align: Center, Shade: true})
	room := Cell{Kind: WriteCell, Cols: cols(3), Style: style}
	if in := r.Indicator; in != nil {
		room.Code = in.Code
		if in.IsChoice() {
			room.Items, room.Fixed = b.asks(in), true
		}
	}
	g.add(room)
}

// findings fills the box for what the checks found about the household.
func (b *Builder) findings(f *form.Findings, of copyOf) *Grid {
	g := b.room.grid(b.divided(f, func() []int { return []int{30, 247} }))
	style := b.style(FaceText, b.sizes.Text)
	g.next(b.mm(7))
	g.add(Cell{Kind: LabelCell, Rows: 1 + f.Rows, Align: Center, Style: b.style(FaceHead, b.sizes.Text), Items: b.room.items(Inline{Text: f.Title})})
	g.add(Cell{Kind: ValueCell, Style: style, Items: b.found(f, of)})
	for range f.Rows {
		g.keep()
		g.next(b.mm(7))
		g.grows(b.mm(f.Most))
		g.add(Cell{Kind: WriteCell, Style: style})
	}
	return g.g
}

func (b *Builder) found(f *form.Findings, of copyOf) []Inline {
	if of.blank() {
		return nil
	}
	ps := shown(b.opt.Problems[of.household])
	if len(ps) == 0 {
		return b.room.items(Inline{Text: f.Empty})
	}
	var out []Inline
	for i, s := range b.lines(ps, of.household) {
		if i > 0 {
			out = append(out, Inline{Kind: Break})
		}
		out = append(out, Inline{Text: strconv.Itoa(i+1) + ". " + s})
	}
	return out
}

// sentences says the findings, one after another. What one other roster has
// differently about one person, or about the household, is one sentence: a
// household's income of last year would fill the sheet otherwise.
func (b *Builder) sentences(ps model.Problems) []string {
	type about struct{ person, other string }
	var out []string
	at := make(map[about]int)
	for _, p := range ps {
		if p.Other == nil || p.Other.Value == "" {
			if s := sentence(p); !slices.Contains(out, s) { // found in two measures, it is still one thing to ask
				out = append(out, s)
			}
			continue
		}
		k := about{p.Person, p.Other.Name}
		i, met := at[k]
		if !met {
			i = len(out)
			at[k] = i
			out = append(out, strings.TrimSpace(p.Person+" 与“"+p.Other.Name+"”不一致：")+b.twoValues(p))
			continue
		}
		out[i] += "；" + b.twoValues(p)
	}
	return out
}

// twoValues says what the two sides have for an item. A masked copy shows only
// parts of numbers here too.
func (b *Builder) twoValues(p model.Problem) string {
	show := func(s string) string {
		s = model.Fold(s)
		if in := b.indicator(p.Code); in != nil && b.opt.Mask {
			s = model.Masked(in, s)
		}
		if r := []rune(s); len(r) > longestValue {
			s = string(r[:longestValue]) + "…"
		}
		return s
	}
	if p.Value == "" {
		return p.Field + "（本册空，对方 " + show(p.Other.Value) + "）"
	}
	return p.Field + "（本册 " + show(p.Value) + "，对方 " + show(p.Other.Value) + "）"
}

// longestValue is how much of a value stands in the box, where it is one among
// others; the list of differences has it whole.
const longestValue = 40

// shown leaves out what a household must not read on its sheet: that it is
// watched. The list is 内部掌握 (notice 三（一）).
func shown(ps model.Problems) model.Problems {
	var out model.Problems
	for _, p := range ps {
		if p.Code != model.CodeMonitor && !strings.Contains(p.Field+p.Message, "监测") && !strings.Contains(p.Message, "边缘户") {
			out = append(out, p)
		}
	}
	return out
}

// sentence says a problem for the visitor: person, indicator, what is wrong.
func sentence(p model.Problem) string {
	parts := make([]string, 0, 3)
	for _, s := range []string{p.Person, p.Field} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	s := strings.Join(parts, " ")
	if s != "" {
		s += "："
	}
	return s + cmp.Or(p.OnSheet, p.Message)
}
