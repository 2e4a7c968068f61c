package roster

import (
	"slices"

	"ruhu/model"
)

// unasked stands in a cell whose item was not asked of whom the row is about,
// though others were: in 花名册-核实后, which is one workbook of sheets that had
// different columns. No answer of the codebook is this word.
const unasked = model.UnaskedWord

// isUnasked reports a cell that says so.
func isUnasked(raw string) bool {
	return len(raw) >= len(unasked) && len(raw) <= 2*len(unasked) && model.Squeeze(raw) == unasked
}

// saysNothing reports a cell in which somebody wrote that there is nothing, as a
// dash or 无: the item was asked. What programs write for an empty cell is no
// answer.
func saysNothing(raw string) bool { return !slices.Contains(programWords, model.Fold(raw)) }

// asking finds out what the rows below a head are asked for.
type asking struct {
	part    model.Part            // of the rows below the head
	row     model.Part            // of the row at hand: part, without what says that it was not asked
	nothing []*model.Indicator    // whose cells in the row say that there is nothing
	without []*model.Indicator    // whose cells say that they were not asked
	others  map[string]model.Part // by what they are without
	lists   listWords             // what the row at hand says of lists
}

// begin begins the rows below a head.
func (a *asking) begin(c *collector, file string) {
	*a = asking{part: c.data.NewPart()}
	a.row = a.part
	c.partFile = append(c.partFile, file)
}

func (a *asking) clear() {
	a.nothing, a.without, a.lists = a.nothing[:0], a.without[:0], listWords{}
}

// leaveOut notes that the row at hand was not asked for an item, nor for what the
// reader would make of it.
func (a *asking) leaveOut(d *model.Dataset, in *model.Indicator) {
	a.without = append(a.without, in)
	if told := d.Codebook.Lookup(hintsAt[in.Code]); told != nil {
		a.without = append(a.without, told)
	}
}

// choose finds the part of the row at hand.
func (a *asking) choose(c *collector, file string) {
	a.row = a.part
	if len(a.without) == 0 {
		return
	}
	var key []byte
	for _, in := range a.without {
		key = append(append(key, in.Code...), 0)
	}
	p, ok := a.others[string(key)]
	if !ok {
		if a.others == nil {
			a.others = make(map[string]model.Part)
		}
		p = c.data.PartWithout(a.part, a.without...)
		c.partFile = append(c.partFile, file)
		a.others[string(key)] = p
	}
	a.row = p
}

// asked notes what the row at hand answers, once it is known to be one.
func (r *reader) asked() {
	d := r.c.data
	for _, list := range [...][]cell{r.cells.village, r.cells.household, r.cells.own, r.cells.hints, r.cells.helper} {
		for i := range list {
			d.Ask(r.asking.part, list[i].in)
		}
	}
	for _, in := range r.asking.nothing {
		d.Ask(r.asking.part, in)
		if told := d.Codebook.Lookup(hintsAt[in.Code]); told != nil {
			d.Ask(r.asking.part, told)
		}
	}
}
