package roster

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/sheet"
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

// styled gives a cell of the first sheet a number format of its own.
func styled(t testing.TB, f *excelize.File, at, code string, value any) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must.Succeed(t, err)
	must.Succeed(t, f.SetCellValue("Sheet1", at, value))
	must.Succeed(t, f.SetCellStyle("Sheet1", at, at, style))
}

// rowsIn fills the first sheet of a new workbook.
func rowsIn(t testing.TB, text string) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	for r, line := range strings.Split(strings.TrimSpace(text), "\n") {
		for c, v := range strings.Split(strings.TrimSpace(line), "|") {
			setCell(t, f, "Sheet1", model.CellName(c+1, r+1), v)
		}
	}
	return f
}

// Numbers are read with the zeros that their formats show, and join with the same
// numbers written as text; dates with the parts that are shown.
func TestNumbersAsShown(t *testing.T) {
	f := rowsIn(t, `
		户编号|行政村|姓名|与户主关系|人编号|联系电话|组|脱贫年度|收入起始日期|家庭人口数
		|南村|赵甲|户主|||||
		0017|南村|赵乙|之子
		18|南村|周丙|户主`)
	styled(t, f, "A2", "0000", 17)
	styled(t, f, "E2", "000000000000", 1701)
	styled(t, f, "F2", "000000000000", 51885880001)
	styled(t, f, "G2", `m"月"d"日"`, 43499) // 2-3, turned into a date
	styled(t, f, "H2", "yyyy", 43831)
	styled(t, f, "I2", "yyyy/m/d", 43374)
	styled(t, f, "J2", `0"人"`, 2)
	styled(t, f, "E3", "General", 1702)
	compare(t, read(t, save(t, f)), `
		村 南村
		户 0017 赵甲 联系电话=051885880001 组=2月3日 脱贫年度=2020 收入起始日期=2018-10-01 家庭人口数=2
		人 赵甲 A5=户主 人编号=000000001701
		人 赵乙 A5=之子 人编号=1702
		户 18 周丙
		人 周丙 A5=户主`)
}

// What lies under a merged range makes no household and contradicts nobody; it is
// told once.
func TestValuesUnderMergedCells(t *testing.T) {
	f := rowsIn(t, `
		户编号|行政村|户主姓名|姓名|与户主关系
		1|南村|赵甲|赵甲|户主
		9|北村|钱旧|赵乙|之子
		2|南村|周丙|周丙|户主`)
	// The library would empty what it merges.
	const merged = `</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>`
	ros := read(t, input("名册.xlsx", rewrite(t, save(t, f), "xl/worksheets/sheet1.xml", "</sheetData>", merged)))
	compare(t, ros, `
		村 南村
		户 1 赵甲
		人 赵甲 A5=户主
		人 赵乙 A5=之子
		户 2 周丙
		人 周丙 A5=户主
		提醒 sheet-notes  [  ]`)
	if m := ros.Problems[0].Message; !strings.Contains(m, "盖住了 3 格") || !strings.Contains(m, "A3、B3、C3") {
		t.Error(m)
	}
}

// Errors of formulas are empty; where they stand in a name, a number or a village,
// that is a 错误.
func TestErrorsOfFormulas(t *testing.T) {
	idA := id("19600101", 1)
	ros := read(t, book(t, `
		== 表
		户编号|行政村|姓名|证件号码|与户主关系|A8 文化程度|A28
		1|南村|赵甲|`+idA+`|户主|##N/A|##REF!
		1|南村|##NAME?|##VALUE!|之子|小学|
		2|##REF!|周丙||户主||`))
	text := dump(ros)
	for _, want := range []string{"提醒 sheet-notes", "错误 formula-error B4", "错误 formula-error C3", "错误 formula-error D3"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "#") {
		t.Errorf("an error is read:\n%s", text)
	}
	i := slices.IndexFunc(ros.Problems, func(p model.Problem) bool { return p.Rule == "sheet-notes" })
	if m := ros.Problems[i].Message; m != "公式出错 2 处，读作空（F2、G2）；请改正公式后再读" {
		t.Error(m)
	}
}

// Two cells of one place, a text beyond what a cell can hold, and a sheet that is
// not there are told.
func TestOdditiesAreTold(t *testing.T) {
	ros := readFakes(t, Options{},
		&fake{rows: rowsOf("户编号|姓名|与户主关系|行政村\n1|赵甲|户主|南村"), notes: sheet.Notes{
			Twice: sheet.Cells{Count: 7, First: []sheet.Cell{{Row: 2, Col: 5}, {Row: 3, Col: 5}, {Row: 4, Col: 5}, {Row: 5, Col: 5}, {Row: 6, Col: 5}, {Row: 7, Col: 5}}},
			Cut:   sheet.Cells{Count: 1, First: []sheet.Cell{{Row: 2, Col: 27}}}, Oddities: []string{"文件里有几份"},
		}},
		&fake{name: "甲", notes: sheet.Notes{Missing: true}}, &fake{name: "乙", notes: sheet.Notes{Bare: true}})
	m := ros.Problems[0].Message
	for _, want := range []string{"有 7 格在文件里写了两次、内容不同，读了后一次的（E2、E3、E4、E5、E6 等）", "有 1 格文字超过 32767 个字", "（AA2）", "文件里有几份"} {
		if !strings.Contains(m, want) {
			t.Errorf("no %s in %s", want, m)
		}
	}
	if text := dump(ros); !strings.Contains(text, "错误 sheet-missing") || !strings.Contains(text, "提醒 sheet-missing") {
		t.Error(text)
	}
}

// Two values of one name, number or village are a 错误: whose row it is depends on
// which of them somebody sees.
func TestTwoNamesInOneCell(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{rows: rowsOf("户编号|姓名|与户主关系|行政村\n1|赵甲|户主|南村"),
		notes: sheet.Notes{Twice: sheet.Cells{Count: 2, First: []sheet.Cell{{Row: 2, Col: 2}, {Row: 2, Col: 3}}}}})
	text := dump(ros)
	for _, want := range []string{"错误 cell-twice B2", "提醒 sheet-notes"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

// A value that is seen across the rows of a merged range holds for all of them, also
// where the cells below still have it.
func TestEqualValuesUnderMergedCells(t *testing.T) {
	f := rowsIn(t, `
		户编号|行政村|姓名|与户主关系|民族
		1|南村|赵甲|户主|汉族
		1|南村|赵乙|之子|汉族`)
	const merged = `</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="E2:E3"/></mergeCells>`
	ros := read(t, input("名册.xlsx", rewrite(t, save(t, f), "xl/worksheets/sheet1.xml", "</sheetData>", merged)))
	compare(t, ros, `
		村 南村
		户 1 赵甲
		人 赵甲 A5=户主 A6=汉族
		人 赵乙 A5=之子 A6=汉族`)
}
