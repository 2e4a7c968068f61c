package model

import (
	"maps"
	"slices"
)

// UnaskedWord is what a roster has in a cell of an item that was not asked of whom
// the row is about, though it was of others. No answer of an item is this word.
const UnaskedWord = "未问"

// State says what a roster tells of one item of one household, person or other
// record. What nobody asked is never answered, and what is blank is not 无.
type State uint8

// The states of an item.
const (
	// NotAsked: none of the sheets that have a row about it has the column. A
	// column in which not one cell is filled in counts as none.
	NotAsked State = iota
	Blank          // asked, and nothing filled in
	Filled
)

// Part is rows of a sheet that could answer the same items: those below one
// head. The zero Part is none. Records join the parts that have a row about them.
type Part uint32

// asking is what the parts of a dataset ask for. Records name a set of parts
// rather than hold one: of a county's million records few differ.
type asking struct {
	parts []partItems
	sets  [][]Part // sorted; the first is empty
	known map[setAndPart]uint32
	// checked are items of which somebody made sure that where the roster says
	// nothing there is nothing.
	checked bitset
}

// partItems are the items of a part: its own, or those of another without some.
type partItems struct {
	items bitset
	of    Part
	but   bitset
	// columns are where the items stand below the head of the sheet; see Dataset.Place.
	columns []itemColumn
	head    At
}

// itemColumn is the column of an item, by its key.
type itemColumn struct{ key, col uint16 }

type setAndPart struct {
	set  uint32
	part Part
}

// bitset holds the keys of indicators.
type bitset []uint64

func (b *bitset) add(key uint16) {
	for len(*b) <= int(key)/64 {
		*b = append(*b, 0)
	}
	(*b)[key/64] |= 1 << (key % 64)
}

func (b bitset) has(key uint16) bool {
	return int(key)/64 < len(b) && b[key/64]&(1<<(key%64)) != 0
}

// NewPart begins a part. It asks for nothing until Ask says so.
func (d *Dataset) NewPart() Part {
	d.asking.parts = append(d.asking.parts, partItems{})
	return Part(len(d.asking.parts))
}

// PartWithout gives a part that asks for what another does but for some items:
// rows in whose cells it is written that they were not asked.
func (d *Dataset) PartWithout(p Part, items ...*Indicator) Part {
	var but bitset
	for _, in := range items {
		but.add(in.key)
	}
	d.asking.parts = append(d.asking.parts, partItems{of: p, but: but})
	return Part(len(d.asking.parts))
}

// Ask notes that some cell of the item's column is filled in within the part.
func (d *Dataset) Ask(p Part, in *Indicator) {
	items := &d.asking.parts[p-1].items
	if items.has(in.key) {
		return
	}
	items.add(in.key)
	d.AddColumn(in.Code)
}

// Place notes the cell of the head below which the rows of a part have an item, so that
// the cell that is not filled in can be named.
func (d *Dataset) Place(p Part, in *Indicator, head At) {
	part := &d.asking.parts[p-1]
	part.head, part.columns = head, append(part.columns, itemColumn{in.key, uint16(head.Col)})
}

// columnOf gives the column of an item in the row of another value of the record: that
// below the nearest head over it; 0 where that head has no such item.
func (r *Record) columnOf(in *Indicator, v stored) (col uint16) {
	nearest := -1
	for _, p := range r.Parts() {
		part := &r.data.asking.parts[p-1]
		for part.of != 0 {
			part = &r.data.asking.parts[part.of-1]
		}
		if part.head.Source != v.source || part.head.Row > int(v.row) || part.head.Row < nearest {
			continue
		}
		if part.head.Row > nearest {
			nearest, col = part.head.Row, 0
		}
		for _, c := range part.columns {
			if c.key == in.key {
				col = c.col
			}
		}
	}
	return col
}

// Checked notes that somebody made sure of the item: where the roster has no
// column for it, there is nothing, as if it were asked and blank.
func (d *Dataset) Checked(c Code) {
	if in := d.Codebook.Lookup(c); in != nil {
		d.asking.checked.add(in.key)
		d.AddColumn(c)
	}
}

// asks reports that a part asks for an item.
func (a *asking) asks(p Part, key uint16) bool {
	part := &a.parts[p-1]
	if part.of != 0 {
		return !part.but.has(key) && a.asks(part.of, key)
	}
	return part.items.has(key)
}

// with gives the set that has one part more.
func (a *asking) with(set uint32, p Part) uint32 {
	if a.known == nil {
		a.known = make(map[setAndPart]uint32)
		a.sets = [][]Part{nil}
	}
	at := setAndPart{set, p}
	if got, ok := a.known[at]; ok {
		return got
	}
	parts := a.sets[set]
	i, found := slices.BinarySearch(parts, p)
	to := set
	if !found {
		parts = slices.Insert(slices.Clone(parts), i, p)
		to = a.find(parts)
	}
	a.known[at] = to
	return to
}

// find gives the number of a set, a new one where there is none: the set of its
// parts but the last, with that one.
func (a *asking) find(parts []Part) uint32 {
	last := len(parts) - 1
	before := uint32(0)
	for _, p := range parts[:last] {
		before = a.with(before, p)
	}
	at := setAndPart{before, parts[last]}
	if got, ok := a.known[at]; ok {
		return got
	}
	a.sets = append(a.sets, parts)
	a.known[at] = uint32(len(a.sets) - 1)
	return a.known[at]
}

// Join notes that rows of the part are about the record.
func (r *Record) Join(p Part) {
	if p != 0 {
		r.asked = r.data.asking.with(r.asked, p)
	}
}

// JoinAs notes that the rows about another record are about this one too.
func (r *Record) JoinAs(other *Record) {
	for _, p := range other.Parts() {
		r.Join(p)
	}
}

// Widen notes of those rows about another record by which more was asked of this
// one. A village of thousands of sheets remains with the few that differ.
func (r *Record) Widen(other *Record) {
	for _, p := range other.Parts() {
		if r.data.asking.adds(r.Parts(), p) {
			r.Join(p)
		}
	}
}

// adds reports that a part asks for more than some others do.
func (a *asking) adds(to []Part, p Part) bool {
	root := p
	for a.parts[root-1].of != 0 {
		root = a.parts[root-1].of
	}
	for key := range uint16(64 * len(a.parts[root-1].items)) {
		if a.asks(p, key) && !slices.ContainsFunc(to, func(q Part) bool { return a.asks(q, key) }) {
			return true
		}
	}
	return false
}

// Parts are those that have rows about the record; not to be changed.
func (r *Record) Parts() []Part {
	if r.data == nil || r.asked == 0 {
		return nil
	}
	return r.data.asking.sets[r.asked]
}

// Asks gives a number that is the same for all records of a dataset of which the
// same items were asked.
func (r *Record) Asks() uint32 { return r.asked }

// State says what the roster tells of an item of the record.
func (r *Record) State(c Code) State {
	if r.data == nil {
		return NotAsked
	}
	in := r.data.Codebook.Lookup(c)
	if in == nil {
		return NotAsked
	}
	if v, ok := r.Of(in); ok && v.Text() != "" {
		return Filled
	} else if ok || r.Asked(in) {
		return Blank
	}
	return NotAsked
}

// Asked reports that an item was asked of the record, or checked; a value that
// came from elsewhere tells nothing. It looks at no value and is quick.
func (r *Record) Asked(in *Indicator) bool {
	a := &r.data.asking
	for _, p := range r.Parts() {
		if a.asks(p, in.key) {
			return true
		}
	}
	return a.checked.has(in.key)
}

// Lists is a set of the lists that a roster can have of a household.
type Lists uint8

// The lists.
const (
	MeasureList  Lists = 1 << iota // 帮扶措施
	HelperList                     // 帮扶责任人
	AdditionList                   // 自然增加
	RemovalList                    // 自然减少
)

// Each calls yield for each list of the set, in order, until it returns false.
func (l Lists) Each(yield func(Lists) bool) {
	for one := MeasureList; one <= RemovalList; one <<= 1 {
		if l&one != 0 && !yield(one) {
			return
		}
	}
}

// ListOf is the list whose rows are of a scope; zero where there is none.
func ListOf(s Scope) Lists {
	return map[Scope]Lists{OfMeasure: MeasureList, OfHelper: HelperList, OfAddition: AdditionList,
		OfRemoval: RemovalList}[s]
}

// Filled are the lists that have rows about the household.
func (h *Household) Filled() (l Lists) {
	for i, rows := range [...]int{len(h.Measures), len(h.Helpers), len(h.Added), len(h.Removed)} {
		if rows > 0 {
			l |= MeasureList << i
		}
	}
	return l
}

// ListColumns are the columns of a sheet of households in which a roster may say
// itself whether a list tells of a household: 是 or 否. 花名册-核实后 has them where
// its sheets alone would say something else.
var ListColumns = map[Code]Lists{
	"问过帮扶措施": MeasureList, "问过帮扶责任人": HelperList, "问过自然增加": AdditionList, "问过自然减少": RemovalList,
}

// clone gives a copy to which parts and sets can be added.
func (a *asking) clone() asking {
	out := asking{parts: slices.Clone(a.parts), sets: slices.Clone(a.sets), known: maps.Clone(a.known), checked: slices.Clone(a.checked)}
	for i := range out.parts {
		out.parts[i].items, out.parts[i].columns = slices.Clone(out.parts[i].items), slices.Clone(out.parts[i].columns)
	}
	return out
}
