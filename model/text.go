package model

import (
	"maps"
	"slices"
	"strings"
)

// stored is a value as a dataset keeps it. A county's roster has ten million of
// them: without pointers they take a third less room, and collecting garbage
// does not look at them.
type stored struct {
	text   uint32 // see texts
	length uint32
	row    uint32
	col    uint16
	source uint16
	key    uint16
	how    Stored
}

// value gives a value as it was read.
func (d *Dataset) value(v stored) Value {
	return Value{Raw: d.texts.get(v.text, v.length), Stored: v.how, row: v.row, col: v.col, source: v.source, key: v.key}
}

// texts keeps texts one behind the other, in blocks that are never moved, those
// that come again and again once. It is filled by one goroutine; after that any
// number may read.
type texts struct {
	blocks []*strings.Builder
	known  map[string]uint32
}

const (
	blockShift = 16 // a block holds 65,536 texts' beginnings, or one long text
	blockSize  = 1 << blockShift
	// Texts up to knownLength bytes are looked for among up to knownCount that
	// were met before.
	knownLength = 24
	knownCount  = 1 << 16
)

// put keeps a text and gives its place.
func (t *texts) put(s string) (place, length uint32) {
	if place, ok := t.known[s]; ok {
		return place, uint32(len(s))
	}
	place = t.add(s)
	if len(s) <= knownLength && len(t.known) < knownCount {
		if t.known == nil {
			t.known = make(map[string]uint32)
		}
		t.known[t.get(place, uint32(len(s)))] = place
	}
	return place, uint32(len(s))
}

func (t *texts) add(s string) uint32 {
	n := len(t.blocks)
	if n == 0 || t.blocks[n-1].Len()+len(s) > t.blocks[n-1].Cap() || t.blocks[n-1].Len() >= blockSize {
		b := new(strings.Builder)
		b.Grow(max(blockSize, len(s)))
		t.blocks = append(t.blocks, b)
		n++
	}
	b := t.blocks[n-1]
	at := uint32(b.Len())
	b.WriteString(s) // there is room, so that what is there stays where it is
	return uint32(n-1)<<blockShift | at
}

func (t *texts) get(place, length uint32) string {
	if length == 0 {
		return ""
	}
	at := place & (blockSize - 1)
	return t.blocks[place>>blockShift].String()[at : at+length]
}

// Clone gives a reading of its own with the same sources and columns: what is
// added to it does not show in the first. Records are copied by Record.Clone.
func (d *Dataset) Clone() *Dataset {
	return &Dataset{Codebook: d.Codebook, sources: slices.Clone(d.sources), columns: maps.Clone(d.columns), asking: d.asking.clone()}
}

// Clone gives a copy of the record within d, which must know all sources of the
// record's own reading.
func (r *Record) Clone(d *Dataset) Record {
	out := Record{data: d, values: slices.Clone(r.values), asked: r.asked}
	for i, v := range out.values {
		out.values[i].text, out.values[i].length = d.texts.put(r.data.texts.get(v.text, v.length))
	}
	return out
}
