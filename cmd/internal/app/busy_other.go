//go:build !windows

package app

import (
	"errors"
	"syscall"
)

// isBusy reports that another program holds a file open. Only Windows refuses
// to replace such a file.
func isBusy(error) bool { return false }

// isFull reports a disk, or a user's share of it, without room.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
