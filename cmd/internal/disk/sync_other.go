//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
)

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
