package roster

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// 户编号 that begin again in each village mean a household together with it.
func TestNumbersThatBeginAgain(t *testing.T) {
	a, b, c := id("19600101", 1), id("19610101", 2), id("19620101", 3)
	heads := "户号|姓名|身份证号|与户主关系\n"
	south := &fake{name: "南村", rows: rowsOf(heads + "1|赵甲|" + a + "|户主\n1|赵乙|" + b + "|配偶")}
	north := &fake{name: "北村", rows: rowsOf(heads + "1|周丙|" + c + "|户主")}
	ros := readFakes(t, Options{}, south, north)
	if ros.Households() != 2 || len(ros.Held) != 0 || len(ros.Villages) != 2 || len(ros.Villages[0].Households[0].Members) != 2 || faults(ros) != 0 {
		t.Errorf("%s", dump(ros))
	}
	// What another sheet says goes by the village too, and is told where it names none.
	measures := &fake{name: "帮扶措施", rows: rowsOf("户号|行政村|帮扶年度|帮扶类别|帮扶内容\n1|北村|2019|产业|养羊\n1||2019|产业|养鸡\n1|西村|2019|产业|养牛")}
	ros = readFakes(t, Options{}, south, north, measures)
	if n := len(ros.Villages[0].Households[0].Measures); n != 0 {
		t.Errorf("%d measures of the other village\n%s", n, dump(ros))
	}
	if n := len(ros.Villages[1].Households[0].Measures); n != 1 {
		t.Errorf("%d measures\n%s", n, dump(ros))
	}
	if faults(ros) != 2 {
		t.Errorf("%s", dump(ros))
	}
}

// Two sheets that both begin with 1 and name no village are no one household.
func TestNumbersThatBeginAgainWithoutVillage(t *testing.T) {
	heads := "户号|姓名|身份证号|与户主关系\n"
	ros := readFakes(t, Options{},
		&fake{name: "甲", rows: rowsOf(heads + "1|赵甲|" + id("19600101", 1) + "|户主\n1|赵乙|" + id("19610101", 2) + "|配偶")},
		&fake{name: "乙", rows: rowsOf(heads + "1|周丙|" + id("19620101", 3) + "|户主\n1|周丁|" + id("19630101", 4) + "|配偶")})
	if len(ros.Held) != 2 || len(ros.Held[0].Members) != 2 || len(ros.Held[1].Members) != 2 || faults(ros) == 0 {
		t.Errorf("%s", dump(ros))
	}
}

// Persons with a number that several villages have, and no village, are nobody's.
func TestPersonsBetweenVillages(t *testing.T) {
	ros := readFakes(t, Options{},
		&fake{name: "户", rows: rowsOf("户编号|行政村|户主姓名|A28\n1|南村|赵甲|5\n1|北村|周丙|6")},
		&fake{name: "家庭成员", rows: rowsOf("户编号|行政村|姓名|与户主关系\n1|南村|赵甲|户主\n1|北村|周丙|户主\n1||吴丁|之子")})
	for _, v := range ros.Villages {
		if len(v.Households) != 1 || len(v.Households[0].Members) != 1 {
			t.Errorf("%s", dump(ros))
		}
	}
	if len(ros.Held) != 1 || len(ros.Held[0].Members) != 1 || faults(ros) == 0 {
		t.Errorf("%s", dump(ros))
	}
}

// Work grows with the rows and not with their square.
func TestNoSquares(t *testing.T) {
	slowtest.Single(t)
	for name, sheets := range map[string]func(n int) []*fake{
		"one number in many villages": func(n int) []*fake {
			return []*fake{manyRows(n, "户编号|行政村|姓名|与户主关系", func(i int) string { return fmt.Sprintf("1|第%d村|赵甲|户主", i/2) })}
		},
		"one household of a number twice": func(n int) []*fake {
			f := manyRows(n, "户编号|行政村|户主姓名|A28", func(i int) string { return fmt.Sprintf("1|南村|赵%d|5", i) })
			f.name = "户"
			return []*fake{f}
		},
		"no 户主": func(n int) []*fake {
			return []*fake{manyRows(n, "姓名|行政村|性别|与户主关系", func(i int) string { return fmt.Sprintf("赵%d|南村|男|之子", i) })}
		},
		"rows for many reasons": func(n int) []*fake {
			return []*fake{manyRows(n, "户编号|行政村|姓名|生存状态", func(i int) string { return fmt.Sprintf("%d|南村|赵甲|死亡", i) })}
		},
		"one household in two sheets": func(n int) []*fake { return []*fake{largeHousehold(n), largeHousehold(n)} },
		"changes of one household": func(n int) []*fake {
			f := manyRows(n, "户编号|减少成员姓名|减少原因", func(i int) string { return fmt.Sprintf("320799000001|赵%d|死亡", i) })
			f.name = "自然减少"
			return []*fake{largeHousehold(n), f}
		},
		"changes that name another 户主": func(n int) []*fake {
			f := manyRows(n, "户编号|户主姓名|减少成员姓名|减少原因", func(i int) string { return fmt.Sprintf("320799000001|钱%d|赵%d|死亡", i, i) })
			f.name = "自然减少"
			return []*fake{largeHousehold(400), f}
		},
		"one 户主 in many households": func(n int) []*fake {
			return []*fake{manyRows(n, "行政村|户主姓名|姓名|与户主关系", func(int) string { return "南村|赵甲|赵甲|户主" })}
		},
		"many sheets": func(n int) (all []*fake) {
			for i := range n / 20 {
				all = append(all, manyRows(1, "户编号|行政村|姓名|与户主关系", func(int) string { return fmt.Sprintf("3207990%05d|南村|赵甲|户主", i) }))
			}
			return all
		},
	} {
		few, many := sheets(5_000), sheets(20_000)
		if grows := growth.Of(func() { readFakes(t, Options{}, few...) }, func() { readFakes(t, Options{}, many...) }, 8); grows > 8 {
			t.Errorf("%s: four times the rows take %.1f times as long", name, grows)
		} else {
			t.Logf("%s: %.1f", name, grows)
		}
	}
}

// A number that a thousand villages have is nobody's: the rest is counted and told.
func TestNumberOfTooManyHouseholds(t *testing.T) {
	many := manyRows(3*mostHomes, "户编号|行政村|姓名|与户主关系", func(i int) string { return fmt.Sprintf("320799000001|第%d村|赵甲|户主", i/2) })
	ros := readFakes(t, Options{}, many)
	told := ros.Sheets[0]
	if len(ros.Held) != mostHomes || ros.Households() != mostHomes || told.Persons != 2*mostHomes || told.Rows != 3*mostHomes ||
		len(told.Skipped) != 1 || len(told.Skipped[0].Rows) != mostHomes {
		t.Errorf("%d held, %d persons of %d rows, %+v", len(ros.Held), told.Persons, told.Rows, len(told.Skipped))
	}
	const want = "户编号 320799000001 已经用在 1000 个村的户上，从第 2002 行起另有 1000 行（别的村的）没有读入"
	if !slices.ContainsFunc(ros.Problems, func(p model.Problem) bool { return p.Severity == model.Fault && p.Message == want }) {
		t.Error("not told")
	}
	// One that counts within its village is another household in each.
	if ros = readFakes(t, Options{}, manyRows(3*mostHomes, "户编号|行政村|姓名|与户主关系", func(i int) string { return fmt.Sprintf("1|第%d村|赵甲|户主", i) })); ros.Households() != 3*mostHomes {
		t.Error(ros.Households())
	}
}

// What says something else on every row is no village.
func TestTooManyVillages(t *testing.T) {
	rows := manyRows(mostVillages+2, "户编号|行政村|姓名|与户主关系", func(i int) string { return fmt.Sprintf("1|第%d村|赵甲|户主", i) })
	heads, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	_, err = readTable(newCollector(codebook(t), heads), "册.xlsx", rows)
	var refused *FileError
	if !errors.As(err, &refused) || !strings.Contains(refused.Message, "“行政村”有 50000 个以上不同的写法") {
		t.Error(err)
	}
}

// manyRows is a sheet of n rows under a head.
func manyRows(n int, head string, row func(i int) string) *fake {
	rows := []string{head}
	for i := range n {
		rows = append(rows, row(i))
	}
	return &fake{rows: rowsOf(strings.Join(rows, "\n"))}
}

func largeHousehold(n int) *fake {
	return manyRows(n, "户编号|行政村|姓名|与户主关系", func(i int) string { return fmt.Sprintf("320799000001|南村|赵%d|之子", i) })
}

// Two lists may name two 户主 alike: where no number and no other person says that
// it is one family, it is not made one.
func TestOneNameInTwoSheets(t *testing.T) {
	heads := "行政村|姓名|身份证号|与户主关系|联系电话\n"
	a, b := id("19600101", 1), id("19900101", 2)
	for _, c := range []struct {
		name, first, second string
		households, held    int
		members             []int
	}{
		{"nobody else in common", "南村|赵甲|" + a + "|户主|\n南村|赵乙||之子|", "南村|赵甲||户主|\n南村|赵丙||之女|", 2, 0, []int{2, 2}},
		{"alone in one list", "南村|赵甲|" + a + "|户主|\n南村|赵乙||之子|", "南村|赵甲||户主|", 1, 1, []int{2}},
		{"alone in both", "南村|赵甲||户主|", "南村|赵甲|" + a + "|户主|", 1, 1, []int{1}},
		{"another of one name", "南村|赵甲||户主|\n南村|赵乙|" + a + "|之子|", "南村|赵甲||户主|\n南村|赵乙|" + b + "|之子|", 2, 0, []int{2, 2}},
		{"a person in both", "南村|赵甲|" + a + "|户主|\n南村|赵乙|" + b + "|之子|", "南村|赵甲||户主|\n南村|赵乙||之子|\n南村|赵丙||之女|", 1, 0, []int{3}},
		{"a name in both, another telephone", "南村|赵甲|" + a + "|户主|13900001001\n南村|赵乙|" + b + "|之子|", "南村|赵甲||户主|13900001002\n南村|赵乙||之子|", 1, 1, []int{2}},
		{"a number in both, another telephone", "南村|赵甲|" + a + "|户主|13900001001\n南村|赵乙|" + b + "|之子|", "南村|赵甲||户主|13900001002\n南村|赵乙|" + b + "|之子|", 1, 0, []int{2}},
		{"one telephone", "南村|赵甲|" + a + "|户主|13900001001", "南村|赵甲||户主|13900001001\n南村|赵丙||之女|", 1, 0, []int{2}},
		{"one identity number", "南村|赵甲|" + a + "|户主|", "南村|赵甲|" + a + "|户主|\n南村|赵丙||之女|", 1, 0, []int{2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ros := readFakes(t, Options{}, &fake{name: "甲", rows: rowsOf(heads + c.first)}, &fake{name: "乙", rows: rowsOf(heads + c.second)})
			var members []int
			for h := range ros.Each {
				members = append(members, len(h.Members))
			}
			if len(members) != c.households || len(ros.Held) != c.held || !slices.Equal(members, c.members) || (faults(ros) > 0) != (c.held > 0) {
				t.Errorf("%s", dump(ros))
			}
		})
	}
}

// A short number in two sheets, of which one names no village, is one household only
// where the persons do not speak against it.
func TestShortNumberInTwoSheets(t *testing.T) {
	a, b := id("19600101", 1), id("19620101", 3)
	without, with := "户号|姓名|身份证号|与户主关系\n", "户号|行政村|姓名|身份证号|与户主关系\n"
	for _, c := range []struct {
		name, first, second   string
		printed, held, people int
	}{
		{"other identity number", "1|赵甲|" + a + "|户主\n1|赵乙||之子", "1|南村|赵甲|" + b + "|户主\n1|南村|赵乙||之子", 0, 1, 3},
		{"nobody in common", "1|赵甲||户主\n1|赵乙||之子", "1|南村|赵甲||户主\n1|南村|周丁||之子", 0, 1, 3},
		{"the same family", "1|赵甲||户主\n1|赵乙||之子", "1|南村|赵甲|" + a + "|户主\n1|南村|赵乙||之子", 1, 0, 2},
		{"goes on in the next sheet", "1|赵甲||户主\n1|赵乙||之子", "1|南村|赵丙||之女", 1, 0, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			ros := readFakes(t, Options{}, &fake{name: "甲", rows: rowsOf(without + c.first)}, &fake{name: "乙", rows: rowsOf(with + c.second)})
			people := 0
			for h := range ros.Everyone {
				people += len(h.Members)
			}
			if ros.Households() != c.printed+c.held || len(ros.Held) != c.held || people != c.people || (faults(ros) > 0) != (c.held > 0) {
				t.Errorf("%s", dump(ros))
			}
		})
	}
}

// Numbers that begin again in the next sheet of a village, or below other households, make
// nobody a member of another family; one that goes on in the next sheet is one.
func TestNumbersBeginAgain(t *testing.T) {
	a, b, c, d := id("19600101", 1), id("19900101", 2), id("19620101", 3), id("19920101", 4)
	heads := "户号|行政村|姓名|身份证号|与户主关系\n"
	alone := "户号|行政村|姓名|身份证号\n"
	for _, tt := range []struct {
		name          string
		sheets        []string
		printed, held int
	}{
		{"in the next sheet", []string{heads + "1|南村|赵甲|" + a + "|户主\n1|南村|赵乙|" + b + "|之女", heads + "1|南村|孙甲|" + c + "|户主\n1|南村|孙乙|" + d + "|之女"}, 0, 1},
		{"one family in both, of which one tells more", []string{heads + "1|南村|赵甲|" + a + "|户主\n1|南村|赵乙|" + b + "|之女", heads + "1|南村|赵甲|" + a + "|户主\n1|南村|赵丙|" + d + "|之女"}, 1, 0},
		{"the other is the 户主 now", []string{heads + "1|南村|赵甲|" + a + "|户主\n1|南村|赵乙|" + b + "|之女", heads + "1|南村|赵乙|" + b + "|户主\n1|南村|赵丙|" + d + "|之女"}, 1, 0},
		{"one goes on", []string{heads + "1|南村|赵甲|" + a + "|户主\n2|南村|孙甲|" + c + "|户主", heads + "2|南村|孙乙|" + d + "|之女\n3|南村|周丙|" + b + "|户主"}, 3, 0},
		{"nobody says who is 户主", []string{alone + "1|南村|赵甲|" + a + "\n2|南村|赵乙|" + b, alone + "1|南村|孙甲|" + c + "\n2|南村|孙乙|" + d}, 0, 2},
		{"one of these goes on", []string{alone + "1|南村|赵甲|" + a + "\n2|南村|赵乙|" + b, alone + "2|南村|孙甲|" + c + "\n3|南村|孙乙|" + d}, 3, 0},
		{"below others", []string{heads + "1|南村|赵甲|" + a + "|户主\n2|南村|赵乙|" + b + "|户主\n1|南村|孙甲|" + c + "|户主\n1|南村|孙乙|" + d + "|之女"}, 1, 1},
		{"below others goes on", []string{heads + "1|南村|赵甲|" + a + "|户主\n2|南村|赵乙|" + b + "|户主\n1|南村|孙乙|" + d + "|之女"}, 2, 0},
		{"two 户主 one below the other", []string{heads + "1|南村|赵甲|" + a + "|户主\n1|南村|赵乙|" + b + "|户主"}, 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var sheets []*fake
			for i, rows := range tt.sheets {
				sheets = append(sheets, &fake{name: string(rune('甲' + i)), rows: rowsOf(rows)})
			}
			ros := readFakes(t, Options{}, sheets...)
			if ros.Households()-len(ros.Held) != tt.printed || len(ros.Held) != tt.held || tt.held > 0 && faults(ros) == 0 {
				t.Errorf("%s", dump(ros))
			}
		})
	}
}

// A row whose number is of one family and whose 户主姓名 is of another is given to neither:
// a measure is not read, a family with such a person is held back. Who was 户主 once, or
// is one of the family, names no other.
func TestNumberAgainstHead(t *testing.T) {
	a, b, c := id("19600101", 1), id("19900101", 2), id("19620101", 3)
	people := "户号|行政村|户主姓名|姓名|证件号码|与户主关系\n1|南村|赵甲|赵甲|" + a + "|户主\n1|南村|%s|赵乙|" + b + "|之女\n2|南村|钱甲|钱甲|" + c + "|户主"
	measures := "户编号|户主姓名|年度|措施类别|帮扶内容\n1|%s|2019|产业扶贫|鸡苗"
	for _, tt := range []struct {
		of, by         string
		held, measures int
	}{
		{"赵甲", "赵甲", 0, 1}, {"", "", 0, 1}, {"赵乙", "赵乙", 0, 1}, {"赵老", "赵老", 0, 1}, {"钱甲", "赵甲", 1, 1}, {"赵甲", "钱甲", 0, 0},
	} {
		ros := readFakes(t, Options{}, &fake{name: "名册", rows: rowsOf(fmt.Sprintf(people, tt.of))}, &fake{name: "帮扶措施", rows: rowsOf(fmt.Sprintf(measures, tt.by))})
		n := 0
		for h := range ros.Everyone {
			n += len(h.Measures)
		}
		if len(ros.Held) != tt.held || n != tt.measures || (faults(ros) > 0) != (tt.held > 0 || tt.measures == 0) {
			t.Errorf("%s, %s: %s", tt.of, tt.by, dump(ros))
		}
	}
}

// A row of sheet 户 with a short number and no village is of none of the villages
// that have the number, though the 户主 be called the same: nothing of it is taken over.
func TestHouseholdRowWithoutVillage(t *testing.T) {
	heads := "户号|行政村|户主姓名|A28|A29\n"
	for _, rows := range []string{"1|南村|赵甲|5|\n1||赵甲||6\n1|北村|赵甲|7|", "1||赵甲||6\n1|南村|赵甲|5|\n1|北村|赵甲|7|"} {
		ros := readFakes(t, Options{}, &fake{name: "户", rows: rowsOf(heads + rows)})
		got := make(map[string]bool)
		for h := range ros.Everyone {
			village := ""
			if v := cmp.Or(h.Village, h.Stated); v != nil {
				village = v.Name
			}
			got[village+h.Text("A28")+"/"+h.Text("A29")] = true
		}
		if len(got) != 3 || !got["南村5/"] || !got["/6"] || !got["北村7/"] || faults(ros) == 0 {
			t.Errorf("%v\n%s", got, dump(ros))
		}
	}
}

// Each further name of one code is told, once: whoever puts one right would find the
// next only by reading again.
func TestSeveralNamesOfOneCode(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{rows: rowsOf(`户编号|行政村|行政区划代码|姓名|与户主关系
		320799000001|云台村|320799001201|赵甲|户主
		320799000002|云台社区|320799001201|赵乙|户主
		320799000003|云台社区|320799001201|赵丙|户主
		320799000004|云台村委会|320799001201|赵丁|户主`)})
	var told []string
	for _, p := range ros.Problems {
		if p.Rule == "village-two-names" {
			told = append(told, p.Household+p.Value)
		}
	}
	if want := []string{"320799000002云台社区", "320799000004云台村委会"}; !slices.Equal(told, want) || len(ros.Villages) != 1 {
		t.Errorf("%v, want %v; %d villages", told, want, len(ros.Villages))
	}
}
