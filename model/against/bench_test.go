package against_test

import (
	"bytes"
	"testing"

	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/must"
	"ruhu/model/roster"
	"ruhu/model/rostertest"
	"ruhu/samples"
)

// BenchmarkCompare compares 10,000 households with 10,000 of the next year's
// chance: nearly every value of those who are in both differs.
func BenchmarkCompare(b *testing.B) {
	cb := rostertest.Codebook(b)
	read := func(seed uint64, list bool) *model.Roster {
		var out bytes.Buffer
		p := samples.Population{Seed: seed, Households: 10000, Villages: 20}
		must.Succeed(b, p.Write(&out, cb))
		in := roster.Input{Name: "册.xlsx", Data: bytes.NewReader(out.Bytes()), Size: int64(out.Len())}
		r, err := roster.Read(cb, []roster.Input{in}, roster.Options{List: list})
		must.Succeed(b, err)
		return r
	}
	ours := read(samples.Seed, false)
	for _, c := range []struct {
		name  string
		other *model.Roster
	}{{"same", read(samples.Seed, true)}, {"other", read(samples.Seed+1, true)}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				r := against.Compare(ours, []against.Other{{Name: "册", Roster: c.other}})
				ps := r.Problems()
				b.ReportMetric(float64(len(r.Differences)), "differences")
				b.ReportMetric(float64(r.Sides[0].Matched), "matched")
				b.ReportMetric(float64(len(ps)), "problems")
			}
		})
	}
}
