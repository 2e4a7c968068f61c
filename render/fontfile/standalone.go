package fontfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// The tables that a TrueType font needs to be embedded, in the order of their
// tags.
var embedded = []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}

// The tables that it may have for hinting.
var hinting = []string{"cvt ", "fpgm", "prep"}

// maxStandalone bounds what is read into memory.
const maxStandalone = 128 << 20

// Standalone gives the face as a TrueType file of its own that PDF writers can
// embed, also out of a collection. It refuses fonts with PostScript outlines,
// without a character map of the basic plane, and those that must not be
// embedded.
func (f *Face) Standalone() ([]byte, error) {
	if err := f.embeddable(); err != nil {
		return nil, err
	}
	var tables []table
	size := 0
	for _, tag := range append(slices.Clone(embedded), hinting...) {
		t, ok := f.tables.find(tag)
		switch {
		case ok:
			tables = append(tables, t)
			size += int(t.length) + 3
		case slices.Contains(embedded, tag):
			return nil, fmt.Errorf("no table %q", tag)
		}
	}
	if size > maxStandalone {
		return nil, errors.New("too large")
	}
	slices.SortFunc(tables, func(a, b table) int { return strings.Compare(a.tag, b.tag) })
	return f.assemble(tables)
}

// embeddable says why the face cannot be embedded.
func (f *Face) embeddable() error {
	switch {
	case f.Restricted:
		return errors.New("its owner forbids to embed it")
	case f.Kind != TrueType:
		return errors.New("no TrueType outlines")
	case !f.tables.mapped():
		return errors.New("no character map of the basic plane")
	}
	return nil
}

// mapped reports a font with a character map that PDF writers read: of Unicode,
// format 4.
func (d *directory) mapped() bool {
	t, ok := d.find("cmap")
	if !ok {
		return false
	}
	head, err := d.read("cmap", 4)
	if err != nil || len(head) < 4 {
		return false
	}
	n := min(int(binary.BigEndian.Uint16(head[2:])), maxTables)
	list, err := readAt(d.src, int64(t.offset)+4, n*8)
	if err != nil {
		return false
	}
	for ; len(list) > 0; list = list[8:] {
		platform, encoding := binary.BigEndian.Uint16(list), binary.BigEndian.Uint16(list[2:])
		if platform != 0 && (platform != 3 || encoding != 1) {
			continue
		}
		format, err := readAt(d.src, int64(t.offset)+int64(binary.BigEndian.Uint32(list[4:])), 2)
		if err == nil && binary.BigEndian.Uint16(format) == 4 {
			return true
		}
	}
	return false
}

// assemble writes a font file of some tables.
func (f *Face) assemble(tables []table) ([]byte, error) {
	n := len(tables)
	most := 1 << (bits.Len(uint(n)) - 1) // the largest power of two in n
	head := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, most * 16, bits.Len(uint(most)) - 1, (n - most) * 16} {
		head = binary.BigEndian.AppendUint16(head, uint16(v))
	}
	at := 12 + n*16
	var body []byte
	for _, t := range tables {
		b, err := readAt(f.tables.src, int64(t.offset), int(t.length))
		if err != nil {
			return nil, err
		}
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
		head = append(head, t.tag...)
		head = binary.BigEndian.AppendUint32(head, checksum(b))
		head = binary.BigEndian.AppendUint32(head, uint32(at))
		head = binary.BigEndian.AppendUint32(head, t.length)
		at += len(b)
		body = append(body, b...)
	}
	return append(head, body...), nil
}

// checksum adds up words of a table.
func checksum(b []byte) uint32 {
	sum := uint32(0)
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	return sum
}
