package model

import (
	"slices"
	"strconv"
)

// Stored says how the spreadsheet held a value. An identity number held as a
// number has lost its tail: Excel keeps 15 digits.
type Stored uint8

// The ways in which a cell holds its value.
const (
	AsText Stored = iota
	AsNumber
)

// Value is one value as it was read. The raw text is never altered.
type Value struct {
	Raw    string
	row    uint32 // 1-based
	col    uint16 // 1-based
	source uint16
	key    uint16
	Stored Stored
}

// Text is the value without surrounding blanks and with full-width ASCII
// folded; this is what is compared and printed.
func (v Value) Text() string { return Fold(v.Raw) }

// Source is one sheet that values were read from.
type Source struct {
	File  string // as the user named it
	Sheet string // empty for text files
}

// Dataset is what all records of one reading share: the codebook and the
// sheets that they came from. It keeps a value's position to eight bytes.
type Dataset struct {
	Codebook *Codebook
	sources  []Source
	columns  map[Code]bool
	asking   asking
	texts    texts
}

// NewDataset starts a reading under the given codebook.
func NewDataset(cb *Codebook) *Dataset { return &Dataset{Codebook: cb} }

// MaxSources is how many sheets a dataset can name.
const MaxSources = 1 << 16

// Room is how many more sheets a dataset can name.
func (d *Dataset) Room() int { return MaxSources - len(d.sources) }

// AddSource registers a sheet and gives its number for Record.Set. Where there
// is no Room it panics: a number that another sheet has would send people to
// the wrong cells.
func (d *Dataset) AddSource(s Source) uint16 {
	if d.Room() == 0 {
		panic("model: no room for another source")
	}
	d.sources = append(d.sources, s)
	return uint16(len(d.sources) - 1)
}

// AddColumn notes that the code was asked of somebody; see Ask.
func (d *Dataset) AddColumn(c Code) {
	if d.columns == nil {
		d.columns = make(map[Code]bool)
	}
	d.columns[c] = true
}

// HasColumn reports whether the code was asked of anybody: some sheet has a column
// for it in which a cell is filled in. Of one record State tells.
func (d *Dataset) HasColumn(c Code) bool { return d.columns[c] }

// PosAt puts a place in a source into words.
func (d *Dataset) PosAt(at At) Pos {
	if int(at.Source) >= len(d.sources) {
		return Pos{}
	}
	s := d.sources[at.Source]
	return Pos{File: s.File, Sheet: s.Sheet, Cell: CellName(at.Col, at.Row)}
}

// Record is the values of one household, member, measure, helper or change.
// The zero Record is empty; use NewRecord to fill one.
type Record struct {
	data   *Dataset
	values []stored
	asked  uint32 // a set of parts; see asking
}

// NewRecord makes an empty record with room for n values.
func (d *Dataset) NewRecord(n int) Record {
	return Record{data: d, values: make([]stored, 0, n)}
}

// At is where a value stands in a source: 1-based row and column.
type At struct {
	Source   uint16
	Row, Col int
}

// Set stores a value, replacing an earlier one of the same code. A code that
// the codebook lacks is ignored.
func (r *Record) Set(c Code, raw string, how Stored, at At) {
	in := r.data.Codebook.Lookup(c)
	if in == nil {
		return
	}
	text, length := r.data.texts.put(raw)
	v := stored{
		text: text, length: length, how: how, key: in.key,
		source: at.Source, row: uint32(at.Row), col: uint16(at.Col),
	}
	for i := range r.values {
		if r.values[i].key == in.key {
			r.values[i] = v
			return
		}
	}
	r.values = append(r.values, v)
}

// Remove takes out the value of a code.
func (r *Record) Remove(c Code) {
	if in := r.lookup(c); in != nil {
		r.values = slices.DeleteFunc(r.values, func(v stored) bool { return v.key == in.key })
	}
}

func (r *Record) lookup(c Code) *Indicator {
	if r.data == nil {
		return nil
	}
	return r.data.Codebook.Lookup(c)
}

// Copy stores a value of another record of the same reading, with its place.
func (r *Record) Copy(c Code, v Value) {
	r.Set(c, v.Raw, v.Stored, At{Source: v.source, Row: int(v.row), Col: int(v.col)})
}

// Get gives the value of a code and whether the record has one.
func (r *Record) Get(c Code) (Value, bool) {
	in := r.lookup(c)
	if in == nil {
		return Value{}, false
	}
	return r.Of(in)
}

// Of gives the value of an indicator of the record's codebook and whether the
// record has one.
func (r *Record) Of(in *Indicator) (Value, bool) {
	for i := range r.values {
		if r.values[i].key == in.key {
			return r.data.value(r.values[i]), true
		}
	}
	return Value{}, false
}

// Text gives the folded text of a code, empty when the record has none.
func (r *Record) Text(c Code) string {
	v, _ := r.Get(c)
	return v.Text()
}

// Values calls yield for every value with its indicator, in the order read,
// until yield returns false.
func (r *Record) Values(yield func(*Indicator, Value) bool) {
	if r.data == nil {
		return
	}
	for _, v := range r.values {
		if !yield(r.data.Codebook.list[v.key], r.data.value(v)) {
			return
		}
	}
}

// Pos gives the position of a code's value; where the record lacks it, the empty cell
// in the row of another value, else the first cell of the record's first row, so that a
// message still names file, sheet and row.
func (r *Record) Pos(c Code) Pos {
	if v, ok := r.Get(c); ok {
		return r.PosOf(v)
	}
	if len(r.values) == 0 {
		return Pos{}
	}
	if in := r.lookup(c); in != nil {
		for _, v := range r.values {
			if col := r.columnOf(in, v); col > 0 {
				return r.data.PosAt(At{v.source, int(v.row), int(col)})
			}
		}
	}
	return r.data.PosAt(At{r.values[0].source, int(r.values[0].row), 1})
}

// PosOf gives the position of a value of this record.
func (r *Record) PosOf(v Value) Pos { return r.data.PosAt(At{v.source, int(v.row), int(v.col)}) }

// CellName gives the spreadsheet name of a 1-based column and row: 11, 2 is "K2".
func CellName(col, row int) string {
	return ColumnName(col) + strconv.Itoa(row)
}

// ColumnName gives the letters of a 1-based column: 27 is "AA".
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for col > 0 {
		col--
		i--
		b[i] = byte('A' + col%26)
		col /= 26
	}
	return string(b[i:])
}
