package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/render/book"
	"ruhu/render/doc"
	"ruhu/samples"
)

// county writes a roster of 10,000 households in 20 villages and their return
// workbooks, filled in: every household visited, every person asked about
// 大病医疗救助, and a correction for every other household.
func county(b *testing.B) (rosterFile, returns string) {
	b.Helper()
	dir := b.TempDir()
	cb := rostertest.Codebook(b)
	rosterFile, returns = filepath.Join(dir, "花名册.xlsx"), filepath.Join(dir, "回填")
	var buf bytes.Buffer
	must.Succeed(b, (samples.Population{Seed: 1, Households: 10_000, Villages: 20}).Write(&buf, cb))
	must.Succeed(b, os.WriteFile(rosterFile, buf.Bytes(), 0o600))
	must.Succeed(b, os.Mkdir(returns, 0o700))
	for _, v := range readRoster(b, rosterFile).Villages {
		buf.Reset()
		must.Succeed(b, book.WriteReturn(&buf, cb, packet(v)))
		path := filepath.Join(returns, v.Name+v.Division+"-"+book.ReturnName+".xlsx")
		must.Succeed(b, os.WriteFile(path, buf.Bytes(), 0o600))
		fillAll(b, path, cb)
	}
	return rosterFile, returns
}

// packet is a village with the papers that a print would give it.
func packet(v *model.Village) visit.Workbook {
	w := visit.Workbook{Year: 2019, Village: v}
	for _, h := range v.Visiting() {
		if !h.Registered() {
			continue
		}
		w.Households = append(w.Households, visit.Household{Household: h, Papers: []visit.Paper{
			{Number: doc.HouseholdSheet(2019, "compare", h), Form: "compare", Title: "贫困户基础信息对照表"},
			{Number: doc.HouseholdSheet(2019, "measures", h), Form: "measures", Title: "历年帮扶措施信息对照表"}}})
	}
	return w
}

func fillAll(b *testing.B, path string, cb *model.Codebook) {
	b.Helper()
	f, err := excelize.OpenFile(path)
	must.Succeed(b, err)
	defer f.Close()
	column := func(sheet, head string) int {
		for i, c := range visit.Columns(cb, sheet) {
			if c.Head == head {
				return i + 1
			}
		}
		b.Fatal(sheet, head)
		return 0
	}
	put := func(sheet, head string, row int, value string) {
		must.Succeed(b, f.SetCellStr(sheet, model.CellName(column(sheet, head), row), value))
	}
	results, err := f.GetRows(visit.ResultSheet)
	must.Succeed(b, err)
	for i, r := range results[1:] {
		put(visit.ResultSheet, visit.HeadResult, i+2, string([]visit.Result{visit.Corrected, visit.Agrees}[i%2]))
		put(visit.ResultSheet, visit.HeadDate, i+2, "2019-10-12")
		put(visit.ResultSheet, visit.HeadVisitor1, i+2, "陆文")
		if i%2 == 0 {
			put(visit.CorrectionSheet, visit.HeadNumber, i/2+2, r[0])
			put(visit.CorrectionSheet, visit.HeadSubject, i/2+2, visit.Whole)
			put(visit.CorrectionSheet, visit.HeadItem, i/2+2, visit.Title(cb.Lookup("A33")))
			put(visit.CorrectionSheet, visit.HeadWritten, i/2+2, "99.5")
		}
	}
	people, err := f.GetRows(visit.ReliefSheet)
	must.Succeed(b, err)
	for i := range people[1:] {
		put(visit.ReliefSheet, visit.HeadRelief, i+2, []string{"是", "否"}[i%2])
	}
	must.Succeed(b, f.Save())
}

// BenchmarkCollect collects the filled workbooks of 10,000 households: reading
// roster and workbooks, judging, and writing what came of it.
func BenchmarkCollect(b *testing.B) {
	rosterFile, returns := county(b)
	for b.Loop() {
		r, err := collectInto(b.Context(), b.TempDir(), Request{Rosters: []string{rosterFile}}, returns)
		must.Succeed(b, err)
		b.ReportMetric(float64(r.Collected.Found), "items")
		b.ReportMetric(float64(r.Collected.HeldItems), "held")
	}
}

// BenchmarkReturn writes the return workbook of a village of 500 households.
func BenchmarkReturn(b *testing.B) {
	cb := rostertest.Codebook(b)
	var buf bytes.Buffer
	must.Succeed(b, (samples.Population{Seed: 1, Households: 500, Villages: 1}).Write(&buf, cb))
	name := filepath.Join(b.TempDir(), "花名册.xlsx")
	must.Succeed(b, os.WriteFile(name, buf.Bytes(), 0o600))
	w := packet(readRoster(b, name).Villages[0])
	for b.Loop() {
		buf.Reset()
		must.Succeed(b, book.WriteReturn(&buf, cb, w))
	}
}
