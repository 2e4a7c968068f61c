//go:build !windows

package disk

// Held does nothing: a file may be replaced while others have it open, and whatever its
// own permissions are.
func Held(string) error { return nil }
