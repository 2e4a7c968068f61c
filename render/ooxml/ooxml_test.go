package ooxml

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"周大山": "周大山", "a\x00b": "a\uFFFDb", "\xff": "\uFFFD", "𠮷": "𠮷", "\uFFFE": "\uFFFD", "一\n二": "一\n二",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q", in, got)
		}
	}
}

func TestCutCountsAsExcelDoes(t *testing.T) {
	if got := Cut("𠮷村𠮷", 4); got != "𠮷村" {
		t.Errorf("cut to %q", got)
	}
	if got := Units("𠮷村"); got != 3 {
		t.Errorf("%d units", got)
	}
}

// TestPacker: parts given in any order stand in one, the list of their types
// first, and are read back as they were; pictures are not compressed again.
func TestPacker(t *testing.T) {
	parts := map[string]string{"b.xml": "<b/>", "[Content_Types].xml": "<t/>", "a.png": "PNG", "xl/c.xml": ""}
	pack := func(order ...string) []byte {
		var out bytes.Buffer
		p := NewPacker(&out)
		for _, name := range order {
			w, err := p.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(w, parts[name])
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	one := pack("b.xml", "[Content_Types].xml", "a.png", "xl/c.xml")
	if !bytes.Equal(one, pack("xl/c.xml", "a.png", "b.xml", "[Content_Types].xml")) {
		t.Error("the order in which parts come shows")
	}
	z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"[Content_Types].xml", "a.png", "b.xml", "xl/c.xml"} {
		f := z.File[i]
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || f.Name != name || string(got) != parts[name] || (f.Method == zip.Store) != (name == "a.png") {
			t.Errorf("part %d is %s, %q: %v", i, f.Name, got, err)
		}
	}
}
