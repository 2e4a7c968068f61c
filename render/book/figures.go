package book

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/report"
)

// The sheets of 总结数据.xlsx beside those of tables and charts.
const (
	contentsSheet = "目录"
	figureSheet   = "全部指标"
	homeSheet     = "户册"
	personSheet   = "人册"
	helpSheet     = "帮扶措施明细"
	namedSheet    = "名单"
)

// registered is the subject of the figures that homeSheet and personSheet list.
const registered = "registered"

// internalMark stands on every page: the workbook names people in full.
const internalMark = "（内部资料，不得外传）"

// WriteFigures writes 总结数据.xlsx: every figure with how it was counted, the
// tables and what charts are drawn from, the register with the parts in which
// everybody is, and the households and persons behind every figure, with links.
// Figures are values and, wherever the workbook has what they count, formulas.
//
// As many sheets are made at a time as jobs says; the bytes are the same with any
// number.
//
// 边缘户 are in none of it, and nothing says who is 脱贫监测户 (notice 三(一)).
func WriteFigures(w io.Writer, r *report.Report, jobs int) error {
	return writeFigures(w, r, jobs, 1_000_000) // a sheet has 48,576 rows more
}

// writeFigures writes so many measures to a sheet.
func writeFigures(w io.Writer, r *report.Report, jobs, perSheet int) error {
	b := &figureBook{Report: r, villages: make(map[*model.Village]string), perSheet: perSheet}
	for i, name := range r.VillageNames() {
		b.villages[r.Villages()[i]] = name
	}
	b.makeCards()
	b.placeClasses()
	b.orderMeasures()
	b.placeNamed()
	tables := []Table{{}, b.figureTable()}
	for _, t := range b.Tables() {
		tables = append(tables, b.tableSheet(t))
	}
	for _, s := range b.Series() {
		tables = append(tables, b.seriesSheet(s))
	}
	tables = append(tables, b.homeTable(), b.personTable())
	for i := range b.measureSheets() {
		tables = append(tables, b.measureTable(i))
	}
	if len(b.blocks) > 0 {
		tables = append(tables, b.namedTable())
	}
	tables[0] = b.contents(tables[1:])
	return writeTables(w, jobs, tables)
}

// figureBook is the workbook while it is put together.
type figureBook struct {
	*report.Report
	villages map[*model.Village]string
	cards    map[*model.Household]card
	row      map[*report.Figure]int // of the figure in figureSheet
	names    map[string]bool        // of the sheets of tables, so that none comes twice

	homes, persons int                   // rows of homeSheet and personSheet
	column         map[string]string     // letter of a class in homeSheet or personSheet
	money          map[model.Code]string // letter of an item of income in homeSheet
	label          map[string]string     // label of a class's part

	measures     []measured
	measureStart map[report.Measures]int // the first of them
	perSheet     int                     // measures

	blocks []block
	block  map[*report.Figure]*block
}

// banner is what stands over every page of a sheet.
func (b *figureBook) banner(title string) string {
	return fmt.Sprintf("%d年度扶贫对象动态管理：%s%s", b.Year, title, internalMark)
}

// card is what rows say of a household: all three as cells, for a household stands
// in a hundred rows.
type card struct{ village, number, head any }

// makeCards fills in the cards, which the sheets then only read.
func (b *figureBook) makeCards() {
	b.cards = make(map[*model.Household]card)
	for _, v := range b.Villages() {
		village := any(b.villages[v])
		for _, h := range v.Households {
			b.cards[h] = card{village, h.Number(), h.HeadName()}
		}
	}
}

// card gives what is said of a household; nothing of none. Those of last year's
// roster and those held back have no card of their own.
func (b *figureBook) card(h *model.Household) card {
	if c, ok := b.cards[h]; ok || h == nil {
		return c
	}
	c := card{number: h.Number(), head: h.HeadName()}
	if h.Village != nil {
		c.village = h.Village.Name
	}
	return c
}

// number is a figure as a cell of its own: with what counts it, if the workbook
// has that; 【请补充】 where it is not known.
func (b *figureBook) number(f *report.Figure) any {
	if !f.Known {
		return report.Unknown
	}
	return Formula{Value: round2(f.Value), Text: b.formula(f)}
}

// round2 keeps two decimals: 元 and 分.
func round2(x float64) any {
	if x = math.Round(x*100) / 100; x == math.Trunc(x) {
		return int(x)
	}
	return x
}

// formula says how the workbook counts the figure; empty where it cannot.
func (b *figureBook) formula(f *report.Figure) string {
	switch letter, ofMeasures := b.money[f.Code], b.measureFormula(f); {
	case f.Subject == registered && f.Unit == report.Households && b.homes > 0:
		return "COUNT(" + span(homeSheet, "A", 2, b.homes+1) + ")"
	case f.Subject == registered && f.Unit == report.Persons && b.persons > 0:
		return "COUNT(" + span(personSheet, "A", 2, b.persons+1) + ")"
	case f.Class != "":
		return b.classFormula(f)
	case letter != "" && b.homes > 0:
		return "SUM(" + span(homeSheet, letter, 2, b.homes+1) + ")"
	case ofMeasures != "":
		return ofMeasures
	}
	if k := b.block[f]; k != nil && k.figure == f {
		return "SUM(" + span(namedSheet, "F", k.first, k.last) + ")"
	}
	return ""
}

func span(sheet, letter string, first, last int) string {
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", sheet, letter, first, letter, last)
}

// classFormula counts the rows of homeSheet or personSheet that have the label.
func (b *figureBook) classFormula(f *report.Figure) string {
	letter := b.column[f.Class]
	if letter == "" {
		return ""
	}
	sheet, rows := homeSheet, b.homes
	c := b.class(f.Class)
	if c.OfPersons {
		sheet, rows = personSheet, b.persons
	}
	label := b.label[f.Class+"."+f.Key]
	if rows == 0 || !plainCriterion(label) {
		return ""
	}
	want := `"` + label + `"`
	if c.Multiple {
		want = `"*` + label + `*"`
	}
	where := span(sheet, letter, 2, rows+1)
	if f.Unit == report.Persons && !c.OfPersons {
		return fmt.Sprintf("SUMIF(%s,%s,%s)", where, want, span(sheet, "F", 2, rows+1))
	}
	return fmt.Sprintf("COUNTIF(%s,%s)", where, want)
}

// plainCriterion reports a text that COUNTIF takes as it stands: without marks
// that stand for others, and none of comparison before it.
func plainCriterion(s string) bool {
	return s != "" && !strings.ContainsAny(s, `"*?~`) && !strings.ContainsAny(s[:1], "=<>")
}

func (b *figureBook) class(id string) (c report.Class) {
	if i := slices.IndexFunc(b.Classes(), func(c report.Class) bool { return c.ID == id }); i >= 0 {
		c = b.Classes()[i]
	}
	return c
}

// listed is the place where the households or persons behind a figure are
// listed; empty where they are not.
func (b *figureBook) listed(f *report.Figure) string {
	switch {
	case !f.Known || f.Internal || f.Value == 0 && len(f.Behind) == 0:
		return ""
	case f.Subject == registered && f.Unit == report.Households:
		return place(homeSheet, model.CellName(1, 1))
	case f.Subject == registered:
		return place(personSheet, model.CellName(1, 1))
	case b.column[f.Class] != "" && b.class(f.Class).OfPersons:
		return place(personSheet, b.column[f.Class]+"1")
	case b.column[f.Class] != "":
		return place(homeSheet, b.column[f.Class]+"1")
	case b.money[f.Code] != "":
		return place(homeSheet, b.money[f.Code]+"1")
	case f.Measures != nil:
		i := b.measureStart[*f.Measures]
		return place(measureSheet(i/b.perSheet), model.CellName(1, i%b.perSheet+2))
	}
	if k := b.block[f]; k != nil {
		return place(namedSheet, model.CellName(1, k.first-1))
	}
	return ""
}

func (b *figureBook) figureTable() Table {
	t := Table{
		Name: figureSheet, Banner: b.banner(figureSheet), Filter: true, Height: 20,
		Columns: []Column{
			numbers("序号", 6), texts("类别", 18), texts("指标", 34), amounts("数值", 14),
			centered("单位", 6), amounts("上年", 12), texts("怎样统计", 64), texts("依据", 24),
			centered("名单", 9),
		},
	}
	b.row = make(map[*report.Figure]int)
	var rows []Row
	for i, f := range b.Figures() {
		b.row[f] = i + 2
		how, see := f.How, any("")
		if lack := f.Missing.Text(); !f.Known {
			how = f.Why + "，不能统计。" + f.How
		} else if lack != "" {
			how += "；未计入：" + lack
		}
		if f.Internal {
			see = "不列"
		}
		if to := b.listed(f); to != "" {
			see = Link{Text: "查看", Target: thisBook, Location: to}
		}
		last := any("")
		if before := b.LastYear(f.ID); before != nil && before.Known && comparable(f) {
			last = round2(before.Value)
		}
		rows = append(rows, Row{Cells: []any{i + 1, string(f.Group), f.Name, b.number(f), f.Unit, last, how, f.Source, see}})
	}
	t.Rows = slices.Values(rows)
	return t
}

// comparable leaves out what last year's report cannot tell: its own start and
// gap, its findings, and measures of other years, which both rosters have.
func comparable(f *report.Figure) bool {
	return f.Group != report.GroupProblems && f.Measures == nil && f.Moment == report.OfYear
}

// tableSheet makes a sheet of a table. Its numbers are those of figureSheet.
func (b *figureBook) tableSheet(t *report.Table) Table {
	out := Table{Name: b.name(t.Title), Banner: b.banner(t.Title), Height: 20, Portrait: len(t.Head) <= 6}
	for i, h := range t.Head {
		out.Columns = append(out.Columns, tableColumn(t, i, h))
	}
	const first = 2 // the row below the head
	var rows []Row
	for _, cells := range t.Rows {
		rows = append(rows, Row{Cells: b.cells(cells, nil)})
	}
	if t.Total != nil {
		sums := func(col int) string {
			if t.Total[col].HasPercent && !sharesAddUp(t, col) {
				return "" // 100.0, but not what the rounded shares add up to
			}
			letter := model.ColumnName(col + 1)
			return fmt.Sprintf("SUM(%s%d:%s%d)", letter, first, letter, first+len(t.Rows)-1)
		}
		if !addsUp(t) {
			sums = nil
		}
		rows = append(rows, Row{Look: Total, Cells: b.cells(t.Total, sums)})
	}
	if t.Why != "" {
		rows = append(rows, Row{Look: Note, Cells: []any{report.Unknown + "：" + t.Why}})
	}
	if t.Note != "" {
		rows = append(rows, Row{Look: Note, Cells: []any{"注：" + t.Note}})
	}
	out.Rows = slices.Values(rows)
	return out
}

// addsUp reports that every number of the last row is the sum of its column.
func addsUp(t *report.Table) bool {
	if len(t.Rows) == 0 {
		return false
	}
	for col, total := range t.Total {
		f := total.Figure
		if f == nil {
			continue
		}
		sum := 0.0
		for _, row := range t.Rows {
			if row[col].Figure != nil {
				sum += row[col].Figure.Value
			}
		}
		if !f.Known || sum != f.Value {
			return false
		}
	}
	return true
}

// sharesAddUp reports that the shares of a column add up to 100.0.
func sharesAddUp(t *report.Table, col int) bool {
	var ps []float64
	for _, row := range t.Rows {
		ps = append(ps, row[col].Percent)
	}
	return report.AddUp(ps)
}

// tableColumn gives a column the width that its texts ask for.
func tableColumn(t *report.Table, i int, h report.Head) Column {
	c := centered(h.Text, 11)
	if h.Over != "" {
		c.Head = h.Over + "\n" + h.Text
	}
	if i == 0 {
		c.Width = max(c.Width, float64(units(c.Head)+3))
	}
	numbers := false
	for _, row := range t.Rows {
		switch cell := row[i]; {
		case cell.HasPercent:
			c.Tenths, numbers = true, true
		case cell.Figure != nil:
			numbers = true
			if cell.Figure.Unit == report.Money {
				c.Width = 15
			}
		default:
			c.Width = max(c.Width, min(float64(units(cell.Text)+4), 60))
		}
	}
	c.Number = numbers
	if !numbers {
		c.Center = c.Width < 14
	}
	return c
}

// cells are a row of a table. sums, if given, is how a column is added up.
func (b *figureBook) cells(row []report.Cell, sums func(col int) string) []any {
	out := make([]any, len(row))
	for i, c := range row {
		switch f := c.Figure; {
		case f != nil && !f.Known:
			out[i] = report.Unknown
		case f != nil && sums != nil:
			out[i] = Formula{Value: round2(f.Value), Text: sums(i)}
		case f != nil:
			out[i] = Formula{Value: round2(f.Value), Text: fmt.Sprintf("%s!$D$%d", figureSheet, b.row[f]), To: b.listed(f)}
		case c.HasPercent && sums != nil && sums(i) != "":
			out[i] = Formula{Value: c.Percent, Text: sums(i)}
		case c.HasPercent:
			out[i] = c.Percent
		default:
			out[i] = c.Text
		}
	}
	return out
}

// seriesSheet makes a sheet of what a chart is drawn from.
func (b *figureBook) seriesSheet(s *report.Series) Table {
	t := Table{Name: b.name("图-" + s.Title), Banner: b.banner("图：" + s.Title), Portrait: true, Height: 20,
		Columns: []Column{texts("项目", 26)}}
	for _, l := range s.Lines {
		t.Columns = append(t.Columns, numbers(l.Name+"（"+s.Unit+"）", 16))
	}
	var rows []Row
	for i, label := range s.Labels {
		cells := []report.Cell{{Text: label}}
		for _, l := range s.Lines {
			cells = append(cells, report.Cell{Figure: l.Figures[i]})
		}
		rows = append(rows, Row{Cells: b.cells(cells, nil)})
	}
	t.Rows = slices.Values(rows)
	return t
}

// name makes a title a name that a sheet can have, and that no other has.
func (b *figureBook) name(title string) string {
	if b.names == nil {
		b.names = make(map[string]bool)
	}
	title = strings.Map(func(c rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, c) {
			return -1
		}
		return c
	}, title)
	r := []rune(title)
	name := string(r[:min(len(r), 28)])
	for i := 2; b.names[name]; i++ {
		name = fmt.Sprintf("%s%d", string(r[:min(len(r), 26)]), i)
	}
	b.names[name] = true
	return name
}

// contents is the first sheet: what there is, with links.
func (b *figureBook) contents(tables []Table) Table {
	t := Table{
		Name: contentsSheet, Banner: b.banner("总结数据"), Portrait: true, Height: 20,
		Columns: []Column{numbers("序号", 7), texts("工作表", 36), texts("内容", 52)},
	}
	rows := slices.Collect(counted(tables, func(s Table) Row {
		to := Link{Text: s.Name, Target: thisBook, Location: place(s.Name, model.CellName(1, 1))}
		return Row{Cells: []any{to, explain(s.Name)}}
	}))
	t.Rows = slices.Values(append(rows, Row{Look: Note, Cells: []any{"注：1. 数字都可顺着蓝字找到户和人；合计和分项既有数值也有公式。\n" +
		"2. 花名册查不到的数标【请补充】，不作0处理。\n3. 边缘户、脱贫监测户只有总数，不列名单。"}}))
	return t
}

var explained = map[string]string{
	figureSheet: "每个指标的数值、怎样统计、依据，“查看”到名单",
	homeSheet:   "年末在册的每一户，各项分类和收入；可按列筛选",
	personSheet: "年末在册的每一个人，各项分类；可按列筛选",
	helpSheet:   "每一项帮扶措施，按年度、类别排列",
	namedSheet:  "其余各指标背后的户和人，逐个指标列出",
}

func explain(sheet string) string {
	switch s := explained[sheet]; {
	case s != "":
		return s
	case strings.HasPrefix(sheet, helpSheet):
		return "帮扶措施，续上表"
	case strings.HasPrefix(sheet, "图-"):
		return "总结中图的数据"
	}
	return "总结附表的数据"
}
