//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
)

// makePrivate does nothing: files and folders are made for their owner alone.
func makePrivate(string) {}

// hide and show do nothing: files whose names begin with a dot are hidden.
func hide(string)       {}
func show(string) error { return nil }

// Shared reports a folder that other accounts of the machine may look into. One that the
// program makes is not.
func Shared(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir() && info.Mode().Perm()&0o005 != 0
}

// Held does nothing: a file may be replaced while others have it open, and whatever its
// own permissions are.
func Held(string) error { return nil }

// SyncFolder brings the names of a folder's files onto the disk itself, where the file
// system can and lets the user.
func SyncFolder(dir string) error {
	if err := trouble(Sync, dir); err != nil {
		return err
	}
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrPermission) {
		return nil // it may be written to, and not be listed
	}
	if err != nil {
		return err
	}
	defer f.Close()
	return able(f.Sync())
}
