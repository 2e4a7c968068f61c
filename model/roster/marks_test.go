package roster

import "testing"

// Cells that name nobody and nothing by themselves: marks of who is the 户主, 本人, 同上;
// and heads whose second row says of when they are.
func TestMarks(t *testing.T) {
	idA, idB, idC, idD := id("19600101", 1), id("19900101", 2), id("19550505", 4), id("19580305", 22)
	compareAll(t, []reading{
		{"同上 and its marks are read as the cell above, names and numbers of persons never", `
			== 表
			户编号|行政村|组|姓名|与户主关系|民族|证件号码
			1001|南村|一组|赵甲|户主|汉族|` + idA + `
			〃|〃|〃|赵乙|之子|〃|同上
			1002|同上|同上|同上|户主|同上|` + idC + `
			~
			1003|"|″|吴丁|户主|''|` + idD, `
			村 南村
			户 1001 赵甲 组=一组
			人 赵甲 A5=户主 A6=汉族 A4=` + idA + `
			人 赵乙 A5=之子 A6=汉族
			户 1002  组=一组
			人  A5=户主 A6=汉族 A4=` + idC + `
			户 1003 吴丁 组=一组
			人 吴丁 A5=户主 A6=汉族 A4=` + idD + `
			提醒 sheet-notes  [  ]
			错误 name-missing D4 [1002  ]`},
		{"同上 below a note is that of the row above it, and says nothing in the first row", `
			== 表
			户编号|行政村|姓名|与户主关系|民族
			1001|南村|赵甲|户主|同上
			以上情况属实||||
			1002|同上|周丙|户主|`, `
			村 南村
			户 1001 赵甲
			人 赵甲 A5=户主
			户 1002 周丙
			人 周丙 A5=户主
			提醒 sheet-notes  [  ]`},
		{"a change beside who is not the 户主 may be his: it is the household's where the 户主 has it too", `
			== 表
			户编号|行政村|姓名|与户主关系|变动情况
			1001|南村|赵乙|之女|脱贫
			1001|南村|赵甲|户主|脱贫
			1002|南村|周丙|户主|
			1002|南村|周丁|之孙子|新增
			1002|南村|周戊|之女|婚出
			1003|南村|吴丁|户主|返贫
			1003|南村|吴戊|之女|
			1004|南村|郑己|配偶|脱贫
			1004|南村|郑庚|户主|
			merge E9:E10`, `
			村 南村
			户 1001 赵甲 本年度变动=脱贫
			人 赵乙 A5=之女
			人 赵甲 A5=户主
			户 1002 周丙
			人 周丙 A5=户主
			人 周丁 A5=之孙子
			人 周戊 A5=之女
			户 1003 吴丁 本年度变动=返贫
			人 吴丁 A5=户主
			人 吴戊 A5=之女
			户 1004 郑庚 本年度变动=脱贫
			人 郑己 A5=配偶
			人 郑庚 A5=户主
			提醒 household-contradiction E5 [1002 周丙 ]`},
		{"同户 under 户编号 is the household above", `
			== 表
			户编号|行政村|姓名|与户主关系
			1001|南村|赵甲|户主
			同户|南村|赵乙|之女
			同一户|南村|赵丙|之女
			1002|南村|周丙|户主`, `
			村 南村
			户 1001 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之女
			人 赵丙 A5=之女
			户 1002 周丙
			人 周丙 A5=户主
			提醒 sheet-notes  [  ]`},
		{"户主 ticked: who is not, goes with the one above", `
			== 表
			行政村|姓名|户主|证件号码|务工区域
			南村|赵甲|√|` + idA + `|省外
			南村|赵乙||` + idB + `|省外
			南村|周丙|是|` + idC + `|
			南村|周丁|否|` + idD + `|`, `
			村 南村
			户 南村-临DCJMHM 赵甲
			人 赵甲 A4=` + idA + ` A12=省外 A5=户主
			人 赵乙 A4=` + idB + ` A12=省外
			户 南村-临MXVY98 周丙
			人 周丙 A4=` + idC + ` A5=户主
			人 周丁 A4=` + idD + `
			提醒 number-provisional A1 [  ]`},
		{"but not where the sheet begins with another", `
			== 表
			行政村|姓名|户主|证件号码
			南村|赵乙||` + idB + `
			南村|赵甲|√|` + idA + `
			南村|周丙|√|` + idC, `
			暂扣户  赵甲
			人 赵乙 A4=` + idB + `
			人 赵甲 A4=` + idA + ` A5=户主
			人 周丙 A4=` + idC + ` A5=户主
			错误 member-without-household A2 [ 赵甲 ]`},
		{"是否户主, beside a relation that it contradicts", `
			== 表
			户编号|行政村|姓名|是否户主|与户主关系
			1|南村|赵甲|是|
			1|南村|赵乙|否|之子
			2|南村|周丙|√|之女`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			户 2
			人 周丙 A5=之女
			提醒 household-contradiction D4 [2  ]
			错误 head-missing E4 [2  ]`},
		{"本人 under 户主姓名, and what others are to him", `
			== 表
			行政村|户主姓名|姓名|与户主关系|证件号码
			南村|本人|赵甲|户主|` + idA + `
			南村|赵甲|赵乙|之子|` + idB + `
			== 乙
			行政村|户主|姓名|证件号码
			南村|户主|周丙|` + idC + `
			南村|儿媳|周丁|` + idD, `
			村 南村
			户 南村-临DCJMHM 赵甲
			人 赵甲 A5=户主 A4=` + idA + `
			人 赵乙 A5=之子 A4=` + idB + `
			户 南村-临MXVY98 周丙
			人 周丙 A4=` + idC + ` A5=户主
			人 周丁 A4=` + idD + ` A5=儿媳
			提醒 number-provisional A1 [  ]
			提醒 number-provisional A1 [  ]`},
		{"a number of the 户主 on rows that are sorted otherwise", `
			== 表
			行政村|户主身份证号|姓名|证件号码|与户主关系
			南村|` + idA + `|赵甲|` + idA + `|户主
			南村|` + idC + `|周丙|` + idC + `|户主
			南村|` + idA + `|赵乙|` + idB + `|之子`, `
			村 南村
			户 南村-临DCJMHM 赵甲 户主证件号码=` + idA + `
			人 赵甲 A4=` + idA + ` A5=户主
			人 赵乙 A4=` + idB + ` A5=之子
			户 南村-临MXVY98 周丙 户主证件号码=` + idC + `
			人 周丙 A4=` + idC + ` A5=户主
			提醒 number-provisional A1 [  ]`},
		{"villages in front of groups", `
			== 表
			户编号|村组|姓名|与户主关系
			1001|石桥村一组|赵甲|户主
			1001||赵乙|之子
			1003|柳荫村三组|吴丁|户主`, `
			村 石桥村
			户 1001 赵甲 组=一组
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			村 柳荫村
			户 1003 吴丁 组=三组
			人 吴丁 A5=户主
			提醒 village-taken B1 [  ]`},
		{"codes in a row below the labels, not of each", `
			== 表
			户编号|行政村|姓名|与户主关系|文化程度
			||A1|A5|A8
			1|南村|赵甲|户主|小学`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A8=小学`},
		{"years and states below the heads: those of now", `
			== 表
			户编号|行政村|姓名|与户主关系|工资性收入||家庭人口数||住房面积||耕地面积|
			||||2018年|2019年|上年|本年|核实前|核实后|系统数|台账数
			1|南村|赵甲|户主|#3000|#5000|3|2|#80|#90|#3|#4
			merge E1:F1
			merge G1:H1
			merge I1:J1
			merge K1:L1`, `
			村 南村
			户 1 赵甲 A28=5000 家庭人口数=2 A41=90
			人 赵甲 A5=户主
			提醒 column-unknown E1 [  ]`},
	})
}

// A household in the rosters of two years is held back: nobody knows who has left since.
// Lists of one year's newcomers beside the roster are no second roster.
func TestTwoYears(t *testing.T) {
	head := "\n户编号|行政村|姓名|与户主关系|A28\n"
	for _, tt := range []struct{ name, book, want string }{
		{"sheets of two years", "== 2018年" + head + "1|南村|赵甲|户主|#3\n1|南村|赵老|之父|\n2|南村|周丙|户主|#2\n== 2019年" + head + "1|南村|赵甲|户主|#5", `
			村 南村
			户 2 周丙 A28=2
			人 周丙 A5=户主
			暂扣户 1 赵甲 A28=3
			人 赵甲 A5=户主
			人 赵老 A5=之父
			提醒 household-contradiction E2 [1 赵甲 ]
			错误 household-twice C2 [1 赵甲 ]`},
		{"a sheet of the year's newcomers, and one of another village", "== 2018年" + head + "1|南村|赵甲|户主|#3\n== 2019年新增" + head + "1|南村|赵乙|之子|\n3|北村|吴丁|户主|", `
			村 南村
			户 1 赵甲 A28=3
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			村 北村
			户 3 吴丁
			人 吴丁 A5=户主`},
	} {
		t.Run(tt.name, func(t *testing.T) { compare(t, read(t, book(t, tt.book)), tt.want) })
	}
}
