package fontfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf16"
)

// Bounds of what is read from a file. Real fonts stay far below.
const (
	maxTables = 64
	maxFaces  = 64
	maxNames  = 4096
	maxName   = 512 // bytes
)

// table is where a table of a font stands in its file.
type table struct {
	tag            string
	offset, length uint32
}

// directory is the tables of one font, in the order of the file.
type directory struct {
	src    io.ReaderAt
	kind   string
	tables []table
}

// readAt reads n bytes.
func readAt(src io.ReaderAt, offset int64, n int) ([]byte, error) {
	b := make([]byte, n)
	if got, err := src.ReadAt(b, offset); got < n {
		if err == nil || errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return b, nil
}

// offsets gives where the fonts of a file begin: one, or those of a collection.
func offsets(src io.ReaderAt) ([]int64, error) {
	head, err := readAt(src, 0, 12)
	if err != nil {
		return nil, err
	}
	switch string(head[:4]) {
	case "\x00\x01\x00\x00", "true", "OTTO":
		return []int64{0}, nil
	case "ttcf":
	default:
		return nil, fmt.Errorf("no font: begins with %q", head[:4])
	}
	n := binary.BigEndian.Uint32(head[8:])
	if n == 0 || n > maxFaces {
		return nil, fmt.Errorf("a collection of %d fonts", n)
	}
	list, err := readAt(src, 12, int(n)*4)
	if err != nil {
		return nil, err
	}
	out := make([]int64, n)
	for i := range out {
		out[i] = int64(binary.BigEndian.Uint32(list[i*4:]))
	}
	return out, nil
}

// readDirectory reads the tables of the font that begins at an offset.
func readDirectory(src io.ReaderAt, offset int64) (*directory, error) {
	head, err := readAt(src, offset, 12)
	if err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint16(head[4:]))
	if n == 0 || n > maxTables {
		return nil, fmt.Errorf("%d tables", n)
	}
	list, err := readAt(src, offset+12, n*16)
	if err != nil {
		return nil, err
	}
	d := &directory{src: src, kind: string(head[:4])}
	for ; len(list) > 0; list = list[16:] {
		d.tables = append(d.tables, table{
			string(list[:4]), binary.BigEndian.Uint32(list[8:]), binary.BigEndian.Uint32(list[12:]),
		})
	}
	return d, nil
}

// find gives a table.
func (d *directory) find(tag string) (table, bool) {
	if i := slices.IndexFunc(d.tables, func(t table) bool { return t.tag == tag }); i >= 0 {
		return d.tables[i], true
	}
	return table{}, false
}

// read reads the beginning of a table, at most n bytes of it.
func (d *directory) read(tag string, n int) ([]byte, error) {
	t, ok := d.find(tag)
	if !ok {
		return nil, fmt.Errorf("no table %q", tag)
	}
	return readAt(d.src, int64(t.offset), int(min(uint32(n), t.length)))
}

// The names that are read: family, full name, PostScript name and the family
// that typographers mean.
var nameIDs = map[uint16]bool{1: true, 4: true, 6: true, 16: true}

// names gives the names of the font in all languages, Chinese ones first, each
// once.
func (d *directory) names() []string {
	t, ok := d.find("name")
	if !ok {
		return nil
	}
	head, err := d.read("name", 6)
	if err != nil || len(head) < 6 {
		return nil
	}
	n := min(int(binary.BigEndian.Uint16(head[2:])), maxNames)
	text := int64(t.offset) + int64(binary.BigEndian.Uint16(head[4:]))
	list, err := readAt(d.src, int64(t.offset)+6, n*12)
	if err != nil {
		return nil
	}
	var chinese, others []string
	seen := make(map[string]bool)
	for ; len(list) > 0; list = list[12:] {
		field := func(i int) uint16 { return binary.BigEndian.Uint16(list[2*i:]) }
		if field(0) != 3 || field(1) != 1 && field(1) != 10 || !nameIDs[field(3)] || field(4) > maxName {
			continue // not for Windows, whose names every font has
		}
		b, err := readAt(d.src, text+int64(field(5)), int(field(4)))
		if err != nil {
			continue
		}
		name := utf16Text(b)
		switch {
		case name == "" || seen[name]:
		case field(2)&0x3FF == 0x04: // Chinese of any place
			chinese = append(chinese, name)
		default:
			others = append(others, name)
		}
		seen[name] = true
	}
	return append(chinese, others...)
}

// utf16Text decodes a name, without what could disturb a terminal.
func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	var out []rune
	for _, r := range utf16.Decode(units) {
		if r >= ' ' && r != 0x7F && (r < 0x80 || r >= 0xA0) && (r < 0x200B || r > 0x202E) {
			out = append(out, r)
		}
	}
	return string(out)
}

// weight is how heavy the font is; 400 is regular (OS/2 usWeightClass).
func (d *directory) weight() int {
	b, err := d.read("OS/2", 6)
	if err != nil || len(b) < 6 {
		return regular
	}
	return int(binary.BigEndian.Uint16(b[4:]))
}

const regular = 400

// restricted reports a font whose owner forbids to embed it: "restricted licence"
// alone, or only as a bitmap, or only whole (OpenType specification, OS/2 fsType).
func (d *directory) restricted() bool {
	b, err := d.read("OS/2", 10)
	if err != nil || len(b) < 10 {
		return false
	}
	rights := binary.BigEndian.Uint16(b[8:])
	return rights&0xF == 0x2 || rights&0x300 != 0
}
