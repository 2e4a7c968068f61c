package output

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/model/parallel"
	"ruhu/render"
)

// Save writes one file into an output. It is made in memory first, so that
// libraries that hide errors of a full disk cannot leave half a file. Where the context
// ends before it is made, nothing is written and its making goes on unseen: content may
// change nothing that others look at.
func Save(ctx context.Context, out render.Output, name string, content func(io.Writer) error) error {
	data, err := Make(ctx, content)
	if err != nil {
		return err
	}
	return Write(out, name, data)
}

// Make makes the content of a file, as Save does, without writing it.
func Make(ctx context.Context, content func(io.Writer) error) ([]byte, error) {
	return parallel.Until(ctx, func() ([]byte, error) {
		var buf bytes.Buffer
		err := content(&buf)
		return buf.Bytes(), err
	})
}

// Write writes a file that is made.
func Write(out render.Output, name string, data []byte) error {
	file, err := out.Create(name)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		file.Abort()
		return err
	}
	return file.Commit()
}

// Into lends a folder to what writes files of these names there, which must be no inputs.
// The error also names the files that could not be removed.
func Into(dir string, names []string, inputs []os.FileInfo, write func(*Folder) error) (err error) {
	folder := New(dir)
	defer func() {
		if left := folder.Close(); err != nil && len(left) > 0 {
			err = fault.Join([]error{err, fault.Output("没有能删掉这些没写完的文件："+strings.Join(left, "、"), "可以自己删掉", nil)})
		}
	}()
	if err := folder.Ready(names, inputs); err != nil {
		return err
	}
	if err := write(folder); err != nil {
		return err
	}
	return folder.Flush()
}

// WriteNew writes files, by their names, into a folder, in which they must not take the
// place of others of a different content unless force is set: none is written then.
func WriteNew(dir string, names []string, texts map[string][]byte, force bool) error {
	return Into(dir, names, nil, func(folder *Folder) error {
		var there []string
		for _, name := range names {
			old, err := disk.ReadFile(folder.Path(name))
			differs := err == nil && !bytes.Equal(old, texts[name]) || errors.Is(err, fs.ErrPermission)
			if differs && !force {
				there = append(there, folder.Path(name))
			}
		}
		if len(there) > 0 {
			return fault.Output("已经有内容不同的文件，没有写："+strings.Join(there, "、"),
				"请换一个文件夹或文件名；确实要盖掉时加上 --force", nil)
		}
		for _, name := range names {
			if err := Write(folder, name, texts[name]); err != nil {
				return err
			}
		}
		return nil
	})
}
