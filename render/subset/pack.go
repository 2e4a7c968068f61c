package subset

import (
	"bytes"
	"hash/adler32"
	"sync"

	"github.com/klauspost/compress/flate"
)

// segment is a part of a compressed stream that needs nothing of the parts
// before it.
type segment struct {
	packed []byte // ends on a whole byte
	length int    // unpacked
	adler  uint32 // of what is unpacked
	sum    uint32 // the same as a TrueType checksum; the length must be whole words
}

// packer is a compressor with its room.
type packer struct {
	*flate.Writer
	out bytes.Buffer
}

// packers are compressors to be used again: making one costs more than what a
// household's names take. Those for a base work harder.
var packers = [2]sync.Pool{
	{New: func() any { return newPacker(flate.BestSpeed) }},
	{New: func() any { return newPacker(flate.BestCompression) }},
}

func newPacker(level int) *packer {
	w, err := flate.NewWriter(nil, level)
	if err != nil {
		panic(err) // a level that there is not
	}
	return &packer{Writer: w}
}

// pack compresses data; well says that it is worth the time.
func pack(data []byte, well bool) segment {
	pool := &packers[0]
	if well {
		pool = &packers[1]
	}
	w := pool.Get().(*packer)
	defer pool.Put(w)
	return segment{packed: bytes.Clone(w.pack(data)), length: len(data), adler: adler32.Checksum(data), sum: checksum(data)}
}

// pack compresses data up to a whole byte. What it gives holds until the packer
// is used again.
func (p *packer) pack(data []byte) []byte {
	p.out.Reset()
	p.Reset(&p.out)
	_, _ = p.Write(data) // a Buffer takes all
	_ = p.Flush()
	return p.out.Bytes()
}

// Pack compresses data as zlib does, as the streams of PDF files are.
func Pack(data []byte) []byte {
	w := packers[0].Get().(*packer)
	defer packers[0].Put(w)
	return join(segment{packed: w.pack(data), length: len(data), adler: adler32.Checksum(data)})
}

// join makes one zlib stream of segments.
func join(segments ...segment) []byte {
	size := 8 // of what stands around them
	for _, s := range segments {
		size += len(s.packed)
	}
	out := append(make([]byte, 0, size), 0x78, 0x9C)
	adler := uint32(1)
	for _, s := range segments {
		out = append(out, s.packed...)
		adler = joined(adler, s.adler, s.length)
	}
	out = append(out, 0x03, 0x00) // an empty last block
	return be.AppendUint32(out, adler)
}

// joined gives the checksum of two texts one after the other from theirs (RFC
// 1950): of the second, whose length must be known.
func joined(first, second uint32, length int) uint32 {
	const mod = 65521
	n := uint64(length % mod)
	a1, b1 := uint64(first&0xFFFF), uint64(first>>16)
	a2, b2 := uint64(second&0xFFFF), uint64(second>>16)
	a := (a1 + a2 + mod - 1) % mod
	b := (b1 + b2 + n*(a1+mod-1)) % mod
	return uint32(b<<16 | a)
}

// checksum adds up data as words of four bytes; the last is filled with zeros.
func checksum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += be.Uint32(data)
		data = data[4:]
	}
	if len(data) > 0 {
		var last [4]byte
		copy(last[:], data)
		sum += be.Uint32(last[:])
	}
	return sum
}
