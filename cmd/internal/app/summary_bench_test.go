package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ruhu/model"
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
			summarize(b, SummaryOptions{Rosters: []string{now}, Against: c.against, Dir: b.TempDir()})
		})
	}
}

// summarize reads once, and makes the summary again and again.
func summarize(b *testing.B, o SummaryOptions) {
	b.ReportAllocs()
	var now, last *model.Roster
	for b.Loop() {
		b.StopTimer()
		s := &summing{opt: o, SummaryResult: &SummaryResult{Result: newResult()}}
		if err := s.prepare(); err != nil {
			b.Fatal(err)
		}
		if now == nil {
			now, last = s.benchRead(b)
		}
		folder := NewFolder(filepath.Join(o.Dir, "out"))
		if err := folder.Ready(s.names(), nil); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := s.sum(b.Context(), folder, now, last); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		folder.Close()
		s.shelf.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(now.Households()), "households")
}

func (s *summing) benchRead(b *testing.B) (now, last *model.Roster) {
	files, errs := openRosters(s.opt.Rosters)
	defer files.close()
	before, errsBefore := openLastYear(s.opt.Against)
	defer before.close()
	now, last, err := s.read(files, before, errs, errsBefore)
	if err != nil {
		b.Fatal(err)
	}
	return now, last
}
