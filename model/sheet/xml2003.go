package sheet

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// openXML2003 reads an XML Spreadsheet of Excel 2003, which some systems write
// under the name .xls. The text is UTF-8 already, whatever it says of itself.
// Elements are read one by one, so that their depth costs nothing.
func openXML2003(b []byte, kind string, stopped func() error) ([]Sheet, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	x := &xmlBook{kind: kind, styles: make(map[string]*numberFormat)}
	for n := 0; ; n++ {
		if n%pause == 0 {
			if err := stopped(); err != nil {
				return nil, err
			}
		}
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && x.ended:
			return x.sheets(), nil
		case err != nil:
			return nil, errXMLCut
		}
		switch e := token.(type) {
		case xml.StartElement:
			x.start(e)
		case xml.EndElement:
			x.end(e.Name.Local)
		case xml.CharData:
			if x.in == "Data" || x.in == "Visible" {
				x.text = append(x.text, e...)
			}
		}
		switch {
		case x.col > maxColumns || x.row > maxRows:
			return nil, errWide
		case len(x.tables) > maxSheets:
			return nil, errSheets
		}
	}
}

// maxRows is how many rows a sheet can have in any program.
const maxRows = 1 << 20

var errXMLCut = &Error{Message: "XML 电子表格不完整或已损坏", Hint: "请用 Excel 或 WPS 打开并核对后另存为 .xlsx 再试"}

// xmlBook is the workbook as far as it is read.
type xmlBook struct {
	kind   string
	late   bool
	ended  bool
	tables []*table
	styles map[string]*numberFormat // by their names
	naming string                   // the style that is being described

	row, col, nextCo int
	rowStyle, style  string         // of the row and the cell at hand
	colStyles        map[int]string // by column
	span             int            // blank rows behind that are like this one
	hidden           bool           // the row
	comment          bool
	in               string // the element whose text is wanted
	text             []byte
	kindOf           string // of the value: Number, String, DateTime …
	formula          bool
	filled           bool // the cell has a value
	across           int
}

func (x *xmlBook) sheets() []Sheet {
	out := make([]Sheet, len(x.tables))
	for i, t := range x.tables {
		t.late = x.late
		t.finish()
		out[i] = t
	}
	return out
}

// attr gives an attribute by its name without prefix.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(e xml.StartElement, name string, most int) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		return 0
	}
	return min(max(n, 0), most)
}

func (x *xmlBook) start(e xml.StartElement) {
	name := e.Name.Local
	switch {
	case name == "Date1904":
		x.late = true
	case name == "Style":
		x.naming = attr(e, "ID")
		x.styles[x.naming] = x.styles[attr(e, "Parent")]
	case name == "NumberFormat" && len(x.tables) == 0:
		if code := attr(e, "Format"); code != "" {
			x.styles[x.naming] = parseFormat(cmp.Or(namedFormats[code], code))
		}
	case name == "Worksheet":
		x.tables = append(x.tables, newTable(attr(e, "Name"), Notes{Kind: x.kind}))
		x.row, x.col, x.span, x.nextCo, x.colStyles = 0, 0, 0, 1, make(map[int]string)
	case len(x.tables) == 0:
	case name == "Comment":
		x.comment = true
	case name == "Column":
		x.column(e)
	case name == "Row":
		x.startRow(e)
	case name == "Cell":
		x.startCell(e)
	case name == "Data" && !x.comment, name == "Visible":
		x.in, x.text, x.kindOf = name, x.text[:0], attr(e, "Type")
	}
}

func (x *xmlBook) end(name string) {
	switch name {
	case "Workbook":
		x.ended = true
	case "Comment":
		x.comment = false
	}
	if len(x.tables) == 0 {
		return
	}
	t := x.tables[len(x.tables)-1]
	switch {
	case name == "Data" && x.in == name:
		x.value(t)
	case name == "Visible" && x.in == name:
		t.notes.Hidden = t.notes.Hidden || strings.HasPrefix(string(x.text), "SheetHidden") || strings.HasPrefix(string(x.text), "SheetVeryHidden")
	case name == "Cell":
		if x.formula && !x.filled {
			t.notes.Uncached.Add(x.row, x.col)
		}
		x.col += x.across
	}
	if name == x.in {
		x.in = ""
	}
}

func (x *xmlBook) column(e xml.StartElement) {
	if n := number(e, "Index", maxColumns); n > 0 {
		x.nextCo = n
	}
	for span := number(e, "Span", maxColumns); span >= 0 && x.nextCo <= maxColumns; span-- {
		if attr(e, "Hidden") == "1" {
			x.tables[len(x.tables)-1].cols[x.nextCo] = true
		}
		if style := attr(e, "StyleID"); style != "" {
			x.colStyles[x.nextCo] = style
		}
		x.nextCo++
	}
}

func (x *xmlBook) startRow(e xml.StartElement) {
	if n := number(e, "Index", maxRows+1); n > 0 {
		x.row = n
	} else {
		x.row += 1 + x.span
	}
	x.rowStyle = attr(e, "StyleID")
	x.col, x.hidden, x.span = 0, attr(e, "Hidden") == "1", number(e, "Span", maxRows)
}

func (x *xmlBook) startCell(e xml.StartElement) {
	if n := number(e, "Index", maxColumns+1); n > 0 {
		x.col = n
	} else {
		x.col++
	}
	t := x.tables[len(x.tables)-1]
	x.style = cmp.Or(attr(e, "StyleID"), x.rowStyle, x.colStyles[x.col], "Default")
	formula := attr(e, "Formula")
	x.formula, x.filled = formula != "", false
	if strings.Contains(formula, "[") && strings.Contains(strings.ToLower(formula), ".xls") {
		t.notes.External = true
	}
	x.across = number(e, "MergeAcross", maxColumns)
	down := number(e, "MergeDown", maxRows)
	switch {
	case x.across+down == 0:
	case len(t.spans) == maxSpans:
		t.over = errMerged
	default:
		t.spans = append(t.spans, Span{x.row, x.col, x.row + down, x.col + x.across})
	}
}

// namedFormats are the formats that have a name in these files.
var namedFormats = map[string]string{
	"General Date": "yyyy/m/d h:mm", "Long Date": "yyyy/m/d", "Medium Date": "d-mmm-yy", "Short Date": "yyyy/m/d",
	"Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM", "Short Time": "h:mm",
}

// value puts the cell's value as it is seen.
func (x *xmlBook) value(t *table) {
	if x.row < 1 || x.col < 1 {
		return // stands in no cell
	}
	text := string(x.text)
	x.filled = true
	f := x.styles[x.style]
	switch {
	case x.kindOf == "Error":
		t.notes.Errors.Add(x.row, x.col)
		return
	case x.kindOf == "DateTime":
		text = isoDate(f, text, x.late)
	case x.kindOf == "Number" && f != nil:
		text = f.show(text, x.late)
	}
	t.put(x.row, x.col, text, x.kindOf == "Number")
	if x.hidden && text != "" {
		t.rows[x.row] = true
	}
}

// isoDate gives a date that is stored in the words of ISO 8601 as its format shows
// it; without one as 2019-10-12.
func isoDate(f *numberFormat, text string, late bool) string {
	serial, ok := daySerial(text, late)
	switch {
	case !ok:
		return text
	case f != nil:
		return f.show(serial, late)
	}
	if day, _, _ := strings.Cut(text, "T"); !strings.HasPrefix(day, "1899") { // a time has a day of its own
		return day
	}
	return text
}

// daySerial counts the days of a date, as spreadsheet programs store it.
func daySerial(text string, late bool) (string, bool) {
	at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(text, "Z"))
	if err != nil {
		if at, err = time.Parse(time.DateOnly, text); err != nil {
			return "", false
		}
	}
	days := at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
	if late {
		days -= 1462
	}
	return numberText(days), true
}
