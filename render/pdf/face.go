package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"

	"ruhu/render/doc"
	"ruhu/render/pdffile"
	"ruhu/render/subset"
)

// shownFace is a face of one file. Its codes are the numbers of the glyphs that
// the file embeds, so that no tables lead from one to the other; the table of
// their characters makes the text searchable.
type shownFace struct {
	*common
	program *subset.Program
	first   int // number of the first glyph that is the file's own
	own     map[rune]code
	glyphs  []rune // the characters of the file's own glyphs, in order
	digit   int    // width of all digits; see font.Set
}

// resourceNames is how the pages call the faces, by their place in the set.
var resourceNames = [doc.Faces]string{"/T", "/H", "/B", "/F", "/K"}

// face gives a face, and takes it into the file when it is shown for the first
// time: many files need no bold.
func (f *File) face(face doc.Face) *shownFace {
	if f.faces[face] == nil {
		c := f.fonts.common[face]
		p := c.base.Begin()
		f.faces[face] = &shownFace{common: c, program: p, first: p.Glyphs(), own: make(map[rune]code), digit: int(f.fonts.set.Lookup(int(face), '0').Advance)}
	}
	return f.faces[face]
}

// codeOf gives the code of a character in a face.
func (f *File) codeOf(face doc.Face, s *shownFace, r rune) (code, error) {
	if int(r) < len(s.codes) && s.codes[r] != 0 {
		return s.codes[r], nil
	}
	if c, ok := s.own[r]; ok {
		return c, nil
	}
	glyph, ok := f.fonts.set.Index(int(face), r)
	if !ok {
		// Drawn, it would be an empty box that no reader of the text notices.
		return 0, fmt.Errorf("pdf: face %d is to show %q (%U), which it does not have", face, r, r)
	}
	n := s.program.Glyphs()
	c := s.program.Glyph(glyph)
	if int(c) < n {
		// Two characters with one glyph: the second gets a number of its own, so
		// that it is found as what it is.
		c = s.program.Repeat(glyph)
	}
	s.glyphs = append(s.glyphs, r)
	s.own[r] = c
	return c, nil
}

// put writes the objects of a face and gives the number of the font's own.
func (s *shownFace) put(d *pdffile.File, face *subset.Face, name string) (int, error) {
	program, length, err := s.program.Pack()
	if err != nil {
		return 0, fmt.Errorf("pdf: %w", err)
	}
	file := d.AddStream(program, " /Length1 "+strconv.Itoa(length))
	m := face.Metrics()
	name = "RUHUAA+" + name // a subset's name begins with six letters
	descriptor := d.Add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] "+
		"/ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R>>",
		name, m.Box[0], m.Box[1], m.Box[2], m.Box[3], m.Ascent, m.Descent, m.CapHeight, file))
	descendant := d.Add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDToGIDMap /Identity "+
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /DW 1000 /W [%s]>>",
		name, descriptor, s.widths()))
	unicode := d.AddStream(subset.Pack(s.unicode()), "")
	return d.Add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, descendant, unicode)), nil
}

// widths lists the widths that differ from 1000, those of neighbours together.
func (s *shownFace) widths() []byte {
	var b []byte
	open := false
	for n := range s.program.Glyphs() {
		w := s.advance(n)
		if w == 1000 {
			if open {
				b, open = append(b, "] "...), false
			}
			continue
		}
		if !open {
			b, open = append(strconv.AppendInt(b, int64(n), 10), " ["...), true
		} else {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(w), 10)
	}
	if open {
		b = append(b, ']')
	}
	return bytes.TrimRight(b, " ")
}

// advance is the width of glyph n.
func (s *shownFace) advance(n int) int {
	r := rune(0)
	switch {
	case n >= s.first && n-s.first < len(s.glyphs):
		r = s.glyphs[n-s.first]
	case n > 0 && n <= len(s.runes):
		r = s.runes[n-1]
	}
	if r >= '0' && r <= '9' {
		return s.digit
	}
	return s.program.Advance(n)
}

// The table that leads from codes to characters, and how many lines a part of
// it may have.
const (
	unicodeHead = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<%0*X> <%X>\nendcodespacerange\n"
	unicodeFoot = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
	unicodeRows = 100
)

// unicode is the table of the characters that the codes stand for.
func (s *shownFace) unicode() []byte {
	b := appendUnicode(beginUnicode(4), 4, 1, s.runes)
	return append(appendUnicode(b, 4, s.first, s.glyphs), unicodeFoot...)
}

// beginUnicode begins a table for codes of so many hexadecimal digits.
func beginUnicode(digits int) []byte {
	return fmt.Appendf(nil, unicodeHead, digits, 0, 1<<(4*digits)-1)
}

// appendUnicode adds characters with codes from first on.
func appendUnicode(b []byte, digits, first int, runes []rune) []byte {
	for part := range slices.Chunk(runes, unicodeRows) {
		b = append(strconv.AppendInt(b, int64(len(part)), 10), " beginbfchar\n"...)
		for _, r := range part {
			b = append(appendHex(append(b, '<'), digits, uint16(first)), "> <"...)
			for _, u := range utf16.AppendRune(nil, r) {
				b = appendHex(b, 4, u)
			}
			b = append(b, ">\n"...)
			first++
		}
		b = append(b, "endbfchar\n"...)
	}
	return b
}

func appendHex(b []byte, digits int, v uint16) []byte {
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		b = append(b, "0123456789ABCDEF"[v>>shift&15])
	}
	return b
}
