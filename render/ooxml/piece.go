package ooxml

import (
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Piece is a stretch of a part that is compressed by itself while it arrives: the
// long parts of a file are made beside each other, and only what is left of them is
// held. [Packer.Append] puts it into its part. The zero Piece is empty.
type Piece struct {
	data bytes.Buffer
	flat *flate.Writer // nil when nothing waits in one
	sum  checksum
}

// Write adds to the piece.
func (p *Piece) Write(b []byte) (int, error) {
	if p.flat == nil {
		p.flat = compressor(&p.data)
	}
	p.sum.add(b)
	return p.flat.Write(b)
}

// Finish ends what was written where something else can follow: at a whole byte,
// and without the mark that ends a part.
func (p *Piece) Finish() error {
	if p.flat == nil {
		return nil
	}
	err := p.flat.Flush()
	compressors.Put(p.flat)
	p.flat = nil
	return err
}

// level is that of the standard library's own zip writer, whose size this
// library comes to in less than half the time.
const level = 5

// compressors are used again: each is about a megabyte.
var compressors sync.Pool

func compressor(w io.Writer) *flate.Writer {
	if f, ok := compressors.Get().(*flate.Writer); ok {
		f.Reset(w)
		return f
	}
	f, _ := flate.NewWriter(w, level) // only fails for an unknown level
	return f
}

// checksum is what a zip says of a part before it was compressed.
type checksum struct {
	crc  uint32
	size uint64
}

func (c *checksum) add(b []byte) {
	c.crc = crc32.Update(c.crc, crc32.IEEETable, b)
	c.size += uint64(len(b))
}

// join goes on with what follows. A CRC is linear: that of two stretches is the
// first one's, carried on over as many zeros as the second is long, and the
// second one's, less what it owes to its own start.
func (c *checksum) join(next checksum) {
	c.crc = zeros(c.crc, next.size) ^ zeros(0, next.size) ^ next.crc
	c.size += next.size
}

// zeros carries a CRC on over n bytes of zero.
func zeros(crc uint32, n uint64) uint32 {
	var block [64 << 10]byte
	for n > 0 {
		m := min(n, uint64(len(block)))
		crc = crc32.Update(crc, crc32.IEEETable, block[:m])
		n -= m
	}
	return crc
}
