package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/report"
	"ruhu/model/visit"
)

// TestCircleSummary goes round to the year's figures: those of the corrected
// roster differ from those of the one given by what was filled in, to the last
// item, and name whom it was filled in for.
func TestCircleSummary(t *testing.T) {
	t.Parallel()
	c := printSome(t, "云台村")
	filledSample(c)
	c.collect("sum", c.file, c.out())
	verified := readRoster(t, filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"))
	before, now := report.Make(c.roster, report.Options{Year: 2019}), report.Make(verified, report.Options{Year: 2019})
	h := c.village[0].Households
	head, leaver := h[0].Head(), h[4].Members[len(h[4].Members)-1]
	wages, _, _ := h[0].Amount("A28")
	size := float64(len(h[6].Members))
	want := map[string]float64{
		"registered.households": 1, "registered.persons": 2 + 1 - 1, "unlifted.households": 1, "unlifted.persons": 2,
		"new.households": 1, "new.persons": 2 - 1, // the household that somebody left is a new one too
		"added.persons": 1, "added.households": 1, "added.新生儿.persons": 1,
		"removed.persons": 1, "removed.households": 1, "removed.死亡.persons": 1,
		"proposed.households": 1, "proposed.persons": size, // 拟返贫, which is no 返贫
		"education.高中.persons": 1, "education." + head.Text("A8") + ".persons": -1,
		"health.长期慢性病.persons": 1, "health.残疾.persons": 1,
		"income.wages.money": 41230 - wages + 12000,
	}
	for id, grown := range want {
		was, is := before.Figure(id), now.Figure(id)
		if was == nil || is == nil || !is.Known || is.Value != was.Value+grown {
			t.Errorf("%s: %+v became %+v, want %v more", id, was, is, grown)
		}
	}
	for _, f := range now.Figures() {
		was, other := before.Figure(f.ID), strings.HasPrefix(f.ID, "village.2.") || strings.HasPrefix(f.ID, "village.3.")
		if _, known := want[f.ID]; known || was == nil || was.Value == f.Value {
			continue
		}
		if kind, _, _ := strings.Cut(f.ID, "."); other || slices.Contains([]string{"added", "removed", "relapsed", "lifted", "new", "measures"}, kind) {
			t.Errorf("%s changed from %v to %v", f.ID, was.Value, f.Value)
		}
	}
	behind := func(id string, is func(report.Ref) bool) {
		t.Helper()
		if f := now.Figure(id); f == nil || !slices.ContainsFunc(f.Behind, is) {
			t.Errorf("%s does not name who it is", id)
		}
	}
	behind("added.新生儿.persons", func(x report.Ref) bool {
		return x.Household.Number() == h[4].Number() && x.Member.Name() == "新生宝"
	})
	behind("removed.死亡.persons", func(x report.Ref) bool {
		return x.Household.Number() == h[4].Number() && x.Record.Text(model.CodeLeaverID) == leaver.Text(model.CodeIdentity)
	})
	behind("new.households", func(x report.Ref) bool { return x.Household.HeadName() == "范新来" })
	behind("proposed.返贫.households", func(x report.Ref) bool {
		return x.Household.Number() == h[6].Number() && x.Household.Text(model.CodeRelapse) == "因灾"
	})
	c.relief(t, verified)
}

// relief compares who has 大病医疗救助 with what was filled in: the answers for
// the first household, and what the system said for everybody else.
func (c *circle) relief(t *testing.T, verified *model.Roster) {
	t.Helper()
	who := func(r *model.Roster, skip string) (out []string) {
		for h := range r.Each {
			for _, m := range h.Members {
				if a := m.Text(visit.CodeRelief); a != "" && h.Number() != skip {
					out = append(out, h.Number()+" "+m.Name()+" "+a)
				}
			}
		}
		return out
	}
	first := c.village[0].Households[0]
	left := first.Number()
	want := who(c.roster, left)
	var asked []string
	for i, m := range first.Members {
		asked = append(asked, left+" "+m.Name()+" "+[]string{"是", "否"}[i%2])
	}
	sameLines(t, "大病医疗救助", who(verified, ""), append(asked, want...))
}
