package fill

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// document is a form that is a Word document.
type document struct {
	parts *parts
	main  string
	tree  *etree.Document
	body  *docBody
	// margins are the headers and footers that ask for something: others stay as they are.
	margins []margin
	// drawings says that it has some.
	drawings bool
}

// docBody is a document's paragraphs and tables as grids, and what each of their cells
// is in the tree. Read from a copy of the tree, it has the same cells in the same
// order.
type docBody struct {
	list    []*grid
	rows    [][]*etree.Element // tr of each grid; none of paragraphs
	holders []holder
	asking  int    // texts in drawings that ask for something
	where   string // header, footer or drawing that is read, empty for the text
	apart   int    // counts those
	// again says that the tree is a copy of one that was read: what its cells say is
	// known.
	again bool
}

// holder is the paragraphs of a cell and its own element, nil of paragraphs outside of
// tables.
type holder struct {
	paragraphs []*etree.Element
	tc         *etree.Element
}

// openDocument reads the body of a document as grids.
func openDocument(p *parts) (*document, error) {
	d := &document{parts: p, main: p.main()}
	if d.tree = p.xml(d.main); d.tree == nil || d.tree.Root().SelectElement("body") == nil {
		return nil, cmp.Or(p.err, error(&Error{"文件已损坏（没有正文）", saveAs}))
	}
	if d.findMargins(); p.err != nil {
		return nil, p.err
	}
	d.body = &docBody{}
	d.body.read(d.tree, d.margins, true)
	walk(d.tree.Root(), func(e *etree.Element) { d.drawings = d.drawings || e.Tag == "docPr" || e.Tag == "pict" })
	cells, cols := 0, 0
	for _, g := range d.body.list {
		cells, cols = cells+len(g.cells), max(cols, g.cols)
	}
	if cells > mostCells || cols > mostColumns {
		return nil, &Error{"文档太大，不像是一张要填的表", "请核对是否选错了文件"}
	}
	return d, nil
}

func (d *document) grids() []*grid { return d.body.list }

func (d *document) unread() []string { return nil }

// read reads the blocks of a document, and what asks for something beside them: texts in
// drawings where there may be some.
func (b *docBody) read(tree *etree.Document, margins []margin, drawings bool) {
	b.blocks(tree.Root().SelectElement("body"))
	if drawings {
		b.textBoxes(tree.Root())
	}
	b.margins(margins)
}

// blocks reads paragraphs and tables, those within content controls as well.
func (b *docBody) blocks(of *etree.Element) {
	for _, e := range of.ChildElements() {
		switch e.Tag {
		case "p":
			g := newGrid(b.where)
			g.lone, g.apart = true, b.apart
			c := &cell{rows: 1, cols: 1}
			b.addCell(g, c, holder{paragraphs: []*etree.Element{e}})
			c.name = "“" + beginning(c.text) + "”"
			b.list, b.rows = append(b.list, g), append(b.rows, nil)
		case "tbl":
			b.table(e)
		case "sdt", "sdtContent", "ins", "customXml", "smartTag":
			b.blocks(e)
		}
	}
}

// beginning names a paragraph by its first words.
func beginning(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) > 8 {
		return string(r[:8]) + "…"
	}
	return string(r)
}

func (b *docBody) addCell(g *grid, c *cell, h holder) {
	c.id = len(b.holders)
	b.holders = append(b.holders, h)
	if !b.again {
		c.text = seen(docAtoms(h.paragraphs))
		g.add(c)
	}
}

// table reads a table by its cells: those over several columns (gridSpan), those over
// several rows (vMerge).
func (b *docBody) table(tbl *etree.Element) {
	n := 1
	for _, g := range b.list {
		if !g.lone {
			n++
		}
	}
	g := newGrid(fmt.Sprintf("表%d", n))
	g.apart = b.apart
	at := len(b.list)
	b.list, b.rows = append(b.list, g), append(b.rows, nil)
	open := make(map[int]*cell) // merged cells that go on, by their column
	var inner []*etree.Element
	for _, tr := range under(tbl, "tr") {
		row := len(b.rows[at])
		b.rows[at] = append(b.rows[at], tr)
		col := number(within(tr, "trPr", "gridBefore"))
		for i, tc := range under(tr, "tc") {
			span, merge := max(1, min(number(within(tc, "tcPr", "gridSpan")), 200)), within(tc, "tcPr", "vMerge")
			before := open[col]
			if merge != nil && val(merge, "continue") != "restart" && before != nil && before.cols == span {
				before.rows++
				if !b.again {
					g.extend(before)
				}
				col += span
				continue
			}
			c := &cell{row: row, col: col, rows: 1, cols: span}
			if !b.again {
				c.name = fmt.Sprintf("第%d行第%d格", row+1, i+1)
			}
			b.addCell(g, c, holder{under(tc, "p"), tc})
			delete(open, col)
			if merge != nil {
				open[col] = c
			}
			inner = append(inner, under(tc, "tbl")...)
			col += span
		}
	}
	for _, t := range inner {
		b.table(t)
	}
}

// under gives the children of a tag, those within content controls as well.
func under(e *etree.Element, tag string) []*etree.Element {
	var out []*etree.Element
	for _, c := range e.ChildElements() {
		switch c.Tag {
		case tag:
			out = append(out, c)
		case "sdt", "sdtContent", "ins", "customXml", "smartTag":
			out = append(out, under(c, tag)...)
		}
	}
	return out
}

func number(e *etree.Element) int {
	if e == nil {
		return 0
	}
	n, err := strconv.Atoi(val(e, "0"))
	if err != nil || n < 0 || n > 1000 {
		return 0
	}
	return n
}

// docAtoms takes the texts of paragraphs apart. Between paragraphs stands a line's end
// that nothing holds; blanks that are underlined, of form fields or of empty content
// controls are seen as lines.
func docAtoms(paragraphs []*etree.Element) []atom {
	var out []atom
	for i, p := range paragraphs {
		if i > 0 {
			out = append(out, atom{seen: '\n'})
		}
		r := &runReader{}
		r.within(p, false)
		out = append(out, r.atoms...)
	}
	return out
}

// runReader reads the runs of a paragraph in order.
type runReader struct {
	atoms   []atom
	instr   string // of the field at hand
	inField bool   // behind its separator
}

func (r *runReader) within(e *etree.Element, placeholder bool) {
	for _, c := range e.ChildElements() {
		switch c.Tag {
		case "r":
			r.run(c, placeholder)
		case "sdt":
			r.within(c, within(c, "sdtPr", "showingPlcHdr") != nil)
		case "sdtContent", "hyperlink", "ins", "smartTag", "fldSimple", "customXml", "dir", "bdo":
			r.within(c, placeholder)
		}
	}
}

// wingdings are boxes that Word writes as signs of a font.
var wingdings = map[string]rune{"F0A8": '□', "F06F": '□', "F071": '□', "F0A1": '○', "F06D": '○', "00A8": '□', "006F": '□'}

func (r *runReader) run(e *etree.Element, placeholder bool) {
	if isOn(within(e, "rPr", "vanish")) {
		return
	}
	lined := isUnderlined(e)
	for _, c := range e.ChildElements() {
		switch c.Tag {
		case "fldChar":
			switch kind := attr(c, "fldCharType"); kind {
			case "begin":
				r.instr, r.inField = "", false
				if box := within(c, "ffData", "checkBox"); box != nil && !isChecked(box) {
					r.atoms = append(r.atoms, atom{'□', box, 0})
				}
			case "separate":
				r.inField = true
			case "end":
				r.instr, r.inField = "", false
			}
		case "instrText":
			r.instr += c.Text()
		case "t":
			blank := lined || r.inField && strings.Contains(r.instr, "FORMTEXT")
			for i, x := range []rune(c.Text()) {
				if placeholder || blank && isSpace(x) {
					x = '_'
				}
				r.atoms = append(r.atoms, atom{x, c, i})
			}
		case "tab", "ptab":
			sign := '\t'
			if lined {
				sign = '_'
			}
			r.atoms = append(r.atoms, atom{sign, c, 0})
		case "br", "cr":
			r.atoms = append(r.atoms, atom{'\n', c, 0})
		case "noBreakHyphen":
			r.atoms = append(r.atoms, atom{'-', c, 0})
		case "sym":
			if box, ok := wingdings[strings.ToUpper(attr(c, "char"))]; ok && strings.HasPrefix(attr(c, "font"), "Wingdings") {
				r.atoms = append(r.atoms, atom{box, c, 0})
			}
		}
	}
}
