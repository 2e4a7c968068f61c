package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// pages are the code pages of consoles that have Chinese characters. In others nothing
// that the program says could be read: they get UTF-8.
var pages = map[uint32]encoding.Encoding{936: simplifiedchinese.GBK, 54936: simplifiedchinese.GB18030}

// forPeople is an output for people to read: where it is redirected to a file or a filter
// such as more, findstr or PowerShell, these expect the console's code page. A terminal
// shows all characters as they are; programs that ask for JSON get UTF-8.
func forPeople(f *os.File, args []string) io.Writer {
	page := pages[consolePage()]
	if page == nil || asksJSON(args) || term.IsTerminal(int(f.Fd())) {
		return f
	}
	return &pageWriter{to: f, page: page.NewEncoder()}
}

// pageWriter writes UTF-8 text in a code page; characters of rosters that it lacks as
// U+XXXXX.
type pageWriter struct {
	to   io.Writer
	page *encoding.Encoder
	rest []byte // the beginning of a character whose end has not come
}

// Write implements io.Writer.
func (w *pageWriter) Write(b []byte) (int, error) {
	text := append(w.rest, b...)
	end := len(text)
	for i := max(0, end-utf8.UTFMax); i < len(text); i++ {
		if utf8.RuneStart(text[i]) && !utf8.FullRune(text[i:]) {
			end = i
			break
		}
	}
	w.rest = append([]byte(nil), text[end:]...)
	var out strings.Builder
	for _, r := range string(text[:end]) {
		if r == '›' { // stands between file and sheet in every other line
			r = '>'
		}
		if c, err := w.page.String(string(r)); err == nil {
			out.WriteString(c)
		} else {
			fmt.Fprintf(&out, "U+%04X", r)
		}
	}
	if _, err := io.WriteString(w.to, out.String()); err != nil {
		return 0, err
	}
	return len(b), nil
}
