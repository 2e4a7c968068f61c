package xlsx

import (
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/templates"
)

// shorts is how the built-in forms are called on sheets.
func shorts(set *form.Set) map[string]string {
	out := make(map[string]string)
	for _, d := range set.All() {
		out[d.ID] = d.Short
	}
	return out
}

func forms(t testing.TB, cb *model.Codebook) *form.Set {
	t.Helper()
	set, err := form.Load(cb, templates.Forms())
	must.Succeed(t, err)
	return set
}

// samples reads the sample roster.
func samples(t testing.TB) *model.Roster {
	t.Helper()
	return rostertest.Read(t, "../../samples/花名册.xlsx")
}

func builder(t testing.TB, d *form.Definition, o doc.Options) *doc.Builder {
	t.Helper()
	o.Year = 2019
	b, err := doc.NewBuilder(d, o)
	must.Succeed(t, err)
	return b
}

// one is a document to be written and the name of what it is.
type one struct {
	name string
	form *form.Definition
	doc  *doc.Document
}

// everything gives every form, blank and for every household and village of
// the sample roster.
func everything(t testing.TB, cb *model.Codebook, paper string) []one {
	t.Helper()
	r := samples(t)
	var out []one
	for _, d := range forms(t, cb).All() {
		b := builder(t, d, doc.Options{Paper: paper, Problems: r.Problems.BySubject()})
		out = append(out, one{d.ID + " blank", d, b.Blank()})
		for _, v := range r.Villages {
			if d.Unit == form.PerVillage {
				out = append(out, one{d.ID + " " + v.Name, d, b.Village(v)})
				continue
			}
			for _, h := range v.Households {
				out = append(out, one{d.ID + " " + h.Number(), d, b.Household(h)})
			}
		}
	}
	return out
}
