package doc

import (
	"reflect"
	"testing"
)

// TestFill: each gap is told with its sentence; texts come to stand in theirs and in no
// other, and what nobody filled in stays a gap.
func TestFill(t *testing.T) {
	o := func() *Official {
		return &Official{Title: Open("街道") + "总结", Body: []Block{
			Prose{Text: "前一句。动员" + Open("时间") + "；录入" + Open("完成时间") + "。后一句。"},
			Prose{Kind: Level1, Text: "一、组织"},
			Prose{Text: Open("分工")},
			Prose{Text: "其他：" + Open("没有的删去本段")},
			Prose{Kind: SignedDate, Text: Open("日期")},
			&Grid{},
		}, Annexes: []Annex{{Body: []Block{Prose{Kind: Note, Text: Open("时间")}}}}}
	}
	want := []Gap{
		{"街道", "", "总结"}, {"时间", "动员", "；"}, {"完成时间", "录入", "。"},
		{"分工", "", ""}, {"没有的删去本段", "其他：", ""}, {"日期", "", ""},
	}
	if got := o().OpenGaps(); !reflect.DeepEqual(got, want) {
		t.Errorf("gaps %q", got)
	}
	filled := o()
	n := filled.Fill(map[string]string{
		"街道": "河东街道", "时间": "10月8日\x00", "分工": "甲管一。\r\n\r\n 乙管二。\n", "没有的删去本段": Dropped, "完成时间": " \n", "没有这一处": "x",
	})
	if n != 4 {
		t.Errorf("%d gaps were filled", n)
	}
	wantFilled := &Official{Title: "河东街道总结", Body: []Block{
		Prose{Text: "前一句。动员10月8日；录入" + Open("完成时间") + "。后一句。"},
		Prose{Kind: Level1, Text: "一、组织"},
		Prose{Text: "甲管一。"}, Prose{Text: "乙管二。"},
		Prose{Kind: SignedDate, Text: Open("日期")},
		&Grid{},
	}, Annexes: []Annex{{Body: []Block{Prose{Kind: Note, Text: "10月8日"}}}}}
	if !reflect.DeepEqual(filled, wantFilled) {
		t.Errorf("%+v", filled)
	}
	if got := filled.Gaps(); !reflect.DeepEqual(got, []string{"完成时间", "日期"}) {
		t.Errorf("still open: %q", got)
	}
}
