package fill

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// testRoster is two villages: three households, of whom one is a 边缘户, and one.
func testRoster(t testing.TB) *model.Roster {
	return rostertest.Build(t, `
村 东风村 行政区划代码=320799001201
户 3207990001 地址省=江苏省 地址市=连云港市 地址县=东区 地址乡=中云街道 地址村=东风村 地址自然村=大庄 组=3组 联系电话=13900000001 开户银行=农商行 银行账号=6222000000000012345 A23=国家 A24=低保贫困户 A25=否 A26=2019 参与消费扶贫=是 参加订单农业=否 脱贫属性=未脱贫 家庭人口数=4 A27a=因病 A27b=缺劳力 A28=12000 A29=3600 A29a=0 A29b=2400 A29d=1200 A30=800 A31=0 A32=300 A33=3.5 A34=0 A35=0 A36=1.2 A36a=0 A36b=0 A37=水泥路 A38=0.6 A39=是 A40=B级 A41=80 A42=是 A43=否 A44=是 A45=柴草 A46=否 A47=否 A48=是 人均纯收入=4025
人 周大山 户主 A2=男 A3=居民身份证 A4=`+rostertest.ID("19651002", 11)+` A6=汉族 A7=群众 A8=小学 A10=长期慢性病 A11=弱劳动力或半劳动力 A15=是 A16=是 A17=是 A18=是 A19=是 A20=否 A21=否 A51=否 成员联系电话=13900000001
人 李小花 配偶 A2=女 A3=居民身份证 A4=`+rostertest.ID("19680305", 22)+` A6=汉族 A7=群众 A8=文盲或半文盲 A10=健康 A11=普通劳动力 A15=否 A16=是 A17=是 A18=是 A19=是 A20=否 A21=否 A51=否
人 周强 之子 A2=男 A3=居民身份证 A4=`+rostertest.ID("19930811", 33)+` A6=汉族 A7=共青团员 A8=初中 A10=健康 A11=技能劳动力 A12=省外务工 A13=10 A15=是 A16=是 A17=是 A18=是 A19=否 A20=否 A21=是 A51=否 务工企业名称=通达公司 所属行业=运输 就业渠道=外出务工
人 周小宝 之孙子 A2=男 A3=居民身份证 A4=`+rostertest.ID("20150601", 55)+` A6=汉族 A9=学前教育 A10=健康 A11=无劳动力 A15=是 A17=是 A18=是 A19=否 A20=否 A21=否 A51=否
责 责任人姓名=吴干事 责任人性别=男 责任人政治面貌=中共党员 责任人单位=东区农业局 帮扶开始时间=2018-03 责任人电话=13900000009
措 帮扶年度=2018 帮扶类别=产业扶贫 帮扶内容=养鸡 受益人=周大山 帮扶金额=3000 落实单位=农业局
措 帮扶年度=2019 帮扶类别=教育扶贫 帮扶内容=助学 受益人=周小宝 帮扶金额=500 落实单位=教育局
增 周小妹 之孙女 A2=女 A3=居民身份证 A4=`+rostertest.ID("20190702", 66)+` A6=汉族 A9=学龄前儿童 A10=健康 A11=无劳动力 增加原因=新生儿
减 周老汉 减少成员证件号码=`+rostertest.ID("19350102", 77)+` 减少原因=死亡
户 3207990002 地址乡=中云街道 组=4组 联系电话=13900000002 A24=一般贫困户 家庭人口数=1 A27a=缺技术 A33=1
人 王五 户主 A2=男 A4=`+rostertest.ID("19500505", 13)+` A8=小学 A16=否
责 责任人姓名=吴干事 责任人单位=东区农业局
责 责任人姓名=郑主任 责任人单位=东区财政局
减 王氏 减少成员证件号码=`+rostertest.ID("19520505", 24)+` 减少原因=户籍迁出
户 3207990003 监测类型=边缘户 联系电话=13900000003
人 赵边缘 户主 A4=`+rostertest.ID("19700505", 13)+`
村 南村 行政区划代码=320799001202
户 3207990101 家庭人口数=2 A24=一般贫困户
人 钱一 户主 A4=`+rostertest.ID("19710505", 13)+` A2=男
人 孙二 配偶 A4=`+rostertest.ID("19720505", 24)+` A2=女
`)
}

// layout is a form as a text table: a row a line, cells between |. < is merged with
// the cell at the left, ^ with the one above; a line that begins with ¶ is a paragraph.
// ⏎ is a line's end within a cell.
type layout struct {
	lines [][]string
	para  []bool
	cols  int
}

func parseLayout(text string) layout {
	var l layout
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if p, ok := strings.CutPrefix(strings.TrimLeft(line, "\t"), "¶"); ok {
			l.lines, l.para = append(l.lines, []string{strings.ReplaceAll(p, "⏎", "\n")}), append(l.para, true)
			continue
		}
		cells := strings.Split(strings.TrimLeft(line, "\t"), "|")
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "⏎", "\n")
		}
		l.cols = max(l.cols, len(cells))
		l.lines, l.para = append(l.lines, cells), append(l.para, false)
	}
	return l
}

// xlsx types the form in Excel: paragraphs are rows merged over all columns.
func (l layout) xlsx(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	const s = "Sheet1"
	border, _ := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"}}, Alignment: &excelize.Alignment{WrapText: true}})
	cols := max(l.cols, 2)
	for r, cells := range l.lines {
		if l.para[r] {
			f.SetCellStr(s, model.CellName(1, r+1), cells[0])
			f.MergeCell(s, model.CellName(1, r+1), model.CellName(cols, r+1))
			continue
		}
		f.SetCellStyle(s, model.CellName(1, r+1), model.CellName(cols, r+1), border)
		for c, text := range cells {
			if text != "<" && text != "^" && text != "" {
				f.SetCellStr(s, model.CellName(c+1, r+1), text)
			}
			if h, w := l.span(r, c); h > 1 || w > 1 {
				f.MergeCell(s, model.CellName(c+1, r+1), model.CellName(c+w, r+h))
			}
		}
	}
	var out bytes.Buffer
	must.Succeed(t, f.Write(&out))
	return out.Bytes()
}

// span is how many rows and columns a cell covers; 0 for one that is covered.
func (l layout) span(r, c int) (rows, cols int) {
	if x := l.lines[r][c]; x == "<" || x == "^" {
		return 0, 0
	}
	cols = 1
	for c+cols < len(l.lines[r]) && l.lines[r][c+cols] == "<" {
		cols++
	}
	rows = 1
	for r+rows < len(l.lines) && !l.para[r+rows] && c < len(l.lines[r+rows]) && l.lines[r+rows][c] == "^" {
		rows++
	}
	return rows, cols
}

// docx types the form in Word. Every text is split over runs, as Word does.
func (l layout) docx(t testing.TB) []byte {
	var b strings.Builder
	inTable := false
	for r, cells := range l.lines {
		if l.para[r] {
			if inTable {
				b.WriteString("</w:tbl>")
			}
			inTable = false
			b.WriteString(paragraphXML(cells[0]))
			continue
		}
		if !inTable {
			b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr><w:tblGrid>`)
			for range l.cols {
				fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, 9000/l.cols)
			}
			b.WriteString("</w:tblGrid>")
			inTable = true
		}
		b.WriteString("<w:tr>")
		for c := 0; c < len(cells); c++ {
			l.cellXML(&b, r, c)
		}
		b.WriteString("</w:tr>")
	}
	if inTable {
		b.WriteString("</w:tbl><w:p/>")
	}
	return docxOf(t, b.String())
}

func (l layout) cellXML(b *strings.Builder, r, c int) {
	text := l.lines[r][c]
	if text == "<" {
		return
	}
	width, merge := 1, ""
	for c+width < len(l.lines[r]) && l.lines[r][c+width] == "<" {
		width++
	}
	if text == "^" {
		text, merge = "", "<w:vMerge/>"
		for c+width < len(l.lines[r]) && l.lines[r][c+width] == "<" {
			width++
		}
	} else if rows, _ := l.span(r, c); rows > 1 {
		merge = `<w:vMerge w:val="restart"/>`
	}
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>%s</w:tcPr>`, 9000/l.cols*width, width, merge)
	for _, p := range strings.Split(text, "\n") {
		b.WriteString(paragraphXML(p))
	}
	b.WriteString("</w:tc>")
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func paragraphXML(text string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr><w:rPr><w:sz w:val="21"/></w:rPr></w:pPr>`)
	r := []rune(text)
	for i := 0; i < len(r); i += 3 {
		part := string(r[i:min(i+3, len(r))])
		fmt.Fprintf(&b, `<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, escape.Replace(part))
	}
	b.WriteString("</w:p>")
	return b.String()
}

// docxOf makes a document of a body.
func docxOf(t testing.TB, body string) []byte {
	t.Helper()
	p := &parts{data: make(map[string][]byte)}
	p.set("[Content_Types].xml", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`))
	p.set("_rels/.rels", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`))
	p.set("word/document.xml", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"><w:body>`+body+`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1080" w:bottom="1440" w:left="1080" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`))
	data, err := p.pack()
	must.Succeed(t, err)
	return data
}

// texts reads a filled form back as rows of texts by its first cells: rows count from
// 0, and a document's paragraphs and tables follow one another.
func texts(t testing.TB, ext string, data []byte) [][]string {
	t.Helper()
	f, _, err := open("x"+ext, data)
	must.Succeed(t, err)
	var out [][]string
	for _, g := range f.grids() {
		for r := 0; r < g.rows; r++ {
			row := make([]string, g.cols)
			for c := range row {
				if x := g.cell(r, c); x != nil && x.row == r && x.col == c {
					row[c] = x.text
				}
			}
			out = append(out, row)
		}
	}
	return out
}

// score is how many places of a form were filled, left and filled wrongly.
type score struct{ places, filled, wrong int }

func plainText(s string) string {
	return strings.NewReplacer("_", "", "＿", "").Replace(model.Squeeze(s))
}

// compare counts: a place is a cell that should differ from the empty form's.
func compare(t *testing.T, form, want layout, got [][]string) (s score) {
	t.Helper()
	empty := func(r, c int) string {
		if r < len(form.lines) && c < len(form.lines[r]) {
			return form.lines[r][c]
		}
		return ""
	}
	for r, row := range want.lines {
		for c, text := range row {
			if text == "<" || text == "^" {
				continue
			}
			have := ""
			if r < len(got) && c < len(got[r]) {
				have = got[r][c]
			}
			place := plainText(text) != plainText(empty(r, c)) || len(want.lines) > len(form.lines) && plainText(text) != ""
			ok := plainText(have) == plainText(text)
			switch {
			case ok && place:
				s.places++
				s.filled++
			case place && plainText(have) == plainText(empty(r, c)), place && have == "":
				s.places++
				t.Errorf("第%d行第%d格 %q: left, want %q", r+1, c+1, have, text)
			case !ok:
				s.wrong++
				t.Errorf("第%d行第%d格: %q, want %q", r+1, c+1, have, text)
			}
		}
	}
	if len(got) > len(want.lines)+1 {
		t.Errorf("%d rows, want %d", len(got), len(want.lines))
	}
	return s
}

// fillForm fills a form for the first unit.
func fillForm(t *testing.T, name string, data []byte, opt Options) []byte {
	t.Helper()
	ros := testRoster(t)
	if opt.Year == 0 {
		opt.Year = 2019
	}
	form := read(t, ros, name, data, opt)
	units := form.Units(ros)
	if len(units) == 0 {
		t.Fatal("no units")
	}
	out, unfit, err := form.Fill(units[0])
	must.Succeed(t, err)
	for _, u := range unfit {
		t.Log("unfit: ", u)
	}
	if testing.Verbose() {
		for _, e := range form.Explain() {
			t.Log(form.Per, e)
		}
	}
	if dir := os.Getenv("FILL_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+filepath.Ext(name)), out, 0o600)
	}
	return out
}

// formCase is a form, and what it is to look like when it is filled; empty: as it was.
type formCase struct {
	name       string
	form, want string
	opt        Options
	only       string // .xlsx or .docx where it is one of them
}

func runForms(t *testing.T, cases []formCase) {
	total := score{}
	for _, c := range cases {
		form, want := parseLayout(c.form), parseLayout(cmp.Or(c.want, c.form))
		for _, ext := range []string{".xlsx", ".docx"} {
			if c.only != "" && c.only != ext {
				continue
			}
			t.Run(c.name+ext, func(t *testing.T) {
				data := form.xlsx(t)
				if ext == ".docx" {
					data = form.docx(t)
				}
				out := fillForm(t, c.name+ext, data, c.opt)
				s := compare(t, form, want, texts(t, ext, out))
				total.places, total.filled, total.wrong = total.places+s.places, total.filled+s.filled, total.wrong+s.wrong
			})
		}
	}
	t.Logf("%d places, %d filled, %d wrong", total.places, total.filled, total.wrong)
	if total.wrong > 0 || total.filled*100 < total.places*95 {
		t.Errorf("%d places, %d filled, %d wrong", total.places, total.filled, total.wrong)
	}
}
