package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"ruhu/cmd/internal/app"
	"ruhu/model/must"
)

// TestCommand: what the page in the browser shows as the same command is that.
func TestCommand(t *testing.T) {
	for name, c := range map[string]struct {
		choice app.Choice
		mask   bool
	}{
		"all":        {choice: app.Choice{Split: app.ByVillage, Paper: "A4", Formats: []app.Format{"pdf"}}},
		"villages":   {choice: app.Choice{Villages: []string{"河湾村", "新安村"}, Forms: []string{"measures"}, Duplex: true, Split: app.ByForm, Paper: "A3"}},
		"households": {choice: app.Choice{Households: []string{"32079900100003", "32079900100001"}, Formats: []app.Format{"docx", "xlsx"}, Split: app.ByHousehold, Paper: "A4"}},
		"masked":     {choice: app.Choice{Villages: []string{"云台村"}, Split: app.ByVillage, Paper: "A4"}, mask: true},
	} {
		t.Run(name, func(t *testing.T) {
			roster, err := filepath.Abs("../../samples/花名册.xlsx")
			must.Succeed(t, err)
			w, err := app.Open(app.Request{Rosters: []string{roster}, Mask: c.mask})
			must.Succeed(t, err)
			defer w.Close()
			want, got := t.TempDir(), t.TempDir()
			if _, err := w.Print(t.Context(), c.choice, app.Target{Dir: want}, app.Watch{}); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			if code := Run(t.Context(), w.Command(c.choice, app.Target{Dir: got}), nil, &out, &errs, Environment{}); code != exitDone {
				t.Fatalf("%d: %s", code, errs.String())
			}
			sameFolders(t, got, want)
		})
	}
}
