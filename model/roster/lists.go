package roster

import "ruhu/model"

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
