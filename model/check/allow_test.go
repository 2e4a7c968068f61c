package check

import (
	"fmt"
	"strings"
	"testing"

	"ruhu/model/rostertest"
)

// TestNotAsked: what was not asked of a household or a person is not missing, though
// it was asked of others; what was asked and is blank is.
func TestNotAsked(t *testing.T) {
	child := rostertest.ID("20080101", 1)
	for _, c := range []struct{ name, rule, text, want string }{
		{"items that must be filled in", "item-missing", `
			户 1 A24= A27a=因病
			人 甲 户主 A2= A10=健康 A11=无劳动力
			另 A24 A2 A27a
			户 2
			人 乙 户主 A10= A11=无劳动力`, "1:A24 1:A2 2:A10"},
		{"school and education", "schooling-none", `
			列 A14
			户 1
			人 甲 户主 A8= A9=
			人 乙 配偶 A8=小学 A9=小学
			另 A9
			户 2
			人 丙 户主`, "1:A8"},
		{"a child out of school", "dropout-reason", `
			列 A14
			户 1
			人 甲 户主 A8=小学 A9= A4=` + child + `
			人 乙 之子 A8=小学 A9=小学
			另 A14
			户 2
			人 丙 户主 A8=小学 A4=` + rostertest.ID("20080101", 3), "1:A14"},
		{"months of a public post", "post-months", `
			户 1
			人 甲 户主 就业渠道=公益性岗位 A13= A4=` + rostertest.ID("19700101", 1) + `
			人 乙 配偶 A13=3
			另 A13
			户 2
			人 丙 户主 就业渠道=公益性岗位 A4=` + rostertest.ID("19700101", 3), "1:A13"},
		{"reasons of decreases", "removed-reason-missing", `
			户 1
			减 甲 减少原因=死亡
			减 乙 减少原因=
			另 减少原因
			户 2
			减 丙`, "1:减少原因"},
		{"relief of nobody who was asked", "relief-kind", `
			户 1 A24=低保贫困户
			人 甲 户主 A19=否
			另 A19
			户 2 A24=低保贫困户
			人 乙 户主`, "1:A24"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range Run(rostertest.Build(t, c.text), Options{}).Problems {
				if p.Rule == c.rule {
					got = append(got, p.Household+":"+string(p.Code))
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%s: %s, want %s", c.rule, s, c.want)
			}
		})
	}
}

// TestPartly: a rule that could judge some households only says how many not; one that
// could judge nobody is silent, and what everybody was asked is in neither.
func TestPartly(t *testing.T) {
	res := Run(rostertest.Build(t, `
		户 1 A24=一般贫困户
		人 甲 户主 A8=小学 A9= A2=男
		人 乙 配偶 A8=小学 A9=小学
		另 A24 A8 A9
		户 2
		人 丙 户主 A2=男
		户 3
		人 丁 户主 A2=男`), Options{})
	got := make(map[string]int)
	for _, p := range res.Partly {
		got[p.ID] = p.Households
	}
	if got["schooling-none"] != 2 || got["item-missing"] != 2 || got["sex-mismatch"] != 0 {
		t.Errorf("silent for some: %v", got)
	}
	if res.PartlyHouseholds != 2 || len(res.Silent) == 0 {
		t.Errorf("%d households, %d rules silent for all", res.PartlyHouseholds, len(res.Silent))
	}
	if want := fmt.Sprintf("有%d条规则因花名册没有要用的列未检查，有%d条规则对其中2户因没有要用的列未检查", len(res.Silent), len(res.Partly)); res.Unjudged() != want {
		t.Error(res.Unjudged())
	}
	if Run(rostertest.Read(t, "../../samples/花名册.xlsx"), Options{}).PartlyHouseholds != 0 {
		t.Error("of the sample everybody was asked the same")
	}
}
