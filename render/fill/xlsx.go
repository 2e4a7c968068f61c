package fill

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"ruhu/model"
)

// workbook is a form that is a workbook.
type workbook struct {
	parts  *parts
	main   string
	tree   *etree.Document
	sheets []*worksheet
	total  int              // of sheets, those that are charts as well
	shared []*etree.Element // of sharedStrings.xml
	styles []cellStyle      // by their numbers
	point  float64          // the size of its usual type, in points

	stylesheet *etree.Document
}

// worksheet is one sheet of it. The tree is the form's: it is copied to be filled.
type worksheet struct {
	name   string
	part   string
	hidden bool
	index  int // among all sheets of the workbook
	tree   *etree.Document
	grid   *grid // nil where the sheet is hidden or explains the others
	widths []float64
	// margins are its headers and footers that have marks.
	margins []*grid
}

// Bounds of the sheets that are read: a form is looked at by people.
const (
	mostSheetRows = 3000
	mostColumns   = 300
	mostCells     = 200_000
)

// openWorkbook reads the sheets of a workbook as grids.
func openWorkbook(p *parts) (*workbook, error) {
	b := &workbook{parts: p, main: p.main()}
	if b.tree = p.xml(b.main); b.tree == nil {
		return nil, cmp.Or(p.err, error(&Error{"文件已损坏（没有工作簿）", saveAs}))
	}
	if shared := p.xml(p.related(b.main, "sharedStrings")); shared != nil {
		b.shared = shared.Root().ChildElements()
	}
	if b.readStyles(); p.err != nil {
		return nil, p.err
	}
	targets, list := p.targets(b.main), b.tree.Root().SelectElement("sheets")
	if list == nil {
		return nil, &Error{"工作簿里没有工作表", saveAs}
	}
	b.total = len(list.ChildElements())
	for i, e := range list.ChildElements() {
		part := targets[attr(e, "id")]
		if b.parts.data[part] == nil || !strings.Contains(part, "worksheets/") {
			continue // a chart by itself
		}
		s := &worksheet{name: attr(e, "name"), part: part, index: i, hidden: e.SelectAttrValue("state", "visible") != "visible"}
		p.set(part, withoutEmptyTail(p.data[part]))
		if s.tree = p.xml(part); s.tree == nil || s.tree.Root().SelectElement("sheetData") == nil {
			return nil, cmp.Or(p.err, error(&Error{"文件已损坏（工作表“" + s.name + "”）", saveAs}))
		}
		s.widths = widthsOf(s.tree.Root())
		if !s.hidden && !explains.MatchString(s.name) {
			var err error
			if s.grid, err = b.gridOf(s); err != nil {
				return nil, err
			}
			s.readMargins()
		}
		b.sheets = append(b.sheets, s)
	}
	return b, p.err
}

// explains are names of sheets that tell how to fill in the others, or show them filled.
var explains = regexp.MustCompile(`^(?:[填使]\p{Han}{0,3})?(?:说明|须知)$|填[表报写](?:说明|须知|要求)|^(?:填[表报写]?)?(?:举例|示例|样例|范例|例子)|(?:举例|示例|样例|范例)$`)

// withoutEmptyTail is a large sheet without the rows of empty cells far below all that
// it says: somebody drew borders down to its end, and every copy would have them.
func withoutEmptyTail(sheet []byte) []byte {
	if len(sheet) < 4<<20 {
		return sheet
	}
	end := bytes.LastIndex(sheet, []byte("</sheetData>"))
	if end < 0 {
		return sheet
	}
	said := 0
	for _, word := range [...]string{"v>", "f>", "t>", "<f "} {
		said = max(said, bytes.LastIndex(sheet[:end], []byte(word)))
	}
	cut := said
	for range mostSheetRows {
		next := bytes.Index(sheet[cut:end], []byte("<row"))
		if next < 0 {
			return sheet
		}
		cut += next + len("<row")
	}
	return slices.Concat(sheet[:cut-len("<row")], sheet[end:])
}

// gridOf reads a sheet as a grid, with one row more than it has: a list of heads alone
// has room below.
func (b *workbook) gridOf(s *worksheet) (*grid, error) {
	g := newGrid(s.name)
	data := s.tree.Root().SelectElement("sheetData")
	texts := make(map[[2]int]*etree.Element)
	rows, cols, seen := 0, 0, 0
	eachCell(data, func(row, col int, c *etree.Element) {
		if col <= mostColumns && (model.Squeeze(b.text(c)) != "" || c.SelectElement("f") != nil) {
			seen = max(seen, row)
		}
		texts[[2]int{row, col}] = c
		rows, cols = max(rows, row), max(cols, min(col, mostColumns))
	})
	if seen > mostSheetRows {
		return nil, &Error{fmt.Sprintf("工作表“%s”有 %d 行，不像是一张要填的表", s.name, seen), "请核对是否选错了文件；花名册写在表的后面"}
	}
	rows = min(rows, seen+200) + 1
	spans := make(map[[2]int][2]int) // of merged cells: rows and columns, none but of the first
	for _, m := range mergesOf(s.tree.Root()) {
		if m.row1 > rows || m.col1 > mostColumns {
			continue
		}
		rows, cols = max(rows, min(m.row2, mostSheetRows+200)), max(cols, min(m.col2, mostColumns))
		for r := m.row1; r <= min(m.row2, rows); r++ {
			for c := m.col1; c <= min(m.col2, cols); c++ {
				spans[[2]int{r, c}] = [2]int{}
			}
		}
		spans[[2]int{m.row1, m.col1}] = [2]int{min(m.row2, rows) - m.row1 + 1, min(m.col2, cols) - m.col1 + 1}
	}
	if rows*cols > mostCells {
		return nil, &Error{fmt.Sprintf("工作表“%s”太大，不像是一张要填的表", s.name), "请核对是否选错了文件；花名册写在表的后面"}
	}
	tables := b.tablesOf(s)
	inTable := func(row, col int) bool {
		return slices.ContainsFunc(tables, func(a area) bool { return row >= a.row1 && row <= a.row2 && col >= a.col1 && col <= a.col2 })
	}
	for r := 1; r <= rows; r++ {
		for c := 1; c <= cols; c++ {
			at := [2]int{r, c}
			span, merged := spans[at]
			if merged && span[0] == 0 {
				continue
			}
			n := &cell{row: r - 1, col: c - 1, rows: max(1, span[0]), cols: max(1, span[1]), name: model.CellName(c, r)}
			e := texts[at]
			if e != nil {
				n.text = b.text(e)
				if f := e.SelectElement("f"); f != nil {
					n.formula, n.rowFormula = true, strings.Contains(strings.ToUpper(f.Text()), "ROW(")
				}
			}
			bare := e == nil || len(e.ChildElements()) == 0 && atoi(attr(e, "s")) == 0
			n.absent = n.rows*n.cols == 1 && bare && !inTable(r, c)
			g.add(n)
		}
	}
	return g, nil
}

// tablesOf gives the ranges of a sheet that Excel holds for tables, empty rows and all.
func (b *workbook) tablesOf(s *worksheet) []area {
	var out []area
	for _, r := range b.parts.relations(s.part) {
		if r.kind != "table" {
			continue
		}
		if doc := b.parts.xml(r.target); doc != nil {
			if a, ok := parseArea(attr(doc.Root(), "ref")); ok {
				out = append(out, a)
			}
		}
	}
	return out
}

// eachCell calls f for the cells of a sheet with their places, from 1. Cells without a
// place stand behind the one before.
func eachCell(data *etree.Element, f func(row, col int, c *etree.Element)) {
	eachRow(data, func(row int, r *etree.Element) {
		col := 0
		for _, c := range r.SelectElements("c") {
			col++
			if at := attr(c, "r"); at != "" {
				col = columnNumber(at)
			}
			f(row, col, c)
		}
	})
}

// eachRow calls f for the rows of a sheet with their numbers.
func eachRow(data *etree.Element, f func(row int, r *etree.Element)) {
	row := 0
	for _, r := range data.ChildElements() {
		row++
		if n, err := strconv.Atoi(attr(r, "r")); err == nil && n > 0 && n <= 1<<20 {
			row = n
		}
		f(row, r)
	}
}

// area is a range of cells, from 1.
type area struct{ row1, col1, row2, col2 int }

var areaText = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$`)

func parseArea(s string) (area, bool) {
	m := areaText.FindStringSubmatch(s)
	if m == nil {
		return area{}, false
	}
	row1, _ := strconv.Atoi(m[2])
	a := area{row1, columnNumber(m[1]), row1, columnNumber(m[1])}
	if m[3] != "" {
		a.row2, _ = strconv.Atoi(m[4])
		a.col2 = columnNumber(m[3])
	}
	return a, a.row1 > 0 && a.row2 >= a.row1 && a.col2 >= a.col1 && a.row2 <= 1<<20
}

// String writes the range as Excel does.
func (a area) String() string {
	first := model.CellName(a.col1, a.row1)
	if a.row1 == a.row2 && a.col1 == a.col2 {
		return first
	}
	return first + ":" + model.CellName(a.col2, a.row2)
}

func mergesOf(sheet *etree.Element) []area {
	var out []area
	for _, e := range children(sheet, "mergeCells") {
		if a, ok := parseArea(attr(e, "ref")); ok {
			out = append(out, a)
		}
	}
	return out
}

// text is what a cell of the sheet says; numbers as they are stored.
func (b *workbook) text(c *etree.Element) string {
	runs := b.runsOf(c)
	if runs == nil {
		if v := c.SelectElement("v"); v != nil {
			return v.Text()
		}
		return ""
	}
	return seen(richAtoms(runs))
}

// runsOf gives the element that has the texts of a cell: that of the shared strings,
// or its own; nil for numbers and empty cells.
func (b *workbook) runsOf(c *etree.Element) *etree.Element {
	switch c.SelectAttrValue("t", "n") {
	case "s":
		if v := c.SelectElement("v"); v != nil {
			if i, err := strconv.Atoi(strings.TrimSpace(v.Text())); err == nil && i >= 0 && i < len(b.shared) {
				return b.shared[i]
			}
		}
	case "inlineStr":
		return c.SelectElement("is")
	}
	return nil
}

// atom is one character of a text that consists of runs: the element that it stands
// in and where.
type atom struct {
	seen rune
	of   *etree.Element
	at   int // in the runes of a text element
}

// seen is what a person reads of a text.
func seen(atoms []atom) string {
	var b strings.Builder
	for _, a := range atoms {
		b.WriteRune(a.seen)
	}
	return b.String()
}

// richAtoms takes the texts of a string item apart. Blanks that are underlined are
// seen as lines; readings of characters (rPh) are not seen.
func richAtoms(item *etree.Element) []atom {
	var out []atom
	add := func(t *etree.Element, underlined bool) {
		for i, r := range []rune(t.Text()) {
			if underlined && isSpace(r) {
				r = '_'
			}
			out = append(out, atom{r, t, i})
		}
	}
	for _, e := range item.ChildElements() {
		switch e.Tag {
		case "t":
			add(e, false)
		case "r":
			for _, t := range e.SelectElements("t") {
				add(t, isUnderlined(e))
			}
		}
	}
	return out
}

// isUnderlined reports a run whose blanks are lines to write on.
func isUnderlined(run *etree.Element) bool {
	u := within(run, "rPr", "u")
	return u != nil && val(u, "single") != "none"
}

// sheetOf gives the sheet of a grid, or of the header or footer that it is.
func (b *workbook) sheetOf(g *grid) int {
	return slices.IndexFunc(b.sheets, func(s *worksheet) bool { return s.grid == g || slices.Contains(s.margins, g) })
}

func (b *workbook) grids() []*grid {
	var out []*grid
	for _, s := range b.sheets {
		if s.grid != nil {
			out = append(out, s.grid)
		}
	}
	for _, s := range b.sheets {
		out = append(out, s.margins...)
	}
	return out
}

func (b *workbook) unread() []string {
	var out []string
	for _, s := range b.sheets {
		if s.hidden {
			out = append(out, "隐藏的工作表“"+s.name+"”")
		} else if s.grid == nil {
			out = append(out, "说明、举例的工作表“"+s.name+"”")
		}
	}
	boxes, shapes := 0, 0
	for _, name := range b.parts.names {
		switch {
		case strings.Contains(name, "/ctrlProps/"):
			boxes++
		case strings.HasPrefix(name, "xl/drawings/drawing"):
			shapes += strings.Count(string(b.parts.data[name]), "<xdr:txBody>")
		}
	}
	if boxes > 0 {
		out = append(out, fmt.Sprintf("复选框等控件（%d 个）", boxes))
	}
	if shapes > 0 {
		out = append(out, fmt.Sprintf("文本框里的文字（%d 处）", shapes))
	}
	return out
}
