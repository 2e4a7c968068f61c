package doc

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/rostertest"
)

// linesOf gives the lines of findings of the first household.
func linesOf(t *testing.T, text string) []string {
	t.Helper()
	r := rostertest.Build(t, text)
	h := r.Villages[0].Households[0]
	ps := check.Run(r, check.Options{}).Problems.BySubject()[h]
	var b Builder
	lines, left := b.lines(shown(ps), h)
	if left > 0 {
		lines = append(lines, fmt.Sprint(left))
	}
	return lines
}

// An item that is printed without its code is called by its label.
func TestBlanksWithoutCode(t *testing.T) {
	got := linesOf(t, "户 1 联系电话= A33=\n人 甲 户主")
	if want := []string{"未填：联系电话、A33"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBlanksAreOneLine(t *testing.T) {
	got := linesOf(t, "列 A6 A15 A33 A19\n户 1 A33= A38=8\n人 乙 配偶 A6= A15=是 A19=否\n人 甲 户主 A6=汉族 A15= A19=否\n人 丙 之子 A6= A15= A19=否\n人 甲 之女 A6=汉族 A15=是 A19=")
	want := "未填：A33、A6（序号2、3）、A19（甲）"
	if len(got) != 2 || got[0] != want || !strings.Contains(got[1], "与村主干路距离为8公里") {
		t.Errorf("%q, want first %q", got, want)
	}
}

func TestBlanksOfEverybody(t *testing.T) {
	got := linesOf(t, "户 1\n人 甲 户主 A6=\n人 乙 配偶 A6=\n户 2\n人 丙 户主 A6=汉族")
	if want := []string{"未填：A6（各人）"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is settled with papers stands behind what the visitor settles, and no
// sheet has more than eight lines.
func TestAtMostEight(t *testing.T) {
	var text strings.Builder
	text.WriteString("户 1 A29=9 A29a=0 A29b=0 A29c=0 A29d=0 A29e=0 A29f=0\n人 甲 户主")
	for i := range 12 {
		fmt.Fprintf(&text, "\n人 乙%d 其他 A13=%d", i, 13+i)
	}
	got := linesOf(t, text.String())
	if len(got) != mostFindings || got[7] != "6" {
		t.Fatalf("%q", got)
	}
	few := linesOf(t, "户 1 A29=9 A29a=0 A29b=0 A29c=0 A29d=0 A29e=0 A29f=0 A38=8\n人 甲 户主")
	if len(few) != 2 || !strings.Contains(few[0], "公里") || !strings.Contains(few[1], "转移性收入") {
		t.Errorf("%q", few)
	}
}

// What the offices above found stands first, a line for each person: it may be so of
// one and not of the other. The same line twice is one, and none of them counts among
// the eight.
func TestLinesFromAbove(t *testing.T) {
	r := rostertest.Build(t, "户 1\n人 甲 户主\n人 乙 配偶")
	h := r.Villages[0].Households[0]
	var ps model.Problems
	for i := range 9 {
		ps = append(ps, model.Problem{Rule: "x", Subject: h, Message: fmt.Sprint("查出", i)})
	}
	for _, who := range []string{"甲", "乙", "乙", ""} {
		ps = append(ps, model.Problem{Rule: model.RuleFeedback, Subject: h, Person: who, Message: "上级反馈：重复"})
	}
	var b Builder
	got, left := b.lines(ps, h)
	if want := []string{"序号 1 甲：上级反馈：重复", "序号 2 乙：上级反馈：重复", "上级反馈：重复", "查出0"}; len(got) != 3+mostFindings-1 || left != 2 || !slices.Equal(got[:4], want) {
		t.Errorf("%q, %d left", got, left)
	}
}
