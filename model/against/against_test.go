package against

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/roster"
	"ruhu/model/rostertest"
)

// id makes a right identity number of an address code that no district has.
func id(born string, seq int) string {
	s := fmt.Sprintf("320799%s%03d", born, seq)
	return s + string(rune(model.CheckDigit(s)))
}

// The people of the tests.
var (
	jia  = id("19600101", 1)
	yi   = id("19620202", 2)
	bing = id("19900303", 3)
	ding = id("20150404", 4)
	wu   = id("19550505", 5)
)

// read makes a roster of a text table: "== 户" begins a sheet, | divides cells,
// "#5" is a number.
func read(t testing.TB, list bool, text string) *model.Roster {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var err error
	sheet, row := "Sheet1", 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, is := strings.CutPrefix(line, "== "); is {
			if row == 0 {
				err = f.SetSheetName(sheet, name)
			} else {
				_, err = f.NewSheet(name)
			}
			sheet, row = name, 0
		} else if line != "" {
			row++
			for i, c := range strings.Split(line, "|") {
				if number, is := strings.CutPrefix(strings.TrimSpace(c), "#"); is {
					err = f.SetCellDefault(sheet, model.CellName(i+1, row), number)
				} else if c = strings.TrimSpace(c); c != "" {
					err = f.SetCellStr(sheet, model.CellName(i+1, row), c)
				}
			}
		}
		must.Succeed(t, err)
	}
	var b bytes.Buffer
	must.Succeed(t, f.Write(&b))
	in := roster.Input{Name: "册.xlsx", Data: bytes.NewReader(b.Bytes()), Size: int64(b.Len())}
	ros, err := roster.Read(rostertest.Codebook(t), []roster.Input{in}, roster.Options{List: list})
	must.Succeed(t, err)
	return ros
}

// dump writes a result as text.
func dump(r *Result) string {
	var b strings.Builder
	for _, s := range r.Sides {
		fmt.Fprintf(&b, "%s whole=%v foreign=%v persons=%d matched=%d unusable=%d households=%d equal=%d lacking=%v\n",
			s.Name, s.Whole, s.Foreign, s.Persons, s.Matched, s.Unusable, s.Households, s.Equal, codes(s.Lacking))
	}
	for _, d := range r.Differences {
		name := "-"
		if d.Member != nil {
			name = d.Member.Name()
		}
		fmt.Fprintf(&b, "%s %s %s %s %s->%s %s %s\n", d.Kind, d.Household.Number(), name, d.Item.Code, d.Ours, d.Theirs, d.OurPos.Cell, d.TheirPos.Cell)
	}
	for _, p := range r.Theirs {
		fmt.Fprintf(&b, "theirs %s %s %s %s\n", p.Number, p.Name, p.Note, p.Pos.Cell)
	}
	for _, p := range r.Ours {
		fmt.Fprintf(&b, "ours %s %s %s %s\n", p.Number, p.Name, p.Note, p.Pos.Cell)
	}
	return b.String()
}

func codes(ins []*model.Indicator) []model.Code {
	out := []model.Code{}
	for _, in := range ins {
		out = append(out, in.Code)
	}
	return out
}

func trim(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// ours is the roster that the tests compare.
func ours() string {
	return `
	== 户
	户编号|行政村|户主姓名|A28 工资性收入|联系电话|A40 危房等级|A33 耕地面积|A23
	1001|南村|赵甲|12000|13800000000|A级|3.5|国家
	1002|南村|周丙|0|||2|省定
	== 家庭成员
	户编号|A1|A5|A4|A10|A8|A19|A13|残疾人证号码
	1001|赵甲|户主|` + jia + `|残疾、长期慢性病|小学|是||
	1001|赵乙|配偶|` + yi + `|健康|初中|是|6|
	1002|周丙|户主|` + bing + `|健康||否||` + bing + `12
	1002|周丁|之子|` + ding + `|健康|||0|`
}

func TestCompare(t *testing.T) {
	whole := "册 whole=true foreign=false persons=4 matched=4 unusable=0 households=2 "
	list := "册 whole=false foreign=false "
	tests := []struct{ name, theirs, want string }{
		{"the same roster", ours(), whole + "equal=36 lacking=[]"},
		{"values that mean the same", `
			== 导出
			户编号|村|姓名|证件号码|与户主关系|健康状况|是否享受低保|工资性收入|耕地面积|户联系电话
			1001|南村|赵甲|` + jia + `|户主|长期慢性病,残疾|有|12,000元|3.50|138 0000 0000
			1001|南村|赵乙|` + strings.ToLower(yi) + `|配偶|健康|√|||
			1002|南村|周丙|` + bing + `|户主|健康|否|0||
			1002|南村|周丁|` + ding + `|之子|健康||||`,
			whole + "equal=27 lacking=[]"},
		{"last year: values, somebody new, somebody gone", `
			== 导出
			户编号|村|姓名|证件号码|与户主关系|健康状况|文化程度|工资性收入|务工时间（月）
			1001|南村|赵甲|` + jia + `|户主|残疾|小学|9000|
			1001|南村|赵乙|` + yi + `|配偶|健康|高中||6
			1001|南村|赵戊|` + wu + `|之父|健康|小学||0
			1002|南村|周丙|` + bing + `|户主|健康|初中|0|`, `
			册 whole=true foreign=false persons=4 matched=3 unusable=0 households=2 equal=18 lacking=[]
			不一致 1001 - A28 12000->9000 D2 H2
			不一致 1001 赵甲 A10 残疾、长期慢性病->残疾 E2 F2
			不一致 1001 赵乙 A8 初中->高中 F3 G3
			本册未填 1002 周丙 A8 ->初中 F4 G5
			theirs 1001 赵戊 本册有这一户，没有此人 C4
			ours 1002 周丁 对方有这一户，没有此人 B5`},
		{"a list of persons: only what it says, a longer number, answers confirmed", `
			== 残联
			持证残疾人名单
			姓名|身份证号|残疾人证号|健康状况|备注
			赵甲|` + jia + `|` + jia + `43|残疾|
			赵乙|` + yi + `|` + yi + `21||
			周丙|` + bing + `|` + bing + `12B1|残疾|
			外人|` + wu + `|||`, list + `persons=4 matched=3 unusable=0 households=2 equal=8 lacking=[]
			本册未填 1001 赵甲 残疾人证号码 ->` + jia + `43 D2 C3
			本册未填 1001 赵乙 残疾人证号码 ->` + yi + `21 D3 C4
			不一致 1001 赵乙 A10 健康->残疾（有残疾人证） E3 C4
			不一致 1002 周丙 A10 健康->残疾 E4 D5
			theirs  外人 不在本册 A6`},
		{"the title of a list implies nothing", `
			== 低保对象
			姓名|身份证号
			周丙|` + bing, list + "persons=1 matched=1 unusable=0 households=1 equal=2 lacking=[]"},
		{"houses, through the head; a wife's row says nothing of the house", `
			== 危房
			姓名|身份证号|危房等级|住房面积
			赵甲|` + jia + `|C级|80
			周丁|` + ding + `|D级|60
			周丙|` + bing + `|B级|`, list + `persons=3 matched=3 unusable=0 households=2 equal=6 lacking=[A41]
			不一致 1001 - A40 A级->C级 F2 C2
			本册未填 1002 - A40 ->B级 F3 C4`},
		{"a department's word that it is so", `
			== 教育
			姓名|身份证号|文化程度|是否享受低保
			赵甲|` + jia + `|一致|同左
			周丙|` + bing + `|一致|不一致`, list + `persons=2 matched=2 unusable=0 households=2 equal=6 lacking=[]
			不一致 1002 周丙 A19 否->不一致 G4 D3`},
		{"empty there is nothing; zero, 否 and 无 are no more than empty", `
			== 名单
			姓名|身份证号|务工时间（月）|是否享受低保|文化程度|联系电话
			赵甲|` + jia + `|0|||无
			周丁|` + ding + `|0|否||`, list + "persons=2 matched=2 unusable=0 households=2 equal=5 lacking=[]"},
		{"numbers cut, short, lacking, of 15 digits", `
			== 名单
			姓名|身份证号|文化程度
			赵某|#320799196001011000|文盲或半文盲
			赵乙|3207|文盲或半文盲
			周丙||文盲或半文盲
			赵甲|` + "320799600101001" + `|文盲或半文盲`, list + `persons=4 matched=1 unusable=3 households=1 equal=2 lacking=[]
			不一致 1001 赵甲 A8 小学->文盲或半文盲 F2 C5
			theirs  赵某 证件号码不完整或被截断，无法比对 A2
			theirs  赵乙 证件号码不完整或被截断，无法比对 A3
			theirs  周丙 没有证件号码，无法比对 A4`},
		{"another number of one name in one household; two of one name are not guessed", `
			== 导出
			户编号|村|姓名|证件号码|与户主关系
			1001|南村|赵甲|` + jia + `|户主
			1001|南村|赵乙|` + wu + `|配偶
			1002|南村|周丙|` + bing + `|户主
			1002|南村|周丁||之子
			1002|南村|周丁||之女`, `
			册 whole=true foreign=false persons=5 matched=3 unusable=2 households=2 equal=12 lacking=[]
			不一致 1001 赵乙 A4 ` + yi + `->` + wu + ` D3 D3
			theirs 1002 周丁 没有证件号码，无法比对 C5
			theirs 1002 周丁 没有证件号码，无法比对 C6
			ours 1002 周丁 对方有这一户，没有此人 B5`},
		{"another household, another head", `
			== 导出
			户编号|村|姓名|证件号码|与户主关系
			1001|南村|赵甲|` + jia + `|之父
			1001|南村|赵乙|` + yi + `|户主
			1001|南村|周丁|` + ding + `|之孙子
			1002|南村|周丙|` + bing + `|户主`, `
			册 whole=true foreign=false persons=4 matched=4 unusable=0 households=2 equal=12 lacking=[]
			不一致 1001 - 户主姓名 赵甲->赵乙 B2 C3
			不一致 1001 赵甲 A5 户主->之父 C2 E2
			不一致 1001 赵乙 A5 配偶->户主 C3 E3
			不一致 1002 周丁 户编号 1002->1001 A3 A2`},
		{"numbers of another system", `
			== 参保
			家庭编号|村|姓名|证件号码|与户主关系|文化程度
			1002|南村|赵甲|` + jia + `|户主|初中
			1002|南村|赵乙|` + yi + `|配偶|初中
			9|南村|周丙|` + bing + `|户主|初中`, `
			册 whole=false foreign=true persons=3 matched=3 unusable=0 households=2 equal=10 lacking=[]
			不一致 1001 赵甲 A8 小学->初中 F2 F2
			本册未填 1002 周丙 A8 ->初中 F4 F4`},
		{"one number, all others: not the same household", `
			== 导出
			户编号|村|姓名|证件号码|与户主关系|A28
			1001|南村|赵甲|` + jia + `|户主|1
			1001|南村|赵乙|` + yi + `|配偶|
			1002|南村|外人|` + wu + `|户主|2`, `
			册 whole=true foreign=false persons=3 matched=2 unusable=0 households=1 equal=8 lacking=[]
			不一致 1001 - A28 12000->1 D2 F2
			theirs 1002 外人 本册没有这一户，也没有此人 C4
			ours 1002 周丙 对方没有这一户 B4
			ours 1002 周丁 对方没有这一户 B5`},
		{"named twice in a list", `
			== 名单
			姓名|身份证号|文化程度
			赵甲|` + jia + `|高中
			赵甲|` + jia + `|高中
			赵甲|` + jia + `|初中`, list + `persons=3 matched=3 unusable=0 households=1 equal=6 lacking=[]
			不一致 1001 赵甲 A8 小学->高中 F2 C2
			不一致 1001 赵甲 A8 小学->初中 F2 C4`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Compare(read(t, false, ours()), []Other{{"册", read(t, true, tt.theirs)}})
			if got := dump(r); got != trim(tt.want) {
				t.Errorf("got\n%s\nwant\n%s", got, trim(tt.want))
			}
		})
	}
}

// TestChanges: whom the roster itself tells of as added or removed is known.
func TestChanges(t *testing.T) {
	text := ours() + `
	== 自然增加
	户编号|A1|A5|A4|增加原因
	1001|赵己|之孙子|` + id("20190101", 9) + `|新生儿
	== 自然减少
	户编号|减少成员姓名|减少成员证件号码|减少原因
	1001|赵戊|` + wu + `|死亡`
	theirs := `
	== 导出
	户编号|村|姓名|证件号码|与户主关系
	1001|南村|赵甲|` + jia + `|户主
	1001|南村|赵乙|` + yi + `|配偶
	1001|南村|赵戊|` + wu + `|之父
	1002|南村|周丙|` + bing + `|户主
	1002|南村|周丁|` + ding + `|之子`
	r := Compare(read(t, false, text), []Other{{"册", read(t, true, theirs)}})
	for _, want := range []string{"theirs 1001 赵戊 本册已列为自然减少（死亡） C4\n", "ours 1001 赵己 本册已列为自然增加 B2\n"} {
		if !strings.Contains(dump(r), want) {
			t.Errorf("no %q in\n%s", want, dump(r))
		}
	}
	if ps := r.Problems(); len(ps) != 0 {
		t.Errorf("%v", ps)
	}
	// Whoever joined there is there.
	same := Compare(read(t, false, text), []Other{{"册", read(t, true, text)}})
	if len(same.Theirs)+len(same.Ours)+len(same.Differences) != 0 || same.Sides[0].Matched != 5 {
		t.Errorf("the same roster:\n%s", dump(same))
	}
}

// TestUnregistered: 边缘户 are found again, and nothing else is said of them.
func TestUnregistered(t *testing.T) {
	text := `
	== 户
	户编号|行政村|监测类型
	1001|南村|边缘户
	== 家庭成员
	户编号|A1|A5|A4|A8
	1001|赵甲|户主|` + jia + `|小学`
	theirs := "== 名单\n姓名|身份证号|文化程度\n赵甲|" + jia + "|高中"
	want := "册 whole=false foreign=false persons=1 matched=1 unusable=0 households=0 equal=0 lacking=[]\n"
	if got := dump(Compare(read(t, false, text), []Other{{"册", read(t, true, theirs)}})); got != want {
		t.Errorf("got %s", got)
	}
}

// TestTwoOthers keeps the findings of two lists apart, person by person.
func TestTwoOthers(t *testing.T) {
	a := "== 名单\n姓名|身份证号|文化程度\n周丙|" + bing + "|高中\n赵甲|" + jia + "|高中"
	b := "== 名单\n姓名|身份证号|健康状况\n赵甲|" + jia + "|健康"
	r := Compare(read(t, false, ours()), []Other{{"教育.xlsx", read(t, true, a)}, {"残联.xlsx", read(t, true, b)}})
	var got []string
	for _, d := range r.Differences {
		got = append(got, d.Member.Name()+string(d.Item.Code)+r.Sides[d.Side].Name)
	}
	if s := strings.Join(got, " "); s != "赵甲A8教育.xlsx 赵甲A10残联.xlsx 周丙A8教育.xlsx" {
		t.Error(s)
	}
}

func TestProblems(t *testing.T) {
	theirs := `
	== 导出
	户编号|村|姓名|证件号码|与户主关系|文化程度|工资性收入
	1001|南村|赵甲|` + jia + `|户主|高中|9000
	1001|南村|赵戊|` + wu + `|之父||
	1002|南村|周丙|` + bing + `|户主|初中|
	1002|南村|周丁|` + ding + `|之子||`
	r := Compare(read(t, false, ours()), []Other{{"去年.xlsx", read(t, true, theirs)}})
	var got strings.Builder
	for _, p := range r.Problems() {
		if p.Severity != model.Warning || p.Subject == nil || p.Other == nil || p.Hint == "" {
			t.Errorf("%+v", p)
		}
		fmt.Fprintf(&got, "%s %s %s %s %s %q：%s [%s %s]\n", p.Rule, p.Cell, p.Household, p.Person, p.Field, p.Value, p.Message, p.Code, p.Other.Cell)
	}
	want := `
	against-differs D2 1001  A28 工资性收入 "12000"：本册为“12000”，去年.xlsx为“9000”（导出 › G2） [A28 G2]
	against-differs F2 1001 赵甲 A8 文化程度 "小学"：本册为“小学”，去年.xlsx为“高中”（导出 › F2） [A8 F2]
	against-blank F4 1002 周丙 A8 文化程度 ""：本册没有填，去年.xlsx为“初中”（导出 › F4） [A8 F4]
	against-left A2 1001 赵戊 家庭成员 ""：去年.xlsx里本户有此人，本册没有（导出 › C3） [ C3]
	against-joined B3 1001 赵乙 家庭成员 ""：去年.xlsx里本户没有此人 [A1 ]`
	if got.String() != trim(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), trim(want))
	}
}

// TestNobody: a list that has nothing to do with the roster is said to.
func TestNobody(t *testing.T) {
	for name, c := range map[string]struct{ text, rule, message string }{
		"others":     {"== 名单\n姓名|身份证号\n外人|" + wu, RuleNobody, "1 人没有一个在花名册中"},
		"no numbers": {"== 名单\n姓名|文化程度\n赵甲|小学\n赵乙|小学", RuleNobody, "2 人都没有完整的证件号码"},
		"some":       {"== 名单\n姓名|身份证号\n赵甲|" + jia + "\n赵乙|3207", RuleNumbers, "有 1 人没有完整的证件号码"},
	} {
		ps := Compare(read(t, false, ours()), []Other{{"名单.xlsx", read(t, true, c.text)}}).Problems()
		if len(ps) != 1 || ps[0].Rule != c.rule || !strings.Contains(ps[0].Message, c.message) || ps[0].File != "册.xlsx" || ps[0].Subject != nil {
			t.Errorf("%s: %+v", name, ps)
		}
	}
}

func TestRules(t *testing.T) {
	for _, r := range Rules() {
		if r.ID == "" || r.Title == "" {
			t.Errorf("%+v", r)
		}
	}
}
