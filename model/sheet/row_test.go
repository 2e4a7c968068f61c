package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
)

// readRows reads rows as a sheet's, with shared texts, and gives what is filled.
func readRows(t testing.TB, rows, shared string) (string, error) {
	t.Helper()
	book := replace(t, xlsx(t, "", rows, ""), map[string]string{"xl/sharedStrings.xml": shared})
	var b strings.Builder
	err := open(t, "册.xlsx", book)[0].Each(func(row int, cells []string) bool {
		for i, c := range cells {
			if c != "" {
				fmt.Fprintf(&b, "%s=%q ", model.CellName(i+1, row), c)
			}
		}
		return true
	})
	return strings.TrimSpace(b.String()), err
}

const shared = `<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4">
<si><t>甲</t></si><si><r><rPr><b/></rPr><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si>
<si/><si><t>a_x000D_b_x005F_x0041_</t><phoneticPr fontId="1"/></si></sst>`

func TestRows(t *testing.T) {
	tests := []struct{ name, rows, want string }{
		{"shared texts", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v> 1 </v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>`,
			`A1="甲" B1="乙 丙" D1="a\rb_x0041_"`},
		{"inline texts", `<row r="1"><c r="A1" t="inlineStr"><is><t>甲&amp;乙&#x4E19;&#10;</t></is></c>
			<c r="B1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></is></c>
			<c r="C1" t="inlineStr"><is/></c><c r="D1" t="inlineStr"><v>无</v></c></row>`, `A1="甲&乙丙\n" B1="一二" D1="无"`},
		{"kinds of values", `<row r="1"><c r="A1"><v>1.50</v></c><c r="B1" t="n"><v>43750</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c>
			<c r="E1" t="str"><f>A1&amp;"x"</f><v>1.5x</v></c><c r="F1" t="d"><v>2019-10-12T00:00:00Z</v></c></row>`,
			`A1="1.50" B1="43750" C1="1" E1="1.5x" F1="2019-10-12"`},
		{"without places", `<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>`, `A1="1" C1="2" A3="3"`},
		{"gaps", `<row r="3"><c r="c3"><v>1</v></c><c><v>2</v></c></row><row r="07"><c r="$AA$7"><v>3</v></c></row>`, `C3="1" D3="2" AA7="3"`},
		{"cells in any order", `<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>`, `A1="1" C1="3"`},
		{"prefixes", `<x:row xmlns:x="u" r="1"><x:c r="A1" x:t="s"><x:v>1</x:v></x:c></x:row>`, `A1="1"`},
		{"single quotes", `<row r='1'><c r = 'A1' t='inlineStr'><is><t>'"</t></is></c></row>`, `A1="'\""`},
		{"CDATA and comments", `<row r="1"><!-- <row r="9"> --><c r="A1" t="inlineStr"><is><t><![CDATA[<v>&amp;]]>甲<!-- x -->乙</t></is></c></row>`, `A1="<v>&amp;甲乙"`},
		{"line ends", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a\r\nb\rc&#13;d</t></is></c></row>", `A1="a\nb\nc\rd"`},
		{"escapes of texts", `<row r="1"><c r="A1" t="str"><v>a_x000d_&#10;b</v></c><c r="B1" t="inlineStr"><is><t>_x4E00__xZZZZ_</t></is></c></row>`, `A1="a\r\nb" B1="一_xZZZZ_"`},
		{"blanks stay", `<row r="1"><c r="A1" t="str"><v>  1  </v></c></row>`, `A1="  1  "`},
		{"what is new to us", `<row r="1" x14ac:dyDescent="0.2"><c r="A1"><f>1+1</f><v>2</v><extLst><ext><v>9</v><row r="5"/></ext></extLst></c><foo><c><v>7</v></c></foo></row>`, `A1="2"`},
		{"marks in quotes", `<row r="1" note="a>b"><c r="A1" note='/>'><v>1</v></c></row>`, `A1="1"`},
		{"rows in parts", `<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>`,
			`A1="1" B1="2" C1="3" A2="4"`},
		{"rows backwards", `<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row><c><v>3</v></c></row>`, `B2="2" A3="3" A5="5"`},
		{"bad characters", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a\x01b\xffc</t></is></c></row>", `A1="a b` + "\uFFFD" + `c"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readRows(t, tt.rows, shared)
			if err != nil || got != tt.want {
				t.Errorf("%s %v\nwant\n%s", got, err, tt.want)
			}
		})
	}
}

// What is damaged must not pass for less, or for something else.
func TestRowsDamaged(t *testing.T) {
	const good = `<row r="1"><c r="A1"><v>1</v></c></row>`
	for _, tt := range []struct{ name, rows string }{
		{"unknown reference", `<row r="2"><c r="A2" t="str"><v>&nbsp;</v></c></row>`},
		{"open reference", `<row r="2"><c r="A2" t="str"><v>a & b</v></c></row>`},
		{"wrong end", `<row r="2"><c r="A2"><v>1</c></v></row>`},
		{"text between", `<row r="2">1<c r="A2"><v>1</v></c></row>`},
		{"no quotes", `<row r="2"><c r=A2><v>1</v></c></row>`},
		{"open quotes", `<row r="2"><c r="A2><v>1</v></c></row>`},
		{"no such place", `<row r="2"><c r="1A"><v>1</v></c></row>`},
		{"beyond the last column", `<row r="2"><c r="XFE2"><v>1</v></c></row>`},
		{"beyond the last row", `<row r="1048577"><c><v>1</v></c></row>`},
		{"beyond it without numbers", strings.Repeat("<row/>", maxRows)},
		{"no number", `<row r="x"><c><v>1</v></c></row>`},
		{"no such text", `<row r="2"><c r="A2" t="s"><v>4</v></c></row>`},
		{"no number of a text", `<row r="2"><c r="A2" t="s"><v>a</v></c></row>`},
		{"a document type", `<!DOCTYPE x><row r="2"/>`},
		{"open comment", `<!-- <row r="2"/>`},
		{"two rows in one", `<row r="2"><row r="3"></row>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readRows(t, good+tt.rows, shared)
			if err == nil || !strings.Contains(err.Error(), "损坏") || !strings.HasPrefix(got+" ", `A1="1" `) {
				t.Errorf("%v after %s", err, got)
			}
		})
	}
}

// A sheet that is cut anywhere in its rows is damaged.
func TestRowsCut(t *testing.T) {
	rows := `<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>甲&amp;</t></is></c></row><row r="2"><c r="A2"><v>2</v></c></row>`
	for n := range len(rows) {
		end := n == 0 || n == strings.Index(rows, `<row r="2"`)
		d := newRowDecoder(alone()).decode([]byte(rows[:n] + "</sheetData>"))
		if (d.err == nil && d.last) != end {
			t.Errorf("cut at %d: %v, last %v", n, d.err, d.last)
		}
		cut := replace(t, xlsx(t, "", "", ""), map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + rows[:n]})
		if err := open(t, "册.xlsx", cut)[0].Each(func(int, []string) bool { return true }); err == nil {
			t.Errorf("cut at %d without any end: no error", n)
		}
	}
}

// One cell at the far right of a sheet does not make all rows below it as wide.
func TestRowsBelowWide(t *testing.T) {
	rows := `<row><c r="XFD1"><v>1</v></c></row>` + strings.Repeat(`<row><c><v>1</v></c></row>`, 2000)
	var d decoded
	n := allocated(func() { d = newRowDecoder(alone()).decode([]byte(rows)) })
	if len(d.rows) != 2001 || n > 8<<20 {
		t.Errorf("%d rows took %d bytes", len(d.rows), n)
	}
}

// Elements in elements are not remembered without end.
func TestDeep(t *testing.T) {
	m := markup{b: bytes.Repeat([]byte("<a>"), 1<<20)}
	ok := true
	if n := allocated(func() { ok = m.skip([]byte("a")) }); ok || n > 1<<20 {
		t.Errorf("%v, %d bytes", ok, n)
	}
}

// Names of parts are the same in capitals and in small letters (ECMA-376 part 2, 6.2.2.3).
func TestNameOfPart(t *testing.T) {
	data := replace(t, xlsx(t, "", `<row r="1"><c r="A1"><v>1</v></c></row>`, ""), nil)
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must.Succeed(t, err)
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, f := range zr.File {
		w, err := zw.Create(strings.Replace(f.Name, "sheet1.xml", "Sheet1.XML", 1))
		must.Succeed(t, err)
		r, err := f.Open()
		must.Succeed(t, err)
		_, err = io.Copy(w, r)
		must.Succeed(t, err)
	}
	must.Succeed(t, zw.Close())
	rows := 0
	if err := open(t, "册.xlsx", out.Bytes())[0].Each(func(int, []string) bool { rows++; return true }); err != nil || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
}

// Parts are read in whatever encoding they declare to be.
func TestEncodingsOfParts(t *testing.T) {
	const rows = `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>乙</t></is></c></row></sheetData></worksheet>`
	head := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?>` }
	for name, make := range map[string]func(string) string{
		"UTF-8":                    func(s string) string { return head("UTF-8") + s },
		"UTF-8 without a word":     func(s string) string { return s },
		"UTF-8 with mark":          func(s string) string { return "\xEF\xBB\xBF" + head("utf-8") + s },
		"UTF-8, said to be UTF-16": func(s string) string { return head("utf-16") + s },
		"GB18030":                  func(s string) string { return string(encoded(t, simplifiedchinese.GB18030, head("GB18030")+s)) },
		"UTF-16": func(s string) string {
			return string(encoded(t, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), head("UTF-16")+s))
		},
		"UTF-16, big end first": func(s string) string {
			return string(encoded(t, utf16.UTF16(utf16.BigEndian, utf16.UseBOM), head("UTF-16")+s))
		},
	} {
		book := replace(t, xlsx(t, "", "", ""), map[string]string{
			"xl/worksheets/sheet1.xml": make(rows), "xl/sharedStrings.xml": make(`<sst><si><t>甲</t></si></sst>`),
		})
		var got []string
		if err := open(t, "册.xlsx", book)[0].Each(func(_ int, cells []string) bool { got = cells; return true }); err != nil || !slices.Equal(got, []string{"甲", "乙"}) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// Rows are the same however the sheet is divided.
func TestRowsInPieces(t *testing.T) {
	var rows, want strings.Builder
	for r := 1; rows.Len() < 5*pieceSize; r++ {
		number := fmt.Sprintf(` r="%d"`, r)
		if r%3 == 0 {
			number = ""
		}
		fmt.Fprintf(&rows, `<row%s><c t="inlineStr"><is><t>第%d行&lt;row></t></is></c><c><v>3.2E+17</v></c></row>`, number, r)
		fmt.Fprintf(&want, `A%d="第%d行<row>" B%d="3.2E+17" `, r, r, r)
	}
	got, err := readRows(t, rows.String(), shared)
	if err != nil || got != strings.TrimSpace(want.String()) {
		t.Errorf("%v; %d bytes instead of %d", err, len(got), want.Len())
	}
}

// TestRowsAsExcelize reads files with both readers.
func TestRowsAsExcelize(t *testing.T) {
	files, err := filepath.Glob("../../samples/*.xlsx")
	more, err2 := filepath.Glob("../../samples/*/*.xlsx")
	if files = append(files, more...); err != nil || err2 != nil || len(files) < 4 {
		t.Fatal(files, err, err2)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		must.Succeed(t, err)
		asExcelize(t, name, data)
	}
}

// asExcelize compares what is filled in a workbook with what excelize reads.
func asExcelize(t *testing.T, name string, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	must.Succeed(t, err)
	defer f.Close()
	for _, s := range open(t, name, data) {
		want, err := f.GetRows(s.Name())
		must.Succeed(t, err)
		must.Succeed(t, s.Each(func(row int, cells []string) bool {
			var theirs []string
			if row <= len(want) {
				theirs = want[row-1]
			}
			for i := range max(len(cells), len(theirs)) {
				if a, b := nth(cells, i), nth(theirs, i); a != b {
					t.Errorf("%s %s %s: %q, excelize %q", name, s.Name(), model.CellName(i+1, row), a, b)
				}
			}
			return true
		}))
	}
}

func nth(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

// byObjects reads rows with encoding/xml.
func byObjects(rows string) (string, error) {
	type runs struct {
		T []string `xml:"t"`
		R []struct {
			T []string `xml:"t"`
		} `xml:"r"`
	}
	var sheet struct {
		Rows []struct {
			R     string `xml:"r,attr"`
			Cells []struct {
				R  string  `xml:"r,attr"`
				T  string  `xml:"t,attr"`
				V  string  `xml:"v"`
				IS []*runs `xml:"is"`
			} `xml:"c"`
		} `xml:"row"`
	}
	if err := xml.Unmarshal([]byte("<sheetData>"+rows+"</sheetData>"), &sheet); err != nil {
		return "", err
	}
	var b strings.Builder
	row := 0
	for _, r := range sheet.Rows {
		row++
		if n, err := strconv.Atoi(r.R); err == nil && n > 0 {
			row = n
		}
		var cells []string
		col := 0
		for _, c := range r.Cells {
			col++
			if n, _, ok := cellAt([]byte(c.R)); ok {
				col = n
			}
			text := c.V
			if c.T == "inlineStr" && len(c.IS) > 0 {
				var joined []string
				for _, r := range c.IS {
					joined = append(joined, r.T...)
					for _, r := range r.R {
						joined = append(joined, r.T...)
					}
				}
				text = strings.Join(joined, "")
			}
			if text == "" {
				continue
			}
			for len(cells) < col {
				cells = append(cells, "")
			}
			cells[col-1] = text
		}
		for i, c := range cells {
			if c != "" {
				fmt.Fprintf(&b, "%s=%q ", model.CellName(i+1, row), c)
			}
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// FuzzSheetRows reads rows with the decoder and with encoding/xml: where both
// think them whole they say the same.
func FuzzSheetRows(f *testing.F) {
	for _, s := range []string{
		`<row r="1"><c r="A1"><v>1</v></c><c r="C1" t="inlineStr"><is><t>甲&amp;</t></is></c></row><row><c t="str"><f>x</f><v>&#65;</v></c></row>`,
		`<row><c r="B1" t='inlineStr'><is><r><t>a</t></r><r><t><![CDATA[<b>]]></t></r><rPh><t>c</t></rPh></is></c></row><!-- x --><row r="9"/>`,
		`<row r="3"><c><v>1<x/>2</v></c><y><c><v>3</v></c></y></row>`, "<row><c><v>\r\n\x01</v></c></row>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		defer growth.Bound(t, len(rows), 256<<20, 4000)()
		var b strings.Builder
		d := newRowDecoder(alone()).decode([]byte(rows))
		row := 0
		for _, r := range d.rows {
			if row++; r.number > 0 {
				row = r.number
			}
			for i, c := range r.cells {
				if c != "" {
					fmt.Fprintf(&b, "%s=%q ", model.CellName(i+1, row), c)
				}
			}
		}
		if d.err != nil || strings.ContainsAny(rows, ":_") { // prefixes; escapes of Excel's own
			return
		}
		want, err := byObjects(rows)
		if got := strings.TrimSpace(b.String()); err == nil && got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	})
}

// alone is what a sheet has of a workbook that has nothing.
func alone() *common {
	return &common{shared: &sharedTexts{}, budget: newBudget(0), stopped: func() error { return nil }}
}
