package book_test

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
	"ruhu/render/book"
	"ruhu/samples"
)

const (
	sample   = "../../samples/花名册.xlsx"
	lastYear = "../../samples/花名册-上年.xlsx"
)

func sampleReport(t testing.TB) (*model.Roster, *report.Report) {
	ros := rostertest.Read(t, sample)
	ps := append(model.Problems{}, check.Run(ros, check.Options{Standard: 7000}).Problems...)
	return ros, report.Make(ros, report.Options{Last: rostertest.Read(t, lastYear), Problems: ps})
}

// opened writes twice, wants equal bytes, and opens the workbook.
func opened(t testing.TB, write func(io.Writer) error) *excelize.File {
	t.Helper()
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		must.Succeed(t, write(w))
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give different bytes")
	}
	f, err := excelize.OpenReader(&a)
	must.Succeed(t, err)
	t.Cleanup(func() { _ = f.Close() })
	book.Legible(t, f)
	return f
}

// TestFigures computes every formula of the workbook and wants the value that
// stands beside it, and every link to lead to a list as long as the figure says.
func TestFigures(t *testing.T) {
	_, r := sampleReport(t)
	jobs := 0 // another number each time, and the same bytes
	f := opened(t, func(w io.Writer) error { jobs++; return book.WriteFigures(w, r, jobs) })
	formulas := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		must.Succeed(t, err)
		for y, row := range rows {
			for x, value := range row {
				cell := model.CellName(x+1, y+1)
				formula, err := f.GetCellFormula(sheet, cell)
				must.Succeed(t, err)
				if formula == "" {
					continue
				}
				formulas++
				got, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Errorf("%s!%s %s: %v", sheet, cell, formula, err)
					continue
				}
				a, _ := strconv.ParseFloat(got, 64)
				b, err := strconv.ParseFloat(value, 64)
				if err != nil || a-b > 0.006 || b-a > 0.006 {
					t.Errorf("%s!%s: value %s, %s gives %s", sheet, cell, value, formula, got)
				}
			}
		}
	}
	if formulas < 300 {
		t.Errorf("only %d formulas", formulas)
	}
	figures, err := f.GetRows("全部指标")
	must.Succeed(t, err)
	for i, fig := range r.Figures() {
		row := figures[i+1]
		if row[2] != fig.Name {
			t.Fatalf("row %d is %s, want %s", i+2, row[2], fig.Name)
		}
		has, target, err := f.GetCellHyperLink("全部指标", model.CellName(9, i+2))
		must.Succeed(t, err)
		if wants := fig.Known && !fig.Internal && fig.Value != 0 && fig.Unit != report.Villages; wants != has && !unlinked(fig) && fig.Value != 0 {
			t.Errorf("%s (%s): link %v %s", fig.ID, fig.Text(), has, target)
		}
		if !fig.Known && row[3] != report.Unknown {
			t.Errorf("%s is not known, and stands as %q", fig.ID, row[3])
		}
	}
}

// TestFiguresRounding: shares that do not add up to 100.0 have no sum that would
// say 99.9 below them, and a note says why.
func TestFiguresRounding(t *testing.T) {
	r := report.Make(rostertest.Build(t, "村 南村\n户 1 A27a=因病\n人 赵甲 户主\n户 2 A27a=因残\n人 钱乙 户主\n户 3 A27a=因学\n人 孙丙 户主\n"), report.Options{})
	f := opened(t, func(w io.Writer) error { return book.WriteFigures(w, r, 1) })
	rows, err := f.GetRows("按主要致贫原因分", excelize.Options{RawCellValue: true})
	must.Succeed(t, err)
	if got := rows[1][2] + " " + rows[2][2] + " " + rows[3][2] + " " + rows[4][2]; got != "33.3 33.3 33.3 100" {
		t.Errorf("shares %s", got)
	}
	for cell, want := range map[string]string{"C5": "", "B5": "SUM(B2:B4)"} {
		if got, err := f.GetCellFormula("按主要致贫原因分", cell); err != nil || got != want {
			t.Errorf("%s is %q %v, want %q", cell, got, err, want)
		}
	}
	if got := rows[len(rows)-1][0]; got != "注：因四舍五入，各项占比之和不等于100%。" {
		t.Errorf("the note is %q", got)
	}
}

// unlinked are the figures whose people are listed elsewhere: last year's in
// last year's roster, all findings together in the list of problems.
func unlinked(f *report.Figure) bool {
	return strings.Contains(f.ID, "-start.") || strings.HasPrefix(f.ID, "problems") || strings.HasPrefix(f.ID, "income")
}

// TestFiguresNameNobodyWatched looks through every cell.
func TestFiguresNameNobodyWatched(t *testing.T) {
	ros, r := sampleReport(t)
	f := opened(t, func(w io.Writer) error { return book.WriteFigures(w, r, 1) })
	var edge []string
	for h := range ros.Each {
		if !h.Registered() {
			edge = append(edge, h.Number())
		}
	}
	if len(edge) == 0 {
		t.Fatal("nobody to look for")
	}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must.Succeed(t, err)
		for _, row := range rows {
			for _, cell := range row {
				if slices.Contains(edge, cell) {
					t.Errorf("%s names the 边缘户 %s", sheet, cell)
				}
				if cell == "脱贫监测户" && sheet != "全部指标" || strings.Contains(cell, "监测类型为") && sheet != "全部指标" {
					t.Errorf("%s says who is watched: %q", sheet, row)
				}
			}
		}
		page, err := f.GetHeaderFooter(sheet)
		if err != nil || page == nil || !strings.Contains(page.OddHeader, "内部资料") {
			t.Errorf("%s does not say that it is internal: %+v %v", sheet, page, err)
		}
	}
}

// TestFiguresOfFewColumns writes the workbook of a roster that tells little.
func TestFiguresOfFewColumns(t *testing.T) {
	for _, text := range []string{"", "村 南村", "户 1\n人 赵甲 户主", "村 =1+1\n户 =A1 脱贫属性=未脱贫\n人 +赵 户主\n措 帮扶年度=2019 帮扶类别=>\"*", "村 南:村/a 行政区划代码=1\n户 1\n人 赵甲 户主\n村 南:村/a 行政区划代码=2\n户 2\n人 钱甲 户主"} {
		r := report.Make(rostertest.Build(t, text), report.Options{})
		f := opened(t, func(w io.Writer) error { return book.WriteFigures(w, r, 1) })
		for _, sheet := range f.GetSheetList() {
			if n := len([]rune(sheet)); n > 31 {
				t.Errorf("%s has %d characters", sheet, n)
			}
		}
	}
}

// BenchmarkFigures counts and writes 10,000 households.
func BenchmarkFigures(b *testing.B) {
	ros := large(b)
	b.ReportAllocs()
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			report.Make(ros, report.Options{})
		}
	})
	b.Run("count and write", func(b *testing.B) {
		var n int64
		for b.Loop() {
			var w counter
			must.Succeed(b, book.WriteFigures(&w, report.Make(ros, report.Options{}), 2))
			n = int64(w)
		}
		b.ReportMetric(float64(n)/1e6, "MB")
	})
}

type counter int64

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// large is a roster of 10,000 households.
func large(b *testing.B) *model.Roster {
	var w bytes.Buffer
	p := samples.Population{Seed: 7, Households: 10_000, Villages: 40}
	must.Succeed(b, p.Write(&w, rostertest.Codebook(b)))
	return rostertest.ReadBytes(b, fmt.Sprintf("%d户.xlsx", p.Households), w.Bytes())
}
