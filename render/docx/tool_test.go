package docx_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/layout"
)

// TestSchema gives every file to the OpenXML SDK's validator.
func TestSchema(t *testing.T) {
	slowtest.Tool(t, "ooxml-validator")
	s := load(t)
	docs := append(s.all(t), printed{"rare", note(doc.Inline{Text: "a<b>\x01 𠀀★\n张"}), 1})
	dir := t.TempDir()
	check := func(name string, data []byte) {
		file := filepath.Join(dir, name+".docx")
		must.Succeed(t, os.WriteFile(file, data, 0o600))
		slowtest.Valid(t, file)
	}
	for _, p := range docs {
		check(p.name, s.file(t, docx.Meta{Title: p.name}, p))
	}
	check("all", s.file(t, docx.Meta{Title: "全部", Duplex: true}, docs...))
}

// fontconfig lets the embedded faces stand for the fonts that the files name.
const fontconfig = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts</dir><dir>%s</dir><cachedir>%s</cachedir>
%s</fontconfig>`

const fontAlias = `<match target="pattern"><test name="family"><string>%s</string></test>
<edit name="family" mode="assign" binding="strong"><string>%s</string><string>%s</string></edit></match>
`

// office opens files in LibreOffice, with folders of its own.
type office struct{ path, dir string }

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{path: slowtest.Tool(t, "soffice"), dir: t.TempDir()}
	slowtest.Tool(t, "pdfinfo")
	faces, err := filepath.Abs("../../templates/fonts")
	must.Succeed(t, err)
	aliases := ""
	for _, a := range [][3]string{
		{"宋体", "Noto Serif SC", "Noto Serif SC"}, {"黑体", "Noto Sans SC", "Noto Sans SC"},
		{"Times New Roman", "Liberation Serif", "Noto Serif SC"}, {"Segoe UI Symbol", "DejaVu Sans", "Noto Sans SC"},
	} {
		aliases += fmt.Sprintf(fontAlias, a[0], a[1], a[2])
	}
	conf := fmt.Sprintf(fontconfig, faces, filepath.Join(o.dir, "cache"), aliases)
	must.Succeed(t, os.WriteFile(filepath.Join(o.dir, "fonts.conf"), []byte(conf), 0o600))
	return o
}

// pages converts files to PDF, all in one run, and counts the pages of each.
func (o *office) pages(t *testing.T, filter string, files map[string][]byte) map[string]int {
	t.Helper()
	args := []string{"-env:UserInstallation=file://" + o.dir + "/profile", "--headless", "--convert-to", filter, "--outdir", o.dir}
	for name, data := range files {
		file := filepath.Join(o.dir, name+".docx")
		must.Succeed(t, os.WriteFile(file, data, 0o600))
		args = append(args, file)
	}
	cmd := exec.Command(o.path, args...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+filepath.Join(o.dir, "fonts.conf"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	counts := make(map[string]int)
	for name := range files {
		out, err := exec.Command(slowtest.Tool(t, "pdfinfo"), filepath.Join(o.dir, name+".pdf")).Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		m := regexp.MustCompile(`Pages:\s+(\d+)`).FindSubmatch(out)
		counts[name], _ = strconv.Atoi(string(m[1]))
	}
	return counts
}

// TestPages opens every form, and every household of the sample by village, in
// LibreOffice: as many pages as the PDF has.
func TestPages(t *testing.T) {
	o, s := newOffice(t), load(t)
	files, want := make(map[string][]byte), make(map[string]int)
	add := func(name string, docs ...printed) {
		files[name] = s.file(t, docx.Meta{Title: name}, docs...)
		for _, p := range docs {
			want[name] += p.pages
		}
	}
	for _, p := range s.all(t) {
		add(p.name, p)
	}
	for _, p := range s.on(t, "A3") {
		add(p.name+"-A3", p)
	}
	for i, v := range s.roster.Villages {
		add(fmt.Sprintf("village%d", i), s.village(t, v, "compare", "measures", "appendix2")...)
	}
	for name, got := range o.pages(t, "pdf", files) {
		if got != want[name] {
			t.Errorf("%s: %d pages, the PDF has %d", name, got, want[name])
		}
	}
}

// TestDuplexPages counts the empty pages that LibreOffice puts between documents
// that begin on a right-hand page.
func TestDuplexPages(t *testing.T) {
	o, s := newOffice(t), load(t)
	docs := s.all(t)
	want := 0
	for i, p := range docs {
		want += p.pages
		if i < len(docs)-1 {
			want += p.pages % 2
		}
	}
	filter := `pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}`
	got := o.pages(t, filter, map[string][]byte{"duplex": s.file(t, docx.Meta{Duplex: true}, docs...)})
	if got["duplex"] != want {
		t.Errorf("%d pages, want %d", got["duplex"], want)
	}
}

// village gives forms of all households of a village, as a village's file has
// them.
func (s *sample) village(t testing.TB, v *model.Village, forms ...string) []printed {
	t.Helper()
	var out []printed
	flow := layout.NewFlow(s.widths)
	for _, h := range v.Households {
		for _, id := range forms {
			def := s.forms.Find(id)
			b, err := doc.NewBuilder(def, doc.Options{Year: 2019, Problems: s.roster.Problems.BySubject()})
			must.Succeed(t, err)
			d := b.Household(h)
			pages, err := flow.Pages(d)
			must.Succeed(t, err)
			out = append(out, printed{h.Number() + "-" + id, d, len(pages)})
		}
	}
	return out
}
