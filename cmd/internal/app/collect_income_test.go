package app

import (
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/visit"
)

// TestIncomeIsRecounted: 人均纯收入 is worked out anew where one of its parts was
// corrected or somebody joined or left, and for no other household; where a part is
// not known the old value stays. 甲一 and 甲孙 have 14000 together, the others 7000 each.
func TestIncomeIsRecounted(t *testing.T) {
	t.Parallel()
	roster := table(t, t.TempDir(), "三户.xlsx", threeHomes)
	const first, second = "32079900100001", "32079900100002"
	added := func(w *workbook, name, card string) {
		w.add(visit.AdditionSheet, visit.HeadNumber, w.number(first), visit.Title(lookup(t, model.CodeName)), name,
			visit.Title(lookup(t, model.CodeRelation)), "之孙女", visit.Title(lookup(t, model.CodeIdentity)), card, "增加原因", "新生儿")
	}
	left := func(w *workbook) {
		w.add(visit.RemovalSheet, visit.HeadNumber, w.number(first), visit.Title(lookup(t, model.CodeLeaver)), "甲孙", "减少原因", "死亡")
	}
	wages := func(w *workbook, household, value string) {
		w.correct(household, visit.Whole, "A28", visit.HeadWritten, value)
	}
	for _, c := range []struct {
		name    string
		fill    func(w *workbook)
		perHead string // of the three households
	}{
		{"nothing", func(*workbook) {}, "7000/7000/7000"},
		{"a part", func(w *workbook) { wages(w, first, "20000") }, "10000/7000/7000"},
		{"of another household", func(w *workbook) { wages(w, second, "9000") }, "7000/9000/7000"},
		{"somebody joined", func(w *workbook) { added(w, "甲新", withCheck("32079920190601002")) }, "4666.67/7000/7000"},
		{"somebody left", left, "14000/7000/7000"},
		{"one left, one joined", func(w *workbook) { left(w); added(w, "甲新", withCheck("32079920190601002")) }, "7000/7000/7000"},
		{"a part and a person", func(w *workbook) { wages(w, first, "30000"); added(w, "甲新", withCheck("32079920190601002")) }, "10000/7000/7000"},
		{"a part is not known", func(w *workbook) { wages(w, first, visit.Nothing); left(w) }, "7000/7000/7000"},
		{"the village states it", func(w *workbook) {
			wages(w, first, "20000")
			w.correct(first, visit.Whole, model.CodePerHead, visit.HeadWritten, "9999")
		}, "9999/7000/7000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			verified := readRoster(t, around(t, func(home *circle) {
				w := home.open(home.village[0])
				defer w.save()
				for _, h := range home.village[0].Households {
					w.visited(h.Number(), visit.Corrected)
				}
				c.fill(w)
			}, roster))
			var got []string
			for h := range verified.Each {
				got = append(got, h.Text(model.CodePerHead))
			}
			if s := strings.Join(got, "/"); s != c.perHead {
				t.Errorf("%s, want %s", s, c.perHead)
			}
		})
	}
}
