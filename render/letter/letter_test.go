package letter_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/letter"
	"ruhu/templates"
)

const (
	thisYear = "../../samples/花名册.xlsx"
	lastYear = "../../samples/花名册-上年.xlsx"
)

// quiet is a village with nothing to report: no change, no problem.
const quiet = `
村 南村 经济薄弱村=否 出列年度=
列 增加原因 减少原因 本年度变动 监测类型 A9 A14 A17 A40 A44
户 1 脱贫属性=已脱贫 脱贫年度=2017 本年度变动= 监测类型= A24=一般贫困户 A27a=缺资金 A28=30000 A29=0 A30=0 A31=0 A32=0 A40=A级 A44=是
人 赵甲 户主 A2=男 A4= A10=健康 A11=普通劳动力 A17=是 A9= A14=
人 钱乙 配偶 A2=女 A4= A10=健康 A11=普通劳动力 A17=是
措 帮扶年度=2018 帮扶类别=产业扶贫 受益人=全家 帮扶金额=2000
责 责任人姓名=孙丙 责任人单位=街道办
`

// troubled is two villages with all that can be found, and columns that lack.
const troubled = `
村 南村
户 1 脱贫属性=已脱贫 脱贫年度=2017 A24=低保贫困户 A40=C级 A44=否
人 赵甲 户主 A17=否
户 2 脱贫属性=未脱贫 A24=一般贫困户 A44=是
人 钱乙 户主 A17=是
户 3 脱贫属性=未脱贫 A24=一般贫困户 A44=是
人 孙丙 户主 A17=是
户 4 脱贫属性=未脱贫 A24=一般贫困户 A44=是
人 李丁 户主 A17=是
村 北村
户 5 脱贫属性=已脱贫 脱贫年度=2018 A24=一般贫困户 A44=是
人 周戊 户主 A17=是
户 6 脱贫属性=已脱贫 脱贫年度=2018 A24=一般贫困户 A44=是
人 吴己 户主 A17=是
户 7 脱贫属性=已脱贫 脱贫年度=2018 A24=一般贫困户 A44=是
人 郑庚 户主 A17=是
户 8 脱贫属性=已脱贫 脱贫年度=2018 A24=一般贫困户 A44=是
人 王辛 户主 A17=是
户 9 脱贫属性=已脱贫 脱贫年度=2018 A24=一般贫困户 A44=是
人 冯壬 户主 A17=是
持 10
`

func builtIn(t testing.TB) *letter.Template {
	t.Helper()
	text, err := fs.ReadFile(templates.Files, templates.Summary)
	must.Succeed(t, err)
	tpl, err := letter.Parse("summary.txt", text)
	must.Succeed(t, err)
	return tpl
}

func names() letter.Names {
	return letter.Names{
		"单位": "中云街道办事处", "街道": "中云街道", "联系人": "", "日期": "2020年1月3日", "年度": "2019", "上年度": "2018", "次年度": "2020",
		"脱贫标准": "6000元", "监测上限": "1.5倍", "收入起": "2018年10月1日", "收入止": "2019年9月30日",
	}
}

// filled gives the summary of a roster.
func filled(t testing.TB, r *model.Roster, o report.Options, n letter.Names) *doc.Official {
	t.Helper()
	out, err := builtIn(t).Official("summary", report.Make(r, o), n)
	must.Succeed(t, err)
	return out
}

// TestGolden holds every sentence of the summary: of the sample without and with
// last year's roster, of a village with nothing to report, and of one with all.
func TestGolden(t *testing.T) {
	none := model.Problems{}
	nameless := names()
	for _, k := range []string{"单位", "街道", "日期"} {
		nameless[k] = ""
	}
	for name, o := range map[string]*doc.Official{
		"sample":  filled(t, rostertest.Read(t, thisYear), report.Options{Problems: none}, nameless),
		"against": filled(t, rostertest.Read(t, thisYear), report.Options{Problems: none, Last: rostertest.Read(t, lastYear)}, names()),
		"quiet":   filled(t, rostertest.Build(t, quiet), report.Options{Problems: none, Last: rostertest.Build(t, quiet)}, names()),
		"trouble": filled(t, rostertest.Build(t, troubled), report.Options{Problems: found(), Last: rostertest.Build(t, quiet)}, names()),
	} {
		var got bytes.Buffer
		must.Succeed(t, doc.DumpOfficial(&got, o))
		golden(t, name+".txt", got.Bytes())
	}
}

// found are findings of two rules.
func found() model.Problems {
	return model.Problems{
		{Severity: model.Fault, Rule: "id-check", Message: "第18位不对"}, {Severity: model.Fault, Rule: "id-check", Message: "第18位不对"},
		{Severity: model.Warning, Rule: "phone", Message: "电话不对"},
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		must.Succeed(t, os.MkdirAll("testdata", 0o755))
		must.Succeed(t, os.WriteFile(file, got, 0o644))
		return
	}
	want, err := os.ReadFile(file)
	must.Succeed(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

// TestNoLitany: nowhere is a nought told as if it were news, nowhere are two
// signs beside one another.
func TestNoLitany(t *testing.T) {
	for _, r := range []*model.Roster{rostertest.Build(t, quiet), rostertest.Build(t, troubled), rostertest.Build(t, ""), rostertest.Read(t, thisYear)} {
		o := filled(t, r, report.Options{Problems: model.Problems{}}, names())
		for _, b := range o.Body {
			p, ok := b.(doc.Prose)
			if !ok {
				continue
			}
			for _, bad := range []string{"，，", "、、", "。。", "，。", "、。", "；。", "：。", "，；", "（）", "其中。", "其中，。", "NaN", "%!"} {
				if strings.Contains(p.Text, bad) {
					t.Errorf("%q in %q", bad, p.Text)
				}
			}
			if len(r.Villages) > 0 && nought.MatchString(p.Text) {
				t.Errorf("a nought in %q", p.Text)
			}
		}
	}
}

// nought is a number that should have been said as 无.
var nought = regexp.MustCompile(`(^|[^0-9.])0[户人个处项]`)

// TestInternal: the watched are told as totals, and nobody is named.
func TestInternal(t *testing.T) {
	r := rostertest.Build(t, `
户 1 监测类型=脱贫监测户 A24=一般贫困户
人 赵甲 户主
户 2 监测类型=边缘户
人 钱乙 户主`)
	var got bytes.Buffer
	must.Succeed(t, doc.DumpOfficial(&got, filled(t, r, report.Options{Problems: model.Problems{}}, names())))
	text := got.String()
	for _, name := range []string{"赵甲", "钱乙"} {
		if strings.Contains(text, name) {
			t.Errorf("%s is named", name)
		}
	}
	if !strings.Contains(text, "有边缘户1户1人、脱贫监测户1户1人") {
		t.Errorf("no totals in\n%s", text)
	}
}

// TestGuaranteesAsked: nothing is said to be in order of which no column tells.
func TestGuaranteesAsked(t *testing.T) {
	for columns, want := range map[string]string{
		"户 1 脱贫属性=已脱贫 A40=A级 A44=是\n人 赵甲 户主 A17=是":                                  "从花名册看，基本医疗、住房安全、饮水安全方面均未发现问题。",
		"户 1 脱贫属性=已脱贫 A44=是\n人 赵甲 户主":                                               "从花名册看，饮水安全方面均未发现问题。",
		"列 A9 A14\n户 1 脱贫属性=已脱贫 A40=C级\n人 赵甲 户主 A4=" + rostertest.ID("19600101", 1): "涉及基本医疗【请补充",
	} {
		var got bytes.Buffer
		must.Succeed(t, doc.DumpOfficial(&got, filled(t, rostertest.Build(t, "村 南村\n"+columns), report.Options{}, names())))
		if !strings.Contains(got.String(), want) {
			t.Errorf("%s: not %q in\n%s", columns, want, got.String())
		}
	}
}

// TestFaults: whatever is wrong with a text is told with its place, all together.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // line:column and a part of the message
	}{
		"nothing":         {"# 空的\n", []string{"1:1 没有“标题：”"}},
		"two titles":      {"标题：甲\n标题：乙\n", []string{"2:1 “标题：”写了两次"}},
		"open brace":      {"标题：甲{{年度\n正文{{lifted.households}}\n", []string{"1:5 没有配上 }}"}},
		"closing brace":   {"标题：甲}}\n", []string{"1:5 多了 }}"}},
		"empty braces":    {"标题：{{ }}\n", []string{"1:4 里没有写内容"}},
		"no end":          {"标题：甲\n{{有 lifted.households}}脱贫\n", []string{"2:1 没有配上 {{完}}"}},
		"stray end":       {"标题：甲\n脱贫{{完}}\n", []string{"2:3 前面没有"}},
		"two elses":       {"标题：甲\n{{有 a}}甲{{否则}}乙{{否则}}丙{{完}}\n", []string{"2:1 没有配上", "2:23 前面没有"}},
		"unknown word":    {"标题：甲\n{{如果 lifted.households}}\n", []string{"2:3 没有“如果”这种写法"}},
		"too few names":   {"标题：甲\n{{占 lifted.households}}\n", []string{"2:1 “占”后面要写 2 个名称"}},
		"unknown figure":  {"标题：甲\n脱贫{{lifted.houses}}，{{登记户数}}\n", []string{"2:5 没有“lifted.houses”这个数", "2:23 没有“登记户数”这个数"}},
		"in a dead part":  {"标题：甲\n{{有上年}}{{lift}}{{完}}\n", []string{"2:10 没有“lift”这个数"}},
		"unknown class":   {"标题：甲\n{{列 reasons}}\n", []string{"2:5 没有“reasons”这个分类"}},
		"unknown table":   {"标题：甲\n表：村\n图：原因\n", []string{"2:3 没有“村”这个表", "3:3 没有“原因”这个图"}},
		"no number":       {"标题：甲\n{{前 三 problem}}\n", []string{"2:5 “三”不是个数"}},
		"text in a table": {"标题：甲\n表：villages{{年度}}\n", []string{"2:1 后面只写一个名称"}},
		"late signature":  {"标题：甲\n附件：乙\n落款：丙\n", []string{"3:1 写在了附件里"}},
		"not UTF-8":       {"标题：\xbc\xd7\n", []string{"1:1 文件不是 UTF-8 编码"}},
	} {
		tpl, err := letter.Parse("改.txt", []byte(c.text))
		if err == nil {
			_, err = tpl.Official("summary", report.Make(rostertest.Build(t, quiet), report.Options{}), names())
		}
		var faults form.Faults
		if !errors.As(err, &faults) || len(faults) != len(c.want) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, want := range c.want {
			place, message, _ := strings.Cut(want, " ")
			line, col, _ := strings.Cut(place, ":")
			if got := faults[i].Error(); !strings.Contains(got, "改.txt 第 "+line+" 行第 "+col+" 列") || !strings.Contains(got, message) {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
	}
}

// TestLanguage shows what each call says.
func TestLanguage(t *testing.T) {
	last := rostertest.Build(t, "户 1 脱贫属性=未脱贫\n人 赵甲 户主\n")
	r := rostertest.Build(t, `
村 东村
户 1 脱贫属性=已脱贫 本年度变动=脱贫 A27a=因病 A28=500000
人 赵甲 户主
户 2 脱贫属性=未脱贫 本年度变动= A27a=因残 A28=0
人 钱乙 户主
村 西村
户 3 脱贫属性=未脱贫 A27a=因病 A28=0
人 孙丙 户主
人 李丁 之子
`)
	for text, want := range map[string]string{
		"脱贫{{lifted.households}}{{lifted.persons}}":        "脱贫1户1人",
		"{{年度}}、{{上年度}}":                                   "2019、2018",
		"{{联系人}}":                                          "【请补充：联系人】",
		"{{edge.households}}":                              "【请补充：边缘户户数】",
		"{{income.wages.money}}":                           "50万元",
		"{{上年 registered.households}}":                     "1户",
		"{{比上年 registered.households}}":                    "比上年增加2户",
		"{{比上年 unlifted.households}}":                      "比上年增加1户",
		"{{占 lifted.households registered.households}}":    "33.3%",
		"{{列 cause}}":                                      "因病2户、因残1户",
		"{{列占 cause}}":                                     "因病2户（占66.7%）、因残1户（占33.3%）",
		"{{其中 cause}}":                                     "其中因病2户、因残1户",
		"{{各村 unlifted}}":                                  "东村1户1人、西村1户2人",
		"{{各村前 1 unlifted}}":                               "东村1户1人、西村1户2人", // as many there
		"{{各村前 1 registered}}":                             "东村2户2人",
		"{{各村占 1 unlifted}}":                               "西村1户2人（占本村在册户的100.0%）",
		"{{有 new.households}}新{{否则}}无新{{完}}":               "无新",
		"{{有 new.households lifted.households}}有{{完}}":     "有",
		"{{无 new.households relapsed.households}}都没有{{完}}": "都没有",
		"{{无 new.households lifted.households}}都没有{{否则}}不都没有{{完}}":                 "不都没有",
		"{{有 edge.households}}边缘户{{edge.households}}{{完}}":                         "边缘户【请补充：边缘户户数】",
		"{{多村}}多{{完}}{{有上年}}有上年{{完}}":                                              "多有上年",
		"{{并列}}{{有 new.households}}新{{完}}|{{有 lifted.households}}脱贫{{完}}|乙{{完}}":   "脱贫、乙",
		"{{全 lifted.persons lifted.households}}全部{{完}}":                            "全部",
		"甲{{全 lifted.households registered.households}}全部{{完}}":                    "甲",
		"甲{{全 edge.households edge.households}}全部{{完}}{{多 edge.households}}多{{完}}": "甲", // not known
		"{{多 unlifted.households}}均{{完}}未脱贫{{多 lifted.households}}均{{完}}":          "均未脱贫",
		"甲{{尾差 cause}}出入{{完}}":                                                     "甲",
		"甲{{见附件 villages}}乙":                                                       "甲乙",
		"{{比上年 registered.households registered.persons}}":                         "比上年增加2户3人",
		"{{序}}是甲":                      "甲",
		"{{序}}是甲，{{序}}是乙":              "一是甲，二是乙",
		"{{悬殊 lifted}}悬殊{{否则}}相近{{完}}": "相近",
		"{{measures.年度.households}}":   "【请补充：2019年帮扶措施户数】",
		"{{差 registered-gap.persons}}": "【请补充：在册增减不平的差额人数】",
	} {
		tpl, err := letter.Parse("文.txt", []byte("标题：甲\n"+text+"\n"))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		o, err := tpl.Official("summary", report.Make(r, report.Options{Last: last}), names())
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := o.Body[0].(doc.Prose).Text; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestComparedWithWhatIsKnown: of last year's roster that lists nobody, households only
// are compared.
func TestComparedWithWhatIsKnown(t *testing.T) {
	last := rostertest.Build(t, "村 东村\n户 1 脱贫属性=未脱贫\n户 2 脱贫属性=未脱贫")
	tpl, err := letter.Parse("文.txt", []byte("标题：甲\n规模{{比上年 registered.households registered.persons}}\n"))
	must.Succeed(t, err)
	for text, want := range map[string]string{
		"户 1 脱贫属性=未脱贫\n人 赵甲 户主\n户 2 脱贫属性=未脱贫\n人 钱甲 户主": "规模比上年户数持平",
		"户 1 脱贫属性=未脱贫\n人 赵甲 户主":                        "规模比上年减少1户",
	} {
		o, err := tpl.Official("summary", report.Make(rostertest.Build(t, "村 东村\n"+text), report.Options{Last: last}), names())
		must.Succeed(t, err)
		if got := o.Body[0].(doc.Prose).Text; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestSourceAndCharts: the settings may say what the data are called, and that there
// are no charts.
func TestSourceAndCharts(t *testing.T) {
	r := rostertest.Read(t, "../../samples/花名册.xlsx")
	n := names()
	n["花名册"] = "全国扶贫开发信息系统"
	o, err := builtIn(t).WithoutCharts().Official("summary", report.Make(r, report.Options{}), n)
	must.Succeed(t, err)
	var text bytes.Buffer
	must.Succeed(t, doc.DumpOfficial(&text, o))
	if strings.Contains(text.String(), "花名册") || !strings.Contains(text.String(), "由本年度全国扶贫开发信息系统汇总") {
		t.Errorf("the data are still called 花名册:\n%s", text.String())
	}
	for _, a := range append(o.Annexes, doc.Annex{Body: o.Body}) {
		if slices.ContainsFunc(a.Body, func(b doc.Block) bool { _, ok := b.(*doc.Chart); return ok }) {
			t.Errorf("a chart in %q", a.Title)
		}
	}
}

// TestAmong: parts of one kind only are told as such.
func TestAmong(t *testing.T) {
	r := rostertest.Build(t, "村 东村\n户 1 脱贫属性=未脱贫 A27a=因病\n人 赵甲 户主\n户 2 脱贫属性=未脱贫 A27a=因病\n人 钱甲 户主")
	tpl, err := letter.Parse("文.txt", []byte("标题：甲\n{{其中 cause}}\n"))
	must.Succeed(t, err)
	o, err := tpl.Official("summary", report.Make(r, report.Options{}), names())
	must.Succeed(t, err)
	if got := o.Body[0].(doc.Prose).Text; got != "均为因病" {
		t.Error(got)
	}
}

// TestReferences: the text refers to annexes by the marks that they come to have,
// and to those only that there are; shares that do not add up are said to.
func TestReferences(t *testing.T) {
	const text = `标题：甲
{{尾差 attribute}}不会{{完}}{{尾差 attribute cause}}略有出入{{完}}{{见附件 problems villages cause}}
{{见附件 measures}}
附件：没有措施
表：measures
附件：分村
表：villages
附件：原因
表：cause
附件：没有问题
表：problems
`
	r := rostertest.Build(t, `
村 东村
户 1 A24=一般贫困户 A27a=因病
人 赵甲 户主
户 2 A24=一般贫困户 A27a=因残
人 钱乙 户主
村 西村
户 3 A24=一般贫困户 A27a=因学
人 孙丙 户主
`)
	tpl, err := letter.Parse("文.txt", []byte(text))
	must.Succeed(t, err)
	o, err := tpl.Official("summary", report.Make(r, report.Options{}), names())
	must.Succeed(t, err)
	var got []string
	for _, b := range o.Body {
		got = append(got, b.(doc.Prose).Text)
	}
	want := []string{"略有出入（见附件1、附件2）", "", "附件：1. 分村", "2. 原因"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// FuzzParse: no text makes the parser panic, and one that it accepts can be
// filled or is refused in words.
func FuzzParse(f *testing.F) {
	text, err := fs.ReadFile(templates.Files, templates.Summary)
	must.Succeed(f, err)
	f.Add(string(text))
	f.Add("标题：甲|乙\n{{有 a b}}{{并列}}|{{否则}}{{完}}{{完}}\n图：cause\n附件：{{年度}}\n表：villages\n注：{{占 a b}}\n")
	r := report.Make(rostertest.Build(f, quiet), report.Options{})
	f.Fuzz(func(t *testing.T, text string) {
		defer growth.Bound(t, len(text), 32<<20, 8000)()
		tpl, err := letter.Parse("f", []byte(text))
		if err != nil {
			return
		}
		o, err := tpl.Official("f", r, names())
		if err == nil {
			err = doc.DumpOfficial(&bytes.Buffer{}, o)
		}
		var faults form.Faults
		if err != nil && !errors.As(err, &faults) {
			t.Error(err)
		}
	})
}
