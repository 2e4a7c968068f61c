package roster

import (
	"strings"
	"testing"

	"ruhu/model"
)

// What offices do with tables that have no column for each thing.
func TestPersonsAndTablesBesideOneAnother(t *testing.T) {
	a, b, c, d := id("19600101", 1), id("19610101", 2), id("19620101", 3), id("19900101", 4)
	for _, tt := range []struct{ name, rows, want string }{
		{"家庭成员 heads the names", "村|户主|家庭成员|关系|身份证\n南村|赵甲|赵甲|户主|" + a + "\n南村|赵甲|钱乙|配偶|" + b, `
			户 赵甲
			人 赵甲 A5=户主 A4=` + a + `
			人 钱乙 A5=配偶 A4=` + b},
		{"户主 and member in columns of one row", "村|户主|户主身份证|成员姓名|成员身份证|关系\n南村|赵甲|" + a + "|赵甲|" + a + "|户主\n|||钱乙|" + b + "|配偶", `
			户 赵甲 户主证件号码=` + a + `
			人 赵甲 A4=` + a + ` A5=户主
			人 钱乙 A4=` + b + ` A5=配偶`},
		{"numbered persons", "户编号|村|户主|成员1姓名|成员1身份证号|成员1关系|成员2姓名|成员2身份证号|成员2关系|成员3姓名|成员3身份证号|成员3关系\n1|南村|赵甲|赵甲|" + a + "|户主|钱乙|" + b + "|配偶\n2|南村|孙丙|孙丙|" + c + "|户主", `
			户 赵甲
			人 赵甲 A4=` + a + ` A5=户主
			人 钱乙 A4=` + b + ` A5=配偶
			户 孙丙
			人 孙丙 A4=` + c + ` A5=户主`},
		{"numbered persons without 户编号", "村|户主姓名|家庭成员（一）姓名|家庭成员（一）身份证|家庭成员（二）姓名|家庭成员（二）身份证\n南村|赵甲|赵甲|" + a + "|钱乙|" + b + "\n南村|孙丙|孙丙|" + c, `
			户 赵甲
			人 赵甲 A4=` + a + `
			人 钱乙 A4=` + b + `
			户 孙丙
			人 孙丙 A4=` + c},
		{"the same heads again and again", "户编号|村|姓名|身份证号|与户主关系|姓名|身份证号|与户主关系\n1|南村|赵甲|" + a + "|户主|钱乙|" + b + "|配偶\n2|南村|孙丙|" + c + "|户主", `
			户 赵甲
			人 赵甲 A4=` + a + ` A5=户主
			人 钱乙 A4=` + b + ` A5=配偶
			户 孙丙
			人 孙丙 A4=` + c + ` A5=户主`},
		{"two tables side by side", "序号|村|户主|姓名|身份证|关系||序号|村|户主|姓名|身份证|关系\n1|南村|赵甲|赵甲|" + a + "|户主||3|北村|孙丙|孙丙|" + c + "|户主\n2|南村|赵甲|钱乙|" + b + "|配偶||4|北村|孙丙|李丁|" + d + "|之子", `
			户 赵甲
			人 赵甲 A4=` + a + ` A5=户主
			人 钱乙 A4=` + b + ` A5=配偶
			户 孙丙
			人 孙丙 A4=` + c + ` A5=户主
			人 李丁 A4=` + d + ` A5=之子`},
		{"a size under 家庭成员", "户编号|村|户主|户主身份证|家庭成员\n1|南村|赵甲|" + a + "|3人", `
			户 赵甲 户主证件号码=` + a + ` 家庭人口数=3`},
	} {
		ros := readFakes(t, Options{}, &fake{rows: rowsOf(tt.rows)})
		var got strings.Builder
		for h := range ros.Everyone {
			got.WriteString("户 " + h.HeadName() + values(&h.Record, model.CodeNumber, model.CodeHeadName) + "\n")
			for _, m := range h.Members {
				got.WriteString("人 " + m.Name() + values(&m.Record, model.CodeName) + "\n")
			}
		}
		if got.String() != trim(tt.want) {
			t.Errorf("%s: got\n%s\n%s", tt.name, got.String(), dump(ros))
		}
	}
}

// Two columns of names whose persons are not plain are no second table.
func TestNoTableBeside(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{rows: rowsOf("户编号|村|姓名|与户主关系|联系电话|姓名|联系电话\n1|南村|赵甲|户主|13900000001|王干部|13900000002")})
	if ros.Members() != 1 {
		t.Errorf("%s", dump(ros))
	}
}

// Several names in one cell make no person, and the household's sheet says so.
func TestNamesInOneCell(t *testing.T) {
	for cell, n := range map[string]int{
		"张桂芳、冯小山、冯小河": 3, "妻：李红梅（1968年）": 1, "张桂芳，冯小山": 2, "张桂芳 冯小山": 2, "张桂芳/冯小山": 2, "张桂芳\n冯小山": 2,
	} {
		ros := readFakes(t, Options{}, &fake{rows: [][]string{
			{"村", "户主姓名", "户主身份证号", "家庭成员"}, {"石桥村", "冯一山", id("19580101", 1), cell}, {"石桥村", "陈桂香", id("19490202", 2), "陈桂香"}}})
		told := 0
		for _, p := range ros.Problems {
			if p.Rule == "members-in-one-cell" && p.Severity == model.Fault && p.Subject != nil && p.Subject.HeadName() == "冯一山" {
				told++
			}
		}
		if ros.Members() != 1 || told != 1 || ros.Sheets[0].Crowded != n {
			t.Errorf("%q: %d persons, told %d, counted %d\n%s", cell, ros.Members(), told, ros.Sheets[0].Crowded, dump(ros))
		}
	}
	for _, one := range []string{"赵\n甲", "欧阳 明华", "赵 甲", "古丽·买买提江", "赵甲（已故）", "Nguyen Van A"} {
		if n := countNames(one); n != 1 {
			t.Errorf("%q is %d names", one, n)
		}
	}
}

// A group changes no field that is plain by itself; 村 of a household's data is the
// village.
func TestGroupsOverPlainFields(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{rows: rowsOf("户基本情况||||家庭成员||收入情况|\n村|组|户号|户主|姓名|关系|工资|其他\n||||||工资性收入|转移性收入\n南村|一组|1|赵甲|赵甲|户主|5000|2400")})
	h := ros.Villages[0].Households[0]
	if ros.Villages[0].Name != "南村" || h.Text("A29") != "2400" || h.Text("A28") != "5000" || h.Text("A29f") != "" {
		t.Errorf("%s\n%+v", dump(ros), ros.Sheets[0].Columns)
	}
}
