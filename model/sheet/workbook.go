package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// openWorkbook opens a zip: a workbook of Excel 2007 and later, or a refusal.
func openWorkbook(in Input, tempDir string) ([]Sheet, func(), error) {
	zr, err := openZip(in)
	if err != nil {
		return nil, nil, err
	}
	data, large, err := slim(in, zr)
	if err != nil {
		return nil, nil, errCut
	}
	f, err := excelize.OpenReader(data, excelize.Options{
		RawCellValue: true,
		TmpDir:       tempDir,
		// Equal limits: no part is ever spilled to a file.
		UnzipSizeLimit:    maxTotal,
		UnzipXMLSizeLimit: maxTotal,
	})
	if err != nil {
		return nil, nil, errCut
	}
	kind := kindUnless(in.Name, ".xlsx 工作簿", ".xlsx", ".xlsm", ".xltx", ".xltm")
	return worksheets(f, large, kind), func() { _ = f.Close() }, nil
}

func worksheets(f *excelize.File, large map[string]*zip.File, kind string) []Sheet {
	cleanPart(f, "xl/sharedStrings.xml")
	parts := sheetParts(f)
	linked := false
	f.Pkg.Range(func(name, _ any) bool {
		n, _ := name.(string)
		linked = strings.HasPrefix(n, "xl/externalLinks/")
		return !linked
	})
	late := false
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		late = *p.Date1904
	}
	var out []Sheet
	for _, name := range f.GetSheetList() {
		p := parts[name]
		out = append(out, &worksheet{
			file: f, title: name, part: p.name, late: late, linked: linked,
			known: Notes{Hidden: p.hidden, Kind: kind}, packed: large[p.name],
		})
	}
	return out
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

// sheetPart is where a sheet lies, and whether it is shown.
type sheetPart struct {
	name   string
	hidden bool
}

// sheetParts finds the part of each sheet; excelize keeps its own list to
// itself.
func sheetParts(f *excelize.File) map[string]sheetPart {
	var book struct {
		Sheets []struct {
			Name  string `xml:"name,attr"`
			ID    string `xml:"id,attr"`
			State string `xml:"state,attr"`
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
	parts := make(map[string]sheetPart, len(book.Sheets))
	for _, s := range book.Sheets {
		for _, r := range rels.List {
			if r.ID != s.ID {
				continue
			}
			target := strings.ReplaceAll(r.Target, `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			parts[s.Name] = sheetPart{strings.TrimPrefix(target, "/"), strings.Contains(strings.ToLower(s.State), "hidden")}
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

// worksheet is a sheet of a workbook.
type worksheet struct {
	file    *excelize.File
	title   string
	part    string
	late    bool
	linked  bool // the workbook refers to others
	noted   bool // known is complete
	known   Notes
	numeric map[uint64]struct{}
	packed  *zip.File // the part, where it is not unpacked yet; else nil
}

func (s *worksheet) Name() string    { return s.title }
func (s *worksheet) Epoch1904() bool { return s.late }

// raw gives the part's bytes; a large one is unpacked when it is asked for
// first. One that cannot be, although it could before, reads as damaged.
func (s *worksheet) raw() rawSheet {
	if s.packed != nil {
		if b, err := unpack(s.packed); err == nil {
			s.file.Pkg.Store(s.part, b)
		} else {
			s.file.Pkg.Store(s.part, []byte(nil))
		}
		s.packed = nil
	}
	v, _ := s.file.Pkg.Load(s.part)
	b, _ := v.([]byte)
	return b
}

func (s *worksheet) Notes() Notes {
	if !s.noted {
		n := s.raw().notes(s.linked)
		n.Hidden, n.Kind = s.known.Hidden, s.known.Kind
		s.known, s.noted = n, true
	}
	return s.known
}

func (s *worksheet) Merged() []Span { return s.raw().merges() }

func (s *worksheet) Number(row, col int) bool {
	if s.numeric == nil {
		s.numeric = s.raw().numbers()
	}
	_, ok := s.numeric[cellKey(row, col)]
	return ok
}

func (s *worksheet) Release() {
	s.file.Pkg.Delete(s.part)
	s.numeric, s.packed = nil, nil
}

// Each runs over the rows. excelize ends its iteration in silence where the
// XML is damaged, so the last row is looked up in the bytes beforehand.
func (s *worksheet) Each(yield func(row int, cells []string) bool) (err error) {
	row := 0
	defer func() {
		if recover() != nil {
			err = damaged(s.title, row)
		}
	}()
	s.raw()
	cleanPart(s.file, s.part)
	last, whole := s.raw().lastRow()
	if whole && last > 0 {
		kept := s.raw().compact()
		s.file.Pkg.Store(s.part, []byte(kept))
		last, _ = kept.lastRow()
	}
	rows, err := s.file.Rows(s.title)
	if err != nil {
		return nil // a chart: no worksheet at all
	}
	// Taking XML apart is most of what reading costs: it goes on ahead of
	// whoever understands the rows.
	ahead, stop, done := make(chan decoded, 4), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		s.decode(rows, last, whole, ahead, stop)
	}()
	defer func() {
		close(stop)
		<-done
		_ = rows.Close()
	}()
	for d := range ahead {
		for _, cells := range d.rows {
			row++
			if !yield(row, cells) {
				return nil
			}
		}
		if d.err != nil {
			return d.err
		}
	}
	return nil
}

// decoded is some rows that follow one another, and what ended them.
type decoded struct {
	rows [][]string
	err  error
}

// together is how many rows are handed over at a time.
const together = 64

// decode takes rows apart and hands them over, until they end or stop is closed.
// last is the number of the sheet's last row; whole says that its XML is.
func (s *worksheet) decode(rows *excelize.Rows, last int, whole bool, to chan<- decoded, stop <-chan struct{}) {
	defer close(to)
	var d decoded
	row, width := 0, 0
	hand := func() bool {
		select {
		case to <- d:
			d = decoded{}
			return true
		case <-stop:
			return false
		}
	}
	end := func(err error) {
		d.err = err
		hand()
	}
	defer func() {
		if recover() != nil {
			end(damaged(s.title, row))
		}
	}()
	for rows.Next() {
		row++
		cells, err := rows.Columns()
		if err != nil {
			end(damaged(s.title, row))
			return
		}
		if len(cells) > wideRow {
			width += len(cells)
		}
		if width > maxWide {
			end(errWide)
			return
		}
		if d.rows = append(d.rows, cells); len(d.rows) == together && !hand() {
			return
		}
	}
	if rows.Error() != nil || row < last || !whole {
		end(damaged(s.title, row))
		return
	}
	end(nil)
}

func damaged(sheet string, row int) error {
	return &Error{
		Message: fmt.Sprintf("工作表“%s”在第 %d 行附近已损坏，后面的内容读不出", sheet, max(row, 1)),
		Hint:    "请用 Excel 或 WPS 打开并核对后另存为 .xlsx 再试",
	}
}
