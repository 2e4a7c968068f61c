package roster

import (
	"fmt"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

func TestCanonical(t *testing.T) {
	ros := read(t, book(t, `
== 户
户编号 | 户主姓名 | 行政村 | 行政区划代码 | 组 | A24 贫困户属性 | A28 工资性收入（元） | A40危房等级 | 联系电话
0001 | 钱一 | 东村 | 320799001001 | 2组 | 低保户 | #1234.5600000000001 | 无 | #1.3800000001E10
0002 | 孙二 | 西村 | 320799001002 | 1组 | — | NULL | C级 |
== 村
行政村 | 行政区划代码 | 是否经济薄弱村
西村 | 320799001002 | 是
东村 | 320799001001 | 无
== 家庭成员
序号 | 户编号 | A1姓名 | a5 | A10 健康状况 | 联系电话
1 | 0001 | 钱一 | 户主 | 残疾,长期慢性病 | 13800000002
2 | 0001 | 钱小 | 之子 | 健康 |
3 | 0002 | 孙二 | 户主 | 健康 |
== 帮扶措施
户编号 | 年度 | 措施类别 | 帮扶内容 | 金额（元）
0001 | #2018 | 产业扶贫 | 养鸡 | #500
== 帮扶责任人
户编号 | 姓名 | 性别 | 政治面貌 | 联系电话 | 开始时间
0001 | 李三 | 男 | 群众 | 051800000000 | #43739
== 自然增加
户编号 | 姓名 | 性别 | 增加原因
0001 | 钱新 | 女 | 新生儿
== 自然减少
户编号 | 姓名 | 证件号码 | 减少原因
0002 | 孙老 | `+id("19400101", 1)+` | 死亡
`))
	want := `
村 西村 320799001002
户 0002 孙二 组=1组 A40=C级
人 孙二 A5=户主 A10=健康
减少 减少成员姓名=孙老 减少成员证件号码=` + id("19400101", 1) + ` 减少原因=死亡
村 东村 320799001001
户 0001 钱一 组=2组 A24=低保户 A28=1234.56 A40=无 联系电话=13800000001#
人 钱一 A5=户主 A10=残疾,长期慢性病 成员联系电话=13800000002
人 钱小 A5=之子 A10=健康
措施 帮扶年度=2018 帮扶类别=产业扶贫 帮扶内容=养鸡 帮扶金额=500
责任人 责任人姓名=李三 责任人性别=男 责任人政治面貌=群众 责任人电话=051800000000 帮扶开始时间=2019-10-01#
增加 钱新 A2=女 增加原因=新生儿
`
	compare(t, ros, want)
	if got := ros.Villages[1].Text("经济薄弱村"); got != "无" {
		t.Errorf("经济薄弱村 = %q", got)
	}
	if !ros.Data.HasColumn("A40") || ros.Data.HasColumn("A41") {
		t.Error("HasColumn is wrong")
	}
}

// reading is a workbook and the roster that it is read as, as dump writes it.
type reading struct{ name, book, want string }

func compareAll(t *testing.T, tests []reading) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ros := read(t, book(t, tt.book))
			compare(t, ros, tt.want)
			reconcile(t, ros)
		})
	}
}

func compare(t *testing.T, ros *model.Roster, want string) {
	t.Helper()
	if got, want := trim(dump(ros)), trim(want); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestRead(t *testing.T) {
	idA, idB, zeros := id("19600101", 1), id("19900101", 2), wholeWithZeros(t)
	compareAll(t, []reading{
		{"flat, head in row 3, household values once or on each row", `
			== 导出
			2019年低收入农户名册
			单位：元 | | 填报人：某
			序号|户编号|姓 名|证件号码|与户主关系|行政村|人数|联系电话|人均纯收入（元）
			1|1001|赵甲|` + idA + `|户主|南村|2|13900000000|#7000
			2|1001|赵乙|` + idB + `|之子|南村|2||
			3|1002|周丙||户主|南村|#1|\N|/`, `
			村 南村
			户 1001 赵甲 家庭人口数=2 联系电话=13900000000 人均纯收入=7000
			人 赵甲 A4=` + idA + ` A5=户主
			人 赵乙 A4=` + idB + ` A5=之子
			户 1002 周丙 家庭人口数=1
			人 周丙 A5=户主`},
		{"contradicting household items are told once, first kept", `
			== 导出
			户编号|姓名|与户主关系|行政村|A28
			1|赵甲|户主|南村|#100
			1|赵乙|之子|南村|#200
			1|赵丙|之子|南村|#300`, `
			村 南村
			户 1 赵甲 A28=100
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			人 赵丙 A5=之子
			提醒 household-contradiction E3 [1 赵甲 ]`},
		{"merged household cells hold for all rows", `
			== 导出
			户编号|行政村|姓名|与户主关系|A33
			1|南村|赵甲|户主|#2.5
			||赵乙|之子|
			2||周丙|户主|
			merge A2:A3
			merge B2:B4
			merge E2:E3`, `
			村 南村
			户 1 赵甲 A33=2.5
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			户 2 周丙
			人 周丙 A5=户主`},
		{"truncated identity numbers are kept and told", `
			== 导出
			户编号|行政村|姓名|与户主关系|证件号码|银行账号
			#1|南村|赵甲|户主|#320799196001011000|#6217000000000000000
			#2|南村|周丙|户主|3.20799E+17|6217000000000000001
			#3|南村|吴丁|户主|` + idA + `|
			#4|南村|郑九|户主|320799196001011000|
			#5|南村|冯三|户主|32079919600101100000|
			#6|南村|王一|户主|` + zeros + `|`, `
			村 南村
			户 1 赵甲 银行账号=6217000000000000000#
			人 赵甲 A5=户主 A4=320799196001011000#
			户 2 周丙 银行账号=6217000000000000001
			人 周丙 A5=户主 A4=3.20799E+17
			户 3 吴丁
			人 吴丁 A5=户主 A4=` + idA + `
			户 4 郑九
			人 郑九 A5=户主 A4=320799196001011000
			户 5 冯三
			人 冯三 A5=户主 A4=32079919600101100000
			户 6 王一
			人 王一 A5=户主 A4=` + zeros + `
			错误 id-truncated F2 [1 赵甲 ]
			错误 id-truncated E2 [1 赵甲 赵甲]
			错误 id-truncated E3 [2 周丙 周丙]
			错误 id-truncated E5 [4 郑九 郑九]
			错误 id-truncated E6 [5 冯三 冯三]`},
		{"families that a cut number brought together are held back", `
			== 导出
			户编号|行政村|姓名|与户主关系|联系电话
			#320799001000000000|南村|赵甲|户主|
			#320799001000000000|南村|赵乙|配偶|
			#320799001000000000|南村|周丙|户主|
			#320799002000000000|南村|吴丁|户主|
			#320799002000000000|南村|吴小|之子|
			3.20799E+17|南村|郑九|户主|1.38E+10
			3.20799E+17|南村|冯三|户主|`, `
			村 南村
			户 320799002000000000 吴丁
			人 吴丁 A5=户主
			人 吴小 A5=之子
			暂扣户 320799001000000000 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=配偶
			人 周丙 A5=户主
			暂扣户 3.20799E+17 郑九 联系电话=1.38E+10
			人 郑九 A5=户主
			人 冯三 A5=户主
			错误 id-truncated A2 [320799001000000000 赵甲 ]
			错误 id-truncated A5 [320799002000000000 吴丁 ]
			错误 id-truncated A7 [3.20799E+17 郑九 ]
			错误 id-truncated E7 [3.20799E+17 郑九 ]
			错误 household-twice A2 [320799001000000000 赵甲 ]
			错误 household-twice A7 [3.20799E+17 郑九 ]
			错误 head-twice D4 [320799001000000000 赵甲 ]
			错误 head-twice D8 [3.20799E+17 郑九 ]`},
		{"skipped rows are told", `
			== 导出
			户编号|行政村|姓名|与户主关系|备注|说不清
			1|南村|赵甲|户主
			合 计|||1
			户编号|行政村|姓名|与户主关系|备注|说不清
			|||| 手写的一行
			2|南村|周丙|户主
			填表人：某某`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			提醒 column-unknown F1 [  ]
			提醒 row-skipped A3 [  ]
			提醒 row-skipped A4 [  ]
			提醒 row-skipped A5 [  ]`},
		{"columns in another order after a repeated head", `
			== 导出
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			姓名|户编号|行政村|与户主关系
			周丙|2|南村|户主`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			提醒 row-skipped A3 [  ]`},
		{"households and members that do not find one another", `
			== 家庭成员
			户编号|姓名|与户主关系
			1|赵甲|户主
			9|郑九|户主
			9|郑十|之子
			|王一|户主
			|王二|之子
			1||之子
			|冯三|户主
			== 户
			户编号|户主姓名|行政村
			1|赵甲|南村
			2|周丙|南村
			|吴丁|南村`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人  A5=之子
			户 2 周丙
			暂扣户  吴丁
			暂扣户 9 郑九
			人 郑九 A5=户主
			人 郑十 A5=之子
			暂扣户  王一
			人 王一 A5=户主
			人 王二 A5=之子
			暂扣户  冯三
			人 冯三 A5=户主
			错误 household-without-number A4 [ 吴丁 ]
			错误 member-without-household A3 [9 郑九 郑九]
			错误 member-without-household A5 [ 王一 王一]
			错误 member-without-household A8 [ 冯三 冯三]
			错误 name-missing B7 [1 赵甲 ]
			错误 household-without-members A3 [2 周丙 ]`},
		{"one number twice: the same household, or two", `
			== 户
			户编号|户主姓名|行政村|A28
			1|赵甲|南村|
			1|赵甲|南村|#100
			2|周丙|南村|
			2|吴丁|南村|
			== 家庭成员
			户编号|姓名|与户主关系
			1|赵甲|户主
			2|周丙|户主`, `
			村 南村
			户 1 赵甲 A28=100
			人 赵甲 A5=户主
			暂扣户 2 周丙
			人 周丙 A5=户主
			暂扣户 2 吴丁
			错误 household-twice A3 [1 赵甲 ]
			错误 household-twice A4 [2 周丙 ]
			错误 household-twice A5 [2 吴丁 ]`},
		{"one number in two villages of a flat sheet", `
			== 导出
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			1|北村|周丙|户主
			1|南村|赵乙|之子`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			村 北村
			户 1 周丙
			人 周丙 A5=户主`},
		{"heads of households", `
			== 导出
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|之子
			2|南村|周丙|户主
			2|南村|周丁|本人或户主`, `
			村 南村
			户 1
			人 赵甲 A5=之子
			户 2 周丙
			人 周丙 A5=户主
			人 周丁 A5=本人或户主
			错误 head-missing D2 [1  ]
			错误 head-twice D4 [2 周丙 ]`},
		{"villages: by code, by name, missing", `
			== 导出
			户编号|行政村|行政区划代码|姓名|与户主关系
			1|南村|320799001001|甲|户主
			2|南村|320799001002|乙|户主
			3||320799001002|丙|户主
			4|北村|320799001003|丁|户主
			5|北村||戊|户主
			6|||己|户主
			7|南村||庚|户主`, `
			村 南村 320799001001
			户 1 甲
			人 甲 A5=户主
			村 南村 320799001002
			户 2 乙
			人 乙 A5=户主
			户 3 丙
			人 丙 A5=户主
			村 北村 320799001003
			户 4 丁
			人 丁 A5=户主
			户 5 戊
			人 戊 A5=户主
			村 南村
			户 7 庚
			人 庚 A5=户主
			村 未填村名
			户 6 己
			人 己 A5=户主
			错误 village-unclear B8 [7 庚 ]
			错误 village-missing A7 [6 己 ]
			错误 household-untold A7 [6 己 ]`},
		{"changes of the year against the members", `
			== 导出
			户编号|行政村|姓名|性别|与户主关系|证件号码
			1|南村|赵甲|男|户主|` + idA + `
			1|南村|赵新|女|之女|` + idB + `
			== 自然增加
			户编号|姓名|性别|增加原因
			1|赵新|男|新生儿
			8|无户|男|新生儿
			== 自然减少
			户编号|姓名|减少原因
			1|赵甲|死亡
			== 帮扶措施
			户编号|年度|帮扶内容
			|#2018|养鸡`, `
			村 南村
			户 1 赵甲
			人 赵甲 A2=男 A5=户主 A4=` + idA + `
			人 赵新 A2=女 A5=之女 A4=` + idB + `
			增加 赵新 A2=男 增加原因=新生儿 A5=之女 A4=` + idB + `
			减少 减少成员姓名=赵甲 减少原因=死亡
			错误 row-without-household A3 [8  无户]
			错误 row-without-household A2 [  ]
			提醒 addition-listed B2 [1 赵甲 赵新]
			提醒 removal-listed B2 [1 赵甲 赵甲]`},
		{"persons in a sheet of another name beside a sheet 户", `
			== 人口明细表
			户编号|姓名|与户主关系|人数
			1|甲|户主|1
			7|乙|户主|1
			== 户
			户编号|行政村
			1|南村
			== 措施
			户编号|户主|年度|帮扶内容
			1|甲||
			== 村
			行政村|行政区划代码|出列年度
			|—|#2018`, `
			村 南村
			户 1 甲 家庭人口数=1
			人 甲 A5=户主
			暂扣户 7 乙 家庭人口数=1
			人 乙 A5=户主
			错误 village-missing A2 [  ]
			提醒 row-skipped A2 [  ]
			错误 member-without-household A3 [7 乙 乙]`},
		{"sheets that are no roster", `
			== 说明
			本表由某某填写
			== 空表
			== 导出
			户编号|姓名|与户主关系|村
			1|甲|户主|南村`, `
			村 南村
			户 1 甲
			人 甲 A5=户主
			提醒 sheet-skipped  [  ]`},
		{"the instructions of the empty roster are no loss", `
			== 填写说明
			本表由某某填写
			== 导出
			户编号|姓名|与户主关系|村
			1|甲|户主|南村`, `
			村 南村
			户 1 甲
			人 甲 A5=户主`},
		{"two columns of one indicator; a village column and an address", `
			== 户
			户编号|户主|行政村|村|A28|工资性收入（元）
			1|甲|南村|南庄|#1|#2`, `
			村 南村
			户 1 甲 地址村=南庄 A28=1
			提醒 column-twice F1 [  ]
			错误 household-without-members A2 [1 甲 ]`},
	})
}

func TestSeveralFilesJoin(t *testing.T) {
	a := book(t, "== 家庭成员\n户编号|姓名|与户主关系\n1|赵甲|户主")
	b := book(t, "== 户\n户编号|行政村\n1|南村")
	a.Name, b.Name = "成员.xlsx", "户.xlsx"
	compare(t, read(t, a, b), `
		村 南村
		户 1 赵甲
		人 赵甲 A5=户主`)
}

func TestUserHeads(t *testing.T) {
	in := book(t, "== 导出\n户编号|姓名|与户主关系|行政村|打工月数\n1|甲|户主|南村|#6")
	ros, err := Read(codebook(t), []Input{in}, Options{Heads: map[string]model.Code{"打工 月数": "A13"}})
	must.Succeed(t, err)
	compare(t, ros, `
		村 南村
		户 1 甲
		人 甲 A5=户主 A13=6`)
	if _, err := Read(codebook(t), nil, Options{Heads: map[string]model.Code{"x": "A22"}}); err == nil || !strings.Contains(err.Error(), "A22") {
		t.Errorf("error = %v", err)
	}
}

// wholeWithZeros makes a right number that ends in 000.
func wholeWithZeros(t *testing.T) string {
	for day := 1; day < 29; day++ {
		for seq := 0; seq < 1000; seq += 100 {
			if s := id(fmt.Sprintf("196001%02d", day), seq); strings.HasSuffix(s, "000") {
				return s
			}
		}
	}
	t.Fatal("no number ends in 000")
	return ""
}
