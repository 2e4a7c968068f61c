package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/report"
)

// plainRows is from how many rows on a sheet goes without styles.
const plainRows = 3000

// rollIncome are the sums over the roll of households.
var rollIncome = []struct {
	figure string
	code   model.Code
	head   string
}{
	{"income.wages.money", model.CodeWages, "工资性收入"}, {"income.transfers.money", model.CodeTransfers, "转移性收入"},
	{"income.business.money", model.CodeBusiness, "生产经营性收入"}, {"income.property.money", model.CodeProperty, "财产性收入"},
	{"income.cost.money", model.CodeCost, "生产经营性支出"},
}

// homeFixed and personFixed are the columns before those of the classes.
var (
	homeFixed = []Column{
		{Head: "序号", Width: 6, Number: true, Center: true}, {Head: "村", Width: 12}, {Head: "组", Width: 7, Center: true},
		{Head: "户编号", Width: 17, Center: true}, {Head: "户主", Width: 11}, {Head: "年末\n人口", Width: 6, Number: true, Center: true},
	}
	personFixed = []Column{
		{Head: "序号", Width: 6, Number: true, Center: true}, {Head: "村", Width: 12},
		{Head: "户编号", Width: 17, Center: true}, {Head: "户主", Width: 11}, {Head: "姓名", Width: 13}, {Head: "与户主关系", Width: 11, Center: true},
	}
)

// layRolls settles which column of which roll each class has.
func (b *figureBook) layRolls() {
	b.column, b.money, b.label = make(map[string]string), make(map[string]string), make(map[string]string)
	b.homes, b.persons = len(b.Figure("registered.households").Behind), len(b.Figure("registered.persons").Behind)
	home, person := len(homeFixed), len(personFixed)
	for _, c := range b.Classes() {
		for _, p := range c.Parts {
			b.label[c.ID+"."+p.Key] = p.Label
		}
		if c.ID == "village" {
			b.column[c.ID] = "B"
			continue
		}
		if c.OfPersons {
			person++
			b.column[c.ID] = model.ColumnName(person)
		} else {
			home++
			b.column[c.ID] = model.ColumnName(home)
		}
	}
	for _, x := range rollIncome {
		home++
		b.money[x.figure] = model.ColumnName(home)
	}
}

// classColumns are the columns of the classes of households or of persons.
func (b *figureBook) classColumns(ofPersons bool) []Column {
	var out []Column
	for _, c := range b.Classes() {
		if c.OfPersons != ofPersons || c.ID == "village" {
			continue
		}
		width := 10
		for _, p := range c.Parts {
			width = max(width, min(units(p.Label)+2, 18))
		}
		out = append(out, Column{Head: c.Title, Width: float64(width), Center: true})
	}
	return out
}

func (b *figureBook) homeTable() Table {
	t := Table{
		Name: homeSheet, Banner: b.banner("年末在册户"), Filter: true, Plain: b.homes > plainRows,
		Columns: slices.Concat(homeFixed, b.classColumns(false)),
	}
	for _, x := range rollIncome {
		t.Columns = append(t.Columns, Column{Head: x.head + "\n（元）", Width: 11, Number: true})
	}
	t.Columns = append(t.Columns, Column{Head: "人均纯收入\n（元）", Width: 11, Number: true})
	t.Rows = func(yield func(Row) bool) {
		n := 0
		for x := range b.EachHousehold {
			n++
			h, of := x.Household, b.card(x.Household)
			cells := append(make([]any, 0, len(t.Columns)), n, of.village, h.Text(model.CodeGroup), of.number, of.head, x.Persons)
			for _, label := range x.Labels[1:] { // the first is the village
				cells = append(cells, label)
			}
			for _, y := range rollIncome {
				cells = append(cells, amountCell(h.Amount(y.code)))
			}
			head, ok := h.PerHead(x.Persons)
			cells = append(cells, amountCell(head, true, ok))
			if !yield(Row{Cells: cells}) {
				return
			}
		}
	}
	return t
}

// amountCell is a number, or nothing where there is none.
func amountCell(x float64, _, ok bool) any {
	if !ok {
		return nil
	}
	return round2(x)
}

func (b *figureBook) personTable() Table {
	columns := slices.Concat(personFixed, b.classColumns(true))
	return Table{
		Name: personSheet, Banner: b.banner("年末在册人口"), Filter: true, Plain: b.persons > plainRows,
		Columns: columns,
		Rows: func(yield func(Row) bool) {
			n := 0
			for x := range b.EachPerson {
				n++
				of := b.card(x.Household)
				cells := append(make([]any, 0, len(columns)), n, of.village, of.number, of.head, x.Member.Name(), x.Member.Text(model.CodeRelation))
				for _, label := range x.Labels {
					cells = append(cells, label)
				}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}
}

// measured is one measure in the order of its sheet.
type measured struct {
	year, category any // texts, as cells
	ref            *report.Ref
}

// measureKey is the part of a measure figure's id that says which measures:
// measures.2019.产业扶贫.money has 2019.产业扶贫.
func measureKey(id string) string {
	key := strings.TrimPrefix(strings.TrimPrefix(id, "measures"), ".")
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		return key[:i]
	}
	return ""
}

// layMeasures puts the measures into the order of years and categories.
func (b *figureBook) layMeasures() {
	b.measureStart = make(map[string]int)
	for _, f := range b.Figures() {
		key := measureKey(f.ID)
		year, category, ok := strings.Cut(key, ".")
		if !strings.HasPrefix(f.ID, "measures.") || f.Unit != report.Items || !ok {
			continue
		}
		if _, begun := b.measureStart[year]; !begun {
			b.measureStart[year] = len(b.measures)
		}
		b.measureStart[key] = len(b.measures)
		in := measured{year: year, category: category}
		for i := range f.Behind {
			in.ref = &f.Behind[i]
			b.measures = append(b.measures, in)
		}
	}
}

// measureSheet names a sheet of measures; only those of a large county need
// a second one.
func measureSheet(i int) string {
	if i == 0 {
		return helpSheet
	}
	return helpSheet + strconv.Itoa(i+1)
}

// measureSheets is how many sheets the measures need.
func (b *figureBook) measureSheets() int { return (len(b.measures) + b.perSheet - 1) / b.perSheet }

// onSheet gives the measures of a sheet.
func (b *figureBook) onSheet(i int) []measured {
	return b.measures[i*b.perSheet : min((i+1)*b.perSheet, len(b.measures))]
}

// measureFormula counts or adds up measures; households and persons, which count
// once, no plain formula can count.
func (b *figureBook) measureFormula(f *report.Figure) string {
	if !strings.HasPrefix(f.ID, "measures") || len(b.measures) == 0 || f.Unit != report.Items && f.Unit != report.Money {
		return ""
	}
	year, category, narrow := strings.Cut(measureKey(f.ID), ".")
	if narrow && !plainCriterion(category) {
		return ""
	}
	var parts []string
	for i := range b.measureSheets() {
		column := func(letter string) string { return span(measureSheet(i), letter, 2, len(b.onSheet(i))+1) }
		where := ""
		if year != "" {
			where = fmt.Sprintf("%s,%q", column("B"), year)
		}
		if narrow {
			where += fmt.Sprintf(`,%s,"%s"`, column("C"), category)
		}
		switch money := f.Unit == report.Money; {
		case money && where == "":
			parts = append(parts, "SUM("+column("I")+")")
		case money:
			parts = append(parts, "SUMIFS("+column("I")+","+where+")")
		case where == "":
			parts = append(parts, "COUNT("+column("A")+")")
		default:
			parts = append(parts, "COUNTIFS("+where+")")
		}
	}
	return strings.Join(parts, "+")
}

// measureTable makes a sheet of measures.
func (b *figureBook) measureTable(i int) Table {
	measures := b.onSheet(i)
	return Table{
		Name: measureSheet(i), Banner: b.banner(helpSheet), Filter: true, Plain: len(measures) > plainRows,
		Columns: []Column{
			{Head: "序号", Width: 7, Number: true, Center: true}, {Head: "年度", Width: 8, Center: true}, {Head: "措施类别", Width: 14},
			{Head: "村", Width: 12}, {Head: "户编号", Width: 17, Center: true}, {Head: "户主", Width: 11},
			{Head: "帮扶内容", Width: 40}, {Head: "受益人", Width: 14}, {Head: "金额（元）", Width: 12, Number: true},
		},
		Rows: func(yield func(Row) bool) {
			for n, m := range measures {
				of, rec := b.card(m.ref.Household), m.ref.Record
				cells := []any{i*b.perSheet + n + 1, m.year, m.category, of.village, of.number, of.head, rec.Text("帮扶内容"), rec.Text("受益人"),
					amountCell(rec.Amount("帮扶金额"))}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}
}

// block is the list of who is behind one figure.
type block struct {
	figure      *report.Figure
	first, last int // rows of the list, below its title
}

// layNamed settles where who is behind each of the other figures is listed.
func (b *figureBook) layNamed() {
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
		if rule, ok := strings.CutSuffix(f.ID, ".households"); ok && strings.HasPrefix(f.ID, "problem.") && !f.Internal {
			b.block[f] = b.block[b.Figure(rule+".places")]
		}
	}
}

// isNamed reports a figure whose list stands in namedSheet: not in a roll, not
// among the measures, not in last year's roster, and no total of others.
func (b *figureBook) isNamed(f *report.Figure) bool {
	switch {
	case f.Internal, f.Class != "", strings.HasPrefix(f.ID, "registered."), strings.HasPrefix(f.ID, "measures"),
		strings.HasPrefix(f.ID, "income"), strings.Contains(f.ID, "-start."), strings.HasPrefix(f.ID, "problems"),
		strings.HasPrefix(f.ID, "problem.") && f.Unit == report.Households, f.Unit == report.Villages:
		return false
	}
	return true
}

func (b *figureBook) namedTable() Table {
	last := b.blocks[len(b.blocks)-1].last
	t := Table{
		Name: namedSheet, Banner: b.banner("指标背后的户和人"), Plain: last > 4*plainRows,
		Columns: []Column{
			{Head: "序号", Width: 7, Number: true, Center: true}, {Head: "村", Width: 12}, {Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 11}, {Head: "姓名", Width: 13}, {Head: "计入", Width: 9, Number: true, Center: true}, {Head: "说明", Width: 60},
		},
	}
	t.Rows = func(yield func(Row) bool) {
		for i := range b.blocks {
			f := b.blocks[i].figure
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
