package sheet

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// rows reads rows, whole ones. Only those are looked at closely that may have
// something to tell.
func (n *noter) rows(s []byte) {
	at := bytes.Index(s, []byte("<row"))
	if at < 0 {
		n.scan(s) // tags with a prefix
	}
	for m := (markup{b: s, at: at}); at >= 0; m.at += at {
		row, inside := m.next(), []byte(nil)
		if !row.alone {
			end := bytes.Index(s[m.at:], []byte("</row>"))
			if end < 0 {
				return // damaged
			}
			inside = s[m.at : m.at+end]
		}
		n.see(row, s[m.at:])
		if n.hidden || n.hiddenCols != nil || bytes.Contains(inside, []byte("<f")) {
			n.scan(inside)
		}
		m.at += len(inside)
		at = bytes.Index(s[m.at:], []byte("<row"))
	}
}

// scan reads all tags of a piece of the sheet.
func (n *noter) scan(s []byte) {
	m := markup{b: s}
	for l := m.next(); l.kind != lexEnd && l.kind != lexBad; l = m.next() {
		if l.kind != lexText {
			n.see(l, s[m.at:])
		}
	}
}

// noter goes through the tags of a sheet and finds what a person who looks at it
// does not see: hidden rows and columns that hold something, formulas without
// values, and, where the workbook is linked to others, formulas that refer to
// them.
type noter struct {
	found   Notes
	linked  bool
	jumbled bool // a row that does not lie behind the one before

	hiddenCols []bool // by column, from 1
	row, col   int
	hidden     bool // the row
	cell       lexeme
	formula    bool
	value      bool
}

// see reads a tag; rest is what follows it.
func (n *noter) see(t lexeme, rest []byte) {
	if t.kind == lexClose {
		if string(t.name) == "c" && n.formula && !n.value {
			n.found.Uncached.Add(n.row, n.place())
		}
		return
	}
	switch string(t.name) {
	case "col":
		n.column(t)
	case "row":
		before := n.row
		n.row, n.col = n.row+1, 0
		if r, err := strconv.Atoi(attributeOf(t, "r")); err == nil {
			n.row = r
		}
		n.jumbled = n.jumbled || n.row <= before
		n.hidden = isTrue(attributeOf(t, "hidden")) || attributeOf(t, "ht") == "0"
	case "c":
		n.col++
		n.cell, n.formula, n.value = t, false, false
	case "f":
		n.formula = true
		if n.linked && !n.found.External {
			end := bytes.IndexByte(rest, '<')
			n.found.External = end > 0 && refersOut(rest[:end])
		}
	case "v":
		// A formula may well give an empty text.
		if len(rest) > 0 && rest[0] != '<' || n.formula && attributeOf(n.cell, "t") == "str" {
			n.hold()
		}
	case "is":
		n.hold()
	}
}

// place gives the column of the cell at hand.
func (n *noter) place() int {
	if c, _, ok := cellAt([]byte(attributeOf(n.cell, "r"))); ok {
		n.col = c
	}
	return n.col
}

// hold notes that the cell at hand holds something.
func (n *noter) hold() {
	n.value = true
	if n.hidden {
		if rows := n.found.HiddenRows; len(rows) == 0 || rows[len(rows)-1] != n.row {
			n.found.HiddenRows = append(rows, n.row)
		}
	}
	if n.hiddenCols == nil {
		return
	}
	if col := n.place(); col < len(n.hiddenCols) && n.hiddenCols[col] {
		n.hiddenCols[col] = false // once is enough
		i, _ := slices.BinarySearch(n.found.HiddenCols, col)
		n.found.HiddenCols = slices.Insert(n.found.HiddenCols, i, col)
	}
}

// column reads a <col>, which stands before all rows.
func (n *noter) column(t lexeme) {
	if !isTrue(attributeOf(t, "hidden")) && attributeOf(t, "width") != "0" {
		return
	}
	from, err := strconv.Atoi(attributeOf(t, "min"))
	to, err2 := strconv.Atoi(attributeOf(t, "max"))
	if err != nil || err2 != nil || from < 1 {
		return
	}
	if n.hiddenCols == nil {
		n.hiddenCols = make([]bool, maxColumns+1)
	}
	for c := from; c <= min(to, maxColumns); c++ {
		n.hiddenCols[c] = true
	}
}

func isTrue(v string) bool { return v == "1" || v == "true" }

// refersOut reports a formula that names another workbook: by number, [1].
func refersOut(formula []byte) bool {
	for {
		_, rest, ok := bytes.Cut(formula, []byte("["))
		if !ok {
			return false
		}
		inside, _, ok := bytes.Cut(rest, []byte("]"))
		if ok && len(inside) > 0 && Digits(string(inside)) {
			return true
		}
		formula = rest
	}
}

func cellKey(row, col int) uint64 { return uint64(row)<<16 | uint64(col)&0xFFFF }

// cellAt takes a reference such as "K2" apart.
func cellAt(ref []byte) (col, row int, ok bool) {
	for _, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z' && row == 0 && col < 1<<15:
			col = col*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z' && row == 0 && col < 1<<15:
			col = col*26 + int(c-'a') + 1
		case c >= '0' && c <= '9' && row < 1<<24:
			row = row*10 + int(c-'0')
		case c != '$':
			return 0, 0, false
		}
	}
	return col, row, col > 0 && row > 0
}

// mergesIn reads the merged ranges in what stands behind the rows.
func mergesIn(s []byte) (out []Span) {
	m := markup{b: s}
	for l := m.next(); l.kind != lexEnd && l.kind != lexBad; l = m.next() {
		if l.kind != lexOpen || string(l.name) != "mergeCell" {
			continue
		}
		from, to, _ := strings.Cut(attributeOf(l, "ref"), ":")
		c1, r1, ok1 := cellAt([]byte(from))
		c2, r2, ok2 := cellAt([]byte(to))
		if ok1 && ok2 && c1 <= c2 && r1 <= r2 {
			out = append(out, Span{r1, c1, r2, c2})
		}
	}
	return out
}
