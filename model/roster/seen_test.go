package roster

import (
	"strings"
	"testing"
)

// What nobody sees in a workbook changes nothing of what is read: not in heads,
// names of sheets, villages, answers, numbers or keys.
func TestUnseenCharacters(t *testing.T) {
	idA, idB := id("19600101", 1), id("19900101", 2)
	plain := `
		== 户
		户编号|行政村|户主姓名|联系电话|A24 贫困户属性
		1|南村|赵甲|13900000001|低保户
		== 家庭成员
		户编号|行政村|姓名|证件号码|与户主关系|A8 文化程度
		1|南村|赵甲|` + idA + `|户主|小学
		1|南村|赵乙|` + idB + `|之子|初中`
	want := dump(read(t, book(t, plain)))
	if strings.Contains(want, "错误") || !strings.Contains(want, "A8=初中") {
		t.Fatal(want)
	}
	for _, mark := range []string{
		"\u200B", "\uFEFF", "\u202A", "\u202D", "\u202C", "\u200E", "\u2066", "\u061C", "\u00AD", "\u2060", "\u2063",
		"\u034F", "\u115F", "\u3164", "\uFFA0", "\uFFF9", "\u200D", "\u180E", "\x7F", "\u0091", "\U000E0041",
	} {
		marked := strings.NewReplacer("户编号", "户"+mark+"编号", "南村", mark+"南村"+mark, "赵", "赵"+mark, "低保户", "低保"+mark+"户",
			"1390", "1"+mark+"390", "3207", mark+"3207", "之子", "之子"+mark+mark, "== 户", "== "+mark+"户", "|1\n", "|1"+mark+"\n",
			"A8 ", "A"+mark+"8 ").Replace(plain)
		if got := strings.ReplaceAll(dump(read(t, book(t, marked))), mark, ""); got != want {
			t.Errorf("%+q:\n%s\nwant:\n%s", mark, got, want)
		}
	}
}
