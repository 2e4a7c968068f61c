package fill

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/ooxml/ooxmltest"
)

// part gives a part of a file as text, empty where there is none.
func part(t *testing.T, data []byte, name string) string {
	t.Helper()
	return string(ooxmltest.Parts(t, data)[name])
}

// controls is a document with what Word forms have: a content control that shows a
// hint, a box to be clicked, underlined blanks over runs, a tab on a line, a form
// field, a sign of Wingdings, a table whose title at the left begins in its only row.
const controls = `<w:p w14:paraId="0000AAAA"><w:bookmarkStart w:id="3" w:name="甲"/><w:r><w:t>农户登记表</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>
<w:p><w:r><w:t>户主姓名：</w:t></w:r><w:sdt><w:sdtPr><w:id w:val="77"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>单击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:p><w:r><w:t>户编</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>号：</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">     </w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">        </w:t></w:r><w:r><w:t>　联系电话：</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r></w:p>
<w:p><w:r><w:t>家庭人口：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">     </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>人</w:t></w:r></w:p>
<w:p><w:r><w:t>是否通广播电视：</w:t></w:r><w:sdt><w:sdtPr><w:id w:val="78"/><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>是　</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r><w:t>否</w:t></w:r></w:p>
<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>
<w:tr><w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>与户主关系</w:t></w:r></w:p></w:tc></w:tr>
<w:tr w14:paraId="0000BBBB"><w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>家庭成员</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:pPr></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr>
</w:tbl><w:p><w:r><w:t>户主签名：</w:t></w:r></w:p>`

// TestWordControls fills what Word forms are made of, as single files and as a book.
func TestWordControls(t *testing.T) {
	ros := testRoster(t)
	form := read(t, ros, "登记表.docx", docxOf(t, controls), Options{Year: 2019, Internal: true})
	units := form.Units(ros)
	if form.Per != PerHousehold || len(units) != 4 {
		t.Fatalf("%d units, %s", len(units), form.Per)
	}
	out := filled(t, form, units[0])
	want := "农户登记表\n户主姓名:周大山\n户编号:3207990001联系电话:13900000001\n家庭人口:4人\n是否通广播电视:☑是□否\n姓名与户主关系\n家庭成员周大山户主\n李小花配偶\n周强之子\n周小宝之孙子\n户主签名:\n"
	var lines []string
	for _, r := range texts(t, ".docx", out) {
		lines = append(lines, plainText(strings.Join(r, "")))
	}
	if got := strings.Join(lines, "\n") + "\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	body := part(t, out, "word/document.xml")
	for text, times := range map[string]int{"showingPlcHdr": 0, "PlaceholderText": 0, `w14:checked w14:val="1"`: 1, `w:vMerge w:val="restart"`: 1, "<w:vMerge/>": 3, "家庭成员": 1,
		`w14:paraId="0000BBBB"`: 1, `<w:b/><w:sz w:val="24"/>`: 8, "<w:tblHeader/>": 1} {
		if got := strings.Count(body, text); got != times {
			t.Errorf("%s stands %d times, want %d\n%s", text, got, times, body)
		}
	}
	validate(t, "登记表.docx", out)
	bookOfWord(t, form, units)
}

func bookOfWord(t *testing.T, form *Form, units []*Unit) {
	t.Helper()
	book, _, err := form.Book(units, make([]string, len(units)))
	must.Succeed(t, err)
	again, _, _ := form.Book(units, make([]string, len(units)))
	if !bytes.Equal(book, again) {
		t.Error("other bytes the second time")
	}
	body := part(t, book, "word/document.xml")
	for text, times := range map[string]int{"<w:sectPr>": 4, "农户登记表": 4, "赵边缘": 2, `w:name="甲"`: 1, `w14:paraId="0000AAAA"`: 1, `<w:type w:val="nextPage"/>`: 4, "headerReference": 1} {
		if got := strings.Count(body, text); got != times {
			t.Errorf("%s stands %d times in the book, want %d", text, got, times)
		}
	}
	if h := part(t, book, "word/headerRuhu1.xml"); !strings.Contains(h, internalNote) {
		t.Errorf("the header says %q", h)
	}
	validate(t, "book.docx", book)
}

// TestOlderCheckBoxes: check boxes of older forms are ticked as □ are, those that are
// ticked already are no choice to be made.
func TestOlderCheckBoxes(t *testing.T) {
	box := func(more string) string {
		return `<w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="C1"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/>` + more + `</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	word := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	const open = `<w:default w:val="0"/>`
	body := `<w:p>` + word("农户登记表") + `</w:p><w:p>` + word("户主姓名：____") + `</w:p><w:p>` + word("户属性：") + box(open) + word("一般贫困户 ") + box(open) + word("低保贫困户 ") + box("") + word("特困供养贫困户") + `</w:p>` +
		`<w:p>` + word("识别标准：") + box(open+`<w:checked/>`) + word("国家 ") + box(open) + word("省定") + `</w:p>` +
		`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p>` + word("是否通广播电视") + `</w:p></w:tc><w:tc><w:tcPr/><w:p>` + box(open) + word("是 ") + box(open) + word("否") + `</w:p></w:tc></w:tr></w:tbl>`
	ros := testRoster(t)
	form := read(t, ros, "登记表.docx", docxOf(t, body), Options{Year: 2019})
	marked, err := form.Marked()
	must.Succeed(t, err)
	again := read(t, ros, "登记表.docx", marked, Options{Year: 2019})
	for name, f := range map[string]*Form{"form": form, "by marks": again} {
		out := filled(t, f, f.Units(ros)[0])
		xml := part(t, out, "word/document.xml")
		if text := wordText(xml); strings.Contains(text, "{{") || !strings.Contains(text, "户属性：一般贫困户 低保贫困户 特困供养贫困户") {
			t.Errorf("%s: %s", name, text)
		}
		var on []bool
		for _, b := range strings.Split(xml, "<w:checkBox>")[1:] {
			b, _, _ = strings.Cut(b, "</w:checkBox>")
			on = append(on, strings.Contains(b, "<w:checked/>"))
		}
		if fmt.Sprint(on) != "[false true false true false true false]" {
			t.Errorf("%s: ticked %v", name, on)
		}
		validate(t, "boxes.docx", out)
	}
	if got := wordText(part(t, marked, "word/document.xml")); !strings.Contains(got, "户属性：{{□A24}}一般") || !strings.Contains(got, "}}是 否") {
		t.Errorf("marks: %s", got)
	}
}

// TestEdgeHouseholds: 边缘户 and 监测类型 are in no form but one for the office.
func TestEdgeHouseholds(t *testing.T) {
	ros := testRoster(t)
	const form = "户主姓名||监测类型|\n姓名||户编号|"
	for _, ext := range []string{".xlsx", ".docx"} {
		data := parseLayout(form).xlsx(t)
		if ext == ".docx" {
			data = parseLayout(form).docx(t)
		}
		for _, internal := range []bool{false, true} {
			for _, per := range []Per{PerHousehold, PerVillage, PerGroup, PerRoster} {
				f := read(t, ros, "表"+ext, data, Options{Internal: internal, Per: per})
				found := false
				for _, u := range f.Units(ros) {
					for _, h := range u.Households {
						found = found || h.HeadName() == "赵边缘"
					}
				}
				if found != internal {
					t.Errorf("%s %s, internal %v: 边缘户 %v", ext, per, internal, found)
				}
			}
		}
	}
	public := parseLayout("¶公示名单\n户主姓名|身份证号\n|").xlsx(t)
	var refused *Error
	if _, err := Read(ros.Data.Codebook, "表.xlsx", public, Options{Internal: true}); !errors.As(err, &refused) || !strings.Contains(refused.Message, "公示") {
		t.Errorf("a notice with internal data: %v", err)
	}
	f, err := Read(ros.Data.Codebook, "表.xlsx", public, Options{})
	if err != nil || !f.Masked() {
		t.Errorf("a notice is not masked: %v", err)
	}
}

// TestRefusals: what cannot be filled, or should not be opened, with what to do.
func TestRefusals(t *testing.T) {
	cb := rostertest.Codebook(t)
	good := docxOf(t, controls)
	bomb := &parts{data: map[string][]byte{}}
	bomb.set("word/document.xml", bytes.Repeat([]byte(" "), 40<<20))
	bombed, err := bomb.pack()
	must.Succeed(t, err)
	macro, _ := unpack("a.docx", good)
	macro.set("word/vbaProject.bin", []byte("x"))
	withMacro, _ := macro.pack()
	deep := docxOf(t, strings.Repeat("<w:sdt><w:sdtContent>", 5000)+strings.Repeat("</w:sdtContent></w:sdt>", 5000))
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"表.doc", good, "另存为"}, {"表.WPS", good, "另存为"}, {"表.xls", good, "另存为"}, {"表.et", good, "另存为"}, {"表.xlsm", good, "宏"}, {"表.docm", good, "宏"},
		{"表.docx", withMacro, "宏"}, {"表.docx", []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1}, "密码"}, {"表.docx", good[:len(good)/2], "损坏"}, {"表.docx", nil, "损坏"}, {"表.xlsx", []byte("a,b"), "损坏"},
		{"名册.xlsx", parseLayout(ids.Replace("姓名|证件号码\na|#周大山#\nb|#李小花#\nc|#周强#\nd|#周小宝#\n|")).xlsx(t), "填好的名册"},
		{"表.docx", bombed, "大得不正常"}, {"表.docx", deep, "损坏"}, {"表.docx", docxOf(t, "<w:p>"), "损坏"}, {"表.docx", docxOf(t, "&x;"), "损坏"},
	} {
		_, err := Read(cb, c.name, c.data, Options{})
		var refused *Error
		if !errors.As(err, &refused) || !strings.Contains(refused.Error(), c.want) || refused.Hint == "" {
			t.Errorf("%s, %d bytes: %v, want %s", c.name, len(c.data), err, c.want)
		}
	}
}

// TestHostile: files that try to lead a reader astray do no harm.
func TestHostile(t *testing.T) {
	ros := testRoster(t)
	for _, body := range []string{
		"", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>`,
		`<w:p><w:r><w:t>户主姓名：</w:t></w:r></w:p><w:sectPr/>`, `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-3"/></w:trPr><w:tc><w:p><w:r><w:t>户主</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>`,
	} {
		f, err := Read(ros.Data.Codebook, "x.docx", docxOf(t, body), Options{})
		if err != nil {
			continue
		}
		for _, u := range f.Units(ros) {
			if _, _, err := f.Fill(u); err != nil {
				t.Error(err)
			}
		}
	}
	p, _ := unpack("x.xlsx", parseLayout("户主姓名|\n|").xlsx(t))
	for _, sheet := range []string{
		`<worksheet/>`, `<worksheet><sheetData><row><c t="s"><v>99</v></c><c r="ZZZZZ9"/></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="99999999"><c r="A99999999" t="inlineStr"><is><t>户主姓名</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/></mergeCells></worksheet>`,
		`<worksheet><sheetData><row r="1"><c r="A1"><f t="shared" si="0"/></c></row></sheetData></worksheet>`,
	} {
		q := p.copy()
		q.set("xl/worksheets/sheet1.xml", []byte(sheet))
		data, _ := q.pack()
		f, err := Read(ros.Data.Codebook, "x.xlsx", data, Options{})
		if err != nil {
			continue
		}
		for _, u := range f.Units(ros) {
			if _, _, err := f.Fill(u); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestValuesStayText: what a value holds that XML cannot is replaced, and a value
// stays text.
func TestValuesStayText(t *testing.T) {
	ros := rostertest.Build(t, "户 1 联系电话=0051800 A33=0.10\n人 周<&>\x01\"山 户主 A4=320799196510020119")
	for _, ext := range []string{".xlsx", ".docx"} {
		l := parseLayout("户主姓名||联系电话|\n身份证号||耕地面积|")
		data := l.xlsx(t)
		if ext == ".docx" {
			data = l.docx(t)
		}
		f := read(t, ros, "表"+ext, data, Options{})
		out := filled(t, f, f.Units(ros)[0])
		got := texts(t, ext, out)
		if got[0][1] != "周<&>\"山" && got[0][1] != "周<&>\uFFFD\"山" || got[0][3] != "0051800" || got[1][1] != "320799196510020119" {
			t.Errorf("%s: %q", ext, got)
		}
		if ext == ".xlsx" && regexp.MustCompile(`<c [^>]*><v>(0051800|3207)`).MatchString(part(t, out, "xl/worksheets/sheet1.xml")) {
			t.Error("a number that is a name became a number")
		}
	}
}

// TestCutNumbers: a number that Excel has cut to 15 digits is not put onto a form.
func TestCutNumbers(t *testing.T) {
	ros := rostertest.Build(t, "户 1 银行账号=#6222000000000010000\n人 周甲 户主 A4=#320799196510020000\n人 李乙 配偶 A4=320799196803050223")
	f := read(t, ros, "表.xlsx", parseLayout("户主姓名||身份证号|\n银行账号||户主证件号码|\n姓名|与户主关系|身份证号|备注\n|||").xlsx(t), Options{})
	out, unfit, err := f.Fill(f.Units(ros)[0])
	must.Succeed(t, err)
	got := texts(t, ".xlsx", out)
	if got[0][3] != "" || got[1][1] != "" || got[1][3] != "" || got[3][2] != "" || got[4][2] != "320799196803050223" || len(unfit) != 4 {
		t.Errorf("%q, told %v", got, unfit)
	}
	f.opt.Mask = true
	_, unfit, _ = f.Fill(f.Units(ros)[0])
	for _, u := range unfit {
		if !strings.Contains(u.Value, "***") {
			t.Errorf("masked: told %v", u)
		}
	}
}

// TestWherePersons: a condition about persons chooses households whole, and of a list
// of a village the persons.
func TestWherePersons(t *testing.T) {
	ros := testRoster(t)
	where := []model.Wanted{{Item: ros.Data.Codebook.Lookup("A12"), Values: []string{"省外务工"}}}
	for per, want := range map[Per]int{PerHousehold: 4, PerVillage: 1} {
		f := read(t, ros, "表.xlsx", parseLayout("户主姓名||户编号|\n姓名|与户主关系|身份证号|劳动技能\n|||").xlsx(t), Options{Per: per, Where: where})
		units := f.Units(ros)
		if len(units) != 1 || len(f.entries(f.lists[0], units[0])) != want {
			t.Errorf("%s: %d units", per, len(units))
		}
	}
}
