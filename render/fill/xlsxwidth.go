package fill

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// cellStyle is what a format of cells says of how a value is shown.
type cellStyle struct {
	text   bool    // whatever is typed is text
	wraps  bool    // over several lines
	shrink bool    // made small enough already
	size   float64 // of its type, in that of the workbook
}

// readStyles reads the formats of cells.
func (b *workbook) readStyles() {
	if b.stylesheet = b.parts.xml(b.parts.related(b.main, "styles")); b.stylesheet == nil {
		return
	}
	root := b.stylesheet.Root()
	var sizes []float64
	for _, f := range children(root, "fonts") {
		size := 11.0
		if e := f.SelectElement("sz"); e != nil {
			size = decimal(val(e, ""), size)
		}
		sizes = append(sizes, size)
	}
	b.point = 11
	if len(sizes) > 0 {
		b.point = sizes[0]
	}
	for _, xf := range children(root, "cellXfs") {
		s := cellStyle{text: attr(xf, "numFmtId") == "49", size: 1}
		if i := atoi(attr(xf, "fontId")); i < len(sizes) {
			s.size = sizes[i] / sizes[0]
		}
		if a := xf.SelectElement("alignment"); a != nil {
			s.wraps, s.shrink = on(a, "wrapText"), on(a, "shrinkToFit")
		}
		b.styles = append(b.styles, s)
	}
}

// style gives the format of a cell and its number.
func (b *workbook) style(c *etree.Element) (int, cellStyle) {
	switch i, n := atoi(attr(c, "s")), len(b.styles); {
	case i < n:
		return i, b.styles[i]
	case i < 2*n: // in a copy of a row that was filled
		style := b.styles[i-n]
		style.shrink = true
		return i, style
	}
	return 0, cellStyle{size: 1, shrink: true}
}

// widthsOf gives the widths of a sheet's columns, in digits of the workbook's type.
func widthsOf(sheet *etree.Element) []float64 {
	usual := 8.43
	if e := sheet.SelectElement("sheetFormatPr"); e != nil {
		usual = decimal(attr(e, "defaultColWidth"), usual)
	}
	out := slices.Repeat([]float64{usual}, mostColumns)
	for _, c := range children(sheet, "cols") {
		for n := max(1, atoi(attr(c, "min"))); n <= min(atoi(attr(c, "max")), mostColumns); n++ {
			out[n-1] = decimal(attr(c, "width"), usual)
		}
	}
	return out
}

func decimal(s string, otherwise float64) float64 {
	if v, err := strconv.ParseFloat(s, 64); err == nil && v > 0 {
		return v
	}
	return otherwise
}

// besideDigits is what a cell needs beside its digits: its margins.
const besideDigits = 0.8

// shrink lets a number that is wider than its cell be shown smaller: the next cell would
// cover its last digits, and a second line would be cut off where the height of the row
// is fixed.
func (f *filledSheet) shrink(c *etree.Element, of *cell, text string) {
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return // words go on in the next line
	}
	i, style := f.book.style(c)
	if style.shrink || style.wraps && !on(c.Parent(), "customHeight") || len(f.book.styles) == 0 {
		return
	}
	width := 0.0
	for k := of.col; k < min(of.col+of.cols, len(f.sheet.widths)); k++ {
		width += f.sheet.widths[k]
	}
	if float64(len(text))*style.size+besideDigits <= width {
		return
	}
	f.shrinks = true
	c.CreateAttr("s", itoa(len(f.book.styles)+i))
}

// addShrinking gives the workbook each of its formats once more, behind the others, which
// makes a value small enough for its cell.
func (b *workbook) addShrinking(out *parts) {
	doc := b.stylesheet.Copy()
	xfs := doc.Root().SelectElement("cellXfs")
	for _, xf := range xfs.ChildElements() {
		n := xf.Copy()
		a := ensureFirst(n, "alignment", "")
		a.RemoveAttr("wrapText")
		a.CreateAttr("shrinkToFit", "1")
		n.CreateAttr("applyAlignment", "1")
		xfs.AddChild(n)
	}
	xfs.CreateAttr("count", itoa(len(xfs.ChildElements())))
	out.setXML(b.parts.related(b.main, "styles"), doc)
}
