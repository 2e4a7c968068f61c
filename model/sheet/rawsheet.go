package sheet

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"unicode/utf8"
)

// rawSheet is the XML of one sheet. excelize's row iterator gives texts only;
// what else is needed of a sheet comes from quick passes over these bytes,
// since excelize's own calls for it load the whole sheet as objects.
type rawSheet []byte

// cleanXML makes bytes acceptable to an XML parser: control characters, which
// careless programs write into cells, become blanks, and what is no UTF-8
// becomes U+FFFD. Otherwise the parser would stop there, and excelize would
// take that for the end of the sheet. Other encodings are left alone.
func cleanXML(b []byte) []byte {
	if !claimsUTF8(b) {
		return b
	}
	for i, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
	if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	return b
}

func claimsUTF8(b []byte) bool {
	head := bytes.ToLower(b[:min(len(b), 200)])
	if bytes.HasPrefix(head, []byte{0xFE, 0xFF}) || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) {
		return false
	}
	decl, _, ok := bytes.Cut(head, []byte("?>"))
	return !ok || !bytes.Contains(decl, []byte("encoding")) || bytes.Contains(decl, []byte("utf-8"))
}

// tag is a start or end tag of the quick scan: its name without prefix, and
// its bytes from name to '>' for attributes.
type tag struct {
	name, body []byte
	end        int // index behind '>'
}

// nextTag finds the next tag from i; ok is false at the end.
func (s rawSheet) nextTag(i int) (t tag, ok bool) {
	k := bytes.IndexByte(s[i:], '<')
	if k < 0 {
		return t, false
	}
	i += k + 1
	k = bytes.IndexByte(s[i:], '>')
	if k < 0 {
		return t, false
	}
	t.body, t.end = s[i:i+k], i+k+1
	t.name = t.body
	for j, c := range t.body {
		if c == ' ' || c == '/' && j > 0 || c == '\t' || c == '\n' || c == '\r' {
			t.name = t.body[:j]
			break
		}
	}
	if j := bytes.IndexByte(t.name, ':'); j >= 0 {
		t.name = t.name[j+1:]
	}
	return t, true
}

// attr gives the value of an attribute without a prefix.
func (t tag) attr(name string) []byte {
	b := t.body
	for {
		i := bytes.IndexByte(b, '=')
		if i < 0 || i+1 >= len(b) {
			return nil
		}
		key := bytes.TrimRight(b[:i], " ")
		rest := bytes.TrimLeft(b[i+1:], " ")
		if len(rest) == 0 {
			return nil
		}
		k := bytes.IndexByte(rest[1:], rest[0])
		if k < 0 {
			return nil
		}
		if n := len(key) - len(name); n > 0 && string(key[n:]) == name && isXMLSpace(key[n-1]) {
			return rest[1 : 1+k]
		}
		b = rest[k+2:]
	}
}

func isXMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// numbers finds the cells that hold a suspicious value stored as a number.
func (s rawSheet) numbers() map[uint64]struct{} {
	found := make(map[uint64]struct{})
	row, col, numeric := 0, 0, false
	for i := 0; ; {
		t, ok := s.nextTag(i)
		if !ok {
			return found
		}
		i = t.end
		switch string(t.name) {
		case "row":
			row, col = row+1, 0
			if n, err := strconv.Atoi(string(t.attr("r"))); err == nil {
				row = n
			}
		case "c":
			col++
			if c, _, ok := cellAt(t.attr("r")); ok {
				col = c
			}
			kind := t.attr("t")
			numeric = len(kind) == 0 || string(kind) == "n"
		case "v":
			end := bytes.IndexByte(s[i:], '<')
			if numeric && end > 0 && Suspicious(string(s[i:i+end])) {
				found[cellKey(row, col)] = struct{}{}
			}
		}
	}
}

func cellKey(row, col int) uint64 { return uint64(row)<<16 | uint64(col)&0xFFFF }

// cellAt takes a reference such as "K2" apart.
func cellAt(ref []byte) (col, row int, ok bool) {
	for _, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z' && row == 0 && col < 1<<15:
			col = col*26 + int(c-'A') + 1
		case c >= '0' && c <= '9' && row < 1<<24:
			row = row*10 + int(c-'0')
		case c != '$':
			return 0, 0, false
		}
	}
	return col, row, col > 0 && row > 0
}

// tail is what follows the rows.
func (s rawSheet) tail() rawSheet {
	i := bytes.LastIndex(s, []byte("sheetData"))
	if i < 0 {
		return nil
	}
	return s[i:]
}

// merges reads the merged ranges, which stand behind the rows.
func (s rawSheet) merges() []Span {
	var out []Span
	s = s.tail()
	for i := 0; ; {
		t, ok := s.nextTag(i)
		if !ok {
			return out
		}
		i = t.end
		if string(t.name) != "mergeCell" {
			continue
		}
		from, to, ok := bytes.Cut(t.attr("ref"), []byte(":"))
		if !ok {
			continue
		}
		c1, r1, ok1 := cellAt(from)
		c2, r2, ok2 := cellAt(to)
		if ok1 && ok2 && c1 <= c2 && r1 <= r2 {
			out = append(out, Span{r1, c1, r2, c2})
		}
	}
}

// lastRow finds the last row of the sheet: its number, or, where rows carry
// none, how many rows there are; and whether its XML is whole.
func (s rawSheet) lastRow() (number int, whole bool) {
	i := max(bytes.LastIndex(s, []byte("<row ")), bytes.LastIndex(s, []byte("<row>")))
	if i < 0 {
		return 0, true // no rows, or tags with a prefix: nothing to hold on to
	}
	t, ok := s.nextTag(i)
	if !ok {
		return bytes.Count(s, []byte("<row")), false
	}
	n, err := strconv.Atoi(string(t.attr("r")))
	if err != nil {
		n = bytes.Count(s, []byte("<row"))
	}
	if bytes.HasSuffix(t.body, []byte("/")) {
		return n, true
	}
	end := bytes.Index(s[i:], []byte("</row>"))
	return n, end >= 0 && wellFormed(s[i:i+end+len("</row>")])
}

func wellFormed(b []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.RawToken(); err != nil {
			return err == io.EOF
		}
	}
}
