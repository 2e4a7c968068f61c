package fill

import (
	"math"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"ruhu/model"
)

// Rows without a height are as high as what stands in them, but nobody makes them so for
// cells that are merged: their text would run over what stands below.

// lineHeight is how high a line is, in sizes of its type.
const lineHeight = 1.36

// mostHeight is how high a row may be, in points.
const mostHeight = 409

// noteTall notes a merged cell that was filled and goes over several lines.
func (f *filledSheet) noteTall(c *etree.Element, of *cell) {
	if _, style := f.book.style(c); of.rows*of.cols > 1 && style.wraps && !style.shrink && !on(c.Parent(), "customHeight") {
		f.tall = append(f.tall, c)
	}
}

// grow gives the rows of merged cells that were filled the height that holds them, and
// all else in these rows.
func (f *filledSheet) grow() {
	if len(f.tall) == 0 {
		return
	}
	merged := make(map[string]area)
	for _, a := range mergesOf(f.tree.Root()) {
		merged[model.CellName(a.col1, a.row1)] = a
	}
	usual := 15.0
	if e := f.tree.Root().SelectElement("sheetFormatPr"); e != nil {
		usual = decimal(attr(e, "defaultRowHeight"), usual)
	}
	for _, c := range f.tall {
		row := c.Parent()
		if f.heightOf(c, merged, usual) <= f.height(rowNumber(row), usual) {
			continue
		}
		high := 0.0
		for _, x := range row.ChildElements() {
			if a, ok := merged[attr(x, "r")]; x == c || !ok || a.row1 == a.row2 {
				high = max(high, f.heightOf(x, merged, usual))
			}
		}
		row.CreateAttr("ht", strconv.FormatFloat(min(math.Ceil(high), mostHeight), 'f', -1, 64))
		row.CreateAttr("customHeight", "1")
	}
}

// height is how high a row is, in points.
func (f *filledSheet) height(row int, usual float64) float64 {
	if r := f.rows[row]; r != nil {
		return decimal(attr(r, "ht"), usual)
	}
	return usual
}

// heightOf is how high the row of a cell has to be for its text, in points.
func (f *filledSheet) heightOf(c *etree.Element, merged map[string]area, usual float64) float64 {
	at, ok := parseArea(attr(c, "r"))
	if a, found := merged[attr(c, "r")]; found {
		at = a
	}
	_, style := f.book.style(c)
	if !ok || style.shrink {
		return 0
	}
	width := -besideDigits
	for k := at.col1; k <= min(at.col2, len(f.sheet.widths)); k++ {
		width += f.sheet.widths[k-1]
	}
	lines := 0
	for line := range strings.SplitSeq(f.book.text(c), "\n") {
		lines += linesOf(line, width/style.size, style.wraps)
	}
	high := float64(lines) * style.size * f.book.point * lineHeight
	for row := at.row1 + 1; row <= at.row2; row++ {
		high -= f.height(row, usual)
	}
	return high
}

// linesOf is how many lines a text takes in a width counted in digits.
func linesOf(text string, width float64, wraps bool) int {
	lines, at := 1, 0.0
	for _, r := range text {
		w := 1.0
		if r >= 0x2E80 {
			w = 2
		}
		if at += w; wraps && at > max(width, 2) {
			lines, at = lines+1, w
		}
	}
	return lines
}
