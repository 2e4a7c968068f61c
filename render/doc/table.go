package doc

import (
	"cmp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/render/form"
)

// table fills a table of the definition. Rows that stand only where there is room
// are those at its end.
func (b *Builder) table(t *form.Table, of copyOf) *Grid {
	g := b.room.grid(b.divided(t, func() []int { return t.Tracks }))
	g.g.Whole = true
	e := b.entryOf(of)
	for i, r := range t.Rows {
		if !b.holds(r.When, of) {
			continue
		}
		times := r.Times
		if last := i == len(t.Rows)-1; last {
			times += r.Spare
			g.g.Spare = r.Spare
		}
		for range times {
			b.tableRow(g, r, e)
		}
	}
	return g.g
}

func (b *Builder) tableRow(g *gridder, r form.Row, e entry) {
	g.next(b.mm(r.Height))
	g.shrinks(b.mm(r.Low))
	g.grows(b.mm(r.Most))
	if r.WithNext {
		g.withNext()
	}
	if r.Head {
		g.g.Head = g.row + 1
	}
	for _, c := range r.Cells {
		cell := b.cell(c, e)
		if r.Head {
			cell.Kind, cell.Align, cell.Shade, cell.Style = HeadCell, Center, true, Style{FaceHead, b.labelSize}
		}
		g.add(cell)
	}
}

func (b *Builder) cell(c form.Cell, e entry) Cell {
	out := Cell{Rows: c.Rows, Cols: c.Span, Style: Style{FaceText, b.sizes.Text}}
	if c.Indent {
		out.Indent = b.mm(3)
	}
	if c.Center {
		out.Align = Center
	}
	if c.Small {
		out.Style.Size = b.sizes.Note
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
		if in.Kind == model.Money {
			c.Align = Right
		}
	}
	if isNumeric(r) {
		c.Fit = min(LeastNumber, c.Style.Size)
	}
	if s := b.value(r, e); s != "" {
		c.Items = b.room.items(Inline{Text: s})
	}
}

// sectionWidth is the column of a comparison that names a group of rows.
const sectionWidth = 7 * Mm

// itemHeads are the heads over the four parts of a compared item.
var itemHeads = [4]string{"指标", "系统信息", "一致", "更正"}

// tickHead is the narrow one of them.
const tickHead = 2

// itemHeadHeight is the height of the row that holds them.
const itemHeadHeight = 5

// items lays the groups of a comparison over one set of tracks: the union of
// the edges that any of them needs.
func (b *Builder) items(it *form.Items, of copyOf) *Grid {
	e := once(b.edges, it, func() *edges { return b.edgesOf(it) })
	g := b.room.grid(e.tracks)
	g.g.Whole = true
	if it.Head {
		b.itemHead(g, &it.Groups[0], e)
		g.g.Head = 1
	}
	for i := 0; i < len(it.Groups); {
		section, n := it.Groups[i].Section, 1
		if i == 0 {
			section = cmp.Or(section, it.Section)
		}
		for i+n < len(it.Groups) && it.Groups[i+n].Section == "" {
			n++
		}
		groups := it.Groups[i : i+n]
		first, rows := len(g.g.Cells), 0
		for k := range groups {
			beside, wide := b.inGroup(&groups[k], of)
			rows += (len(beside)+groups[k].Across-1)/groups[k].Across + len(wide)
		}
		for k := range groups {
			b.groupCells(g, &groups[k], e.groups[i+k], e.span, of, func() {
				if len(g.g.Cells) == first {
					g.add(Cell{Kind: SectionCell, Rows: rows, Align: Center,
						Style: Style{FaceHead, b.sizes.Text}, Items: b.room.items(Inline{Text: section})})
				}
			})
		}
		i += n
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

// mostLines is how many lines of words stand beside others: more make a row higher
// than two of its kind.
const mostLines = 4

// inGroup gives the items of a group that this copy has: those that stand side by
// side, and those whose number, or whose many words, need a row of their own.
func (b *Builder) inGroup(gr *form.Group, of copyOf) (beside, wide []form.Ref) {
	e := b.entryOf(of)
	width := shares(b.paper.TextWidth()-b.section(), slices.Repeat(gr.Widths[:], gr.Across))[1]
	for _, c := range gr.Items {
		switch value := b.value(c.Ref, e); {
		case !b.holds(c.When, of):
		case gr.Across > 1 && (textWidth(value, b.sizes.Text) > mostLines*width || b.outgrows(value, isNumeric(c.Ref), width, b.sizes.Text)):
			wide = append(wide, c.Ref)
		default:
			beside = append(beside, c.Ref)
		}
	}
	return beside, wide
}

func (b *Builder) itemHead(g *gridder, gr *form.Group, e *edges) {
	g.next(b.mm(itemHeadHeight))
	style, edges := Style{FaceHead, b.labelSize}, e.groups[0]
	g.add(Cell{Kind: HeadCell, Style: style})
	for a := range gr.Across {
		for k, head := range itemHeads {
			at := a*4 + k
			style := style
			if k == tickHead {
				style.Size = min(style.Size, b.points(7)) // over a narrow column
			}
			g.add(Cell{Kind: HeadCell, Cols: e.span(edges[at], edges[at+1]), Align: Center,
				Style: style, Least: LeastNumber, Shade: true, Items: b.room.items(Inline{Text: head})})
		}
	}
}

// groupCells adds the rows of one group; section is called at the start of
// each row, before its cells.
func (b *Builder) groupCells(g *gridder, gr *form.Group, edges []Length, span func(a, z Length) int, of copyOf, section func()) {
	e := b.entryOf(of)
	next := func() {
		g.next(b.mm(gr.Height))
		g.shrinks(b.mm(gr.Low))
		section()
	}
	beside, wide := b.inGroup(gr, of)
	for k, r := range beside {
		if k%gr.Across == 0 {
			next()
		}
		at := k % gr.Across * 4
		b.compared(g, r, e, func(part int) int { return span(edges[at+part], edges[at+part+1]) })
	}
	if rest := len(beside) % gr.Across; rest != 0 {
		g.add(Cell{Kind: WriteCell, Style: Style{FaceText, b.sizes.Text}, Cols: span(edges[rest*4], edges[len(edges)-1])})
	}
	for _, r := range wide {
		next()
		last := len(edges) - 1
		parts := [5]Length{edges[0], edges[1], edges[last-2], edges[last-1], edges[last]}
		b.compared(g, r, e, func(part int) int { return span(parts[part], parts[part+1]) })
		g.g.Cells[len(g.g.Cells)-3].Align = Left // beside its label, in so wide a cell
	}
}

// compared adds the four cells of one item.
func (b *Builder) compared(g *gridder, r form.Ref, e entry, cols func(part int) int) {
	style, small := Style{FaceText, b.sizes.Text}, Style{FaceText, b.labelSize}
	width := Length(0)
	for _, t := range g.g.Tracks[g.at() : g.at()+cols(0)] {
		width += t
	}
	g.add(Cell{Kind: LabelCell, Cols: cols(0), Style: small, Items: b.labelIn(r, width, small.Size), Fixed: true})
	value := Cell{Cols: cols(1), Style: style}
	b.fill(&value, r, e)
	g.add(value)
	g.add(Cell{Kind: TickCell, Cols: cols(2), Style: style, Align: Center, Shade: true})
	room := Cell{Kind: WriteCell, Cols: cols(3), Style: small}
	if in := r.Indicator; in != nil {
		room.Code = in.Code
		if in.IsChoice() {
			room.Items, room.Fixed = b.asks(in), true
		}
	}
	g.add(room)
}

// outgrows reports a number that a place of a width cannot hold on one line at
// its least size: whole says that all of the text is one.
func (b *Builder) outgrows(text string, whole bool, width, size Length) bool {
	width -= size * 48 / 100 // at its sides
	least := min(size, LeastNumber)
	if whole {
		return textWidth(text, least) > width
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x2E80 }) {
		if strings.ContainsAny(word, "0123456789") && textWidth(word, least) > width {
			return true
		}
	}
	return false
}

// isNumeric reports what is set on one line.
func isNumeric(r form.Ref) bool {
	return r.Derived == form.HeadIdentity || r.Indicator != nil && isNumber(r.Indicator)
}
