package sheet

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
)

// sharedTexts are the texts that the cells of a workbook refer to by number
// (18.4.9). They are read when a cell asks first.
type sharedTexts struct {
	part   []byte
	once   sync.Once
	list   []string
	marked map[int][]markKind // those that were too long, or have parts struck through
	ok     bool
}

// maxShared is how many shared texts are read; the largest sheet has as many cells.
const maxShared = 16 << 20

// at gives the text of a number, and what is to be known of it; ok is false where there
// is none.
func (s *sharedTexts) at(number string) (text string, marks []markKind, ok bool) {
	s.once.Do(func() {
		s.list, s.marked, s.ok = readShared(s.part)
		s.part = nil
	})
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if !s.ok || err != nil || n < 0 || n >= len(s.list) {
		return "", nil, false
	}
	return s.list[n], s.marked[n], true
}

func readShared(part []byte) (list []string, marked map[int][]markKind, ok bool) {
	m := markup{b: part}
	marked = make(map[int][]markKind)
	for {
		switch l := m.next(); {
		case l.kind == lexEnd:
			return list, marked, true
		case l.kind == lexOpen && string(l.name) == "si":
			if len(list) == maxShared {
				return nil, nil, false
			}
			text := ""
			if !l.alone {
				b, struck, ok := m.item(l.name)
				if !ok {
					return nil, nil, false
				}
				long := false
				if text, long = cutText(string(b)); long {
					marked[len(list)] = append(marked[len(list)], markCut)
				}
				if struck {
					marked[len(list)] = append(marked[len(list)], markStruck)
				}
			}
			list = append(list, text)
		case l.kind == lexOpen && string(l.name) == "sst", l.kind == lexClose, l.kind == lexText && idle(l):
		case l.kind != lexOpen || !l.alone && !m.skip(l.name):
			return nil, nil, false
		}
	}
}

// item gives the text of a string item, such as is and si, whose start tag was
// read last: its own or those of its runs, without the readings above them
// (18.4.8). It is valid until the next call. struck says that some of it is struck
// through.
func (m *markup) item(name []byte) (text []byte, struck, ok bool) {
	m.joined = m.joined[:0]
	from := m.at
	ok = m.runs(name, false)
	within := m.b[from:m.at]
	struck = bytes.Contains(within, []byte("<strike")) || bytes.Contains(within, []byte(":strike"))
	return unescape(m.joined), struck, ok
}

// runs joins the texts in an element, and those of runs in it.
func (m *markup) runs(name []byte, inRun bool) bool {
	for {
		switch l := m.next(); {
		case l.kind == lexClose:
			return bytes.Equal(l.name, name)
		case l.kind == lexText && idle(l), l.kind == lexOpen && l.alone:
		case l.kind != lexOpen:
			return false
		case string(l.name) == "t":
			text, ok := m.text(l.name)
			if !ok {
				return false
			}
			m.joined = append(m.joined, text...)
		case string(l.name) == "r" && !inRun:
			if !m.runs(l.name, true) {
				return false
			}
		case !m.skip(l.name):
			return false
		}
	}
}

// unescape puts in the characters that XML cannot hold and that are written as
// _x000D_ (22.4.2.4); _x005F_ is the underscore of a text that only looks so.
func unescape(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	var out []byte
	for len(text) > 0 {
		if len(text) >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' {
			if n, err := strconv.ParseUint(string(text[2:6]), 16, 16); err == nil {
				out = append(out, string(rune(n))...)
				text = text[7:]
				continue
			}
		}
		out = append(out, text[0])
		text = text[1:]
	}
	return out
}
