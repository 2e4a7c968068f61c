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
var passing = []string{"序号", "组", "户主", "系统原值", "核实人", "入户日期", "来源文件", "状态", "说明"}

// into fills the columns to be filled in of a table's rows, where the older
// workbook has a row about the same.
func (k Kept) into(t Table) Table {
	rows := k[t.Name]
	if len(rows) == 0 {
		return t
	}
	var about []string // heads
	var fill []int
	for i, c := range t.Columns {
		switch {
		case c.Fill:
			fill = append(fill, i)
		case !slices.Contains(passing, c.Head):
			about = append(about, c.Head)
		}
	}
	old := make(map[string][]string)
	under := func(row []string, head string) string {
		if i := slices.Index(rows[0], head); i >= 0 && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	for _, row := range rows[1:] {
		old[rowKey(about, func(head string) string { return under(row, head) })] = row
	}
	fresh := t.Rows
	t.Rows = func(yield func(Row) bool) {
		for row := range fresh {
			key := rowKey(about, func(head string) string {
				i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Head == head })
				text, _ := row.Cells[i].(string)
				return strings.TrimSpace(text)
			})
			if was, ok := old[key]; ok && row.Look == Body {
				row.Cells = slices.Clone(row.Cells)
				for _, i := range fill {
					row.Cells[i] = under(was, t.Columns[i].Head)
				}
			}
			if !yield(row) {
				return
			}
		}
	}
	return t
}

func rowKey(heads []string, text func(head string) string) string {
	var b strings.Builder
	for _, h := range heads {
		b.WriteString(text(h))
		b.WriteByte(0)
	}
	return b.String()
}
