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

// listWords is what rows say of lists: which tell of the household and which do not.
type listWords struct{ yes, no model.Lists }

// read takes a cell of one of model.ListColumns.
func (w *listWords) read(c *cell) {
	list := model.ListColumns[c.in.Code]
	switch c.in.Option(c.raw) {
	case 0:
		w.yes |= list
	case 1:
		w.no |= list
	}
}

// fileOfVillage is a village that a file speaks of.
type fileOfVillage struct {
	file    string
	village *model.Village // nil for the households held back
}

// answerLists finds out which lists tell of which households. A list with a row in
// it tells of all households of the villages that its file speaks of: in its
// sheets of households and persons, or in the rows of its lists. One without a row
// may be a sheet of the template that nobody looked at, and tells of none.
func (c *collector) answerLists() {
	lists := make(map[string]model.Lists) // by file
	speaks := make(map[fileOfVillage]bool)
	for i := range c.others {
		w := &c.others[i]
		lists[w.account.File] |= model.ListOf(w.scope)
		if w.of != nil {
			speaks[fileOfVillage{w.account.File, w.of.Village}] = true
		}
	}
	met := make(map[*model.Village]uint32)
	for _, d := range c.drafts {
		if met[d.Village] == d.Asks()+1 { // as the household before
			continue
		}
		met[d.Village] = d.Asks() + 1
		for _, p := range d.Parts() {
			speaks[fileOfVillage{c.partFile[p-1], d.Village}] = true
		}
	}
	of := make(map[*model.Village]model.Lists)
	for s := range speaks {
		of[s.village] |= lists[s.file]
	}
	helper := c.data.Codebook.Lookup(model.CodeHelperName)
	for _, d := range c.drafts {
		d.Answered = of[d.Village] | c.checked
		if helper != nil && d.Asked(helper) {
			d.Answered |= model.HelperList
		}
		d.Answered = (d.Answered | d.lists.yes) &^ d.lists.no
		d.Answered |= d.Filled()
	}
}

// checkable is what an office can have made sure of (已核无 in the settings): lists,
// and items that only those have whom they concern.
var checkable = map[string]struct {
	lists model.Lists
	code  model.Code
}{
	"自然增加": {lists: model.AdditionList}, "自然减少": {lists: model.RemovalList},
	"帮扶措施": {lists: model.MeasureList}, "帮扶责任人": {lists: model.HelperList},
	"经济薄弱村": {code: "经济薄弱村"}, "本年度变动": {code: model.CodeChange}, "监测类型": {code: model.CodeMonitor},
}

// Checkable gives the names that Options.None may have, in the order in which the
// user is told of them.
func Checkable() []string {
	return []string{"自然增加", "自然减少", "帮扶措施", "帮扶责任人", "经济薄弱村", "本年度变动", "监测类型"}
}
