package roster

import (
	"strings"
	"testing"
)

// Heads between the rows: the same table with its columns in another order, or
// another table that is not read and told.
func TestTablesBelow(t *testing.T) {
	idA, idB, idC := id("19600101", 1), id("19900101", 2), id("19550505", 4)
	compareAll(t, []reading{
		{"one row, then the head in another order, and the first again", `
			== 表
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵甲|户主|` + idA + `
			户编号|行政村|与户主关系|姓名|证件号码
			2|南村|户主|周丙|` + idB + `
			户编号|行政村|姓名|与户主关系|证件号码
			3|南村|孙丁|户主|` + idC, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			户 2 周丙
			人 周丙 A5=户主 A4=` + idB + `
			户 3 孙丁
			人 孙丁 A5=户主 A4=` + idC + `
			提醒 row-skipped A3 [  ]`},
		{"without numbers of any kind", `
			== 表
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			户编号|行政村|与户主关系|姓名
			2|南村|户主|周丙`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			提醒 row-skipped A3 [  ]`},
		{"two rows of heads in another order, and the first again", `
			== 表
			户编号|行政村|家庭成员||联系电话
			||姓名|与户主关系|
			1|南村|赵甲|户主|13900000001
			户编号|行政村|家庭成员||联系电话
			||与户主关系|姓名|
			2|南村|户主|周丙|13900000002
			户编号|行政村|家庭成员||联系电话
			||姓名|与户主关系|
			3|南村|孙丁|户主|13900000003
			merge C1:D1
			merge C4:D4
			merge C7:D7`, `
			村 南村
			户 1 赵甲 联系电话=13900000001
			人 赵甲 A5=户主
			户 2 周丙 联系电话=13900000002
			人 周丙 A5=户主
			户 3 孙丁 联系电话=13900000003
			人 孙丁 A5=户主
			提醒 row-skipped A4 [  ]`},
		{"who helps, and more of the first table", `
			== 表
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵甲|户主|` + idA + `
			~
			帮扶责任人名单
			序号|责任人姓名|单位|联系电话
			1|钱某某|街道办|13900000001
			户编号|行政村|姓名|与户主关系|证件号码
			2|南村|周丙|户主|` + idB, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			户 2 周丙
			人 周丙 A5=户主 A4=` + idB + `
			错误 row-unread A6 [  ]
			提醒 row-skipped A4 [  ]
			提醒 row-skipped A7 [  ]`},
		{"households below the members: more columns, and no head of the first rows", `
			== 表
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵甲|户主|` + idA + `
			户编号|行政村|户主姓名|住房面积|耕地面积|工资性收入
			1|南村|赵甲|#80|#3|#1000`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			错误 row-unread A4 [  ]`},
		{"something else, under heads that mean nothing", `
			== 表
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵甲|户主|` + idA + `
			序号|物资|数量|单价||合计
			1|大米|3|50||150`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			错误 row-unread A4 [  ]`},
		{"the dead under their title, with the heads of the living", `
			== 表
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵甲|户主|` + idA + `
			2019年死亡人员名单
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵老|之父|` + idC + `
			2019年新增人员名单
			户编号|行政村|姓名|与户主关系|证件号码
			1|南村|赵乙|之子|` + idB, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			人 赵乙 A5=之子 A4=` + idB + `
			错误 row-unread A5 [  ]
			提醒 row-skipped A3 [  ]
			提醒 row-skipped A7 [  ]`},
		{"who has a reason for which he left is no member", `
			== 表
			户编号|行政村|姓名|与户主关系|减少原因
			1|南村|赵甲|户主|
			1|南村|赵老|之父|死亡
			1|南村|赵乙|之女|婚出`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			提醒 row-skipped A3 [  ]
			提醒 row-skipped A4 [  ]`},
		{"a sheet of the dead", `
			== 名册
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			== 死亡人员
			户编号|行政村|姓名|与户主关系
			1|南村|赵老|之父`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			提醒 sheet-skipped  [  ]`},
	})
}

// A title of those who left is not one of changes, or of a roster that counts them.
func TestTitlesOfLeavers(t *testing.T) {
	for title, want := range map[string]bool{
		"2019年死亡人员名单": true, "自然减少人员花名册": true, "已清退户名单": true,
		"人口增减变动表": false, "低收入农户花名册（不含死亡）": false, "南村花名册": false,
	} {
		if ofLeavers(title) != want {
			t.Errorf("%s: %t", title, !want)
		}
	}
}

// Heads without end cost no more than rows.
func TestHeadsWithoutEnd(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("户编号|行政村|姓名|与户主关系\n1|南村|赵甲|户主\n")
	for range 3 * mostHeads {
		rows.WriteString("行政村|户编号|姓名|与户主关系\n行政村|户编号|与户主关系|姓名\n")
	}
	ros := readFakes(t, Options{}, &fake{name: "表", rows: rowsOf(strings.TrimSuffix(rows.String(), "\n"))})
	reconcile(t, ros)
	if ros.Members() != 1 {
		t.Errorf("%d", ros.Members())
	}
}
