package book

import (
	"slices"

	"ruhu/model"
	"ruhu/model/report"
)

// plainRows is from how many rows on a sheet goes without styles.
const plainRows = 3000

// homeFixed and personFixed are the columns before those of the classes.
var (
	homeFixed = []Column{
		numbers("序号", 6), texts("村", 12), centered("组", 7),
		centered("户编号", 17), texts("户主", 11), numbers("年末\n人口", 6),
	}
	personFixed = []Column{
		numbers("序号", 6), texts("村", 12),
		centered("户编号", 17), texts("户主", 11), texts("姓名", 13), centered("与户主关系", 11),
	}
)

// placeClasses finds the column of homeSheet or personSheet that each class has.
func (b *figureBook) placeClasses() {
	b.column, b.money, b.label = make(map[string]string), make(map[model.Code]string), make(map[string]string)
	b.homes, b.persons = len(b.Of(registered, report.Households).Behind), len(b.Of(registered, report.Persons).Behind)
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
	for _, x := range report.IncomeKinds {
		home++
		b.money[x.Code] = model.ColumnName(home)
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
	for _, x := range report.IncomeKinds {
		t.Columns = append(t.Columns, amounts(x.Name+"\n（元）", 11))
	}
	t.Columns = append(t.Columns, amounts("人均纯收入\n（元）", 11))
	t.Rows = func(yield func(Row) bool) {
		n := 0
		for x := range b.EachHousehold {
			n++
			h, of := x.Household, b.card(x.Household)
			cells := append(make([]any, 0, len(t.Columns)), n, of.village, h.Text(model.CodeGroup), of.number, of.head, x.Persons)
			for _, label := range x.Labels[1:] { // the first is the village
				cells = append(cells, label)
			}
			for _, y := range report.IncomeKinds {
				cells = append(cells, amountOf(&h.Record, y.Code))
			}
			cells = append(cells, amountCell(h.PerHead(x.Persons)))
			if !yield(Row{Cells: cells}) {
				return
			}
		}
	}
	return t
}

// amountCell is a number, or nothing where there is none.
func amountCell(x float64, ok bool) any {
	if !ok {
		return nil
	}
	return round2(x)
}

func amountOf(r *model.Record, c model.Code) any {
	x, _, ok := r.Amount(c)
	return amountCell(x, ok)
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
