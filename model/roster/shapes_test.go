package roster

import (
	"strings"
	"testing"

	"ruhu/model"
)

// The shapes in which offices hand in rosters, beyond those of TestRead.
func TestShapes(t *testing.T) {
	idA, idB, idC := id("19600101", 1), id("19900101", 2), id("19550505", 4)
	compareAll(t, []reading{
		{"two rows of heads, merged: group and field", `
			== 花名册
			2019年低收入农户花名册
			单位：某街道 |||||| 单位：元
			序号|户编号|户主||家庭成员|||收入情况||行政村
			||姓名|身份证号|姓名|性别|与户主关系|工资性收入|转移性收入|
			1|1001|赵甲|` + idA + `|赵甲|男|户主|#100|#200|南村
			2|1001|赵甲|` + idA + `|赵乙|男|之子|||南村
			merge A1:J1
			merge A3:A4
			merge B3:B4
			merge C3:D3
			merge E3:G3
			merge H3:I3
			merge J3:J4`, `
			村 南村
			户 1001 赵甲 户主证件号码=` + idA + ` A28=100 A29=200
			人 赵甲 A2=男 A5=户主
			人 赵乙 A2=男 A5=之子`},
		{"three rows of heads, units in the last, groups without merged cells", `
			== 表
			序号|户编号|基本情况||||家庭收入
			||行政村|家庭成员|||工资性收入
			||名称|姓名|关系|证件号码|元
			1|1001|南村|赵甲|户主|` + idA + `|#100
			2|1002|南村|周丙|户主|` + idB + `|#90
			merge A1:A3
			merge B1:B3
			merge C1:F1
			merge D2:F2`, `
			村 南村
			户 1001 赵甲 A28=100
			人 赵甲 A5=户主 A4=` + idA + `
			户 1002 周丙 A28=90
			人 周丙 A5=户主 A4=` + idB},
		{"a row of units and one of column numbers below the heads", `
			== 表
			户编号|行政村|姓名|与户主关系|A28|A33
			||||元|亩
			1|2|3|4|5|6
			7|南村|赵甲|户主|#1|#2`, `
			村 南村
			户 7 赵甲 A28=1 A33=2
			人 赵甲 A5=户主`},
		{"files pasted together, titles and all", `
			== 表
			南村名册
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			~
			南村名册
			户编号|行政村|姓名|与户主关系
			2|南村|周丙|户主
			小计|2||`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			提醒 row-skipped A5 [  ]
			提醒 row-skipped A6 [  ]
			提醒 row-skipped A8 [  ]`},
		{"files of two villages pasted together, each with its title", `
			== 表
			青山街道南村低收入农户花名册
			户编号|姓名|与户主关系|组
			1|赵甲|户主|1组
			青山街道北村低收入农户花名册（2019年）
			户编号|姓名|与户主关系|组
			2|周丙|户主|1组
			北村2019年汇总情况|||
			3|吴丁|户主|`, `
			村 南村
			户 1 赵甲 组=1组
			人 赵甲 A5=户主
			村 北村
			户 2 周丙 组=1组
			人 周丙 A5=户主
			户 3 吴丁
			人 吴丁 A5=户主
			提醒 village-taken A1 [  ]
			提醒 row-skipped A4 [  ]
			提醒 row-skipped A5 [  ]`},
		{"heads of two rows pasted together", `
			== 表
			户编号|村|家庭成员|
			||姓名|关系
			1|南村|赵甲|户主
			户编号|村|家庭成员|
			||姓名|关系
			2|南村|周丙|户主
			merge C1:D1`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			户 2 周丙
			人 周丙 A5=户主
			提醒 row-skipped A4 [  ]`},
		{"户编号 and the household's items on the head's row alone", `
			== 表
			户编号|行政村|姓名|与户主关系|A28
			1|南村|赵甲|户主|#5
			||赵乙|之子|
			||赵丙|之女|
			2|南村|周丙|户主|#6`, `
			村 南村
			户 1 赵甲 A28=5
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			人 赵丙 A5=之女
			户 2 周丙 A28=6
			人 周丙 A5=户主`},
		{"a row for the household, then its persons", `
			== 表
			户编号|行政村|姓名|与户主关系|A28
			1|南村|||#5
			||赵甲|户主|
			||赵乙|之子|
			2|南村|||#6
			||周丙|户主|
			||吴丁|户主|`, `
			村 南村
			户 1 赵甲 A28=5
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			户 2 周丙 A28=6
			人 周丙 A5=户主
			暂扣户  吴丁
			人 吴丁 A5=户主
			错误 member-without-household A7 [ 吴丁 吴丁]`},
		{"no 户编号, sorted by relations: nobody's place says whose he is", `
			== 表
			村|姓名|关系
			南村|赵甲|户主
			南村|钱乙|户主
			南村|孙丙|户主
			南村|李一|配偶
			南村|李二|配偶
			南村|李三|配偶
			南村|赵丁|之子`, `
			暂扣户  赵甲
			人 赵甲 A5=户主
			人 钱乙 A5=户主
			人 孙丙 A5=户主
			人 李一 A5=配偶
			人 李二 A5=配偶
			人 李三 A5=配偶
			人 赵丁 A5=之子
			错误 member-without-household A4 [ 赵甲 ]`},
		{"no 户编号, the 户主 not first", `
			== 表
			村|姓名|关系
			南村|李一|配偶
			南村|赵甲|户主
			南村|赵丁|之子
			南村|李二|配偶
			南村|钱乙|户主`, `
			暂扣户  赵甲
			人 李一 A5=配偶
			人 赵甲 A5=户主
			人 赵丁 A5=之子
			人 李二 A5=配偶
			人 钱乙 A5=户主
			错误 member-without-household A2 [ 赵甲 ]`},
		{"no 户编号, one household with two 配偶 may be two", `
			== 表
			村|姓名|关系
			南村|赵甲|户主
			南村|李一|配偶
			南村|李二|配偶
			南村|钱乙|户主
			南村|李三|配偶`, `
			村 南村
			户 南村-临JQ4NQL 钱乙
			人 钱乙 A5=户主
			人 李三 A5=配偶
			暂扣户  赵甲
			人 赵甲 A5=户主
			人 李一 A5=配偶
			人 李二 A5=配偶
			错误 member-without-household A2 [ 赵甲 ]
			提醒 number-provisional A1 [  ]`},
		{"no 户编号, a 配偶 who died is none", `
			== 表
			村|姓名|关系|生存状态
			南村|赵甲|户主|
			南村|李一|配偶|死亡
			南村|李二|配偶|`, `
			村 南村
			户 南村-临JE7YFH 赵甲
			人 赵甲 A5=户主
			人 李二 A5=配偶
			提醒 row-skipped A3 [  ]
			提醒 number-provisional A1 [  ]`},
		{"no 户编号, a village that begins with another is one slip of the pen", `
			== 表
			村|姓名|关系
			南村|赵甲|户主
			南村|李一|配偶
			北村|钱丁|之子
			北村|钱乙|户主`, `
			村 南村
			户 南村-临JE7YFH 赵甲
			人 赵甲 A5=户主
			人 李一 A5=配偶
			村 北村
			户
			人 钱丁 A5=之子
			户 北村-临JQ4NQL 钱乙
			人 钱乙 A5=户主
			提醒 number-provisional A1 [  ]
			提醒 household-untold B4 [  ]
			错误 head-missing C4 [  ]`},
		{"one blank 户编号 among full ones is not guessed at", `
			== 表
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			1|南村|赵乙|之子
			|南村|赵丙|之女`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			暂扣户
			人 赵丙 A5=之女
			错误 member-without-household A4 [  赵丙]
			错误 head-missing D4 [  ]`},
		{"no 户编号: households from rows of 户主", `
			== 表
			行政村|姓名|与户主关系|证件号码|A28
			南村|赵甲|户主|` + idA + `|#5
			南村|赵乙|之子|` + idB + `|
			南村|周丙|户主|` + idC + `|#6
			北村|郑九|户主||`, `
			村 南村
			户 南村-临DCJMHM 赵甲 A28=5
			人 赵甲 A5=户主 A4=` + idA + `
			人 赵乙 A5=之子 A4=` + idB + `
			户 南村-临MXVY98 周丙 A28=6
			人 周丙 A5=户主 A4=` + idC + `
			村 北村
			户 北村-临BUUL2W 郑九
			人 郑九 A5=户主
			提醒 number-provisional A1 [  ]`},
		{"no 户编号: households from merged cells", `
			== 表
			序号|行政村|姓名|性别|证件号码|人均纯收入
			1|南村|赵甲|男|` + idA + `|#5000
			|南村|赵乙|男|` + idB + `|
			2|南村|周丙|女|` + idC + `|#6000
			merge A2:A3
			merge F2:F3`, `
			村 南村
			户   人均纯收入=5000
			人 赵甲 A2=男 A4=` + idA + `
			人 赵乙 A2=男 A4=` + idB + `
			户   人均纯收入=6000
			人 周丙 A2=女 A4=` + idC + `
			提醒 household-untold A2 [  ]
			提醒 household-untold A4 [  ]`},
		{"no 户编号: 序号 that count persons, one of which is missing, part nobody from his 配偶", `
			== 表
			序号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			2|南村|吴乙|配偶
			|南村|赵丙|之子
			3|南村|周丙|户主`, `
			村 南村
			户 南村-临RWMLTA 周丙
			人 周丙 A5=户主
			暂扣户  赵甲
			人 赵甲 A5=户主
			暂扣户
			人 吴乙 A5=配偶
			人 赵丙 A5=之子
			错误 member-without-household A2 [ 赵甲 ]
			错误 member-without-household A3 [  ]
			提醒 number-provisional A1 [  ]
			错误 head-missing D3 [  ]`},
		{"no 户编号: households from 序号 that count them", `
			== 表
			序号|行政村|姓名|与户主关系
			1|南村|赵甲|户主
			|南村|赵乙|之子
			2|南村|周丙|户主
			3|南村|吴丁|之子
			|南村|吴戊|之女`, `
			村 南村
			户 南村-临JE7YFH 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			户 南村-临RWMLTA 周丙
			人 周丙 A5=户主
			户
			人 吴丁 A5=之子
			人 吴戊 A5=之女
			提醒 number-provisional A1 [  ]
			提醒 household-untold C5 [  ]
			错误 head-missing D5 [  ]`},
		{"no 户编号: the 户主 named on each row", `
			== 表
			行政村|户主姓名|姓名|性别|出生年月
			南村|赵甲|赵甲|男|1960.1
			南村|赵甲|赵乙|男|
			南村|周丙|周丙|女|`, `
			村 南村
			户 南村-临JE7YFH 赵甲
			人 赵甲 A2=男 出生日期=1960.1
			人 赵乙 A2=男
			户 南村-临RWMLTA 周丙
			人 周丙 A2=女
			提醒 number-provisional A1 [  ]`},
		{"no 户编号 and nothing else to go by", `
			== 表
			行政村|姓名|性别|证件号码
			南村|赵甲|男|` + idA + `
			南村|周丙|女|` + idC, `
			暂扣户
			人 赵甲 A2=男 A4=` + idA + `
			人 周丙 A2=女 A4=` + idC + `
			错误 member-without-household A1 [  ]`},
		{"sheets joined by the head's number and by village and name", `
			== 户
			户编号|户主姓名|户主证件号码|行政村|A28
			1|赵甲|` + idA + `|南村|#5
			2|周丙||南村|#6
			3|王一||南村|
			4|王一||南村|
			== 人员明细
			行政村|姓名|与户主关系|证件号码
			南村|赵甲|户主|` + idA + `
			南村|赵乙|之子|` + idB + `
			南村|周丙|户主|` + idC + `
			南村|王一|户主|
			南村|冯三|户主|
			== 帮扶措施
			户主姓名|行政村|年度|帮扶内容
			周丙|南村|2018|养鸡
			王一|南村|2018|养鸭
			== 附件4
			户主姓名|户主证件号码|减少家庭成员姓名|减少家庭成员证件号码|减少原因
			赵甲|` + idA + `|赵老||死亡`, `
			村 南村
			户 1 赵甲 户主证件号码=` + idA + ` A28=5
			人 赵甲 A5=户主 A4=` + idA + `
			人 赵乙 A5=之子 A4=` + idB + `
			减少 减少成员姓名=赵老 减少原因=死亡
			户 2 周丙 A28=6
			人 周丙 A5=户主 A4=` + idC + `
			措施 帮扶年度=2018 帮扶内容=养鸡
			户 3 王一
			户 4 王一
			暂扣户  王一
			人 王一 A5=户主
			暂扣户  冯三
			人 冯三 A5=户主
			错误 member-without-household A5 [ 王一 ]
			错误 member-without-household A6 [ 冯三 ]
			错误 row-without-household A3 [  ]
			错误 household-without-members A4 [3 王一 ]
			错误 household-without-members A5 [4 王一 ]`},
		{"a namesake in another village is another household", `
			== 导出
			户编号|行政村|姓名|与户主关系
			1|南村|王一|户主
			2|西村|王一|户主
			== 名单
			行政村|姓名|与户主关系
			北村|王一|户主
			北村|王二|之子`, `
			村 南村
			户 1 王一
			人 王一 A5=户主
			村 西村
			户 2 王一
			人 王一 A5=户主
			村 北村
			户 北村-临TJQB2T 王一
			人 王一 A5=户主
			人 王二 A5=之子
			提醒 number-provisional A1 [  ]`},
		{"persons who are no members any more", `
			== 表
			户编号|行政村|姓名|与户主关系|生存状态|A28
			1|南村|赵甲|户主|死亡|#5
			1|南村|赵乙|户主|正常|
			2|南村|周丙|户主|删除|#6
			3|南村|吴丁|户主|正常|`, `
			村 南村
			户 1 赵乙 A28=5
			人 赵乙 A5=户主
			户 3 吴丁
			人 吴丁 A5=户主
			提醒 row-skipped A2 [  ]
			提醒 row-skipped A4 [  ]`},
		{"危房户 and 饮水困难, alone and beside their better columns", `
			== 甲
			户编号|行政村|姓名|与户主关系|危房户|饮水困难
			1|南村|赵甲|户主|是|无
			2|南村|周丙|户主||是
			== 乙
			户编号|行政村|姓名|与户主关系|危房等级|是否危房户|饮水安全|是否饮水困难
			3|南村|吴丁|户主|C级|是|是|否
			4|南村|郑九|户主|A级|是|是|是
			5|南村|冯三|户主||否|否|是`, `
			村 南村
			户 1 赵甲 A40=危房户：是 A44=饮水困难：否
			人 赵甲 A5=户主
			户 2 周丙 A44=饮水困难：是
			人 周丙 A5=户主
			户 3 吴丁 A40=C级 A44=是
			人 吴丁 A5=户主
			户 4 郑九 A40=A级 A44=是
			人 郑九 A5=户主
			户 5 冯三 A44=否 A40=危房户：否
			人 冯三 A5=户主
			提醒 household-contradiction F3 [4 郑九 ]
			提醒 household-contradiction H3 [4 郑九 ]`},
		{"a village's own sheet: title, name of the sheet, label; helpers beside persons", `
			== 甲
			2019年青山街道东风村低收入农户花名册
			户编号|姓名|与户主关系|帮扶责任人||
			|||姓名|单位|联系电话
			1|赵甲|户主|李三|某局|051800000000
			1|赵乙|之子|李三|某局|051800000000
			merge A1:F1
			merge A2:A3
			merge B2:B3
			merge C2:C3
			merge D2:F2
			== 红旗村
			户编号|姓名|与户主关系|帮扶干部|联系电话
			2|周丙|户主|王四|13800000000
			== 丙
			行政村名称：|胜利村||填表日期：2019年
			户编号|姓名|与户主关系
			3|吴丁|户主
			== 2019年
			各村低收入农户名单
			户编号|姓名|与户主关系
			4|郑九|户主`, `
			村 东风村
			户 1 赵甲
			人 赵甲 A5=户主
			人 赵乙 A5=之子
			责任人 责任人姓名=李三 责任人单位=某局 责任人电话=051800000000
			村 红旗村
			户 2 周丙
			人 周丙 A5=户主
			责任人 责任人姓名=王四 责任人电话=13800000000
			村 胜利村
			户 3 吴丁
			人 吴丁 A5=户主
			村 未填村名
			户 4 郑九
			人 郑九 A5=户主
			提醒 village-taken A1 [  ]
			提醒 village-taken A1 [  ]
			提醒 village-taken A1 [  ]
			错误 village-missing A3 [4 郑九 ]
			错误 household-untold A3 [4 郑九 ]`},
		{"the national export of 2017-18, 28 columns", `
			== Sheet1
			导出
			日期：2018-01-01
			序号|县(市、区、旗)|乡(镇)|行政村|自然村|户编号|人编号|姓名|证件号码|人数|与户主关系|民族|文化程度|在校生状况|健康状况|劳动技能|务工状况|务工时间（月）|参加大病医疗|脱贫属性|脱贫年度|贫困户属性|主要致贫原因|危房户|饮水安全|饮水困难|人均纯收入|联系电话
			1|某县|某乡|南村|东庄|1001|100101|赵甲|` + idA + `|1|本人或户主|汉族|小学||健康|普通劳动力|||是|未脱贫||一般贫困户|因病|否|是|否|3000|`, `
			村 南村
			户 1001 赵甲 地址县=某县 地址乡=某乡 地址自然村=东庄 家庭人口数=1 脱贫属性=未脱贫 A24=一般贫困户 A27a=因病 A44=是 人均纯收入=3000 A40=危房户：否
			人 赵甲 人编号=100101 A4=` + idA + ` A5=本人或户主 A6=汉族 A8=小学 A10=健康 A11=普通劳动力 A18=是`},
	})
}

// reconcile checks that every row below a head is accounted for, and that the
// persons and changes told are those of the roster.
func reconcile(t *testing.T, ros *model.Roster) {
	t.Helper()
	account(t, ros)
	persons, changes := 0, 0
	for _, s := range ros.Sheets {
		persons += s.Persons
		changes += s.Changes
	}
	for h := range ros.Everyone {
		persons -= len(h.Members)
		changes -= len(h.Added) + len(h.Removed)
	}
	if persons != 0 || changes != 0 {
		t.Errorf("%d persons and %d changes are told but not there", persons, changes)
	}
}

// account checks that every row below a head is accounted for.
func account(t *testing.T, ros *model.Roster) {
	t.Helper()
	for _, s := range ros.Sheets {
		n := s.Households + s.Persons + s.Changes + s.Others
		for _, k := range s.Skipped {
			n += len(k.Rows)
			if k.Reason == "" || len(k.Rows) == 0 {
				t.Errorf("%s: skipped without reason or rows: %+v", s.Sheet, k)
			}
		}
		if n != s.Rows || s.Households < 0 || s.Changes < 0 || s.Others < 0 {
			t.Errorf("%s: %d rows, accounted for %d: %+v", s.Sheet, s.Rows, n, s)
		}
	}
}

// The rows of every test of reading are accounted for, too.
func TestReadingOfSheets(t *testing.T) {
	ros := read(t, book(t, `
		== 表
		南村名册
		序号|户编号|行政村|姓名|与户主关系|文化程渡|别的|备注
		1|1|南村|赵甲|户主|小学|x|
		2|1|南村|赵乙|之子|小学||说
		3||||
		合计|2||||||
		== 别的
		今天|天气
		好|坏`))
	if len(ros.Sheets) != 2 {
		t.Fatalf("%d sheets", len(ros.Sheets))
	}
	s := ros.Sheets[0]
	if s.Shape != "一人一行" || s.HeadRow != 2 || s.HeadRows != 1 || s.Rows != 4 || s.Persons != 2 || s.Sheet != "表" || s.File != "名册.xlsx" {
		t.Errorf("%+v", s)
	}
	var b strings.Builder
	for _, c := range s.Columns {
		b.WriteString(model.ColumnName(c.Col) + " " + c.Head + "=" + string(c.Code) + " " + c.By + "\n")
	}
	if got, want := b.String(), "A 序号= \nB 户编号=户编号 \nC 行政村=行政村 \nD 姓名=A1 \nE 与户主关系=A5 \nF 文化程渡= A8 文化程度\nG 别的= \nH 备注= \n"; got != want {
		t.Errorf("columns:\n%s", got)
	}
	if len(s.Skipped) != 2 || s.Skipped[0].Reason != skipSerial || s.Skipped[1].Reason != skipTotal || s.Skipped[1].Rows[0] != 6 {
		t.Errorf("skipped %+v", s.Skipped)
	}
	if p := ros.Sheets[1]; p.Shape != "" || p.Rows != 0 || p.HeadRow != 0 {
		t.Errorf("%+v", p)
	}
	reconcile(t, ros)
}

// Several sheets list the same persons, each with columns of its own.
func TestPersonsOfSeveralSheetsAreJoined(t *testing.T) {
	idA, idB := id("19600101", 1), id("19900101", 2)
	ros := read(t, book(t, `
		== 基本
		户编号|行政村|姓名|证件号码|与户主关系|文化程度
		1|南村|赵甲|`+idA+`|户主|小学
		1|南村|赵乙|`+idB+`|之子|
		== 就业
		户编号|行政村|姓名|证件号码|文化程度|务工地点
		1|南村|赵乙|`+idB+`|初中|某市
		1|南村|赵 甲|`+strings.ToLower(idA)+`|初中|
		1|南村|赵丙||小学|某县
		1|南村|赵丙||小学|某县`))
	compare(t, ros, `
		村 南村
		户 1 赵甲
		人 赵甲 A4=`+idA+` A5=户主 A8=小学
		人 赵乙 A4=`+idB+` A5=之子 A8=初中 A12=某市
		人 赵丙 A8=小学 A12=某县
		人 赵丙 A8=小学 A12=某县
		提醒 member-contradiction C3 [1 赵甲 赵甲]`)
	if s := ros.Sheets[1]; s.Persons != 4 || len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "2 人") {
		t.Errorf("%+v", s)
	}
}

// A number that lost its tail is nobody's: it makes no second person of one.
func TestCutNumberIsNoOtherPerson(t *testing.T) {
	whole := id("19600101", 123)
	compare(t, read(t, book(t, `
		== 花名册
		户编号|行政村|姓名|证件号码|与户主关系
		1|南村|赵甲|`+whole+`|户主
		== 务工
		户编号|行政村|姓名|证件号码|务工区域
		1|南村|赵甲|`+whole[:15]+`000|某市`)), `
		村 南村
		户 1 赵甲
		人 赵甲 A4=`+whole+` A5=户主 A12=某市
		错误 id-truncated D2 [1 赵甲 赵甲]
		提醒 member-contradiction C2 [1 赵甲 赵甲]`)
}

// Every village's sheet may have the same column of the office's own.
func TestUnknownColumnsAreListedOnce(t *testing.T) {
	text := dump(read(t, book(t, `
		== 东村
		户编号|姓名|与户主关系|天气
		1|赵甲|户主|好
		== 西村
		户编号|姓名|与户主关系|天气
		2|周丙|户主|好`)))
	if n := strings.Count(text, "column-unknown"); n != 1 {
		t.Errorf("listed %d times:\n%s", n, text)
	}
}

// A file that is named for its village says the village where nothing else does.
func TestVillageOfFile(t *testing.T) {
	for name, want := range map[string]string{
		"石桥村.xlsx": "石桥村", "册/石桥村花名册.csv": "石桥村", "青山街道石桥村低收入农户花名册.xls": "石桥村", "石桥社区2019年名单.xlsx": "石桥社区", "青山镇石桥村花名册.xlsx": "石桥村",
		"花名册.xlsx": "", "各村花名册.xlsx": "", "石桥村和东风村花名册.xlsx": "", "石桥村、东风村花名册.xlsx": "", "青山镇石桥村.xlsx": "", "农村人口.xlsx": "", "经济薄弱村名单.xlsx": "", "石桥村村民小组.xlsx": "", "外村.xlsx": "", "五个村花名册.xlsx": "",
	} {
		if got := villageOfFile(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	text := "序号,姓名,身份证号,与户主关系\n1,赵甲," + id("19600101", 1) + ",户主\n"
	ros := read(t, input("石桥村花名册.csv", []byte(text)), input("东风村花名册.csv", []byte(strings.Replace(text, id("19600101", 1), id("19610101", 2), 1))))
	if len(ros.Villages) != 2 || ros.Villages[0].Name != "石桥村" || ros.Villages[1].Name != "东风村" || faults(ros) != 0 {
		t.Errorf("%s", dump(ros))
	}
	// A column or a line over the table says it better.
	ros = read(t, input("石桥村花名册.csv", []byte("行政村：东风村\n"+text)))
	if len(ros.Villages) != 1 || ros.Villages[0].Name != "东风村" {
		t.Errorf("%s", dump(ros))
	}
}

// What a person is to the 户主 may be written behind the name.
func TestRelationBehindName(t *testing.T) {
	compareAll(t, []reading{
		{"no column 与户主关系", `
			== 表
			户编号|行政村|姓名
			1|南村|赵甲（户主）
			1|南村|李一(妻)
			1|南村|赵乙 （儿子）
			1|南村|赵丙（女）
			2|南村|周丁（小毛）
			2|南村|周丙（户主）`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人 李一 A5=妻
			人 赵乙 A5=儿子
			人 赵丙（女）
			户 2 周丙
			人 周丁（小毛）
			人 周丙 A5=户主`},
		{"a column that is blank, agrees, contradicts", `
			== 表
			户编号|行政村|姓名|与户主关系
			1|南村|赵甲（户主）|
			1|南村|李一(妻)|配偶
			1|南村|赵乙（女儿）|之子`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主
			人 李一(妻) A5=配偶
			人 赵乙（女儿） A5=之子
			提醒 household-contradiction C4 [1 赵甲 ]`},
		{"no 户编号 either: each says what he is", `
			== 表
			行政村|姓名|证件号码|务工区域
			南村|赵甲（户主）||省外
			南村|李一(妻)||
			南村|周丙（户主）||省外`, `
			村 南村
			户 南村-临JE7YFH 赵甲
			人 赵甲 A12=省外 A5=户主
			人 李一 A5=妻
			户 南村-临RWMLTA 周丙
			人 周丙 A12=省外 A5=户主
			提醒 number-provisional A1 [  ]`},
		{"no 户编号, and one who may be a household of his own", `
			== 表
			行政村|姓名|证件号码|务工区域
			南村|赵甲（户主）||省外
			南村|李一||
			南村|周丙（户主）||省外`, `
			暂扣户  赵甲
			人 赵甲 A12=省外 A5=户主
			人 李一
			人 周丙 A12=省外 A5=户主
			错误 member-without-household A1 [ 赵甲 ]`},
	})
}
