package app

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
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

// workbookName refuses the name of a workbook that office programs would not
// open as one.
func workbookName(file string) error {
	if strings.EqualFold(filepath.Ext(file), ".xlsx") {
		return nil
	}
	return fault.Wrong("-o 后面要写以 .xlsx 结尾的文件名："+file, "写出的是工作簿，别的文件名 WPS 和 Excel 打不开")
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
