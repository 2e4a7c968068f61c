package book

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	source "ruhu/model/sheet"
	"ruhu/render/ooxml"
)

// Notes is an older workbook of ours: what people wrote into its columns to be
// filled in, and what they added, goes into a new one. The zero Notes is none.
type Notes []earlierSheet

// earlierSheet is one sheet of it, without empty rows.
type earlierSheet struct {
	OtherSheet
	epoch1904 bool
}

// ReadNotes reads the workbook. The error is a *sheet.Error of model/sheet in
// words for the user.
func ReadNotes(in source.Input) (Notes, error) {
	var k Notes
	err := eachSheet(in, func(s source.Sheet) error {
		one := earlierSheet{OtherSheet{Name: s.Name()}, s.Epoch1904()}
		var err error
		if one.Rows, _, err = filledRows(s); len(one.Rows) > 0 {
			k = append(k, one)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return k, nil
}

// Says reports whether a row of the workbook begins with a text, such as what a list says
// of its scope.
func (k Notes) Says(text string) bool {
	return slices.ContainsFunc(k, func(s earlierSheet) bool {
		return slices.ContainsFunc(s.Rows, func(row []string) bool { return cellAt(row, 0) == textOf(text) })
	})
}

// pastSuffix ends the name of the sheet with the rows of a table that people
// wrote beside and that are listed no more.
const pastSuffix = "-以前的记录"

// pastNote says above such rows what they are.
const pastNote = "这些行以前填写过，这次不再列出（已经改正、已经收回，内容变了，或户编号、户主与那时不同），所以记在这里；不要的可以删去。"

// join gives tables with what people wrote into the older workbook: beside the
// row that is about the same or, where there is none, on a sheet behind. Their own
// columns and sheets stay too.
func (k Notes) join(tables ...Table) []Table {
	var out, past []Table
	ours := make(map[string]bool)
	for _, t := range tables {
		ours[t.Name], ours[t.Name+pastSuffix] = true, true
		var rest []*earlierLine
		if t.households {
			t = t.keyed()
		}
		filled := t
		if t.fillable() {
			filled, rest = k.into(t)
		}
		if !t.optional || t.any() {
			out = append(out, filled)
		}
		if len(rest) > 0 {
			past = append(past, pastTable(filled, rest))
		}
		if t.fillable() {
			past = append(past, k.unlike(t)...)
		}
	}
	out = append(out, past...)
	for _, s := range k {
		if !ours[s.Name] {
			out = append(out, s.table())
		}
	}
	return out
}

// strangeSuffix ends the name of an older sheet of a table's name that has other heads:
// it stays as it is.
const strangeSuffix = "-原来的"

// unlike gives older sheets of a table's name in which its heads are not found.
func (k Notes) unlike(t Table) (out []Table) {
	for _, s := range k {
		if (s.Name == t.Name || s.Name == t.Name+pastSuffix) && s.of(t, len(t.Columns)) == nil {
			other := s.table()
			for other.Name += strangeSuffix; slices.ContainsFunc(k, func(o earlierSheet) bool { return o.Name == other.Name }); {
				other.Name += "2"
			}
			out = append(out, other)
		}
	}
	return out
}

// fillable reports whether a table has columns for people.
func (t Table) fillable() bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Fill || c.Own })
}

// any reports whether a table has rows that are no notes.
func (t Table) any() bool {
	for r := range t.Rows {
		if r.Look == Body {
			return true
		}
	}
	return false
}

func pastTable(t Table, lines []*earlierLine) Table {
	past := Table{Name: t.Name + pastSuffix, Banner: t.Banner + "　以前的记录", Above: []string{pastNote},
		Columns: slices.Clone(t.Columns), Filter: t.Filter, Height: t.Height, Freeze: t.Freeze}
	for i := range past.Columns {
		past.Columns[i].Number, past.Columns[i].Choices = false, nil
	}
	past.Rows = each(lines, func(l *earlierLine) Row { return rowOfTexts(l.cells) })
	return past
}

// passing are heads of what may have changed since: it does not tell what a row
// is about.
var passing = []string{"序号", "级别", "组", "户主", "系统原值", "核实人", "入户日期", "来源文件", "状态", "说明", "单元格", "处理办法",
	"本册出处", "对方出处", "出处"}

// identifies reports a head that says what a row of the table is about.
func (t Table) identifies(head string) bool {
	if len(t.about) > 0 {
		return slices.Contains(t.about, head)
	}
	return !slices.Contains(passing, head)
}

// earlierLine is a row of an older table, its cells in the order of the new columns.
type earlierLine struct {
	cells []string
	used  bool
}

// into fills people's columns of a table's rows, where the older workbook has a
// row about the same, adds their own columns, and gives the older rows for which
// there is none.
func (k Notes) into(t Table) (Table, []*earlierLine) {
	width := len(t.Columns)
	var old []*earlierTable
	for _, s := range k {
		if s.Name == t.Name || s.Name == t.Name+pastSuffix {
			if o := s.of(t, width); o != nil {
				t.Columns = o.widen(t.Columns)
				old = append(old, o)
			}
		}
	}
	about, own := t.aboutAndOwn(old)
	whose := t.whose(width)
	var lines []*earlierLine
	waiting := make(map[string][]*earlierLine) // in order, where several are about the same
	for _, o := range old {
		for l := range o.lines(t.Columns) {
			lines = append(lines, l)
			key := whose.key(about, func(i int) string { return l.cells[i] })
			waiting[key] = append(waiting[key], l)
		}
	}
	if !slices.ContainsFunc(lines, func(l *earlierLine) bool { return l.says(own) }) {
		t.Columns = t.Columns[:width]
		return t, nil
	}
	rows := slices.Collect(t.Rows)
	came := t.comings(rows)
	for n, row := range rows {
		if row.Look != Body || len(row.Cells) != width {
			continue
		}
		key := whose.key(about, func(i int) string { return textOf(row.Cells[i]) })
		of := waiting[key]
		at := came.of(row, of, func(l *earlierLine) bool { return whose.same(row, l) })
		if at < 0 {
			continue
		}
		of[at].used = true
		rows[n].Cells = of[at].beside(row.Cells, t.Columns, own)
		waiting[key] = slices.Delete(of, at, at+1)
	}
	t.Rows = slices.Values(rows)
	return t, slices.DeleteFunc(lines, func(l *earlierLine) bool { return l.used || !l.says(own) })
}

// comings tells older rows apart by where they come from.
type comings struct {
	column int             // -1 where rows do not say it
	now    map[string]bool // where rows come from today
}

func (t Table) comings(rows []Row) comings {
	o := comings{t.column(t.from), make(map[string]bool)}
	for _, row := range rows {
		if o.column >= 0 && o.column < len(row.Cells) {
			o.now[textOf(row.Cells[o.column])] = true
		}
	}
	return o
}

// of gives the place of the older row that is a new one's: one of the same origin, else
// one whose origin gives no rows any more, such as a list that came again under another
// name.
func (o comings) of(row Row, older []*earlierLine, same func(*earlierLine) bool) int {
	if o.column < 0 {
		return slices.IndexFunc(older, same)
	}
	at := slices.IndexFunc(older, func(l *earlierLine) bool { return l.cells[o.column] == textOf(row.Cells[o.column]) && same(l) })
	if at < 0 {
		at = slices.IndexFunc(older, func(l *earlierLine) bool { return !o.now[l.cells[o.column]] && same(l) })
	}
	return at
}

// aboutAndOwn gives the columns that tell what a row is about, which all older
// tables must have, and those that people fill in.
func (t Table) aboutAndOwn(old []*earlierTable) (about, own []int) {
	for i, c := range t.Columns {
		lacks := func(o *earlierTable) bool { return !slices.Contains(o.heads, c.Head) }
		switch {
		case c.Fill || c.Own:
			own = append(own, i)
		case c.Head == keyHead: // see whose
		case t.identifies(c.Head) && !slices.ContainsFunc(old, lacks):
			about = append(about, i)
		}
	}
	return about, own
}

// beside gives the cells of a new row with what people wrote in the old one.
func (l *earlierLine) beside(cells []any, columns []Column, own []int) []any {
	out := append(slices.Clone(cells), make([]any, len(columns)-len(cells))...)
	for _, i := range own {
		out[i] = l.cells[i]
		if n, err := strconv.ParseFloat(l.cells[i], 64); err == nil && columns[i].Number {
			out[i] = n
		}
	}
	return out
}

// says reports a line with something in people's columns.
func (l *earlierLine) says(own []int) bool {
	return slices.ContainsFunc(own, func(i int) bool { return l.cells[i] != "" })
}

// earlierTable is a sheet of the older workbook with its heads found.
type earlierTable struct {
	heads     []string // each once; of a column without anything, empty
	rows      [][]string
	epoch1904 bool
}

// of gives the sheet as an older one of a table whose own columns are the first; nil
// where it is none. What the table says that its rows are about, the older must say.
func (s earlierSheet) of(t Table, own int) *earlierTable {
	o := s.like(t.Columns[:own])
	if o == nil || slices.ContainsFunc(t.about, func(head string) bool { return !slices.Contains(o.heads, head) }) {
		return nil
	}
	return o
}

// like finds the heads of a table in the sheet: people may have put rows above
// them. It gives nil where they are not.
func (s earlierSheet) like(columns []Column) *earlierTable {
	best, at := len(columns)/2, -1
	for i, row := range s.Rows[:min(len(s.Rows), headsWithin)] {
		n := 0
		for _, c := range columns {
			n += ofTrue(slices.Contains(row, c.Head))
		}
		if n > best {
			best, at = n, i
		}
	}
	if at < 0 {
		return nil
	}
	o := &earlierTable{rows: s.Rows[at+1:], epoch1904: s.epoch1904}
	width := 0
	for _, row := range s.Rows[at:] {
		width = max(width, len(row))
	}
	for i := range width {
		name := cellAt(s.Rows[at], i)
		if name == "" && slices.ContainsFunc(o.rows, func(row []string) bool { return cellAt(row, i) != "" }) {
			name = "（没有列名）"
		}
		head := name
		for n := 2; head != "" && slices.Contains(o.heads, head); n++ {
			head = name + strconv.Itoa(n)
		}
		o.heads = append(o.heads, head)
	}
	return o
}

// widen adds the columns that people added. The columns of files are ours, and
// stand only in lists about several.
func (o *earlierTable) widen(columns []Column) []Column {
	out := slices.Clone(columns)
	for _, head := range o.heads {
		if head != "" && head != fileHead && head != ourFileHead && !slices.ContainsFunc(out, func(c Column) bool { return c.Head == head }) {
			out = append(out, answers(head, 14))
		}
	}
	return out
}

// lines gives the rows with their cells in the order of columns.
func (o *earlierTable) lines(columns []Column) func(func(*earlierLine) bool) {
	at := make([]int, len(columns))
	for i, c := range columns {
		at[i] = slices.Index(o.heads, c.Head)
	}
	return func(yield func(*earlierLine) bool) {
		for _, row := range o.rows {
			l := &earlierLine{cells: make([]string, len(columns))}
			for i, c := range columns {
				if at[i] >= 0 {
					l.cells[i] = o.text(c, cellAt(row, at[i]))
				}
			}
			if !yield(l) {
				return
			}
		}
	}
}

// text gives what people wrote in a column; a day may be stored as Excel counts
// days.
func (o *earlierTable) text(c Column, text string) string {
	if (c.Fill || c.Own) && (strings.Contains(c.Head, "日期") || strings.Contains(c.Head, "时间")) {
		if day, ok := source.SerialDate(text, o.epoch1904); ok {
			return day
		}
	}
	return text
}

// cellNames are places of cells in what is said about a row; they move with the
// rows above.
var cellNames = regexp.MustCompile(`› [A-Z]{1,3}[0-9]+`)

func keyOf(about []int, text func(int) string) string {
	var b strings.Builder
	for _, i := range about {
		t := text(i)
		if strings.Contains(t, "› ") {
			t = cellNames.ReplaceAllString(t, "")
		}
		b.WriteString(t)
		b.WriteByte(0)
	}
	return b.String()
}

// cellAt gives a cell of a row, which may be shorter.
func cellAt(row []string, i int) string {
	if i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

// textOf is what a cell shows, of those that hold words.
func textOf(cell any) string {
	switch c := cell.(type) {
	case string:
		return strings.TrimSpace(ooxml.Clean(c))
	case Link:
		return strings.TrimSpace(ooxml.Clean(c.Text))
	}
	return ""
}
