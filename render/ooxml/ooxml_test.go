package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"

	"ruhu/model/must"
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
			must.Succeed(t, err)
			io.WriteString(w, parts[name])
		}
		must.Succeed(t, p.Close())
		return out.Bytes()
	}
	one := pack("b.xml", "[Content_Types].xml", "a.png", "xl/c.xml")
	if !bytes.Equal(one, pack("xl/c.xml", "a.png", "b.xml", "[Content_Types].xml")) {
		t.Error("the order in which parts come shows")
	}
	z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	must.Succeed(t, err)
	for i, name := range []string{"[Content_Types].xml", "a.png", "b.xml", "xl/c.xml"} {
		f := z.File[i]
		r, err := f.Open()
		must.Succeed(t, err)
		got, err := io.ReadAll(r)
		if err != nil || f.Name != name || string(got) != parts[name] || (f.Method == zip.Store) != (name == "a.png") {
			t.Errorf("part %d is %s, %q: %v", i, f.Name, got, err)
		}
	}
}

// TestPieces: stretches made for themselves stand in their part one behind the
// other, whatever was written around them, and refer to nothing outside.
func TestPieces(t *testing.T) {
	long := strings.Repeat("<row>长</row>", 30_000)
	for _, parts := range [][]string{{"<a>", "", "</a>"}, {"", long, ""}, {long, long, long}, {"x", long + "y", long}} {
		var out bytes.Buffer
		p := NewPacker(&out)
		if err := p.Append(new(Piece)); err == nil {
			t.Error("a piece went into no part")
		}
		w, err := p.Create("a.xml")
		must.Succeed(t, err)
		piece := new(Piece)
		half := len(parts[1]) / 2
		io.WriteString(piece, parts[1][:half])
		must.Succeed(t, piece.Finish())
		io.WriteString(piece, parts[1][half:]) // which Append ends
		io.WriteString(w, parts[0])
		must.Succeed(t, p.Append(piece))
		io.WriteString(w, parts[2])
		must.Succeed(t, p.Close())
		z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		must.Succeed(t, err)
		r, err := z.Open("a.xml")
		must.Succeed(t, err)
		got, err := io.ReadAll(r) // which looks at the checksum too
		if want := strings.Join(parts, ""); err != nil || string(got) != want {
			t.Errorf("read %d bytes of %d: %v", len(got), len(want), err)
		}
	}
}

// TestUsedCompressor: what a compressor has done before does not show.
func TestUsedCompressor(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(n int) string {
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, `<c r="A%d" t="inlineStr"><is><t>村%d组</t></is></c>`, r.IntN(1000), r.IntN(50))
		}
		return b.String()
	}
	texts := []string{text(5), text(3000), text(40_000), text(300)}
	var first []string
	for round := range 3 {
		for i, s := range texts {
			var b bytes.Buffer
			w := compressor(&b)
			if round == 0 {
				w, _ = flate.NewWriter(&b, level)
			}
			for len(s) > 0 {
				n := min(1+r.IntN(40_000), len(s))
				io.WriteString(w, s[:n])
				s = s[n:]
			}
			must.Succeed(t, w.Close())
			compressors.Put(w)
			if round == 0 {
				first = append(first, b.String())
			} else if b.String() != first[i] {
				t.Errorf("text %d becomes others bytes the %d. time", i, round+1)
			}
		}
	}
}
