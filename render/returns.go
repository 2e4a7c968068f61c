package render

import (
	"path"
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

// Return is a village's return workbook: where it goes, relative and without
// an ending, and what was printed.
type Return struct {
	Path string
	visit.Workbook
}

// Returns gives the return workbook of every village that gets pages, in order.
// name is what they are called behind the village's folder. Call it after
// Count: households that failed have none.
func (b *Batch) Returns(name string) []Return {
	var out []Return
	at := make(map[*model.Village]int)
	seen := make(map[*model.Household]int)
	for _, f := range b.files {
		if !slices.ContainsFunc(f.parts, (*part).carried) {
			continue // it stays in the office, and so does who is in it, or is put up
		}
		i, known := at[f.village]
		if !known {
			i = len(out)
			at[f.village] = i
			dir := path.Dir(f.path)
			out = append(out, Return{Path: dir + "/" + dir + "-" + name,
				Workbook: visit.Workbook{Year: b.opt.Year, Village: f.village}})
		}
		r := &out[i]
		for _, p := range f.parts {
			paper := visit.Paper{Number: p.number, Form: p.def.ID, Title: p.def.Title, Compares: p.def.ComparesVillage()}
			if p.household == nil {
				r.Papers = append(r.Papers, paper)
				continue
			}
			if b.failed[p.household] != nil || p.number == "" {
				continue // what is said of a household that nothing tells apart is said of another too
			}
			if _, known := seen[p.household]; !known {
				seen[p.household] = len(r.Households)
				r.Households = append(r.Households, visit.Household{Household: p.household})
			}
			h := &r.Households[seen[p.household]]
			h.Papers = append(h.Papers, paper)
		}
	}
	return out
}
