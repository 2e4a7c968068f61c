package pdffile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"ruhu/model/must"
)

// empty is a file of fpdf's with so many empty pages, as render/pdf asks for it, with
// texts that look like entries of dictionaries.
func empty(t *testing.T, pages int) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "A4", "")
	p.SetCatalogSort(true)
	p.SetCompression(false)
	p.SetCreationDate(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	p.SetModificationDate(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	p.SetLang("zh-CN")
	p.SetTitle(`/Root 1 0 R >> (\) endobj`, false)
	for i := range pages {
		p.AddPageFormat("P", fpdf.SizeType{Wd: 300, Ht: float64(300 + i)})
		p.Bookmark("/Contents 1 0 R", i%2, 0)
	}
	var out bytes.Buffer
	must.Succeed(t, p.Output(&out))
	return out.Bytes()
}

func packed(text string) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	io.WriteString(w, text)
	w.Close()
	return out.Bytes()
}

// TestFpdf holds what the package needs of the fpdf that is in use (see the package
// comment). Where a new one fails it, adapt the package.
func TestFpdf(t *testing.T) {
	for _, pages := range []int{1, 2, 11} {
		f, err := Parse(empty(t, pages))
		if err != nil {
			t.Fatalf("%d pages: %v", pages, err)
		}
		if f.Pages() != pages {
			t.Errorf("%d pages, not %d", f.Pages(), pages)
		}
		for i, n := range f.contents {
			text, data, ok := bytes.Cut(f.objects[n].text, []byte("stream\n"))
			if !ok || !bytes.Contains(text, []byte("/Length")) || !bytes.HasPrefix(data, []byte("0 J\n")) {
				t.Errorf("page %d is said to hold %q", i, f.objects[n].text)
			}
		}
		if d, err := parseDictionary(f.objects[f.resources].text[len(fmt.Sprintf("%d 0 obj\n", f.resources)):]); err != nil || d["ProcSet"] == "" || d["Font"] == "" {
			t.Errorf("the pages' resources are %v, %v", d, err)
		}
	}
}

// TestWritten parses again what was written: the same objects, but for those replaced
// and added.
func TestWritten(t *testing.T) {
	file := empty(t, 3)
	f, err := Parse(file)
	must.Succeed(t, err)
	var same bytes.Buffer
	if _, err := f.WriteTo(&same); err != nil {
		t.Fatal(err)
	}
	again, err := Parse(same.Bytes())
	must.Succeed(t, err)
	for n := range f.objects {
		if !bytes.Equal(f.objects[n].text, again.objects[n].text) {
			t.Errorf("object %d has changed", n)
		}
	}
	f.SetContents(1, packed("0 0 9 9 re f"))
	face := f.Add("<</Type /Font>>")
	stream := f.AddStream(packed("x"), " /Length1 1")
	f.SetResources(fmt.Sprintf("<</Font <</F %d 0 R>>>>", face))
	var out bytes.Buffer
	if n, err := f.WriteTo(&out); err != nil || n != int64(out.Len()) {
		t.Errorf("%d bytes, said to be %d: %v", out.Len(), n, err)
	}
	got, err := Parse(out.Bytes())
	must.Succeed(t, err)
	for n, want := range map[int]string{
		got.contents[1]: "<</Filter /FlateDecode /Length", stream: " /Length1 1>>\nstream\n", got.resources: fmt.Sprintf("/F %d 0 R", face), face: "/Type /Font",
	} {
		if !bytes.Contains(got.objects[n].text, []byte(want)) {
			t.Errorf("object %d is %q, without %s", n, got.objects[n].text, want)
		}
	}
	if !slices.Equal(got.contents, f.contents) || got.Pages() != 3 {
		t.Errorf("pages at %v, were at %v", got.contents, f.contents)
	}
}

// TestOtherFiles: files that fpdf lays out otherwise are refused, and the error says
// what is missing. Only the part that is named changes, to a text of the same length.
func TestOtherFiles(t *testing.T) {
	file := empty(t, 2)
	for _, c := range []struct{ old, new, want string }{
		{"startxref", "startzref", "no place of the table"},
		{"xref\n0 ", "xref\n1 ", "no table of all objects"},
		{"\n/Root", "\n/Boot", "no catalog"},
		{"/Info", "/Inf2", "other entries"},
		{"/Type /Catalog", "/Type /Katalog", "not a Catalog"},
		{"/Pages 1 0 R", "/Pages [1 0]", "no list of pages"},
		{"/Type /Pages", "/Type /Trees", "not a Pages"},
		{"/Kids [3", "/Kins [3", "no pages in their list"},
		{"/Kids [3 0 R ", "/Kids [1 0 R ", "object 1 is \"/Pages\", not a Page"},
		{"/Contents 4 0 R", "/Contents [4 0]", "page 3 has no stream"},
		{"/Contents 6 0 R", "/Contents 4 0 R", "page 5 has no stream of its own"},
		{"/Contents 6 0 R", "/Contents 0 0 R", "page 5 has no stream"},
		{"/Resources 2 0 R\n/Contents 6", "/Resources <<>> \n/Contents 6", "page 5 does not share"},
		{"/Resources 2 0 R\n/Contents 6", "/Resources 4 0 R\n/Contents 6", "page 5 does not share"},
		{"4 0 obj", "5 0 obj", "object 4 is not where"},
	} {
		if !strings.Contains(string(file), c.old) {
			t.Errorf("fpdf writes no %q", c.old)
			continue
		}
		_, err := Parse([]byte(strings.Replace(string(file), c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: %v, want %s", c.new, c.old, err, c.want)
		}
	}
	for _, file := range []string{"", "%PDF-1.3", "startxref\n0\n%%EOF", "xref\n0 1\n0000000000 65535 f \nstartxref\n0\n%%EOF"} {
		if _, err := Parse([]byte(file)); err == nil {
			t.Errorf("%q is taken for a file", file)
		}
	}
}

// TestDictionary: entries are found whatever stands in texts and inner dictionaries.
func TestDictionary(t *testing.T) {
	d, err := parseDictionary([]byte("<</A(/B 1 0 R \\) (>>) )/C<</B 2 0 R>>/D[/B 3 0 R]/E<2F42>\n/B\n4 0\tR/F/G/H 5/Kids [ 6 0 R\n7 0 R ] >> /B 8 0 R"))
	must.Succeed(t, err)
	want := dictionary{"A": "(/B 1 0 R \\) (>>) )", "C": "<</B 2 0 R>>", "D": "[/B 3 0 R]", "E": "<2F42>", "B": "4 0\tR", "F": "/G", "H": "5", "Kids": "[ 6 0 R\n7 0 R ]"}
	if fmt.Sprint(d) != fmt.Sprint(want) {
		t.Errorf("got %q", d)
	}
	if n, ok := d.refer("B"); n != 4 || !ok {
		t.Errorf("B refers to %d, %v", n, ok)
	}
	if _, ok := d.refer("H"); ok {
		t.Error("a number is taken for a reference")
	}
	if list, ok := d.list("Kids"); !ok || !slices.Equal(list, []int{6, 7}) {
		t.Errorf("a list of %v, %v", list, ok)
	}
	for _, bad := range []string{"", "<<", "<</A", "<</A (", "<</A <<>>", "<<1 2>>", "[/A 1]", "<</A ]>>"} {
		if d, err := parseDictionary([]byte(bad)); err == nil {
			t.Errorf("%q is taken for %v", bad, d)
		}
	}
}
