// Package pdf draws laid-out pages into a PDF file. It never measures: widths
// come from the same faces through Fonts.Measurer before anything is drawn.
//
// The file is put together by fpdf: the tree of pages, bookmarks, properties.
// What stands on a page is written here, as operators straight into one buffer,
// since a form has some thousand small things on a page and formatting each of
// them is what drawing costs; it is compressed at once, so that a village's
// file is never held at its full size. The faces are put in here too (face.go,
// document.go): fpdf hashes and compresses three tables of 65,536 entries for
// each face of each file, which for a household's file costs ten times what the
// file shows.
package pdf

import (
	"errors"
	"fmt"
	"slices"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
	"ruhu/render/subset"
)

// Fonts is the faces of a run. All files of the run share it; it is safe for
// concurrent use.
type Fonts struct {
	set    *font.Set
	faces  [doc.Faces]*subset.Face
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

// NewFonts takes the faces of a set in the order of doc.Face.
func NewFonts(set *font.Set) (*Fonts, error) {
	if set.Faces() != int(doc.Faces) {
		return nil, fmt.Errorf("pdf: %d faces instead of %d", set.Faces(), doc.Faces)
	}
	f := &Fonts{set: set}
	for i := range f.faces {
		var err error
		if f.faces[i], err = subset.Parse(set.File(i)); err != nil {
			return nil, fmt.Errorf("pdf: face %d: %w", i, err)
		}
	}
	return f.Share(new(Runes))
}

// Measurer tells layout how characters are set.
func (f *Fonts) Measurer() layout.Measurer { return measurer{f.set} }

// Missing lists the characters of a text that no face has; they are printed
// as 〓.
func (f *Fonts) Missing(text string) []rune { return f.set.Missing(text) }

type measurer struct{ set *font.Set }

// Glyph implements layout.Measurer.
func (m measurer) Glyph(face doc.Face, r rune) layout.Glyph {
	g := m.set.Lookup(int(face), r)
	return layout.Glyph{Rune: g.Rune, Face: doc.Face(g.Face), Advance: g.Advance, Missing: g.Missing}
}

// Share gives the same faces for files that all show the characters of need,
// such as the labels of a form: they are packed once, for all these files. A
// file shows any others beside them. The bytes of a file depend on need and on
// what it shows, so need must not depend on what else a run prints.
func (f *Fonts) Share(need *Runes) (*Fonts, error) {
	out := &Fonts{set: f.set, faces: f.faces}
	for i, face := range f.faces {
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
		if c.base, err = face.Base(glyphs); err != nil {
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
