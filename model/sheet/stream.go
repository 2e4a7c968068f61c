package sheet

import (
	"bytes"
	"io"
	"sync"
)

// rowStream reads a worksheet's part as pieces of whole rows, so that it is
// never held as a whole: the largest sheet of a county is half a gigabyte.
type rowStream struct {
	r     io.Reader
	buf   []byte // read and not given yet
	seen  int    // of buf, searched for what makes it mixed
	mixed bool   // comments, CDATA or prefixes: no "<row" can be trusted to begin a row, or need be there
	torn  bool   // a row that is too long was cut
	err   error  // of r; io.EOF at its end
}

const (
	// pieceSize is about how many bytes of rows are taken apart at a time.
	pieceSize  = 256 << 10
	bufferSize = pieceSize * 3 / 2

	// longest is how far the end of a row is looked for, and the first of them. No
	// program writes such rows; who made one wants the machine's memory.
	longest = 64 << 20
)

// buffers are those of pieces that are done with.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func buffer() []byte {
	b := *buffers.Get().(*[]byte)
	if cap(b) < bufferSize {
		b = make([]byte, 0, bufferSize)
	}
	return b[:0]
}

// release gives a piece back that nobody looks at any more.
func release(piece []byte) {
	if cap(piece) == bufferSize { // others are for the garbage
		buffers.Put(&piece)
	}
}

func newRowStream(r io.Reader) *rowStream { return &rowStream{r: r, buf: buffer()} }

// close gives back what was not given.
func (s *rowStream) close() { release(s.buf); s.buf = nil }

// fill reads until so many bytes are there, or all.
func (s *rowStream) fill(n int) {
	for len(s.buf) < n && s.err == nil {
		if len(s.buf) == cap(s.buf) {
			s.buf = append(make([]byte, 0, max(2*cap(s.buf), bufferSize)), s.buf...)
		}
		var k int
		k, s.err = s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+k]
	}
}

// head gives what is before the rows (18.3.1.99), with the start tag of
// sheetData. rows is false where that is no element with rows in it: because it
// has none, or because there is no such tag; then all is given that there is, or
// that can be its head.
func (s *rowStream) head() (head []byte, rows, found bool) {
	for n, at := pieceSize, 0; ; n = 2 * len(s.buf) {
		s.fill(n)
		m := markup{b: s.buf, at: at}
		for {
			at = m.at
			l := m.next()
			if l.kind == lexEnd || l.kind == lexBad {
				break
			}
			if l.kind == lexOpen && string(l.name) == "sheetData" {
				s.mixed = !bytes.HasPrefix(s.buf[m.tagStart():], []byte("<sheetData"))
				return s.cut(m.at), !l.alone, true
			}
		}
		if s.err != nil || len(s.buf) >= longest {
			return s.cut(len(s.buf)), false, false
		}
	}
}

// tagStart gives the place of the tag that was read last: none has a '<' in it.
func (m *markup) tagStart() int { return bytes.LastIndexByte(m.b[:m.at], '<') }

// cut gives the first n bytes and keeps the others.
func (s *rowStream) cut(n int) []byte {
	piece, rest := s.buf[:n], s.buf[n:]
	s.seen = max(s.seen-n, 0)
	if len(rest) > bufferSize { // behind a long row: to copy it for each piece would take for ever
		s.buf = rest
		return piece[:n:n]
	}
	s.buf = append(buffer(), rest...)
	return piece
}

// piece gives the next rows, the last time with all that follows them; nil at
// the end. A row that is too long is cut: it is damaged. The caller releases it.
func (s *rowStream) piece() []byte {
	s.fill(pieceSize)
	for from := 0; ; s.fill(2 * len(s.buf)) {
		var found bool
		if from, found = s.row(from); found {
			return s.cut(from)
		}
		if s.err != nil || len(s.buf) >= longest {
			break
		}
	}
	s.torn = s.err == nil
	if len(s.buf) == 0 {
		return nil
	}
	return s.cut(len(s.buf))
}

// row finds a row that begins behind a piece's size; from is where an earlier
// search ended. Where none is found, at is where the next one goes on.
func (s *rowStream) row(from int) (at int, found bool) {
	late := from > 0 && len(s.buf) >= 4*pieceSize // rows may have a prefix that sheetData has not
	if !s.mixed && (late || bytes.Contains(s.buf[s.seen:], []byte("<!"))) {
		s.mixed, from = true, 0
	}
	s.seen = max(len(s.buf)-1, 0) // a '<' may be the last
	if s.mixed {
		return s.rowTag(from)
	}
	from = min(max(from, pieceSize), len(s.buf))
	if at = from + rowStart(s.buf[from:]); at < len(s.buf) {
		return at, true
	}
	return max(len(s.buf)-len("<row "), 0), false
}

// rowTag does the same tag by tag.
func (s *rowStream) rowTag(from int) (at int, found bool) {
	m := markup{b: s.buf, at: from}
	for {
		at = m.at
		switch l := m.next(); {
		case l.kind == lexEnd || l.kind == lexBad: // or there is more to come
			return at, false
		case l.kind == lexOpen && string(l.name) == "row":
			if at = m.tagStart(); at >= pieceSize {
				return at, true
			}
		}
	}
}

// rowStart finds the first tag of a row in b; its length where there is none.
func rowStart(b []byte) int {
	const start = "<row"
	for at := 0; ; at += len(start) {
		n := bytes.Index(b[at:], []byte(start))
		if n < 0 {
			return len(b)
		}
		at += n
		if k := at + len(start); k < len(b) && (b[k] <= ' ' || b[k] == '>' || b[k] == '/') {
			return at
		}
	}
}

// around is what is known of a worksheet beside its rows.
type around struct {
	notes   Notes
	merged  []Span
	jumbled bool // rows lie in no order, or come in parts
}

// lookAround reads a worksheet through to the end and tells what is around its
// rows. linked says that the workbook refers to others. The error is the
// reader's.
func lookAround(r io.Reader, linked bool) (around, error) {
	s, n := newRowStream(r), noter{linked: linked}
	defer s.close()
	head, rows, _ := s.head()
	n.scan(head)
	release(head)
	var merged []Span
	for p := s.piece(); p != nil; p = s.piece() {
		end := 0
		if rows {
			if end = rowsEnd(p); end < 0 {
				end = len(p)
			} else {
				rows = false
			}
			n.rows(p[:end])
		}
		merged = append(merged, mergesIn(p[end:])...)
		release(p)
		if len(merged) > maxSpans {
			return around{}, errMerged
		}
	}
	if s.err != io.EOF {
		return around{}, s.err
	}
	kept, over, err := disjoint(merged)
	if over > 0 {
		n.found.Oddities = append(n.found.Oddities, overlapping(over))
	}
	return around{n.found, kept, n.jumbled}, err
}

// rowsEnd finds the end tag of sheetData; -1 where it is not.
func rowsEnd(b []byte) int {
	i := bytes.LastIndex(b, []byte("sheetData"))
	if i < 0 {
		return -1
	}
	start := bytes.LastIndex(b[:i], []byte("</"))
	if start < 0 || start+len("</") < i && b[i-1] != ':' {
		return -1
	}
	return start
}
