package report_test

import (
	"fmt"
	"strings"
	"testing"

	"ruhu/model/report"
	"ruhu/model/rostertest"
)

const watchable = `
村 南村
户 1 脱贫属性=已脱贫 脱贫年度=2017 人均纯收入=6500 A27b=因学 A40=A A44=是
人 赵甲 户主 A10=健康、患有大病 A11=普通劳动力 A17=是 A4=` + "320799197001010014" + `
户 2 脱贫属性=已脱贫 脱贫年度=2018 人均纯收入=6500 A40=D A44=否
人 钱甲 户主 A10=健康 A11=普通劳动力 A17=否
户 3 脱贫属性=已脱贫 脱贫年度=2015 人均纯收入=9000 A27a=因灾 A44=是
人 孙甲 户主 A10=健康 A11=无劳动力 A17=是
户 4 脱贫属性=已脱贫 人均纯收入=9000.01 A44=是
人 李甲 户主 A10=残疾 A11=无劳动力 A17=
户 5 脱贫属性=未脱贫 人均纯收入=6500
人 周甲 户主 A10=患有大病
户 6 监测类型=边缘户 人均纯收入=20000
人 吴甲 户主 A10=健康 A4=` + "320799197001010030" + `
户 7 脱贫属性=已脱贫 脱贫年度=2016 监测类型=脱贫监测户 人均纯收入=7000 A44=
人 郑甲 户主 A9=本科一年级 A10=健康
户 8 脱贫属性=返贫 脱贫年度=2016 本年度变动=返贫 人均纯收入=3000 A44=是
人 王甲 户主 A10=健康 A17=是
户 8b 脱贫属性=已脱贫 脱贫年度=2014
人 卫甲 户主 A10=残疾
户 9 脱贫属性=已脱贫 脱贫年度=2018 人均纯收入=6000
人 冯甲 户主 A10=健康 A11=普通劳动力
`

// TestWatch keeps who is to be looked at, and why.
func TestWatch(t *testing.T) {
	list := rostertest.Build(t, `
村 东庄
户 101 人均纯收入=6800
人 陈甲 户主 A4=`+"320799197001010057"+` A10=长期慢性病
户 102 人均纯收入=3000
人 褚甲 户主 A10=残疾
户 103 人均纯收入=9500
人 卫甲 户主 A10=残疾
户 104
人 蒋甲 户主 A10=残疾
户 105 人均纯收入=6800
人 赵甲 户主 A4=`+"320799197001010014"+` A10=残疾
户 106 人均纯收入=6800
人 吴甲 户主 A4=`+"320799197001010030"+` A10=残疾
`)
	r := report.Make(rostertest.Build(t, watchable), report.Options{})
	var got []string
	for _, w := range r.Watch(report.List{Name: "东庄名单", Roster: list}) {
		var risks []string
		for _, x := range w.Risks {
			risks = append(risks, x.Kind+"："+x.Note)
		}
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %v %s%s [%s] %s", w.Household.Number(), w.Kind, w.Likely(), w.Marked, w.List,
			strings.Join(risks, "；"), strings.Join(w.Doubts, "；"))))
	}
	want := []string{
		"1 脱贫监测户 true  [因病：赵甲患有大病（A10）；因学：A27b为因学]",
		"2 脱贫监测户 true  [住房：危房等级为“D级”（A40）；饮水：未解决安全饮用水（A44）]",
		"3 脱贫监测户 true  [因灾：A27a为因灾；无劳动力：全家没有劳动力（A11）]",
		"6 边缘户 true 边缘户 []",
		"7 脱贫监测户 true 脱贫监测户 [因学：郑甲在读本科一年级（A9）]",
		"8b 脱贫监测户 false  [因残：卫甲残疾（A10）] 没有收入数据，要先算人均纯收入",
		"9 脱贫监测户 false  []",
		"101 边缘户 true 东庄名单 [因病：陈甲有长期慢性病（A10）]",
		"102 边缘户 false 东庄名单 [因残：褚甲残疾（A10）] 人均纯收入低于标准，应先研究是否新识别",
		"104 边缘户 false 东庄名单 [因残：蒋甲残疾（A10）] 没有收入数据，要先算人均纯收入",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

// TestReview keeps which lifted households are looked at and what they lack.
func TestReview(t *testing.T) {
	r := report.Make(rostertest.Build(t, watchable), report.Options{})
	var got []string
	for _, v := range r.Review() {
		var states []string
		for _, s := range v.Standings {
			states = append(states, s.Guarantee.ID+[]string{"!", "?", "+", "-"}[s.State])
		}
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %d %s %s %s", v.Household.Number(), v.Year, strings.Join(states, " "), v.Decided, strings.Join(v.Reasons, "；"))))
	}
	want := []string{
		"1 2017 schooling+ medical+ house+ water+ income+",
		"2 2018 schooling+ medical- house- water- income+  基本医疗：钱甲未参加城乡居民基本医疗保险；住房安全：危房等级为“D级”；饮水安全：是否解决安全饮用水为“否”",
		"4 0 schooling+ medical? house? water+ income+",
		"7 2016 schooling+ medical? house? water? income+",
		"8 2016 schooling+ medical+ house? water+ income- 返贫 收入（两不愁）：人均纯收入3000元，低于省定标准6000元",
		"9 2018 schooling+ medical? house? water? income+",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

// TestReviewWithoutColumns says nothing of what the roster does not have.
func TestReviewWithoutColumns(t *testing.T) {
	r := report.Make(rostertest.Build(t, "户 1 脱贫属性=已脱贫\n人 赵甲 户主"), report.Options{})
	v := r.Review()
	if len(v) != 1 || len(v[0].Reasons) > 0 {
		t.Fatalf("%+v", v)
	}
	for _, s := range v[0].Standings {
		if s.State != report.NoColumn && s.State != report.NotFilled {
			t.Errorf("%s: %v", s.Guarantee.ID, s.State)
		}
	}
}
