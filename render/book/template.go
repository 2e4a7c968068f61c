package book

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/ooxml"
	"ruhu/render/workbook"
)

// WriteTemplate writes the canonical roster without data: what
// `ruhu roster-template` hands out.
func WriteTemplate(w io.Writer, cb *model.Codebook) error {
	lists := &workbook.Lists{Sheet: OptionSheet}
	var tables []Table
	for _, name := range Sheets {
		t := RosterTable(cb, name)
		t.example, t.comments = exampleRow(cb, name), headNotes(cb, name)
		var err error
		if t.rules, err = validations(cb, name, lists); err != nil {
			return err
		}
		tables = append(tables, t)
	}
	tables = append(tables, locked(guide(cb)))
	if rows := lists.Rows(); len(rows) > 0 {
		tables = append(tables, locked(listsTable(rows)))
	}
	return WriteTables(w, tables...)
}

// locked keeps a sheet from being written over: 填写说明 and the lists behind the
// drop-downs. There is no password. The sheets for data are left open: a locked
// sheet can neither be sorted nor be pasted into as people do.
func locked(t Table) Table {
	name := t.Name
	t.extra = func(f *excelize.File) error {
		return f.ProtectSheet(name, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
		})
	}
	return t
}

// The rows of a sheet for data.
const (
	templateHead = 2
	firstData    = templateHead + 1
)

// exampleRow gives an invented row. Every cell says that it is an example, so
// that none can be taken for a head or a value, wherever it is copied to.
func exampleRow(cb *model.Codebook, sheet string) []any {
	var out []any
	for _, c := range Columns(cb, sheet) {
		if s := example(cb.Lookup(c)); s != "" {
			out = append(out, "例："+s)
		} else {
			out = append(out, nil)
		}
	}
	return out
}

// headNotes are the notes in the cells of the head: how each item is filled in.
func headNotes(cb *model.Codebook, sheet string) []excelize.Comment {
	var out []excelize.Comment
	for i, c := range Columns(cb, sheet) {
		in := cb.Lookup(c)
		text := HeadText(cb, sheet, c) + "\n填法：" + manner(in)
		if s := notes[c]; s != "" {
			text += "\n" + s
		}
		if in.Kind == model.Identity {
			text += "\n" + wholeNumberNote
		}
		if labels := labelsOf(in); len(labels) > 0 && in.Kind != model.YesNo {
			text += "\n选项：" + strings.Join(labels, "、")
		}
		text = ooxml.Cut(text, noteLimit)
		rows := lines(text, noteWidth)
		out = append(out, excelize.Comment{
			Author: "ruhu", Cell: model.CellName(i+1, templateHead), Text: text,
			Width: notePixels, Height: uint(rows*18 + 16),
		})
	}
	return out
}

// The size of a note: in half-width characters and in pixels.
const (
	noteLimit  = 800
	noteWidth  = 34
	notePixels = 270
)

// wholeNumberNote is what has to be known about long numbers.
const wholeNumberNote = "本列已设为文本格式。号码若显示成 3.2E+17 或末几位变成 0，就是被截断了，要重新录入；从别处粘贴时请选“只粘贴数值”。"

// Excel's limits, in UTF-16 units.
const (
	titleLimit  = 32
	promptLimit = 255
	lastRow     = 1048576
)

// listsTable is the hidden sheet of long lists. It has no head, as it would look like
// that of a roster.
func listsTable(rows [][]any) Table {
	t := Table{Name: OptionSheet, Hidden: true, bare: true, Rows: each(rows,
		func(cells []any) Row { return Row{Cells: cells} })}
	for range rows[0] {
		t.Columns = append(t.Columns, Column{Width: 22})
	}
	return t
}

// validations are the drop-downs and the notes that show up when a cell is
// entered. Other values are warned about, not refused: no list is complete.
func validations(cb *model.Codebook, sheet string, lists *workbook.Lists) ([]*excelize.DataValidation, error) {
	var out []*excelize.DataValidation
	for i, c := range Columns(cb, sheet) {
		dv := validation(cb.Lookup(c), lists)
		if dv == nil {
			continue
		}
		col := model.ColumnName(i + 1)
		if in := cb.Lookup(c); in.Kind == model.Identity {
			if err := wholeNumber(dv, in, col, columnOf(cb, sheet, model.CodeIdentityKind)); err != nil {
				return nil, err
			}
		}
		dv.SetSqref(fmt.Sprintf("%s%d:%s%d", col, firstData, col, lastRow))
		out = append(out, dv)
	}
	return out, nil
}

// columnOf gives the letters of an item's column; empty when the sheet has none.
func columnOf(cb *model.Codebook, sheet string, c model.Code) string {
	return model.ColumnName(slices.Index(Columns(cb, sheet), c) + 1)
}

// wholeNumber refuses a certificate number that is a number of the spreadsheet,
// which has lost its tail, or of a length that does not exist. Where A3 says
// 军官证 any number will do. What is pasted passes by: it is found when the roster
// is checked.
func wholeNumber(dv *excelize.DataValidation, in *model.Indicator, col, kind string) error {
	cell := fmt.Sprintf("%s%d", col, firstData)
	lengths := []string{"15", "18", "20", "22"}
	said := "应为文本：身份证 18 位（旧号 15 位），残疾人证 20 或 22 位。号码若变成 3.2E+17，请先删去，再在英文状态下打一个单引号后录入。"
	if in.Code == model.CodeCertNumber {
		lengths = []string{"20", "22"}
		said = "应为文本，20 或 22 位。号码若变成 3.2E+17，请先删去，再在英文状态下打一个单引号后录入。"
	}
	for i, n := range lengths {
		lengths[i] = "LEN(" + cell + ")=" + n
	}
	formula := "AND(ISTEXT(" + cell + "),OR(" + strings.Join(lengths, ",") + "))"
	if in.Code == model.CodeIdentity && kind != "" {
		formula = fmt.Sprintf(`OR($%s%d="军官证",%s)`, kind, firstData, formula)
	}
	if err := dv.SetRange(formula, "", excelize.DataValidationTypeCustom, excelize.DataValidationOperatorEqual); err != nil {
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, ooxml.Cut(in.Label, titleLimit), said)
	return nil
}

func validation(in *model.Indicator, lists *workbook.Lists) *excelize.DataValidation {
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
		note(dv, in, cardNote(in))
	default:
		return nil
	}
	return dv
}

// cardNote says how long a certificate number is.
func cardNote(in *model.Indicator) string {
	if in.Code == model.CodeCertNumber {
		return "按文本填写：20 位或 22 位。"
	}
	return "按文本填写：身份证 18 位；残疾人证 20 位或 22 位。"
}

func labelsOf(in *model.Indicator) []string {
	out := make([]string, 0, len(in.Options))
	for _, o := range in.Options {
		out = append(out, ooxml.Clean(o.Label))
	}
	return out
}

// dropDown offers answers.
func dropDown(dv *excelize.DataValidation, labels []string, lists *workbook.Lists) {
	dv.Type, dv.Formula1 = "list", lists.Formula(labels)
}

func note(dv *excelize.DataValidation, in *model.Indicator, text string) {
	dv.SetInput(ooxml.Cut(in.Name(), titleLimit), ooxml.Cut(text, promptLimit))
}

// notes say how to fill in what has no list.
var notes = map[model.Code]string{
	model.CodeNumber:     "各表都以户编号相联系，务必一致。",
	model.CodeDivision:   "12 位，按文本填写。",
	model.CodePhone:      "按文本填写：手机 11 位；座机带不带区号均可。",
	"成员联系电话":             "按文本填写；务工人员请填 11 位手机号。",
	"责任人电话":              "按文本填写。",
	"银行账号":               "选填，按文本填写。",
	model.CodeWorkMonths: "1 至 12 的整数；不务工的不填。",
	"帮扶开始时间":             "填到月或日，如 2018-03。",
	"帮扶结束时间":             "仍在帮扶的不填。",
}
