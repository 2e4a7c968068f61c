package roster

import "testing"

// What stands beside the columns that are read is told: contents without a head,
// remarks that somebody died, amounts merged over two households.
func TestToldBesideTheColumns(t *testing.T) {
	idA, idB := id("19600101", 1), id("19900101", 2)
	compareAll(t, []reading{
		{"numbers without a head, at the right and between; ticks and counts are not missed", `
			== 表
			户编号||行政村|姓名|与户主关系
			1|1|南村|赵甲|户主|√|` + idA + `
			2|2|南村|周丙|户主|√|` + idB, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			错误 column-unread G1 [  ]`},
		{"other contents without a head", `
			== 表
			户编号|行政村|姓名||证件号码
			1|南村|赵甲|户主|` + idA, `
			村 南村
			户 1
			人 赵甲 A4=` + idA + `
			提醒 column-unknown E1 [  ]`},
		{"remarks that members died or left", `
			== 表
			户编号|行政村|姓名|与户主关系|备注
			1|南村|赵甲|户主|其父已死亡
			1|南村|赵乙（已故）|之父|
			1|南村|赵丙|之女|2019年3月外嫁，户口已迁出
			1|南村|赵丁|之子|未迁出`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人 赵乙（已故） A5=之父
			人 赵丙 A5=之女
			人 赵丁 A5=之子
			提醒 state-unknown C3 [  ]`},
		{"but not beside the column that says it", `
			== 表
			户编号|行政村|姓名|与户主关系|生存状态|备注
			1|南村|赵甲|户主|正常|已死亡`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主`},
		{"an amount merged over two households; an address may be", `
			== 表
			户编号|行政村|组|姓名|与户主关系|工资性收入
			1|南村|一组|赵甲|户主|#100
			1|||赵乙|之子|
			2|||周丙|户主|
			merge B2:B4
			merge C2:C4
			merge F2:F4`, `
			村 南村
			户 1 赵甲 组=一组 A28=100
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			户 2 周丙 组=一组 A28=100
			人 周丙 A5=户主
			提醒 sheet-notes F2 [  ]`},
		{"helpers beside the roster with numbers of their own are nobody's where these differ", `
			== 表
			户编号|行政村|姓名|与户主关系||户编号|责任人姓名|单位名称
			1|南村|赵甲|户主||2|钱某|街道办
			2|南村|周丙|户主||1|孙某|街道办
			3|南村|李丁|户主||3|钱某|街道办`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			户 3 李丁
			人 李丁 A5=户主
			责任人 责任人姓名=钱某
			提醒 column-unknown H1 [  ]
			错误 column-twice F1 [  ]`},
		{"helpers beside the roster by 户主姓名 are nobody's where these are of other households", `
			== 表
			户编号|行政村|姓名|与户主关系|联系电话||户主姓名|责任人姓名|单位名称|开户银行
			1|南村|赵甲|户主|13900000001||周丙|钱某|街道办|农行
			1|南村|赵乙|之子|||赵甲|孙某|街道办|农行
			2|南村|周丙|户主|13900000002||李丁|吴某|街道办|信用社
			3|南村|李丁|户主|13900000003||李丁|郑某|街道办|信用社`, `
			村 南村
			户 1 赵甲 联系电话=13900000001 开户银行=农行
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			责任人 责任人姓名=孙某
			户 2 周丙 联系电话=13900000002
			人 周丙 A5=户主
			户 3 李丁 联系电话=13900000003 开户银行=信用社
			人 李丁 A5=户主
			责任人 责任人姓名=郑某
			提醒 column-unknown I1 [  ]
			错误 row-without-household G2 [  ]`},
		{"but a slip of 户主姓名 in a list of one table, or a late 户主, costs nothing", `
			== 表
			户编号|行政村|姓名|与户主关系|户主姓名|责任人姓名
			1|南村|赵甲|户主|赵申|钱某
			2|南村|周丁|之子|周丙|孙某
			2|南村|周丙|户主|周丙|孙某`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			责任人 责任人姓名=钱某
			户 2 周丙
			人 周丁 A5=之子
			人 周丙 A5=户主
			责任人 责任人姓名=孙某`},
		{"no 户编号, and 户主姓名 of another table", `
			== 表
			行政村|姓名|与户主关系||户主姓名|责任人姓名
			南村|赵甲|户主||周丙|钱某
			南村|赵乙|之子||赵甲|孙某
			南村|周丙|户主||李丁|吴某`, `
			暂扣户  赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			人 周丙 A5=户主
			错误 member-without-household E4 [ 赵甲 ]`},
		{"numbers that begin again in each group of a village", `
			== 表
			行政村|组|户号|姓名|与户主关系
			南村|1|1|赵甲|户主
			南村|1|1|赵乙|之子
			南村|2|1|周丙|户主`, `
			暂扣户 1 赵甲 组=1
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			人 周丙 A5=户主
			提醒 household-contradiction B4 [1 赵甲 ]
			错误 household-twice D4 [1 赵甲 ]
			错误 head-twice E4 [1 赵甲 ]`},
		{"remarks in heads that say how to fill in", `
			== 表
			户编号（20位）|行政村（填全称）|姓名|与户主关系（选填：户主、配偶…）|证件号码（必须18位）
			1|南村|赵甲|户主|` + idA, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A4=` + idA},
		{"户编号 in the first row of each household, sorted afterwards: nobody goes with the row above", `
			== 表
			户编号|行政村|姓名|与户主关系
			||赵乙|之子
			1|南村|赵甲|户主
			||周丁|之子
			2|南村|周丙|户主`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			暂扣户
			人 赵乙 A5=之子
			暂扣户
			人 周丁 A5=之子
			错误 member-without-household A2 [  赵乙]
			错误 member-without-household A4 [  周丁]
			错误 head-missing D2 [  ]
			错误 head-missing D4 [  ]`},
	})
}
