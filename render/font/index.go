package font

import (
	"sync"

	"golang.org/x/image/font/sfnt"
)

// buffers are the parser's room to work in.
var buffers = sync.Pool{New: func() any { return new(sfnt.Buffer) }}

// Index gives the glyph of a face for a character; false when the face itself
// does not have it.
func (s *Set) Index(face int, r rune) (glyph uint16, ok bool) {
	buf := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(buf)
	g, err := s.faces[face].font.GlyphIndex(buf, r)
	return uint16(g), err == nil && g != 0
}

// Name is the PostScript name of a face, such as NotoSerifSC-Regular, with
// nothing in it that is not a letter, a digit or a hyphen.
func (s *Set) Name(face int) string {
	name, err := s.faces[face].font.Name(nil, sfnt.NameIDPostScript)
	if err != nil {
		return "Face"
	}
	var out []rune
	for _, c := range name {
		if c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			out = append(out, c)
		}
	}
	return string(out)
}
