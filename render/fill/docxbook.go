package fill

import (
	"fmt"
	"path"
	"strings"

	"github.com/beevik/etree"
)

// book gives one document with the copies one behind the other, each a section of its
// own: page setup, headers and footers are the form's in each.
func (d *document) book(plans []*plan, _ []string) *parts {
	out := d.parts.copy()
	whole := d.tree.Copy()
	body := whole.Root().SelectElement("body")
	for _, e := range body.ChildElements() {
		body.RemoveChild(e)
	}
	numbering := out.xml(out.related(d.main, "numbering"))
	for i, p := range plans {
		f := d.copyTree()
		f.carryOut(p)
		from := f.tree.Root().SelectElement("body")
		if i > 0 {
			withoutIDs(from)
			restartNumbers(from, numbering)
		}
		f.ownMargins(out, from, i)
		appendSection(body, from, i+1 == len(plans))
	}
	numberDrawings(whole.Root())
	if numbering != nil {
		out.setXML(out.related(d.main, "numbering"), numbering)
	}
	if len(plans) > 0 && plans[0].internal {
		d.markInternal(out, whole)
	}
	out.setXML(d.main, whole)
	return out
}

// appendSection moves a copy's blocks behind the others. Its section ends with its
// last paragraph, but for that of the last copy, which is the document's.
func appendSection(body, from *etree.Element, last bool) {
	var section, end *etree.Element
	for _, e := range from.ChildElements() {
		if e.Tag == "sectPr" {
			section = e
			continue
		}
		body.AddChild(e)
		end = e
	}
	if section == nil {
		section = newIn(body, "sectPr")
	}
	ownPages(section)
	if last {
		body.AddChild(section)
		return
	}
	if end == nil || end.Tag != "p" || within(end, "pPr", "sectPr") != nil {
		end = child(body, "p")
	}
	insertBefore(ensureFirst(end, "pPr", ""), section, "pPrChange")
}

// ownPages lets a section begin on a page of its own, counted from 1.
func ownPages(section *etree.Element) {
	kind := ensure(section, "type", sectionOrder)
	if v := val(kind, ""); v != "oddPage" && v != "evenPage" {
		setVal(kind, "nextPage")
	}
	ensure(section, "pgNumType", sectionOrder).CreateAttr(prefixed(section.Space, "start"), "1")
}

func prefixed(space, key string) string {
	if space == "" {
		return key
	}
	return space + ":" + key
}

func setVal(e *etree.Element, v string) { e.CreateAttr(prefixed(e.Space, "val"), v) }

// restartNumbers lets the numbered paragraphs of a copy count from the beginning.
func restartNumbers(body *etree.Element, numbering *etree.Document) {
	if numbering == nil {
		return
	}
	root := numbering.Root()
	next := 0
	abstract := make(map[string]*etree.Element)
	for _, e := range root.ChildElements() {
		if e.Tag == "num" {
			abstract[attr(e, "numId")] = e.SelectElement("abstractNumId")
			next = max(next, atoi(attr(e, "numId")))
		}
	}
	to := make(map[string]string)
	walk(body, func(e *etree.Element) {
		if e.Tag != "numId" || e.Parent() == nil || e.Parent().Tag != "numPr" {
			return
		}
		old := val(e, "")
		if abstract[old] == nil {
			return
		}
		if to[old] == "" {
			next++
			to[old] = itoa(next)
			addNumber(root, abstract[old], next)
		}
		setVal(e, to[old])
	})
}

// addNumber adds a numbering like another that begins anew.
func addNumber(root, abstract *etree.Element, id int) {
	num := newIn(root, "num")
	num.CreateAttr(prefixed(root.Space, "numId"), itoa(id))
	num.AddChild(abstract.Copy())
	for level := range 9 {
		over := child(num, "lvlOverride")
		over.CreateAttr(prefixed(root.Space, "ilvl"), itoa(level))
		setVal(child(over, "startOverride"), "1")
	}
	insertBefore(root, num, "numIdMacAtCleanup")
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if !isDigit(r) || n > 1<<24 {
			return n
		}
		n = n*10 + int(r-'0')
	}
	return n
}

const (
	headerType = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
	wordSpace  = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
)

// markInternal writes the note into the headers of every section.
func (d *document) markInternal(out *parts, tree *etree.Document) {
	targets := out.targets(d.main)
	settings, _ := out.read(out.related(d.main, "settings"))
	even := settings != nil && settings.Root().SelectElement("evenAndOddHeaders") != nil
	made, marked := "", make(map[string]bool)
	first := true
	walk(tree.Root(), func(e *etree.Element) {
		if e.Tag != "sectPr" {
			return
		}
		kinds := []string{"default"}
		if e.SelectElement("titlePg") != nil {
			kinds = append(kinds, "first")
		}
		if even {
			kinds = append(kinds, "even")
		}
		for _, kind := range kinds {
			if part := headerOf(e, kind, targets); part != "" {
				if marked[part] {
					continue
				}
				marked[part] = true
				if header := out.xml(part); header != nil {
					header.Root().InsertChildAt(0, noteParagraph(header.Root()))
					out.setXML(part, header)
				}
				continue
			}
			if !first {
				continue // it has the header of the section before
			}
			if made == "" {
				made = d.addHeader(out)
			}
			ref := newIn(e, "headerReference")
			ref.CreateAttr(prefixed(e.Space, "type"), kind)
			ref.CreateAttr(relationPrefix(tree.Root())+":id", made)
			e.InsertChildAt(0, ref)
		}
		first = false
	})
}

func headerOf(section *etree.Element, kind string, targets map[string]string) string {
	for _, e := range section.ChildElements() {
		if e.Tag == "headerReference" && attr(e, "type") == kind {
			return targets[attr(e, "id")]
		}
	}
	return ""
}

func noteParagraph(header *etree.Element) *etree.Element {
	p := newIn(header, "p")
	setVal(child(child(p, "pPr"), "jc"), "right")
	child(child(p, "r"), "t").SetText(internalNote)
	return p
}

// addHeader adds a header that says nothing but the note, and gives its id.
func (d *document) addHeader(out *parts) string {
	part := ""
	for n := 1; part == "" || out.data[part] != nil; n++ {
		part = path.Join(path.Dir(d.main), fmt.Sprintf("headerRuhu%d.xml", n))
	}
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8" standalone="yes"`)
	root := doc.CreateElement("w:hdr")
	root.CreateAttr("xmlns:w", wordSpace)
	root.AddChild(noteParagraph(root))
	out.setXML(part, doc)
	out.declare(part, headerType)
	return out.relate(d.main, "header", part)
}

// relationPrefix is the prefix of relationships in a document; it is declared where it
// is not.
func relationPrefix(root *etree.Element) string {
	for _, a := range root.Attr {
		if a.Space == "xmlns" && strings.HasSuffix(a.Value, "/relationships") && strings.Contains(a.Value, "officeDocument") {
			return a.Key
		}
	}
	root.CreateAttr("xmlns:r", strings.TrimSuffix(officeRel, "/"))
	return "r"
}
