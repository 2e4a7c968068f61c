package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// ReplaceText copies a workbook and writes text in the place of what stands, once, in
// one of the cells of a sheet.
func ReplaceText(w io.Writer, file []byte, sheet, old, text string) error {
	return editSheet(w, file, sheet, func(p parts, part string) error {
		return p.edit(part, func(root *etree.Element) error { return replaceText(root, old, text) })
	})
}

// SetTexts copies a workbook, of whatever program, and writes texts into the cells of a
// column of a sheet, by their rows; all from 1. An empty one clears its cell. Everything
// else stays as it is: only these rows are taken apart, however many there are. A row that
// the sheet does not have and a cell with a formula are errors.
func SetTexts(w io.Writer, file []byte, sheet string, col int, texts map[int]string) error {
	return editSheet(w, file, sheet, func(p parts, part string) error {
		data := p[part].Bytes()
		var out bytes.Buffer
		at, left := 0, len(texts)
		for r := range rowParts(data) {
			text, wanted := texts[r.number]
			if !wanted {
				continue
			}
			out.Write(data[at:r.from])
			row := parts{part: bytes.NewBuffer(data[r.from:r.to])}
			if err := row.edit(part, func(e *etree.Element) error { return setCell(e, col, r.number, text) }); err != nil {
				return err
			}
			out.Write(row[part].Bytes())
			at, left = r.to, left-1
		}
		if left > 0 {
			return fmt.Errorf("%d rows are not there", left)
		}
		out.Write(data[at:])
		p[part] = &out
		return nil
	})
}

// rowPart is where a row stands in the XML of a worksheet.
type rowPart struct{ number, from, to int }

// rowParts finds the rows in the XML of a worksheet without taking apart what is in them.
// One that does not say its number follows upon the one before.
func rowParts(data []byte) iter.Seq[rowPart] {
	return func(yield func(rowPart) bool) {
		var r rowPart
		for at := 0; ; {
			i := bytes.IndexByte(data[at:], '<')
			if i < 0 {
				return
			}
			at += i
			if aside := asideLength(data[at:]); aside > 0 {
				at += aside
				continue
			}
			is, closes := isTag(data[at:], "row")
			if !is {
				at++
				continue
			}
			from := at
			at += tagLength(data[at:])
			if !closes {
				r.from, r.number = from, cmp.Or(attribute(data[from:at], "r"), r.number+1)
			}
			if r.to = at; closes || data[at-2] == '/' {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// asideLength is how many bytes a comment, or whatever else is no tag, takes that begins
// there; 0: it is a tag.
func asideLength(data []byte) int {
	if len(data) > 1 && data[1] != '!' && data[1] != '?' {
		return 0
	}
	for _, kind := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if end := bytes.Index(data, []byte(kind[1])); end >= 0 && bytes.HasPrefix(data, []byte(kind[0])) {
			return end + len(kind[1])
		}
	}
	return len(data)
}

// isTag reports a tag of a name, whatever its prefix, and that it is one that closes.
func isTag(data []byte, local string) (is, closes bool) {
	name := data[1:]
	name, closes = bytes.CutPrefix(name, []byte("/"))
	end := 0
	for end < len(name) && name[end] > ' ' && name[end] != '>' && name[end] != '/' {
		end++
	}
	name, is = bytes.CutSuffix(name[:end], []byte(local))
	return is && (len(name) == 0 || name[len(name)-1] == ':'), closes
}

// tagLength is how many bytes a tag takes.
func tagLength(data []byte) int {
	quote := byte(0)
	for i, c := range data {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(data)
}

// attribute gives the number that an attribute of a tag says; 0: it says none.
func attribute(tag []byte, name string) int {
	token, err := xml.NewDecoder(bytes.NewReader(tag)).RawToken()
	start, ok := token.(xml.StartElement)
	if err != nil || !ok {
		return 0
	}
	for _, a := range start.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			n, _ := strconv.Atoi(a.Value)
			return n
		}
	}
	return 0
}

// setCell writes a text into a cell of a row.
func setCell(r *etree.Element, col, row int, text string) error {
	c, there := place(r, col)
	if !there {
		before := c
		c = etree.NewElement("c")
		c.Space = r.Space
		c.CreateAttr("r", model.CellName(col, row))
		if before == nil {
			r.AddChild(c)
		} else {
			r.InsertChildAt(before.Index(), c)
		}
	}
	return setText(c, text)
}

// place gives the cell of a row that has a number; where it is not there, the one before
// which it would stand, nil at the end. One that does not say its number follows upon the
// one before.
func place(of *etree.Element, number int) (e *etree.Element, there bool) {
	n := 0
	for _, e := range of.ChildElements() {
		n++
		if ref := e.SelectAttrValue("r", ""); ref != "" {
			n = numberOf(ref)
		}
		if n >= number {
			return e, n == number
		}
	}
	return nil, false
}

// numberOf gives what "12" says of a row and "C12" of a cell: its number from 1.
func numberOf(ref string) (n int) {
	for _, c := range ref {
		if c < 'A' || c > 'Z' {
			break
		}
		n = 26*n + int(c-'A') + 1
	}
	if n == 0 {
		n, _ = strconv.Atoi(ref)
	}
	return n
}

func setText(c *etree.Element, text string) error {
	for _, e := range c.ChildElements() {
		if e.Tag == "f" {
			return errors.New("the cell has a formula")
		}
		c.RemoveChild(e)
	}
	c.RemoveAttr("t")
	if text == "" {
		return nil
	}
	c.CreateAttr("t", "inlineStr")
	for _, tag := range []string{"is", "t"} {
		space := c.Space
		c = c.CreateElement(tag)
		c.Space = space
	}
	c.SetText(ooxml.Clean(text))
	return nil
}

// editSheet copies a workbook with one of its sheets changed.
func editSheet(w io.Writer, file []byte, sheet string, change func(p parts, part string) error) error {
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	p := make(parts)
	for _, name := range []string{bookPart, bookRelations} {
		if err := p.read(from, name); err != nil {
			return err
		}
	}
	places, err := p.sheets()
	if err != nil {
		return err
	}
	part := places[sheet]
	if err := p.read(from, part); err != nil {
		return err
	}
	if err := change(p, part); err != nil {
		return err
	}
	to := zip.NewWriter(w)
	to.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, f := range from.File {
		if f.Name != part {
			err = to.Copy(f)
		} else {
			var out io.Writer
			if out, err = to.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method, Modified: f.Modified}); err == nil {
				_, err = out.Write(p[part].Bytes())
			}
		}
		if err != nil {
			return err
		}
	}
	return to.Close()
}

// read reads a part of a workbook.
func (p parts) read(from *zip.Reader, name string) error {
	f, err := from.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	to, _ := p.Create(name)
	_, err = io.Copy(to, f)
	return err
}

// replaceText does so in the texts of a worksheet's cells.
func replaceText(root *etree.Element, old, text string) error {
	n := 0
	for _, t := range root.FindElements(".//t") {
		if s := t.Text(); strings.Contains(s, old) {
			t.SetText(strings.Replace(s, old, text, 1))
			n++
		}
	}
	if n != 1 {
		return fmt.Errorf("%d cells, not one, have the text %q", n, old)
	}
	return nil
}
