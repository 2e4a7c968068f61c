package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strconv"
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

// upload is a form with files. Files are held in memory and never touch the disk.
type upload struct {
	files  input.Memory
	names  []string          // in the order in which they came
	fields map[string]string // the other fields
}

// receive reads a form with files as a stream.
func (a *asked) receive() (*upload, error) {
	_ = http.NewResponseController(a.ResponseWriter).SetReadDeadline(time.Now().Add(mostTime))
	a.Body = http.MaxBytesReader(a.ResponseWriter, a.Body, mostSent)
	parts, err := a.MultipartReader()
	if err != nil {
		return nil, err
	}
	u := &upload{files: input.Memory{}, fields: map[string]string{}}
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return u, nil
		}
		if err == nil {
			err = u.add(part)
		}
		if err != nil {
			return nil, received(err)
		}
	}
}

// add takes in one part of the form.
func (u *upload) add(part *multipart.Part) error {
	name := sentName(part)
	data, err := io.ReadAll(part)
	switch {
	case err != nil:
		return err
	case name == "":
		u.fields[part.FormName()] = string(data)
		return nil
	case len(u.names) == mostFiles:
		return fault.Input("一次放入的文件太多", "请把名册放在一个文件夹里，用“按路径选”", nil)
	}
	for base, n := name, 2; u.files[name] != nil; n++ { // two of one name, from different folders
		name = numbered(base, n)
	}
	if data == nil {
		data = []byte{}
	}
	u.files[name], u.names = data, append(u.names, name)
	return nil
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

// numbered tells a file from one of the same name.
func numbered(name string, n int) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "（" + strconv.Itoa(n) + "）" + ext
}

// received puts what went wrong into words.
func received(err error) error {
	var large *http.MaxBytesError
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &large):
		return fault.Input("放入的文件太大，一次最多 400 MB", "请用“按路径选”，文件就不必传送", err)
	}
	return fault.Input("文件没有传完", "请再放一次；文件正被打开时先关闭", err)
}
