package roster

import "testing"

// Whose a column is, of when, and what it is counted in.
func TestWhoseWhenAndHowMuch(t *testing.T) {
	idA, idB, idC := id("19600101", 1), id("19900101", 2), id("19920101", 3)
	compareAll(t, []reading{
		{"a telephone behind a helper is his, also where the household has none", `
			== 表
			户编号|行政村|姓名|联系电话|与户主关系|帮扶人|单位|职务|联系电话
			1|南村|赵甲||户主|钱某|街道办|科员|13900000002
			2|南村|周丙|13900000001|户主|钱某|街道办|科员|13900000002`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			责任人 责任人姓名=钱某 责任人电话=13900000002
			户 2 周丙 联系电话=13900000001
			人 周丙 A5=户主
			责任人 责任人姓名=钱某 责任人电话=13900000002
			提醒 column-unknown G1 [  ]`},
		{"behind somebody who need not be of the household it is nobody's", `
			== 表
			户编号|行政村|姓名|与户主关系|监护人|联系电话
			1|南村|赵甲|户主|钱某|13900000002`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			提醒 column-unknown E1 [  ]`},
		{"a number behind the 户主 before the members is his, and what else stands there nobody's", `
			== 表
			户编号|行政村|户主|性别|身份证|家庭成员|性别|身份证|关系
			1|南村|赵甲|男|` + idA + `|赵乙|女|` + idB + `|之女`, `
			村 南村
			户 1 赵甲 户主证件号码=` + idA + `
			人 赵乙 A2=女 A4=` + idB + ` A5=之女
			提醒 column-unknown D1 [  ]
			错误 head-missing I2 [1 赵甲 ]`},
		{"also where no column has the members', and his own row is known by his name", `
			== 表
			户编号|行政村|户主姓名|证件号码|姓名|与户主关系
			1|南村|赵甲|` + idA + `|赵甲|户主
			1|南村|赵甲|` + idA + `|赵乙|之女`, `
			村 南村
			户 1 赵甲 户主证件号码=` + idA + `
			人 赵甲 A5=户主 A4=` + idA + `
			人 赵乙 A5=之女`},
		{"but the members' where it differs beside one 户主", `
			== 表
			户编号|行政村|户主姓名|证件号码|姓名|与户主关系
			1|南村|赵甲|` + idA + `|赵甲|户主
			1|南村||` + idB + `|赵乙|之女`, `
			村 南村
			户 1 赵甲
			人 赵甲 A4=` + idA + ` A5=户主
			人 赵乙 A4=` + idB + ` A5=之女`},
		{"numbers and relations behind numbered members are theirs", `
			== 表
			户编号|行政村|户主|身份证|成员1|身份证|关系|成员2|身份证|关系
			1|南村|赵甲|` + idA + `|赵乙|` + idB + `||赵丙|` + idC + `|之子`, `
			村 南村
			户 1 赵甲 户主证件号码=` + idA + `
			人 赵乙 A4=` + idB + `
			人 赵丙 A4=` + idC + ` A5=之子
			错误 head-missing G2 [1 赵甲 ]`},
		{"numbers behind helpers and others are no member's, over them a telephone is not lost", `
			== 表
			户编号|行政村|姓名|证件号码|性别|与户主关系|监护人|身份证号|性别|电话|帮扶人|身份证号|联系电话
			1|南村|赵甲|||之子|钱丙|` + idB + `|女|13900000001|钱某|` + idC + `|13900000002`, `
			村 南村
			户 1
			人 赵甲 A5=之子
			责任人 责任人姓名=钱某 责任人电话=13900000002
			提醒 column-unknown G1 [  ]
			错误 column-unread H1 [  ]
			错误 column-unread L1 [  ]
			错误 head-missing F2 [1  ]`},
		{"a 配偶 named in the row does not give his number", `
			== 表
			户编号|行政村|姓名|证件号码|与户主关系|配偶姓名|身份证号
			1|南村|赵甲||户主|吴丁|` + idB, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			提醒 column-unknown F1 [  ]
			错误 column-unread G1 [  ]`},
		{"nor do persons in groups beside one another, who are missed", `
			== 表
			户编号|行政村|户主||配偶||子女|
			||姓名|身份证|姓名|身份证|姓名|身份证
			1|南村|赵甲|` + idA + `|吴丁||赵丙|` + idB + `
			merge C1:D1
			merge E1:F1
			merge G1:H1`, `
			村 南村
			户 1 赵甲 户主证件号码=` + idA + `
			人 吴丁
			错误 column-twice G1 [  ]
			提醒 column-twice H1 [  ]
			错误 column-unread H1 [  ]`},
		{"of a second name without a number neither the sex is the first's", `
			== 表
			户编号|行政村|姓名|性别|证件号码|与户主关系|姓名|性别
			1|南村|赵甲||` + idA + `|户主|赵乙|女`, `
			村 南村
			户 1 赵甲
			人 赵甲 A4=` + idA + ` A5=户主
			错误 column-twice G1 [  ]
			提醒 column-twice H1 [  ]`},
		{"of years over the columns the newest holds", `
			== 表
			户编号|行政村|姓名|与户主关系|2018年收入||2019年收入|
			||||工资性收入|转移性收入|工资性收入|转移性收入
			1|南村|赵甲|户主|#100|#200|#300|#400
			2|南村|周丙|户主|#100|#200||`, `
			村 南村
			户 1 赵甲 A28=300 A29=400
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			提醒 column-unknown E1 [  ]`},
		{"what was before does not hold beside what is", `
			== 表
			户编号|行政村|姓名|与户主关系|变更前||变更后|
			||||联系电话|健康状况|联系电话|健康状况
			1|南村|赵甲|户主|13900000001|健康|13900000002|残疾`, `
			村 南村
			户 1 赵甲 联系电话=13900000002
			人 赵甲 A5=户主 A10=残疾
			提醒 column-unknown E1 [  ]`},
		{"other units in brackets", `
			== 表
			户编号|行政村|姓名|与户主关系|A28（万元）|耕地面积（平方米）|住房面积（㎡）|务工时间（天）|务工月数（月）|A38（km）
			1|南村|赵甲|户主|#1.2|#667|#80|#100|#5|#2`, `
			村 南村
			户 1 赵甲 A41=80 A38=2
			人 赵甲 A5=户主 A13=5
			提醒 column-unknown E1 [  ]`},
		{"other units in the row below, and the same ones", `
			== 表
			户编号|行政村|姓名|与户主关系|工资性收入|转移性收入|耕地面积
			||||万元|元|平方米
			1|南村|赵甲|户主|#1.2|#3000|#667`, `
			村 南村
			户 1 赵甲 A29=3000
			人 赵甲 A5=户主
			错误 column-unread E1 [  ]
			错误 column-unread G1 [  ]`},
		{"another unit over the table, also below a head that comes again", `
			== 表
			南村低收入农户花名册
			填报单位：某街道|||||单位：户、万元
			户编号|行政村|姓名|与户主关系|工资性收入|转移性收入（元）|耕地面积
			1|南村|赵甲|户主|#1.2|#3000|#2
			户编号|行政村|姓名|工资性收入|转移性收入（元）|耕地面积|与户主关系
			2|南村|周丙|#1.2|#3000|#2|户主`, `
			村 南村
			户 1 赵甲 A29=3000 A33=2
			人 赵甲 A5=户主
			户 2 周丙 A29=3000 A33=2
			人 周丙 A5=户主
			错误 column-unread E3 [  ]
			错误 column-unread D5 [  ]
			提醒 row-skipped A5 [  ]`},
	})
}
