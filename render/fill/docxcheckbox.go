package fill

import (
	"slices"

	"github.com/beevik/etree"
)

// A check box of older Word forms is a field: a run in which it begins, with its state,
// and others up to the one in which it ends.

// isChecked reports a check box that is ticked already.
func isChecked(box *etree.Element) bool {
	for _, tag := range [...]string{"checked", "default"} {
		if e := box.SelectElement(tag); e != nil {
			return isOn(e)
		}
	}
	return false
}

// check ticks a check box.
func check(box *etree.Element) {
	e := box.SelectElement("checked")
	if e == nil {
		e = child(box, "checked")
	}
	e.Attr = nil
}

// besideBox gives a new text in the type of a check box, before or behind its field. The
// field goes where the text stands in its place.
func besideBox(a atom, behind, instead bool) atom {
	runs := fieldRuns(a.of)
	if len(runs) == 0 {
		return a
	}
	r := newIn(runs[0], "r")
	if pr := within(runs[0], "rPr"); pr != nil {
		r.AddChild(pr.Copy())
	}
	t := child(r, "t")
	at := runs[0].Index()
	if behind {
		at = runs[len(runs)-1].Index() + 1
	}
	runs[0].Parent().InsertChildAt(at, r)
	if instead {
		for _, x := range runs {
			x.Parent().RemoveChild(x)
		}
	}
	return atom{seen: a.seen, of: t}
}

// fieldRuns gives the runs of the field of a check box.
func fieldRuns(box *etree.Element) []*etree.Element {
	first := box
	for first != nil && first.Tag != "r" {
		first = first.Parent()
	}
	if first == nil || first.Parent() == nil {
		return nil
	}
	var out []*etree.Element
	siblings := first.Parent().ChildElements()
	for _, r := range siblings[slices.Index(siblings, first):] {
		out = append(out, r)
		for _, c := range r.ChildElements() {
			if c.Tag == "fldChar" && attr(c, "fldCharType") == "end" {
				return out
			}
		}
	}
	return nil
}
