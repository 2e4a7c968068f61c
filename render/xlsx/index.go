package xlsx

import (
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
)

func itoa(n int) string { return strconv.Itoa(n) }

// mostLinks is how many links Excel allows on a sheet.
const mostLinks = 65530

// indexColumns are the columns of the index and their widths in half-width
// characters.
var indexColumns = []struct {
	head  string
	width float64
}{
	{"序号", 6}, {"村", 11}, {"组", 8}, {"户编号", 17}, {"户主", 12}, {"表格（点击打开）", 32}, {"页数", 6}, {"表号", 18},
}

// indexHead is the rows above the entries: the title and the heads.
const indexHead = 2

// writeIndex fills the sheet that the file opens with.
func (f *File) writeIndex() error {
	if !f.meta.Index {
		return nil
	}
	if err := f.indexPage(); err != nil {
		return err
	}
	for i, p := range f.printed {
		if i == mostLinks {
			break
		}
		at := model.CellName(6, i+1+indexHead)
		if err := f.file.SetCellHyperLink(indexSheet, at, quoted(p.sheet)+"!A1", "Location"); err != nil {
			return err
		}
	}
	w, err := f.file.NewStreamWriter(indexSheet)
	if err != nil {
		return err
	}
	for i, c := range slices.Backward(indexColumns) {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: indexHead, TopLeftCell: model.CellName(1, indexHead+1), ActivePane: "bottomLeft",
	}); err != nil {
		return err
	}
	if err := f.indexRows(w); err != nil {
		return err
	}
	if err := w.MergeCell(model.CellName(1, 1), model.CellName(len(indexColumns), 1)); err != nil {
		return err
	}
	return w.Flush()
}

// indexRows writes the title, the heads and a row for each sheet.
func (f *File) indexRows(w *excelize.StreamWriter) error {
	row := func(at int, height float64, l look, values ...any) error {
		cells := make([]any, len(values))
		for i, v := range values {
			own := l
			if s, ok := v.(string); ok {
				v = ooxml.Clean(s)
				if own.format == general && !own.shade {
					own.format = text
				}
			}
			own.link = l.link && i == 5
			if s, ok := v.(string); ok {
				if parts := ooxml.Stretches(s, f.meta.Rare); parts != nil {
					v = dressed(nil, parts, own.font())
				}
			}
			cells[i] = excelize.Cell{StyleID: f.styles.id(own), Value: v}
		}
		return w.SetRow("A"+itoa(at), cells, excelize.RowOpts{Height: height})
	}
	title := f.meta.Title
	if title == "" {
		title = indexSheet
	}
	style := doc.Style{Face: doc.FaceTitle, Size: 14 * doc.Pt}
	if err := row(1, 30, look{align: doc.Center}.in(style), title); err != nil {
		return err
	}
	lined := look{align: doc.Center, wrap: true, left: thinLine, right: thinLine, top: thinLine, bottom: thinLine}
	head := lined.in(doc.Style{Face: doc.FaceHead, Size: 10 * doc.Pt})
	head.shade = true
	var heads []any
	for _, c := range indexColumns {
		heads = append(heads, c.head)
	}
	if err := row(2, 21, head, heads...); err != nil {
		return err
	}
	body := lined.in(doc.Style{Face: doc.FaceText, Size: 10 * doc.Pt})
	for i, p := range f.printed {
		l := body
		l.link = i < mostLinks
		s := p.subject
		if err := row(i+1+indexHead, 18, l, i+1, s.Village, s.Group, s.Household, s.Head, p.title, p.pages, p.number); err != nil {
			return err
		}
	}
	return nil
}

// indexPage sets how the index is printed.
func (f *File) indexPage() error {
	size, orientation := paperA4, "portrait"
	if err := f.file.SetSheetProps(indexSheet, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	if err := f.file.SetPageLayout(indexSheet, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: new(1), FitToHeight: new(0), FirstPageNumber: new(uint(1)),
	}); err != nil {
		return err
	}
	side := inches(10 * doc.Mm)
	if err := f.file.SetPageMargins(indexSheet, &excelize.PageLayoutMarginsOptions{
		Left: side, Right: side, Top: side, Bottom: inches(13 * doc.Mm), Footer: inches(8 * doc.Mm), Horizontally: new(true),
	}); err != nil {
		return err
	}
	return f.file.SetHeaderFooter(indexSheet, &excelize.HeaderFooterOptions{OddFooter: `&C&8&"宋体,Regular"第 &P 页`})
}

// lists is the answers that are too long for a cell's own rule: each a column
// of a hidden sheet.
type lists struct{ columns [][]string }

// ref names the cells of a list.
func (l *lists) ref(options []string) string {
	at := slices.IndexFunc(l.columns, func(c []string) bool { return slices.Equal(c, options) })
	if at < 0 {
		at = len(l.columns)
		l.columns = append(l.columns, slices.Clone(options))
	}
	col := model.ColumnName(at + 1)
	return quoted(listsSheet) + "!$" + col + "$1:$" + col + "$" + itoa(len(options))
}

// writeLists writes the hidden sheet, where it is needed.
func (f *File) writeLists() error {
	if len(f.lists.columns) == 0 {
		return nil
	}
	if _, err := f.file.NewSheet(listsSheet); err != nil {
		return err
	}
	if err := f.file.SetSheetVisible(listsSheet, false); err != nil {
		return err
	}
	w, err := f.file.NewStreamWriter(listsSheet)
	if err != nil {
		return err
	}
	longest := 0
	for _, c := range f.lists.columns {
		longest = max(longest, len(c))
	}
	style := f.styles.id(look{format: text})
	for r := range longest {
		row := make([]any, len(f.lists.columns))
		for i, c := range f.lists.columns {
			if r < len(c) {
				row[i] = excelize.Cell{StyleID: style, Value: ooxml.Clean(c[r])}
			}
		}
		if err := w.SetRow("A"+itoa(r+1), row); err != nil {
			return err
		}
	}
	return w.Flush()
}
