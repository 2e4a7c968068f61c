package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// document is a file of fpdf's, taken apart into its objects, of which some are
// replaced and to which others are added. fpdf knows the pages, the bookmarks
// and the properties; what stands on the pages, and the faces, it could only
// hold and compress anew for each file.
type document struct {
	head    []byte   // before the first object
	objects []object // by number; 0 is none
	trailer string   // without the number of objects
}

// object is an object as it stands in the file. Of a stream, text is what stands
// before its data.
type object struct{ text, data []byte }

// resources is the number of the object that fpdf gives all pages for their
// resources.
const resources = 2

// contents is the number of the object that fpdf gives page n, from 1, for what
// stands on it.
func contents(n int) int { return resources + 2*n }

// parseDocument takes a file of fpdf's apart.
func parseDocument(file []byte) (*document, error) {
	bad := func(what string) (*document, error) { return nil, fmt.Errorf("pdf: no %s in fpdf's file", what) }
	at := bytes.LastIndex(file, []byte("\nxref\n0 ")) + 1
	head, rest, ok := bytes.Cut(file[at:], []byte("\n0000000000 65535 f \n"))
	n, err := strconv.Atoi(string(bytes.TrimPrefix(head, []byte("xref\n0 "))))
	const row = 20 // bytes, with the line's end
	if !ok || err != nil || n <= resources || len(rest) < (n-1)*row {
		return bad("table")
	}
	type place struct{ number, from int }
	places := make([]place, n-1)
	for i := range places {
		from, err := strconv.Atoi(string(rest[i*row : i*row+10]))
		if err != nil || from > at {
			return bad("table")
		}
		places[i] = place{i + 1, from}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	d := &document{head: file[:places[0].from], objects: make([]object, n)}
	for i, p := range places {
		to := at
		if i+1 < len(places) {
			to = places[i+1].from
		}
		d.objects[p.number].text = file[p.from:to]
		if !bytes.HasPrefix(d.objects[p.number].text, fmt.Appendf(nil, "%d 0 obj\n", p.number)) {
			return bad("object where the table says")
		}
	}
	trailer, _, ok := bytes.Cut(rest[(n-1)*row:], []byte("startxref"))
	start := fmt.Sprintf("trailer\n<<\n/Size %d\n", n)
	if !ok || !bytes.HasPrefix(trailer, []byte(start)) {
		return bad("trailer")
	}
	d.trailer = string(trailer[len(start):])
	return d, nil
}

// add adds an object and gives its number.
func (d *document) add(text string) int {
	d.objects = append(d.objects, object{})
	n := len(d.objects) - 1
	d.replace(n, text)
	return n
}

// addStream adds a stream of compressed data.
func (d *document) addStream(data []byte, keys string) int {
	d.objects = append(d.objects, object{})
	n := len(d.objects) - 1
	d.replaceStream(n, data, keys)
	return n
}

// replace puts an object in the place of fpdf's of that number.
func (d *document) replace(n int, text string) {
	d.objects[n] = object{text: fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", n, text)}
}

// replaceStream does the same with a stream of compressed data, which must not
// change until the file is written.
func (d *document) replaceStream(n int, data []byte, keys string) {
	d.objects[n] = object{fmt.Appendf(nil, "%d 0 obj\n<</Filter /FlateDecode /Length %d%s>>\nstream\n", n, len(data), keys), data}
}

// endStream stands behind the data of a stream.
var endStream = []byte("\nendstream\nendobj\n")

// writeTo writes the object and gives its length.
func (o *object) writeTo(w io.Writer) (int, error) {
	parts := [][]byte{o.text, o.data, endStream}
	if o.data == nil {
		parts = parts[:1]
	}
	length := 0
	for _, p := range parts {
		n, err := w.Write(p)
		length += n
		if err != nil {
			return length, err
		}
	}
	return length, nil
}

// writeTo writes the file, object after object, and its table.
func (d *document) writeTo(w io.Writer) (int64, error) {
	at := int64(len(d.head))
	if _, err := w.Write(d.head); err != nil {
		return 0, err
	}
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(d.objects))
	for i := range d.objects[1:] {
		table = fmt.Appendf(table, "%010d 00000 n \n", at)
		n, err := d.objects[i+1].writeTo(w)
		at += int64(n)
		if err != nil {
			return at, err
		}
	}
	table = fmt.Appendf(table, "trailer\n<<\n/Size %d\n%sstartxref\n%d\n%%%%EOF\n", len(d.objects), d.trailer, at)
	n, err := w.Write(table)
	return at + int64(n), err
}
