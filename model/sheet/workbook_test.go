package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// xlsx makes a workbook of the XML of its only sheet's parts before, in and
// behind the rows.
func xlsx(t testing.TB, before, rows, behind string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must.Succeed(t, f.SetCellInt("Sheet1", "A1", 1))
	b, err := f.WriteToBuffer()
	must.Succeed(t, err)
	sheet := `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		before + "<sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"
	return replace(t, b.Bytes(), map[string]string{"xl/worksheets/sheet1.xml": sheet})
}

// replace gives the workbook with other or further parts.
func replace(t testing.TB, book []byte, parts map[string]string) []byte {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	must.Succeed(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range zr.File {
		if _, ok := parts[f.Name]; !ok {
			must.Succeed(t, w.Copy(f))
		}
	}
	for name, text := range parts {
		o, err := w.Create(name)
		must.Succeed(t, err)
		_, err = io.WriteString(o, text)
		must.Succeed(t, err)
	}
	must.Succeed(t, w.Close())
	return b.Bytes()
}

func TestWorkbookNotes(t *testing.T) {
	tests := []struct{ name, before, rows, behind, want string }{
		{"hidden rows", "",
			`<row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>
			<row r="3" hidden="1"><c r="A3" s="0"/></row>
			<row r="5" hidden="true" ><c r="A5" t="inlineStr"><is><t>甲</t></is></c></row>
			<row r="6" ht="0" customHeight="1"><c r="A6"><v>3</v></c></row>`, "",
			"A2 1\nB2 2\nA5 甲\nA6 3\nhidden rows [2 5 6]\n"},
		{"hidden columns", `<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="16384" width="0"/></cols>`,
			`<row r="1"><c r="A1"><v>1</v></c><c r="E1"><v>2</v></c></row><row r="2"><c><v>3</v></c><c><v>4</v></c><c/></row>`, "",
			"A1 1\nE1 2\nA2 3\nB2 4\nhidden columns [2 5]\n"},
		{"formulas", "",
			`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c><c r="C1"><f>A1</f><v/></c>
			<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/></c></row>
			<row r="2"><c r="A2"><f>X[2019]</f><v>1</v></c></row>`, "",
			"A1 2\nA2 1\nuncached 3 [B1 C1 E1]\n"},
		{"a wrong dimension", `<dimension ref="A1:B1"/>`,
			`<row r="1"><c r="A1"><v>1</v></c></row><row r="40"><c r="D40"><v>2</v></c></row>`,
			`<mergeCells><mergeCell ref="D40:D42"/></mergeCells>`, "A1 1\nD40 2\nmerged D40:D42\n"},
		{"rows without numbers", "", `<row><c><v>1</v></c></row><row/><row><c/></row><row><c><v>2</v></c></row>`, "", "A1 1\nA4 2\n"},
		{"rows of formats", "", `<row r="1"><c r="A1"><v>1</v></c></row><row r="2" s="1"/><row r="3"><c r="A3" s="1"/></row>
			<row r="9"><c r="A9"><v>2</v></c></row><row r="10"><c r="A10"/></row>`, "", "A1 1\nA9 2\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dump(t, open(t, "册.xlsx", xlsx(t, tt.before, tt.rows, tt.behind)))
			if want := "== Sheet1\n" + tt.want; got != want {
				t.Errorf("%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestWorkbookLinks(t *testing.T) {
	rows := `<row r="1"><c r="A1"><f>'[1]户'!B2+X[a]</f><v>5</v></c></row>`
	alone := xlsx(t, "", rows, "")
	if n := open(t, "a.xlsx", alone)[0].Notes(); n.External {
		t.Error("external without a linked workbook")
	}
	linked := replace(t, alone, map[string]string{"xl/externalLinks/externalLink1.xml": "<externalLink/>"})
	if n := open(t, "a.xlsx", linked)[0].Notes(); !n.External {
		t.Error("not external")
	}
	plain := replace(t, xlsx(t, "", `<row r="1"><c r="A1"><f>X[a]</f><v>5</v></c></row>`, ""),
		map[string]string{"xl/externalLinks/externalLink1.xml": "<externalLink/>"})
	if n := open(t, "a.xlsx", plain)[0].Notes(); n.External {
		t.Error("external without a reference")
	}
	if n := open(t, "a.xls", alone)[0].Notes(); n.Kind != ".xlsx 工作簿" {
		t.Errorf("kind %q", n.Kind)
	}
}

func TestRefusedKinds(t *testing.T) {
	container := func(name string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		_, err := w.Create(name)
		must.Succeed(t, err)
		must.Succeed(t, w.Close())
		return b.Bytes()
	}
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"xlsb", container("xl/workbook.bin"), []string{".xlsb", "另存为 .xlsx"}},
		{"ods", container("content.xml"), []string{"OpenDocument", "另存为 .xlsx"}},
		{"docx", container("word/document.xml"), []string{"Word"}},
		{"pptx", container("ppt/presentation.xml"), []string{"演示文稿"}},
		{"zip", container("名册.xlsx"), []string{"压缩包", "先解压"}},
		{"rar", []byte("Rar!\x1A\x07\x00"), []string{"压缩包", "先解压"}},
		{"PDF", []byte("%PDF-1.4"), []string{"PDF"}},
		{"picture", []byte("\x89PNG\r\n\x1a\n"), []string{"图片"}},
		{"RTF", []byte(`{\rtf1\ansi}`), []string{"Word"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, ending := range []string{".xlsx", ".csv"} {
				got := refused(t, "名册"+ending, tt.data)
				for _, want := range tt.want {
					if !strings.Contains(got, want) {
						t.Errorf("%s, want %q", got, want)
					}
				}
			}
		})
	}
}

func TestWorkbookWithPassword(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	must.Succeed(t, f.Write(&b, excelize.Options{Password: "密"}))
	if !bytes.HasPrefix(b.Bytes(), oleMagic) {
		t.Fatal("not encrypted")
	}
	if got := refused(t, "名册.xlsx", b.Bytes()); !strings.Contains(got, "请先取消密码") {
		t.Error(got)
	}
}

// A million rows of formats are common: someone marked whole columns.
func TestWorkbookBlankRows(t *testing.T) {
	slowtest.Single(t)
	var rows strings.Builder
	rows.WriteString(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	for r := 2; r < 1<<20; r++ {
		fmt.Fprintf(&rows, `<row r="%d" ht="18.75" customHeight="1">`, r)
		for c := range 4 {
			fmt.Fprintf(&rows, `<c r="%c%d" s="1"/>`, 'A'+c, r)
		}
		rows.WriteString("</row>")
	}
	rows.WriteString(`<row r="1048576"><c r="A1048576"><v>2</v></c></row>`)
	data := xlsx(t, "", rows.String(), "")
	start := time.Now()
	got := dump(t, open(t, "册.xlsx", data))
	if got != "== Sheet1\nA1 1\nA1048576 2\n" {
		t.Error(got)
	}
	t.Logf("%d MB in %v", rows.Len()>>20, time.Since(start))
}

// A cell may hold 32,767 characters, and a row 16,384 cells.
func TestWorkbookLargest(t *testing.T) {
	long := strings.Repeat("长", 32767)
	rows := `<row r="1"><c r="A1" t="inlineStr"><is><t>` + long + `</t></is></c><c r="XFD1"><v>1</v></c></row>`
	if got, want := dump(t, open(t, "册.xlsx", xlsx(t, "", rows, ""))), "== Sheet1\nA1 长…32767\nXFD1 1\n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// BenchmarkNotes looks for what is hidden in 40,000 rows of 30 cells.
func BenchmarkNotes(b *testing.B) {
	var rows bytes.Buffer
	for r := range 40_000 {
		fmt.Fprintf(&rows, `<row r="%d" spans="1:30">`, r+1)
		for c := range 30 {
			fmt.Fprintf(&rows, `<c r="%s" s="1" t="s"><v>%d</v></c>`, cell(c+1, r+1), c)
		}
		rows.WriteString("</row>")
	}
	for _, hidden := range []string{"", `<row r="40001" hidden="1"><c r="A40001"><v>1</v></c></row>`} {
		part := "<worksheet><sheetData>" + rows.String() + hidden + "</sheetData></worksheet>"
		b.Run(fmt.Sprint(hidden != ""), func(b *testing.B) {
			b.SetBytes(int64(len(part)))
			for b.Loop() {
				if a, err := lookAround(strings.NewReader(part), false); err != nil || (len(a.notes.HiddenRows) > 0) != (hidden != "") {
					b.Fatal(a, err)
				}
			}
		})
	}
}
