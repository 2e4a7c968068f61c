package app

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/book"
)

// TestTemplateExample: the examples over the heads are no household, neither in
// the empty roster nor in one that is filled in, where every column is known.
func TestTemplateExample(t *testing.T) {
	file := filepath.Join(t.TempDir(), "册.xlsx")
	must.Succeed(t, WriteTemplate(file, "", false))
	empty, err := use(Request{Rosters: []string{file}}, func(w *Workspace) (*Result, error) { return w.Check(t.Context(), "") })
	if err != nil || empty.Households != 0 || empty.Members != 0 || len(empty.Findings) != 0 {
		t.Fatalf("the empty roster has %d households, %v, %v", empty.Households, empty.Findings, err)
	}
	cb := rostertest.Codebook(t)
	f, err := excelize.OpenFile(file)
	must.Succeed(t, err)
	fill := func(sheet string, values map[model.Code]string) {
		for i, c := range book.Columns(cb, sheet) {
			if v, ok := values[c]; ok {
				must.Succeed(t, f.SetCellStr(sheet, model.CellName(i+1, 3), v))
			}
		}
	}
	fill(book.HouseholdSheet, map[model.Code]string{model.CodeNumber: "1001", model.CodeVillage: "东风村", "A24": "一般贫困户"})
	fill(book.MemberSheet, map[model.Code]string{model.CodeNumber: "1001", "A1": "赵丙", "A5": "户主", "A4": "320799196001010035", "A8": "小学"})
	must.Succeed(t, f.Save())
	must.Succeed(t, f.Close())
	w, err := Open(Request{Rosters: []string{file}})
	must.Succeed(t, err)
	defer w.Close()
	must.Succeed(t, w.Read(t.Context()))
	r := w.Roster()
	if len(r.Problems) > 0 || r.Households() != 1 || r.Members() != 1 || r.Villages[0].Name != "东风村" {
		t.Fatalf("%d households, %d members, %v", r.Households(), r.Members(), r.Problems)
	}
	m := r.Villages[0].Households[0].Members[0]
	if !m.IsHead() || m.Text("A8") != "小学" || m.Pos("A1").Cell[1:] != "3" {
		t.Errorf("read %s %s at %v", m.Name(), m.Text("A8"), m.Pos("A1"))
	}
	for _, sheet := range []string{book.HouseholdSheet, book.MemberSheet} {
		at := slices.IndexFunc(r.Sheets, func(s model.SheetReading) bool { return s.Sheet == sheet })
		for _, c := range book.Columns(cb, sheet) {
			if !slices.ContainsFunc(r.Sheets[at].Columns, func(col model.ColumnReading) bool { return col.Code == c }) {
				t.Errorf("%s: the column %s was not understood", sheet, c)
			}
		}
	}
}
