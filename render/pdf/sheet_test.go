package pdf

import (
	"fmt"
	"sync"
	"testing"

	"ruhu/model/must"
	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
	"ruhu/templates"
)

var whole = sync.OnceValues(func() (*Fonts, error) {
	var files [][]byte
	for _, name := range []string{templates.FontText, templates.FontHead, templates.FontTitle} {
		b, err := templates.Fonts.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, b)
	}
	set, err := font.Load(files...)
	if err != nil {
		return nil, err
	}
	return NewFonts(set)
})

// wholeFonts gives the embedded faces, with nothing packed beforehand.
func wholeFonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := whole()
	must.Succeed(t, err)
	return f
}

// sharedFonts gives the embedded faces with the characters of pages packed
// beforehand.
func sharedFonts(t testing.TB, pages ...*layout.Page) *Fonts {
	t.Helper()
	var need Runes
	for _, p := range pages {
		need.Page(p)
	}
	f, err := wholeFonts(t).Share(&need)
	must.Succeed(t, err)
	return f
}

// words is what invented cells say.
var words = []string{
	"家庭成员", "小学", "A8", "文化程度", "320981", "张三", "健康", "务工区域", "县内省外", "1.5亩",
	"李四", "缺劳动力", "是", "否", "12000", "（元）", "2019-12-31", "一般农户", "低保户", "√",
}

// sheet is an invented page as full as a real one: about 600 runs of about
// 1,900 characters, 150 rules, 120 boxes, some shading, a code.
func sheet(n int) *layout.Page {
	p := &layout.Page{
		Width: 297 * doc.Mm, Height: 210 * doc.Mm, Number: n, Of: 2,
		QR: &layout.QR{X: 271 * doc.Mm, Y: 8 * doc.Mm, Size: 14 * doc.Mm,
			Payload: fmt.Sprintf("RH1|2019|COMPARE|K7Q2-M9XD-4TWR|%d|2", n)},
	}
	p.Texts = append(p.Texts, layout.Run{X: 100 * doc.Mm, Y: 15 * doc.Mm, Size: 16 * doc.Pt, Face: doc.FaceTitle, Text: "贫困户基础信息对照表"})
	const rows, cols = 30, 20
	for r := range rows {
		y := 25*doc.Mm + doc.Length(r)*5*doc.Mm
		for c := range cols {
			run := layout.Run{X: 11*doc.Mm + doc.Length(c)*13*doc.Mm, Y: y + 4*doc.Mm, Size: 9 * doc.Pt, Face: doc.FaceText, Text: words[(r*7+c+n)%len(words)]}
			if r == 0 {
				run.Face = doc.FaceHead
			}
			if c == 7 {
				run.Size = 7 * doc.Pt
			}
			p.Texts = append(p.Texts, run)
		}
		p.Fills = append(p.Fills, layout.Fill{X: 90 * doc.Mm, Y: y, W: 8 * doc.Mm, H: 5 * doc.Mm, Gray: 230})
		for c := range 4 {
			p.Boxes = append(p.Boxes, layout.Box{X: 15*doc.Mm + doc.Length(c)*60*doc.Mm, Y: y + doc.Mm, Size: 3 * doc.Mm})
		}
	}
	for r := range rows + 1 {
		y := 25*doc.Mm + doc.Length(r)*5*doc.Mm
		p.Rules = append(p.Rules, layout.Rule{X1: 10 * doc.Mm, Y1: y, X2: 287 * doc.Mm, Y2: y, Width: doc.Pt / 2})
		for c := range 4 {
			x := 10*doc.Mm + doc.Length(c)*277*doc.Mm/4
			p.Rules = append(p.Rules, layout.Rule{X1: x, Y1: y, X2: x, Y2: y + 5*doc.Mm, Width: doc.Pt * 3 / 4})
		}
	}
	return p
}

// sheets makes n of them.
func sheets(n int) []*layout.Page {
	pages := make([]*layout.Page, n)
	for i := range pages {
		pages[i] = sheet(i)
	}
	return pages
}
