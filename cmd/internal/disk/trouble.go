package disk

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

// Trouble, where a test sets it, is asked before each operation, with the path of the
// file or folder; an error is what comes of the operation then. It must be safe for
// concurrent use, and is set while nothing else runs.
var Trouble func(o Operation, path string) error

func trouble(o Operation, path string) error {
	if Trouble == nil {
		return nil
	}
	return Trouble(o, path)
}
