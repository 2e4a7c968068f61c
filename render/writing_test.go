package render_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
)

// TestManyHands makes the file of one village with one worker and with several:
// every format has the same bytes.
func TestManyHands(t *testing.T) {
	slowtest.Large(t)
	r := rosterOf(t, 40, 1)
	o := render.Options{Choice: render.Choice{Jobs: 1, Formats: render.Formats, Duplex: true}, Shell: wordShell(t)}
	one, _, _ := printed(t, r, o)
	for o.Jobs = 2; o.Jobs < 5; o.Jobs++ {
		several, _, _ := printed(t, r, o)
		for name, data := range one.files {
			if !bytes.Equal(data, several.files[name]) {
				t.Errorf("%s differs with %d workers", name, o.Jobs)
			}
		}
	}
}

// TestManyHandsStop breaks a run off while several workers are at one file, which
// is then not written.
func TestManyHandsStop(t *testing.T) {
	m := brokenOff(t, rosterOf(t, 60, 1), render.Options{Choice: render.Choice{Jobs: 4}, Year: 2019})
	if len(m.files) != 0 {
		t.Errorf("%d files written", len(m.files))
	}
}

// TestManyHandsFault has one worker fail over a household, while the others wait
// for their turn: all stop, and the fault is told.
func TestManyHandsFault(t *testing.T) {
	r := rosterOf(t, 60, 1)
	b, err := render.Plan(r, forms(t), fonts(t), render.Options{Choice: render.Choice{Jobs: 4}, Year: 2019})
	must.Succeed(t, err)
	if _, err := b.Count(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	r.Villages[0].Households[9].Village = nil // no form can be made of it
	m := &memory{files: make(map[string][]byte)}
	if _, err := b.Write(context.Background(), m, nil); err == nil || !strings.Contains(err.Error(), "write ") || m.open != 0 || len(m.files) != 0 {
		t.Errorf("%v, %d files open, %d written", err, m.open, len(m.files))
	}
}

// pagesAs gives the content and the pages of a household's forms as text, and how
// many pages there are when they are only counted.
func pagesAs(t *testing.T, b *doc.Builder, f *layout.Flow, h *model.Household, reuse bool) (text string, counted int) {
	t.Helper()
	d := b.Household(h)
	counted, err := f.Count(d)
	must.Succeed(t, err)
	pages, err := f.Pages(d)
	must.Succeed(t, err)
	if counted != len(pages) {
		t.Errorf("%s of %s: %d pages, counted %d", d.Form, h.Number(), len(pages), counted)
	}
	var buf bytes.Buffer
	must.Succeed(t, doc.Dump(&buf, d))
	for _, p := range pages {
		page := *p
		page.QR = nil
		fmt.Fprintf(&buf, "%+v %+v\n", page, p.QR)
	}
	if reuse {
		b.Reuse(d)
		f.Reuse(pages)
	}
	return buf.String(), counted
}

// TestReuse makes every form of every household in memory that others left, and
// in memory of its own, from small households to large ones and back: nothing of
// one may stay for another, and pages that are only counted are as many.
func TestReuse(t *testing.T) {
	r := rosterOf(t, 40, 2)
	for _, n := range []int{1, 14} { // one that begins on many pages
		r.Villages[0].Households = append(r.Villages[0].Households, hostile(t, n, "很长的文字，不断地写下去。").Villages[0].Households...)
	}
	m := fonts(t).Measurer()
	for _, def := range forms(t).All() {
		build := func() *doc.Builder {
			b, err := doc.NewBuilder(def, doc.Options{Year: 2019})
			must.Succeed(t, err)
			return b
		}
		if def.Unit == form.PerVillage {
			continue
		}
		used, flow := build(), layout.NewFlow(m)
		kept := make(map[*model.Household]string)
		for range 2 {
			for h := range r.Each {
				got, _ := pagesAs(t, used, flow, h, true)
				if kept[h] == "" {
					kept[h], _ = pagesAs(t, build(), layout.NewFlow(m), h, false)
				}
				if got != kept[h] {
					t.Fatalf("%s of %s differs in memory used before", def.ID, h.Number())
				}
			}
		}
	}
}
