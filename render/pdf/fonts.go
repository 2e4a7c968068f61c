// Package pdf draws laid-out pages into a PDF file. It never measures: widths
// come from the same faces through Fonts.Measurer before anything is drawn.
//
// The file is put together by fpdf: the tree of pages, bookmarks, properties.
// What stands on a page is written here, as operators straight into one buffer,
// since a form has some thousand small things on a page and formatting each of
// them is what drawing costs; it is compressed at once, so that a village's
// file is never held at its full size. The faces are put in here too (face.go,
// pdffile): fpdf hashes and compresses three tables of 65,536 entries for
// each face of each file, which for a household's file costs ten times what the
// file shows.
//
// Characters that are lent by fonts which are not embedded are drawn as glyphs of
// small fonts of our own (rare.go), and found and copied like all others.
package pdf

import (
	"errors"
	"fmt"
	"slices"
	"unicode"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/subset"
	"ruhu/render/typeset"
)

// Fonts is the faces of a run. All files of the run share it; it is safe for
// concurrent use.
type Fonts struct {
	set *font.Set
	// roles gives for each doc.Face its place in the set.
	roles  [doc.Faces]int
	faces  [doc.Faces]*subset.Face // by place in the set; nil beyond its last
	common [doc.Faces]*common
}

// common is what files have in common of one face: glyphs that are packed once.
type common struct {
	base  *subset.Base
	runes []rune // those of glyphs 1, 2, 3 …
	codes []code // by character of the basic plane; nil when there are no runes
}

// code is the number by which a file shows a character; 0 shows nothing.
type code = uint16

// NewFonts takes the faces of a set. roles gives for each doc.Face its place in
// the set; without it they stand in the set in their order, and those of official
// documents, where the set has none, are 宋体.
func NewFonts(set *font.Set, roles ...int) (*Fonts, error) {
	n := set.Faces()
	if n < int(doc.FormFaces) || n > int(doc.Faces) {
		return nil, fmt.Errorf("pdf: %d faces instead of %d to %d", n, doc.FormFaces, doc.Faces)
	}
	f := &Fonts{set: set}
	for i := range f.roles {
		switch {
		case i < len(roles):
			f.roles[i] = roles[i]
		case i < n:
			f.roles[i] = i
		}
		if f.roles[i] < 0 || f.roles[i] >= n {
			return nil, fmt.Errorf("pdf: role %d has face %d of %d", i, f.roles[i], n)
		}
	}
	for i := range n {
		var err error
		if f.faces[i], err = subset.Parse(set.File(i)); err != nil {
			return nil, fmt.Errorf("pdf: face %d: %w", i, err)
		}
	}
	return f.Share(new(Runes))
}

// Measurer tells layout how characters are set.
func (f *Fonts) Measurer() typeset.Measurer { return &measurer{f.set, f.roles} }

// Set gives the faces themselves, in the order in which Measurer's glyphs name
// them.
func (f *Fonts) Set() *font.Set { return f.set }

// Borrow names who lends what the faces lack; see font.Set.Borrow. It must be
// called before anything is measured.
func (f *Fonts) Borrow(from font.Lender) { f.set.Borrow(from) }

// Missing lists the characters of a text that no face has; they are printed
// as 〓.
func (f *Fonts) Missing(text string) []rune { return f.set.Missing(text) }

// FaceOf gives the place of the face that sets a character of running text.
func (f *Fonts) FaceOf(r rune) int { return f.set.Lookup(f.roles[doc.FaceText], r).Face }

// Damaged lists the roles whose faces cannot show the Chinese characters of a
// text that they say they have: their glyphs lead nowhere, are blank or have no width. Such
// a face fails only when the file is written, or not at all.
func (f *Fonts) Damaged(text string) []doc.Face {
	var out []doc.Face
	runes := []rune(text)
	slices.Sort(runes)
	runes = slices.Compact(runes) // each once: their shapes are read
	for role, place := range f.roles {
		var glyphs []uint16
		whole := true
		for _, r := range runes {
			g, ok := f.set.Index(place, r)
			if !ok {
				continue
			}
			glyphs = append(glyphs, g)
			if !unicode.Is(unicode.Han, r) {
				continue // marks may be blank
			}
			if _, err := f.set.Outline(place, r); err != nil || f.faces[place].Advance(g) == 0 {
				whole = false
				break
			}
		}
		if !whole || f.faces[place].Check(glyphs) != nil {
			out = append(out, doc.Face(role))
		}
	}
	return out
}

// CheckFace reports a face that cannot be embedded: its tables do not fit
// together.
func CheckFace(file []byte) error {
	face, err := subset.Parse(file)
	if err == nil {
		err = face.Check(nil)
	}
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return nil
}

type measurer struct {
	set   *font.Set
	roles [doc.Faces]int
}

// Glyph implements typeset.Measurer.
func (m *measurer) Glyph(face doc.Face, r rune) typeset.Glyph {
	g := m.set.Lookup(m.roles[face], r)
	return typeset.Glyph{Rune: g.Rune, Face: doc.Face(g.Face), Advance: g.Advance, Missing: g.Missing}
}

// Share gives the same faces for files that all show the characters of need,
// such as the labels of a form: they are packed once, for all these files. A
// file shows any others beside them. The bytes of a file depend on need and on
// what it shows, so need must not depend on what else a run prints.
func (f *Fonts) Share(need *Runes) (*Fonts, error) {
	out := &Fonts{set: f.set, roles: f.roles, faces: f.faces}
	for i := range f.set.Faces() {
		c := &common{}
		var glyphs []uint16
		for r := range need.faces[i].all() {
			g, ok := f.set.Index(i, r)
			if !ok || slices.Contains(glyphs, g) {
				continue // of two characters with one glyph the file adds the other
			}
			glyphs, c.runes = append(glyphs, g), append(c.runes, r)
		}
		var err error
		if c.base, err = f.faces[i].Base(glyphs); err != nil {
			return nil, fmt.Errorf("pdf: face %d: %w", i, err)
		}
		if len(c.runes) > 0 {
			c.codes = make([]code, 1<<16)
		}
		for n, r := range c.runes {
			c.codes[r] = code(n + 1)
		}
		out.common[i] = c
	}
	return out, nil
}

// errLate says that a file was used after it was written.
var errLate = errors.New("pdf: the file is already written")
