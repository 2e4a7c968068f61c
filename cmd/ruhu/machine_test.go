package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/disk"
	"ruhu/model/must"
)

// within runs the program in at most so long, and gives what it says.
func within(t *testing.T, out io.Writer, args ...string) (code int, said string) {
	t.Helper()
	var text bytes.Buffer
	done := make(chan int, 1)
	go func() { done <- Run(t.Context(), args, strings.NewReader(""), out, &text, Environment{}) }()
	select {
	case code = <-done:
	case <-time.After(time.Minute):
		t.Fatalf("%q hangs", args)
	}
	return code, text.String()
}

type fullDevice struct{}

func (fullDevice) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestOutputIsGone: what cannot be printed is told, and is no success.
func TestOutputIsGone(t *testing.T) {
	for _, args := range [][]string{
		{"check", sampleRoster, "--json"}, {"version"}, {"form", "list"}, {"form", "show", "compare"}, {"fonts", "张"}, {"help"},
	} {
		code, said := within(t, fullDevice{}, args...)
		if code != exitUnreadable || strings.Contains(said, "device") || !strings.Contains(said, "没有能全部输出") && !strings.Contains(said, "错误") {
			t.Errorf("%q: code %d, said\n%s", args, code, said)
		}
	}
}

// TestSwallowedQuote: the path that took in its options is explained.
func TestSwallowedQuote(t *testing.T) {
	for _, c := range []struct {
		arg  string
		want string
	}{
		{`D:\花名册" --first 1`, `写成："D:\花名册" --first 1`},
		{`D:\花名册"`, `写成："D:\花名册"`},
	} {
		code, said := within(t, io.Discard, "print", c.arg)
		if code != exitMisuse || !strings.Contains(said, c.want) {
			t.Errorf("%s: code %d, said\n%s", c.arg, code, said)
		}
	}
	if err := swallowed([]string{`他说"好`, `"`, `--where=姓名="张"`, "花名册.xlsx"}); err != nil {
		t.Error(err)
	}
}

// TestLockFilesArePassedOver: what WPS and Excel lay beside an open workbook is none.
func TestLockFilesArePassedOver(t *testing.T) {
	dir := t.TempDir()
	must.Succeed(t, app.WriteTemplate(filepath.Join(dir, "花名册.xlsx"), "", false))
	for _, name := range []string{".~花名册.xlsx", "~$花名册.xlsx", ".~花名册.et"} {
		must.Succeed(t, os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600))
	}
	for _, arg := range []string{dir, filepath.Join(dir, "*.xlsx"), filepath.Join(dir, "*")} {
		if code, said := within(t, io.Discard, "check", arg); code != exitDone || strings.Contains(said, "~") {
			t.Errorf("%s: code %d, said\n%s", arg, code, said)
		}
	}
}

// TestFaultOfTheProgram: a panic, also in a goroutine of ours, is exit 4 and one sentence
// without any value of the roster.
func TestFaultOfTheProgram(t *testing.T) {
	dir, err := os.MkdirTemp("", "fault") // not the test's: the other workers may not have ended
	must.Succeed(t, err)
	defer os.RemoveAll(dir)
	roster := filepath.Join(dir, "名册.csv")
	must.Succeed(t, os.WriteFile(roster, []byte(roster3), 0o600))
	printed := filepath.Join(dir, "印")
	within(t, io.Discard, "print", roster, "-o", printed, "--forms", "compare")
	defer disk.Trouble(nil)
	for name, args := range map[string][]string{
		"print":   {"print", roster, "--forms", "compare", "-o", filepath.Join(dir, "二")},
		"collect": {"collect", printed, "--roster", roster, "-o", filepath.Join(dir, "汇")},
	} {
		disk.Trouble(func(o disk.Operation, path string) error {
			if o == disk.Write { // by the workers
				panic("王甲")
			}
			return nil
		})
		code, said := within(t, io.Discard, args...)
		if code != exitFault || strings.Count(said, "程序出错") != 1 || strings.Contains(said, "王甲") || strings.Contains(said, "goroutine") {
			t.Errorf("%s: code %d, said\n%s", name, code, said)
		}
	}
}

// TestSharedFolderIsTold: only of files about households.
func TestSharedFolderIsTold(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("access lists say it there")
	}
	for mode, told := range map[os.FileMode]bool{0o755: true, 0o700: false} {
		dir := t.TempDir()
		must.Succeed(t, os.Chmod(dir, mode))
		if _, said := within(t, io.Discard, "ledger", sampleRoster, "-o", dir); strings.Contains(said, "别的账户") != told {
			t.Errorf("%o: said\n%s", mode, said)
		}
		if _, said := within(t, io.Discard, "form", "export", dir, "--force"); strings.Contains(said, "别的账户") {
			t.Errorf("%o: of what is nobody's: said\n%s", mode, said)
		}
	}
}

// TestFailedRemovalsAreTold: what is left lying can be seen by people, and no run fails for
// it that has done its work.
func TestFailedRemovalsAreTold(t *testing.T) {
	roster := filepath.Join(t.TempDir(), "名册.csv")
	must.Succeed(t, os.WriteFile(roster, []byte(roster3), 0o600))
	defer disk.Trouble(nil)
	for _, c := range []struct {
		name   string
		writes bool // so that there is nothing to remove
		args   func(dir string) []string
		code   int
		left   int // files
	}{
		{"print", true, func(dir string) []string { return []string{"print", roster, "--forms", "compare", "-o", dir} }, exitDone, 2},
		{"ledger", true, func(dir string) []string { return []string{"ledger", roster, "-o", dir} }, exitDone, 1},
		{"ledger", false, func(dir string) []string { return []string{"ledger", roster, "-o", dir} }, exitUnreadable, 2},
		{"roster-template", false, func(dir string) []string { return []string{"roster-template", "-o", filepath.Join(dir, "空.xlsx")} }, exitUnreadable, 1},
		{"form export", false, func(dir string) []string { return []string{"form", "export", dir} }, exitUnreadable, 1},
	} {
		dir := filepath.Join(t.TempDir(), "出")
		disk.Trouble(func(o disk.Operation, path string) error {
			if o == disk.Remove || o == disk.Write && !c.writes {
				return fs.ErrPermission
			}
			return nil
		})
		code, said := within(t, io.Discard, c.args(dir)...)
		disk.Trouble(nil)
		left, _ := filepath.Glob(filepath.Join(dir, ".ruhu-*"))
		if code != c.code || len(left) != c.left || !strings.Contains(said, "没有能删掉") {
			t.Errorf("%s, %v: code %d, left %q, said\n%s", c.name, c.writes, code, left, said)
		}
		for _, name := range left {
			if !strings.Contains(said, name) {
				t.Errorf("%s: %s is not told:\n%s", c.name, name, said)
			}
		}
	}
}
