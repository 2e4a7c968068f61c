package xlsx

import (
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
)

// benchSheets is how many households' comparison sheets a workbook of the
// benchmarks has: a village's.
const benchSheets = 100

// BenchmarkXLSX is this package: it is to take at most half as much again as
// the floor.
func BenchmarkXLSX(b *testing.B) {
	cb := rostertest.Codebook(b)
	docs := comparisons(b, cb)
	b.ReportAllocs()
	size := int64(0)
	for b.Loop() {
		f, err := New(cb, Meta{Title: "村", Index: true})
		must.Succeed(b, err)
		for _, d := range docs {
			must.Succeed(b, f.Add(d, 0))
		}
		if size, err = f.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	report(b, size)
}

// BenchmarkFloor is the library's own stream writer writing the same cells,
// merges and styles, known beforehand.
func BenchmarkFloor(b *testing.B) {
	cb := rostertest.Codebook(b)
	p := newPlan(cb, "")
	var sheets []ready
	st := styles{file: excelize.NewFile(), ids: make(map[look]int)}
	for _, d := range comparisons(b, cb) {
		s, err := p.make(d, 0)
		must.Succeed(b, err)
		sheets = append(sheets, prepare(s, &st))
	}
	b.ReportAllocs()
	size := int64(0)
	for b.Loop() {
		size = bare(b, sheets, &st)
	}
	report(b, size)
}

// BenchmarkPlan is planning alone.
func BenchmarkPlan(b *testing.B) {
	cb := rostertest.Codebook(b)
	docs := comparisons(b, cb)
	p := newPlan(cb, "")
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if _, err := p.make(d, 0); err != nil {
				b.Fatal(err)
			}
		}
	}
	report(b, 0)
}

func report(b *testing.B, size int64) {
	b.ReportMetric(benchSheets*float64(b.N)/b.Elapsed().Seconds(), "sheets/s")
	b.ReportMetric(float64(size)/benchSheets, "B/sheet")
}

// comparisons gives the sheets of 100 households.
func comparisons(b *testing.B, cb *model.Codebook) []*doc.Document {
	var out []*doc.Document
	build := builder(b, forms(b, cb).Find("compare"), doc.Options{})
	for len(out) < benchSheets {
		for h := range samples(b).Each {
			if out = append(out, build.Household(h)); len(out) == benchSheets {
				break
			}
		}
	}
	return out
}

// ready is a sheet as the library takes it.
type ready struct {
	widths  []float64
	heights []float64
	rows    [][]any
	merges  [][2]string
}

func prepare(s *sheet, st *styles) ready {
	var out ready
	for _, px := range s.widths {
		out.widths = append(out.widths, float64(px)/digitWide)
	}
	out.heights = append(out.heights, s.heights...)
	for r := range s.heights {
		row := make([]any, s.cols)
		for i, c := range s.slots[r*s.cols : (r+1)*s.cols] {
			if c.used {
				row[i] = &excelize.Cell{StyleID: st.id(c.look), Value: c.value, Formula: c.formula}
			}
		}
		out.rows = append(out.rows, row)
	}
	for _, a := range s.merges {
		out.merges = append(out.merges, [2]string{a.cell(), model.CellName(a.toCol, a.toRow)})
	}
	return out
}

func bare(b *testing.B, sheets []ready, st *styles) int64 {
	f := excelize.NewFile()
	ids := make([]int, len(st.ids)+1)
	for l, id := range st.ids {
		var err error
		if ids[id], err = f.NewStyle(l.style()); err != nil {
			b.Fatal(err)
		}
	}
	check := func(err error) {
		must.Succeed(b, err)
	}
	for i, s := range sheets {
		name := "S" + itoa(i)
		if i == 0 {
			check(f.SetSheetName("Sheet1", name))
		} else if _, err := f.NewSheet(name); err != nil {
			b.Fatal(err)
		}
		w, err := f.NewStreamWriter(name)
		check(err)
		for c, width := range s.widths {
			check(w.SetColWidth(c+1, c+1, width))
		}
		for r, row := range s.rows {
			check(w.SetRow("A"+itoa(r+1), row, excelize.RowOpts{Height: s.heights[r]}))
		}
		for _, m := range s.merges {
			check(w.MergeCell(m[0], m[1]))
		}
		check(w.Flush())
	}
	count := ooxml.Counter{To: io.Discard}
	check(f.Write(&count))
	check(f.Close())
	return count.N
}
