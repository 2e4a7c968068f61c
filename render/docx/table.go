package docx

import (
	"slices"

	"ruhu/render/doc"
)

// Widths of rules in eighths of a point, and the gray of shaded cells: those of
// the PDF.
const (
	outerRule = "8"
	innerRule = "4"
	shadeFill = "E8E8E8"
)

// joined gives the grids at the start of a body that stand on one another and
// become one table: two tables of Word cannot touch. A grid with a head of its
// own begins a new table, since only the first rows of a table are repeated.
func joined(body []doc.Block) []*doc.Grid {
	var gs []*doc.Grid
	for _, b := range body {
		g, ok := b.(*doc.Grid)
		if !ok || len(gs) > 0 && (g.Head > 0 || len(edgesOf(append(slices.Clone(gs), g)))-1 > maxTracks) {
			break
		}
		gs = append(gs, g)
	}
	return gs
}

// edgesOf gives the edges of the tracks of all grids, from left to right,
// rounded to twips so that the widths between them add up.
func edgesOf(gs []*doc.Grid) []int {
	edges := []int{0}
	for _, g := range gs {
		at := doc.Length(0)
		for _, t := range g.Tracks {
			at += t
			edges = append(edges, twips(at))
		}
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

// table writes grids as one table. kept is the height of the paragraphs that
// must follow on the same page; 0 when there are none.
func (w *writer) table(gs []*doc.Grid, kept doc.Length) {
	edges := edgesOf(gs)
	w.tableHead(gs, edges)
	for i, g := range gs {
		w.measure(g)
		after := doc.Length(0)
		if i == len(gs)-1 {
			after = kept
		}
		w.rows(g, edges, after, i == 0)
	}
	w.b = append(w.b, `</w:tbl>`...)
}

// tableHead writes what holds for a whole table. The room beside text is
// indentation in the paragraphs, not margins of the cells: Word and WPS do not
// agree whether a table begins at its margin or at its text.
func (w *writer) tableHead(gs []*doc.Grid, edges []int) {
	pad := padding(gs[0])
	for _, g := range gs {
		pad = min(pad, padding(g))
	}
	b := number(append(w.b, `<w:tbl><w:tblPr><w:tblW w:w="`...), edges[len(edges)-1])
	b = append(b, `" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>`...)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		width := outerRule
		if len(side) > len("bottom") {
			width = innerRule
		}
		b = append(b, `<w:`+side+` w:val="single" w:sz="`+width+`" w:space="0" w:color="000000"/>`...)
	}
	b = append(b, `</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>`...)
	b = append(number(append(b, `<w:top w:w="`...), twips(pad)), `" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>`...)
	b = append(number(append(b, `<w:bottom w:w="`...), twips(pad)), `" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>`...)
	b = append(b, `</w:tblCellMar></w:tblPr><w:tblGrid>`...)
	for i := 1; i < len(edges); i++ {
		b = append(number(append(b, `<w:gridCol w:w="`...), edges[i]-edges[i-1]), `"/>`...)
	}
	w.b = append(b, `</w:tblGrid>`...)
}

// padding is the room above and below text: that of the grid's smallest type.
func padding(g *doc.Grid) doc.Length {
	least := 9 * doc.Pt
	for i := range g.Cells {
		least = min(least, g.Cells[i].Style.Size)
	}
	return hundredths(least, padAbove)
}

// fitted is a cell's type after shrinking, and the height that it needs.
type fitted struct{ size, height doc.Length }

// measure estimates the cells and rows of a grid.
func (w *writer) measure(g *doc.Grid) {
	w.fits, w.heights, w.owner = w.fits[:0], w.heights[:0], w.owner[:0]
	for _, r := range g.Rows {
		w.heights = append(w.heights, r.Height)
	}
	w.owner = slices.Grow(w.owner, len(g.Rows)*len(g.Tracks))[:len(g.Rows)*len(g.Tracks)]
	for i := range g.Cells {
		c := &g.Cells[i]
		fit := w.fit(c, inner(g, c), g.Rows[c.Row].Height)
		w.fits = append(w.fits, fit)
		if c.Rows == 1 {
			w.heights[c.Row] = max(w.heights[c.Row], fit.height)
		}
		for r := c.Row; r < c.Row+c.Rows; r++ {
			for t := c.Col; t < c.Col+c.Cols; t++ {
				w.owner[r*len(g.Tracks)+t] = int32(i)
			}
		}
	}
}

// inner is the width of a cell's text.
func inner(g *doc.Grid, c *doc.Cell) doc.Length {
	width := -2*side(c.Style.Size) - c.Indent
	for _, t := range g.Tracks[c.Col : c.Col+c.Cols] {
		width += t
	}
	return width
}

// shrinkStep is how much smaller words are set at each try to save a line.
const shrinkStep = doc.Pt / 2

// fit estimates the size of a cell's type. What must stay on one line shrinks
// to its least size; words that make a row taller than it was asked to be
// shrink where the cell allows it.
func (w *writer) fit(c *doc.Cell, width, row doc.Length) fitted {
	style := doc.Style{Face: c.Style.Face, Size: halves(c.Style.Size)}
	if len(c.Items) == 0 {
		return fitted{size: style.Size}
	}
	if c.Fit > 0 {
		for i := range c.Items {
			style.Size = min(style.Size, shrunk(c.Items[i].Text, doc.Style{Face: style.Face, Size: halves(c.Style.Size)}, width, halves(c.Fit)))
		}
	}
	height := func() doc.Length {
		lines := w.set.set(c.Items, style, width)
		return hundredths(style.Size, leading)*doc.Length(len(lines)) + 2*hundredths(style.Size, padAbove)
	}
	best := fitted{style.Size, height()}
	for c.Least > 0 && best.height > row && style.Size-shrinkStep >= c.Least {
		style.Size -= shrinkStep
		best = fitted{style.Size, height()}
	}
	return best
}

// mostEmpty is how much of a page may stay empty so that a table stays whole, in
// hundredths: that of the PDF.
const mostEmpty = 25

// rows writes the rows of a measured grid. first says that it begins its table,
// so that its head can be repeated.
func (w *writer) rows(g *doc.Grid, edges []int, kept doc.Length, first bool) {
	at := places(g, edges)
	total := kept
	for _, h := range w.heights {
		total += h
	}
	whole := g.Whole && total*100 <= w.room*mostEmpty
	for r := range g.Rows {
		last := r == len(g.Rows)-1
		keep := !last && (whole || g.Rows[r].Keep || r < g.Head) || last && kept > 0
		w.rowHead(g.Rows[r].Height, first && r < g.Head, w.heights[r] <= w.room)
		for t := 0; t < len(g.Tracks); {
			k := w.owner[r*len(g.Tracks)+t]
			c := &g.Cells[k]
			from, to := at[c.Col], at[c.Col+c.Cols]
			w.cellHead(c, edges[to]-edges[from], to-from, r, !first && r == 0)
			if r == c.Row {
				w.cellText(c, w.fits[k], inner(g, c), keep)
			} else {
				w.open(&para{style: styleText, size: doc.Pt, keep: keep})
				w.end()
			}
			w.b = append(w.b, `</w:tc>`...)
			t = c.Col + c.Cols
		}
		w.b = append(w.b, `</w:tr>`...)
	}
}

// places gives for each edge of a grid its place among a table's edges.
func places(g *doc.Grid, edges []int) []int {
	at := make([]int, len(g.Tracks)+1)
	sum := doc.Length(0)
	for i, t := range g.Tracks {
		sum += t
		at[i+1], _ = slices.BinarySearch(edges, twips(sum))
	}
	return at
}

// rowHead begins a row. One that is taller than a page must be split.
func (w *writer) rowHead(height doc.Length, head, fits bool) {
	w.b = append(w.b, `<w:tr><w:trPr>`...)
	if fits {
		w.b = append(w.b, `<w:cantSplit/>`...)
	}
	w.b = append(number(append(w.b, `<w:trHeight w:val="`...), twips(height)), `" w:hRule="atLeast"/>`...)
	if head {
		w.b = append(w.b, `<w:tblHeader/>`...)
	}
	w.b = append(w.b, `</w:trPr>`...)
}

// cellHead begins a cell in one row: width for Word, span for the table's grid,
// which WPS reads. below says that another grid ends above it.
func (w *writer) cellHead(c *doc.Cell, width, span, row int, below bool) {
	b := append(number(append(w.b, `<w:tc><w:tcPr><w:tcW w:w="`...), width), `" w:type="dxa"/>`...)
	if span > 1 {
		b = append(number(append(b, `<w:gridSpan w:val="`...), span), `"/>`...)
	}
	switch {
	case c.Rows == 1:
	case row == c.Row:
		b = append(b, `<w:vMerge w:val="restart"/>`...)
	default:
		b = append(b, `<w:vMerge/>`...)
	}
	if below {
		b = append(b, `<w:tcBorders><w:top w:val="single" w:sz="`+outerRule+`" w:space="0" w:color="000000"/></w:tcBorders>`...)
	}
	if c.Shade {
		b = append(b, `<w:shd w:val="clear" w:color="auto" w:fill="`+shadeFill+`"/>`...)
	}
	align := "center"
	if c.Top {
		align = "top"
	}
	w.b = append(b, `<w:vAlign w:val="`+align+`"/></w:tcPr>`...)
}

// ruleRoom is taken from the room on each side of a cell's text: some word
// processors count the rules to the cell, and a line that was to fit must fit.
const ruleRoom = doc.Pt / 2

// cellText writes what stands in a cell.
func (w *writer) cellText(c *doc.Cell, fit fitted, width doc.Length, keep bool) {
	pad := side(c.Style.Size) - ruleRoom
	p := para{keep: keep, left: pad + c.Indent, right: pad, align: c.Align}
	w.paragraphs(c.Items, doc.Style{Face: c.Style.Face, Size: fit.size}, p, width)
}
