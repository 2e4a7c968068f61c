package doc

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/form"
)

// list fills a list: a row for each entry, then blank rows to write on. sized
// says that Options.Rows is meant for this list.
func (b *Builder) list(l *form.List, of copyOf, sized bool) *Grid {
	g := b.room.grid(b.divided(l, func() []int {
		weights := make([]int, len(l.Columns))
		for i, c := range l.Columns {
			weights[i] = c.Width
		}
		return slices.Repeat(weights, l.Across)
	}))
	g.g.Whole = true
	b.listHead(g, l)
	entries := b.entries(l, of)
	rows := max(l.Rows, len(entries)+l.Spare)
	if of.blank() {
		rows = max(rows, l.Blank)
	}
	if of.blank() && l.Years > 0 {
		entries = b.blankYears(l, rows)
		rows = len(entries)
	}
	if of.blank() && sized && b.opt.Rows > 0 {
		rows = b.opt.Rows
		entries = entries[:min(len(entries), rows)]
	}
	beside := make([]entry, l.Across)
	for i := 0; i < rows; i += l.Across {
		for k := range beside {
			e := entry{household: of.household, village: of.village}
			if i+k < len(entries) {
				e = entries[i+k]
			}
			e.index = i + k + 1
			beside[k] = e
		}
		b.listRow(g, l, beside, i/l.Across)
	}
	if l.Across == 1 {
		b.merge(g.g, l)
	}
	return g.g
}

func (b *Builder) listHead(g *gridder, l *form.List) {
	g.next(b.mm(7))
	g.shrinks(b.mm(min(5.5, l.Height)))
	g.g.Head = 1
	for range l.Across {
		for _, head := range once(b.heads, l, func() []Cell { return b.columnHeads(l, g.g.Tracks) }) {
			g.add(head)
		}
	}
}

func (b *Builder) columnHeads(l *form.List, tracks []Length) []Cell {
	out := make([]Cell, 0, len(l.Columns))
	for i, c := range l.Columns {
		size := min(b.points(l.Size), b.labelSize)
		head := Cell{Kind: HeadCell, Align: Center, Shade: true, Style: Style{FaceHead, size}, Fixed: true}
		head.Items = b.headOf(c.Title(), tracks[i], size)
		out = append(out, head)
	}
	return out
}

// listRow adds the row of entries that stand side by side, blank where they have
// no record, and under a filled one the ruled row for corrections where the list
// has pairs.
func (b *Builder) listRow(g *gridder, l *form.List, es []entry, row int) {
	open := slices.ContainsFunc(es, func(e entry) bool { return e.record == nil || e.household == nil })
	height, low := l.Height, l.Low
	if open && l.Write > 0 {
		height, low = l.Write, 0
	}
	g.next(b.mm(height))
	g.shrinks(b.mm(low))
	if open || l.Top {
		g.grows(b.mm(l.Most))
	}
	pair := l.Pair != "" && len(es) == 1 && es[0].record != nil
	var long []string
	for _, e := range es {
		for i, c := range l.Columns {
			cell := b.listCell(l, c, e, row)
			if b.elsewhere(&cell, c, g.g.Tracks[i]) {
				long = append(long, "序号 "+strconv.Itoa(e.index)+" "+c.Title()+"："+b.value(c.Ref, e))
			}
			b.breakWords(&cell, g.g.Tracks[i])
			if pair && c.Tick {
				cell.Rows = 2
			}
			g.add(cell)
		}
	}
	if pair {
		b.pairRow(g, l)
	}
	if len(long) > 0 {
		g.withNext()
		g.next(b.mm(l.Height))
		g.add(Cell{Kind: ValueCell, Cols: len(g.g.Tracks), Style: Style{FaceText, b.points(l.Size)},
			Items: b.room.items(Inline{Text: strings.Join(long, "；")})})
	}
}

// Elsewhere stands in the cell of a number that is too long for it: the number
// stands in a row of its own below.
const Elsewhere = "见下"

// elsewhere empties a cell whose number it cannot hold, and reports that.
func (b *Builder) elsewhere(cell *Cell, c form.Column, width Length) bool {
	if cell.Kind != ValueCell || c.Ref.None() || c.Ref.Derived == form.Index {
		return false
	}
	for _, it := range cell.Items {
		if it.Kind == Text && b.outgrows(it.Text, cell.Fit > 0, width, cell.Style.Size) {
			cell.Items, cell.Fixed = b.room.items(Inline{Text: Elsewhere}), false
			return true
		}
	}
	return false
}

// breakWords breaks an answer where the codebook says that it may be broken.
func (b *Builder) breakWords(cell *Cell, width Length) {
	if cell.Kind == ValueCell && cell.Fit == 0 && !cell.Fixed && len(cell.Items) == 1 && cell.Items[0].Kind == Text {
		if broken := b.broken(cell.Items[0].Text, width, cell.Style.Size); len(broken) > 1 {
			cell.Items = b.room.items(broken...)
		}
	}
}

// pairRow adds the row for corrections under a filled one.
func (b *Builder) pairRow(g *gridder, l *form.List) {
	g.withNext()
	g.next(b.mm(max(l.Height, 7)))
	g.grows(b.mm(l.Most))
	for i, c := range l.Columns {
		if c.Tick {
			continue
		}
		cell := Cell{Kind: WriteCell, Style: Style{FaceText, b.points(l.Size)}, Align: Center}
		if i == 0 {
			cell.Kind = LabelCell
			cell.Items = b.room.items(Inline{Text: l.Pair})
		} else if c.Ref.Indicator != nil {
			cell.Code = c.Ref.Indicator.Code
		}
		g.add(cell)
	}
}

func (b *Builder) listCell(l *form.List, c form.Column, e entry, row int) Cell {
	cell := Cell{Style: Style{FaceText, b.points(l.Size)}, Align: Center, Kind: WriteCell}
	switch {
	case c.Tick:
		cell.Kind, cell.Shade = TickCell, true
	case len(c.Boxes) > 0:
		cell.Items = b.room.items(Inline{Kind: Boxes, Choice: Choice{Options: c.Boxes}})
	case c.Choice:
		cell.Code = c.Ref.Indicator.Code
		cell.Items = b.choice(c.Ref, e)
	case c.Ask:
		cell.Code = c.Ref.Indicator.Code
		cell.Items, cell.Fixed = b.asks(c.Ref.Indicator), true
	case c.Number:
		b.fill(&cell, c.Ref, e)
		cell.Numbered = true
		cell.Items = b.answerNumber(c.Ref, e)
	case c.Lines > 1 && isIdentity(c.Ref):
		b.fill(&cell, c.Ref, e)
		cell.Items = b.identity(c.Ref, e)
	case !c.Ref.None():
		b.fill(&cell, c.Ref, e)
	}
	if c.Left {
		cell.Align = Left
	}
	cell.Top = l.Top && cell.Kind == ValueCell
	if cell.Fit == 0 {
		cell.Least = min(cell.Style.Size, b.points(leastWords))
		if l.Top || l.Size > leastRead { // read at the door
			cell.Least = min(cell.Style.Size, b.points(leastRead))
		}
	}
	if row == 0 && c.First != "" && b.isFirst(c, e) {
		cell.Items, cell.Fixed = b.room.items(Inline{Text: c.First + b.starOf(c.Ref, e)}), false
	}
	if row == 0 && c.Hint != "" && len(cell.Items) == 0 {
		// Small, in brackets and at the top, so that nobody takes it for an answer.
		cell.Items = b.room.items(Inline{Text: "（" + c.Hint + "）"})
		cell.Fit, cell.Top, cell.Kind = 0, true, WriteCell
		cell.Style.Size = b.points(leastWords)
	}
	return cell
}

// isFirst tells whether the words printed in row 1 hold for it: on a row to be
// filled by hand they do, in a filled one only where the roster says the same.
// What it says otherwise, or not at all, is never replaced.
func (b *Builder) isFirst(c form.Column, e entry) bool {
	if e.record == nil || c.Ref.Indicator == nil {
		return e.record == nil
	}
	said := c.Ref.Indicator.Option(e.record.Text(c.Ref.Indicator.Code))
	return said >= 0 && said == c.Ref.Indicator.Option(c.First)
}

func (b *Builder) starOf(r form.Ref, e entry) string {
	if r.Indicator == nil {
		return ""
	}
	return b.star(r.Indicator.Code, e)
}

// leastWords is the size in points below which the words of a list never go.
const leastWords = 6

// leastRead is that of words under which corrections are written, and of lists in
// larger type.
const leastRead = 8

func isIdentity(r form.Ref) bool {
	return r.Indicator != nil && r.Indicator.Kind == model.Identity
}

// answerNumber gives the number of an answer, which is what 附件3 and 附件4 ask
// for; a value that is no known answer stands as it is.
func (b *Builder) answerNumber(r form.Ref, e entry) []Inline {
	v, ok := e.find(r.Indicator)
	if !ok {
		return nil
	}
	s := model.Line(v.Text())
	if i := r.Indicator.Option(s); i >= 0 {
		s = strconv.Itoa(r.Indicator.Options[i].Number)
	}
	return b.room.items(Inline{Text: s + b.star(r.Indicator.Code, e)})
}

// identity sets A4 on its two lines: the identity card above, the disability
// certificate below. Of a certificate of 20 or 22 characters the first 18 are
// the card. A number of any other length stands as it is.
func (b *Builder) identity(r form.Ref, e entry) []Inline {
	v, ok := e.find(r.Indicator)
	card, cert := model.Line(v.Text()), ""
	if c, known := model.ParseCertificate(card); known {
		card = c.Card
		if c.Whole != c.Card {
			cert = c.Whole
		}
	}
	if e.record != nil {
		if own := model.Line(e.record.Text(model.CodeCertNumber)); own != "" {
			cert = own
		}
	}
	if b.opt.Mask {
		card, cert = model.MaskIdentity(card), model.MaskIdentity(cert)
	}
	first := Inline{Text: card + b.star(r.Indicator.Code, e)}
	switch {
	case !ok && cert == "":
		return nil
	case !ok:
		return b.room.items(Inline{Text: cert})
	case cert == "":
		return b.room.items(first)
	}
	return b.room.items(first, Inline{Kind: Break}, Inline{Text: cert + b.star(model.CodeCertNumber, e)})
}

// entries gives what a list runs over, for one household, or for all
// households of a village in visiting order, as far as the list wants them.
func (b *Builder) entries(l *form.List, of copyOf) []entry {
	var out []entry
	switch {
	case of.household != nil:
		out = appendEntries(out, l, of.household)
	case of.village != nil:
		for _, h := range of.village.Visiting() {
			if l.Only.Admits(h) {
				out = appendEntries(out, l, h)
			}
		}
	}
	return out
}

// appendEntries adds a household's entries.
func appendEntries(out []entry, l *form.List, h *model.Household) []entry {
	own, from := l.Each.Scopes(), len(out)
	for r, m := range h.Rows(own[0]) {
		if l.Only.Row(r, h, own...) {
			out = append(out, entry{record: r, member: m, household: h, village: h.Village})
		}
	}
	if l.Each == form.EachMeasure {
		before := measureOrder(h)
		slices.SortStableFunc(out[from:], func(a, b entry) int { return before(a.record, b.record) })
	}
	return out
}

// measureOrder orders a household's measures by year and category, otherwise as in the
// roster. Categories are ranked by the codebook, unknown ones after all known ones in
// order of appearance.
func measureOrder(h *model.Household) func(a, b *model.Record) int {
	category := func(r *model.Record) int {
		for in, v := range r.Values {
			if in.Code == model.CodeCategory {
				if i := in.Option(v.Raw); i >= 0 {
					return i
				}
			}
		}
		of := r.Text(model.CodeCategory)
		return 1000 + slices.IndexFunc(h.Measures, func(m *model.Record) bool { return m.Text(model.CodeCategory) == of })
	}
	return func(a, b *model.Record) int {
		x, y := a.Text(model.CodeYear), b.Text(model.CodeYear)
		return cmp.Or(
			cmp.Compare(model.ParseYear(x), model.ParseYear(y)), strings.Compare(x, y), cmp.Compare(category(a), category(b)),
		)
	}
}

// blankYears gives the entries of a blank form that asks year by year: the
// same number of rows for each year from the list's first to the run's.
func (b *Builder) blankYears(l *form.List, rows int) []entry {
	data := model.NewDataset(b.def.Codebook)
	each := max(1, rows, 3)
	var out []entry
	for y := l.Years; y <= b.opt.Year; y++ {
		for range each {
			r := data.NewRecord(1)
			r.Set(model.CodeYear, strconv.Itoa(y), model.AsText, model.At{})
			out = append(out, entry{record: &r})
		}
	}
	return out
}

// merge joins equal neighbours in the columns that ask for it. A column joins
// only where the merging columns before it joined too: the same category of
// another year is another group.
func (b *Builder) merge(g *Grid, l *form.List) {
	if !slices.ContainsFunc(l.Columns, func(c form.Column) bool { return c.Merge }) {
		return
	}
	n := len(g.Tracks)
	at := make([]int, n*len(g.Rows)) // the cell that begins at a place
	for i := range g.Cells {
		c := &g.Cells[i]
		for col := c.Col; col < c.Col+c.Cols; col++ {
			at[c.Row*n+col] = i
		}
	}
	drop := make([]bool, len(g.Cells))
	before := make([]bool, len(g.Rows)) // whether a row continues the group above
	for i := range before {
		before[i] = true
	}
	for col, c := range l.Columns {
		if !c.Merge {
			continue
		}
		start := -1
		for row := g.Head; row < len(g.Rows); row++ {
			i := at[row*n+col]
			if start >= 0 && before[row] && same(&g.Cells[start], &g.Cells[i]) {
				g.Cells[start].Rows++
				drop[i] = true
				continue
			}
			start, before[row] = i, false
		}
	}
	k := 0
	g.Cells = slices.DeleteFunc(g.Cells, func(Cell) bool { k++; return drop[k-1] })
}

// same reports cells with equal text; empty cells are never joined.
func same(a, b *Cell) bool {
	return len(a.Items) == 1 && len(b.Items) == 1 && a.Items[0].Text != "" && a.Items[0].Text == b.Items[0].Text
}
