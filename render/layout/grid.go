package layout

import (
	"slices"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// grid is a grid with its cells set and its rows measured.
type grid struct {
	g        *doc.Grid
	edges    []doc.Length // left edges of the tracks, and the right end
	heights  []doc.Length
	rows     int // that are shown; the others stand only where there is room
	cells    []setCell
	withNext []bool  // by row: the next row stands on the same page
	owner    []int32 // the cell at row*tracks+track
	err      error   // the cells do not cover the grid; nothing is measured then
}

// setCell is a cell's set text.
type setCell struct {
	typeset.Text
	fixed bool // the lines are kept; see Flow.fixed
}

// fixedCell is what the text of a fixed cell is set by.
type fixedCell struct {
	items      *doc.Inline
	style      doc.Style
	width, row doc.Length
	fit, least doc.Length
	box        doc.Length
}

// measureGrid sets every cell and finds the height of every row: its own
// least, its cells', and for a cell over several rows what they lack together,
// given to the last. The error says that the cells do not cover the grid.
func (f *Flow) measureGrid(g *doc.Grid) (*grid, error) {
	for _, m := range f.grids {
		if m.g == g {
			return m, m.err
		}
	}
	f.grids = slices.Grow(f.grids, 1)[:len(f.grids)+1]
	last := &f.grids[len(f.grids)-1]
	if *last == nil {
		*last = new(grid)
	}
	m := *last
	if m.begin(g, f.d.Paper.Left); m.err != nil {
		return m, m.err
	}
	m.rows = len(g.Rows) - max(0, g.Spare-f.spare)
	for i := range m.heights {
		m.heights[i] = m.own(i, f.tight)
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		m.cells[i] = f.setCell(c, m.edges[c.Col+c.Cols]-m.edges[c.Col], m.own(c.Row, f.tight))
	}
	typeset.GrowRows(m.heights[:m.rows], len(g.Cells), func(i int) (row, rows int, need doc.Length) {
		c := &g.Cells[i]
		return c.Row, min(c.Row+c.Rows, m.rows) - c.Row, m.cells[i].Height()
	})
	m.hold()
	return m, nil
}

// own is the height that a row has without its cells.
func (m *grid) own(r int, tight bool) doc.Length {
	if row := m.g.Rows[r]; !tight || row.Low == 0 {
		return row.Height
	}
	return m.g.Rows[r].Low
}

// hold keeps together the rows over which the text of a cell needs to stand: at
// least one page has it whole.
func (m *grid) hold() {
	m.withNext = m.withNext[:0]
	for _, r := range m.g.Rows {
		m.withNext = append(m.withNext, r.WithNext)
	}
	for i := range m.g.Cells {
		c := &m.g.Cells[i]
		have := m.heights[c.Row]
		for r := c.Row; r+1 < min(c.Row+c.Rows, m.rows) && have < m.cells[i].Height(); r++ {
			m.withNext[r] = true
			have += m.heights[r+1]
		}
	}
}

func (m *grid) begin(g *doc.Grid, left doc.Length) {
	m.g = g
	m.edges = append(m.edges[:0], left)
	for _, t := range g.Tracks {
		left += t
		m.edges = append(m.edges, left)
	}
	m.heights = m.heights[:0]
	for _, r := range g.Rows {
		m.heights = append(m.heights, r.Height)
	}
	m.cells = slices.Grow(m.cells[:0], len(g.Cells))[:len(g.Cells)]
	m.owner, m.err = g.Owners(m.owner)
}

// setCell sets a cell's text, that of a fixed cell once for all documents.
func (f *Flow) setCell(c *doc.Cell, width, row doc.Length) setCell {
	width = typeset.Inner(c, width)
	if !c.Fixed || len(c.Items) == 0 {
		return setCell{Text: f.set.Cell(c, width, row)}
	}
	key := fixedCell{&c.Items[0], c.Style, width, row, c.Fit, c.Least, f.set.LeastBox}
	s, ok := f.known[key]
	if !ok {
		s = setCell{f.fixed.Cell(c, width, row), true}
		f.known[key] = s
	}
	return s
}

// chunkEnd gives the end of the rows from r on that must stay together.
func (m *grid) chunkEnd(r int) int {
	for r < m.rows && m.withNext[r] {
		r++
	}
	return min(r+1, m.rows)
}

// until gives the height of all rows before row r.
func (m *grid) until(r int) doc.Length { return m.height(0, r) }

func (m *grid) height(from, to int) doc.Length {
	h := doc.Length(0)
	for _, x := range m.heights[from:to] {
		h += x
	}
	return h
}

// grid puts a grid on as many pages as it needs, its head repeated. following is
// the height that must follow its last rows on the same page.
func (f *Flow) grid(g *doc.Grid, following doc.Length) error {
	m, err := f.measureGrid(g)
	if err != nil {
		return err
	}
	if !f.titled && f.moves(g, f.y, m.until(m.rows)+following) {
		f.newPage()
	}
	f.titled = false
	headHeight := m.until(g.Head)
	r := g.Head
	if r >= m.rows { // a head alone
		f.fragment(m, nil)
		return nil
	}
	rows := f.rows[:0]
	used := headHeight
	for r < m.rows {
		end := m.chunkEnd(r)
		need := m.height(r, end)
		if end == m.rows {
			need += following
		}
		if f.y+used+need > f.bottom && (len(rows) > 0 || f.y > f.top) {
			if len(rows) > 0 {
				f.fragment(m, rows)
				f.splits++
			}
			f.newPage()
			rows, used = rows[:0], headHeight
			continue
		}
		if f.y+used+m.height(r, end) > f.bottom { // taller than a page
			f.tall(m, r, end)
			r, used = end, headHeight
			continue
		}
		for ; r < end; r++ {
			rows = append(rows, r)
			used += m.heights[r]
		}
	}
	if len(rows) > 0 {
		f.fragment(m, rows)
	}
	f.rows = rows
	return nil
}

// fragment draws the head and consecutive rows of a grid at y, and moves y
// below them.
func (f *Flow) fragment(m *grid, rows []int) {
	shown := f.shown[:0]
	for r := range m.g.Head {
		shown = append(shown, r)
	}
	shown = append(shown, rows...)
	tops := append(f.tops[:0], f.y)
	for i, r := range shown {
		tops = append(tops, tops[i]+m.heights[r])
	}
	if !f.counts {
		f.drawCells(m, shown, tops)
		f.drawRules(m, shown, tops)
		for i, r := range shown {
			f.grows(m.g.Rows[r], tops[i], tops[i+1])
		}
	}
	f.y = tops[len(shown)]
	f.shown, f.tops = shown, tops
}

// drawCells draws the text of every cell that has a row among shown, in
// reading order. A cell over several rows, of which a page end leaves some
// elsewhere, shows its text in each part.
func (f *Flow) drawCells(m *grid, shown []int, tops []doc.Length) {
	n := len(m.g.Tracks)
	for i, r := range shown {
		for t := 0; t < n; {
			k := m.owner[r*n+t]
			c := &m.g.Cells[k]
			if i > 0 && shown[i-1] >= c.Row { // begun in an earlier row of this part
				t = c.Col + c.Cols
				continue
			}
			last := i
			for last+1 < len(shown) && shown[last+1] < c.Row+c.Rows {
				last++
			}
			f.drawCell(m, int(k), tops[i], tops[last+1])
			t = c.Col + c.Cols
		}
	}
}

func (f *Flow) drawCell(m *grid, k int, top, bottom doc.Length) {
	c, s := &m.g.Cells[k], m.cells[k]
	left, right := m.edges[c.Col], m.edges[c.Col+c.Cols]
	if c.Shade {
		f.page.Fills = append(f.page.Fills, Fill{X: left, Y: top, W: right - left, H: bottom - top, Gray: typeset.Shade})
	}
	if s.Count() == 0 {
		return
	}
	set := &f.set
	if s.fixed {
		set = &f.fixed
	}
	if c.Rows > 1 && s.Height() > bottom-top {
		set = &f.set
		if s = f.squeezed(c, right-left, bottom-top); s.Count() == 0 {
			return
		}
	}
	pad := typeset.Side(c.Style.Size)
	y := top + max(0, (bottom-top-s.Lead*doc.Length(s.Count()))/2)
	if c.Top {
		y = top + typeset.Above(s.Size)
	}
	f.atTop = c.Top
	from := len(f.page.Texts)
	f.drawLines(set, s.Text, left+pad+c.Indent, y, right-left-2*pad-c.Indent, c.Align)
	f.atTop = false
	if to := len(f.page.Texts); c.Rows > 1 && to > from {
		f.spanned = append(f.spanned, spanned{page: f.begun, from: from, to: to, top: top, bottom: bottom})
	}
}

// squeezed sets the text of a cell over several rows, of which a page has only
// some, as small as these need. Where they are too low for it, it gives nothing:
// the text stands whole on another page.
func (f *Flow) squeezed(c *doc.Cell, width, height doc.Length) setCell {
	small := *c
	for small.Style.Size -= typeset.ShrinkStep; small.Style.Size >= typeset.LeastLine; small.Style.Size -= typeset.ShrinkStep {
		if s := f.set.Fill(c.Items, small.Style, typeset.Inner(c, width)); s.Height() <= height {
			return setCell{Text: s}
		}
	}
	return setCell{}
}

// drawRules draws the lines between cells, each as long as it runs through,
// and the frame around the part.
func (f *Flow) drawRules(m *grid, shown []int, tops []doc.Length) {
	n := len(m.g.Tracks)
	rule := func(x1, y1, x2, y2, w doc.Length) {
		f.page.Rules = append(f.page.Rules, Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: w})
	}
	for i := 1; i < len(shown); i++ {
		above, below := shown[i-1]*n, shown[i]*n
		for t := 0; t < n; {
			start := t
			for t < n && m.owner[above+t] != m.owner[below+t] {
				t++
			}
			if t > start {
				rule(m.edges[start], tops[i], m.edges[t], tops[i], typeset.InnerRule)
			}
			t++
		}
	}
	for t := 1; t < n; t++ {
		for i := 0; i < len(shown); {
			start := i
			for i < len(shown) && m.owner[shown[i]*n+t-1] != m.owner[shown[i]*n+t] {
				i++
			}
			if i > start {
				rule(m.edges[t], tops[start], m.edges[t], tops[i], typeset.InnerRule)
			}
			i++
		}
	}
	left, right, top, bottom := m.edges[0], m.edges[n], tops[0], tops[len(shown)]
	half := typeset.OuterRule / 2
	rule(left-half, top, right+half, top, typeset.OuterRule)
	rule(left-half, bottom, right+half, bottom, typeset.OuterRule)
	rule(left, top, left, bottom, typeset.OuterRule)
	rule(right, top, right, bottom, typeset.OuterRule)
}

// tall draws rows that together are taller than a page: their text is cut
// between lines, the cells of a row going on side by side from page to page.
func (f *Flow) tall(m *grid, from, to int) {
	head := m.until(m.g.Head)
	cells := m.cells
	for r := from; r < to; r++ {
		rest := make([]setCell, len(cells))
		copy(rest, cells)
		for height := m.heights[r]; height > 0; height = m.restHeight(r, rest) {
			if f.bottom-f.y-head < leastSlice && f.y > f.top {
				f.newPage()
			}
			slice := min(height, max(f.bottom-f.y-head, leastSlice))
			f.slice(m, r, slice, rest)
		}
	}
	m.cells = cells
}

// leastSlice is the least part of a cut row that is worth beginning on a page.
const leastSlice = 10 * doc.Mm

// slice draws what fits of row r into height, under the grid's head, and takes
// the lines drawn off rest.
func (f *Flow) slice(m *grid, r int, height doc.Length, rest []setCell) {
	whole, part := m.heights[r], make([]setCell, len(rest))
	copy(part, m.cells)
	m.eachOwner(r, func(k int32) {
		part[k] = rest[k]
		part[k].To = min(rest[k].To, rest[k].From+rest[k].Fitting(height))
		rest[k].From = part[k].To
	})
	cells := m.cells
	m.heights[r], m.cells = height, part
	f.fragment(m, []int{r})
	m.heights[r], m.cells = whole, cells
}

// restHeight is the height that the undrawn lines of row r need; 0 when there
// are none.
func (m *grid) restHeight(r int, rest []setCell) doc.Length {
	h := doc.Length(0)
	m.eachOwner(r, func(k int32) { h = max(h, rest[k].Height()) })
	return h
}

// eachOwner calls visit once for every cell that stands in row r.
func (m *grid) eachOwner(r int, visit func(cell int32)) {
	n := len(m.g.Tracks)
	for t := 0; t < n; {
		k := m.owner[r*n+t]
		visit(k)
		t = m.g.Cells[k].Col + m.g.Cells[k].Cols
	}
}
