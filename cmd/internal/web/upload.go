package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
)

// The bounds of what is sent at once.
const (
	mostSent  = 400 << 20 // bytes
	mostFiles = 2000
	mostTime  = 10 * time.Minute
)

// receive reads a form with files as a stream, and gives their names in the order in which
// they came. Files are held in memory and never touch the disk.
func (a *asked) receive() (files input.Memory, names []string, err error) {
	_ = http.NewResponseController(a.ResponseWriter).SetReadDeadline(time.Now().Add(mostTime))
	a.Body = http.MaxBytesReader(a.ResponseWriter, a.Body, mostSent)
	parts, err := a.MultipartReader()
	if err != nil {
		return nil, nil, err
	}
	files = input.Memory{}
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return files, names, nil
		}
		var data []byte
		if err == nil {
			data, err = io.ReadAll(part)
		}
		if err != nil {
			return nil, nil, received(err)
		}
		if name := sentName(part); name != "" {
			if len(names) == mostFiles {
				return nil, nil, fault.Input("一次放入的文件太多", "请把名册放在一个文件夹里，用“按路径选”", nil)
			}
			names = append(names, files.Add(name, data)) // two may have one name, from different folders
		}
	}
}

// sentName is the name of a file that is sent, with the folders in which it was met
// where a whole folder was; empty: it is no file.
func sentName(part *multipart.Part) string {
	_, fields, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	name := path.Clean("/" + strings.ReplaceAll(fields["filename"], `\`, "/"))
	return strings.TrimPrefix(name, "/")
}

// received puts what went wrong into words.
func received(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return fault.Input("放入的文件太大，一次最多 400 MB", "请用“按路径选”，文件就不必传送", err)
	}
	return fault.Input("文件没有传完", "请再放一次；文件正被打开时先关闭", err)
}
