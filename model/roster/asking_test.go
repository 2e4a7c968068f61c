package roster

import (
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

// readAll reads several workbooks as one roster.
func readAll(t *testing.T, opt Options, books ...string) *model.Roster {
	t.Helper()
	var inputs []Input
	for i, text := range books {
		in := book(t, text)
		in.Name = string(rune('甲'+i)) + ".xlsx"
		inputs = append(inputs, in)
	}
	ros, err := Read(codebook(t), inputs, opt)
	must.Succeed(t, err)
	return ros
}

// states tells the states of an item of every household, or of every member: 没
// for a column that there is not, 空 for a blank, else the value.
func states(ros *model.Roster, code model.Code, ofMembers bool) string {
	var out []string
	tell := func(r *model.Record) {
		switch r.State(code) {
		case model.NotAsked:
			out = append(out, "没")
		case model.Blank:
			out = append(out, "空")
		default:
			out = append(out, r.Text(code))
		}
	}
	for h := range ros.Everyone {
		if !ofMembers {
			tell(&h.Record)
			continue
		}
		for _, m := range h.Members {
			tell(&m.Record)
		}
	}
	return strings.Join(out, " ")
}

// TestStates tells for each household and person whether an item was asked, was
// left blank or is filled in.
func TestStates(t *testing.T) {
	flat := func(heads, rows string) string {
		return "户编号|行政村|姓名|与户主关系|" + heads + "\n" + rows
	}
	for _, c := range []struct {
		name, want string
		code       model.Code
		members    bool
		books      []string
	}{
		{"filled and blank", "A级 空", "A40", false, []string{flat("危房等级", "1|东村|赵甲|户主|A级\n2|东村|钱乙|户主|")}},
		{"a column without any filled cell", "没 没", "A40", false, []string{flat("危房等级|性别", "1|东村|赵甲|户主||男\n2|东村|钱乙|户主||女")}},
		{"a dash is an answer", "空 空", "A40", false, []string{flat("危房等级", "1|东村|赵甲|户主|—\n2|东村|钱乙|户主|")}},
		{"what programs write for nothing is none", "没 没", "A40", false, []string{flat("危房等级", "1|东村|赵甲|户主|NULL\n2|东村|钱乙|户主|NULL")}},
		{"other column of the same item", "危房户：否 空", "A40", false, []string{flat("危房户", "1|东村|赵甲|户主|否\n2|东村|钱乙|户主|")}},
		{"a line below the table fills nothing in", "没", "A40", false, []string{flat("危房等级|性别", "1|东村|赵甲|户主||男\n填表人：李四||||李四")}},
		{"two files", "A级 空 没", "A40", false, []string{
			flat("危房等级", "1|东村|赵甲|户主|A级\n2|东村|钱乙|户主|"), flat("性别", "3|西村|孙丙|户主|男")}},
		{"two files, persons", "小学 空 没", "A8", true, []string{
			flat("文化程度", "1|东村|赵甲|户主|小学\n2|东村|钱乙|户主|"), flat("性别", "3|西村|孙丙|户主|男")}},
		{"persons of two sheets", "小学 空 没", "A8", true, []string{
			flat("性别", "1|东村|赵甲|户主|男\n2|东村|钱乙|户主|女\n3|东村|孙丙|户主|女"), "== 家庭成员\n户编号|姓名|文化程度\n1|赵甲|小学\n2|钱乙|"}},
		{"sheet of households", "是 空 没", "A44", false, []string{
			"== 户\n户编号|行政村|户主姓名|A44 是否解决安全饮用水\n1|东村|赵甲|是\n2|东村|钱乙|", flat("性别", "3|西村|孙丙|户主|男")}},
		{"heads repeated with other columns", "是 没", "A44", false, []string{
			flat("饮水安全", "1|东村|赵甲|户主|是\n户编号|行政村|姓名|与户主关系|性别\n2|东村|钱乙|户主|男")}},
		{"written that it was not asked", "是 空 没", "A44", false, []string{
			flat("饮水安全", "1|东村|赵甲|户主|是\n2|东村|钱乙|户主|\n3|东村|孙丙|户主| 未问 ")}},
		{"written so of a person", "小学 没", "A8", true, []string{flat("文化程度", "1|东村|赵甲|户主|小学\n1|东村|钱乙|配偶|未问")}},
		{"written so in the column of another item", "危房户：否 没", "A40", false, []string{flat("危房户", "1|东村|赵甲|户主|否\n2|东村|钱乙|户主|未问")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := states(readAll(t, Options{}, c.books...), c.code, c.members); got != c.want {
				t.Errorf("%s: %s, want %s", c.code, got, c.want)
			}
		})
	}
}

// TestVillageStates tells the villages that were asked from those that were not.
func TestVillageStates(t *testing.T) {
	ros := readAll(t, Options{}, "== 村\n行政村|是否经济薄弱村\n东村|是\n西村|\n== 户\n户编号|行政村|户主姓名\n1|东村|赵甲\n2|西村|钱乙\n3|南村|孙丙")
	want := []model.State{model.Filled, model.Blank, model.NotAsked}
	for i, v := range ros.Villages {
		if got := v.State("经济薄弱村"); got != want[i] {
			t.Errorf("%s: %d, want %d", v.Name, got, want[i])
		}
	}
}

// TestLists tells of which households the lists tell.
func TestListsAnswer(t *testing.T) {
	homes := "== 户\n户编号|行政村|户主姓名\n1|东村|赵甲\n2|东村|钱乙\n3|西村|孙丙\n"
	south := "== 户\n户编号|行政村|户主姓名\n4|南村|李丁\n"
	removal := "== 自然减少\n户编号|减少家庭成员姓名|减少原因\n"
	for _, c := range []struct {
		name, want string // 1 to 4, those told of
		opt        Options
		books      []string
	}{
		{"no list", "", Options{}, []string{homes}},
		{"without a row", "", Options{}, []string{homes + removal}},
		{"one row tells of all", "1 2 3", Options{}, []string{homes + removal + "1|赵老|死亡"}},
		{"of another file", "1 2 3", Options{}, []string{homes + removal + "1|赵老|死亡", south}},
		{"a file of its own, of its villages", "1 2", Options{}, []string{homes + south[len("== 户\n户编号|行政村|户主姓名\n"):], removal + "2|钱老|死亡"}},
		{"a row without its household", "1 2 3", Options{}, []string{homes + removal + "9|赵老|死亡"}},
		{"somebody made sure", "1 2 3 4", Options{None: []string{"自然减少"}}, []string{homes, south}},
		{"said of each household", "1 3", Options{}, []string{"== 户\n户编号|行政村|户主姓名|问过自然减少\n1|东村|赵甲|是\n2|东村|钱乙|否\n3|西村|孙丙|\n" + removal + "1|赵老|死亡"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for h := range readAll(t, c.opt, c.books...).Each {
				if h.Answered&model.RemovalList != 0 {
					got = append(got, h.Number())
				}
				if h.Answered&^model.RemovalList != 0 {
					t.Errorf("%s: other lists too", h.Number())
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("told of %s, want %s", s, c.want)
			}
		})
	}
}

// TestHelpersBesideHouseholds: columns of the 帮扶责任人 in a sheet of persons are a
// list too.
func TestHelpersBesideHouseholds(t *testing.T) {
	ros := readAll(t, Options{}, "户编号|行政村|姓名|与户主关系|帮扶责任人\n1|东村|赵甲|户主|周五\n2|东村|钱乙|户主|", "户编号|行政村|姓名|与户主关系|性别\n3|东村|孙丙|户主|男")
	want := map[string]bool{"1": true, "2": true, "3": false}
	for h := range ros.Each {
		if got := h.Answered&model.HelperList != 0; got != want[h.Number()] {
			t.Errorf("%s: %v", h.Number(), got)
		}
	}
}

// TestChecked: an item of which somebody made sure is blank where it was not asked.
func TestChecked(t *testing.T) {
	ros := readAll(t, Options{None: []string{"本年度变动"}}, "户编号|行政村|姓名|与户主关系\n1|东村|赵甲|户主")
	if got := states(ros, model.CodeChange, false); got != "空" || !ros.Data.HasColumn(model.CodeChange) {
		t.Error(got)
	}
}

// TestBlankCells: what is not filled in stands in a cell of its own, also where heads
// come again with other columns, and where persons stand beside one another.
func TestBlankCells(t *testing.T) {
	for _, c := range []struct {
		name, want string
		code       model.Code
		members    bool
		books      []string
	}{
		{"flat", "E2 E3", "A40", false, []string{"户编号|行政村|姓名|与户主关系|危房等级\n1|东村|赵甲|户主|A级\n2|东村|钱乙|户主|"}},
		{"heads again", "E2 D4 D5", "A44", false, []string{"户编号|行政村|姓名|与户主关系|饮水安全\n1|东村|赵甲|户主|是\n户编号|行政村|姓名|饮水安全|与户主关系\n2|东村|钱乙||户主\n3|东村|孙丙|是|户主"}},
		{"a household below two heads", "E2 D4 D5", "A8", true, []string{"户编号|行政村|姓名|与户主关系|文化程度\n1|东村|赵甲|户主|小学\n户编号|行政村|姓名|文化程度|与户主关系\n1|东村|赵乙||配偶\n2|东村|钱丙|初中|户主"}},
		{"two sheets", "D2 D3", "A8", true, []string{"户编号|行政村|姓名|与户主关系|性别\n1|东村|赵甲|户主|男\n2|东村|钱乙|户主|女", "== 家庭成员\n户编号|民族|姓名|文化程度\n1|汉族|赵甲|小学\n2|汉族|钱乙|"}},
		{"a row that the other sheet says all of", "D2 A3", "A8", true, []string{"户编号|行政村|姓名|与户主关系|性别\n1|东村|赵甲|户主|男\n2|东村|钱乙|户主|女", "== 家庭成员\n户编号|性别|姓名|文化程度\n1|男|赵甲|小学\n2|女|钱乙|"}},
		{"where no column is", "A2", "A44", false, []string{"户编号|行政村|姓名|与户主关系\n1|东村|赵甲|户主"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for h := range readAll(t, Options{}, c.books...).Everyone {
				list := []*model.Record{&h.Record}
				if c.members {
					list = nil
					for _, m := range h.Members {
						list = append(list, &m.Record)
					}
				}
				for _, r := range list {
					if r.State(c.code) != model.NotAsked || len(c.want) == 2 {
						got = append(got, r.Pos(c.code).Cell)
					}
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%v, want %s", got, c.want)
			}
		})
	}
}
