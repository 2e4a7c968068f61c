package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// twoVillages are two of one name in different towns, beside another.
const twoVillages = `
户编号 | 行政村 | 行政区划代码 | 姓名 | 与户主关系 | A28 工资性收入（元）
1 | 东村 | 320799001201 | 赵甲 | 户主 | 100
2 | 东村 | 320799001201 | 钱乙 | 户主 | 200
3 | 东村 | 320799002201 | 孙丙 | 户主 | 300
4 | 西村 | 320799001202 | 李丁 | 户主 | 400
`

// writeTable writes a text table as a workbook of one sheet.
func writeTable(t testing.TB, path, text string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		for k, cell := range strings.Split(line, "|") {
			must.Succeed(t, f.SetCellStr("Sheet1", model.CellName(k+1, i+1), strings.TrimSpace(cell)))
		}
	}
	must.Succeed(t, f.SaveAs(path))
}

// TestVillagesOfOneName collects what two villages of one name hand back: what
// is told of one is never added to the other's.
func TestVillagesOfOneName(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "名册.xlsx")
	writeTable(t, name, twoVillages)
	c := &circle{t: t, dir: dir, roster: readRoster(t, name)}
	if _, err := (asked{Request: Request{Rosters: []string{name}}, Target: Target{Dir: c.out()}}).print(t.Context(), Watch{}); err != nil {
		t.Fatal(err)
	}
	books, err := filepath.Glob(filepath.Join(c.out(), "*", "*回填表.xlsx"))
	if err != nil || len(books) != 3 {
		t.Fatalf("return workbooks %q, %v", books, err)
	}
	for _, path := range books {
		w := openWorkbook(t, path)
		first := w.households()[0]
		w.visited(first, visit.Corrected)
		w.correct(first, visit.Whole, "A28", visit.HeadWritten, "111")
		w.save()
	}
	r := c.collect("sum", name, c.out())
	if len(r.Findings) > 0 {
		t.Errorf("findings: %v", r.Findings)
	}
	first, second := "东村（320799001201）", "东村（320799002201）"
	for _, table := range []struct {
		file, sheet string
		want        []string
	}{
		{output.ProgressName, "进度", []string{
			first + "|贫困户基础信息对照表|2|1|1|0|50.0%", "|历年帮扶措施信息对照表|2|1|1|0|50.0%", "|小计|4|2|2|0|50.0%|已交回",
			second + "|贫困户基础信息对照表|1|1|0|0|100.0%", "|历年帮扶措施信息对照表|1|1|0|0|100.0%", "|小计|2|2|0|0|100.0%|已交回",
			"西村|贫困户基础信息对照表|1|1|0|0|100.0%", "|历年帮扶措施信息对照表|1|1|0|0|100.0%", "|小计|2|2|0|0|100.0%|已交回",
			"合计||8|6|2|0|75.0%"}},
		{output.FindingsName, "汇总", []string{
			first + "|A28 工资性收入|1|1", "|小计|1|1", second + "|A28 工资性收入|1|1", "|小计|1|1",
			"西村|A28 工资性收入|1|1", "|小计|1|1", "合计||3|3", "", "各村合计|指标|处数|户数", "|A28 工资性收入|3|3"}},
	} {
		if got := c.sheetRows("sum", table.file, table.sheet)[1:]; !slices.Equal(got, table.want) {
			t.Errorf("%s:\n%s\nwant\n%s", table.file, strings.Join(got, "\n"), strings.Join(table.want, "\n"))
		}
	}
	for _, it := range c.itemLines("sum") {
		if !strings.HasPrefix(it, first+"|") && !strings.HasPrefix(it, second+"|") && !strings.HasPrefix(it, "西村|") {
			t.Errorf("whose is %s", it)
		}
	}
}

// households gives the numbers of the households of a return workbook.
func (w *workbook) households() []string {
	w.t.Helper()
	rows := w.rows(visit.ResultSheet)
	at := slices.Index(rows[0], visit.HeadHousehold)
	var out []string
	for _, r := range rows[1:] {
		if at < len(r) && r[at] != "" {
			out = append(out, r[at])
		}
	}
	return out
}

// TestRegisterOfOneName has each of two villages of one name printed alone, so
// into one folder, so that the register does not tell them apart, and only the
// workbook of the second handed back.
func TestRegisterOfOneName(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "名册.xlsx")
	writeTable(t, name, twoVillages)
	c := &circle{t: t, dir: dir}
	head, rows, _ := strings.Cut(strings.TrimSpace(twoVillages), "\n")
	for _, division := range []string{"320799001201", "320799002201"} {
		part := filepath.Join(dir, division+".xlsx")
		own := slices.DeleteFunc(strings.Split(rows, "\n"), func(s string) bool { return !strings.Contains(s, division) })
		writeTable(t, part, head+"\n"+strings.Join(own, "\n"))
		if _, err := (asked{Request: Request{Rosters: []string{part}}, Target: Target{Dir: c.out()}}).print(t.Context(), Watch{}); err != nil {
			t.Fatal(err)
		}
	}
	must.Succeed(t, os.Remove(filepath.Join(c.out(), "东村", "东村-"+book.ReturnName+".xlsx")))
	c.collect("sum", name, c.out())
	want := []string{
		"东村（320799001201）|贫困户基础信息对照表|2|0|2|0|0.0%", "|历年帮扶措施信息对照表|2|0|2|0|0.0%", "|小计|4|0|4|0|0.0%|未交回",
		"东村（320799002201）|贫困户基础信息对照表|1|0|1|0|0.0%", "|历年帮扶措施信息对照表|1|0|1|0|0.0%", "|小计|2|0|2|0|0.0%|未填写",
		"合计||6|0|6|0|0.0%"}
	if got := c.sheetRows("sum", output.ProgressName, "进度")[1:]; !slices.Equal(got, want) {
		t.Errorf("progress:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestTicksStay collects again when more has come in: what the typist ticked and
// what was noted of papers still out stays with its row, which has moved.
func TestTicksStay(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	h := c.village[0].Households
	w := c.open(c.village[0])
	w.visited(h[1].Number(), visit.Corrected)
	w.correct(h[1].Number(), visit.Whole, "A28", visit.HeadWritten, "111")
	w.correct(h[1].Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
	w.add(visit.AdditionSheet, visit.HeadNumber, w.number(h[1].Number()), "A1 姓名", "新生宝", "增加原因", "出生")
	w.save()
	c.collect("sum", c.file, c.out())

	done := openWorkbook(t, filepath.Join(c.dir, "sum", output.FindingsName))
	done.set("逐项", done.row("逐项", "核实值", "111"), "已录入", "√")
	done.set("新增成员", done.row("新增成员", "A1 姓名", "新生宝"), "已录入", "√")
	done.save()
	out := openWorkbook(t, filepath.Join(c.dir, "sum", output.ProgressName))
	out.set("未收回", out.row("未收回", "户编号", h[2].Number()), "催收记录", "十月八日电话")
	out.save()

	w = c.open(c.village[0])
	w.visited(h[0].Number(), visit.Corrected)
	w.correct(h[0].Number(), visit.Whole, "A28", visit.HeadWritten, "111") // the same value, of another household
	w.save()
	c.collect("sum", c.file, c.out())
	done = openWorkbook(t, filepath.Join(c.dir, "sum", output.FindingsName))
	for _, row := range done.rows("逐项")[1:] {
		if ticked := row[len(row)-2] == "√"; ticked != (row[2] == h[1].Number() && row[7] == "111") {
			t.Errorf("ticked %v: %q", ticked, row)
		}
	}
	if row := done.rows("新增成员")[1]; row[len(row)-2] != "√" {
		t.Errorf("the person who joined is ticked no more: %q", row)
	}
	done.file.Close()
	out = openWorkbook(t, filepath.Join(c.dir, "sum", output.ProgressName))
	defer out.file.Close()
	for _, row := range out.rows("未收回")[1:] {
		if noted := row[len(row)-1] == "十月八日电话"; noted && row[3] != h[2].Number() {
			t.Errorf("noted: %q", row)
		}
	}
	out.row("未收回", "催收记录", "十月八日电话")

	whole, err := os.ReadFile(filepath.Join(c.dir, "sum", output.FindingsName))
	must.Succeed(t, err)
	must.Succeed(t, os.WriteFile(filepath.Join(c.dir, "sum", output.FindingsName), whole[:len(whole)/2], 0o600))
	_, err = collectInto(t.Context(), filepath.Join(c.dir, "sum"), Request{Rosters: []string{c.file}}, c.out())
	var known *fault.Error
	if !errors.As(err, &known) || known.Kind != fault.Unwritable || !strings.Contains(err.Error(), output.FindingsName) {
		t.Errorf("a damaged one is written over: %v", err)
	}
}
