package workbook

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/render/ooxml"
	"ruhu/render/ooxml/ooxmltest"
)

// few is what one workbook of the tests says, for this package and for the library.
var few = struct {
	rows   [][]any
	styles []excelize.Style
}{
	rows: [][]any{{"户主", "人口"}, {"周大山 ", 3}, {"<&>", 2.5}, {nil, 7}, {"陈", 1}},
	styles: []excelize.Style{
		{Font: &excelize.Font{Family: "宋体", Size: 10, Bold: true}, Border: []excelize.Border{{Type: "left", Color: "7F7F7F", Style: 1}}},
		{NumFmt: 49},
	},
}

// frame asks the library for what is its part.
func frame(t *testing.T, f *excelize.File, sheet string) (styles []int) {
	t.Helper()
	for _, s := range few.styles {
		id, err := f.NewStyle(&s)
		must.Succeed(t, err)
		styles = append(styles, id)
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref, dv.Type, dv.Formula1 = "B2:B5", "list", `"1,2"`
	for _, err := range []error{
		f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0)}),
		f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: new(0.4), Right: new(0.4), Top: new(0.75), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3), Horizontally: new(true)}),
		f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页"}),
		f.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true}),
		f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}),
		f.AddDataValidation(sheet, dv),
		f.AddIgnoredErrors(sheet, "A1:B5", excelize.IgnoredErrorsNumberStoredAsText),
		f.AddComment(sheet, excelize.Comment{Author: "ruhu", Cell: "A1", Text: "填法"}),
	} {
		must.Succeed(t, err)
	}
	return styles
}

// ours writes the workbook with this package.
func ours(t *testing.T) []byte {
	t.Helper()
	b := newBook(t, Properties{Title: "村", Font: "宋体"})
	first := add(t, b, "表")
	add(t, b, "空")
	styles := frame(t, b.File, "表")
	first.Columns(Column{From: 1, To: 1, Width: 12.5, Style: styles[1]}, Column{From: 2, To: 2, Width: 9, Hidden: true}, Column{From: 3, To: 3, Width: 7})
	for i, row := range few.rows {
		first.Row(i+1, 20)
		for col, v := range row {
			first.Cell(col, styles[i%2], v, "")
		}
		first.EndRow()
	}
	first.Merge("A4:A5")
	first.Break(3)
	first.Link("A2", Link{Target: "甲 <1>#%.xlsx", Location: "'户'!K2"})
	first.Link("A3", Link{Location: "'空'!A1"})
	first.Define(PrintTitles, "'表'!$1:$1")
	first.Filter("A1:B5")
	return bytesOf(t, b)
}

// library writes it with the library alone.
func library(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		must.Succeed(t, err)
	}
	check(f.SetSheetName("Sheet1", "表"))
	_, err := f.NewSheet("空")
	check(err)
	check(f.SetDefaultFont("宋体"))
	check(f.SetAppProps(&excelize.AppProperties{Application: "ruhu"}))
	check(f.SetDocProps(&excelize.DocProperties{Title: "村", Creator: "ruhu", LastModifiedBy: "ruhu", Created: Date, Modified: Date, Language: "zh-CN"}))
	styles := frame(t, f, "表")
	check(f.SetCellHyperLink("表", "A2", "甲%20<1>%23%25.xlsx", "External"))
	check(f.SetCellHyperLink("表", "A3", "'空'!A1", "Location"))
	check(f.SetDefinedName(&excelize.DefinedName{Name: PrintTitles, Scope: "表", RefersTo: "'表'!$1:$1"}))
	w, err := f.NewStreamWriter("表")
	check(err)
	check(w.SetColWidth(3, 3, 7))
	check(w.SetColWidth(2, 2, 9))
	check(w.SetColVisible(2, 2, false))
	check(w.SetColWidth(1, 1, 12.5))
	check(w.SetColStyle(1, 1, styles[1]))
	for i, row := range few.rows {
		cells := make([]any, len(row))
		for col, v := range row {
			cells[col] = excelize.Cell{StyleID: styles[i%2], Value: v}
		}
		check(w.SetRow(fmt.Sprintf("A%d", i+1), cells, excelize.RowOpts{Height: 20}))
	}
	check(w.MergeCell("A4", "A5"))
	check(w.InsertPageBreak("A4"))
	check(f.AutoFilter("表", "A1:B5", nil))
	check(w.Flush())
	var out bytes.Buffer
	check(f.Write(&out))
	return out.Bytes()
}

// TestAsTheLibraryWrites: part by part, a workbook of ours says what the library's
// says. Named are the differences where the library cannot say it (a link to a cell of
// another file), numbers it otherwise (relations), leaves the order to a map (content
// types) or says what is not so (a sheet of one cell, breaks between columns).
func TestAsTheLibraryWrites(t *testing.T) {
	got, want := canonical(t, ours(t)), canonical(t, library(t))
	const sheet, relations = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
	for _, c := range []struct{ part, library, ours string }{
		{sheet, "<main:hyperlink ref=\"A2\" relationships:id=\"rId3\">", "<main:hyperlink location=\"'户'!K2\" ref=\"A2\" relationships:id=\"link1\">"},
		{sheet, "<main:autoFilter ref=\"$A$1:$B$5\">", "<main:autoFilter ref=\"A1:B5\">"},
		{sheet, "<main:dimension ref=\"A1\">\n</main:dimension>\n", ""},
		{sheet, "<main:colBreaks>\n</main:colBreaks>\n", ""},
		{"xl/worksheets/sheet2.xml", "<main:dimension ref=\"A1\">\n</main:dimension>\n", ""},
		{relations, "\"rId3\"", "\"link1\""},
	} {
		if n := strings.Count(want[c.part], c.library); n != 1 {
			t.Errorf("%s has %s %d times:\n%s", c.part, c.library, n, want[c.part])
		}
		want[c.part] = strings.Replace(want[c.part], c.library, c.ours, 1)
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("no part %s", name)
		}
	}
	for name, text := range got {
		a, b := strings.Split(text, "\n"), strings.Split(want[name], "\n")
		if name == typesPart {
			slices.Sort(a)
			slices.Sort(b)
		}
		at := 0
		for at < min(len(a), len(b)) && a[at] == b[at] {
			at++
		}
		if at < max(len(a), len(b)) {
			t.Errorf("%s differs at\n%s\nthe library's at\n%s", name, strings.Join(a[at:min(at+5, len(a))], "\n"), strings.Join(b[at:min(at+5, len(b))], "\n"))
		}
	}
}

// canonical gives the parts of a workbook as lines.
func canonical(t *testing.T, file []byte) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for name, data := range ooxmltest.Parts(t, file) {
		lines := ooxmltest.Canonical(t, data)
		out[name] = strings.Join(lines, "\n") + "\n"
	}
	return out
}

// TestSameBytes: a workbook's bytes do not depend on the order of a map.
func TestSameBytes(t *testing.T) {
	first := ours(t)
	for range 8 {
		if !bytes.Equal(first, ours(t)) {
			t.Fatal("two runs give different bytes")
		}
	}
}

// TestNothingIsLost: what the library has written where a sheet writes itself, or what
// has no place, is an error and not left out.
func TestNothingIsLost(t *testing.T) {
	for name, do := range map[string]func(*excelize.File) error{
		"a cell":  func(f *excelize.File) error { return f.SetCellValue("表", "A1", 1) },
		"a width": func(f *excelize.File) error { return f.SetColWidth("表", "A", "A", 5) },
		"a merge": func(f *excelize.File) error { return f.MergeCell("表", "A1", "B2") },
		"a link":  func(f *excelize.File) error { return f.SetCellHyperLink("表", "A1", "'表'!A2", "Location") },
		"a break": func(f *excelize.File) error { return f.InsertPageBreak("表", "A4") },
		"a sparkle": func(f *excelize.File) error {
			return f.AddSparkline("表", &excelize.SparklineOptions{Location: []string{"A1"}, Range: []string{"表!B1:C1"}})
		},
	} {
		b := newBook(t, Properties{Font: "宋体"})
		add(t, b, "表")
		if err := do(b.File); err != nil {
			t.Fatal(name, err)
		}
		if err := b.Write(io.Discard); err == nil {
			t.Errorf("%s is lost in silence", name)
		}
	}
}

// TestDefaultFont: the font by which columns are measured is the one that is named.
func TestDefaultFont(t *testing.T) {
	b := newBook(t, Properties{Font: "Times New Roman", Size: 12})
	add(t, b, "表")
	lines := ooxmltest.Canonical(t, ooxmltest.Parts(t, bytesOf(t, b))[stylesPart])
	at := slices.Index(lines, "<main:font>")
	if got := strings.Join(lines[at:at+9], ""); !strings.Contains(got, `sz val="12"`) || !strings.Contains(got, `name val="Times New Roman"`) || strings.Contains(got, "scheme") {
		t.Errorf("default font %s", got)
	}
}

// TestReplaceText: one text of one sheet becomes another, and nothing else.
func TestReplaceText(t *testing.T) {
	file := ours(t)
	var out bytes.Buffer
	must.Succeed(t, ReplaceText(&out, file, "表", "<&>", "甲\"<乙>&"))
	f, err := excelize.OpenReader(&out)
	must.Succeed(t, err)
	defer f.Close()
	if s, _ := f.GetCellValue("表", "A3"); s != "甲\"<乙>&" {
		t.Errorf("the cell says %q", s)
	}
	out.Reset()
	must.Succeed(t, ReplaceText(&out, file, "表", "<&>", "<&>"))
	if d := ooxmltest.Differences(t, file, out.Bytes()); len(d) > 0 {
		t.Error(d)
	}
	if ReplaceText(io.Discard, file, "表", "没有", "x") == nil || ReplaceText(io.Discard, file, "不在", "户主", "x") == nil {
		t.Error("what is not there was replaced")
	}
}

// TestSetTexts: a cell that is there, that is not, or that does not say where it is gets
// a text, and nothing else changes.
func TestSetTexts(t *testing.T) {
	file := ours(t)
	for _, cell := range []string{"A3", "C3", "ZZ3"} {
		col, row, err := excelize.CellNameToCoordinates(cell)
		must.Succeed(t, err)
		var out, cleared bytes.Buffer
		must.Succeed(t, SetTexts(&out, file, "表", col, map[int]string{row: "√<"}))
		f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
		must.Succeed(t, err)
		defer f.Close()
		if s, _ := f.GetCellValue("表", cell); s != "√<" {
			t.Errorf("%s says %q", cell, s)
		}
		must.Succeed(t, SetTexts(&cleared, out.Bytes(), "表", col, map[int]string{row: ""}))
		if d := ooxmltest.Differences(t, out.Bytes(), cleared.Bytes()); len(d) != 1 {
			t.Errorf("%s: %v", cell, d)
		}
	}
	rows := etree.NewDocument()
	must.Succeed(t, rows.ReadFromString(`<x:sheetData><x:row><x:c/><x:c r="D1" t="s"><x:v>1</x:v></x:c><x:c/></x:row></x:sheetData>`))
	row, _ := place(rows.Root(), 1)
	for number, want := range map[int]bool{1: true, 2: false, 4: true, 5: true, 6: false} {
		if _, there := place(row, number); there != want {
			t.Errorf("cell %d is there: %v", number, there)
		}
	}
	if SetTexts(io.Discard, file, "表", 1, map[int]string{999: "x"}) == nil || SetTexts(io.Discard, file, "不在", 1, map[int]string{3: "x"}) == nil {
		t.Error("a cell that is not there was written")
	}
}

// TestRowParts: rows are found by their numbers wherever they stand in the XML; what only
// looks like one is none.
func TestRowParts(t *testing.T) {
	const text = `<?xml version="1.0"?><!-- <row r="9"/> --><x:worksheet xmlns:x="u"><x:sheetData><x:row>` +
		`<x:c t="a>b"><x:v><![CDATA[</row>]]></x:v></x:c></x:row><x:row spans=' r="7"' r = '5'><x:c/></x:row><x:row/>` +
		`</x:sheetData><x:rowBreaks count="1"><x:brk id="3"/></x:rowBreaks></x:worksheet>`
	want := map[int]string{1: `<x:row><x:c t="a>b"><x:v><![CDATA[</row>]]></x:v></x:c></x:row>`,
		5: `<x:row spans=' r="7"' r = '5'><x:c/></x:row>`, 6: `<x:row/>`}
	got := make(map[int]string)
	for r := range rowParts([]byte(text)) {
		got[r.number] = text[r.from:r.to]
	}
	if !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for n := range len(text) { // a file that ends anywhere
		for range rowParts([]byte(text[:n])) {
			continue
		}
	}
}

// TestRichText: stretches of a cell keep their fonts, and their text is cleaned and
// kept within what a cell can hold.
func TestRichText(t *testing.T) {
	b := newBook(t, Properties{Font: "宋体"})
	s := add(t, b, "表")
	want := []excelize.RichTextRun{
		{Text: "陈 ", Font: &excelize.Font{Family: "宋体", Size: 10, Bold: true}},
		{Text: "𠮷<&>", Font: &excelize.Font{Family: ooxml.ExtB, Size: 9.5, Color: "0563C1", Underline: "single"}},
	}
	s.Row(1, 0)
	s.Cell(0, 0, want, "")
	s.EndRow()
	f, err := excelize.OpenReader(bytes.NewReader(bytesOf(t, b)))
	must.Succeed(t, err)
	defer f.Close()
	got, err := f.GetCellRichText("表", "A1")
	if err != nil || len(got) != len(want) {
		t.Fatalf("%v %v", got, err)
	}
	for i, r := range got {
		w := want[i]
		if r.Text != w.Text || r.Font.Family != w.Font.Family || r.Font.Size != w.Font.Size || r.Font.Bold != w.Font.Bold ||
			r.Font.Underline != w.Font.Underline || strings.TrimPrefix(r.Font.Color, "FF") != w.Font.Color {
			t.Errorf("%q in %+v, want %q in %+v", r.Text, r.Font, w.Text, w.Font)
		}
	}
	s = add(t, newBook(t, Properties{Font: "宋体"}), "表")
	s.Row(1, 0)
	s.Cell(0, 0, []excelize.RichTextRun{{Text: strings.Repeat("字", cellLimit+1)}}, "")
	if err := s.Finish(); err == nil {
		t.Error("more was written than a cell can hold")
	}
}
