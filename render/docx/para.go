package docx

import "ruhu/render/doc"

// writer writes the body of one document: its blocks one after another, without
// the section properties, which go in at mark or behind the end.
type writer struct {
	runs
	set  setter
	mark int // the end of the last paragraph's properties
	room doc.Length
	tabs []stop

	fits    []fitted
	heights []doc.Length
	owner   []int32
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
	keep, whole   bool       // on the page of the next one; on one page
	before, after doc.Length
	left, right   doc.Length
	align         doc.Align
	empty         bool
	most          int // lines of ours; 0: all
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
	if p.keep {
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
	b = append(number(append(b, `w:line="`...), max(1, twips(hundredths(p.size, leading)))), `" w:lineRule="exact"/>`...)
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
	p.style, p.size = styleOf(style.Face), style.Size
	if !placed(items) {
		w.flow(items, style, &p)
		return
	}
	lines := w.set.set(items, style, width)
	if p.most > 0 {
		lines = lines[:min(p.most, len(lines))]
	}
	for i, ln := range lines {
		q := p
		if i > 0 {
			q.before = 0
		}
		if i < len(lines)-1 {
			q.after = 0
			q.keep = true
		}
		w.line(ln, style, &q, width)
	}
	if len(lines) == 0 {
		w.flow(nil, style, &p)
	}
}

// placed reports inlines that need lines of ours.
func placed(items []doc.Inline) bool {
	for i := range items {
		if k := items[i].Kind; k == doc.Blank || k == doc.Boxes {
			return true
		}
	}
	return false
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

// line writes one estimated line as a paragraph. Rules are tabs to stops of its
// own, underlined, so that they have their width whatever the font; a value
// stands in the middle of its rule.
func (w *writer) line(ln line, style doc.Style, p *para, width doc.Length) {
	pieces := w.set.pieces[ln.from:ln.to]
	if w.stops(pieces) && p.align != doc.Left {
		rest := max(0, width-ln.width)
		if p.align == doc.Center {
			rest /= 2
		}
		p.left += rest
		p.align = doc.Left
	}
	w.open(p)
	l := look{size: style.Size, face: style.Face}
	for i := range pieces {
		switch pc := &pieces[i]; pc.kind {
		case doc.Boxes:
			w.box(pc.ticked, l)
		case doc.Blank:
			w.rule(pc, l)
		default:
			w.write(pc.text, l)
		}
	}
	w.end()
}

// stops sets the tab stops of a line's rules and reports whether it has any.
func (w *writer) stops(pieces []piece) bool {
	w.tabs = w.tabs[:0]
	for i := range pieces {
		pc := &pieces[i]
		if pc.kind != doc.Blank {
			continue
		}
		if pc.text != "" && !pc.plain {
			w.tabs = append(w.tabs, stop{"center", pc.x + pc.w/2})
		}
		w.tabs = append(w.tabs, stop{"left", pc.x + pc.w})
	}
	return len(w.tabs) > 0
}

// rule writes a space to write on, up to its stop.
func (w *writer) rule(pc *piece, l look) {
	l.under = !pc.plain
	if pc.text != "" {
		if l.under {
			w.tab(l)
		}
		w.write(pc.text, l)
	}
	w.tab(l)
}
