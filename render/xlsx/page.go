package xlsx

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/typeset"
	"ruhu/render/workbook"
)

// Sizes of paper as the format numbers them.
const (
	paperA3 = 8
	paperA4 = 9
)

func paperSize(p doc.Paper) (int, error) {
	short, long := min(p.Width, p.Height), max(p.Width, p.Height)
	switch {
	case short == 210*doc.Mm && long == 297*doc.Mm:
		return paperA4, nil
	case short == 297*doc.Mm && long == 420*doc.Mm:
		return paperA3, nil
	}
	return 0, fmt.Errorf("no paper of %g × %g mm", float64(p.Width)/float64(doc.Mm), float64(p.Height)/float64(doc.Mm))
}

// slack is what the lower margin gives up of its room, so that a page that is
// full to the last pixel is not pushed over its end by a printer's rounding.
const slack = doc.Mm

func inches(l doc.Length) *float64 {
	return new(float64(l) / float64(25.4*float64(doc.Mm)))
}

// page sets how the sheet is printed and protected; the library wants it before
// the rows.
func (f *File) page(sheet string, d *doc.Document, s *sheet) error {
	size, err := paperSize(d.Paper)
	if err != nil {
		return err
	}
	p := d.Paper
	return errors.Join(
		f.book.Page(sheet, workbook.Page{Paper: size, Portrait: p.Width < p.Height, Wide: 1, Foot: footer(d, s.pages),
			Margins: excelize.PageLayoutMarginsOptions{
				Left: inches(p.Left - doc.Mm/2), Right: inches(p.Right - doc.Mm/2),
				Top: inches(p.Top), Bottom: inches(p.Bottom + typeset.FootRoom - slack),
				Header: inches(p.Top / 2), Footer: inches(p.Bottom), Horizontally: new(true),
			}}),
		f.book.File.SetSheetView(sheet, -1, &excelize.ViewOptions{ShowGridLines: new(false)}),
		f.book.File.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true, FormatRows: true,
		}))
}

// longestFooter is how many UTF-16 units Excel allows in a footer.
const longestFooter = 255

// footer gives the foot of every page: whom it is about, its number, and its
// form with the sheet number. Excel counts the pages of all sheets printed
// together, so the total is text.
func footer(d *doc.Document, pages int) string {
	const font = `&` + "8" + `&"宋体,Regular"`
	center := "&C" + font + typeset.PageBefore + "&P" + typeset.PageBetween + strconv.Itoa(pages) + typeset.PageAfter
	set := typeset.NewSetter(cellText)
	foot := set.FootOf(d, typeset.FootSize, typeset.FootSide(d.Paper.TextWidth()))
	right := ""
	if foot.Number != "" {
		foot.Title = escaped(foot.Title, longestFooter/3-ooxml.Units(foot.Number))
		right = "&R" + font + foot.Form()
	}
	left := escaped(foot.Subject, longestFooter-ooxml.Units(center+right+"&L"+font))
	if left != "" {
		left = "&L" + font + left
	}
	return left + center + right
}

// escaped cuts a text to n UTF-16 units, & counting twice as it is doubled.
func escaped(s string, n int) string {
	var b strings.Builder
	for _, r := range ooxml.Clean(s) {
		c := string(r)
		if r == '&' {
			c = "&&"
		}
		if n -= ooxml.Units(c); n < 0 {
			break
		}
		b.WriteString(c)
	}
	return b.String()
}
