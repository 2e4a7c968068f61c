package fault

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestReasonsAreChinese: English never reaches the person, whatever the machine says.
func TestReasonsAreChinese(t *testing.T) {
	_, escaped := os.OpenInRoot(t.TempDir(), "../a")
	for _, err := range []error{
		escaped, errors.New("odd"), syscall.Errno(95), syscall.EIO, syscall.ELOOP, syscall.ENAMETOOLONG, fullDisk,
		&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.Errno(18)},
		&fs.PathError{Op: "read", Path: "x", Err: io.ErrUnexpectedEOF},
	} {
		if got := Reason(err); got == "" || strings.ContainsAny(got, "abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("%v: %s", err, got)
		}
	}
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
