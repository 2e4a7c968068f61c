package fault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"ruhu/cmd/internal/disk"
)

// reasons puts the errors of the file system that users meet into their words.
var reasons = []reason{
	{fs.ErrNotExist, "没有这个文件或文件夹"},
	{fs.ErrPermission, "没有权限"},
	{fs.ErrExist, "已有同名的文件夹"},
	{syscall.ENOTDIR, "路径中有一段是文件，不是文件夹"},
	{syscall.EISDIR, "是文件夹，不是文件"},
	{syscall.EROFS, "磁盘是只读的"},
	{syscall.ENAMETOOLONG, "名称太长"},
	{syscall.ELOOP, "快捷方式（链接）绕成了圈"},
	{syscall.EIO, "磁盘读写出错"},
	{syscall.EMFILE, "同时打开的文件太多"},
	{syscall.EBUSY, "正被其他程序使用"},
	{syscall.EADDRINUSE, "正被其他程序使用"},
	{disk.ErrIrregular, "不是普通文件"},
	{disk.ErrReadOnly, "文件是只读的"},
	{fs.ErrClosed, "文件已经关闭"},
	{io.ErrUnexpectedEOF, "文件不完整"},
}

// Reason says why the file system refused, without the path, which messages
// name already.
func Reason(err error) string {
	switch {
	case Busy(err):
		return "正被其他程序打开"
	case Full(err):
		return "磁盘已满"
	}
	for _, r := range append(ofSystem, reasons...) {
		if errors.Is(err, r.err) {
			return r.word
		}
	}
	if strings.HasSuffix(err.Error(), "path escapes from parent") { // os.Root has no value for it
		return "有一段是通到文件夹外面的链接"
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return fmt.Sprintf("系统不允许（错误号 %d）", int(number))
	}
	return "系统不允许"
}

// Reading is the error of a file that the file system does not let be read.
func Reading(name string, err error) *Error {
	if Busy(err) {
		return Input("文件正被其他程序打开，请先在 WPS/Excel 中关闭："+name, "", err)
	}
	hint := "请核对文件后再试"
	if errors.Is(err, fs.ErrPermission) {
		hint = "请换用有权限的账户，或把文件复制到自己的文件夹后再试"
	}
	return Input(fmt.Sprintf("打不开 %s：%s", name, Reason(err)), hint, err)
}

// Writing is the error of a file or folder that the file system does not let be
// written.
func Writing(name string, err error) *Error {
	switch {
	case Full(err):
		return Output("磁盘已满，没有写完："+name, "请清出空间后再试", err)
	case Busy(err):
		return Open(name, err)
	case errors.Is(err, fs.ErrPermission):
		return Output("没有写入的权限，或文件正被打开："+name, "请关闭打开的文件，或另指定一个文件夹", err)
	}
	return Output(fmt.Sprintf("写不了 %s：%s", name, Reason(err)), "请检查磁盘，或另指定一个文件夹", err)
}

// Open is the error of files that another program holds open; err may be nil.
func Open(names string, err error) *Error {
	return Output("文件正被打开，请先关闭："+names, "在 WPS/Excel 或 PDF 阅读器中关闭后再试", err)
}

// ReadOnly is the error of files that are marked read-only; err may be nil.
func ReadOnly(names string, err error) *Error {
	return Output("文件是只读的，没有改动："+names, "请右键点文件，在“属性”里去掉“只读”后再试，或用 -o 另指定一个文件夹", err)
}
