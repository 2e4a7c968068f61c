package fontfile

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/render/font"
	"ruhu/templates"
)

func embeddedFont(t testing.TB, name string) []byte {
	t.Helper()
	b, err := templates.Fonts.ReadFile(name)
	must.Succeed(t, err)
	return b
}

// collection puts a font file into a collection, as often as there are names;
// all fonts share its tables.
func collection(file []byte, n int) []byte {
	head := []byte("ttcf\x00\x01\x00\x00")
	head = binary.BigEndian.AppendUint32(head, uint32(n))
	tables := int(binary.BigEndian.Uint16(file[4:]))
	shift := uint32(12 + 4*n)
	for range n {
		head = binary.BigEndian.AppendUint32(head, shift)
	}
	moved := bytes.Clone(file)
	for i := range tables {
		at := 12 + 16*i + 8
		binary.BigEndian.PutUint32(moved[at:], binary.BigEndian.Uint32(moved[at:])+shift)
	}
	return append(head, moved...)
}

// counted counts the bytes that are read.
type counted struct {
	io.ReaderAt
	n *int64
}

func (c counted) ReadAt(b []byte, at int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, at)
	*c.n += int64(n)
	return n, err
}

func TestOpen(t *testing.T) {
	text := embeddedFont(t, templates.FontText)
	read := int64(0)
	faces, err := Open("x.ttf", counted{bytes.NewReader(text), &read}, int64(len(text)))
	must.Succeed(t, err)
	if len(faces) != 1 {
		t.Fatalf("%d faces", len(faces))
	}
	f := faces[0]
	if !f.Named("noto serif sc") || f.Named("Noto") || f.Kind != TrueType || f.Restricted || f.Weight != 400 || f.Of != 1 {
		t.Errorf("%+v", f)
	}
	if !f.Has('村') || !f.Has('𫚭') || f.Has('𠮷') || f.Has('ก') {
		t.Error("knows its characters badly")
	}
	o, err := f.Outline('村')
	if err != nil || o.Advance != 1000 || len(o.Path) < 20 || o.Path[0].Kind != font.MoveTo {
		t.Errorf("村: %d segments, %v", len(o.Path), err)
	}
	for _, s := range o.Path {
		for _, p := range s.Points {
			if p.X < -500 || p.X > 10500 || p.Y < -2500 || p.Y > 9500 {
				t.Errorf("%+v is far outside", p)
			}
		}
	}
	if read > int64(len(text))/10 {
		t.Errorf("%d of %d bytes were read for one character", read, len(text))
	}
}

func TestCollection(t *testing.T) {
	title := embeddedFont(t, templates.FontTitle)
	file := collection(title, 3)
	faces, err := OpenBytes("x.ttc", file)
	if err != nil || len(faces) != 3 || faces[2].Index != 2 || faces[2].Of != 3 {
		t.Fatalf("%d faces, %v", len(faces), err)
	}
	alone, err := faces[1].Standalone()
	must.Succeed(t, err)
	if _, err := font.Load(alone); err != nil {
		t.Fatalf("what came out of the collection is no font: %v", err)
	}
	again, err := OpenBytes("y.ttf", alone)
	must.Succeed(t, err)
	a, _ := faces[1].Outline('村')
	b, _ := again[0].Outline('村')
	if len(a.Path) == 0 || !slices.Equal(a.Path, b.Path) {
		t.Error("the character looks different")
	}
}

// TestRestricted checks that nothing is taken from a font whose owner forbids
// to embed it.
func TestRestricted(t *testing.T) {
	file := bytes.Clone(embeddedFont(t, templates.FontTitle))
	faces, err := OpenBytes("x.ttf", file)
	must.Succeed(t, err)
	os2, _ := faces[0].tables.find("OS/2")
	binary.BigEndian.PutUint16(file[os2.offset+8:], 2)
	s := these(memory{"x.ttf", file, 0})
	if faces := s.Faces(); len(faces) != 1 || !faces[0].Restricted {
		t.Fatalf("%v", faces)
	}
	if _, ok := s.Lend('村'); ok {
		t.Error("lends a character")
	}
	if _, err := s.Faces()[0].Standalone(); err == nil {
		t.Error("gives itself away")
	}
}

func TestNoFonts(t *testing.T) {
	title := embeddedFont(t, templates.FontTitle)
	for name, file := range map[string][]byte{
		"empty": nil, "text": []byte("this is no font at all, sorry"), "cut": title[:200], "head only": title[:12],
		"many tables": append([]byte("OTTO\xff\xff"), make([]byte, 100)...),
		"many fonts":  []byte("ttcf\x00\x01\x00\x00\xff\xff\xff\xff\x00\x00\x00\x0c"),
		"loop":        []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00"),
		"half":        title[:len(title)/2],
	} {
		if faces, err := OpenBytes(name, file); err == nil {
			t.Errorf("%s: %d faces", name, len(faces))
		}
	}
}

// memory is a font file in memory.
type memory struct {
	name  string
	data  []byte
	group int
}

type opened struct{ *bytes.Reader }

func (opened) Close() error { return nil }

func these(files ...memory) *Files {
	var sources []Source
	for _, f := range files {
		sources = append(sources, Source{Name: f.name, Group: f.group, Open: func() (Reader, error) { return opened{bytes.NewReader(f.data)}, nil }})
	}
	return NewFiles(sources)
}

func TestShelf(t *testing.T) {
	text, head, title := embeddedFont(t, templates.FontText), embeddedFont(t, templates.FontHead), embeddedFont(t, templates.FontTitle)
	s := these(
		memory{"zzz.ttf", head, 1}, memory{"NotoSerifSC-Bold.ttf", title, 1}, memory{"BabelStoneHan.ttf", []byte("broken"), 1},
		memory{"own.ttf", title, 0}, memory{"LastResort.otf", text, 0}, memory{"aaa.ttf", text, 1},
	)
	for r, want := range map[rune]string{'村': "own.ttf", '䶮': "aaa.ttf", 0x30EDE: "zzz.ttf", 'ก': ""} {
		o, ok := s.Lend(r)
		if ok != (want != "") || ok && len(o.Path) == 0 {
			t.Errorf("%U: lent %v", r, ok)
		}
		for _, l := range s.Loans() {
			if l.Rune == r && l.File != want {
				t.Errorf("%U: lent by %s, want %s", r, l.File, want)
			}
		}
	}
	if sk := s.Skipped(); len(sk) != 1 || sk[0].Name != "BabelStoneHan.ttf" || sk[0].Err == nil {
		t.Errorf("skipped %v", sk)
	}
	s.Close()
	if _, ok := s.Lend('村'); !ok {
		t.Error("closed, they do not open their files again")
	}
}

func TestOrder(t *testing.T) {
	names := []string{"unifont.otf", "LXGWWenKai-Bold.ttf", "a.ttf", "HanaMinB.ttf", "simsunb.ttf", "LXGWWenKai-Regular.ttf", "simsun.ttc",
		"BabelStoneHan.ttf", "NotoSerifCJK-Regular.ttc", "AdobeBlank.ttf"}
	var files []memory
	for _, n := range names {
		files = append(files, memory{n, nil, 0})
	}
	var got []string
	for _, f := range these(files...).files {
		got = append(got, f.name)
	}
	want := "simsun.ttc simsunb.ttf BabelStoneHan.ttf NotoSerifCJK-Regular.ttc LXGWWenKai-Regular.ttf LXGWWenKai-Bold.ttf HanaMinB.ttf a.ttf unifont.otf"
	if strings.Join(got, " ") != want {
		t.Errorf("%s\nwant\n%s", strings.Join(got, " "), want)
	}
}

func TestRoles(t *testing.T) {
	s := these(memory{"a.ttf", embeddedFont(t, templates.FontText), 0}, memory{"b.ttf", embeddedFont(t, templates.FontHead), 0})
	for role, want := range map[Role]string{Song: "a.ttf", Hei: "b.ttf", Fang: "", Kai: "", Title: ""} {
		f, data, ok := s.ForRole(role)
		if ok != (want != "") || ok && (f.File != want || len(data) == 0) {
			t.Errorf("%s: %v", role, ok)
		}
	}
}

// FuzzOpen holds that no file makes the program crash, whatever is asked of it.
func FuzzOpen(f *testing.F) {
	title := embeddedFont(f, templates.FontTitle)
	faces, err := OpenBytes("x", title)
	must.Succeed(f, err)
	small := reduced(f, faces[0])
	f.Add(small)
	f.Add(collection(small, 2))
	f.Add([]byte("OTTO\x00\x01\x00\x10\x00\x00\x00\x00CFF \x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x10\x01\x00\x04\x01"))
	f.Fuzz(func(t *testing.T, file []byte) {
		defer growth.Bound(t, len(file), 16<<20, 400)()
		faces, err := OpenBytes("x", file)
		if err != nil {
			return
		}
		for _, face := range faces {
			_ = face.Name()
			for _, r := range "村a𠮷\uE000" {
				if face.Has(r) {
					_, _ = face.Outline(r)
				}
			}
			_, _ = face.Standalone()
		}
	})
}

// reduced is a face whose glyphs are cut off behind the first few: a small file
// to begin from.
func reduced(t testing.TB, f *Face) []byte {
	t.Helper()
	var tables []table
	for _, tag := range embedded {
		tb, ok := f.tables.find(tag)
		if !ok {
			t.Fatalf("no %s", tag)
		}
		if tag == "glyf" {
			tb.length = 8 << 10
		}
		tables = append(tables, tb)
	}
	b, err := f.assemble(tables)
	must.Succeed(t, err)
	return b
}
