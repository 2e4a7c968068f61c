package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/cmd/internal/disk"
	"ruhu/model/must"
)

// TestJournalAfterHalfALine takes up a record whose last line was cut by a
// power failure: what is added stands in lines of its own, or the temporary
// files of the run would never be swept.
func TestJournalAfterHalfALine(t *testing.T) {
	dir := t.TempDir()
	const whole = "ruhu f\nrun before\ndone aa 3 bb\n"
	name := filepath.Join(dir, JournalName)
	must.Succeed(t, os.WriteFile(name, []byte(whole+"done cc 1"), 0o600))
	open := func(fingerprint string, resume bool) string {
		folder := New(dir)
		defer folder.Close()
		j, err := OpenJournal(folder, JournalName, fingerprint, resume)
		must.Succeed(t, err)
		j.line("done dd 4 ee")
		_ = j.file.Close()
		text, err := os.ReadFile(name)
		must.Succeed(t, err)
		return strings.ReplaceAll(string(text), folder.token(), "TOKEN")
	}
	if !New(dir).Unfinished(JournalName) {
		t.Error("a run that was broken off is not known")
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

// TestJournalThatStays: the record of a run that ended says nothing more, also where it
// cannot be taken away.
func TestJournalThatStays(t *testing.T) {
	folder := New(t.TempDir())
	defer folder.Close()
	j, err := OpenJournal(folder, JournalName, "f", false)
	must.Succeed(t, err)
	must.Succeed(t, Write(j, "a.pdf", []byte("a")))
	disk.Trouble(func(o disk.Operation, _ string) error {
		if o == disk.Remove {
			return fs.ErrPermission
		}
		return nil
	})
	defer disk.Trouble(nil)
	j.Close(true)
	if !folder.Holds(JournalName) || folder.Unfinished(JournalName) {
		t.Error("the run that ended is to be taken up")
	}
}
