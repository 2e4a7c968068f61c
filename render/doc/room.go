package doc

// room is the memory of one document: its grids, and the inlines of its cells.
// One document after another is made in the same room by a builder whose
// documents are given back; see Builder.Reuse.
type room struct {
	grids   []*gridder
	used    int // of the grids
	inlines []Inline
}

// grid gives an empty grid of tracks.
func (r *room) grid(tracks []Length) *gridder {
	if r.used == len(r.grids) {
		r.grids = append(r.grids, &gridder{g: new(Grid)})
	}
	g := r.grids[r.used]
	r.used++
	g.begin(tracks)
	return g
}

// leastInlines is how many inlines a room has at first.
const leastInlines = 64

// items gives a cell's items. Full, the room goes on in a larger one, so that it
// soon holds all items of a document; those before stay where they are.
func (r *room) items(in ...Inline) []Inline {
	if len(r.inlines)+len(in) > cap(r.inlines) {
		r.inlines = make([]Inline, 0, max(leastInlines, 2*cap(r.inlines), len(in)))
	}
	n := len(r.inlines)
	r.inlines = append(r.inlines, in...)
	return r.inlines[n:len(r.inlines):len(r.inlines)]
}

// Reuse takes back a document that this builder made and that nobody looks at any
// more: a later one is made in its memory. Documents that are never given back
// are independent of one another.
func (b *Builder) Reuse(d *Document) {
	if d.room != nil {
		b.spare = append(b.spare, d.room)
		d.room = nil
	}
}

// begin gives the room for the next document.
func (b *Builder) begin() *room {
	n := len(b.spare)
	if n == 0 {
		return new(room)
	}
	r := b.spare[n-1]
	b.spare = b.spare[:n-1]
	r.used, r.inlines = 0, r.inlines[:0]
	return r
}
