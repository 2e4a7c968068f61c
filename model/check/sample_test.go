package check

import (
	"slices"
	"testing"

	"ruhu/model"
)

var sampleFiles = []string{"../../samples/花名册.xlsx", "../../samples/系统导出.xlsx"}

// TestSamples reads rosters that are clean. The canonical one has the columns of
// every rule.
func TestSamples(t *testing.T) {
	for i, name := range sampleFiles {
		res := Run(read(t, name), Options{})
		for i := range res.Problems {
			t.Errorf("%s: %s", name, line(&res.Problems[i]))
		}
		// 收入起始日期 and 收入截止日期 stand there and are not filled in.
		if silent := silentIDs(res); i == 0 && !slices.Equal(silent, []string{"income-period"}) {
			t.Errorf("silent: %v", silent)
		}
	}
}

func silentIDs(res Result) []string {
	var out []string
	for _, s := range res.Silent {
		out = append(out, s.ID)
	}
	return out
}

// TestFewColumns leaves columns out of the clean rosters: what a roster does
// not have is not wrong. 监测类型 stays, since without it a 边缘户 looks like any
// other household; 残疾人证号码 too, since others' certificates stand in A4.
func TestFewColumns(t *testing.T) {
	canonical, flat := read(t, sampleFiles[0]), read(t, sampleFiles[1])
	for _, in := range codebook(t).All() {
		if in.Code != model.CodeMonitor && in.Code != model.CodeCertNumber && canonical.Data.HasColumn(in.Code) {
			clean(t, canonical, "without "+string(in.Code), func(c model.Code) bool { return c != in.Code })
		}
	}
	few := []model.Code{"户编号", "A1", "A4", model.CodeMonitor, model.CodeCertNumber}
	for _, c := range []model.Code{"A5", "A2", "家庭人口数", "A24", "脱贫属性", "A10", "A11", "A8", "A9", "A40", "A44", "人均纯收入", "A28", "A29", "A29b"} {
		few = append(few, c)
		clean(t, flat, "up to "+string(c), func(c model.Code) bool { return slices.Contains(few, c) })
	}
}

func clean(t *testing.T, full *model.Roster, what string, keep func(model.Code) bool) {
	t.Helper()
	res := Run(columns(full, keep), Options{})
	for i := range res.Problems {
		t.Errorf("%s: %s", what, line(&res.Problems[i]))
	}
}

// columns copies a roster with only some of its columns.
func columns(r *model.Roster, keep func(model.Code) bool) *model.Roster {
	d := model.NewDataset(r.Data.Codebook)
	d.AddSource(model.Source{File: "册.xlsx"})
	part := d.NewPart()
	for _, in := range r.Data.Codebook.All() {
		if keep(in.Code) && r.Data.HasColumn(in.Code) {
			d.Ask(part, in)
		}
	}
	out := &model.Roster{Data: d}
	appendCopy(out, r, part, func(c model.Code, raw string) (string, bool) { return raw, keep(c) })
	return out
}

// appendCopy adds the villages of a roster to another, with each value as
// change gives it; part is what they are asked, 0 for
// what they were asked, within the same reading.
func appendCopy(out, r *model.Roster, part model.Part, change func(model.Code, string) (string, bool)) {
	d, row := out.Data, 0
	record := func(old *model.Record) model.Record {
		row++
		rec := d.NewRecord(32)
		if rec.Join(part); part == 0 {
			rec.JoinAs(old)
		}
		for in, v := range old.Values {
			if raw, ok := change(in.Code, v.Raw); ok {
				rec.Set(in.Code, raw, v.Stored, model.At{Row: row, Col: 1})
			}
		}
		return rec
	}
	records := func(list []*model.Record) (out []*model.Record) {
		for _, old := range list {
			rec := record(old)
			out = append(out, &rec)
		}
		return out
	}
	members := func(list []*model.Member, h *model.Household) (out []*model.Member) {
		for _, m := range list {
			out = append(out, &model.Member{Record: record(&m.Record), Household: h})
		}
		return out
	}
	for _, v := range r.Villages {
		village := &model.Village{Record: record(&v.Record), Name: v.Name, Division: v.Division}
		out.Villages = append(out.Villages, village)
		for _, h := range v.Households {
			n := &model.Household{Record: record(&h.Record), Village: village}
			n.Members, n.Added = members(h.Members, n), members(h.Added, n)
			n.Measures, n.Helpers, n.Removed = records(h.Measures), records(h.Helpers), records(h.Removed)
			village.Households = append(village.Households, n)
		}
	}
}
