package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// part is one file inside a .docx.
type part struct {
	name string
	data []byte
}

// The parts of a .docx that are changed.
const (
	typesPart    = "[Content_Types].xml"
	corePart     = "docProps/core.xml"
	documentPart = "word/document.xml"
	linksPart    = "word/_rels/document.xml.rels"
	stylesPart   = "word/styles.xml"
)

const wordSpace = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`

// frame is a shell with its scalars filled and taken apart at its marks. It is
// only read.
type frame struct {
	before []byte // of document.xml, up to the marked paragraph
	tail   []byte // from there to the section properties
	after  []byte // from behind them to the end

	head, foot running
	parts      []part // all others as they are, but for the marks in header and footer
	links      []byte // relationships of the document, open at the end
	types      []byte // content types, open at the end
}

// running is a header or footer around its marked paragraph.
type running struct {
	before, after string
	links         string // relationships of its own: an office's emblem
}

// newFrame takes a filled shell apart.
func newFrame(parts []part) (*frame, error) {
	fr := &frame{}
	document, ok := find(parts, documentPart)
	for _, space := range []string{`xmlns:w="` + wordSpace + `"`, `xmlns:r="` + linkSpace + `"`} {
		if !ok || !bytes.Contains(document, []byte(space)) {
			return nil, notWord()
		}
	}
	if err := checkStyles(parts); err != nil {
		return nil, err
	}
	before, after, err := around(string(document), bodyMark, "正文")
	if err != nil {
		return nil, err
	}
	tail, section, end, err := cutSection(after)
	if err != nil {
		return nil, err
	}
	fr.before, fr.tail, fr.after = []byte(before), []byte(tail), []byte(end)
	fr.parts = slices.Clone(parts)
	if fr.head, err = fr.running(section, headPattern, headMark, "页眉"); err != nil {
		return nil, err
	}
	if fr.foot, err = fr.running(section, footPattern, footMark, "页脚"); err != nil {
		return nil, err
	}
	links, _ := find(parts, linksPart)
	types, _ := find(parts, typesPart)
	if fr.links, err = open(links, "</Relationships>"); err != nil {
		return nil, err
	}
	if fr.types, err = open(types, "</Types>"); err != nil {
		return nil, err
	}
	return fr, nil
}

func find(parts []part, name string) ([]byte, bool) {
	i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
	if i < 0 {
		return nil, false
	}
	return parts[i].data, true
}

// open cuts an XML list before its end, so that entries can be appended.
func open(list []byte, end string) ([]byte, error) {
	i := bytes.LastIndex(list, []byte(end))
	if i < 0 {
		return nil, notWord()
	}
	return list[:i:i], nil
}

// around cuts XML at the one paragraph that holds a mark, which goes away.
func around(text, mark, where string) (before, after string, err error) {
	switch strings.Count(text, mark) {
	case 0:
		return "", "", &ShellError{"外壳文件的" + where + "里没有标记 " + mark, "请在表格应出现的位置单独成段输入 " + mark}
	case 1:
	default:
		return "", "", &ShellError{"外壳文件的" + where + "里标记 " + mark + " 出现了不止一次", "请只保留一处"}
	}
	at := strings.Index(text, mark)
	from := max(strings.LastIndex(text[:at], "<w:p>"), strings.LastIndex(text[:at], "<w:p "))
	to := strings.Index(text[at:], "</w:p>")
	if from < 0 || to < 0 {
		return "", "", notWord()
	}
	to += at + len("</w:p>")
	if shown := tagPattern.ReplaceAllString(text[from:to], ""); strings.TrimSpace(shown) != mark ||
		strings.Contains(text[from:to], "<w:sectPr") {
		return "", "", &ShellError{"外壳文件的" + where + "里标记 " + mark + " 所在的段落还有别的内容", "请让它单独成段，前后不要分节符"}
	}
	return text[:from], text[to:], nil
}

// cutSection cuts the last section's properties out of the end of a document.
func cutSection(text string) (tail, section, end string, err error) {
	stop := strings.LastIndex(text, "</w:body>")
	if stop < 0 {
		return "", "", "", notWord()
	}
	from := strings.LastIndex(text[:stop], "<w:sectPr")
	if from < 0 || strings.Contains(text[from:stop], "</w:p>") {
		return text[:stop], "", text[stop:], nil
	}
	return text[:from], text[from:stop], text[stop:], nil
}

// styles are what the generated text is set in; a shell gives them their faces.
const (
	styleText  = "RuhuText"
	styleHead  = "RuhuHead"
	styleTitle = "RuhuTitle"
	styleMark  = "RuhuMark" // of characters: 附件2 beside the title
)

func checkStyles(parts []part) error {
	b, _ := find(parts, stylesPart)
	for _, id := range []string{styleText, styleHead, styleTitle, styleMark} {
		if !bytes.Contains(b, []byte(`w:styleId="`+id+`"`)) {
			return &ShellError{"外壳文件里没有样式 " + id, "请从 ruhu form export 导出的 docx/form.docx 改起，不要删除其中的样式"}
		}
	}
	return nil
}

var (
	headPattern = regexp.MustCompile(`<w:headerReference\s[^>]*>`)
	footPattern = regexp.MustCompile(`<w:footerReference\s[^>]*>`)
	linkPattern = regexp.MustCompile(`r:id="([^"]*)"`)
)

// running finds the header or footer of the shell's section, which every section gets a
// copy of.
func (fr *frame) running(section string, refs *regexp.Regexp, mark, where string) (running, error) {
	name, err := fr.target(section, refs)
	if err != nil {
		return running{}, err
	}
	i := slices.IndexFunc(fr.parts, func(p part) bool { return p.name == name })
	if name == "" || i < 0 {
		return running{}, &ShellError{"外壳文件没有" + where, "请从 ruhu form export 导出的 docx/form.docx 改起，保留页眉和页脚"}
	}
	before, after, err := around(string(fr.parts[i].data), mark, where)
	if err != nil {
		return running{}, err
	}
	fr.parts[i].data = []byte(before + "<w:p/>" + after)
	r := running{before: before, after: after}
	if links, ok := find(fr.parts, linksOf(name)); ok {
		links, err = open(links, "</Relationships>")
		r.links = string(links)
	}
	return r, err
}

// linksOf gives the part that holds another part's relationships.
func linksOf(name string) string {
	return path.Dir(name) + "/_rels/" + path.Base(name) + ".rels"
}

// target gives the part that the default one of a section's references leads to.
func (fr *frame) target(section string, refs *regexp.Regexp) (string, error) {
	id := ""
	for _, ref := range refs.FindAllString(section, -1) {
		if m := linkPattern.FindStringSubmatch(ref); m != nil && strings.Contains(ref, `w:type="default"`) {
			id = m[1]
		}
	}
	b, _ := find(fr.parts, linksPart)
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := xml.Unmarshal(b, &links); err != nil {
		return "", fmt.Errorf("docx: relationships of the shell: %w", notWord())
	}
	for _, l := range links.Relationship {
		if l.ID == id {
			return path.Join("word", strings.TrimPrefix(l.Target, "/word/")), nil
		}
	}
	return "", nil
}
