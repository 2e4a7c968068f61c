package fontfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"

	"ruhu/render/font"
)

// Kind is how a font's outlines are written.
type Kind uint8

// The kinds.
const (
	TrueType Kind = iota
	PostScript
)

// String names the kind for people.
func (k Kind) String() string {
	if k == PostScript {
		return "CFF"
	}
	return "TrueType"
}

// Face is one font of a file. It reads from the file whenever it is asked; its
// methods must not be called concurrently.
type Face struct {
	File  string   // the file's name without its folder
	Index int      // in a collection, from 0
	Of    int      // how many fonts the file has
	Names []string // in all languages, Chinese ones first; may be empty
	Kind  Kind
	// Weight is 400 for regular, 700 for bold.
	Weight int
	// Restricted says that the font's owner forbids to embed it; the program then
	// takes nothing from it.
	Restricted bool

	tables *directory
	font   *sfnt.Font
	buf    sfnt.Buffer
}

// Name is what people call the face.
func (f *Face) Name() string {
	if len(f.Names) == 0 {
		return f.File
	}
	return f.Names[0]
}

// OpenBytes is Open for a file in memory.
func OpenBytes(name string, data []byte) ([]*Face, error) {
	return Open(name, bytes.NewReader(data), int64(len(data)))
}

// Open reads what is needed to know the fonts of a file of a size in bytes. Of a
// collection those that cannot be read are passed over, unless none can.
func Open(name string, src io.ReaderAt, size int64) (faces []*Face, err error) {
	defer func() {
		if p := recover(); p != nil {
			faces, err = nil, fmt.Errorf("broken font: %v", p)
		}
	}()
	at, err := offsets(src)
	if err != nil {
		return nil, err
	}
	collection, err := sfnt.ParseCollectionReaderAt(src)
	if err != nil {
		return nil, err
	}
	var faults []error
	for i, offset := range at {
		f, err := open(name, src, size, collection, i, offset)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		f.Of = len(at)
		faces = append(faces, f)
	}
	if len(faces) == 0 {
		return nil, errors.Join(faults...)
	}
	return faces, nil
}

func open(name string, src io.ReaderAt, size int64, c *sfnt.Collection, i int, offset int64) (*Face, error) {
	tables, err := readDirectory(src, offset)
	if err != nil {
		return nil, err
	}
	for _, t := range tables.tables {
		if int64(t.offset)+int64(t.length) > size+3 { // some count what fills the last word up
			return nil, fmt.Errorf("table %q ends behind the file", t.tag)
		}
	}
	if i >= c.NumFonts() {
		return nil, errors.New("the collection has fewer fonts than it says")
	}
	parsed, err := c.Font(i)
	if err != nil {
		return nil, err
	}
	f := &Face{File: name, Index: i, Names: tables.names(), Weight: tables.weight(), Restricted: tables.restricted(), tables: tables, font: parsed}
	if tables.kind == "OTTO" {
		f.Kind = PostScript
	}
	return f, nil
}

// Has reports whether the face has a glyph for a character; it may be empty.
func (f *Face) Has(r rune) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	g, err := f.font.GlyphIndex(&f.buf, r)
	return err == nil && g != 0
}

// Outline draws a character.
func (f *Face) Outline(r rune) (font.Outline, error) { return font.OutlineOf(f.font, &f.buf, r) }

// Named reports whether one of the face's names is name, without regard to
// case, blanks, hyphens and underscores.
func (f *Face) Named(name string) bool {
	name = bare(name)
	return slices.ContainsFunc(f.Names, func(n string) bool { return bare(n) == name })
}

// bare is a name without what spellings differ in.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '_', '.', '\u3000':
			return -1
		}
		return r
	}, strings.ToLower(s))
}
