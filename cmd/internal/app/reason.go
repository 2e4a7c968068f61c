package app

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// reasons puts the errors of the file system that users meet into their words.
var reasons = []struct {
	err  error
	word string
}{
	{fs.ErrNotExist, "没有这个文件或文件夹"},
	{fs.ErrPermission, "没有权限"},
	{fs.ErrExist, "已有同名的文件夹"},
	{syscall.ENOTDIR, "路径中有一段是文件，不是文件夹"},
	{syscall.EISDIR, "是文件夹，不是文件"},
	{syscall.EROFS, "磁盘是只读的"},
	{syscall.ENAMETOOLONG, "名称太长"},
}

// reason says why the file system refused, without the path, which messages
// name already.
func reason(err error) string {
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.word
		}
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err.Error()
	}
	return err.Error()
}
