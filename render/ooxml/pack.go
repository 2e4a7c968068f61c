package ooxml

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
)

// Packer is a zip writer that puts the parts into a fixed order. A part is compressed
// while it arrives, so that only the compressed parts are held.
type Packer struct {
	out   io.Writer
	parts []*part
}

// NewPacker begins a zip; nothing is written before Close.
func NewPacker(w io.Writer) *Packer { return &Packer{out: w} }

type part struct {
	name string
	data bytes.Buffer
	flat *flate.Writer // nil when the part is stored as it is, or complete
	sum  checksum

	method uint16
}

// Create starts a part; the part before it is complete.
func (p *Packer) Create(name string) (io.Writer, error) {
	if err := p.finish(); err != nil {
		return nil, err
	}
	n := &part{name: name}
	if !strings.HasSuffix(name, ".png") { // compressed already
		n.flat = compressor(&n.data)
		n.method = zip.Deflate
	}
	p.parts = append(p.parts, n)
	return n, nil
}

func (p *part) Write(b []byte) (int, error) {
	p.sum.add(b)
	if p.flat == nil {
		return p.data.Write(b)
	}
	return p.flat.Write(b)
}

// Put writes a whole part.
func (p *Packer) Put(name string, data []byte) error {
	w, err := p.Create(name)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// Counter counts the bytes written.
type Counter struct {
	To io.Writer
	N  int64
}

// Write writes on.
func (c *Counter) Write(b []byte) (int, error) {
	n, err := c.To.Write(b)
	c.N += int64(n)
	return n, err
}

// Ready is a part that was compressed to be put into many files. It is safe for use by
// several goroutines.
type Ready struct {
	data   []byte
	sum    checksum
	method uint16
}

// Compress compresses a part as Create does one of that name.
func Compress(name string, data []byte) (*Ready, error) {
	var p Packer
	if err := p.Put(name, data); err != nil {
		return nil, err
	}
	err := p.finish()
	n := p.parts[0]
	return &Ready{n.data.Bytes(), n.sum, n.method}, err
}

// Add puts a part in that is compressed already; the part before it is complete.
func (p *Packer) Add(name string, r *Ready) error {
	if err := p.finish(); err != nil {
		return err
	}
	n := &part{name: name, sum: r.sum, method: r.method}
	n.data = *bytes.NewBuffer(r.data) // it is only read
	p.parts = append(p.parts, n)
	return nil
}

// Append ends a piece, if that is still to be done, and puts it behind what was written into the part begun last,
// which must be one that is compressed. The piece is empty afterwards.
func (p *Packer) Append(piece *Piece) error {
	if len(p.parts) == 0 || p.parts[len(p.parts)-1].flat == nil {
		return errors.New("ooxml: no compressed part for a piece")
	}
	n := p.parts[len(p.parts)-1]
	if err := errors.Join(piece.Finish(), n.flat.Flush()); err != nil {
		return err
	}
	n.sum.join(piece.sum)
	if _, err := piece.data.WriteTo(&n.data); err != nil {
		return err
	}
	*piece = Piece{}
	n.flat.Reset(&n.data) // it must not refer to what now lies farther back
	return nil
}

// finish completes the part begun last.
func (p *Packer) finish() error {
	if len(p.parts) == 0 {
		return nil
	}
	last := p.parts[len(p.parts)-1]
	if last.flat == nil {
		return nil
	}
	err := last.flat.Close()
	compressors.Put(last.flat)
	last.flat = nil
	return err
}

// contentTypes is the part that by custom comes first; some programs tell a
// workbook from another zip by it.
const contentTypes = "[Content_Types].xml"

// Close writes the parts in order of their names.
func (p *Packer) Close() error {
	if err := p.finish(); err != nil {
		return err
	}
	slices.SortFunc(p.parts, func(a, b *part) int {
		return cmp.Or(-cmp.Compare(rank(a), rank(b)), cmp.Compare(a.name, b.name))
	})
	zw := zip.NewWriter(p.out)
	for i, n := range p.parts {
		if err := n.writeTo(zw); err != nil {
			return err
		}
		p.parts[i] = nil // it is held no longer
	}
	return zw.Close()
}

func rank(p *part) int {
	if p.name == contentTypes {
		return 1
	}
	return 0
}

func (p *part) writeTo(zw *zip.Writer) error {
	h := &zip.FileHeader{
		Name: p.name, Method: p.method, CRC32: p.sum.crc,
		UncompressedSize64: p.sum.size, CompressedSize64: uint64(p.data.Len()),
	}
	//lint:ignore SA1019 CreateRaw writes this field and passes over Modified.
	h.ModifiedDate = 20<<9 | 1<<5 | 1 // 2000-01-01, as in the properties
	w, err := zw.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = p.data.WriteTo(w)
	return err
}
