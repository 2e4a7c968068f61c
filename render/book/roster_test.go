package book

import (
	"io"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
)

// TestRosterStates writes what was not asked, what is blank and what is filled in so
// that each is told from the others again, and leaves out what nobody was asked.
func TestRosterStates(t *testing.T) {
	r := rostertest.Build(t, `
列 A44
户 1 A40=A级 A28=100
人 赵甲 户主 A8=小学
减 赵老 减少原因=死亡
户 2 A40=
人 钱乙 户主 A8=
另 A40 A8 A44
户 3
人 孙丙 户主`)
	for h := range r.Each {
		h.Answered = model.RemovalList | model.AdditionList
		if h.Number() == "3" {
			h.Answered = model.AdditionList
		}
	}
	f, _ := written(t, func(out io.Writer) error { return WriteRoster(out, r, nil, "说明") })
	for sheet, want := range map[string]string{
		HouseholdSheet: `户编号 行政村名称 行政区划代码 A28 A40 A44 问过自然减少 问过自然增加
1 南村 - 100 A级 / 是 是
2 南村 - - - / 是 是
3 南村 - - 未问 未问 否 是`,
		MemberSheet: `户编号 A1 A5 A8
1 赵甲 户主 小学
2 钱乙 户主 -
3 孙丙 户主 未问`,
		RemovalSheet: `户编号 减少家庭成员姓名 减少原因
1 赵老 死亡`,
	} {
		var got []string
		for i, row := range rows(t, f, sheet) {
			line := slices.Clone(row)
			for n := range line {
				if i == 0 && line[n][0] == 'A' {
					line[n], _, _ = strings.Cut(line[n], " ")
				}
				if line[n] == "" {
					line[n] = "-"
				}
			}
			got = append(got, strings.TrimRight(strings.Join(line, " "), "- "))
		}
		if s := strings.Join(got, "\n"); s != strings.ReplaceAll(want, " -\n", "\n") && s != want {
			t.Errorf("%s:\n%s\nwant\n%s", sheet, s, want)
		}
	}
	heads := rows(t, f, MeasureSheet)[0]
	if len(heads) != len(Columns(rostertest.Codebook(t), MeasureSheet)) {
		t.Errorf("an empty list has the heads %v", heads)
	}
}
