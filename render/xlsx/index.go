package xlsx

import (
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/typeset"
	"ruhu/render/workbook"
)

func itoa(n int) string { return strconv.Itoa(n) }

// indexColumns are the columns of the index, their widths in half-width characters,
// and whether they hold numbers, which stay on one line.
var indexColumns = []struct {
	head  string
	width float64
	one   bool
}{
	{"序号", 6, false}, {"村", 11, false}, {"组", 8, false}, {"户编号", 17, true}, {"户主", 12, false},
	{"表格（点击打开）", 32, false}, {"页数", 6, false}, {"表号", 18, true},
}

// linkColumn is the column of the index, counted from 0, that leads to the sheets.
const linkColumn = 5

// indexHead is the rows above the entries: the title and the heads.
const indexHead = 2

// writeIndex fills the sheet that the file opens with.
func (f *File) writeIndex() error {
	if f.index == nil {
		return nil
	}
	if err := f.indexPage(); err != nil {
		return err
	}
	for i, c := range indexColumns {
		f.index.Columns(workbook.Column{From: i + 1, To: i + 1, Width: c.width})
	}
	f.index.Merge("A1:" + model.CellName(len(indexColumns), 1))
	f.indexRows()
	return f.index.Finish()
}

// indexRows writes the title, the heads and a row for each sheet.
func (f *File) indexRows() {
	row := func(at int, height float64, l look, values ...any) {
		f.index.Row(at, height)
		for i, v := range values {
			f.indexCell(i, l, v)
		}
		f.index.EndRow()
	}
	title := f.meta.Title
	if title == "" {
		title = indexSheet
	}
	style := doc.Style{Face: doc.FaceTitle, Size: 14 * doc.Pt}
	row(1, 30, look{align: doc.Center}.in(style), title)
	lined := look{align: doc.Center, wrap: true, left: thinLine, right: thinLine, top: thinLine, bottom: thinLine}
	head := lined.in(doc.Style{Face: doc.FaceHead, Size: 10 * doc.Pt})
	head.shade = true
	var heads []any
	for _, c := range indexColumns {
		heads = append(heads, c.head)
	}
	row(2, 21, head, heads...)
	body := lined.in(doc.Style{Face: doc.FaceText, Size: 10 * doc.Pt})
	for i, p := range f.printed {
		l, s, at := body, p.subject, i+1+indexHead
		l.link = f.index.Link(model.CellName(linkColumn+1, at), workbook.Link{Location: workbook.Quote(p.sheet) + "!A1"})
		values := []any{i + 1, s.Village, s.Group, s.Household, s.Head, p.title, p.pages, p.number}
		row(at, f.indexHeight(values, l.size), l, values...)
	}
}

// indexHeight is the height in points of an entry whose names may take several lines.
func (f *File) indexHeight(values []any, size doc.Length) float64 {
	height := 18 * doc.Pt
	set := &f.plan.set
	for i, c := range indexColumns {
		if text, ok := values[i].(string); ok && !c.one {
			set.Reset()
			room := doc.Length(c.width*digitWide)*pixel - 5*pixel
			lines := set.Count([]doc.Inline{{Text: text}}, doc.Style{Size: size}, room)
			height = max(height, ample.lines(lines, size)+2*typeset.Above(size))
		}
	}
	return min(height, tallest).Points()
}

// indexCell writes a cell of the index. Only the one that leads somewhere looks so.
func (f *File) indexCell(col int, l look, value any) {
	l.link = l.link && col == linkColumn
	if l.wrap && indexColumns[col].one {
		l.wrap, l.one = false, true
	}
	s, ok := value.(string)
	if ok && l.format == general && !l.shade {
		l.format = text
	}
	if parts := ooxml.Stretches(s, f.meta.Rare); parts != nil {
		value = dressed(nil, parts, l.font())
	}
	f.index.Cell(col, f.styles.id(l), value, "")
}

// indexPage sets how the index is shown and printed.
func (f *File) indexPage() error {
	side := inches(10 * doc.Mm)
	return errors.Join(
		f.book.Page(indexSheet, workbook.Page{Paper: paperA4, Portrait: true, Wide: 1, Foot: `&C&8&"宋体,Regular"第 &P 页`,
			Margins: excelize.PageLayoutMarginsOptions{
				Left: side, Right: side, Top: side, Bottom: inches(13 * doc.Mm), Footer: inches(8 * doc.Mm),
				Horizontally: new(true),
			}}),
		f.book.Freeze(indexSheet, indexHead, 0))
}

// writeLists writes the hidden sheet of long lists, where it is needed.
func (f *File) writeLists() error {
	rows := f.lists.Rows()
	if len(rows) == 0 {
		return nil
	}
	to, err := f.book.Add(listsSheet)
	if err != nil {
		return err
	}
	style := f.styles.id(look{format: text})
	for r, cells := range rows {
		to.Row(r+1, 0)
		for i, answer := range cells {
			if answer != nil {
				to.Cell(i, style, answer, "")
			}
		}
		to.EndRow()
	}
	return errors.Join(f.book.File.SetSheetVisible(listsSheet, false), to.Finish())
}
