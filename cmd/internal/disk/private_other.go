//go:build !windows

package disk

import "os"

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
