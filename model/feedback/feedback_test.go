package feedback

import (
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
	"ruhu/model/sheet"
)

func roster(t *testing.T) *model.Roster {
	t.Helper()
	return rostertest.Build(t, `村 东风村
户 320799000001
人 高守田 户主 A4=`+rostertest.ID("19550304", 11)+` A11=丧失劳动力
人 王秀英 配偶 A4=`+rostertest.ID("19570506", 22)+`
人 高小妹 之女
户 320799000002
人 陈立柱 户主 A4=`+rostertest.ID("19620708", 31)+`
户 320799000003
人 陈立柱 户主 A4=`+rostertest.ID("19620708", 33))
}

// list reads a list of the lines under heads of every kind.
func list(t *testing.T, lines ...string) *List {
	t.Helper()
	text := "反馈问题清单\n序号,行政村,户编号,户主姓名,姓名,证件号码,问题类型,疑似问题,指标,整改时限,核查情况\n" + strings.Join(lines, "\n") + "\n"
	l, err := Read(rostertest.Codebook(t), sheet.Input{Name: "清单.csv", Data: strings.NewReader(text), Size: int64(len(text))}, "清单.csv")
	if err != nil || l == nil {
		t.Fatal(l, err)
	}
	return l
}

func TestMatch(t *testing.T) {
	r := roster(t)
	gao, wang, chen := rostertest.ID("19550304", 11), rostertest.ID("19570506", 22), rostertest.ID("19620708", 31)
	for _, c := range []struct{ line, person, trouble string }{
		{"1,东风村,320799000001,高守田,高守田," + gao + ",x,丧失劳动力,A11,,", "高守田", ""},
		{"2,东风村,320799000001,高守田,王秀英," + wang + ",x,y,,,", "王秀英", ""},
		{"3,,,,," + wang + ",x,y,,,", "王秀英", ""},                                      // the number alone
		{"4,东风村,320799000001,,高小妹,,x,y,,,", "高小妹", ""},                                // household and name
		{"5,东风村,320799000001,高守田,,,x,y,,,", "-", ""},                                  // the household
		{"6,东风村,,高守田,,,x,y,,,", "-", ""},                                              // village and 户主
		{"7,东风村,320799000001,高守田,高小妹,999,x,y,,,", "高小妹", ""},                          // of whom no number is known
		{"8,东风村,320799000001,高守田,高秀梅," + wang + ",x,y,,,", "", "姓名写的是高秀梅"},            // another's number
		{"9,东风村,320799000002,高守田,陈立柱," + chen + ",x,y,,,", "", "户主写的是高守田"},            // another's 户主
		{"10,东风村,320799000002,,高守田," + gao + ",x,y,,,", "", "户编号或户主是东风村陈立柱户"},         // another's household
		{"11,西风村,320799000001,高守田,高守田," + gao + ",x,y,,,", "", "行政村写的是西风村"},           // another village
		{"12,东风村,320799000001,高守田,高守田," + chen[:17] + "0,x,y,,,", "", "证件号码与花名册里的不同"}, // a slip in the number
		{"13,东风村,320799000001,高守田,赵六,,x,y,,,", "", "里没有赵六"},
		{"14,东风村,,陈立柱,,,x,y,,,", "", "对得上的有2户"},
		{"15,东风村,320799000009,高守田,,,x,y,,,", "", "花名册里没有对得上的户"},
		{"16,,,高守田,,,x,y,,,", "", "花名册里没有对得上的户"}, // a name alone is nobody
	} {
		l := list(t, c.line)
		Match(r, []*List{l})
		got := &l.Lines[0]
		person := ""
		switch {
		case got.Member != nil:
			person = got.Member.Name()
		case got.Household != nil:
			person = "-"
		}
		if person != c.person || !strings.Contains(got.Trouble, c.trouble) || (got.Trouble == "") != (c.trouble == "") {
			t.Errorf("%s: %q, %q", c.line, person, got.Trouble)
		}
		ps := l.Problems(rostertest.Codebook(t))
		if len(ps) != 1 || (ps[0].Subject == nil) != (c.trouble != "") || (ps[0].Severity == model.Fault) != (c.trouble != "") {
			t.Errorf("%s: %+v", c.line, ps)
		}
	}
}

func TestNow(t *testing.T) {
	r := roster(t)
	l := list(t, "1,东风村,320799000001,高守田,高守田,,x,不应丧失劳动力,劳动技能,2019-12-20,", "2,东风村,320799000001,高守田,高守田,,x,A11应为普通劳动力,,,", "合计,,,,,,,,,,")
	Match(r, []*List{l})
	if len(l.Lines) != 2 {
		t.Fatalf("%d lines", len(l.Lines))
	}
	for i := range l.Lines {
		if got := l.Lines[i].Now(rostertest.Codebook(t)); got != "丧失劳动力" {
			t.Errorf("line %d: %q", i, got)
		}
	}
	if p := l.Problems(rostertest.Codebook(t))[0]; p.Code != "A11" || p.Person != "高守田" || !strings.Contains(p.Hint, "2019-12-20") {
		t.Errorf("%+v", p)
	}
}

// A roster is no list of problems.
func TestNotAList(t *testing.T) {
	text := "户编号,行政村,姓名,与户主关系\n1,东风村,高守田,户主\n"
	l, err := Read(rostertest.Codebook(t), sheet.Input{Name: "册.csv", Data: strings.NewReader(text), Size: int64(len(text))}, "册.csv")
	if l != nil || err != nil {
		t.Error(l, err)
	}
}
