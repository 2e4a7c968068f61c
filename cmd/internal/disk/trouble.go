package disk

import "sync/atomic"

// Operation is something that is asked of the file system.
type Operation string

// The operations that tests can let fail.
const (
	Create Operation = "create"
	Write  Operation = "write"
	Sync   Operation = "sync" // of a file or of a folder
	Close  Operation = "close"
	Rename Operation = "rename"
	Read   Operation = "read" // a file is opened for reading
	Remove Operation = "remove"
)

var asked atomic.Pointer[func(Operation, string) error]

// Trouble lets a test answer for each operation, before it is done, with the path of the
// file or folder; an error is what comes of the operation then. It must be safe for
// concurrent use; nil ends it.
func Trouble(answer func(o Operation, path string) error) {
	if answer == nil {
		asked.Store(nil)
		return
	}
	asked.Store(&answer)
}

func trouble(o Operation, path string) error {
	answer := asked.Load()
	if answer == nil {
		return nil
	}
	return (*answer)(o, path)
}
