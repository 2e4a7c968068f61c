package book

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/parallel"
	"ruhu/render/ooxml"
	"ruhu/render/workbook"
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

	// What only this package asks for: rules for cells, notes in cells, and another call
	// before the rows; a sheet without a head; a row to repeat on every page instead of the head; a sheet
	// that is there only where it has rows, and the heads that tell what a row is
	// about (see Notes.join).
	rules    []*excelize.DataValidation
	comments []excelize.Comment
	extra    func(*excelize.File) error
	bare     bool
	repeat   int
	optional bool
	about    []string
	// from is the head of the column that says where a row comes from: an older row
	// is rather that of the same place, and never that of another that rows come from.
	from string
	// households says that rows are about households: each carries, in a hidden
	// column, what its household is known by.
	households bool
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
	// Own marks the column as people's own, without a tint.
	Own bool
	// Hidden hides the column.
	Hidden bool
	// Screen marks what matters on the screen only, such as the cell that a finding is
	// about: such columns stand behind all others and outside the print area, so that
	// what is printed is large enough to be read.
	Screen bool
	// Tenths formats numbers with one decimal, for shares in percent.
	Tenths bool
	// Choices is offered as a drop-down list below the head. Others may be written
	// too.
	Choices []string
	// Shut says why nothing may be typed into the column; it can still be sorted and
	// moved. Empty: it may.
	Shut string
}

// The columns of tables, by what stands in them.

// texts is a column of texts.
func texts(head string, width float64) Column { return Column{Head: head, Width: width} }

// centered is one of short texts: numbers of households, days, states.
func centered(head string, width float64) Column { return texts(head, width).centered() }

// numbers is one of small numbers, amounts of such as are compared by their digits.
func numbers(head string, width float64) Column { return amounts(head, width).centered() }

func amounts(head string, width float64) Column {
	return Column{Head: head, Width: width, Number: true}
}

// answers is one for people, who may choose among what is given, if anything is.
func answers(head string, width float64, choices ...string) Column {
	return Column{Head: head, Width: width, Own: true, Choices: choices}
}

func (c Column) centered() Column {
	c.Center = true
	return c
}

func (c Column) onScreen() Column {
	c.Screen = true
	return c
}

// each makes a row of every element of a list.
func each[T any](list []T, row func(T) Row) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for _, x := range list {
			if !yield(row(x)) {
				return
			}
		}
	}
}

// counted makes such rows with their numbers in front.
func counted[T any](list []T, row func(T) Row) iter.Seq[Row] {
	return renewed(each(list, row), func(n int, r Row) Row {
		r.Cells = append([]any{n + 1}, r.Cells...)
		return r
	})
}

// renewed gives rows as a function makes them of what they are; n counts from 0.
func renewed(rows iter.Seq[Row], of func(n int, r Row) Row) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		n := 0
		for r := range rows {
			if !yield(of(n, r)) {
				return
			}
			n++
		}
	}
}

// Row is one row. A cell is a string, an int, a float64, a Sum, a Formula, a
// Link, a Marked, a Faint, or nil for an empty cell.
type Row struct {
	Look  Look
	Cells []any
	// Of is the household that the row is about, where people write beside it.
	Of *model.Household

	at model.Pos // what it says stands there; see sources.fileColumn
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

// Faint is a cell that steps back behind its neighbours: it says that there is
// nothing to say.
type Faint string

// WriteTables writes a workbook.
func WriteTables(w io.Writer, tables ...Table) error { return writeTables(w, 1, tables) }

// writeTables writes a workbook, making as many sheets at a time as jobs says (zero
// is one). The bytes are the same with any number.
func writeTables(w io.Writer, jobs int, tables []Table) error {
	b, err := workbook.New(workbook.Properties{
		// Columns are measured by this font: as large as the text, or they are wider on
		// paper than they need to be.
		Font: fontName, Size: fontSize,
	})
	if err != nil {
		return err
	}
	sheets, err := newSheets(b, tables)
	if err != nil {
		return err
	}
	if err := writeBodies(sheets, jobs); err != nil {
		return err
	}
	for _, s := range sheets {
		if err := s.close(); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	return b.Write(w)
}

// newSheets makes the sheets of tables, down to their heads.
func newSheets(b *workbook.Book, tables []Table) ([]*sheet, error) {
	styles := newStyles(b.File, len(tables))
	sheets := make([]*sheet, len(tables))
	for i, t := range tables {
		to, err := b.Add(t.Name)
		if err != nil {
			return nil, err
		}
		sheets[i] = &sheet{Table: t.screenLast(), number: i, book: b, to: to, styles: styles, known: make(map[look]int)}
	}
	for _, s := range sheets {
		if err := s.open(); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	return sheets, nil
}

// writeBodies writes the rows below the heads, in several sheets at a time. They
// are taken in order, for a sheet may wait for those before it (see styles).
func writeBodies(sheets []*sheet, jobs int) error {
	if len(sheets) == 0 {
		return nil
	}
	styles := sheets[0].styles
	styles.begin()
	return parallel.Each(context.Background(), jobs, len(sheets), func() func(int) error {
		return func(i int) error {
			sheets[i].body()
			styles.end(i)
			return nil // its own error, so that it does not depend on which was first
		}
	})
}

// sheet is a table while it is written.
type sheet struct {
	Table
	number int // among the sheets, counted from 0
	book   *workbook.Book
	to     *workbook.Sheet
	styles *styles
	known  map[look]int // those of styles that the sheet has asked for
	column []int        // the styles of whole columns, 0 for none
	row    int          // the row written last
	last   int          // the last one that is no total
	err    error
}

// open writes everything down to the head.
func (s *sheet) open() error {
	if s.Hidden {
		if err := s.book.File.SetSheetVisible(s.Name, false); err != nil {
			return err
		}
	}
	if err := s.page(); err != nil {
		return err
	}
	for _, rule := range s.rules {
		s.try(s.book.File.AddDataValidation(s.Name, rule))
	}
	for _, c := range s.comments {
		s.try(s.book.File.AddComment(s.Name, c))
	}
	if s.extra != nil {
		s.try(s.extra(s.book.File))
	}
	s.columns()
	s.head()
	if s.Plain {
		s.prepare()
	}
	return s.err
}

// prepare asks for the styles of the first row below the head. Those of a long
// plain sheet are all there, so that it need not wait for the sheets before it.
func (s *sheet) prepare() {
	if s.Rows == nil {
		return
	}
	for r := range s.Rows {
		for i, v := range r.Cells[:min(len(r.Cells), len(s.Columns))] {
			if c := s.cell(r.Look, i, v); !c.plain {
				c.look.link = c.to.Target != ""
				s.style(c.look)
			}
		}
		return
	}
}

// close ends the sheet below its rows.
func (s *sheet) close() error {
	if s.Filter {
		s.to.Filter(s.area(s.last))
	}
	s.choices(s.last)
	return s.err
}

// choices puts the drop-down lists of columns on the rows down to last, and shuts
// those that nothing may be typed into.
func (s *sheet) choices(last int) {
	for i, c := range s.Columns {
		var dv *excelize.DataValidation
		switch {
		case last <= s.headRow():
			continue
		case c.Shut != "":
			dv = refuse(formulaRule("FALSE"), "这一列不填", c.Shut)
		case len(c.Choices) > 0:
			dv = excelize.NewDataValidation(true)
			s.try(dv.SetDropList(c.Choices))
			dv.ShowErrorMessage = false // a hint, not a fence
		default:
			continue
		}
		dv.SetSqref(model.CellName(i+1, s.headRow()+1) + ":" + model.CellName(i+1, last))
		s.try(s.book.File.AddDataValidation(s.Name, dv))
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

// page is the sheet on paper.
func (s *sheet) page() error {
	head := ""
	if s.Banner != "" {
		banner := strings.ReplaceAll(ooxml.Clean(s.Banner), "&", "&&")
		head = `&C&"` + fontName + `,Bold"&14 ` + ooxml.Cut(banner, 200) // the blank ends the size
	}
	wide := s.pagesWide()
	if s.headRow() > 0 {
		s.to.Define(workbook.PrintTitles, s.repeated(wide))
	}
	s.printArea()
	side, edge := sideMargin, 0.6 // inches
	err := s.book.Page(s.Name, workbook.Page{Paper: paperA4, Portrait: s.Portrait, Wide: wide,
		Head: head, Foot: `&C&"` + fontName + `,Regular"&9第 &P 页`,
		Margins: excelize.PageLayoutMarginsOptions{
			Left: &side, Right: &side, Top: new(edge + 0.15), Bottom: &edge, Header: new(0.3), Footer: new(0.3),
			Horizontally: new(true),
		}})
	if err != nil || !s.Protect {
		return err
	}
	return s.book.File.ProtectSheet(s.Name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true,
	})
}

func (s *sheet) columns() {
	s.column = make([]int, len(s.Columns))
	for i, c := range s.Columns {
		if s.Open {
			s.column[i] = s.style(look{open: true, number: c.Number})
		}
		s.to.Columns(workbook.Column{From: i + 1, To: i + 1, Width: c.Width, Style: s.column[i], Hidden: c.Hidden})
	}
	if below := s.headRow(); below > 0 && !s.bare {
		s.try(s.book.Freeze(s.Name, below, s.Freeze))
	}
}

func (s *sheet) head() {
	for i, line := range s.Above {
		s.put(Row{Look: Title, Cells: []any{line}}, new(look{row: Title, top: i == 0}))
		if n := len(s.printed()); n > 1 {
			s.to.Merge(model.CellName(1, s.row) + ":" + model.CellName(n, s.row))
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

// body writes the rows below the head.
func (s *sheet) body() {
	s.last = s.row
	if s.Rows != nil {
		for r := range s.Rows {
			s.put(r, nil)
			if s.err != nil {
				break
			}
			if r.Look != Total {
				s.last = s.row
			}
		}
	}
	s.try(s.to.Finish())
}

func (s *sheet) try(err error) {
	if s.err == nil {
		s.err = err
	}
}

// put writes one row. over, if given, is the look of all its cells.
func (s *sheet) put(r Row, over *look) {
	s.row++
	height := 0.0
	if !s.Plain && !s.Thin || r.Look != Body {
		height = s.height(r)
	}
	s.to.Row(s.row, height)
	for i, v := range r.Cells[:min(len(r.Cells), len(s.Columns))] {
		s.write(i, s.cell(r.Look, i, v), over)
	}
	s.to.EndRow()
	if n := len(s.printed()); r.Look == Note && n > 1 {
		s.to.Merge(model.CellName(1, s.row) + ":" + model.CellName(n, s.row))
	}
}

// cell is one cell as it is written.
type cell struct {
	value   any // a string that is not empty, an int, a float64 or nil
	formula string
	to      Link // where a click leads; without Target, nowhere
	look    look
	plain   bool // it has no look, only that of its column
}

// cell resolves what stands in the column of a row.
func (s *sheet) cell(row Look, i int, v any) cell {
	mark, marked := v.(Marked)
	if marked {
		v = mark.Value
	}
	c := cell{value: v}
	faint := false
	switch x := v.(type) {
	case Faint:
		c.value, faint = string(x), true
	case Link:
		c.value = x.Text
		if x.Text != "" {
			c.to = x
		}
	case Formula:
		c.value, c.formula = x.Value, x.Text
		if x.To != "" {
			c.to = Link{Target: thisBook, Location: x.To}
		}
	case Sum:
		c.value = int(x)
		if first := s.headRow() + 1; s.row > first {
			c.formula = "SUM(" + model.CellName(i+1, first) + ":" + model.CellName(i+1, s.row-1) + ")"
		}
	}
	if c.value == "" {
		c.value = nil
	}
	// A thin sheet's empty cell has the format of its column.
	c.plain = row == Body && c.formula == "" && !marked && !faint && (s.Plain || s.Thin && c.value == nil)
	if c.plain {
		return c
	}
	of := s.Columns[i]
	c.look = look{row: row, number: of.Number, center: of.Center, tenths: of.Tenths,
		fill: of.Fill && row == Body, marked: marked, faint: faint, open: s.Thin && row == Body}
	if c.formula != "" && c.value == nil {
		c.look.number, c.look.left = true, true // text; but in a cell of text it would not be worked out
	}
	return c
}

// write writes the cell of a column. over, if given, is its look instead.
func (s *sheet) write(i int, c cell, over *look) {
	leads := c.to.Target != "" && s.to.Link(model.CellName(i+1, s.row), c.to.way())
	if c.plain {
		if c.value != nil {
			s.to.Cell(i, s.column[i], c.value, "")
		}
		return
	}
	if over != nil {
		c.look = *over
	}
	c.look.link = leads
	s.to.Cell(i, s.style(c.look), c.value, c.formula)
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
	for _, c := range s.printed() {
		width += c.Width
	}
	text, _ := r.Cells[0].(string)
	return float64(lines(text, width))*13.5 + 4
}
