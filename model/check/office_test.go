package check

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// officeHouseholds is how many households an office's small clean roster has.
const officeHouseholds = 45

// family invents the persons of a household: name, relation, number.
func officeFamily(h int) [][3]string {
	out := [][3]string{
		{fmt.Sprintf("赵%d", h), "户主", id(fmt.Sprintf("19%02d0101", 50+h), 2*h+1)},
		{fmt.Sprintf("钱%d", h), "配偶", id(fmt.Sprintf("19%02d0202", 51+h%40), 2*h)},
		{fmt.Sprintf("孙%d", h), "之子", id(fmt.Sprintf("19%02d0303", 75+h%20), 2*h+1)},
	}
	return out[:1+h%3]
}

// officeBook makes a workbook of sheets of rows.
func officeBook(t *testing.T, sheets map[string][][]any, order ...string) *model.Roster {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range order {
		if i == 0 {
			_ = f.SetSheetName("Sheet1", name)
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for k, row := range sheets[name] {
			must.Succeed(t, f.SetSheetRow(name, model.CellName(1, k+1), &row))
		}
	}
	var b bytes.Buffer
	must.Succeed(t, f.Write(&b))
	return rostertest.ReadBytes(t, "册.xlsx", b.Bytes())
}

// A small clean roster has no 错误, in whatever shape an office hands it in.
func TestOfficeRostersAreClean(t *testing.T) {
	flat := [][]any{{"户编号", "行政村", "姓名", "证件号码", "与户主关系"}}
	loose := [][]any{{"东风村低收入农户花名册"}, {"序号", "姓名", "性别", "身份证号", "与户主关系", "人均纯收入（元）", "是否低保"}}
	first := [][]any{{"序号", "户编号", "村", "户主", "家庭成员", "", "", "人均纯收入"}, {"", "", "", "", "姓名", "身份证号", "关系", "元"}}
	homes := [][]any{{"户编号", "行政村", "A24 贫困户属性"}}
	people := [][]any{{"户编号", "A1 姓名", "A4 证件号码", "A5 与户主关系"}}
	n := 0
	for h := 1; h <= officeHouseholds; h++ {
		number := fmt.Sprintf("32079900%03d", h)
		homes = append(homes, []any{number, "东风村", "一般贫困户"})
		for k, p := range officeFamily(h) {
			n++
			flat = append(flat, []any{number, "东风村", p[0], p[2], p[1]})
			people = append(people, []any{number, p[0], p[2], p[1]})
			row, one := []any{n, p[0], model.SexOf(p[2]), p[2], p[1], "", "否"}, []any{"", "", "", "", p[0], p[2], p[1], ""}
			if k == 0 {
				row[5] = 7000
				one[0], one[1], one[2], one[3], one[7] = h, number, "东风村", p[0], 7000
			}
			loose, first = append(loose, row), append(first, one)
		}
	}
	for name, ros := range map[string]*model.Roster{
		"canonical":              officeBook(t, map[string][][]any{"户": homes, "家庭成员": people}, "户", "家庭成员"),
		"flat, few columns":      officeBook(t, map[string][][]any{"导出": flat}, "导出"),
		"without 户编号":            officeBook(t, map[string][][]any{"名册": loose}, "名册"),
		"household's items once": officeBook(t, map[string][][]any{"表": first}, "表"),
	} {
		if ros.Households() != officeHouseholds || ros.Members() != n || len(ros.Held) > 0 || len(ros.Villages) != 1 {
			t.Errorf("%s: %d households, %d of %d members, %d held, %d villages", name, ros.Households(), ros.Members(), n, len(ros.Held), len(ros.Villages))
		}
		found := append(ros.Problems, Run(ros, Options{}).Problems...)
		for i := range found {
			if found[i].Severity == model.Fault {
				t.Errorf("%s: %s", name, line(&found[i]))
			}
		}
	}
}

// A household of sixty is a household, and is told once: more than thirty persons
// are mostly two households in one.
func TestLargeHousehold(t *testing.T) {
	rows := [][]any{{"户编号", "行政村", "姓名", "证件号码", "与户主关系", "人数"}}
	for i := range 60 {
		relation := "其他"
		if i == 0 {
			relation = "户主"
		}
		rows = append(rows, []any{"1", "东风村", fmt.Sprintf("赵%d", i), id("19600101", i), relation, 60})
	}
	ros := officeBook(t, map[string][][]any{"导出": rows}, "导出")
	if ros.Households() != 1 || ros.Members() != 60 || len(ros.Problems) != 1 || ros.Problems[0].Severity != model.Warning {
		t.Errorf("%d households, %d members, %v", ros.Households(), ros.Members(), ros.Problems)
	}
	if found := Run(ros, Options{}).Problems; len(found) > 0 {
		t.Error(line(&found[0]))
	}
}
