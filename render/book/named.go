package book

import (
	"ruhu/model"
	"ruhu/model/report"
)

// block is the list of who is behind one figure.
type block struct {
	figure      *report.Figure
	first, last int // rows of the list, below its title
}

// placeNamed finds where who is behind each of the other figures is listed.
func (b *figureBook) placeNamed() {
	b.block = make(map[*report.Figure]*block)
	row := 2
	for _, f := range b.Figures() {
		if len(f.Behind) == 0 || !b.isNamed(f) {
			continue
		}
		k := block{figure: f, first: row + 1, last: row + len(f.Behind)}
		b.blocks = append(b.blocks, k)
		row = k.last + 1
	}
	for i := range b.blocks {
		b.block[b.blocks[i].figure] = &b.blocks[i]
	}
	for _, f := range b.Figures() { // the households of a rule stand with its findings
		if f.Rule != "" && f.Unit == report.Households && !f.Internal {
			b.block[f] = b.block[b.Of(f.Subject, report.Places)]
		}
	}
}

// isNamed reports a figure whose list stands in namedSheet: not in homeSheet or
// personSheet, not among the measures, not in last year's roster, and no total of others.
func (b *figureBook) isNamed(f *report.Figure) bool {
	switch {
	case f.Internal, f.Class != "", f.Subject == registered, f.Measures != nil, f.Group == report.GroupIncome, f.Moment == report.AtStart, f.Unit == report.Villages:
		return false
	case f.Group == report.GroupProblems:
		return f.Rule != "" && f.Unit == report.Places
	}
	return true
}

func (b *figureBook) namedTable() Table {
	last := b.blocks[len(b.blocks)-1].last
	t := Table{
		Name: namedSheet, Banner: b.banner("指标背后的户和人"), Plain: last > 4*plainRows,
		Columns: []Column{
			numbers("序号", 7), texts("村", 12), centered("户编号", 17),
			texts("户主", 11), texts("姓名", 13), numbers("计入", 9), texts("说明", 60),
		},
	}
	t.Rows = func(yield func(Row) bool) {
		for _, k := range b.blocks {
			f := k.figure
			if !yield(Row{Look: Title, Cells: []any{Link{Text: f.Name + "　" + f.Text(), Target: thisBook, Location: place(figureSheet, model.CellName(4, b.row[f]))}}}) {
				return
			}
			for n, x := range f.Behind {
				if !yield(Row{Cells: b.named(n+1, x)}) {
					return
				}
			}
		}
	}
	return t
}

// named is the n-th row of who stands behind a figure, without any number of a
// certificate.
func (b *figureBook) named(n int, x report.Ref) []any {
	of, person, note := b.card(x.Household), "", x.Note
	switch {
	case x.Member != nil:
		person = x.Member.Name()
		if reason := x.Member.Text(model.CodeAdded); reason != "" && note == "" {
			note = "增加原因：" + reason
		}
	case x.Record != nil:
		person = x.Record.Text(model.CodeLeaver) + x.Record.Text(model.CodeHelperName)
		if reason := x.Record.Text(model.CodeRemoved); reason != "" && note == "" {
			note = "减少原因：" + reason
		}
		if unit := x.Record.Text(model.CodeHelperUnit); unit != "" && note == "" {
			note = unit
		}
	}
	return []any{n, of.village, of.number, of.head, person, round2(x.Amount), note}
}
