package docx

import (
	"slices"

	"ruhu/render/doc"
	"ruhu/render/typeset"
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

// table writes grids as one table. following is the height of the paragraphs that
// must follow on the same page; 0 when there are none.
func (w *writer) table(gs []*doc.Grid, following doc.Length) {
	edges := edgesOf(gs)
	w.tableHead(gs, edges)
	for i, g := range gs {
		w.measure(g)
		after := doc.Length(0)
		switch {
		case i == len(gs)-1:
			after = following
		case together(gs[i+1]): // a signature never stands alone on a page
			after = following + least(gs[i+1])
		}
		w.rows(g, edges, after, i == 0)
	}
	w.b = append(w.b, `</w:tbl>`...)
}

// together reports a grid of which no page ends within, such as a box to sign in.
func together(g *doc.Grid) bool {
	return len(g.Rows) > 0 && !slices.ContainsFunc(g.Rows[:len(g.Rows)-1], func(r doc.Row) bool { return !r.WithNext })
}

// least is the least height of a grid.
func least(g *doc.Grid) (sum doc.Length) {
	for _, r := range g.Rows {
		sum += r.Height
	}
	return sum
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
		width := typeset.OuterRule
		if len(side) > len("bottom") {
			width = typeset.InnerRule
		}
		b = appendBorder(b, side, width)
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

// appendBorder writes a rule, its width in eighths of a point.
func appendBorder(b []byte, side string, width doc.Length) []byte {
	b = number(append(b, `<w:`+side+` w:val="single" w:sz="`...), int(width/(doc.Pt/8)))
	return append(b, `" w:space="0" w:color="000000"/>`...)
}

// padding is the room above and below text: that of the grid's smallest type.
func padding(g *doc.Grid) doc.Length {
	least := 9 * doc.Pt
	for i := range g.Cells {
		least = min(least, g.Cells[i].Style.Size)
	}
	return typeset.Above(least)
}

// measure estimates the cells and rows of a grid.
func (w *writer) measure(g *doc.Grid) {
	w.set.Reset()
	w.cells, w.heights = w.cells[:0], w.heights[:0]
	w.owner, _ = g.Owners(w.owner) // checkGrid has seen the error
	for _, r := range g.Rows {
		w.heights = append(w.heights, r.Height)
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		w.cells = append(w.cells, w.set.Cell(c, inner(g, c), g.Rows[c.Row].Height))
	}
	typeset.GrowRows(w.heights, len(g.Cells), func(i int) (row, rows int, need doc.Length) {
		return g.Cells[i].Row, g.Cells[i].Rows, w.cells[i].Height()
	})
}

// inner is the width of a cell's text.
func inner(g *doc.Grid, c *doc.Cell) doc.Length {
	width := doc.Length(0)
	for _, t := range g.Tracks[c.Col : c.Col+c.Cols] {
		width += t
	}
	return typeset.Inner(c, width)
}

// rows writes the rows of a measured grid. first says that it begins its table,
// so that its head can be repeated.
func (w *writer) rows(g *doc.Grid, edges []int, following doc.Length, first bool) {
	at := places(g, edges)
	total := following
	for _, h := range w.heights {
		total += h
	}
	whole := g.Whole && total*100 <= w.room*typeset.MostEmpty
	for r := range g.Rows {
		last := r == len(g.Rows)-1
		withNext := !last && (whole || g.Rows[r].WithNext || r < g.Head) || last && following > 0
		w.rowHead(g.Rows[r].Height, first && r < g.Head, w.heights[r] <= w.room)
		for t := 0; t < len(g.Tracks); {
			k := w.owner[r*len(g.Tracks)+t]
			c := &g.Cells[k]
			from, to := at[c.Col], at[c.Col+c.Cols]
			w.cellHead(c, edges[to]-edges[from], to-from, r, !first && r == 0)
			if r == c.Row {
				w.cellText(c, w.cells[k], inner(g, c), withNext)
			} else {
				w.open(&para{style: styleText, size: doc.Pt, withNext: withNext})
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
		b = append(appendBorder(append(b, `<w:tcBorders>`...), "top", typeset.OuterRule), `</w:tcBorders>`...)
	}
	if c.Shade {
		b = append(b, `<w:shd w:val="clear" w:color="auto" w:fill="`+typeset.ShadeColor+`"/>`...)
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
func (w *writer) cellText(c *doc.Cell, set typeset.Text, width doc.Length, withNext bool) {
	pad := typeset.Side(c.Style.Size) - ruleRoom
	p := para{withNext: withNext, left: pad + c.Indent, right: pad, align: c.Align}
	if placed(c.Items) {
		w.lines(set, c.Style.Face, p, width)
		return
	}
	p.style, p.size, p.empty = styleOf(c.Style.Face), set.Size, len(c.Items) == 0
	w.open(&p)
	w.running(set, look{size: set.Size, face: c.Style.Face})
	w.end()
}
