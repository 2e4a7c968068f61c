package fill

import (
	"fmt"
	"path"

	"github.com/beevik/etree"
)

// margin is a header or footer of a document.
type margin struct {
	id, kind, part string
	tree           *etree.Document
}

// findMargins finds the headers and footers with marks.
func (d *document) findMargins() error {
	for _, r := range d.parts.relations(d.main) {
		if r.kind != "header" && r.kind != "footer" {
			continue
		}
		tree, err := d.parts.xml(r.target)
		if err != nil {
			return err
		}
		if tree == nil {
			continue
		}
		m := margin{r.id, r.kind, r.target, tree}
		b := &docBody{}
		b.margins([]margin{m})
		if hasMarks(b.list) {
			d.margins = append(d.margins, m)
		}
	}
	return nil
}

// margins reads headers and footers behind the other grids.
func (b *docBody) margins(list []margin) {
	for _, m := range list {
		b.where = map[string]string{"header": "页眉", "footer": "页脚"}[m.kind]
		b.blocks(m.tree.Root())
		b.textBoxes(m.tree.Root())
	}
}

// textBoxes reads the texts in drawings that have marks, and counts the others. One is
// said twice, for older programs as well.
func (b *docBody) textBoxes(root *etree.Element) {
	walk(root, func(e *etree.Element) {
		if e.Tag != "txbxContent" {
			return
		}
		probe := &docBody{}
		probe.blocks(e)
		switch {
		case hasMarks(probe.list):
			b.marked++
			b.where = "文本框"
			b.blocks(e)
		case !within(e, "Fallback"):
			b.boxes++
		}
	})
}

// ownMargins gives a copy in a document of many headers and footers of its own. The
// first has the form's.
func (f *filledDoc) ownMargins(out *parts, body *etree.Element, i int) error {
	for _, m := range f.margins {
		if i == 0 {
			if err := out.setXML(m.part, m.tree); err != nil {
				return err
			}
			continue
		}
		part := path.Join(path.Dir(m.part), fmt.Sprintf("copy%d%s", i, path.Base(m.part)))
		if err := out.setXML(part, m.tree); err != nil {
			return err
		}
		if rels := f.of.parts.data[relsName(m.part)]; rels != nil {
			out.set(relsName(part), rels)
		}
		if err := out.declare(part, f.of.parts.contentType(m.part)); err != nil {
			return err
		}
		id, err := out.relate(f.of.main, officeRel+m.kind, part)
		if err != nil {
			return err
		}
		walk(body, func(e *etree.Element) {
			if (e.Tag == "headerReference" || e.Tag == "footerReference") && attr(e, "id") == m.id {
				changeAttr(e, "id", id)
			}
		})
	}
	return nil
}

const officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
