package sheet

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Open opens a file as sheets; done frees it. It reads workbooks (.xlsx, .xlsm,
// .xls of Excel 97 and later, XML spreadsheets of 2003), tables of web pages,
// and text with separators; the content decides which. Nothing is written to the
// disk: personal data never get there. Errors are *Error, without the name of the
// file, where they have words for the user.
func Open(in Input) (sheets []Sheet, done func(), err error) {
	if in.Size <= 0 {
		return nil, nil, errEmpty
	}
	defer func() {
		if recover() != nil { // a library on a crafted file
			sheets, done, err = nil, nil, errCut
		}
	}()
	start := make([]byte, min(in.Size, 512))
	if n, err := in.Data.ReadAt(start, 0); n < len(start) && err != nil {
		return nil, nil, err
	}
	switch {
	case bytes.HasPrefix(start, []byte("PK")):
		sheets, err = openWorkbook(in)
	case bytes.HasPrefix(start, oleMagic):
		sheets, err = openOLE(in)
	case isBIFF(start):
		var stream []byte
		if stream, err = whole(in); err == nil {
			sheets, err = openBIFF(stream, in)
		}
	default:
		if err = refuseMagic(start); err == nil {
			sheets, err = openText(in)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	return sheets, func() {
		for _, s := range sheets {
			s.Release()
		}
	}, nil
}

// what offices hand in that is no table, by its first bytes.
var magics = []struct{ start, kind, hint string }{
	{"%PDF", "是 PDF 文件，不是工作簿", wanted},
	{"Rar!", "是压缩包（RAR），不是工作簿", "请先解压；" + wanted},
	{"7z\xBC\xAF", "是压缩包（7z），不是工作簿", "请先解压；" + wanted},
	{"\x1F\x8B", "是压缩包（gzip），不是工作簿", "请先解压；" + wanted},
	{"\x89PNG", "是图片，不是工作簿", wanted},
	{"\xFF\xD8\xFF", "是图片，不是工作簿", wanted},
	{"GIF8", "是图片，不是工作簿", wanted},
	{"{\\rtf", "是 Word（RTF）文件，不是工作簿", wanted},
	{"SQLite format", "是数据库文件，不是工作簿", "请从原系统导出 .xlsx 或 .csv"},
}

func refuseMagic(start []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(start, []byte(m.start)) {
			return &Error{Message: m.kind, Hint: m.hint}
		}
	}
	return nil
}

// whole reads a file into memory.
func whole(in Input) ([]byte, error) {
	if in.Size > maxWhole {
		return nil, &Error{Message: "文件太大（超过 256 MB）", Hint: "请按乡镇或村分成几个文件"}
	}
	b := make([]byte, in.Size)
	if _, err := io.ReadFull(io.NewSectionReader(in.Data, 0, in.Size), b); err != nil {
		return nil, errCut
	}
	return b, nil
}

// maxWhole bounds the files that are read as a whole: everything but .xlsx.
const maxWhole = 256 << 20

// kindUnless gives what a file is, in words, unless its name says so.
func kindUnless(name, kind string, endings ...string) string {
	if slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
		return ""
	}
	return kind
}
