package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	utf16 "golang.org/x/text/encoding/unicode"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// part is a part of a workbook under test.
type part struct{ name, text string }

// zipOf packs parts as they come: names may be folders, or come twice.
func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		o, err := w.Create(p.name)
		must.Succeed(t, err)
		_, err = o.Write([]byte(p.text))
		must.Succeed(t, err)
	}
	must.Succeed(t, w.Close())
	return b.Bytes()
}

const (
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	sheet1   = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>17</v></c></row></sheetData></worksheet>`
	styles   = `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="0000"/></numFmts>
		<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs></styleSheet>`
	strings1 = `<sst><si><t>名册</t></si></sst>`
)

// rels makes relations of id=kind=target, one a word.
func rels(list ...string) string {
	var b strings.Builder
	b.WriteString("<Relationships>")
	for _, r := range list {
		p := strings.SplitN(r, "=", 3)
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s%s" Target="%s"/>`, p[0], relTypes, p[1], p[2])
	}
	return b.String() + "</Relationships>"
}

func bookOf(sheets string) string {
	return `<workbook xmlns:r="r"><workbookPr/><sheets>` + sheets + `</sheets></workbook>`
}

// usual is a workbook as most programs lay it out.
func usual() []part {
	return []part{
		{"[Content_Types].xml", "<Types/>"},
		{"_rels/.rels", rels("a=officeDocument=xl/workbook.xml")},
		{"xl/workbook.xml", bookOf(`<sheet name="名册" sheetId="1" r:id="r1"/>`)},
		{"xl/_rels/workbook.xml.rels", rels("r1=worksheet=worksheets/sheet1.xml", "r2=styles=styles.xml", "r3=sharedStrings=sharedStrings.xml")},
		{"xl/worksheets/sheet1.xml", sheet1}, {"xl/styles.xml", styles}, {"xl/sharedStrings.xml", strings1},
	}
}

// with gives the parts with others in the place of those of their names, or behind.
func with(parts []part, more ...part) []part {
	for _, m := range more {
		found := false
		for i := range parts {
			if parts[i].name == m.name {
				parts[i], found = m, true
			}
		}
		if !found {
			parts = append(parts, m)
		}
	}
	return parts
}

func renamed(parts []part, words ...string) []part {
	r := strings.NewReplacer(words...)
	for i := range parts {
		parts[i].name = r.Replace(parts[i].name)
	}
	return parts
}

// Parts are found by the relations, wherever they lie and however they are written.
func TestContainers(t *testing.T) {
	const want = "== 名册\nA1 名册\nB1 0017\n"
	utf16Parts := usual()
	for i := range utf16Parts {
		e := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)
		if i%2 == 0 {
			e = utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
		}
		text, err := e.NewEncoder().String(utf16Parts[i].text)
		must.Succeed(t, err)
		utf16Parts[i].text = text
	}
	tests := []struct {
		name  string
		parts []part
		want  string
	}{
		{"usual", usual(), want},
		{"elsewhere", with(renamed(usual(), "xl/", "book/"), part{"_rels/.rels", rels("a=officeDocument=book/workbook.xml")}), want},
		{"at the root", with(renamed(usual(), "xl/", ""), part{"_rels/.rels", rels("a=officeDocument=workbook.xml")}), want},
		{"absolute", with(usual(), part{"_rels/.rels", rels("a=officeDocument=/xl/workbook.xml")},
			part{"xl/_rels/workbook.xml.rels", rels("r1=worksheet=/xl/worksheets/sheet1.xml", "r2=styles=/xl/styles.xml", "r3=sharedStrings=/xl/sharedStrings.xml")}), want},
		{"from above", with(usual(), part{"xl/_rels/workbook.xml.rels", rels("r1=worksheet=../xl/worksheets/sheet1.xml", "r2=styles=./styles.xml", "r3=sharedStrings=sharedStrings.xml")}), want},
		{"backslashes", renamed(usual(), "/", `\`), want},
		{"from the root on", renamed(usual(), "xl/", "/xl/"), want},
		{"capitals", renamed(usual(), "sheet1.xml", "Sheet1.XML", "styles", "Styles", "sharedStrings", "SharedStrings"), want},
		{"folders", append([]part{{"xl/", ""}, {"xl/worksheets/", ""}, {"_rels/", ""}}, usual()...), want},
		{"UTF-16", utf16Parts, want},
		{"escaped names", with(renamed(usual(), "sheet1", "表 1"), part{"xl/_rels/workbook.xml.rels",
			rels("r1=worksheet=worksheets/%E8%A1%A8%201.xml", "r2=styles=styles.xml", "r3=sharedStrings=sharedStrings.xml")}), want},
		{"no relations of the container", with(usual(), part{"_rels/.rels", rels()}), want},
		{"strict", with(usual(), part{"_rels/.rels", strings.ReplaceAll(rels("a=officeDocument=xl/workbook.xml"), relTypes, "http://purl.oclc.org/ooxml/officeDocument/relationships/")}), want},
		{"a sheet without a relation", with(usual(), part{"xl/workbook.xml", bookOf(`<sheet name="图" r:id=""/><sheet name="名册" r:id="r1"/>`)}), "== 图\nbare\n" + want},
		{"a sheet whose relation leads nowhere", with(usual(), part{"xl/workbook.xml", bookOf(`<sheet name="名册" r:id="r1"/><sheet name="甲" r:id="r9"/><sheet name="乙" r:id="r2" state="veryHidden"/>`)},
			part{"xl/_rels/workbook.xml.rels", rels("r1=worksheet=worksheets/sheet1.xml", "r2=worksheet=worksheets/sheet9.xml", "r3=sharedStrings=sharedStrings.xml", "r4=styles=styles.xml")}),
			want + "== 甲\nmissing\n== 乙\nhidden\nmissing\n"},
		{"a chart", with(usual(), part{"xl/workbook.xml", bookOf(`<sheet name="名册" r:id="r1"/><sheet name="图" r:id="r4"/>`)},
			part{"xl/chartsheets/sheet1.xml", "<chartsheet><sheetViews/></chartsheet>"},
			part{"xl/_rels/workbook.xml.rels", rels("r1=worksheet=worksheets/sheet1.xml", "r2=styles=styles.xml", "r3=sharedStrings=sharedStrings.xml", "r4=chartsheet=chartsheets/sheet1.xml")}),
			want + "== 图\n"},
		{"two parts of one name", append([]part{{"xl/worksheets/sheet1.xml", strings.ReplaceAll(sheet1, "17", "18")}}, usual()...),
			want + "文件里有几份“xl/worksheets/sheet1.xml”，用的是最后一份\n"},
		{"dates from 1904", with(usual(), part{"xl/workbook.xml", strings.Replace(bookOf(`<sheet name="名册" r:id="r1"/>`), "<workbookPr/>", `<workbookPr date1904="true"/>`, 1)}),
			want + "1904\n"},
		{"names with references", with(usual(), part{"xl/workbook.xml", bookOf(`<sheet name="名&amp;册&#x4E00;" r:id="r1"/>`)}), strings.Replace(want, "== 名册", "== 名&册一", 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dump(t, open(t, "册.xlsx", zipOf(t, tt.parts...))); got != tt.want {
				t.Errorf("%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// What is wrong is said as it is: only a file that is not whole may not have been
// downloaded whole.
func TestContainersRefused(t *testing.T) {
	good := zipOf(t, usual()...)
	locked := bytes.Clone(good)
	for at := 0; ; { // the directory says that the parts are encrypted
		i := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i + 8
		locked[at] |= 1
	}
	tests := []struct {
		name string
		data []byte
		want string
		cut  bool
	}{
		{"cut off", good[:len(good)/2], "不完整", true},
		{"damaged", func() []byte {
			b := bytes.Clone(good)
			b[bytes.Index(b, []byte("xl/styles.xml"))+40] ^= 0xFF
			return b
		}(), "不完整", true},
		{"capitals of the workbook", zipOf(t, renamed(usual(), "workbook.xml", "Workbook.xml")...), "大小写不一致", false},
		{"password", locked, "密码", false},
		{"no workbook", zipOf(t, part{"[Content_Types].xml", "<Types/>"}), "找不到工作簿", false},
		{"another part", zipOf(t, with(usual(), part{"xl/workbook.xml", "<chart/>"})...), "xl/workbook.xml 读不懂", false},
		{"not closed", zipOf(t, with(usual(), part{"xl/workbook.xml", "<workbook><sheets>"})...), "xl/workbook.xml 读不懂", false},
		{"relations", zipOf(t, with(usual(), part{"xl/_rels/workbook.xml.rels", "<a"})...), "workbook.xml.rels 读不懂", false},
		{"styles", zipOf(t, with(usual(), part{"xl/styles.xml", "<a>"})...), "styles.xml 读不懂", false},
		{"encoding", zipOf(t, with(usual(), part{"xl/workbook.xml", `<?xml version="1.0" encoding="x-y"?><workbook/>`})...), "编码不认得", false},
		{"too many sheets", zipOf(t, with(usual(), part{"xl/workbook.xml", bookOf(strings.Repeat(`<sheet name="a"/>`, maxSheets+1))})...), "工作表多得异常", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := refused(t, "册.xlsx", tt.data)
			if !strings.Contains(got, tt.want) || strings.Contains(got, "没有下载") != tt.cut {
				t.Error(got)
			}
		})
	}
}

// What lies under merged ranges is not read.
func TestCovered(t *testing.T) {
	row := func(r int, cells ...string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<row r="%d">`, r)
		for i, c := range cells {
			if c != "" {
				fmt.Fprintf(&b, `<c r="%s" t="str"><v>%s</v></c>`, cell(i+1, r), c)
			}
		}
		return b.String() + "</row>"
	}
	merges := func(refs ...string) string {
		return `<mergeCells><mergeCell ref="` + strings.Join(refs, `"/><mergeCell ref="`) + `"/></mergeCells>`
	}
	tests := []struct{ name, rows, merged, want string }{
		{"down", row(1, "户", "a") + row(2, "旧", "b") + row(3, "户", "c") + row(4, "丁", "d"), merges("A1:A3"),
			"A1 户\nB1 a\nB2 b\nA3 户\nB3 c\nA4 丁\nB4 d\nmerged A1:A3\ncovered A2\n"},
		{"across", row(1, "甲", "乙", "丙", "丁"), merges("A1:C1"), "A1 甲\nD1 丁\nmerged A1:C1\ncovered B1 C1\n"},
		{"a block", row(1, "", "甲", "乙") + row(2, "x", "丙", "甲", "y"), merges("B1:C2"), "B1 甲\nA2 x\nD2 y\nmerged B1:C2\ncovered C1 B2\n"},
		{"nothing above", row(1, "", "x") + row(2, "旧", "y"), merges("A1:A2"), "B1 x\nB2 y\nmerged A1:A2\ncovered A2\n"},
		{"no row above", row(5, "旧", "y"), merges("A1:A9"), "B5 y\nmerged A1:A9\ncovered A5\n"},
		{"one after the other", row(1, "a") + row(2, "a") + row(3, "b") + row(4, "c"), merges("A3:A4", "A1:A2"), "A1 a\nA2 a\nA3 b\nmerged A1:A2\nmerged A3:A4\ncovered A4\n"},
		{"beside one another", row(1, "a", "b", "c") + row(2, "a", "x", "c"), merges("C1:C2", "A1:A3", "B2:B4"), "A1 a\nB1 b\nC1 c\nA2 a\nB2 x\nC2 c\nmerged A1:A3\nmerged C1:C2\nmerged B2:B4\n"},
		{"over one another", row(1, "a", "b") + row(2, "c", "d") + row(3, "e", "f"), merges("A1:A2", "A2:B3", "A1:A2", "B1:B1"),
			"A1 a\nB1 b\nB2 d\nA3 e\nB3 f\nmerged A1:A2\ncovered A2\n有 1 处合并单元格与别的重叠，未作合并\n"},
		{"rows in no order", row(2, "旧") + row(1, "户"), merges("A1:A2"), "A1 户\nmerged A1:A2\ncovered A2\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "册.xlsx", xlsx(t, "", tt.rows, tt.merged))
			for range 2 { // and again
				if got := dump(t, s); got != "== Sheet1\n"+tt.want {
					t.Errorf("%s\nwant\n%s", got, tt.want)
				}
			}
		})
	}
}

// Formats, errors and doubled cells of a workbook, in every way that a cell can be
// written.
func TestSeenCells(t *testing.T) {
	const formats = `<styleSheet><numFmts><numFmt numFmtId="14" formatCode="yyyy&quot;年&quot;"/><numFmt numFmtId="170" formatCode="00000000000"/></numFmts>
		<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="58"/><xf numFmtId="22"/></cellXfs></styleSheet>`
	rows := `<row r="1"><c r="A1" s="1"><v>51885880001</v></c><c r="B1" s="1" t="str"><v>17</v></c><c r="C1" s="2"><f>TODAY()</f><v>43831</v></c>
		<c r="D1" s="3" t="n"><v>43499</v></c><c r="E1" s="4"><v>43750.5</v></c><c r="F1" s="2" t="d"><v>2019-10-12T00:00:00</v></c><c r="G1" s="9"><v>5</v></c></row>
		<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="str"><f>X</f><v>#N/A</v></c><c r="C2" t="inlineStr"><is><t>#name?</t></is></c>
		<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E2" t="str"><v>#1楼</v></c><c r="F2" t="str"><v>Err:502</v></c><c r="G2" t="str"><v>Err: 5</v></c></row>
		<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c><c r="B3"><v>7</v></c><c r="B3"><v>7</v></c><c r="C3"><v>8</v></c><c r="C3"/></row>
		<row r="4"><c r="A4" s="1"><v>320799199001011000</v></c><c r="B4" s="1"><v>3.20799199001011E+17</v></c></row>`
	book := replace(t, xlsx(t, "", rows, ""), map[string]string{"xl/styles.xml": formats})
	want := `== Sheet1
		A1 51885880001
		B1 17
		C1 2020
		D1 2月3日
		E1 2019-10-12
		F1 2019
		G1 5
		E2 #1楼
		G2 Err: 5
		A3 2
		B3 7
		C3 8
		A4 #320799199001011000
		B4 #320799199001011000
		errors A2 B2 C2 D2 F2
		twice A3`
	if got := dump(t, open(t, "册.xlsx", book)); got != trim(want) {
		t.Errorf("%s\nwant\n%s", got, trim(want))
	}
}

// The same in the other kinds of files.
func TestSeenElsewhere(t *testing.T) {
	html := `<table><tr><td x:num="17">0017</td><td x:num="1234.567">1,234.57</td><td x:num="43750">2019-10-12</td><td x:num="3.20799199001011E17">3.20799E+17</td>
		<td x:num="43499">2月3日</td><td x:num="5">####</td><td x:num>8</td><td>#N/A</td><td x:num="0.5">50%</td><td sdval="7" sdnum="2052;0;000">007</td><td sdval="43103" sdnum="1033;0;M/D/YYYY">1/3/2018</td></tr></table>`
	if got, want := dump(t, open(t, "册.html", []byte(html))), trim(`==
		A1 0017
		B1 1234.567
		C1 2019-10-12
		D1 #3.20799199001011E17
		E1 2月3日
		F1 5
		G1 8
		I1 0.5
		J1 007
		K1 2018-01-03
		errors H1
		kind 网页表格（UTF-8）`); !strings.HasPrefix(want, got) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	text := "户编号,电话\n0017,#N/A\n#REF!,\"#VALUE!\"\n#12,1\n"
	if got, want := dump(t, open(t, "册.csv", []byte(text))), trim(`==
		A1 户编号
		B1 电话
		A2 0017
		A4 #12
		B4 1
		errors B2 A3 B3`); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	xml := `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
		<Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="a"><NumberFormat ss:Format="0000"/></Style><Style ss:ID="b" ss:Parent="a"/>
		<Style ss:ID="c"><NumberFormat ss:Format="yyyy\-mm"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style></Styles>
		<Worksheet ss:Name="户"><Table><Column ss:Index="4" ss:StyleID="a"/>
		<Row><Cell ss:StyleID="a"><Data ss:Type="Number">17</Data></Cell><Cell ss:StyleID="b"><Data ss:Type="Number">18</Data></Cell><Cell><Data ss:Type="Number">19</Data></Cell>
		<Cell><Data ss:Type="Number">20</Data></Cell><Cell ss:StyleID="c"><Data ss:Type="DateTime">2019-10-12T00:00:00.000</Data></Cell>
		<Cell ss:StyleID="d"><Data ss:Type="Number">43750</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:StyleID="a"><Data ss:Type="String">21</Data></Cell></Row>
		<Row ss:StyleID="a"><Cell ss:MergeAcross="1"><Data ss:Type="Number">1</Data></Cell><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell></Row>
		</Table></Worksheet></Workbook>`
	if got, want := dump(t, open(t, "册.xml", []byte(xml))), trim(`== 户
		A1 0017
		B1 0018
		C1 19
		D1 0020
		E1 2019-10
		F1 2019-10-12
		H1 21
		A2 0001
		merged A2:B2
		errors G1
		covered B2`); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// An .xls has its formats in records of its own; formulas may come in the numbers of
// older versions.
func TestSeenXLS(t *testing.T) {
	xf := func(format uint16) []byte { return rec(recXF, uint16(0), format, [16]byte{}) }
	globals := [][]byte{rec(recFormat, uint16(164), wide("0000")), rec(recFormat, uint16(165), wide(`yyyy"年"m"月"`)), xf(0), xf(164), xf(165), xf(14)}
	in := func(ref string, style uint16) []byte {
		b := at(ref)
		return append(b[:4:4], byte(style), byte(style>>8))
	}
	mul := le(uint16(2), uint16(0), uint16(1), uint32(17<<2|2), uint16(0), uint32(18<<2|2), uint16(1))
	data := biffOf(globals, biffPart{name: "户", recs: [][]byte{
		rec(recNumber, in("A1", 1), 17.0), rec(recRK, in("B1", 2), uint32(43750<<2|2)), rec(recNumber, in("C1", 3), 43750.25), rec(recNumber, in("D1", 0), 43750.0),
		rec(recFormula3, in("A2", 1), 5.0, uint16(0), uint32(0), uint16(0)), rec(recFormula4, in("B2", 0), byte(0), [5]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		rec(recString, wide("文字")), rec(recBoolErr, in("C2", 0), byte(0x2A), byte(1)), rec(recFormula, in("D2", 0), byte(2), byte(0), byte(7), [3]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		rec(recMulRK, mul), rec(recLabel, in("C3", 1), wide("#N/A")), rec(recLabel, in("D3", 1), wide("17")),
		rec(recMergeCells, uint16(1), [4]uint16{0, 1, 3, 3}),
	}})
	want := trim(`== 户
		A1 0017
		B1 2019-10
		C1 2019-10-12
		D1 43750
		A2 0005
		B2 文字
		A3 0017
		B3 18
		D3 17
		merged D1:D2
		errors C2 D2 C3`)
	for _, name := range []string{"Workbook", "WORKBOOK", "BOOK"} {
		if got := dump(t, open(t, "册.xls", oleOf(name, data))); got != want {
			t.Errorf("%s: %s\nwant\n%s", name, got, want)
		}
	}
}

// No cell holds more than 32,767 characters, in whatever file it comes.
func TestCutTexts(t *testing.T) {
	long, over := strings.Repeat("长", longestText), strings.Repeat("长", longestText)+"了"
	inline := func(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }
	book := xlsx(t, "", "<row>"+inline(over)+inline(long)+`<c t="str"><v>`+over+`</v></c><c t="s"><v>0</v></c></row>`, "")
	shared := replace(t, book, map[string]string{"xl/sharedStrings.xml": "<sst><si><t>" + over + "</t></si></sst>"})
	xml := `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet Name="表"><Table><Row><Cell><Data>` + over + `</Data></Cell></Row></Table></Worksheet></Workbook>`
	for _, tt := range []struct {
		name string
		data []byte
		cut  int
	}{
		{"册.xlsx", shared, 3},
		{"册.csv", []byte(over + "," + long), 1},
		{"册.html", []byte("<table><tr><td>" + over + "</table>"), 1},
		{"册.xml", []byte(xml), 1},
		{"册.xls", biffOf([][]byte{sst(1, narrow(strings.Repeat("a", longestText+1)))}, biffPart{name: "户", recs: [][]byte{rec(recLabelSST, at("A1"), sharedText(0))}}), 1},
	} {
		s := open(t, tt.name, tt.data)[0]
		must.Succeed(t, s.Each(func(_ int, cells []string) bool {
			for i, c := range cells {
				if utf8.RuneCountInString(c) != longestText {
					t.Errorf("%s: cell %d has %d bytes", tt.name, i, len(c))
				}
			}
			return true
		}))
		if n := s.Notes().Cut; n.Count != tt.cut {
			t.Errorf("%s: %+v", tt.name, n)
		}
	}
}

// Small files that would take all the machine's memory or time.
func TestBounds(t *testing.T) {
	slowtest.Single(t)
	text := strings.Repeat("长", 20_000)
	cells := strings.Repeat("<row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 50)+"</row>", 5000)
	shared := replace(t, xlsx(t, "", cells, ""), map[string]string{"xl/sharedStrings.xml": "<sst><si><t>" + text + "</t></si></sst>"})
	if got := refused(t, "册.xlsx", shared); !strings.Contains(got, "合起来多得异常") {
		t.Error(got)
	}
	var recs [][]byte
	for r := range 3000 {
		recs = append(recs, rec(recLabelSST, at(cell(1, r+1)), sharedText(0)))
	}
	if got := refused(t, "册.xls", biffOf([][]byte{sst(1, wide(text))}, biffPart{name: "户", recs: recs})); !strings.Contains(got, "合起来多得异常") {
		t.Error(got)
	}
	all := "<worksheet><sheetData/><mergeCells>" + strings.Repeat(`<mergeCell ref="A1:A2"/>`, maxSpans+2) + "</mergeCells></worksheet>"
	if _, err := lookAround(strings.NewReader(all), false); err != errMerged {
		t.Error(err)
	}
}

// Rows are not gone through for each of the merged ranges.
func TestManyMerges(t *testing.T) {
	reading := func(n int) func() {
		rows := `<row><c t="str"><v>甲</v></c></row>` + strings.Repeat(`<row><c t="str"><v>丙</v></c><c t="str"><v>乙</v></c></row>`, n/30)
		data := xlsx(t, "", rows, "<mergeCells>"+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, n)+"</mergeCells>")
		return func() {
			if got := dump(t, open(t, "册.xlsx", data)); !strings.HasPrefix(got, "== Sheet1\nA1 甲\nmerged A1:XFD1048576\n") {
				t.Error(got[:min(len(got), 200)])
			}
		}
	}
	if grows := growth.Of(reading(7_500), reading(30_000), 8); grows > 8 {
		t.Errorf("four times the rows and ranges take %.1f times as long", grows)
	}
}

// Twenty thousand sheets are read in seconds.
func TestManySheets(t *testing.T) {
	slowtest.Single(t)
	const many = 20_000
	parts := usual()[:1]
	var list strings.Builder
	var links []string
	for i := range many {
		fmt.Fprintf(&list, `<sheet name="表%d" r:id="r%d"/>`, i, i)
		links = append(links, fmt.Sprintf("r%d=worksheet=worksheets/sheet%d.xml", i, i))
		parts = append(parts, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", i), `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`})
	}
	parts = append(parts, part{"_rels/.rels", rels("a=officeDocument=xl/workbook.xml")}, part{"xl/workbook.xml", bookOf(list.String())}, part{"xl/_rels/workbook.xml.rels", rels(links...)})
	data := zipOf(t, parts...)
	start, n := time.Now(), 0
	asked := allocated(func() {
		for _, s := range open(t, "册.xlsx", data) {
			must.Succeed(t, s.Each(func(_ int, cells []string) bool { n += len(cells); return true }))
			s.Release()
		}
	})
	if n != many {
		t.Errorf("%d cells", n)
	}
	t.Logf("%v, %d MiB asked for", time.Since(start), asked>>20)
}

// Whoever reads can be stopped.
func TestStopped(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for r := range 5000 {
		must.Succeed(t, f.SetCellInt("Sheet1", cell(1, r+1), int64(r)))
	}
	b, err := f.WriteToBuffer()
	must.Succeed(t, err)
	stop := fmt.Errorf("stopped")
	for name, data := range map[string][]byte{
		"册.xlsx": b.Bytes(), "册.csv": []byte(strings.Repeat("a,b\n", 2*pause)), "册.xls": everyRecord(), "册.xml": []byte(strings.Replace(xml2003, "GB2312", "UTF-8", 1)),
		"册.html": []byte("<table><tr><td>1</table>"),
	} {
		in := in(name, data)
		in.Stopped = func() error { return stop }
		sheets, done, err := Open(in)
		if err == nil {
			defer done()
			err = sheets[0].Each(func(int, []string) bool { return true })
		}
		if err != stop {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What a format shows around a text is read with it, and what is struck through is told.
func TestTextsAsShown(t *testing.T) {
	b := zipOf(t, with(usual(),
		part{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="&quot;第&quot;@&quot;组&quot;"/><numFmt numFmtId="165" formatCode="0;-0;0;@&quot;村&quot;"/></numFmts>
			<fonts><font/><font><b/><strike/></font><font><strike val="0"/></font></fonts><fills><fill/></fills>
			<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="1"/><xf numFmtId="49" fontId="2"/></cellXfs>
			<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`},
		part{"xl/sharedStrings.xml", `<sst><si><t>名册</t></si><si><r><t>是</t></r><r><rPr><b/><strike/></rPr><t>否</t></r></si></sst>`},
		part{"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t>三</t></is></c><c r="B1" s="2" t="s"><v>0</v></c>
			<c r="C1" s="2"><v>5</v></c><c r="D1" s="3" t="str"><v>赵甲</v></c><c r="E1" s="2"/>
			<c r="F1" t="inlineStr"><is><r><rPr><strike/></rPr><t>赵丙</t></r><r><t>赵丁</t></r></is></c><c r="G1" t="s"><v>1</v></c></row></sheetData></worksheet>`})...)
	if got, want := trim(dump(t, open(t, "a.xlsx", b))), trim(`
		== 名册
		A1 第三组
		B1 名册村
		C1 5
		D1 赵甲
		F1 赵丙赵丁
		G1 是否
		struck B1 C1 F1 G1`); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// So it is in .xls, where the font of number 4 is left out.
func TestTextsAsShownXLS(t *testing.T) {
	font := func(bits uint16) []byte { return rec(recFont, uint16(220), bits, [12]byte{}) }
	xf := func(font, format uint16) []byte { return rec(recXF, font, format, [16]byte{}) }
	globals := [][]byte{font(0), font(0), font(0), font(2), font(8), rec(recFormat, uint16(164), wide(`"第"@"组"`)), xf(0, 0), xf(0, 164), xf(5, 0), xf(3, 0),
		sst(1, wide("三"))}
	in := func(ref string, style uint16) []byte {
		b := at(ref)
		return append(b[:4:4], byte(style), byte(style>>8))
	}
	data := biffOf(globals, biffPart{name: "户", recs: [][]byte{
		rec(recLabelSST, in("A1", 1), sharedText(0)), rec(recLabel, in("B1", 2), wide("赵甲")), rec(recNumber, in("C1", 2), 5.0), rec(recLabel, in("D1", 3), wide("赵乙")),
	}})
	if got, want := trim(dump(t, open(t, "a.xls", data))), trim(`
		== 户
		A1 第三组
		B1 赵甲
		C1 5
		D1 赵乙
		struck B1 C1`); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
