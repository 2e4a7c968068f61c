package collect

import (
	"fmt"
	"slices"

	"ruhu/model"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// What is seen over several rows is said of each of them. Who was there and when, and
// whose a row is, may be merged; an answer is asked of every household or person, and
// one that is merged over several is not known to be each one's.

// spreading are the heads of what people fill in that a merged cell says of all its rows.
var spreading = []string{visit.HeadNumber, visit.HeadTemporary, visit.HeadSubject, visit.HeadDate, visit.HeadVisitor1, visit.HeadVisitor2, visit.HeadRemark}

// readMerged reads the merged cells of a sheet: what may be said of several rows is laid
// into each of them, an answer is taken out of all and told.
func (r *Return) readMerged(g *grid, merged []sheet.Span) {
	for _, m := range merged {
		at := slices.IndexFunc(g.cols, func(c visit.Column) bool {
			i, ok := g.heads[c.Head]
			return ok && i == m.Col1-1
		})
		if at < 0 || m.Row1 == m.Row2 {
			continue
		}
		head := g.cols[at].Head
		rows := g.within(m)
		if len(rows) < 2 || rows[0].number != m.Row1 {
			continue
		}
		text := g.text(*rows[0], head)
		rest := rows[1:]
		switch {
		case text == "" || !slices.ContainsFunc(rest, func(l *line) bool { return g.text(*l, head) != text }):
		case !g.cols[at].Fill || slices.Contains(spreading, head):
			for _, l := range rest {
				l.put(m.Col1-1, text)
			}
		default:
			for _, l := range rows {
				l.put(m.Col1-1, "")
			}
			r.fault(model.Problem{Rule: "return-merged", Pos: model.Pos{File: r.File, Sheet: g.name, Cell: model.CellName(m.Col1, m.Row1)}, Field: head, Value: text,
				Message: fmt.Sprintf("“%s”合并了 %d 行（%s:%s），不知道是不是每一行都是“%s”，这几行的都未采用", head, len(rows), model.CellName(m.Col1, m.Row1), model.CellName(m.Col2, m.Row2), text),
				Hint:    "请取消合并单元格，逐行填写"})
		}
	}
}

// within are the rows of a merged range that are about somebody: a number is printed
// there, or something is filled in.
func (g *grid) within(m sheet.Span) (rows []*line) {
	from, _ := slices.BinarySearchFunc(g.rows, m.Row1, func(l line, row int) int { return l.number - row })
	for i := from; i < len(g.rows) && g.rows[i].number <= m.Row2; i++ {
		l := &g.rows[i]
		if l.number == m.Row1 || g.text(*l, visit.HeadNumber) != "" || g.text(*l, visit.HeadTemporary) != "" ||
			g.filled(*l) {
			rows = append(rows, l)
		}
	}
	return rows
}

// put writes a cell.
func (l *line) put(col int, text string) {
	for len(l.cells) <= col {
		l.cells = append(l.cells, "")
	}
	l.cells[col] = text
}

// readDittos lays who was there and when into the rows that say 同上: as in a cell that is
// merged over them. Of anything else it is not adopted.
func (r *Return) readDittos(g *grid) {
	for _, head := range [...]string{visit.HeadDate, visit.HeadVisitor1, visit.HeadVisitor2} {
		at, ok := g.heads[head]
		for i := 1; ok && i < len(g.rows); i++ {
			if above := g.text(g.rows[i-1], head); above != "" && model.SaysSame(g.text(g.rows[i], head)) {
				g.rows[i].put(at, above)
			}
		}
	}
}

// readLowered takes the answers out of a column that was pasted a row too low: one stands
// below the last printed row, and the first has none. Nobody's answer is his then.
func (r *Return) readLowered(g *grid, name string) {
	if name != visit.ResultSheet && name != visit.ReliefSheet {
		return // their rows are printed, of all others the rows are written by people
	}
	printed := func(l line) bool { return g.text(l, visit.HeadNumber) != "" }
	first, below := slices.IndexFunc(g.rows, printed), len(g.rows)
	for below > 0 && !printed(g.rows[below-1]) {
		below--
	}
	if first < 0 || below == len(g.rows) || g.rows[below].number != g.rows[below-1].number+1 {
		return
	}
	for _, c := range g.cols {
		text := g.text(g.rows[below], c.Head)
		if !c.Fill || !r.answers(c, text) || g.text(g.rows[first], c.Head) != "" || g.text(g.rows[below-1], c.Head) == "" {
			continue
		}
		for i := range g.rows[first:] {
			g.rows[first+i].put(g.heads[c.Head], "")
		}
		r.fault(model.Problem{Rule: "return-lowered", Pos: model.Pos{File: r.File, Sheet: g.name, Cell: model.CellName(g.heads[c.Head]+1, g.rows[below].number)}, Field: c.Head, Value: text,
			Message: fmt.Sprintf("“%s”一列像是往下错了一行：第一户、第一人没有填，最后一行的下面却有“%s”，这一列都未采用", c.Head, text),
			Hint:    "请照纸质表核对，把这一列放回各自的行里；没有错行的，请删去最后一行下面的内容"})
	}
	if !g.filled(g.rows[below]) {
		g.rows = slices.Delete(g.rows, below, below+1)
	}
}

// answers reports a text that is one of the answers of a column.
func (r *Return) answers(c visit.Column, text string) bool {
	if in := r.cb.Lookup(c.Code); in != nil {
		return in.IsChoice() && in.Option(text) >= 0
	}
	return slices.ContainsFunc(c.Answers, func(a string) bool { return text != "" && model.Squeeze(a) == model.Squeeze(text) })
}
