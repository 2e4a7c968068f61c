package book

import (
	"fmt"
	"math"
	"strconv"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// rowWriter writes the rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1.73),
// as the library does, but into a piece that is compressed meanwhile. The
// library's own stream makes several objects of every cell and holds the whole
// sheet until the workbook is written; of a county's measures that is half a
// gigabyte.
type rowWriter struct {
	piece   ooxml.Piece
	buf     []byte
	letters []string // of the columns
	row     []byte   // the number of the row at hand
	err     error
}

func newRowWriter(columns int) *rowWriter {
	w := &rowWriter{letters: make([]string, columns)}
	for i := range w.letters {
		w.letters[i] = model.ColumnName(i + 1)
	}
	return w
}

// begin starts a row. Height is in points; with zero a program chooses it.
func (w *rowWriter) begin(row int, height float64) {
	w.row = strconv.AppendInt(w.row[:0], int64(row), 10)
	w.buf = append(w.buf, `<row r="`...)
	w.buf = append(w.buf, w.row...)
	if height > 0 {
		w.buf = append(w.buf, `" ht="`...)
		w.buf = strconv.AppendFloat(w.buf, height, 'f', -1, 64)
		w.buf = append(w.buf, `" customHeight="1`...)
	}
	w.buf = append(w.buf, `">`...)
}

// end ends the row.
func (w *rowWriter) end() {
	w.buf = append(w.buf, `</row>`...)
	if len(w.buf) > 32<<10 {
		w.flush()
	}
}

func (w *rowWriter) flush() {
	if w.err == nil {
		_, w.err = w.piece.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// finish ends the rows.
func (w *rowWriter) finish() error {
	w.flush()
	if err := w.piece.Finish(); w.err == nil {
		w.err = err
	}
	w.buf = nil
	return w.err
}

// cell writes the cell of a column, counted from 0. The value is a string, an
// int, a float64 or nil; style 0 is that of a new workbook. A formula stands
// without the equals sign, and is empty for none.
func (w *rowWriter) cell(col, style int, value any, formula string) {
	w.buf = append(w.buf, `<c r="`...)
	w.buf = append(w.buf, w.letters[col]...)
	w.buf = append(w.buf, w.row...)
	if style != 0 {
		w.buf = append(w.buf, `" s="`...)
		w.buf = strconv.AppendInt(w.buf, int64(style), 10)
	}
	switch v := value.(type) {
	case string:
		w.text(ooxml.Clean(v), formula)
	case int:
		w.begun(formula, "")
		w.buf = append(w.buf, `<v>`...)
		w.buf = strconv.AppendInt(w.buf, int64(v), 10)
		w.buf = append(w.buf, `</v>`...)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) { // no number of SpreadsheetML
			w.text(fmt.Sprint(v), formula)
			break
		}
		w.begun(formula, "")
		w.buf = append(w.buf, `<v>`...)
		w.buf = strconv.AppendFloat(w.buf, v, 'f', -1, 64)
		w.buf = append(w.buf, `</v>`...)
	case nil:
		kind := ""
		if formula != "" {
			kind = "str"
		}
		w.begun(formula, kind)
	default:
		w.err = fmt.Errorf("book: no cell can hold a %T", value)
	}
	w.buf = append(w.buf, `</c>`...)
}

// begun ends the tag of a cell of a kind, and writes its formula.
func (w *rowWriter) begun(formula, kind string) {
	if kind != "" {
		w.buf = append(w.buf, `" t="`...)
		w.buf = append(w.buf, kind...)
	}
	w.buf = append(w.buf, `">`...)
	if formula != "" {
		w.buf = append(w.buf, `<f>`...)
		w.buf = appendXML(w.buf, formula)
		w.buf = append(w.buf, `</f>`...)
	}
}

// cellLimit is how many UTF-16 units Excel allows in a cell.
const cellLimit = 32767

// text is a cell of text: of its own, or what a formula gives.
func (w *rowWriter) text(s, formula string) {
	if len(s) > cellLimit {
		s = ooxml.Cut(s, cellLimit)
	}
	if formula != "" {
		w.begun(formula, "str")
		w.buf = append(w.buf, `<v>`...)
		w.buf = appendText(w.buf, s)
		w.buf = append(w.buf, `</v>`...)
		return
	}
	w.begun("", "inlineStr")
	if s != "" && (blank(s[0]) || blank(s[len(s)-1])) {
		w.buf = append(w.buf, `<is><t xml:space="preserve">`...)
	} else {
		w.buf = append(w.buf, `<is><t>`...)
	}
	w.buf = appendText(w.buf, s)
	w.buf = append(w.buf, `</t></is>`...)
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// marks are the bytes that do not stand for themselves between tags.
var marks = [256]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '\t': "&#x9;", '\r': "&#xD;",
}

// appendXML writes text that XML can hold as it stands between tags.
func appendXML(buf []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		if m := marks[s[i]]; m != "" {
			buf = append(append(buf, s[from:i]...), m...)
			from = i + 1
		}
	}
	return append(buf, s[from:]...)
}

// appendText is appendXML for the text of a cell, in which _x0041_ would be read
// as A (ECMA-376 part 1, 22.9.2.19): its first character is then written so.
func appendText(buf []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		m := marks[s[i]]
		if s[i] == '_' && coded(s[i:]) {
			m = "_x005F_"
		}
		if m != "" {
			buf = append(append(buf, s[from:i]...), m...)
			from = i + 1
		}
	}
	return append(buf, s[from:]...)
}

// coded reports a text that begins with a character written by its number.
func coded(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
