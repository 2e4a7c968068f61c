package fontfile

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// TestPostScript reads outlines of the PostScript kind, from the test font of
// the library that reads them.
func TestPostScript(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/image").Output()
	must.Succeed(t, err)
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "font", "testdata", "CFFTest.otf"))
	must.Succeed(t, err)
	faces, err := OpenBytes("CFFTest.otf", data)
	if err != nil || len(faces) != 1 || faces[0].Kind != PostScript {
		t.Fatalf("%v, %v", faces, err)
	}
	if o, err := faces[0].Outline('Q'); err != nil || len(o.Path) == 0 || o.Advance <= 0 {
		t.Errorf("Q: %+v, %v", o, err)
	}
	if _, err := faces[0].Standalone(); err == nil {
		t.Error("is given as a TrueType file")
	}
}

// diskFile is a font file on disk.
type diskFile struct {
	*os.File
	size int64
}

func (f diskFile) Size() int64 { return f.size }

// TestLargeFont takes rare characters of every block from a font of 50 MB, and
// holds the memory that it costs. TEST_FONTS is a folder with fonts-babelstone-han
// of Debian unpacked into it.
func TestLargeFont(t *testing.T) {
	root := os.Getenv("TEST_FONTS")
	if root == "" {
		slowtest.Absent(t, "TEST_FONTS, a folder of fonts,")
	}
	var path string
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err == nil && d.Name() == "BabelStoneHan.ttf" {
			path = p
		}
		return err
	})
	if err != nil || path == "" {
		t.Fatalf("no BabelStoneHan.ttf below %s: %v", root, err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s := NewFiles([]Source{{Name: filepath.Base(path), Open: func() (Reader, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		return diskFile{f, info.Size()}, err
	}}})
	defer s.Close()
	for _, r := range []rune{'㛃', '𠮷', 0x2A700, 0x2B740, 0x2B820, 0x2CEB0, 0x30000, 0x31350, 0xF900, 0x2F800, 0x9FB4} {
		if o, ok := s.Lend(r); !ok || o.Advance != 1000 || len(o.Path) < 4 {
			t.Errorf("%U: %v, %d wide", r, ok, o.Advance)
		}
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("took %d bytes of memory", used)
	}
}
