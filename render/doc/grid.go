package doc

import "fmt"

// gridder places cells into a grid one after another, each into the first
// track of its row that no cell above hangs into.
type gridder struct {
	g     *Grid
	taken [][]bool // rows not yet begun are made when a cell hangs into them
	row   int
	col   int
}

func newGridder(tracks []Length) *gridder {
	return &gridder{g: &Grid{Tracks: tracks}, row: -1}
}

// next begins a row of at least the given height.
func (b *gridder) next(height Length) {
	b.row++
	b.col = 0
	b.g.Rows = append(b.g.Rows, Row{Height: height})
	b.reach(b.row)
}

func (b *gridder) reach(row int) {
	for len(b.taken) <= row {
		b.taken = append(b.taken, make([]bool, len(b.g.Tracks)))
	}
}

// add places a cell; Rows and Cols of 0 count as 1.
func (b *gridder) add(c Cell) {
	c.Rows, c.Cols = max(c.Rows, 1), max(c.Cols, 1)
	for b.col < len(b.g.Tracks) && b.taken[b.row][b.col] {
		b.col++
	}
	c.Row, c.Col = b.row, b.col
	b.reach(b.row + c.Rows - 1)
	for r := c.Row; r < c.Row+c.Rows; r++ {
		for t := c.Col; t < c.Col+c.Cols && t < len(b.g.Tracks); t++ {
			b.taken[r][t] = true
		}
	}
	b.col += c.Cols
	b.g.Cells = append(b.g.Cells, c)
}

// keep holds the current row to the next one.
func (b *gridder) keep() { b.g.Rows[b.row].Keep = true }

// Check verifies that the cells cover every place of the grid exactly once and
// stand in reading order. A grid that fails is a fault of the program.
func (g *Grid) Check() error {
	seen := make([]bool, len(g.Rows)*len(g.Tracks))
	last := -1
	for _, c := range g.Cells {
		at := c.Row*len(g.Tracks) + c.Col
		if at <= last {
			return fmt.Errorf("grid: cell %d,%d is out of order", c.Row, c.Col)
		}
		last = at
		if c.Row+c.Rows > len(g.Rows) || c.Col+c.Cols > len(g.Tracks) {
			return fmt.Errorf("grid: cell %d,%d reaches outside", c.Row, c.Col)
		}
		for r := c.Row; r < c.Row+c.Rows; r++ {
			for t := c.Col; t < c.Col+c.Cols; t++ {
				if seen[r*len(g.Tracks)+t] {
					return fmt.Errorf("grid: place %d,%d is covered twice", r, t)
				}
				seen[r*len(g.Tracks)+t] = true
			}
		}
	}
	for i, ok := range seen {
		if !ok {
			return fmt.Errorf("grid: place %d,%d is not covered", i/len(g.Tracks), i%len(g.Tracks))
		}
	}
	return nil
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
