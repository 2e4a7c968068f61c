package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
)

// streamer is the working memory of writing rows.
type streamer struct {
	cells []excelize.Cell
	row   []any
}

// open makes the sheet of a document.
func (f *File) open(d *doc.Document) (string, error) {
	name := f.sheetName(d)
	if len(f.printed) == 0 && !f.meta.Index {
		// Renamed, not deleted: deleting makes everything after it slow.
		return name, f.file.SetSheetName(firstSheet, name)
	}
	_, err := f.file.NewSheet(name)
	return name, err
}

// write writes a planned sheet.
func (f *File) write(d *doc.Document, s *sheet) error {
	name, err := f.open(d)
	if err != nil {
		return err
	}
	corner := area{row: len(s.heights) - 1, col: s.cols - 1}.cell()
	for _, do := range []func() error{
		func() error { return f.page(name, d, s) },
		func() error { return f.asks(name, s) },
		func() error { return f.picture(name, d, s) },
		func() error {
			// Identity numbers are text, and Excel would mark each of them.
			return f.file.AddIgnoredErrors(name, "A1:"+corner, excelize.IgnoredErrorsNumberStoredAsText)
		},
		func() error { return f.rows(name, s) },
	} {
		if err := do(); err != nil {
			return err
		}
	}
	f.printed = append(f.printed, printed{
		sheet: name, title: d.Title, number: d.Sheet, subject: d.Subject, pages: s.pages, titles: s.titles,
		corner: "$" + model.ColumnName(s.cols) + "$" + strings.TrimLeft(corner, letters),
	})
	return nil
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// rows streams a sheet.
func (f *File) rows(name string, s *sheet) error {
	w, err := f.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	// From the right to the left: the library puts each before those it has, and
	// Excel wants them in order.
	for to := s.cols; to > 0; {
		from := to - 1
		for from > 0 && s.widths[from-1] == s.widths[to-1] {
			from--
		}
		if err := w.SetColWidth(from+1, to, float64(s.widths[from])/digitWide); err != nil {
			return err
		}
		to = from
	}
	f.stream.room(s.cols)
	for r, height := range s.heights {
		f.stream.fill(s.slots[r*s.cols:(r+1)*s.cols], &f.styles)
		if err := w.SetRow("A"+itoa(r+1), f.stream.row, excelize.RowOpts{Height: height}); err != nil {
			return err
		}
	}
	for _, a := range s.merges {
		if err := w.MergeCell(a.cell(), model.CellName(a.toCol, a.toRow)); err != nil {
			return err
		}
	}
	for _, r := range s.turns {
		if err := w.InsertPageBreak("A" + itoa(r+1)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (s *streamer) room(n int) {
	if len(s.cells) < n {
		s.cells, s.row = make([]excelize.Cell, n), make([]any, n)
	}
	s.row = s.row[:n]
}

// fill makes the library's cells of a row.
func (s *streamer) fill(slots []slot, st *styles) {
	for i := range slots {
		from := &slots[i]
		if !from.used {
			s.row[i] = nil
			continue
		}
		s.cells[i] = excelize.Cell{StyleID: st.id(from.look), Value: from.value, Formula: from.formula}
		s.row[i] = &s.cells[i]
	}
}

// Limits of the format, in UTF-16 units.
const (
	longestList   = 255
	longestPrompt = 255
)

// asks offers answers for the cells that may be filled.
func (f *File) asks(sheet string, s *sheet) error {
	for i := range s.asks {
		a := &s.asks[i]
		v := excelize.NewDataValidation(true)
		v.Sqref = refs(a.cells)
		if q := a.offer; q.multiple {
			v.ShowInputMessage, v.Prompt = true, &q.prompt
		} else {
			v.Type, v.Formula1 = "list", q.formula
			if v.Formula1 == "" {
				v.Formula1 = f.lists.ref(q.options)
			}
		}
		if err := f.file.AddDataValidation(sheet, v); err != nil {
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

// inline gives a list as it may stand in a cell's own rule; it may not where it
// is too long or an answer has a sign that divides answers.
func inline(options []string) (formula string, ok bool) {
	for _, o := range options {
		if strings.ContainsAny(o, ",\"") || strings.HasPrefix(o, "=") {
			return "", false
		}
	}
	list := ooxml.Clean(strings.Join(options, ","))
	if ooxml.Units(list) > longestList {
		return "", false
	}
	return `"` + ooxml.Escape(list) + `"`, true // the library puts it into the XML as it is
}
