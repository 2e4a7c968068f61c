package book

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
)

// A large county has more measures than a sheet has rows: they go on in further
// sheets, and every formula and link knows it.
func TestMeasuresInSeveralSheets(t *testing.T) {
	r := report.Make(rostertest.Read(t, "../../samples/花名册.xlsx"), report.Options{})
	var w bytes.Buffer
	must.Succeed(t, writeFigures(&w, r, 2, 100))
	f, err := excelize.OpenReader(&w)
	must.Succeed(t, err)
	n := 0
	for i := range 100 {
		name := measureSheet(i)
		if at, _ := f.GetSheetIndex(name); at < 0 {
			break
		}
		rows, err := f.GetRows(name)
		must.Succeed(t, err)
		for _, row := range rows[1:] {
			if n++; row[0] != strconv.Itoa(n) {
				t.Fatalf("%s: measure %s instead of %d", name, row[0], n)
			}
		}
	}
	if n <= 200 {
		t.Fatalf("%d measures only", n)
	}
	counted := 0
	for i, fig := range r.Figures() {
		if fig.Measures == nil {
			continue
		}
		cell := fmt.Sprintf("D%d", i+2)
		if formula, _ := f.GetCellFormula(figureSheet, cell); formula != "" {
			counted++
			if got, err := f.CalcCellValue(figureSheet, cell, excelize.Options{RawCellValue: true}); err != nil || got != strconv.FormatFloat(fig.Value, 'f', -1, 64) {
				t.Errorf("%s: %s %v, want %v", fig.ID, got, err, fig.Value)
			}
		}
		if _, target, _ := f.GetCellHyperLink(figureSheet, fmt.Sprintf("I%d", i+2)); fig.Value != 0 && target != "" {
			firstMeasure(t, f, fig, target)
		}
	}
	if counted < 10 {
		t.Errorf("%d figures of measures are counted", counted)
	}
}

// firstMeasure checks that a link leads to the first measure of its figure.
func firstMeasure(t *testing.T, f *excelize.File, fig *report.Figure, target string) {
	t.Helper()
	sheet, cell, _ := strings.Cut(strings.ReplaceAll(target, "'", ""), "!")
	_, row, err := excelize.CellNameToCoordinates(cell)
	must.Succeed(t, err)
	which := fig.Measures
	if got, _ := f.GetCellValue(sheet, fmt.Sprintf("B%d", row)); which.OneYear && got != strconv.Itoa(which.Year) {
		t.Errorf("%s leads to the year %s", fig.ID, got)
	}
	if got, _ := f.GetCellValue(sheet, fmt.Sprintf("C%d", row)); which.Category != "" && got != which.Category {
		t.Errorf("%s leads to %s", fig.ID, got)
	}
}
