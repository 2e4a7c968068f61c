package fill

import (
	"fmt"
	"path"
	"slices"

	"github.com/beevik/etree"
)

// margin is a header or footer of a document.
type margin struct {
	id, kind, part string
	tree           *etree.Document
}

// findMargins finds the headers and footers that ask for something.
func (d *document) findMargins() {
	for _, r := range d.parts.relations(d.main) {
		if r.kind != "header" && r.kind != "footer" {
			continue
		}
		m := margin{r.id, r.kind, r.target, d.parts.xml(r.target)}
		if m.tree == nil {
			continue
		}
		b := &docBody{}
		if b.margins([]margin{m}); b.asksAnything() {
			d.margins = append(d.margins, m)
		}
	}
}

// margins reads headers and footers behind the other grids.
func (b *docBody) margins(list []margin) {
	for _, m := range list {
		b.enter(map[string]string{"header": "页眉", "footer": "页脚"}[m.kind])
		b.blocks(m.tree.Root())
		b.textBoxes(m.tree.Root())
	}
}

// enter notes that what is read next stands apart from the text.
func (b *docBody) enter(where string) {
	b.where = where
	b.apart++
}

// asksAnything reports blocks with marks, tables, or labels with blanks.
func (b *docBody) asksAnything() bool {
	return hasMarks(b.list) || slices.ContainsFunc(b.list, func(g *grid) bool {
		return !g.lone || slices.ContainsFunc(slots(g.cells[0].runes()), func(s slot) bool { return !s.bare })
	})
}

// textBoxes reads the texts in drawings that ask for something. One is said twice, for
// older programs as well.
func (b *docBody) textBoxes(root *etree.Element) {
	walk(root, func(e *etree.Element) {
		if e.Tag != "txbxContent" {
			return
		}
		probe := &docBody{}
		if probe.blocks(e); probe.asksAnything() {
			b.asking++
			b.enter("文本框")
			b.blocks(e)
		}
	})
}

// ownMargins gives a copy in a document of many headers and footers of its own. The
// first has the form's.
func (f *filledDoc) ownMargins(out *parts, body *etree.Element, i int) {
	for _, m := range f.margins {
		if i == 0 {
			out.setXML(m.part, m.tree)
			continue
		}
		part := path.Join(path.Dir(m.part), fmt.Sprintf("copy%d%s", i, path.Base(m.part)))
		out.setXML(part, m.tree)
		if rels := f.of.parts.data[relsName(m.part)]; rels != nil {
			out.set(relsName(part), rels)
		}
		out.declare(part, f.of.parts.contentType(m.part))
		id := out.relate(f.of.main, m.kind, part)
		walk(body, func(e *etree.Element) {
			if (e.Tag == "headerReference" || e.Tag == "footerReference") && attr(e, "id") == m.id {
				e.SelectAttr("id").Value = id
			}
		})
	}
}
