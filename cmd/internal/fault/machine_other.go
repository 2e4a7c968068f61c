//go:build !windows

package fault

import (
	"errors"
	"syscall"
)

// ofSystem are the reasons that only one system has.
var ofSystem []reason

// Busy reports that another program holds a file open. Only Windows refuses
// to replace such a file.
func Busy(error) bool { return false }

// Full reports a disk, or a user's share of it, without room.
func Full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
