package main

import (
	"fmt"
	"io"
	"strings"

	"ruhu/cmd/internal/app"
)

// screen is the width that explanations keep to, in half-width characters.
const screen = 80

// explainTo prints how each sheet was understood. It names heads, rows and
// counts; of what stands in the cells it prints nothing.
func explainTo(w io.Writer, sheets []app.Reading) {
	var b strings.Builder
	for i := range sheets {
		explainSheet(&b, &sheets[i])
		b.WriteByte('\n')
	}
	fmt.Fprint(w, b.String())
}

func explainSheet(b *strings.Builder, r *app.Reading) {
	fmt.Fprintln(b, r.Name())
	if r.Kind != "" {
		labelled(b, "文件", r.Kind)
	}
	if r.Shape == "" {
		labelled(b, "读作", "没有找到名册的表头，未读入")
		labelled(b, "注意", r.Notes...)
		return
	}
	labelled(b, "读作", r.Shape)
	heads := fmt.Sprintf("第 %d 行", r.HeadRow)
	if r.HeadRows > 1 {
		heads = fmt.Sprintf("第 %d 至 %d 行", r.HeadRow, r.HeadRow+r.HeadRows-1)
	}
	labelled(b, "表头", heads)
	labelled(b, "行数", tally(r))
	b.WriteString(columnTable(r))
	var skipped []string
	for _, k := range r.Skipped {
		skipped = append(skipped, fmt.Sprintf("%s：第 %s 行", k.Reason, app.RowList(k.Rows)))
	}
	labelled(b, "未读", skipped...)
	labelled(b, "注意", r.Notes...)
}

// tally says what the rows of a sheet gave: all of them are in it.
func tally(r *app.Reading) string {
	parts, skipped := r.Counts(""), 0
	for _, k := range r.Skipped {
		skipped += len(k.Rows)
	}
	if skipped > 0 {
		parts = append(parts, fmt.Sprintf("未读 %d", skipped))
	}
	if len(parts) == 0 {
		return "表头下面没有内容"
	}
	return fmt.Sprintf("表头下共 %d 行：%s", r.Rows, strings.Join(parts, "，"))
}

// columnTable lists the columns: letter, head, and what it was taken for.
func columnTable(r *app.Reading) string {
	const widest = 34 // of a head; a longer one is cut
	var used, unused [][]string
	for i, c := range r.Columns {
		means, by := "", ""
		if c.By != "" {
			by = "（" + c.By + "）"
		}
		switch {
		case c.Code != "":
			means = "= " + r.Names[i] + by
		case c.By == app.ByUser:
			means = by
		case c.By != "":
			means = "是不是“" + c.By + "”？"
		}
		to := &used
		if c.Code == "" {
			to = &unused
		}
		*to = append(*to, []string{"    " + app.ColumnName(c.Col), shortened(c.Head, widest), means})
	}
	var b strings.Builder
	if len(used) > 0 {
		b.WriteString("  各列（列名 = 读作的指标）\n" + aligned(used))
	}
	if len(unused) > 0 {
		b.WriteString("  不用的列（可用 --map \"列名=指标\" 指明）\n" + aligned(unused))
	}
	return b.String()
}

// shortened cuts a text to a width.
func shortened(s string, most int) string {
	if width(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += width(string(r)); n > most-2 {
			return s[:i] + "…"
		}
	}
	return s
}

// labelled writes texts behind one label, broken to the width of the screen and hung
// below themselves.
func labelled(b *strings.Builder, label string, texts ...string) {
	before := "  " + label + "  "
	indent := width(before)
	for _, text := range texts {
		b.WriteString(before)
		n := indent
		for _, r := range text {
			w := width(string(r))
			if n+w > screen {
				b.WriteString("\n" + strings.Repeat(" ", indent))
				n = indent
			}
			b.WriteRune(r)
			n += w
		}
		b.WriteByte('\n')
		before = strings.Repeat(" ", indent)
	}
}

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
		if r.Shape == "" {
			s.say("%s：未读入", r.Name())
			continue
		}
		s.say("%s：%s", r.Name(), tally(r))
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
