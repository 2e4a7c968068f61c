package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"

	"ruhu/render/doc"
	"ruhu/render/font"
)

// lent is the face of runs whose characters are lent by fonts that are not
// embedded.
const lent = doc.Face(font.Lent)

// fpdf embeds TrueType files and addresses their glyphs by two bytes. Whatever
// it cannot set, characters beyond the basic plane and those of other fonts, is
// set in fonts of our own: glyphs that are drawn (Type 3), a byte each, with the
// table that says which characters they are, so that they are found and copied
// like all others. fpdf has no room for such fonts; they follow behind its last
// byte as an update of the file (ISO 32000-1, 7.5.6).

// rare is the drawn glyphs of a file, in the order in which they are first shown.
type rare struct {
	place  map[rareRune]int
	glyphs []rareGlyph
}

type rareRune struct {
	face doc.Face
	r    rune
}

type rareGlyph struct {
	r rune
	font.Outline
}

// perFont is how many glyphs a font of ours has at most: codes 1 to 255.
const perFont = 255

// drawn gives the font, from 0, and the code in it under which a character of a
// face is shown; ok is false where the face has no such character.
func (f *File) drawn(face doc.Face, r rune) (font int, code byte, ok bool) {
	i, known := f.rare.place[rareRune{face, r}]
	if !known {
		o, err := f.fonts.set.Outline(int(face), r)
		if err != nil {
			return 0, 0, false
		}
		if f.rare.place == nil {
			f.rare.place = make(map[rareRune]int)
		}
		i = len(f.rare.glyphs)
		f.rare.place[rareRune{face, r}] = i
		f.rare.glyphs = append(f.rare.glyphs, rareGlyph{r, o})
	}
	return i / perFont, byte(i%perFont + 1), true
}

// rareName is the name of a font of ours among the file's resources.
func rareName(i int) string { return "/R" + strconv.Itoa(i+1) }

// fonts divides the glyphs.
func (r *rare) fonts() [][]rareGlyph {
	var out [][]rareGlyph
	for rest := r.glyphs; len(rest) > 0; {
		n := min(perFont, len(rest))
		out = append(out, rest[:n])
		rest = rest[n:]
	}
	return out
}

// update is objects added behind a finished file.
type update struct {
	b       bytes.Buffer
	next    int         // number of the next object
	offsets map[int]int // of the objects that are written
}

// object writes an object: a dictionary and perhaps a stream.
func (u *update) object(n int, dictionary string, stream []byte) {
	u.offsets[n] = u.b.Len()
	fmt.Fprintf(&u.b, "%d 0 obj\n", n)
	if stream == nil {
		fmt.Fprintf(&u.b, "<<%s>>\nendobj\n", dictionary)
		return
	}
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(stream) // to memory
	w.Close()
	fmt.Fprintf(&u.b, "<<%s/Filter /FlateDecode /Length %d>>\nstream\n", dictionary, packed.Len())
	u.b.Write(packed.Bytes())
	u.b.WriteString("\nendstream\nendobj\n")
}

func (u *update) number() int {
	u.next++
	return u.next - 1
}

// resources is the number of the object that lists what pages use; fpdf gives
// it always the same.
const resources = 2

var errLayout = errors.New("pdf: the file's resources are not where they were expected")

// addTo adds the drawn glyphs to a finished file.
func (r *rare) addTo(file []byte) ([]byte, error) {
	u := &update{offsets: make(map[int]int)}
	tail := file[bytes.LastIndex(file, []byte("\ntrailer\n"))+1:]
	start, err := numberAfter(tail, "startxref\n")
	if err != nil {
		return nil, err
	}
	if u.next, err = numberAfter(tail, "/Size "); err != nil {
		return nil, err
	}
	root, err := numberAfter(tail, "/Root ")
	if err != nil {
		return nil, err
	}
	info, err := numberAfter(tail, "/Info ")
	if err != nil {
		return nil, err
	}
	own, err := dictionaryOf(file, resources)
	if err != nil {
		return nil, err
	}
	u.b.Grow(len(file) + len(r.glyphs)*1500)
	u.b.Write(file)
	var list string
	for i, glyphs := range r.fonts() {
		list += fmt.Sprintf("%s %d 0 R\n", rareName(i), u.font(glyphs))
	}
	const fonts = "/Font <<\n"
	if !bytes.Contains(own, []byte(fonts)) {
		return nil, errLayout
	}
	u.object(resources, string(bytes.Replace(own, []byte(fonts), []byte(fonts+list), 1)), nil)
	u.finish(root, info, start)
	return u.b.Bytes(), nil
}

// numberAfter reads the number that stands behind a mark.
func numberAfter(b []byte, mark string) (int, error) {
	_, b, ok := bytes.Cut(b, []byte(mark))
	if !ok {
		return 0, errLayout
	}
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	v, err := strconv.Atoi(string(b[:n]))
	if err != nil {
		return 0, errLayout
	}
	return v, nil
}

// dictionaryOf gives what stands in an object of the file.
func dictionaryOf(file []byte, n int) ([]byte, error) {
	mark := fmt.Appendf(nil, "\n%d 0 obj\n<<", n)
	at := bytes.LastIndex(file, mark)
	if at < 0 {
		return nil, errLayout
	}
	b, _, ok := bytes.Cut(file[at+len(mark):], []byte(">>\nendobj\n"))
	if !ok {
		return nil, errLayout
	}
	return b, nil
}

// finish writes where the objects are, and that the rest is where it was.
func (u *update) finish(root, info, before int) {
	start := u.b.Len()
	u.b.WriteString("xref\n")
	for n := range u.next {
		if _, ok := u.offsets[n]; !ok {
			continue
		}
		if _, ok := u.offsets[n-1]; !ok { // a section of the table begins
			count := 1
			for _, more := u.offsets[n+count]; more; _, more = u.offsets[n+count] {
				count++
			}
			fmt.Fprintf(&u.b, "%d %d\n", n, count)
		}
		fmt.Fprintf(&u.b, "%010d 00000 n \n", u.offsets[n])
	}
	fmt.Fprintf(&u.b, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", u.next, root, info, before, start)
}

// font writes a font of drawn glyphs and gives its number.
func (u *update) font(glyphs []rareGlyph) int {
	box := boxOf(glyphs)
	var procs, names, widths []byte
	for i, g := range glyphs {
		n := u.number()
		u.object(n, "", g.procedure())
		procs = fmt.Appendf(procs, "/g%d %d 0 R\n", i+1, n)
		names = fmt.Appendf(names, "/g%d", i+1)
		widths = append(strconv.AppendInt(widths, int64(g.Advance), 10), ' ')
	}
	table := u.number()
	u.object(table, "", characters(glyphs))
	n := u.number()
	u.object(n, fmt.Sprintf("/Type /Font\n/Subtype /Type3\n/FontBBox [%d %d %d %d]\n/FontMatrix [0.001 0 0 0.001 0 0]\n/Resources <<>>\n"+
		"/FirstChar 1\n/LastChar %d\n/Widths [%s]\n/Encoding <</Type /Encoding /Differences [1 %s]>>\n/CharProcs <<\n%s>>\n/ToUnicode %d 0 R\n",
		box[0], box[1], box[2], box[3], len(glyphs), bytes.TrimSpace(widths), names, procs, table), nil)
	return n
}

// characters is the table that says which character each code is.
func characters(glyphs []rareGlyph) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n")
	const most = 100 // entries of a section
	for i, g := range glyphs {
		if i%most == 0 {
			b = fmt.Appendf(b, "%d beginbfchar\n", min(most, len(glyphs)-i))
		}
		b = fmt.Appendf(b, "<%02X> <", i+1)
		for _, unit := range utf16.AppendRune(nil, g.r) {
			b = fmt.Appendf(b, "%04X", unit)
		}
		b = append(b, ">\n"...)
		if i%most == most-1 || i == len(glyphs)-1 {
			b = append(b, "endbfchar\n"...)
		}
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
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
		for k, p := range s.Points[:points(s.Kind)] {
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

// points is how many points a segment has.
func points(k font.SegmentKind) int {
	if k == font.CurveTo {
		return 3
	}
	return 1
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
			for _, p := range s.Points[:points(s.Kind)] {
				left, bottom = min(left, p.X), min(bottom, p.Y)
				right, top = max(right, p.X), max(top, p.Y)
			}
		}
	}
	return [4]int{int(left)/10 - 1, int(bottom)/10 - 1, int(right)/10 + 1, int(top)/10 + 1}
}
