package feedback

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/sheet"
)

func roster(t testing.TB) *model.Roster {
	t.Helper()
	return rostertest.Build(t, `村 东风村
户 320799000001 组=1组
人 高守田 户主 A4=`+rostertest.ID("19550304", 11)+` A11=丧失劳动力
人 王秀英 配偶 A4=`+rostertest.ID("19570506", 22)+`
人 高小妹 之女
户 320799000002 组=2组
人 陈立柱 户主 A4=`+rostertest.ID("19620708", 31)+`
人 李梅 配偶
户 320799000003 组=第三村民小组
人 陈立柱 户主 A4=`+rostertest.ID("19620708", 33)+`
村 新东风村
户 320799000004
人 赵大海 户主 A4=`+rostertest.ID("19600101", 15)+`
人 王秀英 配偶 A4=`+rostertest.ID("19610101", 22)+`
户 0017
人 王秀英 户主 A4=`+rostertest.ID("19500101", 22))
}

// read reads a list of lines of cells that are divided by commas.
func read(t *testing.T, lines ...string) *File {
	t.Helper()
	text := strings.Join(lines, "\n") + "\n"
	f, err := Read(rostertest.Codebook(t), sheet.Input{Name: "清单.csv", Data: strings.NewReader(text), Size: int64(len(text))}, "清单.csv")
	must.Succeed(t, err)
	return f
}

// list reads a list of the lines under heads of every kind.
func list(t *testing.T, lines ...string) *File {
	t.Helper()
	f := read(t, append([]string{"反馈问题清单", "序号,行政村,户编号,户主姓名,姓名,证件号码,问题类型,疑似问题,指标,整改时限,核查情况"}, lines...)...)
	if len(f.Lists) != 1 {
		t.Fatal(f)
	}
	return f
}

// about says whom a line was found to be about: number of the household and person.
func about(l *Line) string {
	switch {
	case l.Household == nil:
		return ""
	case l.Member == nil:
		return l.Household.Number()
	}
	return l.Household.Number() + " " + l.Member.Name()
}

func TestMatch(t *testing.T) {
	r := roster(t)
	gao, wang, chen, zhao := rostertest.ID("19550304", 11), rostertest.ID("19570506", 22), rostertest.ID("19620708", 31), rostertest.ID("19600101", 15)
	for _, c := range []struct{ line, about, trouble string }{
		{"1,东风村,320799000001,高守田,高守田," + gao + ",x,丧失劳动力,A11,,", "320799000001 高守田", ""},
		{"2,东风村,320799000001,高守田,王秀英," + wang + ",x,y,,,", "320799000001 王秀英", ""},
		{"3,,,,," + wang + ",x,y,,,", "320799000001 王秀英", ""},                                             // the number alone
		{"4,东风村,320799000001,,高小妹,,x,y,,,", "320799000001 高小妹", ""},                                       // household and name
		{"5,东风村,320799000001,高守田,,,x,y,,,", "320799000001", ""},                                           // the household
		{"6,东风村,,高守田,,,x,y,,,", "320799000001", ""},                                                       // village and 户主
		{"7,东风村,320799000001,高守田,高小妹,999,x,y,,,", "320799000001 高小妹", ""},                                 // of whom no number is known
		{"8,东风村,320799000001,高守田,高秀梅," + wang + ",x,y,,,", "", "姓名写的是高秀梅"},                                // another's number
		{"9,东风村,320799000002,高守田,陈立柱," + chen + ",x,y,,,", "", "户主写的是高守田"},                                // another's 户主
		{"10,东风村,320799000002,,高守田," + gao + ",x,y,,,", "", "但户编号写的是320799000002（是东风村陈立柱户"},               // another's household
		{"11,西风村,320799000001,高守田,高守田," + gao + ",x,y,,,", "", "行政村写的是西风村"},                               // another village
		{"12,东风村,320799000001,高守田,高守田," + chen[:17] + "0,x,y,,,", "", "证件号码与花名册里的不同"},                     // a slip in the number
		{"13,东风村,320799000001,高守田,赵六,,x,y,,,", "", "里没有赵六"},                                               // a name that is nobody's there
		{"14,东风村,,陈立柱,,,x,y,,,", "", "对得上的有2户"},                                                           // two are called so
		{"15,东风村,320799000009,高守田,,,x,y,,,", "", "没有这样的户编号；行政村、户主是东风村高守田户"},                               // what fits whom
		{"16,,,高守田,,,x,y,,,", "", "花名册里没有对得上的户"},                                                          // a name alone is nobody
		{"17,东风村,320799000009,高守田,高守田," + gao + ",x,y,,,", "", "但户编号写的是320799000009"},                     // a number that is nobody's
		{"18,东风村,,,王秀英,,x,y,,,", "320799000001 王秀英", ""},                                                  // village and name
		{"19,新东风村,,,王秀英,,x,y,,,", "", "对得上的有2人"},                                                          // a 户主 and another's wife
		{"20,东风村,,陈立柱,李梅,,x,y,,,", "320799000002 李梅", ""},                                                 // of two 户主 the one with that wife
		{"21,中云街道东风村,,高守田,,,x,y,,,", "320799000001", ""},                                                  // after its township
		{"22,东风,,高守田,,,x,y,,,", "320799000001", ""},                                                       // without 村
		{"23,东风村,,赵大海,,,x,y,,,", "", "没有这样的行政村、户主"},                                                       // 新东风村 is another village
		{"24,新东风村,17,王秀英,,,x,y,,,", "0017", ""},                                                           // zeros that a spreadsheet dropped
		{"25,,,,,'" + strings.ToLower(zhao) + ",x,y,,,", "320799000004 赵大海", ""},                          // a sign before the number
		{"26,,,,高守田," + gao[:10] + "****" + gao[14:] + ",x,y,,,", "320799000001 高守田", ""},                 // some hidden
		{"27,,,,高守田," + gao[:10] + "****0000,x,y,,,", "", "没有这样的姓名、证件号码"},                                 // hidden, and others
		{"28,东风村,320799000001,高守田,,3.20799E+17,x,y,,,", "", "清单里的不完整"},                                    // cut
		{"29,东风村,,,,,x,y,,,", "", "没有写是哪一户、哪个人的"},                                                         // of nobody
		{"30,东风村,320799000001,高守田,高守田," + gao[:6] + gao[8:17] + ",x,y,,,", "320799000001 高守田", ""},        // of the first generation
		{"31,东风社区,320799000001,高守田,,,x,y,,,", "", "行政村写的是东风社区"},                                           // a village of another kind
		{"32,东风村村民委员会,320799000001,高守田,,,x,y,,,", "320799000001", ""},                                     // its committee
		{"33,,320799000001,,高守田," + gao + "43,x,y,,,", "320799000001 高守田", ""},                            // a certificate of the disabled
		{"34,,320799 000001,,高 守田,,x,y,,,", "320799000001 高守田", ""},                                       // blanks within
		{"36,东风村,320799000001,高守田,高守田、王秀英,,x,均为y,,,", "320799000001", ""},                                 // two of a household
		{"37,东风村,320799000001,高守田,高守田、赵六,,x,均为y,,,", "", "里没有高守田、赵六"},                                     // one of whom is not
		{"38,,,,,“" + wang + "”，,x,y,,,", "320799000001 王秀英", ""},                                         // quoted
		{"35,东风村,320799000001,高守田,<script>alert(1)</script>,,x,y,,,", "", "里没有<script>alert(1)</script>"}, // hostile
	} {
		f := list(t, c.line)
		Match(r, []*File{f})
		got := &f.Lists[0].Lines[0]
		if about(got) != c.about || !strings.Contains(got.Trouble, c.trouble) || (got.Trouble == "") != (c.trouble == "") {
			t.Errorf("%s: %q, %q", c.line, about(got), got.Trouble)
		}
		ps := f.Problems()
		if len(ps) != 1 || (ps[0].Subject == nil) != (c.trouble != "") || (ps[0].Severity == model.Fault) != (c.trouble != "") {
			t.Errorf("%s: %+v", c.line, ps)
		}
	}
}

// What a list says of the 户主's number, and of the group, must fit too.
func TestMatchHeadCardAndGroup(t *testing.T) {
	r := roster(t)
	gao, chen := rostertest.ID("19550304", 11), rostertest.ID("19620708", 33)
	f := read(t, "村,户编号,组,户主,户主身份证号,疑似问题",
		"东风村,320799000001,,高守田,"+chen+",x",
		"东风村,,,陈立柱,"+chen+",x",
		"东风村,,2,陈立柱,,x",
		"东风村,,3组,陈立柱,,x",
		"东风村,,三,陈立柱,,x",
		",,,,"+gao+",x")
	Match(r, []*File{f})
	want := []string{"", "320799000003", "320799000002", "", "320799000003", "320799000001"}
	for i, w := range want {
		if got := about(&f.Lists[0].Lines[i]); got != w {
			t.Errorf("line %d: %q, want %q (%s)", i, got, w, f.Lists[0].Lines[i].Trouble)
		}
	}
}

// A list of a system with numbers of its own is matched by identity numbers, and that
// is told; where one number is another family's, nothing is.
func TestForeignNumbers(t *testing.T) {
	r := roster(t)
	gao, wang, chen := rostertest.ID("19550304", 11), rostertest.ID("19570506", 22), rostertest.ID("19620708", 31)
	f := list(t, "1,,9001,,,"+gao+",x,y,,,", "2,,9001,,,"+wang+",x,y,,,", "3,,9002,,,"+chen+",x,y,,,", "4,,320799000001,,,"+chen+",x,y,,,", "5,东风村,9001,高守田,,,x,y,,,")
	Match(r, []*File{f})
	var got []string
	for line := range f.All() {
		got = append(got, about(line))
	}
	if want := []string{"320799000001 高守田", "320799000001 王秀英", "320799000002 陈立柱", "", "320799000001"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if !slices.ContainsFunc(f.Problems(), func(p model.Problem) bool { return p.Rule == RuleForeign }) {
		t.Error("the numbers are not told of")
	}
}

// Offices call their columns as they like.
func TestHeads(t *testing.T) {
	for _, c := range []struct{ heads, line, want string }{
		{"*行政村,*户编号（必填）,户 主姓名,姓名（选填）,公民身份号码,问题描述（必填）,涉及指标项,完成整改时限", "东风村,1,高,王,3,甲,A11,18日", "1|东风村|高||王|3|甲|A11||18日"},
		{"所在村,农户编码,贫困户姓名,贫困人口姓名,人口身份证号,具体疑似问题,问题来源", "东风村,1,高,王,3,甲,省", "1|东风村|高||王|3|甲|||"},
		{"行政村,户主姓名,户主身份证号码,问题人姓名,问题人身份证号,问题", "东风村,高,2,王,3,甲", "|东风村|高|2|王|3|甲|||"},
		{"村,户主,反馈问题,责任人,核查人姓名,联系人电话", "东风村,高,甲,李,张,138", "|东风村|高||||甲|||"},
		{"户编号,户主,是否存在问题,问题说明", "1,高,是,甲", "1||高||||甲|||"},
		{"户编号,户主,问题1,问题2,问题3,问题来源", "1,高,住房,,收入,省", "1||高||||住房；收入|||"},
		{"户编号,户主,疑似问题（一）,疑似问题（二）", "1,高,,饮水", "1||高||||饮水|||"},
		{"户编号,户主,问题,,时限\n,,1,2,", "1,高,住房,饮水,20日", "1||高||||住房；饮水|||20日"},
		{"户编号,户主,问题类型,疑似问题", "1,高,住房,", "1||高||||住房|||"},
		{"户编号,户主,姓名,指标名称,系统值,应改为", "1,高,王,劳动技能,丧失劳动力,普通劳动力", "1||高||王||劳动技能|A11|普通劳动力|"},
		{"户编号,户主,存在问题,部门数据,时限", "1,高,危房等级与住建部门不一致,C级,", "1||高||||危房等级与住建部门不一致|A40|C级|"},
		{"农户编号,户主姓名,错误信息", "1,高,甲", "1||高||||甲|||"},
		{"户编号,户主,问题类别,具体情况", "1,高,收入,人均纯收入偏高", "1||高||||人均纯收入偏高|人均纯收入||"},
		{"户编号,户主,疑点", "1,高,A8、A11不符", "1||高||||A8、A11不符|||"},
		{"户编号,户主,疑点", "1,高,A11、A11不符", "1||高||||A11、A11不符|A11||"},
		{"户编号,户主,疑点", "1,高,劳动技能与健康状况不符", "1||高||||劳动技能与健康状况不符|||"},
		{"农户信息,,问题情况,,整改时限\n户编号,户主姓名,问题类型,疑似问题描述,", "1,高,住房,甲,", "1||高||||甲|||"},
		{"户主,,家庭成员,,疑似问题\n姓名,证件号码,姓名,证件号码,", "高,2,王,3,甲", "||高|2|王|3|甲|||"},
		{"单位：某某办,,2019年12月\n户编号,户主,疑似问题\n1,2,3", "1,高,甲", "1||高||||甲|||"},
	} {
		f := read(t, c.heads, c.line)
		if len(f.Lists) != 1 || len(f.Lists[0].Lines) != 1 {
			t.Errorf("%s: %+v", c.heads, f)
			continue
		}
		l := f.Lists[0].Lines[0]
		item := ""
		if l.Item != nil {
			item = string(l.Item.Code)
		}
		if got := strings.Join([]string{l.Number, l.Village, l.Head, l.HeadCard, l.Name, l.Card, l.Text, item, l.Expected, l.Deadline}, "|"); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.heads, got, c.want)
		}
	}
	for _, heads := range []string{"行政村,疑似问题", "户编号,户主,是否整改", "户编号,行政村,姓名,与户主关系", "东风村,问题数"} {
		if f := read(t, heads, "东风村,甲"); len(f.Lists) != 0 {
			t.Errorf("%s is read", heads)
		}
	}
}

// A list may have a column for each rule, with a tick for who breaks it.
func TestTicks(t *testing.T) {
	const who = "序号,乡镇,县,行政村,户编号,户主,姓名,"
	for _, c := range []struct {
		heads string
		lines []string
		want  []string // text and item
	}{
		{who + "健康但无劳动力,因残致贫无残疾人,A16未参保,是否整改",
			[]string{"1,中云,区,东风村,1,高,王,√,,,", "2,中云,区,东风村,1,高,李,,√,√,√", "3,中云,区,东风村,1,高,赵,,,☑,", "4,中云,区,东风村,1,高,周,0,否,×,√"},
			[]string{"健康但无劳动力|", "因残致贫无残疾人；A16未参保|", "A16未参保|A16", "|"}},
		{who + "健康但无劳动力,因残致贫无残疾人", []string{"1,中云,区,东风村,1,高,王,1,", "2,中云,区,东风村,1,高,李,,1"}, []string{"健康但无劳动力|", "因残致贫无残疾人|"}},
		{"农户信息,,,,,,,疑似问题,,\n" + who + "健康但无劳动力,因残致贫无残疾人,时限", []string{"1,中云,区,东风村,1,高,王,是,,20日", "2,中云,区,东风村,1,高,李,,是,20日"}, []string{"健康但无劳动力|", "因残致贫无残疾人|"}},
		{who + "疑似问题,,备注\n,,,,,,,健康但无劳动力,因残致贫无残疾人,", []string{"1,中云,区,东风村,1,高,王,√,,见附页", "2,中云,区,东风村,1,高,李,,√,"}, []string{"健康但无劳动力|", "因残致贫无残疾人|"}},
		// Further down: a rule that nobody of the first rows breaks, and words for a tick.
		{who + "甲规则,乙规则,丙规则", append(slices.Repeat([]string{"1,中云,区,东风村,1,高,王,√,√,"}, 20), "2,中云,区,东风村,1,高,李,待查,,√"),
			append(slices.Repeat([]string{"甲规则；乙规则|"}, 20), "甲规则：待查；丙规则|")},
		{"户编号,户主,问题类型,甲规则,乙规则", []string{"1,高,脱贫人口,是,否", "1,高,脱贫人口,否,是", "1,高,脱贫人口,否,否"}, []string{"脱贫人口：甲规则|", "脱贫人口：乙规则|", "脱贫人口|"}},
		{"户编号,户主,指标,应改为,已公示,已上报", []string{"1,高,劳动技能,普通劳动力,是,是"}, []string{"劳动技能|A11"}},
		// A text says what the problem is, whatever is ticked beside it.
		{who + "疑似问题,甲规则,乙规则", []string{"1,中云,区,东风村,1,高,王,住房,√,√"}, []string{"住房|"}},
	} {
		f := read(t, append([]string{c.heads}, c.lines...)...)
		var got []string
		for l := range f.All() {
			item := ""
			if l.Item != nil {
				item = string(l.Item.Code)
			}
			got = append(got, l.Text+"|"+item)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q, want\n%q", c.heads, got, c.want)
		}
	}
	for _, heads := range []string{who + "甲规则,备注", who + "是否整改,核查情况", "行政村,甲规则,乙规则"} {
		if f := read(t, heads, "1,中云,区,东风村,1,高,王,√,√"); len(f.Lists) != 0 {
			t.Errorf("%s is read", heads)
		}
	}
}

// No row of a list is dropped in silence: it is a line, it is of no matter, or it is
// told.
func TestRows(t *testing.T) {
	f := read(t, "序号,村,户编号,户主,疑似问题", "1,东风村,320799000001,高守田,甲", "2,,,,乙", ",小计,,1户,2条", "", "序号,村,户编号,户主,疑似问题",
		"3,东风村,320799000002,陈立柱,", "合计,,,,3条", "填表人：张三,,,审核人：李四,", "注：请于20日前核实,,,,")
	Match(roster(t), []*File{f})
	var texts []string
	for line := range f.All() {
		texts = append(texts, fmt.Sprint(line.Row, line.Text, about(line)))
	}
	if want := []string{"2甲320799000001", "3乙", "7"}; !slices.Equal(texts, want) {
		t.Errorf("lines %q", texts)
	}
	var told []string
	for _, p := range f.Problems() {
		told = append(told, p.Rule+" "+p.Message)
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{"第3行对不上：没有写是哪一户", "第7行没有写是什么问题", "第9、10行没有写是谁的"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not in\n%s", want, all)
		}
	}
}

func TestNow(t *testing.T) {
	r := roster(t)
	f := list(t, "1,东风村,320799000001,高守田,高守田,,x,不应丧失劳动力,劳动技能,2019-12-20,", "2,东风村,320799000001,高守田,高守田,,x,A11应为普通劳动力,,,", "合计,,,,,,,,,,")
	Match(r, []*File{f})
	l := f.Lists[0]
	if len(l.Lines) != 2 {
		t.Fatalf("%d lines", len(l.Lines))
	}
	for i := range l.Lines {
		if got := l.Lines[i].Now(); got != "丧失劳动力" {
			t.Errorf("line %d: %q", i, got)
		}
	}
	if p := f.Problems()[0]; p.Code != "A11" || p.Person != "高守田" || !strings.Contains(p.Hint, "2019-12-20") {
		t.Errorf("%+v", p)
	}
}

// A roster is no list of problems.
func TestNotAList(t *testing.T) {
	if f := read(t, "户编号,行政村,姓名,与户主关系", "1,东风村,高守田,户主"); len(f.Lists) != 0 {
		t.Error(f)
	}
}

// Whatever a file holds, reading and matching it ends, and a line is about a household
// or says why not.
func FuzzRead(f *testing.F) {
	f.Add("序号,行政村,户编号,户主姓名,姓名,证件号码,疑似问题\n1,东风村,320799000001,高守田,王秀英,320799********0220,甲\n,,,,,,乙")
	f.Add("户主,,家庭成员,,问题\n姓名,证件号码,姓名,证件号码,\n高守田,*,高守田、王秀英,×,A11")
	f.Add("村,组,户主,指标,应改为\n东风村,第,陈立柱,A,\n村,村民小组,陈立柱,,x")
	r, cb := roster(f), rostertest.Codebook(f)
	f.Fuzz(func(t *testing.T, text string) {
		defer growth.Bound(t, len(text), 512<<20, 8000)()
		file, err := Read(cb, sheet.Input{Name: "清单.csv", Data: strings.NewReader(text), Size: int64(len(text))}, "清单.csv")
		if err != nil {
			return
		}
		Match(r, []*File{file})
		for line := range file.All() {
			if (line.Household == nil) != (line.Trouble != "") || line.Member != nil && line.Member.Household != line.Household {
				t.Errorf("%+v", line)
			}
			_, _, _ = line.Person(), line.Now(), line.Said()
		}
		file.Problems()
	})
}
