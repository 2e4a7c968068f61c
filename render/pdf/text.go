package pdf

import (
	"unicode/utf16"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// shownAs keeps what is no character out of the file. Layout has replaced such
// characters already; this is the border.
func shownAs(r rune) rune {
	if r > 0xFFFF || r == utf8.RuneError {
		return font.Geta
	}
	return r
}

// texts writes the runs of a page as one text object. Each place is written as
// its distance from the one before; distances are taken between rounded
// places, so that rounding does not add up.
func (f *File) texts(p *layout.Page) error {
	if len(p.Texts) == 0 {
		return nil
	}
	b := append(f.ops, "BT\n"...)
	var x, y hundredth
	face, size := doc.Faces, doc.Length(0)
	for i := range p.Texts {
		t := &p.Texts[i]
		if t.Text == "" {
			continue
		}
		if t.Face != face || t.Size != size {
			face, size = t.Face, t.Size
			b = append(append(b, resourceNames[face]...), ' ')
			b = append(hundredths(size).append(b), " Tf\n"...)
		}
		left, base := hundredths(t.X), hundredths(p.Height-t.Y)
		b = append((left - x).append(b), ' ')
		b = append((base - y).append(b), " Td("...)
		x, y = left, base
		var err error
		if b, err = f.appendCodes(b, face, t.Text); err != nil {
			return err
		}
		b = append(b, ")Tj\n"...)
	}
	f.ops = append(b, "ET\n"...)
	return nil
}

// appendCodes writes text as the two-byte codes of a face within a literal
// string.
func (f *File) appendCodes(b []byte, face doc.Face, text string) ([]byte, error) {
	s := f.face(face)
	for _, r := range text {
		c, err := f.codeOf(face, s, shownAs(r))
		if err != nil {
			return b, err
		}
		b = appendByte(appendByte(b, byte(c>>8)), byte(c))
	}
	return b, nil
}

// appendByte writes one byte of a literal string.
func appendByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // a bare one would be read as a line feed
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// textString encodes text for titles and bookmarks, as UTF-16 with its mark. It
// says what the pages show: a character that no face has is 〓 here too, so that
// an outline and its page never differ.
func (f *Fonts) textString(text string) string {
	b := []byte{0xFE, 0xFF}
	for _, r := range text {
		g := f.set.Lookup(int(doc.FaceText), r)
		if g.Rune == 0 { // without width or ink
			continue
		}
		for _, u := range utf16.AppendRune(nil, g.Rune) {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return string(b)
}
