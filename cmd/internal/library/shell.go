package library

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/render"
	"ruhu/render/docx"
	"ruhu/templates"
)

// shellName is the shell of Word documents, in a folder of templates.
const shellName = "docx/form.docx"

// own reads a file of the user's templates; nil where there is none.
func own(dir, name string) (path string, text []byte, err error) {
	if dir == "" {
		return "", nil, nil
	}
	path = filepath.Join(dir, filepath.FromSlash(name))
	text, err = disk.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", nil, fault.Input(fmt.Sprintf("读不了 %s：%s", path, fault.Reason(err)), "", err)
	}
	return path, text, nil
}

// Shell reads what Word documents are written into: the user's own, or the
// built-in one. It reads nothing when no Word document is asked for.
func Shell(formats []render.Format, dir string) (render.Shell, error) {
	if !slices.Contains(formats, render.DOCX) {
		return nil, nil
	}
	data, err := templates.Shells.ReadFile(shellName)
	if err != nil {
		return nil, err
	}
	if _, text, err := own(dir, shellName); err != nil {
		return nil, err
	} else if text != nil {
		data = text
	}
	shell, err := render.LoadShell(data)
	var shellError *docx.ShellError
	if errors.As(err, &shellError) {
		return nil, fault.Wrong(shellName+"："+shellError.Message, shellError.Hint)
	}
	return shell, err
}
