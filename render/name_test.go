package render

import (
	"strings"
	"testing"

	"ruhu/model"
)

// onWindows is a name as Windows takes it: without regard to case, and to dots and blanks
// at its end.
func onWindows(name string) string { return strings.ToLower(strings.TrimRight(name, ". ")) }

// TestFoldersAreApart: no village gets the folder of another, whatever Windows makes of
// their names, and none the name of a device or a place outside.
func TestFoldersAreApart(t *testing.T) {
	all := []string{
		"东风村", "东风村.", "东风村...", "东风村 .", "东风村。", "东风村-2", "A村", "a村", "Ａ村.", "CON", "con", "CON.", "NUL.txt", "nul .村", "COM1", "com¹", "LPT9.",
		".", "..", "...", "", " ", "村:甲", "村/甲", `村\甲`, "村_甲", "村*甲", "../村", "村.xlsx", "村.xlsx.", "东风村\u200b", "未命名", "_CON",
	}
	var villages []*model.Village
	for _, name := range all {
		villages = append(villages, &model.Village{Name: name})
	}
	n := newNames()
	n.distinguish(villages)
	of := make(map[string]string)
	for _, v := range villages {
		name := n.villages[v]
		if other, used := of[onWindows(name)]; used {
			t.Errorf("%q and %q have the folder %q", other, v.Name, name)
		}
		of[onWindows(name)] = v.Name
		if onWindows(name) != strings.ToLower(name) || device(name) || strings.ContainsAny(name, `<>:"/\|?*`) || strings.Trim(name, ".") == "" {
			t.Errorf("%q has the folder %q", v.Name, name)
		}
	}
	// In another run, without the villages that are called so.
	alone := newNames()
	dotted := &model.Village{Name: "东风村."}
	alone.distinguish([]*model.Village{dotted})
	if got := alone.villages[dotted]; got != n.villages[villages[1]] || got == "东风村" {
		t.Errorf("alone it has the folder %q, among others %q", got, n.villages[villages[1]])
	}
}
