package book_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
	"ruhu/render/book"
)

// wantMark wants words on every page of every sheet, and landscape or upright A4
// with the head repeated.
func wantMark(t *testing.T, f *excelize.File, mark string) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		page, err := f.GetHeaderFooter(sheet)
		if err != nil || page == nil || !strings.Contains(page.OddHeader, mark) || !strings.Contains(page.OddFooter, "&P") {
			t.Errorf("%s: head and foot %+v %v", sheet, page, err)
		}
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Size != 9 {
			t.Errorf("%s: paper %v %v", sheet, layout.Size, err)
		}
		if !slices.ContainsFunc(f.GetDefinedName(), func(d excelize.DefinedName) bool { return d.Scope == sheet && d.Name == "_xlnm.Print_Titles" }) {
			t.Errorf("%s repeats no head", sheet)
		}
	}
}

func cellsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	must.Succeed(t, err)
	return rows
}

// TestLedgers writes the ledgers of the sample, of many and of none.
func TestLedgers(t *testing.T) {
	ros, r := sampleReport(t)
	l := book.Ledger{Year: 2019, Standard: 6000, Ceiling: 1.5}
	watched := r.Watch()
	opened := func(t testing.TB, write func(io.Writer) error) *excelize.File {
		f := opened(t, write)
		if several := book.Legible(t, f); several != nil {
			t.Errorf("rows on several pages on %q", several)
		}
		return f
	}
	f := opened(t, func(w io.Writer) error { return book.WriteWatched(w, l, watched) })
	wantMark(t, f, "内部掌握　不予公示")
	rows := cellsOf(t, f, "摸底台账")
	marked := 0
	for _, row := range rows[1:] {
		if len(row) > 7 && row[7] == "名册已标注" {
			marked++
		}
	}
	if want := int(r.Figure("edge.households").Value + r.Figure("watched.households").Value); marked != want {
		t.Errorf("%d marked, want %d", marked, want)
	}
	reviews := r.Review()
	f = opened(t, func(w io.Writer) error { return book.WriteReview(w, l, reviews) })
	wantMark(t, f, "内部资料")
	for h := range ros.Each {
		text := fmt.Sprint(cellsOf(t, f, "回头看台账"))
		if !h.Registered() && strings.Contains(text, h.Number()) {
			t.Errorf("the 边缘户 %s stands among the lifted", h.Number())
		}
	}
	if rows := cellsOf(t, f, "汇总"); rows[len(rows)-1][1] != fmt.Sprint(len(reviews)) {
		t.Errorf("total %q, want %d", rows[len(rows)-1], len(reviews))
	}
	f = opened(t, func(w io.Writer) error { return book.WriteWeakVillages(w, r, nil) })
	wantMark(t, f, "内部资料")
	rows = cellsOf(t, f, "经济薄弱村台账")
	if rows[1][1] != "河湾村" || rows[1][4] != "2018" || rows[1][5] != "18" || rows[2][5] != "18" {
		t.Errorf("%q", rows)
	}
	empty := report.Make(rostertest.Build(t, "村 南村"), report.Options{})
	opened(t, func(w io.Writer) error { return book.WriteWatched(w, l, empty.Watch()) })
	opened(t, func(w io.Writer) error { return book.WriteReview(w, l, empty.Review()) })
	opened(t, func(w io.Writer) error { return book.WriteWeakVillages(w, empty, nil) })
}
