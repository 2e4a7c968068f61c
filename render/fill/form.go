package fill

import (
	"iter"
	"slices"
	"strings"

	"ruhu/model"
)

// grid is a table of the form: a sheet, a table of a document, or a paragraph (one
// cell). Rows and columns count from 0.
type grid struct {
	// name is what people call it: the sheet, 表格2; empty for paragraphs.
	name  string
	cells []*cell // in reading order: row by row, from the left
	at    map[[2]int]*cell
	rows  int
	cols  int
	lone  bool // a paragraph outside of tables
	// apart numbers what stands apart from the text: headers, footers, texts in drawings;
	// 0 is the text.
	apart int
}

// cell is a cell of a grid, with all that is merged into it.
type cell struct {
	grid       *grid
	row, col   int
	rows, cols int
	// text is what a person sees. Blanks that are underlined stand in it as _.
	text string
	// formula says that the cell is computed: it is nobody's place.
	formula bool
	// rowFormula says that the formula counts from the number of its row, which changes.
	rowFormula bool
	// absent says that the file has no such cell: a sheet goes on for ever, a table on
	// it does not.
	absent bool
	name   string // B3, or 第2行第1格
	most   int    // how many characters it holds; 0 for any number
	id     int    // among the cells of a document
}

// runes is the text, in the measure of edits.
func (c *cell) runes() []rune { return []rune(c.text) }

func (c *cell) empty() bool { return !c.formula && model.Squeeze(c.text) == "" }

// blank reports a cell that is empty but for a line to write on.
func (c *cell) blank() bool { return !c.formula && strings.Trim(model.Squeeze(c.text), "_＿") == "" }

// edit is a stretch of a cell's text (in runes) and what stands there instead.
type edit struct {
	from, to int
	text     string
	// number says that the cell as a whole is a number, to be counted with.
	number bool
}

// cellEdits are the edits of one cell, in order and apart from each other.
type cellEdits struct {
	cell  *cell
	edits []edit
}

// cells gives the cells of all grids.
func cells(grids []*grid) iter.Seq[*cell] {
	return func(yield func(*cell) bool) {
		for _, g := range grids {
			for _, c := range g.cells {
				if !yield(c) {
					return
				}
			}
		}
	}
}

func newGrid(name string) *grid { return &grid{name: name, at: make(map[[2]int]*cell)} }

// add puts a cell into the grid. A position that another cell has stays its.
func (g *grid) add(c *cell) {
	c.grid = g
	g.cells = append(g.cells, c)
	g.extend(c)
}

// extend gives a cell the positions that it covers and nobody else has.
func (g *grid) extend(c *cell) {
	for r := c.row; r < c.row+c.rows; r++ {
		for k := c.col; k < c.col+c.cols; k++ {
			if g.at[[2]int{r, k}] == nil {
				g.at[[2]int{r, k}] = c
			}
		}
	}
	g.rows, g.cols = max(g.rows, c.row+c.rows), max(g.cols, c.col+c.cols)
}

func (g *grid) cell(row, col int) *cell { return g.at[[2]int{row, col}] }

// right is the cell at the right, nil at the edge.
func (c *cell) right() *cell { return c.grid.cell(c.row, c.col+c.cols) }

// left is the cell at the left, nil at the edge.
func (c *cell) left() *cell { return c.grid.cell(c.row, c.col-1) }

// below is the cell below where it has the same columns, else nil.
func (c *cell) below() *cell {
	b := c.grid.cell(c.row+c.rows, c.col)
	if b == nil || b.col != c.col || b.cols != c.cols || b.row != c.row+c.rows {
		return nil
	}
	return b
}

// above is the cell that stands over the first column, nil at the edge.
func (c *cell) above() *cell { return c.grid.cell(c.row-1, c.col) }

// where names the cell for people.
func (c *cell) where() string { return strings.TrimSpace(c.grid.name + " " + c.name) }

// asksSomething reports a text with blanks or boxes, other than ×× before a word.
func asksSomething(c *cell) bool {
	return slices.ContainsFunc(slots(c.runes()), func(s slot) bool {
		return s.boxes != nil || strings.ContainsAny(string(c.runes()[s.from:s.to]), "_＿")
	})
}

// titlesOf is what the form calls itself: its first texts that are neither labels nor
// notes.
func titlesOf(grids []*grid) []string {
	var out []string
	for _, g := range grids {
		if g.apart > 0 {
			break
		}
		for _, c := range g.cells {
			text := model.Squeeze(c.text)
			if text == "" {
				continue
			}
			if len(out) == 3 {
				return out
			}
			if n := len([]rune(text)); n <= 40 && !strings.ContainsAny(text, ":：") && !asksSomething(c) {
				out = append(out, text)
			}
		}
		if len(out) > 0 && !g.lone {
			break
		}
	}
	return out
}
