package book

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/feedback"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
)

// Legible checks that every sheet prints at 8 points or more: from the columns
// within its print area, orientation, margins, pages across and the cells' fonts.
// It gives the sheets whose rows go on over several pages.
func Legible(t testing.TB, f *excelize.File) (several []string) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		if shown, _ := f.GetSheetVisible(sheet); !shown {
			continue
		}
		layout, err := f.GetPageLayout(sheet)
		must.Succeed(t, err)
		margins, err := f.GetPageMargins(sheet)
		must.Succeed(t, err)
		across := 210.0
		if *layout.Orientation == "landscape" {
			across = 297
		}
		across = across/25.4*72 - 72*(*margins.Left+*margins.Right)
		if *layout.FitToWidth > 1 {
			several = append(several, sheet)
		}
		widths, frozen := printedWidths(t, f, sheet)
		percent := 100
		for percent > 10 && pagesAcross(widths, frozen, across*100/float64(percent)) > *layout.FitToWidth {
			percent--
		}
		if size := smallestFont(t, f, sheet) * float64(percent) / 100; size < 8 {
			t.Errorf("%s prints at %.2f points (%d %%)", sheet, size, percent)
		}
	}
	return several
}

// TestRowsOnOnePage: lists that are handed out have their rows on one page, but for
// those with most of a roster's columns.
func TestRowsOnOnePage(t *testing.T) {
	cb := rostertest.Codebook(t)
	list := []*feedback.List{{Name: "省厅反馈.xlsx", Heads: []string{"序号", "乡镇", "村", "户编号", "户主", "姓名", "证件号码", "问题", "应改为", "整改时限", "核查情况"}, About: []int{2, 3, 4, 7},
		Lines: []feedback.Line{{Row: 2, Text: "住房安全没有填", Cells: []string{"1", "云海街道", "云台村", "32079900100001", "周大山", "周小山", "320799199001010127",
			"16（含）-60周岁健康且不在校，劳动力状况为丧失劳动力，请逐人核实", "弱劳动力或半劳动力", "2019-12-20"}}}}}
	problems := ProblemList{Title: func(model.Problem) string { return "题" }, Feedback: list,
		Problems: model.Problems{{Household: "1", Pos: model.Pos{File: "a.xlsx"}}, {Household: "2", Pos: model.Pos{File: "b.xlsx"}}}}
	findings := Findings{Year: 2019, Items: []visit.Item{{Village: "云台村", Household: "1", Field: "A28 工资性收入"}}}
	for _, c := range []struct {
		name  string
		write func(io.Writer) error
		wide  []string
	}{
		{"问题清单", func(w io.Writer) error { return WriteProblems(w, problems) }, nil},
		{"打印登记", func(w io.Writer) error { return WriteRegister(w, register()) }, nil},
		{"比对差异", func(w io.Writer) error { return WriteDifferences(w, comparedResult(t), nil, nil) }, nil},
		{"反馈销号表", func(w io.Writer) error {
			return WriteFeedback(w, &feedback.File{Name: "省厅反馈.xlsx", Lists: list}, make([]feedback.Note, 1), nil, false)
		}, nil},
		{"核实进度", func(w io.Writer) error { return WriteProgress(w, 2019, []visit.Track{{Village: "云台村"}}, nil) }, nil},
		{"需维护数据汇总", func(w io.Writer) error { return WriteFindings(w, cb, findings, nil) }, nil},
		{"回填表", func(w io.Writer) error { return WriteReturn(w, cb, village(cb)) },
			[]string{visit.MeasureSheet, visit.AdditionSheet, visit.NewSheet, visit.NewMemberSheet}},
	} {
		if f, _ := written(t, c.write); !slices.Equal(Legible(t, f), c.wide) {
			t.Errorf("%s: rows on several pages on %q", c.name, Legible(t, f))
		}
	}
}

// printedWidths gives the widths, in points, of the columns that are printed, and
// how many of them stand on every page.
func printedWidths(t testing.TB, f *excelize.File, sheet string) (widths []float64, frozen int) {
	t.Helper()
	last := ""
	for _, d := range f.GetDefinedName() {
		if d.Scope != sheet {
			continue
		}
		switch columns := strings.Split(strings.ReplaceAll(d.RefersTo, "'"+sheet+"'!", ""), ","); d.Name {
		case "_xlnm.Print_Area":
			_, last, _ = strings.Cut(strings.ReplaceAll(columns[0], "$", ""), ":")
		case "_xlnm.Print_Titles":
			if _, to, _ := strings.Cut(strings.ReplaceAll(columns[0], "$", ""), ":"); len(columns) > 1 {
				n, err := excelize.ColumnNameToNumber(to)
				must.Succeed(t, err)
				frozen = n
			}
		}
	}
	n := 0
	if last != "" {
		n, _ = excelize.ColumnNameToNumber(last)
	} else {
		for _, row := range rows(t, f, sheet) {
			n = max(n, len(row))
		}
	}
	for i := range n {
		name, _ := excelize.ColumnNumberToName(i + 1)
		w, err := f.GetColWidth(sheet, name)
		must.Succeed(t, err)
		if shown, _ := f.GetColVisible(sheet, name); !shown {
			w = 0
		}
		widths = append(widths, w*7*72/96) // a digit of 宋体 10 takes 7 of 96 pixels an inch
	}
	return widths, frozen
}

// pagesAcross is on how many pages columns stand where each has the given width.
func pagesAcross(widths []float64, frozen int, page float64) int {
	pages, used, first := 1, 0.0, 0.0
	for i, w := range widths {
		if i < frozen {
			first += w
		} else if used+w > page {
			pages, used = pages+1, first
		}
		used += w
	}
	if used > page {
		return 1000
	}
	return pages
}

// smallestFont is the size of the smallest text of a sheet, in points.
func smallestFont(t testing.TB, f *excelize.File, sheet string) float64 {
	t.Helper()
	least := 100.0
	seen := make(map[int]bool)
	for r, row := range rows(t, f, sheet) {
		for c := range row {
			cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
			id, err := f.GetCellStyle(sheet, cell)
			must.Succeed(t, err)
			if seen[id] {
				continue
			}
			seen[id] = true
			style, err := f.GetStyle(id)
			must.Succeed(t, err)
			size := 11.0
			if style.Font != nil && style.Font.Size > 0 {
				size = style.Font.Size
			}
			least = min(least, size)
		}
	}
	return least
}

// TestOutgoingOnOnePage: the lists for departments have their rows on one page,
// however many items they ask.
func TestOutgoingOnOnePage(t *testing.T) {
	cb := rostertest.Codebook(t)
	d := model.NewDataset(cb)
	for _, o := range cb.Outgoing() {
		f, _ := written(t, func(w io.Writer) error {
			return WriteOutgoing(w, Outgoing{Outgoing: o, Roster: &model.Roster{Data: d}, Year: 2019, Phone: true})
		})
		if several := Legible(t, f); several != nil {
			t.Errorf("%s: rows on several pages on %q", o.Name, several)
		}
	}
}

// What a roster holds is not typed over in a department's list: an answer there would
// be read by nobody.
func TestOutgoingIsAnsweredBeside(t *testing.T) {
	cb := rostertest.Codebook(t)
	r := rostertest.Build(t, "户 1 A40=A级 A44=是\n人 甲 户主 A4="+rostertest.ID("19550304", 11))
	lists := cb.Outgoing()
	o := lists[slices.IndexFunc(lists, func(o model.Outgoing) bool { return o.Name == "住建" })]
	f, _ := written(t, func(w io.Writer) error { return WriteOutgoing(w, Outgoing{Outgoing: o, Roster: r, Year: 2019}) })
	rules, err := f.GetDataValidations("住建核对")
	must.Succeed(t, err)
	for _, rule := range rules {
		head, err := f.GetCellValue("住建核对", rule.Sqref[:1]+"1")
		if err != nil || (rule.Type == "custom") != strings.HasPrefix(head, "名册现值") {
			t.Errorf("%s (%s): %s %s", head, rule.Sqref, rule.Type, rule.Formula1)
		}
	}
	if len(rules) != 2 {
		t.Errorf("%d rules", len(rules))
	}
}
