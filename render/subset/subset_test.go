package subset

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"hash/adler32"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/flate"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"ruhu/model/growth"
	"ruhu/model/must"
)

// goFace is a face with composite glyphs, such as é.
func goFace(t *testing.T) (*Face, *sfnt.Font) {
	t.Helper()
	f, err := Parse(goregular.TTF)
	must.Succeed(t, err)
	s, err := sfnt.Parse(goregular.TTF)
	must.Succeed(t, err)
	return f, s
}

func glyphOf(t *testing.T, s *sfnt.Font, r rune) uint16 {
	t.Helper()
	g, err := s.GlyphIndex(nil, r)
	if err != nil || g == 0 {
		t.Fatalf("no glyph for %q", r)
	}
	return uint16(g)
}

// unpack gives the TrueType file of a program.
func unpack(t *testing.T, p *Program) []byte {
	t.Helper()
	packed, length, err := p.Pack()
	must.Succeed(t, err)
	r, err := zlib.NewReader(bytes.NewReader(packed))
	must.Succeed(t, err)
	data, err := io.ReadAll(r) // checks the checksum at the end
	must.Succeed(t, err)
	if len(data) != length {
		t.Errorf("%d bytes, said to be %d", len(data), length)
	}
	return data
}

// outlineOf gives the shape of a glyph and its width, in units.
func outlineOf(t *testing.T, s *sfnt.Font, glyph uint16) (sfnt.Segments, fixed.Int26_6) {
	t.Helper()
	ppem := fixed.Int26_6(s.UnitsPerEm())
	segments, err := s.LoadGlyph(nil, sfnt.GlyphIndex(glyph), ppem, nil)
	must.Succeed(t, err)
	w, err := s.GlyphAdvance(nil, sfnt.GlyphIndex(glyph), ppem, font.HintingNone)
	must.Succeed(t, err)
	return segments, w
}

// withCmap puts a table that maps nothing into a program's file: parsers of
// whole faces want one, readers of PDF files do not.
func withCmap(t *testing.T, file []byte) *sfnt.Font {
	t.Helper()
	face, err := Parse(file)
	must.Succeed(t, err)
	whole, err := Parse(goregular.TTF)
	must.Succeed(t, err)
	for _, name := range []string{"cmap", "name", "OS/2", "post"} {
		face.tables[name] = whole.tables[name]
	}
	var tables []table
	var body []byte
	for _, name := range []string{"OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"} {
		if data, ok := face.tables[name]; ok {
			tables = append(tables, table{name: name, at: len(body), size: len(data)})
			body = append(body, data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
	}
	s, err := sfnt.Parse(append(directory(tables), body...))
	must.Succeed(t, err)
	return s
}

func TestProgramShowsTheSameGlyphs(t *testing.T) {
	face, whole := goFace(t)
	shared := "ABCé"
	for name, c := range map[string]struct{ base, own string }{
		"own only": {"", "Äxyzé"}, "base only": {shared, ""}, "both": {shared, "ÄBxyé"}, "nothing": {"", ""},
	} {
		var glyphs []uint16
		for _, r := range c.base {
			glyphs = append(glyphs, glyphOf(t, whole, r))
		}
		base, err := face.Base(glyphs)
		must.Succeed(t, err)
		p := base.Begin()
		at := make(map[rune]uint16)
		for _, r := range c.base + c.own {
			at[r] = p.Glyph(glyphOf(t, whole, r))
		}
		for i, r := range []rune(c.base) {
			if int(at[r]) != i+1 {
				t.Errorf("%s: %c of the base has number %d", name, r, at[r])
			}
		}
		file := unpack(t, p)
		cut := withCmap(t, file)
		for r, n := range at {
			want, w := outlineOf(t, whole, glyphOf(t, whole, r))
			got, v := outlineOf(t, cut, n)
			if len(want) != len(got) || w != v {
				t.Fatalf("%s: %c has %d segments and width %d, want %d and %d", name, r, len(got), v, len(want), w)
			}
			for i := range want {
				if want[i] != got[i] {
					t.Fatalf("%s: %c differs at segment %d", name, r, i)
				}
			}
			if got, want := p.Advance(int(n)), face.Advance(glyphOf(t, whole, r)); got != want {
				t.Errorf("%s: %c is %d wide, want %d", name, r, got, want)
			}
		}
		if sum := checksum(file); sum != 0xB1B0AFBA {
			t.Errorf("%s: the file adds up to %X", name, sum)
		}
	}
}

func TestSameBase(t *testing.T) {
	face, whole := goFace(t)
	var files [2][]byte
	for i := range files {
		base, err := face.Base([]uint16{glyphOf(t, whole, 'é')})
		must.Succeed(t, err)
		other := base.Begin()
		other.Glyph(glyphOf(t, whole, rune('a'+i))) // another file of the run
		p := base.Begin()
		p.Glyph(glyphOf(t, whole, 'Q'))
		if files[i], _, err = p.Pack(); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("a file depends on the others of its run")
	}
}

func TestRepeat(t *testing.T) {
	face, whole := goFace(t)
	base, err := face.Base(nil)
	must.Succeed(t, err)
	p := base.Begin()
	g := glyphOf(t, whole, 'A')
	if a, b := p.Glyph(g), p.Repeat(g); a == b || p.Advance(int(a)) != p.Advance(int(b)) {
		t.Errorf("numbers %d and %d", a, b)
	}
	unpack(t, p)
}

func TestJoined(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		data := make([]byte, r.IntN(200_000))
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		cut := r.IntN(len(data) + 1)
		got := joined(adler32.Checksum(data[:cut]), adler32.Checksum(data[cut:]), len(data)-cut)
		if want := adler32.Checksum(data); got != want {
			t.Fatalf("%d bytes cut at %d: %X, want %X", len(data), cut, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(goregular.TTF[:4000], uint16(3))
	f.Fuzz(func(t *testing.T, data []byte, glyph uint16) {
		defer growth.Bound(t, len(data), 16<<20, 400)()
		face, err := Parse(data)
		if err != nil {
			return
		}
		face.Metrics()
		base, err := face.Base([]uint16{glyph})
		if err != nil {
			return
		}
		if _, _, err := base.Begin().Pack(); err != nil {
			t.Error(err)
		}
	})
}

// TestPackAgain packs the same with a compressor that is new and with one that has
// packed other things: what it remembers of them must not show.
func TestPackAgain(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	page := func() []byte {
		var b []byte
		for range random.IntN(3000) {
			b = fmt.Appendf(b, "%d.%d %d Td(%c)Tj\n", random.IntN(300), random.IntN(100), random.IntN(9), 'a'+random.IntN(20))
		}
		return b
	}
	for _, level := range []int{flate.BestSpeed, flate.BestCompression} {
		used := newPacker(level)
		for range 40 {
			data := page()
			want := bytes.Clone(newPacker(level).pack(data))
			if got := used.pack(data); !bytes.Equal(got, want) {
				t.Fatalf("level %d: %d bytes pack to %d, with a used packer to %d", level, len(data), len(want), len(got))
			}
		}
	}
}
