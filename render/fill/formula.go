package fill

import (
	"regexp"
	"strconv"
	"strings"

	"ruhu/model"
)

// rowShift says what becomes of rows of a sheet into which rows are inserted behind
// row last (from 1): the repeated copies of rows first to last.
type rowShift struct {
	sheet       string
	first, last int
	item, added int // rows of one copy, and of all
	left, right int // the columns of the list, and what stands beside them without a gap
}

// shiftOf is what the entries of a list do to the rows of its sheet.
func shiftOf(sheet string, l listPlan) rowShift {
	last := l.list.last() + 1
	left, right := l.list.width()
	return rowShift{sheet, last + 1 - l.list.item, last, l.list.item, max(0, len(l.entries)-l.list.count) * l.list.item, left, right}
}

// row is where a row is afterwards.
func (s rowShift) row(n int) int {
	if n > s.last {
		return n + s.added
	}
	return n
}

// span is where a range of rows is afterwards: one that ends with the last row of the
// list and begins before the repeated ones, or has them whole, grows with it.
func (s rowShift) span(from, to int) (int, int) {
	if from <= s.last && to >= s.last {
		return from, to + s.added
	}
	return s.row(from), s.row(to)
}

// cellRef is a text in quotes within a formula, or a reference to a cell or a range, with
// the sheet in front; whole rows and columns as well.
var cellRef = regexp.MustCompile(`"(?:[^"]|"")*"?|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?:(\$?[A-Z]{1,3})(\$?)(\d{1,7})(?::(\$?[A-Z]{1,3})(\$?)(\d{1,7}))?|(\$?)(\d{1,7}):(\$?)(\d{1,7}))`)

// ref is a reference taken apart. Whole rows have no columns.
type ref struct {
	sheet                  string // with its !, as written
	col1, abs1, col2, abs2 string
	row1, row2             int
	wide                   bool
}

// String writes the reference.
func (r ref) String() string {
	s := r.sheet + r.col1 + r.abs1 + strconv.Itoa(r.row1)
	if r.wide {
		s += ":" + r.col2 + r.abs2 + strconv.Itoa(r.row2)
	}
	return s
}

// sheetName is the sheet of the reference without quotes; empty for the formula's own.
func (r ref) sheetName() string {
	s := strings.TrimSuffix(r.sheet, "!")
	if strings.HasPrefix(s, "'") {
		s = strings.ReplaceAll(strings.Trim(s, "'"), "''", "'")
	}
	return s
}

// eachRef rewrites the references of a formula, outside of quoted text.
func eachRef(formula string, f func(ref) ref) string {
	var b strings.Builder
	at := 0
	for _, m := range cellRef.FindAllStringSubmatchIndex(formula, -1) {
		b.WriteString(formula[at:m[0]])
		at = m[1]
		text := formula[m[0]:m[1]]
		// Names and functions look like cells: LOG10(, A1B, x.A1.
		after := formula[m[1]:]
		named := strings.HasPrefix(after, "(") || strings.HasPrefix(after, "!")
		if text[0] == '"' || named || m[0] > 0 && wordByte(formula[m[0]-1]) || after != "" && wordByte(after[0]) {
			b.WriteString(text)
			continue
		}
		sub := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return formula[m[2*i]:m[2*i+1]]
		}
		r := ref{sheet: sub(1), col1: sub(2), abs1: sub(3), col2: sub(5), abs2: sub(6), wide: m[10] >= 0}
		if r.col1 == "" {
			r.abs1, r.abs2, r.wide = sub(8), sub(10), true
			r.row1, _ = strconv.Atoi(sub(9))
			r.row2, _ = strconv.Atoi(sub(11))
		} else {
			r.row1, _ = strconv.Atoi(sub(4))
			r.row2, _ = strconv.Atoi(sub(7))
		}
		b.WriteString(f(r).String())
	}
	b.WriteString(formula[at:])
	return b.String()
}

func wordByte(c byte) bool {
	return c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80
}

// inFormula is what becomes of a formula on a sheet.
func (s rowShift) inFormula(formula, on string) string {
	return eachRef(formula, func(r ref) ref {
		if name := r.sheetName(); name == "" && on != s.sheet || name != "" && name != s.sheet {
			return r
		}
		if r.wide {
			r.row1, r.row2 = s.span(r.row1, r.row2)
		} else {
			r.row1 = s.row(r.row1)
		}
		return r
	})
}

// copied is a formula copied some rows and columns down and right, as Excel does it.
func copied(formula string, rows, cols int) string {
	return eachRef(formula, func(r ref) ref {
		if r.abs1 == "" {
			r.row1 += rows
		}
		if r.wide && r.abs2 == "" {
			r.row2 += rows
		}
		r.col1, r.col2 = movedColumn(r.col1, cols), movedColumn(r.col2, cols)
		return r
	})
}

func movedColumn(col string, by int) string {
	if col == "" || by == 0 || col[0] == '$' {
		return col
	}
	return model.ColumnName(columnNumber(col) + by)
}

// columnNumber is a column from 1.
func columnNumber(name string) int {
	n := 0
	for i := range len(name) {
		if c := name[i]; c >= 'A' && c <= 'Z' {
			n = n*26 + int(c-'A') + 1
		}
	}
	return n
}

// renamed is a formula in which sheets have other names.
func renamed(formula string, names map[string]string) string {
	return eachRef(formula, func(r ref) ref {
		if to, ok := names[r.sheetName()]; ok && r.sheet != "" {
			r.sheet = quotedSheet(to) + "!"
		}
		return r
	})
}

func quotedSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
