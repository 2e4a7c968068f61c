package letter_test

import (
	"bytes"
	"io"
	"testing"

	"ruhu/model"
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
	if err := p.Write(&w, rostertest.Codebook(b)); err != nil {
		b.Fatal(err)
	}
	r := rostertest.ReadBytes(b, "10000户.xlsx", w.Bytes())
	fonts, err := render.LoadOfficialFonts(templates.Fonts, nil, templates.FontText, templates.FontHead, templates.FontTitle)
	if err != nil {
		b.Fatal(err)
	}
	text := builtIn(b)
	document := func() *report.Report {
		figures := report.Make(r, report.Options{Problems: model.Problems{}})
		o, err := text.Official("summary", figures, names())
		if err != nil {
			b.Fatal(err)
		}
		o, pages, err := render.SetOfficial(o, fonts)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range render.OfficialFormats {
			if err := render.WriteOfficial(io.Discard, o, pages, fonts, f); err != nil {
				b.Fatal(err)
			}
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
			if err := book.WriteFigures(io.Discard, document(), 2); err != nil {
				b.Fatal(err)
			}
		}
	})
}
