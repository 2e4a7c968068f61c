package sheet

import (
	"bytes"
)

// rawSheet is XML of a worksheet. What is needed beside its rows comes from
// quick passes over these bytes, since excelize's own calls for it load the whole
// sheet as objects.
type rawSheet []byte

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

func cellKey(row, col int) uint64 { return uint64(row)<<16 | uint64(col)&0xFFFF }

// cellAt takes a reference such as "K2" apart.
func cellAt(ref []byte) (col, row int, ok bool) {
	for _, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z' && row == 0 && col < 1<<15:
			col = col*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z' && row == 0 && col < 1<<15:
			col = col*26 + int(c-'a') + 1
		case c >= '0' && c <= '9' && row < 1<<24:
			row = row*10 + int(c-'0')
		case c != '$':
			return 0, 0, false
		}
	}
	return col, row, col > 0 && row > 0
}

// merges reads the merged ranges in what stands behind the rows.
func (s rawSheet) merges() []Span {
	var out []Span
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
