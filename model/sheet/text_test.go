package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// encoded is text in another encoding.
func encoded(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	must.Succeed(t, err)
	return b
}

func TestTextEncodings(t *testing.T) {
	const text = "户编号,姓名\r\n1001,王㛃\r\n1002,李乙\r\n"
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	bareLE, bareBE := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	tests := []struct {
		name, kind string
		data       []byte
	}{
		{"UTF-8", "UTF-8", []byte(text)},
		{"UTF-8 with mark", "UTF-8", []byte("\xEF\xBB\xBF" + text)},
		{"GB18030", "GB18030", encoded(t, simplifiedchinese.GB18030, text)},
		{"UTF-16", "UTF-16", encoded(t, le, text)},
		{"UTF-16 big-endian", "UTF-16", encoded(t, be, text)},
		{"UTF-16 without mark", "UTF-16", encoded(t, bareLE, text)},
		{"UTF-16 big-endian without mark", "UTF-16", encoded(t, bareBE, text)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := trim("== \nA1 户编号\nB1 姓名\nA2 1001\nB2 王㛃\nA3 1002\nB3 李乙\n")
			if got := dump(t, open(t, "村.csv", tt.data)); got != want {
				t.Errorf("%s\nwant\n%s", got, want)
			}
			kind := open(t, "村.xls", tt.data)[0].Notes().Kind
			if want := "逗号分隔的文本（" + tt.kind + "）"; kind != want {
				t.Errorf("kind %q, want %q", kind, want)
			}
		})
	}
}

// Words whose bytes are good UTF-8 by chance are GB18030 all the same.
func TestTextByChance(t *testing.T) {
	const text = "一些,1\n"
	if got := dump(t, open(t, "a.csv", encoded(t, simplifiedchinese.GB18030, text))); got != "==\nA1 一些\nB1 1\n" {
		t.Error(got)
	}
}

// A few broken bytes do not make another encoding of a text, and cost no row.
func TestTextBroken(t *testing.T) {
	text := strings.Repeat("1001,东风村的王甲\n", 50)
	sheets := open(t, "村.csv", []byte(strings.Replace(text, "王", "王\xE7\x8E", 1)+"\x01完,1\x00"))
	rows, last := 0, ""
	must.Succeed(t, sheets[0].Each(func(_ int, cells []string) bool {
		rows++
		last = strings.Join(cells, "|")
		return true
	}))
	if rows != 51 || last != " 完|1 " {
		t.Errorf("%d rows, the last %q", rows, last)
	}
}

func TestTextFields(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"comma", "a,b,\n,,c\n", "A1 a, B1 b, C2 c"},
		{"tab", "a\tb,c\nd\te", "A1 a, B1 b,c, A2 d, B2 e"},
		{"semicolon", "户编号;姓名;收入\n1;甲;3,5\n2;乙;4,5\n", "A1 户编号, B1 姓名, C1 收入, A2 1, B2 甲, C2 3,5, A3 2, B3 乙, C3 4,5"},
		{"semicolons within", "编号,姓名,健康\n1,甲,残疾;慢性病\n2,乙\n", "A1 编号, B1 姓名, C1 健康, A2 1, B2 甲, C2 残疾;慢性病, A3 2, B3 乙"},
		{"title above", "花名册\n编号\t姓名\n1\t甲", "A1 花名册, A2 编号, B2 姓名, A3 1, B3 甲"},
		{"said", "sep=;\r\na;b,c", "A1 a, B1 b,c"},
		{"quotes", `"a, ""b""",c` + "\n" + `"d` + "\n" + `e",f` + "\ng,h", `A1 a, "b", B1 c, A2 d⏎e, B2 f, A3 g, B3 h`},
		{"empty lines count", "a,b\n\n\nc,d", "A1 a, B1 b, A4 c, B4 d"},
		{"carriage returns", "a,b\rc,d\r\ne,f", "A1 a, B1 b, A2 c, B2 d, A3 e, B3 f"},
		{"formula of a text", `a,="320799199001010014",b` + "\n" + `a,"=""320799199001010014""",b`,
			"A1 a, B1 320799199001010014, C1 b, A2 a, B2 320799199001010014, C2 b"},
		{"tab before and behind", "a,\t320799199001010014,3207\t\nb,\"\t3\",", "A1 a, B1 320799199001010014, C1 3207, A2 b, B2 3"},
		{"apostrophe", "a,'3207,`3207\n'quoted',b", "A1 a, B1 3207, C1 3207, A2 'quoted', B2 b"},
		{"a mark alone", "a,\"东风村\nb,\"c\",d\n", "A1 a, B1 \"东风村, A2 b, B2 c, C2 d"},
		{"a mark behind", "a,东风\"村\nb,c", "A1 a, B1 东风\"村, A2 b, B2 c"},
		{"text behind the mark", "a,\"东\"风\nb,c", "A1 a, B1 东风, A2 b, B2 c"},
		{"power of ten", "a,3.20799E+17", "A1 a, B1 3.20799E+17"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for line := range strings.Lines(dump(t, open(t, "a.csv", []byte(tt.text)))) {
				if !strings.HasPrefix(line, "==") && !strings.HasPrefix(line, "kind") {
					got = append(got, strings.TrimSpace(line))
				}
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("%s\nwant\n%s", s, tt.want)
			}
		})
	}
}

func TestTextRefused(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"blank", []byte(" \r\n\t\n"), "只有空白"},
		{"noise", bytes.Repeat([]byte{0, 1, 2, 3, 0xFF, 0xFE}, 50), "不是认得的表格"},
		{"too many columns", bytes.Repeat([]byte(","), 20_000), "不像表格"},
		{"web archive", []byte("MIME-Version: 1.0\nX"), ".mht"},
		{"XML", []byte("<?xml version='1.0'?><a/>"), "没有表格"},
		{"empty", nil, "空的"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data
			if tt.name == "too many columns" {
				data = append(data, "a"...)
			}
			if got := refused(t, "a.csv", data); !strings.Contains(got, tt.want) {
				t.Errorf("%s, want %q", got, tt.want)
			}
		})
	}
}

// Marks without partners must not cost the square of the length.
func TestTextTangled(t *testing.T) {
	for _, piece := range []string{`,"""`, `,"a`, "\n\"\"\"", `"` + "\n" + `x",`} {
		line := strings.Repeat(piece, 1000) + "\n"
		reading := func(size int) func() {
			data := []byte(strings.Repeat(line, size/len(line)))
			return func() {
				sheets, done, err := Open(in("a.csv", data))
				must.Succeed(t, err)
				_ = sheets[0].Each(func(int, []string) bool { return true })
				done()
			}
		}
		if grows := growth.Of(reading(1<<20), reading(4<<20), 8); grows > 8 {
			t.Errorf("%q: four times the text takes %.1f times as long", piece, grows)
		}
	}
}

func TestHTML(t *testing.T) {
	page := `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312><title>导出</title>
		<style>td {mso-number-format:"\@"}</style></head><body><h3>贫困户花名册</h3>
		<table border=1><col><col style='display: none'>
		<tr><th rowspan=2>户编号</th><th colspan="2">家庭 &amp; 成员</th></tr>
		<tr><td>姓名</td><td>证件号码<td>收入</tr>
		<tr><td>1001<td>王<br>甲<span style="display: none">旧<span>名</span></span><p hidden>无</td><td style="mso-number-format:'\@'">320799199001010014</td><td x:num="1234.5">1,234.50</td></tr>
		<tr style="display:none"><td>1002</td><td> 李 &nbsp;
		乙 </td><td x:num="3.20799199001011E+17">3.2E+17</td></tr>
		<tr style='display:none'><td></td></tr>
		<tr><td><table><tr><td>内</td><td>表</td></tr></table></td></tr>
		</table><p>制表：张三</p>
		<table><tr><td sdval="43738" sdnum="1033;0;YYYY-MM-DD">2019-09-30</td></tr></table></body></html>`
	want := trim(`
		==
		A1 贫困户花名册
		A2 户编号
		B2 家庭 & 成员
		B3 姓名
		C3 证件号码
		D3 收入
		A4 1001
		B4 王⏎甲
		C4 320799199001010014
		D4 1234.5
		A5 1002
		B5 李 乙
		C5 #3.20799199001011E+17
		A7 内
		B7 表
		A8 制表：张三
		A9 2019-09-30
		merged A2:A3
		merged B2:C2
		hidden rows [5]
		hidden columns [2]
		kind 网页表格（GB18030）
	`)
	data := encoded(t, simplifiedchinese.GB18030, page)
	if got := dump(t, open(t, "导出.xls", data)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	big5 := encoded(t, traditionalchinese.Big5, `<meta http-equiv="Content-Type" content="text/html; charset=big5"><table><tr><td>戶編號</td></tr></table>`)
	if got := dump(t, open(t, "a.htm", big5)); got != "==\nA1 戶編號\n" {
		t.Error(got)
	}
}

func TestHTMLRefused(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"no table", "<html><p>通知</p></html>", "没有表格"},
		{"empty table", "<html><table><tr><td> </td></tr></table>", "没有表格"},
		{"too wide", "<table><tr>" + strings.Repeat("<td colspan=1000>a", 20) + "</table>", "宽得异常"},
		{"wide rows", "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td colspan=1000 rowspan=9>", 15), 2000) + "</table>", "宽得异常"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := refused(t, "a.xls", []byte(tt.data)); !strings.Contains(got, tt.want) {
				t.Errorf("%s, want %q", got, tt.want)
			}
		})
	}
}

// Depth costs nothing, and empty rows cost little.
func TestHTMLDeep(t *testing.T) {
	slowtest.Single(t)
	deep := strings.Repeat("<table><tr><td><div><b>", 300_000) + "底" + strings.Repeat("<tr style=display:none><td rowspan=1>", 300_000)
	start := time.Now()
	sheets := open(t, "a.xls", []byte(deep))
	n := 0
	must.Succeed(t, sheets[0].Each(func(int, []string) bool { n++; return true }))
	if n != 1 {
		t.Errorf("%d rows", n)
	}
	t.Logf("%v", time.Since(start))
}

const xml2003 = `<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="户"><Table ss:ExpandedColumnCount="9">
<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>
<Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">名<B>册</B></Data><Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell><Data ss:Type="Number">3.20799199001011E+17</Data></Cell></Row>
<Row ss:Span="1"><Cell/></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="DateTime">2019-09-30T12:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
<Cell ss:Formula="='[b.xls]a'!R1C1"/></Row>
</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
<Worksheet ss:Name="空"/></Workbook>`

func TestXML2003(t *testing.T) {
	want := trim(`
		== 户
		A1 名册
		C1 #3.20799199001011E+17
		B4 2019-09-30
		C4 1
		merged A1:B2
		hidden
		hidden rows [4]
		hidden columns [2 3]
		uncached 1 [D4]
		external
		kind XML 电子表格 2003
		== 空
		kind XML 电子表格 2003
	`)
	if got := dump(t, open(t, "导出.xls", encoded(t, simplifiedchinese.GBK, xml2003))); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := refused(t, "导出.xls", []byte(xml2003[:len(xml2003)-30])); !strings.Contains(got, "不完整") {
		t.Error(got)
	}
	start := time.Now()
	deep := xml2003[:strings.Index(xml2003, "<Worksheet")] + strings.Repeat("<Row>", 2_000_000)
	t.Log(refused(t, "导出.xls", []byte(deep)), time.Since(start))
}

// TestXML2003WithoutCells passes over values that stand in no cell; the column
// of a cell of the sheet before is none.
func TestXML2003WithoutCells(t *testing.T) {
	const stray = `<Worksheet Name="散"><Table><Row><Data>无格</Data></Row></Table></Worksheet>`
	book := `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">` + stray +
		`<Worksheet Name="户"><Table><Cell><Data>无行</Data></Cell><Row><Cell><Data>名册</Data></Cell></Row></Table></Worksheet>` + stray + `</Workbook>`
	want := trim(`
		== 散
		kind XML 电子表格 2003
		== 户
		A1 名册
		kind XML 电子表格 2003
		== 散
		kind XML 电子表格 2003
	`)
	if got := dump(t, open(t, "导出.xls", []byte(book))); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// FuzzText reads arbitrary bytes as text with separators.
func FuzzText(f *testing.F) {
	for _, s := range []string{"a,b\n\"c\nd\",e", "sep=;\na;b", "\xFF\xFEa\x00,\x00", "\xBB\xA7\xB1\xE0\xBA\xC5\t\xD0\xD5", `="3",'4,` + "\t5\t", xml2003, "\"\"\"\n,\"x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defer growth.Bound(t, len(data), 512<<20, 4000)()
		readAll(t, func() ([]Sheet, error) { return openText(in("a.csv", data)) })
	})
}

// FuzzHTML reads arbitrary text as a web page.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<table><tr><td rowspan=2 colspan=3>a<td>b<tr><td>c</table>", "<table><col span=3 hidden><tr hidden><td x:num=1>",
		"<p>a<table><td><table><tr>x<td>y", "<table><title><td>a", "<xml><td></xml><table><th sdval='1e9'>2</th>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defer growth.Bound(t, len(data), 512<<20, 4000)()
		readAll(t, func() ([]Sheet, error) { return openHTML(data, "", (&Input{}).stopped) })
	})
}

// BenchmarkText reads 40,000 rows of 30 columns.
func BenchmarkText(b *testing.B) {
	var text bytes.Buffer
	for i := range 40_000 {
		fmt.Fprintf(&text, "%d,测试区,测试街道,测试村%d,庄子,3207990%05d,3207990%07d,测%d,男,%018d,4,户主,汉族,群众,小学,非在校生,健康,普通劳动力,3,是,未脱贫,2019,一般贫困户,因病,无,是,%d.5,13800000000,2.5,否\n",
			i, i/400, i/4, i, i, i, 6000+i)
	}
	b.ReportAllocs()
	for b.Loop() {
		sheets, done, err := Open(in("a.csv", bytes.Clone(text.Bytes())))
		must.Succeed(b, err)
		n := 0
		must.Succeed(b, sheets[0].Each(func(_ int, cells []string) bool { n += len(cells); return true }))
		done()
		if n != 1_200_000 {
			b.Fatal(n)
		}
	}
}
