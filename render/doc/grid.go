package doc

import (
	"fmt"
	"slices"
)

// gridder places cells into a grid one after another, each into the first
// track of its row that no cell above hangs into.
type gridder struct {
	g    *Grid
	free []int // by track: the first row into which no cell hangs
	row  int
	col  int
}

// begin empties the grid, which keeps its memory.
func (b *gridder) begin(tracks []Length) {
	*b.g = Grid{Tracks: tracks, Rows: b.g.Rows[:0], Cells: b.g.Cells[:0]}
	b.free = append(b.free[:0], make([]int, len(tracks))...)
	b.row, b.col = -1, 0
}

// next begins a row of at least the given height.
func (b *gridder) next(height Length) {
	b.row++
	b.col = 0
	b.g.Rows = append(b.g.Rows, Row{Height: height})
}

// at is the track in which the next cell of the row begins.
func (b *gridder) at() int {
	for b.col < len(b.free) && b.free[b.col] > b.row {
		b.col++
	}
	return b.col
}

// add places a cell; Rows and Cols of 0 count as 1.
func (b *gridder) add(c Cell) {
	c.Rows, c.Cols = max(c.Rows, 1), max(c.Cols, 1)
	c.Row, c.Col = b.row, b.at()
	for t := c.Col; t < c.Col+c.Cols && t < len(b.free); t++ {
		b.free[t] = max(b.free[t], c.Row+c.Rows)
	}
	b.col += c.Cols
	b.g.Cells = append(b.g.Cells, c)
}

// grows lets the current row grow to a height where its page has room.
func (b *gridder) grows(most Length) { b.g.Rows[b.row].Most = most }

// shrinks lets the current row shrink to a height where that saves a page.
func (b *gridder) shrinks(low Length) { b.g.Rows[b.row].Low = low }

// withNext holds the current row to the next one.
func (b *gridder) withNext() { b.g.Rows[b.row].WithNext = true }

// Check verifies that the cells cover every place of the grid exactly once, stand
// in reading order and hold only inlines that are known. A grid that fails is a
// fault of the program.
func (g *Grid) Check() error {
	if _, err := g.Owners(nil); err != nil {
		return err
	}
	for i := range g.Cells {
		if err := CheckItems(g.Cells[i].Items); err != nil {
			return err
		}
	}
	return nil
}

// CheckItems verifies that inlines are of kinds that are known.
func CheckItems(items []Inline) error {
	for i := range items {
		if items[i].Kind > Boxes {
			return fmt.Errorf("unknown inline %d", items[i].Kind)
		}
	}
	return nil
}

// Owners gives for every place, row after row, the index of the cell that covers
// it, written into room where that is large enough. The error is Check's.
func (g *Grid) Owners(room []int32) ([]int32, error) {
	n := len(g.Tracks)
	owners := slices.Grow(room[:0], n*len(g.Rows))[:n*len(g.Rows)]
	for i := range owners {
		owners[i] = -1
	}
	last := -1
	for i := range g.Cells {
		c := &g.Cells[i]
		at := c.Row*n + c.Col
		if at <= last {
			return nil, fmt.Errorf("grid: cell %d,%d is out of order", c.Row, c.Col)
		}
		last = at
		if c.Row+c.Rows > len(g.Rows) || c.Col+c.Cols > n {
			return nil, fmt.Errorf("grid: cell %d,%d reaches outside", c.Row, c.Col)
		}
		for r := c.Row; r < c.Row+c.Rows; r++ {
			for t := c.Col; t < c.Col+c.Cols; t++ {
				if owners[r*n+t] >= 0 {
					return nil, fmt.Errorf("grid: place %d,%d is covered twice", r, t)
				}
				owners[r*n+t] = int32(i)
			}
		}
	}
	if at := slices.Index(owners, -1); at >= 0 {
		return nil, fmt.Errorf("grid: place %d,%d is not covered", at/n, at%n)
	}
	return owners, nil
}

// shares divides a width by relative weights, to whole tenths of a millimetre;
// the last share takes what rounding leaves.
func shares(width Length, weights []int) []Length {
	total, sum, left := 0, 0, Length(0)
	for _, w := range weights {
		total += w
	}
	out := make([]Length, len(weights))
	for i, w := range weights {
		sum += w
		edge := width
		if i < len(weights)-1 {
			edge = (width * Length(sum) / Length(total)) / (Mm / 10) * (Mm / 10)
		}
		out[i] = edge - left
		left = edge
	}
	return out
}
