package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
)

// document is the file as fpdf wrote it, to which objects are added. fpdf has no
// way to embed a face that is cut already; what it writes is a complete file
// whose pages take their resources from one object. The objects of the faces are
// put behind the last, and the table at the end says that the resources are
// there now.
type document struct {
	body    []byte // everything before the table, then the objects added
	offsets []int  // of the objects, from object 0
	trailer string // without the number of objects
	err     error
}

// resources is the number of the object that fpdf gives all pages for their
// resources.
const resources = 2

// parseDocument takes the table of objects off a file of fpdf's.
func parseDocument(file []byte) (*document, error) {
	bad := func(what string) (*document, error) { return nil, fmt.Errorf("pdf: no %s in fpdf's file", what) }
	at := bytes.LastIndex(file, []byte("xref\n0 "))
	for at > 0 && bytes.HasSuffix(file[:at], []byte("start")) {
		at = bytes.LastIndex(file[:at], []byte("xref\n0 "))
	}
	if at < 0 {
		return bad("table")
	}
	head, rest, _ := bytes.Cut(file[at+len("xref\n0 "):], []byte("\n"))
	n, err := strconv.Atoi(string(head))
	const row = 20 // bytes, with the line's end
	if err != nil || len(rest) < n*row {
		return bad("table")
	}
	d := &document{body: file[:at], offsets: make([]int, n)}
	for i := 1; i < n; i++ {
		if d.offsets[i], err = strconv.Atoi(string(rest[i*row : i*row+10])); err != nil {
			return bad("table")
		}
	}
	trailer, _, ok := bytes.Cut(rest[n*row:], []byte("startxref"))
	size := fmt.Sprintf("/Size %d\n", n)
	if !ok || !bytes.HasPrefix(trailer, []byte("trailer\n<<\n"+size)) || n <= resources {
		return bad("trailer")
	}
	d.trailer = string(trailer[len("trailer\n<<\n"+size):])
	return d, nil
}

// object adds an object and gives its number.
func (d *document) object(text string) int {
	n := len(d.offsets)
	d.offsets = append(d.offsets, 0)
	d.put(n, text)
	return n
}

// put writes an object of a number that is given out already.
func (d *document) put(n int, text string) {
	d.offsets[n] = len(d.body)
	d.body = strconv.AppendInt(d.body, int64(n), 10)
	d.body = append(append(append(d.body, " 0 obj\n"...), text...), "\nendobj\n"...)
}

// stream adds a stream of compressed data.
func (d *document) stream(data []byte, keys string) int {
	return d.object("<</Filter /FlateDecode /Length " + strconv.Itoa(len(data)) + " " + keys + ">>\nstream\n" + string(data) + "\nendstream")
}

// writeTo writes the file with its new table.
func (d *document) writeTo(w io.Writer) (int64, error) {
	table := len(d.body)
	b := fmt.Appendf(d.body, "xref\n0 %d\n0000000000 65535 f \n", len(d.offsets))
	for _, o := range d.offsets[1:] {
		b = fmt.Appendf(b, "%010d 00000 n \n", o)
	}
	b = fmt.Appendf(b, "trailer\n<<\n/Size %d\n%sstartxref\n%d\n%%%%EOF\n", len(d.offsets), d.trailer, table)
	n, err := w.Write(b)
	return int64(n), err
}
