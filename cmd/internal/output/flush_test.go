package output

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ruhu/cmd/internal/disk"
	"ruhu/model/must"
)

// TestFlushed: the bytes of a file are on the disk before it has its name; the names,
// and the folders made for them, once at the end.
func TestFlushed(t *testing.T) {
	above := t.TempDir()
	dir := filepath.Join(above, "新")
	var got []string
	disk.Trouble(func(o disk.Operation, path string) error {
		rel, _ := filepath.Rel(above, path)
		if strings.HasSuffix(rel, ".tmp") {
			rel = "temp"
		}
		if o == disk.Sync || o == disk.Rename {
			got = append(got, string(o)+" "+filepath.ToSlash(rel))
		}
		return nil
	})
	defer disk.Trouble(nil)
	f := New(dir)
	defer f.Close()
	for _, name := range []string{"村/a.pdf", "村/b.pdf", "c.xlsx"} {
		if err := Save(t.Context(), f, name, func(w io.Writer) error { _, err := w.Write([]byte("x")); return err }); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"sync temp", "rename 新/村/a.pdf", "sync temp", "rename 新/村/b.pdf", "sync temp", "rename 新/c.xlsx"}
	if !slices.Equal(got, want) {
		t.Errorf("before the end: %q, want %q", got, want)
	}
	got = nil
	must.Succeed(t, f.Flush())
	want = []string{"sync .", "sync 新", "sync 新/村"}
	if runtime.GOOS == "windows" {
		want = nil
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("at the end: %q, want %q", got, want)
	}
}

// TestStoppedSave: a file that is still in the making when the run is broken off is not
// waited for, and not written.
func TestStoppedSave(t *testing.T) {
	dir := t.TempDir()
	f := New(dir)
	defer f.Close()
	ctx, cancel := context.WithCancel(t.Context())
	never := make(chan struct{})
	defer close(never)
	err := Save(ctx, f, "a.xlsx", func(io.Writer) error { cancel(); <-never; return nil })
	if left, _ := os.ReadDir(dir); !errors.Is(err, context.Canceled) || len(left) > 0 || len(f.Written()) > 0 {
		t.Errorf("got %v, %d files", err, len(left))
	}
}
