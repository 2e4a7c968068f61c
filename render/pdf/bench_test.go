package pdf

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/model/must"
	"ruhu/render/doc"
	"ruhu/render/layout"
)

// benchPages is the length of the document that is drawn in benchmarks.
const benchPages = 100

// BenchmarkFloor is bare fpdf drawing the same at fixed places: what this
// writer of PDF files costs whoever calls it.
func BenchmarkFloor(b *testing.B) { benchFloor(b, benchPages) }

// BenchmarkDraw is this package; it is to be no slower than the floor.
func BenchmarkDraw(b *testing.B) { benchDraw(b, benchPages) }

// The same for files of a household.
func BenchmarkFloorShort(b *testing.B) { benchFloor(b, 2) }
func BenchmarkDrawShort(b *testing.B)  { benchDraw(b, 2) }

func benchFloor(b *testing.B, n int) {
	pages := sheets(n)
	files := cutFiles(b, pages)
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		pdf := fpdf.New("L", "pt", "A4", "")
		for i, file := range files {
			pdf.AddUTF8FontFromBytes(families[i], "", bytes.Clone(file))
		}
		for _, p := range pages {
			pdf.AddPage()
			floorPage(pdf, p)
		}
		var out bytes.Buffer
		must.Succeed(b, pdf.Output(&out))
		size = out.Len()
	}
	report(b, n, size)
}

// families is the names under which the floor has its faces.
var families = [doc.FormFaces]string{doc.FaceText: "text", doc.FaceHead: "head", doc.FaceTitle: "title"}

// cutFiles gives the faces cut by the library to what the pages show.
func cutFiles(b *testing.B, pages []*layout.Page) (files [doc.FormFaces][]byte) {
	var need Runes
	for _, p := range pages {
		need.Page(p)
	}
	for i := range files {
		cut := fpdf.UTF8CutFont(bytes.Clone(wholeFonts(b).set.File(i)), string(slices.Collect(need.faces[i].all()))+"〓 ")
		files[i] = bytes.Clone(cut)
	}
	return files
}

// floorPage draws with the library's own calls, setting faces and widths only
// where they change.
func floorPage(pdf *fpdf.Fpdf, p *layout.Page) {
	for _, a := range p.Fills {
		pdf.SetFillColor(int(a.Gray), int(a.Gray), int(a.Gray))
		pdf.Rect(a.X.Points(), a.Y.Points(), a.W.Points(), a.H.Points(), "F")
	}
	pdf.SetFillColor(0, 0, 0)
	width := doc.Length(0)
	for _, r := range p.Rules {
		if r.Width != width {
			width = r.Width
			pdf.SetLineWidth(width.Points())
		}
		pdf.Line(r.X1.Points(), r.Y1.Points(), r.X2.Points(), r.Y2.Points())
	}
	pdf.SetLineWidth(0.5)
	for _, a := range p.Boxes {
		pdf.Rect(a.X.Points(), a.Y.Points(), a.Size.Points(), a.Size.Points(), "D")
	}
	face, size := doc.Faces, doc.Length(0)
	for _, t := range p.Texts {
		if t.Face != face || t.Size != size {
			face, size = t.Face, t.Size
			pdf.SetFont(families[face], "", size.Points())
		}
		pdf.Text(t.X.Points(), t.Y.Points(), t.Text)
	}
}

func benchDraw(b *testing.B, n int) {
	pages := sheets(n)
	fonts := sharedFonts(b, pages...)
	size := int64(0)
	b.ReportAllocs()
	for b.Loop() {
		f := New(fonts, Meta{Title: "对照表"})
		for _, p := range pages {
			must.Succeed(b, f.Page(p))
		}
		var err error
		if size, err = f.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	report(b, n, int(size))
}

func report(b *testing.B, pages, size int) {
	b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(size)/float64(pages), "B/page")
}

// BenchmarkShare is what a run pays once for the characters of its forms.
func BenchmarkShare(b *testing.B) {
	pages := sheets(2)
	for b.Loop() {
		sharedFonts(b, pages...)
	}
}

// BenchmarkDrawOwn is a file of a household whose characters are all its own.
func BenchmarkDrawOwn(b *testing.B) {
	pages, fonts := sheets(2), wholeFonts(b)
	for b.Loop() {
		f := New(fonts, Meta{Title: "对照表"})
		for _, p := range pages {
			must.Succeed(b, f.Page(p))
		}
		_, err := f.WriteTo(io.Discard)
		must.Succeed(b, err)
	}
}

// BenchmarkGlyph is the inner loop of layout.
func BenchmarkGlyph(b *testing.B) {
	m := wholeFonts(b).Measurer()
	const text = "家庭成员文化程度320981199001011234务工区域"
	n := 0
	for b.Loop() {
		for _, r := range text {
			n += int(m.Glyph(doc.FaceText, r).Advance)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len([]rune(text))), "ns/char")
}

// BenchmarkCode is a QR code.
func BenchmarkCode(b *testing.B) {
	f := New(wholeFonts(b), Meta{})
	q := sheet(1).QR
	for b.Loop() {
		f.ops = f.ops[:0]
		must.Succeed(b, f.code(q, 210*doc.Mm))
	}
}
