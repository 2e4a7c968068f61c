// Package pdf draws laid-out pages into a PDF file. It never measures: widths
// come from the same faces through Fonts.Measurer before anything is drawn.
//
// The file is put together by fpdf: objects, fonts and their subsets,
// compression, bookmarks. What stands on a page is written here, as operators
// straight into one buffer, since a form has some thousand small things on a
// page and formatting each of them is what drawing costs.
//
// Characters that fpdf cannot set, those beyond the basic plane and those lent by
// other fonts, are drawn as glyphs of small fonts of our own, and found and copied
// like all others.
package pdf

import (
	"bytes"
	"errors"
	"fmt"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// Fonts is the faces of a run. All files of the run share it; it is safe for
// concurrent use.
type Fonts struct {
	set   *font.Set
	roles [doc.Faces]int
	files [doc.Faces][]byte // what is embedded: whole faces, or cut ones
	has   *Runes            // what cut faces hold; nil when they are whole
}

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
		f.files[i] = set.File(i)
	}
	return f, nil
}

// Measurer tells layout how characters are set. It always knows the whole
// faces, also after Cut.
func (f *Fonts) Measurer() layout.Measurer { return measurer{f.set, f.roles} }

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

type measurer struct {
	set   *font.Set
	roles [doc.Faces]int
}

// Glyph implements layout.Measurer.
func (m measurer) Glyph(face doc.Face, r rune) layout.Glyph {
	g := m.set.Lookup(m.roles[face], r)
	return layout.Glyph{Rune: g.Rune, Face: doc.Face(g.Face), Advance: g.Advance, Missing: g.Missing}
}

// Cut gives faces that hold only the characters of a run. Each file cuts its
// own subset out of what it is given, and that costs by what it is given: a
// whole face takes some 20 ms, a cut one a fraction. A file drawn with cut
// faces fails when it shows a character that was not in the cut.
func (f *Fonts) Cut(need *Runes) (*Fonts, error) {
	out := &Fonts{set: f.set, roles: f.roles, has: new(Runes)}
	out.has.Merge(need)
	for i := range f.set.Faces() {
		p := &out.has.faces[i]
		p.add(font.Geta)
		p.add(' ')
		// fpdf writes into what it reads.
		cut := fpdf.UTF8CutFont(bytes.Clone(f.set.File(i)), p.text())
		if len(cut) == 0 {
			return nil, fmt.Errorf("pdf: face %d has no usable character map", i)
		}
		out.files[i] = bytes.Clone(cut) // without the room it grew into
	}
	return out, nil
}

// lacking tells which shown characters a face cannot show: drawn, they would
// be empty boxes that no reader of the text notices.
func (f *Fonts) lacking(shown *Runes) error {
	for i := range f.set.Faces() {
		for r := range shown.faces[i].all() {
			if !f.set.Has(i, r) || f.has != nil && !f.has.faces[i].has(r) {
				return fmt.Errorf("pdf: face %d is to show %q (%U), which it does not have", i, r, r)
			}
		}
	}
	return nil
}

// errLate says that a file was used after it was written.
var errLate = errors.New("pdf: the file is already written")
