package doc

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/form"
)

// Widths in the box of findings and in that of signatures, in millimetres.
const (
	findingTitle = 9
	findingBoxes = 32
	signLabel    = 15
	signLine     = 62 // of what is filled beside the room to sign
)

// leastBeside is how many lines of findings stand beside a signature at least,
// mostBeside at most: what is more stands above it over the whole width.
const (
	leastBeside = 3
	mostBeside  = 6
)

// findings fills the box for what the checks found about the household: a line
// for each thing, blank lines, and the signature beside the last of them.
func (b *Builder) findings(f *form.Findings, of copyOf) *Grid {
	g := b.room.grid(b.divided(f, func() []int { return b.findingTracks(f) }))
	lines, boxed := b.found(f, of)
	blank := f.Rows
	if f.Beside != nil && len(lines) >= leastBeside {
		blank = 0
	} else if f.Beside != nil {
		blank = max(blank, leastBeside-len(lines))
	}
	total := len(lines) + blank
	beside := 0
	if f.Beside != nil {
		beside = min(total, mostBeside)
	}
	for i := range total {
		g.next(b.mm(f.Height))
		g.shrinks(b.mm(f.Low))
		if i >= total-beside && i < total-1 || i+1 == total-blank && i < total-1 {
			g.withNext()
		}
		if i == 0 {
			g.add(Cell{Kind: LabelCell, Rows: total, Align: Center, Style: Style{FaceHead, b.sizes.Text}, Items: b.room.items(Inline{Text: f.Title})})
		}
		aside := 0
		if f.Beside != nil && i < total-beside {
			aside = 3
		}
		if i < len(lines) {
			var boxes []string
			if i < boxed {
				boxes = f.Boxes
			}
			b.finding(g, lines[i], boxes, aside)
		} else {
			g.grows(b.mm(f.Most))
			g.add(Cell{Kind: WriteCell, Cols: 2 + aside, Style: Style{FaceText, b.sizes.Text}})
		}
		if from := total - beside; f.Beside != nil && i >= from {
			b.signCells(g, f.Beside, of, i-from, beside)
		}
	}
	return g.g
}

// findingTracks are the tracks of findings: title, text, boxes, and where a
// signature stands beside them its label, its room and its lines.
func (b *Builder) findingTracks(f *form.Findings) []int {
	whole := int(b.paper.TextWidth() / Length(float64(Mm)*b.scale))
	if f.Beside == nil {
		return []int{findingTitle, whole - findingTitle - findingBoxes, findingBoxes}
	}
	aside := signLabel + int(f.Beside.Width) + signLine
	return []int{findingTitle, whole - findingTitle - findingBoxes - aside, findingBoxes, signLabel, int(f.Beside.Width), signLine}
}

// finding adds the cells of one line: its text, and boxes to tick where it says
// that something is wrong.
func (b *Builder) finding(g *gridder, text string, boxes []string, aside int) {
	cell := Cell{Kind: ValueCell, Style: Style{FaceText, b.sizes.Text}, Items: b.room.items(Inline{Text: text})}
	if len(boxes) == 0 {
		cell.Cols = 2 + aside
		g.add(cell)
		return
	}
	cell.Cols = 1 + aside
	g.add(cell)
	g.add(Cell{Kind: WriteCell, Align: Center, Style: Style{FaceText, b.labelSize},
		Items: b.room.items(Inline{Kind: Boxes, Choice: Choice{Options: boxes}})})
}

// signCells adds what stands of a signature in one of rows rows: label and room
// over all of them, its lines as far as they go, the last over the rest.
func (b *Builder) signCells(g *gridder, s *form.Signature, of copyOf, row, rows int) {
	style := Style{FaceText, b.sizes.Text}
	if row == 0 {
		width := g.g.Tracks[g.at()]
		g.add(Cell{Kind: LabelCell, Rows: rows, Align: Center, Style: style, Items: b.broken(s.Label, width, style.Size)})
		g.add(Cell{Kind: WriteCell, Rows: rows, Style: style})
	}
	each := max(1, rows/len(s.Lines))
	line := row / each
	if row%each != 0 || line >= len(s.Lines) {
		return
	}
	span := each
	if line == len(s.Lines)-1 {
		span = rows - row
	}
	g.add(Cell{Kind: WriteCell, Rows: span, Style: style, Items: b.line(s.Lines[line], b.entryOf(of))})
}

// signature makes the box to sign in, with its lines beside it.
func (b *Builder) signature(s *form.Signature, of copyOf) *Grid {
	g := b.room.grid(b.divided(s, func() []int {
		whole := int(b.paper.TextWidth() / Length(float64(Mm)*b.scale))
		return []int{24, int(s.Width), whole - 24 - int(s.Width)}
	}))
	for i := range s.Lines {
		g.next(b.mm(s.Height / float64(len(s.Lines))))
		if i < len(s.Lines)-1 {
			g.withNext()
		}
		b.signCells(g, s, of, i, len(s.Lines))
	}
	return g.g
}

// found gives the lines of the box: what was found, or that nothing was. The first of
// them, so many, say that something is wrong.
func (b *Builder) found(f *form.Findings, of copyOf) (lines []string, wrong int) {
	if of.blank() {
		return nil, 0
	}
	ps := shown(b.opt.Problems[of.household])
	if len(ps) == 0 {
		return []string{f.Empty}, 0
	}
	lines, left := b.lines(ps, of.household)
	wrong = len(lines)
	for i := range lines {
		if b.opt.Mask {
			lines[i] = model.MaskText(lines[i])
		}
		lines[i] = strconv.Itoa(i+1) + ". " + lines[i]
	}
	if left > 0 {
		lines = append(lines, fmt.Sprintf("另有%d项，见问题清单", left))
	}
	return lines, wrong
}

// sentences says the findings, one after another: one sentence for a thing,
// whoever it is about, and one for all that another roster has differently about
// one person, or about the household. They would fill the sheet otherwise.
func (b *Builder) sentences(ps model.Problems, h *model.Household) []string {
	type about struct{ what, person, other string }
	var says []string
	var who [][]string
	at := make(map[about]int)
	line := func(k about, person string) (i int, met bool) {
		if i, met = at[k]; !met {
			i = len(says)
			at[k] = i
			says, who = append(says, ""), append(who, nil)
		}
		if person != "" && !slices.Contains(who[i], person) {
			who[i] = append(who[i], person)
		}
		return i, met
	}
	for _, p := range ps {
		if p.Other == nil || p.Other.Value == "" {
			what := strings.TrimPrefix(p.Field+"："+cmp.Or(p.OnSheet, p.Message), "：")
			k := about{what: what}
			if b.opt.Rules != nil && p.Person != "" {
				title := b.opt.Rules(p) // what its rule says of everybody
				all := about{what: strings.TrimPrefix(p.Field+"："+title, "：")}
				if i, met := at[all]; title != "" && (!met || !slices.Contains(who[i], p.Person)) {
					k = all
				}
			}
			switch i, met := line(k, p.Person); {
			case !met:
				says[i] = what
			case says[i] != what:
				says[i] = k.what // each has a reason of his own: the rule says it for all
			}
			continue
		}
		i, met := line(about{person: p.Person, other: p.Other.Name}, p.Person)
		if !met {
			says[i] = "与“" + p.Other.Name + "”不一致：" + b.twoValues(p)
			continue
		}
		says[i] += "；" + b.twoValues(p)
	}
	for i := range says {
		if len(who[i]) > 0 {
			says[i] = named(who[i], h) + "：" + says[i]
		}
	}
	return says
}

// named calls persons as the sheet does: 序号 2、4, by their names where one of
// them has no number of his own.
func named(persons []string, h *model.Household) string {
	places := make([]string, len(persons))
	for i, name := range persons {
		if places[i] = placeOf(model.Problem{Person: name}, h); number(places[i]) == unnumbered {
			return strings.Join(persons, "、")
		}
	}
	if len(persons) == 1 {
		return "序号 " + places[0] + " " + persons[0]
	}
	return "序号 " + strings.Join(places, "、")
}

// twoValues says what the two sides have for an item. A masked copy shows only
// parts of numbers here too.
func (b *Builder) twoValues(p model.Problem) string {
	show := func(s string) string {
		s = model.Fold(s)
		if in := b.def.Codebook.Lookup(p.Code); in != nil && b.opt.Mask {
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
