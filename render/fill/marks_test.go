package fill

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
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
		"a|{{户主.A24}}": "{{户主.A24}}", "a|{{}}": "{{}}", "{{A1}}|{{帮扶内容}}": "不同的列表", "a|{{A8+A9}}": "{{A8+A9}}", "a|{{人家.A8}}": "{{人家.A8}}",
	} {
		_, err := Read(ros.Data.Codebook, "表.xlsx", parseLayout(form).xlsx(t), Options{})
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.Contains(wrong.Message, want) || wrong.Hint == "" {
			t.Errorf("%s: %v", form, err)
		}
	}
}

// TestMarkedIsFilledAlike: the form with marks where it was understood is filled as the
// form itself, but for choices, of which all answers are written.
func TestMarkedIsFilledAlike(t *testing.T) {
	ros := testRoster(t)
	for _, c := range append(appendices(), further()...) {
		if strings.Contains(c.form, "□") || strings.Contains(c.form, "○") || strings.Contains(c.form, "户主|<|减少成员") || strings.Contains(c.form, "填写") || c.opt.Where != nil || c.name == "例行" {
			continue
		}
		for _, ext := range []string{".xlsx", ".docx"} {
			l := parseLayout(c.form)
			data := l.xlsx(t)
			if ext == ".docx" {
				data = l.docx(t)
			}
			opt := c.opt
			opt.Year = 2019
			form, err := Read(ros.Data.Codebook, c.name+ext, data, opt)
			must.Succeed(t, err)
			marked, err := form.Marked()
			must.Succeed(t, err)
			opt.Per = form.Per
			again, err := Read(ros.Data.Codebook, c.name+ext, marked, opt)
			if err != nil {
				t.Errorf("%s%s: %v", c.name, ext, err)
				continue
			}
			want, _, _ := form.Fill(form.Units(ros)[0])
			got, _, err := again.Fill(again.Units(ros)[0])
			must.Succeed(t, err)
			a, b := plainTexts(texts(t, ext, want)), plainTexts(texts(t, ext, got))
			if a != b {
				t.Errorf("%s%s:\n%s\nby marks:\n%s", c.name, ext, a, b)
			}
		}
	}
}

// TestBeside: copies filled beside each other are the same as those filled in turn.
func TestBeside(t *testing.T) {
	ros := testRoster(t)
	l := parseLayout(appendix2()[1].form)
	for name, data := range map[string][]byte{"表.xlsx": l.xlsx(t), "表.docx": l.docx(t)} {
		form, err := Read(ros.Data.Codebook, name, data, Options{Year: 2019, Internal: true})
		must.Succeed(t, err)
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

// plainTexts gives what cells say, empty rows left out: forms filled by marks keep the
// rows that they had room in.
func plainTexts(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		line := plainText(strings.Join(r, "|"))
		if strings.Trim(line, "|0123456789") != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// TestMarksInSheetHeaders: what is not filled is told.
func TestMarksInSheetHeaders(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	f.SetSheetRow("Sheet1", "A1", &[]any{"户主姓名", "{{户主姓名}}"})
	must.Succeed(t, f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{OddHeader: "&C{{行政村}}"}))
	var data bytes.Buffer
	must.Succeed(t, f.Write(&data))
	form, err := Read(testRoster(t).Data.Codebook, "表.xlsx", data.Bytes(), Options{})
	must.Succeed(t, err)
	list := form.Explain()
	if last := list[len(list)-1]; last.Where != "工作表“Sheet1”页眉、页脚里的标记" || last.Why == "" {
		t.Errorf("explained: %+v", list)
	}
}
