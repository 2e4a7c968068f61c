package book

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// WriteTemplate writes the canonical roster without data: what
// `ruhu roster-template` hands out.
func WriteTemplate(w io.Writer, cb *model.Codebook) error {
	lists := new(optionLists)
	var tables []Table
	for _, name := range Sheets {
		t := RosterTable(cb, name)
		checks := validations(cb, name, lists)
		t.extra = func(f *excelize.File) error {
			for _, dv := range checks {
				if err := f.AddDataValidation(name, dv); err != nil {
					return err
				}
			}
			return nil
		}
		tables = append(tables, t)
	}
	tables = append(tables, guide(cb))
	if len(lists.lists) > 0 {
		tables = append(tables, lists.table())
	}
	return WriteTables(w, "", tables...)
}

// Excel's limits, in UTF-16 units.
const (
	listLimit   = 255
	titleLimit  = 32
	promptLimit = 255
	lastRow     = 1048576
)

// optionLists are the drop-down lists that are too long to stand in a rule;
// the sheet 选项 holds one a column. The sheet has no head, as it would look
// like that of a roster.
type optionLists struct {
	lists [][]string
	place map[string]string
}

// refer gives the reference of a list, adding it when it is new.
func (o *optionLists) refer(labels []string) string {
	key := strings.Join(labels, "\n")
	if ref, ok := o.place[key]; ok {
		return ref
	}
	o.lists = append(o.lists, labels)
	col := model.ColumnName(len(o.lists))
	ref := fmt.Sprintf("%s!$%s$1:$%s$%d", OptionSheet, col, col, len(labels))
	if o.place == nil {
		o.place = make(map[string]string)
	}
	o.place[key] = ref
	return ref
}

// table is the hidden sheet.
func (o *optionLists) table() Table {
	t := Table{Name: OptionSheet, Hidden: true, bare: true}
	longest := 0
	for _, l := range o.lists {
		longest = max(longest, len(l))
		t.Columns = append(t.Columns, Column{Width: 22})
	}
	t.Rows = func(yield func(Row) bool) {
		for i := range longest {
			cells := make([]any, len(o.lists))
			for j, l := range o.lists {
				if i < len(l) {
					cells[j] = l[i]
				}
			}
			if !yield(Row{Cells: cells}) {
				return
			}
		}
	}
	return t
}

// validations are the drop-downs and the notes that show up when a cell is
// entered. Other values are warned about, not refused: no list is complete.
func validations(cb *model.Codebook, sheet string, lists *optionLists) []*excelize.DataValidation {
	var out []*excelize.DataValidation
	for i, c := range Columns(cb, sheet) {
		dv := validation(cb.Lookup(c), lists)
		if dv == nil {
			continue
		}
		col := model.ColumnName(i + 1)
		dv.SetSqref(fmt.Sprintf("%s2:%s%d", col, col, lastRow))
		out = append(out, dv)
	}
	return out
}

func validation(in *model.Indicator, lists *optionLists) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	labels := labelsOf(in)
	switch {
	case in.Kind == model.Multiple:
		note(dv, in, "可填多项，用顿号隔开："+strings.Join(labels, "、"))
	case in.IsChoice() && len(labels) > 0:
		dropDown(dv, labels, lists)
		if in.Open {
			note(dv, in, "可从列表中选，也可直接填写。")
		} else {
			dv.SetError(excelize.DataValidationErrorStyleWarning, ooxml.Cut(in.Name(), titleLimit), "不在通知所列选项之内，请核对。")
		}
	case notes[in.Code] != "":
		note(dv, in, notes[in.Code])
	case in.Kind == model.Identity:
		note(dv, in, "按文本填写：身份证 18 位；残疾人证 20 位或 22 位。")
	default:
		return nil
	}
	return dv
}

func labelsOf(in *model.Indicator) []string {
	out := make([]string, 0, len(in.Options))
	for _, o := range in.Options {
		out = append(out, ooxml.Clean(o.Label))
	}
	return out
}

// dropDown puts a list into the rule itself, or, when it is too long for that
// or a label holds what would end an item, into the sheet 选项.
func dropDown(dv *excelize.DataValidation, labels []string, lists *optionLists) {
	joined := strings.Join(labels, ",")
	if ooxml.Units(joined) > listLimit || slices.ContainsFunc(labels, special) || dv.SetDropList(labels) != nil {
		dv.SetSqrefDropList(lists.refer(labels))
	}
}

func special(label string) bool {
	return strings.ContainsAny(label, ",\"\n") || strings.HasPrefix(label, "=")
}

func note(dv *excelize.DataValidation, in *model.Indicator, text string) {
	dv.SetInput(ooxml.Cut(in.Name(), titleLimit), ooxml.Cut(text, promptLimit))
}

// notes say how to fill in what has no list.
var notes = map[model.Code]string{
	model.CodeNumber:   "各表都以户编号相联系，务必一致。",
	model.CodeDivision: "12 位，按文本填写。",
	model.CodePhone:    "按文本填写：手机 11 位；座机带不带区号均可。",
	"成员联系电话":           "按文本填写；务工人员请填 11 位手机号。",
	"责任人电话":            "按文本填写。",
	"银行账号":             "选填，按文本填写。",
	"A13":              "1 至 12 的整数；不务工的不填。",
	"帮扶开始时间":           "填到月或日，如 2018-03。",
	"帮扶结束时间":           "仍在帮扶的不填。",
}
