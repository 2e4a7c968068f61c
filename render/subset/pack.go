package subset

import (
	"bytes"
	"compress/flate"
	"hash/adler32"
	"sync"
)

// segment is a part of a compressed stream that needs nothing of the parts
// before it.
type segment struct {
	packed []byte // ends on a whole byte
	length int    // unpacked
	adler  uint32 // of what is unpacked
	sum    uint32 // the same as a TrueType checksum; the length must be whole words
}

// packers are compressors to be used again: making one costs more than what a
// household's names take. Those for a base work harder.
var packers = [2]sync.Pool{
	{New: func() any { return newPacker(flate.BestSpeed) }},
	{New: func() any { return newPacker(flate.BestCompression) }},
}

func newPacker(level int) *flate.Writer {
	w, err := flate.NewWriter(nil, level)
	if err != nil {
		panic(err) // a level that there is not
	}
	return w
}

// pack compresses data; well says that it is worth the time.
func pack(data []byte, well bool) segment {
	pool := &packers[0]
	if well {
		pool = &packers[1]
	}
	w := pool.Get().(*flate.Writer)
	defer pool.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	_, _ = w.Write(data) // a Buffer takes all
	_ = w.Flush()
	return segment{packed: out.Bytes(), length: len(data), adler: adler32.Checksum(data), sum: checksum(data)}
}

// Pack compresses data as zlib does, as the streams of PDF files are.
func Pack(data []byte) []byte { return join(pack(data, false)) }

// join makes one zlib stream of segments.
func join(segments ...segment) []byte {
	out := []byte{0x78, 0x9C}
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
