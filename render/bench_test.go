package render_test

import (
	"bytes"
	"context"
	"io"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/layout"
	"ruhu/render/pdf"
	"ruhu/samples"
	"ruhu/templates"
)

// Of the benchmarks' roster.
const (
	benchHouseholds = 300
	benchVillages   = 3
)

// discard is an output that throws everything away.
type discard struct{}

type nowhere struct{ io.Writer }

func (discard) Create(string) (render.OutputFile, error) { return nowhere{io.Discard}, nil }
func (nowhere) Commit() error                            { return nil }
func (nowhere) Abort()                                   {}

func benchRoster(b *testing.B) *model.Roster { return rosterOf(b, benchHouseholds, benchVillages) }

// rosterOf gives an invented roster.
func rosterOf(b testing.TB, households, villages int) *model.Roster {
	b.Helper()
	cb := rostertest.Codebook(b)
	var buf bytes.Buffer
	p := samples.Population{Seed: 1, Households: households, Villages: villages}
	must.Succeed(b, p.Write(&buf, cb))
	return rostertest.ReadBytes(b, "r.xlsx", buf.Bytes())
}

func fonts(t testing.TB) render.Fonts {
	t.Helper()
	f, err := render.LoadFonts(templates.Fonts, templates.FontText, templates.FontHead, templates.FontTitle)
	must.Succeed(t, err)
	return f
}

func report(b *testing.B, pages int) {
	b.Helper()
	b.ReportMetric(float64(benchHouseholds)*float64(b.N)/b.Elapsed().Seconds(), "households/s")
	b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkComparison is a whole run over comparison sheets on one worker:
// planning, counting, cutting faces, setting and drawing.
func BenchmarkComparison(b *testing.B) { benchComparison(b, 1) }

// BenchmarkComparison2 is the same run on two workers.
func BenchmarkComparison2(b *testing.B) { benchComparison(b, 2) }

// BenchmarkTown and BenchmarkTown2 are the same over 1,000 households in 40
// villages.
func BenchmarkTown(b *testing.B)  { benchRun(b, rosterOf(b, 1000, 40), 1) }
func BenchmarkTown2(b *testing.B) { benchRun(b, rosterOf(b, 1000, 40), 2) }

// BenchmarkVillage and BenchmarkVillage2 are one village, whose file both workers
// draw.
func BenchmarkVillage(b *testing.B)  { benchRun(b, rosterOf(b, 300, 1), 1) }
func BenchmarkVillage2(b *testing.B) { benchRun(b, rosterOf(b, 300, 1), 2) }

func benchComparison(b *testing.B, jobs int) { benchRun(b, benchRoster(b), jobs) }

func benchRun(b *testing.B, r *model.Roster, jobs int) {
	set, f := forms(b), fonts(b)
	pages := 0
	b.ReportAllocs()
	for b.Loop() {
		batch, err := render.Plan(r, set, f, render.Options{Choice: render.Choice{Forms: []string{"compare"}, Jobs: jobs, Split: render.ByForm}, Year: 2019})
		must.Succeed(b, err)
		t, err := batch.Count(context.Background(), nil)
		must.Succeed(b, err)
		pages = t.Pages
		if _, err := batch.Write(context.Background(), discard{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(r.Households())*float64(b.N)/b.Elapsed().Seconds(), "households/s")
	b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkComparisonFloor is bare fpdf drawing the same pages at fixed places:
// the same files, pages, texts and lines, with whole faces as it takes them.
func BenchmarkComparisonFloor(b *testing.B) { benchFloor(b, func(face []byte) []byte { return face }) }

// BenchmarkComparisonFloorCut is the same with faces cut once beforehand, which
// is the most that a careful user of fpdf does.
func BenchmarkComparisonFloorCut(b *testing.B) {
	var all string
	for _, p := range comparisonPages(b) {
		for _, page := range p {
			for _, t := range page.Texts {
				all += t.Text
			}
		}
	}
	benchFloor(b, func(face []byte) []byte { return bytes.Clone(fpdf.UTF8CutFont(bytes.Clone(face), all)) })
}

func benchFloor(b *testing.B, prepare func([]byte) []byte) {
	villages := comparisonPages(b)
	var faces [doc.FormFaces][]byte
	for i, name := range []string{templates.FontText, templates.FontHead, templates.FontTitle} {
		data, err := templates.Fonts.ReadFile(name)
		must.Succeed(b, err)
		faces[i] = prepare(data)
	}
	n := 0
	for b.Loop() {
		n = 0
		for _, pages := range villages {
			n += len(pages)
			floorFile(b, faces, pages)
		}
	}
	report(b, n)
}

// comparisonPages gives the placed pages of each village.
func comparisonPages(b *testing.B) [][]*layout.Page {
	b.Helper()
	builder, err := doc.NewBuilder(forms(b).Find("compare"), doc.Options{Year: 2019})
	must.Succeed(b, err)
	flow := layout.NewFlow(fonts(b).Measurer())
	var out [][]*layout.Page
	for _, v := range benchRoster(b).Villages {
		var pages []*layout.Page
		for _, h := range v.Households {
			if !h.Registered() {
				continue
			}
			ps, err := flow.Pages(builder.Household(h))
			must.Succeed(b, err)
			pages = append(pages, ps...)
		}
		out = append(out, pages)
	}
	return out
}

func floorFile(b *testing.B, faces [doc.FormFaces][]byte, pages []*layout.Page) {
	names := [doc.FormFaces]string{"text", "head", "title"}
	f := fpdf.New("L", "pt", "A4", "")
	for i, data := range faces {
		f.AddUTF8FontFromBytes(names[i], "", bytes.Clone(data))
	}
	for _, p := range pages {
		f.AddPage()
		for _, a := range p.Fills {
			f.SetFillColor(int(a.Gray), int(a.Gray), int(a.Gray))
			f.Rect(a.X.Points(), a.Y.Points(), a.W.Points(), a.H.Points(), "F")
		}
		for _, r := range p.Rules {
			f.SetLineWidth(r.Width.Points())
			f.Line(r.X1.Points(), r.Y1.Points(), r.X2.Points(), r.Y2.Points())
		}
		for _, a := range p.Boxes {
			f.Rect(a.X.Points(), a.Y.Points(), a.Size.Points(), a.Size.Points(), "D")
		}
		for _, t := range p.Texts {
			f.SetFont(names[t.Face], "", t.Size.Points())
			f.Text(t.X.Points(), t.Y.Points(), t.Text)
		}
	}
	must.Succeed(b, f.Output(io.Discard))
}

// BenchmarkSet is building and setting alone, without drawing.
func BenchmarkSet(b *testing.B) {
	r, f := benchRoster(b), fonts(b)
	builder, err := doc.NewBuilder(forms(b).Find("compare"), doc.Options{Year: 2019})
	must.Succeed(b, err)
	flow := layout.NewFlow(f.Measurer())
	var shown pdf.Runes
	b.ReportAllocs()
	for b.Loop() {
		for h := range r.Each {
			d := builder.Household(h)
			pages, err := flow.Pages(d)
			must.Succeed(b, err)
			for _, p := range pages {
				shown.Page(p)
			}
			builder.Reuse(d)
			flow.Reuse(pages)
		}
	}
	report(b, 2*benchHouseholds)
}

// BenchmarkCount is building and counting pages alone.
func BenchmarkCount(b *testing.B) {
	r := benchRoster(b)
	batch, err := render.Plan(r, forms(b), fonts(b), render.Options{Choice: render.Choice{Forms: []string{"compare"}, Jobs: 1}, Year: 2019})
	must.Succeed(b, err)
	b.ReportAllocs()
	pages := 0
	for b.Loop() {
		t, err := batch.Count(context.Background(), nil)
		must.Succeed(b, err)
		pages = t.Pages
	}
	report(b, pages)
}

// BenchmarkHouseholdFiles is a file of two pages for each household, on two
// workers.
func BenchmarkHouseholdFiles(b *testing.B) {
	r, set, f := benchRoster(b), forms(b), fonts(b)
	b.ReportAllocs()
	for b.Loop() {
		batch, err := render.Plan(r, set, f, render.Options{Choice: render.Choice{Forms: []string{"compare"}, Jobs: 2, Split: render.ByHousehold}, Year: 2019})
		must.Succeed(b, err)
		if _, err := batch.Count(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
		if _, err := batch.Write(context.Background(), discard{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(benchHouseholds*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}
