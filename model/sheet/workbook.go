package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"runtime"
	"strings"
	"sync"

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
	parts := sheetParts(f)
	shared := &sharedTexts{part: utf8Part(f, "xl/sharedStrings.xml")}
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
			file: f, title: name, part: p.name, late: late, linked: linked, shared: shared,
			known: Notes{Hidden: p.hidden, Kind: kind}, packed: large[p.name],
		})
	}
	return out
}

// utf8Part gives the bytes of a part in UTF-8, nearly always as they are.
func utf8Part(f *excelize.File, name string) []byte {
	v, _ := f.Pkg.Load(name)
	b, _ := v.([]byte)
	label := declaredEncoding(b)
	if label == "" {
		return bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	}
	r, err := f.CharsetReader(label, bytes.NewReader(b))
	if err != nil {
		return nil
	}
	b, err = io.ReadAll(r)
	if err != nil {
		return nil
	}
	f.Pkg.Store(name, b)
	return b
}

// declaredEncoding gives the encoding that XML declares, unless that is UTF-8.
func declaredEncoding(b []byte) string {
	head := b[:min(len(b), 200)]
	if bytes.HasPrefix(head, []byte{0xFE, 0xFF}) || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) {
		return "utf-16"
	}
	_, head, _ = bytes.Cut(head, []byte("<?xml"))
	head, _, ok := bytes.Cut(head, []byte("?>"))
	label := ""
	if ok {
		eachAttribute(head, func(name, value []byte) bool {
			if string(name) == "encoding" && !strings.EqualFold(string(value), "utf-8") {
				label = string(value)
			}
			return true
		})
	}
	return label
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
	numeric map[uint64]struct{} // cells of the rows given that hold a suspicious number
	shared  *sharedTexts
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
	_, ok := s.numeric[cellKey(row, col)]
	return ok
}

func (s *worksheet) Release() {
	s.file.Pkg.Delete(s.part)
	s.numeric, s.packed = nil, nil
}

// Each runs over the rows. Taking them apart is most of what reading costs: it
// is done by all processors, and goes on ahead of whoever understands the rows.
func (s *worksheet) Each(yield func(row int, cells []string) bool) error {
	s.raw()
	rows, ok := findRows(utf8Part(s.file, s.part))
	if !ok {
		return s.withoutRows()
	}
	ahead, stop := s.decode(rows)
	defer stop()
	s.numeric = make(map[uint64]struct{})
	row, wide := 0, 0
	for out := range ahead {
		d := <-out
		for _, r := range d.rows {
			next := max(r.number, row+1)
			if r.number > 0 && r.number <= row {
				return damaged(s.title, row) // twice the same row, or going back
			}
			for row++; row < next; row++ {
				if !yield(row, nil) {
					return nil
				}
			}
			for _, col := range r.numeric {
				s.numeric[cellKey(row, col)] = struct{}{}
			}
			if !yield(row, r.cells) {
				return nil
			}
		}
		if wide += d.wide; wide > maxWide {
			return errWide
		}
		switch {
		case errors.Is(d.err, errDamaged):
			return damaged(s.title, row+1)
		case d.err != nil:
			return d.err
		}
	}
	if !rows.whole {
		return damaged(s.title, row)
	}
	return nil
}

// withoutRows tells a sheet of a chart, which has none, from damage.
func (s *worksheet) withoutRows() error {
	if raw := s.raw(); len(raw) == 0 || bytes.Contains(raw, []byte("<worksheet")) && bytes.Contains(raw, []byte("<row")) {
		return damaged(s.title, 1)
	}
	return nil
}

// decode takes rows apart beside one another and gives the pieces in their
// order, a few ahead of the one asked for. stop must be called.
func (s *worksheet) decode(rows rowXML) (ahead <-chan chan decoded, stop func()) {
	queue, stopped := make(chan chan decoded, runtime.GOMAXPROCS(0)), make(chan struct{})
	decoders := sync.Pool{New: func() any { return newRowDecoder(s.shared) }}
	var working sync.WaitGroup
	working.Go(func() {
		defer close(queue)
		for piece := range rows.pieces {
			out := make(chan decoded, 1)
			select {
			case queue <- out:
			case <-stopped:
				return
			}
			working.Go(func() {
				d := decoders.Get().(*rowDecoder)
				out <- d.decode(piece)
				decoders.Put(d)
			})
		}
	})
	return queue, func() { close(stopped); working.Wait() }
}

func damaged(sheet string, row int) error {
	return &Error{
		Message: fmt.Sprintf("工作表“%s”在第 %d 行附近已损坏，后面的内容读不出", sheet, max(row, 1)),
		Hint:    "请用 Excel 或 WPS 打开并核对后另存为 .xlsx 再试",
	}
}
