package sheet

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup takes XML apart where it lies. encoding/xml makes objects of every tag,
// which was most of what reading a roster cost; of the rows of a sheet only few
// are wanted. What it passes over it checks, so that damage shows as damage and
// not as the end: tags are closed in their order, attributes are quoted,
// references are known. Names are told without their prefix.
//
// Control characters, which careless programs write into cells, are blanks, and
// what is no UTF-8 is U+FFFD: neither may cost a row.
type markup struct {
	b      []byte
	at     int
	buf    []byte // of a text that is put together
	joined []byte // of a string item
}

// lexeme is what stands next in the markup.
type lexeme struct {
	kind  lexKind
	name  []byte // of a tag, without prefix
	attrs []byte // of a start tag
	alone bool   // the start tag is the end tag too
	text  []byte // as it is written
	cdata bool   // references in the text are none
}

type lexKind int8

const (
	lexEnd lexKind = iota // of the bytes
	lexBad
	lexText
	lexOpen
	lexClose
)

const (
	xmlSpace = " \t\r\n"
	cdata    = "<![CDATA["
)

// next gives what stands next, without comments and instructions.
func (m *markup) next() lexeme {
	for m.at < len(m.b) {
		rest := m.b[m.at:]
		switch {
		case rest[0] != '<':
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			m.at += n
			return lexeme{kind: lexText, text: rest[:n]}
		case len(rest) > 1 && rest[1] != '?' && rest[1] != '!':
			return m.tag(rest[1:])
		case bytes.HasPrefix(rest, []byte("<?")):
			if !m.pass(rest, "?>") {
				return lexeme{kind: lexBad}
			}
		case bytes.HasPrefix(rest, []byte("<!--")):
			if !m.pass(rest, "-->") {
				return lexeme{kind: lexBad}
			}
		case bytes.HasPrefix(rest, []byte(cdata)):
			from := m.at + len(cdata)
			if !m.pass(rest, "]]>") {
				return lexeme{kind: lexBad}
			}
			return lexeme{kind: lexText, text: m.b[from : m.at-len("]]>")], cdata: true}
		default: // a document type can declare anything; no workbook has one
			return lexeme{kind: lexBad}
		}
	}
	return lexeme{kind: lexEnd}
}

// pass goes on behind end.
func (m *markup) pass(rest []byte, end string) bool {
	n := bytes.Index(rest, []byte(end))
	m.at += n + len(end)
	return n >= 0
}

// tag reads the tag of which b is what follows its '<'.
func (m *markup) tag(b []byte) lexeme {
	n := tagEnd(b)
	if n < 1 {
		return lexeme{kind: lexBad}
	}
	m.at += n + 2
	l, body := lexeme{kind: lexOpen}, b[:n]
	switch {
	case body[0] == '/':
		l.kind, body = lexClose, body[1:]
	case body[n-1] == '/':
		l.alone, body = true, body[:n-1]
	}
	end := 0
	for end < len(body) && body[end] > ' ' {
		end++
	}
	l.name, l.attrs = body[:end], body[end:]
	l.name = l.name[bytes.IndexByte(l.name, ':')+1:]
	if len(l.name) == 0 || l.kind == lexClose && len(bytes.Trim(l.attrs, xmlSpace)) > 0 {
		return lexeme{kind: lexBad}
	}
	return l
}

// tagEnd finds the '>' that ends a tag, which is none within quotes.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case c == '<':
			return -1
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// attribute takes the first attribute off attrs. name is nil at their end; ok is
// false where they are damaged.
func attribute(attrs []byte) (name, value, rest []byte, ok bool) {
	attrs = bytes.TrimLeft(attrs, xmlSpace)
	if len(attrs) == 0 {
		return nil, nil, nil, true
	}
	eq := bytes.IndexByte(attrs, '=')
	if eq < 1 {
		return nil, nil, nil, false
	}
	name = bytes.TrimRight(attrs[:eq], xmlSpace)
	rest = bytes.TrimLeft(attrs[eq+1:], xmlSpace)
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' || bytes.ContainsAny(name, " \t\r\n\"'") {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return nil, nil, nil, false
	}
	return name, rest[1 : 1+end], rest[2+end:], true
}

// deepest is how deep elements lie that are passed over; those of a workbook are
// hardly ten deep, and each that is open is remembered.
const deepest = 1000

// skip passes over what is in an element whose start tag was read last, and its
// end tag.
func (m *markup) skip(name []byte) bool {
	open := [][]byte{name}
	for {
		switch l := m.next(); l.kind {
		case lexOpen:
			if !l.alone {
				open = append(open, l.name)
			}
			if len(open) > deepest {
				return false
			}
		case lexClose:
			if !bytes.Equal(l.name, open[len(open)-1]) {
				return false
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				return true
			}
		case lexText:
			if !idle(l) {
				var ok bool
				if m.buf, ok = appendText(m.buf[:0], l); !ok {
					return false
				}
			}
		default:
			return false
		}
	}
}

// text gives the text of an element whose start tag was read last, and reads its
// end tag. What other elements in it hold is left out. The text is valid until
// the next call.
func (m *markup) text(name []byte) ([]byte, bool) {
	l := m.next()
	if l.kind == lexText && plain(l.text) {
		text := l.text
		if l = m.next(); l.kind == lexClose { // nearly always
			return text, bytes.Equal(l.name, name)
		}
		m.buf = append(m.buf[:0], text...)
	} else {
		m.buf = m.buf[:0]
	}
	for {
		switch l.kind {
		case lexClose:
			return m.buf, bytes.Equal(l.name, name)
		case lexText:
			var ok bool
			if m.buf, ok = appendText(m.buf, l); !ok {
				return nil, false
			}
		case lexOpen:
			inside := markup{b: m.b, at: m.at}
			if !l.alone && !inside.skip(l.name) {
				return nil, false
			}
			m.at = inside.at
		default:
			return nil, false
		}
		l = m.next()
	}
}

// plain reports a text that means what is written: no reference, no carriage
// return or other control character, no doubtful UTF-8.
func plain(text []byte) bool {
	ascii := true
	for _, c := range text {
		if c == '&' || c < ' ' && c != '\t' && c != '\n' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.Valid(text)
}

// idle reports a text between tags that is there to be looked at only.
func idle(l lexeme) bool { return len(bytes.TrimLeft(l.text, xmlSpace)) == 0 }

// appendText appends what a text means. XML's line ends are line feeds.
func appendText(to []byte, l lexeme) ([]byte, bool) {
	text := l.text
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '&' && !l.cdata:
			n := bytes.IndexByte(text[i:], ';')
			if n < 0 {
				return to, false
			}
			r, ok := reference(string(text[i+1 : i+n]))
			if !ok {
				return to, false
			}
			to = utf8.AppendRune(to, r)
			i += n
		case c == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				to = append(to, '\n')
			}
		case c < ' ' && c != '\t' && c != '\n':
			to = append(to, ' ')
		default:
			to = append(to, c)
		}
	}
	return to, true
}

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// reference gives the character of a reference such as amp or #x4E00.
func reference(name string) (rune, bool) {
	if r, known := entities[name]; known {
		return r, true
	}
	digits, numbered := strings.CutPrefix(name, "#")
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	return r, numbered && err == nil && n <= utf8.MaxRune && utf8.ValidRune(r) &&
		(r >= ' ' || r == '\t' || r == '\n' || r == '\r')
}
