package pdf

import (
	"unicode/utf16"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
)

// shownAs keeps what cannot be shown out of the file. Layout has replaced such
// characters already; this is the border.
func shownAs(r rune) rune {
	if r > 0xFFFF || r == utf8.RuneError {
		return font.Geta
	}
	return r
}

// pen is the font that text is being set in.
type pen struct {
	face  doc.Face // doc.Faces: none yet, or a font of drawn glyphs
	drawn int      // which of them
	size  doc.Length
}

// texts writes the runs of a page as one text object. Each place is written as
// its distance from the one before; distances are taken between rounded
// places, so that rounding does not add up.
func (f *File) texts(p *layout.Page) error {
	if len(p.Texts) == 0 {
		return nil
	}
	f.ops = append(f.ops, "BT\n"...)
	var x, y hundredth
	at, track := pen{face: doc.Faces}, doc.Length(0)
	for i := range p.Texts {
		t := &p.Texts[i]
		if t.Text == "" {
			continue
		}
		if t.Face < doc.Faces {
			if err := f.set(&at, t.Face, t.Size); err != nil {
				return err
			}
		}
		if t.Track != track {
			track = t.Track
			f.ops = append(hundredths(track).append(f.ops), " Tc\n"...)
		}
		left, base := hundredths(t.X), hundredths(p.Height-t.Y)
		f.ops = append((left - x).append(f.ops), ' ')
		f.ops = append((base - y).append(f.ops), " Td"...)
		x, y = left, base
		if err := f.run(t, &at); err != nil {
			return err
		}
	}
	f.ops = append(f.ops, "ET\n"...)
	return nil
}

// run writes a run from where the text stands.
func (f *File) run(t *layout.Run, at *pen) error {
	for text := t.Text; text != ""; {
		n := plain(text)
		if t.Face == lent {
			n = 0
		}
		if n > 0 {
			if err := f.set(at, t.Face, t.Size); err != nil {
				return err
			}
			f.ops = append(f.ops, '(')
			f.ops = appendCodes(f.ops, text[:n], &f.shown.faces[t.Face])
			f.ops = append(f.ops, ")Tj\n"...)
			text = text[n:]
			continue
		}
		r, n := utf8.DecodeRuneInString(text)
		text = text[n:]
		if err := f.draw(at, t, r); err != nil {
			return err
		}
	}
	return nil
}

// plain is how much of a text fpdf's fonts can set at once.
func plain(text string) int {
	for i, r := range text {
		if r > 0xFFFF {
			return i
		}
	}
	return len(text)
}

// set changes to a face.
func (f *File) set(at *pen, face doc.Face, size doc.Length) error {
	if at.face == face && at.size == size {
		return nil
	}
	name, err := f.face(face)
	if err != nil {
		return err
	}
	*at = pen{face: face, size: size}
	f.ops = append(append(f.ops, name...), ' ')
	f.ops = append(hundredths(size).append(f.ops), " Tf\n"...)
	return nil
}

// draw writes a character as a drawn glyph; 〓 where the face has none.
func (f *File) draw(at *pen, t *layout.Run, r rune) error {
	face, code, ok := f.drawn(t.Face, r)
	if !ok {
		stand := t.Face
		if stand == lent {
			stand = doc.FaceText
		}
		if err := f.set(at, stand, t.Size); err != nil {
			return err
		}
		f.ops = append(f.ops, '(')
		f.ops = appendCodes(f.ops, string(font.Geta), &f.shown.faces[stand])
		f.ops = append(f.ops, ")Tj\n"...)
		return nil
	}
	if next := (pen{face: doc.Faces, drawn: face, size: t.Size}); *at != next {
		*at = next
		f.ops = append(append(f.ops, rareName(face)...), ' ')
		f.ops = append(hundredths(t.Size).append(f.ops), " Tf\n"...)
	}
	f.ops = append(appendByte(append(f.ops, '('), code), ")Tj\n"...)
	return nil
}

// appendCodes writes text as the two-byte codes of a face within a literal
// string, and notes the characters shown.
func appendCodes(b []byte, text string, shown *plane) []byte {
	for _, r := range text {
		r = shownAs(r)
		shown.add(r)
		b = appendByte(appendByte(b, byte(r>>8)), byte(r))
	}
	return b
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
