package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/layout"
	"ruhu/render/pdffile"
	"ruhu/render/subset"
)

// lent is the face of runs whose characters are lent by fonts that are not
// embedded.
const lent = doc.Face(font.Lent)

// Lent characters are set in fonts of our own: glyphs that are drawn (Type 3), a
// byte each, with the table that says which characters they are, so that they are
// found and copied like all others.

// rare is the drawn glyphs of a file, in the order in which they are first shown.
type rare struct {
	place  map[rune]int
	glyphs []rareGlyph
}

type rareGlyph struct {
	r rune
	font.Outline
}

// perFont is how many glyphs a font of ours has at most: codes 1 to 255.
const perFont = 255

// drawn gives the font, from 0, and the code in it under which a lent character
// is shown; ok is false where nobody lends it.
func (f *File) drawn(r rune) (font int, code byte, ok bool) {
	i, known := f.rare.place[r]
	if !known {
		o, err := f.fonts.set.Outline(int(lent), r)
		if err != nil {
			return 0, 0, false
		}
		if f.rare.place == nil {
			f.rare.place = make(map[rune]int)
		}
		i = len(f.rare.glyphs)
		f.rare.place[r] = i
		f.rare.glyphs = append(f.rare.glyphs, rareGlyph{r, o})
	}
	return i / perFont, byte(i%perFont + 1), true
}

// draw writes a run of lent characters, from the place where the run before
// began, and gives the place where this one begins.
func (f *File) draw(t *layout.Run, height doc.Length, x, y hundredth) (left, base hundredth, err error) {
	left, base = hundredths(t.X), hundredths(height-t.Y)
	b := append((left - x).append(f.ops), ' ')
	b = append((base - y).append(b), " Td\n"...)
	for _, r := range t.Text {
		font, code, ok := f.drawn(r)
		if !ok {
			return left, base, fmt.Errorf("pdf: nobody lends %q (%U)", r, r)
		}
		b = append(append(b, rareName(font)...), ' ')
		b = append(hundredths(t.Size).append(b), " Tf("...)
		b = append(appendByte(b, code), ")Tj\n"...)
	}
	f.ops = b
	return left, base, nil
}

// rareName is the name of a font of ours among the file's resources.
func rareName(i int) string { return "/R" + strconv.Itoa(i+1) }

// put adds the fonts to the file, and to the list of its fonts.
func (r *rare) put(d *pdffile.File, list []byte) []byte {
	i := 0
	for glyphs := range slices.Chunk(r.glyphs, perFont) {
		list = fmt.Appendf(list, "%s %d 0 R ", rareName(i), putDrawn(d, glyphs))
		i++
	}
	return list
}

// putDrawn writes a font of drawn glyphs and gives its number.
func putDrawn(d *pdffile.File, glyphs []rareGlyph) int {
	box := boxOf(glyphs)
	var procs, names, widths []byte
	var runes []rune
	for i, g := range glyphs {
		n := d.AddStream(subset.Pack(g.procedure()), "")
		procs = fmt.Appendf(procs, "/g%d %d 0 R ", i+1, n)
		names = fmt.Appendf(names, "/g%d", i+1)
		runes = append(runes, g.r)
		widths = append(strconv.AppendInt(widths, int64(g.Advance), 10), ' ')
	}
	table := d.AddStream(subset.Pack(append(appendUnicode(beginUnicode(2), 2, 1, runes), unicodeFoot...)), "")
	return d.Add(fmt.Sprintf("<</Type /Font /Subtype /Type3 /FontBBox [%d %d %d %d] /FontMatrix [0.001 0 0 0.001 0 0] /Resources <<>> "+
		"/FirstChar 1 /LastChar %d /Widths [%s] /Encoding <</Type /Encoding /Differences [1 %s]>> /CharProcs <<%s>> /ToUnicode %d 0 R>>",
		box[0], box[1], box[2], box[3], len(glyphs), bytes.TrimSpace(widths), names, procs, table))
}

// procedure draws a glyph, in thousandths of the type size.
func (g *rareGlyph) procedure() []byte {
	box := boxOf([]rareGlyph{*g})
	b := fmt.Appendf(nil, "%d 0 %d %d %d %d d1\n", g.Advance, box[0], box[1], box[2], box[3])
	for i := range g.Path {
		s := &g.Path[i]
		op := " l\n"
		switch s.Kind {
		case font.MoveTo:
			op = " m\n"
			if i > 0 {
				b = append(b, "h\n"...)
			}
		case font.CurveTo:
			op = " c\n"
		}
		for k, p := range s.Points[:s.Kind.Points()] {
			if k > 0 {
				b = append(b, ' ')
			}
			b = append(tenths(b, p.X), ' ')
			b = tenths(b, p.Y)
		}
		b = append(b, op...)
	}
	return append(b, "h\nf\n"...)
}

// tenths writes a tenth of a number.
func tenths(b []byte, n int32) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/10), 10)
	if n%10 != 0 {
		b = append(b, '.', '0'+byte(n%10))
	}
	return b
}

// boxOf gives left, bottom, right and top of what glyphs cover, in thousandths
// of the type size.
func boxOf(glyphs []rareGlyph) [4]int {
	left, bottom, right, top := int32(0), int32(0), int32(0), int32(0)
	for i := range glyphs {
		for _, s := range glyphs[i].Path {
			for _, p := range s.Points[:s.Kind.Points()] {
				left, bottom = min(left, p.X), min(bottom, p.Y)
				right, top = max(right, p.X), max(top, p.Y)
			}
		}
	}
	return [4]int{int(left)/10 - 1, int(bottom)/10 - 1, int(right)/10 + 1, int(top)/10 + 1}
}
