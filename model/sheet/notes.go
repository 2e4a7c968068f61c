package sheet

import (
	"bytes"
	"slices"
	"strconv"
)

// rows reads rows, whole ones. Only those are looked at closely that may have
// something to tell.
func (n *noter) rows(s rawSheet) {
	at := bytes.Index(s, []byte("<row"))
	if at < 0 {
		n.scan(s) // tags with a prefix
		return
	}
	for at < len(s) {
		t, _ := s.nextTag(at)
		end, ok := s.rowEnd(at)
		if !ok {
			return // damaged
		}
		n.see(t, s[t.end:])
		if n.hidden || n.hiddenCols != nil || bytes.Contains(s[t.end:end], []byte("<f")) {
			n.scan(s[t.end:end])
		}
		next := bytes.Index(s[end:], []byte("<row"))
		if next < 0 {
			return
		}
		at = end + next
	}
}

// scan reads all tags of a piece of the sheet.
func (n *noter) scan(s rawSheet) {
	for i := 0; ; {
		t, ok := s.nextTag(i)
		if !ok {
			return
		}
		i = t.end
		n.see(t, s[i:])
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
	cell       tag
	formula    bool
	value      bool
}

// see reads a tag; rest is what follows it.
func (n *noter) see(t tag, rest rawSheet) {
	switch string(t.name) {
	case "col":
		n.column(t)
	case "row":
		before := n.row
		n.row, n.col = n.row+1, 0
		if r, err := strconv.Atoi(string(t.attr("r"))); err == nil {
			n.row = r
		}
		n.jumbled = n.jumbled || n.row <= before
		n.hidden = isTrue(t.attr("hidden")) || isZero(t.attr("ht"))
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
		if len(rest) > 0 && rest[0] != '<' || n.formula && string(n.cell.attr("t")) == "str" {
			n.hold()
		}
	case "is":
		n.hold()
	case "/c":
		if n.formula && !n.value {
			n.found.uncached(n.row, n.place())
		}
	}
}

// place gives the column of the cell at hand.
func (n *noter) place() int {
	if c, _, ok := cellAt(n.cell.attr("r")); ok {
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
func (n *noter) column(t tag) {
	if !isTrue(t.attr("hidden")) && !isZero(t.attr("width")) {
		return
	}
	from, err := strconv.Atoi(string(t.attr("min")))
	to, err2 := strconv.Atoi(string(t.attr("max")))
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

func isTrue(v []byte) bool { return string(v) == "1" || string(v) == "true" }

func isZero(v []byte) bool { return string(v) == "0" }

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

// rowEnd finds the end of the row that begins at i.
func (s rawSheet) rowEnd(i int) (end int, ok bool) {
	t, ok := s.nextTag(i)
	if !ok {
		return 0, false
	}
	if bytes.HasSuffix(t.body, []byte("/")) {
		return t.end, true
	}
	k := bytes.Index(s[t.end:], []byte("</row>"))
	return t.end + k + len("</row>"), k >= 0
}
