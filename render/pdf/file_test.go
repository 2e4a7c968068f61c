package pdf

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/doc"
	"ruhu/render/layout"
)

// write finishes a file and puts it into the test's folder.
func write(t *testing.T, f *File) string {
	t.Helper()
	var b bytes.Buffer
	n, err := f.WriteTo(&b)
	must.Succeed(t, err)
	if n != int64(b.Len()) {
		t.Errorf("WriteTo says %d bytes, wrote %d", n, b.Len())
	}
	path := filepath.Join(t.TempDir(), "out.pdf")
	must.Succeed(t, os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

func draw(t *testing.T, fonts *Fonts, m Meta, pages ...*layout.Page) *File {
	t.Helper()
	f := New(fonts, m)
	for _, p := range pages {
		must.Succeed(t, f.Page(p))
	}
	return f
}

// page places lines of text one below the other.
func page(face doc.Face, lines ...string) *layout.Page {
	p := &layout.Page{Width: 210 * doc.Mm, Height: 297 * doc.Mm}
	for i, s := range lines {
		p.Texts = append(p.Texts, layout.Run{
			X: 20 * doc.Mm, Y: 20*doc.Mm + doc.Length(i)*8*doc.Mm, Size: 12 * doc.Pt, Face: face, Text: s,
		})
	}
	return p
}

// awkward is text whose codes have bytes that mean something within a string
// of a PDF file: ( ) \ CR LF.
const awkward = "小利刨名不上(a)\\丨，㈠—…“引号”《书名》1,234.50 ①②③·√〓"

func TestTextIsFound(t *testing.T) {
	lines := []string{awkward, "姓名：张三　家庭成员（5人）", "320981199001011234", "K7Q2-M9XD-4TWR"}
	var pages []*layout.Page
	for face := range doc.FormFaces {
		pages = append(pages, page(face, lines...))
	}
	pages = append(pages, page(doc.FaceText, "䶮㛃")) // Ext A
	for name, fonts := range map[string]*Fonts{
		"own": wholeFonts(t), "shared": sharedFonts(t, pages...), "mixed": sharedFonts(t, page(doc.FaceText, "名不上䶮XYZ"), page(doc.FaceHead, "张三")),
	} {
		path := write(t, draw(t, fonts, Meta{}, pages...))
		got := slowtest.Run(t, "pdftotext", "-raw", path, "-")
		want := strings.Repeat(strings.Join(lines, "\n")+"\n\f", int(doc.FormFaces)) + "䶮㛃\n\f"
		want = strings.ReplaceAll(want, "\u3000", " ") // pdftotext's way with wide spaces
		if got != want {
			t.Errorf("%s faces: found\n%q\nwant\n%q", name, got, want)
		}
	}
}

func TestSharedFacesLookTheSame(t *testing.T) {
	pages := append(sheets(2), page(doc.FaceHead, awkward), page(doc.FaceTitle, awkward))
	picture := func(fonts *Fonts, n string) []byte {
		path := write(t, draw(t, fonts, Meta{}, pages...))
		to := filepath.Join(t.TempDir(), "page")
		slowtest.Run(t, "pdftoppm", "-r", "100", "-png", "-singlefile", "-f", n, path, to)
		b, err := os.ReadFile(to + ".png")
		must.Succeed(t, err)
		return b
	}
	shared := sharedFonts(t, sheet(0), page(doc.FaceHead, "引号1,234"))
	for _, n := range []string{"1", "2", "3", "4"} {
		if !bytes.Equal(picture(wholeFonts(t), n), picture(shared, n)) {
			t.Errorf("page %s looks different with shared faces", n)
		}
	}
}

func TestSameBytes(t *testing.T) {
	pages := sheets(3)
	fonts := sharedFonts(t, pages...)
	var files [4]bytes.Buffer
	var wg sync.WaitGroup
	for i := range files {
		wg.Go(func() {
			f := New(fonts, Meta{Title: "对照表"})
			for _, p := range pages {
				f.Bookmark("张三", 0)
				if err := f.Page(p); err != nil {
					t.Error(err)
				}
			}
			if _, err := f.WriteTo(&files[i]); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range files {
		if !bytes.Equal(files[0].Bytes(), files[i].Bytes()) {
			t.Errorf("file %d differs", i)
		}
	}
}

func TestProperties(t *testing.T) {
	f := draw(t, wholeFonts(t), Meta{Title: "(测试)\\村—〓 入户资料"}, page(doc.FaceText, "甲"))
	must.Succeed(t, f.BlankPage(420*doc.Mm, 297*doc.Mm))
	path := write(t, f)
	info := slowtest.Run(t, "pdfinfo", "-f", "1", "-l", "2", path)
	for _, want := range []string{
		"(测试)\\村—〓 入户资料\n", "Creator:         ruhu\n", "Producer:        ruhu\n", "Pages:           2\n",
		"Page    1 size:  595.28 x 841.89 pts (A4)\n", "Page    2 size:  1190.55 x 841.89 pts (A3)\n",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	b, _ := os.ReadFile(path)
	for _, want := range []string{"/Lang (zh-CN)", "/CreationDate (D:20000101000000)", "/ModDate (D:20000101000000)"} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("no %q", want)
		}
	}
	if got := language("x) /Evil ("); got != "zh-CN" {
		t.Errorf("language is %q", got)
	}
}

// outline is what qpdf tells about bookmarks.
type outline struct {
	Title string    `json:"title"`
	Page  int       `json:"destpageposfrom1"`
	Dest  []any     `json:"dest"`
	Kids  []outline `json:"kids"`
}

func (o outline) top() float64 { return o.Dest[3].(float64) }

func TestBookmarks(t *testing.T) {
	f := New(wholeFonts(t), Meta{})
	f.Bookmark("第一村(\\)", 0)
	f.Bookmark("1 张三\xff", 3) // too deep, and broken
	must.Succeed(t, f.Page(page(doc.FaceText, "甲")))
	must.Succeed(t, f.BlankPage(210*doc.Mm, 297*doc.Mm))
	f.Bookmark("2 𠮷", 1)
	must.Succeed(t, f.Page(sheet(1)))
	f.Bookmark("第二村", 0)
	must.Succeed(t, f.Page(sheet(2)))
	f.Bookmark("comes to nothing", 0)
	path := write(t, f)
	slowtest.Run(t, "qpdf", "--check", path)
	var got struct{ Outlines []outline }
	must.Succeed(t, json.Unmarshal([]byte(slowtest.Run(t, "qpdf", "--json", "--json-key=outlines", path)), &got))
	if len(got.Outlines) != 2 || len(got.Outlines[0].Kids) != 2 {
		t.Fatalf("%+v", got)
	}
	first, kids, second := got.Outlines[0], got.Outlines[0].Kids, got.Outlines[1]
	if first.Title != "第一村(\\)" || first.Page != 1 || first.top() != 841.89 {
		t.Errorf("%+v", first)
	}
	if kids[0].Title != "1 张三〓" || kids[0].Page != 1 || kids[1].Title != "2 〓" || kids[1].Page != 3 || kids[1].top() != 595.28 {
		t.Errorf("%+v", kids)
	}
	if second.Title != "第二村" || second.Page != 4 {
		t.Errorf("%+v", second)
	}
}

func TestCheckedByQPDF(t *testing.T) {
	pages := sheets(3)
	out := slowtest.Run(t, "qpdf", "--check", write(t, draw(t, sharedFonts(t, pages...), Meta{Title: "表"}, pages...)))
	if !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
}

func TestBorder(t *testing.T) {
	p := page(doc.FaceText, "a𠮷b", "c\xe4\xb8", "", string(rune(0x10FFFF)))
	path := write(t, draw(t, sharedFonts(t, p), Meta{}, p))
	if got, want := slowtest.Run(t, "pdftotext", "-raw", path, "-"), "a〓b\nc〓〓\n〓\n\f"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFaults(t *testing.T) {
	if err := New(wholeFonts(t), Meta{}).Page(page(doc.FaceText, "\u0e01")); err == nil || !strings.Contains(err.Error(), "U+0E01") {
		t.Errorf("a character that the face does not have: %v", err)
	}
	if _, err := New(wholeFonts(t), Meta{}).WriteTo(new(bytes.Buffer)); err == nil {
		t.Error("a file without pages passes")
	}
	f := draw(t, wholeFonts(t), Meta{}, page(doc.FaceText, "甲"))
	write(t, f)
	if err := f.Page(sheet(1)); err == nil {
		t.Error("a page after the end passes")
	}
	if _, err := f.WriteTo(new(bytes.Buffer)); err == nil {
		t.Error("a file is written twice")
	}
	bad := sheet(1)
	bad.QR.Payload = strings.Repeat("x", 5000)
	if err := New(wholeFonts(t), Meta{}).Page(bad); err == nil {
		t.Error("a payload that no code holds passes")
	}
}
