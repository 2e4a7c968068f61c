package fault

import (
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

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
