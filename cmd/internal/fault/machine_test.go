package fault

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"ruhu/model/must"
)

// TestReasonsAreChinese: English never reaches the person, whatever the machine says.
func TestReasonsAreChinese(t *testing.T) {
	_, escaped := os.OpenInRoot(t.TempDir(), "../a")
	for _, err := range append(rootErrors(t),
		escaped, errors.New("odd"), syscall.Errno(95), syscall.EIO, syscall.ELOOP, syscall.ENAMETOOLONG, fullDisk,
		&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.Errno(18)},
		&fs.PathError{Op: "read", Path: "x", Err: io.ErrUnexpectedEOF},
	) {
		if got := Reason(err); got == "" || strings.ContainsAny(got, "abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("%v: %s", err, got)
		}
	}
}

// rootErrors are those of os.Root for names that lead out of it, by dots and by a link,
// and of one that is closed.
func rootErrors(t *testing.T) (out []error) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	must.Succeed(t, err)
	names := []string{"../a", ".."}
	if os.Symlink(t.TempDir(), dir+"/out") == nil {
		names = append(names, "out", "out/a")
	}
	add := func(_ any, err error) {
		if err != nil {
			out = append(out, err)
		}
	}
	ask := func(name string) {
		add(root.Stat(name))
		add(root.Open(name))
		add(root.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o600))
		add(nil, root.MkdirAll(name, 0o700))
		add(nil, root.Rename("none", name))
		if name != "out" {
			add(nil, root.Remove(name))
		}
	}
	for _, name := range names {
		ask(name)
	}
	must.Succeed(t, root.Close())
	ask("a")
	return out
}

func TestWritingIsTold(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{{fullDisk, "磁盘已满"}, {syscall.EACCES, "权限"}} {
		err := Writing("a.pdf", &fs.PathError{Op: "write", Path: "x", Err: c.err})
		if err.Kind != Unwritable || !strings.Contains(err.Message, c.want) || !strings.Contains(err.Message, "a.pdf") {
			t.Errorf("%v: got %v", c.err, err)
		}
	}
}
