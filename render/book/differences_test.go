package book

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/rostertest"
)

// comparedResult is what comparing came to, made by hand: one list of a
// department and one whole roster.
func comparedResult(t *testing.T) *against.Result {
	cb := rostertest.Codebook(t)
	v := &model.Village{Name: "云台村"}
	h := &model.Household{Village: v}
	at := func(file, sheet, cell string) model.Pos { return model.Pos{File: file, Sheet: sheet, Cell: cell} }
	health, wage := cb.Lookup("A10"), cb.Lookup("A28")
	return &against.Result{
		Sides: []against.Side{
			{Other: against.Other{Name: "残联.xlsx"}, Persons: 3, Matched: 1, Unusable: 1, Households: 1, Equal: 2, Differ: 1, Blank: 1,
				Items: []*model.Indicator{health}, Lacking: []*model.Indicator{wage}},
			{Other: against.Other{Name: "2018年"}, Whole: true, Persons: 2, Matched: 2, Households: 1, Differ: 1},
		},
		Differences: []against.Difference{
			{Side: 1, Household: h, Item: wage, Ours: "=1+1", Theirs: "9000", OurPos: at("册.xlsx", "户", "D2"), TheirPos: at("2018年/东.xlsx", "户", "D9")},
			{Side: 0, Household: h, Member: &model.Member{}, Item: health, Ours: "健康", Theirs: "残疾", OurPos: at("册.xlsx", "人", "E3"), TheirPos: at("残联.xlsx", "名单", "C2")},
			{Side: 0, Kind: against.Blank, Household: h, Item: health, Theirs: "残疾", OurPos: at("册.xlsx", "人", "A4"), TheirPos: at("残联.xlsx", "名单", "C3")},
		},
		Theirs: []against.Person{{Side: 0, Name: "外人", Identity: "320799195505050052", Note: "不在本册", Pos: at("残联.xlsx", "名单", "A4")}},
		Ours:   []against.Person{{Side: 1, Village: "云台村", Name: "新人", Note: "本册已列为自然增加", Pos: at("册.xlsx", "人", "B5")}},
	}
}

func lined(t *testing.T, rows [][]string) []string {
	t.Helper()
	var out []string
	for _, r := range rows {
		out = append(out, strings.ReplaceAll(strings.Join(r, "|"), "\n", "/"))
	}
	return out
}

func TestDifferences(t *testing.T) {
	f, raw := written(t, func(w io.Writer) error {
		return WriteDifferences(w, comparedResult(t), func(file string) string { return "../" + file }, nil)
	})
	properties(t, f, raw)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"汇总", "差异", "只在对方", "只在本册"}) {
		t.Fatalf("sheets %v", got)
	}
	for sheet, want := range map[string][]string{
		"差异": {
			"序号|村|户编号|户主|姓名|指标|情况|本册的值|对方的值|对方文件|核实结果|处理情况|户代码|本册出处|对方出处",
			"1|云台村||||A28 工资性收入|不一致|=1+1|9000|2018年/东.xlsx||||户!D2|户!D9",
			"2|云台村||||A10 健康状况|不一致|健康|残疾|残联.xlsx||||人!E3|名单!C2",
			"3|云台村||||A10 健康状况|本册未填||残疾|残联.xlsx||||人!A4|名单!C3",
		},
		"只在对方": {
			"对方名册里有、本册里没有找到的人（按证件号码前18位查找）。",
			"对方是名单时，名单上的人可能本来就不是建档立卡户；对方是整本名册时，请核实是否漏登、死亡、迁出。",
			"序号|对方文件|村（对方）|户编号（对方）|户主（对方）|姓名|证件号码|情况|核实情况|处理情况|出处",
			"1|残联.xlsx||||外人|320799195505050052|不在本册|||名单!A4",
		},
		"只在本册": {
			"本册里有、对方整本名册里没有的人；只列对方也有户的村。",
			"下列对方是部分人员的名单，不在名单上不说明什么，不列：残联.xlsx。",
			"序号|对方文件|村（本册）|户编号（本册）|户主（本册）|姓名|证件号码|情况|核实情况|处理情况|户代码|出处",
			"1|2018年|云台村|||新人||本册已列为自然增加||||人!B5",
		},
	} {
		if got := lined(t, rows(t, f, sheet)); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s", sheet, strings.Join(got, "\n"))
		}
	}
	sum := lined(t, rows(t, f, "汇总"))
	for _, want := range []string{
		"残联.xlsx|部分人员的名单/对方 3 人，在本册找到 1 人；只在对方 2 人，其中 1 人没有完整的证件号码/比对的指标：A10 健康状况；一致 2 处/本册没有这些列，没有比对：A28 工资性收入|1|1|1|2",
		"云台村|A10 健康状况|1|1|1|2", "云台村|A28 工资性收入|1|1|0|1", "云台村|小计|1|2|1|3", "合计||1|2|1|3",
	} {
		if !slices.Contains(sum, want) {
			t.Errorf("no %s in\n%s", want, strings.Join(sum, "\n"))
		}
	}
	part := partBytes(t, raw, "xl/worksheets/sheet2.xml")
	for _, want := range []string{`ref="N2" r:id="link1" location="'户'!D2"`, `ref="O3" r:id="link3" location="'名单'!C2"`} {
		if !bytes.Contains(part, []byte(want)) {
			t.Errorf("no link %s", want)
		}
	}
}

// TestDifferencesOfLists: where nothing is a whole roster, it is said why nobody
// is listed as ours only; where nothing differs, that.
func TestDifferencesOfLists(t *testing.T) {
	r := &against.Result{Sides: []against.Side{{Other: against.Other{Name: "残联.xlsx"}}}}
	f, _ := written(t, func(w io.Writer) error { return WriteDifferences(w, r, nil, nil) })
	if got := rows(t, f, "只在本册"); got[0][0] != "没有可列的：对方都是部分人员的名单，不在名单上不说明什么。" {
		t.Errorf("%q", got)
	}
	if got := lined(t, rows(t, f, "汇总")); !slices.Contains(got, "|没有差异|0|0|0|0") {
		t.Errorf("%q", got)
	}
}
