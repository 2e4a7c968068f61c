package check

import (
	"strings"
	"testing"
	"time"

	"ruhu/model"
)

// FuzzIdentity puts any text into the columns of numbers: nothing panics, one
// number brings one verdict, and what is called right is right.
func FuzzIdentity(f *testing.F) {
	for _, s := range []string{
		"", "无", withX, strings.ToLower(withX), withX + "43", withX + "43B1", withX + "99", "320799750101001", "３２０７９９", "3.2E+17",
		"32079919750230001X", "32O799197501010011", "二〇七九九一九七五〇一〇一〇〇一", "\xff\xfe", "320799197501010000", " 3207 9919 7501 0100 1X",
	} {
		f.Add(s)
	}
	cb := codebook(f)
	f.Fuzz(func(t *testing.T, text string) {
		j := judge(text)
		if j.verdict == right != (model.ValidCard(j.card) && !j.born.IsZero()) {
			t.Errorf("%q is judged %d", text, j.verdict)
		}
		if c, ok := model.ParseCertificate(text); j.verdict == right && (!ok || c.Card != j.card) {
			t.Errorf("%q: card %q, the model has %q", text, j.card, c.Card)
		}
		r := numbers(cb, text)
		got := 0
		for _, p := range Run(r, Options{}).Problems {
			switch p.Rule {
			case "id-length", "id-15", "id-characters", "id-date", "id-check", "id-disability":
				got++
			}
			if len(model.Squeeze(text)) > 14 && strings.Contains(p.Message+p.Hint, model.Squeeze(text)) {
				t.Errorf("%q is spelled out: %s", text, line(&p))
			}
		}
		if want := j.verdict != right && j.length > 0; want != (got == 1) || got > 1 {
			t.Errorf("%q is judged %d and brings %d findings", text, j.verdict, got)
		}
	})
}

// numbers makes a roster of one person with the text as number.
func numbers(cb *model.Codebook, text string) *model.Roster {
	d := model.NewDataset(cb)
	for _, c := range []model.Code{"户编号", "A1", "A2", "A4", "A5", "A10", "A11", "A13", "帮扶开始时间"} {
		d.AddColumn(c)
	}
	h := &model.Household{Record: d.NewRecord(1)}
	m := &model.Member{Record: d.NewRecord(2), Household: h}
	m.Set(model.CodeIdentity, text, model.AsText, model.At{Row: 1, Col: 1})
	h.Members = append(h.Members, m)
	return &model.Roster{Data: d, Villages: []*model.Village{{Households: []*model.Household{h}}}}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2019/9/30": "20190930-20190930", "2019-09": "20190901-20190930", "2019年9月": "20190901-20190930",
		"2019年9月30日": "20190930-20190930", "20190930": "20190930-20190930", "201909": "20190901-20190930",
		"2019.9": "20190901-20190930", "2019": "20190101-20191231", "２０１９－０２": "20190201-20190228",
		"2019-09-30 08:00:00": "20190930-20190930", "2019/9/3 8:00": "20190903-20190903", "2019-09-30T08:00:00": "20190930-20190930",
		"2020年2月29日": "20200229-20200229", "2019-02-29": "", "2019-13": "", "2019-00-01": "", "无": "", "": "", "1": "",
		"2019-1-2-3": "", "今年9月": "", "-2019": "20190101-20191231", "99999999999999999999": "",
	} {
		got := ""
		if d, ok := model.ParseDate(text); ok {
			got = d.First.Format("20060102") + "-" + d.Last.Format("20060102")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
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
		d, ok := model.ParseDate(text)
		if !ok {
			return
		}
		if d.Last.Before(d.First) || d.First.Year() < 1000 || d.Last.Year() > 9999 || d.Last.Sub(d.First) > 366*24*time.Hour {
			t.Errorf("%q is %v to %v", text, d.First, d.Last)
		}
		day := d.First.Format("2006-01-02")
		if again, ok := model.ParseDate(day); !ok || again.First != d.First {
			t.Errorf("%q: %s is not read again", text, day)
		}
	})
}

func TestParseNumber(t *testing.T) {
	in := &model.Indicator{Unit: "元"}
	for text, want := range map[string]float64{
		"12": 12, "12,000": 12000, "1,234,567.89": 1234567.89, "１２，０００": 12000, "12 000": 12000, "￥5元": 5, "-3": -3, ".5": 0.5, "1e3": 1000,
		"3个月": 3, "2口": 2,
	} {
		if got, ok := model.ParseNumber(in, text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "元", "1,2", "12,34", "1,234.5,6", ",123", "NaN", "Inf", "0x10", "1_000", "一千", "1.2万", "--1", "1e999", "5-6", "约500"} {
		if got, ok := model.ParseNumber(in, text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, c := range [][3]string{
		{"A11", "弱劳力", "弱劳动力或半劳动力"}, {"A11", "普通劳动", "普通劳动力"}, {"A8", "文盲半文盲", "文盲或半文盲"}, {"A6", "汗族", ""},
		{"A27a", "缺劳力。", "缺劳动力"}, {"A37", "水泥", "水泥路"}, {"A24", "低保", "低保贫困户"}, {"A11", "？", ""}, {"A9", "高中1年级", "高中一年级"},
	} {
		if got := nearest(codebook(t).Lookup(model.Code(c[0])), c[1]); got != c[2] {
			t.Errorf("%s %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
