package docx

import (
	"cmp"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/ooxml"
)

// look is what runs differ in.
type look struct {
	size  doc.Length // 0: the paragraph style's own
	mark  bool       // in the style of 附件2
	under bool       // ruled
	gap   bool       // to be filled in by hand: marked for all to see
	face  doc.Face   // of the paragraph
	font  font
	rare  string // the name of rareFont
}

// font is where a run's characters come from, beside its paragraph's style.
type font uint8

const (
	ofStyle font = iota
	wideFont
	tickFont
	rareFont
)

// Boxes as text. ☑ is in no Chinese font of Windows; Segoe UI Symbol has been
// in it since Windows 7, and where it is missing (UOS) the system's fallback
// has the sign.
const (
	boxOpen   = '□'
	boxTicked = '☑'
)

// wideFonts are the Chinese fonts of the faces, for signs that a Western font
// has too: see eastAsian.
var wideFonts = [doc.Faces]string{doc.FaceText: "宋体", doc.FaceHead: "黑体", doc.FaceTitle: "宋体",
	doc.FaceFang: "仿宋", doc.FaceKai: "楷体"}

// tickName is the font of ☑. For rare characters see ooxml.RareFont.
const tickName = "Segoe UI Symbol"

// defaultSize is what the shell's styles of text are set in: runs of that size
// need not say so.
const defaultSize = 9 * doc.Pt

// runs writes the runs of a paragraph, joining text of one look.
type runs struct {
	b    []byte
	text []byte // escaped, of the run being gathered
	look look
	// rare is the office's font for characters that neither 宋体 nor SimSun-ExtB
	// has; may be empty.
	rare string
	// plain is the size of the styles of text, where it is not defaultSize.
	plain doc.Length
}

// unsaid reports a size that the style says already.
func (r *runs) unsaid(l doc.Length) bool { return l == cmp.Or(r.plain, defaultSize) }

// write adds text. Characters that XML cannot hold are left out, and rare
// ones get a font that has them.
func (r *runs) write(s string, l look) {
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case c == '\n':
			r.newline()
		case c == '\t':
			r.put(' ', l)
		case !allowed(c):
		default:
			r.put(c, l)
		}
	}
}

func (r *runs) put(c rune, l look) {
	switch {
	case l.font != ofStyle:
	case c >= 0x4DB6 && ooxml.RareFont(c, r.rare) != "":
		l.font, l.rare = rareFont, ooxml.RareFont(c, r.rare)
	case eastAsian(c):
		l.font = wideFont
	case c >= 0x2E80 && r.look.font == wideFont: // Han: the same font either way
		l.font = wideFont
	}
	if l != r.look {
		r.end()
		r.look = l
	}
	r.text = escapedRune(r.text, c)
}

// box adds a box, ticked or not.
func (r *runs) box(ticked bool, l look) {
	if !ticked {
		r.put(boxOpen, l)
		return
	}
	l.font = tickFont
	r.put(boxTicked, l)
}

func (r *runs) newline() {
	r.end()
	r.b = append(r.b, `<w:r><w:br/></w:r>`...)
}

// tab moves on to the next stop, ruled where the look is.
func (r *runs) tab(l look) {
	r.end()
	r.b = append(r.b, `<w:r>`...)
	r.properties(l)
	r.b = append(r.b, `<w:tab/></w:r>`...)
}

// field adds a field with the text that is shown until it is computed.
func (r *runs) field(code, shown string, l look) {
	r.end()
	for _, inner := range []string{
		`<w:fldChar w:fldCharType="begin"/>`, `<w:instrText xml:space="preserve"> ` + code + ` </w:instrText>`,
		`<w:fldChar w:fldCharType="separate"/>`, `<w:t>` + shown + `</w:t>`, `<w:fldChar w:fldCharType="end"/>`,
	} {
		r.b = append(r.b, `<w:r>`...)
		r.properties(l)
		r.b = append(append(r.b, inner...), `</w:r>`...)
	}
}

// end writes the run being gathered.
func (r *runs) end() {
	if len(r.text) == 0 {
		return
	}
	r.b = append(r.b, `<w:r>`...)
	r.properties(r.look)
	if r.text[0] == ' ' || r.text[len(r.text)-1] == ' ' {
		r.b = append(r.b, `<w:t xml:space="preserve">`...)
	} else {
		r.b = append(r.b, `<w:t>`...)
	}
	r.b = append(append(r.b, r.text...), `</w:t></w:r>`...)
	r.text = r.text[:0]
}

// properties writes a run's properties, in the order of the schema.
func (r *runs) properties(l look) {
	sized := l.size != 0 && !r.unsaid(l.size)
	if !sized && !l.mark && !l.under && !l.gap && l.font == ofStyle {
		return
	}
	b := append(r.b, `<w:rPr>`...)
	if l.mark {
		b = append(b, `<w:rStyle w:val="`+styleMark+`"/>`...)
	}
	switch l.font {
	case wideFont:
		name := wideFonts[l.face]
		b = append(b, `<w:rFonts w:hint="eastAsia" w:ascii="`+name+`" w:hAnsi="`+name+`"/>`...)
	case tickFont:
		b = append(b, `<w:rFonts w:hint="eastAsia" w:ascii="`+tickName+`" w:hAnsi="`+tickName+`" w:eastAsia="`+tickName+`"/>`...)
	case rareFont:
		name := string(escaped(nil, l.rare))
		b = append(b, `<w:rFonts w:hint="eastAsia" w:ascii="`+name+`" w:hAnsi="`+name+`" w:eastAsia="`+name+`"/>`...)
	}
	if sized {
		b = appendSize(b, l.size)
	}
	if l.gap {
		b = append(b, `<w:highlight w:val="yellow"/>`...)
	}
	if l.under {
		b = append(b, `<w:u w:val="single"/>`...)
	}
	r.b = append(b, `</w:rPr>`...)
}

// appendSize writes a size of type in half points.
func appendSize(b []byte, size doc.Length) []byte {
	b = number(append(b, `<w:sz w:val="`...), int(size/(doc.Pt/2)))
	b = number(append(b, `"/><w:szCs w:val="`...), int(size/(doc.Pt/2)))
	return append(b, `"/>`...)
}

// allowed reports characters that XML 1.0 can hold.
func allowed(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF && !(r >= 0x7F && r < 0xA0) || r == '\t' || r == '\n'
}

func escapedRune(b []byte, r rune) []byte {
	switch r {
	case '&':
		return append(b, "&amp;"...)
	case '<':
		return append(b, "&lt;"...)
	case '>':
		return append(b, "&gt;"...)
	case '"':
		return append(b, "&quot;"...)
	}
	return utf8.AppendRune(b, r)
}

func escaped(b []byte, s string) []byte {
	for _, r := range s {
		b = escapedRune(b, r)
	}
	return b
}
