package web

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/input"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/samples"
)

// printed prints the sample into a folder and gives the return workbook of its first
// village, filled in: two households visited, one correction that is adopted, one that
// is not.
func printed(t *testing.T, dir string) string {
	t.Helper()
	w, err := app.Open(app.Request{Memory: input.Memory{sampleName: samples.Roster}, Rosters: []string{sampleName}})
	must.Succeed(t, err)
	defer w.Close()
	if _, err := w.Print(t.Context(), app.Choice{Paper: "A4"}, app.Target{Dir: dir}, app.Watch{}); err != nil {
		t.Fatal(err)
	}
	v := w.Roster().Villages[0]
	return filled(t, filepath.Join(dir, v.Name, v.Name+"-入户核实回填表.xlsx"), v.Households[0].Number(), v.Households[1].Number())
}

// filled fills in a return workbook.
func filled(t *testing.T, path, good, bad string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must.Succeed(t, err)
	defer f.Close()
	cb := rostertest.Codebook(t)
	rows := func(sheet string) [][]string {
		out, err := f.GetRows(sheet)
		if err != nil || len(out) == 0 {
			t.Fatal(sheet, err)
		}
		return out
	}
	set := func(sheet string, row int, pairs ...string) {
		heads := rows(sheet)[0]
		for i := 0; i < len(pairs); i += 2 {
			if err := f.SetCellStr(sheet, model.CellName(slices.Index(heads, pairs[i])+1, row), pairs[i+1]); err != nil {
				t.Fatal(pairs[i], err)
			}
		}
	}
	results := rows(visit.ResultSheet)
	number := slices.Index(results[0], visit.HeadHousehold)
	for i, h := range []string{good, bad} {
		at := slices.IndexFunc(results, func(r []string) bool { return len(r) > number && r[number] == h })
		set(visit.ResultSheet, at+1, visit.HeadResult, string(visit.Corrected), visit.HeadDate, "2019-10-12", visit.HeadVisitor1, "陆文", visit.HeadVisitor2, "孙立")
		item, value := "A33", "7.25"
		if h == bad {
			item, value = "A28", "约三万"
		}
		set(visit.CorrectionSheet, i+2, visit.HeadNumber, results[at][0], visit.HeadSubject, visit.Whole,
			visit.HeadItem, visit.Title(cb.Lookup(model.Code(item))), visit.HeadWritten, value)
	}
	must.Succeed(t, f.Save())
	return path
}

// read reads a file.
func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	must.Succeed(t, err)
	return data
}

// TestReturns: what a village hands back is kept and collected, beside what others
// handed back before; what is keyed in is ticked in the workbook, and stays ticked when
// all is collected again.
func TestReturns(t *testing.T) {
	b := open(t)
	if page := b.get("/returns", http.StatusOK); !strings.Contains(page, "还没有名册") {
		t.Errorf("without a roster:\n%s", page)
	}
	b.post("/roster/sample", nil, http.StatusOK)
	dir := b.server.projects.find("").dir
	back := printed(t, dir)
	shows := func(page string, texts ...string) string {
		t.Helper()
		for _, text := range texts {
			if !strings.Contains(page, text) {
				t.Errorf("no %s in\n%s", text, page)
			}
		}
		return page
	}

	name := filepath.Base(back)
	if _, answer := b.upload("/returns/files", http.StatusUnprocessableEntity, file{"名册.csv", strings.NewReader("户编号,姓名\n1,张三\n")}); !strings.Contains(answer, "放入的不是回填表") {
		t.Errorf("a roster for a return workbook: %s", answer)
	}
	b.upload("/returns/files", http.StatusNoContent, file{name, bytes.NewReader(read(t, back))})
	page := shows(b.returns(), `<dd id="returns">1</dd>`, `<dd id="found">1</dd>`, `<dd id="held">1</dd>`,
		"约三万", "已交回", "未交回", `id="keyed-done">0</b>`, name)
	if n := len(regexp.MustCompile(`<td id="mark-`).FindAllString(page, -1)); n != 1 {
		t.Errorf("%d rows to be keyed in", n)
	}
	if !strings.Contains(page, "<td>A28") || !regexp.MustCompile(`<td>\d+(\.\d+)?</td><td>约三万</td>`).MatchString(page) {
		t.Errorf("what was printed does not stand beside it:\n%s", page)
	}

	row := regexp.MustCompile(`name="row" value="([^"]+)"`).FindStringSubmatch(page)[1]
	shows(b.post("/returns/mark", url.Values{"row": {row}, "sheet": {"逐项"}, "done": {"1"}}, http.StatusOK), " checked", `data-goes="#keyed-done">1<`)
	shows(b.post("/returns/mark", url.Values{"row": {"other"}, "done": {"1"}}, http.StatusOK), "这一行改过了")
	shows(b.returns(), `id="keyed-done">1</b>`)
	shows(b.post("/returns/keyed", url.Values{"open": {"1"}}, http.StatusOK), "已录入 <b")

	page = shows(b.collect(), `id="keyed-done">1</b>`)
	row = regexp.MustCompile(`name="row" value="([^"]+)"`).FindStringSubmatch(page)[1]
	if page := b.post("/returns/mark", url.Values{"row": {row}}, http.StatusOK); strings.Contains(page, " checked") {
		t.Errorf("the tick stays:\n%s", page)
	}
	b.post("/returns/mark", url.Values{"row": {row}, "done": {"1"}}, http.StatusOK)

	// The same village again, with the slip put right; then another village's.
	fixed := filepath.Join(t.TempDir(), name)
	must.Succeed(t, os.WriteFile(fixed, read(t, back), 0o600))
	f, err := excelize.OpenFile(fixed)
	must.Succeed(t, err)
	heads, _ := f.GetRows(visit.CorrectionSheet)
	must.Succeed(t, f.SetCellStr(visit.CorrectionSheet, model.CellName(slices.Index(heads[0], visit.HeadWritten)+1, 3), "31000"))
	must.Succeed(t, f.Save())
	others, err := filepath.Glob(filepath.Join(dir, "*", "*-入户核实回填表.xlsx"))
	if err != nil || len(others) < 2 {
		t.Fatal(others, err)
	}
	other := others[slices.IndexFunc(others, func(n string) bool { return n != back })]
	b.upload("/returns/files", http.StatusNoContent, file{name, bytes.NewReader(read(t, fixed))}, file{filepath.Base(other), bytes.NewReader(read(t, other))})
	page = shows(b.returns(), `<dd id="returns">2</dd>`, `<dd id="found">3</dd>`, `<dd id="held">0</dd>`, "换下了同名的旧表", "未填写", `id="keyed-done">1</b>`)

	kept := regexp.MustCompile(`name="name" value="([^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(kept) != 2 {
		t.Fatalf("%d workbooks are kept", len(kept))
	}
	b.post("/returns/without", url.Values{"name": {"../需维护数据汇总.xlsx"}}, http.StatusUnprocessableEntity)
	for _, k := range kept {
		page = b.post("/returns/without", url.Values{"name": {k[1]}}, http.StatusOK)
	}
	if strings.Contains(page, `name="name"`) {
		t.Errorf("workbooks are still kept:\n%s", page)
	}
}

// returns is the page once nothing is being collected any more.
func (b *site) returns() string {
	b.t.Helper()
	return b.until(`id="return-files"`, func() string { return b.get("/returns", http.StatusOK) })
}

// collect collects what is kept, and gives the page then.
func (b *site) collect() string {
	b.t.Helper()
	b.post("/returns/collect", nil, http.StatusOK)
	return b.returns()
}

// TestCollecting: while it is collected the page tells how far that is; it can be stopped,
// and then nothing is written.
func TestCollecting(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	dir := b.server.projects.find("").dir
	back := printed(t, dir)
	b.upload("/returns/files", http.StatusNoContent, file{filepath.Base(back), bytes.NewReader(read(t, back))})
	b.returns()
	progress := filepath.Join(dir, "汇总", "核实进度.xlsx")
	must.Succeed(t, os.Remove(progress))
	b.server.collecting.RLock() // somebody is at what is kept
	page := b.post("/returns/collect", nil, http.StatusOK)
	b.has(page, `id="collecting"`, "/returns/progress", `id="stop"`)
	b.has(b.post("/returns/progress", nil, http.StatusOK), "正在准备", "data-poll")
	b.has(b.post("/returns/collect", nil, http.StatusUnprocessableEntity), "正在汇总，还没有汇总完")
	b.has(b.post("/returns/stop", nil, http.StatusOK), "正在中止")
	b.server.collecting.RUnlock()
	page = b.returns()
	b.has(page, "没有汇总成", "已中断，没有写出文件", `id="collect"`)
	if _, err := os.Stat(progress); err == nil {
		t.Error("what was stopped wrote")
	}
	b.has(b.collect(), `<dd id="returns">1</dd>`)
}

// TestMarkBeside: words that people wrote beside a row are theirs, and rows that moved
// in the workbook are found again.
func TestMarkBeside(t *testing.T) {
	dir := t.TempDir()
	back := printed(t, dir)
	w, err := app.Open(app.Request{Memory: input.Memory{sampleName: samples.Roster}, Rosters: []string{sampleName}})
	must.Succeed(t, err)
	defer w.Close()
	if _, err := w.Collect(t.Context(), dir, []string{back}, nil); err != nil {
		t.Fatal(err)
	}
	kept := app.NewKeyedBook(dir)
	keyed := func() app.Keyed {
		t.Helper()
		k, err := kept.Read()
		if err != nil || len(k) != 1 || len(k[0].Rows) != 1 {
			t.Fatalf("%v %v", k, err)
		}
		return k[0]
	}
	id := keyed().Rows[0].ID
	path := filepath.Join(dir, "需维护数据汇总.xlsx")
	f, err := excelize.OpenFile(path)
	must.Succeed(t, err)
	must.Succeed(t, f.InsertRows("逐项", 1, 2))
	must.Succeed(t, f.Save())
	must.Succeed(t, kept.Mark(id, true))
	if got := keyed().Rows[0].Done; got != app.DoneMark {
		t.Errorf("it says %q", got)
	}
	f, err = excelize.OpenFile(path)
	must.Succeed(t, err)
	rows, _ := f.GetRows("逐项")
	col := slices.Index(rows[2], "已录入") + 1
	must.Succeed(t, f.SetCellStr("逐项", model.CellName(col, 4), "系统里没有这人"))
	must.Succeed(t, f.Save())
	before := read(t, path)
	if err := kept.Mark(id, true); err == nil || !bytes.Equal(before, read(t, path)) {
		t.Errorf("words of people's were written over: %v", err)
	}
	if got := keyed().Rows[0].Done; got != "系统里没有这人" {
		t.Errorf("it says %q", got)
	}
}
