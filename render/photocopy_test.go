package render_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/render"
	"ruhu/samples"
)

// photocopy is what a copying machine makes of a page, turned by two degrees,
// paler, grainy, with specks: of the corner with the code, over which one holds
// a telephone.
func photocopy(page *image.Gray, seed uint64) *image.Gray {
	r := rand.New(rand.NewPCG(seed, 2))
	b := page.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx()/5, b.Dy()/4))
	left := b.Dx() - out.Rect.Dx()
	sin, cos := math.Sincos(2 * math.Pi / 180)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			dx, dy := float64(x+left)-cx, float64(y)-cy
			ink := 255 - between(page, cx+cos*dx+sin*dy, cy-sin*dx+cos*dy)
			level := 240 - 0.75*ink + r.NormFloat64()*12
			switch speck := r.IntN(800); speck {
			case 0:
				level = 30
			case 1:
				level = 250
			}
			out.SetGray(x, y, color.Gray{Y: uint8(min(max(level, 0), 255))})
		}
	}
	return out
}

// between gives the level between four pixels; outside the page it is white.
func between(g *image.Gray, x, y float64) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	fx, fy := x-x0, y-y0
	at := func(x, y int) float64 {
		if !(image.Point{X: x, Y: y}).In(g.Bounds()) {
			return 255
		}
		return float64(g.GrayAt(x, y).Y)
	}
	i, j := int(x0), int(y0)
	return (at(i, j)*(1-fx)+at(i+1, j)*fx)*(1-fy) + (at(i, j+1)*(1-fx)+at(i+1, j+1)*fx)*fy
}

// scan prints a PDF at 200 dots an inch, copies every page, and gives what a
// reader finds on each; empty where it finds no code.
func scan(t *testing.T, pdf string) []string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "page")
	slowtest.Run(t, "pdftoppm", "-r", "200", "-gray", pdf, to) // packing them as PNG takes ten times as long
	names, err := filepath.Glob(to + "*.pgm")
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	slices.Sort(names) // pdftoppm fills numbers with zeros
	found := make([]string, len(names))
	var group sync.WaitGroup
	for worker := range 2 {
		group.Go(func() {
			for i := worker; i < len(names); i += 2 {
				data, err := os.ReadFile(names[i])
				if err != nil {
					t.Error(err)
					return
				}
				page := image.NewGray(image.Rectangle{})
				if n, err := fmt.Sscanf(string(data[:min(32, len(data))]), "P5\n%d %d\n255", &page.Rect.Max.X, &page.Rect.Max.Y); n != 2 || err != nil {
					t.Errorf("%s: %v", names[i], err)
					return
				}
				page.Stride, page.Pix = page.Rect.Dx(), data[len(data)-page.Rect.Dx()*page.Rect.Dy():]
				found[i] = decode(photocopy(page, uint64(i)))
			}
		})
	}
	group.Wait()
	return found
}

// decode reads the code of a corner, a little out of focus and in focus.
func decode(corner *image.Gray) string {
	soft := smooth(corner)
	for _, picture := range []image.Image{soft, corner, smooth(soft)} {
		bits, err := gozxing.NewBinaryBitmapFromImage(picture)
		if err != nil {
			continue
		}
		code, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
		if err == nil {
			return code.GetText()
		}
	}
	return ""
}

// smooth blurs a picture by one pixel.
func smooth(g *image.Gray) *image.Gray {
	out := image.NewGray(g.Bounds())
	for y := range g.Bounds().Dy() {
		for x := range g.Bounds().Dx() {
			sum := 0.0
			for j := -1; j <= 1; j++ {
				for i := -1; i <= 1; i++ {
					sum += between(g, float64(x+i), float64(y+j)) / float64((1+i*i)*(1+j*j))
				}
			}
			out.SetGray(x, y, color.Gray{Y: uint8(sum / 4)})
		}
	}
	return out
}

// scannedVillage is a village of a few households with every form.
func scannedVillage(t *testing.T) *model.Roster {
	t.Helper()
	cb := rostertest.Codebook(t)
	var book bytes.Buffer
	must.Succeed(t, (samples.Population{Seed: 3, Households: 6, Villages: 1}).Write(&book, cb))
	return rostertest.ReadBytes(t, "r.xlsx", book.Bytes())
}

// scanned prints the village in a format and gives the file, and what the
// register says of it.
func scanned(t *testing.T, format render.Format) (data []byte, entries []render.Entry, visits int) {
	t.Helper()
	shell := wordShell(t)
	b, err := render.Plan(scannedVillage(t), forms(t), fonts(t), render.Options{Choice: render.Choice{Formats: []render.Format{format}}, Year: 2019, Shell: shell})
	must.Succeed(t, err)
	if _, err := b.Count(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	m := &memory{}
	if entries, err = b.Write(t.Context(), m, nil); err != nil || len(m.files) != 1 {
		t.Fatalf("%d files, %v", len(m.files), err)
	}
	for _, v := range b.Visits() {
		visits += v.Pages
	}
	for _, file := range m.files {
		data = file
	}
	return data, entries, visits
}

// office makes PDF files of those of Word and Excel in a folder, beside them. To
// start it takes as long as to make one.
func office(t *testing.T, folder string, files ...string) {
	t.Helper()
	slowtest.Tool(t, "soffice")
	dir := t.TempDir()
	faces, err := filepath.Abs("../templates/fonts")
	must.Succeed(t, err)
	rules := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(rules, fmt.Appendf(nil, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>%s</dir><dir>/usr/share/fonts</dir><cachedir>%s/cache</cachedir></fontconfig>`, faces, dir), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "pdf", "--outdir", folder}
	for _, name := range files {
		args = append(args, filepath.Join(folder, name))
	}
	cmd := exec.Command("soffice", args...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+rules)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// TestPhotocopiedPDF reads every code of a village back from copies of its
// pages, in their order.
func TestPhotocopiedPDF(t *testing.T) {
	slowtest.Single(t)
	data, entries, visits := scanned(t, render.PDF)
	want := make([]string, visits) // the visit list has no code
	for _, e := range entries {
		for i := range e.Pages {
			want = append(want, fmt.Sprintf("RH1|2019|%s|%s|%d|%d", strings.ToUpper(e.Form.ID), e.Number, i+1, e.Pages))
		}
	}
	got := scan(t, onDisk(t, data))
	if len(got) != len(want) {
		t.Fatalf("%d pages, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("page %d: read %q, want %q", i+1, got[i], want[i])
		}
	}
}

// TestPhotocopiedOffice reads the pictures of Word documents and workbooks: on
// every page of a form is its code, and no form is without.
func TestPhotocopiedOffice(t *testing.T) {
	folder, listed := t.TempDir(), make(map[render.Format][]render.Entry)
	for _, format := range []render.Format{render.DOCX, render.XLSX} {
		data, entries, _ := scanned(t, format)
		listed[format] = entries
		must.Succeed(t, os.WriteFile(filepath.Join(folder, string(format+"."+format)), data, 0o600))
	}
	office(t, folder, "docx.docx", "xlsx.xlsx")
	for format, entries := range listed {
		t.Run(string(format), func(t *testing.T) {
			want := make(map[string]bool)
			for _, e := range entries {
				want[fmt.Sprintf("RH1|2019|%s|%s", strings.ToUpper(e.Form.ID), e.Number)] = false
			}
			bare := 0 // the list of sheets and the visit list, and in workbooks pages that go on
			pages := scan(t, filepath.Join(folder, string(format)+".pdf"))
			for i, code := range pages {
				if code == "" {
					bare++
					continue
				}
				parts := strings.Split(code, "|")
				form := strings.Join(parts[:min(4, len(parts))], "|")
				if _, ok := want[form]; !ok || len(parts) != 6 {
					t.Errorf("page %d: read %q", i+1, code)
					continue
				}
				want[form] = true
			}
			for form, read := range want {
				if !read {
					t.Errorf("no page of %s is read", form)
				}
			}
			if bare > 2 {
				t.Errorf("%d of %d pages without a code", bare, len(pages))
			}
		})
	}
}
