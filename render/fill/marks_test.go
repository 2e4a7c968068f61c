package fill

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// TestMarks fills forms by their marks alone.
func TestMarks(t *testing.T) {
	cases := []formCase{
		{name: "户表", form: `
¶{{行政村}}低收入农户信息表（{{年}}年）
户主姓名|{{户主姓名}}|民族|{{户主.民族}}|第二人|{{成员2.姓名}}
住址|{{住址}}|户属性|{{□A24}}|责任人|{{责任人.姓名}}，{{责任人.单位}}
工资性收入|{{A28}}|婚丧|{{返贫原因}}|户主姓名|
序号|姓名|文化程度|身份证号|关系|
{{序号}}|{{A1}}|{{ A8 }}|{{A4}}|{{与户主关系}}|同前
年度|内容|金额|||
{{帮扶年度}}|{{帮扶内容}}（{{帮扶类别}}）|{{帮扶金额}}|||
`, want: `
¶东风村低收入农户信息表（2019年）
户主姓名|周大山|民族|汉族|第二人|李小花
住址|江苏省连云港市东区中云街道东风村大庄|户属性|□一般贫困户 ☑低保贫困户 □特困供养贫困户|责任人|吴干事，东区农业局
工资性收入|12000|婚丧||户主姓名|
序号|姓名|文化程度|身份证号|关系|
1|周大山|小学|#周大山#|户主|同前
2|李小花|文盲或半文盲|#李小花#|配偶|同前
3|周强|初中|#周强#|之子|同前
4|周小宝||#周小宝#|之孙子|同前
年度|内容|金额|||
2018|养鸡（产业扶贫）|3000|||
2019|助学（教育扶贫）|500|||
`},
		{name: "村表", form: `
¶{{行政村}} {{户数}}户{{人数}}人
{{序号}}|{{户主姓名}}|{{户编号}}|{{A24}}
合计|||
`, want: `
¶东风村 2户5人
1|周大山|3207990001|低保贫困户
2|王五|3207990002|一般贫困户
合计|||
`},
		{name: "标记在空格前", form: `
¶户主：{{户主姓名}}________，危房等级：{{A40}}____，{{地址县}}××县
户属性|{{□A24}}□一般贫困户 □低保贫困户 □特困|健康|{{□户主.A10}}健康（ ）  长期慢性病（ ）
序号|姓名|是否会员|工种
{{序号}}|{{A1}}|{{□A19}}□是 □否|{{A12}}____
2||□是 □否|____
合计|||
年度|措施|金额|
{{2018年.年度}}|{{帮扶内容}}|{{帮扶金额}}|
|||
|||
姓名|减少原因
{{减少成员姓名}}|{{编号.减少原因}}
¶减少原因：①死亡填“1”。填写减少原因的编号：（1）死亡（5）户籍迁出
`, want: `
¶户主：周大山，危房等级：B级，××县
户属性|□一般贫困户 ☑低保贫困户 □特困|健康|健康（ ）  长期慢性病（√）
序号|姓名|是否会员|工种
1|周大山|☑是 □否|____
2|李小花|☑是 □否|____
3|周强|□是 ☑否|省外务工
4|周小宝|□是 ☑否|____
合计|||
年度|措施|金额|
2018|养鸡|3000|
|||
|||
姓名|减少原因
周老汉|1
¶减少原因：①死亡填“1”。填写减少原因的编号：（1）死亡（5）户籍迁出
`},
		{name: "各村", form: `
序号|村|户数|人数
{{序号}}|{{村.行政村}}|{{村.户数}}|{{村.人数}}人
|||
`, want: `
序号|村|户数|人数
1|东风村|2|5人
2|南村|1|2人
|||
`},
	}
	for i := range cases {
		cases[i].form, cases[i].want = ids.Replace(cases[i].form), ids.Replace(cases[i].want)
	}
	runForms(t, cases)
}

// TestWrongMarks: a mark that means nothing is named with its place; nothing is filled.
func TestWrongMarks(t *testing.T) {
	ros := testRoster(t)
	for form, want := range map[string]string{
		"姓名|{{户主名子}}": "B1 {{户主名子}}", "姓名|{{户主姓名}": "B1 的标记没有写完整", "a|{{成员0.姓名}}": "{{成员0.姓名}}", "a|{{□A28}}": "{{□A28}}",
		"a|{{户主.A24}}": "{{户主.A24}}", "a|{{}}": "{{}}", "{{A1}}|{{帮扶内容}}": "不同的列表", "{{2018年.帮扶内容}}|{{2019年.帮扶金额}}": "不同的列表", "a|{{2018年.A8}}": "{{2018年.A8}}", "a|{{编号.减少原因}}": "{{编号.减少原因}}", "a|{{A8+A9}}": "{{A8+A9}}", "a|{{人家.A8}}": "{{人家.A8}}",
	} {
		_, err := Read(ros.Data.Codebook, "表.xlsx", parseLayout(form).xlsx(t), Options{})
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.Contains(wrong.Message, want) || wrong.Hint == "" {
			t.Errorf("%s: %v", form, err)
		}
	}
}

// everyForm gives all forms of the tests with what is wished of them.
func everyForm(t *testing.T) []formCase {
	out := slices.Concat(appendices(), appendix2(), further(), offices())
	for i := range out {
		out[i].form = ids.Replace(out[i].form)
		for k := range out[i].opt.Where {
			c := &out[i].opt.Where[k]
			c.Item = rostertest.Codebook(t).Lookup("A12")
			if c.Values[0] == "王五" {
				c.Item = rostertest.Codebook(t).Lookup(model.CodeHeadName)
			}
		}
		out[i].opt.Year = 2019
	}
	return out
}

// eachFile calls f for every form as a workbook and as a document, as it is meant and, in
// turn, for something else that a copy may be about.
func eachFile(t *testing.T, f func(name string, data []byte, opt Options)) {
	for i, c := range everyForm(t) {
		l := parseLayout(c.form)
		for ext, data := range map[string][]byte{".xlsx": l.xlsx(t), ".docx": l.docx(t)} {
			if c.only != "" && c.only != ext {
				continue
			}
			for _, per := range []Per{c.opt.Per, []Per{PerVillage, PerRoster, PerHousehold, PerGroup}[i%4]} {
				opt := c.opt
				opt.Per = per
				f(c.name+ext, data, opt)
			}
		}
	}
}

// TestMarkedIsFilledAlike: the form with marks where it was understood is filled as the
// form itself, cell by cell. What a mark stood in place of does not come back where the
// roster has nothing: printed hints of lists, the number of a first row.
func TestMarkedIsFilledAlike(t *testing.T) {
	ros := testRoster(t)
	cells, written := 0, 0
	eachFile(t, func(name string, data []byte, opt Options) {
		form := read(t, ros, name, data, opt)
		marked, err := form.Marked()
		must.Succeed(t, err)
		if !form.Understood() {
			return
		}
		if opt.Per != form.Per {
			opt.Per = ""
		}
		again := read(t, ros, name, marked, opt)
		if again.Per != form.Per {
			t.Errorf("%s: a copy for each %s, by marks %s", name, form.Per, again.Per)
			return
		}
		empty := texts(t, form.Ext, data)
		for i, u := range form.Units(ros) {
			direct := filled(t, form, u)
			byMarks := filled(t, again, u)
			want, got := texts(t, form.Ext, direct), texts(t, form.Ext, byMarks)
			for r := range max(len(want), len(got)) {
				for c := range max(len(rowAt(want, r)), len(rowAt(got, r))) {
					w, g := textAt(want, r, c), textAt(got, r, c)
					hint := g == "" && w == textAt(empty, r, c) && (w == "1" || w == "务工地点")
					cells++
					if w != "" && w != textAt(empty, r, c) {
						written++
					}
					if w != g && !hint {
						t.Errorf("%s, per %s, %d, row %d, cell %d: %q, want %q", name, form.Per, i+1, r+1, c+1, g, w)
					}
				}
			}
		}
	})
	t.Logf("%d cells, %d filled", cells, written)
	if written < 3000 {
		t.Errorf("%d cells filled", written)
	}
}

func rowAt(rows [][]string, r int) []string {
	if r < len(rows) {
		return rows[r]
	}
	return nil
}

func textAt(rows [][]string, r, c int) string {
	if row := rowAt(rows, r); c < len(row) {
		return model.Squeeze(row[c])
	}
	return ""
}

// TestBeside: copies filled beside each other are the same as those filled in turn.
func TestBeside(t *testing.T) {
	ros := testRoster(t)
	l := parseLayout(appendix2()[1].form)
	for name, data := range map[string][]byte{"表.xlsx": l.xlsx(t), "表.docx": l.docx(t)} {
		form := read(t, ros, name, data, Options{Year: 2019, Internal: true})
		units := form.Units(ros)
		want := make([][]byte, len(units))
		for i, u := range units {
			want[i], _, _ = form.Fill(u)
		}
		var wg sync.WaitGroup
		for i, u := range slices.Concat(units, units) {
			wg.Go(func() {
				got, _, err := form.Fill(u)
				if err != nil || !bytes.Equal(got, want[i%len(units)]) {
					t.Errorf("%s, %d: other bytes, %v", name, i, err)
				}
			})
		}
		wg.Wait()
	}
}

// TestMarksInSheetHeaders: marks in headers and footers of a sheet are filled, whatever
// codes stand around them, in a book of sheets with what each is about.
func TestMarksInSheetHeaders(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	f.SetSheetRow("Sheet1", "A1", &[]any{"户主姓名", "{{户主姓名}}"})
	must.Succeed(t, f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{DifferentFirst: true,
		OddHeader: `&L&"宋体,常规"&12{{年}}年{{行政村}}&C{{责任人.单位}}&R第&P页`, OddFooter: "&C&9户主{{户主姓名}}　{{人数}}人", FirstHeader: "&C{{户编号}}"}))
	var data bytes.Buffer
	must.Succeed(t, f.Write(&data))
	ros := testRoster(t)
	helper := ros.Villages[0].Households[0].Helpers[0]
	helper.Set("责任人单位", "农业&水利局", 0, model.At{})
	form := read(t, ros, "表.xlsx", data.Bytes(), Options{Year: 2019})
	units := form.Units(ros)
	out := filled(t, form, units[0])
	book, _, err := form.Book(units, []string{"甲", "乙", "丙"})
	must.Succeed(t, err)
	for i, file := range [][]byte{out, book} {
		sheet := part(t, file, "xl/worksheets/sheet1.xml")
		for _, want := range []string{`&amp;12 2019年东风村&amp;C农业&amp;&amp;水利局&amp;R第&amp;P页</oddHeader>`, `户主周大山　4人</oddFooter>`, `<firstHeader>&amp;C3207990001<`} {
			if !strings.Contains(sheet, want) {
				t.Errorf("%d: no %s in %s", i, want, sheet)
			}
		}
		validate(t, "headers.xlsx", file)
	}
	of := make(map[string]int)
	for name, text := range saidIn(t, book) {
		if !strings.Contains(name, "worksheets/") {
			continue
		}
		for _, want := range []string{"{{", "户主王五　1人", "户主钱一　2人"} {
			of[want] += strings.Count(text, want)
		}
	}
	if of["{{"] > 0 || of["户主王五　1人"] != 1 || of["户主钱一　2人"] != 1 {
		t.Errorf("in the book: %v", of)
	}
	_, err = Read(ros.Data.Codebook, "表.xlsx", rewritten(t, data.Bytes(), "{{年}}", "{{&amp;B年}}"), Options{})
	if err == nil || !strings.Contains(err.Error(), "Sheet1 页眉") {
		t.Errorf("a mark with a code in it: %v", err)
	}
}

// rewritten gives a file with a text of its parts in the place of another.
func rewritten(t *testing.T, data []byte, old, now string) []byte {
	t.Helper()
	p, err := unpack("表", data)
	must.Succeed(t, err)
	for _, name := range p.names {
		p.set(name, bytes.ReplaceAll(p.data[name], []byte(old), []byte(now)))
	}
	out, err := p.pack()
	must.Succeed(t, err)
	return out
}

// TestMarkedPart: a list that was limited when its marks were written is not filled
// with everybody afterwards.
func TestMarkedPart(t *testing.T) {
	cb, ros := testRoster(t).Data.Codebook, testRoster(t)
	opt := Options{Year: 2019, Per: PerVillage, Where: []model.Wanted{{Item: cb.Lookup("A10"), Values: []string{"长期慢性病"}}}}
	data := parseLayout("慢性病人员名单|<|<\n序号|姓名|健康状况\n1||\n2||").xlsx(t)
	form, err := Read(cb, "名单.xlsx", data, opt)
	must.Succeed(t, err)
	marked, err := form.Marked()
	must.Succeed(t, err)
	again, err := Read(cb, "名单.xlsx", marked, Options{Year: 2019, Per: PerVillage})
	must.Succeed(t, err)
	below, err := Read(cb, "名单.docx", parseLayout("¶农户台账\n¶二、慢性病人员\n姓名|健康状况\n{{A1}}|{{A10}}").docx(t), Options{Year: 2019, Per: PerVillage})
	must.Succeed(t, err)
	if below.Understood() {
		t.Error("a section of a part is filled with everybody")
	}
	if again.Part != "慢性病" || again.Understood() {
		t.Errorf("part %q", again.Part)
	}
	again, err = Read(cb, "名单.xlsx", marked, opt)
	must.Succeed(t, err)
	out := filled(t, again, again.Units(ros)[0])
	if got := texts(t, ".xlsx", out); textAt(got, 2, 1) != "周大山" || textAt(got, 3, 1) != "" {
		t.Errorf("filled: %q", got)
	}
}
