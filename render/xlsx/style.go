package xlsx

import (
	"github.com/xuri/excelize/v2"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// fonts are the faces' names. They are on every Chinese Windows; 小标宋 is on
// few, so titles are 宋体 in bold.
var fonts = [doc.Faces]string{doc.FaceText: "宋体", doc.FaceHead: "黑体", doc.FaceTitle: "宋体"}

// valign is where text stands between the upper and lower rule.
type valign uint8

const (
	middle valign = iota
	bottom
	top
)

// format is how a cell shows what it holds.
type format uint8

const (
	general format = iota
	text           // digits keep their tail, and "=1+1" stays what it is
	whole          // a number with no decimals, with one, with two
	tenths
	cents
)

// Weights of borders, as the format numbers them.
const (
	noLine     = 0
	thinLine   = 1
	mediumLine = 2
)

// look is all that decides the style of a cell.
type look struct {
	face    doc.Face
	align   doc.Align
	valign  valign
	format  format
	indent  uint8
	size    doc.Length
	wrap    bool
	one     bool // on one line, shrunk where a font is wider than expected
	upright bool
	shade   bool
	open    bool
	link    bool

	left, top, right, bottom uint8
}

// in gives the look a face and a size.
func (l look) in(s doc.Style) look {
	l.face, l.size = s.Face, s.Size/halfPoint*halfPoint
	return l
}

// styles keeps the styles of a workbook by their looks: there are some hundred,
// however many sheets.
type styles struct {
	file *excelize.File
	ids  map[look]int
	err  error
}

// id gives the style of a look, made when first asked for.
func (s *styles) id(l look) int {
	if id, ok := s.ids[l]; ok {
		return id
	}
	id, err := s.file.NewStyle(l.style())
	if s.err == nil {
		s.err = err
	}
	s.ids[l] = id
	return id
}

func (l look) style() *excelize.Style {
	st := &excelize.Style{
		Alignment:  &excelize.Alignment{Horizontal: horizontals[l.align], Vertical: verticals[l.valign]},
		Protection: &excelize.Protection{Locked: !l.open},
		Border:     l.borders(),
	}
	if l.size > 0 {
		st.Font = l.font()
	}
	l.alignment(st.Alignment)
	if l.shade {
		st.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{typeset.ShadeColor}}
	}
	tenth := "0.0"
	switch l.format {
	case text:
		st.NumFmt = 49
	case whole:
		st.NumFmt = 1
	case tenths:
		st.CustomNumFmt = &tenth
	case cents:
		st.NumFmt = 2
	}
	return st
}

func (l look) font() *excelize.Font {
	f := &excelize.Font{Family: fonts[l.face], Size: l.size.Points(), Bold: l.face == doc.FaceTitle}
	if l.link {
		f.Color, f.Underline = "0563C1", "single"
	}
	return f
}

// alignment sets what stands beside the two directions.
func (l look) alignment(a *excelize.Alignment) {
	a.WrapText, a.ShrinkToFit = l.wrap, l.one
	if l.indent > 0 {
		a.Indent = int(l.indent)
	}
	if l.upright {
		a.TextRotation = 255 // not an angle: characters one over the other
	}
}

var horizontals = [...]string{doc.Left: "left", doc.Center: "center", doc.Right: "right"}

var verticals = [...]string{middle: "center", bottom: "bottom", top: "top"}

func (l look) borders() []excelize.Border {
	var out []excelize.Border
	for _, b := range []struct {
		side   string
		weight uint8
	}{{"left", l.left}, {"right", l.right}, {"top", l.top}, {"bottom", l.bottom}} {
		if b.weight != noLine {
			out = append(out, excelize.Border{Type: b.side, Color: "000000", Style: int(b.weight)})
		}
	}
	return out
}
