package letter

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model/report"
	"ruhu/render/doc"
)

// use finds a figure that the line at hand says something by.
func (f *filler) use(id string) *report.Figure {
	x := f.r.Figure(id)
	if x != nil {
		f.note(x)
	}
	return x
}

// note remembers a figure of the line at hand, and those that it is made of.
func (f *filler) note(x *report.Figure) {
	if !slices.Contains(f.used, x) {
		f.used = append(f.used, x)
		for _, part := range x.Of {
			f.note(part)
		}
	}
}

// missing says behind a paragraph for how many households the roster does not tell
// what its figures count: what was not asked, or is blank, is not 无. A figure that is
// not known at all is a gap where it stands.
func (f *filler) missing(text string) string {
	denies := strings.Contains(text, "无") || strings.Contains(text, "未发现")
	names := make(map[report.Missing][]string)
	var order []report.Missing
	of := make(map[*report.Figure]bool)
	for _, x := range f.used {
		for _, part := range x.Of {
			of[part] = true
		}
	}
	for _, x := range f.used {
		u := x.Missing
		if u.Unasked+u.Blank == 0 || !x.Known && !of[x] {
			continue
		}
		name := plainName.Replace(x.Name)
		if u.Lack == report.People {
			name += "人数"
		}
		if names[u] == nil {
			order = append(order, u)
		}
		if !slices.Contains(names[u], name) {
			names[u] = append(names[u], name)
		}
	}
	var b strings.Builder
	b.WriteString(f.unjudged(denies))
	for _, u := range order {
		list := strings.Join(names[u], "、")
		said := fmt.Sprintf("另有%s，未计入%s%s。", u.Text(), list, doc.Open(fmt.Sprintf("这%d%s的%s情况", u.Unasked+u.Blank, u.Unit(), list)))
		if denies || !f.said[said] { // once is enough, but where something is denied
			b.WriteString(said)
		}
		f.said[said] = true
	}
	return b.String()
}

// unjudged says behind a paragraph about what was found what could not be.
func (f *filler) unjudged(denies bool) string {
	said := "另" + f.r.Unjudged + "。"
	if f.r.Unjudged == "" || f.said[said] && !denies || !slices.ContainsFunc(f.used, func(x *report.Figure) bool { return x.ID == "problems.places" }) {
		return ""
	}
	f.said[said] = true
	return said
}

// plainName leaves out of the name of a figure what its sentence says already.
var plainName = strings.NewReplacer("未解决（已脱贫户）", "", "未解决", "", "：", "")
