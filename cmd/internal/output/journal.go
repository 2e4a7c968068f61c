package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/render"
)

// JournalName is the record of a run that has not come to its end. It lies in
// the output folder and goes with the end of the run.
const JournalName = ".ruhu-resume"

// Journal notes the files of a run as they are finished, so that a run that was
// broken off (by the user, a power cut, kill -9) is taken up again where it
// stopped. It is text:
//
//	ruhu FINGERPRINT        of the input, the options and the program
//	run TOKEN               of each process that worked at it; its temporary files bear it
//	done PATH SIZE CONTENT  the hashes of a finished file's path and of its bytes
//
// Nothing personal is in it: paths are hashed too, for files of households are
// named after people. A last line that is not whole is passed over.
//
// The file is locked while a process works at the run, so that a leftover of
// one that is gone is told from a run under way.
type Journal struct {
	folder *Folder
	root   *disk.Root
	name   string
	file   *os.File

	mu   sync.Mutex
	done map[string]string // SIZE CONTENT by hash of path
}

// OpenJournal begins the record of a run, or takes up that of a run of the same
// fingerprint that was broken off. Temporary files of such runs are swept.
func OpenJournal(folder *Folder, name, fingerprint string, resume bool) (*Journal, error) {
	root, err := folder.open()
	if err != nil {
		return nil, err
	}
	file, err := root.OpenRecord(name)
	if err != nil {
		return nil, fault.Writing(folder.Path(name), err)
	}
	if lock(file) {
		_ = file.Close()
		return nil, fault.Output("另一个 ruhu 正在往这个文件夹打印："+folder.Dir(), "请等它结束，或用 -o 另指定一个文件夹", nil)
	}
	j := &Journal{folder: folder, root: root, name: name, file: file, done: make(map[string]string)}
	same, tokens, size := j.read(fingerprint)
	j.sweep(tokens)
	if !same || !resume {
		clear(j.done)
		size = 0
	}
	if err := j.cut(size); err != nil {
		_ = file.Close()
		return nil, fault.Writing(folder.Path(name), err)
	}
	if size == 0 {
		j.line("ruhu %s", fingerprint)
	}
	j.line("run %s", folder.token())
	return j, nil
}

// cut leaves the first bytes of the record, behind which lines are added.
func (j *Journal) cut(size int64) error {
	if err := j.file.Truncate(size); err != nil {
		return err
	}
	_, err := j.file.Seek(size, io.SeekStart)
	return err
}

// read takes in what the record says; same reports that it is of this run, size
// how many bytes its whole lines have.
func (j *Journal) read(fingerprint string) (same bool, tokens []string, size int64) {
	in := bufio.NewReader(j.file)
	for {
		text, err := in.ReadString('\n')
		if err != nil {
			return same, tokens, size
		}
		size += int64(len(text))
		switch f := strings.Fields(text); {
		case len(f) == 2 && f[0] == "ruhu":
			same = f[1] == fingerprint
		case len(f) == 2 && f[0] == "run":
			tokens = append(tokens, f[1])
		case len(f) == 4 && f[0] == "done":
			j.done[f[1]] = f[2] + " " + f[3]
		}
	}
}

// sweep takes away the temporary files of processes that are gone.
func (j *Journal) sweep(tokens []string) {
	if len(tokens) == 0 {
		return
	}
	_ = fs.WalkDir(j.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir
		case e.IsDir() && strings.Count(name, "/") > 1: // folders of villages are one deep
			return fs.SkipDir
		}
		for _, t := range tokens {
			if strings.HasPrefix(path.Base(name), tempPrefix+t+"-") && !e.IsDir() {
				j.folder.remove(j.root, name)
			}
		}
		return nil
	})
}

// line adds a line, in one write. A record that cannot be written only means
// that more is drawn again.
func (j *Journal) line(format string, args ...any) {
	_, _ = fmt.Fprintf(j.file, format+"\n", args...)
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// Whole reports whether a file was finished by this run, before it was broken
// off, and is still what it was then.
func (j *Journal) Whole(name string) bool {
	j.mu.Lock()
	want, ok := j.done[hashOf(name)]
	j.mu.Unlock()
	if !ok {
		return false
	}
	file, err := j.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	if err != nil || content(n, sum) != want {
		return false
	}
	j.folder.Include(name)
	return true
}

func content(size int64, sum hash.Hash) string {
	return fmt.Sprintf("%d %x", size, sum.Sum(nil)[:16])
}

// Create implements render.Output.
func (j *Journal) Create(name string) (render.OutputFile, error) {
	file, err := j.folder.Create(name)
	if err != nil {
		return nil, err
	}
	return &noted{OutputFile: file, journal: j, name: name, sum: sha256.New()}, nil
}

// Close ends the record. That of a run that came to its end, or that finished
// nothing, goes away; one that cannot be taken away is empty, so that nothing is taken up.
func (j *Journal) Close(ended bool) {
	over := ended || len(j.done) == 0
	if over {
		_ = j.file.Truncate(0)
	}
	_ = j.file.Close()
	if over {
		j.folder.remove(j.root, j.name)
	}
}

// Unfinished reports that the folder has the record of a run that did not end. An empty
// one is of a run that did, and could not be taken away.
func (f *Folder) Unfinished(name string) bool {
	info, err := os.Stat(f.Path(name))
	return err == nil && info.Size() > 0
}

// Unfinished reports that there is something to take up again.
func (j *Journal) Unfinished() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.done) > 0
}

// noted is a file that is put on record when it is finished.
type noted struct {
	render.OutputFile
	journal *Journal
	name    string
	sum     hash.Hash
	size    int64
}

// Write implements io.Writer.
func (n *noted) Write(b []byte) (int, error) {
	k, err := n.OutputFile.Write(b)
	n.sum.Write(b[:k])
	n.size += int64(k)
	return k, err
}

// Commit gives the file its name and puts it on record.
func (n *noted) Commit() error {
	if err := n.OutputFile.Commit(); err != nil {
		return err
	}
	j := n.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	key, what := hashOf(n.name), content(n.size, n.sum)
	j.done[key] = what
	j.line("done %s %s", key, what)
	return nil
}
