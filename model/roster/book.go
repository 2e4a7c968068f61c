package roster

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// open opens a workbook as tables. done frees it.
func open(in Input, opt Options) (tables []table, done func(), err error) {
	if _, err := openZip(in); err != nil {
		return nil, nil, err
	}
	defer func() {
		if recover() != nil { // excelize on a crafted file
			tables, done, err = nil, nil, errCut
		}
	}()
	f, err := excelize.OpenReader(io.NewSectionReader(in.Data, 0, in.Size), excelize.Options{
		RawCellValue: true,
		TmpDir:       opt.TempDir,
		// Equal limits: no part is ever spilled to a file.
		UnzipSizeLimit:    maxTotal,
		UnzipXMLSizeLimit: maxTotal,
	})
	if err != nil {
		return nil, nil, errCut
	}
	return bookTables(f), func() { _ = f.Close() }, nil
}

func bookTables(f *excelize.File) []table {
	cleanPart(f, "xl/sharedStrings.xml")
	parts := sheetParts(f)
	late := false
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		late = *p.Date1904
	}
	var tables []table
	for _, name := range f.GetSheetList() {
		s := &sheet{file: f, title: name, part: parts[name], late: late}
		tables = append(tables, s)
	}
	return tables
}

// cleanPart cleans a part in place and gives its bytes.
func cleanPart(f *excelize.File, name string) []byte {
	v, ok := f.Pkg.Load(name)
	if !ok {
		return nil
	}
	b, _ := v.([]byte)
	if len(b) == 0 {
		return nil
	}
	b = cleanXML(b)
	f.Pkg.Store(name, b)
	return b
}

// sheetParts finds the part of each sheet; excelize keeps its own list to
// itself.
func sheetParts(f *excelize.File) map[string]string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	decodePart(f, "xl/workbook.xml", &book)
	decodePart(f, "xl/_rels/workbook.xml.rels", &rels)
	parts := make(map[string]string, len(book.Sheets))
	for _, s := range book.Sheets {
		for _, r := range rels.List {
			if r.ID != s.ID {
				continue
			}
			target := strings.ReplaceAll(r.Target, `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			parts[s.Name] = strings.TrimPrefix(target, "/")
		}
	}
	return parts
}

func decodePart(f *excelize.File, name string, into any) {
	v, _ := f.Pkg.Load(name)
	if b, ok := v.([]byte); ok {
		d := xml.NewDecoder(bytes.NewReader(b))
		d.CharsetReader = f.CharsetReader
		_ = d.Decode(into)
	}
}

// sheet is a table in a workbook.
type sheet struct {
	file    *excelize.File
	title   string
	part    string
	late    bool
	numeric map[uint64]struct{}
}

func (s *sheet) name() string    { return s.title }
func (s *sheet) epoch1904() bool { return s.late }

func (s *sheet) raw() rawSheet {
	v, _ := s.file.Pkg.Load(s.part)
	b, _ := v.([]byte)
	return b
}

func (s *sheet) merged() []span { return s.raw().merges() }

func (s *sheet) number(row, col int) bool {
	if s.numeric == nil {
		s.numeric = s.raw().numbers()
	}
	_, ok := s.numeric[cellKey(row, col)]
	return ok
}

func (s *sheet) release() {
	s.file.Pkg.Delete(s.part)
	s.numeric = nil
}

// each runs over the rows. excelize ends its iteration in silence where the
// XML is damaged, so the last row is looked up in the bytes beforehand.
func (s *sheet) each(yield func(row int, cells []string) bool) (err error) {
	row, width := 0, 0
	defer func() {
		if recover() != nil {
			err = damaged(s.title, row)
		}
	}()
	cleanPart(s.file, s.part)
	last, whole := s.raw().lastRow()
	rows, err := s.file.Rows(s.title)
	if err != nil {
		return nil // a chart: no worksheet at all
	}
	defer rows.Close()
	for rows.Next() {
		row++
		cells, err := rows.Columns()
		if err != nil {
			return damaged(s.title, row)
		}
		if len(cells) > wideRow {
			width += len(cells)
		}
		if width > maxWide {
			return errBomb
		}
		if !yield(row, cells) {
			return nil
		}
	}
	if rows.Error() != nil || row < last || !whole {
		return damaged(s.title, row)
	}
	return nil
}

func damaged(sheet string, row int) error {
	return &FileError{
		Message: fmt.Sprintf("工作表“%s”在第 %d 行附近已损坏，后面的内容读不出", sheet, max(row, 1)),
		Hint:    "请用 Excel 或 WPS 打开并核对后另存为 .xlsx 再试",
	}
}
