package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// lender lends a square for some characters.
type lender string

func (l lender) Lend(r rune) (font.Outline, bool) {
	if !strings.ContainsRune(string(l), r) {
		return font.Outline{}, false
	}
	p := func(x, y int32) [3]font.Point { return [3]font.Point{{X: x, Y: y}} }
	return font.Outline{Advance: 1000, Path: []font.Segment{
		{Kind: font.MoveTo, Points: p(1000, 0)}, {Kind: font.LineTo, Points: p(9000, 0)},
		{Kind: font.LineTo, Points: p(9000, 8000)}, {Kind: font.LineTo, Points: p(1000, 8000)},
	}}, true
}

// set lays a text out on a page, a run for each face.
func set(fonts *Fonts, lines ...string) *layout.Page {
	p := page(doc.FaceText)
	for i, line := range lines {
		x := 20 * doc.Mm
		for _, r := range line {
			g := fonts.Measurer().Glyph(doc.FaceText, r)
			p.Texts = append(p.Texts, layout.Run{
				X: x, Y: 20*doc.Mm + doc.Length(i)*10*doc.Mm, Size: 12 * doc.Pt, Face: g.Face, Text: string(g.Rune),
			})
			x += doc.Length(g.Advance) * 12 * doc.Pt / 1000
		}
	}
	return p
}

// TestBeyond prints every character beyond the basic plane that the embedded
// faces have, and finds each of them again.
func TestBeyond(t *testing.T) {
	fonts := wholeFonts(t)
	var lines []string
	var line strings.Builder
	n := 0
	for r := rune(0x20000); r < 0x32400; r++ {
		if g := fonts.set.Lookup(0, r); g.Missing {
			continue
		}
		line.WriteString("王")
		line.WriteRune(r)
		if n++; n%15 == 0 {
			lines = append(lines, line.String())
			line.Reset()
		}
	}
	lines = append(lines, line.String())
	if n < 200 {
		t.Fatalf("only %d characters", n)
	}
	p := set(fonts, lines...)
	path := write(t, draw(t, sharedFonts(t, p), Meta{}, p))
	slowtest.Run(t, "qpdf", "--check", path)
	if got, want := slowtest.Run(t, "pdftotext", "-raw", path, "-"), strings.Join(lines, "\n")+"\n\f"; got != want {
		t.Errorf("found\n%s\nwant\n%s", got, want)
	}
}

func TestLent(t *testing.T) {
	whole := wholeFonts(t)
	files := make([][]byte, doc.FormFaces)
	for i := range files {
		files[i] = whole.set.File(i)
	}
	s, err := font.Load(files...)
	must.Succeed(t, err)
	s.Borrow(lender("𠮷㐂ก\uE863"))
	fonts, err := NewFonts(s)
	must.Succeed(t, err)
	p := set(fonts, "王𠮷明𠮷", "ก\uE863𠀀尾") // scripts that join, private codes: never lent
	var need Runes
	need.Page(p)
	need.Page(sheet(1))
	cut, err := fonts.Share(&need)
	must.Succeed(t, err)
	path := write(t, draw(t, cut, Meta{Title: "表"}, p, sheet(1), p))
	slowtest.Run(t, "qpdf", "--check", path)
	got := slowtest.Run(t, "pdftotext", "-raw", "-l", "1", path, "-")
	if want := "王𠮷明𠮷\n〓〓〓尾\n\f"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
	to := filepath.Join(t.TempDir(), "page")
	slowtest.Run(t, "pdftoppm", "-r", "72", "-gray", "-singlefile", path, to)
	b, err := os.ReadFile(to + ".pgm")
	must.Succeed(t, err)
	// The square of the second character is black in its middle.
	header := len("P5\n596 842\n255\n")
	x, y := 20*72/25.4+12+6, 20*72/25.4-5
	if c := b[header+int(y)*596+int(x)]; c > 10 || !bytes.HasPrefix(b, []byte("P5\n596 842\n255\n")) {
		t.Errorf("the lent character is not on the page: %d", c)
	}
}

// TestManyDrawn needs more than one font of drawn glyphs.
func TestManyDrawn(t *testing.T) {
	var all []rune
	for r := rune(0x20000); r < 0x20000+600; r++ {
		all = append(all, r)
	}
	whole := wholeFonts(t)
	s, err := font.Load(whole.set.File(0), whole.set.File(1), whole.set.File(2))
	must.Succeed(t, err)
	s.Borrow(lender(string(all)))
	fonts, err := NewFonts(s)
	must.Succeed(t, err)
	var lines []string
	for i := 0; i < len(all); i += 30 {
		lines = append(lines, string(all[i:i+30]))
	}
	p := set(fonts, lines...)
	var files [2]bytes.Buffer
	for i := range files {
		if _, err := draw(t, fonts, Meta{}, p).WriteTo(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two files of the same page differ")
	}
	path := write(t, draw(t, fonts, Meta{}, p))
	slowtest.Run(t, "qpdf", "--check", path)
	if got, want := slowtest.Run(t, "pdftotext", "-raw", path, "-"), strings.Join(lines, "\n")+"\n\f"; got != want {
		t.Errorf("found\n%s\nwant\n%s", got, want)
	}
}
