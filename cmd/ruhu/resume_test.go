package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

const sampleRoster = "../../samples/花名册.xlsx"

// printed runs the program to its end.
func printed(t *testing.T, roster string, args ...string) string {
	t.Helper()
	var said bytes.Buffer
	args = append([]string{"print", roster, "--split", "household"}, args...)
	if code := Run(t.Context(), args, strings.NewReader(""), io.Discard, &said, Environment{}); code > exitHeld {
		t.Fatalf("exit code %d\n%s", code, said.String())
	}
	return said.String()
}

// TestKilled kills a run of the program while it writes, as a power cut would,
// and takes it up again: what was finished is not drawn again, nothing is left
// over, and the folder is that of a run that was not broken off.
func TestKilled(t *testing.T) {
	t.Parallel()
	slowtest.Large(t)
	whole, dir := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "killed")
	printed(t, sampleRoster, "-o", whole)
	kill(t, dir)
	before := stamps(t, dir)
	if len(before) == 0 {
		t.Fatal("the run was killed before it finished a file")
	}
	var spoilt string // one of the finished files is damaged since
	for name := range before {
		spoilt = name
	}
	must.Succeed(t, os.WriteFile(filepath.Join(dir, spoilt), []byte("%PDF"), 0o600))
	// What a process leaves that is killed within a file.
	journal, err := os.ReadFile(filepath.Join(dir, ".ruhu-resume"))
	must.Succeed(t, err)
	_, token, _ := strings.Cut(string(journal), "\nrun ")
	token, _, _ = strings.Cut(token, "\n")
	left := filepath.Join(dir, filepath.Dir(spoilt), ".ruhu-"+token+"-999.tmp")
	foreign := filepath.Join(dir, ".ruhu-foreign-1.tmp")
	for _, name := range []string{left, foreign} {
		must.Succeed(t, os.WriteFile(name, []byte("half"), 0o600))
	}
	if strings.Contains(string(journal), "村") || strings.Contains(string(journal), "3207") {
		t.Errorf("the record names people:\n%s", journal)
	}
	printed(t, sampleRoster, "-o", dir, "--resume")
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a temporary file of somebody else's is gone")
	}
	must.Succeed(t, os.Remove(foreign))
	after := stamps(t, dir)
	for name, stamp := range before {
		if drawn := !after[name].Equal(stamp); drawn != (name == spoilt) {
			t.Errorf("%s drawn again: %v", name, drawn)
		}
	}
	sameFolders(t, whole, dir)
}

// kill starts the program and kills it once it has finished some files. A run
// that was quicker is started once more.
func kill(t *testing.T, dir string) {
	t.Helper()
	ruhu := asProgram(t)
	for range 10 {
		_ = os.RemoveAll(dir)
		ctx, kill := context.WithCancel(t.Context())
		cmd := exec.CommandContext(ctx, ruhu, "print", sampleRoster, "--split", "household", "--jobs", "1", "-o", dir)
		go func() {
			for ctx.Err() == nil && len(stamps(t, dir)) < 3 {
				time.Sleep(time.Millisecond) // a file takes some
			}
			kill()
		}()
		out, err := cmd.CombinedOutput()
		kill() // the looking on, too
		if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > exitHeld {
			t.Fatalf("%v\n%s", err, out)
		}
		if _, err := os.Stat(filepath.Join(dir, "打印登记.xlsx")); err != nil {
			return
		}
	}
	t.Fatal("the program is always quicker than the kill")
}

// stamps gives the times of the PDF files of a folder.
func stamps(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	out := make(map[string]time.Time)
	names, _ := filepath.Glob(filepath.Join(dir, "*", "*.pdf"))
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			rel, _ := filepath.Rel(dir, name)
			out[rel] = info.ModTime()
		}
	}
	return out
}

// TestResumeOfAnotherRun takes up nothing of a run with other options.
func TestResumeOfAnotherRun(t *testing.T) {
	t.Parallel()
	slowtest.Large(t)
	whole, dir := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "killed")
	printed(t, sampleRoster, "-o", whole, "--paper", "A3")
	kill(t, dir)
	printed(t, sampleRoster, "-o", dir, "--paper", "A3", "--resume")
	sameFolders(t, whole, dir)
}

// contents reads every file of a folder.
func contents(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	out := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		out[filepath.ToSlash(rel)], err = os.ReadFile(p)
		return err
	})
	must.Succeed(t, err)
	return out
}

// sameFolders wants two folders to hold the same files with the same bytes.
func sameFolders(t testing.TB, a, b string) {
	t.Helper()
	first, second := contents(t, a), contents(t, b)
	for name, data := range first {
		if other, ok := second[name]; !ok || !bytes.Equal(data, other) {
			t.Errorf("%s: there %v, the same %v", name, ok, bytes.Equal(data, other))
		}
	}
	for name := range second {
		if _, ok := first[name]; !ok {
			t.Errorf("%s is too many", name)
		}
	}
}
