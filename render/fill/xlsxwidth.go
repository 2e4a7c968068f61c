package fill

import (
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
func (b *workbook) readStyles() error {
	doc, err := b.parts.xml(b.parts.related(b.main, "styles"))
	if err != nil || doc == nil {
		return err
	}
	b.stylesheet = doc
	var sizes []float64
	if fonts := doc.Root().SelectElement("fonts"); fonts != nil {
		for _, f := range fonts.ChildElements() {
			size := 11.0
			if e := f.SelectElement("sz"); e != nil {
				size = decimal(e.SelectAttrValue("val", ""), size)
			}
			sizes = append(sizes, size)
		}
	}
	b.point = 11
	if len(sizes) > 0 {
		b.point = sizes[0]
	}
	xfs := doc.Root().SelectElement("cellXfs")
	if xfs == nil {
		return nil
	}
	for _, xf := range xfs.ChildElements() {
		s := cellStyle{text: xf.SelectAttrValue("numFmtId", "") == "49", size: 1}
		if i := atoi(xf.SelectAttrValue("fontId", "0")); i < len(sizes) && sizes[0] > 0 {
			s.size = sizes[i] / sizes[0]
		}
		if a := xf.SelectElement("alignment"); a != nil {
			s.wraps, s.shrink = on(a.SelectAttrValue("wrapText", "")), on(a.SelectAttrValue("shrinkToFit", ""))
		}
		b.styles = append(b.styles, s)
	}
	return nil
}

// style gives the format of a cell and its number.
func (b *workbook) style(c *etree.Element) (int, cellStyle) {
	switch i, n := atoi(c.SelectAttrValue("s", "0")), len(b.styles); {
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
		usual = decimal(e.SelectAttrValue("defaultColWidth", ""), usual)
	}
	out := make([]float64, mostColumns)
	for i := range out {
		out[i] = usual
	}
	if cols := sheet.SelectElement("cols"); cols != nil {
		for _, c := range cols.ChildElements() {
			for n := max(1, atoi(c.SelectAttrValue("min", ""))); n <= min(atoi(c.SelectAttrValue("max", "")), mostColumns); n++ {
				out[n-1] = decimal(c.SelectAttrValue("width", ""), usual)
			}
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
	if style.shrink || style.wraps && !on(c.Parent().SelectAttrValue("customHeight", "")) || len(f.book.styles) == 0 {
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
func (b *workbook) addShrinking(out *parts) error {
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
	return out.setXML(b.parts.related(b.main, "styles"), doc)
}
