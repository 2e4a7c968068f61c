package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/model/must"
)

// list gives every file and folder below dir.
func list(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
		if rel, e := filepath.Rel(dir, p); e == nil && rel != "." {
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return out
}

func TestFolderWritesWholeFilesOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "甲", "乙")
	f := New(dir)
	if got := list(t, dir); len(got) > 0 {
		t.Fatalf("made before the first file: %v", got)
	}
	file, err := f.Create("村/a.pdf")
	must.Succeed(t, err)
	if _, err := file.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "村", "a.pdf")); err == nil {
		t.Error("the file has its name before it is whole")
	}
	file.Abort()
	f.Close()
	if _, err := os.Stat(dir); err == nil {
		t.Errorf("left behind: %v", list(t, dir))
	}
}

func TestFolderReplaces(t *testing.T) {
	dir := t.TempDir()
	f := New(dir)
	defer f.Close()
	for _, text := range []string{"old and longer", "new"} {
		must.Succeed(t, Write(f, "村/a.pdf", []byte(text)))
	}
	got, err := os.ReadFile(filepath.Join(dir, "村", "a.pdf"))
	if err != nil || string(got) != "new" {
		t.Errorf("got %q, %v", got, err)
	}
	if got := strings.Join(list(t, dir), " "); got != "村 村/a.pdf" {
		t.Errorf("the folder holds %s", got)
	}
	if got := f.Written(); len(got) != 1 || got[0] != "村/a.pdf" {
		t.Errorf("written %v", got)
	}
}

func TestFolderIsNeverLeft(t *testing.T) {
	outside := t.TempDir()
	dir := t.TempDir()
	names := []string{"../a.pdf", "/a.pdf", "村/../../a.pdf", "", ".."}
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err == nil {
		names = append(names, "link/a.pdf")
	}
	f := New(dir)
	defer f.Close()
	for _, name := range names {
		if file, err := f.Create(name); err == nil {
			file.Abort()
			t.Errorf("%q was begun", name)
		}
	}
	if got := list(t, outside); len(got) > 0 {
		t.Errorf("outside: %v", got)
	}
}

// TestFolderTried tries folders before there is anything to write: what was made
// for it goes again, also the folders around it, and what was there stays.
func TestFolderTried(t *testing.T) {
	dir := t.TempDir()
	must.Succeed(t, os.Mkdir(filepath.Join(dir, "有"), 0o700))
	for _, name := range []string{"新", "有", "有/新", "外/中/里"} {
		f := New(filepath.Join(dir, filepath.FromSlash(name)))
		if err := f.Try(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		f.Close()
		if got := list(t, dir); !slices.Equal(got, []string{"有"}) {
			t.Errorf("%s: there is %q now", name, got)
		}
	}
	var known *fault.Error
	if err := New("").Try(); !errors.As(err, &known) || known.Kind != fault.Misuse {
		t.Errorf("no name: %v", err)
	}
}

func TestFolderRefusesInputs(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, RegisterBase+".xlsx")
	must.Succeed(t, os.WriteFile(in, []byte("x"), 0o600))
	info, err := os.Stat(in)
	must.Succeed(t, err)
	err = New(dir).Ready([]string{RegisterBase + ".xlsx"}, []os.FileInfo{info})
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Misuse {
		t.Errorf("got %v", err)
	}
}

// TestShared: a folder that others may look into, or pass through, is one.
func TestShared(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("access lists say it there")
	}
	for mode, want := range map[os.FileMode]bool{0o700: false, 0o750: false, 0o755: true, 0o701: true, 0o704: true} {
		dir := t.TempDir()
		must.Succeed(t, os.Chmod(dir, mode))
		if disk.Shared(dir) != want {
			t.Errorf("%o: %v", mode, !want)
		}
	}
	dir := filepath.Join(t.TempDir(), "新")
	f := New(dir)
	defer f.Close()
	if err := Write(f, "a.pdf", nil); err != nil || disk.Shared(dir) {
		t.Errorf("the program's own: %v", err)
	}
}
