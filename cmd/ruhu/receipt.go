package main

import (
	"fmt"
	"strings"

	"ruhu/cmd/internal/app"
)

// namedSheets is how many sheets the receipt names before the rest is only counted.
const namedSheets = 10

// receipt tells what became of the rows of each sheet, before anything else is
// said of them, and what was not read.
func (s *session) receipt(sheets []app.Reading) {
	for i := range sheets {
		r := &sheets[i]
		if i == namedSheets {
			s.say("  …… 共 %d 张表，各表怎样读入见 ruhu check --explain", len(sheets))
			return
		}
		name := r.File
		if r.Sheet != "" {
			name += " › " + r.Sheet
		}
		if r.Shape == "" {
			s.say("%s：未读入", name)
			continue
		}
		s.say("%s：%s", name, tally(r))
		if lost := unread(r); lost != "" {
			s.say("  没有读入：%s", lost)
		}
		if r.Expected != r.Found {
			s.say("  按家庭人口数约 %d 人，读入 %d 人", r.Expected, r.Found)
		}
	}
}

// unread names what of a sheet was not read: rows by their reason, columns that
// hold people, names several in a cell.
func unread(r *app.Reading) string {
	var parts []string
	for _, k := range r.Skipped {
		parts = append(parts, fmt.Sprintf("第 %s 行（%s）", app.RowList(k.Rows), k.Reason))
	}
	parts = append(parts, r.Lost...)
	if r.Crowded > 0 {
		parts = append(parts, fmt.Sprintf("写在一格里的家庭成员约 %d 人", r.Crowded))
	}
	return strings.Join(parts, "；")
}
