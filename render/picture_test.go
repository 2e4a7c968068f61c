package render_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/fontfile"
	"ruhu/render/layout"
	"ruhu/render/pdf"
	"ruhu/templates"
)

// screenDPI is how fine the pictures are that are compared.
const screenDPI = 110

// TestPictures compares pictures of pages with poppler's of their PDF, square by square
// of 3 mm. The ink of a square is its darkness, from 0 where it is white to 1 where it is
// black, so that shades and smoothed edges count by how dark they are. None may have a
// quarter more or less of it than poppler's, nor half as much again and a little: then a
// character or a line is missing. Poppler puts large type, lines and areas on whole
// pixels as it goes, which alone makes 15 % at the corner of a frame.
func TestPictures(t *testing.T) {
	slowtest.Tool(t, "pdftoppm")
	own := fonts(t)
	long := strings.Repeat("赵wj1，", 12)
	hard := rostertest.Build(t, strings.ReplaceAll("村 @\n户 1 组=@ 户主姓名=@ 地址乡=@ 地址村=@ 联系电话=@ 开户银行=@ A24=@ 本年度变动=新识别\n"+
		strings.Repeat("人 @ 户主 A4=@ A8=@ A10=@\n", 5)+"增 甲𠮷ก 子 A4=@\n减 乙 减少原因=死亡\n措 帮扶内容=@ 帮扶类别=@ 帮扶年度=@ 受益人=@\n", "@", long))
	for name, of := range map[string]struct {
		roster *model.Roster
		opt    doc.Options
	}{
		"A4":     {sample(t), doc.Options{Paper: doc.A4}},
		"A3":     {sample(t), doc.Options{Paper: doc.A3}},
		"masked": {sample(t), doc.Options{Mask: true}},
		"hard":   {hard, doc.Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			of.opt.Year = 2019
			compareScreens(t, own, setPages(t, own, documentsOf(t, of.roster, of.opt)))
		})
	}
	t.Run("letter", func(t *testing.T) {
		t.Parallel()
		compareScreens(t, own, officialPages(t, letter(), own))
	})
	t.Run("other-faces", func(t *testing.T) {
		t.Parallel()
		kai, err := templates.Fonts.ReadFile(templates.FontHead) // any other face will do
		must.Succeed(t, err)
		fonts, err := render.LoadOfficialFonts(templates.Fonts, map[doc.Face][]byte{doc.FaceKai: kai}, templates.FontText, templates.FontHead, templates.FontTitle)
		must.Succeed(t, err)
		compareScreens(t, fonts, officialPages(t, letter(), fonts))
	})
	t.Run("lent", func(t *testing.T) {
		t.Parallel()
		fonts := fonts(t)
		fonts.Borrow(testFonts(t))
		o := letter()
		o.Body = append(o.Body, doc.Prose{Kind: doc.BodyText, Text: strings.Repeat("村𠮷民𪚥的𫝀名𬬮字", 60)})
		compareScreens(t, fonts, officialPages(t, o, fonts))
	})
}

// setPages sets documents.
func setPages(t *testing.T, fonts render.Fonts, documents map[string]*doc.Document) []*layout.Page {
	t.Helper()
	var out []*layout.Page
	flow := layout.NewFlow(fonts.Measurer())
	for _, d := range documents {
		pages, err := flow.Pages(d)
		must.Succeed(t, err)
		out = append(out, pages...)
	}
	return out
}

// officialPages sets an official document.
func officialPages(t *testing.T, o *doc.Official, fonts render.Fonts) []*layout.Page {
	t.Helper()
	_, pages, err := render.SetOfficial(o, fonts)
	must.Succeed(t, err)
	return pages
}

// fontOnDisk is a font file on disk.
type fontOnDisk struct {
	*os.File
	size int64
}

func (f fontOnDisk) Size() int64 { return f.size }

// testFonts gives the fonts in the folder TEST_FONTS, which has fonts-babelstone-han.
func testFonts(t *testing.T) *fontfile.Files {
	t.Helper()
	root := os.Getenv("TEST_FONTS")
	if root == "" {
		slowtest.Absent(t, "TEST_FONTS, a folder of fonts,")
	}
	var sources []fontfile.Source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ending := filepath.Ext(path); err == nil && (ending == ".ttf" || ending == ".ttc" || ending == ".otf") {
			sources = append(sources, fontfile.Source{Name: d.Name(), Open: func() (fontfile.Reader, error) {
				f, err := os.Open(path)
				if err != nil {
					return nil, err
				}
				info, err := f.Stat()
				return fontOnDisk{f, info.Size()}, err
			}})
		}
		return err
	})
	if err != nil || len(sources) == 0 {
		t.Fatalf("no fonts below %s: %v", root, err)
	}
	files := fontfile.NewFiles(sources)
	t.Cleanup(files.Close)
	return files
}

// compareScreens compares some pages.
func compareScreens(t *testing.T, fonts render.Fonts, pages []*layout.Page) {
	t.Helper()
	painter, want := render.NewPainter(fonts), popplers(t, fonts, pages)
	if len(want) != len(pages) {
		t.Fatalf("%d pages, not %d", len(want), len(pages))
	}
	most := 0.0
	for i, page := range pages {
		var file bytes.Buffer
		must.Succeed(t, painter.PNG(&file, page, screenDPI))
		for at, ink := range squares(grays(t, &file), want[i]) {
			apart := max(ink[0]-ink[1], ink[1]-ink[0])
			if apart > min(0.25, 0.06+max(ink[0], ink[1])/2) {
				t.Errorf("page %d: %v has %.0f %% of ink, poppler's %.0f %%", i+1, at, 100*ink[0], 100*ink[1])
			}
			most = max(most, apart)
		}
	}
	t.Logf("%d pages: no square has %.1f %% more or less of ink", len(pages), 100*most)
}

// grays reads a PNG of the painter.
func grays(t *testing.T, file *bytes.Buffer) *image.Gray {
	t.Helper()
	img, err := png.Decode(file)
	must.Succeed(t, err)
	p := img.(*image.Paletted) // of 256 grays
	return &image.Gray{Pix: p.Pix, Stride: p.Stride, Rect: p.Rect}
}

// popplers gives poppler's pictures of pages.
func popplers(t *testing.T, fonts render.Fonts, pages []*layout.Page) []*image.Gray {
	t.Helper()
	f := pdf.New(fonts, pdf.Meta{})
	for _, p := range pages {
		must.Succeed(t, f.Page(p))
	}
	var file bytes.Buffer
	if _, err := f.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	data := []byte(slowtest.Output(t, exec.Command(slowtest.Tool(t, "pdftoppm"), "-r", strconv.Itoa(screenDPI), "-gray", onDisk(t, file.Bytes()))))
	var out []*image.Gray
	for len(data) > 0 {
		page, rest := portable(t, data)
		out, data = append(out, page), rest
	}
	return out
}

// portable reads a gray picture of poppler, and gives what comes behind it.
func portable(t *testing.T, data []byte) (page *image.Gray, rest []byte) {
	t.Helper()
	page = new(image.Gray)
	if n, err := fmt.Sscanf(string(data[:min(32, len(data))]), "P5\n%d %d\n255", &page.Rect.Max.X, &page.Rect.Max.Y); n != 2 || err != nil {
		t.Fatalf("%q: %v", data[:min(32, len(data))], err)
	}
	head := bytes.Index(data, []byte("\n255\n")) + len("\n255\n")
	page.Stride = page.Rect.Dx()
	end := head + page.Stride*page.Rect.Dy()
	page.Pix = data[head:end]
	return page, data[end:]
}

// squares gives the ink of the squares of 3 mm of two pictures. Squares overlap by half.
func squares(a, b *image.Gray) iter.Seq2[image.Point, [2]float64] {
	const side = (30*screenDPI + 127) / 254
	area := a.Rect.Intersect(b.Rect)
	sums := [2][][]int{added(a, area), added(b, area)}
	return func(yield func(image.Point, [2]float64) bool) {
		for y := 0; y+side <= area.Dy(); y += side / 2 {
			for x := 0; x+side <= area.Dx(); x += side / 2 {
				var ink [2]float64
				for i, s := range sums {
					ink[i] = float64(s[y+side][x+side]-s[y+side][x]-s[y][x+side]+s[y][x]) / (side * side * 0xFF)
				}
				if !yield(image.Pt(x, y), ink) {
					return
				}
			}
		}
	}
}

// added gives the darkness above and to the left of each place.
func added(g *image.Gray, area image.Rectangle) [][]int {
	sums := [][]int{make([]int, area.Dx()+1)}
	for y := range area.Dy() {
		row, sum := make([]int, area.Dx()+1), 0
		for x := range area.Dx() {
			sum += 0xFF - int(g.Pix[y*g.Stride+x])
			row[x+1] = sums[y][x+1] + sum
		}
		sums = append(sums, row)
	}
	return sums
}
