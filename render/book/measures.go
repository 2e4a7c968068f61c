package book

import (
	"fmt"
	"strconv"
	"strings"

	"ruhu/model/report"
)

// measured is one measure in the order of its sheet.
type measured struct {
	year, category any // texts, as cells
	ref            *report.Ref
}

// orderMeasures puts the measures into the order of years and categories.
func (b *figureBook) orderMeasures() {
	b.measureStart = make(map[report.Measures]int)
	for _, f := range b.Figures() {
		if f.Measures == nil || f.Measures.Category == "" || f.Unit != report.Items {
			continue
		}
		ofYear := report.Measures{OneYear: true, Year: f.Measures.Year}
		if _, begun := b.measureStart[ofYear]; !begun {
			b.measureStart[ofYear] = len(b.measures)
		}
		b.measureStart[*f.Measures] = len(b.measures)
		in := measured{year: strconv.Itoa(f.Measures.Year), category: f.Measures.Category}
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
	which := f.Measures
	if which == nil || len(b.measures) == 0 || f.Unit != report.Items && f.Unit != report.Money || which.Category != "" && !plainCriterion(which.Category) {
		return ""
	}
	var parts []string
	for i := range b.measureSheets() {
		column := func(letter string) string { return span(measureSheet(i), letter, 2, len(b.onSheet(i))+1) }
		where := ""
		if which.OneYear {
			where = fmt.Sprintf(`%s,"%d"`, column("B"), which.Year)
		}
		if which.Category != "" {
			where += fmt.Sprintf(`,%s,"%s"`, column("C"), which.Category)
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
			numbers("序号", 7), centered("年度", 8), texts("措施类别", 14),
			texts("村", 12), centered("户编号", 17), texts("户主", 11),
			texts("帮扶内容", 40), texts("受益人", 14), amounts("金额（元）", 12),
		},
		Rows: func(yield func(Row) bool) {
			for n, m := range measures {
				of, rec := b.card(m.ref.Household), m.ref.Record
				cells := []any{i*b.perSheet + n + 1, m.year, m.category, of.village, of.number, of.head, rec.Text("帮扶内容"), rec.Text("受益人"),
					amountOf(rec, "帮扶金额")}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}
}
