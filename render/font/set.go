// Package font knows which characters the faces have and how wide they are. It
// decides, character by character, which face sets it and what stands in for a
// character that no face has.
//
// For every character, in this order: the face asked for; the set's other faces;
// what a Lender lends from the fonts of the machine. The set's own faces are
// TrueType files that a writer of files embeds; a face is named by its place in
// the set, from 0. Of lent characters, and of those beyond the basic plane, which
// such writers cannot address, the set gives the outline instead; see Outline.
//
// A lender is asked only for what the set's own faces lack, and only for
// characters whose shape can be told from their code alone. So whatever is set
// in the set's own faces is the same on every machine.
package font

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"golang.org/x/image/font/sfnt"
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

// Lent is the face of glyphs whose outlines are lent.
const Lent = faceMask

// Lender has outlines of characters that a set's own faces lack. It is safe for
// concurrent use, and always gives the same for a character.
type Lender interface {
	Lend(r rune) (Outline, bool)
}

// Set is some faces that help each other out. It is safe for concurrent use.
type Set struct {
	faces  []face
	lender Lender

	mu     sync.Mutex
	lent   map[rune]lent  // what the lender was asked for
	beyond map[spot]Glyph // looked-up characters beyond the basic plane
}

// lent is what a lender answered.
type lent struct {
	Outline
	ok bool
}

// spot is a character of a face.
type spot struct {
	face int
	r    rune
}

// face is a parsed file and what has been looked up when this face was asked.
type face struct {
	file  []byte
	font  *sfnt.Font
	known []atomic.Uint32 // of the basic plane, each 0 until asked for
	digit int32           // width of every digit: figures stand under one another
}

// plane is how many characters the basic multilingual plane has.
const plane = 1 << 16

// Load parses TrueType files. The first face to have 〓 lends it to all; a set
// without it is refused. The bytes are kept and must not change.
func Load(files ...[]byte) (*Set, error) {
	if len(files) == 0 {
		return nil, errors.New("no faces")
	}
	if len(files) > Lent {
		return nil, fmt.Errorf("%d faces", len(files))
	}
	s := &Set{
		faces: make([]face, len(files)), lent: make(map[rune]lent),
		beyond: make(map[spot]Glyph),
	}
	for i, file := range files {
		f, err := parse(file)
		if err != nil {
			return nil, fmt.Errorf("face %d: %w", i, err)
		}
		s.faces[i] = face{file: file, font: f, known: make([]atomic.Uint32, plane)}
		s.faces[i].digit = s.faces[i].widestDigit()
	}
	if _, ok := s.find(0, Geta); !ok {
		return nil, fmt.Errorf("no face has %c (%U)", Geta, Geta)
	}
	return s, nil
}

// Borrow names who lends what the set's own faces lack. It must be called before
// anything is looked up.
func (s *Set) Borrow(from Lender) { s.lender = from }

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
// face, else by the first other that has it, else lent, else as 〓.
func (s *Set) Lookup(face int, r rune) Glyph {
	if uint32(r) >= plane {
		return s.far(face, r)
	}
	e := entry(s.faces[face].known[r].Load())
	if e == 0 {
		e = s.learn(face, r)
	}
	return e.glyph(r)
}

// far looks up a character beyond the basic plane. There are few of them.
func (s *Set) far(face int, r rune) Glyph {
	s.mu.Lock()
	g, ok := s.beyond[spot{face, r}]
	s.mu.Unlock()
	if ok {
		return g
	}
	g = s.resolve(face, r).glyph(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.beyond[spot{face, r}] = g
	return g
}

// Outline gives the shape of a character that Lookup says is set by a face, or
// is lent. It keeps none: who draws a character often keeps what comes of it.
func (s *Set) Outline(face int, r rune) (Outline, error) {
	if face == Lent {
		l := s.borrowed(r)
		if !l.ok {
			return Outline{}, errNoShape
		}
		return l.Outline, nil
	}
	buf := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(buf)
	return OutlineOf(s.faces[face].font, buf, r)
}

// borrowed asks the lender, once for a character.
func (s *Set) borrowed(r rune) lent {
	s.mu.Lock()
	l, ok := s.lent[r]
	s.mu.Unlock()
	if ok || s.lender == nil || !lendable(r) {
		return l
	}
	l.Outline, l.ok = s.lender.Lend(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lent[r] = l
	return l
}

// learn looks a character up and remembers it. Two that learn the same at once
// store the same.
func (s *Set) learn(face int, r rune) entry {
	e := s.resolve(face, r)
	s.faces[face].known[r].Store(uint32(e))
	return e
}

// resolve decides what is shown for a character.
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
	if l := s.borrowed(r); l.ok {
		return entryOf(itself, Glyph{Face: Lent, Advance: l.Advance})
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

// advance gives a character's width in thousandths of the type size; that of a
// digit is the widest digit's. Beyond the basic plane a glyph has to be drawn:
// there an empty one is none.
func (f *face) advance(r rune) (int32, bool) {
	if r >= '0' && r <= '9' && f.digit > 0 {
		return f.digit, true
	}
	var buf sfnt.Buffer
	if r >= plane {
		o, err := OutlineOf(f.font, &buf, r)
		return o.Advance, err == nil
	}
	glyph, err := f.font.GlyphIndex(&buf, r)
	if err != nil || glyph == 0 {
		return 0, false
	}
	w, err := advanceOf(f.font, &buf, glyph)
	return w, err == nil
}

// widestDigit is the width that all digits are given; 0 where one is not there.
func (f *face) widestDigit() int32 {
	widest := int32(0)
	for r := '0'; r <= '9'; r++ {
		w, ok := f.advance(r)
		if !ok {
			return 0
		}
		widest = max(widest, w)
	}
	return widest
}

// Has reports whether a face itself shows a character.
func (s *Set) Has(face int, r rune) bool {
	g := s.Lookup(face, r)
	return g.Rune == r && g.Face == face && !g.Missing
}

// ascii is behind the characters that every face for Chinese has.
const ascii = 0x7F

// Missing lists the characters of a text that no face has, each once, in order
// of appearance.
func (s *Set) Missing(text string) []rune {
	var out []rune
	var seen map[rune]bool
	for _, r := range text {
		if r < ascii || !s.Lookup(0, r).Missing || seen[r] {
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
