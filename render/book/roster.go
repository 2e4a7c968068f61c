package book

import (
	"cmp"
	"io"
	"iter"
	"slices"
	"strconv"

	"ruhu/model"
	"ruhu/model/visit"
)

// WriteRoster writes a whole roster in the canonical form. Every value is
// written as it was read; those in marks stand out. What the canonical sheets
// have no column for stands behind them. lines, if any, say on a page of their
// own what the roster is.
func WriteRoster(w io.Writer, r *model.Roster, marks map[*model.Record]map[model.Code]bool, lines ...string) error {
	x := &rosterBook{Roster: r, marks: marks}
	x.linkRows()
	var tables []Table
	for _, name := range Sheets {
		tables = append(tables, x.table(name))
	}
	tables = append(tables, legend(lines))
	return WriteTables(w, tables...)
}

// rosterBook is a roster while it is written.
type rosterBook struct {
	*model.Roster
	marks map[*model.Record]map[model.Code]bool
	// links are the numbers that link the rows of households without one; repeats
	// says that a number comes again, so that every row has to name the village.
	links   map[*model.Household]string
	repeats bool
}

// linkRows finds what links the rows of each household.
func (x *rosterBook) linkRows() {
	x.links = make(map[*model.Household]string)
	used := make(map[string]bool)
	for h := range x.Everyone {
		number := model.Squeeze(h.Number())
		if number == "" {
			number = model.LinkMark + visit.Fingerprint(x.Data.Codebook, h)[:8]
			for used[number] {
				number += "x"
			}
			x.links[h] = number
		}
		x.repeats = x.repeats || used[number]
		used[number] = true
	}
}

// entry is a row: the record, and the household that it belongs to.
type entry struct {
	household *model.Household
	village   *model.Village
	record    *model.Record
}

// entries gives the rows of a sheet, held households last: nothing is lost.
func (x *rosterBook) entries(sheet string) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		if sheet == VillageSheet {
			for _, v := range x.Villages {
				if (hasAny(&v.Record) || v.Division != "") && !yield(entry{nil, v, &v.Record}) {
					return
				}
			}
			return
		}
		for h := range x.Everyone {
			for _, r := range recordsOf(h, sheet) {
				if !yield(entry{h, cmp.Or(h.Village, h.Stated), r}) {
					return
				}
			}
		}
	}
}

// recordsOf gives the rows that a household has on a sheet.
func recordsOf(h *model.Household, sheet string) []*model.Record {
	persons := func(list []*model.Member) []*model.Record {
		out := make([]*model.Record, len(list))
		for i, m := range list {
			out[i] = &m.Record
		}
		return out
	}
	switch sheet {
	case HouseholdSheet:
		return []*model.Record{&h.Record}
	case MemberSheet:
		return persons(h.Members)
	case MeasureSheet:
		return h.Measures
	case HelperSheet:
		return h.Helpers
	case AdditionSheet:
		return persons(h.Added)
	}
	return h.Removed
}

func hasAny(r *model.Record) bool {
	for range r.Values {
		return true
	}
	return false
}

// table is a sheet with its rows. It has the columns that were asked of anybody
// there; those that the canonical sheet has not stand behind the others.
func (x *rosterBook) table(name string) Table {
	cb := x.Data.Codebook
	t := RosterTable(cb, name)
	t.Thin, t.Filter = true, true
	codes := Columns(cb, name)
	known := make(map[model.Code]bool, len(codes))
	for _, c := range codes {
		known[c] = true
	}
	full, more, any := x.fullness(name, codes), []model.Code(nil), false
	for e := range x.entries(name) {
		any = true
		for in := range e.record.Values {
			if !known[in.Code] {
				known[in.Code] = true
				more = append(more, in.Code)
			}
		}
	}
	slices.Sort(more)
	if x.repeats && !known[model.CodeVillage] {
		more = append([]model.Code{model.CodeVillage, model.CodeDivision}, more...)
	}
	for _, c := range more {
		in := cb.Lookup(c)
		t.Columns = append(t.Columns, Column{Head: HeadText(cb, name, c), Width: rosterWidth(in, in.Title()), Number: isNumber(in)})
	}
	codes = append(codes, more...)
	if any { // an empty sheet keeps all its columns, for rows that people may add
		codes, t.Columns = x.without(name, codes, t.Columns, full)
	}
	var lists []model.Code
	if name == HouseholdSheet {
		lists = x.unevenLists()
	}
	for _, c := range lists {
		t.Columns = append(t.Columns, centered(string(c), 10))
	}
	t.Freeze = min(t.Freeze, len(t.Columns))
	t.Rows = func(yield func(Row) bool) {
		for e := range x.entries(name) {
			cells := x.cells(e, name, codes, full)
			for _, c := range lists {
				cells = append(cells, map[bool]string{true: "是", false: "否"}[e.household.Answered&model.ListColumns[c] != 0])
			}
			if !yield(Row{Cells: cells}) {
				return
			}
		}
	}
	return t
}

// fullness is how full an item is over all records of a sheet.
type fullness map[model.Code]model.State

// fullness finds out which columns a sheet needs: the fullest state that any of its
// records has.
func (x *rosterBook) fullness(sheet string, codes []model.Code) fullness {
	out := make(fullness, len(codes))
	asks := make(map[uint32]bool) // those looked at: which items were asked does not differ among them
	for e := range x.entries(sheet) {
		for in, v := range e.record.Values {
			if v.Text() != "" {
				out[in.Code] = model.Filled
			}
		}
		if asks[e.record.Asks()] {
			continue
		}
		asks[e.record.Asks()] = true
		for _, c := range codes {
			out[c] = max(out[c], e.record.State(c))
		}
	}
	return out
}

// linking are the items that stand on a sheet whether or not they were asked: by
// them rows find their household and village, and persons are told apart.
func linking(c model.Code) bool {
	switch c {
	case model.CodeNumber, model.CodeVillage, model.CodeDivision, model.CodeName, model.CodeLeaver, "责任人姓名",
		model.CodeFormerNumber, model.CodeFormerHead, model.CodeFormerCard:
		return true
	}
	return false
}

// former reports what only a household has of which the key was corrected.
func former(c model.Code) bool {
	return c == model.CodeFormerNumber || c == model.CodeFormerHead || c == model.CodeFormerCard
}

// without leaves out the columns that were never asked.
func (x *rosterBook) without(sheet string, codes []model.Code, columns []Column, g fullness) ([]model.Code, []Column) {
	var outCodes []model.Code
	var out []Column
	for i, c := range codes {
		if g[c] != model.NotAsked || linking(c) && !former(c) {
			outCodes, out = append(outCodes, c), append(out, columns[i])
		}
	}
	return outCodes, out
}

// unevenLists gives the columns that say of each household whether a list tells of
// it, for the lists of which the sheets themselves would say something else: read
// as one workbook, a list with a row tells of all.
func (x *rosterBook) unevenLists() []model.Code {
	var out []model.Code
	for code, list := range model.ListColumns {
		if x.Data.Codebook.Lookup(code) == nil {
			continue
		}
		rows, answered, silent := false, false, false
		for h := range x.Everyone {
			rows = rows || h.Filled()&list != 0
			answered = answered || h.Answered&list != 0
			silent = silent || h.Answered&list == 0
		}
		if rows && silent || !rows && answered {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out
}

// nothing stands in the cells of a column that was asked of somebody and is filled
// in nowhere: left empty, it would be read as one that nobody asked.
const nothing = "/"

func (x *rosterBook) cells(e entry, sheet string, codes []model.Code, g fullness) []any {
	out := make([]any, len(codes))
	marks := x.marks[e.record]
	for i, c := range codes {
		v, ok := e.record.Get(c)
		switch {
		case ok && v.Text() != "":
			out[i] = stored(x.Data.Codebook.Lookup(c), v)
		case linking(c):
			out[i] = x.own(e, c)
		case !ok && e.record.State(c) == model.NotAsked:
			out[i] = Faint(model.UnaskedWord)
		case g[c] != model.Filled:
			out[i] = Faint(nothing)
		}
		if marks[c] {
			out[i] = Marked{out[i]}
		}
	}
	return out
}

// own gives what a row says by belonging to a household and a village.
func (x *rosterBook) own(e entry, c model.Code) any {
	switch {
	case c == model.CodeNumber && e.household != nil && x.links[e.household] != "":
		return x.links[e.household]
	case c == model.CodeNumber && e.household != nil:
		return e.household.Number()
	case c == model.CodeVillage && e.village != nil && e.village.Name != model.NoVillage:
		return e.village.Name
	case c == model.CodeDivision && e.village != nil:
		return e.village.Division
	}
	return nil
}

// stored gives a value as a cell: an amount that is plainly one as a number, so
// that sums work, and a certificate number that was stored as one too, so that
// its lost tail still shows. All else is the text that was read.
func stored(in *model.Indicator, v model.Value) any {
	lost := v.Stored == model.AsNumber && len(v.Raw) > 15
	if !lost && (!isNumber(in) || len(v.Raw) > 15) {
		return v.Raw
	}
	f, err := strconv.ParseFloat(v.Raw, 64)
	if err != nil || !lost && strconv.FormatFloat(f, 'f', -1, 64) != v.Raw {
		return v.Raw
	}
	return f
}

// legend explains a roster that the program wrote. Its name is that of a sheet
// that is never read.
func legend(lines []string) Table {
	rows := make([]Row, 0, len(lines)+1)
	for _, l := range lines {
		rows = append(rows, Row{Look: Title, Cells: []any{l}})
	}
	rows = append(rows, Row{Cells: []any{Marked{"这种底色的格子：与原花名册不同，是入户核实后更正、补充的内容"}}},
		Row{Cells: []any{Faint("“" + model.UnaskedWord + "”：原花名册对这一户、这个人没有这一列，不是没有；“" + nothing + "”：有这一列，没有填。补填时直接改写")}})
	return Table{Name: GuideSheet, Portrait: true, bare: true, Columns: []Column{{Width: 96}}, Rows: slices.Values(rows)}
}
