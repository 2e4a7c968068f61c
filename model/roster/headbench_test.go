package roster

import (
	"fmt"
	"testing"

	"ruhu/model/must"
)

// BenchmarkFindHead looks for the head of a sheet of people, of whom every sheet
// has others.
func BenchmarkFindHead(b *testing.B) {
	x, err := newHeadIndex(codebook(b), nil)
	must.Succeed(b, err)
	heads := []string{"序号", "县（市、区）", "乡镇", "行政村", "户编号", "姓名", "证件号码", "与户主关系", "民族", "文化程度", "健康状况", "联系电话", "家庭地址"}
	for i := 0; b.Loop(); i++ {
		rows := []numbered{{1, []string{"东风村名册"}}, {2, heads}}
		for r := range 8 {
			rows = append(rows, numbered{r + 3, []string{fmt.Sprint(r), "云海区", "云海街道", "东风村", fmt.Sprint(i*10 + r), fmt.Sprintf("赵%c", rune(0x4E00+(i*8+r)%20000)),
				"320799196001010011", "户主", "汉族", "小学", "健康", "13800000000", fmt.Sprintf("东风村%d组%d号", r, i)}})
		}
		if x.findHead("Sheet1", newTop(rows, nil)) == nil {
			b.Fatal("no head")
		}
	}
}
