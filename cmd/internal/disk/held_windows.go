package disk

import (
	"io/fs"

	"golang.org/x/sys/windows"
)

// Held tells why a file could not be replaced: another program has it open and does not
// share it for renaming, or it is read-only (ErrReadOnly). It is nil where nothing is known
// against it, or nothing is there. A reader of PDF files lets others write and yet not
// rename, hence DELETE, which replacing asks for.
func Held(name string) error {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil
	}
	attributes, err := windows.GetFileAttributes(path)
	if err != nil || attributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0 {
		return nil
	}
	if attributes&windows.FILE_ATTRIBUTE_READONLY != 0 {
		return &fs.PathError{Op: "rename", Path: name, Err: ErrReadOnly}
	}
	const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	file, err := windows.CreateFile(path, windows.DELETE, all, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err != nil {
		return &fs.PathError{Op: "rename", Path: name, Err: err}
	}
	_ = windows.CloseHandle(file)
	return nil
}
