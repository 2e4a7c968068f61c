package roster

import (
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

// readList reads lists of persons to compare with.
func readList(t *testing.T, text string) *model.Roster {
	t.Helper()
	ros, err := Read(codebook(t), []Input{book(t, text)}, Options{List: true})
	must.Succeed(t, err)
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

// A list of payments is about whom they are for, not whose household that is, nor who
// holds the account, fetches the money or applied for it.
func TestWhoReceives(t *testing.T) {
	idA, idB := id("19600101", 1), id("19900101", 2)
	for _, c := range []struct{ rows, want string }{
		{"户主姓名|户主身份证号|享受人|享受人身份证号|补贴项目|发放金额\n赵甲|" + idA + "|周丙|" + idB + "|低保|600", "周丙 " + idB},
		{"户主|领取人|领取人身份证号|享受人|享受人身份证号|发放金额\n赵甲|赵甲|" + idA + "|周丙|" + idB + "|600", "周丙 " + idB},
		{"户主姓名|领取人|领取人身份证号码|发放金额|签领\n赵甲|周丙|" + idB + "|600|", "周丙 " + idB},
		{"姓名|身份证号|领取人|领取人身份证号|实发金额\n周丙|" + idB + "|赵甲|" + idA + "|600", "周丙 " + idB},
		{"姓名|身份证号码|代领人|代领人身份证号|实发金额\n周丙|" + idB + "|赵甲|" + idA + "|600", "周丙 " + idB},
		{"姓名|身份证号|开户人姓名|开户人身份证号|社保卡账号|发放金额\n周丙|" + idB + "|赵甲|" + idA + "|6228|80", "周丙 " + idB},
		{"户主姓名|户主身份证号|开户人|开户人身份证号|发放金额\n赵甲|" + idA + "|周丙|" + idB + "|80", "周丙 " + idB},
		{"序号|户主姓名|保障人员姓名|身份证号码|月保障金\n1|赵甲|周丙|" + idB + "|600", "周丙 " + idB},
		{"申请人|申请人身份证号|享受对象|享受对象身份证号|发放金额\n赵甲|" + idA + "|周丙|" + idB + "|600", "周丙 " + idB},
		{"学生姓名|学生身份证号|家长姓名|家长身份证号|资助金额\n周丙|" + idB + "|赵甲|" + idA + "|500", "周丙 " + idB},
		{"姓名|身份证号|救助对象|发放金额\n周丙|" + idB + "|低保户|600", "周丙 " + idB},
		{"户编号|户主姓名|享受人|与户主关系|身份证号|应发\n1|赵甲|周丙|配偶|" + idB + "|600", "周丙 " + idB},
		{"户主|户主|享受人|享受人|发放金额\n姓名|身份证号|姓名|身份证号|\n赵甲|" + idA + "|周丙|" + idB + "|600", "周丙 " + idB},
		{"户主姓名|身份证号|保障人口|保障金额\n赵甲|" + idA + "|2|600", "赵甲 " + idA},
	} {
		ros := readFakes(t, Options{List: true}, &fake{rows: rowsOf(c.rows)})
		var got []string
		for h := range ros.Everyone {
			for _, m := range h.Members {
				got = append(got, m.Name()+" "+m.Text(model.CodeIdentity))
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s\n%q, want %s", c.rows, got, c.want)
		}
		_, err := Read(codebook(t), []Input{input("发放.csv", []byte(strings.ReplaceAll(c.rows, "|", ",")+"\n"))}, Options{})
		if err == nil || !strings.Contains(err.Error(), "像是发放补贴、补助的名单") || !strings.Contains(err.Error(), "--against") {
			t.Errorf("%s\nas a roster: %v", c.rows, err)
		}
	}
}
