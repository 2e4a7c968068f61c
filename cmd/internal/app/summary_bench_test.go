package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ruhu/model/check"
	"ruhu/samples"
	"ruhu/templates"
)

// BenchmarkSummary makes the summary of 10,000 households after they were read:
// judging, figures, the document as DOCX and PDF, and 总结数据.xlsx.
func BenchmarkSummary(b *testing.B) {
	cb, err := templates.Codebook()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	roster := func(name string, p samples.Population) string {
		var buf bytes.Buffer
		if err := p.Write(&buf, cb); err != nil {
			b.Fatal(err)
		}
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, buf.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
		return name
	}
	p := samples.Population{Seed: 7, Households: 10_000, Villages: 40}
	now, before := roster("花名册.xlsx", p), roster("花名册-上年.xlsx", p.LastYear())
	for _, c := range []struct {
		name    string
		against []string
	}{{"alone", nil}, {"against", []string{before}}} {
		b.Run(c.name, func(b *testing.B) {
			summarize(b, Request{Rosters: []string{now}, LastYear: c.against})
		})
	}
}

// summarize reads once, and makes the summary again and again.
func summarize(b *testing.B, q Request) {
	b.ReportAllocs()
	dir := b.TempDir()
	w, err := Open(q)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	if err := w.Read(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		w.rules = once[check.Result]{} // judging is part of it
		if _, err := w.Summary(b.Context(), dir, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w.Roster().Households()), "households")
}
