package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/beevik/etree"
)

// ReplaceText copies a workbook and writes text in the place of what stands, once, in
// one of the cells of a sheet.
func ReplaceText(w io.Writer, file []byte, sheet, old, text string) error {
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
	if err := p.edit(part, func(root *etree.Element) error { return replaceText(root, old, text) }); err != nil {
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
