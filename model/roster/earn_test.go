package roster

import (
	"strings"
	"testing"

	"ruhu/model"
)

// Rows that are no person and no household are passed over with their reason;
// they make nobody and print nothing. Those that name somebody are faults.
func TestRowsEarnTheirPlace(t *testing.T) {
	heads := "户编号|行政村|姓名|性别|证件号码|与户主关系|备注"
	people := []string{
		"320799001000001|云台村|赵甲|男|" + id("19600305", 11) + "|户主",
		"320799001000001|云台村|钱乙|女|" + id("19620305", 22) + "|配偶",
		"320799001000002|云台村|孙丙|男|" + id("19550305", 31) + "|户主",
	}
	tests := []struct{ row, reason string }{
		{"填写系统户编号|填全称|与户口本一致|下拉选择|18位|下拉选择", skipInstruction},
		{"必填|必填|必填|必填|必填|必填", skipInstruction},
		{"14至16位数字|全称|姓名|男/女|文本格式|选填", skipInstruction},
		{"例|云台村|张三|男|" + id("19600101", 1) + "|户主", skipExample},
		{"示例|云台村|张三|男|" + id("19600101", 1) + "|户主", skipExample},
		{"320799001000009|云台村|张三（示例）|男|" + id("19600101", 1) + "|户主", skipExample},
		{"320799001000009|云台村|张三|男|" + id("19600101", 1) + "|户主|此行为示例，请删除", skipExample},
		{"例：320799001000009|云台村|张三|男|" + id("19600101", 1) + "|户主", skipExample},
		{"样例1|云台村|张三|男||户主", skipExample},
		{"填表人：李某||审核人：||负责人签字（盖章）：", skipSign},
		{"填表人|李某|审核人|王某|负责人|", skipSign},
		{"||负责人：张三", skipSign},
		{"||（签章）", ""},
		{"||（签字）：|||", skipSign},
		{"初评小组签字：", skipSign},
		{"村委会（盖章）||村支书签字|||2019年10月15日", skipSign},
		{"以上情况属实||||", skipRemark},
		{"||以上情况属实|||2019年11月", skipRemark},
		{"制表日期：2019年11月||||", skipSign},
		{"2019年11月25日||||", skipRemark},
		{"说明：1.本表一式两份。", skipRemark},
		{"1.本表一式两份。", skipRemark},
		{"注：收入为2018年10月至2019年9月", skipRemark},
		{"第 1 页 共 3 页", skipRemark},
		{"第1页|||||共3页", skipRemark},
		{"本页小计||2人", skipTotal},
		{"共3户||7人|||", skipTotal},
		{"320799001000001|云台村|户合计||||", skipTotal},
		{"320799001000002|云台村|合计2人|||", skipTotal},
		{"320799001000002|云台村|小计||1人|", skipTotal},
		{"====|====|====|====|====|====", skipRule},
		{"——|——|——|——|——|——", skipRule},
		{"-|-|-|-|-|-", skipRule},
		{"|||人||元/年", skipUnits},
		{"（1）|（2）|（3）|（4）|（5）|（6）", skipUnits},
		{"以下空白", skipRemark},
	}
	for _, tt := range tests {
		for _, at := range []int{0, 1, 3} {
			rows := append([]string{heads}, people[:at]...)
			rows = append(append(rows, tt.row), people[at:]...)
			ros := readFakes(t, Options{}, &fake{rows: rowsOf(strings.Join(rows, "\n"))})
			if at > 0 && tt.reason == skipUnits && strings.HasPrefix(tt.row, "（1") {
				continue // columns are numbered below the heads
			}
			s := ros.Sheets[0]
			if ros.Households() != 2 || ros.Members() != 3 || len(ros.Held) != 0 {
				t.Errorf("%s at %d: %s", tt.row, at, dump(ros))
			}
			if len(s.Skipped) != 1 || tt.reason != "" && s.Skipped[0].Reason != tt.reason {
				t.Errorf("%s at %d: %+v", tt.row, at, s.Skipped)
			}
			if faults(ros) > 0 {
				t.Errorf("%s at %d: %s", tt.row, at, dump(ros))
			}
		}
	}
}

// Rows above all others that stand for nobody are examples, also where they do not say
// so; one sign of it may be somebody's name or a masked number.
func TestStandInsAreExamples(t *testing.T) {
	heads := "户编号|行政村|姓名|证件号码|与户主关系\n"
	people := "\n1001|南村|赵甲|" + id("19600101", 1) + "|户主"
	for rows, skipped := range map[string]int{
		"1|某某村|张三|3207991960XXXXXXXX|户主\n1|某某村|李四|3207991962XXXXXXXX|配偶": 2,
		"1|××村|某某某||户主":                        1,
		"1|南村|张三|123456789012345678|户主":        1,
		"1|XX村|赵乙|320799××××××××××××|户主":       1,
		"1|南村|XXX|320799xxxxxxxxxxxx|户主":       1,
		"1|南村|张三|" + id("19600305", 1) + "|户主": 0,
		"1|南村|赵乙|3207991960XXXXXXXX|户主":        0,
		"1|南村|李四|320799********0019|户主":        0,
		"1|南村|张某某|3207991960XXXXXXXX|户主":       0,
		"1|某村|赵乙|" + id("19600305", 1) + "|户主": 0,
	} {
		count := strings.Count(rows, "\n") + 1
		ros := readFakes(t, Options{}, &fake{rows: rowsOf(heads + rows + people)})
		if s := ros.Sheets[0].Skipped; ros.Members() != count+1-skipped || len(s) != min(skipped, 1) || skipped > 0 && s[0].Reason != skipExample {
			t.Errorf("%s: %s %+v", rows, dump(ros), s)
		}
		ros = readFakes(t, Options{}, &fake{rows: rowsOf(heads + people[1:] + "\n" + rows)})
		if ros.Members() != count+1 {
			t.Errorf("%s below others: %s", rows, dump(ros))
		}
	}
}

// Whoever has a name and anything else is read, whatever stands in the rest.
func TestPeopleKeepTheirPlace(t *testing.T) {
	heads := "序号|户编号|行政村|姓名|性别|证件号码|与户主关系|备注"
	first := "1|320799001000001|云台村|赵甲|男|" + id("19600305", 11) + "|户主"
	for _, row := range []string{
		"2|320799001000002|云台村|孙丙||||",
		"2|320799001000002||孙丙||||",
		"2|320799001000002|云台村|||" + id("19550305", 31) + "|",
		"2|320799001000002|云台村|古丽·买买提江|女||户主",
		"2|320799001000002|云台村|孙*|男||户主",
		"2|320799001000002|云台村|Nguyen Thi Hoa|女||户主",
		"2|320799001000002|云台村|孙□|男||户主",
		"2|320799001000002|云台村|孙丙（已故）|男||户主",
		"2|320799001000002|云台村|孙丙|男|3207991955|户主",
		"2|320799001000002|云台村|孙丙|男|3207**********0031|户主",
		"2|320799001000002|云台村|孙丙|男|3.20799E+17|户主",
		"2|320799001000002|云台村|孙丙|男|身份证：" + id("19550305", 31) + "|户主",
		"2|320799001000002|云台村|孙丙|男|没有办|户主|说明：本人在外务工",
		"2|320799001000002|云台村|孙丙|男|没有办|户主|负责人签字",
		"|户02|云台村|孙丙|男||户主",
	} {
		ros := readFakes(t, Options{}, &fake{rows: rowsOf(heads + "\n" + first + "\n" + row)})
		if ros.Members() != 2 || ros.Sheets[0].Persons != 2 {
			t.Errorf("%s: %s", row, dump(ros))
		}
	}
}

// A row with a name that cannot be read is a fault.
func TestNamesAreNeverLost(t *testing.T) {
	for _, row := range []string{"||孙丙|||", "||孙丙|下拉|无证|不清楚", "|||男||之子"} {
		ros := readFakes(t, Options{}, &fake{rows: rowsOf("户编号|行政村|姓名|性别|证件号码|与户主关系\n1|云台村|赵甲|男||户主\n" + row)})
		if ros.Members()+len(ros.Held) < 2 && faults(ros) == 0 {
			t.Errorf("%s: %s", row, dump(ros))
		}
	}
}

// A line that says a village or a group holds for the rows below it.
func TestSeparators(t *testing.T) {
	ids := []string{id("19600101", 1), id("19610101", 2), id("19620101", 3)}
	person := func(name string, i int) string { return "1|" + name + "|" + name + "|" + ids[i] + "|户主" }
	for _, tt := range []struct{ first, second, want string }{
		{"村名：石桥村", "村名：柳荫村", "石桥村/,柳荫村/,柳荫村/"},
		{"石桥村", "柳荫村（3户）", "石桥村/,柳荫村/,柳荫村/"},
		{"一、石桥村", "二、柳荫村", "石桥村/,柳荫村/,柳荫村/"},
		{"石桥村一组", "石桥村二组", "石桥村/一组,石桥村/二组,石桥村/二组"},
		{"村名：石桥村|||组别：一组", "第二村民小组", "石桥村/一组,石桥村/第二村民小组,石桥村/第二村民小组"},
		{"石桥村委会 12户35人", "柳荫社区：", "石桥村/,柳荫社区/,柳荫社区/"},
		{"行政村：|石桥村", "行政村：|柳荫村", "石桥村/,柳荫村/,柳荫村/"},
	} {
		rows := strings.Join([]string{"序号|户主|姓名|身份证号|关系", tt.first, person("石甲", 0), tt.second, person("柳乙", 1), person("柳丙", 2)}, "\n")
		ros := readFakes(t, Options{}, &fake{rows: rowsOf(rows)})
		var got []string
		for _, v := range ros.Villages {
			for _, h := range v.Households {
				got = append(got, v.Name+"/"+h.Text(model.CodeGroup))
			}
		}
		if strings.Join(got, ",") != tt.want || faults(ros) > 0 {
			t.Errorf("%s: %v\n%s", tt.first, got, dump(ros))
		}
	}
}

// The village of a row's own cell wins over the line above it, and it is told.
func TestSeparatorAgainstCell(t *testing.T) {
	rows := "村|户主|姓名|身份证号|关系\n石桥村\n|石甲|石甲|" + id("19600101", 1) + "|户主\n柳荫村|柳乙|柳乙|" + id("19610101", 2) + "|户主\n柳荫村|柳丙|柳丙|" + id("19620101", 3) + "|户主"
	ros := readFakes(t, Options{}, &fake{rows: rowsOf(rows)})
	if len(ros.Villages) != 2 || len(ros.Villages[0].Households) != 1 || len(ros.Villages[1].Households) != 2 {
		t.Errorf("%s", dump(ros))
	}
	told := 0
	for _, p := range ros.Problems {
		if p.Rule == "village-contradiction" {
			told++
		}
	}
	if told != 1 {
		t.Errorf("told %d times: %s", told, dump(ros))
	}
}

func faults(ros *model.Roster) int {
	n, _ := ros.Problems.Count()
	return n
}
