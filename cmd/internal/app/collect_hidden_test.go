package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// rewrite writes a value into a column of a household's own row of the hidden
// sheet of printed values.
func (w *workbook) rewrite(household, head, value string) {
	w.t.Helper()
	w.set(visit.SystemSheet, w.row(visit.SystemSheet, visit.HeadHousehold, household), head, value)
}

// rosterWith is the roster with one value of a household changed.
func rosterWith(c *circle, h *model.Household, head, value string) string {
	c.t.Helper()
	w := openWorkbook(c.t, c.file)
	w.set(book.HouseholdSheet, w.row(book.HouseholdSheet, "户编号", h.Number()), head, value)
	changed := filepath.Join(c.dir, "改过.xlsx")
	must.Succeed(c.t, w.file.SaveAs(changed))
	w.file.Close()
	return changed
}

// TestHiddenValues has somebody write into what was printed. While the roster
// says what it said, the roster is believed; where it has changed since, the
// household's corrections are held back, for nothing can be held against them.
func TestHiddenValues(t *testing.T) {
	for name, changed := range map[string]bool{"as printed": false, "changed since": true} {
		t.Run(name, func(t *testing.T) {
			c := printFew(t)
			h, other := c.village[0].Households[0], c.village[0].Households[1]
			roster := c.file
			if changed {
				roster = rosterWith(c, h, "A28 工资性收入（元）", "51999")
			}
			w := c.open(c.village[0])
			w.rewrite(h.Number(), "A28 工资性收入（元）", "51999")
			w.visited(h.Number(), visit.Corrected)
			row := w.correct(h.Number(), visit.Whole, "A28", visit.HeadWritten, "41230")
			w.visited(other.Number(), visit.Corrected)
			w.correct(other.Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
			w.save()
			r := c.collect("sum", roster, c.out())
			items := c.itemLines("sum")
			if !slices.ContainsFunc(items, func(s string) bool { return strings.Contains(s, "|9.75|") }) {
				t.Errorf("another household's correction is lost: %v", items)
			}
			if !changed {
				if r.Collected.HeldItems != 0 || !slices.ContainsFunc(items, func(s string) bool {
					return strings.Contains(s, "|"+h.Text("A28")+"|41230|")
				}) {
					t.Errorf("%d held, items %v", r.Collected.HeldItems, items)
				}
				return
			}
			cell := model.CellName(8, row)
			if r.Collected.HeldItems != 1 || len(items) != 1 || !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
				return p.Rule == "return-changed" && p.Code == "A28" && p.Sheet == visit.CorrectionSheet && p.Cell == cell && strings.Contains(p.Message, "改过")
			}) {
				t.Errorf("%d held, items %v, findings %v", r.Collected.HeldItems, items, r.Findings)
			}
		})
	}
}

// TestShownValue has somebody write the answer over what the system says: the
// answer is not taken for one that was there before.
func TestShownValue(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	h := c.village[0].Households[0]
	i := slices.IndexFunc(h.Members, func(m *model.Member) bool { return m.Text(visit.CodeRelief) == "是" })
	if i < 0 {
		t.Fatal("nobody of the first household has 大病医疗救助")
	}
	w := c.open(c.village[0])
	w.visited(h.Number(), visit.Agrees)
	row := w.row(visit.ReliefSheet, visit.HeadHousehold, h.Number(), visit.HeadPerson, h.Members[i].Name())
	w.set(visit.ReliefSheet, row, visit.HeadNow, "否")
	w.set(visit.ReliefSheet, row, visit.HeadRelief, "否")
	w.save()
	r := c.collect("sum", c.file, c.out())
	if r.Collected.HeldItems != 1 || r.Findings[0].Rule != "return-changed" || r.Findings[0].Person != h.Members[i].Name() {
		t.Errorf("%d held, items %v, findings %v", r.Collected.HeldItems, c.itemLines("sum"), r.Findings)
	}
}

// TestSwappedNumber has the numbers of two households change places on the
// hidden sheet: nothing is taken for the wrong one.
func TestSwappedNumber(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	a, b := c.village[0].Households[0], c.village[0].Households[1]
	w := c.open(c.village[0])
	numbers := []string{w.number(a.Number()), w.number(b.Number())}
	w.visited(a.Number(), visit.Corrected)
	w.correct(a.Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
	for i, row := range []int{w.row(visit.PaperSheet, visit.HeadNumber, numbers[0]), w.row(visit.PaperSheet, visit.HeadNumber, numbers[1])} {
		w.set(visit.PaperSheet, row, visit.HeadNumber, numbers[1-i])
	}
	w.save()
	r := c.collect("sum", c.file, c.out())
	if items := c.itemLines("sum"); len(items) > 0 {
		t.Errorf("taken: %v", items)
	}
	if !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
		return p.Rule == "return-number" && p.Sheet == visit.PaperSheet && p.Value == numbers[0]
	}) {
		t.Errorf("findings %v", r.Findings)
	}
}
