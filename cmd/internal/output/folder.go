package output

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/render"
)

// Folder is a folder that a run writes to. It is made when the first file is begun. Files
// are written beside their place under a name of their own and renamed when
// they are whole; nothing can be written outside the folder, whatever the names
// in a roster say. It is safe for concurrent use.
type Folder struct {
	dir string

	mu      sync.Mutex
	root    *disk.Root
	id      string   // of this process among those that write here; temporary files bear it
	next    int      // number of the next temporary file
	names   []string // that Ready was given, the latest
	written []string
	made    []string        // folders made inside, outer ones first
	above   []string        // the folder and those around it that were made, inner ones first
	touched map[string]bool // folders with names that are not flushed yet, as paths
	apart   bool            // a file that was to be linked to is on another drive
	left    []string        // files for a time that could not be removed, as paths
}

// New names the folder; nothing is touched yet.
func New(dir string) *Folder { return &Folder{dir: dir} }

// Dir is the folder's path as the user gave it.
func (f *Folder) Dir() string { return f.dir }

// Flush brings the names of the files that were written, and the folders that were
// made for them, onto the disk itself; their bytes are there already. It is called once,
// when all is written: a power cut then takes nothing back.
func (f *Folder) Flush() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var failed error
	for dir := range f.touched {
		if err := disk.SyncFolder(dir); err != nil && failed == nil {
			failed = fault.Writing(dir, err)
		}
	}
	clear(f.touched)
	return failed
}

// Close lets go of the folder. Folders that were made for files which were then
// not written are taken away again. It gives the paths of what the run made only for a
// time and could not remove, for people to know.
func (f *Folder) Close() (left []string) {
	_ = f.Flush() // of what a run wrote that failed, and says so
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root == nil {
		return nil
	}
	for _, dir := range slices.Backward(f.made) {
		_ = f.root.Remove(dir) // fails where there are files
	}
	_ = f.root.Close()
	f.root = nil
	for _, dir := range f.above {
		_ = os.Remove(dir)
	}
	return f.left
}

// remove takes away a file that the run made only for a time.
func (f *Folder) remove(root *disk.Root, name string) {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.left = append(f.left, f.Path(name))
	}
}

// Written gives the files that are complete: first those that Ready was given, in that
// order.
func (f *Folder) Written() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	rank := make(map[string]int, len(f.names))
	for i, name := range f.names {
		rank[name] = i - len(f.names)
	}
	out := slices.Clone(f.written)
	slices.SortStableFunc(out, func(a, b string) int { return rank[a] - rank[b] })
	return slices.Compact(out)
}

// Holds reports whether a file of that name is there already.
func (f *Folder) Holds(name string) bool {
	_, err := os.Stat(f.Path(name))
	return err == nil
}

// Include lets a file that is there already count as written: an earlier run
// finished it, or this one wanted it so.
func (f *Folder) Include(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.written = append(f.written, name)
}

// Path is where a file ends up, for looking only: writing goes through root.
func (f *Folder) Path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// Try makes the folder and begins a file there, of which nothing is left: what
// cannot be written to is told before minutes of work.
func (f *Folder) Try() error {
	if err := f.usable(); err != nil {
		return err
	}
	root, err := f.open()
	if err != nil {
		return err
	}
	name := f.temporary()
	file, err := root.Create(name)
	if err != nil {
		return fault.Writing(f.Path("."), err)
	}
	_ = file.Close()
	f.remove(root, name)
	return nil
}

// usable checks that the folder is one, or can be made.
func (f *Folder) usable() error {
	info, err := os.Stat(f.dir)
	switch {
	case f.dir == "":
		return fault.Wrong("没有写输出文件夹的名称", "-o 后面要写文件夹")
	case err == nil && !info.IsDir():
		return fault.Output("输出位置不是文件夹："+f.dir, "请另指定一个文件夹", nil)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fault.Writing(f.Path("."), err)
	}
	return nil
}

// Ready checks, before a run begins its work, that the files that it is going
// to write are no inputs and are not held open by another program.
func (f *Folder) Ready(names []string, inputs []os.FileInfo) error {
	if err := f.usable(); err != nil {
		return err
	}
	f.mu.Lock()
	f.names = names
	f.mu.Unlock()
	var open, fixed []string
	for _, name := range names {
		info, err := os.Stat(f.Path(name))
		if err != nil {
			continue
		}
		if slices.ContainsFunc(inputs, func(in os.FileInfo) bool { return os.SameFile(in, info) }) {
			return fault.Wrong("输出会盖掉输入文件："+f.Path(name), "请用 -o 另指定一个文件夹")
		}
		switch err := disk.Held(f.Path(name)); {
		case errors.Is(err, disk.ErrReadOnly):
			fixed = append(fixed, f.Path(name))
		case fault.Busy(err):
			open = append(open, f.Path(name))
		}
	}
	switch {
	case len(open) > 0:
		return fault.Open(strings.Join(open, "、"), nil)
	case len(fixed) > 0:
		return fault.ReadOnly(strings.Join(fixed, "、"), nil)
	}
	return nil
}

// Create begins a file at a relative path with forward slashes.
func (f *Folder) Create(name string) (render.OutputFile, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fault.Output("文件名不在输出文件夹内："+name, "", nil)
	}
	root, err := f.open()
	if err != nil {
		return nil, err
	}
	dir := path.Dir(name)
	if err := f.enter(root, dir); err != nil {
		return nil, fault.Writing(f.Path(dir), err)
	}
	for {
		temp := path.Join(dir, f.temporary())
		file, err := root.Create(temp)
		if errors.Is(err, fs.ErrExist) {
			continue // left by a run that was killed, or another run's
		}
		if err != nil {
			return nil, fault.Writing(f.Path(name), err)
		}
		return &staged{folder: f, file: file, temp: temp, name: name}, nil
	}
}

// enter makes a folder inside, remembering what it had to make.
func (f *Folder) enter(root *disk.Root, dir string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var missing []string
	for at := dir; at != "."; at = path.Dir(at) {
		if _, err := root.Stat(at); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, at)
	}
	for _, name := range slices.Backward(missing) {
		err := root.Mkdir(name)
		if err != nil && !errors.Is(err, fs.ErrExist) { // another run may have made it
			return err
		}
		if err == nil {
			f.made = append(f.made, name)
		}
	}
	return nil
}

func (f *Folder) temporary() string {
	token := f.token()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next++
	return fmt.Sprintf("%s%s-%d.tmp", tempPrefix, token, f.next)
}

// tempPrefix begins the names of files that are not finished.
const tempPrefix = ".ruhu-"

// token tells the temporary files of this process from those of others.
func (f *Folder) token() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.id == "" {
		f.id = strings.ToLower(rand.Text())
	}
	return f.id
}

// open makes the folder, once.
func (f *Folder) open() (*disk.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root != nil {
		return f.root, nil
	}
	for dir := filepath.Clean(f.dir); !slices.Contains(f.above, dir); dir = filepath.Dir(dir) { // a drive is its own parent
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		f.above = append(f.above, dir)
	}
	for _, dir := range slices.Backward(f.above) {
		if err := disk.Mkdir(dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fault.Writing(f.Path("."), err)
		}
	}
	root, err := disk.OpenRoot(f.dir)
	if err != nil {
		return nil, fault.Writing(f.Path("."), err)
	}
	f.root = root
	return root, nil
}

// staged is a file that is not yet under its name.
type staged struct {
	folder     *Folder
	file       *disk.File
	temp, name string
}

// Write implements io.Writer.
func (s *staged) Write(b []byte) (int, error) {
	n, err := s.file.Write(b)
	if err != nil {
		err = fault.Writing(s.folder.Path(s.name), err)
	}
	return n, err
}

// Commit gives the file its name, in place of an older one. Its bytes are on the disk
// before: after a power cut there is the old file or the new one. Where it fails, nothing
// is left behind.
func (s *staged) Commit() error {
	if err := errors.Join(s.file.Sync(), s.file.Close()); err != nil {
		s.remove()
		return fault.Writing(s.folder.Path(s.name), err)
	}
	if err := s.folder.root.Rename(s.temp, s.name); err != nil {
		s.remove()
		switch held := disk.Held(s.folder.Path(s.name)); {
		case errors.Is(held, disk.ErrReadOnly):
			return fault.ReadOnly(s.folder.Path(s.name), err)
		case fault.Busy(held), errors.Is(err, fs.ErrPermission) && s.folder.Holds(s.name):
			return fault.Open(s.folder.Path(s.name), err) // how Windows puts it for some programs
		}
		return fault.Writing(s.folder.Path(s.name), err)
	}
	s.folder.mu.Lock()
	defer s.folder.mu.Unlock()
	s.folder.written = append(s.folder.written, s.name)
	s.folder.touch(s.name)
	return nil
}

// touch notes which folders a file's name, and the folders made for it, stand in.
func (f *Folder) touch(name string) {
	if f.touched == nil {
		f.touched = make(map[string]bool)
	}
	for at := path.Dir(name); ; at = path.Dir(at) {
		f.touched[f.Path(at)] = true
		if !slices.Contains(f.made, at) {
			break
		}
	}
	for _, dir := range f.above {
		f.touched[filepath.Dir(dir)] = true
	}
}

// Abort leaves nothing behind.
func (s *staged) Abort() {
	_ = s.file.Close()
	s.remove()
}

func (s *staged) remove() { s.folder.remove(s.folder.root, s.temp) }
