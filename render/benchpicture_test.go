package render_test

import (
	"io"
	"slices"
	"testing"
	"time"

	"ruhu/model/must"
	"ruhu/render"
	"ruhu/render/doc"
)

// BenchmarkPreview turns pages on a screen, household after household: each is set,
// drawn with 110 dots an inch and packed. It reports the median and the longest of a
// page.
func BenchmarkPreview(b *testing.B) {
	r, set, f := benchRoster(b), forms(b), fonts(b)
	for _, paper := range []string{doc.A4, doc.A3} {
		for _, def := range set.All() {
			b.Run(def.ID+"/"+paper, func(b *testing.B) {
				batch, err := render.Plan(r, set, f, render.Options{Choice: render.Choice{Forms: []string{def.ID}, Paper: paper}, Year: 2019})
				must.Succeed(b, err)
				sheets, painter := batch.Sheets(), render.NewPainter(f)
				if len(sheets) == 0 {
					b.Fatal("nobody gets the form")
				}
				var times []time.Duration
				for i := 0; b.Loop(); i++ {
					began := time.Now()
					pages, err := batch.Pages(sheets[i%len(sheets)])
					must.Succeed(b, err)
					must.Succeed(b, painter.PNG(io.Discard, pages[i/len(sheets)%len(pages)], 110))
					times = append(times, time.Since(began))
				}
				slices.Sort(times)
				b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms/median")
				b.ReportMetric(float64(times[len(times)-1].Microseconds())/1000, "ms/longest")
			})
		}
	}
}
