package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model/collect"
	"ruhu/render"
)

// Villages hand back one after another. What was sent is kept in a folder of its own, so
// that all of it is collected each time, also when the program was ended meanwhile.

// Received is what became of files that were sent as return workbooks.
type Received struct {
	Saved    []string // as they are called in the folder
	Replaced []string // of these, what took the place of another file of its village
	Passed   []string // what is neither a return workbook nor a register
}

// ReceivedDir is the folder in which return workbooks are kept that were sent to be
// collected into a folder.
func ReceivedDir(dir string) string { return filepath.Join(dir, output.ReceivedDir) }

// Receive keeps return workbooks, and registers of what was printed, that were sent. A
// workbook takes the place of one of the same name and village, so that a village can
// hand in what it put right; two villages never share a name.
func (w *Workspace) Receive(dir string, sent input.Memory) (*Received, error) {
	out, folder := new(Received), output.New(ReceivedDir(dir))
	defer folder.Close()
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		if err := w.receive(folder, out, sent, name); err != nil {
			return out, Explain(context.Background(), err)
		}
	}
	if len(out.Saved) == 0 {
		return out, fault.Input("放入的不是回填表："+strings.Join(out.Passed, "、"), "回填表是打印时写出的“<村>-入户核实回填表.xlsx”，改了名也认得；.et、.ods 等请先另存为 .xlsx", nil)
	}
	return out, Explain(context.Background(), folder.Flush())
}

func (w *Workspace) receive(folder *output.Folder, out *Received, sent input.Memory, name string) error {
	base := path.Base(name)
	to := ""
	switch file, err := sent.Open(name); {
	case err != nil:
		return err
	case output.IsRegister(base):
		to = freeRegister(folder, base, sent[name])
	case collect.IsReturn(file.Input()):
		r, err := collect.Read(w.Library.Codebook, file.Input())
		if err != nil {
			return fault.Input(err.Error(), "", err)
		}
		names := render.NewFileNames(nil)
		ext := path.Ext(base)
		to = names.At(strings.Trim(r.Village+"-"+r.Division, "-"), "") + "/" + names.At(strings.TrimSuffix(base, ext), ext)
	default:
		out.Passed = append(out.Passed, name)
		return nil
	}
	if err := folder.Ready([]string{to}, nil); err != nil {
		return err
	}
	old, err := disk.ReadFile(folder.Path(to))
	if err == nil && !bytes.Equal(old, sent[name]) {
		out.Replaced = append(out.Replaced, to)
	}
	out.Saved = append(out.Saved, to)
	return output.Write(folder, to, sent[name])
}

// freeRegister names a register so that it takes the place of none but itself.
func freeRegister(folder *output.Folder, base string, data []byte) string {
	ext := path.Ext(base)
	for n := 1; ; n++ {
		name := base
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(base, ext), n, ext)
		}
		old, err := disk.ReadFile(folder.Path(name))
		if errors.Is(err, fs.ErrNotExist) || err == nil && bytes.Equal(old, data) || n > mostReturns {
			return name
		}
	}
}

// ReceivedFiles lists what Receive kept, in order.
func ReceivedFiles(dir string) (names []string, err error) {
	at := os.DirFS(ReceivedDir(dir))
	err = fs.WalkDir(at, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") && !input.IsTemporary(d.Name()) {
			names = append(names, name)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return names, err
}

// DiscardReceived removes what Receive kept under a name.
func DiscardReceived(dir, name string) error {
	root, err := disk.OpenRoot(ReceivedDir(dir))
	if err != nil {
		return fault.Writing(ReceivedDir(dir), err)
	}
	defer root.Close()
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Writing(filepath.Join(ReceivedDir(dir), name), err)
	}
	_ = root.Remove(path.Dir(name)) // fails where there are others
	return nil
}
