package sheet

import (
	"errors"
	"strconv"
)

// sheetRow is a row that was taken apart.
type sheetRow struct {
	number int // as it is written; 0 where it is not: it follows the one before
	cells  []string
	marks  []mark
}

// mark is what is to be known of a cell beside its text.
type mark struct {
	col  int
	what markKind
}

type markKind int8

const (
	markNumber markKind = iota // a suspicious value that is stored as a number
	markError                  // the error of a formula
	markCut                    // too long
	markTwice                  // another value of the same cell came before
	markStruck                 // struck through
)

// join adds the cells of another part of the row; they hold where both have one.
func (r *sheetRow) join(more *sheetRow) {
	if n := len(more.cells) - len(r.cells); n > 0 {
		r.cells = append(r.cells, make([]string, n)...)
	}
	r.marks = append(r.marks, more.marks...)
	for i, text := range more.cells {
		if text == "" {
			continue
		}
		if old := r.cells[i]; old != "" && old != text {
			r.marks = append(r.marks, mark{i + 1, markTwice})
		}
		r.cells[i] = text
	}
}

// decoded is a piece that was taken apart.
type decoded struct {
	rows []sheetRow
	wide int   // cells in rows that are too wide for a roster
	text int   // bytes of all cells
	last bool  // the end of all rows was there
	err  error // what ended it early
}

// wideShare is the part of maxWide that one piece may have: several are held at
// a time.
const wideShare = 4

// errDamaged is for the reader of the sheet, who knows its name and the row.
var errDamaged = errors.New("damaged")

// rowDecoder takes the rows of a worksheet in SpreadsheetML apart (ECMA-376 part
// 1, 18.3.1). Values are as they are seen where their format changes what is read,
// else as they are stored; truth is 1 and 0.
type rowDecoder struct {
	markup
	*common
	known map[string]string // short texts, of which most come again
	row   sheetRow
	col   int
	size  int // bytes of all cells of the piece
}

// A decoder remembers so many texts, and none that are longer.
const maxKnown, knownLength = 1 << 14, 40

func newRowDecoder(c *common) *rowDecoder {
	return &rowDecoder{common: c, known: make(map[string]string)}
}

// decode takes a piece apart.
func (d *rowDecoder) decode(piece []byte) (out decoded) {
	d.b, d.at, d.size = piece, 0, 0
	defer func() { out.text = d.size }()
	for out.err == nil {
		switch l := d.next(); {
		case l.kind == lexEnd:
			return out
		case l.kind == lexClose && string(l.name) == "sheetData":
			out.last = true
			return out
		case l.kind == lexOpen && string(l.name) == "row":
			if !d.readRow(l) {
				out.err = errDamaged
				break
			}
			if n := len(d.row.cells); n > wideRow {
				out.wide += n
			}
			if out.wide > maxWide/wideShare {
				out.err = errWide
				break
			}
			out.rows = append(out.rows, d.row)
		case !d.passed(l):
			out.err = errDamaged
		}
	}
	return out
}

// passed passes over what is no part of a table.
func (d *rowDecoder) passed(l lexeme) bool {
	return l.kind == lexText && idle(l) || l.kind == lexOpen && (l.alone || d.skip(l.name))
}

// readRow reads a row, whose start tag is l, into d.row.
func (d *rowDecoder) readRow(l lexeme) bool {
	width := len(d.row.cells) // most rows are as wide as the one before
	d.row, d.col = sheetRow{}, 0
	ok := eachAttribute(l.attrs, func(name, value []byte) bool {
		if string(name) != "r" {
			return true
		}
		n, err := strconv.Atoi(string(value))
		d.row.number = n
		return err == nil && n >= 0 && n <= maxRows
	})
	if !ok || l.alone {
		return ok
	}
	d.row.cells = make([]string, 0, width)
	for {
		switch c := d.next(); {
		case c.kind == lexClose:
			return string(c.name) == "row"
		case c.kind == lexOpen && string(c.name) == "c":
			if !d.readCell(c) {
				return false
			}
		case !d.passed(c):
			return false
		}
	}
}

// readCell reads a cell, whose start tag is l, into the row (18.3.1.4).
func (d *rowDecoder) readCell(l lexeme) bool {
	d.col++
	var kind, style []byte
	ok := eachAttribute(l.attrs, func(name, value []byte) bool {
		switch string(name) {
		case "t":
			kind = value
		case "s":
			style = value
		case "r":
			col, _, ok := cellAt(value)
			d.col = col
			return ok
		}
		return true
	})
	if !ok || d.col > maxColumns || l.alone {
		return ok && d.col <= maxColumns
	}
	var value, inline string
	formula, inlined := false, false
	for {
		switch c := d.next(); {
		case c.kind == lexClose:
			if inlined && string(kind) == "inlineStr" {
				value = inline
			}
			if value != "" {
				value = d.dress(kind, style, value)
				if d.struck != nil && d.struck[styleIndex(style)] {
					d.mark(markStruck)
				}
			}
			if value != "" || formula {
				d.put(value)
			}
			return string(c.name) == "c"
		case c.kind == lexOpen && string(c.name) == "v" && !c.alone:
			text, ok := d.text(c.name)
			if ok {
				value, ok = d.value(kind, style, text)
			}
			if !ok {
				return false
			}
		case c.kind == lexOpen && string(c.name) == "is" && !c.alone:
			text, struck, ok := d.item(c.name)
			if !ok {
				return false
			}
			if struck {
				d.mark(markStruck)
			}
			inline, inlined = d.save(text), true
		default:
			formula = formula || c.kind == lexOpen && string(c.name) == "f"
			if !d.passed(c) {
				return false
			}
		}
	}
}

// value gives what a cell's v means (18.18.11).
func (d *rowDecoder) value(kind, style, text []byte) (string, bool) {
	switch string(kind) {
	case "s":
		if len(text) == 0 {
			return "", true
		}
		s, marks, ok := d.shared.at(string(text))
		for _, m := range marks {
			d.mark(m)
		}
		return s, ok
	case "str": // of formulas; web pages' exports write every text so
		text = unescape(text)
	case "e":
		d.mark(markError)
		return "", true
	case "d":
		return isoDate(d.of(styleIndex(style)), string(text), d.late), true
	case "", "n":
		return d.number(style, text), true
	}
	return d.save(text), true
}

// number gives a number as it is read.
func (d *rowDecoder) number(style, text []byte) string {
	if Suspicious(string(text)) {
		d.mark(markNumber)
	}
	f := d.of(styleIndex(style))
	if f == nil || len(text) == 0 {
		return d.save(text)
	}
	shown := f.show(string(text), d.late)
	if Suspicious(shown) && !Suspicious(string(text)) {
		d.mark(markNumber)
	}
	return d.save([]byte(shown))
}

// dress puts around a text what its format shows there.
func (d *rowDecoder) dress(kind, style []byte, text string) string {
	switch string(kind) {
	case "s", "str", "inlineStr":
		if shown := d.cellFormats.dress(styleIndex(style), text); shown != text {
			return d.save([]byte(shown))
		}
	}
	return text
}

// styleIndex is the number of a cell's style, 0 where it has none, -1 for what is none.
func styleIndex(style []byte) int {
	n := 0
	for _, c := range style {
		if c < '0' || c > '9' || n > maxStyles {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

func (d *rowDecoder) mark(what markKind) { d.row.marks = append(d.row.marks, mark{d.col, what}) }

// put puts a value into the row. Cells may come in any order.
func (d *rowDecoder) put(value string) {
	for len(d.row.cells) < d.col {
		d.row.cells = append(d.row.cells, "")
	}
	if isError(value) {
		d.mark(markError)
		value = ""
	}
	d.size += len(value)
	at := &d.row.cells[d.col-1]
	if *at != "" && *at != value {
		d.mark(markTwice)
	}
	*at = value
}

// save makes a text a string of its own, the same one for equal texts.
func (d *rowDecoder) save(text []byte) string {
	if len(text) > knownLength {
		s, cut := cutText(string(text))
		if cut {
			d.mark(markCut)
		}
		return s
	}
	if s, ok := d.known[string(text)]; ok {
		return s
	}
	if len(d.known) == maxKnown {
		clear(d.known)
	}
	s := string(text)
	d.known[s] = s
	return s
}

// eachAttribute runs over attributes; false where they are damaged or seen says so.
func eachAttribute(attrs []byte, seen func(name, value []byte) bool) bool {
	for {
		name, value, rest, ok := attribute(attrs)
		if !ok || name == nil {
			return ok
		}
		if !seen(name, value) {
			return false
		}
		attrs = rest
	}
}
