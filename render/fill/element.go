package fill

import (
	"slices"

	"github.com/beevik/etree"
)

// Children of elements in the order that Office wants them in, as far as this package
// makes some.
var (
	workbookOrder = []string{"definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
		"fileRecoveryPr", "webPublishObjects", "extLst"}
	worksheetOrder = []string{"headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
		"drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
	headerOrder  = []string{"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
	sectionOrder = []string{"type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
		"noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"}
)

// newIn makes an element in the name space of another.
func newIn(of *etree.Element, tag string) *etree.Element {
	e := etree.NewElement(tag)
	e.Space = of.Space
	return e
}

// child adds a child at the end of an element.
func child(of *etree.Element, tag string) *etree.Element {
	e := newIn(of, tag)
	of.AddChild(e)
	return e
}

// ensure gives the child with a tag, which it makes at its place in the order where
// there is none.
func ensure(of *etree.Element, tag string, order []string) *etree.Element {
	e := of.SelectElement(tag)
	if e == nil {
		e = newIn(of, tag)
		insertBefore(of, e, order[slices.Index(order, tag)+1:]...)
	}
	return e
}

// ensureFirst gives the child with a tag, which it makes as the first, or behind one
// that comes before it, where there is none.
func ensureFirst(of *etree.Element, tag, behind string) *etree.Element {
	e := of.SelectElement(tag)
	if e == nil {
		at := 0
		if first := of.SelectElement(behind); first != nil {
			at = first.Index() + 1
		}
		e = newIn(of, tag)
		of.InsertChildAt(at, e)
	}
	return e
}

// insertBefore puts a child before the first that has one of the tags, else at the end.
func insertBefore(parent, child *etree.Element, tags ...string) {
	for _, e := range parent.ChildElements() {
		if slices.Contains(tags, e.Tag) {
			parent.InsertChildAt(e.Index(), child)
			return
		}
	}
	parent.AddChild(child)
}

// removeWhere takes the children that meet a test out of an element, if there is one.
func removeWhere(e *etree.Element, test func(*etree.Element) bool) {
	for _, c := range children(e) {
		if test(c) {
			e.RemoveChild(c)
		}
	}
}

// walk calls f for an element and all below it.
func walk(e *etree.Element, f func(*etree.Element)) {
	f(e)
	for _, c := range e.ChildElements() {
		walk(c, f)
	}
}

// within gives the element to which a path of tags leads from another; nil where there
// is none.
func within(e *etree.Element, tags ...string) *etree.Element {
	for _, tag := range tags {
		if e != nil {
			e = e.SelectElement(tag)
		}
	}
	return e
}

// children gives the elements of the one to which a path of tags leads.
func children(e *etree.Element, tags ...string) []*etree.Element {
	if e = within(e, tags...); e == nil {
		return nil
	}
	return e.ChildElements()
}

// attr is an attribute by its name without prefix.
func attr(e *etree.Element, key string) string { return e.SelectAttrValue(key, "") }

// val is the w:val of an element.
func val(e *etree.Element, otherwise string) string { return e.SelectAttrValue("val", otherwise) }

// isOn reports an element that says yes, as most do that say nothing more.
func isOn(e *etree.Element) bool {
	return e != nil && !slices.Contains([]string{"0", "false", "off"}, val(e, "1"))
}
