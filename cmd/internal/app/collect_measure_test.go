package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/model/visit"
)

// withMeasures writes families with three measures of the first household, two of
// them alike but for the amount, and one of the second.
func withMeasures(t *testing.T, path string) {
	t.Helper()
	writeTable(t, path, families)
	f, err := excelize.OpenFile(path)
	must.Succeed(t, err)
	defer f.Close()
	if _, err := f.NewSheet("帮扶措施"); err != nil {
		t.Fatal(err)
	}
	for i, line := range []string{"户编号|帮扶年度|帮扶类别|帮扶内容|受益人|金额|落实单位",
		first + "|2018|产业扶贫|养羊|赵一|1000|", first + "|2018|产业扶贫|养羊|钱二|800|", first + "|2019|教育扶贫|助学金|赵三|500|教育局",
		second + "|2019|危房改造|改造|李四|9000|"} {
		for k, text := range strings.Split(line, "|") {
			must.Succeed(t, f.SetCellStr("帮扶措施", model.CellName(k+1, i+1), text))
		}
	}
	must.Succeed(t, f.Save())
}

// TestMeasures corrects a measure, strikes one and adds one: each is found by what
// was printed of it, and collecting again changes nothing more.
func TestMeasures(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "名册.xlsx")
	withMeasures(t, name)
	base := printRoster(t, name)
	const benefits, sum = "系统：受益人", "金额（元）"
	of := func(w *workbook, who string, pairs ...string) {
		row := w.row(visit.MeasureSheet, benefits, who)
		for i := 0; i < len(pairs); i += 2 {
			w.set(visit.MeasureSheet, row, pairs[i], pairs[i+1])
		}
	}
	adds := func(w *workbook, number string, pairs ...string) {
		if w.next[visit.MeasureSheet] == 0 {
			w.next[visit.MeasureSheet] = 6
		}
		w.add(visit.MeasureSheet, append([]string{visit.HeadNumber, w.number(number), visit.HeadAction, "新增"}, pairs...)...)
	}
	whole := "2018产业扶贫养羊赵一1000 2018产业扶贫养羊钱二800 2019教育扶贫助学金赵三500教育局"
	for i, tt := range []struct {
		name  string
		fill  func(w *workbook)
		held  []string // where a word of the message stands
		want  string   // the first household's measures
		items []string
	}{
		{"corrected", func(w *workbook) {
			of(w, "钱二", visit.HeadAction, "更正", sum, "1200", "落实单位", "镇政府")
		}, nil,
			"2018产业扶贫养羊赵一1000 2018产业扶贫养羊钱二1200镇政府 2019教育扶贫助学金赵三500教育局",
			[]string{"帮扶措施（2018 产业扶贫 养羊）：金额|800|1200", "帮扶措施（2018 产业扶贫 养羊）：落实单位||镇政府"}},
		{"struck", func(w *workbook) { of(w, "赵三", visit.HeadAction, "删除") }, nil,
			"2018产业扶贫养羊赵一1000 2018产业扶贫养羊钱二800", []string{"删除帮扶措施|2019 教育扶贫 助学金 赵三 500 教育局|删除"}},
		{"added", func(w *workbook) {
			adds(w, first, "年度", "2019", "措施类别", "健康扶贫", "帮扶内容", "医疗救助", "受益人", "赵一", sum, "300")
		}, nil,
			whole + " 2019健康扶贫医疗救助赵一300", []string{"新增帮扶措施||2019 健康扶贫 医疗救助 赵一 300"}},
		{"emptied", func(w *workbook) { of(w, "赵三", visit.HeadAction, "更正", "落实单位", visit.Nothing) }, nil,
			"2018产业扶贫养羊赵一1000 2018产业扶贫养羊钱二800 2019教育扶贫助学金赵三500",
			[]string{"帮扶措施（2019 教育扶贫 助学金）：落实单位|教育局|（应为空）"}},
		{"without an action", func(w *workbook) { of(w, "钱二", sum, "1200") }, []string{"没有选“处理”"}, whole, nil},
		{"nothing to correct", func(w *workbook) { of(w, "钱二", visit.HeadAction, "更正") }, []string{"没有填更正的内容"}, whole, nil},
		{"struck and corrected", func(w *workbook) { of(w, "钱二", visit.HeadAction, "删除", sum, "1") }, []string{"又填了更正的内容"}, whole, nil},
		{"no sum", func(w *workbook) { of(w, "钱二", visit.HeadAction, "更正", sum, "八百") }, []string{"不是数字"}, whole, nil},
		{"added over one", func(w *workbook) {
			of(w, "钱二", visit.HeadAction, "新增", "年度", "2019", "措施类别", "其他")
		}, []string{"不能选“新增”"}, whole, nil},
		{"added without a year", func(w *workbook) { adds(w, first, "措施类别", "其他") }, []string{"没有填“年度”"}, whole, nil},
		{"the paper of nobody", func(w *workbook) {
			adds(w, first, "年度", "2019", "措施类别", "其他")
			w.set(visit.MeasureSheet, 6, visit.HeadNumber, "2222-2222-2222")
		}, []string{"没有这个表号"}, whole, nil},
	} {
		if i > 2 && !slowtest.Plain() {
			break // the same with other values
		}
		t.Run(tt.name, func(t *testing.T) {
			c := base.with(t)
			w := c.open(c.village[0])
			w.visited(first, visit.Corrected)
			tt.fill(w)
			w.save()
			r := c.collect("sum", name, c.out())
			again := c.collect("again", filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"), c.out())
			for _, one := range []*Result{r, again} {
				var held []string
				for _, p := range one.Findings {
					if p.Severity == model.Fault {
						held = append(held, p.Message)
					}
				}
				if len(held) != len(tt.held) || len(held) > 0 && !strings.Contains(held[0], tt.held[0]) {
					t.Errorf("held %q, want %q", held, tt.held)
				}
			}
			for _, at := range []string{"sum", "again"} {
				got := readRoster(t, filepath.Join(c.dir, at, output.VerifiedBase+".xlsx"))
				if s := measuresOf(got.Villages[0].Households[0]); s != tt.want {
					t.Errorf("%s: measures %s, want %s", at, s, tt.want)
				}
				if s := measuresOf(got.Villages[0].Households[1]); s != "2019危房改造改造李四9000" {
					t.Errorf("%s: another's measures %s", at, s)
				}
				var items []string
				for _, row := range c.sheetRows(at, output.FindingsName, "逐项")[1:] {
					cells := strings.Split(row, "|")
					items = append(items, strings.Join(cells[5:8], "|"))
				}
				if !slices.Equal(items, tt.items) {
					t.Errorf("%s: items %q, want %q", at, items, tt.items)
				}
			}
		})
	}
}

// measuresOf are the measures of a household in a line.
func measuresOf(h *model.Household) string {
	var out []string
	for _, m := range h.Measures {
		var b strings.Builder
		for _, code := range []model.Code{"帮扶年度", "帮扶类别", "帮扶内容", "受益人", "帮扶金额", "落实单位"} {
			b.WriteString(m.Text(code))
		}
		out = append(out, b.String())
	}
	return strings.Join(out, " ")
}
