package letter_test

import (
	"bytes"
	"io"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
	"ruhu/render"
	"ruhu/render/book"
	"ruhu/samples"
	"ruhu/templates"
)

// BenchmarkSummary makes the whole summary of 10,000 households after they were
// read: figures, text, PDF, Word document and 总结数据.xlsx.
func BenchmarkSummary(b *testing.B) {
	var w bytes.Buffer
	p := samples.Population{Seed: 7, Households: 10_000, Villages: 40}
	must.Succeed(b, p.Write(&w, rostertest.Codebook(b)))
	r := rostertest.ReadBytes(b, "10000户.xlsx", w.Bytes())
	fonts, err := render.LoadOfficialFonts(templates.Fonts, nil, templates.FontText, templates.FontHead, templates.FontTitle)
	must.Succeed(b, err)
	text := builtIn(b)
	document := func() *report.Report {
		figures := report.Make(r, report.Options{Problems: model.Problems{}})
		o, err := text.Official("summary", figures, names())
		must.Succeed(b, err)
		o, pages, err := render.SetOfficial(o, fonts)
		must.Succeed(b, err)
		for _, f := range render.OfficialFormats {
			must.Succeed(b, render.WriteOfficial(io.Discard, o, pages, fonts, f))
		}
		return figures
	}
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			document()
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			must.Succeed(b, book.WriteFigures(io.Discard, document(), 2))
		}
	})
}
