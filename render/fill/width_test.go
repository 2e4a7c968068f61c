package fill

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// TestNarrowColumns: an identity number that its column has no room for is made smaller,
// not covered by the next cell or cut off by the height of its row; all else stays.
func TestNarrowColumns(t *testing.T) {
	for _, c := range []struct {
		name   string
		width  float64
		wrap   bool
		height float64 // 0: as high as need be
		want   bool
	}{
		{"narrow", 10, false, 0, true},
		{"wide", 20, false, 0, false},
		{"narrow, over two lines", 10, true, 0, false},
		{"narrow, in a row of fixed height", 10, true, 15, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := excelize.NewFile()
			defer f.Close()
			style, _ := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 11}, Alignment: &excelize.Alignment{WrapText: c.wrap, Horizontal: "center"}})
			f.SetSheetRow("Sheet1", "A1", &[]any{"户主姓名", "户主证件号码"})
			f.SetCellStyle("Sheet1", "A2", "B2", style)
			f.SetColWidth("Sheet1", "B", "B", c.width)
			if c.height > 0 {
				f.SetRowHeight("Sheet1", 2, c.height)
			}
			var data bytes.Buffer
			must.Succeed(t, f.Write(&data))
			out := fillForm(t, "表.xlsx", data.Bytes(), Options{Per: PerVillage})
			got, err := excelize.OpenReader(bytes.NewReader(out))
			must.Succeed(t, err)
			defer got.Close()
			if v, _ := got.GetCellValue("Sheet1", "B2"); v != rostertest.ID("19651002", 11) {
				t.Errorf("B2 is %s", v)
			}
			for cell, want := range map[string]bool{"A2": false, "B2": c.want, "A3": false, "B3": c.want} {
				i, _ := got.GetCellStyle("Sheet1", cell)
				s, err := got.GetStyle(i)
				if err != nil || s.Alignment == nil || s.Alignment.ShrinkToFit != want || s.Alignment.Horizontal != "center" || !s.Font.Bold {
					t.Errorf("%s: %+v, want shrunk %v (%v)", cell, s.Alignment, want, err)
				}
			}
			validate(t, "表.xlsx", out)
		})
	}
}
