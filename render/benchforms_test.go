package render_test

import (
	"context"
	"testing"

	"ruhu/model/must"
	"ruhu/render"
)

// BenchmarkForms prints each form in each format, a file a village, on one
// worker: planning, counting, setting and writing. appendix3 and appendix4 are
// for those of the roster who have changes.
func BenchmarkForms(b *testing.B) {
	r, set, f := benchRoster(b), forms(b), fonts(b)
	shell := wordShell(b)
	for _, def := range set.All() {
		for _, format := range render.Formats {
			b.Run(def.ID+"/"+string(format), func(b *testing.B) {
				pages := 0
				for b.Loop() {
					batch, err := render.Plan(r, set, f, render.Options{
						Choice: render.Choice{Forms: []string{def.ID}, Formats: []render.Format{format}, Jobs: 1, Split: render.ByForm},
						Shell:  shell, Year: 2019,
					})
					must.Succeed(b, err)
					t, err := batch.Count(context.Background(), nil)
					must.Succeed(b, err)
					if pages = t.Pages; pages == 0 {
						b.Fatal("nobody gets the form")
					}
					if _, err := batch.Write(context.Background(), discard{}, nil); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
			})
		}
	}
}
