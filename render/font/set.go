// Package font knows which characters the faces have and how wide they are. It
// decides, character by character, which face sets it and what stands in for a
// character that no face has.
//
// Files are TrueType. A face is named by its place in the set, from 0.
package font

import (
	"errors"
	"fmt"
	"math"
	"sync/atomic"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Geta is printed in place of a character that no face has. Every set has it.
const Geta = '〓'

// Glyph is how a character is set.
type Glyph struct {
	// Rune is the character to show; 0 shows nothing and has no width.
	Rune rune
	// Face is the face that has it, which may differ from the one asked for.
	Face int
	// Advance is its width in thousandths of the type size.
	Advance int32
	// Missing says that no face has the character and Rune is a stand-in.
	Missing bool
}

// Set is some faces that help each other out. It is safe for concurrent use.
type Set struct {
	faces []face
}

// face is a parsed file and what has been looked up when this face was asked.
type face struct {
	file  []byte
	font  *sfnt.Font
	known []atomic.Uint32 // of the basic plane, each 0 until asked for
}

// plane is how many characters the basic multilingual plane has.
const plane = 1 << 16

// Load parses TrueType files. The first face to have 〓 lends it to all; a set
// without it is refused. The bytes are kept and must not change.
func Load(files ...[]byte) (*Set, error) {
	if len(files) == 0 {
		return nil, errors.New("no faces")
	}
	s := &Set{faces: make([]face, len(files))}
	for i, file := range files {
		f, err := parse(file)
		if err != nil {
			return nil, fmt.Errorf("face %d: %w", i, err)
		}
		s.faces[i] = face{file: file, font: f, known: make([]atomic.Uint32, plane)}
	}
	if _, ok := s.find(0, Geta); !ok {
		return nil, fmt.Errorf("no face has %c (%U)", Geta, Geta)
	}
	return s, nil
}

// parse refuses what is not plain TrueType: collections, and outlines of the
// PostScript kind.
func parse(file []byte) (*sfnt.Font, error) {
	if len(file) < 4 {
		return nil, fmt.Errorf("no font: %d bytes", len(file))
	}
	switch string(file[:4]) {
	case "\x00\x01\x00\x00", "true":
		return sfnt.Parse(file)
	}
	return nil, fmt.Errorf("no TrueType outlines: kind %q", file[:4])
}

// Faces is how many faces the set has.
func (s *Set) Faces() int { return len(s.faces) }

// File gives the bytes of a face. They must not be changed.
func (s *Set) File(face int) []byte { return s.faces[face].file }

// Lookup tells how a character is set when a face is asked for it: by that
// face, else by the first other that has it, else as 〓.
func (s *Set) Lookup(face int, r rune) Glyph {
	if uint32(r) >= plane {
		return s.beyond(face, r)
	}
	e := entry(s.faces[face].known[r].Load())
	if e == 0 {
		e = s.learn(face, r)
	}
	return e.glyph(r)
}

// learn looks a character up and remembers it. Two that learn the same at once
// store the same.
func (s *Set) learn(face int, r rune) entry {
	e := s.resolve(face, r)
	s.faces[face].known[r].Store(uint32(e))
	return e
}

// beyond tells how a character outside the basic plane is set. The faces have
// a few hundred of them, but the writer of PDF files addresses glyphs by two
// bytes: until they are drawn as outlines they count as missing.
func (s *Set) beyond(face int, r rune) Glyph {
	if vanishes(r) {
		return Glyph{Face: face}
	}
	return s.missing(face).glyph(r)
}

// resolve decides what is shown for a character of the basic plane.
func (s *Set) resolve(face int, r rune) entry {
	switch {
	case vanishes(r):
		return entryOf(nothing, Glyph{Face: face})
	case isControl(r):
		return s.space(face)
	case unknowable(r):
		return s.missing(face)
	}
	if g, ok := s.find(face, r); ok {
		return entryOf(itself, g)
	}
	if isSpace(r) {
		return s.space(face)
	}
	return s.missing(face)
}

func (s *Set) space(face int) entry {
	g, ok := s.find(face, ' ')
	if !ok {
		return entryOf(nothing, Glyph{Face: face})
	}
	return entryOf(blank, g)
}

func (s *Set) missing(face int) entry {
	g, _ := s.find(face, Geta) // Load has made sure of it
	g.Missing = true
	return entryOf(geta, g)
}

// find looks a character up in the face asked for, then in the others in order.
func (s *Set) find(asked int, r rune) (Glyph, bool) {
	if w, ok := s.faces[asked].advance(r); ok {
		return Glyph{Rune: r, Face: asked, Advance: w}, true
	}
	for i := range s.faces {
		if i == asked {
			continue
		}
		if w, ok := s.faces[i].advance(r); ok {
			return Glyph{Rune: r, Face: i, Advance: w}, true
		}
	}
	return Glyph{}, false
}

// advance gives a character's width in thousandths of the type size.
func (f *face) advance(r rune) (int32, bool) {
	var buf sfnt.Buffer
	glyph, err := f.font.GlyphIndex(&buf, r)
	if err != nil || glyph == 0 {
		return 0, false
	}
	// At a size of as many pixels as the em has units, widths are in units.
	units := f.font.UnitsPerEm()
	w, err := f.font.GlyphAdvance(&buf, glyph, fixed.Int26_6(units), xfont.HintingNone)
	if err != nil {
		return 0, false
	}
	return int32(math.Round(float64(w) * 1000 / float64(units))), true
}

// Has reports whether a face itself shows a character of the basic plane.
func (s *Set) Has(face int, r rune) bool {
	g := s.Lookup(face, r)
	return g.Rune == r && g.Face == face && !g.Missing
}

// Missing lists the characters of a text that no face has, each once, in order
// of appearance.
func (s *Set) Missing(text string) []rune {
	var out []rune
	var seen map[rune]bool
	for _, r := range text {
		if !s.Lookup(0, r).Missing || seen[r] {
			continue
		}
		if seen == nil {
			seen = make(map[rune]bool)
		}
		seen[r] = true
		out = append(out, r)
	}
	return out
}
