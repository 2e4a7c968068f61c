package workbook

import (
	"fmt"
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// rows writes the rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1.73) into a
// piece that is compressed meanwhile.
type rows struct {
	piece   ooxml.Piece
	buf     []byte
	letters []string // of the columns
	row     []byte   // the number of the row at hand
	err     error
}

// Row begins a row, counted from 1 and below all before it. Height is in points; with
// zero a program chooses it.
func (w *rows) Row(row int, height float64) {
	w.row = strconv.AppendInt(w.row[:0], int64(row), 10)
	w.buf = append(w.buf, `<row r="`...)
	w.buf = append(w.buf, w.row...)
	if height > 0 {
		w.buf = append(w.buf, `" ht="`...)
		w.buf = strconv.AppendFloat(w.buf, height, 'f', -1, 64)
		w.buf = append(w.buf, `" customHeight="1`...)
	}
	w.buf = append(w.buf, `">`...)
	if row > excelize.TotalRows && w.err == nil {
		w.err = fmt.Errorf("workbook: more rows than the %d that a sheet can have", excelize.TotalRows)
	}
}

// EndRow ends the row.
func (w *rows) EndRow() {
	w.buf = append(w.buf, `</row>`...)
	if len(w.buf) > 32<<10 {
		w.flush()
	}
}

func (w *rows) flush() {
	if w.err == nil && len(w.buf) > 0 {
		_, w.err = w.piece.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// Finish ends the rows. Its error is also that of any row or cell before it.
func (w *rows) Finish() error {
	w.flush()
	if err := w.piece.Finish(); w.err == nil {
		w.err = err
	}
	return w.err
}

// name writes the name of the row's cell in a column.
func (w *rows) name(col int) {
	for len(w.letters) <= col {
		w.letters = append(w.letters, model.ColumnName(len(w.letters)+1))
	}
	w.buf = append(w.buf, w.letters[col]...)
	w.buf = append(w.buf, w.row...)
}

// Cell writes a cell of the row, in a column counted from 0 and behind all before it.
// The value is a string, an int, a float64, a text in several fonts
// ([]excelize.RichTextRun) or nil; style 0 is that of a new workbook. A formula stands
// without the equals sign, and is empty for none; the value is what it gives.
func (w *rows) Cell(col, style int, value any, formula string) {
	w.buf = append(w.buf, `<c r="`...)
	w.name(col)
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
	case []excelize.RichTextRun:
		w.begun("", "inlineStr")
		w.buf = append(w.buf, `<is>`...)
		length := 0
		for _, r := range v {
			w.run(r)
			length += ooxml.Units(r.Text)
		}
		if length > cellLimit && w.err == nil {
			w.err = fmt.Errorf("workbook: %d characters in several fonts, of the %d that a cell can hold", length, cellLimit)
		}
		w.buf = append(w.buf, `</is>`...)
	case nil:
		kind := ""
		if formula != "" {
			kind = "str"
		}
		w.begun(formula, kind)
	default:
		w.err = fmt.Errorf("workbook: no cell can hold a %T", value)
	}
	w.buf = append(w.buf, `</c>`...)
}

// run writes a stretch of text with its font: of a font, the name, size, color, bold
// and underline.
func (w *rows) run(r excelize.RichTextRun) {
	w.buf = append(w.buf, `<r>`...)
	if f := r.Font; f != nil {
		w.buf = append(w.buf, `<rPr><rFont val="`...)
		w.buf = appendXML(w.buf, f.Family)
		w.buf = append(w.buf, `"/><family val="2"/>`...)
		if f.Bold {
			w.buf = append(w.buf, `<b/>`...)
		}
		if f.Color != "" {
			w.buf = append(w.buf, `<color rgb="FF`...)
			w.buf = appendXML(w.buf, f.Color)
			w.buf = append(w.buf, `"/>`...)
		}
		w.buf = append(w.buf, `<sz val="`...)
		w.buf = strconv.AppendFloat(w.buf, f.Size, 'f', -1, 64)
		w.buf = append(w.buf, `"/>`...)
		if f.Underline != "" {
			w.buf = append(w.buf, `<u val="`...)
			w.buf = appendXML(w.buf, f.Underline)
			w.buf = append(w.buf, `"/>`...)
		}
		w.buf = append(w.buf, `</rPr>`...)
	}
	w.string(ooxml.Clean(r.Text))
	w.buf = append(w.buf, `</r>`...)
}

// begun ends the tag of a cell of a kind, and writes its formula.
func (w *rows) begun(formula, kind string) {
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
func (w *rows) text(s, formula string) {
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
	w.buf = append(w.buf, `<is>`...)
	w.string(s)
	w.buf = append(w.buf, `</is>`...)
}

// string writes the text of a cell or of a stretch of it.
func (w *rows) string(s string) {
	if s != "" && (blank(s[0]) || blank(s[len(s)-1])) {
		w.buf = append(w.buf, `<t xml:space="preserve">`...)
	} else {
		w.buf = append(w.buf, `<t>`...)
	}
	w.buf = appendText(w.buf, s)
	w.buf = append(w.buf, `</t>`...)
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
