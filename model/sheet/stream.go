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
	mixed bool   // comments or CDATA: no '<' can be trusted to begin a row
	err   error  // of r; io.EOF at its end
}

// pieceSize is about how many bytes of rows are taken apart at a time.
const pieceSize = 256 << 10

// buffers are those of pieces that are done with.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func buffer() []byte {
	b := *buffers.Get().(*[]byte)
	if cap(b) < pieceSize*3/2 {
		b = make([]byte, 0, pieceSize*3/2)
	}
	return b[:0]
}

// release gives a piece back that nobody looks at any more.
func release(piece []byte) {
	if cap(piece) < 4*pieceSize { // others are for the garbage
		buffers.Put(&piece)
	}
}

func newRowStream(r io.Reader) *rowStream { return &rowStream{r: r, buf: buffer()} }

// fill reads until so many bytes are there, or all.
func (s *rowStream) fill(n int) {
	for len(s.buf) < n && s.err == nil {
		if len(s.buf) == cap(s.buf) {
			s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
		}
		var k int
		k, s.err = s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+k]
	}
}

// head gives what is before the rows (18.3.1.99), with the start tag of
// sheetData. rows is false where that is no element with rows in it: because it
// has none, or because there is no such tag; then all is given that there is.
func (s *rowStream) head() (head []byte, rows, found bool) {
	for n := pieceSize; ; n = 2 * len(s.buf) {
		s.fill(n)
		m := markup{b: s.buf}
		for {
			l := m.next()
			if l.kind == lexEnd || l.kind == lexBad {
				break
			}
			if l.kind == lexOpen && string(l.name) == "sheetData" {
				return s.take(m.at), !l.alone, true
			}
		}
		if s.err != nil {
			return s.take(len(s.buf)), false, false
		}
	}
}

// take gives the first n bytes and keeps the others.
func (s *rowStream) take(n int) []byte {
	piece := s.buf[:n]
	s.buf = append(buffer(), s.buf[n:]...)
	return piece
}

// piece gives the next rows, the last time with all that follows them; nil at
// the end. The caller releases it.
func (s *rowStream) piece() []byte {
	s.fill(pieceSize)
	for from := min(pieceSize, len(s.buf)); ; {
		s.mixed = s.mixed || bytes.Contains(s.buf, []byte("<!"))
		if n := from + rowStart(s.buf[from:]); n < len(s.buf) && !s.mixed {
			return s.take(n)
		}
		if s.err != nil {
			break
		}
		from = max(len(s.buf)-len("<row "), 0)
		s.fill(2 * len(s.buf))
	}
	if len(s.buf) == 0 {
		return nil
	}
	return s.take(len(s.buf))
}

// rowStart finds the first tag of a row in b; its length where there is none, or
// where tags have a prefix.
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
	notes  Notes
	merged []Span
}

// lookAround reads a worksheet through to the end and tells what is around its
// rows. linked says that the workbook refers to others. The error is the
// reader's.
func lookAround(r io.Reader, linked bool) (around, error) {
	s, n := newRowStream(r), noter{linked: linked}
	head, rows, _ := s.head()
	n.scan(head)
	release(head)
	var tail rawSheet
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
		tail = append(tail, p[end:]...)
		release(p)
	}
	out := around{n.found, tail.merges()}
	if s.err != io.EOF {
		return out, s.err
	}
	return out, nil
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
