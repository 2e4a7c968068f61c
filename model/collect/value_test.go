package collect

import (
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
)

func TestAccept(t *testing.T) {
	cb := rostertest.Codebook(t)
	for _, c := range []struct {
		code    model.Code
		text    string
		want    string
		refused bool
	}{
		{"A28", "1200.50", "1200.50", false},
		{"A28", "1,200元", "1200", false},
		{"A28", "１２００", "1200", false},
		{"A28", "1.2万", "", true},
		{"A28", "-3", "", true},
		{"A28", "0x10", "", true},
		{"A33", "0.30000000000000004", "0.3", false},
		{"A37", "柏油路", "沥青路", false},
		{"A37", "砖路", "", true},
		{"A37", "土路", "泥土路", false},
		{"A26", "2020年", "2020", false},
		{"A26", "43830", "", true},
		{"A25", "是", "是", false},
		{"A10", "残疾,慢性病", "长期慢性病、残疾", false},
		{"A10", "残疾、感冒", "", true},
		{"A12", "苏州市", "苏州市", false},
		{"A12", "乡(镇)内务工", "乡（镇）内务工", false},
		{"A4", "320799199001010011", "", true}, // check character
		{"A4", "32079919900101001", "", true},  // 17
		{"A4", "3.20799E+17", "", true},
		{"A4", "320799199013010010", "", true}, // no such month
		{"收入起始日期", "2018年10月1日", "2018年10月1日", false},
		{"收入起始日期", "去年", "", true},
		{"A28", visit.Nothing, "", false},
		{"A37", "（应为空）", "", false},
		{"联系电话", " 13800000000 ", "13800000000", false},
		{"联系电话", "0518-85880001、13800000000", "0518-85880001、13800000000", false},
		{"联系电话", "（0518）85880001", "（0518）85880001", false},
		{"联系电话", "无", "", true},
		{"成员联系电话", "没有", "", true},
		{"成员联系电话", "同户主", "", true},
		{"责任人电话", "/", "", true},
		{"联系电话", "138", "", true},
		{"联系电话", "（应为空）", "", false},
		{"银行账号", "无", "", true},
		{"银行账号", "6217 0012 3456 7890 123", "6217 0012 3456 7890 123", false},
		{"银行账号", "6.21700123456789E+18", "", true},
		{"务工企业名称", "无", "", true},
		{"务工企业名称", "无锡纺织厂", "无锡纺织厂", false},
		{"A12", "2", "", true},
		{"A1", "欧阳明华", "欧阳明华", false},
		{"A1", "古丽·买买提江", "古丽·买买提江", false},
		{"A1", "已死亡", "", true},
		{"A1", "查无此人", "", true},
		{"A1", "李四（已故）", "", true},
		{"责任人姓名", "李四13900000001", "", true},
		{"务工企业名称", "同上", "", true},
		{"A12", "〃", "", true},
		{"A12", "不变", "", true},
		{"务工企业名称", "一致", "", true},
		{"贫困户数", "1e111", "", true},
		{"A28", "123456789012", "123456789012", false},
	} {
		value, wrong, hint := accept(cb.Lookup(c.code), c.text)
		if value != c.want || (wrong != "") != c.refused || c.refused && hint == "" {
			t.Errorf("%s %q: %q, %q", c.code, c.text, value, wrong)
		}
	}
}

// TestNumbers: answers may be given by the numbers that are printed with them, of
// the items that have some; a number that contradicts the words is no answer.
func TestNumbers(t *testing.T) {
	cb := rostertest.Codebook(t)
	c := &collector{cb: cb, opt: Options{Numbered: []model.Code{"增加原因", "减少原因", "A8", "A10"}}}
	for _, tt := range []struct {
		code       model.Code
		text, want string
	}{
		{"增加原因", "2", "婚入"}, {"增加原因", "（3）", "户籍迁入"}, {"增加原因", "２", "婚入"}, {"增加原因", "2婚入", "婚入"},
		{"增加原因", "2、婚入", "婚入"}, {"增加原因", "2.结婚迁入", "婚入"}, {"增加原因", "婚入", "婚入"},
		{"减少原因", "5", "户籍迁出"}, {"减少原因", "2", "婚出"}, {"减少原因", "8", "分散供养转集中供养"},
		{"增加原因", "2新生儿", ""}, {"增加原因", "7", ""}, {"增加原因", "0", ""}, {"增加原因", "2.5", ""}, {"增加原因", "12", ""},
		{"A10", "2、4", cb.Lookup("A10").Options[1].Label + "、" + cb.Lookup("A10").Options[3].Label},
		{"A10", "2、" + cb.Lookup("A10").Options[3].Label, cb.Lookup("A10").Options[1].Label + "、" + cb.Lookup("A10").Options[3].Label},
		{"A10", "2、9", ""},
		{"A37", "2", ""}, // printed without numbers
		{"A28", "2", "2"},
	} {
		value, wrong, hint := c.accept(cb.Lookup(tt.code), tt.text)
		if value != tt.want || (wrong != "") != (tt.want == "") || wrong != "" && hint == "" {
			t.Errorf("%s %q: %q, %q, want %q", tt.code, tt.text, value, wrong, tt.want)
		}
	}
}

func TestDay(t *testing.T) {
	for text, want := range map[string]string{
		"2019-10-12": "2019-10-12", "2019/10/2": "2019-10-02", "2019年10月12日": "2019-10-12", "43750": "2019-10-12",
		"2019-02-30": "", "2019-10": "", "十月": "",
	} {
		if got, ok := day(text, false); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v", text, got, ok)
		}
	}
}

func TestNormal(t *testing.T) {
	for _, s := range []string{"K7Q2-M9XD-4TWR", "k7q2m9xd4twr", " K7Q2 M9XD－4TWR"} {
		if got := normal(s); got != "K7Q2M9XD4TWR" {
			t.Errorf("%q is %q", s, got)
		}
	}
}

// FuzzAccept: whatever is written, either a value comes out that is accepted
// again as it is, or a reason.
func FuzzAccept(f *testing.F) {
	cb := rostertest.Codebook(f)
	for _, s := range []string{"", "是", "1e9", "1e111", "1,2", "2019-1", "32079919900101001X", "残疾、残疾", "\xff"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, i int) {
		defer growth.Bound(t, len(text), 1<<20, 2000)()
		all := cb.All()
		in := all[uint(i)%uint(len(all))]
		value, wrong, _ := accept(in, text)
		if wrong != "" || value == "" {
			return
		}
		if again, wrong, _ := accept(in, value); wrong != "" || !in.Same(again, value) {
			t.Errorf("%s: %q gives %q, that gives %q (%s)", in.Code, text, value, again, wrong)
		}
	})
}
