package model

import (
	"testing"
	"time"
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
	in := &Indicator{Unit: "元"}
	for text, want := range map[string]float64{
		"12": 12, "12,000": 12000, "1,234,567.89": 1234567.89, "１２，０００": 12000, "12 000": 12000, "￥5元": 5, "-3": -3, ".5": 0.5, "1e3": 1000,
		"3个月": 3, "2口": 2,
	} {
		if got, ok := in.ParseNumber(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "元", "1,2", "12,34", "1,234.5,6", ",123", "NaN", "Inf", "0x10", "1_000", "一千", "1.2万", "--1", "1e999", "5-6", "约500"} {
		if got, ok := in.ParseNumber(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestYesNo(t *testing.T) {
	in := &Indicator{Code: "A16", Kind: YesNo, Options: []Option{{Label: "是", Accept: []string{"有", "Y", "1"}}, {Label: "否", Accept: []string{"×"}}}}
	if _, err := NewCodebook([]*Indicator{in}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"是": 0, " 有 ": 0, "y": 0, "Ｙ": 0, "1": 0, "已参加": 0, "否": 1, "×": 1, "未参加": 1, "没有": 1, "不通": 1, "无": 1,
		"": -1, "参加": -1, "？": -1, "未参加，因为在外地参加了职工医保": -1,
	} {
		if got := in.Option(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
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

func TestSaysYes(t *testing.T) {
	for text, want := range map[string][2]bool{
		"是": {true, false}, "√": {true, false}, "y": {true, false}, "已鉴定": {true, false}, "否": {false, true}, "×": {false, true}, "无": {false, true},
		"不是": {false, true}, "C级": {}, "": {}, "2": {},
	} {
		if yes, no := SaysYes(text), SaysNo(text); yes != want[0] || no != want[1] {
			t.Errorf("%q: yes %v, no %v", text, yes, no)
		}
	}
}
