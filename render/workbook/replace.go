package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// ReplaceText copies a workbook and writes text in the place of what stands, once, in
// one of the cells of a sheet.
func ReplaceText(w io.Writer, file []byte, sheet, old, text string) error {
	return editSheet(w, file, sheet, func(root *etree.Element) error { return replaceText(root, old, text) })
}

// SetText copies a workbook, of whatever program, and writes a text into a cell of a
// sheet, by its row and column from 1; an empty one clears it. Everything else stays as
// it is. A row that the sheet does not have and a cell with a formula are errors.
func SetText(w io.Writer, file []byte, sheet string, row, col int, text string) error {
	return editSheet(w, file, sheet, func(root *etree.Element) error {
		data := root.SelectElement("sheetData")
		if data == nil {
			return errors.New("no rows")
		}
		r, there := place(data, row)
		if !there {
			return fmt.Errorf("no row %d", row)
		}
		c, there := place(r, col)
		if !there {
			old := c
			c = etree.NewElement("c")
			c.Space = r.Space
			c.CreateAttr("r", model.CellName(col, row))
			if old == nil {
				r.AddChild(c)
			} else {
				r.InsertChildAt(old.Index(), c)
			}
		}
		return setText(c, text)
	})
}

// place gives the row of the rows, or the cell of a row, that has a number; where it is
// not there, the one before which it would stand, nil at the end. One that does not say
// its number follows upon the one before.
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
func editSheet(w io.Writer, file []byte, sheet string, change func(root *etree.Element) error) error {
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
	if err := p.edit(part, change); err != nil {
		return err
	}
	to := zip.NewWriter(w)
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
