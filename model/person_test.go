package model_test

import (
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
)

// TestCardOf keeps texts that many rows share from making one person of them all.
func TestCardOf(t *testing.T) {
	for text, want := range map[string]string{
		rostertest.ID("19700101", 1): rostertest.ID("19700101", 1), "320799197001010010": "320799197001010010", // a slip is nobody else's
		rostertest.ID("19700101", 1) + "43B1": rostertest.ID("19700101", 1), "320799700101001": rostertest.ID("19700101", 1),
		"": "", "无": "", "办理中": "", "32079919700101001": "", "******************": "", "320799197001010000": "",
	} {
		if got := model.CardOf(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestFind finds a member by the number, and by the name where one has no number.
func TestFind(t *testing.T) {
	h := rostertest.Build(t, `户 1
人 赵甲 户主 A4=无
人 钱乙 配偶 A4=`+rostertest.ID("19700101", 1)+`
人 孙丙 之子 A4=无
人 李丁 之女 A4=#`+rostertest.ID("19990101", 2)[:15]+`000
`).Villages[0].Households[0]
	for _, c := range []struct{ name, id, want string }{
		{"孙丙", "无", "孙丙"}, // not 赵甲, who has 无 too
		{"孙丙", rostertest.ID("19900101", 1), "孙丙"},
		{"李丁", rostertest.ID("19990101", 2), "李丁"}, // her own has lost its end
		{"周戊", "无", ""},
		{"钱乙", rostertest.ID("19700101", 3), ""}, // another of her name
		{"", "320799700101001", "钱乙"},
	} {
		got := ""
		if m := h.Find(model.Named{Name: c.name, Card: model.CardOf(c.id)}); m != nil {
			got = m.Name()
		}
		if got != c.want {
			t.Errorf("%s %s: found %q, want %q", c.name, c.id, got, c.want)
		}
	}
}

// TestVital keeps what is known of a person at the end of 2019.
func TestVital(t *testing.T) {
	for _, c := range []struct {
		values   string
		age      int
		sex      string
		believed bool
	}{
		{"A4=" + rostertest.ID("20100303", 2) + " A2=男", 9, "女", true},
		{"A4=" + rostertest.ID("20100303", 2) + "99", 9, "女", true}, // the category is wrong, the number is not
		{"A4=军1 A3=军官证 残疾人证号码=" + rostertest.ID("19600303", 1) + "43", 59, "男", true},
		{"A4=" + rostertest.ID("20100303", 2) + " A3=军官证", -1, "", false},
		{"A4=320799201003030010 A2=男", -1, "男", false},
		{"A4=320799201003030010 出生日期=2010年3月", 9, "", false},
		{"A4=#" + endsInNought, -1, "", false}, // held as a number, its last three digits are nobody's
		{"A4=" + rostertest.ID("20200303", 1), -1, "男", true},
		{"A4=" + rostertest.ID("18990303", 1) + " 出生日期=1950-01-01", -1, "男", true},
		{"出生日期=2020-01-01", -1, "", false},
		{"年龄=50", -1, "", false},
	} {
		m := rostertest.Build(t, "户 1\n人 甲 户主 "+c.values).Villages[0].Households[0].Members[0]
		if v := m.Vital(2019); v.Age != c.age || v.Sex != c.sex || (v.Card != "") != c.believed {
			t.Errorf("%s: %d %s %q", c.values, v.Age, v.Sex, v.Card)
		}
	}
}

// endsInNought is a right number that ends in 000, as one in eleven that a spreadsheet
// has cut seems to be.
var endsInNought = func() string {
	for day := 10; ; day++ {
		if id := rostertest.ID("199003"+string(rune('0'+day/10))+string(rune('0'+day%10)), 0); id[17] == '0' {
			return id
		}
	}
}()

// TestHealth keeps who is disabled, ill, and at work.
func TestHealth(t *testing.T) {
	for _, c := range []struct {
		values   string
		disabled bool
		ill      string
		works    bool
	}{
		{"A10=健康", false, "", false},
		{"A10=残疾,长期慢性病", true, "长期慢性病", false},
		{"A10=长期慢性病、无残疾", false, "长期慢性病", false},
		{"A10=患有大病和长期慢性病", false, "患有大病", false},
		{"A10=高血压病", false, "高血压病", false},
		{"A10=无病", false, "", false},
		{"A10=肢体有残", true, "", false},
		{"A10=没有残疾", false, "", false},
		{"A10=未残疾", false, "", false},
		{"A10=不是残疾人", false, "", false},
		{"A10=未定级残疾", true, "", false},
		{"A10=没有大病", false, "", false},
		{"A10=未患病", false, "", false},
		{"A10=身体健康,无疾病", false, "", false},
		{"A10=高血压病，无残疾", false, "高血压病，无残疾", false},
		{"A10=无劳动能力，尿毒症等病", false, "无劳动能力，尿毒症等病", false},
		{"A10=原因不明疾病", false, "原因不明疾病", false},
		{"残疾人证号码=无", false, "", false},
		{"残疾人证号码=" + rostertest.ID("19600303", 1) + "43", true, "", false},
		{"A4=" + rostertest.ID("19600303", 1) + "43", true, "", false},
		{"A4=" + rostertest.ID("19600303", 1) + "90", false, "", false}, // no such category
		{"A12=在家务农", false, "", false},
		{"A12=江苏省无锡市", false, "", true},
		{"A12=江苏省无锡市 A13=0", false, "", false},
		{"A13=3个月", false, "", true},
	} {
		m := rostertest.Build(t, "户 1\n人 甲 户主 "+c.values).Villages[0].Households[0].Members[0]
		if m.Disabled() != c.disabled || m.Illness() != c.ill || m.Works() != c.works {
			t.Errorf("%s: disabled %v, ill %q, works %v", c.values, m.Disabled(), m.Illness(), m.Works())
		}
	}
}
