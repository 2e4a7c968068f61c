package output

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lock takes a file for this process, as long as it is open, and reports
// whether another has it. Where file systems cannot lock, nobody has it.
func lock(f *os.File) (busy bool) {
	// A byte far behind the end: locks of Windows forbid reading too.
	far := windows.Overlapped{OffsetHigh: 1 << 30}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &far)
	return errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
