//go:build !windows

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock takes a file for this process, as long as it is open, and reports
// whether another has it. Where file systems cannot lock, nobody has it.
func lock(f *os.File) (busy bool) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return errors.Is(err, syscall.EWOULDBLOCK)
}
