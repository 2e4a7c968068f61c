// Package wine runs the program for Windows under Wine, as people run it there, and wants
// what it writes to be what the program writes on this machine. Wine 8 lacks two things:
// bcryptprimitives.dll, which the test makes, and removing files below a folder that is
// held open (FileDispositionInformationEx): what should be gone there is left lying.
package wine

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// machine is a Windows, and the program for it and for here.
type machine struct {
	wine   string
	env    []string
	drive  string // C:\, as it is seen from here
	exe    string // the program there
	native string // the program here
	tools  string // a folder for what the tests build
}

// newMachine makes a Windows of its own for a test.
func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{wine: findWine(t), tools: t.TempDir()}
	cc := slowtest.Tool(t, "x86_64-w64-mingw32-gcc")
	prefix := filepath.Join(t.TempDir(), "prefix")
	must.Succeed(t, os.Mkdir(prefix, 0o700))
	m.env = append(os.Environ(), "WINEPREFIX="+prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=")
	m.drive = filepath.Join(prefix, "drive_c")
	server := filepath.Join(filepath.Dir(m.wine), "wineserver")
	t.Cleanup(func() { // it ends all that runs in this Windows, or the folder could not be removed
		cmd := exec.Command(server, "-k", "-w")
		cmd.Env = m.env
		_ = cmd.Run()
	})
	slowtest.Output(t, m.command("winecfg", "-v", "win10"))
	dll := filepath.Join(m.drive, "windows", "system32", "bcryptprimitives.dll")
	slowtest.Output(t, exec.Command(cc, "-shared", "-o", dll, "testdata/bcryptprimitives.c", "-ladvapi32"))
	slowtest.Output(t, exec.Command(cc, "-municode", "-o", filepath.Join(m.tools, "hold.exe"), "testdata/hold.c"))
	m.exe, m.native = filepath.Join(m.tools, "ruhu.exe"), filepath.Join(m.tools, "ruhu")
	build(t, m.exe, "GOOS=windows", "GOARCH=amd64")
	build(t, m.native)
	return m
}

// findWine finds Wine, which Debian's wine64 keeps off the path.
func findWine(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("asks wine")
	}
	for _, name := range []string{"/usr/lib/wine/wine64", "wine64", "wine"} {
		if path, err := exec.LookPath(name); err == nil {
			if path, err = filepath.EvalSymlinks(path); err == nil {
				return path
			}
		}
	}
	slowtest.Absent(t, "wine")
	return ""
}

func build(t *testing.T, to string, env ...string) {
	t.Helper()
	cmd := exec.Command("go", "build", "-o", to, "ruhu/cmd/ruhu")
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	slowtest.Output(t, cmd)
}

// command is one that Windows runs.
func (m *machine) command(args ...string) *exec.Cmd {
	cmd := exec.Command(m.wine, args...)
	cmd.Env = m.env
	return cmd
}

// said is what came of a run.
type said struct {
	code     int
	out, err string
}

// limit is how long a command may take, on a loaded machine.
const limit = time.Minute

// run runs a command in a folder to its end.
func run(t *testing.T, dir string, env []string, name string, args ...string) said {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, env
	// Files, not pipes: what Wine starts beside the program holds them open.
	into := t.TempDir()
	out, err := os.Create(filepath.Join(into, "out"))
	must.Succeed(t, err)
	defer out.Close()
	complaints, err := os.Create(filepath.Join(into, "err"))
	must.Succeed(t, err)
	defer complaints.Close()
	cmd.Stdout, cmd.Stderr = out, complaints
	err = cmd.Run()
	got := said{out: read(t, out.Name()), err: read(t, complaints.Name()), code: cmd.ProcessState.ExitCode()}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || ctx.Err() != nil) {
		t.Fatalf("%s %q: %v\n%+v", name, args, err, got)
	}
	return got
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	must.Succeed(t, err)
	return string(data)
}

// there runs the program on Windows, here on this machine.
func (m *machine) there(t *testing.T, dir string, args ...string) said {
	t.Helper()
	return run(t, dir, m.env, m.wine, append([]string{m.exe}, args...)...)
}

func (m *machine) here(t *testing.T, dir string, args ...string) said {
	t.Helper()
	return run(t, dir, nil, m.native, args...)
}

// asHere is what Windows says as this machine would: the paths, which it calls Z: and
// divides by \, and without what could not be removed.
func asHere(text string) string {
	text = unremoved.ReplaceAllString(text, "")
	return strings.ReplaceAll(strings.ReplaceAll(text, "Z:", ""), `\`, "/")
}

var unremoved = regexp.MustCompile("提醒：没有能删掉.*\n")

// files reads every file of a folder; the program's own for a time are passed over.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".ruhu-") {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		out[rel] = read(t, path)
		return err
	})
	must.Succeed(t, err)
	return out
}

// same wants the files of two folders to be the same.
func same(t *testing.T, got, want string) {
	t.Helper()
	is, should := files(t, got), files(t, want)
	if len(should) == 0 {
		t.Errorf("%s is empty", want)
	}
	for name, data := range should {
		if other, made := is[name]; !made {
			t.Errorf("%s was not made", name)
		} else if other != data {
			t.Errorf("%s has other bytes", name)
		}
	}
	for name := range is {
		if _, made := should[name]; !made {
			t.Errorf("%s is too many", name)
		}
	}
}
