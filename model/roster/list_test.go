package roster

import (
	"testing"

	"ruhu/model"
)

// readList reads lists of persons to compare with.
func readList(t *testing.T, text string) *model.Roster {
	t.Helper()
	ros, err := Read(codebook(t), []Input{book(t, text)}, Options{List: true})
	must(t, err)
	return ros
}

func TestLists(t *testing.T) {
	idA, idB := id("19600101", 1), id("19900101", 2)
	tests := []struct{ name, book, want string }{
		{"disabled persons: no village, no household, a title above", `
			== 持证残疾人
			某区残疾人联合会持证残疾人名单
			序号|姓名|身份证号|残疾人证号|残疾类别
			1|赵甲|` + idA + `|` + idA + `43|肢体
			2|周丙|` + idB + `|` + idB + `12|视力
			合计|2|||`, `
			村 未填村名
			户 
			  人 赵甲 A4=` + idA + ` 残疾人证号码=` + idA + `43 残疾类别=肢体
			户 
			  人 周丙 A4=` + idB + ` 残疾人证号码=` + idB + `12 残疾类别=视力
			提醒 row-skipped A5 [  ]`},
		{"houses: the heads are the persons", `
			== 危房
			户主姓名|身份证号|危房等级
			赵甲|` + idA + `|C级
			周丙|` + idB + `|D级`, `
			村 未填村名
			户   A40=C级
			  人 赵甲 A4=` + idA + `
			户   A40=D级
			  人 周丙 A4=` + idB},
		{"who receives, not whose household it is", `
			== 低保发放
			序号|户主姓名|户主身份证号|享受人|享受人身份证号|是否享受低保|补贴金额
			1|赵甲|` + idA + `|周丙|` + idB + `|是|600`, `
			村 未填村名
			户  赵甲 户主证件号码=` + idA + `
			  人 周丙 A4=` + idB + ` A19=是`},
		{"numbers alone, one cut", `
			== 参保
			身份证号码|是否参加大病保险
			` + idA + `|是
			#320799196001011000|否`, `
			村 未填村名
			户 
			  人  A4=` + idA + ` A18=是
			户 
			  人  A4=320799196001011000# A18=否
			错误 id-truncated A3 [  ]`},
		{"a sheet whose name is known, of villages", `
			== 人员
			行政村|姓名|证件号码|是否享受低保
			南村|赵甲|` + idA + `|是
			北村|周丙|` + idB + `|是`, `
			村 南村
			户 
			  人 赵甲 A4=` + idA + ` A19=是
			村 北村
			户 
			  人 周丙 A4=` + idB + ` A19=是`},
		{"last year's roster, part of it, without complaint", `
			== 导出
			户编号|行政村|姓名|证件号码|与户主关系|A28|别的
			1|南村|赵甲|` + idA + `|之子|#1|x
			1|南村|赵乙|` + idB + `|之女|#2|y
			|南村|周丙||户主||`, `
			村 南村
			户 1  A28=1
			  人 赵甲 A4=` + idA + ` A5=之子
			  人 赵乙 A4=` + idB + ` A5=之女
			户  周丙
			  人 周丙 A5=户主`},
		{"a canonical roster, its persons without their households", `
			== 户
			户编号|户主姓名|行政村
			1|赵甲|南村
			1|周丙|南村
			== 家庭成员
			户编号|姓名
			9|赵甲
			1|周丙`, `
			村 南村
			户 1 赵甲
			  人 周丙
			户 1 周丙
			村 未填村名
			户 9
			  人 赵甲`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ros := readList(t, tt.book)
			compare(t, ros, tt.want)
			reconcile(t, ros)
		})
	}
}
