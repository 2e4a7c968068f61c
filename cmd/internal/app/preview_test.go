package app

import (
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"ruhu/model/must"
	"ruhu/render/layout"
)

// TestPlanShowsPages: the pages that a plan shows of each sheet are as many as it
// counts and prints, whoever asks for them at the same time, and nothing is written
// for them.
func TestPlanShowsPages(t *testing.T) {
	t.Parallel()
	w, err := Open(Request{Rosters: []string{written(t, few())}})
	must.Succeed(t, err)
	defer w.Close()
	p, err := w.Plan(t.Context(), Choice{Paper: "A4"})
	must.Succeed(t, err)
	sheets := p.Sheets()
	pages := make([][]*layout.Page, len(sheets))
	var asking sync.WaitGroup
	for i, s := range sheets {
		asking.Go(func() {
			var err error
			if pages[i], err = p.Pages(s); err != nil {
				t.Error(err)
			}
			for n := range len(pages[i]) + 2 {
				there := n >= 1 && n <= len(pages[i])
				if err := p.Picture(io.Discard, s, n, 40); (err == nil) != there {
					t.Errorf("page %d of %d: %v", n, len(pages[i]), err)
				}
			}
		})
	}
	asking.Wait()
	for i, s := range sheets {
		if again, err := p.Pages(s); s.Form == nil && (err != nil || again[0] != pages[i][0]) {
			t.Errorf("a list of visits, which may be long, is set again for each look: %v", err)
		}
		var text strings.Builder
		must.Succeed(t, layout.Dump(&text, pages[i]))
		if h := s.Household; h != nil && !strings.Contains(text.String(), h.HeadName()) {
			t.Errorf("a sheet of %s does not name them", h.Number())
		}
	}
	r, err := p.Print(t.Context(), Target{Dir: t.TempDir()}, Watch{})
	must.Succeed(t, err)
	shown := 0
	for _, set := range pages {
		shown += len(set)
	}
	if shown == 0 || shown != r.Pages {
		t.Errorf("%d pages shown, %d printed", shown, r.Pages)
	}
}

// TestSummaryIsSeenBefore: the summary shows as many pages as it is written with, and
// tells the same of its text, without writing anything.
func TestSummaryIsSeenBefore(t *testing.T) {
	t.Parallel()
	w, err := Open(Request{Rosters: []string{written(t, few())}})
	must.Succeed(t, err)
	defer w.Close()
	seen, err := w.PreviewSummary(t.Context(), "")
	must.Succeed(t, err)
	made, err := w.Summary(t.Context(), t.TempDir(), nil)
	must.Succeed(t, err)
	if seen.Pages == 0 || seen.Pages != made.Pages || !slices.Equal(seen.Gaps, made.Gaps) || seen.Summary.Persons != made.Summary.Persons {
		t.Errorf("%d pages, %d persons and %q are shown, %d, %d and %q written", seen.Pages, seen.Summary.Persons, seen.Gaps, made.Pages, made.Summary.Persons, made.Gaps)
	}
	for n := range seen.Pages + 2 {
		if err := seen.Picture(io.Discard, n, 40); (err == nil) != (n >= 1 && n <= seen.Pages) {
			t.Errorf("page %d of %d: %v", n, seen.Pages, err)
		}
	}
	if len(seen.Files) > 0 {
		t.Errorf("%q are written", seen.Files)
	}
}
