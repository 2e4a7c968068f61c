package picture

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"ruhu/model/must"
	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
	"ruhu/templates"
)

func painter(t *testing.T) *Painter {
	t.Helper()
	data, err := templates.Fonts.ReadFile(templates.FontTitle)
	must.Succeed(t, err)
	set, err := font.Load(data)
	must.Succeed(t, err)
	return New(set)
}

func paint(t *testing.T, p *Painter, page *layout.Page, dpi int) []byte {
	t.Helper()
	var out bytes.Buffer
	must.Succeed(t, p.PNG(&out, page, dpi))
	return out.Bytes()
}

// full is a page with everything on it.
func full() *layout.Page {
	return &layout.Page{
		Width: 100 * doc.Mm, Height: 60 * doc.Mm,
		Fills:   []layout.Fill{{X: 10 * doc.Mm, Y: 10 * doc.Mm, W: 5 * doc.Mm, H: 5 * doc.Mm, Gray: 230}},
		Corners: []layout.Fill{{X: doc.Mm, Y: doc.Mm, W: 4 * doc.Mm, H: doc.Mm}},
		Rules: []layout.Rule{
			{X1: 20 * doc.Mm, Y1: 10 * doc.Mm, X2: 30 * doc.Mm, Y2: 10 * doc.Mm, Width: doc.Mm / 100},
			{X1: 20 * doc.Mm, Y1: 20 * doc.Mm, X2: 20 * doc.Mm, Y2: 30 * doc.Mm, Width: doc.Mm},
		},
		Boxes: []layout.Box{{X: 40 * doc.Mm, Y: 10 * doc.Mm, Size: 5 * doc.Mm, Ticked: true}, {X: 50 * doc.Mm, Y: 10 * doc.Mm, Size: 5 * doc.Mm}},
		Texts: []layout.Run{{X: 10 * doc.Mm, Y: 50 * doc.Mm, Size: 10 * doc.Mm, Text: "一 户"}, {X: 60 * doc.Mm, Y: 50 * doc.Mm, Size: 9 * doc.Pt, Track: doc.Pt, Text: "家庭人口"}},
		QR:    &layout.QR{X: 70 * doc.Mm, Y: 10 * doc.Mm, Size: 21 * doc.Mm, Payload: "RUHU"},
	}
}

// TestPlaces looks at what is drawn where, with ten pixels to the millimetre.
func TestPlaces(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(paint(t, painter(t), full(), 254)))
	must.Succeed(t, err)
	if img.Bounds() != image.Rect(0, 0, 1000, 600) {
		t.Fatal(img.Bounds())
	}
	dark := func(x, y int) uint8 { return 255 - img.(*image.Paletted).ColorIndexAt(x, y) }
	for _, c := range []struct {
		what string
		x, y int
		want uint8
	}{
		{"paper", 5, 5, 0}, {"area", 100, 100, 25}, {"area's end", 149, 149, 25}, {"beside the area", 150, 149, 0},
		{"corner mark", 10, 19, 255}, {"below the mark", 10, 20, 0},
		{"thin line", 200, 100, 255}, {"below the thin line", 200, 101, 0}, {"behind the thin line", 300, 100, 0},
		{"thick line", 195, 200, 255}, {"its right edge", 204, 299, 255}, {"beside it", 205, 299, 0}, {"below it", 200, 300, 0},
		{"box", 400, 100, 255}, {"inside the box", 404, 106, 0}, {"tick's corner", 421, 141, 255}, {"tick", 441, 110, 255}, {"beside the tick", 430, 110, 0},
		{"empty box", 549, 149, 255}, {"inside the empty box", 525, 125, 0},
		{"code's finder", 700, 100, 255}, {"within the finder", 711, 111, 0}, {"right of the code", 910, 100, 0}, {"code's lower finder", 705, 305, 255},
		{"一", 150, 459, 255}, {"above 一", 150, 430, 0},
	} {
		if got := dark(c.x, c.y); got != c.want {
			t.Errorf("%s: %d at %d,%d, want %d", c.what, got, c.x, c.y, c.want)
		}
	}
}

// TestSameBytes: a page has one picture, whoever draws it, when, and beside what.
func TestSameBytes(t *testing.T) {
	p, page := painter(t), full()
	want := paint(t, painter(t), page, 110)
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for dpi := 90 + i; dpi < 96; dpi++ {
				if err := p.PNG(io.Discard, page, dpi); err != nil {
					t.Error(err)
				}
				var got bytes.Buffer
				if err := p.PNG(&got, page, 110); err != nil || !bytes.Equal(got.Bytes(), want) {
					t.Errorf("another picture, %v", err)
				}
			}
		})
	}
	group.Wait()
}

// TestBounded: glyphs do not pile up, and those that went are drawn again as they were.
func TestBounded(t *testing.T) {
	p, page := painter(t), &layout.Page{Width: 80 * doc.Mm, Height: 40 * doc.Mm}
	var first []byte
	for i, r := range strings.Repeat("贫困户基础信息对照表家庭人口指标系统更正一致", 2) {
		page.Texts = []layout.Run{{X: 10 * doc.Mm, Y: 30 * doc.Mm, Size: mostType, Text: string(r)}}
		got := paint(t, p, page, mostDPI)
		if i == 0 {
			first = got
		}
		kept := 0
		for _, glyphs := range []map[spot]*glyph{p.glyphs.young, p.glyphs.old} {
			for _, g := range glyphs {
				kept += glyphSize + len(g.mask.Pix)
			}
		}
		if kept > 2*mostCached {
			t.Fatalf("%d bytes of glyphs", kept)
		}
	}
	page.Texts[0].Text = "贫"
	if !bytes.Equal(paint(t, p, page, mostDPI), first) {
		t.Error("drawn again it is another picture")
	}
}

// TestRefuses: what no paper has is an error, before memory is asked for it.
func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*layout.Page)
		dpi    int
	}{
		"too coarse":  {func(*layout.Page) {}, leastDPI - 1},
		"too fine":    {func(*layout.Page) {}, mostDPI + 1},
		"negative":    {func(*layout.Page) {}, -110},
		"no width":    {func(p *layout.Page) { p.Width = 0 }, 110},
		"no height":   {func(p *layout.Page) { p.Height = -doc.Mm }, 110},
		"wide":        {func(p *layout.Page) { p.Width = 1 << 60 }, 110},
		"many pixels": {func(p *layout.Page) { p.Width, p.Height = mostSide, mostSide }, 110},
		"huge type":   {func(p *layout.Page) { p.Texts[0].Size = 1 << 50 }, 110},
		"no type":     {func(p *layout.Page) { p.Texts[0].Size = 0 }, 110},
		"no glyph":    {func(p *layout.Page) { p.Texts[0].Text = "户ก" }, 110},
		"not lent":    {func(p *layout.Page) { p.Texts[0].Face = font.Lent }, 110},
		"long code":   {func(p *layout.Page) { p.QR.Payload = strings.Repeat("x", 3000) }, 110},
	} {
		page := full()
		c.change(page)
		if err := painter(t).PNG(io.Discard, page, c.dpi); err == nil {
			t.Errorf("%s: drawn", name)
		}
	}
}

// TestBeyond: what lies beside the page is left out, wherever it is.
func TestBeyond(t *testing.T) {
	page := full()
	page.Move(-50 * doc.Mm)
	paint(t, painter(t), page, 110)
	for _, far := range []doc.Length{-1 << 40, 1 << 40} {
		page = full()
		page.Move(far)
		page.Corners = nil
		img, err := png.Decode(bytes.NewReader(paint(t, painter(t), page, 110)))
		must.Succeed(t, err)
		if i := slices.IndexFunc(img.(*image.Paletted).Pix, func(gray uint8) bool { return gray != white }); i >= 0 {
			t.Errorf("moved by %d: something at %d", far, i)
		}
	}
}
