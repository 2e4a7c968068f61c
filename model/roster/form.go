package roster

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// Forms of one household each: lines with what is said of it, label and value beside one
// another, over a table of its persons; several on a sheet, or a sheet for each.

// form is what such lines say of the household whose persons stand below.
type form struct {
	cells   []cell
	row     int // of its first line
	count   int // of the forms of the sheet so far
	open    bool
	strange places // texts in such lines that are no labels and no values
}

// labels are the items that such lines may name.
var labels = &shape{own: model.OfHousehold, scopes: []model.Scope{model.OfVillage, model.OfHousehold}}

// mayHaveForms reports a sheet whose rows do not say of which household they are.
func (r *reader) mayHaveForms() bool {
	return r.number < 0 && r.cols.shape.own == model.OfMember && r.cols.shape.flat && !r.cols.hasHead() && !r.c.list
}

// readForm reads a row of labels and values and reports whether it is one. A form begins
// with the line that names its household; lines below its persons are told.
func (r *reader) readForm(row int, cells []string) bool {
	if !r.mayHaveForms() || !r.labelled(row, slices.IndexFunc(cells, func(s string) bool { return model.Squeeze(s) != "" }), firstText(cells)) {
		return false
	}
	pairs, others := r.pairs(row, cells)
	if len(pairs) == 0 || len(pairs) < 2 && len(others) > 1 {
		return false
	}
	f := &r.form
	switch names := slices.IndexFunc(pairs, func(c cell) bool { return namesHome(c.in.Code) }); {
	case names >= 0 && (!f.open || f.has(pairs[names].in.Code)):
		r.closeForm()
		f.cells, f.row, f.open = nil, row, true
		f.count++
	case !f.open && f.count == 0:
		return false
	case !f.open:
		r.c.fault("row-unread", r.rowPos(row), "这一行在家庭成员下面写户的信息，没有读入").
			about("", firstText(cells)).advise("请移到这一户的家庭成员上面，和户主姓名、户编号写在一起")
		return true
	}
	for i := range pairs {
		normalize(&pairs[i], r.t)
		r.c.data.Place(r.asking.part, pairs[i].in, pairs[i].at)
		r.c.villageKnown = r.c.villageKnown || pairs[i].in.Code == model.CodeVillage
	}
	f.cells = append(f.cells, pairs...)
	for _, text := range others {
		f.strange.add(text)
	}
	return true
}

// namesHome reports the items by which a household is known: where two columns of one
// say different things, two tables stand beside one another.
func namesHome(code model.Code) bool {
	return code == model.CodeNumber || code == model.CodeHeadName || code == model.CodeHeadID
}

func (f *form) has(code model.Code) bool { _, has := valueOf(f.cells, code); return has }

// labelled reports that a text is the label of an item of households or villages, and no
// answer of the column in which it stands below the heads.
func (r *reader) labelled(row, at int, text string) bool {
	if !strings.ContainsFunc(text, isHan) {
		return false
	}
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	if len(r.c.heads.within(foldHead(text), labels)) == 0 {
		return false
	}
	return row < r.cols.row || !slices.ContainsFunc(r.cols.list, func(c column) bool { return c.col == at+1 && c.in.Option(text) >= 0 })
}

// pairs reads the labels of a row and the values at their right, or behind a colon in
// the same cell, and gives the texts that are neither.
func (r *reader) pairs(row int, cells []string) (pairs []cell, others []string) {
	var label *model.Indicator
	for i, text := range cells {
		text = strings.ReplaceAll(model.Fold(text), "：", ":")
		if text == "" || len(text) > 300 {
			continue
		}
		words := []string{text}
		if strings.Contains(text, ":") {
			words = strings.Fields(text)
		}
		for _, word := range words {
			name, value, colon := strings.Cut(word, ":")
			if list := r.c.heads.find(name, labels); len(list) > 0 && (label == nil || label.Option(word) < 0) {
				label, word = list[0], value
				if !colon || value == "" {
					continue
				}
			}
			if label == nil {
				others = append(others, model.CellName(i+1, row)+"“"+word+"”")
				continue
			}
			if !isEmpty(label, word) && strings.Trim(word, "_") != "" {
				pairs = append(pairs, cell{in: label, raw: word, at: model.At{Source: r.source, Row: row, Col: i + 1}})
			}
			label = nil
		}
	}
	return pairs, others
}

// fill lays what the form says into the row in hand, which keeps what it says itself.
func (f *form) fill(r *reader) {
	f.open = false
	for _, c := range f.cells {
		list := &r.cells.household
		if c.in.Scope == model.OfVillage {
			list = &r.cells.village
		}
		if _, has := valueOf(*list, c.in.Code); !has {
			*list = append(*list, c)
		}
	}
}

// closeForm tells of a form below which nobody stands.
func (r *reader) closeForm() {
	if f := &r.form; f.open {
		r.c.fault("row-unread", r.rowPos(f.row), "这里写了一户的信息，下面没有家庭成员，这一户没有读入").
			advise("请在下面的表里补上这一户的家庭成员，户主也要列出")
	}
}

// reportForms ends the last form of the sheet, and tells of what forms say besides.
func (r *reader) reportForms() {
	r.closeForm()
	f := &r.form
	if f.count > 0 {
		r.account.Notes = append(r.account.Notes, fmt.Sprintf("户的信息取自家庭成员上面的各行，共 %d 户", f.count))
	}
	if f.strange.count == 0 {
		return
	}
	r.c.warn("column-unknown", r.rowPos(f.row), "家庭成员上面的各行有 %d 格不认识，没有读入：%s", f.strange.count, &f.strange).
		advise("要读入的，请写成“列名、内容”左右相邻的两格，列名用通知的指标名称")
}
