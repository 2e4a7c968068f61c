package font_test

import (
	"slices"
	"sync"
	"testing"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/render/font"
	"ruhu/templates"
)

const (
	text = iota
	head
	title
)

func load(t testing.TB) *font.Set {
	t.Helper()
	var files [][]byte
	for _, name := range []string{templates.FontText, templates.FontHead, templates.FontTitle} {
		b, err := templates.Fonts.ReadFile(name)
		must.Succeed(t, err)
		files = append(files, b)
	}
	s, err := font.Load(files...)
	must.Succeed(t, err)
	return s
}

func TestLookup(t *testing.T) {
	s := load(t)
	for name, c := range map[string]struct {
		face int
		r    rune
		want font.Glyph
	}{
		"hanzi":            {text, '村', font.Glyph{Rune: '村', Face: text, Advance: 1000}},
		"hanzi of a title": {title, '村', font.Glyph{Rune: '村', Face: title, Advance: 1000}},
		"tick":             {head, '√', font.Glyph{Rune: '√', Face: head, Advance: 1000}},
		"not in the cut":   {title, '䶮', font.Glyph{Rune: '䶮', Face: text, Advance: 1000}},
		"no face":          {text, 'ก', font.Glyph{Rune: '〓', Face: text, Advance: 1000, Missing: true}},
		"beyond the plane": {head, '𠮷', font.Glyph{Rune: '〓', Face: head, Advance: 1000, Missing: true}},
		"no code at all":   {text, -1, font.Glyph{Rune: '〓', Face: text, Advance: 1000, Missing: true}},
		"broken text":      {text, '\uFFFD', font.Glyph{Rune: '〓', Face: text, Advance: 1000, Missing: true}},
		"surrogate":        {text, 0xD842, font.Glyph{Rune: '〓', Face: text, Advance: 1000, Missing: true}},
		"private use":      {text, '\uE7C7', font.Glyph{Rune: '〓', Face: text, Advance: 1000, Missing: true}},
		"zero width":       {text, '\u200B', font.Glyph{Face: text}},
		"byte order mark":  {head, '\uFEFF', font.Glyph{Face: head}},
		"variation":        {text, '\uFE00', font.Glyph{Face: text}},
		"far variation":    {text, 0xE0100, font.Glyph{Face: text}},
		"tab":              {text, '\t', font.Glyph{Rune: ' ', Face: text, Advance: 256}},
		"null":             {text, 0, font.Glyph{Rune: ' ', Face: text, Advance: 256}},
	} {
		for range 2 { // learned, then known
			if got := s.Lookup(c.face, c.r); got != c.want {
				t.Errorf("%s: %+v, want %+v", name, got, c.want)
			}
		}
	}
}

// TestTitleFace holds the cut to what README.md in the fonts' folder says.
func TestTitleFace(t *testing.T) {
	s := load(t)
	for r := rune(0x20); r < 0x7F; r++ {
		if !s.Has(title, r) {
			t.Errorf("no %c", r)
		}
	}
	for _, r := range "啊齄贫困户基础信息对照表，。、；：？！“”‘’（）《》【】〔〕—…·￥％〓□■√×①ⅣＡ" {
		if !s.Has(title, r) {
			t.Errorf("no %c %U", r, r)
		}
	}
}

func TestMissing(t *testing.T) {
	got := load(t).Missing("张\u200B三\t𠮷กก𠮷·䶮")
	if want := []rune("𠮷ก"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLookupIsSafe(t *testing.T) {
	s := load(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for r := rune(0x4E00); r < 0x4E00+2000; r++ {
				if g := s.Lookup(title, r); g.Rune != r || g.Advance != 1000 {
					t.Errorf("%c: %+v", r, g)
				}
			}
		})
	}
	wg.Wait()
}

func TestNoFont(t *testing.T) {
	for _, file := range []string{"", "abc", "OTTO\x00\x00\x00\x00", "ttcf\x00\x00\x00\x00", "\x00\x01\x00\x00\xff\xff"} {
		if _, err := font.Load([]byte(file)); err == nil {
			t.Errorf("%q is a font", file)
		}
	}
	if _, err := font.Load(); err == nil {
		t.Error("no face at all is a set")
	}
}

func FuzzLookup(f *testing.F) {
	s := load(f)
	f.Add("张三\t")
	f.Fuzz(func(t *testing.T, text string) {
		defer growth.Bound(t, len(text), 8<<20, 4000)()
		for _, r := range text {
			for face := range s.Faces() {
				if g := s.Lookup(face, r); g.Missing != (g.Rune == font.Geta && r != font.Geta) {
					t.Errorf("%U: %+v", r, g)
				}
			}
		}
	})
}
