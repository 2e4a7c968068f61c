package input

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// File is one file, opened for reading.
type File struct {
	Name string // as the user named it
	Info os.FileInfo
	data io.ReaderAt
}

// Open opens a file. The error is in the user's words.
func Open(name string) (File, error) {
	file, err := disk.Open(name)
	if err != nil {
		return File{}, fault.Reading(name, err)
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close()
		return File{}, fault.Reading(name, err)
	}
	return File{Name: name, Info: info, data: file}, nil
}

// Open opens a file, of the memory or else of the disk.
func (m Memory) Open(name string) (File, error) {
	data, ok := m[name]
	if !ok {
		return Open(name)
	}
	return File{Name: name, Info: sent{name, len(data)}, data: bytes.NewReader(data)}, nil
}

// Close closes the file.
func (f File) Close() {
	if c, ok := f.data.(io.Closer); ok {
		_ = c.Close()
	}
}

// Input is the file for a reader of sheets.
func (f File) Input() sheet.Input {
	return sheet.Input{Name: f.Name, Data: f.data, Size: f.Info.Size()}
}

// Copy gives the file's bytes to a writer.
func (f File) Copy(to io.Writer) error {
	if _, err := io.Copy(to, io.NewSectionReader(f.data, 0, f.Info.Size())); err != nil {
		return fault.Reading(f.Name, err)
	}
	return nil
}

// Origin names the file and marks its bytes. Its folder is no one's concern.
func (f File) Origin() (visit.Origin, error) {
	sum := sha256.New()
	if err := f.Copy(sum); err != nil {
		return visit.Origin{}, err
	}
	return visit.Origin{Name: filepath.Base(f.Name), Mark: hex.EncodeToString(sum.Sum(nil)[:16])}, nil
}

// Files is files of one kind, opened, in the order in which they were named.
type Files struct {
	List   []File
	Found  map[string]bool // those that were met in a folder and not named
	Passed []string        // those that were met but are not read, for the user to know
	memory Memory
}

// Close closes all files.
func (in *Files) Close() {
	for _, f := range in.List {
		f.Close()
	}
}

// Infos tells which files are read, so that none is overwritten.
func (in *Files) Infos() []os.FileInfo {
	out := make([]os.FileInfo, len(in.List))
	for i, f := range in.List {
		out[i] = f.Info
	}
	return out
}

// Size is how many bytes there are to read.
func (in *Files) Size() (n int64) {
	for _, f := range in.List {
		n += f.Info.Size()
	}
	return n
}

// add opens one file, unless it is open already under another name.
func (in *Files) add(name string) error {
	f, err := in.memory.Open(name)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(in.List, func(had File) bool { return had.Name == name || os.SameFile(had.Info, f.Info) }) {
		f.Close()
		return nil
	}
	in.List = append(in.List, f)
	return nil
}

// Origins says which files they are.
func (in *Files) Origins() ([]visit.Origin, error) {
	var out []visit.Origin
	for _, f := range in.List {
		o, err := f.Origin()
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// Shares reports whether two have a file in common.
func Shares(a, b []visit.Origin) bool {
	return slices.ContainsFunc(a, func(o visit.Origin) bool { return slices.Contains(b, o) })
}

// Absolute makes a path whole, so that "." has a name too.
func Absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

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

// Add adds a file, and gives the name under which it is there: another one may be called
// the same.
func (m Memory) Add(name string, data []byte) string {
	ext := path.Ext(name)
	free := name
	for n := 2; m[free] != nil; n++ {
		free = fmt.Sprintf("%s（%d）%s", strings.TrimSuffix(name, ext), n, ext)
	}
	if m[free] = data; data == nil {
		m[free] = []byte{} // of an empty file too there is something
	}
	return free
}
