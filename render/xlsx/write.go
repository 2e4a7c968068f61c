package xlsx

import (
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/workbook"
)

// write writes a planned sheet.
func (f *File) write(d *doc.Document, s *sheet) error {
	name := f.sheetName(d)
	to, err := f.book.Add(name)
	if err != nil {
		return err
	}
	corner := area{row: len(s.heights) - 1, col: s.cols - 1}.cell()
	if err := errors.Join(f.page(name, d, s), f.asks(name, s), f.picture(name, d, s),
		// Identity numbers are text, and Excel would mark each of them.
		f.book.File.AddIgnoredErrors(name, "A1:"+corner, excelize.IgnoredErrorsNumberStoredAsText),
		f.rows(to, s)); err != nil {
		return err
	}
	to.Define(workbook.PrintArea, workbook.Quote(name)+"!$A$1:$"+model.ColumnName(s.cols)+"$"+itoa(len(s.heights)))
	to.Define(workbook.PrintTitles, workbook.Quote(name)+"!$1:$"+itoa(s.titles))
	f.printed = append(f.printed, printed{sheet: name, title: d.Title, number: d.Sheet, subject: d.Subject, pages: s.pages})
	return nil
}

// rows writes what stands in a sheet.
func (f *File) rows(to *workbook.Sheet, s *sheet) error {
	for from := 0; from < s.cols; {
		end := from + 1
		for end < s.cols && s.widths[end] == s.widths[from] {
			end++
		}
		to.Columns(workbook.Column{From: from + 1, To: end, Width: float64(s.widths[from]) / digitWide})
		from = end
	}
	for r, height := range s.heights {
		to.Row(r+1, height)
		for col, c := range s.slots[r*s.cols : (r+1)*s.cols] {
			if c.used {
				to.Cell(col, f.styles.id(c.look), c.value, c.formula)
			}
		}
		to.EndRow()
	}
	for _, a := range s.merges {
		to.Merge(a.cell() + ":" + model.CellName(a.toCol, a.toRow))
	}
	for _, r := range s.turns {
		to.Break(r)
	}
	return to.Finish()
}

// longestPrompt is how many UTF-16 units Excel allows in what is said of a cell.
const longestPrompt = 255

// asks offers answers for the cells that may be filled.
func (f *File) asks(sheet string, s *sheet) error {
	for i := range s.asks {
		a := &s.asks[i]
		v := excelize.NewDataValidation(true)
		v.Sqref = refs(a.cells)
		if q := a.offer; q.multiple {
			v.ShowInputMessage, v.Prompt = true, &q.prompt
		} else {
			if q.formula == "" {
				q.formula = f.lists.Formula(q.options)
			}
			v.Type, v.Formula1 = "list", q.formula
		}
		if err := f.book.File.AddDataValidation(sheet, v); err != nil {
			return err
		}
	}
	return nil
}

// prompt tells what a cell that takes several answers may hold: Excel has no
// list for it.
func prompt(options []string) string {
	return ooxml.Cut(ooxml.Clean("可多选，用、隔开："+strings.Join(options, "、")), longestPrompt)
}
