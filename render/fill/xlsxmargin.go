package fill

import (
	"regexp"
	"strings"

	"ruhu/model"
)

// marginTags are the texts at the edges of a sheet's printed pages, with what people
// call them.
var marginTags = [...]struct{ tag, name string }{
	{"oddHeader", "页眉"}, {"oddFooter", "页脚"}, {"evenHeader", "偶数页页眉"}, {"evenFooter", "偶数页页脚"}, {"firstHeader", "首页页眉"}, {"firstFooter", "首页页脚"},
}

// mostMargin is how long such a text may be, with its codes.
const mostMargin = 255

// readMargins reads headers and footers that have marks, each as a grid of one cell. Its
// text is as the file has it, with the codes of places and type (&L, &"宋体,常规"&12).
func (s *worksheet) readMargins() {
	hf := s.tree.Root().SelectElement("headerFooter")
	if hf == nil {
		return
	}
	for i, m := range marginTags {
		if e := hf.SelectElement(m.tag); e != nil && hasMark(e.Text()) {
			g := newGrid(s.name)
			g.lone, g.apart = true, i+1
			g.add(&cell{rows: 1, cols: 1, text: e.Text(), name: m.name, most: mostMargin})
			s.margins = append(s.margins, g)
		}
	}
}

// sizeCode ends a text with the code of a size of type: a digit behind it would be its.
var sizeCode = regexp.MustCompile(`&\d+$`)

// applyMargin carries out the edits of a header or footer. In it & begins a code.
func (f *filledSheet) applyMargin(e cellEdits) {
	tag := marginTags[e.cell.grid.apart-1].tag
	for i, x := range e.edits {
		text := strings.ReplaceAll(model.Line(x.text), "&", "&&")
		if text != "" && isDigit(rune(text[0])) && sizeCode.MatchString(string(e.cell.runes()[:x.from])) {
			text = " " + text
		}
		e.edits[i].text = text
	}
	f.tree.Root().SelectElement("headerFooter").SelectElement(tag).SetText(edited(e))
}
