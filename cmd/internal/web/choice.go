package web

import (
	"slices"
	"strings"

	"ruhu/cmd/internal/app"
)

// choice is what is to be printed, as a page names it: villages and households by
// their place in the roster that was read.
type choice struct {
	Villages, Households []int
	Forms                []string
	Formats              []string
	Paper, Split         string // Split is empty where no page of printing chose
	Duplex, Masked       bool
}

// everything is what is printed where nobody chose.
func everything() choice {
	return choice{Formats: []string{"pdf"}, Paper: "A4", Split: string(app.ByVillage)}
}

// optionData is a village to choose, with how much there is of it.
type optionData struct {
	At     int
	Name   string
	Count  int
	Chosen bool
}

// checkData is something that is ticked.
type checkData struct {
	Name, Label string
	On          bool
}

// formsOf gives the forms to choose, and which are chosen.
func formsOf(w *app.Workspace, chosen []string) (out []checkData) {
	for _, f := range w.Library.Forms.All() {
		out = append(out, checkData{f.ID, strings.TrimSpace(f.Mark + " " + f.Title), slices.Contains(chosen, f.ID)})
	}
	return out
}

// roster is a workspace with its households in their order.
type roster struct {
	*app.Workspace
	households []*app.Household
	place      map[*app.Household]int
}

// newRoster puts the households of a workspace that was read in their order.
func newRoster(w *app.Workspace) *roster {
	r := &roster{Workspace: w, place: make(map[*app.Household]int)}
	for h := range w.Roster().Everyone {
		r.place[h] = len(r.households)
		r.households = append(r.households, h)
	}
	return r
}

// choiceOf says a choice as the workspace does.
func (r *roster) choiceOf(c choice) app.Choice {
	out := app.Choice{Forms: c.Forms, Paper: c.Paper, Split: app.Split(c.Split), Duplex: c.Duplex}
	for _, f := range c.Formats {
		out.Formats = append(out.Formats, app.Format(f))
	}
	for _, i := range c.Villages {
		out.Villages = append(out.Villages, r.NameVillage(r.Roster().Villages[i]))
	}
	for _, i := range c.Households {
		if h := r.households[i]; h.Village != nil {
			out.Households = append(out.Households, r.NameHousehold(h))
		}
	}
	return out
}

// familyData is a household as a page names it.
type familyData struct {
	At      int    // its place in the roster
	Go      string // where a preview shows it
	Head    string
	Number  string
	Village string
	Members int
	Visits  bool   // no household: the visit list of the village
	Because string // the member who was looked for; empty: the 户主
}

// families describes households by their places.
func (r *roster) families(at []int) (out []familyData) {
	for _, i := range at {
		out = append(out, r.family(i))
	}
	return out
}

func (r *roster) family(i int) familyData {
	h := r.households[i]
	f := familyData{At: i, Head: h.HeadName(), Number: h.Number(), Members: len(h.Members)}
	if h.Village != nil {
		f.Village = h.Village.Name
	}
	return f
}
