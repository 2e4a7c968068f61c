package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// ErrIrregular is the cause of an error of opening what is neither a file nor a folder:
// a pipe, a device, a socket.
var ErrIrregular = errors.New("not a regular file")

// ErrReadOnly is the cause of an error of replacing a file that is marked read-only, as
// Windows has it; see Held.
var ErrReadOnly = errors.New("read-only")

// Open opens a regular file for reading. Nothing else is even touched.
func Open(name string) (*os.File, error) {
	if err := trouble(Read, name); err != nil {
		return nil, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := Regular(info); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return os.Open(name)
}

// Regular tells why something cannot be opened as a file; nil where it is one.
func Regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return syscall.EISDIR
	case !info.Mode().IsRegular():
		return ErrIrregular
	}
	return nil
}

// ReadFile reads a regular file.
func ReadFile(name string) ([]byte, error) {
	file, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// File is a file that is written.
type File struct {
	file *os.File
	path string
}

// Write implements io.Writer.
func (f *File) Write(b []byte) (int, error) {
	if err := trouble(Write, f.path); err != nil {
		n, _ := f.file.Write(b[:len(b)/2])
		return n, err
	}
	return f.file.Write(b)
}

// Sync brings what was written onto the disk itself, where the file system can.
func (f *File) Sync() error {
	if err := trouble(Sync, f.path); err != nil {
		return err
	}
	return able(f.file.Sync())
}

// Close closes the file, also where it fails.
func (f *File) Close() error {
	err := trouble(Close, f.path)
	return errors.Join(err, f.file.Close())
}

// able drops the error of a file system that does not flush.
func able(err error) error {
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
