package settings

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/model/sheet"
)

// File is a file of settings, to be read or changed. It may not be there yet.
type File struct {
	Name string
	// Version tells what stands in the file from what stood in it at another time;
	// empty: it is not there.
	Version string
	text    []byte // in UTF-8
	marked  bool   // it begins with a byte order mark, or was in another encoding
}

// byteOrderMark is by which old editors know UTF-8.
const byteOrderMark = "\xEF\xBB\xBF"

// Load reads the settings: those of the file that the user named, else of the
// first that is found beside the first roster, in the current folder, or beside
// the program. None are merged. Without any, every setting has its default.
func (c Location) Load(rosters ...string) (*Config, error) {
	f, err := c.Open(rosters...)
	if err != nil {
		return nil, err
	}
	return f.Config()
}

// Open reads the file that Load reads. Where there is none, it is the one that would be
// found first, beside the first roster.
func (c Location) Open(rosters ...string) (*File, error) {
	name, there, err := c.find(rosters)
	f := &File{Name: name}
	if err != nil || !there {
		return f, err
	}
	stored, err := disk.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Input("找不到设置文件："+name, "请核对 --config 后面的文件名", err)
	case err != nil:
		return nil, fault.Input(fmt.Sprintf("打不开设置文件 %s：%s", name, fault.Reason(err)), "", err)
	}
	sum := sha256.Sum256(stored)
	f.Version, f.text = hex.EncodeToString(sum[:8]), sheet.Text(stored)
	f.marked = bytes.HasPrefix(stored, []byte(byteOrderMark)) || !utf8.Valid(stored)
	return f, nil
}

// Config reads what stands in the file, strictly.
func (f *File) Config() (*Config, error) {
	name := f.Name
	if f.Version == "" {
		name = FileName
	}
	c, err := parse(name, f.text)
	if err != nil || f.Version == "" {
		return c, err
	}
	c.File, c.Version = f.Name, f.Version
	for i, dir := range c.Fonts.Dirs {
		if !filepath.IsAbs(dir) { // beside the file that names it
			c.Fonts.Dirs[i] = filepath.Join(filepath.Dir(f.Name), dir)
		}
	}
	return c, nil
}

// Stored is the file as it is to be written: in UTF-8, which every editor of today
// reads; with a byte order mark where it had one, or was in another encoding.
func (f *File) Stored() []byte {
	if f.marked {
		return slices.Concat([]byte(byteOrderMark), f.text)
	}
	return f.text
}

// Value gives a setting as it is written, by its key or keys; empty: it is not.
func (f *File) Value(keys ...string) string {
	if n := f.node(keys); n != nil {
		return n.Value
	}
	return ""
}

// Values gives a setting that is a list as it is written, one that is a text as a list of
// one.
func (f *File) Values(keys ...string) (out []string) {
	n := f.node(keys)
	switch {
	case n == nil:
	case n.Kind == yaml.SequenceNode:
		for _, c := range n.Content {
			out = append(out, c.Value)
		}
	case n.Value != "":
		out = []string{n.Value}
	}
	return out
}

// node finds what stands under keys; nil: nothing.
func (f *File) node(keys []string) *yaml.Node {
	var doc yaml.Node
	if yaml.Unmarshal(f.text, &doc) != nil || len(doc.Content) == 0 {
		return nil
	}
	n := doc.Content[0]
	for _, key := range keys {
		if n = entryOf(n, key); n == nil {
			return nil
		}
	}
	return n
}

// entryOf gives the value of a key; nil: there is none.
func entryOf(n *yaml.Node, key string) *yaml.Node {
	for k, value := range pairs(n) {
		if k.Value == key {
			return value
		}
	}
	return nil
}

// introduction stands at the head of a file that is new.
const introduction = "# ruhu 的设置。可以在页面上改，也可以用记事本改。\n"

// Change makes changes in what stands in the file, one after the other; nothing is
// written. The file must be without faults.
func (f *File) Change(changes ...Change) error {
	if f.Version == "" && len(f.text) == 0 {
		f.text = []byte(introduction)
	}
	for _, c := range changes {
		text, err := c.in(f.text)
		if err != nil {
			return err
		}
		f.text = text
	}
	return nil
}

// in makes the change in a text. Only the lines of the setting are written anew: YAML
// written as a whole would lose blank lines and how people aligned their comments.
func (c Change) in(text []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	lines := strings.SplitAfter(string(text), "\n")
	if len(doc.Content) == 0 {
		return c.replace(lines, len(lines), len(lines))
	}
	root := doc.Content[0]
	if root.Style&yaml.FlowStyle != 0 || root.Column != 1 || slices.ContainsFunc(lines, beginsDocument) {
		root.Content = c.among(root).Content
		return encode(&doc)
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != c.key {
			continue
		}
		from, to := root.Content[i].Line-1, len(lines)
		if i+2 < len(root.Content) {
			to = root.Content[i+2].Line - 1
		}
		for to > from+1 && isRemark(lines[to-1]) { // it is of what follows, or of nobody
			to--
		}
		return c.replace(lines, from, to)
	}
	return c.replace(lines, len(lines), len(lines))
}

// replace writes the setting anew in place of its lines.
func (c Change) replace(lines []string, from, to int) ([]byte, error) {
	part := yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{{Kind: yaml.MappingNode}}}
	if from < to {
		if err := yaml.Unmarshal([]byte(strings.Join(lines[from:to], "")), &part); err != nil {
			return nil, err
		}
	}
	var setting []byte
	if part.Content[0] = c.among(part.Content[0]); len(part.Content[0].Content) > 0 {
		var err error
		if setting, err = encode(&part); err != nil {
			return nil, err
		}
	}
	before, after := strings.Join(lines[:from], ""), strings.Join(lines[to:], "")
	if strings.Contains(before+after, "\r\n") {
		setting = bytes.ReplaceAll(setting, []byte("\n"), []byte("\r\n"))
	}
	if before != "" && !strings.HasSuffix(before, "\n") && len(setting) > 0 {
		before += "\n"
	}
	return slices.Concat([]byte(before), setting, []byte(after)), nil
}

// among makes the change among settings.
func (c Change) among(all *yaml.Node) *yaml.Node {
	if changed := entries(all, func(key string) bool { return key == c.key }, c.key, c.edit); changed != nil {
		return changed
	}
	return &yaml.Node{Kind: yaml.MappingNode}
}

func isRemark(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == '#'
}

// beginsDocument reports a line by which a file may have several documents, or a
// document of another kind.
func beginsDocument(line string) bool {
	return strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...") || strings.HasPrefix(line, "%")
}

// escaped is a backslash that stands for itself, or a rare character that the library
// writes by its number.
var escaped = regexp.MustCompile(`\\\\|\\U[0-9A-F]{8}`)

// explicit is a long key as the library writes it, over two lines.
var explicit = regexp.MustCompile(`(?m)^( *)\? (.*)\n *: (.*)$`)

func encode(n *yaml.Node) ([]byte, error) {
	var buf bytes.Buffer
	e := yaml.NewEncoder(&buf)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(n), e.Close()); err != nil {
		return nil, err
	}
	text := explicit.ReplaceAll(buf.Bytes(), []byte("$1$2: $3"))
	return escaped.ReplaceAllFunc(text, func(s []byte) []byte {
		if n, err := strconv.ParseUint(string(s[2:]), 16, 32); err == nil && utf8.ValidRune(rune(n)) {
			return utf8.AppendRune(nil, rune(n))
		}
		return s
	}), nil
}
