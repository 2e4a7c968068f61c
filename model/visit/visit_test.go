package visit_test

import (
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
)

// TestHeads: within a sheet every head means one column, since the reader finds
// columns by their heads and the sheet's own formulas find items by theirs.
func TestHeads(t *testing.T) {
	cb := rostertest.Codebook(t)
	for _, sheet := range append([]string{visit.PaperSheet, visit.SystemSheet}, visit.Sheets...) {
		cols := visit.Columns(cb, sheet)
		if len(cols) == 0 {
			t.Errorf("%s has no columns", sheet)
		}
		seen := make(map[string]bool)
		for _, c := range cols {
			if head := model.Squeeze(c.Head); seen[head] {
				t.Errorf("%s: %s stands twice", sheet, c.Head)
			} else {
				seen[head] = true
			}
			if c.Code != "" && cb.Lookup(c.Code) == nil {
				t.Errorf("%s: no indicator %s", sheet, c.Code)
			}
		}
	}
	for _, c := range visit.HouseholdItems(cb) {
		if c == model.CodeMonitor {
			t.Error("监测类型 is for internal use only")
		}
	}
}

func household(cb *model.Codebook, names ...string) *model.Household {
	d := model.NewDataset(cb)
	d.AddSource(model.Source{File: "册.xlsx"})
	h := &model.Household{Record: d.NewRecord(2)}
	h.Set("A28", "100", model.AsText, model.At{Row: 2, Col: 3})
	for _, n := range names {
		m := &model.Member{Record: d.NewRecord(1), Household: h}
		m.Set(model.CodeName, n, model.AsText, model.At{})
		h.Members = append(h.Members, m)
	}
	return h
}

// TestLabels tells apart those who share a name and those who have none.
func TestLabels(t *testing.T) {
	got := visit.Labels(household(rostertest.Codebook(t), "王甲", "李乙", "王甲", ""))
	want := []string{"王甲（第1人）", "李乙", "王甲（第3人）", "（第4人）"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("label %q, want %q", got[i], want[i])
		}
	}
}

// TestFingerprint changes with every value that can be corrected, with who the
// members are and their order, and with nothing else.
func TestFingerprint(t *testing.T) {
	cb := rostertest.Codebook(t)
	base := visit.Fingerprint(cb, household(cb, "王甲", "李乙"))
	same := household(cb, "王甲", "李乙")
	same.Set("A28", " 100　", model.AsText, model.At{Row: 9, Col: 9})
	same.Set(model.CodeNumber, "1", model.AsText, model.At{})
	same.Set(model.CodeMonitor, "脱贫监测户", model.AsText, model.At{})
	if visit.Fingerprint(cb, same) != base {
		t.Error("blanks, places or 户编号 change the fingerprint")
	}
	for _, c := range visit.HouseholdItems(cb) {
		h := household(cb, "王甲", "李乙")
		h.Set(c, "7", model.AsText, model.At{})
		if visit.Fingerprint(cb, h) == base {
			t.Errorf("%s does not change the fingerprint", c)
		}
	}
	for _, c := range visit.MemberItems(cb) {
		h := household(cb, "王甲", "李乙")
		h.Members[1].Set(c, "7", model.AsText, model.At{})
		if visit.Fingerprint(cb, h) == base {
			t.Errorf("%s of a person does not change the fingerprint", c)
		}
	}
	if visit.Fingerprint(cb, household(cb, "李乙", "王甲")) == base || visit.Fingerprint(cb, household(cb, "王甲")) == base {
		t.Error("the members do not count")
	}
}
