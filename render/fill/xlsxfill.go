package fill

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// filledSheet is a copy of a sheet that is being filled.
type filledSheet struct {
	book  *workbook
	sheet *worksheet
	tree  *etree.Document
	data  *etree.Element
	rows  map[int]*etree.Element
	// shrinks says that a value is made small enough for its cell.
	shrinks bool
	// tall are merged cells that were filled, whose rows have no height of their own.
	tall []*etree.Element
}

func (b *workbook) copySheet(s *worksheet) *filledSheet {
	f := &filledSheet{book: b, sheet: s, tree: s.tree.Copy()}
	f.data = f.tree.Root().SelectElement("sheetData")
	f.number()
	return f
}

// number gives every row and cell its place in writing, and finds the rows.
func (f *filledSheet) number() {
	f.rows = make(map[int]*etree.Element)
	eachRow(f.data, func(row int, r *etree.Element) {
		r.CreateAttr("r", itoa(row))
		f.rows[row] = r
	})
	eachCell(f.data, func(row, col int, c *etree.Element) { c.CreateAttr("r", model.CellName(col, row)) })
}

// rowNumber is the number of a row that has it in writing.
func rowNumber(r *etree.Element) int { return atoi(attr(r, "r")) }

// row gives a row, made where there is none.
func (f *filledSheet) row(n int) *etree.Element {
	if r := f.rows[n]; r != nil {
		return r
	}
	r := newIn(f.data, "row")
	r.CreateAttr("r", itoa(n))
	at := len(f.data.Child)
	for _, other := range f.data.ChildElements() {
		if rowNumber(other) > n {
			at = other.Index()
			break
		}
	}
	f.data.InsertChildAt(at, r)
	f.rows[n] = r
	return r
}

// cellAt gives a cell, made where there is none.
func (f *filledSheet) cellAt(row, col int) *etree.Element {
	r := f.row(row)
	at := len(r.Child)
	for _, c := range r.ChildElements() {
		n := columnNumber(attr(c, "r"))
		if c.Tag == "c" && n == col {
			return c
		}
		if c.Tag != "c" || n > col {
			at = c.Index()
			break
		}
	}
	c := newIn(r, "c")
	c.CreateAttr("r", model.CellName(col, row))
	r.InsertChildAt(at, c)
	r.RemoveAttr("spans") // a hint only, and no longer true
	return c
}

// apply carries out the edits of a cell that stands in a row of the file (from 1).
func (f *filledSheet) apply(e cellEdits, row int) {
	c := f.cellAt(row, e.cell.col+1)
	defer f.noteTall(c, e.cell)
	if r := c.Parent(); !on(r, "customHeight") {
		r.RemoveAttr("ht") // as high as what stands in it now
	}
	if len(e.edits) == 1 && e.edits[0].from == 0 && e.edits[0].to >= len(e.cell.runes()) {
		f.write(c, e.edits[0].text, e.edits[0].number)
		f.shrink(c, e.cell, e.edits[0].text)
		return
	}
	runs := f.book.runsOf(c)
	if runs == nil {
		return // a number has no blanks
	}
	item := runs.Copy()
	item.Tag, item.Space = "is", c.Space
	applyEdits(richAtoms(item), e.edits)
	clearCell(c)
	c.CreateAttr("t", "inlineStr")
	c.AddChild(item)
}

// clearCell takes out what a cell holds; its style stays.
func clearCell(c *etree.Element) {
	c.RemoveAttr("t")
	for _, k := range c.ChildElements() {
		c.RemoveChild(k)
	}
}

// write puts a value into a cell. Only what is to be counted with is a number, and
// that not in a cell that is text.
func (f *filledSheet) write(c *etree.Element, text string, number bool) {
	clearCell(c)
	if text == "" {
		return
	}
	if _, style := f.book.style(c); number && !style.text {
		child(c, "v").SetText(text)
		return
	}
	c.CreateAttr("t", "inlineStr")
	setText(child(child(c, "is"), "t"), ooxml.Cut(ooxml.Clean(text), 32767))
}

// setText sets a text whose blanks count.
func setText(t *etree.Element, text string) {
	t.SetText(text)
	if text != strings.TrimSpace(text) || strings.ContainsAny(text, "\n") {
		t.CreateAttr("xml:space", "preserve")
	}
}

// applyEdits carries out edits of a text of runs: what stands instead is in the run
// where the stretch began, or, at the end, in the last one.
func applyEdits(atoms []atom, edits []edit) {
	type change struct {
		at, drop int
		text     string
	}
	changes := make(map[*etree.Element][]change)
	var order []*etree.Element
	note := func(of *etree.Element, c change) {
		if changes[of] == nil {
			order = append(order, of)
		}
		changes[of] = append(changes[of], c)
	}
	for _, e := range edits {
		for i := e.from; i < e.to && i < len(atoms); i++ {
			c := change{at: atoms[i].at, drop: 1}
			if i == e.from {
				c.text = e.text
			}
			note(atoms[i].of, c)
		}
		if e.from == e.to && len(atoms) > 0 {
			before := atoms[0] // in front of all
			if i := min(e.from, len(atoms)) - 1; i >= 0 {
				before = atoms[i]
				before.at++
			}
			note(before.of, change{at: before.at, text: e.text})
		}
	}
	for _, of := range order {
		list := changes[of]
		slices.SortStableFunc(list, func(a, b change) int { return a.at - b.at })
		r := []rune(of.Text())
		var out []rune
		from := 0
		for _, c := range list {
			at := min(max(c.at, from), len(r))
			out = append(out, r[from:at]...)
			out = append(out, []rune(ooxml.Clean(c.text))...)
			from = min(at+c.drop, len(r))
		}
		of.SetText(string(append(out, r[from:]...)))
		of.CreateAttr("xml:space", "preserve")
	}
}

// fillWorkbook gives the form filled with what a plan says.
func (b *workbook) fill(p *plan) *parts {
	out := b.parts.copy()
	sheets, book := b.fillSheets(p)
	for _, f := range sheets {
		out.setXML(f.sheet.part, f.tree)
	}
	b.moveParts(out, p)
	b.finish(out, book, slices.ContainsFunc(sheets, shrinks))
	return out
}

// fillSheets fills copies of all sheets and of the book's own part.
func (b *workbook) fillSheets(p *plan) ([]*filledSheet, *etree.Document) {
	out := make([]*filledSheet, len(b.sheets))
	for i, s := range b.sheets {
		out[i] = b.copySheet(s)
	}
	book := b.tree.Copy()
	for _, e := range p.edits {
		if f := out[b.sheetOf(e.cell.grid)]; e.cell.grid.lone {
			f.applyMargin(e)
		} else {
			f.apply(e, e.cell.row+1)
		}
	}
	for _, l := range p.lists {
		i := b.sheetOf(l.list.grid)
		shift := out[i].fillList(l)
		if shift.added == 0 {
			continue
		}
		for k, f := range out {
			f.shiftFormulas(shift, k == i)
		}
		for _, name := range children(book.Root(), "definedNames") { // print areas, titles
			name.SetText(shift.inFormula(name.Text(), ""))
		}
	}
	for _, f := range out {
		f.forgetResults()
		f.grow()
		if p.internal {
			f.markInternal()
		}
	}
	return out, book
}

func shrinks(f *filledSheet) bool { return f.shrinks }

// forgetResults takes out what formulas gave before: programs count anew when the file
// is opened.
func (f *filledSheet) forgetResults() {
	eachCell(f.data, func(_, _ int, c *etree.Element) {
		if c.SelectElement("f") == nil {
			return
		}
		if v := c.SelectElement("v"); v != nil {
			c.RemoveChild(v)
			c.RemoveAttr("t")
		}
	})
}

// finish puts the book's own part into the file: everything is to be counted anew, in
// no order that was kept.
func (b *workbook) finish(out *parts, book *etree.Document, shrinks bool) {
	if shrinks {
		b.addShrinking(out)
	}
	ensure(book.Root(), "calcPr", workbookOrder).CreateAttr("fullCalcOnLoad", "1")
	out.setXML(b.main, book)
	out.undeclare(out.related(b.main, "calcChain"), b.main)
}

// internalNote stands in every page's header of what is for the office only.
const internalNote = "内部资料　不予公示"

// markInternal writes the note into every header of the sheet.
func (f *filledSheet) markInternal() {
	hf := ensure(f.tree.Root(), "headerFooter", worksheetOrder)
	for _, header := range [...]struct{ tag, where string }{{"oddHeader", ""}, {"evenHeader", "differentOddEven"}, {"firstHeader", "differentFirst"}} {
		if header.where == "" || on(hf, header.where) {
			e := ensure(hf, header.tag, headerOrder)
			e.SetText(withNote(e.Text()))
		}
	}
}

// on reports an attribute that says yes.
func on(e *etree.Element, key string) bool { return attr(e, key) == "1" || attr(e, key) == "true" }

// withNote puts the note in front of the right part of a header, which it makes where
// there is none.
func withNote(header string) string {
	if at := strings.Index(header, "&R"); at >= 0 {
		return header[:at+2] + internalNote + " " + header[at+2:]
	}
	return header + "&R" + internalNote
}
