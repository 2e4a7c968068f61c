package app

import (
	"os"
	"path/filepath"
	"testing"

	"ruhu/model/must"
)

// TestFingerprintOfLists: a run is another one when what a list from above or one to
// compare with says has changed, whatever its name.
func TestFingerprintOfLists(t *testing.T) {
	dir := t.TempDir()
	roster := table(t, dir, "三户.xlsx", threeHomes)
	list := filepath.Join(dir, "清单.csv")
	mark := func(text string) string {
		orPanic(os.WriteFile(list, []byte(text), 0o600))
		w, err := Open(Request{Rosters: []string{roster}, Feedback: []string{list}})
		orPanic(err)
		defer w.Close()
		p, err := w.Plan(t.Context(), Choice{})
		orPanic(err)
		sum, err := p.fingerprint("")
		must.Succeed(t, err)
		return sum
	}
	first := mark("户编号,问题\n32079900100001,收入有误\n")
	if mark("户编号,问题\n32079900100001,收入不实\n") == first {
		t.Error("the list says something else, and the run is the same")
	}
	if mark("户编号,问题\n32079900100001,收入有误\n") != first {
		t.Error("the list says the same, and the run is another one")
	}
}
