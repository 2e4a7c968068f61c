package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"net/url"
	"path"
	"strings"
)

// container is the zip of a workbook (ECMA-376 part 2). Its parts are found by the
// relations that lead to them, never by the places where most programs put them.
type container struct {
	files []*zip.File // without folders
	exact map[string]*zip.File
	loose map[string]*zip.File // by names in lower case
	twice []string             // names of which there were several
}

// relation leads from one part to another.
type relation struct {
	id     string
	kind   string // the last word of its type: worksheet, styles …
	target string // the name of the part
}

func newContainer(zr *zip.Reader) *container {
	c := &container{exact: make(map[string]*zip.File), loose: make(map[string]*zip.File)}
	for _, f := range zr.File {
		name := partName(f.Name)
		if name == "" || strings.HasSuffix(name, "/") {
			continue // a folder
		}
		if c.exact[name] != nil {
			c.twice = append(c.twice, name)
		}
		c.files = append(c.files, f)
		c.exact[name], c.loose[strings.ToLower(name)] = f, f
	}
	return c
}

// partName writes a name with the separators of the standard, from the root on.
func partName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.TrimPrefix(strings.TrimLeft(name, "/"), "./")
}

// find gives the part of a name, also where capitals differ; nil where there is
// none.
func (c *container) find(name string) *zip.File {
	if f := c.exact[name]; f != nil {
		return f
	}
	if f := c.loose[strings.ToLower(name)]; f != nil {
		return f
	}
	if plain, err := url.PathUnescape(name); err == nil && plain != name {
		return c.find(plain)
	}
	return nil
}

// relations gives where a part leads, or the container where name is empty. A part
// without relations leads nowhere.
func (c *container) relations(name string) ([]relation, error) {
	dir, base := path.Split(name)
	f := c.find(dir + "_rels/" + base + ".rels")
	if f == nil {
		return nil, nil
	}
	b, err := readPart(f)
	if err != nil {
		return nil, err
	}
	var list []relation
	err = elements(b, func(_ string, l lexeme) {
		if string(l.name) != "Relationship" || attributeOf(l, "TargetMode") == "External" {
			return
		}
		r := relation{id: attributeOf(l, "Id"), target: partName(attributeOf(l, "Target"))}
		if !strings.HasPrefix(strings.ReplaceAll(attributeOf(l, "Target"), `\`, "/"), "/") {
			r.target = path.Join(dir, r.target)
		}
		_, r.kind = path.Split(attributeOf(l, "Type"))
		list = append(list, r)
	})
	if err != nil {
		return nil, wrongInside("部件 " + f.Name + " 读不懂")
	}
	return list, nil
}

// targetOf gives the first part of a kind among relations; nil where there is none.
func (c *container) targetOf(list []relation, kind string) *zip.File {
	for _, r := range list {
		if r.kind == kind {
			return c.find(r.target)
		}
	}
	return nil
}

// readPart reads a part, in UTF-8. Its size was found reasonable before.
func readPart(f *zip.File) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, partFault(f, err)
	}
	defer rc.Close()
	r, err := utf8Reader(rc)
	if err != nil {
		return nil, partFault(f, err)
	}
	var b bytes.Buffer
	b.Grow(int(f.UncompressedSize64) + bytes.MinRead)
	if _, err := b.ReadFrom(r); err != nil {
		return nil, partFault(f, err)
	}
	return b.Bytes(), nil
}

// partFault says why a part cannot be read: only where the archive's own checks
// fail is the file not whole.
func partFault(f *zip.File, err error) error {
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return wrongInside("部件 " + f.Name + " 的压缩方法不认得")
	case errors.Is(err, errEncoding):
		return wrongInside("部件 " + f.Name + " 的文字编码不认得")
	}
	return errCut
}

// wrongInside is for workbooks that are whole and yet no workbooks.
func wrongInside(what string) error {
	return &Error{Message: "工作簿的内部结构有误：" + what,
		Hint: "文件本身是完整的，重新下载无用；请用 Excel 或 WPS 打开，核对后另存为 .xlsx 再试"}
}

var errMarkup = errors.New("sheet: not well-formed")

// elements runs over the start tags of a part with the name of the element around
// each.
func elements(part []byte, seen func(parent string, l lexeme)) error {
	m := markup{b: part}
	var open []string
	for {
		switch l := m.next(); l.kind {
		case lexEnd:
			if len(open) > 0 {
				return errMarkup
			}
			return nil
		case lexOpen:
			parent := ""
			if n := len(open); n > 0 {
				parent = open[n-1]
			}
			seen(parent, l)
			if !l.alone {
				open = append(open, string(l.name))
			}
			if len(open) > deepest {
				return errMarkup
			}
		case lexClose:
			if n := len(open); n == 0 || open[n-1] != string(l.name) {
				return errMarkup
			}
			open = open[:len(open)-1]
		case lexBad:
			return errMarkup
		}
	}
}

// attributeOf gives an attribute by its name without prefix, empty where it is not.
func attributeOf(l lexeme, name string) (text string) {
	eachAttribute(l.attrs, func(key, value []byte) bool {
		if string(key[bytes.IndexByte(key, ':')+1:]) != name {
			return true
		}
		b, _ := appendText(nil, lexeme{text: value})
		text = string(b)
		return false
	})
	return text
}
