package pdffile

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
)

// dictionary is the entries of a dictionary (ISO 32000-1, 7.3.7): each key, without its
// slash, with its value as it stands.
type dictionary map[string]string

var errSyntax = errors.New("no dictionary")

// parseDictionary reads the dictionary with which a text begins.
func parseDictionary(text []byte) (dictionary, error) {
	s := scanner{text}
	if t := s.token(); string(t) != "<<" {
		return nil, errSyntax
	}
	d := make(dictionary)
	for {
		key := s.token()
		if string(key) == ">>" {
			return d, nil
		}
		if len(key) == 0 || key[0] != '/' {
			return nil, errSyntax
		}
		value, err := s.value()
		if err != nil {
			return nil, err
		}
		d[string(key[1:])] = string(value)
	}
}

var reference = regexp.MustCompile(`^([0-9]+)\s+0\s+R`)

// refer gives the number of the object to which an entry refers.
func (d dictionary) refer(key string) (int, bool) {
	m := reference.FindStringSubmatch(d[key])
	if m == nil || len(m[0]) != len(d[key]) {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

// list gives the numbers of the objects to which the items of an entry refer.
func (d dictionary) list(key string) ([]int, bool) {
	text := []byte(d[key])
	if len(text) < 2 || text[0] != '[' {
		return nil, false
	}
	var out []int
	for text = bytes.TrimLeft(text[1:], blanks); len(text) > 1; text = bytes.TrimLeft(text, blanks) {
		m := reference.FindSubmatch(text)
		if m == nil {
			return nil, false
		}
		n, err := strconv.Atoi(string(m[1]))
		if err != nil {
			return nil, false
		}
		out = append(out, n)
		text = text[len(m[0]):]
	}
	return out, true
}

// scanner divides a text into tokens.
type scanner struct{ rest []byte }

const (
	blanks     = "\x00\t\n\f\r "
	delimiters = blanks + "()<>[]{}/%"
)

// token gives the next token: a name with its slash, a text with its brackets, << >> [ ]
// or whatever stands up to a blank or one of those; empty at the end.
func (s *scanner) token() []byte {
	s.rest = bytes.TrimLeft(s.rest, blanks)
	n := 0
	switch {
	case len(s.rest) == 0:
	case s.rest[0] == '(':
		n = textLength(s.rest)
	case bytes.HasPrefix(s.rest, []byte("<<")), bytes.HasPrefix(s.rest, []byte(">>")):
		n = 2
	case s.rest[0] == '<':
		n = bytes.IndexByte(s.rest, '>') + 1
	case s.rest[0] == '[' || s.rest[0] == ']':
		n = 1
	default:
		if n = bytes.IndexAny(s.rest[1:], delimiters) + 1; n == 0 {
			n = len(s.rest)
		}
	}
	t := s.rest[:n]
	s.rest = s.rest[n:]
	return t
}

// textLength is the length of a text with its brackets; those within are in pairs or
// behind a backslash.
func textLength(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// value gives a whole value: a token, a reference, or all between two brackets.
func (s *scanner) value() ([]byte, error) {
	s.rest = bytes.TrimLeft(s.rest, blanks)
	from := s.rest
	if m := reference.Find(from); m != nil {
		s.rest = from[len(m):]
		return m, nil
	}
	depth := 0
	for {
		t := s.token()
		switch string(t) {
		case "":
			return nil, errSyntax
		case "<<", "[":
			depth++
		case ">>", "]":
			depth--
		}
		if depth == 0 {
			return from[:len(from)-len(s.rest)], nil
		}
		if depth < 0 {
			return nil, errSyntax
		}
	}
}
