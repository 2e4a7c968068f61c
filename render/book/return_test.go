package book

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/render/ooxml"
)

// village is one of a few households, one of them with a name that needs care.
func village(cb *model.Codebook) visit.Workbook {
	d := model.NewDataset(cb)
	d.AddSource(model.Source{File: "册.xlsx"})
	v := &model.Village{Name: "云台村", Division: "320799001201"}
	w := visit.Workbook{Year: 2019, Village: v, Papers: []visit.Paper{{Number: "2222-2222-2222", Form: "appendix4", Title: "附件4"},
		{Number: "3333-3333-3333", Form: "village", Title: "村对照表", Compares: true}}}
	for i, name := range []string{"周大山", "=1+1", "陈\x01𠮷"} {
		h := &model.Household{Record: d.NewRecord(2), Village: v}
		h.Set(model.CodeNumber, "3207990010000"+itoa(i), model.AsText, model.At{})
		h.Set("A28", "36000", model.AsText, model.At{})
		m := &model.Member{Record: d.NewRecord(3), Household: h}
		m.Set(model.CodeName, name, model.AsText, model.At{})
		m.Set(model.CodeRelation, "户主", model.AsText, model.At{})
		m.Set(model.CodeIdentity, exampleCard, model.AsText, model.At{})
		h.Members = []*model.Member{m}
		v.Households = append(v.Households, h)
		w.Households = append(w.Households, visit.Household{Household: h, Papers: []visit.Paper{{Number: "K7Q2-M9XD-4TW" + itoa(i+2), Form: "compare", Title: "对照表"}}})
		w.Reported = append(w.Reported, visit.Reported{List: "省反馈.xlsx", Row: i + 2, Sheet: "K7Q2-M9XD-4TW" + itoa(i+2), Household: h, Person: name, Text: "住房没有填写"})
	}
	return w
}

func TestReturn(t *testing.T) {
	cb := rostertest.Codebook(t)
	f, raw := written(t, func(w io.Writer) error { return WriteReturn(w, cb, village(cb)) })
	properties(t, f, raw)
	names := f.GetSheetList()
	if names[0] != visit.GuideSheet || !slices.Equal(names[1:1+len(visit.Sheets)], visit.Sheets) {
		t.Errorf("sheets %v", names)
	}
	for _, name := range names {
		hidden := slices.Contains([]string{visit.PaperSheet, visit.SystemSheet, visit.OptionSheet, visit.OriginSheet, OptionSheet}, name)
		if on, _ := f.GetSheetVisible(name); on == hidden {
			t.Errorf("%s is visible: %v", name, on)
		}
	}
	r := rows(t, f, visit.ResultSheet)
	if got := strings.Join(r[2], "|"); got != "K7Q2-M9XD-4TW3|32079900100001||=1+1|1" {
		t.Errorf("row %s", got)
	}
	if s, _ := f.GetCellFormula(visit.ResultSheet, "D3"); s != "" {
		t.Errorf("a name became the formula %s", s)
	}
	if !strings.Contains(string(partBytes(t, raw, "xl/workbook.xml")), `lockStructure="true"`) {
		t.Error("sheets can be renamed")
	}
}

// TestReturnLocks: what is to be filled in is open, text where it is text, and
// ruled; the rest is locked.
func TestReturnLocks(t *testing.T) {
	cb := rostertest.Codebook(t)
	f, raw := written(t, func(w io.Writer) error { return WriteReturn(w, cb, village(cb)) })
	for i, name := range visit.Sheets {
		part := string(partBytes(t, raw, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+2)))
		if !strings.Contains(part, "<sheetProtection ") {
			t.Errorf("%s is not protected", name)
		}
		list, err := f.GetDataValidations(name)
		must.Succeed(t, err)
		ruled := make(map[string]*excelize.DataValidation)
		for _, dv := range list {
			col, _, _ := strings.Cut(dv.Sqref, "2:")
			ruled[col] = dv
			// Excel takes the file for damaged where these are longer.
			if n := ooxml.Units(dv.Formula1); n > 255 && dv.Type != "custom" || n > 255 {
				t.Errorf("%s %s: a rule of %d characters", name, col, n)
			}
		}
		for k, c := range visit.Columns(cb, name) {
			col := model.ColumnName(k + 1)
			id, err := f.GetCellStyle(name, col+"2")
			must.Succeed(t, err)
			st, err := f.GetStyle(id)
			must.Succeed(t, err)
			if open := st.Protection != nil && !st.Protection.Locked; open != c.Fill {
				t.Errorf("%s %s is open: %v", name, c.Head, open)
			}
			if c.Fill && st.NumFmt != textFormat {
				t.Errorf("%s %s has format %d: a number would lose its tail", name, c.Head, st.NumFmt)
			}
			in := cb.Lookup(c.Code)
			if !c.Fill || in == nil {
				continue
			}
			dv := ruled[col]
			strict := visit.KindOf(in) != visit.Words && visit.KindOf(in) != visit.Open && visit.KindOf(in) != visit.Several
			if strict && (dv == nil || !dv.ShowErrorMessage || *dv.ErrorStyle != "stop") {
				t.Errorf("%s %s takes anything", name, c.Head)
			}
		}
	}
}

// TestRosterBook writes a roster and finds every value where the canonical sheets
// have it, what they have no column for behind.
func TestRosterBook(t *testing.T) {
	cb := rostertest.Codebook(t)
	w := village(cb)
	h := w.Village.Households[0]
	h.Set(model.CodeHeadID, exampleElder, model.AsText, model.At{})
	h.Members[0].Set("A13", "10", model.AsText, model.At{})
	marks := map[*model.Record]map[model.Code]bool{&h.Record: {"A28": true}}
	d := model.NewDataset(cb)
	f, _ := written(t, func(out io.Writer) error {
		return WriteRoster(out, &model.Roster{Data: d, Villages: []*model.Village{w.Village}}, marks, "说明")
	})
	if got := f.GetSheetList(); !slices.Equal(got, append(slices.Clone(Sheets), GuideSheet)) {
		t.Errorf("sheets %v", got)
	}
	r := rows(t, f, HouseholdSheet)
	last := len(r[0]) - 1
	if r[0][last] != "户主证件号码" || r[1][last] != exampleElder {
		t.Errorf("behind the canonical columns: %s %s", r[0][last], r[1][last])
	}
	if at := slices.Index(r[0], "行政村名称"); r[1][at] != "云台村" {
		t.Errorf("village %s", r[1][at])
	}
	if k, _ := f.GetCellType(HouseholdSheet, model.CellName(slices.Index(r[0], "A28 工资性收入（元）")+1, 2)); k != excelize.CellTypeUnset && k != excelize.CellTypeNumber {
		t.Errorf("an amount is of type %v", k)
	}
	if k, _ := f.GetCellType(HouseholdSheet, "A2"); k != excelize.CellTypeInlineString && k != excelize.CellTypeSharedString {
		t.Errorf("户编号 is of type %v", k)
	}
}
