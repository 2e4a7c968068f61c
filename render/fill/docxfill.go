package fill

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"ruhu/render/ooxml"
)

// filledDoc is a copy of a document that is being filled.
type filledDoc struct {
	of      *document
	tree    *etree.Document
	body    *docBody
	margins []margin
}

func (d *document) copyTree() *filledDoc {
	tree := d.tree.Copy()
	margins := slices.Clone(d.margins)
	for i := range margins {
		margins[i].tree = margins[i].tree.Copy()
	}
	body := &docBody{again: true}
	body.read(tree, margins, d.body.asking > 0)
	return &filledDoc{d, tree, body, margins}
}

// apply carries out the edits of a cell.
func applyTo(h holder, edits []edit) {
	atoms := docAtoms(h.paragraphs)
	if len(atoms) == 0 || !slices.ContainsFunc(atoms, func(a atom) bool { return a.of != nil }) {
		if len(edits) == 1 && len(h.paragraphs) > 0 {
			writeParagraph(h.paragraphs[0], edits[0].text)
		}
		return
	}
	edits = slices.DeleteFunc(slices.Clone(edits), func(e edit) bool {
		ticks := e.to == e.from+1 && e.to <= len(atoms) && isBox(atoms[e.from]) && e.text == ticked("□")
		if ticks {
			check(atoms[e.from].of)
		}
		return ticks
	})
	for _, e := range edits {
		for i := e.from; i < e.to && i < len(atoms); i++ {
			filledControl(atoms[i].of, e.text)
		}
	}
	applyEdits(textAtoms(atoms, edits), edits)
}

// textAtoms puts a text element in the place of every tab, break and sign that an edit
// is about.
func textAtoms(atoms []atom, edits []edit) []atom {
	out := slices.Clone(atoms)
	for _, e := range edits {
		from, to := e.from, e.to
		if from == to {
			from = max(0, from-1)
			to = from + 1
		}
		for i := from; i < to && i < len(out); i++ {
			a := &out[i]
			if a.of == nil {
				if i > 0 { // a line's end belongs to what stands before it
					*a = atom{seen: a.seen, of: out[i-1].of, at: out[i-1].at + 1}
				}
				continue
			}
			if a.of.Tag == "t" {
				continue
			}
			if isBox(*a) {
				*a = besideBox(*a, e.from == e.to && e.from > 0, e.from < e.to)
				continue
			}
			t := newIn(a.of, "t")
			parent, at := a.of.Parent(), a.of.Index()
			if e.from < e.to {
				parent.RemoveChild(a.of)
			} else {
				at += min(1, e.from)
			}
			parent.InsertChildAt(at, t)
			*a = atom{seen: a.seen, of: t, at: 0}
		}
	}
	return out
}

// isBox reports a check box of an older form.
func isBox(a atom) bool { return a.of != nil && a.of.Tag == "checkBox" }

// filledControl notes that a content control has a content of its own now, and that a
// box of one is ticked.
func filledControl(t *etree.Element, text string) {
	if t == nil {
		return
	}
	for e := t.Parent(); e != nil && e.Tag != "body"; e = e.Parent() {
		switch e.Tag {
		case "r":
			removeWhere(within(e, "rPr"), func(x *etree.Element) bool {
				return x.Tag == "rStyle" && strings.Contains(strings.ToLower(val(x, "")), "placeholder")
			})
		case "sdt":
			removeWhere(within(e, "sdtPr"), func(x *etree.Element) bool { return x.Tag == "showingPlcHdr" })
			checked := within(e, "sdtPr", "checkbox", "checked")
			if ticks := text == "☑" || text == "●"; ticks && checked != nil && checked.SelectAttr("val") != nil {
				checked.SelectAttr("val").Value = "1"
			}
		}
	}
}

// writeParagraph writes into a paragraph that says nothing, in the type that its mark
// or its first run has.
func writeParagraph(p *etree.Element, text string) {
	if text == "" {
		return
	}
	r := newIn(p, "r")
	if props := typeOf(p); props != nil {
		r.AddChild(props)
	}
	setText(child(r, "t"), ooxml.Clean(text))
	p.AddChild(r)
}

// typeOf is the type in which somebody would go on writing in a paragraph.
func typeOf(p *etree.Element) *etree.Element {
	if pr := within(p, "r", "rPr"); pr != nil {
		return pr.Copy()
	}
	mark := within(p, "pPr", "rPr")
	if mark == nil {
		return nil
	}
	out := mark.Copy()
	removeWhere(out, func(e *etree.Element) bool {
		switch e.Tag {
		case "ins", "del", "moveFrom", "moveTo", "rPrChange":
			return true
		}
		return false
	})
	return out
}

// carryOut puts what a plan says into the copy.
func (f *filledDoc) carryOut(p *plan) {
	for _, e := range p.edits {
		applyTo(f.body.holders[e.cell.id], e.edits)
	}
	for _, l := range p.lists {
		f.fillList(l)
	}
}

// fillList writes the entries of a list into its rows, and repeats the last item's for
// those that have none.
func (f *filledDoc) fillList(l listPlan) {
	trs := f.body.rows[slices.Index(f.of.body.list, l.list.grid)]
	first := l.list.last() + 1 - l.list.item
	pattern := make([]*etree.Element, l.list.item)
	for i := range pattern {
		pattern[i] = trs[first+i].Copy()
	}
	for i := 0; i < len(l.entries) && i < l.list.count; i++ {
		for _, e := range l.entries[i] {
			applyTo(f.body.holders[e.cell.id], e.edits)
		}
	}
	if len(l.entries) <= l.list.count {
		return
	}
	f.repeatHeads(l.list, trs)
	after := trs[l.list.last()]
	for _, edits := range l.entries[l.list.count:] {
		for i, tr := range pattern {
			row := tr.Copy()
			withoutIDs(row)
			f.continued(row, l.list, i)
			parent := after.Parent()
			parent.InsertChildAt(after.Index()+1, row)
			after = row
			eachCopy(row, rowCells(l.list.grid, first+i), func(tc *etree.Element, c *cell) {
				for _, e := range edits {
					if e.cell == c && c.row == first+i {
						applyTo(holder{under(tc, "p"), tc}, e.edits)
					}
				}
			})
		}
	}
}

// eachCopy calls f for the cells of a row's copy, each with the cell that it copies.
func eachCopy(row *etree.Element, cells []*cell, f func(*etree.Element, *cell)) {
	for i, tc := range under(row, "tc") {
		if i < len(cells) {
			f(tc, cells[i])
		}
	}
}

// rowCells gives the cells of a row of a table in the order of its elements.
func rowCells(g *grid, row int) []*cell {
	var out []*cell
	for col := 0; col < g.cols; {
		c := g.cell(row, col)
		if c == nil {
			col++
			continue
		}
		out = append(out, c)
		col = c.col + c.cols
	}
	return out
}

// continued lets cells beside the list that begin in the repeated row go on in its
// copy: the title of a section at the left.
func (f *filledDoc) continued(row *etree.Element, l *list, i int) {
	at := l.last() + 1 - l.item + i
	eachCopy(row, rowCells(l.grid, at), func(tc *etree.Element, c *cell) {
		merge := within(tc, "tcPr", "vMerge")
		if l.owns(c) || merge == nil || val(merge, "continue") != "restart" {
			return
		}
		merge.Attr = nil
		for _, p := range under(tc, "p") {
			removeWhere(p, func(e *etree.Element) bool { return e.Tag != "pPr" })
		}
	})
}

// owns reports a cell below a head of the list.
func (l *list) owns(c *cell) bool {
	return slices.ContainsFunc(l.places, func(p *place) bool { return p.cell.col == c.col })
}

// repeatHeads lets the heads of a list that may go over the page be printed on each,
// where the table begins with them.
func (f *filledDoc) repeatHeads(l *list, trs []*etree.Element) {
	apart := func(p *place) bool { return p.cell.row > 0 && p.cell.row+p.cell.rows != l.top }
	if l.top > 3 || !l.byMarks && slices.ContainsFunc(l.places, apart) {
		return
	}
	for _, tr := range trs[:l.top] {
		if pr := ensureFirst(tr, "trPr", "tblPrEx"); pr.SelectElement("tblHeader") == nil {
			child(pr, "tblHeader")
		}
	}
}

// withoutIDs takes out of a copied part of a document what must not be there twice:
// bookmarks, ids of paragraphs, notes.
func withoutIDs(e *etree.Element) {
	for _, c := range e.ChildElements() {
		switch c.Tag {
		case "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd":
			e.RemoveChild(c)
			continue
		case "sdtPr":
			removeWhere(c, func(x *etree.Element) bool { return x.Tag == "id" })
		}
		withoutIDs(c)
	}
	e.Attr = slices.DeleteFunc(e.Attr, func(a etree.Attr) bool {
		return a.Key == "paraId" || a.Key == "textId" || a.Key == "anchorId" || a.Key == "editId"
	})
}

// numberDrawings gives every drawing of a document an id of its own. Older drawings keep
// theirs where it is the first of its name; kinds of them stand once.
func numberDrawings(root *etree.Element) {
	n := 0
	now := make(map[string]string) // what an id was and became last
	walk(root, func(e *etree.Element) {
		switch {
		case e.Tag == "docPr":
			n++
			e.CreateAttr("id", itoa(n))
		case e.Space == "v" && e.Tag != "shapetype" && e.SelectAttr("id") != nil:
			id := attr(e, "id")
			if _, had := now[id]; !had {
				now[id] = id
				return
			}
			n++
			now[id] = fmt.Sprintf("%s_%d", id, n)
			e.CreateAttr("id", now[id])
		case e.Tag == "OLEObject":
			if id := now[attr(e, "ShapeID")]; id != "" {
				e.CreateAttr("ShapeID", id)
			}
		}
	})
	kinds := make(map[string]bool)
	for _, e := range root.FindElements("//shapetype") {
		if id := attr(e, "id"); kinds[id] {
			e.Parent().RemoveChild(e)
		} else {
			kinds[id] = true
		}
	}
}

// fill gives the form filled with what a plan says.
func (d *document) fill(p *plan) *parts {
	f := d.copyTree()
	f.carryOut(p)
	if d.drawings {
		numberDrawings(f.tree.Root())
	}
	out := d.parts.copy()
	for _, m := range f.margins {
		out.setXML(m.part, m.tree)
	}
	if p.internal {
		d.markInternal(out, f.tree)
	}
	out.setXML(d.main, f.tree)
	return out
}
