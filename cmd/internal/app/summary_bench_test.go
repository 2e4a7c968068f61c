package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ruhu/model/check"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/samples"
)

// BenchmarkSummary makes the summary of 10,000 households after they were read:
// judging, figures, the document as DOCX and PDF, and 总结数据.xlsx.
func BenchmarkSummary(b *testing.B) {
	cb := rostertest.Codebook(b)
	dir := b.TempDir()
	roster := func(name string, p samples.Population) string {
		var buf bytes.Buffer
		must.Succeed(b, p.Write(&buf, cb))
		name = filepath.Join(dir, name)
		must.Succeed(b, os.WriteFile(name, buf.Bytes(), 0o600))
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
	must.Succeed(b, err)
	defer w.Close()
	must.Succeed(b, w.Read(b.Context()))
	for b.Loop() {
		w.rules = once[check.Result]{} // judging is part of it
		if _, err := w.Summary(b.Context(), dir, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w.Roster().Households()), "households")
}
