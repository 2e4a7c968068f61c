package fill

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"ruhu/render/ooxml"
)

// book gives one workbook with the sheets of the form for each plan. What belongs to a
// sheet is copied with it: pictures, notes, tables, print areas and titles.
func (b *workbook) book(plans []*plan, names []string) *parts {
	j := &sheetJoiner{of: b, out: b.parts.copy(), tree: b.tree.Copy(), used: make(map[string]bool)}
	removeWhere(j.tree.Root(), func(e *etree.Element) bool { return e.Tag == "definedNames" })
	for i, p := range plans {
		j.add(i, p, names[i])
	}
	if len(j.names) > 0 {
		list := ensure(j.tree.Root(), "definedNames", workbookOrder)
		for _, e := range j.names {
			list.AddChild(e)
		}
	}
	b.finish(j.out, j.tree, j.shrinks)
	return j.out
}

// sheetJoiner puts filled copies of a form's sheets into one workbook.
type sheetJoiner struct {
	of    *workbook
	out   *parts
	tree  *etree.Document // of the workbook
	used  map[string]bool // names of sheets, in lower case
	names []*etree.Element
	made  int // parts
	// shrinks says that a value of some sheet is made small enough for its cell.
	shrinks bool
}

// add puts the sheets of one copy in. The first takes the place of the form's own.
func (j *sheetJoiner) add(i int, p *plan, name string) {
	sheets, tree := j.of.fillSheets(p)
	j.shrinks = j.shrinks || slices.ContainsFunc(sheets, shrinks)
	from := j.out
	if i > 0 {
		from = j.of.parts.copy()
	}
	j.of.moveParts(from, p)
	renames := make(map[string]string)
	for _, f := range sheets {
		renames[f.sheet.name] = j.name(name, f.sheet.name)
	}
	for k, f := range sheets {
		part := f.sheet.part
		if i > 0 {
			part = j.copyPart(from, part, f)
			for _, v := range f.tree.FindElements("//sheetView") {
				v.RemoveAttr("tabSelected") // sheets chosen together are written together
			}
		}
		f.eachFormula(func(e *etree.Element) { e.SetText(renamed(e.Text(), renames)) })
		j.out.setXML(part, f.tree)
		j.list(i, k, part, renames[f.sheet.name])
	}
	j.out.err = cmp.Or(j.out.err, from.err)
	j.defineNames(i, tree, renames, len(sheets))
}

// name makes a name for a sheet: what Excel allows, and never twice.
func (j *sheetJoiner) name(unit, sheet string) string {
	base := unit
	if len(j.of.sheets) > 1 {
		base += "-" + sheet
	}
	base = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return '_'
		}
		return r
	}, base)
	base = strings.Trim(ooxml.Cut(base, 31), "' ")
	if base == "" {
		base = "表"
	}
	out := base
	for n := 2; j.used[strings.ToLower(out)]; n++ {
		end := fmt.Sprintf("-%d", n)
		out = ooxml.Cut(base, 31-len(end)) + end
	}
	j.used[strings.ToLower(out)] = true
	return out
}

// eachFormula calls f for the formulas of a sheet: of cells, conditional formats,
// validations.
func (f *filledSheet) eachFormula(do func(*etree.Element)) {
	walk(f.tree.Root(), func(e *etree.Element) {
		switch e.Tag {
		case "f", "formula", "formula1", "formula2":
			if e.Text() != "" {
				do(e)
			}
		}
	})
}

// copyPart copies a sheet and what belongs to it under new names, and gives the
// sheet's. Pictures are shared.
func (j *sheetJoiner) copyPart(from *parts, part string, f *filledSheet) string {
	done := make(map[string]string)
	to := j.copyInto(from, part, done)
	for _, old := range slices.Sorted(maps.Keys(done)) {
		if from.contentType(old) == tableType {
			j.renameTable(done[old], f)
		}
	}
	return to
}

const tableType = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"

func (j *sheetJoiner) copyInto(from *parts, part string, done map[string]string) string {
	if to, ok := done[part]; ok {
		return to
	}
	j.made++
	ext := path.Ext(part)
	to := fmt.Sprintf("%s/copy%d%s", path.Dir(part), j.made, ext)
	done[part] = to
	j.out.set(to, from.data[part])
	if kind := from.contentType(part); kind != "" && ext != ".vml" {
		j.out.declare(to, kind)
	}
	rels, targets := from.xml(relsName(part)), from.targets(part)
	if rels == nil {
		return to
	}
	for _, e := range rels.Root().ChildElements() {
		target, inside := targets[attr(e, "Id")]
		if !inside {
			continue
		}
		if _, ok := from.data[target]; ok && !strings.Contains(target, "/media/") && !strings.Contains(target, "pivotCache") {
			target = j.copyInto(from, target, done)
		}
		e.CreateAttr("Target", "/"+target)
	}
	j.out.setXML(relsName(to), rels)
	return to
}

// renameTable gives a copied table an id and a name of its own, in the formulas of its
// sheet as well.
func (j *sheetJoiner) renameTable(part string, f *filledSheet) {
	doc := j.out.xml(part)
	if doc == nil {
		return
	}
	root := doc.Root()
	old := attr(root, "displayName")
	now := fmt.Sprintf("%s_%d", old, j.made)
	root.CreateAttr("id", itoa(100_000+j.made+len(j.names)))
	root.CreateAttr("name", now)
	root.CreateAttr("displayName", now)
	walk(f.tree.Root(), func(e *etree.Element) {
		if e.Tag == "f" && old != "" {
			e.SetText(strings.ReplaceAll(e.Text(), old+"[", now+"["))
		}
	})
	j.made++
	j.out.setXML(part, doc)
}

// list puts a sheet into the list of the workbook's.
func (j *sheetJoiner) list(i, k int, part, name string) {
	sheets := j.tree.Root().SelectElement("sheets")
	highest := 0
	for _, e := range sheets.ChildElements() {
		if i == 0 && attr(e, "name") == j.of.sheets[k].name {
			e.CreateAttr("name", name)
			return
		}
		highest = max(highest, atoi(attr(e, "sheetId")))
	}
	id := j.out.relate(j.of.main, "worksheet", part)
	e := child(sheets, "sheet")
	e.CreateAttr("name", name)
	e.CreateAttr("sheetId", itoa(highest+1))
	if j.of.sheets[k].hidden {
		e.CreateAttr("state", "hidden")
	}
	e.CreateAttr(relationPrefix(j.tree.Root())+":id", id)
}

// defineNames gives a copy the names of the form: print areas and titles are each
// sheet's own, others, which are the workbook's, become those of the copies' sheets.
func (j *sheetJoiner) defineNames(i int, tree *etree.Document, renames map[string]string, count int) {
	for _, e := range children(tree.Root(), "definedNames") {
		n := e.Copy()
		n.SetText(renamed(n.Text(), renames))
		local := attr(n, "localSheetId")
		switch at := slices.IndexFunc(j.of.sheets, func(s *worksheet) bool { return s.index == atoi(local) }); {
		case local == "" && i == 0:
			j.names = append(j.names, n)
		case local == "":
			for k := range count {
				own := n.Copy()
				own.CreateAttr("localSheetId", itoa(j.position(i, k)))
				j.names = append(j.names, own)
			}
		case at >= 0:
			n.CreateAttr("localSheetId", itoa(j.position(i, at)))
			j.names = append(j.names, n)
		}
	}
}

// position is where the k-th sheet of a copy stands in the workbook.
func (j *sheetJoiner) position(i, k int) int {
	if i == 0 {
		return j.of.sheets[k].index
	}
	return j.of.total + (i-1)*len(j.of.sheets) + k
}
