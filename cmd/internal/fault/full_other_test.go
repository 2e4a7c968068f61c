//go:build !windows

package fault

import "syscall"

// fullDisk is what the system says when there is no room left.
const fullDisk = syscall.ENOSPC
