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
	"testing"

	"ruhu/model/must"
)

// Differences tells where two files differ, at most once a part: parts that only one
// has, the first element of XML that is another, other parts by their bytes.
func Differences(t testing.TB, a, b []byte) (out []string) {
	t.Helper()
	one, two := Parts(t, a), Parts(t, b)
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
			if at := differ(t, x, y); at != "" {
				out = append(out, name+": "+at)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(two)) {
		if one[name] == nil {
			out = append(out, name+": only in the second")
		}
	}
	return out
}

func isXML(name string) bool {
	return slices.Contains([]string{".xml", ".rels", ".vml"}, path.Ext(name))
}

// Parts gives the parts of a file by their names. None may be there twice.
func Parts(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	out := make(map[string][]byte)
	for _, f := range open(t, file).File {
		if out[f.Name] != nil {
			t.Errorf("part %s is there twice", f.Name)
		}
		r, err := f.Open()
		must.Succeed(t, err)
		b, err := io.ReadAll(r)
		must.Succeed(t, err)
		out[f.Name] = append([]byte{}, b...)
	}
	return out
}

// With gives the file with other or further parts.
func With(t testing.TB, file []byte, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range open(t, file).File {
		if _, other := parts[f.Name]; !other {
			must.Succeed(t, w.Copy(f))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := w.Create(name)
		must.Succeed(t, err)
		_, err = part.Write(parts[name])
		must.Succeed(t, err)
	}
	must.Succeed(t, w.Close())
	return out.Bytes()
}

func open(t testing.TB, file []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must.Succeed(t, err)
	return z
}

// differ gives the first line in which two XML texts are not the same; empty where
// they are.
func differ(t testing.TB, a, b []byte) string {
	t.Helper()
	x, y := Canonical(t, a), Canonical(t, b)
	for i := range max(len(x), len(y)) {
		if l, m := line(x, i), line(y, i); l != m {
			return fmt.Sprintf("line %d: %s / %s", i+1, l, m)
		}
	}
	return ""
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// Canonical writes XML a tag or text a line: names with their namespaces whatever the
// prefix, attributes in order, truth values as 0 and 1, no blanks between tags.
func Canonical(t testing.TB, data []byte) (out []string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		must.Succeed(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			out = append(out, "<"+name(token.Name)+attributes(token.Attr)+">")
		case xml.EndElement:
			out = append(out, "</"+name(token.Name)+">")
		case xml.CharData:
			if len(bytes.TrimSpace(token)) == 0 {
				continue
			}
			if n := len(out) - 1; n >= 0 && !strings.HasPrefix(out[n], "<") {
				out[n] += string(token)
			} else {
				out = append(out, "="+string(token))
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
