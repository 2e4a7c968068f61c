package check

import (
	"fmt"
	"testing"

	"ruhu/model"
)

// large is the canonical sample again and again, each time with people of its
// own: 40,000 persons in 10,000 households, with every column and clean.
func large(tb testing.TB, change func(model.Code, string) string) *model.Roster {
	tb.Helper()
	return copies(tb, 40_000, change)
}

// copies is the sample as often as it takes to come to so many persons.
func copies(tb testing.TB, persons int, change func(model.Code, string) string) *model.Roster {
	tb.Helper()
	one := read(tb, sampleFiles[0])
	d := model.NewDataset(one.Data.Codebook)
	d.AddSource(model.Source{File: "册.xlsx"})
	part := d.NewPart()
	for _, in := range d.Codebook.All() {
		d.Ask(part, in)
	}
	out := &model.Roster{Data: d}
	n := 0
	for copied := 0; out.Members() < persons; copied++ {
		appendCopy(out, one, part, func(c model.Code, raw string) (string, bool) {
			if d.Codebook.Lookup(c).Kind == model.Identity && len(raw) >= 18 {
				// The address code tells the copies apart.
				card := fmt.Sprintf("%06d", 330000+copied) + raw[6:17]
				raw = card + string(rune(model.CheckDigit(card))) + raw[18:]
			}
			if (c == model.CodePerson || c == model.CodePhone) && raw != "" {
				raw = fmt.Sprintf("%s%08d", raw[:3], n) // nobody shares one
				n++
			}
			return change(c, raw), true
		})
	}
	return out
}

func BenchmarkClean(b *testing.B) {
	r := large(b, func(_ model.Code, raw string) string { return raw })
	b.ReportAllocs()
	for b.Loop() {
		if res := Run(r, Options{}); len(res.Problems) > 0 {
			b.Fatal(len(res.Problems), line(&res.Problems[0]))
		}
	}
	b.ReportMetric(float64(r.Members()), "persons")
}

// BenchmarkWrong has something wrong with every person: the worst that a
// column shifted by one brings.
func BenchmarkWrong(b *testing.B) {
	r := large(b, func(c model.Code, raw string) string {
		switch c {
		case "A4":
			return raw[:17]
		case "A8", "A11", "A29":
			return raw + "吧"
		}
		return raw
	})
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = len(Run(r, Options{}).Problems)
	}
	b.ReportMetric(float64(n), "findings")
}
