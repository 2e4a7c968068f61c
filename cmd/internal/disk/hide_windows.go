package disk

import "golang.org/x/sys/windows"

// hide keeps a file whose name begins with a dot out of people's sight, as other systems
// do by themselves. One that stays in sight does no harm.
func hide(path string) {
	if name, err := windows.UTF16PtrFromString(path); err == nil {
		_ = windows.SetFileAttributes(name, windows.FILE_ATTRIBUTE_HIDDEN)
	}
}
