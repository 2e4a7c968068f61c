package output

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/model/parallel"
	"ruhu/model/sheet"
	"ruhu/render/book"
)

// Notes reads what people filled into a workbook that an earlier run wrote into the
// folder, so that it is not lost when that is written anew; nil where there is none.
func (f *Folder) Notes(ctx context.Context, name string) (book.Notes, error) {
	return parallel.Until(ctx, func() (book.Notes, error) { return f.notes(name) })
}

func (f *Folder) notes(name string) (book.Notes, error) {
	file, err := disk.Open(f.Path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.Reading(f.Path(name), err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fault.Reading(f.Path(name), err)
	}
	k, err := book.ReadNotes(sheet.Input{Name: f.Path(name), Data: file, Size: info.Size()})
	if err != nil {
		return nil, fault.Output("输出文件夹里原有的文件读不了，怕盖掉其中填写的内容，没有写：\n"+err.Error(), "请用 WPS/Excel 打开修复，或把它移到别处保存，再运行一次", err)
	}
	return k, nil
}

// NotesOf reads those of several workbooks, by their names.
func (f *Folder) NotesOf(ctx context.Context, names ...string) (map[string]book.Notes, error) {
	old := make(map[string]book.Notes)
	for _, name := range names {
		k, err := f.Notes(ctx, name)
		if err != nil {
			return nil, err
		}
		old[name] = k
	}
	return old, nil
}

// Link gives the way from the output folder to a file, with forward slashes, so
// that a workbook can point to the cell of a roster as long as the two stay where
// they are to each other. It is empty where there is none; see Apart.
func (f *Folder) Link(file string) string {
	from, err := filepath.Abs(f.dir)
	if err != nil {
		return ""
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(from, to)
	if err != nil { // another drive, whose whole path may name the user
		f.mu.Lock()
		defer f.mu.Unlock()
		f.apart = true
		return ""
	}
	return filepath.ToSlash(rel)
}

// Apart reports that a link was asked for to a file that no way leads to: it is on another
// drive.
func (f *Folder) Apart() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.apart
}
