package font

import (
	"errors"
	"slices"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Outline is the shape of a glyph, for writers of files that cannot take the
// glyph's font. Its inside is what its path winds around (non-zero rule).
type Outline struct {
	Advance int32 // in thousandths of the type size
	Path    []Segment
}

// Segment is a step of a path.
type Segment struct {
	Kind   SegmentKind
	Points [3]Point // as many as the kind has
}

// Point is a place in ten-thousandths of the type size, from the left end of
// the baseline to the right and upwards. Whole numbers are the same on every
// machine.
type Point struct{ X, Y int32 }

// SegmentKind says what a segment does.
type SegmentKind uint8

// The kinds, with how many points they have.
const (
	MoveTo  SegmentKind = iota // 1; it closes what was drawn before
	LineTo                     // 1
	CurveTo                    // 3: two that steer, and where it ends
)

// Points is how many points a segment of the kind has.
func (k SegmentKind) Points() int {
	if k == CurveTo {
		return 3
	}
	return 1
}

// errNoShape says that a face has nothing to see for a character.
var errNoShape = errors.New("no shape")

// maxSegments bounds the paths that are taken from files: the most intricate
// Chinese character has some 500.
const maxSegments = 20_000

// OutlineOf draws a character with a face. It refuses characters that the face
// does not have, or has as an empty glyph or as the box that stands for a missing
// one. A hostile file gives an error.
func OutlineOf(f *sfnt.Font, buf *sfnt.Buffer, r rune) (o Outline, err error) {
	defer func() {
		if p := recover(); p != nil {
			o, err = Outline{}, errors.New("broken font")
		}
	}()
	glyph, err := f.GlyphIndex(buf, r)
	if err != nil {
		return Outline{}, err
	}
	if glyph == 0 {
		return Outline{}, errNoShape
	}
	box, err := pathOf(f, buf, 0)
	if err != nil {
		box = nil // a face without a box for what it lacks
	}
	path, err := pathOf(f, buf, glyph)
	switch {
	case err != nil:
		return Outline{}, err
	case len(path) == 0 || slices.Equal(path, box):
		return Outline{}, errNoShape
	}
	w, err := advanceOf(f, buf, glyph)
	return Outline{Advance: w, Path: path}, err
}

// advanceOf gives a glyph's width in thousandths of the type size.
func advanceOf(f *sfnt.Font, buf *sfnt.Buffer, glyph sfnt.GlyphIndex) (int32, error) {
	// At a size of as many pixels as the em has units, widths are in units.
	units := f.UnitsPerEm()
	if units <= 0 {
		return 0, errors.New("no size")
	}
	w, err := f.GlyphAdvance(buf, glyph, fixed.Int26_6(units), xfont.HintingNone)
	return ratio(int64(w)*1000, int64(units)), err
}

// pathOf gives a glyph's path; curves of the second degree become those of the
// third that are the same.
func pathOf(f *sfnt.Font, buf *sfnt.Buffer, glyph sfnt.GlyphIndex) ([]Segment, error) {
	units := int64(f.UnitsPerEm())
	if units <= 0 {
		return nil, errors.New("no size")
	}
	from, err := f.LoadGlyph(buf, glyph, fixed.Int26_6(units), nil)
	switch {
	case err != nil:
		return nil, err
	case len(from) > maxSegments:
		return nil, errors.New("too intricate")
	}
	// place gives the point that divides the way from a to b: (a+(n-1)b)/n.
	place := func(a, b fixed.Point26_6, n int64) Point {
		return Point{
			ratio((int64(a.X)+(n-1)*int64(b.X))*10_000, n*units),
			ratio(-(int64(a.Y)+(n-1)*int64(b.Y))*10_000, n*units),
		}
	}
	to := make([]Segment, 0, len(from))
	var at fixed.Point26_6
	for i := range from {
		s := &from[i]
		switch s.Op {
		case sfnt.SegmentOpMoveTo, sfnt.SegmentOpLineTo:
			kind := MoveTo
			if s.Op == sfnt.SegmentOpLineTo {
				kind = LineTo
			}
			at = s.Args[0]
			to = append(to, Segment{Kind: kind, Points: [3]Point{place(at, at, 1)}})
		case sfnt.SegmentOpQuadTo:
			end := s.Args[1]
			to = append(to, Segment{Kind: CurveTo, Points: [3]Point{place(at, s.Args[0], 3), place(end, s.Args[0], 3), place(end, end, 1)}})
			at = end
		case sfnt.SegmentOpCubeTo:
			var points [3]Point
			for k, p := range s.Args {
				points[k] = place(p, p, 1)
			}
			to = append(to, Segment{Kind: CurveTo, Points: points})
			at = s.Args[2]
		}
	}
	return to, nil
}

// ratio rounds a/b half away from zero, and keeps within what a point can be.
func ratio(a, b int64) int32 {
	half := b / 2
	if a < 0 {
		half = -half
	}
	const most = 1 << 20
	return int32(min(max((a+half)/b, -most), most))
}
