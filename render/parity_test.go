package render_test

import (
	"bytes"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/layout"
	"ruhu/render/ooxml/ooxmltest"
	"ruhu/render/pdf"
	"ruhu/render/xlsx"
)

// characters gives all text of a file's XML parts.
func characters(t *testing.T, data []byte) string {
	t.Helper()
	var s strings.Builder
	parts := ooxmltest.Parts(t, data)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if !strings.HasSuffix(name, ".xml") {
			continue
		}
		for _, line := range ooxmltest.Canonical(t, parts[name]) {
			if text, is := strings.CutPrefix(line, "="); is {
				s.WriteString(text)
			}
		}
	}
	return s.String()
}

// squeeze drops blanks and the rules that stand for blanks.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u3000' || r == '\u00a0' || r == '\n' || r == '\t' || r == '_' {
			return -1
		}
		return r
	}, s)
}

// TestParity finds every text of every form, blank and filled, in all three
// formats.
func TestParity(t *testing.T) {
	cb := rostertest.Codebook(t)
	shell := wordShell(t)
	f := fonts(t)
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			pages, err := layout.Pages(d, f.Measurer())
			must.Succeed(t, err)
			p := pdf.New(f, pdf.Meta{Title: d.Title})
			for _, page := range pages {
				must.Succeed(t, p.Page(page))
			}
			w, err := docx.New(shell, docx.Meta{Title: d.Title, Year: 2019})
			must.Succeed(t, err)
			must.Succeed(t, w.Add(d, len(pages)))
			x, err := xlsx.New(cb, xlsx.Meta{Title: d.Title})
			must.Succeed(t, err)
			must.Succeed(t, x.Add(d, len(pages)))
			outputs := map[string]string{
				"pdf":  strings.Join(pagesOf(t, written(t, p)), ""),
				"docx": characters(t, written(t, w)),
				"xlsx": characters(t, written(t, x)),
			}
			for format, text := range outputs {
				text = squeeze(text)
				for _, want := range texts(d) {
					if !strings.Contains(text, squeeze(want)) {
						t.Errorf("%s lacks %q", format, want)
					}
				}
			}
		})
	}
}

func written(t *testing.T, w io.WriterTo) []byte {
	t.Helper()
	var buf bytes.Buffer
	if _, err := w.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestCapabilityTable holds the README to what the formats themselves declare
// to lose.
func TestCapabilityTable(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	must.Succeed(t, err)
	var told []string
	for _, m := range regexp.MustCompile("(?m)^\\| `((?:docx|xlsx)-[a-z-]+)` \\| (.*) \\|$").FindAllStringSubmatch(string(readme), -1) {
		told = append(told, m[1]+" "+m[2])
	}
	var declared []string
	for _, list := range render.Notices() {
		for _, n := range list {
			declared = append(declared, n.Key+" "+n.Text)
		}
	}
	slices.Sort(told)
	slices.Sort(declared)
	if !slices.Equal(told, declared) {
		t.Errorf("the README says\n%s\nthe code declares\n%s", strings.Join(told, "\n"), strings.Join(declared, "\n"))
	}
}

// TestMaskedRun checks that no format of a masked run holds a whole number.
func TestMaskedRun(t *testing.T) {
	shell := wordShell(t)
	r := sample(t)
	m, _, _ := printed(t, r, render.Options{Choice: render.Choice{Formats: render.Formats, Villages: []string{"云台村"}}, Mask: true, Shell: shell})
	outputs := make(map[string]string)
	for name, data := range m.files {
		if strings.HasSuffix(name, ".pdf") {
			outputs[name] = strings.Join(pagesOf(t, data), "")
		} else {
			outputs[name] = characters(t, data)
		}
	}
	if len(outputs) != 3 {
		t.Fatalf("%d files", len(outputs))
	}
	for name, text := range outputs {
		text = squeeze(text)
		if strings.Count(text, doc.MaskStamp) < 10 {
			t.Errorf("%s is not marked on every page", name)
		}
		for h := range r.Each {
			numbers := []string{h.Text("联系电话"), h.Text("银行账号")}
			for _, p := range h.Members {
				numbers = append(numbers, p.Text("A4"))
			}
			for _, n := range numbers {
				if n != "" && strings.Contains(text, n) {
					t.Errorf("%s shows a whole number", name)
				}
			}
		}
	}
}
