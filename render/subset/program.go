package subset

import (
	"bytes"
	"slices"
)

// Base is a number of glyphs packed once, with which many programs begin. It is
// safe for concurrent use.
type Base struct {
	face    *Face
	glyphs  []uint16          // of the face; the first is the one for nothing
	place   map[uint16]uint16 // their numbers here
	offsets []uint32          // of their outlines, and the end of the last
	packed  segment
}

// Base packs glyphs of a face, together with those that they are composed of.
func (f *Face) Base(glyphs []uint16) (*Base, error) {
	b := &Base{face: f, place: make(map[uint16]uint16)}
	p := &Program{base: b, place: make(map[uint16]uint16)}
	p.Glyph(0)
	for _, g := range glyphs {
		p.Glyph(g)
	}
	data, offsets, err := p.outlines()
	if err != nil {
		return nil, err
	}
	b.glyphs, b.place, b.offsets = p.own, p.place, offsets
	b.packed = pack(data, true)
	return b, nil
}

// Check reports whether glyphs, with those that they are composed of, can be cut:
// the tables of a damaged face may fit together and lead nowhere.
func (f *Face) Check(glyphs []uint16) error {
	p := &Program{base: &Base{face: f, place: make(map[uint16]uint16)}, place: make(map[uint16]uint16)}
	for _, g := range append([]uint16{0}, glyphs...) {
		p.Glyph(g)
	}
	_, _, err := p.outlines()
	return err
}

// Program is the face of one file in the making. It is not safe for concurrent
// use.
type Program struct {
	base  *Base
	own   []uint16 // glyphs beside those of the base
	place map[uint16]uint16
}

// Begin begins a program with the glyphs of the base.
func (b *Base) Begin() *Program { return &Program{base: b, place: make(map[uint16]uint16)} }

// Glyph gives the number that a glyph of the face has within the program, and
// takes it in where it is new.
func (p *Program) Glyph(glyph uint16) uint16 {
	if n, ok := p.base.place[glyph]; ok {
		return n
	}
	n, ok := p.place[glyph]
	if !ok {
		n = uint16(p.Glyphs())
		p.place[glyph] = n
		p.own = append(p.own, glyph)
	}
	return n
}

// Repeat takes a glyph in a second time, under a number of its own: two
// characters may share a glyph and are still to be told apart.
func (p *Program) Repeat(glyph uint16) uint16 {
	p.own = append(p.own, glyph)
	return uint16(p.Glyphs() - 1)
}

// Glyphs is how many glyphs the program has.
func (p *Program) Glyphs() int { return len(p.base.glyphs) + len(p.own) }

// Advance is the width of the program's glyph n in thousandths of the type size.
func (p *Program) Advance(n int) int { return p.base.face.Advance(p.glyph(n)) }

func (p *Program) glyph(n int) uint16 {
	if n < len(p.base.glyphs) {
		return p.base.glyphs[n]
	}
	return p.own[n-len(p.base.glyphs)]
}

// outlines gives the outlines of the program's own glyphs and where each
// begins, and the end. It takes in what they are composed of.
func (p *Program) outlines() ([]byte, []uint32, error) {
	var data []byte
	offsets := []uint32{0}
	for i := 0; i < len(p.own); i++ { // grows
		o, err := p.base.face.outline(p.own[i])
		if err != nil {
			return nil, nil, err
		}
		if len(o) > 0 && o[0]&0x80 != 0 {
			if o, err = p.composed(o); err != nil {
				return nil, nil, err
			}
		}
		data = append(data, o...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		offsets = append(offsets, uint32(len(data)))
	}
	return data, offsets, nil
}

// Flags of a component.
const (
	wordArguments = 1 << 0
	oneScale      = 1 << 3
	more          = 1 << 5
	twoScales     = 1 << 6
	matrix        = 1 << 7
)

// composed gives the outline of a composite glyph with the numbers that its
// components have here.
func (p *Program) composed(outline []byte) ([]byte, error) {
	out := bytes.Clone(outline)
	for at := 10; ; {
		if at+4 > len(out) {
			return nil, errDamaged
		}
		flags := be.Uint16(out[at:])
		be.PutUint16(out[at+2:], p.Glyph(be.Uint16(out[at+2:])))
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return out, nil
		}
	}
}

// Pack gives the program as a TrueType file, compressed as zlib does, and its
// length before that. The program can be used further.
func (p *Program) Pack() (packed []byte, length int, err error) {
	own, offsets, err := p.outlines()
	if err != nil {
		return nil, 0, err
	}
	after := p.after(offsets)
	before := p.before(own, after)
	length = len(before) + p.base.packed.length + len(own) + len(after)
	rest := make([]byte, 0, len(own)+len(after))
	rest = append(append(rest, own...), after...)
	return join(pack(before, false), p.base.packed, pack(rest, false)), length, nil
}

// after gives the tables behind the outlines: hmtx and loca.
func (p *Program) after(offsets []uint32) []byte {
	out := make([]byte, 0, 8*p.Glyphs()+4)
	for n := range p.Glyphs() {
		w, b := p.base.face.metrics(p.glyph(n))
		out = be.AppendUint16(be.AppendUint16(out, w), b)
	}
	for _, o := range p.base.offsets {
		out = be.AppendUint32(out, o)
	}
	end := uint32(p.base.packed.length)
	for _, o := range offsets[1:] {
		out = be.AppendUint32(out, end+o)
	}
	return out
}

// table is one table of a program.
type table struct {
	name     string
	at, size int
	sum      uint32
}

// before gives what stands before the outlines: the directory and the tables
// that are small.
func (p *Program) before(own, after []byte) []byte {
	var small []byte
	var tables []table
	hmtx := 4 * p.Glyphs()
	for _, name := range []string{"cvt ", "fpgm", "head", "hhea", "maxp", "prep"} {
		data := p.small(name)
		if data == nil {
			continue
		}
		tables = append(tables, table{name: name, at: len(small), size: len(data), sum: checksum(data)})
		small = append(small, data...)
		for len(small)%4 != 0 {
			small = append(small, 0)
		}
	}
	tables = append(tables,
		table{"glyf", len(small), p.base.packed.length + len(own), p.base.packed.sum + checksum(own)},
		table{"hmtx", len(small) + p.base.packed.length + len(own), hmtx, checksum(after[:hmtx])},
		table{"loca", len(small) + p.base.packed.length + len(own) + hmtx, len(after) - hmtx, checksum(after[hmtx:])})
	slices.SortFunc(tables, func(a, b table) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	out := directory(tables)
	// The sum over the whole file is to be this number.
	total := checksum(out)
	for _, t := range tables {
		total += t.sum
	}
	for _, t := range tables {
		if t.name == "head" {
			be.PutUint32(small[t.at+8:], 0xB1B0AFBA-total)
		}
	}
	return append(out, small...)
}

// small gives a table of the face as the program has it.
func (p *Program) small(name string) []byte {
	data := bytes.Clone(p.base.face.tables[name])
	switch name {
	case "head":
		be.PutUint32(data[8:], 0)
		be.PutUint16(data[50:], 1) // places of four bytes
	case "hhea":
		be.PutUint16(data[34:], uint16(p.Glyphs()))
	case "maxp":
		be.PutUint16(data[4:], uint16(p.Glyphs()))
	}
	return data
}

// directory is the beginning of a TrueType file.
func directory(tables []table) []byte {
	n, power, log := len(tables), 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, power * 16, log, (n - power) * 16} {
		out = be.AppendUint16(out, uint16(v))
	}
	size := len(out) + 16*n
	for _, t := range tables {
		out = append(out, t.name...)
		for _, v := range []uint32{t.sum, uint32(size + t.at), uint32(t.size)} {
			out = be.AppendUint32(out, v)
		}
	}
	return out
}
