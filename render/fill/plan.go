package fill

import (
	"slices"

	"ruhu/model"
)

// plan is what goes into one copy of the form.
type plan struct {
	edits []cellEdits // outside of lists
	lists []listPlan  // of one grid from below, so that rows move no others
	// internal says that the copy is for the office only.
	internal bool
}

// listPlan is the entries of a list and what goes into the cells of each. Where there
// are more than the form has room for, the cells are those of the last one.
type listPlan struct {
	list    *list
	entries [][]cellEdits
}

// plan finds out what goes into the form for a unit.
func (f *Form) plan(u *Unit, unfit *[]Unfit) *plan {
	w := &filler{form: f, problems: unfit}
	p := &plan{internal: f.opt.Internal}
	of := subject{unit: u, household: u.Household, village: u.Village}
	for _, place := range f.places {
		p.edits = append(p.edits, w.edits(place, of)...)
	}
	p.edits = joinedEdits(p.edits)
	for _, l := range f.lists {
		switch {
		case l.asks():
			p.lists = append(p.lists, listPlan{l, w.rows(l, f.entries(l, u))})
		case l.byMarks: // they go
			p.lists = append(p.lists, listPlan{l, w.marked(l, nil)})
		}
	}
	slices.SortStableFunc(p.lists, func(a, b listPlan) int { return b.list.top - a.list.top })
	return p
}

// joinedEdits gives the edits of each cell together, in order of their places.
func joinedEdits(list []cellEdits) []cellEdits {
	var out []cellEdits
	for _, of := range model.Groups(list, func(e cellEdits) *cell { return e.cell }) {
		joined := cellEdits{cell: of[0].cell}
		for _, e := range of {
			joined.edits = append(joined.edits, e.edits...)
		}
		slices.SortStableFunc(joined.edits, func(a, b edit) int { return a.from - b.from })
		out = append(out, joined)
	}
	return out
}

// rows gives the edits of the entries of a list.
func (f *filler) rows(l *list, entries []subject) [][]cellEdits {
	if l.byMarks {
		return f.marked(l, entries)
	}
	out := make([][]cellEdits, len(entries))
	for i, s := range entries {
		row := l.top + min(i, l.count-1)*l.item
		for _, c := range l.places {
			out[i] = append(out[i], f.entry(c, l.at(row, c), s, i >= l.count)...)
		}
	}
	return out
}

// entry gives the edits of a cell of a column for one entry; none where the cell stays.
// In a row that is a copy, what the form printed into the row before goes.
func (f *filler) entry(c *place, x *cell, s subject, again bool) []cellEdits {
	if c.why != "" || x.formula && !(x.rowFormula && c.asks.derived == serial) {
		return nil
	}
	p := &place{cell: x, label: c.label, asks: c.asks}
	if boxes := onlyBoxes(x); boxes != nil {
		p.asks.boxes = boxes.boxes
		if p.asks.options, p.why = optionsOf(c.asks.in, boxes.boxes); p.why != "" {
			return nil
		}
		return f.tick(p, s)
	}
	text, number := f.text(c.asks, s)
	f.manyHelpers(p, s)
	if text == "" {
		f.lost(p, s)
		answered := p.asks.in != nil && p.asks.in.IsChoice() && p.asks.in.Option(model.Squeeze(x.text)) >= 0
		if x.blank() || !again && !answered {
			return nil // a hint stays, and so does a line to write on
		}
	}
	return []cellEdits{{x, []edit{{to: len(x.runes()), text: text, number: number}}}}
}
