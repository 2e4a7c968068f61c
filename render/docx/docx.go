// Package docx writes content trees as Word documents.
//
// A File is one .docx: documents are added one after another, each as a section
// of its own, so that its page numbers begin at 1 and its header names its
// household. Page setup, styles and an office's letterhead come from a Shell;
// tables and paragraphs are written here, as Word's own, and Word or WPS lays
// them out.
//
// What a word processor decides for itself cannot be known while writing: where
// pages end, and how wide its fonts are. Where the looks depend on a width (a
// number that must stay on one line, a rule to write on, options that wrap), it
// is estimated from the faces that the shell names: see width.go. What is lost
// compared with the PDF is listed by Notices.
package docx

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
	"sync"

	"ruhu/render/doc"
)

// Meta is what a run says about a whole file.
type Meta struct {
	Title   string // in the file's properties, and for {{title}} of the shell
	Village string // for {{village}}
	Unit    string // for {{unit}}, the office that prints
	Year    int    // for {{year}}
	// Duplex begins every document on a right-hand page, so that no two
	// households share a sheet of paper printed on both sides.
	Duplex bool
	// Rare is the font for characters that neither 宋体 nor SimSun-ExtB has; empty:
	// word processors choose.
	Rare string
}

// File is a Word document being written. Memory holds its body compressed, and
// one document as it is. Use each from one goroutine.
type File struct {
	meta  Meta
	frame *frame
	body  deflated

	parts    []part // headers, footers and pictures, in the order of their making
	links    []byte // relationships of the document to them
	types    []byte // and their content types
	sections int
	pictures int

	margin  writer // of headers and footers
	last    writer // the document added last, not yet in body
	section []byte // its section properties
	err     error  // set when the body is broken or was written out
}

// errWritten says that a File was used after WriteTo.
var errWritten = errors.New("docx: the file has been written")

// New begins a file in a shell. The error is a *ShellError where the shell
// cannot be filled.
func New(s *Shell, m Meta) (*File, error) {
	fr, err := s.fill(m)
	if err != nil {
		return nil, err
	}
	f := &File{meta: m, frame: fr}
	f.last, f.margin = newWriter(m.Rare), newWriter(m.Rare)
	f.body.begin()
	f.err = f.body.write(fr.before)
	return f, nil
}

// Add appends a document as a section of its own. pages is how many pages it
// is expected to have: word processors that do not count a section's pages show
// it, and the QR code of the first page holds it. The error names a block or
// inline that is not known, or a grid whose cells do not cover it; the document
// is then left out and the file stays usable.
func (f *File) Add(d *doc.Document, pages int) error {
	if f.err != nil {
		return f.err
	}
	d = d.WithoutSpare(true) // Word cannot be asked whether that saves a page
	if err := check(d); err != nil {
		return fmt.Errorf("docx: write %s: %w", d.Form, err)
	}
	parts, err := f.frames(d, pages)
	if err != nil {
		return fmt.Errorf("docx: write %s: %w", d.Form, err)
	}
	f.flush(true)
	f.last.document(d)
	f.section = f.sectionOf(f.section[:0], d, f.add(parts))
	return f.err
}

// flush moves the last document into the body, its section properties inside
// its last paragraph, or left to the end of the body.
func (f *File) flush(inside bool) {
	if len(f.section) == 0 || f.err != nil {
		return
	}
	b, at := f.last.b, f.last.mark
	if inside {
		f.err = f.body.write(b[:at], f.section, b[at:])
		return
	}
	f.err = f.body.write(b)
}

// WriteTo writes the file; nothing can be added after it. The same documents
// give the same bytes. A file without documents is an error.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	if f.sections == 0 && f.err == nil {
		f.err = errors.New("docx: a file without documents")
	}
	if f.err != nil {
		return 0, f.err
	}
	f.flush(false)
	if f.err == nil {
		f.err = f.body.write(f.frame.tail, f.section, f.frame.after)
	}
	if f.err != nil {
		return 0, f.err
	}
	f.err = errWritten
	if err := f.body.end(); err != nil {
		return 0, err
	}
	return f.pack(w)
}

// deflated is text compressed while it is written.
type deflated struct {
	buf  bytes.Buffer
	w    *flate.Writer
	size uint64
	sum  uint32
}

// compressors are used again: each is about a megabyte.
var compressors sync.Pool

func (d *deflated) begin() {
	if w, ok := compressors.Get().(*flate.Writer); ok {
		w.Reset(&d.buf)
		d.w = w
		return
	}
	d.w, _ = flate.NewWriter(&d.buf, flate.DefaultCompression) // only fails for an unknown level
}

func (d *deflated) write(texts ...[]byte) error {
	for _, b := range texts {
		d.size += uint64(len(b))
		d.sum = crc32.Update(d.sum, crc32.IEEETable, b)
		if _, err := d.w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

func (d *deflated) end() error {
	err := d.w.Close()
	compressors.Put(d.w)
	d.w = nil
	return err
}

// twips gives a length in twentieths of a point, rounded.
func twips(l doc.Length) int { return int((l + doc.Twip/2) / doc.Twip) }

// number appends a whole number.
func number(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
