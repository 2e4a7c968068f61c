package fill

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/beevik/etree"

	"ruhu/render/ooxml"
)

// Error says why a form cannot be filled, in words for the user.
type Error struct{ Message, Hint string }

// Error gives what is wrong and what to do.
func (e *Error) Error() string { return e.Message + "。" + e.Hint }

// Bounds of what a form may be: real ones are far below.
const (
	mostParts    = 5000
	mostUnpacked = 256 << 20
	mostXML      = 48 << 20 // of one part that is read
	mostRatio    = 150      // to which a part above a megabyte may be packed
	deepest      = 256      // of XML
)

// parts are the parts of an Office file: their names in order, and their bytes.
type parts struct {
	names []string
	data  map[string][]byte
	// open are the lists of types and relationships that grow part by part; they are
	// written when somebody asks for them.
	open map[string]*etree.Document
	// form are the parts of the form itself, which most copies have as they are.
	form *formParts
	// err says what could not be read first; pack gives it.
	err error
}

// formParts are parts as they were unpacked; each is compressed once, by whoever needs
// it first.
type formParts struct {
	data  map[string][]byte
	mu    sync.Mutex
	ready map[string]*ooxml.Ready
}

// compressed gives a part of the form compressed; nil where the bytes are others.
func (f *formParts) compressed(name string, data []byte) (*ooxml.Ready, error) {
	if f == nil || !same(f.data[name], data) {
		return nil, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.ready[name]; r != nil {
		return r, nil
	}
	r, err := ooxml.Compress(name, data)
	f.ready[name] = r
	return r, err
}

// same reports that two slices are one and the same.
func same(a, b []byte) bool { return len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] }

var saveAs = "请用 WPS 或 Office 打开，另存为 .xlsx（表格）或 .docx（文字）后再试"

// unpack takes an Office file apart. Encrypted, old, damaged and hostile files are
// refused.
func unpack(name string, data []byte) (*parts, error) {
	ext := strings.ToLower(path.Ext(name))
	switch ext {
	case ".doc", ".wps", ".xls", ".et", ".rtf", ".wpt", ".ett", ".dot", ".xlt", ".csv", ".pdf", ".ofd":
		return nil, &Error{"这种格式（" + ext + "）的表不能填写", saveAs}
	case ".xlsm", ".docm", ".xlsb", ".xltm", ".dotm":
		return nil, &Error{"表里带有宏（" + ext + "），为安全起见不打开", saveAs}
	}
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		if ext == ".xlsx" || ext == ".docx" {
			return nil, &Error{"文件加了密码，或是改了扩展名的旧格式", "请用 WPS 或 Office 打开，去掉密码，另存为 .xlsx 或 .docx 后再试"}
		}
		return nil, &Error{"这种格式的表不能填写", saveAs}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Error{"文件已损坏，或不是 .xlsx、.docx", saveAs}
	}
	return readParts(z)
}

func readParts(z *zip.Reader) (*parts, error) {
	damaged := &Error{"文件已损坏", saveAs}
	if len(z.File) > mostParts {
		return nil, &Error{"文件里的部件太多，不像是一张表", saveAs}
	}
	p := &parts{data: make(map[string][]byte)}
	total := uint64(0)
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		size := f.UncompressedSize64
		if total += size; total > mostUnpacked || size > 1<<20 && size/mostRatio > f.CompressedSize64 {
			return nil, &Error{"文件展开后大得不正常，不打开", "请核对文件的来源"}
		}
		r, err := f.Open()
		if err != nil {
			return nil, damaged
		}
		b, err := io.ReadAll(io.LimitReader(r, int64(size)+1))
		r.Close()
		if err != nil || uint64(len(b)) != size {
			return nil, damaged
		}
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if _, twice := p.data[name]; twice {
			return nil, damaged
		}
		if strings.HasSuffix(strings.ToLower(name), "vbaproject.bin") {
			return nil, &Error{"表里带有宏，为安全起见不打开", saveAs}
		}
		p.names = append(p.names, name)
		p.data[name] = b
	}
	p.form = &formParts{data: maps.Clone(p.data), ready: make(map[string]*ooxml.Ready)}
	return p, nil
}

// copy gives parts that can be changed without changing these; the bytes are shared.
func (p *parts) copy() *parts {
	p.close()
	return &parts{names: slices.Clone(p.names), data: maps.Clone(p.data), form: p.form}
}

// set gives a part other bytes, or adds it.
func (p *parts) set(name string, data []byte) {
	if _, had := p.data[name]; !had {
		p.names = append(p.names, name)
	}
	p.data[name] = data
}

// growing gives the root of a part to be added to; nil where there is no such part.
func (p *parts) growing(name string) *etree.Element {
	if p.open[name] == nil {
		doc := p.xml(name)
		if doc == nil {
			return nil
		}
		if p.open == nil {
			p.open = make(map[string]*etree.Document)
		}
		p.open[name] = doc
	}
	return p.open[name].Root()
}

// close writes the parts that grew.
func (p *parts) close() {
	if len(p.open) == 0 {
		return // and nothing is written: a form's parts are copied by several at a time
	}
	for name, doc := range p.open {
		p.setXML(name, doc)
	}
	p.open = nil
}

// xml reads a part as a tree; nil where there is none, and where it cannot be read,
// which pack tells.
func (p *parts) xml(name string) *etree.Document {
	doc, err := p.read(name)
	p.err = cmp.Or(p.err, err)
	return doc
}

// edit changes the elements of a part, if there is one.
func (p *parts) edit(name string, change func(*etree.Element)) {
	if doc := p.xml(name); doc != nil {
		walk(doc.Root(), change)
		p.setXML(name, doc)
	}
}

func (p *parts) read(name string) (*etree.Document, error) {
	if p.open[name] != nil {
		p.close()
	}
	data, ok := p.data[name]
	if !ok {
		return nil, nil
	}
	if len(data) > mostXML {
		return nil, &Error{"表太大，不像是一张要填的表", "请核对是否选错了文件；花名册写在表的后面"}
	}
	doc := etree.NewDocument()
	doc.ReadSettings.MaxDepth = deepest
	if err := doc.ReadFromBytes(data); err != nil || doc.Root() == nil {
		return nil, &Error{"文件已损坏（" + path.Base(name) + "）", saveAs}
	}
	return doc, nil
}

// setXML puts a tree into a part.
func (p *parts) setXML(name string, doc *etree.Document) {
	b, err := doc.WriteToBytes()
	p.err = cmp.Or(p.err, err)
	p.set(name, b)
}

// pack writes the parts as a file: the same bytes for the same parts.
func (p *parts) pack() ([]byte, error) {
	if p.close(); p.err != nil {
		return nil, p.err
	}
	var out bytes.Buffer
	w := ooxml.NewPacker(&out)
	for _, name := range p.names {
		ready, err := p.form.compressed(name, p.data[name])
		if err != nil {
			return nil, err
		}
		if ready != nil {
			if err := w.Add(name, ready); err != nil {
				return nil, err
			}
			continue
		}
		part, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(p.data[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// relation is a relationship of a part.
type relation struct{ id, kind, target string }

// relsName is where the relationships of a part stand.
func relsName(part string) string {
	if part == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relations gives the relationships of a part within the file; targets are names of
// parts.
func (p *parts) relations(part string) []relation {
	doc, _ := p.read(relsName(part))
	if doc == nil {
		return nil
	}
	var out []relation
	for _, e := range doc.Root().ChildElements() {
		if attr(e, "TargetMode") == "External" {
			continue
		}
		target := attr(e, "Target")
		if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(path.Dir(part), target)
		}
		out = append(out, relation{attr(e, "Id"), path.Base(attr(e, "Type")), target})
	}
	return out
}

// targets gives the parts that the relationships of a part lead to, by their ids.
func (p *parts) targets(part string) map[string]string {
	out := make(map[string]string)
	for _, r := range p.relations(part) {
		out[r.id] = r.target
	}
	return out
}

// related gives the part that a relationship of a kind leads to; empty where there is
// none.
func (p *parts) related(part, kind string) string {
	for _, r := range p.relations(part) {
		if r.kind == kind {
			return r.target
		}
	}
	return ""
}

// main is the part that the file is about.
func (p *parts) main() string { return p.related("", "officeDocument") }

// contentType gives the type of a part as the file declares it.
func (p *parts) contentType(part string) string {
	doc, _ := p.read(typesPart)
	if doc == nil {
		return ""
	}
	byExt := ""
	for _, e := range doc.Root().ChildElements() {
		switch {
		case e.Tag == "Override" && strings.EqualFold(strings.TrimPrefix(attr(e, "PartName"), "/"), part):
			return attr(e, "ContentType")
		case e.Tag == "Default" && strings.EqualFold("."+attr(e, "Extension"), path.Ext(part)):
			byExt = attr(e, "ContentType")
		}
	}
	return byExt
}

// typesPart declares the types of all parts, officeRel begins those of relationships.
const (
	typesPart = "[Content_Types].xml"
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// declare gives a new part a type.
func (p *parts) declare(part, contentType string) {
	if types := p.growing(typesPart); types != nil { // open has read it
		e := types.CreateElement("Override")
		e.CreateAttr("PartName", "/"+part)
		e.CreateAttr("ContentType", contentType)
	}
}

// undeclare takes a part out of the file, with its type and what leads to it from the
// main part.
func (p *parts) undeclare(part, from string) {
	if _, ok := p.data[part]; !ok {
		return
	}
	delete(p.data, part)
	p.names = slices.DeleteFunc(p.names, func(n string) bool { return n == part })
	removeWhere(p.growing(typesPart), func(e *etree.Element) bool {
		return strings.EqualFold(attr(e, "PartName"), "/"+part)
	})
	removeWhere(p.growing(relsName(from)), func(e *etree.Element) bool {
		t := attr(e, "Target")
		return strings.TrimPrefix(t, "/") == part || path.Join(path.Dir(from), t) == part
	})
}

// relate adds a relationship of a kind to a part and gives its id.
func (p *parts) relate(part, kind, target string) string {
	name := relsName(part)
	if _, had := p.data[name]; !had {
		p.set(name, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`))
	}
	rels := p.growing(name)
	if rels == nil {
		return ""
	}
	list := rels.ChildElements()
	id := ""
	for n := len(list) + 1; id == ""; n++ {
		id = fmt.Sprintf("rIdFill%d", n)
		if slices.ContainsFunc(list, func(e *etree.Element) bool { return attr(e, "Id") == id }) {
			id = ""
		}
	}
	e := rels.CreateElement("Relationship")
	e.CreateAttr("Id", id)
	e.CreateAttr("Type", officeRel+kind)
	e.CreateAttr("Target", "/"+target)
	return id
}
