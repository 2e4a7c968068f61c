package disk

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Root is a folder that files are written into, and nothing outside it. Names are
// relative, with forward slashes.
type Root struct {
	root *os.Root
	dir  string
}

// OpenRoot opens a folder that is there.
func OpenRoot(dir string) (*Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Root{root: root, dir: dir}, nil
}

// Close lets go of the folder.
func (r *Root) Close() error { return r.root.Close() }

func (r *Root) path(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

// Create begins a file that is not there yet, for its owner alone.
func (r *Root) Create(name string) (*File, error) {
	if err := trouble(Create, r.path(name)); err != nil {
		return nil, err
	}
	file, err := r.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	makePrivate(r.path(name))
	if hidden(name) {
		hide(r.path(name))
	}
	return &File{file: file, path: r.path(name)}, nil
}

// OpenRecord opens a hidden file for reading and writing; it is made where it is not there.
// Not O_APPEND: Windows then forbids to cut the file.
func (r *Root) OpenRecord(name string) (*os.File, error) {
	if err := trouble(Create, r.path(name)); err != nil {
		return nil, err
	}
	if info, err := r.root.Stat(filepath.FromSlash(name)); err == nil {
		if err := Regular(info); err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
	file, err := r.root.OpenFile(filepath.FromSlash(name), os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		makePrivate(r.path(name))
		hide(r.path(name))
	}
	return file, err
}

// Open opens a regular file for reading.
func (r *Root) Open(name string) (*os.File, error) {
	if err := trouble(Read, r.path(name)); err != nil {
		return nil, err
	}
	info, err := r.root.Stat(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if err := Regular(info); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return r.root.Open(filepath.FromSlash(name))
}

// Stat tells of a file or folder.
func (r *Root) Stat(name string) (fs.FileInfo, error) { return r.root.Stat(filepath.FromSlash(name)) }

// Mkdir makes a folder for its owner alone.
func (r *Root) Mkdir(name string) error {
	if err := trouble(Create, r.path(name)); err != nil {
		return err
	}
	err := r.root.Mkdir(filepath.FromSlash(name), 0o700)
	if err == nil {
		makePrivate(r.path(name))
	}
	return err
}

// Mkdir makes a folder for its owner alone.
func Mkdir(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if err == nil {
		makePrivate(dir)
	}
	return err
}

// hidden reports the names of files that people are not to see.
func hidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") }

// Rename gives a file another name, in place of an older one.
func (r *Root) Rename(from, to string) error {
	if err := trouble(Rename, r.path(to)); err != nil {
		return err
	}
	if hidden(from) && !hidden(to) {
		_ = show(r.path(from)) // before, so that no crash leaves a whole file hidden
	}
	if err := r.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to)); err != nil || hidden(to) {
		return err
	}
	return show(r.path(to)) // file servers hide names with a dot themselves
}

// Remove removes a file or an empty folder.
func (r *Root) Remove(name string) error {
	if err := trouble(Remove, r.path(name)); err != nil {
		return err
	}
	return r.root.Remove(filepath.FromSlash(name))
}

// FS is the folder for looking.
func (r *Root) FS() fs.FS { return r.root.FS() }
