package docx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/templates"
)

// changed gives the built-in shell with some text of a part replaced.
func changed(t testing.TB, name, old, new string) []byte {
	t.Helper()
	b, err := templates.Shells.ReadFile("docx/form.docx")
	must.Succeed(t, err)
	parts := partsOf(t, b)
	if !strings.Contains(parts[name], old) {
		t.Fatalf("%s has no %q", name, old)
	}
	parts[name] = strings.Replace(parts[name], old, new, 1)
	return zipped(t, parts)
}

// zipped packs parts in the order of their names.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		must.Succeed(t, err)
		if _, err := io.WriteString(w, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	must.Succeed(t, z.Close())
	return buf.Bytes()
}

func TestShellFaults(t *testing.T) {
	const body, text = "word/document.xml", "<w:t>{{body}}</w:t>"
	for _, c := range []struct{ name, part, old, new, want string }{
		{"no mark", body, text, "", "没有标记 {{body}}"},
		{"twice", body, text, text + text, "出现了不止一次"},
		{"not alone", body, text, "<w:t>见{{body}}</w:t>", "还有别的内容"},
		{"in pieces", body, text, "<w:t>{{bo</w:t></w:r><w:r><w:t>dy}}</w:t>", "被拆成了几段"},
		{"unknown", body, text, text + "<w:t>{{姓名}}</w:t>", "不认识的标记 {{姓名}}"},
		{"not closed", body, text, text + "<w:t>{{title</w:t>", "不完整的标记"},
		{"no head", "word/header1.xml", "{{head}}", "", "页眉里没有标记 {{head}}"},
		{"no foot", "word/footer1.xml", "{{foot}}", "", "页脚里没有标记 {{foot}}"},
		{"no header", body, `<w:headerReference w:type="default" r:id="rId4"/>`, "", "没有页眉"},
		{"no style", "word/styles.xml", `w:styleId="RuhuHead"`, `w:styleId="Other"`, "没有样式 RuhuHead"},
		{"strict", body, "schemas.openxmlformats.org/wordprocessingml", "purl.oclc.org/ooxml/wordprocessingml", "不是 Word 文档"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := docx.LoadShell(changed(t, c.part, c.old, c.new))
			checkFault(t, err, c.want)
		})
	}
	_, err := docx.LoadShell([]byte("not a zip"))
	checkFault(t, err, "不是 Word 文档")
	_, err = docx.LoadShell(nil)
	checkFault(t, err, "不是 Word 文档")
}

func checkFault(t *testing.T, err error, want string) {
	t.Helper()
	var fault *docx.ShellError
	if !errors.As(err, &fault) || !strings.Contains(fault.Message, want) || fault.Hint == "" {
		t.Errorf("error %v, want one with %s", err, want)
	}
}

// TestLetterhead fills an office's own shell: scalars in text and header, kept
// on every page; one shell serves several files; data are never taken for marks.
func TestLetterhead(t *testing.T) {
	b := changed(t, "word/header1.xml", "<w:p>", "<w:p><w:r><w:t>{{unit}} {{year}}</w:t></w:r></w:p><w:p>")
	s, err := docx.LoadShell(b)
	must.Succeed(t, err)
	for _, unit := range []string{"云海街道 & {{body}}", "河湾街道"} {
		f, err := docx.New(s, docx.Meta{Unit: unit, Year: 2019})
		must.Succeed(t, err)
		must.Succeed(t, f.Add(note(doc.Inline{Text: "{{unit}}"}), 2))
		var buf bytes.Buffer
		if _, err := f.WriteTo(&buf); err != nil {
			t.Fatal(err)
		}
		parts := partsOf(t, buf.Bytes())
		want := squeeze(unit + " 2019 说明")
		if got := parse(t, "header", parts["word/headerR1.xml"]).words(); got != want {
			t.Errorf("header %q, want %q", got, want)
		}
		if got := parse(t, "header", parts["word/headerR2.xml"]).words(); got != want+"（续）" {
			t.Errorf("header %q, want %q", got, want+"（续）")
		}
		if got := parse(t, "body", parts["word/document.xml"]).words(); got != "{{unit}}{{unit}}" {
			t.Errorf("body %q", got)
		}
	}
}

// TestShellIsMade makes the built-in shell anew and compares.
func TestShellIsMade(t *testing.T) {
	slowtest.Large(t)
	file := filepath.Join(t.TempDir(), "form.docx")
	cmd := exec.Command("go", "run", "../../templates/docx/make/main.go", file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := os.ReadFile(file)
	must.Succeed(t, err)
	want, err := templates.Shells.ReadFile("docx/form.docx")
	must.Succeed(t, err)
	if !bytes.Equal(got, want) {
		t.Error("templates/docx/form.docx is not what templates/docx/make writes; run it")
	}
}

// FuzzShell loads shells whose text, header and relationships are anything.
func FuzzShell(f *testing.F) {
	b, err := templates.Shells.ReadFile("docx/form.docx")
	must.Succeed(f, err)
	parts := partsOf(f, b)
	f.Add(parts["word/document.xml"], parts["word/header1.xml"], parts["word/_rels/document.xml.rels"])
	f.Fuzz(func(t *testing.T, document, header, links string) {
		defer growth.Bound(t, len(document)+len(header)+len(links), 64<<20, 4000)()
		all := maps.Clone(parts)
		all["word/document.xml"], all["word/header1.xml"], all["word/_rels/document.xml.rels"] = document, header, links
		s, err := docx.LoadShell(zipped(t, all))
		if err != nil {
			return
		}
		if _, err := docx.New(s, docx.Meta{Title: "{{body}}"}); err != nil {
			t.Errorf("loaded, but cannot be filled: %v", err)
		}
	})
}
