package input

import (
	"io/fs"
	"os"
	"time"
)

// Memory is files that were sent, as by a page in the browser, instead of named. Their
// names, which may have folders before them, stand in a request like those of others,
// and go before files of the disk. What is read of them never touches the disk.
type Memory map[string][]byte

// sent describes a file of the memory, which is never the same as one of the disk.
type sent struct {
	name string
	size int
}

func (s sent) Name() string       { return s.name }
func (s sent) Size() int64        { return int64(s.size) }
func (s sent) Mode() fs.FileMode  { return 0o600 }
func (s sent) ModTime() time.Time { return time.Time{} }
func (s sent) IsDir() bool        { return false }
func (s sent) Sys() any           { return nil }

var _ os.FileInfo = sent{}
