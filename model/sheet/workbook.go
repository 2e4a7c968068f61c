package sheet

import (
	"archive/zip"
	"bufio"
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
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// openWorkbook opens a zip: a workbook of Excel 2007 and later, or a refusal.
func openWorkbook(in Input, tempDir string) ([]Sheet, func(), error) {
	zr, looks, err := openZip(in)
	if err != nil {
		return nil, nil, err
	}
	data, err := withoutRows(zr)
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
	return worksheets(f, looks, kind), func() { _ = f.Close() }, nil
}

// noRows stands for a worksheet whose rows are read from the file itself.
const noRows = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>`

// withoutRows gives a workbook without the content of its worksheets.
func withoutRows(zr *zip.Reader) (io.Reader, error) {
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, f := range zr.File {
		if !isWorksheet(f) {
			if err := zw.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		w, err := zw.Create(f.Name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, noRows); err != nil {
			return nil, err
		}
	}
	return &out, zw.Close()
}

func worksheets(f *excelize.File, looks map[*zip.File]around, kind string) []Sheet {
	packed := make(map[string]*zip.File, len(looks))
	for p := range looks {
		packed[partName(p)] = p
	}
	parts := sheetParts(f)
	shared := &sharedTexts{part: takePart(f, "xl/sharedStrings.xml")}
	late := false
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		late = *p.Date1904
	}
	var out []Sheet
	for _, name := range f.GetSheetList() {
		p := parts[name]
		s := &worksheet{title: name, late: late, shared: shared}
		if z := packed[strings.ToLower(p.name)]; z != nil {
			s.open, s.around = z.Open, looks[z]
		} else { // a chart, or a part in an unusual place
			b := takePart(f, p.name)
			s.open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
			s.around, _ = lookAround(bytes.NewReader(b), true)
		}
		s.notes.Hidden, s.notes.Kind = p.hidden, kind
		out = append(out, s)
	}
	return out
}

// takePart takes a part out of a workbook, in UTF-8.
func takePart(f *excelize.File, name string) []byte {
	v, _ := f.Pkg.LoadAndDelete(name)
	b, _ := v.([]byte)
	skip, from, err := encodingOfPart(b[:min(len(b), encodingHead)])
	if err == nil && from != nil {
		b, err = from.NewDecoder().Bytes(b)
	}
	if err != nil {
		return nil
	}
	return b[skip:]
}

// encodingHead is how many bytes of a part tell its encoding.
const encodingHead = 200

// utf8Reader reads XML in UTF-8, whatever it declares to be in.
func utf8Reader(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(encodingHead)
	if err != nil && err != io.EOF {
		return nil, err
	}
	skip, from, err := encodingOfPart(head)
	if err != nil {
		return nil, err
	}
	if from != nil {
		return from.NewDecoder().Reader(b), nil
	}
	_, err = b.Discard(skip)
	return b, err
}

// encodingOfPart gives the encoding of a part by its head; nil is UTF-8, of which
// so many bytes are no text.
func encodingOfPart(head []byte) (skip int, from encoding.Encoding, err error) {
	const mark = "\xEF\xBB\xBF"
	switch {
	case bytes.HasPrefix(head, []byte(mark)):
		return len(mark), nil, nil
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return 0, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), nil
	}
	label := declaredEncoding(head)
	if label == "" {
		return 0, nil, nil
	}
	if from, _ = charset.Lookup(label); from == nil {
		return 0, nil, fmt.Errorf("sheet: no encoding %q", label)
	}
	return 0, from, nil
}

// declaredEncoding gives the encoding that the head of a part declares, unless
// that is UTF-8. Who can read that it is UTF-16 reads something else: some
// programs declare what their own texts are in, and write UTF-8.
func declaredEncoding(head []byte) (label string) {
	_, head, _ = bytes.Cut(head, []byte("<?xml"))
	head, _, ok := bytes.Cut(head, []byte("?>"))
	if !ok {
		return ""
	}
	eachAttribute(head, func(name, value []byte) bool {
		if string(name) == "encoding" {
			label = strings.ToLower(string(value))
		}
		return true
	})
	if label == "utf-8" || strings.HasPrefix(label, "utf-16") {
		return ""
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

// worksheet is a sheet of a workbook. Its rows are read from the file as they are
// asked for.
type worksheet struct {
	title string
	late  bool
	open  func() (io.ReadCloser, error)
	around
	shared  *sharedTexts
	numeric map[uint64]struct{} // cells of the rows given that hold a suspicious number
}

func (s *worksheet) Name() string    { return s.title }
func (s *worksheet) Epoch1904() bool { return s.late }
func (s *worksheet) Notes() Notes    { return s.notes }
func (s *worksheet) Merged() []Span  { return s.merged }
func (s *worksheet) Release()        { s.numeric = nil }

func (s *worksheet) Number(row, col int) bool {
	_, ok := s.numeric[cellKey(row, col)]
	return ok
}

// Each runs over the rows. Taking them apart is most of what reading costs: it
// is done by all processors, and goes on ahead of whoever understands the rows.
func (s *worksheet) Each(yield func(row int, cells []string) bool) error {
	ahead, stop := s.decode()
	defer stop()
	s.numeric = make(map[uint64]struct{})
	row, wide := 0, 0
	for out := range ahead {
		d := <-out
		for _, r := range d.rows {
			if r.number > 0 && r.number <= row {
				return damaged(s.title, row) // the same row again, or going back
			}
			for row++; row < r.number; row++ {
				if !yield(row, nil) {
					return nil
				}
			}
			if row > maxRows {
				return damaged(s.title, row)
			}
			for _, col := range r.numeric {
				s.numeric[cellKey(row, col)] = struct{}{}
			}
			if !yield(row, r.cells) {
				return nil
			}
		}
		wide += d.wide
		switch {
		case wide > maxWide:
			return errWide
		case errors.Is(d.err, errDamaged):
			return damaged(s.title, row+1)
		case d.err != nil, d.last:
			return d.err
		}
	}
	return damaged(s.title, row) // the end of the rows is missing
}

// decode takes the rows apart and gives the pieces in their order, a few ahead
// of the one asked for. stop must be called.
func (s *worksheet) decode() (ahead <-chan chan decoded, stop func()) {
	queue, stopped := make(chan chan decoded, runtime.GOMAXPROCS(0)), make(chan struct{})
	decoders := sync.Pool{New: func() any { return newRowDecoder(s.shared) }}
	var working sync.WaitGroup
	working.Go(func() {
		defer close(queue)
		for piece := range s.pieces {
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
				release(piece)
			})
		}
	})
	return queue, func() { close(stopped); working.Wait() }
}

// pieces gives the rows in pieces. A part without any gives the end tag alone;
// one that is damaged gives nothing, or too little.
func (s *worksheet) pieces(yield func([]byte) bool) {
	rc, err := s.open()
	if err != nil {
		return
	}
	defer rc.Close()
	r, err := utf8Reader(rc)
	if err != nil {
		return
	}
	stream := newRowStream(r)
	head, rows, found := stream.head()
	none := found && !rows || !found && !bytes.Contains(head, []byte("<row")) && len(head) > 0 && stream.err == io.EOF
	release(head)
	if none {
		yield([]byte("</sheetData>")) // a chart has no rows at all
		return
	}
	for found && rows && !stream.torn {
		p := stream.piece()
		if p == nil || !yield(p) {
			return
		}
	}
}

func damaged(sheet string, row int) error {
	return &Error{
		Message: fmt.Sprintf("工作表“%s”在第 %d 行附近已损坏，后面的内容读不出", sheet, max(row, 1)),
		Hint:    "请用 Excel 或 WPS 打开并核对后另存为 .xlsx 再试",
	}
}
