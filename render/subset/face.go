// Package subset cuts TrueType faces to the glyphs that a file shows and packs
// them as PDF files hold them.
//
// Much of what a form shows is the same for every household: its labels and
// options. Those glyphs are packed once (Base) and stand at the beginning of
// the face of each file; a file packs only what its own names and addresses
// need beside them. What comes out depends on the base and on the characters of
// the file, never on the run that the file is made in.
package subset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Face is a TrueType face, parsed. It is safe for concurrent use.
type Face struct {
	tables map[string][]byte
	glyphs int // in the face
	metric int // glyphs with a width of their own; the rest has that of the last
	units  int // of the em
	long   bool
	glyf   []byte
	loca   []byte
	hmtx   []byte
}

// Metrics describe a face as a whole, in thousandths of the type size.
type Metrics struct {
	Ascent, Descent, CapHeight int
	Box                        [4]int // left, bottom, right, top
}

var be = binary.BigEndian

// errDamaged says that tables do not fit together.
var errDamaged = errors.New("damaged TrueType face")

// needed are the tables without which a face cannot be cut, with their least
// sizes.
var needed = map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0}

// Parse reads a TrueType file. The bytes are kept and must not change.
func Parse(file []byte) (*Face, error) {
	f := &Face{tables: make(map[string][]byte)}
	if len(file) < 12 {
		return nil, errDamaged
	}
	for i := range int(be.Uint16(file[4:])) {
		at := 12 + 16*i
		if at+16 > len(file) {
			return nil, errDamaged
		}
		from, n := uint64(be.Uint32(file[at+8:])), uint64(be.Uint32(file[at+12:]))
		if from+n > uint64(len(file)) {
			return nil, errDamaged
		}
		f.tables[string(file[at:at+4])] = file[from : from+n : from+n]
	}
	for name, least := range needed {
		if t, ok := f.tables[name]; !ok || len(t) < least {
			return nil, fmt.Errorf("%w: table %q", errDamaged, name)
		}
	}
	f.units = int(be.Uint16(f.tables["head"][18:]))
	f.long = be.Uint16(f.tables["head"][50:]) != 0
	f.glyphs = int(be.Uint16(f.tables["maxp"][4:]))
	f.metric = int(be.Uint16(f.tables["hhea"][34:]))
	f.glyf, f.loca, f.hmtx = f.tables["glyf"], f.tables["loca"], f.tables["hmtx"]
	if f.units == 0 || f.metric == 0 || f.metric > f.glyphs || len(f.hmtx) < 2*(f.metric+f.glyphs) || len(f.loca) < f.offsets()*(f.glyphs+1) {
		return nil, errDamaged
	}
	return f, nil
}

// offsets is how many bytes a place in loca takes.
func (f *Face) offsets() int {
	if f.long {
		return 4
	}
	return 2
}

func (f *Face) offset(glyph int) int {
	if f.long {
		return int(be.Uint32(f.loca[4*glyph:]))
	}
	return 2 * int(be.Uint16(f.loca[2*glyph:]))
}

// outline gives the data of a glyph; nil for one without ink.
func (f *Face) outline(glyph uint16) ([]byte, error) {
	if int(glyph) >= f.glyphs {
		return nil, fmt.Errorf("%w: no glyph %d", errDamaged, glyph)
	}
	from, to := f.offset(int(glyph)), f.offset(int(glyph)+1)
	if from > to || to > len(f.glyf) || to > from && to-from < 10 {
		return nil, fmt.Errorf("%w: outline of glyph %d", errDamaged, glyph)
	}
	return f.glyf[from:to:to], nil
}

// metrics gives width and left side bearing of a glyph, in units of the em.
func (f *Face) metrics(glyph uint16) (width, bearing uint16) {
	g := int(glyph)
	if g < f.metric {
		return be.Uint16(f.hmtx[4*g:]), be.Uint16(f.hmtx[4*g+2:])
	}
	return be.Uint16(f.hmtx[4*(f.metric-1):]), be.Uint16(f.hmtx[4*f.metric+2*(g-f.metric):])
}

// Advance is the width of a glyph in thousandths of the type size.
func (f *Face) Advance(glyph uint16) int {
	if int(glyph) >= f.glyphs {
		return 0
	}
	w, _ := f.metrics(glyph)
	return f.thousandths(int(w))
}

func (f *Face) thousandths(units int) int {
	return int(math.Round(float64(units) * 1000 / float64(f.units)))
}

// Metrics gives the measures of the face.
func (f *Face) Metrics() Metrics {
	signed := func(table string, at int) int { return f.thousandths(int(int16(be.Uint16(f.tables[table][at:])))) }
	m := Metrics{Ascent: signed("hhea", 4), Descent: signed("hhea", 6)}
	m.CapHeight = m.Ascent
	if os2 := f.tables["OS/2"]; len(os2) >= 90 && be.Uint16(os2) > 1 {
		m.CapHeight = signed("OS/2", 88)
	}
	for i := range m.Box {
		m.Box[i] = signed("head", 36+2*i)
	}
	return m
}
