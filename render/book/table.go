package book

import (
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// Table is one sheet of a workbook: a head and rows below it.
type Table struct {
	Name string
	// Banner is printed above every page and stands in no cell, so that the
	// sheet itself remains a plain table.
	Banner string
	// Above are lines over the head, one a row, as exports have them.
	Above   []string
	Columns []Column
	// Rows gives the rows; nil is a table without any.
	Rows iter.Seq[Row]
	// Filter puts filter buttons on the head.
	Filter bool
	// Open formats whole columns, for rows that a user will still add.
	Open bool
	// Plain leaves styles and heights out: for very many rows.
	Plain bool
	// Thin leaves out rules and heights, but every cell keeps its column's format:
	// for long tables that people go on working in.
	Thin bool
	// Portrait turns the paper upright.
	Portrait bool
	// Height is the least height of a row in points, such as room for a pen.
	Height float64
	// Hidden hides the sheet.
	Hidden bool
	// Protect locks every cell but those of the columns marked Fill. There is no
	// password: it guards against slips, not against people.
	Protect bool
	// Freeze is how many columns stay in sight at the left, and are printed again
	// where a row goes on over several pages.
	Freeze int

	// What only this package asks for: more calls before the rows; a sheet
	// without a head; a row to repeat on every page instead of the head.
	extra  func(*excelize.File) error
	bare   bool
	repeat int
	// example is a row of examples over the head, where nobody takes it for data:
	// rosters begin below their heads.
	example []any
}

// Column is one column of a Table.
type Column struct {
	Head  string
	Width float64 // in half-width characters
	// Number formats the column as numbers. All other columns have Excel's
	// text format: a number of 18 digits keeps its tail, and "=1+1" stays what
	// it is even when a user edits the cell.
	Number bool
	Center bool
	// Fill marks the column as one to be filled in: it is tinted and, where the
	// sheet is protected, open.
	Fill bool
	// Hidden hides the column.
	Hidden bool
	// Tenths formats numbers with one decimal, for shares in percent.
	Tenths bool
	// Choices is offered as a drop-down list below the head. Others may be written
	// too.
	Choices []string
}

// Row is one row. A cell is a string, an int, a float64, a Sum, a Formula, a
// Link, a Marked, or nil for an empty cell.
type Row struct {
	Look  Look
	Cells []any
}

// Look is what a row is.
type Look uint8

// The looks of rows.
const (
	Body  Look = iota
	Head       // a further head within the sheet
	Total      // totals, bold
	Title      // a line over a block, without rules
	Note       // a line of words across the sheet, without rules
)

// Sum is a cell that adds up its column from the first row below the head to
// the row before it. Its value is what the formula will give.
type Sum int

// Formula is a cell that is computed. Its value is what the formula will give.
type Formula struct {
	Value any    // an int or a float64; nil: it has none until a program opens the workbook
	Text  string // without the equals sign
	// To is the cell of the workbook that a click leads to, such as '户'!K2; empty
	// for none.
	To string
}

// Marked is a cell that stands out among its neighbours.
type Marked struct{ Value any }

// WriteTables writes a workbook. The library puts long sheets into a temporary
// file; tempDir says where, and when it is empty they are kept in memory, as
// personal data must be.
func WriteTables(w io.Writer, tempDir string, tables ...Table) (err error) {
	if tempDir == "" {
		// The library keeps a sheet in memory where no file can be made, and
		// no system has a folder of this name.
		tempDir = "\x00"
	}
	f := excelize.NewFile(excelize.Options{TmpDir: tempDir})
	links := make(map[string][]linked)
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newLinker(w, links) })
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	if err := setUp(f, tables); err != nil {
		return err
	}
	for i, t := range tables {
		s := &sheet{Table: t, file: f, styles: make(map[look]int)}
		if err := s.write(); err != nil {
			return err
		}
		links[sheetPart(i)] = s.links
	}
	return f.Write(w)
}

const fixedDate = "2000-01-01T00:00:00Z"

// setUp makes the sheets and the properties of the workbook.
func setUp(f *excelize.File, tables []Table) error {
	for i, t := range tables {
		if i == 0 {
			// Renamed, not deleted: deleting makes everything after it slow.
			if err := f.SetSheetName("Sheet1", t.Name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(t.Name); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if !t.Hidden {
			continue
		}
		// Before any sheet is written: the library reads them all for this.
		if err := f.SetSheetVisible(t.Name, false); err != nil {
			return err
		}
	}
	if err := f.SetDefaultFont(fontName); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "ruhu"}); err != nil {
		return err
	}
	return f.SetDocProps(&excelize.DocProperties{
		Creator: "ruhu", LastModifiedBy: "ruhu",
		Created: fixedDate, Modified: fixedDate, Language: "zh-CN",
	})
}

// sheet is a table while it is written.
type sheet struct {
	Table
	file   *excelize.File
	stream *excelize.StreamWriter
	styles map[look]int
	links  []linked
	row    int // the row written last
	err    error
}

func (s *sheet) write() error {
	if err := s.page(); err != nil {
		return err
	}
	if s.extra != nil {
		if err := s.extra(s.file); err != nil {
			return err
		}
	}
	var err error
	if s.stream, err = s.file.NewStreamWriter(s.Name); err != nil {
		return err
	}
	s.columns()
	s.head()
	last := s.body()
	if s.err == nil && s.Filter {
		s.err = s.file.AutoFilter(s.Name, s.area(last), nil)
	}
	s.choices(last)
	if s.err != nil {
		return s.err
	}
	return s.stream.Flush()
}

// choices puts the drop-down lists of columns on the rows down to last.
func (s *sheet) choices(last int) {
	for i, c := range s.Columns {
		if len(c.Choices) == 0 || last <= s.headRow() {
			continue
		}
		dv := excelize.NewDataValidation(true)
		s.try(dv.SetDropList(c.Choices))
		dv.SetSqref(model.CellName(i+1, s.headRow()+1) + ":" + model.CellName(i+1, last))
		dv.ShowErrorMessage = false // a hint, not a fence
		s.try(s.file.AddDataValidation(s.Name, dv))
	}
}

// headRow is the row of the head; without a head, the row to repeat, or 0.
func (s *sheet) headRow() int {
	if s.bare {
		return s.repeat
	}
	if s.example != nil {
		return len(s.Above) + 2
	}
	return len(s.Above) + 1
}

// area is the head and everything to row last.
func (s *sheet) area(last int) string {
	return model.CellName(1, s.headRow()) + ":" + model.CellName(len(s.Columns), max(last, s.headRow()))
}

// page is the sheet on paper and on the screen; the library wants it before
// the rows.
func (s *sheet) page() error {
	size, orientation, first := 9, "landscape", uint(1) // A4
	if s.Portrait {
		orientation = "portrait"
	}
	wide, high, yes := s.pagesWide(), 0, true
	side, edge := 0.4, 0.6 // inches
	head := ""
	if s.Banner != "" {
		banner := strings.ReplaceAll(ooxml.Clean(s.Banner), "&", "&&")
		head = `&C&"` + fontName + `,Bold"&14 ` + ooxml.Cut(banner, 200) // the blank ends the size
	}
	titles := &excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.Name, RefersTo: s.repeated(wide)}
	for _, do := range []func() error{
		func() error {
			return s.file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{
				Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high, FirstPageNumber: &first})
		},
		func() error {
			return s.file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &yes})
		},
		func() error {
			return s.file.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{
				Left: &side, Right: &side, Top: ptr(edge + 0.15), Bottom: &edge,
				Header: ptr(0.3), Footer: ptr(0.3), Horizontally: &yes})
		},
		func() error {
			return s.file.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{
				OddHeader: head, OddFooter: `&C&"` + fontName + `,Regular"&9第 &P 页`})
		},
		func() error {
			if s.headRow() == 0 {
				return nil
			}
			return s.file.SetDefinedName(titles)
		},
		func() error {
			if !s.Protect {
				return nil
			}
			return s.file.ProtectSheet(s.Name, &excelize.SheetProtectionOptions{
				SelectLockedCells: true, SelectUnlockedCells: true,
				FormatColumns: true, FormatRows: true, AutoFilter: true,
			})
		},
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// pagesWide is 1, except for rosters, which at that would be too small to read.
// The columns that stay in sight are on each of the pages.
func (s *sheet) pagesWide() int {
	const legible = 250 // half-width characters across A4 landscape
	first, rest := 0.0, 0.0
	for i, c := range s.Columns {
		if c.Hidden {
			continue
		}
		if i < s.Freeze {
			first += c.Width
		} else {
			rest += c.Width
		}
	}
	return 1 + int(rest/max(legible/2, legible-first))
}

// repeated is what every page repeats: the head and, where a row goes on over
// several pages, the columns that say whose it is.
func (s *sheet) repeated(pagesWide int) string {
	name := "'" + s.Name + "'!"
	rows := name + "$" + itoa(s.headRow()) + ":$" + itoa(s.headRow())
	if pagesWide == 1 || s.Freeze == 0 {
		return rows
	}
	return name + "$A:$" + model.ColumnName(s.Freeze) + "," + rows
}

func ptr[T any](v T) *T { return &v }

func (s *sheet) columns() {
	// From the right to the left: the library puts each before those it has, and
	// Excel wants them in order.
	for i, c := range slices.Backward(s.Columns) {
		s.try(s.stream.SetColWidth(i+1, i+1, c.Width))
		if s.Open {
			s.try(s.stream.SetColStyle(i+1, i+1, s.style(look{open: true, number: c.Number})))
		}
		if c.Hidden {
			s.try(s.stream.SetColVisible(i+1, i+1, false))
		}
	}
	below := s.headRow()
	if below == 0 || s.bare {
		return
	}
	panes := &excelize.Panes{
		Freeze: true, YSplit: below, XSplit: s.Freeze,
		TopLeftCell: model.CellName(s.Freeze+1, below+1), ActivePane: "bottomLeft",
	}
	if s.Freeze > 0 {
		panes.ActivePane = "bottomRight"
	}
	s.try(s.stream.SetPanes(panes))
}

func (s *sheet) head() {
	for i, line := range s.Above {
		s.put(Row{Look: Title, Cells: []any{line}}, ptr(look{row: Title, top: i == 0}))
		if n := len(s.Columns); n > 1 {
			s.try(s.stream.MergeCell(model.CellName(1, s.row), model.CellName(n, s.row)))
		}
	}
	if s.bare {
		return
	}
	if s.example != nil {
		s.put(Row{Look: Head, Cells: s.example}, &look{row: Head, example: true})
	}
	heads := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		heads[i] = c.Head
	}
	s.put(Row{Look: Head, Cells: heads}, nil)
}

// body writes the rows and gives the last one that is no total.
func (s *sheet) body() (last int) {
	last = s.row
	if s.Rows == nil {
		return last
	}
	for r := range s.Rows {
		s.put(r, nil)
		if s.err != nil {
			return last
		}
		if r.Look != Total {
			last = s.row
		}
	}
	return last
}

func (s *sheet) try(err error) {
	if s.err == nil {
		s.err = err
	}
}

// put writes one row. over, if given, is the look of all its cells.
func (s *sheet) put(r Row, over *look) {
	s.row++
	cells := make([]any, len(r.Cells))
	for i, v := range r.Cells {
		if i < len(s.Columns) {
			cells[i] = s.cell(r, i, v, over)
		}
	}
	var opts []excelize.RowOpts
	if !s.Plain && !s.Thin || r.Look != Body {
		opts = append(opts, excelize.RowOpts{Height: s.height(r)})
	}
	s.try(s.stream.SetRow(model.CellName(1, s.row), cells, opts...))
	if n := len(s.Columns); r.Look == Note && n > 1 {
		s.try(s.stream.MergeCell(model.CellName(1, s.row), model.CellName(n, s.row)))
	}
}

func (s *sheet) cell(r Row, i int, v any, over *look) any {
	mark, marked := v.(Marked)
	if marked {
		v = mark.Value
	}
	if t, ok := v.(string); ok {
		v = ooxml.Clean(t)
	}
	leads := false
	if to, ok := v.(Link); ok {
		v = ooxml.Clean(to.Text)
		if leads = to.Target != "" && to.Text != "" && len(s.links) < linkLimit; leads {
			s.links = append(s.links, linked{model.CellName(i+1, s.row), to})
		}
	}
	formula := ""
	if x, ok := v.(Formula); ok {
		v, formula = x.Value, x.Text
		if leads = x.To != "" && len(s.links) < linkLimit; leads {
			s.links = append(s.links, linked{model.CellName(i+1, s.row), Link{Target: thisBook, Location: x.To}})
		}
	}
	if s.Plain && r.Look == Body && formula == "" && !marked {
		if v == "" {
			return nil
		}
		return v
	}
	if s.Thin && r.Look == Body && !marked && (v == nil || v == "") && formula == "" {
		return nil // the column has the format
	}
	c := s.Columns[i]
	l := look{row: r.Look, number: c.Number, center: c.Center, tenths: c.Tenths,
		fill: c.Fill && r.Look == Body, marked: marked, open: s.Thin && r.Look == Body}
	if formula != "" && v == nil {
		l.number, l.left = true, true // text; but in a cell of text it would not be worked out
	}
	if over != nil {
		l = *over
	}
	l.link = leads
	if v == "" {
		v = nil
	}
	out := excelize.Cell{StyleID: s.style(l), Value: v, Formula: formula}
	if n, ok := v.(Sum); ok {
		out.Value = int(n)
		if first := s.headRow() + 1; s.row > first {
			out.Formula = "SUM(" + model.CellName(i+1, first) + ":" + model.CellName(i+1, s.row-1) + ")"
		}
	}
	return out
}

// height gives a row room for its longest cell.
func (s *sheet) height(r Row) float64 {
	least := max(s.Height, 18)
	if r.Look == Title {
		return 24
	}
	if r.Look == Note {
		return s.noteHeight(r)
	}
	n := 1
	for i, v := range r.Cells {
		if to, ok := v.(Link); ok {
			v = to.Text
		}
		if t, ok := v.(string); ok && i < len(s.Columns) {
			n = max(n, lines(t, s.Columns[i].Width))
		}
	}
	return min(max(least, float64(n)*13.5+5), 400) // Excel's limit is 409 points
}

// noteHeight gives a line across the sheet the room that it takes.
func (s *sheet) noteHeight(r Row) float64 {
	width := 0.0
	for _, c := range s.Columns {
		width += c.Width
	}
	text, _ := r.Cells[0].(string)
	return float64(lines(text, width))*13.5 + 4
}
