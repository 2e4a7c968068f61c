package fill

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
)

// TestHeights: a row without a height gets one where a merged cell needs several lines,
// high enough for what else stands in it; a height of the form stays.
func TestHeights(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for row, cells := range [][]any{{"农户登记表"}, {"家庭住址"}, {"户主姓名"}, {"家庭地址"}, {"住址", "", "", "", "帮扶（选派）单位名称和联系电话以及其他要说明的情况"}, {"户主姓名"}, {"现住址"}, {}} {
		f.SetSheetRow("Sheet1", "A"+itoa(row+1), &cells)
	}
	wraps, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true}})
	must.Succeed(t, err)
	must.Succeed(t, f.SetCellStyle("Sheet1", "B2", "E8", wraps))
	for _, m := range [...][2]string{{"B2", "D2"}, {"B3", "D3"}, {"B4", "D4"}, {"B5", "D5"}, {"B7", "D8"}} {
		must.Succeed(t, f.MergeCell("Sheet1", m[0], m[1]))
	}
	must.Succeed(t, f.SetRowHeight("Sheet1", 4, 20))
	var data bytes.Buffer
	must.Succeed(t, f.Write(&data))
	out := fillForm(t, "表.xlsx", data.Bytes(), Options{}) // 18 characters into 25 digits: two lines; 25 into 7: nine
	g, err := excelize.OpenReader(bytes.NewReader(out))
	must.Succeed(t, err)
	defer g.Close()
	for row, want := range map[int]float64{2: 30, 3: 15, 4: 20, 5: 135, 6: 15, 7: 15, 8: 15} {
		if got, _ := g.GetRowHeight("Sheet1", row); got != want {
			t.Errorf("row %d is %v high, want %v", row, got, want)
		}
	}
	validate(t, "heights.xlsx", out)
}
