package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestJournalAfterHalfALine takes up a record whose last line was cut by a
// power failure: what is added stands in lines of its own, or the temporary
// files of the run would never be swept.
func TestJournalAfterHalfALine(t *testing.T) {
	dir := t.TempDir()
	const whole = "ruhu f\nrun before\ndone aa 3 bb\n"
	name := filepath.Join(dir, journalName)
	if err := os.WriteFile(name, []byte(whole+"done cc 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func(fingerprint string, resume bool) string {
		folder := NewFolder(dir)
		defer folder.Close()
		j, err := openJournal(folder, journalName, fingerprint, resume)
		if err != nil {
			t.Fatal(err)
		}
		j.line("done dd 4 ee")
		_ = j.file.Close()
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(text), folder.token(), "TOKEN")
	}
	if got, want := open("f", true), whole+"run TOKEN\ndone dd 4 ee\n"; got != want {
		t.Errorf("taken up:\n%s\nwant\n%s", got, want)
	}
	if got, want := open("f", false), "ruhu f\nrun TOKEN\ndone dd 4 ee\n"; got != want {
		t.Errorf("begun anew:\n%s\nwant\n%s", got, want)
	}
	if got, want := open("g", true), "ruhu g\nrun TOKEN\ndone dd 4 ee\n"; got != want {
		t.Errorf("another run:\n%s\nwant\n%s", got, want)
	}
}

// TestFingerprintOfLists: a run is another one when what a list from above or one to
// compare with says has changed, whatever its name.
func TestFingerprintOfLists(t *testing.T) {
	dir := t.TempDir()
	roster := table(t, dir, "三户.xlsx", threeHomes)
	list := filepath.Join(dir, "清单.csv")
	mark := func(text string) string {
		must(os.WriteFile(list, []byte(text), 0o600))
		p := &printing{opt: PrintOptions{Rosters: []string{roster}, Feedback: []string{list}}, config: &Config{}}
		sum, err := p.fingerprint(nil)
		if err != nil {
			t.Fatal(err)
		}
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
