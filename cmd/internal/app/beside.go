package app

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"ruhu/render"
	"ruhu/render/book"
)

// beside gives the name of a file of the run. Where the folder has a fuller file
// of that name, which holds sheets that this run does not print, the part goes
// beside it as -部分1, -部分2 …
func (p *printing) beside(f render.PlannedFile) string {
	if !p.fuller(f) {
		return f.Path
	}
	for n := 1; ; n++ {
		if name := fmt.Sprintf("%s-部分%d", f.Path, n); !p.stands(name) {
			return name
		}
	}
}

// fuller reports that the file of a name that stands in the folder holds sheets
// that the run does not print, or that nobody knows what it holds.
func (p *printing) fuller(f render.PlannedFile) bool {
	known := false
	for _, e := range p.entriesOf(f.Path) {
		known = true
		if !slices.ContainsFunc(f.Sheets, func(s render.PlannedSheet) bool { return prints(s, e) }) {
			return p.exists(f.Path)
		}
	}
	return !known && p.exists(f.Path) && !p.to.Resume
}

// prints reports that a sheet is the one that an entry lists.
func prints(s render.PlannedSheet, e book.RegisterEntry) bool {
	if s.Number != "" || e.Number != "" {
		return s.Number == e.Number
	}
	return s.Household != nil && s.Form == e.Form && s.Household.HeadName() == e.Head
}

// entriesOf gives the entries of the folder's register whose sheets are in a file,
// in any format.
func (p *printing) entriesOf(base string) []book.RegisterEntry {
	if p.old == nil {
		return nil
	}
	var out []book.RegisterEntry
	for _, e := range p.old.Entries {
		if slices.ContainsFunc(filesOf(e), func(name string) bool { return strings.TrimSuffix(name, path.Ext(name)) == base }) {
			out = append(out, e)
		}
	}
	return out
}

func filesOf(e book.RegisterEntry) []string { return strings.Split(e.File, "、") }

// exists reports a file of the name in some format.
func (p *printing) exists(base string) bool {
	return slices.ContainsFunc([]render.Format{render.PDF, render.DOCX, render.XLSX}, func(f render.Format) bool {
		return p.folder.Holds(base + "." + string(f))
	})
}

// stands reports that the name of a part is taken. A run that is taken up again
// takes its own: those that no register lists.
func (p *printing) stands(base string) bool {
	return p.exists(base) && (!p.to.Resume || len(p.entriesOf(base)) > 0)
}
