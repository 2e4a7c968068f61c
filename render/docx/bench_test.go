package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"ruhu/model/must"
	"ruhu/render/docx"
)

// hundred gives the comparison sheets of 100 households, the sample's again and
// again.
func (s *sample) hundred(t testing.TB) []printed {
	t.Helper()
	var docs []printed
	for _, v := range s.roster.Villages {
		docs = append(docs, s.village(t, v, "compare")...)
	}
	for i := 0; len(docs) < 100; i++ {
		docs = append(docs, docs[i])
	}
	return docs[:100]
}

// BenchmarkDOCX writes 100 comparison sheets into one file. It is to take at
// most three times what BenchmarkFloor takes.
func BenchmarkDOCX(b *testing.B) {
	s := load(b)
	docs := s.hundred(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := docx.New(s.shell, docx.Meta{Title: "村"})
		must.Succeed(b, err)
		for _, p := range docs {
			must.Succeed(b, f.Add(p.doc, p.pages))
		}
		if _, err := f.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFloor writes the same parts, as they came out of BenchmarkDOCX, into
// a zip: what no writer of this content can be faster than.
func BenchmarkFloor(b *testing.B) {
	s := load(b)
	z, parts := unpacked(b, s.file(b, docx.Meta{Title: "村"}, s.hundred(b)...))
	b.ReportAllocs()
	for b.Loop() {
		w := zip.NewWriter(io.Discard)
		for i, f := range z.File {
			p, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method})
			must.Succeed(b, err)
			if _, err := p.Write(parts[i]); err != nil {
				b.Fatal(err)
			}
		}
		must.Succeed(b, w.Close())
	}
}

// BenchmarkSeparate writes each sheet into a file of its own.
func BenchmarkSeparate(b *testing.B) {
	s := load(b)
	docs := s.hundred(b)
	i := 0
	for b.Loop() {
		f, err := docx.New(s.shell, docx.Meta{Title: "户"})
		must.Succeed(b, err)
		p := docs[i%len(docs)]
		i++
		must.Succeed(b, f.Add(p.doc, p.pages))
		if _, err := f.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func unpacked(b *testing.B, data []byte) (*zip.Reader, [][]byte) {
	b.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must.Succeed(b, err)
	total := 0
	var parts [][]byte
	for _, f := range z.File {
		r, err := f.Open()
		must.Succeed(b, err)
		p, err := io.ReadAll(r)
		must.Succeed(b, err)
		parts = append(parts, p)
		total += len(p)
	}
	b.Logf("%d parts, %d bytes, zipped %d", len(parts), total, len(data))
	return z, parts
}
