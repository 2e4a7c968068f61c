package book

import (
	"slices"
	"strings"

	source "ruhu/model/sheet"
)

// Kept is an older workbook of ours, sheet by sheet, the heads first: what people
// wrote into its columns to be filled in goes into a new one. The zero Kept is
// none.
type Kept map[string][][]string

// ReadKept reads the workbook. The error is a *sheet.Error of model/sheet in
// words for the user.
func ReadKept(in source.Input) (Kept, error) {
	sheets, done, err := source.Open(in, "")
	if err != nil {
		return nil, named(err, in.Name)
	}
	defer done()
	k := make(Kept)
	for _, s := range sheets {
		err := s.Each(func(_ int, cells []string) bool {
			if slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
				k[s.Name()] = append(k[s.Name()], slices.Clone(cells))
			}
			return true
		})
		s.Release()
		if err != nil {
			return nil, named(err, in.Name)
		}
	}
	return k, nil
}

// passing are heads of what may have changed since: it does not tell what a row
// is about.
var passing = []string{"序号", "级别", "组", "户主", "系统原值", "核实人", "入户日期", "来源文件", "状态", "说明", "单元格", "处理办法"}

// into fills people's columns of a table's rows, where the older workbook has a
// row about the same.
func (k Kept) into(t Table) Table {
	rows := k[t.Name]
	if len(rows) == 0 {
		return t
	}
	var about, own []pair
	for i, c := range t.Columns {
		p := pair{i, slices.Index(rows[0], c.Head)}
		switch {
		case p.was < 0: // it is new
		case c.Fill || c.Own:
			own = append(own, p)
		case !slices.Contains(passing, c.Head):
			about = append(about, p)
		}
	}
	old := make(map[string][]string, len(rows))
	for _, row := range rows[1:] {
		old[keyOf(about, func(p pair) string { return at(row, p.was) })] = row
	}
	fresh := t.Rows
	t.Rows = func(yield func(Row) bool) {
		for row := range fresh {
			if row.Look == Body && len(row.Cells) == len(t.Columns) {
				row.Cells = slices.Clone(row.Cells)
				if was := old[keyOf(about, func(p pair) string { return textOf(row.Cells[p.is]) })]; was != nil {
					for _, p := range own {
						row.Cells[p.is] = at(was, p.was)
					}
				}
			}
			if !yield(row) {
				return
			}
		}
	}
	return t
}

// pair is a column of a table and where the older workbook has it.
type pair struct{ is, was int }

func keyOf(about []pair, text func(pair) string) string {
	var b strings.Builder
	for _, p := range about {
		b.WriteString(text(p))
		b.WriteByte(0)
	}
	return b.String()
}

// at gives a cell of a row, which may be shorter.
func at(row []string, i int) string {
	if i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

// textOf is what a cell shows, of those that hold words.
func textOf(cell any) string {
	switch c := cell.(type) {
	case string:
		return strings.TrimSpace(c)
	case Link:
		return strings.TrimSpace(c.Text)
	}
	return ""
}
