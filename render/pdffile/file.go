package pdffile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// File is a file of fpdf's, of which some objects are replaced and to which others are
// added. It keeps the bytes that it was parsed from.
type File struct {
	head       []byte   // before the first object
	objects    []object // by number; 0 is none
	root, info int      // of the trailer
	contents   []int    // the streams of the pages, in order
	resources  int      // of all pages
}

// object is an object as it stands in the file. Of a stream, text is what stands
// before its data.
type object struct{ text, data []byte }

// Parse takes a file of fpdf's apart. The error says what it lacks of what the package
// needs.
func Parse(file []byte) (*File, error) {
	f := new(File)
	rest, err := f.split(file)
	if err == nil {
		err = f.trailer(rest)
	}
	if err == nil {
		err = f.pages()
	}
	if err != nil {
		return nil, fmt.Errorf("pdffile: a file of fpdf's that this program does not know: %w", err)
	}
	return f, nil
}

// split finds the objects by the table at the end, and gives what stands behind it.
func (f *File) split(file []byte) ([]byte, error) {
	last := bytes.LastIndex(file, []byte("startxref"))
	if last < 0 {
		return nil, errors.New("no place of the table")
	}
	at, err := strconv.Atoi(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(file[last+len("startxref"):]), []byte("%%EOF")))))
	if err != nil || at > last {
		return nil, errors.New("no place of the table")
	}
	head, rest, _ := bytes.Cut(file[at:], []byte("\n0000000000 65535 f"))
	rest = bytes.TrimLeft(rest, blanks)
	count, ok := bytes.CutPrefix(head, []byte("xref\n0 "))
	n, err := strconv.Atoi(string(count))
	const row = 20 // bytes, with the line's end
	if !ok || err != nil || n < 1 || len(rest) < (n-1)*row {
		return nil, errors.New("no table of all objects")
	}
	type place struct{ number, from int }
	places := make([]place, n-1)
	for i := range places {
		from, err := strconv.Atoi(string(rest[i*row : i*row+10]))
		if err != nil || from > at {
			return nil, fmt.Errorf("no place of object %d", i+1)
		}
		places[i] = place{i + 1, from}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	f.objects = make([]object, n)
	for i, p := range places {
		if i == 0 {
			f.head = file[:p.from]
		}
		to := at
		if i+1 < len(places) {
			to = places[i+1].from
		}
		f.objects[p.number].text = file[p.from:to]
		if !bytes.HasPrefix(f.objects[p.number].text, fmt.Appendf(nil, "%d 0 obj", p.number)) {
			return nil, fmt.Errorf("object %d is not where the table says", p.number)
		}
	}
	return rest[(n-1)*row:], nil
}

// trailer reads what stands behind the table.
func (f *File) trailer(rest []byte) error {
	text, ok := bytes.CutPrefix(bytes.TrimLeft(rest, blanks), []byte("trailer"))
	d, err := parseDictionary(text)
	if !ok || err != nil {
		return errors.New("no trailer")
	}
	f.root, ok = d.refer("Root")
	if !ok {
		return errors.New("no catalog in the trailer")
	}
	if f.info, ok = d.refer("Info"); !ok || len(d) != 3 {
		return fmt.Errorf("a trailer with other entries than Size, Root and Info: %v", d)
	}
	return nil
}

// dictionary gives an object that is one.
func (f *File) dictionary(n int, kind string) (dictionary, error) {
	if n < 1 || n >= len(f.objects) {
		return nil, fmt.Errorf("no object %d, which is to be a %s", n, kind)
	}
	_, text, _ := bytes.Cut(f.objects[n].text, []byte("obj"))
	d, err := parseDictionary(text)
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", n, err)
	}
	if d["Type"] != "/"+kind {
		return nil, fmt.Errorf("object %d is %q, not a %s", n, d["Type"], kind)
	}
	return d, nil
}

// pages finds the streams of the pages and what they share.
func (f *File) pages() error {
	catalog, err := f.dictionary(f.root, "Catalog")
	if err != nil {
		return err
	}
	n, ok := catalog.refer("Pages")
	if !ok {
		return errors.New("no list of pages in the catalog")
	}
	list, err := f.dictionary(n, "Pages")
	if err != nil {
		return err
	}
	kids, ok := list.list("Kids")
	if !ok {
		return errors.New("no pages in their list")
	}
	owned := make(map[int]bool)
	for _, kid := range kids {
		page, err := f.dictionary(kid, "Page")
		if err != nil {
			return err
		}
		stream, ok := page.refer("Contents")
		if !ok || stream < 1 || stream >= len(f.objects) || owned[stream] {
			return fmt.Errorf("page %d has no stream of its own", kid)
		}
		owned[stream] = true
		shared, ok := page.refer("Resources")
		if !ok || shared < 1 || shared >= len(f.objects) || f.resources != 0 && shared != f.resources {
			return fmt.Errorf("page %d does not share its resources with the others", kid)
		}
		f.contents, f.resources = append(f.contents, stream), shared
	}
	return nil
}

// Pages is how many pages the file has.
func (f *File) Pages() int { return len(f.contents) }

// SetContents puts compressed data on a page, counted from 0. They must not change until
// the file is written.
func (f *File) SetContents(page int, data []byte) { f.replaceStream(f.contents[page], data, "") }

// SetResources puts a dictionary in the place of that which all pages share.
func (f *File) SetResources(dictionary string) { f.replace(f.resources, dictionary) }

// Add adds an object and gives its number.
func (f *File) Add(text string) int {
	f.objects = append(f.objects, object{})
	f.replace(len(f.objects)-1, text)
	return len(f.objects) - 1
}

// AddStream adds a stream of compressed data, with more entries of its dictionary, and
// gives its number. The data must not change until the file is written.
func (f *File) AddStream(data []byte, keys string) int {
	f.objects = append(f.objects, object{})
	f.replaceStream(len(f.objects)-1, data, keys)
	return len(f.objects) - 1
}

// replace puts an object in the place of fpdf's of that number.
func (f *File) replace(n int, text string) {
	f.objects[n] = object{text: fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", n, text)}
}

// replaceStream does the same with a stream of compressed data, which must not
// change until the file is written.
func (f *File) replaceStream(n int, data []byte, keys string) {
	f.objects[n] = object{fmt.Appendf(nil, "%d 0 obj\n<</Filter /FlateDecode /Length %d%s>>\nstream\n", n, len(data), keys), data}
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

// WriteTo writes the file, object after object, and its table.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	at := int64(len(f.head))
	if _, err := w.Write(f.head); err != nil {
		return 0, err
	}
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects))
	for i := range f.objects[1:] {
		table = fmt.Appendf(table, "%010d 00000 n \n", at)
		n, err := f.objects[i+1].writeTo(w)
		at += int64(n)
		if err != nil {
			return at, err
		}
	}
	table = fmt.Appendf(table, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects), f.root, f.info, at)
	n, err := w.Write(table)
	return at + int64(n), err
}
