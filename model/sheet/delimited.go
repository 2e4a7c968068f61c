package sheet

import (
	"bytes"
	"fmt"
	"strings"
)

// maxQuoted is the longest cell in quotation marks: 32,767 characters, the
// limit of every spreadsheet program. A mark without its partner would
// otherwise swallow the rows behind it.
const maxQuoted = 4 * 32767

// textSheet is text with a separator between the fields of a line. Rows are
// counted as spreadsheet programs do: a line break in quotation marks begins no
// row, and an empty line is one.
type textSheet struct {
	text  []byte
	comma byte
	notes Notes

	stopped func() error
}

// separators by their names, the most likely one first.
var separators = []struct {
	comma   byte
	name    string
	endings []string
}{
	{'\t', "制表符分隔的文本", []string{".tsv", ".tab", ".txt"}},
	{',', "逗号分隔的文本", []string{".csv"}},
	{';', "分号分隔的文本", nil},
}

// openText opens what is neither a zip nor a compound file: web pages, XML and
// text with separators.
func openText(in Input) ([]Sheet, error) {
	b, err := whole(in)
	if err != nil {
		return nil, err
	}
	b, page := namedCharset(b)
	encoding := page
	if page == "" {
		if b, encoding, err = decodeText(b); err != nil {
			return nil, err
		}
	}
	start := bytes.ToLower(bytes.TrimLeft(b[:min(len(b), 4096)], "\uFEFF \t\r\n"))
	switch {
	case len(start) == 0 && len(bytes.TrimSpace(b)) == 0:
		return nil, &Error{Message: "文件里只有空白", Hint: "请重新取得这个文件"}
	case bytes.HasPrefix(start, []byte("mime-version:")):
		return nil, &Error{Message: "是单个文件网页（.mht），不是工作簿", Hint: "请用 Excel 或 WPS 打开后另存为 .xlsx"}
	case bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet")) && bytes.HasPrefix(start, []byte("<?xml")):
		return openXML2003(b, kindUnless(in.Name, "XML 电子表格 2003", ".xml"), in.stopped)
	case bytes.HasPrefix(start, []byte("<")):
		return openHTML(b, kindUnless(in.Name, "网页表格（"+encoding+"）", ".htm", ".html"), in.stopped)
	}
	s := newTextSheet(b, in.Name, encoding)
	s.stopped = in.stopped
	return []Sheet{s}, nil
}

func newTextSheet(b []byte, name, encoding string) *textSheet {
	s := &textSheet{text: b, comma: ','}
	if line, rest, ok := bytes.Cut(b, []byte("\n")); ok && bytes.HasPrefix(line, []byte("sep=")) && len(bytes.TrimSpace(line)) <= 5 {
		// Spreadsheet programs obey this line and count it for no row.
		s.text = rest
		if c := line[min(4, len(line)-1)]; c != '=' && c != '\r' {
			s.comma = c
		}
	} else {
		s.comma = separatorOf(b)
	}
	for _, sep := range separators {
		if sep.comma == s.comma {
			s.notes.Kind = kindUnless(name, sep.name+"（"+encoding+"）", sep.endings...)
		}
	}
	return s
}

// separatorOf finds the separator that divides the most lines, and most often.
func separatorOf(b []byte) byte {
	sample := b[:min(len(b), sampled)]
	best, bestLines, bestCount := byte(','), 0, 0
	for _, sep := range separators {
		f := fields{text: sample, comma: sep.comma}
		lines, count := 0, 0
		for range 200 {
			cells, ok := f.next()
			if !ok {
				break
			}
			if len(cells) > 1 {
				lines++
				count += len(cells) - 1
			}
		}
		if lines > bestLines || lines == bestLines && count > bestCount {
			best, bestLines, bestCount = sep.comma, lines, count
		}
	}
	return best
}

// Name implements Sheet, as all methods below do.
func (s *textSheet) Name() string { return "" }

func (s *textSheet) Number(int, int) bool { return false }

func (s *textSheet) Merged() []Span { return nil }

func (s *textSheet) Epoch1904() bool { return false }

func (s *textSheet) Notes() Notes { return s.notes }

func (s *textSheet) Release() { s.text = nil }

func (s *textSheet) Each(yield func(row int, cells []string) bool) error {
	f := fields{text: s.text, comma: s.comma}
	s.notes.Errors, s.notes.Cut = Cells{}, Cells{}
	for row := 1; ; row++ {
		if row%pause == 0 {
			if err := s.stopped(); err != nil {
				return err
			}
		}
		cells, ok := f.next()
		switch {
		case !ok:
			return nil
		case len(f.ends) > maxColumns:
			return &Error{Message: fmt.Sprintf("第 %d 行有 %d 列以上，不像表格", row, maxColumns), Hint: "请核对是否选错了文件；" + wanted}
		case f.tangled():
			return &Error{Message: fmt.Sprintf("第 %d 行附近的引号不成对，分不清各列", row), Hint: "请用 Excel 或 WPS 打开并核对后另存为 .xlsx"}
		}
		s.check(row, cells)
		if len(cells) > 0 && !yield(row, cells) {
			return nil
		}
	}
}

// check empties the errors of formulas and cuts what is too long.
func (s *textSheet) check(row int, cells []string) {
	for i, text := range cells {
		if isError(text) {
			cells[i] = ""
			s.notes.Errors.Add(row, i+1)
			continue
		}
		var cut bool
		if cells[i], cut = cutText(text); cut {
			s.notes.Cut.Add(row, i+1)
		}
	}
}

// fields reads text record by record.
type fields struct {
	text   []byte
	comma  byte
	at     int
	wasted int // bytes looked through in vain for a closing mark
	buf    []byte
	ends   []int
}

// tangled reports text whose quotation marks make no sense: looking for their
// partners would take for ever.
func (f *fields) tangled() bool { return f.wasted > len(f.text)+16*maxQuoted }

// next gives the fields of a record without the empty ones at its end; false
// when there is no more. The strings of a record share memory.
func (f *fields) next() ([]string, bool) {
	if f.at >= len(f.text) {
		return nil, false
	}
	f.buf, f.ends = f.buf[:0], f.ends[:0]
	for more := true; more && len(f.ends) <= maxColumns; {
		more = f.field()
		f.ends = append(f.ends, len(f.buf))
	}
	all := string(f.buf)
	from, n := 0, 0
	cells := make([]string, len(f.ends))
	for i, end := range f.ends {
		if cells[i] = bare(all[from:end], f.comma); cells[i] != "" {
			n = i + 1
		}
		from = end
	}
	return cells[:n], true
}

// field reads one field into the buffer and passes its end; true when another
// follows in the record.
func (f *fields) field() bool {
	if at := f.at; at < len(f.text) {
		switch {
		case f.text[at] == '"':
			f.quoted(at + 1)
		case f.text[at] == '=' && at+1 < len(f.text) && f.text[at+1] == '"':
			f.quoted(at + 2) // ="320799…" without more marks around it
		}
	}
	i := f.at
	for i < len(f.text) && f.text[i] != f.comma && f.text[i] != '\n' && f.text[i] != '\r' {
		i++
	}
	f.buf = append(f.buf, f.text[f.at:i]...)
	f.at = i
	switch {
	case i == len(f.text):
		return false
	case f.text[i] == f.comma:
		f.at++
		return true
	case f.text[i] == '\r' && i+1 < len(f.text) && f.text[i+1] == '\n':
		f.at++
	}
	f.at++
	return false
}

// quoted takes a text in quotation marks that begins at i, and stands behind it
// then. Where no closing mark is found, or one that cannot be meant, nothing is
// taken: the mark belongs to the text.
func (f *fields) quoted(i int) {
	before, from, end := len(f.buf), i, min(len(f.text), i+maxQuoted)
	for {
		k := -1
		if i < end {
			k = bytes.IndexByte(f.text[i:end], '"')
		}
		if k < 0 {
			i = end
			break
		}
		f.buf = append(f.buf, f.text[i:i+k]...)
		i += k + 1
		if i < len(f.text) && f.text[i] == '"' {
			f.buf = append(f.buf, '"')
			i++
			continue
		}
		if f.endsField(i) || bytes.IndexByte(f.buf[before:], '\n') < 0 {
			f.at = i
			return
		}
		break
	}
	f.wasted += i - from
	f.buf = f.buf[:before]
}

func (f *fields) endsField(i int) bool {
	return i == len(f.text) || f.text[i] == f.comma || f.text[i] == '\n' || f.text[i] == '\r'
}

// bare takes off what was put around a value only to keep spreadsheet programs
// from making a number of it: ="320799…", a tab, an apostrophe.
func bare(s string, comma byte) string {
	if s == "" {
		return s
	}
	if comma != '\t' && (s[0] == '\t' || s[len(s)-1] == '\t') {
		s = strings.Trim(s, "\t")
	}
	if len(s) >= 3 && strings.HasPrefix(s, `="`) && s[len(s)-1] == '"' {
		s = s[2 : len(s)-1]
	}
	if len(s) > 1 && (s[0] == '\'' || s[0] == '`') && s[len(s)-1] != s[0] {
		s = s[1:]
	}
	return s
}
