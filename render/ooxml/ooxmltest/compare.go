// Package ooxmltest compares Office files in tests: part by part, and XML by what it
// says, not by how it is written.
package ooxmltest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// Differences tells where two files differ, at most once a part: parts that only one
// has, the first element of XML that is another, other parts by their bytes.
func Differences(a, b []byte) ([]string, error) {
	one, err := Parts(a)
	if err != nil {
		return nil, err
	}
	two, err := Parts(b)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(one)) {
		x, y := one[name], two[name]
		switch {
		case two[name] == nil:
			out = append(out, name+": only in the first")
		case !isXML(name):
			if !bytes.Equal(x, y) {
				out = append(out, name+": other bytes")
			}
		default:
			at, err := differ(x, y)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if at != "" {
				out = append(out, name+": "+at)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(two)) {
		if one[name] == nil {
			out = append(out, name+": only in the second")
		}
	}
	return out, nil
}

func isXML(name string) bool {
	return slices.Contains([]string{".xml", ".rels", ".vml"}, path.Ext(name))
}

// Parts gives the parts of a file by their names.
func Parts(file []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	out := make(map[string][]byte)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
		if out[f.Name] == nil {
			out[f.Name] = []byte{}
		}
	}
	return out, nil
}

// differ gives the first line in which two XML texts are not the same; empty where
// they are.
func differ(a, b []byte) (string, error) {
	x, err := Canonical(a)
	if err != nil {
		return "", err
	}
	y, err := Canonical(b)
	if err != nil {
		return "", err
	}
	for i := range max(len(x), len(y)) {
		if l, m := line(x, i), line(y, i); l != m {
			return fmt.Sprintf("line %d: %s / %s", i+1, l, m), nil
		}
	}
	return "", nil
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// Canonical writes XML a tag or text a line: names with their namespaces whatever the
// prefix, attributes in order, truth values as 0 and 1, no blanks between tags.
func Canonical(data []byte) ([]string, error) {
	var out []string
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			out = append(out, "<"+name(t.Name)+attributes(t.Attr)+">")
		case xml.EndElement:
			out = append(out, "</"+name(t.Name)+">")
		case xml.CharData:
			if len(bytes.TrimSpace(t)) == 0 {
				continue
			}
			if n := len(out) - 1; n >= 0 && !strings.HasPrefix(out[n], "<") {
				out[n] += string(t)
			} else {
				out = append(out, "="+string(t))
			}
		}
	}
}

func name(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return path.Base(n.Space) + ":" + n.Local
}

func attributes(list []xml.Attr) string {
	var out []string
	for _, a := range list {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "Ignorable" || a.Name.Local == "uid" {
			continue
		}
		v := a.Value
		switch v {
		case "true":
			v = "1"
		case "false":
			v = "0"
		}
		out = append(out, fmt.Sprintf(" %s=%q", name(a.Name), v))
	}
	slices.Sort(out)
	return strings.Join(out, "")
}
