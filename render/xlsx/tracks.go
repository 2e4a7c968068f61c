package xlsx

import (
	"slices"

	"ruhu/render/doc"
)

// pixel is the unit in which Excel holds widths of columns: 96 to the inch.
const pixel doc.Length = 9525

// near is how far, in pixels, an edge of one table moves to meet an edge of
// another: about a millimetre. Without it the columns of a sheet would be full
// of slivers.
const near = 4

// tracks is the one set of columns of a sheet: the edges of all its tables, in
// pixels from the left.
type tracks struct {
	edges []int
	seen  [][]int // working memory: the edges of each grid
}

// lay finds the edges for a document of a width. Tables with many columns, which
// have the narrowest, keep theirs; the edges of the others move to them.
func (t *tracks) lay(grids []*doc.Grid, width doc.Length) {
	t.seen = t.seen[:0]
	for _, g := range grids {
		t.seen = append(t.seen, pixels(g.Tracks, int(width/pixel)))
	}
	slices.SortStableFunc(t.seen, func(a, b []int) int { return len(b) - len(a) })
	t.edges = append(t.edges[:0], 0, int(width/pixel))
	for _, edges := range t.seen {
		t.add(edges)
	}
}

// pixels gives the edges of a grid in whole pixels.
func pixels(widths []doc.Length, last int) []int {
	out := make([]int, 1, len(widths)+1)
	x := doc.Length(0)
	for _, w := range widths {
		x += w
		out = append(out, min(int((x+pixel/2)/pixel), last))
	}
	return out
}

// add adds those edges of a grid that are near none of the sheet. Two edges of
// a grid never fall together, as their columns would vanish.
func (t *tracks) add(edges []int) {
	fresh := make([]int, 0, len(edges))
	met := -1 // the sheet's edge used by the grid's edge before
	for _, e := range edges {
		at := t.nearest(e)
		if off(t.edges[at], e) <= near && at > met {
			met = at
			continue
		}
		fresh = append(fresh, e)
	}
	t.edges = append(t.edges, fresh...)
	slices.Sort(t.edges)
	t.edges = slices.Compact(t.edges)
}

func off(a, b int) int { return max(a-b, b-a) }

// nearest gives the index of the edge nearest to x.
func (t *tracks) nearest(x int) int {
	i, found := slices.BinarySearch(t.edges, x)
	switch {
	case found || i == 0:
		return i
	case i == len(t.edges) || x-t.edges[i-1] <= t.edges[i]-x:
		return i - 1
	}
	return i
}

// columns gives for every edge of a grid the sheet's edge that it meets.
func (t *tracks) columns(g *doc.Grid) []int {
	edges := pixels(g.Tracks, t.edges[len(t.edges)-1])
	out := make([]int, len(edges))
	for i, e := range edges {
		out[i] = t.nearest(e)
		if i > 0 && out[i] <= out[i-1] {
			out[i] = out[i-1] + 1
		}
	}
	out[len(out)-1] = len(t.edges) - 1
	return out
}

// count is how many columns there are.
func (t *tracks) count() int { return len(t.edges) - 1 }

// width is the width of the columns from one edge to another.
func (t *tracks) width(from, to int) doc.Length {
	return doc.Length(t.edges[to]-t.edges[from]) * pixel
}
