package roster

import "testing"

// Forms of one household each, with lines over a table of its persons; and lists in which
// a word outside the column turns what stands in it.
func TestForms(t *testing.T) {
	idA, idB, idC := id("19600101", 1), id("19900101", 2), id("19550505", 4)
	compareAll(t, []reading{
		{"a sheet for each, labels in the cell beside or before a colon", `
			== 赵甲
			低收入农户基本信息表
			户主姓名|赵甲|户编号|1001|行政村|南村|家庭住址|东庄8号
			联系电话：13900000001|耕地面积|3|住房面积|80
			序号|姓名|性别|与户主关系|证件号码
			1|赵甲|男|户主|` + idA + `
			2|赵乙|男|之子|` + idB + `
			== 周丙
			户主：周丙 户编号：1002 行政村：北村
			序号|姓名|性别|与户主关系|证件号码
			1|周丙|女|户主|` + idC, `
			村 南村
			户 1001 赵甲 联系电话=13900000001 A33=3 A41=80
			人 赵甲 A2=男 A5=户主 A4=` + idA + `
			人 赵乙 A2=男 A5=之子 A4=` + idB + `
			村 北村
			户 1002 周丙
			人 周丙 A2=女 A5=户主 A4=` + idC + `
			提醒 column-unknown A2 [  ]`},
		{"one below the other, without 户编号, a 户主 who is not first, nobody below one", `
			== 表
			户主姓名|赵甲|行政村|南村|耕地面积|3
			姓名|性别|与户主关系|证件号码
			赵乙|男|之子|` + idB + `
			赵甲|男|户主|` + idA + `
			户主签名：|||填表人：
			户主姓名|吴丁|行政村|南村|耕地面积|4
			姓名|性别|与户主关系|证件号码
			户主姓名|周丙|行政村|南村|耕地面积|2
			姓名|性别|与户主关系|证件号码
			周丙|女|户主|` + idC + `
			联系电话|13900000002|住房面积|60`, `
			村 南村
			户 南村-临DCJMHM 赵甲 A33=3
			人 赵乙 A2=男 A5=之子 A4=` + idB + `
			人 赵甲 A2=男 A5=户主 A4=` + idA + `
			户 南村-临MXVY98 周丙 A33=2
			人 周丙 A2=女 A5=户主 A4=` + idC + `
			错误 row-unread A6 [  ]
			错误 row-unread A11 [  ]
			提醒 row-skipped A7 [  ]
			提醒 number-provisional A2 [  ]`},
		{"rows that begin with a relation are persons, a telephone over the table the office's", `
			== 表
			单位|某街道|联系电话|051800000000
			与户主关系|姓名|证件号码|行政村
			户主|赵甲|` + idA + `|南村
			之子|赵乙|` + idB + `|南村`, `
			村 南村
			户 南村-临DCJMHM 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			人 赵乙 A5=之子 A4=` + idB + `
			提醒 number-provisional A2 [  ]`},
		{"groups of what is not so or wrong", `
			== 表
			户编号|行政村|姓名|与户主关系|未参加||已参加|存在问题||两不愁三保障|
			||||养老保险|医疗保险|大病保险|饮水安全|卫生厕所|通电|广播电视
			1|南村|赵甲|户主|√|√|√|√|√|√|√
			merge E1:F1
			merge H1:I1
			merge J1:K1`, `
			村 南村
			户 1 赵甲 A42=√ A48=√
			人 赵甲 A5=户主 A18=√
			提醒 column-unknown E1 [  ]`},
		{"groups whose words with 未 or 无 only say who they are about", `
			== 表
			户编号|行政村|姓名|与户主关系|未脱贫户生产生活条件||无劳动力家庭|
			||||卫生厕所|通电|饮水安全|广播电视
			1|南村|赵甲|户主|√|√|√|√
			merge E1:F1
			merge G1:H1`, `
			村 南村
			户 1 赵甲 A43=√ A42=√ A44=√ A48=√
			人 赵甲 A5=户主`},
		{"answers behind their numbers in a list", `
			== 表
			户编号|行政村|姓名|与户主关系|健康状况|是否参加大病保险
			1|南村|赵甲|01户主|1.健康|1.是
			1|南村|赵乙|02 配偶|（2）长期慢性病|②否`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A10=健康 A18=是
			人 赵乙 A5=配偶 A10=长期慢性病 A18=否`},
		{"who joined and who left in one list", `
			== 名册
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			== 人口变动
			户编号|行政村|户主姓名|姓名|证件号码|与户主关系|变动原因
			1|南村|赵甲|赵老|` + idC + `|之父|死亡
			1|南村|赵甲|赵小|` + idB + `|之孙子|出生`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			增加 赵小 A4=` + idB + ` A5=之孙子 增加原因=出生
			减少 减少成员姓名=赵老 减少成员证件号码=` + idC + ` 减少原因=死亡`},
		{"answers merged over persons are of each, over households told; numbers behind an apostrophe", `
			== 表
			户编号|行政村|姓名|与户主关系|是否享受低保|健康状况|务工时间
			'1001|南村|赵甲|户主|是|健康|#3
			1001|南村|赵乙|之子|||
			1002|南村|周丙|户主|||
			merge E2:E3
			merge F2:F4
			merge G2:G3`, `
			村 南村
			户 1001 赵甲
			人 赵甲 A5=户主 A19=是 A10=健康 A13=3
			人 赵乙 A5=之子 A19=是 A10=健康
			户 1002 周丙
			人 周丙 A5=户主 A10=健康
			提醒 sheet-notes F2 [  ]`},
	})
}
