package letter

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
	"ruhu/templates"
)

// TestGuide keeps what the head of summary.txt explains to the table of functions, whose
// examples all hold.
func TestGuide(t *testing.T) {
	var lines []string
	examples := "标题：例\n"
	for _, fn := range append([]*function{aFigure}, functions...) {
		lines = append(lines, "#   "+fn.example+"  "+fn.means+"\n")
		examples += fn.example + "\n"
		if (fn.says != nil) == (fn.holds != nil || fn.join != nil) || len(fn.names) == 0 && fn.several {
			t.Errorf("%s: one of says, holds and join is to be set", fn.word)
		}
	}
	text, err := fs.ReadFile(templates.Files, templates.Summary)
	must.Succeed(t, err)
	const from, to = "没有依据的数印作【请补充：…】：\n", "# 全部名称见"
	before, rest, ok := strings.Cut(string(text), from)
	guide, after, ok2 := strings.Cut(rest, to)
	if want := strings.Join(lines, ""); !ok || !ok2 || guide != want {
		if os.Getenv("UPDATE_GOLDEN") == "1" && ok && ok2 {
			must.Succeed(t, os.WriteFile("../../templates/"+templates.Summary, []byte(before+from+want+to+after), 0o644))
			return
		}
		t.Errorf("summary.txt explains\n%s\nand not (UPDATE_GOLDEN=1 rewrites it)\n%s", guide, want)
	}
	tpl, err := Parse("例.txt", []byte(examples))
	must.Succeed(t, err)
	roster := rostertest.Read(t, "../../samples/花名册.xlsx")
	if _, err := tpl.Official("例", report.Make(roster, report.Options{}), Names{}); err != nil {
		t.Error(err)
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "100", 110: "110"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
