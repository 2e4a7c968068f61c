package sheet

import (
	"encoding/binary"
	"math"
	"strconv"
)

var (
	errOldCut = &Error{Message: "旧版 .xls 工作簿不完整或已损坏",
		Hint: "请用 Excel 或 WPS 打开并核对后另存为 .xlsx；打不开就请重新取得这个文件"}
	errVeryOld = &Error{Message: "是 Excel 95 或更早的 .xls 工作簿，太旧了",
		Hint: "请用 Excel 或 WPS 打开后另存为 .xlsx"}
	errLocked = &Error{Message: "工作簿设了密码",
		Hint: "请先取消密码：用 Excel 或 WPS 打开，在“文件”里去掉打开密码和工作簿保护，再保存"}
)

const (
	biff8       = 0x0600
	subGlobals  = 0x0005
	subSheet    = 0x0010
	maxXLSCols  = 256
	externalSup = 4 // a SUPBOOK of this size is the workbook itself or an add-in
)

// isBIFF reports a stream of records that lies bare in the file, without a
// container, as Excel 2 to 4 and some careless programs write it.
func isBIFF(start []byte) bool {
	if len(start) < 8 || start[0] != 0x09 || start[3] != 0 {
		return false
	}
	switch start[1] {
	case 0x00, 0x02, 0x04, 0x08:
		return start[2] >= 4 && start[2] <= 16
	}
	return false
}

// biffBook is the stream of a workbook: its own records first, then those of
// each sheet.
type biffBook struct {
	data   []byte
	words  []string // shared strings
	styles []int    // the numbers of the cell formats' number formats
	codes  map[int]string
	cellFormats
	fonts    []bool // whether they strike through
	budget   *budget
	stopped  func() error
	external bool
	scanned  int // bytes, for sheets that lie over one another
	sheets   []biffSheet
}

// biffSheet is a sheet as the workbook lists it.
type biffSheet struct {
	at     int
	name   string
	hidden bool
}

func openBIFF(data []byte, in Input) ([]Sheet, error) {
	b := &biffBook{data: data, codes: make(map[int]string), budget: newBudget(len(data)), stopped: in.stopped}
	if err := b.globals(); err != nil {
		return nil, err
	}
	b.numbers = formatsOf(b.styles, b.codes)
	kind := kindUnless(in.Name, "旧版 .xls 工作簿", ".xls", ".xlt", ".et")
	var out []Sheet
	for _, s := range b.sheets {
		t := newTable(s.name, Notes{Hidden: s.hidden, Kind: kind})
		t.late, t.budget = b.late, b.budget
		t.fill = func(t *table) error { return b.fill(t, s.at) }
		out = append(out, t)
	}
	return out, nil
}

// globals reads the records of the workbook itself.
func (b *biffBook) globals() error {
	rs := records{data: b.data}
	rec, ok := rs.next()
	switch {
	case !ok:
		return errOldCut
	case rec.kind != recBOF || len(rec.body()) < 4 || u16(rec.body()) != biff8:
		return errVeryOld
	case u16(rec.body()[2:]) != subGlobals:
		return errOldCut
	}
	for {
		rec, ok := rs.next()
		if !ok {
			return errOldCut
		}
		body := rec.body()
		switch rec.kind {
		case recFilePass:
			return errLocked
		case recDate1904:
			b.late = len(body) >= 2 && u16(body) == 1
		case recBoundSheet:
			if err := b.boundSheet(rec); err != nil {
				return err
			}
		case recSupBook:
			b.external = b.external || len(body) > externalSup
		case recSST:
			if err := b.sharedStrings(rec); err != nil {
				return err
			}
		case recXF:
			if len(body) >= 4 && len(b.styles) < maxStyles {
				b.strike(u16(body))
				b.styles = append(b.styles, u16(body[2:]))
			}
		case recFont:
			if len(body) >= 4 && len(b.fonts) < maxStyles {
				b.fonts = append(b.fonts, u16(body[2:])&strikesOut != 0)
			}
		case recFormat:
			b.format(rec)
		case recEOF:
			return nil
		}
	}
}

// strikesOut is the bit of a font that strikes through.
const strikesOut = 8

// strike notes whether the cell format at hand strikes through, by its font. There is no
// font 4.
func (b *biffBook) strike(font int) {
	if font > 4 {
		font--
	}
	if font < len(b.fonts) && b.fonts[font] {
		if b.struck == nil {
			b.struck = make(map[int]bool)
		}
		b.struck[len(b.styles)] = true
	}
}

// format reads the code of a number format.
func (b *biffBook) format(rec *record) {
	p := pieces{parts: rec.parts}
	id := p.uint(2)
	if code := p.text(2); !p.bad {
		b.codes[id] = code
	}
}

func u16(b []byte) int { return int(binary.LittleEndian.Uint16(b)) }

// boundSheet lists a sheet. Charts and macros are passed over.
func (b *biffBook) boundSheet(rec *record) error {
	p := pieces{parts: rec.parts}
	at := p.uint(4)
	state := p.uint(1)
	kind := p.uint(1)
	name := p.text(1)
	switch {
	case p.bad || at < 0 || at >= len(b.data):
		return errOldCut
	case len(b.sheets) == maxSheets:
		return errSheets
	case kind != 0:
		return nil
	}
	b.sheets = append(b.sheets, biffSheet{at: at, name: name, hidden: state&3 != 0})
	return nil
}

// sharedStrings reads the strings of all sheets. How many there are is counted,
// not believed.
func (b *biffBook) sharedStrings(rec *record) error {
	p := pieces{parts: rec.parts}
	p.skip(4)
	for n := p.uint(4); n > 0 && !p.bad; n-- {
		s := p.text(2)
		switch {
		case p.bad:
			return errOldCut
		case len(b.words) == maxCells:
			return errLarge
		}
		b.words = append(b.words, s)
	}
	return nil
}

// fill reads the cells of a sheet, which ends at its own EOF; charts within it
// have records of their own.
func (b *biffBook) fill(t *table, at int) error {
	rs := records{data: b.data, at: at}
	rec, ok := rs.next()
	if !ok || rec.kind != recBOF || len(rec.body()) < 4 {
		return damaged(t.title, 1)
	}
	if u16(rec.body()[2:]) != subSheet {
		return nil
	}
	x := biffCells{book: b, t: t}
	for depth, n := 1, 0; depth > 0; n++ {
		if n%pause == 0 {
			if err := b.stopped(); err != nil {
				return err
			}
		}
		rec, ok := rs.next()
		if !ok {
			return damaged(t.title, x.row)
		}
		switch {
		case rec.kind == recBOF:
			depth++
		case rec.kind == recEOF:
			depth--
		case depth == 1 && !x.read(rec):
			return damaged(t.title, x.row)
		}
	}
	x.endFormula()
	t.notes.External = b.external && x.formulas
	if b.scanned += rs.at - at; b.scanned > 2*len(b.data) {
		return errBomb
	}
	return nil
}

// biffCells puts the records of one sheet into its table.
type biffCells struct {
	book          *biffBook
	t             *table
	row           int // the last one met, 1-based
	style         int // of the cell at hand
	formulas      bool
	awaits        bool // the text of the formula at the place below
	fRow, fColumn int
}

// read reads one record; false when it is broken.
func (x *biffCells) read(rec *record) bool {
	body := rec.body()
	switch rec.kind {
	case recRow:
		if len(body) >= 16 && body[12]&0x20 != 0 {
			x.t.rows[u16(body)+1] = true
		}
		return true
	case recColInfo:
		x.columns(body)
		return true
	case recMergeCells:
		x.merges(body)
		return true
	case recString:
		return x.formulaText(rec)
	case recFormula3, recFormula4:
		rec.kind = recFormula
	case recLabelSST, recLabel, recRString, recNumber, recRK, recMulRK, recBoolErr, recFormula:
	default:
		return true
	}
	if len(body) < 7 || u16(body[2:]) >= maxXLSCols {
		return false
	}
	x.endFormula()
	x.row = u16(body) + 1
	x.style = u16(body[4:])
	return x.cell(rec, u16(body[2:])+1, body[6:])
}

// cell reads a record that holds a cell's value, or those of several.
func (x *biffCells) cell(rec *record, col int, value []byte) bool {
	switch rec.kind {
	case recMulRK:
		return x.mulRK(col, rec.body()[4:])
	case recLabel, recRString:
		rec.parts[0] = value
		p := pieces{parts: rec.parts}
		x.put(x.row, col, p.text(2), false)
		return !p.bad
	case recBoolErr:
		if len(value) < 2 {
			return false
		}
		x.boolErr(col, value[0], value[1] != 0)
		return true
	}
	if len(value) < 4 {
		return false
	}
	v := binary.LittleEndian.Uint32(value)
	switch {
	case rec.kind == recLabelSST:
		if v >= uint32(len(x.book.words)) {
			return false
		}
		x.put(x.row, col, x.book.words[v], false)
	case rec.kind == recRK:
		x.put(x.row, col, x.book.number(x.style, numberText(rk(v))), true)
	case len(value) < 8:
		return false
	case rec.kind == recNumber:
		x.number(col, value)
	default:
		x.formula(col, value)
	}
	return true
}

// put puts a value as its format shows it: a text with what stands around it there.
func (x *biffCells) put(row, col int, text string, number bool) {
	if !number {
		text = x.book.dress(x.style, text)
	}
	if text != "" && x.book.struck[x.style] {
		x.t.notes.Struck.Add(row, col)
	}
	x.t.put(row, col, text, number)
}

// boolErr reads a truth, as 1 and 0, or an error.
func (x *biffCells) boolErr(col int, v byte, isError bool) {
	if isError {
		x.t.notes.Errors.Add(x.row, col)
		return
	}
	x.t.put(x.row, col, strconv.Itoa(int(min(v, 1))), false)
}

func (x *biffCells) number(col int, value []byte) {
	f := math.Float64frombits(binary.LittleEndian.Uint64(value))
	if !math.IsNaN(f) && !math.IsInf(f, 0) {
		x.put(x.row, col, x.book.number(x.style, numberText(f)), true)
	}
}

// mulRK reads a run of numbers: each a format and a value, the last column at
// the end.
func (x *biffCells) mulRK(col int, b []byte) bool {
	if len(b) < 2 || (len(b)-2)%6 != 0 || col+(len(b)-2)/6-1 > maxXLSCols {
		return false
	}
	for ; len(b) >= 8; b = b[6:] {
		x.style = u16(b)
		x.put(x.row, col, x.book.number(x.style, numberText(rk(binary.LittleEndian.Uint32(b[2:])))), true)
		col++
	}
	return true
}

// formula reads the value that was computed last. A text follows in a record
// of its own.
func (x *biffCells) formula(col int, value []byte) {
	x.formulas = true
	if value[6] != 0xFF || value[7] != 0xFF {
		x.number(col, value)
		return
	}
	switch value[0] {
	case 0:
		x.awaits, x.fRow, x.fColumn = true, x.row, col
	case 1:
		x.boolErr(col, value[2], false)
	case 2:
		x.boolErr(col, value[2], true)
	}
}

func (x *biffCells) formulaText(rec *record) bool {
	if !x.awaits {
		return true
	}
	x.awaits = false
	p := pieces{parts: rec.parts}
	x.put(x.fRow, x.fColumn, p.text(2), false)
	return !p.bad
}

// endFormula notes a formula whose text did not come.
func (x *biffCells) endFormula() {
	if x.awaits {
		x.awaits = false
		x.t.notes.Uncached.Add(x.fRow, x.fColumn)
	}
}

// columns notes hidden columns, those of no width too.
func (x *biffCells) columns(b []byte) {
	if len(b) < 10 || b[8]&1 == 0 && u16(b[4:]) != 0 {
		return
	}
	for col := u16(b); col <= u16(b[2:]) && col < maxXLSCols; col++ {
		x.t.cols[col+1] = true
	}
}

func (x *biffCells) merges(b []byte) {
	if len(b) < 2 {
		return
	}
	n := u16(b)
	for b = b[2:]; n > 0 && len(b) >= 8; n, b = n-1, b[8:] {
		s := Span{u16(b) + 1, u16(b[4:]) + 1, u16(b[2:]) + 1, u16(b[6:]) + 1}
		switch {
		case s.Row1 > s.Row2 || s.Col1 > s.Col2:
		case len(x.t.spans) == maxSpans:
			x.t.over = errMerged
			return
		default:
			x.t.spans = append(x.t.spans, s)
		}
	}
}
