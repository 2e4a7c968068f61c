package input

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ruhu/model/must"
)

// TestMemory: what was sent is read under its name, before what the disk has.
func TestMemory(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		t.Helper()
		must.Succeed(t, os.MkdirAll(filepath.Dir(name), 0o700))
		must.Succeed(t, os.WriteFile(name, []byte(text), 0o600))
	}
	write("花名册.csv", "of the disk")
	write("别处/名册.csv", "another")
	m := Memory{"花名册.csv": []byte("sent"), "东村/花名册.csv": []byte("met"), "东村/.~花名册.csv": []byte("lock")}
	files, errs := m.Rosters([]string{"花名册.csv", "东村/花名册.csv", "东村/.~花名册.csv", "别处/名册.csv", "花名册.csv"})
	defer files.Close()
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	want := []struct {
		name, text string
		found      bool
	}{{"花名册.csv", "sent", false}, {"东村/花名册.csv", "met", true}, {"别处/名册.csv", "another", false}}
	if len(files.List) != len(want) {
		t.Fatalf("%d files, want %d", len(files.List), len(want))
	}
	for i, w := range want {
		var text bytes.Buffer
		must.Succeed(t, files.List[i].Copy(&text))
		if got := files.List[i]; got.Name != w.name || text.String() != w.text || files.Found[got.Name] != w.found {
			t.Errorf("file %d: %s %q found %v, want %+v", i, got.Name, text.String(), files.Found[got.Name], w)
		}
	}
}
