package render_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/typeset"
	"ruhu/templates"
)

// sample reads the sample roster.
func sample(t testing.TB) *model.Roster {
	t.Helper()
	return read(t, "../samples/花名册.xlsx")
}

func read(t testing.TB, path string) *model.Roster {
	t.Helper()
	return rostertest.Read(t, path)
}

func forms(t testing.TB) *form.Set {
	t.Helper()
	cb := rostertest.Codebook(t)
	set, err := form.Load(cb, templates.Forms())
	must.Succeed(t, err)
	return set
}

// extremes gives the household with the fewest and the one with the most
// members for which a form has something to say.
func extremes(r *model.Roster, d *form.Definition) (least, most *model.Household) {
	for h := range r.Each {
		if !h.Registered() || d.For == form.ForAdded && len(h.Added) == 0 || d.For == form.ForNew && !h.Changed("新识别") {
			continue
		}
		if least == nil || len(h.Members) < len(least.Members) {
			least = h
		}
		if most == nil || len(h.Members) > len(most.Members) {
			most = h
		}
	}
	return least, most
}

// documents gives every form of the sample roster; see documentsOf.
func documents(t testing.TB) map[string]*doc.Document {
	t.Helper()
	return documentsOf(t, sample(t), doc.Options{Year: 2019})
}

// documentsOf gives every form blank, and filled for its smallest and fullest
// household or for the first village that gets it.
func documentsOf(t testing.TB, r *model.Roster, o doc.Options) map[string]*doc.Document {
	t.Helper()
	out := make(map[string]*doc.Document)
	for _, d := range forms(t).All() {
		b, err := doc.NewBuilder(d, o)
		must.Succeed(t, err)
		out[d.ID+"-blank"] = b.Blank()
		if d.Unit == form.PerVillage {
			for _, v := range slices.Backward(r.Villages) {
				if d.For != form.ForChosen || d.Only.Village(v) {
					out[d.ID+"-village"] = b.Village(v)
				}
			}
			continue
		}
		if least, most := extremes(r, d); least != nil {
			out[d.ID+"-least"] = b.Household(least)
			out[d.ID+"-most"] = b.Household(most)
		}
	}
	return out
}

// even measures every Han character as one em and all others as half of one,
// so that golden layouts do not depend on a font.
type even struct{}

func (even) Glyph(f doc.Face, r rune) typeset.Glyph {
	if r >= 0x2E80 {
		return typeset.Glyph{Rune: r, Face: f, Advance: 1000}
	}
	return typeset.Glyph{Rune: r, Face: f, Advance: 500}
}

// golden compares with a file of testdata. UPDATE_GOLDEN=1 writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		must.Succeed(t, os.WriteFile(path, got, 0o644))
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no golden file; UPDATE_GOLDEN=1 writes one: %v", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs at %s; if that is meant, UPDATE_GOLDEN=1 writes it anew", path, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			old := "(end)"
			if i < len(b) {
				old = b[i]
			}
			return "\n  got  " + a[i] + "\n  want " + old
		}
	}
	return "the end"
}

// TestGoldenContent holds what every form says.
func TestGoldenContent(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			var buf bytes.Buffer
			must.Succeed(t, doc.Dump(&buf, d))
			golden(t, "content-"+name, buf.Bytes())
		})
	}
}

// TestGoldenLayout holds where everything stands.
func TestGoldenLayout(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			pages, err := layout.Pages(d, even{})
			must.Succeed(t, err)
			var buf bytes.Buffer
			must.Succeed(t, layout.Dump(&buf, pages))
			golden(t, "layout-"+name, buf.Bytes())
		})
	}
}

// TestNothingLost checks that every text of the content stands on the pages,
// in order, and that no frame reaches outside the paper's margins.
func TestNothingLost(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			pages, err := layout.Pages(d, even{})
			must.Succeed(t, err)
			var all strings.Builder
			for _, p := range pages {
				for _, run := range p.Texts {
					all.WriteString(run.Text)
					if run.X < d.Paper.Left || run.Y > d.Paper.Height-d.Paper.Bottom {
						t.Errorf("page %d: %q stands outside the margins", p.Number, run.Text)
					}
				}
			}
			text := fold(all.String())
			for _, want := range texts(d) {
				if !strings.Contains(text, fold(want)) {
					t.Errorf("lost: %q", want)
				}
			}
		})
	}
}

func fold(s string) string { return strings.Join(strings.Fields(s), "") }

// texts gives every text of a document.
func texts(d *doc.Document) []string {
	out := []string{d.Title, d.Mark}
	add := func(items []doc.Inline) {
		for _, it := range items {
			out = append(out, it.Text)
			out = append(out, it.Choice.Options...)
		}
	}
	add(d.Identity)
	for _, b := range d.Body {
		switch b := b.(type) {
		case doc.Heading:
			out = append(out, b.Text)
		case doc.Para:
			add(b.Items)
		case *doc.Grid:
			for _, c := range b.Cells {
				add(c.Items)
			}
		}
	}
	return out
}

// TestCellsDoNotOverflow checks that no text of a cell is wider than the paper
// allows and that texts on one baseline do not overlap.
func TestCellsDoNotOverlap(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			pages, err := layout.Pages(d, even{})
			must.Succeed(t, err)
			for _, p := range pages {
				overlaps(t, p)
			}
		})
	}
}

func overlaps(t *testing.T, p *layout.Page) {
	t.Helper()
	end := make(map[doc.Length][]layout.Run)
	for _, a := range p.Texts {
		for _, b := range end[a.Y] {
			if a.X < b.X+width(b) && b.X < a.X+width(a) && !strings.Contains(a.Text+b.Text, "√") {
				t.Errorf("page %d: %q and %q overlap", p.Number, a.Text, b.Text)
			}
		}
		end[a.Y] = append(end[a.Y], a)
	}
}

func width(r layout.Run) doc.Length {
	w := doc.Length(0)
	for _, c := range r.Text {
		w += doc.Length(even{}.Glyph(r.Face, c).Advance) * r.Size / 1000
	}
	return w
}
