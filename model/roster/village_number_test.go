package roster

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestNumberOfSeveralVillages: a short number is known only together with its village.
// A row that does not say which of several it means is held, or not read, and told; it
// never goes to the first that fits.
func TestNumberOfSeveralVillages(t *testing.T) {
	const homes = "== 户\n户编号|行政村|户主姓名\n1|东村|赵甲\n1|西村|钱乙\n2|东村|孙丙\n"
	for _, c := range []struct {
		name, text string
		want       string // household by household: village/head: whom it has; held in brackets
		told       string
	}{
		{"persons with their village", homes + "== 家庭成员\n户编号|行政村|姓名|与户主关系\n1|西村|钱乙|户主\n1|东村|赵甲|户主\n2||孙丙|户主", "东村赵甲:赵甲 东村孙丙:孙丙 西村钱乙:钱乙", ""},
		{"a person without one", homes + "== 家庭成员\n户编号|行政村|姓名|与户主关系\n1|西村|钱乙|户主\n1|东村|赵甲|户主\n1||赵小|之子", "东村赵甲:赵甲 东村孙丙: 西村钱乙:钱乙 [赵小]", "户编号 1 在几个村都有，这一行没有写是哪个村的"},
		{"a person first without one, in one sheet", "== 表\n户编号|行政村|姓名|与户主关系\n1||李丁|之子\n1|东村|赵甲|户主\n1|西村|钱乙|户主", "东村赵甲:赵甲 西村钱乙:钱乙 [李丁]", "户编号 1 在几个村都有，这一行没有写是哪个村的"},
		{"measures without one", homes + "== 帮扶措施\n户编号|年度|措施类别\n1|2019|产业扶贫\n2|2019|产业扶贫", "东村赵甲: 东村孙丙:+1 西村钱乙:", "户编号 1 在几个村都有，这一行没有写是哪个村的"},
		{"measures of another village", homes + "== 帮扶措施\n户编号|行政村|年度|措施类别\n2|西村|2019|产业扶贫", "东村赵甲: 东村孙丙: 西村钱乙:", "户编号 2 "},
		{"number and village in the first row only", "== 表\n户编号|行政村|姓名|与户主关系\n1|东村|赵甲|户主\n||赵小|之子\n1|西村|钱乙|户主\n||钱小|之子", "东村赵甲:赵甲、赵小 西村钱乙:钱乙、钱小", ""},
		{"those who left", homes + "== 自然减少\n户编号|减少家庭成员姓名|减少原因\n1|赵老|死亡\n2|孙老|死亡", "东村赵甲: 东村孙丙:−1 西村钱乙:", "户编号 1 在几个村都有，这一行没有写是哪个村的"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, book(t, c.text))
			var got []string
			for _, v := range r.Villages {
				for _, h := range v.Households {
					line := v.Name + h.HeadName() + ":"
					for i, m := range h.Members {
						if i > 0 {
							line += "、"
						}
						line += m.Name()
					}
					if n := len(h.Measures); n > 0 {
						line += fmt.Sprintf("+%d", n)
					}
					if n := len(h.Removed); n > 0 {
						line += fmt.Sprintf("−%d", n)
					}
					got = append(got, line)
				}
			}
			for _, h := range r.Held {
				var names []string
				for _, m := range h.Members {
					names = append(names, m.Name())
				}
				got = append(got, "["+strings.Join(names, "、")+"]")
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s\nwant %s", s, c.want)
			}
			var told []string
			for _, p := range r.Problems {
				told = append(told, p.Message)
			}
			if c.told != "" && !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, c.told) }) {
				t.Errorf("told %q, want %s", told, c.told)
			}
		})
	}
}
