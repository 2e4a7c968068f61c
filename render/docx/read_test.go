package docx_test

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
	"testing"

	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/ooxml/ooxmltest"
)

// partsOf gives the parts of a .docx by name, and fails where one is written
// twice or is no well-formed XML.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	parts := make(map[string]string)
	for name, b := range ooxmltest.Parts(t, data) {
		parts[name] = string(b)
		if !strings.HasSuffix(name, ".png") {
			parse(t, name, string(b))
		}
	}
	return parts
}

// node is an element with its children in order.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func parse(t testing.TB, name, text string) *node {
	t.Helper()
	var n node
	if err := xml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return &n
}

// each visits all elements of a name, outermost first.
func (n *node) each(name string, visit func(*node)) {
	for i := range n.Nodes {
		if n.Nodes[i].XMLName.Local == name {
			visit(&n.Nodes[i])
		}
		n.Nodes[i].each(name, visit)
	}
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// path gives the first element along names; nil when there is none.
func (n *node) path(names ...string) *node {
	for _, name := range names {
		var next *node
		for i := range n.Nodes {
			if n.Nodes[i].XMLName.Local == name {
				next = &n.Nodes[i]
				break
			}
		}
		if next == nil {
			return nil
		}
		n = next
	}
	return n
}

func (n *node) int(t *testing.T, name string) int {
	t.Helper()
	v, err := strconv.Atoi(n.attr(name))
	if err != nil {
		t.Errorf("%s of %s: %v", name, n.XMLName.Local, err)
	}
	return v
}

// words is the text of all runs, without blanks.
func (n *node) words() string {
	var s strings.Builder
	n.each("t", func(t *node) { s.WriteString(t.Text) })
	return squeeze(s.String())
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// TestContent reads every form back: every text of the content tree is there,
// in order, and every row of every table covers the table's grid.
func TestContent(t *testing.T) {
	s := load(t)
	for _, p := range s.all(t) {
		t.Run(p.name, func(t *testing.T) {
			parts := partsOf(t, s.file(t, docx.Meta{Title: p.name}, p))
			body := parse(t, "document.xml", parts["word/document.xml"])
			inOrder(t, body.words(), bodyTexts(p.doc))
			head := parse(t, "header", parts["word/headerR1.xml"]).words()
			inOrder(t, head, append([]string{p.doc.Mark, p.doc.Title}, itemTexts(p.doc.Identity)...))
			foot := parse(t, "footer", parts["word/footerR1.xml"]).words()
			of := p.doc.Subject
			inOrder(t, foot, []string{of.Village, of.Group, of.Household, of.Head, fmt.Sprintf("第1页共%d页", p.pages), p.doc.Sheet})
			body.each("tbl", func(n *node) { checkTable(t, n, p.doc.Paper.TextWidth()) })
		})
	}
}

func inOrder(t *testing.T, all string, texts []string) {
	t.Helper()
	for _, want := range texts {
		i := strings.Index(all, squeeze(want))
		if i < 0 {
			t.Fatalf("%q is missing, or out of order, in %.80q", want, all)
		}
		all = all[i+len(squeeze(want)):]
	}
}

func bodyTexts(d *doc.Document) []string {
	var out []string
	for _, b := range d.Body {
		switch b := b.(type) {
		case doc.Heading:
			out = append(out, b.Text)
		case doc.Para:
			out = append(out, itemTexts(b.Items)...)
		case *doc.Grid:
			for _, c := range b.Cells {
				out = append(out, itemTexts(c.Items)...)
			}
		}
	}
	return out
}

func itemTexts(items []doc.Inline) []string {
	var out []string
	for _, it := range items {
		if it.Kind != doc.Boxes {
			out = append(out, it.Text)
			continue
		}
		for i, label := range it.Choice.Options {
			if it.Choice.Ticked(i) {
				out = append(out, "☑"+label)
			} else {
				out = append(out, "□"+label)
			}
		}
	}
	return out
}

// checkTable verifies a table's widths, which WPS takes from the grid and Word
// from the cells, and that merged cells hang together.
func checkTable(t *testing.T, tbl *node, want doc.Length) {
	t.Helper()
	var grid []int
	total := 0
	for _, c := range tbl.path("tblGrid").Nodes {
		grid = append(grid, c.int(t, "w"))
		total += grid[len(grid)-1]
	}
	if total != int((want+doc.Twip/2)/doc.Twip) {
		t.Errorf("a table is %d twips wide, want %v", total, want/doc.Twip)
	}
	open := make(map[int]int) // columns of merged cells above, and their spans
	for r, row := range tbl.Nodes {
		if row.XMLName.Local != "tr" {
			continue
		}
		at := 0
		for i := range row.Nodes {
			if row.Nodes[i].XMLName.Local == "tc" {
				at += checkCell(t, &row.Nodes[i], grid[at:], at, open)
			}
		}
		if at != len(grid) {
			t.Errorf("row %d spans %d of %d columns", r, at, len(grid))
		}
	}
}

func checkCell(t *testing.T, tc *node, grid []int, at int, open map[int]int) (span int) {
	t.Helper()
	pr := tc.path("tcPr")
	span = 1
	if g := pr.path("gridSpan"); g != nil {
		span = g.int(t, "val")
	}
	width := 0
	for _, w := range grid[:span] {
		width += w
	}
	if got := pr.path("tcW").int(t, "w"); got != width || width <= 0 {
		t.Errorf("a cell at column %d is %d wide, its columns %d", at, got, width)
	}
	merge := pr.path("vMerge")
	switch {
	case merge == nil:
		delete(open, at)
	case merge.attr("val") == "restart":
		open[at] = span
	case open[at] != span:
		t.Errorf("a cell at column %d goes on, but none above it began", at)
	}
	if last := tc.Nodes[len(tc.Nodes)-1].XMLName.Local; last != "p" {
		t.Errorf("a cell ends in %s, not in a paragraph", last)
	}
	return span
}

// TestParts checks what holds a file together: every relationship leads to a
// part, and every part has a content type.
func TestParts(t *testing.T) {
	s := load(t)
	parts := partsOf(t, s.file(t, docx.Meta{Title: "全部"}, s.all(t)...))
	types := parse(t, "types", parts["[Content_Types].xml"])
	known := make(map[string]bool)
	for _, n := range types.Nodes {
		known[n.attr("Extension")+n.attr("PartName")] = true
	}
	for name, text := range parts {
		if ext := strings.TrimPrefix(path.Ext(name), "."); ext != "xml" && !known[ext] || ext == "xml" && name != "[Content_Types].xml" && !known["/"+name] {
			t.Errorf("%s has no content type", name)
		}
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		from := path.Dir(path.Dir(name))
		for _, r := range parse(t, name, text).Nodes {
			if _, ok := parts[path.Join(from, r.attr("Target"))]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, r.attr("Target"))
			}
		}
	}
	core := parse(t, "core", parts["docProps/core.xml"])
	if core.path("creator").Text != "ruhu" || core.path("title").Text != "全部" || core.path("created").Text != "2000-01-01T00:00:00Z" {
		t.Errorf("properties: %s", parts["docProps/core.xml"])
	}
}

// TestSections checks that every document is a section that counts its own
// pages, on its own paper, with headers of its own.
func TestSections(t *testing.T) {
	s := load(t)
	docs := s.all(t)
	for _, duplex := range []bool{false, true} {
		parts := partsOf(t, s.file(t, docx.Meta{Duplex: duplex}, docs...))
		var sections []*node
		parse(t, "document", parts["word/document.xml"]).each("sectPr", func(n *node) { sections = append(sections, n) })
		if len(sections) != len(docs) {
			t.Fatalf("%d sections of %d documents", len(sections), len(docs))
		}
		for i, n := range sections {
			checkSection(t, n, docs[i], duplex)
		}
	}
}

func checkSection(t *testing.T, n *node, p printed, duplex bool) {
	t.Helper()
	size := n.path("pgSz")
	if size.attr("w") != "16838" || size.attr("h") != "11906" || size.attr("orient") != "landscape" {
		t.Errorf("%s: paper %v", p.name, size.Attrs)
	}
	if n.path("pgNumType").attr("start") != "1" {
		t.Errorf("%s: pages do not begin at 1", p.name)
	}
	if want := map[bool]string{true: "oddPage", false: "nextPage"}[duplex]; n.path("type").attr("val") != want {
		t.Errorf("%s: begins with %s, want %s", p.name, n.path("type").attr("val"), want)
	}
	if first := n.path("titlePg") != nil; first != (p.pages > 1) {
		t.Errorf("%s: %d pages, first page apart: %v", p.name, p.pages, first)
	}
}

// TestWhatStaysTogether checks that heads are repeated, rows are whole, and signatures stay
// with the table before them.
func TestWhatStaysTogether(t *testing.T) {
	s := load(t)
	for _, p := range s.all(t) {
		if p.name != "compare-full" {
			continue
		}
		body := parse(t, "document", partsOf(t, s.file(t, docx.Meta{}, p))["word/document.xml"]).path("body")
		tables := 0
		for i, n := range body.Nodes {
			if n.XMLName.Local != "tbl" {
				continue
			}
			tables++
			if next := body.Nodes[i+1]; strings.Contains(next.words(), "户主签名") {
				t.Error("the signatures may stand alone")
			}
			if n.path("tr", "trPr", "tblHeader") == nil {
				t.Errorf("the head of table %d is not repeated", tables)
			}
			for _, r := range n.Nodes {
				if r.XMLName.Local == "tr" && r.path("trPr", "cantSplit") == nil {
					t.Error("a row may be split")
				}
			}
		}
		if tables != 5 {
			t.Errorf("%d tables, want three of items, members, corrections with findings", tables)
		}
	}
}

// TestSignatureIsNotAlone: the row before the box to sign in stays with it, so that a
// page is never turned for the signature alone.
func TestSignatureIsNotAlone(t *testing.T) {
	s := load(t)
	checked := 0
	for _, p := range s.all(t) {
		if !strings.HasPrefix(p.name, "measures-") {
			continue
		}
		for _, n := range parse(t, "document", partsOf(t, s.file(t, docx.Meta{}, p))["word/document.xml"]).path("body").Nodes {
			for i, r := range n.Nodes {
				if n.XMLName.Local != "tbl" || r.XMLName.Local != "tr" || !strings.Contains(r.words(), "户主签名") {
					continue
				}
				checked++
				if n.Nodes[i-1].path("tc", "p", "pPr", "keepNext") == nil {
					t.Errorf("%s: the signature may stand alone", p.name)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no signature")
	}
}
