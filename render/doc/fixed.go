package doc

import (
	"slices"

	"ruhu/model"
	"ruhu/render/form"
)

// fixed is what all documents of a builder have in common, made for the first of
// them.
type fixed struct {
	labels  map[form.Ref][]Inline
	narrow  map[place][]Inline            // labels in places that may be too narrow for them
	asked   map[*model.Indicator][]Inline // choices with nothing ticked
	tracks  map[form.Block][]Length
	heads   map[*form.List][]Cell
	edges   map[*form.Items]*edges
	legends map[*form.Legend]Para
}

func newFixed() fixed {
	return fixed{
		labels: make(map[form.Ref][]Inline), narrow: make(map[place][]Inline), asked: make(map[*model.Indicator][]Inline),
		tracks: make(map[form.Block][]Length), heads: make(map[*form.List][]Cell),
		edges: make(map[*form.Items]*edges), legends: make(map[*form.Legend]Para),
	}
}

// place is a label and the width of its cell.
type place struct {
	form.Ref
	width Length
}

// once gives what was made for a key, made where it is new.
func once[K comparable, V any](made map[K]V, key K, create func() V) V {
	v, ok := made[key]
	if !ok {
		v = create()
		made[key] = v
	}
	return v
}

// divided gives the tracks of a block that divides the paper's width by weights.
func (b *Builder) divided(k form.Block, weights func() []int) []Length {
	return once(b.tracks, k, func() []Length { return shares(b.paper.TextWidth(), weights()) })
}

// edges are the places where the parts of compared items begin and end: those of
// each group, all of them in order, and the tracks between these.
type edges struct {
	groups      [][]Length
	all, tracks []Length
}

func (b *Builder) edgesOf(it *form.Items) *edges {
	e := &edges{groups: b.groupEdges(it), all: []Length{0, b.section()}}
	for _, group := range e.groups {
		e.all = append(e.all, group...)
	}
	slices.Sort(e.all)
	e.all = slices.Compact(e.all)
	e.tracks = make([]Length, len(e.all)-1)
	for i := range e.tracks {
		e.tracks[i] = e.all[i+1] - e.all[i]
	}
	return e
}

// span is how many tracks lie between two edges.
func (e *edges) span(from, to Length) int {
	i, _ := slices.BinarySearch(e.all, from)
	j, _ := slices.BinarySearch(e.all, to)
	return j - i
}
