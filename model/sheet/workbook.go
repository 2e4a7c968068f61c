package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"ruhu/model/parallel"
)

// openWorkbook opens a zip: a workbook of Excel 2007 and later, or a refusal.
func openWorkbook(in Input) ([]Sheet, error) {
	c, err := openZip(in)
	if err != nil {
		return nil, err
	}
	main, err := c.mainPart()
	if err != nil {
		return nil, err
	}
	b := &book{container: c, kind: kindUnless(in.Name, ".xlsx 工作簿", ".xlsx", ".xlsm", ".xltx", ".xltm"), stopped: in.stopped}
	if b.relations, err = c.relations(partName(main.Name)); err != nil {
		return nil, err
	}
	if err := b.read(main); err != nil {
		return nil, err
	}
	return b.sheets()
}

// book is a workbook (18.2) as far as it is read.
type book struct {
	*container
	kind      string
	stopped   func() error
	relations []relation // of the workbook's part
	list      []listedSheet
	late      bool
}

// listedSheet is a sheet as the workbook lists it.
type listedSheet struct {
	name, id string
	hidden   bool
}

// read reads the workbook's own part.
func (b *book) read(main *zip.File) error {
	part, err := readPart(main)
	if err != nil {
		return err
	}
	found := false
	err = elements(part, func(parent string, l lexeme) {
		switch name := string(l.name); {
		case parent == "":
			found = name == "workbook"
		case parent == "workbook" && name == "workbookPr":
			b.late = isTrue(attributeOf(l, "date1904"))
		case parent == "sheets" && name == "sheet":
			state := strings.ToLower(attributeOf(l, "state"))
			b.list = append(b.list, listedSheet{attributeOf(l, "name"), attributeOf(l, "id"), strings.Contains(state, "hidden")})
		}
	})
	switch {
	case err != nil || !found:
		return wrongInside("部件 " + main.Name + " 读不懂")
	case len(b.list) > maxSheets:
		return errSheets
	}
	return nil
}

// maxSheets is how many sheets a workbook may list.
const maxSheets = 1 << 16

var errSheets = &Error{Message: "工作表多得异常（超过 65536 张）", Hint: "请核对是否选错了文件；名册请按乡镇或村分成几个文件"}

// sheets finds the sheets' parts and looks at what is around their rows.
func (b *book) sheets() ([]Sheet, error) {
	byID := make(map[string]relation, len(b.relations))
	for _, r := range b.relations {
		byID[r.id] = r
	}
	parts, looks := make([]*zip.File, len(b.list)), make(map[*zip.File]around)
	var size uint64
	for i, s := range b.list {
		if r, ok := byID[s.id]; ok {
			parts[i] = b.find(r.target)
		}
		if parts[i] == nil {
			continue
		}
		looks[parts[i]] = around{}
		if size += parts[i].UncompressedSize64; size > maxTotal { // sheets that are one and the same part
			return nil, errBomb
		}
	}
	if err := b.checkParts(looks, b.isLinked(), b.stopped); err != nil {
		return nil, err
	}
	common, err := b.common(int(size))
	if err != nil {
		return nil, err
	}
	out := make([]Sheet, len(b.list))
	for i, s := range b.list {
		w := &worksheet{title: s.name, common: common}
		if part := parts[i]; part != nil {
			w.open, w.around = part.Open, looks[part]
		}
		w.notes.Hidden, w.notes.Kind = s.hidden, b.kind
		w.notes.Missing, w.notes.Bare = w.open == nil && s.id != "", s.id == ""
		w.notes.Oddities = slices.Concat(w.notes.Oddities, b.doubled(parts[i], looks))
		out[i] = w
	}
	return out, nil
}

// maxOddities is how many faults of one kind are told.
const maxOddities = 5

// isLinked reports that the workbook refers to others.
func (b *book) isLinked() bool {
	return slices.ContainsFunc(b.files, func(f *zip.File) bool {
		return strings.Contains(strings.ToLower(partName(f.Name)), "externallinks/")
	})
}

// doubled tells of parts that there are several of, where a sheet is read from them.
func (b *book) doubled(sheet *zip.File, sheets map[*zip.File]around) []string {
	var out []string
	for _, name := range b.twice {
		f := b.exact[name]
		if _, isSheet := sheets[f]; isSheet && f != sheet || len(out) == maxOddities {
			continue
		}
		out = append(out, fmt.Sprintf("文件里有几份“%s”，用的是最后一份", name))
	}
	return out
}

// common is what the sheets of a workbook share.
type common struct {
	cellFormats
	shared  *sharedTexts
	budget  *budget
	stopped func() error
}

func (b *book) common(size int) (c *common, err error) {
	c = &common{cellFormats: cellFormats{late: b.late}, shared: new(sharedTexts), budget: newBudget(size),
		stopped: b.stopped}
	if f := cmp.Or(b.targetOf(b.relations, "sharedStrings"), b.find("xl/sharedStrings.xml")); f != nil {
		if c.shared.part, err = readPart(f); err != nil {
			return nil, err
		}
	}
	if f := b.targetOf(b.relations, "styles"); f != nil {
		part, err := readPart(f)
		if err != nil {
			return nil, err
		}
		if c.numbers, c.struck, err = readStyles(part); err != nil {
			return nil, wrongInside("部件 " + f.Name + " 读不懂")
		}
	}
	return c, nil
}

// encodingHead is how many bytes of a part tell its encoding.
const encodingHead = 200

var errEncoding = errors.New("sheet: unknown encoding")

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
	case bytes.HasPrefix(head, []byte("<\x00")):
		return 0, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), nil
	case bytes.HasPrefix(head, []byte("\x00<")):
		return 0, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), nil
	}
	label := declaredEncoding(head)
	if label == "" {
		return 0, nil, nil
	}
	if from, _ = charset.Lookup(label); from == nil {
		return 0, nil, errEncoding
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

// worksheet is a sheet of a workbook. Its rows are read from the file as they are
// asked for.
type worksheet struct {
	title string
	open  func() (io.ReadCloser, error) // nil: missing
	around
	*common
	spent   int             // of the budget
	numeric map[uint64]bool // cells of the rows given that hold a suspicious number
}

func (s *worksheet) Name() string    { return s.title }
func (s *worksheet) Epoch1904() bool { return s.late }
func (s *worksheet) Notes() Notes    { return s.notes }
func (s *worksheet) Merged() []Span  { return s.merged }
func (s *worksheet) Release()        { s.numeric = nil }

func (s *worksheet) Number(row, col int) bool {
	return s.numeric[cellKey(row, col)]
}

// Each runs over the rows in order.
func (s *worksheet) Each(yield func(row int, cells []string) bool) error {
	if s.open == nil {
		return nil
	}
	s.notes.Errors, s.notes.Covered, s.notes.Cut, s.notes.Twice, s.notes.Struck = Cells{}, Cells{}, Cells{}, Cells{}, Cells{}
	s.numeric = make(map[uint64]bool)
	s.budget.left += s.spent
	s.spent = 0
	cover := newCover(s.merged)
	next := 1
	give := func(r *sheetRow) bool {
		for ; next < r.number; next++ {
			if !yield(next, nil) {
				return false
			}
		}
		s.note(r)
		cover.row(r.number, r.cells, &s.notes.Covered)
		next++
		return yield(r.number, r.cells)
	}
	if s.jumbled {
		return s.sorted(give)
	}
	return s.rows(give)
}

// note keeps what is to be known of a row's cells.
func (s *worksheet) note(r *sheetRow) {
	for _, m := range r.marks {
		if m.what == markNumber {
			s.numeric[cellKey(r.number, m.col)] = true
			continue
		}
		cells := [...]*Cells{markError: &s.notes.Errors, markCut: &s.notes.Cut, markTwice: &s.notes.Twice,
			markStruck: &s.notes.Struck}[m.what]
		cells.Add(r.number, m.col)
	}
}

// sorted gives rows that do not lie in order, or come in parts, in order.
func (s *worksheet) sorted(yield func(*sheetRow) bool) error {
	var all []sheetRow
	cells := 0
	err := s.rows(func(r *sheetRow) bool {
		all = append(all, *r)
		cells += len(r.cells)
		return cells <= maxCells
	})
	switch {
	case err != nil:
		return err
	case cells > maxCells:
		return errLarge
	}
	slices.SortStableFunc(all, func(a, b sheetRow) int { return cmp.Compare(a.number, b.number) })
	for len(all) > 0 {
		r := all[0]
		for all = all[1:]; len(all) > 0 && all[0].number == r.number; all = all[1:] {
			r.join(&all[0])
		}
		if !yield(&r) {
			return nil
		}
	}
	return nil
}

// rows runs over the rows as they lie. Taking them apart is most of what reading
// costs: it is done by all processors, and goes on ahead of whoever understands the
// rows.
func (s *worksheet) rows(yield func(*sheetRow) bool) error {
	ahead, stop := s.decode()
	defer stop()
	row, wide := 0, 0
	for out := range ahead {
		d := out()
		s.spent += d.text
		if s.budget.left -= d.text; s.budget.left < 0 {
			return errText
		}
		for i := range d.rows {
			r := &d.rows[i]
			switch {
			case r.number == 0:
				r.number = row + 1
			case r.number <= row && !s.jumbled:
				return damaged(s.title, row) // it was in order when it was looked through
			}
			if row = r.number; row > maxRows {
				return damaged(s.title, row)
			}
			if !yield(r) {
				return nil
			}
		}
		wide += d.wide
		if err := s.stopped(); err != nil {
			return err
		}
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
func (s *worksheet) decode() (ahead <-chan func() decoded, stop func()) {
	queue, stopped := make(chan func() decoded, runtime.GOMAXPROCS(0)), make(chan struct{})
	decoders := sync.Pool{New: func() any { return newRowDecoder(s.common) }}
	ended := parallel.Beside(func() {
		defer close(queue)
		for piece := range s.pieces {
			var out decoded
			wait := parallel.Beside(func() {
				d := decoders.Get().(*rowDecoder)
				out = d.decode(piece)
				decoders.Put(d)
				release(piece)
			})
			select {
			case queue <- func() decoded { wait(); return out }:
			case <-stopped:
				wait()
				return
			}
		}
	})
	return queue, func() {
		close(stopped)
		ended()
		for out := range queue {
			out()
		}
	}
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
	defer stream.close()
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
