package sheet

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"
)

// The spans that HTML allows (HTML Living Standard, 4.9.11).
const (
	maxColSpan = 1000
	maxRowSpan = 65534
)

// maxSpans bounds the merged ranges of a sheet that is held in memory.
const maxSpans = 1 << 20

var errNoRows = &Error{Message: "是网页，里面没有表格",
	Hint: "若是 Excel 存成的网页，数据在同名的文件夹里：请用 Excel 或 WPS 打开后另存为 .xlsx；否则请核对是否选错了文件"}

// namedCharset decodes a page whose own words name an encoding that could not
// be found from the bytes; name is empty for all others.
func namedCharset(b []byte) (text []byte, name string) {
	start := bytes.ToLower(b[:min(len(b), 4096)])
	_, rest, ok := bytes.Cut(start, []byte("charset="))
	if !ok || !bytes.HasPrefix(bytes.TrimSpace(start), []byte("<")) {
		return b, ""
	}
	rest = bytes.TrimLeft(rest, `"' `)
	if i := bytes.IndexAny(rest, "\"'>;/ \r\n"); i >= 0 {
		rest = rest[:i]
	}
	enc, err := htmlindex.Get(string(rest))
	if err != nil {
		return b, ""
	}
	switch name, _ := htmlindex.Name(enc); {
	case name == "big5", name == "shift_jis", strings.HasPrefix(name, "euc-"):
		if out, err := enc.NewDecoder().Bytes(b); err == nil {
			return out, strings.ToUpper(name)
		}
	}
	return b, "" // UTF-8, GB2312 and the like, told apart by the bytes
}

// openHTML reads the tables of a page as one sheet, one below the other, with
// the lines of text between them: that is how spreadsheet programs open it, and
// cells are named as the user sees them there. Tables within a cell count as
// rows of their own.
func openHTML(b []byte, kind string, stopped func() error) ([]Sheet, error) {
	p := &page{stopped: stopped, t: newTable("", Notes{Kind: kind}), tokens: html.NewTokenizer(bytes.NewReader(b))}
	p.tokens.SetMaxBuf(len(b))
	if err := p.read(); err != nil {
		return nil, err
	}
	if len(p.t.cells) == 0 || !p.tables {
		return nil, errNoRows
	}
	return []Sheet{p.t}, nil
}

// page puts the tables of a page into a sheet, token by token.
type page struct {
	t       *table
	tokens  *html.Tokenizer
	stopped func() error

	tables bool // there was one
	depth  int  // of tables
	silent int  // of elements whose text is not shown
	row    int
	col    int
	inRow  bool
	hidden bool // the row
	held   bool // the row has a cell that is not empty
	nextCo int  // the column that the next <col> describes
	width  int  // of wide rows together

	inCell  bool
	cell    htmlCell
	text    []byte // of the cell, or between tables
	covered []int  // by column: the last row that a cell from above covers
	veil    string // the element within a cell that hides what is in it, and
	veils   int    // how many of its name are open since
}

// htmlCell is what the attributes of a cell say.
type htmlCell struct {
	cols, rows int
	value      string // where it is stored beside the text that is shown
	number     bool
	hidden     bool
}

func (p *page) read() error {
	for n := 0; ; n++ {
		if n%pause == 0 {
			if err := p.stopped(); err != nil {
				return err
			}
		}
		switch p.tokens.Next() {
		case html.ErrorToken:
			p.endRow()
			p.endLine()
			p.t.finish()
			return p.t.lost
		case html.TextToken:
			if p.silent == 0 && (p.inCell || p.depth == 0) {
				p.addText(p.tokens.Text())
			}
		case html.StartTagToken:
			p.start()
		case html.SelfClosingTagToken:
			name, _ := p.tokens.TagName()
			switch atom.Lookup(name) {
			case atom.Br:
				p.breakLine()
			case atom.Col:
				p.column()
			}
		case html.EndTagToken:
			name, _ := p.tokens.TagName()
			p.end(atom.Lookup(name), string(name))
		}
		if p.col > maxColumns || p.width > maxWide {
			return errWide
		}
	}
}

func (p *page) start() {
	name, attrs := p.tokens.TagName()
	switch tag := atom.Lookup(name); tag {
	case atom.Table:
		p.startTable()
	case atom.Tr:
		if p.depth > 0 {
			p.endRow()
			p.startRow(attrs)
		}
	case atom.Td, atom.Th:
		if p.depth > 0 {
			p.startCell(attrs)
		}
	case atom.Col:
		p.column()
	case atom.Br:
		p.breakLine()
	case atom.Title, atom.Style, atom.Script:
		p.silent++
	default:
		p.startVeil(string(name), attrs)
		switch {
		case string(name) == "xml":
			p.silent++
		case isBlock(tag):
			p.breakLine()
		}
	}
}

// startVeil begins what is not shown within a cell.
func (p *page) startVeil(name string, attrs bool) {
	switch {
	case name == p.veil:
		p.veils++
	case p.veil != "" || !p.inCell || !slices.Contains([]string{"span", "div", "p", "font"}, name):
	default:
		for attrs {
			var key, val []byte
			key, val, attrs = p.tokens.TagAttr()
			if hides(key, val) && p.veil == "" {
				p.veil, p.veils = name, 1
				p.silent++
			}
		}
	}
}

// endVeil ends it with the element, or whatever is open with the cell.
func (p *page) endVeil(name string) {
	if p.veil == "" || name != "" && name != p.veil {
		return
	}
	if p.veils--; p.veils <= 0 || name == "" {
		p.veil = ""
		p.silent = max(0, p.silent-1)
	}
}

func (p *page) end(tag atom.Atom, name string) {
	switch tag {
	case atom.Table:
		p.endRow()
		p.depth = max(0, p.depth-1)
		p.covered = nil
	case atom.Tr:
		p.endRow()
	case atom.Td, atom.Th:
		p.endCell()
	case atom.Title, atom.Style, atom.Script:
		p.silent = max(0, p.silent-1)
	default:
		p.endVeil(name)
		switch {
		case name == "xml":
			p.silent = max(0, p.silent-1)
		case isBlock(tag):
			p.breakLine()
		}
	}
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Center, atom.Caption:
		return true
	}
	return false
}

func (p *page) startTable() {
	p.endCell()
	if p.inRow && !p.held {
		p.row-- // a row that only holds this table
	}
	p.inRow = false
	if p.depth == 0 {
		p.endLine()
	}
	p.tables, p.covered, p.nextCo = true, nil, 1
	p.depth++
}

func (p *page) startRow(attrs bool) {
	p.row++
	p.col, p.inRow, p.held, p.hidden = 0, true, false, false
	for attrs {
		var key, val []byte
		key, val, attrs = p.tokens.TagAttr()
		p.hidden = p.hidden || hides(key, val)
	}
}

// hides reports an attribute that hides its element.
func hides(key, val []byte) bool {
	if string(key) != "style" {
		return string(key) == "hidden"
	}
	style := bytes.ToLower(bytes.ReplaceAll(val, []byte(" "), nil))
	return bytes.Contains(style, []byte("display:none"))
}

func (p *page) endRow() {
	p.endCell()
	if p.inRow && p.col > wideRow {
		p.width += p.col
	}
	p.inRow = false
}

func (p *page) startCell(attrs bool) {
	p.endCell()
	if !p.inRow {
		p.startRow(false)
	}
	p.cell = htmlCell{cols: 1, rows: 1}
	for attrs {
		var key, val []byte
		key, val, attrs = p.tokens.TagAttr()
		p.cell.attr(key, val)
	}
	for p.col++; p.col < len(p.covered) && p.covered[p.col] >= p.row; p.col++ {
	}
	p.inCell, p.text = true, p.text[:0]
}

// attr reads an attribute of a cell: spans, and the values that Excel (x:num,
// x:str) and LibreOffice (sdval) put beside the text that is shown.
func (c *htmlCell) attr(key, val []byte) {
	switch string(key) {
	case "colspan":
		c.cols = spanOf(val, maxColSpan)
	case "rowspan":
		c.rows = spanOf(val, maxRowSpan)
	case "x:num", "sdval":
		c.number = true
		if _, err := strconv.ParseFloat(string(val), 64); err == nil {
			c.value = string(val)
		}
	case "x:str":
		c.value = string(val)
	default:
		c.hidden = c.hidden || hides(key, val)
	}
}

// seen gives the value of a cell, which is what is shown in it, unless that is the
// stored number dressed up or cut: 1,234.57, 3.20799E+17, ####.
func (c *htmlCell) seen(shown string) string {
	switch {
	case c.value == "":
		return shown
	case !c.number || shown == "" || strings.Trim(shown, "#") == "" || strings.HasSuffix(shown, "%"):
		return c.value
	}
	bare := strings.NewReplacer(",", "", "￥", "", "¥", "", "$", "", "元", "", " ", "").Replace(shown)
	digits := strings.TrimLeft(bare, "-")
	if _, err := strconv.ParseFloat(bare, 64); err == nil && (len(digits) < 2 || digits[0] != '0' || digits[1] == '.') {
		return c.value
	}
	if day, ok := SerialDate(c.value, false); ok && showsDay(shown, day) {
		return day // 1/3/2018, in which nobody could tell the month from the day
	}
	return shown // 0017, 2019-10, 3组
}

// showsDay reports that a text shows a day, given as 2018-01-03, in whatever order:
// with its year in four digits or two, its month and its day.
func showsDay(shown, day string) bool {
	parts := strings.FieldsFunc(shown, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) < 3 {
		return false
	}
	has := func(wanted ...string) bool {
		return slices.ContainsFunc(wanted, func(w string) bool { return slices.Contains(parts, w) })
	}
	year, month, date := day[:4], day[5:7], day[8:]
	return has(year, year[2:]) && has(month, strings.TrimLeft(month, "0")) && has(date, strings.TrimLeft(date, "0"))
}

func spanOf(val []byte, most int) int {
	n, err := strconv.Atoi(string(bytes.TrimSpace(val)))
	if err != nil {
		return 1
	}
	return min(max(n, 1), most)
}

func (p *page) endCell() {
	if !p.inCell {
		return
	}
	p.inCell = false
	p.endVeil("")
	last := p.col + p.cell.cols - 1
	if last > maxColumns {
		p.col = last
		return
	}
	text := p.cell.seen(strings.TrimSpace(string(p.text)))
	p.text = p.text[:0]
	if text != "" {
		p.held = true
		p.t.put(p.row, p.col, text, p.cell.number)
		if p.hidden || p.cell.hidden {
			p.t.rows[p.row] = true
		}
	}
	if p.cell.cols > 1 || p.cell.rows > 1 {
		p.cover(last)
	}
	p.col = last
}

// cover notes a merged cell, so that the cells below stand beside it.
func (p *page) cover(last int) {
	if len(p.t.spans) == maxSpans {
		p.t.over = errMerged
		return
	}
	bottom := p.row + p.cell.rows - 1
	p.t.spans = append(p.t.spans, Span{p.row, p.col, bottom, last})
	if p.cell.rows == 1 {
		return
	}
	if n := last + 1 - len(p.covered); n > 0 {
		p.covered = append(p.covered, make([]int, n)...)
	}
	for c := p.col; c <= last; c++ {
		p.covered[c] = bottom
	}
}

// column reads a <col>, which may hide columns.
func (p *page) column() {
	span, hidden := 1, false
	for more := true; more; {
		var key, val []byte
		key, val, more = p.tokens.TagAttr()
		if string(key) == "span" {
			span = spanOf(val, maxColSpan)
		}
		hidden = hidden || hides(key, val)
	}
	for ; span > 0 && p.nextCo <= maxColumns; span-- {
		if hidden {
			p.t.cols[p.nextCo] = true
		}
		p.nextCo++
	}
}

// addText adds text as a browser shows it: any run of blanks is one.
func (p *page) addText(b []byte) {
	for _, r := range string(b) {
		if r == '\u00A0' || r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			if n := len(p.text); n == 0 || p.text[n-1] == ' ' || p.text[n-1] == '\n' {
				continue
			}
			r = ' '
		}
		p.text = append(p.text, string(r)...)
	}
}

func (p *page) breakLine() {
	switch {
	case p.inCell:
		if n := len(p.text); n > 0 && p.text[n-1] != '\n' {
			p.text = append(p.text, '\n')
		}
	case p.depth == 0:
		p.endLine()
	}
}

// endLine makes a row of a line of text outside of the tables.
func (p *page) endLine() {
	if text := strings.TrimSpace(string(p.text)); text != "" && !p.inCell {
		p.row++
		p.t.put(p.row, 1, text, false)
	}
	p.text = p.text[:0]
}
