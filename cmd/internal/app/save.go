package app

import (
	"bytes"
	"io"

	"ruhu/render"
)

// save writes one file into an output. It is made in memory first, so that
// libraries that hide errors of a full disk cannot leave half a file.
func save(out render.Output, name string, write func(io.Writer) error) error {
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return err
	}
	return saveBytes(out, name, buf.Bytes())
}

func saveBytes(out render.Output, name string, data []byte) error {
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
