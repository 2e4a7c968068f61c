package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"time"

	"ruhu/render/ooxml"
)

// stamp is the date of every part and of the properties: the same input gives
// the same bytes.
var stamp = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// pack writes the parts of the file: the content types, then the shell's in
// their order, then ours.
func (f *File) pack(w io.Writer) (int64, error) {
	out := &ooxml.Counter{To: w}
	z := zip.NewWriter(out)
	if err := store(z, part{typesPart, closed(f.frame.types, f.types, "</Types>")}); err != nil {
		return out.N, err
	}
	for _, p := range f.frame.parts {
		if err := f.packShell(z, p); err != nil {
			return out.N, err
		}
	}
	for _, p := range f.parts {
		if err := store(z, p); err != nil {
			return out.N, err
		}
	}
	return out.N, z.Close()
}

// packShell writes a part of the shell, or what stands for it.
func (f *File) packShell(z *zip.Writer, p part) error {
	switch p.name {
	case typesPart:
		return nil
	case documentPart:
		return f.packBody(z)
	case linksPart:
		p.data = closed(f.frame.links, f.links, "</Relationships>")
	case corePart:
		p.data = coreProperties(f.meta.Title)
	case settingsPart:
		p.data = f.settings(p.data)
	}
	return store(z, p)
}

func closed(open, more []byte, end string) []byte { return slices.Concat(open, more, []byte(end)) }

// store writes one part; pictures are compressed already.
func store(z *zip.Writer, p part) error {
	h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: stamp}
	if strings.HasSuffix(p.name, ".png") {
		h.Method = zip.Store
	}
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(p.data)
	return err
}

func (f *File) packBody(z *zip.Writer) error {
	h := &zip.FileHeader{
		Name: documentPart, Method: zip.Deflate, CRC32: f.body.sum,
		CompressedSize64: uint64(f.body.buf.Len()), UncompressedSize64: f.body.size,
	}
	//lint:ignore SA1019 CreateRaw writes this field and passes over Modified.
	h.ModifiedDate = 20<<9 | 1<<5 | 1 // the stamp as a zip has it
	w, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = w.Write(f.body.buf.Bytes())
	return err
}

// settings adds to the shell's settings that the margins change sides on backs,
// where both sides are printed: the punch stays at the edge that is bound.
func (f *File) settings(data []byte) []byte {
	zoom := bytes.Index(data, []byte(`<w:zoom `))
	if !f.meta.Duplex || zoom < 0 || bytes.Contains(data, []byte(`<w:mirrorMargins`)) {
		return data
	}
	end := bytes.Index(data[zoom:], []byte(`/>`))
	if end < 0 {
		return data
	}
	at := zoom + end + len(`/>`)
	return slices.Concat(data[:at], []byte(`<w:mirrorMargins/>`), data[at:])
}

// settingsPart is where a Word document says how it is to be treated as a whole.
const settingsPart = "word/settings.xml"

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
