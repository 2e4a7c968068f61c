package app

import (
	"bytes"
	"path/filepath"

	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/render/book"
)

// WriteTemplate writes the empty roster to a file, with the columns of the codebook of
// a user's own folder of templates; of the built-in one where dir is empty. A file
// that is there and differs, such as one that was filled in, is not written over
// unless force is set.
func WriteTemplate(file, dir string, force bool) error {
	if err := output.CheckName(file); err != nil {
		return err
	}
	data, err := Template(dir)
	if err != nil {
		return err
	}
	name := filepath.Base(file)
	return output.WriteNew(filepath.Dir(file), []string{name}, map[string][]byte{name: data}, force)
}

// Template gives the empty roster that WriteTemplate writes, an Excel file.
func Template(dir string) ([]byte, error) {
	lib, err := library.Load(dir, nil)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = book.WriteTemplate(&buf, lib.Codebook)
	return buf.Bytes(), err
}
