package docx_test

import (
	"bytes"
	"cmp"
	"os"
	"slices"
	"sync"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/roster"
	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/font"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/pdf"
	"ruhu/render/typeset"
	"ruhu/templates"
)

// sample is what tests print: the built-in forms and the sample roster.
type sample struct {
	forms  *form.Set
	roster *model.Roster
	widths typeset.Measurer // the PDF's
	shell  *docx.Shell
}

var loaded = sync.OnceValues(func() (*sample, error) {
	book, err := templates.Codebook()
	if err != nil {
		return nil, err
	}
	s := &sample{}
	if s.forms, err = form.Load(book, templates.Forms()); err != nil {
		return nil, err
	}
	if s.widths, err = measurer(); err != nil {
		return nil, err
	}
	b, err := os.ReadFile("../../samples/花名册.xlsx")
	if err != nil {
		return nil, err
	}
	in := roster.Input{Name: "花名册.xlsx", Data: bytes.NewReader(b), Size: int64(len(b))}
	if s.roster, err = roster.Read(book, []roster.Input{in}, roster.Options{}); err != nil {
		return nil, err
	}
	if b, err = templates.Shells.ReadFile("docx/form.docx"); err != nil {
		return nil, err
	}
	s.shell, err = docx.LoadShell(b)
	return s, err
})

// measurer knows the widths of the embedded faces.
func measurer() (typeset.Measurer, error) {
	var data [][]byte
	for _, name := range []string{templates.FontText, templates.FontHead, templates.FontTitle} {
		b, err := templates.Fonts.ReadFile(name)
		if err != nil {
			return nil, err
		}
		data = append(data, b)
	}
	set, err := font.Load(data...)
	if err != nil {
		return nil, err
	}
	fonts, err := pdf.NewFonts(set)
	if err != nil {
		return nil, err
	}
	return fonts.Measurer(), nil
}

func load(t testing.TB) *sample {
	t.Helper()
	s, err := loaded()
	must.Succeed(t, err)
	return s
}

// printed is one document of a test, and the pages that the PDF has for it.
type printed struct {
	name  string
	doc   *doc.Document
	pages int
}

// all gives every form blank, for the smallest and for the fullest household,
// and for the village with most.
func (s *sample) all(t testing.TB) []printed { return s.on(t, "A4") }

// on gives them on a paper.
func (s *sample) on(t testing.TB, paper string) []printed {
	t.Helper()
	var out []printed
	for _, def := range s.forms.All() {
		b, err := doc.NewBuilder(def, doc.Options{Year: 2019, Paper: paper, Problems: s.roster.Problems.BySubject()})
		must.Succeed(t, err)
		out = append(out, printed{name: def.ID + "-blank", doc: b.Blank()})
		if def.ID == "appendix4" {
			out = append(out, printed{name: def.ID + "-full", doc: b.Village(s.fullVillage())})
			continue
		}
		small, full := s.extremes(func(h *model.Household) int {
			if def.ID == "appendix3" {
				return len(h.Added)
			}
			return 20*len(h.Members) + len(h.Measures)
		})
		out = append(out, printed{name: def.ID + "-small", doc: b.Household(small)}, printed{name: def.ID + "-full", doc: b.Household(full)})
	}
	flow := layout.NewFlow(s.widths)
	for i := range out {
		pages, err := flow.Pages(out[i].doc)
		must.Succeed(t, err)
		out[i].pages = len(pages)
	}
	return out
}

func (s *sample) households() []*model.Household {
	var out []*model.Household
	for _, v := range s.roster.Villages {
		out = append(out, v.Households...)
	}
	return out
}

// extremes gives the households with the smallest and the largest size, of
// those that have any.
func (s *sample) extremes(size func(*model.Household) int) (small, full *model.Household) {
	hs := slices.DeleteFunc(s.households(), func(h *model.Household) bool { return size(h) == 0 })
	slices.SortStableFunc(hs, func(a, b *model.Household) int { return cmp.Compare(size(a), size(b)) })
	return hs[0], hs[len(hs)-1]
}

func (s *sample) fullVillage() *model.Village {
	return slices.MaxFunc(s.roster.Villages, func(a, b *model.Village) int { return cmp.Compare(removed(a), removed(b)) })
}

func removed(v *model.Village) int {
	n := 0
	for _, h := range v.Households {
		n += len(h.Removed)
	}
	return n
}

// file writes documents into the built-in shell.
func (s *sample) file(t testing.TB, m docx.Meta, docs ...printed) []byte {
	t.Helper()
	f, err := docx.New(s.shell, m)
	must.Succeed(t, err)
	for _, p := range docs {
		must.Succeed(t, f.Add(p.doc, p.pages))
	}
	var buf bytes.Buffer
	if _, err := f.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
