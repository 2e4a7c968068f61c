package model

import (
	"testing"
	"time"

	"ruhu/model/growth"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2019/9/30": "20190930-20190930", "2019-09": "20190901-20190930", "2019年9月": "20190901-20190930",
		"2019年9月30日": "20190930-20190930", "20190930": "20190930-20190930", "201909": "20190901-20190930",
		"2019.9": "20190901-20190930", "2019": "20190101-20191231", "２０１９－０２": "20190201-20190228",
		"2019-09-30 08:00:00": "20190930-20190930", "2019/9/3 8:00": "20190903-20190903", "2019-09-30T08:00:00": "20190930-20190930",
		"2020年2月29日": "20200229-20200229", "2019-02-29": "", "2019-13": "", "2019-00-01": "", "无": "", "": "", "1": "",
		"2019-1-2-3": "", "今年9月": "", "2019-+9-30": "", "-2019": "20190101-20191231", "99999999999999999999": "",
	} {
		got := ""
		if d, ok := ParseDate(text); ok {
			got = d.First.Format("20060102") + "-" + d.Last.Format("20060102")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestParseDay(t *testing.T) {
	for text, want := range map[string]string{
		"2019/9/3": "2019-09-03", "2019年9月3日": "2019-09-03", "20190903": "2019-09-03", "2019-09-03 08:00": "2019-09-03",
		"2019-09": "", "2019": "", "2019-02-30": "", "昨天": "", "": "",
	} {
		if got, ok := ParseDay(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", text, got, ok, want)
		}
	}
}

// FuzzDate: what is read as a date lies within four digits of a year, and its
// last day is not before its first.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2019/9/30", "2019-09", "2019年9月", "20190930", "201909", "2019", "2019-09-30 00:00", "2019-02-30", "12月", "٢٠١٩"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer growth.Bound(t, len(text), 1<<20, 2000)()
		d, ok := ParseDate(text)
		if !ok {
			return
		}
		if d.Last.Before(d.First) || d.First.Year() < 1000 || d.Last.Year() > 9999 || d.Last.Sub(d.First) > 366*24*time.Hour {
			t.Errorf("%q is %v to %v", text, d.First, d.Last)
		}
		day := d.First.Format("2006-01-02")
		if again, ok := ParseDate(day); !ok || again.First != d.First {
			t.Errorf("%q: %s is not read again", text, day)
		}
	})
}

func TestParseNumber(t *testing.T) {
	in := &Indicator{Unit: "元", Units: []string{"个月"}}
	for text, want := range map[string]float64{
		"12": 12, "12,000": 12000, "1,234,567.89": 1234567.89, "１２，０００": 12000, "12 000": 12000, "￥5元": 5, "-3": -3, ".5": 0.5, "1e3": 1000,
		"3个月": 3, "(500)": -500, "（500）": -500, "12块": 12,
	} {
		if got, ok := in.ParseNumber(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "元", "1,2", "12,34", "1,234.5,6", ",123", "NaN", "Inf", "0x10", "1_000", "一千", "1.2万", "--1", "1e999", "5-6", "约500", "2口", "3月", "500*12", "=500+700", "1200/年", "()", "(-5)"} {
		if got, ok := in.ParseNumber(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestYesNo(t *testing.T) {
	in := &Indicator{Code: "A16", Kind: YesNo, Options: []Option{{Label: "是", Accept: []string{"有", "Y", "1", "已参加"}}, {Label: "否", Accept: []string{"×", "未参加", "没有", "不通", "无"}}}}
	if _, err := NewCodebook([]*Indicator{in}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"是": 0, " 有 ": 0, "y": 0, "Ｙ": 0, "1": 0, "已参加": 0, "否": 1, "×": 1, "未参加": 1, "没有": 1, "不通": 1, "无": 1,
		"": -1, "参加": -1, "已取消": -1, "无困难": -1, "不知道": -1, "未定": -1, "？": -1,
		"1.是": 0, "2.否": 1, "01有": 0, "②否": 1, "（２）、没有": 1, "0无": 1, "1否": -1, "2√": -1, "2": -1, "2.": -1, "1-2是": -1, "100是": -1, "是2": -1, "2否2": -1,
		"未参加，因为在外地参加了职工医保": -1,
		"☑是 □否": 0, "□是　☑否": 1, "是□ 否☑": 1, "√有、□没有": 0, "■是□否": 0, "○是 ●否": 1, "☑是": 0,
		"□是 □否": -1, "☑是 ☑否": -1, "□是": -1, "☒是 □否": -1, "是√ 否": -1, "☑是 □否 □不详": -1, "☑是 □是": -1, "□": -1, "□☑": -1, "☑是 否□": -1,
	} {
		if got := in.Option(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestTickedBoxes(t *testing.T) {
	in := &Indicator{Code: "A10", Kind: Multiple, Options: []Option{{Label: "健康"}, {Label: "长期慢性病", Accept: []string{"慢病"}}, {Label: "患有大病"}, {Label: "残疾"}}}
	if _, err := NewCodebook([]*Indicator{in}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"□健康 ☑慢病 □患有大病 ☑残疾": "慢病、残疾", "健康□ 慢病√": "慢病", "□健康 □残疾": "□健康 □残疾", "残疾": "残疾",
		"□健康 ☑慢病（高血压）": "□健康 ☑慢病（高血压）",
	} {
		if got := in.Word(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestDisabilityWords(t *testing.T) {
	for number, want := range map[string]string{
		"320799196001010019": "", "32079919600101001943": "肢体三级", "32079919600101001971B1": "多重一级", "32079919600101001900": "",
	} {
		c, _ := ParseCertificate(number)
		if category, grade := c.Words(); category+grade != want {
			t.Errorf("%s is %s%s, want %q", number, category, grade, want)
		}
	}
}

func TestSaysNo(t *testing.T) {
	for text, want := range map[string]bool{
		"是": false, "√": false, "否": true, "×": true, "无": true, "不是": true, "n": true, "未知": false, "不清楚": false, "": false,
	} {
		if no := SaysNo(text); no != want {
			t.Errorf("%q: %v", text, no)
		}
	}
}

func TestYear(t *testing.T) {
	for text, want := range map[string]int{
		"2018": 2018, " ２０１８ ": 2018, "2018年": 2018, "2018.0": 2018, "2018年度": 2018, "2018.12": 2018, "2018-12-31": 2018, "2018/12/31": 2018,
		"2018年底": 2018, "201812": 2018, "20181231": 2018, "2018-12-31T00:00:00": 2018, "2018-12-31 00:00:00": 2018, "二〇一八年": 2018, "二○一八年十二月": 2018,
		"43830": 0, "43465": 0, "19": 0, "20188": 0, "201899": 0, "2018-2019": 0, "2018年至2019年": 0, "2018、2019": 0, "18年": 0, "": 0, "年": 0,
		"1800": 0, "2918": 0, "约2018": 0, "未脱贫": 0, "2018000": 0,
	} {
		if got := ParseYear(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}
