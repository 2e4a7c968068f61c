package web

import "ruhu/cmd/internal/app"

// checked is what a check of a reading came to, and of which rule and village each
// finding is.
type checked struct {
	result   *app.Result
	groups   []app.Group
	group    []int // of each finding
	village  []int // of each finding; -1: of none
	villages []optionData
}

func newChecked(w *app.Workspace, r *app.Result) *checked {
	r.Items = nil // the findings say the same
	c := &checked{result: r, groups: app.Groups(r.Findings), group: make([]int, len(r.Findings)), village: make([]int, len(r.Findings))}
	at := make(map[string]int)
	for i, g := range c.groups {
		at[g.Title] = i
	}
	place := make(map[*app.Village]int)
	for i, f := range r.Findings {
		c.group[i], c.village[i] = at[app.TitleOf(f)], -1
		if f.Subject == nil || f.Subject.Village == nil {
			continue
		}
		v := f.Subject.Village
		n, met := place[v]
		if !met {
			n = len(c.villages)
			place[v], c.villages = n, append(c.villages, optionData{At: n, Name: w.NameVillage(v)})
		}
		c.village[i] = n
		c.villages[n].Count++
	}
	return c
}
