package roster

import "testing"

// Whose a column is, of when, and what it is counted in.
func TestWhoseWhenAndHowMuch(t *testing.T) {
	tests := []struct{ name, book, want string }{
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
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ros := read(t, book(t, tt.book))
			compare(t, ros, tt.want)
			reconcile(t, ros)
		})
	}
}
