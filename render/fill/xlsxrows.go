package fill

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"ruhu/model"
)

// fillList writes the entries of a list into its rows. Where there are more entries
// than rows, the last item is repeated, and all that lies below moves down. It tells
// how rows moved.
func (f *filledSheet) fillList(l listPlan) rowShift {
	shift := shiftOf(f.sheet.name, l)
	if shift.added > 0 {
		f.unshare()
		f.repeat(shift)
	}
	for i, edits := range l.entries {
		for _, e := range edits {
			row := e.cell.row + 1
			if i >= l.list.count { // its cell is that of the last item
				row += (i - l.list.count + 1) * l.list.item
			}
			f.apply(e, row)
		}
	}
	return shift
}

// repeat puts copies of rows first to last behind them.
func (f *filledSheet) repeat(s rowShift) {
	merges := mergesOf(f.tree.Root())
	pattern := make([]*etree.Element, s.item) // before rows move
	for i := range pattern {
		pattern[i] = f.row(s.first + i)
	}
	for _, r := range f.data.ChildElements() { // those below
		if n := rowNumber(r); n > s.last {
			renumber(r, n+s.added)
		}
	}
	for down := s.item; down <= s.added; down += s.item {
		for i, r := range pattern {
			f.data.AddChild(s.copiedRow(r, s.first+i, down))
		}
	}
	rows := f.data.ChildElements()
	slices.SortStableFunc(rows, func(a, b *etree.Element) int { return rowNumber(a) - rowNumber(b) })
	for _, r := range rows {
		f.data.AddChild(r) // behind those before it
	}
	f.number()
	f.shiftRefs(s)
	f.copyMerges(merges, s)
}

// copiedRow is a row some rows farther down.
func (s rowShift) copiedRow(r *etree.Element, row, down int) *etree.Element {
	out := r.Copy()
	renumber(out, row+down)
	for _, c := range out.ChildElements() {
		if col := columnNumber(attr(c, "r")); col < s.left || col > s.right {
			clearCell(c) // a note beside the list stays where it was
			continue
		}
		if formula := c.SelectElement("f"); formula != nil {
			formula.SetText(s.inCopy(formula.Text(), down))
			if at, ok := parseArea(attr(formula, "ref")); ok {
				at.row1, at.row2 = at.row1+down, at.row2+down
				formula.CreateAttr("ref", at.String())
			}
		}
	}
	return out
}

// renumber makes an element the row of a number.
func renumber(r *etree.Element, n int) {
	r.CreateAttr("r", itoa(n))
	for _, c := range r.SelectElements("c") {
		c.CreateAttr("r", model.CellName(columnNumber(attr(c, "r")), n))
	}
}

// shiftRefs moves and widens what belongs to ranges of the sheet: merges,
// validations, conditional formats, links, filters, protected ranges, page breaks,
// views.
func (f *filledSheet) shiftRefs(s rowShift) {
	walk(f.tree.Root(), func(e *etree.Element) {
		switch e.Tag {
		case "c", "row", "f", "sheetData":
			return
		case "brk":
			if p := e.Parent(); p != nil && p.Tag == "rowBreaks" {
				if n := atoi(attr(e, "id")); n >= s.last {
					e.CreateAttr("id", itoa(n+s.added))
				}
			}
			return
		}
		for _, key := range [...]string{"ref", "sqref"} {
			if v := e.SelectAttrValue(key, ""); v != "" {
				e.CreateAttr(key, s.refs(v))
			}
		}
		for _, key := range [...]string{"activeCell", "topLeftCell"} {
			if a, ok := parseArea(e.SelectAttrValue(key, "")); ok {
				a.row1, a.row2 = s.row(a.row1), s.row(a.row2)
				e.CreateAttr(key, a.String())
			}
		}
		if e.Tag == "sqref" {
			e.SetText(s.refs(e.Text()))
		}
	})
}

// refs is what becomes of ranges, separated by blanks. One that has the last row of the
// list and lies within its last item grows over all copies, as a longer one does.
func (s rowShift) refs(list string) string {
	fields := strings.Fields(list)
	for i, x := range fields {
		a, ok := parseArea(x)
		if !ok {
			continue
		}
		switch {
		case a.row1 <= s.last && a.row2 >= s.last:
			a.row2 += s.added
		case a.row1 > s.last:
			a.row1, a.row2 = a.row1+s.added, a.row2+s.added
		case s.item > 1 && a.row1 >= s.first && a.row2 < s.last: // a part of each item
			for down := s.item; down <= s.added; down += s.item {
				fields = append(fields, area{a.row1 + down, a.col1, a.row2 + down, a.col2}.String())
			}
		}
		fields[i] = a.String()
	}
	return strings.Join(fields, " ")
}

// copyMerges repeats the merges within an item for its copies, and puts those that
// shiftRefs widened over copies back: a cell over two rows is one for each entry.
func (f *filledSheet) copyMerges(before []area, s rowShift) {
	list := f.tree.Root().SelectElement("mergeCells")
	if list == nil {
		return
	}
	for _, e := range list.ChildElements() {
		list.RemoveChild(e)
	}
	add := func(a area) { child(list, "mergeCell").CreateAttr("ref", a.String()) }
	for _, a := range before {
		if a.row1 >= s.first && a.row2 <= s.last {
			for down := 0; down <= s.added; down += s.item {
				add(area{a.row1 + down, a.col1, a.row2 + down, a.col2})
			}
			continue
		}
		a.row1, a.row2 = s.span(a.row1, a.row2)
		add(a)
	}
	list.CreateAttr("count", itoa(len(list.ChildElements())))
}

// shiftFormulas moves the references of a sheet's formulas to rows that moved. Those of
// the copies are right already.
func (f *filledSheet) shiftFormulas(s rowShift, own bool) {
	f.eachFormula(func(e *etree.Element) {
		if c := e.Parent(); own && c != nil && c.Tag == "c" {
			if at, ok := parseArea(attr(c, "r")); ok && at.row1 > s.last && at.row1 <= s.last+s.added {
				return
			}
		}
		e.SetText(s.inFormula(e.Text(), f.sheet.name))
	})
}

// inCopy is the formula of a row of the list in a copy of it so many rows farther down:
// what it says of its own row and those above it says of the copy's, what lies below
// the list is where it is now.
func (s rowShift) inCopy(formula string, down int) string {
	end := func(abs string, n int) int {
		if abs != "" || n > s.last {
			return s.row(n)
		}
		return n + down
	}
	return eachRef(formula, func(r ref) ref {
		switch {
		case r.sheetName() != "" && r.sheetName() != s.sheet:
		case r.wide && r.abs1 != "" && r.abs2 != "":
			r.row1, r.row2 = s.span(r.row1, r.row2)
		default:
			r.row1, r.row2 = end(r.abs1, r.row1), end(r.abs2, r.row2)
		}
		return r
	})
}

// unshare writes every formula out: those that were shared are the first one's, moved.
func (f *filledSheet) unshare() {
	type master struct {
		text     string
		row, col int
	}
	shared := make(map[string]master)
	eachCell(f.data, func(row, col int, c *etree.Element) {
		e := c.SelectElement("f")
		if e == nil || attr(e, "t") != "shared" {
			return
		}
		si := attr(e, "si")
		if e.Text() != "" {
			shared[si] = master{e.Text(), row, col}
		} else if m, ok := shared[si]; ok {
			e.SetText(copied(m.text, row-m.row, col-m.col))
		}
		for _, key := range [...]string{"t", "si", "ref"} {
			e.RemoveAttr(key)
		}
	})
}

// moveParts moves what other parts say of rows that moved: pictures, charts, notes,
// tables.
func (b *workbook) moveParts(out *parts, p *plan) {
	for _, l := range p.lists {
		sheet := b.sheets[b.sheetOf(l.list.grid)]
		s := shiftOf(sheet.name, l)
		if s.added == 0 {
			continue
		}
		for _, r := range out.relations(sheet.part) {
			switch r.kind {
			case "comments", "threadedComment", "table", "drawing", "vmlDrawing":
				out.edit(r.target, func(e *etree.Element) { s.move(e, r.kind) })
			}
		}
		for _, name := range out.names {
			if strings.HasPrefix(name, "xl/charts/chart") && path.Ext(name) == ".xml" {
				out.edit(name, func(e *etree.Element) { s.move(e, "chart") })
			}
		}
	}
}

// move moves what an element of a part of some kind says of rows. Those of drawings
// count from 0.
func (s rowShift) move(e *etree.Element, kind string) {
	moved := func(text string) string {
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= s.last {
			return itoa(n + s.added)
		}
		return text
	}
	switch ref, in := attr(e, "ref"), e.Parent().Tag; {
	case kind == "chart" && e.Tag == "f":
		e.SetText(s.inFormula(e.Text(), ""))
	case kind == "drawing" && e.Tag == "row" && (in == "from" || in == "to"), kind == "vmlDrawing" && e.Tag == "Row":
		e.SetText(moved(e.Text()))
	case kind == "vmlDrawing" && e.Tag == "Anchor":
		if f := strings.Split(e.Text(), ","); len(f) == 8 {
			for _, i := range [...]int{2, 6} {
				if to := moved(f[i]); to != f[i] {
					f[i] = " " + to
				}
			}
			e.SetText(strings.Join(f, ","))
		}
	case ref != "" && (kind == "table" || kind == "comments" || kind == "threadedComment"):
		if a, ok := parseArea(ref); ok && kind != "table" && a.row1 == s.last {
			return // a note on the last row stays with it
		}
		e.CreateAttr("ref", s.refs(ref))
	}
}
