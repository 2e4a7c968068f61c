package docx

import (
	"slices"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// writer writes the body of one document: its blocks one after another, without
// the section properties, which go in at mark or behind the end.
type writer struct {
	runs
	set  typeset.Setter
	mark int // the end of the last paragraph's properties
	room doc.Length
	tabs []stop

	cells   []typeset.Text // of the grid being written
	heights []doc.Length
	owner   []int32
}

func newWriter(rare string) writer {
	return writer{runs: runs{rare: rare}, set: typeset.NewSetter(format)}
}

// stop is where a tab ends, counted from the paragraph's left edge.
type stop struct {
	kind string // "left", "center" or "right"
	at   doc.Length
}

// para is the properties of a paragraph. Its line pitch is exact.
type para struct {
	style         string
	size          doc.Length // of type, for the line pitch and what is typed in
	withNext      bool       // on the page of the next one
	whole         bool       // on one page
	before, after doc.Length
	left, right   doc.Length
	align         doc.Align
	empty         bool
}

// styleOf gives the paragraph style of a face.
func styleOf(f doc.Face) string {
	switch f {
	case doc.FaceHead:
		return styleHead
	case doc.FaceTitle:
		return styleTitle
	}
	return styleText
}

// open begins a paragraph with the writer's tab stops.
func (w *writer) open(p *para) {
	b := append(w.b, `<w:p><w:pPr><w:pStyle w:val="`...)
	b = append(append(b, p.style...), `"/>`...)
	if p.withNext {
		b = append(b, `<w:keepNext/>`...)
	}
	if p.whole {
		b = append(b, `<w:keepLines/>`...)
	}
	b = w.appendTabs(b, p.left)
	b = append(b, `<w:spacing `...)
	if p.before != 0 {
		b = append(number(append(b, `w:before="`...), twips(p.before)), `" `...)
	}
	if p.after != 0 {
		b = append(number(append(b, `w:after="`...), twips(p.after)), `" `...)
	}
	b = append(number(append(b, `w:line="`...), max(1, twips(typeset.Leading(p.size)))), `" w:lineRule="exact"/>`...)
	if p.left != 0 || p.right != 0 {
		b = number(append(b, `<w:ind w:left="`...), twips(p.left))
		b = append(number(append(b, `" w:right="`...), twips(p.right)), `"/>`...)
	}
	switch p.align {
	case doc.Center:
		b = append(b, `<w:jc w:val="center"/>`...)
	case doc.Right:
		b = append(b, `<w:jc w:val="right"/>`...)
	}
	if p.empty && !w.unsaid(p.size) {
		b = append(appendSize(append(b, `<w:rPr>`...), p.size), `</w:rPr>`...)
	}
	w.mark = len(b)
	w.b = append(b, `</w:pPr>`...)
}

func (w *writer) appendTabs(b []byte, left doc.Length) []byte {
	if len(w.tabs) == 0 {
		return b
	}
	b = append(b, `<w:tabs>`...)
	for _, t := range w.tabs {
		b = append(append(b, `<w:tab w:val="`...), t.kind...)
		b = append(number(append(b, `" w:pos="`...), twips(left+t.at)), `"/>`...)
	}
	w.tabs = w.tabs[:0]
	return append(b, `</w:tabs>`...)
}

func (w *writer) end() {
	w.runs.end()
	w.b = append(w.b, `</w:p>`...)
}

// paragraphs writes inlines in a width: as running text that Word breaks, or,
// where they hold boxes or rules, as a paragraph for each line of ours.
func (w *writer) paragraphs(items []doc.Inline, style doc.Style, p para, width doc.Length) {
	if placed(items) {
		w.set.Reset()
		w.lines(w.set.Fill(items, style, width), style.Face, p, width)
		return
	}
	p.style, p.size = styleOf(style.Face), style.Size
	w.flow(items, style, &p)
}

// lines writes lines of ours, each as a paragraph.
func (w *writer) lines(set typeset.Text, face doc.Face, p para, width doc.Length) {
	p.style, p.size = styleOf(face), set.Size
	style := doc.Style{Face: face, Size: set.Size}
	for i, ln := range w.set.Lines(set.From, set.To) {
		q := p
		if i > 0 {
			q.before = 0
		}
		if i < set.Count()-1 {
			q.after = 0
			q.withNext = true
		}
		w.line(ln, style, &q, width)
	}
	if set.Count() == 0 {
		w.flow(nil, style, &p)
	}
}

// placed reports inlines that need lines of ours.
func placed(items []doc.Inline) bool {
	return slices.ContainsFunc(items, func(it doc.Inline) bool { return it.Kind == doc.Blank || it.Kind == doc.Boxes })
}

// flow writes running text as one paragraph.
func (w *writer) flow(items []doc.Inline, style doc.Style, p *para) {
	p.empty = len(items) == 0
	w.open(p)
	l := look{size: style.Size, face: style.Face}
	for i := range items {
		if items[i].Kind == doc.Break {
			w.newline()
			continue
		}
		w.write(items[i].Text, l)
	}
	w.end()
}

// running writes set lines as running text that Word breaks itself, but for where
// it is told to.
func (w *writer) running(set typeset.Text, l look) {
	for _, ln := range w.set.Lines(set.From, set.To) {
		for _, pc := range w.set.Pieces(ln) {
			w.write(pc.Text, l)
		}
		for range ln.Blanks {
			w.write(" ", l)
		}
		if ln.Forced {
			w.newline()
		}
	}
}

// line writes one estimated line as a paragraph. Rules are tabs to stops of its
// own, underlined, so that they have their width whatever the font; a value
// stands in the middle of its rule.
func (w *writer) line(ln typeset.Line, style doc.Style, p *para, width doc.Length) {
	pieces := w.set.Pieces(ln)
	if w.stops(pieces) && p.align != doc.Left {
		rest := max(0, width-ln.Width)
		if p.align == doc.Center {
			rest /= 2
		}
		p.left += rest
		p.align = doc.Left
	}
	w.open(p)
	l, end := look{size: style.Size, face: style.Face}, doc.Length(0)
	for i := range pieces {
		pc := &pieces[i]
		switch {
		case pc.Kind == typeset.Box:
			if pc.X > end {
				w.write("  ", l)
			}
			w.box(pc.On, l)
		case pc.Kind == typeset.Rule:
			w.rule(pc, l)
		case !pc.Value: // what stands on a rule is written with it
			w.write(pc.Text, l)
		}
		end = pc.X + pc.W
	}
	w.end()
}

// stops sets the tab stops of a line's rules and reports whether it has any.
func (w *writer) stops(pieces []typeset.Piece) bool {
	w.tabs = w.tabs[:0]
	for i := range pieces {
		pc := &pieces[i]
		if pc.Kind != typeset.Rule {
			continue
		}
		if pc.Text != "" && !pc.Plain {
			w.tabs = append(w.tabs, stop{"center", pc.X + pc.W/2})
		}
		w.tabs = append(w.tabs, stop{"left", pc.X + pc.W})
	}
	return len(w.tabs) > 0
}

// rule writes a space to write on, up to its stop.
func (w *writer) rule(pc *typeset.Piece, l look) {
	l.under = !pc.Plain
	if pc.Text != "" {
		if l.under {
			w.tab(l)
		}
		w.write(pc.Text, l)
	}
	w.tab(l)
}
