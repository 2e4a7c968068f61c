package app

import (
	"bytes"
	"path/filepath"

	"ruhu/cmd/internal/output"
	"ruhu/render/book"
	"ruhu/templates"
)

// WriteTemplate writes the empty roster to a file. A file that is there and
// differs, such as one that was filled in, is not written over unless force is
// set.
func WriteTemplate(file string, force bool) error {
	if err := output.CheckName(file); err != nil {
		return err
	}
	cb, err := templates.Codebook()
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := book.WriteTemplate(&buf, cb); err != nil {
		return err
	}
	name := filepath.Base(file)
	_, err = output.WriteNew(filepath.Dir(file), []string{name}, map[string][]byte{name: buf.Bytes()}, force)
	return err
}
