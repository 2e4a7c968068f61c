package fill

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
)

// richForm is a village's list with all that has to follow when rows are added: two
// rows to fill, a total, a mean of both, a validation, a conditional format, a title at
// the left over all rows, a picture and a note below, print area and titles, a second
// sheet that refers to the total.
func richForm(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	const s = "名单"
	do := func(err error) {
		t.Helper()
		must.Succeed(t, err)
	}
	do(f.SetSheetName("Sheet1", s))
	do(f.SetCellStr(s, "A1", "低收入农户收入表"))
	do(f.MergeCell(s, "A1", "G1"))
	for i, h := range []string{"东片", "序号", "户主姓名", "户编号", "工资性收入", "低保金", "合计（元）"} {
		do(f.SetCellStr(s, string(rune('A'+i))+"2", h))
	}
	do(f.MergeCell(s, "A2", "A4"))
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49, Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}}})
	do(err)
	money, err := f.NewStyle(&excelize.Style{NumFmt: 4})
	do(err)
	for _, row := range []string{"3", "4"} {
		do(f.SetCellStyle(s, "D"+row, "D"+row, text))
		do(f.SetCellStyle(s, "E"+row, "G"+row, money))
		do(f.SetCellFormula(s, "G"+row, "E"+row+"+$F"+row))
		do(f.SetRowHeight(s, 4, 31))
	}
	do(f.SetCellStr(s, "B5", "合计"))
	do(f.SetCellFormula(s, "E5", "SUM(E3:E4)"))
	do(f.SetCellFormula(s, "G5", "SUM(G$3:G$4)"))
	do(f.SetCellFormula(s, "G6", `G5/COUNTA(C3:C4)&"G4"`))
	do(f.SetCellStr(s, "A7", "填表人："))
	v := excelize.NewDataValidation(true)
	v.Sqref = "E3:F4"
	do(v.SetRange(0, 1000000, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
	do(f.AddDataValidation(s, v))
	red, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	do(err)
	do(f.SetConditionalFormat(s, "G4", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "<", Value: "6000", Format: &red}}))
	var picture bytes.Buffer
	do(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 20, 20))))
	do(f.AddPictureFromBytes(s, "B9", &excelize.Picture{Extension: ".png", File: picture.Bytes(), Format: &excelize.GraphicOptions{}}))
	do(f.AddComment(s, excelize.Comment{Cell: "B7", Author: "办", Text: "签字"}))
	do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "名单!$A$1:$G$7", Scope: s}))
	do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "名单!$2:$2", Scope: s}))
	do(f.SetDefinedName(&excelize.DefinedName{Name: "总数", RefersTo: "名单!$G$5"}))
	do(f.SetPageLayout(s, &excelize.PageLayoutOptions{Orientation: ptr("landscape")}))
	do(f.SetHeaderFooter(s, &excelize.HeaderFooterOptions{OddHeader: "&L街道", OddFooter: "&C第&P页"}))
	_, err = f.NewSheet("汇总")
	do(err)
	do(f.SetCellFormula("汇总", "A1", "名单!G5+SUM(名单!E3:E4)"))
	do(f.ProtectSheet("汇总", &excelize.SheetProtectionOptions{Password: "1"}))
	var out bytes.Buffer
	do(f.Write(&out))
	return out.Bytes()
}

func ptr[T any](v T) *T { return &v }

// village fills a form for all of the test roster: four households.
func fillRoster(t *testing.T, name string, data []byte, opt Options) []byte {
	t.Helper()
	opt.Per, opt.Internal = PerRoster, true
	return fillForm(t, name, data, opt)
}

// TestRowsAreAdded: four households into two rows, and all that follows.
func TestRowsAreAdded(t *testing.T) {
	out := fillRoster(t, "收入表.xlsx", richForm(t), Options{})
	f, err := excelize.OpenReader(bytes.NewReader(out))
	must.Succeed(t, err)
	defer f.Close()
	const s = "名单"
	for at, want := range map[string]string{
		"B3": "1", "C3": "周大山", "D3": "3207990001", "E3": "12,000.00", "F3": "2,400.00", "B4": "2", "C4": "王五", "C5": "赵边缘", "B6": "4", "C6": "钱一", "D6": "3207990101",
		"B7": "合计", "A9": "填表人：",
	} {
		if got, _ := f.GetCellValue(s, at); got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]string{
		"G3": "E3+$F3", "G4": "E4+$F4", "G5": "E5+$F5", "G6": "E6+$F6", "E7": "SUM(E3:E6)", "G7": "SUM(G$3:G$6)", "G8": `G7/COUNTA(C3:C6)&"G4"`,
	} {
		if got, _ := f.GetCellFormula(s, at); got != want {
			t.Errorf("formula of %s is %q, want %q", at, got, want)
		}
	}
	if got, _ := f.GetCellFormula("汇总", "A1"); got != "名单!G7+SUM(名单!E3:E6)" {
		t.Errorf("the other sheet says %q", got)
	}
	if v, _ := f.CalcCellValue(s, "G7"); v != "14400" && v != "14,400.00" {
		t.Errorf("the total is %q", v)
	}
	if typ, _ := f.GetCellType(s, "D3"); typ != excelize.CellTypeInlineString && typ != excelize.CellTypeSharedString {
		t.Errorf("a number of a household is %v", typ)
	}
	keptAround(t, f)
	validate(t, "收入表.xlsx", out)
}

// keptAround checks what lies around the rows that were added.
func keptAround(t *testing.T, f *excelize.File) {
	t.Helper()
	const s = "名单"
	merges, _ := f.GetMergeCells(s)
	var ranges []string
	for _, m := range merges {
		ranges = append(ranges, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	if got := strings.Join(ranges, " "); got != "A1:G1 A2:A6" {
		t.Errorf("merges %s", got)
	}
	if v, _ := f.GetDataValidations(s); len(v) != 1 || v[0].Sqref != "E3:F6" {
		t.Errorf("validations %+v", v[0])
	}
	c, _ := f.GetConditionalFormats(s)
	if _, ok := c["G4:G6"]; !ok {
		t.Errorf("conditional formats %v", c)
	}
	if h, _ := f.GetRowHeight(s, 6); h != 31 {
		t.Errorf("the copy is %v high", h)
	}
	a, _ := f.GetCellStyle(s, "D4")
	if b, _ := f.GetCellStyle(s, "D6"); a != b || a == 0 {
		t.Error("the copy has another style")
	}
	if cells, _ := f.GetPictureCells(s); len(cells) != 1 || cells[0] != "B11" {
		t.Errorf("the picture stands at %v", cells)
	}
	if notes, _ := f.GetComments(s); len(notes) != 1 || notes[0].Cell != "B9" {
		t.Errorf("notes %+v", notes)
	}
	names := make(map[string]string)
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	if names["_xlnm.Print_Area"] != "名单!$A$1:$G$9" || names["_xlnm.Print_Titles"] != "名单!$2:$2" || names["总数"] != "名单!$G$7" {
		t.Errorf("names %v", names)
	}
	p, _ := f.GetPageLayout(s)
	if p.Orientation == nil || *p.Orientation != "landscape" {
		t.Error("the page is turned")
	}
	if hf, _ := f.GetHeaderFooter(s); hf.OddHeader != "&L街道&R内部资料　不予公示" || hf.OddFooter != "&C第&P页" {
		t.Errorf("header %q, footer %q", hf.OddHeader, hf.OddFooter)
	}
}

// TestBookOfSheets: a sheet for each village, each with its picture, its print area and
// its formulas.
func TestBookOfSheets(t *testing.T) {
	ros := testRoster(t)
	form := read(t, ros, "收入表.xlsx", richForm(t), Options{Year: 2019})
	units := form.Units(ros)
	if form.Per != PerVillage || len(units) != 2 {
		t.Fatalf("%d units, %s", len(units), form.Per)
	}
	out, _, err := form.Book(units, []string{"东风村", "南村"})
	must.Succeed(t, err)
	again, _, _ := form.Book(form.Units(ros), []string{"东风村", "南村"})
	if !bytes.Equal(out, again) {
		t.Error("other bytes the second time")
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	must.Succeed(t, err)
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "东风村-名单 东风村-汇总 南村-名单 南村-汇总" {
		t.Fatalf("sheets %s", got)
	}
	for at, want := range map[string]string{"东风村-名单": "周大山", "南村-名单": "钱一"} {
		if got, _ := f.GetCellValue(at, "C3"); got != want {
			t.Errorf("%s: %q", at, got)
		}
		if cells, _ := f.GetPictureCells(at); len(cells) != 1 {
			t.Errorf("%s: pictures at %v", at, cells)
		}
		if notes, _ := f.GetComments(at); len(notes) != 1 {
			t.Errorf("%s: notes %v", at, notes)
		}
	}
	if got, _ := f.GetCellFormula("南村-汇总", "A1"); got != "'南村-名单'!G5+SUM('南村-名单'!E3:E4)" {
		t.Errorf("formula %q", got)
	}
	areas := 0
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && strings.Contains(n.RefersTo, n.Scope) {
			areas++
		}
	}
	if areas != 2 {
		t.Errorf("%d print areas: %+v", areas, f.GetDefinedName())
	}
	validate(t, "book.xlsx", out)
}

// validate asks the validator, where it is installed, whether a file is right.
func validate(t *testing.T, name string, data []byte) {
	t.Helper()
	tool, err := exec.LookPath("ooxml-validator")
	if err != nil {
		if os.Getenv("REQUIRE_TOOLS") != "" {
			t.Fatal("no ooxml-validator")
		}
		return
	}
	file := filepath.Join(t.TempDir(), name)
	must.Succeed(t, os.WriteFile(file, data, 0o600))
	if dir := os.Getenv("FILL_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, t.Name()+"-"+name), data, 0o600)
	}
	out, err := exec.Command(tool, file).Output()
	if err != nil || !bytes.Contains(out, []byte(`"ok": true`)) {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
}
