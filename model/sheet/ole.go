package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// maxDirectory bounds what is read of a compound file before its streams: the
// library goes through the directory as a tree, by recursion.
const maxDirectory = 8 << 20

var errDirectory = errors.New("directory too large")

// metered reads as much as it may.
type metered struct {
	io.ReaderAt
	left int
}

func (m *metered) ReadAt(b []byte, at int64) (int, error) {
	if m.left -= len(b); m.left < 0 {
		return 0, errDirectory
	}
	return m.ReaderAt.ReadAt(b, at)
}

// openOLE opens a compound file: a workbook of Excel 97 to 2003, or one of the
// many other things that come in this container.
func openOLE(in Input) ([]Sheet, error) {
	b, err := whole(in)
	if err != nil {
		return nil, err
	}
	src := &metered{bytes.NewReader(b), maxDirectory}
	dir, err := mscfb.New(src)
	switch {
	case err != nil && bytes.Contains(b, utf16le("EncryptedPackage")):
		return nil, errLocked // and damaged
	case err != nil:
		return nil, errOldCut
	}
	src.left = 2 * len(b)
	var book, old *mscfb.File
	var other error
	for _, f := range dir.File {
		switch {
		case len(f.Path) > 0:
		case strings.EqualFold(f.Name, "Workbook"):
			book = f
		case strings.EqualFold(f.Name, "Book"): // of Excel 95, as a rule
			old = f
		case f.Name == "EncryptedPackage":
			other = errLocked
		case f.Name == "WordDocument":
			other = &Error{Message: "是 Word 文件，不是工作簿", Hint: "请把其中的表格复制到工作簿；" + wanted}
		case f.Name == "PowerPoint Document":
			other = &Error{Message: "是演示文稿，不是工作簿", Hint: wanted}
		}
	}
	if book == nil {
		book = old
	}
	switch {
	case book != nil:
		stream, err := readStream(book, len(b))
		if err != nil {
			return nil, errOldCut
		}
		return openBIFF(stream, in)
	case other != nil:
		return nil, other
	}
	return nil, &Error{Message: "里面没有工作簿，或是已损坏的旧版 .xls", Hint: "请用 Excel 或 WPS 打开后另存为 .xlsx；打不开就请重新取得这个文件"}
}

// readStream reads a stream whole. Its size is what the directory says, and may
// be a lie; it is read in pieces, for the library is slow with large ones.
func readStream(f *mscfb.File, fileSize int) ([]byte, error) {
	if f.Size > int64(fileSize) {
		return nil, errDirectory
	}
	out := make([]byte, f.Size)
	for at := 0; at < len(out); {
		n, err := f.Read(out[at:min(at+32<<10, len(out))])
		at += n
		if err != nil && at < len(out) || n == 0 {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return out, nil
}

func utf16le(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}
